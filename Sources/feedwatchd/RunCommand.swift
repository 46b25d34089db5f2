import ArgumentParser
import Glibc
import Logging
import Watch

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Watch the feeds: poll them when they are due and write what is new.",
    discussion: """
      Runs in the foreground and logs to stderr. New items become lines of journal.jsonl in the \
      state directory; on a terminal each is shown in short on stdout as well.

      Signals: HUP reads the configuration again and reopens the journal; TERM and INT finish \
      what is in hand and end; USR1 logs the status.
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var state: StateOptions

  @Flag(help: "Poll every feed once, write what is new, print a summary and end.")
  var once = false

  @Flag(name: .shortAndLong, help: "Log every poll, those that bring nothing new included.")
  var verbose = false

  func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    let settings = try configuration.load()
    let directory = try state.resolve(settings)
    if let problem = StateDirectory.create(directory) {
      CommandLineOutput.error("feedwatchd: \(problem)")
      throw Exit.failed
    }
    let errors = LineOutput(STDERR_FILENO)
    let level: Logger.Level = verbose ? .debug : .info
    let log = Logger(label: "feedwatchd") { _ in StreamLog(output: errors, level: level) }
    let persistence = try open(directory, settings, log)
    let terminal = LineOutput(STDOUT_FILENO)
    let watcher = Watcher(
      settings, persistence: persistence, options: WatchOptions(once: once), log: log,
      output: terminal.style.isTerminal || once ? terminal : nil)
    let code = await watcher.run()
    if code != 0 { throw Exit(code: code) }
  }

  private func open(
    _ directory: String, _ settings: Configuration, _ log: Logger
  ) throws -> Persistence {
    do {
      let persistence = try Persistence.open(directory: directory, settings: settings.journal)
      for message in persistence.messages { log.notice("\(message)") }
      return persistence
    } catch {
      log.error("\(error)")
      throw Exit.failed
    }
  }
}
