import ArgumentParser
import Foundation
import Language

@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedwatch-train", subcommands: [Train.self])
}

struct Train: ParsableCommand {
  @Option var corpora: String

  func run() throws {
    let start = Date()
    func note(_ text: String) {
      print(String(format: "%6.1f s  ", Date().timeIntervalSince(start)) + text)
    }
    let lexiconBytes = AlignedBytes(
      try LexiconTraining.train(corpora + "/text/word_clusters.tsv.gz"))
    note("lexicon \(lexiconBytes.raw.count)")
    let lexicon = Lexicon(lexiconBytes.raw)
    let treebank =
      try Treebank.read(corpora + "/text/ud/ewt_train.conllu")
      + Treebank.read(corpora + "/text/ud/gum_open_train.conllu")
    let training = TaggerTraining(treebank)
    func prepare(_ sentences: [TreebankSentence]) -> [TrainingSentence] {
      sentences.map {
        var sentence = TrainingSentence($0, lexicon)
        sentence.gold = training.gold($0)
        return sentence
      }
    }
    var sentences = prepare(treebank)
    note("\(sentences.count) sentences, \(training.classes.count) classes")
    let taggerBytes = AlignedBytes(training.train(sentences, iterations: Env.iter, seeds: (1...Env.seeds).map { UInt64($0) }))
    note("tagger \(taggerBytes.raw.count)")
    guard let tagger = Tagger(taggerBytes.raw) else { return }
    for name in ["ewt_dev", "gum_open_dev"] {
      var dev = prepare(try Treebank.read(corpora + "/text/ud/\(name).conllu"))
      let t = Date()
      tagger.tag(&dev, dev.indices)
      let seconds = Date().timeIntervalSince(t)
      var count = 0
      var upos = 0
      var xpos = 0
      for sentence in dev {
        for token in sentence.tags.indices {
          count += 1
          let tag = sentence.tags[token]
          if tagger.universal(tag).rawValue == sentence.source.universal[token] { upos += 1 }
          if tagger.penn(tag).rawValue == sentence.source.penn[token] { xpos += 1 }
        }
      }
      note(
        "\(name) UPOS \(100 * Double(upos) / Double(count)) XPOS \(100 * Double(xpos) / Double(count)) \(Double(count) / seconds) tok/s"
      )
    }
    let folds = 4
    for fold in 0..<folds {
      let bytes = AlignedBytes(
        training.train(
          sentences.indices.filter { $0 % folds != fold }.map { sentences[$0] }, iterations: 5,
          seeds: [7]))
      Tagger(bytes.raw)?.tag(&sentences, sentences.indices.filter { $0 % folds == fold })
    }
    note("jackknifed tags")
    let parserTraining = ParserTraining(
      tagger: tagger, sentences: sentences, folds: folds, note: { note($0) })
    let width = Env.int("WIDTH", 8)
    let parserBytes = AlignedBytes(
      parserTraining.train(
        width: width, trainingWidth: Env.int("TWIDTH", width), bits: Env.int("BITS", 20),
        iterations: Env.int("PITER", 8), seed: 1))
    guard let parser = Parser(parserBytes.raw) else { return }
    for name in ["ewt_dev", "gum_open_dev"] {
      var dev = prepare(try Treebank.read(corpora + "/text/ud/\(name).conllu"))
      tagger.tag(&dev, dev.indices)
      let workspace = ParserWorkspace(parser, tagger)
      let t = Date()
      var count = 0
      var uas = 0
      var las = 0
      for sentence in dev {
        let n = sentence.forms.count
        sentence.forms.withUnsafeBufferPointer { forms in
          sentence.tags.withUnsafeBufferPointer { tags in
            let nodes = workspace.parse(forms.baseAddress!, tags.baseAddress!, n)
            for token in 1...n {
              count += 1
              let gold = sentence.heads[token - 1] + 1
              if Int(nodes[token].head) == gold {
                uas += 1
                if Int(nodes[token].label) == sentence.relations[token - 1] + 1 { las += 1 }
              }
            }
          }
        }
      }
      let seconds = Date().timeIntervalSince(t)
      note(
        "\(name) UAS \(100 * Double(uas) / Double(count)) LAS \(100 * Double(las) / Double(count)) \(Double(count) / seconds) tok/s of \(parserBytes.raw.count) bytes"
      )
    }
  }
}
