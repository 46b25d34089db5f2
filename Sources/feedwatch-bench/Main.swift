import ArgumentParser

@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedwatch-bench", subcommands: [FeedsBench.self, ScheduleBench.self])
}
