internal import Language

/// Reports behind or before the name of their source: "according to", "per", "as reported by".
extension QuoteReader {
  mutating func readAccordingTo(in whole: Range<Int>) {
    for token in whole where quotationOf[token] < 0 {
      guard let head = attributionHead(token), head.end < self.sentence(of: token).upperBound,
        !quotes.suffix(12).contains(where: { $0.cue?.lowerBound == token })
      else { continue }
      let sentence = self.sentence(of: token)
      let cue = token..<head.end
      let phrase = sourcePhrase(cue.upperBound, limit: sentence.upperBound)
      guard !phrase.isEmpty, head.isSure || isSourceOfPer(phrase, in: sentence) else { continue }
      var subject = Subject(phrase: phrase, speaker: resolve(phrase), sieve: "according-to")
      if lower[token] == "in", isOpinion(token) {
        subject.speaker = speakerOfOpinion(token + 1)
        subject.pointsBack = true
      } else {
        subject.pointsBack =
          phrase.count == 1 && ["him", "her", "them"].contains(lower[phrase.lowerBound])
      }
      var behind = phrase.upperBound
      // "According to AFP, which cited sources close to the case, X": the sources speak.
      if behind + 2 < sentence.upperBound, words[behind] == ",",
        lower[behind + 1] == "which" || lower[behind + 1] == "citing"
          || lower[behind + 1] == "quoting",
        let cited = (behind + 1..<min(sentence.upperBound, behind + 4)).first(where: {
          cueAt[$0].map { cues[$0].verb.frames.contains(.source) } ?? false
        }), let object = objectPhrase(cited + 1, limit: sentence.upperBound)
      {
        let end = phraseWithTail(object, limit: sentence.upperBound)
        subject = Subject(
          phrase: end, speaker: resolve(end), relayedBy: subject.speaker, sieve: "according-to")
        behind = end.upperBound
        if let index = cueAt[cited] { usedCues.insert(index) }
      }
      behind = skipAdjuncts(behind, limit: sentence.upperBound)
      if readInRelative(cue, subject: subject, behind: behind, in: sentence) { continue }
      let opens = clauseOpening(token, in: sentence)
      if opens {
        guard let comma = clauseComma(from: behind, limit: sentence.upperBound),
          comma + 1 < sentence.upperBound, let content = content(comma + 1, nil, sentence),
          !startsWithDirect(comma + 1)
        else { continue }
        // "According to X, a spokesman expressed Y": the inner report is the quote, relayed by X.
        if let speaker = subject.speaker, let inner = innerReport(content) {
          relays[inner] = speaker
          relayed.append(RelayedClause(content: content, cue: cue, subject: subject, inner: inner))
          continue
        }
        append(content, words: cue, subject: subject, sieve: "according-to")
        continue
      }
      readBehindClause(cue, subject: subject, behind: behind, in: sentence)
    }
  }

  /// "according to", "per", "as reported by", "as stated in", "in the words of": what a source follows.
  private func attributionHead(_ token: Int) -> (end: Int, isSure: Bool)? {
    switch lower[token] {
    case "according": return lower[token + 1] == "to" ? (token + 2, true) : nil
    case "per": return (token + 1, false)
    case "by":
      // "By all accounts, X"; "By his own admission, X".
      guard reading.isSentenceStart(token),
        let noun = (token + 1..<token + 5).first(where: { Self.reckonings.contains(lower[$0]) }),
        (token + 1..<noun).allSatisfy({ isWord($0) || ["'s", "’s"].contains(lower[$0]) })
      else { return nil }
      return (token + 1, true)
    case "in":
      if isOpinion(token) { return (token + 1, true) }
      return lower[token + 1] == "the" && lower[token + 2] == "words" && lower[token + 3] == "of"
        ? (token + 4, true) : nil
    case "as":
      var verb = token + 1
      while ClosedClasses.isAdverb(lower[verb]), verb < token + 3 { verb += 1 }
      guard Self.relayingVerbs.contains(lower[verb]) else { return nil }
      return ["by", "in"].contains(lower[verb + 1]) ? (verb + 2, lower[verb + 1] == "by") : nil
    default: return nil
    }
  }

  /// "In his words," at the head of a clause.
  private func isOpinion(_ token: Int) -> Bool {
    guard token + 3 < words.count, ["his", "her", "their"].contains(lower[token + 1]),
      ["words", "view", "opinion", "telling"].contains(lower[token + 2]), words[token + 3] == ","
    else { return false }
    return reading.isSentenceStart(token) || words[max(0, token - 1)] == ";"
  }

  /// Who was reported last, or else whom the pronoun means.
  private func speakerOfOpinion(_ pronoun: Int) -> QuoteFinding.Speaker? {
    if let last = quotes.last, let speaker = last.speaker, isPerson(speaker),
      reading.sentenceOf[last.tokens.lowerBound] + 1 >= reading.sentenceOf[pronoun]
    {
      return speaker
    }
    return reading.antecedent(ofPronoun: pronoun).map { .entity($0) }
  }

  private static let reckonings: Set<String> = [
    "account", "accounts", "reports", "estimate", "estimates", "admission",
  ]

  private static let relayingVerbs: Set<String> = [
    "reported", "quoted", "cited", "stated", "noted", "told", "described", "explained", "confirmed",
    "announced", "relayed", "mentioned", "said", "established", "found", "alleged", "claimed",
  ]

  /// "Per the decree, X"; "X, per officials": no measure ("per day"), but a source.
  private func isSourceOfPer(_ phrase: Range<Int>, in sentence: Range<Int>) -> Bool {
    let head = headNoun(of: phrase)
    let per = phrase.lowerBound - 1
    if lower[per] == "per" {
      // At the head of a sentence it measures nothing but in "per capita", "per day".
      if per == sentence.lowerBound {
        return ![
          "capita", "cent", "se", "head", "day", "week", "month", "year", "person", "request",
          "order",
        ]
        .contains(lower[phrase.lowerBound])
      }
      guard per == sentence.lowerBound || [",", "as"].contains(lower[per - 1]) else { return false }
    }
    return isName(head, .person) || isName(head, .organization)
      || SourceNouns.shared.kind(of: lower[head]) != nil
  }

  /// "the aide, who according to Reuters proposed the ban, resigned"; "a man who, according to the
  /// police, fled": what the relative clause tells.
  private mutating func readInRelative(
    _ cue: Range<Int>, subject: Subject, behind: Int, in sentence: Range<Int>
  ) -> Bool {
    var before = cue.lowerBound - 1
    let isApart = before > sentence.lowerBound && words[before] == ","
    if isApart { before -= 1 }
    guard before > sentence.lowerBound, ["who", "which", "that"].contains(lower[before]),
      lower[cue.lowerBound] == "according" || lower[cue.lowerBound] == "per"
    else { return false }
    var start = behind
    if start < sentence.upperBound, words[start] == "," { start += 1 }
    guard start < sentence.upperBound,
      isFinite(start) || ClosedClasses.isAdverb(lower[start])
        || isTagged && reading.analyzed.tokens[start].tag == .verb,
      let found = content(start, nil, sentence)
    else { return false }
    // A clause between commas ends at the next one.
    let comma =
      words[before - 1] == ","
      ? found.dropFirst(2).first { words[$0] == "," && quotationOf[$0] < 0 } : nil
    append(
      found.lowerBound..<(comma ?? found.upperBound), words: cue, subject: subject,
      sieve: "according-to")
    return true
  }

  /// "X, according to Y."; "Witnesses, according to Y, said X"; "X, according to Y, Z".
  private mutating func readBehindClause(
    _ cue: Range<Int>, subject: Subject, behind: Int, in sentence: Range<Int>
  ) {
    let token = cue.lowerBound
    var end = token
    while end > sentence.lowerBound,
      words[end - 1] == "," || ClosedClasses.dashes.contains(words[end - 1])
    {
      end -= 1
    }
    let goesOn = behind + 2 < sentence.upperBound && words[behind] == ","
    // "X, Diallo said, as quoted by Reuters": only the relay of what stands before.
    if lower[token] == "as", let speaker = subject.speaker {
      if let last = quotes.indices.last, let own = quotes[last].cue, own.upperBound <= token,
        own.lowerBound >= sentence.lowerBound
      {
        if quotes[last].relayedBy == nil { quotes[last].relayedBy = speaker }
        return
      }
      let said = (sentence.lowerBound..<end).last { cueAt[$0] != nil }
      if let said {
        relays[said] = speaker
        return
      }
    }
    // "The judge urged mercy, according to WSET": whose words they are stands before.
    if let speaker = subject.speaker, isOutlet(speaker),
      let said = ownReport(before: end, in: sentence)
    {
      relays[said] = speaker
      return
    }
    if goesOn {
      // A verb of saying behind it has its subject before it: this is only its relay.
      let next = (behind + 1..<min(sentence.upperBound, behind + 4)).first { cueAt[$0] != nil }
      if let next, let index = cueAt[next], cues[index].group.lowerBound == behind + 1 { return }
    }
    var start = end
    while start > sentence.lowerBound {
      if words[start - 1] == ";", quotationOf[start - 1] < 0,
        hasSource(sentence.lowerBound..<start - 1)
      {
        break
      }
      if quotationOf[start - 1] >= 0, isDirect[quotationOf[start - 1]] { break }
      start -= 1
    }
    if let dateline = reading.dateline, dateline.tokens.contains(start) {
      start = min(end, dateline.tokens.upperBound)
    }
    // "As reported, 400 are held, according to".
    if lower[start] == "as", start + 2 < end, ["reported", "noted"].contains(lower[start + 1]),
      words[start + 2] == ","
    {
      start += 3
    }
    // "That's according to the ministry": the sentence before says what.
    if (1...2).contains(end - start), ["that", "this", "it"].contains(lower[start]),
      end - start == 1 || ["'s", "’s", "is", "was"].contains(lower[start + 1]),
      start <= sentence.lowerBound + 1
    {
      pointing.insert(token)
      appendSentenceBefore(sentence, words: cue, subject: subject)
      return
    }
    // "his words, whose meaning, according to her, was clear": of its relative clause alone.
    if let relative = (start..<end).last(where: { lower[$0] == "whose" }), relative > start,
      words[relative - 1] == ",", !hasFiniteVerb(relative..<end)
    {
      start = relative
    }
    // "The court decided, according to the summary, “that …”": a relay of what follows.
    if end > start, cueAt[end - 1] != nil, goesOn,
      lower[behind + 1] == "that" || quotationOf[behind + 1] >= 0
    {
      return
    }
    let isAdverbial =
      goesOn && ClosedClasses.prepositions.contains(lower[start]) && !hasFiniteVerb(start..<end)
    if !isAdverbial,
      end - start >= 3 || isBrokenSubject(start..<end, behind: behind)
        || lower[start] == "whose" && end - start > 1
    {
      append(start..<end, words: cue, subject: subject, sieve: "according-to")
    }
    guard goesOn, lower[behind + 1] != "which", lower[behind + 1] != "who",
      !lower[behind + 1].hasSuffix("ing"), lower[behind + 1] != "and", lower[behind + 1] != "but",
      let rest = content(behind + 1, nil, sentence), rest.count >= 3, quotationOf[behind + 1] < 0,
      looksLikeClause(rest) || isAmount(behind + 1) || isFinite(behind + 1)
    else { return }
    append(rest, words: cue, subject: subject, sieve: "according-to")
  }

  private func isOutlet(_ speaker: QuoteFinding.Speaker) -> Bool {
    switch speaker {
    case .entity(let entity):
      let entity = reading.entities[entity]
      return entity.bodyKind == "media"
    case .described(let phrase):
      return SourceNouns.shared.kind(of: lower[headNoun(of: phrase)]) == .outlet
    }
  }

  /// The verb of saying whose subject opens the sentence and whose words end at a token.
  private mutating func ownReport(before end: Int, in sentence: Range<Int>) -> Int? {
    let first = (sentence.lowerBound..<max(sentence.lowerBound, end)).first { token in
      cueAt[token] != nil || isFinite(token) && !ClosedClasses.isAuxiliary(lower[token])
        || words[token] == ","
    }
    guard let first, let index = cueAt[first], !cues[index].isPassive, !cues[index].isInfinitive,
      !cues[index].isParticiple, !cues[index].isNegated, end - cues[index].tokens.upperBound >= 2,
      let own = subject(of: index), own.phrase.lowerBound <= sentence.lowerBound + 2,
      canSpeak(own), contentAfter(cues[index], in: sentence) != nil
    else { return nil }
    return first
  }

  /// "As reported, the minister resigned in May": the agency's own earlier news.
  mutating func readOwnReport(in whole: Range<Int>) {
    guard let first = whole.first, first >= reading.bodyStart, lower[first] == "as",
      quotationOf[first] < 0, first + 4 < whole.upperBound, lower[first + 1] == "reported",
      words[first + 2] == ",", reading.dateline?.agency != nil
    else { return }
    let sentence = self.sentence(of: first)
    guard !hasSource(first + 3..<sentence.upperBound),
      looksLikeClause(first + 3..<sentence.upperBound)
    else { return }
    append(
      first + 3..<sentence.upperBound, words: first + 1..<first + 2, subject: nil,
      sieve: "own-report")
  }

  /// "In a report of the ministry, 143 houses fell": a document that no verb of saying follows.
  mutating func readDocument(in whole: Range<Int>) {
    guard let first = whole.first, lower[first] == "in", quotationOf[first] < 0 else { return }
    let sentence = self.sentence(of: first)
    let phrase = sourcePhrase(first + 1, limit: sentence.upperBound)
    guard !phrase.isEmpty, phrase.upperBound < sentence.upperBound,
      nameOf[headNoun(of: phrase)] < 0,
      Self.tellingDocuments.contains(lower[headNoun(of: phrase)]),
      let comma = clauseComma(from: phrase.upperBound, limit: sentence.upperBound),
      !hasFiniteVerb(phrase.upperBound..<comma),
      opensOwnClause(comma + 1, limit: sentence.upperBound),
      !(comma + 1..<min(sentence.upperBound, comma + 20)).contains(where: { cueAt[$0] != nil }),
      !["he", "she", "they", "it", "i", "we"].contains(lower[comma + 1]),
      let content = content(comma + 1, nil, sentence)
    else { return }
    let head = headNoun(of: phrase)
    append(
      content, words: head..<head + 1,
      subject: Subject(phrase: phrase, speaker: resolve(phrase), sieve: "document"),
      sieve: "in-document")
  }

  private static let tellingDocuments: Set<String> = [
    "poll", "polls", "survey", "surveys", "report", "reports", "bulletin", "estimate", "estimates",
    "census", "audit",
  ]

  private func isAmount(_ token: Int) -> Bool {
    isTagged && [.num, .sym].contains(reading.analyzed.tokens[token].tag)
      || [words[token], words[token + 1], words[token + 2]].contains {
        $0.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
      }
  }

  /// What "according to" was to relay but no verb of saying took: it is said by the source itself.
  mutating func readRelayed() {
    for clause in relayed where !quotes.contains(where: { $0.cue?.lowerBound == clause.inner }) {
      append(clause.content, words: clause.cue, subject: clause.subject, sieve: "according-to")
    }
    relayed = []
  }

  /// The verb of saying of a clause whose subject starts it.
  private mutating func innerReport(_ clause: Range<Int>) -> Int? {
    let first = clause.prefix(14).first { cueAt[$0] != nil }
    guard let first, let index = cueAt[first], !cues[index].isPassive, !cues[index].isInfinitive,
      !cues[index].isParticiple, !cues[index].isNegated, let subject = subject(of: index),
      subject.phrase.lowerBound <= clause.lowerBound + 1,
      SourceNouns.shared.kind(of: lower[headNoun(of: subject.phrase)]) != nil
        || nameOf[headNoun(of: subject.phrase)] >= 0
    else { return nil }
    return first
  }

  private func startsWithDirect(_ token: Int) -> Bool {
    token < words.count && quotationOf[token] >= 0 && isDirect[quotationOf[token]]
  }

  /// Whether a clause starts here: the sentence, what follows a semicolon, a dateline, "but".
  private func clauseOpening(_ token: Int, in sentence: Range<Int>) -> Bool {
    var before = token - 1
    while before >= sentence.lowerBound,
      !isWord(before) && words[before] != ";"
        || ["but", "and", "however", "meanwhile", "also"].contains(lower[before])
    {
      if quotationOf[before] >= 0, isDirect[quotationOf[before]] { return true }
      before -= 1
    }
    if before < sentence.lowerBound || words[before] == ";" { return true }
    return reading.dateline?.tokens.contains(before) ?? false
  }

  /// The comma that ends an introductory phrase; relative clauses, dates and appositions between
  /// commas are stepped over.
  private func clauseComma(from start: Int, limit: Int) -> Int? {
    var index = start
    while index < limit, words[index] != "," || quotationOf[index] >= 0 {
      if index - start > 30 { return nil }
      index += 1
    }
    guard index + 1 < limit else { return nil }
    let next = lower[index + 1]
    let isDate = next.count == 4 && next.allSatisfy { $0.isNumber }
    if ["who", "which", "whose"].contains(next) || isDate || isApposition(index + 1, limit: limit) {
      return clauseComma(from: index + 1, limit: limit) ?? index
    }
    return index
  }

  /// "director of the institute," without a verb up to the next comma, and a clause behind it.
  private func isApposition(_ start: Int, limit: Int) -> Bool {
    guard let end = (start..<min(limit, start + 14)).first(where: { words[$0] == "," }),
      end + 2 < limit, nameOf[start] < 0, !reading.isCapitalised(start)
    else { return false }
    return !hasFiniteVerb(start..<end) && !ClosedClasses.prepositions.contains(lower[start])
      && !ClosedClasses.isAdverb(lower[start])
      && !(start..<end).contains { reading.analyzed.tokens[$0].tag == .verb }
  }

  /// Who is named behind "according to"; dates before the noun are part of it.
  private func sourcePhrase(_ start: Int, limit: Int) -> Range<Int> {
    var phrase = phrase(startingAt: start, limit: limit)
    // "a March 14, 2019 NATO press release".
    if phrase.count <= 3, phrase.upperBound + 2 < limit, words[phrase.upperBound] == ",",
      lower[phrase.upperBound + 1].count == 4,
      lower[phrase.upperBound + 1].allSatisfy({ $0.isNumber })
    {
      let rest = self.phrase(startingAt: phrase.upperBound + 2, limit: limit)
      if !rest.isEmpty { phrase = start..<rest.upperBound }
    }
    if phrase.count <= 1, start < limit, nameOf[start] < 0,
      ClosedClasses.determiners.contains(lower[start])
    {
      var noun = start + 1
      while noun < limit, noun - start < 6,
        ClosedClasses.timeWords.contains(lower[noun]) || words[noun] == ","
          || lower[noun].allSatisfy({ $0.isNumber })
      {
        noun += 1
      }
      let rest = self.phrase(startingAt: noun, limit: limit)
      if !rest.isEmpty { phrase = start..<rest.upperBound }
    }
    return phraseWithTail(phrase, limit: limit)
  }

  /// With "released by the Supreme Court", "close to the investigation", "at Tasnim".
  private func phraseWithTail(_ phrase: Range<Int>, limit: Int) -> Range<Int> {
    var end = phrase.upperBound
    guard end < limit, !phrase.isEmpty else { return phrase }
    if ["close", "familiar", "at", "in"].contains(lower[end]) {
      end += 1
      if end < limit, ["to", "with"].contains(lower[end]) { end += 1 }
    } else if ["released", "issued", "published", "by", "obtained", "seen", "posted"].contains(
      lower[end])
    {
      end += 1
      if end < limit, ["by", "to", "on"].contains(lower[end]) { end += 1 }
    } else {
      return phrase
    }
    guard end < limit else { return phrase }
    let rest = self.phrase(startingAt: end, limit: limit)
    return rest.isEmpty ? phrase : phrase.lowerBound..<rest.upperBound
  }
}
