import ArgumentParser
import Glibc
import Watch

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show each feed's last poll, its result, the next poll, items seen and errors.",
    discussion: "Reads the state directory; works while the daemon runs.")

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var state: StateOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    // The configuration is read only for [journal] directory; a broken one must not hide the state.
    let settings = state.directory == nil ? try? Configuration.load(configuration.path) : nil
    let directory = try state.resolve(settings)
    guard access(directory + "/state.sqlite", R_OK) == 0 else {
      CommandLineOutput.error(
        "feedwatchd: no state in '\(directory)': \(String(cString: strerror(errno))); "
          + "give the daemon's --state-directory")
      throw Exit.failed
    }
    do {
      let rows = try StateStore(directory: directory, readOnly: true).feeds()
      CommandLineOutput.print(
        json
          ? StatusReport.json(of: rows)
          : StatusReport.text(of: rows, now: WallClock.milliseconds()))
    } catch {
      CommandLineOutput.error("feedwatchd: \(directory): \(error)")
      throw Exit.failed
    }
  }
}
