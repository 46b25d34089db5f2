internal import Language

/// Where what is said ends: before the next report, a joined verb, the end of its clause.
extension QuoteReader {
  /// The reported words from a token to where the next report or the sentence ends.
  func content(_ start: Int, _ cue: Cue?, _ sentence: Range<Int>) -> Range<Int>? {
    let limit = sentence.upperBound
    var end = start
    let isSubordinate = cue.map { opensSubordinate($0, in: sentence) } ?? false
    let joined = cue.flatMap { joinedVerb($0, behind: start, in: sentence) }
    while end < limit {
      if quotationOf[end] >= 0 {
        if isDirectMark(end), end > start + 1,
          [",", ":", ";", "and", "but"].contains(words[end - 1])
        {
          break
        }
        end += 1
        // "After saying the vote was “a fraud,” she left": the comma stands inside the marks.
        if isSubordinate, end < limit, quotationOf[end] < 0, words[max(start, end - 2)] == ",",
          opensOwnClause(end, limit: limit)
        {
          break
        }
        continue
      }
      let word = lower[end]
      // "Envoy urges parties to keep talking as truce expires": of headlines.
      if end < reading.bodyStart, end > start + 1, cue != nil,
        ["as", "after", "amid", "ahead", "despite", "following"].contains(word),
        !hasFiniteVerb(start..<end) || lower[start] == "to"
      {
        break
      }
      if word == ";" || end == joined, end > start { break }
      // "said he had died without elaborating": how it was said.
      if word == "without", end > start, end + 1 < limit, cue != nil,
        Self.wordless.contains(lower[end + 1])
      {
        break
      }
      // "told to stay at home and shops were closed".
      if word == "and", end > start + 2, ["to", "not"].contains(lower[start]),
        !ClosedClasses.subjectPronouns.contains(lower[end + 1 < limit ? end + 1 : end]),
        cue?.isPassive ?? false, opensOwnClause(end + 1, limit: limit)
      {
        break
      }
      // "told them not to wash, as cases rose".
      if word == ",", end > start + 1, end + 2 < limit, lower[end + 1] == "as",
        ["to", "not"].contains(lower[start]), opensOwnClause(end + 2, limit: limit)
      {
        break
      }
      // "denied the story, as did the minister".
      if word == "as", end > start, end + 1 < limit, ["did", "does", "do"].contains(lower[end + 1])
      {
        break
      }
      if isSubordinate, word == ",", end > start + 1, end + 1 < limit,
        !["and", "or", "which", "who"].contains(lower[end + 1]),
        hasFiniteVerb(end + 1..<min(limit, end + 12))
      {
        break
      }
      if word == ",", end > start + 1, opensContrast(end + 1, limit: limit) { break }
      if end > start, isReportStart(end, limit: limit, cue: cue) { break }
      end += 1
    }
    return end > start ? start..<end : nil
  }

  private static let wordless: Set<String> = [
    "elaborating", "giving", "providing", "citing", "offering", "going",
  ]

  /// ", but the plan failed", ", although he refused": the text speaks again.
  func opensContrast(_ token: Int, limit: Int) -> Bool {
    guard token + 1 < limit, quotationOf[token] < 0 else { return false }
    switch lower[token] {
    case "although", "though": return true
    case "even": return ["though", "as"].contains(lower[token + 1])
    case "but":
      return !ClosedClasses.subjectPronouns.contains(lower[token + 1])
        && opensOwnClause(token + 1, limit: limit)
    default: return false
    }
  }

  /// Whether a subject and its verb start here, without a comma between.
  func opensOwnClause(_ token: Int, limit: Int) -> Bool {
    guard token + 1 < limit, quotationOf[token] < 0, lower[token] != "that" else { return false }
    let isSubject =
      ClosedClasses.subjectPronouns.contains(lower[token]) || lower[token] == "there"
      || startsNominal(token) && !ClosedClasses.isAdverb(lower[token])
    guard isSubject else { return false }
    for next in token + 1..<min(limit, token + 9) {
      if isFinite(next) { return true }
      if words[next] == "," || quotationOf[next] >= 0 { return false }
    }
    return false
  }

  /// Words without a verb of their own end where a clause starts: "condemned the attack as talks
  /// went on", "denied the charge, which he called a lie".
  func withoutLaterClauses(_ range: Range<Int>) -> Range<Int> {
    let limit = range.upperBound
    var hasVerb = false
    var hasFinite = false
    for token in range.dropFirst() where quotationOf[token] < 0 {
      let word = lower[token]
      let next = token + 1
      guard next < limit else { break }
      // "accused them of paralysing the state, and lifted the ban": joined to the verb of saying.
      if !hasFinite, word == "and" || word == "but", joinsVerb(next, limit: limit) {
        return range.lowerBound..<(words[token - 1] == "," ? token - 1 : token)
      }
      if isFinite(token) { hasFinite = true }
      if ClosedClasses.dashes.contains(word), reading.hasSpaceBefore(token) {
        return range.lowerBound..<token
      }
      if word == "," {
        let follower = lower[next]
        if ["which", "who", "whose", "where", "whom"].contains(follower)
          || isGerund(next) && follower != "including"
          || ["but", "and", "while"].contains(follower) && opensOwnClause(next + 1, limit: limit)
        {
          return range.lowerBound..<token
        }
      } else if !hasVerb,
        ["as", "after", "when", "while", "because", "until", "since", "although", "though"]
          .contains(word),
        opensOwnClause(next, limit: limit)
          || word == "while" && (ClosedClasses.prepositions.contains(lower[next]) || isGerund(next))
      {
        return range.lowerBound..<token
      }
      if isTagged, [.verb, .aux].contains(reading.analyzed.tokens[token].tag) { hasVerb = true }
    }
    return range
  }

  /// "denied wrongdoing and says": a phrase without a verb ends before the one that is joined to the verb
  /// of saying.
  func beforeJoinedVerb(_ range: Range<Int>) -> Range<Int> {
    guard isTagged else { return range }
    for token in range.dropFirst() {
      if quotationOf[token] >= 0 || isFinite(token) { return range }
      let tag = reading.analyzed.tokens[token].pennTag
      if tag == .verbPastParticiple || lower[token] == "that" { return range }
      if lower[token] == "and", joinsVerb(token + 1, limit: range.upperBound) {
        return range.lowerBound..<token
      }
    }
    return range
  }

  /// Whether a finite verb without a subject of its own stands here, adverbs before it.
  private func joinsVerb(_ token: Int, limit: Int) -> Bool {
    guard isTagged else { return false }
    var verb = token
    while verb < min(limit, token + 3), ClosedClasses.isAdverb(lower[verb]) { verb += 1 }
    guard verb < limit, quotationOf[verb] < 0, nameOf[verb] < 0 else { return false }
    let tag = reading.analyzed.tokens[verb].pennTag
    return tag == .verbPast || tag == .verbPresentThird
      || ClosedClasses.haveAndDo.contains(lower[verb])
      || ["is", "was", "were"].contains(lower[verb])
  }

  private func isMonth(_ token: Int) -> Bool {
    [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ].contains(lower[token]) && reading.isCapitalised(token)
  }

  private static let pastTimes: Set<String> = ["earlier", "last", "yesterday", "late", "shortly"]
  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// "the signing in Beijing a day earlier", "the suspension Wednesday following a summit", "the death
  /// on television": when and where something was said is no part of a noun phrase.
  func withoutCircumstances(_ range: Range<Int>) -> Range<Int> {
    guard isTagged, !hasFiniteVerb(range) else { return range }
    for token in range.dropFirst() where quotationOf[token] < 0 && nameOf[token] < 0 {
      let word = lower[token]
      let next = token + 1
      guard next < range.upperBound || Self.weekdays.contains(word) || word == "yesterday" else {
        break
      }
      let isTime =
        Self.weekdays.contains(word)
        && !ClosedClasses.prepositions.contains(lower[token - 1])
        && !ClosedClasses.determiners.contains(lower[token - 1])
        && !["last", "next", "this"].contains(lower[token - 1])
        && (next >= range.upperBound || !["'s", "’s"].contains(words[next]))
        || Self.pastTimes.contains(word)
          && (word == "yesterday" || ClosedClasses.timeWords.contains(lower[next])
            || ["on", "before", "after", "in"].contains(lower[next]) && word != "last")
          && !ClosedClasses.determiners.contains(lower[token - 1])
          && !ClosedClasses.prepositions.contains(lower[token - 1])
        || word == "a" && lower[next] == "day" && next + 1 < range.upperBound
          && lower[next + 1] == "earlier"
      let isChannel =
        ["on", "via", "through", "by"].contains(word)
        && ["television", "tv", "radio", "twitter", "facebook", "telegram", "social", "live"]
          .contains(lower[next])
        || word == "citing" || word == "following" && nameOf[next] < 0
      // "the decision on November 28", "the move on state television": of a known thing it tells when
      // it was said.
      let isKnown =
        ["the", "his", "her", "its", "their"].contains(lower[range.lowerBound])
        && ["on", "in", "at", "through", "via", "during"].contains(word)
        && (Self.weekdays.contains(lower[next]) || isMonth(next) || word == "through"
          || word == "via" || lower[next] == "state"
          || ["a", "an", "his", "her"].contains(lower[next])
            && (next + 1..<min(range.upperBound, next + 4)).contains(where: {
              ["conference", "interview", "statement", "speech", "address", "briefing", "post"]
                .contains(lower[$0])
            }))
      if isTime || isChannel || isKnown { return range.lowerBound..<token }
    }
    return range
  }

  /// By the tree: the "and" before a verb that is joined to the verb of saying itself and so ends
  /// what is said: "expressed sadness and extended condolences".
  func joinedVerb(_ cue: Cue, behind start: Int, in sentence: Range<Int>) -> Int? {
    guard isTagged, !cue.isParticiple else { return nil }
    let tokens = reading.analyzed.tokens
    let verb = sentence.first { token in
      token > start + 1 && tokens[token].head == cue.tokens.lowerBound
        && tokens[token].relation == .conj && tokens[token].tag == .verb && quotationOf[token] < 0
        && tokens[token].pennTag == tokens[cue.tokens.lowerBound].pennTag
    }
    guard let verb else { return nil }
    // Only adverbs and auxiliaries between: no subject of its own.
    var joint = verb - 1
    while joint > start,
      ClosedClasses.isAdverb(lower[joint]) || ClosedClasses.isAuxiliary(lower[joint])
    {
      joint -= 1
    }
    // "said it was on the radio and went back to paper" goes on; "said A and warned" does not.
    if cueAt[verb] == nil, ["say", "report", "announce", "claim"].contains(cue.verb.lemma),
      (start..<max(start, joint)).contains(where: { isFinite($0) && $0 > start })
    {
      return nil
    }
    return joint > start && ["and", "but"].contains(lower[joint]) ? joint : nil
  }

  /// "While his advisers have suggested X, the president …": the report ends with its clause.
  func opensSubordinate(_ cue: Cue, in sentence: Range<Int>) -> Bool {
    var first = sentence.lowerBound
    while first < cue.group.lowerBound,
      !isWord(first) || ["and", "but", "even"].contains(lower[first])
    {
      first += 1
    }
    // "the islands, which claim X, are": the relative clause ends with its comma.
    let before = cue.group.lowerBound - 1
    let relative = (max(first + 1, before - 6)..<max(first + 1, cue.group.lowerBound)).last {
      ["who", "which"].contains(lower[$0])
    }
    if let relative, words[relative - 1] == ",", !hasFiniteVerb(relative..<cue.group.lowerBound) {
      return true
    }
    guard first < cue.group.lowerBound,
      [
        "when", "while", "if", "although", "though", "because", "after", "since", "as", "once",
        "despite", "before",
      ].contains(lower[first])
    else { return cue.isParticiple && first >= cue.group.lowerBound }
    return !(first..<cue.group.lowerBound).contains { words[$0] == "," }
  }

  /// Whether a new report or a participle of saying starts at this comma or "and".
  func isReportStart(_ token: Int, limit: Int, cue: Cue?) -> Bool {
    let isComma =
      words[token] == ","
      || ClosedClasses.dashes.contains(words[token]) && reading.hasSpaceBefore(token)
    let isAnd = lower[token] == "and" || lower[token] == "but" || lower[token] == "while"
    guard isComma || isAnd else { return false }
    var next = token + 1
    while next < limit, next - token < 4,
      lower[next] == "and" || lower[next] == "but" || lower[next] == "while"
        || lower[next] == "though"
        || ClosedClasses.isAdverb(lower[next]) || ClosedClasses.isAuxiliary(lower[next])
    {
      next += 1
    }
    guard next < limit, quotationOf[next] < 0 else { return false }
    if isComma, lower[next] == "according" { return true }
    if let index = cueAt[next] {
      let other = cues[index]
      if other.isPassive || other.verb.frames.isSubset(of: [.motive, .comparison]) { return false }
      if other.isParticiple { return isComma || lower[next - 1] == "while" }
      // "the defendant, identified as Vadim K., had acted".
      if isComma, next == token + 1, isBareParticiple(other), isWord(other.tokens.upperBound),
        ClosedClasses.prepositions.contains(lower[other.tokens.upperBound])
          || lower[other.tokens.upperBound] == "as"
      {
        return false
      }
      if isComma, next == token + 1, !other.form.contains(.base) { return true }
      if next < limit, other.tokens.upperBound < limit, lower[other.tokens.upperBound] == "that",
        !other.form.isDisjoint(with: [.past, .third])
      {
        return true
      }
      // "said A and noted B": a verb of the same tense with a clause of its own.
      guard next - token <= 3 else { return false }
      let sameForm =
        cue.map {
          !other.form.isDisjoint(with: $0.form) || $0.isParticiple && isComma
        } ?? other.form.contains(.past)
      return sameForm
        && (takesOwn(other)
          || !other.verb.particles.isEmpty && startsNominal(other.tokens.upperBound))
    }
    // "and that", "but that": what is said goes on.
    if lower[next] == "that" { return false }
    // "Republicans said A and Democrats accused B": a source of its own, in the same tense.
    if lower[token] == "and", let cue, next == token + 1,
      startsReport(next, like: cue, limit: limit)
    {
      return true
    }
    // "A calling X and B calling Y".
    if lower[token] == "and", nameOf[next] >= 0,
      let verb = (next..<min(limit, next + 9)).first(where: { cueAt[$0] != nil || isFinite($0) }),
      let index = cueAt[verb], cues[index].isParticiple, verb > next,
      // "trade between Norway and Chile, praising the deal".
      !(next..<verb).contains(where: { words[$0] == "," })
    {
      return true
    }
    // ", which he said were".
    if isComma, ["which", "who"].contains(lower[next]), next + 2 < limit,
      let verb = (next + 1..<min(limit, next + 5)).first(where: { cueAt[$0] != nil }),
      !hasFiniteVerb(next + 1..<verb)
    {
      return true
    }
    // ", but the commissioner stated X"; ", Maróth said".
    guard isComma || isAnd && lower[token] != "and" else { return false }
    let stop = min(limit, next + 14)
    guard
      let verb = (next..<stop).first(where: {
        cueAt[$0] != nil || isFinite($0) && !ClosedClasses.isAuxiliary(lower[$0])
          || words[$0] == "," && $0 > next
      }),
      let index = cueAt[verb], !cues[index].isInfinitive, !cues[index].isPassive,
      !cues[index].isParticiple || isSubjectEnd(verb - 1),
      !cues[index].group.contains(where: { ClosedClasses.modals.contains(lower[$0]) }),
      !hasVerb(next..<max(next, cues[index].group.lowerBound))
    else { return false }
    if isComma, next == token + 1 {
      // A parenthesis only where the sentence breaks again behind the verb, its time and hearers.
      return breaks(behind: cues[index], limit: limit) || takesOwn(cues[index])
    }
    return true
  }

  /// Whether nothing but when, where and to whom stands between a verb of saying and a break.
  private func breaks(behind cue: Cue, limit: Int) -> Bool {
    // "a powder ordered from Singapore": no finite verb.
    guard
      !isTagged || !cue.form.contains(.past)
        || reading.analyzed.tokens[cue.tokens.lowerBound].pennTag != .verbPastParticiple
        || !cue.form.contains(.participle) || cue.group.count > cue.tokens.count
    else { return !isWord(min(cue.tokens.upperBound, words.count - 1)) }
    var end = skipAdjuncts(cue.tokens.upperBound, limit: limit)
    if end < limit, isWord(end), cue.verb.frames.contains(.addressee),
      let told = objectPhrase(end, limit: limit)
    {
      end = skipAdjuncts(told.upperBound, limit: limit)
    }
    return end >= limit || !isWord(end) && quotationOf[end] < 0
  }

  /// A source and, right behind it, a verb of saying in the tense of another.
  private func startsReport(_ first: Int, like cue: Cue, limit: Int) -> Bool {
    guard
      let verb = (first + 1..<min(limit, first + 7)).first(where: {
        cueAt[$0] != nil || isFinite($0) || !isWord($0)
      }), let index = cueAt[verb]
    else { return false }
    let other = cues[index]
    guard other.group.lowerBound > first, !other.isPassive, !other.isInfinitive,
      !other.isParticiple, !other.form.isDisjoint(with: cue.form), takesOwn(other)
    else { return false }
    let head = headNoun(of: first..<other.group.lowerBound)
    return isName(head, .person) || isName(head, .organization)
      || SourceNouns.shared.kind(of: lower[head]) != nil
  }

  private func isSubjectEnd(_ token: Int) -> Bool {
    nameOf[token] >= 0 || isTagged && reading.analyzed.tokens[token].tag == .noun
  }

  private func hasVerb(_ range: Range<Int>) -> Bool {
    isTagged && range.contains { [.verb, .aux].contains(reading.analyzed.tokens[$0].tag) }
  }

  func takesOwn(_ cue: Cue) -> Bool {
    let next = cue.tokens.upperBound
    guard next < words.count else { return false }
    return lower[next] == "that" || ClosedClasses.determiners.contains(lower[next])
      || ClosedClasses.subjectPronouns.contains(lower[next]) || nameOf[next] >= 0
      || quotationOf[next] >= 0
  }
}
