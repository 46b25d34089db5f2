internal import Language

/// A part that recalls earlier news, while it is read.
struct BackgroundFinding {
  var tokens: Range<Int>
  var sieve: String
}

/// Tells sentences that recall earlier news or history from those that tell what is new.
///
/// Agency copy gives news in the past or the present perfect with a day of the week; what is
/// background stands behind a head that says so, opens with a phrase of recalling, or is told in
/// the pluperfect, with a year that is over, or as a standing state of things.
extension Reading {
  mutating func findBackground(published: Int64?) {
    let roles = sentenceRoles()
    let year = published.map { Self.year(ofSecond: $0) }
    let ages = ages(published: published)
    let quoted = quotedTokens()
    let lastParagraph = analyzed.sentences.indices.last { roles[$0] == .body }
      .map { analyzed.sentences[$0].paragraph }
    let firstParagraph =
      titleSentences < analyzed.sentences.count
      ? analyzed.sentences[titleSentences].paragraph : 0
    var isUnderHead = false
    var hasHeads = false
    var before = 0.0
    for index in analyzed.sentences.indices where index >= titleSentences {
      let sentence = analyzed.sentences[index]
      let startsParagraph =
        index == titleSentences || analyzed.sentences[index - 1].paragraph != sentence.paragraph
      switch roles[index] {
      case .recallHead: isUnderHead = true
      case .head:
        isUnderHead = false
        hasHeads = true
      case .boilerplate: break
      case .body:
        // What stands behind a paragraph of background is a little more likely to be some, too.
        if startsParagraph { before = before >= 2 ? Self.carried : 0 }
        if isUnderHead || opensWithRecall(sentence.tokens) {
          addBackground(sentence, sieve: isUnderHead ? "head" : "recall")
          before = 3
          continue
        }
        guard sentence.paragraph != firstParagraph || sentence.tokens.lowerBound > bodyStart else {
          continue
        }
        // Under heads of its own ("What we know") a dispatch is told in parts.
        let isLate =
          !hasHeads
          && (sentence.paragraph - firstParagraph) * 3
            > ((lastParagraph ?? firstParagraph) - firstParagraph) * 2
        var score = Self.score(
          of: sentence.tokens, reading: self, year: year, quoted: quoted, ages: ages,
          isLate: isLate)
        if startsParagraph { score += before }
        if sentence.paragraph == lastParagraph, sentence.paragraph > firstParagraph + 1 {
          score += 0.5
        }
        if sentence.paragraph == firstParagraph { score -= 0.5 }
        // A story of the past goes on until something new is told.
        if !startsParagraph, before >= 2, score >= 0 { score += 2 }
        if score >= 2 { addBackground(sentence, sieve: "history") }
        before = score
      }
    }
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

  /// How old a time of the text is when the dispatch is published.
  private enum Age {
    /// Over for more than two weeks.
    case old
    /// Of the last three days, or now.
    case recent
  }

  /// By the first token of every date.
  private func ages(published: Int64?) -> [Int: Age] {
    guard let published else { return [:] }
    let today = Int(published >= 0 ? published / 86_400 : (published - 86_399) / 86_400)
    var ages: [Int: Age] = [:]
    for time in times where time.kind == .date || time.kind == .time {
      guard let first = time.tokens.first else { continue }
      if time.value == "PRESENT_REF" {
        ages[first] = .recent
      } else if let last = time.last {
        let days = today - last.number
        if days > 14 {
          ages[first] = .old
        } else if days >= -1, days <= 3, time.value.utf8.count >= 10 {
          ages[first] = .recent
        }
      }
    }
    return ages
  }

  private func quotedTokens() -> [Bool] {
    var quoted = [Bool](repeating: false, count: words.count)
    for quote in quotes where quote.kind == .direct {
      for token in quote.tokens { quoted[token] = true }
    }
    return quoted
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

  private static let recentWords: Set<String> = [
    "today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "tonight", "tomorrow", "morning", "afternoon",
  ]
  private static let pastWords: Set<String> = [
    "previously", "originally", "formerly", "historically", "traditionally", "initially",
    "founded", "established", "born", "predecessor", "decades", "history", "longstanding",
    "centuries", "century", "anniversary",
  ]

  /// How much a sentence looks like background; 2 and more is.
  private static func score(
    of tokens: Range<Int>, reading: Reading, year: Int?, quoted: [Bool], ages: [Int: Age],
    isLate: Bool
  ) -> Double {
    var score = 0.0
    var hasYear = false
    var isPerfectPast = false
    var isRecent = false
    var isSpoken = false
    var hasState = false
    var hasPast = false
    let lower = tokens.map { reading.words[$0].lowercased() }
    for (offset, token) in tokens.enumerated() where !quoted[token] {
      let word = lower[offset]
      let next = offset + 1 < lower.count ? lower[offset + 1] : ""
      if let number = Int(word), word.utf8.count == 4, (1000...2100).contains(number),
        year.map({ number < $0 }) ?? true
      {
        hasYear = true
      }
      if word == "had" || word == "'d",
        next.hasSuffix("ed") || next == "been" || next == "not"
          || ClosedClasses.isAdverb(next) || ReportingLexicon.shared.verbs[next] != nil
          || offset + 1 < lower.count
            && reading.analyzed.tokens[token + 1].pennTag == .verbPastParticiple
      {
        isPerfectPast = true
      }
      if recentWords.contains(word) { isRecent = true }
      if pastWords.contains(word) { score += 1.5 }
      if word == "ago" || word == "past" && offset > 0 && lower[offset - 1] == "the"
        || word == "last"
          && [
            "year", "month", "week", "decade", "century", "january", "february", "march",
            "april", "may", "june", "july", "august", "september", "october", "november",
            "december",
          ].contains(next)
        || word == "since" && offset > 0 && next != ""
        || word == "earlier" && ["this"].contains(next)
        || word == "prior" && next == "to" || word == "before" && next == "this"
        || word == "used" && next == "to" || word == "first" && next == "time"
        || word == "until" && next == "the" || word == "back" && next == "in"
      {
        hasPast = true
      }
      if ["is", "are", "has", "have", "remains", "consists", "includes", "holds"].contains(word) {
        hasState = true
      }
      if ["said", "says", "told", "added", "announced", "stated"].contains(word) {
        isSpoken = true
      }
    }
    for token in tokens where !quoted[token] {
      switch ages[token] {
      case .old: hasYear = true
      case .recent: isRecent = true
      case nil: break
      }
    }
    // "is the highest court", "are members of": a standing state of things.
    let isDefinition = zip(lower, lower.dropFirst()).contains { verb, next in
      ["is", "are", "was", "were"].contains(verb)
        && [
          "a", "an", "the", "one", "host", "members", "limited", "located", "also", "generally",
          "known",
        ]
        .contains(next)
    }
    let tense = reading.mainTense(of: tokens)
    // Late in a dispatch the present tells standing states: "Fires are common in the region".
    let isState =
      isDefinition || isLate && tense == .present && !reading.hasReport(in: tokens)
    if isState, !isRecent, !isSpoken { score += 1.5 }
    if tense == .perfect, !isRecent, !isSpoken { score += 0.5 }
    if opensWithLink(lower) { score += 2.5 }
    if tokens.contains(where: { quoted[$0] }) { score -= 2 }
    if hasYear { score += 2 }
    if isPerfectPast { score += 1.5 }
    if hasPast { score += 1 }
    if isRecent { score -= 2 }
    if isSpoken { score -= 1 }
    if hasState, !isRecent, !isSpoken { score += 0.5 }
    return score
  }

  private static let carried = 0.5

  /// Whether words of somebody are reported in a sentence.
  private func hasReport(in tokens: Range<Int>) -> Bool {
    // In order of their start; the one before may reach in.
    let low = quotes.partitionPoint(where: { $0.tokens.lowerBound < tokens.lowerBound })
    return quotes[max(0, low - 1)..<min(quotes.count, low + 1)].contains {
      $0.tokens.overlaps(tokens)
    }
  }

  private enum Tense {
    case present, perfect, future
  }

  /// By the tree: the tense of the sentence's main verb. What goes on just now or is to come ("is
  /// holding", "is to meet") is no standing state and counts as the future here.
  private func mainTense(of tokens: Range<Int>) -> Tense? {
    let analyses = analyzed.tokens
    guard let root = tokens.first(where: { analyses[$0].relation == .root }) else { return nil }
    let auxiliaries = tokens.prefix(200).filter {
      analyses[$0].head == root && [.aux, .auxPass, .cop].contains(analyses[$0].relation)
    }
    if auxiliaries.contains(where: { analyses[$0].pennTag == .modal }) { return .future }
    let isParticiple =
      analyses[root].pennTag == .verbPastParticiple
      || auxiliaries.contains { analyses[$0].pennTag == .verbPastParticiple }
    if isParticiple, auxiliaries.contains(where: { ["has", "have"].contains(lowered[$0]) }) {
      return .perfect
    }
    let first = auxiliaries.first ?? root
    switch analyses[first].pennTag {
    case .verbPresent, .verbPresentThird:
      let isGoingOn = first != root && analyses[root].pennTag == .verbGerund
      return isGoingOn || lowered[first + 1] == "to" ? .future : .present
    default: return nil
    }
  }

  /// "The move follows", "This comes after weeks of": what came before the news.
  private static func opensWithLink(_ lower: [String]) -> Bool {
    let opening = lower.prefix(5)
    guard
      let verb = opening.firstIndex(where: {
        ["comes", "came", "follows", "followed"].contains($0)
      }),
      verb > 0,
      [
        "this", "it", "that", "move", "decision", "vote", "announcement", "visit", "protest",
        "protests", "attack", "ruling", "talks", "meeting", "statement", "incident", "strike",
        "news", "remarks", "comments", "arrest", "resignation", "blast", "shooting", "deal",
      ]
      .contains(opening[verb - 1])
    else { return false }
    let next = verb + 1 < lower.count ? lower[verb + 1] : ""
    return lower[verb].hasPrefix("f")
      || [
        "after", "amid", "as", "a", "just", "hours", "days", "weeks", "months", "one", "two",
        "less", "more", "following", "shortly", "against", "at",
      ].contains(next)
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
