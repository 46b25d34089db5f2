import ArgumentParser
import Glibc
import Watch

struct DiscoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Find the feeds of a site and print them as tables for feeds.conf.",
    discussion: """
      Reads the page, the feeds it names, and, where it names none, the paths where feeds lie by \
      custom. Only what can be read as a feed is printed.
      """)

  @Argument(help: "A page or a feed: an http or https URL, or a host.")
  var url: String

  func run() async throws {
    do {
      let found = try await FeedDiscovery().discover(url)
      guard !found.isEmpty else {
        CommandLineOutput.error("feedwatchd: no feed was found at \(URLText.masked(url))")
        throw Exit.failed
      }
      let tables = found.map { feed in
        "# \(feed.format), \(feed.items) items\n" + feed.table.toml
      }
      CommandLineOutput.print(tables.joined(separator: "\n"))
    } catch let problem as FeedDiscovery.Problem {
      CommandLineOutput.error("feedwatchd: \(problem)")
      throw Exit.failed
    }
  }
}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Print the feeds of an OPML file as tables for feeds.conf; folders become tags.",
    discussion: "feedwatchd import subscriptions.opml > feeds.d/imported.conf")

  @Argument(
    help: "An OPML file; - for stdin.", completion: .file(extensions: ["opml", "xml"]))
  var file: String

  func run() throws {
    do {
      let tables = try OPML.read(try DispatchReader.read(file))
      CommandLineOutput.print(tables.map(\.toml).joined(separator: "\n"))
    } catch {
      CommandLineOutput.error("feedwatchd: \(file): \(error)")
      throw Exit.failed
    }
  }
}

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print the feeds of the configuration as OPML 2.0; tags become folders.")

  @OptionGroup var configuration: ConfigurationOptions

  func run() throws {
    let settings = try configuration.load()
    CommandLineOutput.print(OPML.write(settings.feeds, title: "feedwatchd: \(settings.path)"))
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a feed is polled when it is.",
    discussion: "Reads the configuration and the state; works while the daemon runs.")

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var state: StateOptions

  @Argument(help: "The feed's name in feeds.conf.")
  var feed: String

  func run() throws {
    let settings = try configuration.load()
    let directory = try state.resolve(settings)
    let feedSettings = settings.feeds.first { $0.name == feed }
    var row: FeedRow?
    if access(directory + "/state.sqlite", R_OK) == 0 {
      do {
        row = try StateStore(directory: directory, readOnly: true).feed(feed)
      } catch {
        CommandLineOutput.error("feedwatchd: \(directory): \(error)")
        throw Exit.failed
      }
    }
    guard feedSettings != nil || row != nil else {
      CommandLineOutput.error(
        "feedwatchd: '\(feed)' is neither in \(settings.path) nor in the state")
      throw Exit.failed
    }
    CommandLineOutput.print(
      Explanation.text(
        name: feed, settings: feedSettings, row: row, now: WallClock.milliseconds()))
  }
}
