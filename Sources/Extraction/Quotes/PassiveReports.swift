internal import Language

/// Reports in the passive, and what one source cites of another.
extension QuoteReader {
  // MARK: Passive

  /// "It was reported that X"; "Y was reported to have X"; "X, it was announced"; "This was stated
  /// by Z"; "was described by Johnson as X".
  mutating func readPassive(_ index: Int, in sentence: Range<Int>) {
    let cue = cues[index]
    let limit = sentence.upperBound
    if readAccused(cue, in: sentence) { return }
    var next = cue.tokens.upperBound
    var agent: Subject?
    while next < limit, agent == nil {
      next = skipAdjuncts(next, limit: limit)
      guard next < limit, lower[next] == "by" else { break }
      guard let found = subjectAfter(next + 1, limit: limit) else { break }
      agent = Subject(phrase: found.phrase, speaker: found.speaker, sieve: "agent")
      next = found.phrase.upperBound
    }
    next = min(limit, skipAdjuncts(next, limit: limit))
    // "had been informed by his adviser, Anna Cole, that".
    if agent != nil, next + 1 < limit, words[next] == ",", lower[next + 1] == "that" { next += 1 }
    let before = cue.group.lowerBound - 1
    let subjectWord = before >= sentence.lowerBound ? lower[before] : ""
    let frames = cue.verb.frames
    if next < limit {
      if lower[next] == "that", lower[next - 1] != "and",
        !frames.isDisjoint(with: [.clause, .thatOnly, .nominal, .passive]),
        let content = content(next + 1, cue, sentence)
      {
        append(content, cue: cue, subject: agent, to: nil, sieve: "passive")
        return
      }
      // "It was reported he was in a coma."
      if subjectWord == "it", !frames.isDisjoint(with: [.clause, .passive]), startsNominal(next),
        let content = content(next, cue, sentence), looksLikeClause(content)
      {
        append(content, cue: cue, subject: agent, to: nil, sieve: "passive")
        return
      }
      if lower[next] == "to", next + 1 < limit, isVerbBase(next + 1), frames.contains(.passive),
        !["expect", "believe", "understand"].contains(cue.verb.lemma) || agent != nil,
        let content = content(next, cue, sentence)
      {
        append(content, cue: cue, subject: agent, to: nil, sieve: "passive")
        return
      }
      // "Residents were told to stay at home."
      if lower[next] == "to", next + 1 < limit, isVerbBase(next + 1),
        frames.contains(.objectInfinitive), !frames.contains(.passive), subjectWord != "it",
        cue.verb.act == .demands || ["tell", "ask", "advise", "warn"].contains(cue.verb.lemma),
        let content = content(next, cue, sentence)
      {
        append(content, cue: cue, subject: agent, to: nil, sieve: "passive")
        return
      }
      if lower[next] == "as", frames.contains(.source), next + 2 < limit,
        lower[next + 1] == "saying"
      {
        readQuotedAs(index, saying: next + 1, speaker: subject(of: index), in: sentence)
        return
      }
      if lower[next] == "as", frames.contains(.objectAs), agent != nil,
        let content = content(next + 1, cue, sentence)
      {
        append(content, cue: cue, subject: agent, to: nil, sieve: "passive")
        return
      }
    }
    // "This was stated by the minister": the sentence before says what.
    if ["this", "that", "it"].contains(subjectWord), agent != nil, before == sentence.lowerBound,
      !frames.isDisjoint(with: [.clause, .nominal, .thatOnly, .direct])
    {
      pointing.insert(cue.tokens.lowerBound)
      appendSentenceBefore(sentence, cue: cue, subject: agent)
      return
    }
    // "His death was confirmed by his son."
    if let agent, frames.contains(.nominal), frames.contains(.clause),
      let object = subjectBefore(before, from: sentence.lowerBound), object.phrase.count > 1,
      SourceNouns.shared.kind(of: lower[headNoun(of: agent.phrase)]) != .document
    {
      append(object.phrase, cue: cue, subject: agent, to: nil, sieve: "passive")
      return
    }
    // "X, it was announced."
    let isParenthesis =
      subjectWord == "it" && before - 1 > sentence.lowerBound && words[before - 1] == ","
    if isParenthesis, next >= limit || !isWord(next) {
      let start = clauseStart(before: before - 1, in: sentence)
      if before - 1 - start >= 3 {
        append(start..<before - 1, cue: cue, subject: agent, to: nil, sieve: "passive")
      }
    }
  }

  /// "was accused by the minister of lying", "are accused in Fujian of inciting secession".
  mutating func readAccused(_ cue: Cue, in sentence: Range<Int>) -> Bool {
    guard cue.verb.frames.contains(.reason) else { return false }
    var next = cue.tokens.upperBound
    let limit = sentence.upperBound
    var agent: Subject?
    if next < limit, lower[next] == "by", let found = subjectAfter(next + 1, limit: limit) {
      agent = Subject(phrase: found.phrase, speaker: found.speaker, sieve: "agent")
      next = found.phrase.upperBound
    } else if next < limit, ["in", "on"].contains(lower[next]) {
      next = (next..<min(limit, next + 5)).first { lower[$0] == "of" } ?? next
    }
    guard next + 1 < limit, lower[next] == "of", cue.verb.lemma == "accuse",
      isReason(next + 1) || quotationOf[next + 1] >= 0, !isDirectMark(next + 1),
      let content = content(next + 1, cue, sentence)
    else { return false }
    append(
      withoutLaterClauses(content), cue: cue, subject: agent, to: nil, sieve: "passive")
    return true
  }

  mutating func appendSentenceBefore(
    _ sentence: Range<Int>, cue: Cue, subject: Subject?
  ) {
    appendSentenceBefore(sentence, words: cue.tokens, act: cue.verb.act, subject: subject)
  }

  mutating func appendSentenceBefore(
    _ sentence: Range<Int>, words cue: Range<Int>, act: Quote.Act = .states, subject: Subject?
  ) {
    let index = reading.sentenceOf[sentence.lowerBound]
    guard index > reading.titleSentences else { return }
    let before = reading.analyzed.sentences[index - 1]
    guard before.paragraph + 1 >= reading.analyzed.sentences[index].paragraph else { return }
    var content = before.tokens
    // The lead of a dispatch and its first details, as far as nobody else is reported in them.
    var first = index - 1
    while first > reading.titleSentences, index - first < 4,
      reading.analyzed.sentences[first - 1].paragraph == before.paragraph,
      before.paragraph == reading.analyzed.sentences[index].paragraph,
      !hasSource(reading.analyzed.sentences[first].tokens)
    {
      first -= 1
    }
    let whole = reading.analyzed.sentences[first].tokens.lowerBound..<content.upperBound
    if first < index - 1, whole.count < Self.window, !hasSource(whole) { content = whole }
    if let dateline = reading.dateline, dateline.tokens.overlaps(content) {
      content = min(dateline.tokens.upperBound, content.upperBound)..<content.upperBound
    }
    // "A court found him guilty. This was reported by the BBC": the verdict is part of the news.
    while let last = quotes.last, content.contains(last.tokens.lowerBound),
      last.cue.map({ lower[$0.lowerBound] == "found" || lower[$0.lowerBound] == "announced" })
        ?? false, last.sieve.hasPrefix("clause"), !hasFiniteVerb(last.tokens)
    {
      quotes.removeLast()
    }
    guard content.count >= 3, !overlapsQuote(content) else { return }
    let to = subject.flatMap { addressee(from: $0.phrase.upperBound, limit: sentence.upperBound) }
    append(
      content, words: cue, act: act, subject: subject, to: to,
      sieve: subject.map { "sentence-before/\($0.sieve)" } ?? "sentence-before")
  }

  // MARK: Cited

  /// "cited Kishida's words that X"; "cited a source that X"; "quoted Budi as saying X".
  mutating func readCited(_ index: Int, in sentence: Range<Int>) {
    let cue = cues[index]
    let limit = sentence.upperBound
    var first = cue.tokens.upperBound
    while first < limit, ClosedClasses.isAdverb(lower[first]) { first += 1 }
    guard let object = objectPhrase(first, limit: limit) else { return }
    var next = object.upperBound
    // "Budi Gunawan, chief of the agency, as saying".
    if next < limit, words[next] == ",",
      let saying = (next..<min(limit, next + 24)).first(where: {
        lower[$0] == "saying" || lower[$0] == "telling"
      }),
      lower[saying - 1] == "as"
    {
      next = saying - 1
    }
    next = min(limit, skipAdjuncts(next, limit: limit))
    if let reason = citedReason(cue, object: object, next: next, in: sentence) {
      append(reason, cue: cue, subject: subject(of: index), to: nil, sieve: "cited")
      return
    }
    guard next + 1 < limit else { return }
    var cited = Subject(phrase: object, speaker: resolve(object), sieve: "cited")
    cited.relayedBy = subject(of: index)?.speaker
    if lower[next] == "as",
      ["saying", "telling", "stating", "claiming", "adding"].contains(lower[next + 1])
    {
      readQuotedAs(index, saying: next + 1, speaker: cited, in: sentence)
    } else if lower[next] == "that", lexicon.nouns[lower[next - 1]] == nil,
      let content = content(next + 1, cue, sentence)
    {
      append(content, cue: cue, subject: cited, to: nil, sieve: "cited")
    }
  }

  /// "citing security concerns", "cited the need for more time": no source is cited, but what the
  /// one who cites it says.
  func citedReason(_ cue: Cue, object: Range<Int>, next: Int, in sentence: Range<Int>)
    -> Range<Int>?
  {
    let head = headNoun(of: object)
    guard cue.verb.lemma == "cite", nameOf[head] < 0, !isPronoun(object),
      !object.contains(where: { token in
        nameOf[token] < 0
          && (SourceNouns.shared.kind(of: lower[token]) != nil && lexicon.nouns[lower[token]] == nil
            || lexicon.nouns[lower[token]] != nil && lower[token + 1] == "that")
      }),
      startsNominal(object.lowerBound) || isGerund(object.lowerBound),
      next >= sentence.upperBound || lower[next] != "as",
      let found = content(object.lowerBound, cue, sentence)
    else { return nil }
    // A participle's object ends with its clause.
    let comma = found.dropFirst().first { words[$0] == "," && quotationOf[$0] < 0 }
    let end = cue.isParticiple ? comma ?? found.upperBound : found.upperBound
    return withoutLaterClauses(found.lowerBound..<end)
  }

  mutating func readQuotedAs(
    _ index: Int, saying: Int, speaker: Subject?, in sentence: Range<Int>
  ) {
    var start = saying + 1
    guard start < sentence.upperBound else { return }
    var speaker = speaker
    // "was quoted as saying by Reuters that".
    if lower[start] == "by", let agent = objectPhrase(start + 1, limit: sentence.upperBound) {
      speaker?.relayedBy = resolve(agent)
      start = min(
        sentence.upperBound - 1, skipAdjuncts(agent.upperBound, limit: sentence.upperBound))
    }
    if lower[start] == "that" { start += 1 }
    guard start < sentence.upperBound, !isDirectMark(start),
      words[start] != ":" || quotationOf[min(start + 1, words.count - 1)] < 0,
      let content = content(start, nil, sentence)
    else { return }
    if let other = cueAt[saying] { usedCues.insert(other) }
    append(content, words: saying..<saying + 1, subject: speaker, sieve: "quoted-as")
  }
}
