import ArgumentParser

@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedwatch-train",
    abstract: "Trains the language models from the corpora, measures them, and applies them.",
    subcommands: [
      TrainCommand.self, ScoreCommand.self, TagCommand.self, NamesCommand.self, SpeedCommand.self,
      LanguagesCommand.self, TriggersCommand.self,
    ])
}
