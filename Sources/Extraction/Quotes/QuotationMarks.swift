internal import Language

/// Words between quotation marks; both marks are tokens of their own and lie outside `content`.
struct Quotation {
  var content: Range<Int>
  /// Whether the closing mark is there; a quotation that goes on in the next paragraph has none.
  var isClosed: Bool
  /// The token behind the closing mark.
  var end: Int
}

extension Reading {
  private static let pairs: [String: Set<String>] = [
    "\"": ["\"", "”", "''"], "“": ["”", "\"", "“"], "„": ["“", "”", "\""], "«": ["»"],
    "»": ["«"], "``": ["''", "\"", "``"], "''": ["''", "\""], "‘": ["’"], "'": ["'"],
  ]
  private static let doubleMarks: Set<String> = ["\"", "“", "”", "„", "«", "»", "``", "''"]

  /// The longest quotation that is read, in tokens.
  private static let longestQuotation = 1500

  /// All words in outermost quotation marks, in order. Every paragraph starts with no mark open
  /// (agencies reopen a quotation in every paragraph it goes on in and close the last one).
  func quotations() -> [Quotation] {
    var found: [Quotation] = []
    let paragraphs = paragraphs()
    var index = 0
    while index < words.count {
      let word = words[index]
      guard let closers = Self.pairs[word],
        opens(index, paragraphStart: paragraphs[sentenceOf[index]].lowerBound)
      else {
        index += 1
        continue
      }
      let paragraph = paragraphs[sentenceOf[index]]
      let limit = min(paragraph.upperBound, index + Self.longestQuotation)
      if let close = closing(of: index, closers: closers, limit: limit) {
        if close > index + 1 {
          found.append(Quotation(content: index + 1..<close, isClosed: true, end: close + 1))
        }
        index = close + 1
      } else if Self.doubleMarks.contains(word), word != "»",
        let far = farClosing(of: index, closers: closers, paragraphs)
      {
        found.append(far)
        index = far.end
      } else if Self.doubleMarks.contains(word), word != "»", limit > index + 4,
        index == paragraph.lowerBound
      {
        found.append(Quotation(content: index + 1..<limit, isClosed: false, end: limit))
        index = limit
      } else {
        index += 1
      }
    }
    return found
  }

  /// How many paragraphs, and tokens, a quotation is followed through that none of them reopens.
  private static let followedParagraphs = 10
  private static let followedTokens = 400

  /// Press releases break the paragraph inside a quotation and do not reopen it: it ends at the
  /// first closing mark, or where a later paragraph reopens it. Nobody is reported in between.
  private func farClosing(
    of open: Int, closers: Set<String>, _ paragraphs: [Range<Int>]
  ) -> Quotation? {
    let own = paragraphs[sentenceOf[open]]
    var next = own.upperBound
    var crossed = 0
    while next < words.count, crossed < Self.followedParagraphs {
      let paragraph = paragraphs[sentenceOf[next]]
      guard paragraph.upperBound - open < Self.followedTokens else { return nil }
      let marks = paragraph.filter { Self.doubleMarks.contains(words[$0]) }
      guard let first = marks.first else {
        guard
          !paragraph.contains(where: { ["said", "says", "told", "added"].contains(lowered[$0]) }),
          ClosedClasses.sentenceEnds.contains(words[paragraph.upperBound - 1])
        else { return nil }
        crossed += 1
        next = paragraph.upperBound
        continue
      }
      if first == paragraph.lowerBound, words[first] == words[open], first + 1 < words.count {
        // Reopened: right behind its own paragraph it is no other one than before.
        guard crossed > 0, open == own.lowerBound else { return nil }
        return Quotation(content: open + 1..<next, isClosed: false, end: next)
      }
      let isStraight = words[first] == "\"" || words[first] == "''"
      guard closers.contains(words[first]), words[first] != "“",
        isStraight ? marks.count % 2 == 1 : true
      else { return nil }
      return Quotation(content: open + 1..<first, isClosed: true, end: first + 1)
    }
    return nil
  }

  private func opens(_ token: Int, paragraphStart: Int) -> Bool {
    guard token + 1 < words.count, token == 0 || hasSpaceBefore(token) || !isWord(token - 1) else {
      return false
    }
    switch words[token] {
    // A straight mark opens where no space follows it, or at a paragraph's start.
    case "\"", "''": return !hasSpaceBefore(token + 1) || token == paragraphStart
    case "'": return !hasSpaceBefore(token + 1) && isWord(token + 1)
    default: return true
    }
  }

  private func closing(of open: Int, closers: Set<String>, limit: Int) -> Int? {
    let isSingle = words[open] == "'" || words[open] == "‘"
    var index = open + 1
    while index < limit {
      if closers.contains(words[index]) {
        // An apostrophe inside a word closes nothing.
        let isApostrophe =
          isSingle && index + 1 < limit && !hasSpaceBefore(index + 1)
          && isWord(index + 1)
        if !isApostrophe { return index }
      } else if isSingle, Self.doubleMarks.contains(words[index]) {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// For every sentence, the tokens of its paragraph.
  func paragraphs() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(analyzed.sentences.count)
    var index = 0
    while index < analyzed.sentences.count {
      var end = index + 1
      while end < analyzed.sentences.count,
        analyzed.sentences[end].paragraph == analyzed.sentences[index].paragraph
      {
        end += 1
      }
      let range =
        analyzed.sentences[index].tokens.lowerBound..<analyzed.sentences[end - 1].tokens.upperBound
      for _ in index..<end { ranges.append(range) }
      index = end
    }
    return ranges
  }

  /// The first token of a token's paragraph.
  func paragraphStart(of token: Int) -> Int {
    var sentence = sentenceOf[token]
    let paragraph = analyzed.sentences[sentence].paragraph
    while sentence > 0, analyzed.sentences[sentence - 1].paragraph == paragraph { sentence -= 1 }
    return analyzed.sentences[sentence].tokens.lowerBound
  }
}
