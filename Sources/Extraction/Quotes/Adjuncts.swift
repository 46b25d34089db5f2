internal import Language

/// What stands between a verb of saying and what is said: when, where, through what and to whom.
extension QuoteReader {
  private static let channels: Set<String> = [
    "twitter", "facebook", "instagram", "telegram", "youtube", "x", "weibo", "tiktok", "linkedin",
    "snapchat", "reddit", "whatsapp",
  ]
  private static let audiences: Set<String> = [
    "reporters", "journalists", "lawmakers", "parliament", "supporters", "voters", "media",
    "press", "public", "crowd", "audience", "court", "police", "investigators", "officials",
    "senators", "members", "congress", "delegates", "viewers", "students", "newspaper", "paper",
    "agency", "magazine", "channel", "radio", "station", "nation",
  ]

  /// Steps over adverbs, times and phrases with a preposition behind a verb of saying; stops at
  /// what is said.
  func skipAdjuncts(_ start: Int, limit: Int) -> Int {
    var index = start
    while index < limit {
      let word = lower[index]
      guard quotationOf[index] < 0 else { return index }
      // "told them not to travel".
      if word == "not" || word == "never", index + 1 < limit, lower[index + 1] == "to" {
        return index
      }
      // "said there is no doubt".
      if word == "there", index + 1 < limit, ClosedClasses.isAuxiliary(lower[index + 1]) {
        return index
      }
      // "at least 40 people": an amount, no place.
      if word == "at", index + 1 < limit, ["least", "most"].contains(lower[index + 1]) {
        return index
      }
      if ClosedClasses.isAdverb(word) || isTime(index) {
        // "so far this year the" is time; "this law" is no adjunct.
        index += 1
      } else if [
        "on", "in", "at", "during", "via", "through", "to", "from", "before", "after", "of",
        "late", "early", "with", "outside", "inside", "near", "aboard", "alongside",
      ].contains(word), let end = prepositional(index, limit: limit) {
        index = end
      } else {
        return index
      }
    }
    return index
  }

  private func isTime(_ token: Int) -> Bool {
    let word = lower[token]
    guard ClosedClasses.timeWords.contains(word), word != "may" else { return false }
    // "said Wednesday's quake": the owner of what follows.
    if token + 1 < words.count, ["'s", "’s"].contains(words[token + 1]) { return false }
    if word == "this" || word == "last" || word == "next" || word == "late" || word == "early" {
      return token + 1 < words.count && ClosedClasses.timeWords.contains(lower[token + 1])
    }
    if ["days", "weeks", "months", "years", "day", "week", "month", "year"].contains(word) {
      return token > 0 && ["this", "last", "next", "earlier"].contains(lower[token - 1])
    }
    return true
  }

  /// The end of a phrase with a preposition, where one noun phrase follows it; nil for "to go".
  private func prepositional(_ start: Int, limit: Int) -> Int? {
    var index = start + 1
    guard index < limit, quotationOf[index] < 0 else { return nil }
    if lower[start] == "to", isTagged,
      [.verb, .aux].contains(reading.analyzed.tokens[index].tag)
    {
      return nil
    }
    if lower[start] == "to", !isTagged, nameOf[index] < 0,
      !ClosedClasses.determiners.contains(lower[index]), !Self.audiences.contains(lower[index])
    {
      return nil
    }
    if ClosedClasses.determiners.contains(lower[index]), nameOf[index] < 0 { index += 1 }
    var hasNoun = false
    while index < limit, index - start < 14, quotationOf[index] < 0 {
      let word = lower[index]
      if nameOf[index] >= 0 {
        if hasNoun, nameOf[index - 1] < 0, !ClosedClasses.prepositions.contains(lower[index - 1]) {
          break
        }
        index = max(index + 1, reading.names[nameOf[index]].tokens.upperBound)
        hasNoun = true
        continue
      }
      if !isWord(index), !["'s", "’s", "-"].contains(word) { break }
      if ClosedClasses.prepositions.contains(word), hasNoun, word == "of" || word == "with" {
        index += 1
        if index < limit, ClosedClasses.determiners.contains(lower[index]) { index += 1 }
        continue
      }
      if hasNoun,
        ClosedClasses.determiners.contains(word) || ClosedClasses.subjectPronouns.contains(word)
          || ClosedClasses.prepositions.contains(word) || ClosedClasses.conjunctions.contains(word)
          || word == "there" || ClosedClasses.isAuxiliary(word)
          || ClosedClasses.timeWords.contains(word)
      {
        break
      }
      hasNoun = true
      index += 1
    }
    return hasNoun ? min(index, limit) : nil
  }

  /// Whom it was said to or the outlet it was said in: "told reporters", "in an interview with
  /// Kyodo News", "wrote on Twitter", "in remarks to ABC".
  func addressee(from start: Int, limit: Int) -> Range<Int>? {
    guard start < limit else { return nil }
    var index = start
    if start > 0,
      ["told", "tells", "telling", "tell", "informed", "assured", "reminded", "warned"]
        .contains(lower[start - 1])
    {
      return objectPhrase(start, limit: limit)
    }
    let end = min(limit, start + 16)
    while index < end {
      guard quotationOf[index] < 0, cueAt[index] == nil, lower[index] != "that" else { return nil }
      let word = lower[index]
      if ["on", "via", "through"].contains(word), index + 1 < end,
        Self.channels.contains(lower[index + 1])
      {
        return index + 1..<index + 2
      }
      if ["with", "to", "by", "for"].contains(word), index > start,
        [
          "interview", "remarks", "statement", "comments", "comment", "speech", "address",
          "briefing",
          "conversation", "letter", "message", "talk", "note", "email",
        ].contains(lower[index - 1]),
        index + 1 < end
      {
        return objectPhrase(index + 1, limit: limit)
      }
      if word == "to", index == start, index + 1 < end {
        return objectPhrase(index + 1, limit: limit)
      }
      index += 1
    }
    return nil
  }

  /// The noun phrase behind a verb or a preposition, without what follows it.
  func objectPhrase(_ start: Int, limit: Int) -> Range<Int>? {
    var index = start
    guard index < limit, quotationOf[index] < 0 else { return nil }
    let word = lower[index]
    if ["him", "her", "them", "us", "me", "it", "you"].contains(word) { return index..<index + 1 }
    if nameOf[index] < 0,
      ClosedClasses.prepositions.contains(word) || ClosedClasses.conjunctions.contains(word)
        || ClosedClasses.questionWords.contains(word) || ClosedClasses.isAuxiliary(word)
        || ClosedClasses.isAdverb(word) || ClosedClasses.timeWords.contains(word) && word != "may"
    {
      return nil
    }
    if ClosedClasses.determiners.contains(lower[index]), lower[index] != "that", nameOf[index] < 0 {
      index += 1
    }
    var hasNoun = false
    while index < limit, index - start < 16, quotationOf[index] < 0 {
      let word = lower[index]
      if nameOf[index] >= 0 {
        if hasNoun, nameOf[index - 1] < 0, !isTitleLike(index - 1),
          !["of", "for", "-"].contains(lower[index - 1])
        {
          break
        }
        index = max(index + 1, reading.names[nameOf[index]].tokens.upperBound)
        hasNoun = true
        // "the BBC police suspect": a name ends the phrase but for "'s" and its noun.
        if index < limit, ["'s", "’s"].contains(words[index]) {
          index += 1
          continue
        }
        if index < limit, reading.isCapitalised(index), nameOf[index] >= 0 { continue }
        if index < limit, Self.audiences.contains(lower[index]) { index += 1 }
        break
      }
      if !isWord(index), word != "-" { break }
      if hasNoun,
        ClosedClasses.determiners.contains(word) || ClosedClasses.subjectPronouns.contains(word)
          || ClosedClasses.prepositions.contains(word) && !["of", "for"].contains(word)
          || ClosedClasses.conjunctions.contains(word)
          || word == "and" && nameOf[min(index + 1, limit - 1)] < 0
          || ClosedClasses.relatives.contains(word) || ClosedClasses.isAuxiliary(word)
          || ClosedClasses.timeWords.contains(word) || ClosedClasses.isAdverb(word)
          || word == "there"
          || isTagged && isFinite(index)
      {
        break
      }
      if ClosedClasses.subjectPronouns.contains(word) { break }
      hasNoun = true
      index += 1
      // "told lawmakers Russia would": who listens is no part of a name.
      if Self.audiences.contains(word), index < limit, nameOf[index] >= 0 { break }
    }
    return hasNoun ? start..<min(index, limit) : nil
  }

  private func isTitleLike(_ token: Int) -> Bool {
    reading.isCapitalised(token) || reading.gazetteer.isTitle(words[token])
      || SourceNouns.shared.kind(of: lower[token]) != nil
  }
}
