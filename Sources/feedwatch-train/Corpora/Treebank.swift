import Foundation
import Language

/// One sentence of a treebank: its words (multiword tokens and empty nodes left out), 1-based heads
/// with 0 for the root.
struct TreebankSentence {
  var forms: [String] = []
  var lemmas: [String] = []
  var universal: [String] = []
  var penn: [String] = []
  var heads: [Int] = []
  var relations: [String] = []
  /// The text as it ran, by the comment "# text = ".
  var text = ""
  var startsDocument = false
  var startsParagraph = false
  /// All lines, for writing the file again with other columns.
  var lines: [String] = []
}

/// Reads CoNLL-U (<https://universaldependencies.org/format.html>).
enum Treebank {
  static func read(_ path: String) throws -> [TreebankSentence] {
    try parse(String(contentsOfFile: path, encoding: .utf8))
  }

  static func parse(_ text: String) -> [TreebankSentence] {
    var sentences: [TreebankSentence] = []
    var sentence = TreebankSentence()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !sentence.forms.isEmpty { sentences.append(sentence) }
        sentence = TreebankSentence()
        continue
      }
      sentence.lines.append(String(line))
      if line.first == "#" {
        if line.hasPrefix("# text = ") { sentence.text = String(line.dropFirst(9)) }
        if line.hasPrefix("# newdoc") { sentence.startsDocument = true }
        if line.hasPrefix("# newpar") { sentence.startsParagraph = true }
        continue
      }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 8, Int(fields[0]) != nil else { continue }
      sentence.forms.append(String(fields[1]))
      sentence.lemmas.append(String(fields[2]))
      sentence.universal.append(String(fields[3]))
      sentence.penn.append(String(fields[4]))
      sentence.heads.append(Int(fields[6]) ?? 0)
      sentence.relations.append(String(fields[7]))
    }
    if !sentence.forms.isEmpty { sentences.append(sentence) }
    return sentences
  }
}
