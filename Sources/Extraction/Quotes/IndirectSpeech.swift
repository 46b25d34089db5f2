internal import Language

/// Reported speech without marks, or with marks only around some of its words: the reported
/// clause behind or before its verb.
extension QuoteReader {
  /// Reads the reports of one sentence whose direct quotes are read.
  mutating func readIndirect(_ sentence: Int) {
    let range = reading.analyzed.sentences[sentence].tokens
    readLabelled(range)
    readAccordingTo(in: range)
    readReportedly(in: range)
    readDocument(in: range)
    readOwnReport(in: range)
    readNouns(in: range)
    for token in range {
      guard let index = cueAt[token], !usedCues.contains(index) || hasClauseBehind(index) else {
        continue
      }
      readCue(index, in: self.sentence(of: token))
    }
    readRelayed()
    if sentence < reading.titleSentences { readHeadline(range) }
  }

  private func hasClauseBehind(_ index: Int) -> Bool {
    let next = cues[index].tokens.upperBound
    return next < words.count && lower[next] == "that"
  }

  mutating func readCue(_ index: Int, in sentence: Range<Int>) {
    let cue = cues[index]
    let isSpoken = !cue.isInfinitive || isGoingOn(cue) || isPurpose(cue)
    guard isSpoken, !(cue.isNegated && cue.verb.act != .denies), !isEmbedded(cue) else { return }
    // "those told last year that they would be deported": no one of them tells it.
    let isTold =
      isBareParticiple(cue) && cue.verb.frames.contains(.addressee)
      && reading.analyzed.tokens[cue.tokens.lowerBound].relation == .acl
      && cue.tokens.upperBound < sentence.upperBound && isWord(cue.tokens.upperBound)
    if cue.isPassive || isTold {
      readPassive(index, in: sentence)
      return
    }
    if cue.verb.frames.contains(.source) {
      readCited(index, in: sentence)
      return
    }
    if readSaidThis(index, in: sentence) { return }
    if readAsked(index, in: sentence) { return }
    if isBareParticiple(cue), readAccused(cue, in: sentence) { return }
    // "…, reports UNN with reference to the ministry".
    if isInvertedOutlet(cue, in: sentence) {
      readAround(index, in: sentence)
      return
    }
    // Without a subject before the verb what follows is one: "…, said Brian Baker, who".
    if let subject = subject(of: index),
      let (content, to) = contentAfter(cue, in: sentence)
        ?? (shown(cue, by: subject, in: sentence) ?? demanded(cue, in: sentence)).map({ ($0, nil) })
    {
      // "No group claimed": nobody says it.
      if ["no", "nobody", "none", "neither"].contains(lower[subject.phrase.lowerBound]) { return }
      if cue.verb.frames.contains(.thing), !canSpeak(subject) { return }
      // "told Reuters this on Monday".
      if lower[content.lowerBound] == "this", !hasFiniteVerb(content),
        cue.verb.frames.isDisjoint(with: [.complement, .objectAs]),
        content.count < 2
          || ClosedClasses.prepositions.contains(lower[content.lowerBound + 1])
          || ClosedClasses.timeWords.contains(lower[content.lowerBound + 1])
      {
        return
      }
      if cue.verb.frames.contains(.evidence),
        SourceNouns.shared.kind(of: lower[headNoun(of: subject.phrase)]) != .document
      {
        return
      }
      // "The two sides agreed to meet" is an agreement; one who agrees to something promises it.
      if cue.verb.lemma == "agree", lower[content.lowerBound] == "to", isSeveral(subject.phrase) {
        return
      }
      append(content, cue: cue, subject: subject, to: to, sieve: "clause")
      if lower[content.lowerBound - 1] == ":" {
        readStatement(behind: content, cue: cue, subject: subject, to: to)
      }
      return
    }
    if readBlock(cue, index, in: sentence) { return }
    readAround(index, in: sentence)
  }

  /// "Reuters reports this with reference to the ministry": the sentence before says what.
  private mutating func readSaidThis(_ index: Int, in sentence: Range<Int>) -> Bool {
    let cue = cues[index]
    let this = cue.tokens.upperBound
    let next = this + 1
    guard next < sentence.upperBound, ["this", "it"].contains(lower[this]),
      !cue.verb.frames.isDisjoint(with: [.clause, .direct]),
      ["with", "in", "on", "at", "to", "by", "during", "after"].contains(lower[next])
        || ClosedClasses.sentenceEnds.contains(words[next]) || words[next] == ","
        || ["yesterday", "today", "late", "earlier"].contains(lower[next]),
      lower[this] == "this"
        || ["with", "on", "in"].contains(lower[next]) && this + 2 < words.count
          && ["reference", "telegram", "facebook", "twitter"].contains(lower[next + 1]),
      let subject = subject(of: index), subject.phrase.lowerBound - sentence.lowerBound < 3
    else { return false }
    pointing.insert(cue.tokens.lowerBound)
    appendSentenceBefore(sentence, cue: cue, subject: subject)
    return true
  }

  /// "accused of having organised it": no auxiliary and no subject of its own.
  func isBareParticiple(_ cue: Cue) -> Bool {
    isTagged && cue.form.contains(.participle) && cue.group.count == cue.tokens.count
      && reading.analyzed.tokens[cue.tokens.lowerBound].pennTag == .verbPastParticiple
  }

  /// "Asked by reporters whether he would go, …": the question of whoever asks.
  private mutating func readAsked(_ index: Int, in sentence: Range<Int>) -> Bool {
    let cue = cues[index]
    guard cue.verb.lemma == "ask", cue.form.contains(.participle) else { return false }
    let isOpening =
      cue.group.lowerBound == sentence.lowerBound
      || cue.group.lowerBound > 0 && words[cue.group.lowerBound - 1] == ","
        && reading.isSentenceStart(cue.tokens.lowerBound)
    guard isOpening || cue.isPassive else { return false }
    let limit = min(sentence.upperBound, cue.tokens.upperBound + 14)
    let question = (cue.tokens.upperBound..<max(cue.tokens.upperBound, limit)).first {
      ["whether", "if", "why", "how", "what", "when", "where", "about"].contains(lower[$0])
    }
    guard let question, question + 1 < sentence.upperBound,
      !hasFiniteVerb(cue.tokens.upperBound..<question)
    else { return false }
    var agent: Subject?
    if lower[cue.tokens.upperBound] == "by",
      let found = subjectAfter(cue.tokens.upperBound + 1, limit: question)
    {
      agent = Subject(phrase: found.phrase, speaker: found.speaker, sieve: "agent")
    }
    let start = lower[question] == "about" ? question + 1 : question
    guard let found = content(start, cue, sentence) else { return false }
    let comma =
      isOpening ? found.dropFirst().first { words[$0] == "," && quotationOf[$0] < 0 } : nil
    let content = found.lowerBound..<(comma ?? found.upperBound)
    guard content.count >= 2 else { return false }
    append(content, cue: cue, subject: agent, to: nil, sieve: "asked")
    return true
  }

  /// A comma, the verb, an outlet and nothing more but whom it cites.
  private func isInvertedOutlet(_ cue: Cue, in sentence: Range<Int>) -> Bool {
    let comma = cue.group.lowerBound - 1
    let next = cue.tokens.upperBound
    guard comma > sentence.lowerBound, words[comma] == ",", next < sentence.upperBound else {
      return false
    }
    if isInvertedSource(cue, in: sentence) { return true }
    guard isName(next, .organization), cue.form.contains(.third) || cue.form.contains(.past),
      cue.verb.frames.contains(.clause)
    else { return false }
    let behind = reading.names[nameOf[next]].tokens.upperBound
    return behind >= sentence.upperBound || !isWord(behind)
      || ["with", "citing", "quoting"].contains(lower[behind])
  }

  /// "Two men were held, said the police inspectorate.": a source and nothing more behind the verb, a
  /// clause before it.
  private func isInvertedSource(_ cue: Cue, in sentence: Range<Int>) -> Bool {
    let next = cue.tokens.upperBound
    guard cue.verb.frames.contains(.direct), !cue.verb.frames.contains(.nominal),
      cue.form.contains(.past) || cue.form.contains(.third), !cue.isParticiple,
      hasFiniteVerb(sentence.lowerBound..<cue.group.lowerBound - 1)
    else { return false }
    let phrase = phrase(startingAt: next, limit: sentence.upperBound)
    guard !phrase.isEmpty, !isPronoun(phrase) else { return false }
    let behind = skipAdjuncts(phrase.upperBound, limit: sentence.upperBound)
    guard
      behind >= sentence.upperBound || ClosedClasses.sentenceEnds.contains(words[behind])
    else { return false }
    let head = headNoun(of: phrase)
    if nameOf[head] >= 0 { return !isName(head, .adjective) && !isName(head, .place) }
    let kind = SourceNouns.shared.kind(of: lower[head])
    return kind == .official || kind == .organization || kind == .outlet || kind == .person
  }

  /// "The crisis underscored the need": what is no source and no name says nothing.
  func canSpeak(_ subject: Subject) -> Bool {
    guard case .described(let phrase)? = subject.speaker else { return true }
    let noun = lower[headNoun(of: phrase)]
    if SourceNouns.shared.kind(of: noun) != nil { return true }
    // "moderators", "challengers", "pianists": nouns of people who do something.
    return ["er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "men", "ees"].contains {
      noun.hasSuffix($0)
    }
  }

  /// "Japan and NATO", "both leaders", "they".
  private func isSeveral(_ phrase: Range<Int>) -> Bool {
    let head = headNoun(of: phrase)
    return phrase.contains { ["and", "both", "sides", "they", "we", "two"].contains(lower[$0]) }
      || isTagged
        && [.nounPlural, .properNounPlural].contains(reading.analyzed.tokens[head].pennTag)
  }

  /// "went on to say", "went so far as to say", "continued to insist".
  func isGoingOn(_ cue: Cue) -> Bool {
    goingVerb(of: cue) != nil
  }

  /// The verb that an infinitive of saying goes on from.
  func goingVerb(of cue: Cue) -> Int? {
    let before = cue.group.lowerBound - 1
    guard cue.isInfinitive, before > 0 else { return nil }
    if ["continued", "continues"].contains(lower[before]) { return before }
    guard lower[before] == "on" || lower[before] == "as" || lower[before] == "far" else {
      return nil
    }
    return (max(self.sentence(of: before).lowerBound, before - 4)..<before).last {
      ["went", "goes", "going", "gone"].contains(lower[$0])
    }
  }

  /// "criticised for saying", "it is worth noting", "a motion made in 1990": named in passing, told of
  /// nobody as news.
  private func isEmbedded(_ cue: Cue) -> Bool {
    let before = cue.group.lowerBound - 1
    let next = cue.tokens.upperBound
    if cue.isParticiple, before >= 0 {
      if ["of", "for", "against", "from", "about", "worth", "without"].contains(lower[before]) {
        return true
      }
    }
    // "found themselves", "finds it hard".
    if cue.verb.lemma == "find",
      ["himself", "herself", "itself", "themselves"].contains(lower[next])
    {
      return true
    }
    guard isTagged else { return false }
    if cue.verb.lemma == "find", lower[next] == "it", next + 1 < words.count,
      [.adj, .adv].contains(reading.analyzed.tokens[next + 1].tag)
    {
      return true
    }
    let verb = reading.analyzed.tokens[cue.tokens.lowerBound]
    // "calling out", "add up": another verb.
    if next < words.count, cue.verb.particles.isEmpty,
      reading.analyzed.tokens[next].pennTag == .particle
    {
      return true
    }
    return cue.group.count == cue.tokens.count && cue.form.contains(.participle)
      && verb.pennTag == .verbPastParticiple && verb.relation == .acl
      && lower[next] != "about" && ClosedClasses.prepositions.contains(lower[next])
  }

  /// "used the speech to argue that X": an infinitive tells what is said where nothing before it
  /// leaves it open.
  private func isPurpose(_ cue: Cue) -> Bool {
    let next = cue.tokens.upperBound
    let before = cue.group.lowerBound - 1
    guard isTagged, next < words.count, lower[next] == "that", before > 0,
      lower[cue.group.lowerBound] == "to"
    else { return false }
    let analysis = reading.analyzed.tokens[before]
    return analysis.tag != .verb && analysis.tag != .adj && analysis.tag != .aux
      && ![
        "going", "plan", "plans", "effort", "efforts", "attempt", "attempts", "ability", "right",
        "reason", "chance", "time", "way", "decision", "refusal", "failure",
      ].contains(lower[before])
  }

  /// One reported stretch with all that is known of it.
  mutating func append(
    _ content: Range<Int>, cue: Cue, subject: Subject?, to: Range<Int>?, sieve: String
  ) {
    append(
      content, words: cue.tokens,
      act: cue.isNegated && cue.verb.act == .denies ? .states : cue.verb.act, subject: subject,
      to: to,
      sieve: subject.map { "\(sieve)/\($0.sieve)" } ?? sieve)
  }

  mutating func append(
    _ content: Range<Int>, words cue: Range<Int>?, act: Quote.Act = .states, subject: Subject?,
    to: Range<Int>? = nil, sieve: String
  ) {
    let tokens = withoutMarks(content)
    guard !tokens.isEmpty else { return }
    var found = QuoteFinding(tokens: tokens, kind: .indirect, sieve: sieve)
    found.speaker = subject?.speaker
    found.cue = cue
    found.act = act
    found.to = to
    found.relayedBy = subject?.relayedBy ?? cue.flatMap { relays[$0.lowerBound] }
    found.source = subject?.phrase
    found.pointsBack = subject?.pointsBack ?? false
    let joint = subject.map { jointSpeakers($0.phrase) } ?? []
    if let first = joint.first { found.speaker = first }
    for other in joint.dropFirst() {
      var copy = found
      copy.speaker = other
      copy.isJoint = true
      pending.append(copy)
    }
    quotes.append(found)
  }

  /// Without commas, dashes and full stops at its ends.
  func withoutMarks(_ range: Range<Int>) -> Range<Int> {
    var first = range.lowerBound
    var end = range.upperBound
    while end > first, !isWord(end - 1), quotationOf[end - 1] < 0 || words[end - 1] == ",",
      ![")", "]", "%", "$"].contains(words[end - 1])
    {
      end -= 1
    }
    while first < end, !isWord(first), quotationOf[first] < 0,
      !["(", "[", "$", "#", "€", "£"].contains(words[first])
    {
      first += 1
    }
    return first..<end
  }
}
