internal import Language

/// Reports without a verb of saying: "according to", "reportedly", nouns of saying, headlines.
extension QuoteReader {
  // MARK: According to

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
      subject.pointsBack =
        phrase.count == 1 && ["him", "her", "them"].contains(lower[phrase.lowerBound])
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

  private static let reckonings: Set<String> = [
    "account", "accounts", "reports", "estimate", "estimates", "admission",
  ]

  private static let relayingVerbs: Set<String> = [
    "reported", "quoted", "cited", "stated", "noted", "told", "described", "explained", "confirmed",
    "announced", "relayed", "mentioned", "said",
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
    if goesOn {
      // A verb of saying behind it has its subject before it: this is only its relay.
      let next = (behind + 1..<min(sentence.upperBound, behind + 4)).first { cueAt[$0] != nil }
      if let next, let index = cueAt[next], cues[index].group.lowerBound == behind + 1 { return }
    }
    var start = end
    while start > sentence.lowerBound, words[start - 1] != ";" || quotationOf[start - 1] >= 0 {
      if quotationOf[start - 1] >= 0, isDirect[quotationOf[start - 1]] { break }
      start -= 1
    }
    if let dateline = reading.dateline, dateline.tokens.contains(start) {
      start = min(end, dateline.tokens.upperBound)
    }
    // "The court decided, according to the summary, “that …”": a relay of what follows.
    if end > start, cueAt[end - 1] != nil, goesOn,
      lower[behind + 1] == "that" || quotationOf[behind + 1] >= 0
    {
      return
    }
    if end - start >= 3 {
      append(start..<end, words: cue, subject: subject, sieve: "according-to")
    }
    guard goesOn, lower[behind + 1] != "which", lower[behind + 1] != "who",
      !lower[behind + 1].hasSuffix("ing"), lower[behind + 1] != "and", lower[behind + 1] != "but",
      let rest = content(behind + 1, nil, sentence), rest.count >= 3, quotationOf[behind + 1] < 0,
      looksLikeClause(rest) || isAmount(behind + 1)
    else { return }
    append(rest, words: cue, subject: subject, sieve: "according-to")
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

  // MARK: Reportedly

  mutating func readReportedly(in sentence: Range<Int>) {
    guard
      let token = sentence.first(where: {
        (lower[$0] == "reportedly" || lower[$0] == "purportedly") && quotationOf[$0] < 0
      })
    else { return }
    let next = token + 1
    let sentence = self.sentence(of: token)
    guard next < sentence.upperBound else { return }
    let before = token - 1
    if before > sentence.lowerBound, ["who", "which"].contains(lower[before]),
      let content = content(next, nil, sentence)
    {
      // "the cook, who reportedly saw it all, fled": what the relative clause tells.
      let comma = content.dropFirst().first { words[$0] == "," && quotationOf[$0] < 0 }
      append(
        content.lowerBound..<(comma ?? content.upperBound), words: token..<next, subject: nil,
        sieve: "reportedly")
      return
    }
    // "stabbed reportedly several people": of this alone.
    if before > sentence.lowerBound, isTagged, isWord(before), startsNominal(next),
      !ClosedClasses.isAuxiliary(lower[before]),
      !ClosedClasses.subjectPronouns.contains(lower[before])
    {
      let phrase = phrase(startingAt: next, limit: sentence.upperBound)
      if !phrase.isEmpty, phrase.upperBound >= sentence.upperBound || !isFinite(phrase.upperBound) {
        append(phrase, words: token..<next, subject: nil, sieve: "reportedly")
        return
      }
    }
    var start = token
    while start > sentence.lowerBound, words[start - 1] != ";", !isClauseJoint(start - 1, sentence)
    {
      start -= 1
    }
    if let dateline = reading.dateline, dateline.tokens.contains(start) {
      start = min(token, dateline.tokens.upperBound)
    }
    if token - start <= 1 {
      start = next
      while start < sentence.upperBound, words[start] == "," || lower[start] == "also" {
        start += 1
      }
    }
    guard start < sentence.upperBound, let content = content(start, nil, sentence) else { return }
    append(content, words: token..<next, subject: nil, sieve: "reportedly")
  }

  /// "…, and he reportedly", "…, while they reportedly": another clause starts behind this word.
  private func isClauseJoint(_ token: Int, _ sentence: Range<Int>) -> Bool {
    token > sentence.lowerBound && words[token - 1] == "," && quotationOf[token] < 0
      && ["and", "but", "while", "though", "although"].contains(lower[token])
  }

  // MARK: Nouns of saying

  /// "Kishida's words that X"; "his promise to Y"; "their demands include Z".
  mutating func readNouns(in whole: Range<Int>) {
    for token in whole where quotationOf[token] < 0 && cueAt[token] == nil {
      guard let noun = lexicon.nouns[lower[token]] else { continue }
      let sentence = self.sentence(of: token)
      guard token + 2 < sentence.upperBound else { continue }
      var next = token + 1
      var owner: Subject?
      if ["by", "from"].contains(lower[next]) {
        let phrase = phrase(startingAt: next + 1, limit: sentence.upperBound)
        if !phrase.isEmpty {
          owner = Subject(phrase: phrase, speaker: resolve(phrase), sieve: "noun")
          next = phrase.upperBound
        }
      }
      guard next + 1 < sentence.upperBound else { continue }
      let word = lower[next]
      var start: Int?
      if word == "that", noun.frames.contains(.clause) {
        start = next + 1
      } else if word == "to", noun.frames.contains(.infinitive), isInfinitive(next + 1) {
        start = next
      } else if noun.frames.contains(.nominal), noun.act == .demands,
        let behind = inclusion(next, sentence)
      {
        start = behind
      } else if word == "of", noun.frames.contains(.topic),
        possessor(of: token, from: sentence.lowerBound) != nil
      {
        // "his allegation of fraud", but no "claims of fraud" of nobody.
        start = next + 1
      } else if word == "for", noun.frames.contains(.nominal), noun.act == .demands {
        start = next + 1
      } else if word == ":", noun.frames.contains(.clause), quotationOf[next + 1] < 0 {
        start = next + 1
      }
      guard let start else { continue }
      let verb = ownVerb(of: token, in: sentence)
      guard
        let content = content(
          start, nil, sentence.lowerBound..<(start < verb ? verb : sentence.upperBound)),
        content.count >= 2
      else { continue }
      if owner == nil { owner = possessor(of: token, from: sentence.lowerBound) }
      guard var owner = owner ?? agentOfNoun(token) else { continue }
      owner.relayedBy = relay(of: token, owner: owner)
      append(content, words: token..<token + 1, act: noun.act, subject: owner, sieve: "noun")
    }
  }

  /// Where the verb of a noun that is its subject starts: "his claim that X | was rejected"; else the
  /// end of the sentence.
  private func ownVerb(of noun: Int, in sentence: Range<Int>) -> Int {
    guard isTagged else { return sentence.upperBound }
    let tokens = reading.analyzed.tokens
    let verb = tokens[noun].head
    guard [.nsubj, .nsubjPass].contains(tokens[noun].relation), verb > noun,
      sentence.contains(verb)
    else { return sentence.upperBound }
    return (noun + 1..<verb).first { token in
      tokens[token].head == verb
        && [.aux, .auxPass, .cop, .advmod].contains(tokens[token].relation)
    } ?? verb
  }

  private func isInfinitive(_ token: Int) -> Bool {
    if isTagged { return [.verb, .aux].contains(reading.analyzed.tokens[token].tag) }
    return nameOf[token] < 0 && !ClosedClasses.determiners.contains(lower[token])
      && !reading.isCapitalised(token)
  }

  private func inclusion(_ token: Int, _ sentence: Range<Int>) -> Int? {
    var index = token
    while index < sentence.upperBound, ClosedClasses.isAuxiliary(lower[index]) { index += 1 }
    guard index + 1 < sentence.upperBound,
      ["include", "included", "includes", "including"].contains(lower[index])
    else { return nil }
    return index + 1
  }

  /// "Kishida's words", "his promise".
  private func possessor(of noun: Int, from start: Int) -> Subject? {
    var index = noun - 1
    let least = max(start, noun - 4)
    while index >= least {
      if ["'s", "’s", "'", "’"].contains(words[index]), index > start {
        let phrase = phrase(endingAt: index - 1, from: start)
        guard !phrase.isEmpty else { return nil }
        return Subject(phrase: phrase, speaker: resolve(phrase), sieve: "possessor")
      }
      if ["his", "her", "its", "their"].contains(lower[index]) {
        let pronoun = ["his": "he", "her": "she", "its": "it", "their": "they"][lower[index]]
        guard pronoun != nil else { return nil }
        return Subject(
          phrase: index..<index + 1, speaker: possessorEntity(index), pointsBack: true,
          sieve: "possessor")
      }
      guard isWord(index), !ClosedClasses.prepositions.contains(lower[index]) else { return nil }
      index -= 1
    }
    return nil
  }

  /// "his": the subject of the sentence where it is a person, else as "he".
  private func possessorEntity(_ token: Int) -> QuoteFinding.Speaker? {
    if let main = mainSubject(before: token), main.phrase.upperBound <= token, main.speaker != nil {
      return main.speaker
    }
    return antecedent(of: token)
  }

  /// "Merkel issued a warning that X": the subject of the verb that the noun hangs on.
  private func agentOfNoun(_ noun: Int) -> Subject? {
    guard noun > 1,
      ["a", "an", "the", "any"].contains(lower[noun - 1])
        || ClosedClasses.determiners.contains(lower[noun - 2]),
      let main = mainSubject(before: noun), main.phrase.upperBound < noun
    else { return nil }
    let between = main.phrase.upperBound..<noun
    let light: Set<String> = [
      "issued", "made", "gave", "repeated", "rejected", "issue", "make", "makes", "issues",
      "released", "delivered", "received", "renewed", "reiterated", "offered", "voiced",
    ]
    guard between.contains(where: { light.contains(lower[$0]) }) else { return nil }
    return main
  }

  /// "Stoltenberg cited Kishida's words that": who cites reports them.
  private mutating func relay(of noun: Int, owner: Subject) -> QuoteFinding.Speaker? {
    let start = owner.phrase.lowerBound
    guard start > 0, let index = cueAt[start - 1] ?? (start > 1 ? cueAt[start - 2] : nil),
      cues[index].tokens.upperBound <= start
    else { return nil }
    let speaker = subject(of: index)?.speaker
    return speaker == owner.speaker ? nil : speaker
  }
}
