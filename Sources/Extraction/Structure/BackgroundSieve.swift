internal import Language

/// A part that recalls earlier news, while it is read.
struct BackgroundFinding {
  var tokens: Range<Int>
  var sieve: String
}

/// Tells sentences that recall earlier news or history from those that tell what is new.
///
/// Agency copy gives news in the past or the present perfect with a day of the week; what is
/// background stands behind a head that says so, opens with a phrase of recalling, or is told by
/// signs that are weighed together (`BackgroundEvidence`): tense, time, place in the dispatch, words
/// of biography, and what stands beside it.
extension Reading {
  /// A sentence that may be background, with what speaks for it.
  struct BackgroundCandidate {
    var sentence: Sentence
    var evidence: BackgroundEvidence
  }

  mutating func findBackground(published: Int64?) {
    let (sure, candidates) = backgroundCandidates(published: published)
    let weighed = BackgroundEvidence.weigh(
      candidates.map { ($0.evidence, $0.sentence.paragraph) })
    var found = sure
    for (candidate, isBackground) in zip(candidates, weighed) where isBackground {
      found.append((candidate.sentence, "history"))
    }
    found.sort { $0.0.tokens.lowerBound < $1.0.tokens.lowerBound }
    for (sentence, sieve) in found { addBackground(sentence, sieve: sieve) }
  }

  /// The sentences that a head or a phrase of recalling makes background, and all others that may
  /// be some.
  func backgroundCandidates(
    published: Int64?
  ) -> (sure: [(Sentence, String)], open: [BackgroundCandidate]) {
    let roles = sentenceRoles()
    let year = published.map { Self.year(ofSecond: $0) }
    let ages = ages(published: published)
    let quoted = quotedTokens()
    let firstParagraph =
      titleSentences < analyzed.sentences.count
      ? analyzed.sentences[titleSentences].paragraph : 0
    let lastParagraph =
      analyzed.sentences.indices.last { roles[$0] == .body }
      .map { analyzed.sentences[$0].paragraph } ?? firstParagraph
    var sure: [(Sentence, String)] = []
    var open: [BackgroundCandidate] = []
    var isUnderHead = false
    var hasHeads = false
    for index in analyzed.sentences.indices where index >= titleSentences {
      let sentence = analyzed.sentences[index]
      switch roles[index] {
      case .recallHead: isUnderHead = true
      case .head:
        isUnderHead = false
        hasHeads = true
      case .boilerplate: break
      case .body:
        if isUnderHead || opensWithRecall(sentence.tokens) {
          sure.append((sentence, isUnderHead ? "head" : "recall"))
          continue
        }
        guard sentence.paragraph != firstParagraph || sentence.tokens.lowerBound > bodyStart else {
          continue
        }
        let startsParagraph =
          index == titleSentences || analyzed.sentences[index - 1].paragraph != sentence.paragraph
        let evidence = evidence(
          of: sentence, startsParagraph: startsParagraph, first: firstParagraph,
          last: lastParagraph, hasHeads: hasHeads, year: year, quoted: quoted, ages: ages)
        open.append(BackgroundCandidate(sentence: sentence, evidence: evidence))
      }
    }
    return (sure, open)
  }

  func fillBackground(_ record: inout Record) {
    record.background = background.map { BackgroundPart(span: span($0.tokens), sieve: $0.sieve) }
  }

  /// Neighbours in one paragraph are one part.
  private mutating func addBackground(_ sentence: Sentence, sieve: String) {
    if let last = background.last, last.tokens.upperBound == sentence.tokens.lowerBound,
      let token = last.tokens.last,
      analyzed.sentences[sentenceOf[token]].paragraph == sentence.paragraph
    {
      background[background.count - 1].tokens = last.tokens.lowerBound..<sentence.tokens.upperBound
    } else {
      background.append(BackgroundFinding(tokens: sentence.tokens, sieve: sieve))
    }
  }

  private static let recallOpenings: [[String]] = [
    ["recall"], ["as", "previously", "reported"], ["as", "reported", "earlier"],
    ["as", "earlier", "reported"], ["as", "was", "reported"], ["as", "reported"],
    ["earlier", "it", "was", "reported"], ["earlier", ",", "it", "was", "reported"],
    ["it", "was", "previously", "reported"], ["it", "was", "earlier", "reported"],
    ["it", "was", "reported", "earlier"], ["previously", ",", "it", "was", "reported"],
    ["previously", "it", "was", "reported"], ["we", "remind"], ["we", "will", "remind"],
    ["as", "a", "reminder"], ["to", "recall"], ["it", "should", "be", "recalled"],
    ["let", "us", "recall"],
    ["it", "is", "worth", "recalling"], ["as", "we", "reported"], ["as", "you", "know"],
    ["for", "reference"], ["by", "way", "of", "background"], ["it", "will", "be", "recalled"],
    ["earlier", ",", "reports"], ["as", "it", "was", "reported"],
    ["it", "was", "reported", "that", "earlier"],
  ]

  private func opensWithRecall(_ tokens: Range<Int>) -> Bool {
    let start = tokens.filter { isWord($0) || words[$0] == "," }.prefix(5).map {
      words[$0].lowercased()
    }
    if Self.recallOpenings.contains(where: { start.starts(with: $0) }) {
      // "As reported by Reuters" only names the source.
      return !(start.first == "as" && start.dropFirst(2).first == "by")
    }
    // "Background: the plant was shut in May": the head stands on the line of its text.
    let head = tokens.prefix(5)
    guard let colon = head.first(where: { words[$0] == ":" }), colon > tokens.lowerBound else {
      return false
    }
    return Self.recallHeads.contains(
      analyzed.string(tokens.lowerBound..<colon).lowercased())
  }

  /// The year of a second since 1970 UTC (Hinnant's days to civil, reduced to the year).
  static func year(ofSecond second: Int64) -> Int {
    let days = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // March starts the year of this calendar: January and February belong to the next one.
    return Int(yearOfEra + era * 400) + (dayOfYear >= 306 ? 1 : 0)
  }
}
