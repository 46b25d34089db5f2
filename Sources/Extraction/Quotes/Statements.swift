internal import Language

/// Statements printed in paragraphs of their own, without marks, as press releases do: "The minister
/// said:" and behind it all that he said.
extension QuoteReader {
  /// How many paragraphs a statement is followed through.
  private static let longestStatement = 40
  /// How many tokens of a paragraph are taken.
  private static let longestParagraph = 400

  /// "The governor added:" and the words in paragraphs of their own, without marks.
  mutating func readBlock(_ cue: Cue, _ index: Int, in sentence: Range<Int>) -> Bool {
    let colon = sentence.upperBound - 1
    let next = reading.sentenceOf[colon] + 1
    guard words[colon] == ":", colon - cue.tokens.upperBound < 12, colon >= reading.bodyStart,
      cue.verb.frames.contains(.direct), !hasFiniteVerb(cue.tokens.upperBound..<colon),
      next < reading.analyzed.sentences.count,
      reading.analyzed.sentences[next].paragraph == paragraph(of: colon) + 1,
      let subject = subject(of: index)
    else { return false }
    let start = reading.analyzed.sentences[next].tokens.lowerBound
    guard quotationOf[start] < 0, isWord(start) else { return false }
    let to = addressee(from: cue.tokens.upperBound, limit: colon)
    let first = start..<min(paragraphRange(of: start).upperBound, start + Self.longestParagraph)
    append(first, cue: cue, subject: subject, to: to, sieve: "block")
    readStatement(behind: first, cue: cue, subject: subject, to: to)
    return true
  }

  /// The further paragraphs of a statement whose first one is read. They are the speaker's where
  /// somebody speaks of himself in them ("I", "we"), up to a heading, a quotation, or a paragraph
  /// that tells of the speaker or reports somebody.
  mutating func readStatement(
    behind first: Range<Int>, cue: Cue, subject: Subject, to: Range<Int>?
  ) {
    guard first.lowerBound >= reading.bodyStart, let last = first.last,
      last + 2 >= paragraphRange(of: last).upperBound
    else { return }
    var found: [Range<Int>] = []
    var next = paragraphRange(of: last).upperBound
    while next < words.count, found.count < Self.longestStatement {
      let paragraph = paragraphRange(of: next)
      guard isStatement(paragraph, of: subject.speaker) else { break }
      found.append(
        next..<min(paragraph.upperBound, next + Self.longestParagraph))
      next = paragraph.upperBound
    }
    let isOwn = ([first] + found).contains { paragraph in
      paragraph.contains { Self.firstPerson.contains(lower[$0]) && quotationOf[$0] < 0 }
    }
    guard isOwn else { return }
    var again = subject
    again.pointsBack = true
    for paragraph in found {
      append(paragraph, cue: cue, subject: again, to: to, sieve: "statement")
    }
  }

  private static let firstPerson: Set<String> = ["i", "we", "our", "my", "us"]

  private func isStatement(_ paragraph: Range<Int>, of speaker: QuoteFinding.Speaker?) -> Bool {
    let window = paragraph.clamped(to: paragraph.lowerBound..<paragraph.lowerBound + 200)
    guard paragraph.count >= 4, quotationOf[paragraph.lowerBound] < 0,
      isWord(paragraph.lowerBound) || ["[", "("].contains(words[paragraph.lowerBound]),
      ClosedClasses.sentenceEnds.contains(words[paragraph.upperBound - 1])
    else { return false }
    for token in window where quotationOf[token] < 0 {
      if nameOf[token] >= 0, case .entity(let entity)? = speaker,
        reading.entities[entity].kind == .person, entityOfName[nameOf[token]] == entity
      {
        return false
      }
      // "He added that", "The minister replied: We": somebody reports.
      if let index = cueAt[token], token > paragraph.lowerBound,
        cues[index].verb.frames.contains(.direct), cues[index].form.contains(.past),
        !cues[index].isPassive, !cues[index].isInfinitive,
        ["he", "she"].contains(lower[cues[index].group.lowerBound - 1])
          || nameOf[cues[index].group.lowerBound - 1] >= 0
          || words[cues[index].group.upperBound] == ":"
      {
        return false
      }
    }
    return true
  }
}
