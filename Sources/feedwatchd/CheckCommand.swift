import ArgumentParser
import Watch

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read the configuration and print what would be watched, or every mistake in it.",
    discussion: """
      Mistakes are printed one a line, with file, line and key, and the exit code is 78. Nothing \
      is polled or written.
      """)

  @OptionGroup var configuration: ConfigurationOptions

  func run() throws {
    CommandLineOutput.print(CheckReport.text(of: try configuration.load()))
  }
}
