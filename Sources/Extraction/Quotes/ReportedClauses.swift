internal import Language

/// What is said, behind its verb: the clause or the phrase that the verb's frames allow.
extension QuoteReader {
  /// The reported words behind an active verb, and who was told.
  func contentAfter(_ cue: Cue, in sentence: Range<Int>) -> (Range<Int>, Range<Int>?)? {
    let frames = cue.verb.frames
    let limit = sentence.upperBound
    var start = cue.tokens.upperBound
    guard start < limit else { return nil }
    var to: Range<Int>?
    // "tankers it accused of moving oil": whom stands before.
    if frames.contains(.reason), lower[start] == "of", start + 1 < limit, isReason(start + 1) {
      return content(start + 1, cue, sentence).map { (withoutLaterClauses($0), nil) }
    }
    if frames.contains(.addressee) || frames.contains(.objectInfinitive),
      lower[start] != "that", lower[start] != "to", !isOpenMark(start)
    {
      to = objectPhrase(start, limit: limit)
      // "warned voters of a long war", but "warned the head of the agency that".
      if let told = to, frames.contains(.addressee), cue.verb.lemma != "tell",
        told.upperBound >= limit
          || !["that", "to", "of", "about", ","].contains(lower[told.upperBound]),
        let of = told.dropFirst().first(where: { lower[$0] == "of" }), nameOf[of] < 0
      {
        to = told.lowerBound..<of
      }
      if let to {
        start = to.upperBound
      } else if frames.contains(.addressee), !frames.contains(.clause) {
        return nil
      }
    }
    // "urged the mayor and the council to leave", "asked the head of the office to open": up to "to".
    if to != nil, frames.contains(.objectInfinitive), start < limit,
      let infinitive = infinitive(behind: start, limit: limit)
    {
      start = infinitive
    }
    let direct = start
    start = skipAdjuncts(start, limit: limit)
    // "told a meeting of Pacific leaders that": what is left of who was told.
    if to != nil, start < limit, lower[start] != "that",
      let that = (start..<min(limit, start + 5)).first(where: { lower[$0] == "that" || !isWord($0) }
      ),
      lower[that] == "that", !hasFiniteVerb(start..<that)
    {
      start = that
    }
    // "said, among other things, that".
    if start < limit, words[start] == ",",
      let close = (start + 1..<min(limit, start + 24)).first(where: { words[$0] == "," }),
      close + 1 < limit, lower[close + 1] == "that",
      close < start + 9 || ["citing", "quoting", "referring"].contains(lower[start + 1])
    {
      start = close + 1
    }
    // "said on Saturday, about 20 buildings"; "claimed, as of Thursday, it was free of the virus".
    if let behind = behindComma(start, after: cue, isApart: start > direct || to != nil, limit) {
      start = behind
    }
    // "asked the mayor, who opposes it, to resign".
    if to != nil, start + 1 < limit, words[start] == ",",
      ["who", "which"].contains(lower[start + 1]),
      let close = (start + 2..<min(limit, start + 26)).first(where: { words[$0] == "," }),
      close + 1 < limit, ["to", "that"].contains(lower[close + 1])
    {
      start = close + 1
    }
    // "asked her about the emails", "warned them of a flood".
    if to != nil, direct + 1 < limit, frames.contains(.addressee) || frames.contains(.question),
      lower[direct] == "about"
        || ["of", "against"].contains(lower[direct]) && frames.contains(.addressee),
      let phrase = content(direct + 1, cue, sentence)
    {
      return (withoutChannel(withoutLaterClauses(phrase)), to)
    }
    guard start < limit else { return nil }
    if to == nil { to = addressee(from: cue.tokens.upperBound, limit: start) }
    let word = lower[start]
    let takesClause = !frames.isDisjoint(with: [.clause, .thatOnly, .evidence])
    if word == "that", !isDemonstrative(start),
      takesClause || !frames.isDisjoint(with: [.nominal, .direct]),
      start + 1 < limit
    {
      // "said that was a lie": a pronoun; "ruled that out": no clause at all.
      if isTagged, reading.analyzed.tokens[start + 1].pennTag == .particle { return nil }
      let first = ClosedClasses.be.contains(lower[start + 1]) ? start : start + 1
      return content(first, cue, sentence).map { ($0, to) }
    }
    if ["not", "never"].contains(word), start + 2 < limit, lower[start + 1] == "to", to != nil,
      frames.contains(.objectInfinitive)
    {
      return content(start, cue, sentence).map { ($0, to) }
    }
    if word == "to", start + 1 < limit,
      isVerbBase(start + 1)
        || isOpenMark(start + 1) && frames.contains(.objectInfinitive) && to != nil
    {
      // "agreed with Airbus to open a plant" is a deal.
      let own =
        frames.contains(.infinitive) && to == nil
        && (cue.verb.lemma != "agree" || direct == start || lower[direct] != "with")
      let others = frames.contains(.objectInfinitive) && to != nil
      guard own || others else { return nil }
      return content(start, cue, sentence).map { ($0, to) }
    }
    if ClosedClasses.questionWords.contains(word),
      !frames.isDisjoint(with: [.question, .clause, .evidence]),
      word != "which", !["when", "who"].contains(word) || frames.contains(.question),
      word != "who" || cue.verb.act == .asks
    {
      return content(start, cue, sentence).map { ($0, to) }
    }
    if word == ":", takesClause, start + 1 < limit, !isOpenMark(start + 1) {
      return content(start + 1, cue, sentence).map { ($0, to) }
    }
    // "which the BBC describes as “marred …”".
    if word == "as", frames.contains(.objectAs), start + 1 < limit,
      isRelative(cue, in: sentence) || start == direct && !cue.isParticiple
    {
      return content(start + 1, cue, sentence).map { ($0, to) }
    }
    guard isWord(start) || isOpenMark(start) || ["[", "$", "€", "£"].contains(word) else {
      return nil
    }
    if isDirectMark(start) { return nil }
    guard let found = content(start, cue, sentence).map({ beforeJoinedVerb($0) }) else {
      return nil
    }
    if frames.contains(.evidence), looksLikeClause(found) || hasComplement(cue, found) {
      return (found, to)
    }
    if frames.contains(.deed), isDeed(found) { return (withoutLaterClauses(found), to) }
    if frames.contains(.complement), frames.contains(.clause), !hasFiniteVerb(found),
      resultative(in: found) != nil
    {
      return (withoutLaterClauses(found), to)
    }
    if frames.contains(.clause),
      looksLikeClause(found) || hasComplement(cue, found)
        || !frames.contains(.nominal)
          && (hasPastForm(found) || hasVerbBehindRelative(found))
    {
      return (found, to)
    }
    // "which his wife said was due to illness".
    if frames.contains(.clause), isFinite(start), !reading.isCapitalised(start),
      isRelative(cue, in: sentence)
    {
      return (found, to)
    }
    // What follows is a phrase, no clause; adjuncts were no adjuncts of saying then.
    // "announced on Friday the arrest".
    let first = start > direct && startsNominal(start) ? start : direct
    guard
      let phrase = content(first, cue, sentence).map({
        withoutCircumstances(withoutChannel(withoutLaterClauses($0)))
      })
    else { return nil }
    if frames.contains(.complement), !ClosedClasses.timeWords.contains(lower[phrase.lowerBound]) {
      // "what he called a blow", with the object before the verb.
      let isFronted = isRelative(cue, in: sentence) && startsNominal(phrase.lowerBound)
      if isFronted || isComplement(phrase) || hasPredicate(cue, phrase) || isCalledSo(phrase, cue) {
        return (phrase, to)
      }
    }
    // "puts the cost at 3 percent", "sees inflation at 23 percent", "counts 64 dead".
    if frames.contains(.measure), isMeasured(phrase) { return (phrase, to) }
    if frames.contains(.count), isAmountWord(phrase.lowerBound), phrase.count > 1 {
      return (phrase, to)
    }
    // "likened the vote to a lottery".
    if frames.contains(.comparison),
      phrase.dropFirst().contains(where: {
        ["to", "with"].contains(lower[$0]) && quotationOf[$0] < 0
      })
    {
      return (phrase, to)
    }
    if frames.contains(.objectAs),
      phrase.dropFirst().contains(where: { lower[$0] == "as" && quotationOf[$0] < 0 })
    {
      return (phrase, to)
    }
    // "blamed rust", but "blamed the White House" says of what only behind "for".
    if cue.verb.lemma == "blame", phrase.contains(where: { nameOf[$0] >= 0 }),
      !phrase.contains(where: { lower[$0] == "for" })
    {
      return nil
    }
    // "rejected the accusation", but not a bid.
    if ["reject", "dismiss"].contains(cue.verb.lemma), phrase.count < 12,
      startsNominal(phrase.lowerBound),
      Self.accusations.contains(lower[headNoun(of: withoutMarks(phrase))])
    {
      return (phrase, to)
    }
    if frames.contains(.nominal), !isPersonal(phrase, of: cue),
      startsNominal(phrase.lowerBound) || isGerund(phrase.lowerBound)
        || frames == .nominal && lower[phrase.lowerBound + 1] == "that"
        || !cue.verb.particles.isEmpty && isWord(phrase.lowerBound)
    {
      return (phrase, to)
    }
    if !frames.isDisjoint(with: [.reason, .motive]),
      phrase.dropFirst().prefix(16).contains(where: {
        (frames.contains(.motive) ? ["for"] : ["of", "for", "with"]).contains(lower[$0])
          && quotationOf[$0] < 0
          && $0 + 1 < phrase.upperBound && isReason($0 + 1)
      })
    {
      return (phrase, to)
    }
    return nil
  }

  /// The "to" of an infinitive behind the rest of a noun phrase of who is asked: no verb, no comma
  /// between.
  private func infinitive(behind start: Int, limit: Int) -> Int? {
    guard isTagged,
      ["and", "of", "for", "in", "(", "at"].contains(lower[start]) || isDeterminer(start)
    else { return nil }
    for token in start..<min(limit, start + 10) {
      if lower[token] == "to" {
        return token > start && token + 1 < limit && isVerbBase(token + 1) ? token : nil
      }
      if words[token] == "," || words[token] == ";" || quotationOf[token] >= 0 || isFinite(token)
        || lower[token] == "that" || ClosedClasses.questionWords.contains(lower[token])
      {
        return nil
      }
    }
    return nil
  }

  private func isDeterminer(_ token: Int) -> Bool {
    ["the", "a", "an", "his", "her", "its", "their"].contains(lower[token])
  }

  /// "called it late", "called the campaign arbitrary", "found him guilty of fraud".
  private func isCalledSo(_ phrase: Range<Int>, _ cue: Cue) -> Bool {
    guard isTagged, phrase.count >= 2, let last = phrase.last else { return false }
    let tokens = reading.analyzed.tokens
    if cue.verb.lemma == "find" {
      return phrase.dropFirst().prefix(14).contains {
        ["guilty", "liable", "unconstitutional", "unlawful", "innocent", "illegal"]
          .contains(lower[$0])
      }
    }
    let next = phrase.lowerBound + 1
    if ["it", "that", "this", "him", "her", "them"].contains(lower[phrase.lowerBound]) {
      return tokens[next].pennTag != .particle
        && !ClosedClasses.prepositions.contains(lower[next]) && !ClosedClasses.isAdverb(lower[next])
    }
    if ["call", "declare", "rule", "pronounce", "deem", "label"].contains(cue.verb.lemma),
      resultative(in: phrase) != nil
    {
      return true
    }
    return tokens[last].tag == .adj && tokens[last - 1].tag != .adj && nameOf[last] < 0
      && ["the", "its", "his", "her", "their"].contains(lower[phrase.lowerBound])
      && !hasFiniteVerb(phrase)
  }

  /// What is declared of something, in whatever class the tagger puts it.
  private static let verdicts: Set<String> = [
    "invalid", "void", "null", "illegal", "unlawful", "unconstitutional", "ineligible", "open",
  ]

  /// "the sentence politically motivated", "the airspace over Goma closed", "the mayor ineligible for
  /// office": an adjective or participle behind the object's noun, without a noun of its own.
  private func resultative(in phrase: Range<Int>) -> Int? {
    guard isTagged, startsNominal(phrase.lowerBound) else { return nil }
    let tokens = reading.analyzed.tokens
    return phrase.dropFirst().prefix(14).first { token in
      guard quotationOf[token] < 0, nameOf[token] < 0,
        tokens[token].tag == .adj || tokens[token].pennTag == .verbPastParticiple
          || Self.verdicts.contains(lower[token])
      else { return false }
      var before = token - 1
      while before > phrase.lowerBound, ClosedClasses.isAdverb(lower[before]) { before -= 1 }
      guard nameOf[before] >= 0 || [.noun, .propn].contains(tokens[before].tag) else {
        return false
      }
      let next = token + 1
      return next >= phrase.upperBound || !isWord(next)
        || ClosedClasses.prepositions.contains(lower[next]) && lower[next] != "by"
          && tokens[token].tag == .adj
        || ["and", "or"].contains(lower[next])
    }
  }

  /// "the toll at 28", "turnout at just over 51.9 percent".
  private func isMeasured(_ phrase: Range<Int>) -> Bool {
    guard startsNominal(phrase.lowerBound) else { return false }
    return phrase.dropFirst().prefix(14).contains { token in
      lower[token] == "at" && token + 1 < phrase.upperBound
        && (token + 1..<min(phrase.upperBound, token + 5)).contains { isAmountWord($0) }
    }
  }

  private func isAmountWord(_ token: Int) -> Bool {
    words[token].utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
      || isTagged && reading.analyzed.tokens[token].tag == .num
  }

  /// "urged restraint": nobody who could be told, but what is demanded.
  func demanded(_ cue: Cue, in sentence: Range<Int>) -> Range<Int>? {
    let start = cue.tokens.upperBound
    guard cue.verb.frames.isSuperset(of: [.nominal, .objectInfinitive]), !cue.isParticiple,
      start < sentence.upperBound, isWord(start), startsNominal(start),
      let object = objectPhrase(start, limit: sentence.upperBound), !isSource(object)
    else { return nil }
    return content(start, cue, sentence).map { withoutChannel(withoutLaterClauses($0)) }
  }

  private func isSource(_ phrase: Range<Int>) -> Bool {
    let head = headNoun(of: phrase)
    return nameOf[head] >= 0 || SourceNouns.shared.kind(of: lower[head]) != nil
      || ["him", "her", "them", "us", "me", "it", "you"].contains(lower[head])
  }

  /// "The study showed a link", "a poll found 52 percent": what a document shows, a thing too.
  func shown(_ cue: Cue, by subject: Subject, in sentence: Range<Int>) -> Range<Int>? {
    let start = cue.tokens.upperBound
    guard cue.verb.frames.contains(.evidence) || cue.verb.lemma == "find",
      SourceNouns.shared.kind(of: lower[headNoun(of: subject.phrase)]) == .document,
      start < sentence.upperBound, startsNominal(start),
      cue.verb.lemma != "show"
        || (start..<min(sentence.upperBound, start + 3)).contains(where: {
          isAmountWord($0) || lower[$0] == "no"
        }) || isPoll(subject.phrase),
      !["him", "her", "them", "us", "me", "it", "you"].contains(lower[start])
    else { return nil }
    return content(start, cue, sentence).map { withoutLaterClauses($0) }
  }

  private func isPoll(_ phrase: Range<Int>) -> Bool {
    [
      "poll", "polls", "survey", "surveys", "average", "averages", "polling", "projection",
      "projections", "analysis", "study", "data",
    ].contains(lower[headNoun(of: phrase)])
  }

  /// Where a clause starts behind a comma that ends an adjunct of the verb of saying, or behind two
  /// commas around one.
  func behindComma(_ comma: Int, after cue: Cue, isApart: Bool, _ limit: Int) -> Int? {
    guard comma + 2 < limit, words[comma] == ",", quotationOf[comma + 1] < 0,
      cue.verb.frames.contains(.clause)
    else { return nil }
    var start = comma + 1
    if !isApart {
      let close = (comma + 1..<min(limit, comma + 9)).first { words[$0] == "," }
      guard let close, close + 2 < limit,
        ClosedClasses.prepositions.contains(lower[comma + 1]) || lower[comma + 1] == "as",
        !hasFiniteVerb(comma + 1..<close)
      else { return nil }
      start = close + 1
    }
    guard isTagged, startsNominal(start) || lower[start] == "about", cueAt[start] == nil else {
      return nil
    }
    // The noun that starts it is the subject of a clause of its own.
    let tokens = reading.analyzed.tokens
    let subject = (start..<min(limit, start + 8)).first {
      [.nsubj, .nsubjPass, .expl].contains(tokens[$0].relation)
    }
    guard let subject, tokens[subject].head > subject, tokens[subject].head < limit,
      cueAt[tokens[subject].head] == nil
    else { return nil }
    return start
  }

  /// "confirmed him", "confirmed her nomination": an office is given, nothing is said.
  private func isPersonal(_ phrase: Range<Int>, of cue: Cue) -> Bool {
    if phrase.count == 1,
      ["him", "her", "them", "me", "us", "you", "it", "this", "that"].contains(
        lower[phrase.lowerBound])
    {
      return true
    }
    // "questioned acquaintances", but "questioned the health of the president".
    if cue.verb.lemma == "question" {
      let head = headNoun(of: withoutMarks(phrase))
      return isPlural(head) || SourceNouns.shared.kind(of: lower[head]) != nil
        || !(["the", "its", "their", "his", "her"].contains(lower[phrase.lowerBound])
          || phrase.contains { ["'s", "’s"].contains(words[$0]) })
    }
    // "expressed gratitude", "voiced sympathy": a feeling, no statement.
    if ["express", "voice", "convey", "offer"].contains(cue.verb.lemma),
      Self.feelings.contains(lower[headNoun(of: withoutMarks(phrase))]),
      !phrase.contains(where: { lower[$0] == "that" })
    {
      return true
    }
    // "The Senate confirmed the general as chief".
    if cue.verb.lemma == "confirm", isChamber(before: cue) { return true }
    return cue.verb.lemma == "confirm"
      && ["nomination", "appointment", "nominee"].contains(lower[headNoun(of: phrase)])
  }

  private static let accusations: Set<String> = [
    "accusation", "accusations", "allegation", "allegations", "claim", "claims", "charge",
    "charges", "criticism", "suggestion", "suggestions",
  ]
  private static let feelings: Set<String> = [
    "gratitude", "thanks", "condolences", "sympathy", "sympathies", "shock", "appreciation",
    "sorrow", "grief", "respect",
  ]

  /// Whether a chamber of parliament is what stands before a verb.
  private func isChamber(before cue: Cue) -> Bool {
    let first = max(sentence(of: cue.tokens.lowerBound).lowerBound, cue.group.lowerBound - 6)
    return (first..<cue.group.lowerBound).contains {
      [
        "senate", "parliament", "assembly", "chamber", "committee", "lawmakers", "senators",
        "congress", "duma", "rada", "knesset", "deputies",
      ].contains(lower[$0])
    }
  }

  /// "ordered that change": no conjunction.
  func isDemonstrative(_ token: Int) -> Bool {
    isTagged && reading.analyzed.tokens[token].relation == .det
  }

  /// "for lying", "of failing", "of fraud": what somebody is blamed for or accused of.
  func isReason(_ token: Int) -> Bool {
    lower[token].hasSuffix("ing") || !reading.isCapitalised(token)
  }

  /// "which his wife said", "which the BBC describes": the subject stands behind a relative.
  func isRelative(_ cue: Cue, in sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, cue.group.lowerBound - 8)..<cue.group.lowerBound).contains {
      ["which", "what", "who", "whom"].contains(lower[$0])
    }
  }

  /// "the vote in a letter to members": the letter is where it was announced.
  func withoutChannel(_ range: Range<Int>) -> Range<Int> {
    let channels: Set<String> = [
      "letter", "statement", "tweet", "speech", "interview", "video", "post", "release", "address",
      "email", "memo", "briefing", "conference", "message",
    ]
    guard range.count > 4 else { return range }
    for token in range.dropFirst() where lower[token] == "in" && quotationOf[token] < 0 {
      let next = token + 1..<min(range.upperBound, token + 5)
      if next.contains(where: { channels.contains(lower[$0]) }),
        ["a", "an", "his", "her", "its", "their"].contains(lower[token + 1])
      {
        return range.lowerBound..<token
      }
    }
    return range
  }
}
