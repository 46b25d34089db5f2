import Foundation
import Language

/// The stages of training in their order, and the report.
final class TrainingPipeline {
  private let corpora: String
  private let sources: String
  private let output: String
  private let stages: Set<String>
  private let start = Date()
  private var report: [String] = []

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

  func run(quick: Bool) throws {
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
      tagging.train(
        sentences, iterations: Env.int("ITER", 10), seeds: seeds(Env.int("SEEDS", 3)))
    }
    guard let tagger = Tagger(taggerBytes.raw) else { throw TrainingError.unreadable("tagger") }
    let parserBytes = try model("parser") {
      jackknife(&sentences, tagging)
      note("tags by jackknife")
      var reuse: [UInt8]?
      if Env.int("REUSE", 0) == 1 {
        let old = AlignedBytes(
          Array(try Data(contentsOf: URL(fileURLWithPath: "/tmp/ex/m1/parser.bin"))))
        withExtendedLifetime(old) { reuse = Array(ModelFile(.parser, old.raw)!.bytes(1)) }
      }
      return ParserTraining(
        tagger: tagger, sentences: sentences, folds: Self.folds,
        reuse: reuse, note: { self.note($0) }
      ).train(
        width: Env.int("WIDTH", 4), trainingWidth: Env.int("TWIDTH", 4),
        bits: Env.int("BITS", 20), iterations: Env.int("PITER", 10),
        seeds: seeds(Env.int("PSEEDS", 3)))
    }
    guard let parser = Parser(parserBytes.raw) else { throw TrainingError.unreadable("parser") }
    for name in ["ewt_dev", "gum_open_dev"] {
      let gold = try Treebank.read(corpora + "/text/ud/\(name).conllu")
      let score = TreeScore.measure(gold, lexicon: lexicon, tagger: tagger, parser: parser)
      note("\(name): \(score.summary)")
      report.append("| ud/\(name) | \(score.row) |")
    }
    let lemmaBytes = try model("lemmas") { LemmaTraining.train(treebank) }
    if let lemmas = LemmaModel(lemmaBytes.raw) {
      for name in ["ewt_dev", "gum_open_dev"] {
        var right = 0
        var total = 0
        for sentence in try Treebank.read(corpora + "/text/ud/\(name).conllu") {
          for token in sentence.forms.indices {
            guard let tag = UniversalTag(rawValue: sentence.universal[token]) else { continue }
            let penn = PennTag(rawValue: sentence.penn[token]) ?? .none
            total += 1
            if lemmas.lemma(sentence.forms[token], tag, penn) == sentence.lemmas[token] {
              right += 1
            }
          }
        }
        note("\(name): lemmas \(100 * Double(right) / Double(total))")
      }
    }
    try trainNames(lexicon, tagger, quick: quick)
  }

  private static let folds = 4

  private func seeds(_ count: Int) -> [UInt64] { (1...count).map { UInt64($0) } }

  /// Tags the training sentences by taggers that did not learn from them.
  private func jackknife(_ sentences: inout [TrainingSentence], _ tagging: TaggerTraining) {
    for fold in 0..<Self.folds {
      let others = sentences.indices.filter { $0 % Self.folds != fold }.map { sentences[$0] }
      let bytes = AlignedBytes(tagging.train(others, iterations: 6, seeds: [7]))
      Tagger(bytes.raw)?.tag(
        &sentences, sentences.indices.filter { $0 % Self.folds == fold })
    }
  }

  // MARK: Names

  private func trainNames(_ lexicon: Lexicon, _ tagger: Tagger, quick: Bool) throws {
    let lists = try NameLists.section(sources + "/Gazetteers")
    guard let training = NameTraining(lexicon: lexicon, tagger: tagger, lists: lists) else {
      throw TrainingError.unreadable("lists")
    }
    func read(_ name: String, every step: Int = 1) throws -> [NameTraining.Sample] {
      guard step > 0 else { return [] }
      let documents = try NameCorpus.read(corpora + "/text/ner/\(name).jsonl")
      return training.prepare(
        documents.enumerated().filter { $0.offset % step == 0 }.map(\.element))
    }
    var base: [NameTraining.Sample] = []
    var gold: [NameTraining.Sample] = []
    if stages.contains("names") {
      base += try read("uner_ewt_train_draft2022")
      base += try read("wikigold")
      base += try read("crossner_politics_train") + read("crossner_politics_dev")
      base += try read("wnut17_train", every: Env.int("WNUT", 2))
      base += try read("btc", every: Env.int("BTC", 6))
      base += try read("sec_train", every: Env.int("SEC", 2))
      base += try read("re3d_nonc", every: Env.int("RE3D", 0))
      gold = training.prepare(try NameCorpus.readFolder(corpora + "/gold"))
    }
    func train(_ gold: [NameTraining.Sample]) -> [UInt8] {
      training.train(
        base + (0..<Env.int("GOLD", 2)).flatMap { _ in gold }, iterations: Env.int("NITER", 8),
        seeds: seeds(Env.int("NSEEDS", 1)), scale: 100)
    }
    if stages.contains("names"), !quick {
      var score = SpanScore()
      let folds = 5
      for fold in 0..<folds {
        let bytes = AlignedBytes(
          train(gold.enumerated().filter { $0.offset % folds != fold }.map(\.element)))
        guard let model = NameModel(bytes.raw) else { throw TrainingError.unreadable("names") }
        for (index, sample) in gold.enumerated() where index % folds == fold {
          score.add(found: training.names(model, sample), gold: sample.document)
        }
      }
      note("gold, cross-validated: \(score.summary)")
      report.append("| gold, cross-validated | \(score.row) |")
    }
    let bytes = try model("names") { train(gold) }
    guard let model = NameModel(bytes.raw) else { throw TrainingError.unreadable("names") }
    var score = SpanScore()
    for sample in try read("uner_ewt_dev") {
      score.add(found: training.names(model, sample), gold: sample.document)
    }
    note("uner_ewt_dev: \(score.summary)")
    report.append("| ner/uner_ewt_dev | \(score.row) |")
  }

  func writeReport() throws {
    let text = report.joined(separator: "\n") + "\n"
    try text.write(toFile: output + "/../REPORT.md", atomically: true, encoding: .utf8)
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
