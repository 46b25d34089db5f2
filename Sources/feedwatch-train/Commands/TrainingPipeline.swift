import Foundation
import Language

/// The stages of training in their order, and the report.
final class TrainingPipeline {
  private let corpora: String
  private let sources: String
  private let output: String
  private let stages: Set<String>
  private let start = Date()
  private var treeRows: [String] = []
  private var nameRows: [String] = []

  init(corpora: String, sources: String, output: String, stages: Set<String>) throws {
    self.corpora = corpora
    self.sources = sources
    self.output = output
    self.stages = stages
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
  }

  private func note(_ text: String) {
    print(String(format: "%6.1f s  ", Date().timeIntervalSince(start)) + text)
    fflush(nil)
  }

  /// Trains a model and writes it, or reads the one that is there.
  private func model(_ name: String, _ train: () throws -> [UInt8]) throws -> AlignedBytes {
    let path = URL(fileURLWithPath: output + "/" + name + ".bin")
    guard stages.contains(name) else { return AlignedBytes(Array(try Data(contentsOf: path))) }
    let bytes = try train()
    try Data(bytes).write(to: path)
    note("\(name): \(bytes.count) bytes")
    return AlignedBytes(bytes)
  }

  func run() throws {
    let lexiconBytes = try model("lexicon") {
      try LexiconTraining.train(corpora + "/text/word_clusters.tsv.gz")
    }
    let lexicon = Lexicon(lexiconBytes.raw)
    let treebank =
      try Treebank.read(corpora + "/text/ud/ewt_train.conllu")
      + Treebank.read(corpora + "/text/ud/gum_open_train.conllu")
    let tagging = TaggerTraining(treebank)
    var sentences = treebank.map { source in
      var sentence = TrainingSentence(source, lexicon)
      sentence.gold = tagging.gold(source)
      return sentence
    }
    let taggerBytes = try model("tagger") {
      let plan = TrainingPlan.Tagger.self
      return tagging.train(
        sentences, iterations: plan.iterations, seeds: plan.seeds, least: plan.least,
        dropout: plan.dropout)
    }
    guard let tagger = Tagger(taggerBytes.raw) else { throw TrainingError.unreadable("tagger") }
    let parserBytes = try model("parser") {
      jackknife(&sentences, tagging)
      note("tags by jackknife")
      return ParserTraining(
        tagger: tagger, sentences: sentences, folds: TrainingPlan.folds, note: { self.note($0) }
      ).train()
    }
    guard let parser = Parser(parserBytes.raw) else { throw TrainingError.unreadable("parser") }
    let lemmaBytes = try model("lemmas") { LemmaTraining.train(treebank) }
    guard let lemmas = LemmaModel(lemmaBytes.raw) else { throw TrainingError.unreadable("lemmas") }
    for name in ["ewt_dev", "gum_open_dev"] {
      let gold = try Treebank.read(corpora + "/text/ud/\(name).conllu")
      let score = TreeScore.measure(gold, lexicon: lexicon, tagger: tagger, parser: parser)
      let share = String(format: "%.2f", LemmaTraining.share(gold, lemmas))
      let segmentation = SegmentationScore.measure(
        gold, Analyzer(lexicon: lexicon, tagger: nil, parser: nil, names: nil))
      note("\(name): \(score.summary), lemmas \(share); \(segmentation.summary)")
      treeRows.append("| ud/\(name) | \(score.row) | \(share) | \(segmentation.row) |")
    }
    try trainNames(lexicon, tagger)
  }

  /// Tags the training sentences by taggers that did not learn from them.
  private func jackknife(_ sentences: inout [TrainingSentence], _ tagging: TaggerTraining) {
    let folds = TrainingPlan.folds
    let all = sentences
    let models = Parallel.map(folds) { fold in
      let plan = TrainingPlan.Tagger.self
      return tagging.train(
        all.indices.filter { $0 % folds != fold }.map { all[$0] },
        iterations: plan.foldIterations, seeds: plan.foldSeeds, least: plan.foldLeast,
        dropout: 0)
    }
    for (fold, bytes) in models.enumerated() {
      let model = AlignedBytes(bytes)
      Tagger(model.raw)?.tag(&sentences, sentences.indices.filter { $0 % folds == fold })
      withExtendedLifetime(model) {}
    }
  }

  // MARK: Names

  private func trainNames(_ lexicon: Lexicon, _ tagger: Tagger) throws {
    let plan = TrainingPlan.Names.self
    let lists = try NameLists.section(sources + "/Gazetteers")
    guard let training = NameTraining(lexicon: lexicon, tagger: tagger, lists: lists) else {
      throw TrainingError.unreadable("lists")
    }
    func read(_ name: String, every step: Int = 1) throws -> [NameTraining.Sample] {
      let documents = try NameCorpus.read(corpora + "/text/ner/\(name).jsonl")
      return training.prepare(
        documents.enumerated().filter { $0.offset % step == 0 }.map(\.element))
    }
    let dev = try read("uner_ewt_dev")
    let isTraining = stages.contains("names")
    var base: [NameTraining.Sample] = []
    if isTraining {
      base += try read("uner_ewt_train_draft2022")
      base += try read("wikigold")
      base += try read("crossner_politics_train") + read("crossner_politics_dev")
      base += try read("wnut17_train") + read("btc")
      base += try read("sec_train", every: plan.everyFiling)
      let annotations = sources + "/../feedwatch-train/Annotations"
      let articles = training.prepare(
        try NameCorpus.readStandoff(
          annotations + "/wikinews_names.jsonl", texts: corpora + "/text/wikinews.jsonl"))
      base += (0..<plan.readTimes).flatMap { _ in articles }
      base += training.prepare(try NameCorpus.readMarked(annotations + "/wire.txt"))
      base += training.prepare(try NameCorpus.readAgency(annotations))
    }
    let bytes = try model("names") { training.train(base, seeds: plan.seeds) }
    guard let model = NameModel(bytes.raw) else { throw TrainingError.unreadable("names") }
    let gold = training.prepare(try NameCorpus.readFolder(corpora + "/gold"))
    for (name, samples) in [("ner/uner_ewt_dev", dev), ("gold dispatches", gold)] {
      var score = SpanScore()
      for sample in samples {
        score.add(found: training.names(model, sample), gold: sample.document)
      }
      note("\(name): \(score.summary)")
      nameRows.append("| \(name) | \(score.row) |")
    }
    withExtendedLifetime(bytes) {}
  }

  /// Writes the report beside the sources; what stands under "Measured apart" in it stays.
  func writeReport() throws {
    let path = output + "/../REPORT.md"
    let heading = "## Measured apart"
    let old = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let apart = old.range(of: heading).map { old[$0.lowerBound...] } ?? ""
    let sizes = try ["lexicon", "tagger", "parser", "names", "lemmas"].map { name in
      let path = output + "/" + name + ".bin"
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      return "| \(name) | \(size) |"
    }
    let text = """
      # How good the models are

      Written by `feedwatch-train train`; shares in percent, on development sets that no model
      learns from. Tags and trees: gold tokens, predicted tags. Lemmas: gold tags. Tokens and
      sentences: raw text, paragraphs on lines of their own. Names: exact spans and types, articles
      and 's aside, F1.

      | set | UPOS | XPOS | UAS | LAS | lemmas | tokens F1 | sentences F1 |
      |---|---|---|---|---|---|---|---|
      \(treeRows.joined(separator: "\n"))

      | set | F1 | precision | recall | PER | ORG | LOC |
      |---|---|---|---|---|---|---|
      \(nameRows.joined(separator: "\n"))

      | model | bytes |
      |---|---|
      \(sizes.joined(separator: "\n"))

      \(apart)
      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}

enum TrainingError: Error, CustomStringConvertible {
  case unreadable(String)

  var description: String {
    switch self {
    case .unreadable(let name): "the model “\(name)” cannot be read"
    }
  }
}
