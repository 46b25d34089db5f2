import Foundation
import Language

/// Tokens and sentences found in a treebank's raw text: F1 of exact spans (as in the CoNLL 2018
/// shared task, <https://universaldependencies.org/conll18/evaluation.html>).
struct SegmentationScore {
  private var tokens = Counts()
  private var sentences = Counts()
  /// What was split differently: gold against found.
  private(set) var errors: [String] = []

  private struct Counts {
    var right = 0
    var found = 0
    var gold = 0

    mutating func add(_ predicted: Set<Range<Int>>, _ expected: Set<Range<Int>>) {
      right += predicted.intersection(expected).count
      found += predicted.count
      gold += expected.count
    }

    var f1: Double { 200 * Double(right) / Double(max(1, found + gold)) }
  }

  /// The raw text: sentences with a space between, paragraphs and documents on lines of their own.
  static func measure(_ gold: [TreebankSentence], _ analyzer: Analyzer) -> SegmentationScore {
    var score = SegmentationScore()
    var document: [TreebankSentence] = []
    for sentence in gold {
      if sentence.startsDocument, !document.isEmpty {
        score.add(document, analyzer)
        document = []
      }
      document.append(sentence)
    }
    if !document.isEmpty { score.add(document, analyzer) }
    return score
  }

  private mutating func add(_ document: [TreebankSentence], _ analyzer: Analyzer) {
    var text = ""
    for (index, sentence) in document.enumerated() {
      if index > 0 { text += sentence.startsParagraph ? "\n" : " " }
      text += sentence.text
    }
    // Spans in characters that are not white space, as the shared task counts them.
    var goldTokens: Set<Range<Int>> = []
    var goldSentences: Set<Range<Int>> = []
    var place = 0
    for sentence in document {
      let start = place
      for form in sentence.forms {
        let length = form.unicodeScalars.count { !$0.properties.isWhitespace }
        goldTokens.insert(place..<place + length)
        place += length
      }
      goldSentences.insert(start..<place)
    }
    let analyzed = analyzer.analyze(text)
    var foundTokens: Set<Range<Int>> = []
    var foundSentences: Set<Range<Int>> = []
    place = 0
    for sentence in analyzed.sentences {
      let start = place
      for token in sentence.tokens {
        let length = analyzed.string(token).unicodeScalars.count {
          !$0.properties.isWhitespace
        }
        foundTokens.insert(place..<place + length)
        place += length
      }
      foundSentences.insert(start..<place)
    }
    note(document, analyzed)
    tokens.add(foundTokens, goldTokens)
    sentences.add(foundSentences, goldSentences)
  }

  private mutating func note(_ document: [TreebankSentence], _ analyzed: AnalyzedText) {
    // Both as one string of tokens between bars, sentences ended by a double bar.
    func bars(_ sentences: [[String]]) -> [Character] {
      Array(sentences.map { $0.joined(separator: "|") }.joined(separator: "‖"))
        .filter { !$0.isWhitespace }
    }
    let gold = bars(document.map(\.forms))
    let found = bars(analyzed.sentences.map { $0.tokens.map { analyzed.string($0) } })
    var left = 0
    var right = 0
    while left < gold.count, right < found.count {
      if gold[left] == found[right] {
        left += 1
        right += 1
        continue
      }
      func around(_ text: [Character], _ at: Int) -> String {
        String(text[max(0, at - 14)..<min(text.count, at + 10)])
      }
      errors.append(around(gold, left) + "   <>   " + around(found, right))
      if gold[left] == "|" || gold[left] == "‖" { left += 1 }
      if found[right] == "|" || found[right] == "‖" { right += 1 }
      if left < gold.count, right < found.count, gold[left] != found[right],
        gold[left] != "|", gold[left] != "‖", found[right] != "|", found[right] != "‖"
      {
        return
      }
    }
  }

  var row: String { String(format: "%.2f | %.2f", tokens.f1, sentences.f1) }

  var summary: String {
    String(
      format: "token F1 %.2f sentence F1 %.2f", tokens.f1, sentences.f1)
  }
}
