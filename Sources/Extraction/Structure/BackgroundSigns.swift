internal import Language

/// Reads the signs of background off a sentence: time, tense, words, place.
extension Reading {
  /// How old a time of the text is when the dispatch is published.
  enum Age {
    /// Over for more than two weeks.
    case old
    /// Over for more than three days.
    case middle
    /// Of the last three days, or now.
    case recent
  }

  /// By the first token of every date.
  func ages(published: Int64?) -> [Int: Age] {
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
        } else if days > 3 {
          ages[first] = .middle
        }
      }
    }
    return ages
  }

  func quotedTokens() -> [Bool] {
    var quoted = [Bool](repeating: false, count: words.count)
    for quote in quotes where quote.kind == .direct {
      for token in quote.tokens { quoted[token] = true }
    }
    return quoted
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

  /// What speaks for and against a sentence being background.
  func evidence(
    of sentence: Sentence, startsParagraph: Bool, first: Int, last: Int, hasHeads: Bool, year: Int?,
    quoted: [Bool], ages: [Int: Age]
  ) -> BackgroundEvidence {
    var found = BackgroundEvidence()
    let tokens = sentence.tokens.prefix(200)
    let lower = tokens.map { lowered[$0] }
    var figures = 0
    var quotedCount = 0
    for (offset, token) in tokens.enumerated() {
      if quoted[token] {
        quotedCount += 1
        continue
      }
      let word = lower[offset]
      if word.utf8.count > 1, words[token].utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
        found.words.insert(word)
      }
      let next = offset + 1 < lower.count ? lower[offset + 1] : ""
      let isNumber = word.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
      if isNumber { figures += 1 }
      if let number = Int(word), word.utf8.count == 4, (1000...2100).contains(number),
        year.map({ number < $0 }) ?? true
      {
        found["year"] = 1
      }
      if word == "had" || word == "'d",
        next == "been" || next == "not" || next == "n't" || next == "never"
          || ClosedClasses.isAdverb(next)
          || offset + 1 < lower.count
            && analyzed.tokens[token + 1].pennTag == .verbPastParticiple
      {
        found["pluperfect"] = 1
      }
      if Self.recentWords.contains(word) { found["recent-word"] = 1 }
      if Self.pastWords.contains(word) { found["past-word"] = 1 }
      if word == "ago" || word == "past" && offset > 0 && lower[offset - 1] == "the"
        || word == "last"
          && [
            "year", "month", "week", "decade", "century", "january", "february", "march", "april",
            "may", "june", "july", "august", "september", "october", "november", "december",
            "summer", "winter", "spring", "autumn", "season", "term", "weekend",
          ].contains(next)
      {
        found["ago"] = 1
      }
      if word == "used" && next == "to" || word == "prior" && next == "to"
        || word == "until" && next == "the" || word == "back" && next == "in"
        || word == "first" && next == "time" || word == "before" && next == "this"
        || word == "once"
      {
        found["used-to"] = 1
      }
      if word == "since" { found["since"] = 1 }
      if ["earlier", "previously", "already", "previous", "initially", "originally", "former"]
        .contains(word)
      {
        found["earlier"] = 1
      }
      if [
        "founded", "born", "established", "elected", "appointed", "served", "joined", "became",
        "studied", "graduated", "worked", "married", "won", "created", "built", "opened",
      ].contains(word) {
        found["biography"] = 1
      }
      if ["after", "following", "when"].contains(word) { found["after"] = 1 }
      if ["said", "says", "told", "added", "announced", "stated"].contains(word) {
        found["spoken"] = 1
      }
      if ["always", "often", "usually", "every", "annual", "annually", "traditionally"].contains(
        word)
      {
        found["always"] = 1
      }
      if ["is", "are", "has", "have", "remains", "consists", "includes", "holds", "lies"]
        .contains(word)
      {
        found["has-state"] = 1
      }
    }
    for token in tokens where !quoted[token] {
      switch ages[token] {
      case .old: found["old-time"] = 1
      case .middle: found["middle-time"] = 1
      case .recent: found["recent-time"] = 1
      case nil: break
      }
    }
    let isDefinition = zip(lower, lower.dropFirst()).contains { verb, next in
      ["is", "are", "was", "were"].contains(verb)
        && [
          "a", "an", "the", "one", "host", "members", "limited", "located", "also", "generally",
          "known",
        ]
        .contains(next)
    }
    if isDefinition { found["definition"] = 1 }
    let position = Double(sentence.paragraph - first) / Double(max(1, last - first))
    let isLate = position > 0.67
    switch mainTense(of: sentence.tokens) {
    case .present:
      found["present"] = 1
      if isLate { found["late-present"] = 1 }
    case .perfect: found["perfect"] = 1
    case .future: found["future"] = 1
    case nil:
      found["past"] = 1
      if found["recent-word"] + found["recent-time"] + found["old-time"] + found["year"] == 0 {
        found["past-undated"] = 1
      }
    }
    if hasReport(in: sentence.tokens) { found["report"] = 1 }
    if quotedCount > 0 { found["quoted"] = 1 }
    if quotedCount * 2 > tokens.count { found["body-quoted"] = 1 }
    if Self.opensWithLink(lower) { found["link"] = 1 }
    if isLate { found["late"] = 1 }
    found["position"] = position
    if sentence.paragraph == first { found["first"] = 1 }
    if sentence.paragraph == first + 1 { found["second"] = 1 }
    if sentence.paragraph == last { found["last"] = 1 }
    if startsParagraph { found["opens-paragraph"] = 1 }
    if let opening = tokens.first,
      !isWord(opening) && !["\"", "“", "("].contains(words[opening])
        || lower.prefix(5).dropFirst().contains(":")
    {
      found["item"] = 1
    }
    if !tokens.contains(where: {
      [.verbPast, .verbPresent, .verbPresentThird, .modal].contains(analyzed.tokens[$0].pennTag)
    }) {
      found["verbless"] = 1
    }
    if tokens.count < 9 { found["short"] = 1 }
    if ["he", "she", "it", "they", "his", "her", "its", "their"].contains(lower.first ?? "") {
      found["pronoun"] = 1
    }
    if hasHeads { found["heads"] = 1 }
    if figures > 3 { found["figures"] = 1 }
    if last - first < 5 { found["few-paragraphs"] = 1 }
    return found
  }

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
}
