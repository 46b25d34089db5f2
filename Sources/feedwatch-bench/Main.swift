import ArgumentParser

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedwatch-bench",
    subcommands: [FeedsBench.self, JournalBench.self, ScheduleBench.self, RequestsBench.self])
}
