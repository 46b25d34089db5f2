import ArgumentParser
import Glibc
import Watch

struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "Check the journal, or make the state anew from it.",
    subcommands: [Verify.self, RebuildState.self])

  /// Which journal.
  struct Options: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var state: StateOptions

    /// The configuration, where there is one: a journal can be checked without.
    func load() throws -> (directory: String, maxLine: Int) {
      let settings =
        access(configuration.path, F_OK) == 0 || state.directory == nil
        ? try configuration.load() : nil
      return (
        try state.resolve(settings), settings?.journal.maxLine ?? 0
      )
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check every line, every seq and the schema.",
      discussion: """
        Every problem is printed with its file, line and byte, a summary at the end. The exit \
        code is 1 where there was a problem. A daemon may be running.
        """)

    @OptionGroup var options: Options

    func run() throws {
      let (directory, maxLine) = try options.load()
      let report = try JournalCommand.attempt {
        try JournalMaintenance.verify(directory: directory, maxLine: maxLine)
      }
      CommandLineOutput.print(report.text)
      if !report.isGood { throw Exit.failed }
    }
  }

  struct RebuildState: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rebuild-state",
      abstract: "Make the state anew from the journal.",
      discussion: """
        Validators and what was held back when a feed was new are not in the journal and are \
        lost. The daemon must be stopped.
        """)

    @OptionGroup var options: Options

    func run() throws {
      let directory = try options.load().directory
      CommandLineOutput.print(
        try JournalCommand.attempt { try JournalMaintenance.rebuildState(directory: directory) })
    }
  }

  fileprivate static func attempt<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      CommandLineOutput.error("feedwatchd: \(error)")
      throw Exit.failed
    }
  }
}
