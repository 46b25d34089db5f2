public import Extraction

/// A record for people: the text, and under each of its lines the answers that start there, each
/// with its sieve. Nothing in it can move a terminal's cursor.
public enum ExplanationText {
  /// The lines of an explanation, safe to print.
  ///
  /// - Parameter width: how many characters of the text go on a line.
  public static func lines(of record: Record, width: Int = 96) -> [String] {
    let text = Array(record.text.unicodeScalars)
    let answers = record.explained()
    var lines: [String] = []
    var next = 0
    for line in wrapped(text, width: max(16, width)) {
      lines.append(Sanitizer.line(string(text[line])))
      while next < answers.count, answers[next].span.lowerBound < line.upperBound {
        lines.append(describe(answers[next], in: text))
        next += 1
      }
    }
    for topic in record.topics {
      lines.append(
        Sanitizer.line("topic \(topic.code) \(topic.name) \(topic.score)  [\(topic.sieve)]"))
    }
    for note in record.notes { lines.append(Sanitizer.line("note: \(note)")) }
    return lines
  }

  private static func describe(_ answer: ExplainedAnswer, in text: [Unicode.Scalar]) -> String {
    let span = answer.span.clamped(to: 0..<text.count)
    let words = Sanitizer.line(string(text[span]), limit: 48)
    let layer = answer.layer.rawValue
    let padding = String(repeating: " ", count: max(1, 12 - layer.count))
    let shown = Sanitizer.line(answer.answer, limit: 160)
    return "    \(layer)\(padding)\(words)  =  \(shown)  [\(Sanitizer.line(answer.sieve))]"
  }

  /// The text in lines: at its own line ends, and at the last space before the width.
  private static func wrapped(_ text: [Unicode.Scalar], width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < text.count {
      var end = start
      var space: Int?
      while end < text.count, end - start < width, text[end] != "\n" {
        if text[end] == " " { space = end }
        end += 1
      }
      if end < text.count, text[end] != "\n", text[end] != " ", let space, space > start {
        end = space
      }
      lines.append(start..<end)
      start = end
      if start < text.count, text[start] == "\n" || text[start] == " " { start += 1 }
    }
    return lines
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
