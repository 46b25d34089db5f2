import ArgumentParser
import Glibc
import Watch

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedwatchd",
    abstract: "Watches news feeds and writes what each item says as a line of a JSON journal.",
    discussion: """
      Feeds are named in feeds.conf. Every new item becomes one line of journal.jsonl: who said \
      and did what to whom, when, where and on whose word.

      Exit codes: 0 done, 1 failed, 2 wrong use of the command line, 78 wrong configuration.
      """,
    version: Build.version,
    subcommands: [
      RunCommand.self, CheckCommand.self, ExtractCommand.self, ParseCommand.self,
      StatusCommand.self, ExplainCommand.self, DiscoverCommand.self, ImportCommand.self,
      ExportCommand.self, JournalCommand.self,
    ],
    defaultSubcommand: nil)

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let exit as Exit {
      Glibc.exit(exit.code)
    } catch {
      // ArgumentParser ends with sysexits' 64 for a usage error; this program's contract is 2.
      let code = exitCode(for: error)
      guard code == .validationFailure else { Self.exit(withError: error) }
      CommandLineOutput.error(fullMessage(for: error))
      Glibc.exit(Exit.usage.code)
    }
  }
}

/// How a command ends.
struct Exit: Error {
  var code: Int32

  static let failed = Exit(code: 1)
  static let usage = Exit(code: 2)
  /// sysexits.h's EX_CONFIG; systemd knows it too (systemd.exec(5), "Process Exit Codes").
  static let configuration = Exit(code: 78)
}

enum CommandLineOutput {
  /// Writes to stdout; a closed pipe ends the program quietly, as it does `cat`.
  static func print(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO)
  }

  static func error(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  /// Writes bytes to stdout (or another descriptor), all of them.
  static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        Glibc.exit(errno == EPIPE ? 0 : Exit.failed.code)
      }
    }
  }
}

/// `--config`, for every command that reads a configuration.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp("The configuration.", valueName: "file"),
    completion: .file(extensions: ["conf", "toml"]))
  var path: String = Self.defaultPath

  /// `./feeds.conf` where there is one, else the system's.
  static var defaultPath: String {
    access("feeds.conf", R_OK) == 0 ? "feeds.conf" : "/etc/feedwatchd/feeds.conf"
  }

  /// Reads it; every mistake goes to stderr, one a line.
  func load() throws -> Configuration {
    do {
      return try Configuration.load(path)
    } catch {
      CommandLineOutput.error(error.description)
      throw Exit.configuration
    }
  }
}

/// `--state-directory`, for every command that reads or writes the state.
struct StateOptions: ParsableArguments {
  @Option(
    name: .customLong("state-directory"),
    help: ArgumentHelp(
      "Where journal and state live.",
      discussion: """
        Else the first of: [journal] directory in the configuration, $STATE_DIRECTORY (systemd), \
        $XDG_STATE_HOME/feedwatchd, ~/.local/state/feedwatchd.
        """,
      valueName: "dir"),
    completion: .directory)
  var directory: String?

  func resolve(_ configuration: Configuration?) throws -> String {
    guard
      let path = StateDirectory.resolve(
        option: directory, configured: configuration?.journal.directory)
    else {
      throw ValidationError("No state directory: give --state-directory, or set $HOME.")
    }
    return path
  }
}
