import ArgumentParser
import Foundation
import Language

/// Measures the built-in models on a treebank.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores tags and trees on CoNLL-U files: gold tokens, predicted tags; and raw text.")

  @Argument(help: "CoNLL-U files.")
  var files: [String]

  @Option(help: "How many differences in tokens and sentences to print.")
  var errors = 0

  func run() throws {
    let analyzer = Analyzer()
    guard let tagger = analyzer.tagger, let parser = analyzer.parser else {
      throw TrainingError.unreadable("tagger or parser")
    }
    for file in files {
      let gold = try Treebank.read(file)
      let score = TreeScore.measure(
        gold, lexicon: analyzer.lexicon, tagger: tagger, parser: parser)
      print("\(file): \(score.summary)")
      let segmentation = SegmentationScore.measure(gold, analyzer)
      print("\(file): raw text, \(segmentation.summary)")
      for error in segmentation.errors.prefix(errors) { print(error) }
    }
  }
}

/// Writes predictions in CoNLL-U, for any scorer.
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Reads CoNLL-U, writes it with lemmas, tags and trees predicted.")

  func run() throws {
    let analyzer = Analyzer()
    guard let tagger = analyzer.tagger, let parser = analyzer.parser,
      let lemmas = LemmaModel(EmbeddedModel.lemmas)
    else { throw TrainingError.unreadable("tagger, parser or lemmas") }
    let input = FileHandle.standardInput.readDataToEndOfFile()
    let gold = Treebank.parse(String(decoding: input, as: UTF8.self))
    TreeScore.annotate(
      gold, lexicon: analyzer.lexicon, tagger: tagger, parser: parser
    ) { sentence, source, heads, relations in
      var token = 0
      var lines: [String] = []
      for line in source.lines {
        var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard line.first != "#", fields.count >= 8, Int(fields[0]) != nil else {
          lines.append(line)
          continue
        }
        let tag = tagger.universal(sentence.tags[token])
        let penn = tagger.penn(sentence.tags[token])
        fields[2] = lemmas.lemma(fields[1], tag, penn)
        fields[3] = tag.rawValue
        fields[4] = penn.rawValue
        fields[5] = "_"
        if fields.count > 8 { fields[8] = "_" }
        fields[6] = String(heads[token])
        fields[7] = relations[token].rawValue
        lines.append(fields.joined(separator: "\t"))
        token += 1
      }
      print(lines.joined(separator: "\n") + "\n")
    }
  }
}

/// Finds names in texts: the adapter for the name scorer.
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Reads one JSON object a line with id and text, writes it with entities.")

  private struct Entity: Encodable {
    var start: Int
    var end: Int
    var type: String
    var confidence: Double
  }

  private struct Input: Decodable {
    var id: String
    var text: String
  }

  private struct Output: Encodable {
    var id: String
    var text: String
    var entities: [Entity]
  }

  func run() throws {
    let analyzer = Analyzer()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    while let line = readLine() {
      let record = try JSONDecoder().decode(Input.self, from: Data(line.utf8))
      let analyzed = analyzer.analyze(record.text)
      let entities = analyzed.names.map { name in
        let range = analyzed.codePointRange(ofTokens: name.tokens)
        let type: String
        switch name.type {
        case .person: type = "PER"
        case .organization: type = "ORG"
        case .location: type = "LOC"
        }
        return Entity(
          start: range.lowerBound, end: range.upperBound, type: type, confidence: name.confidence)
      }
      let output = Output(id: record.id, text: record.text, entities: entities)
      print(String(decoding: try encoder.encode(output), as: UTF8.self))
    }
  }
}
