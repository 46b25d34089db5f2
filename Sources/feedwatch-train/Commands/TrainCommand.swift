import ArgumentParser
import Foundation
import Language

/// Trains all models, or some, and measures them on the development sets.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains the models: the same corpora and seed give the same bytes.")

  @Option(help: "The folder of the corpora, with text/ and gold/ in it.")
  var corpora: String

  @Option(help: "The folder of LanguageModels: Models/ is written, Gazetteers/ read.")
  var sources = "Sources/LanguageModels"

  @Option(help: "Where the models go; the sources' Models folder where it is left out.")
  var output: String?

  @Option(
    help: "Stages to train, by commas: lexicon, tagger, parser, lemmas, names. Others are read.")
  var only = "lexicon,tagger,parser,lemmas,names"

  func run() throws {
    let pipeline = try TrainingPipeline(
      corpora: corpora, sources: sources, output: output ?? sources + "/Models",
      stages: Set(only.split(separator: ",").map(String.init)))
    try pipeline.run()
    try pipeline.writeReport()
  }
}
