internal import Language

/// Words in quotation marks that make a whole statement, and who said them.
///
/// The speaker is looked for where English agency copy puts it, the surest place first (compare
/// the sieves of Muzny et al., "A Two-stage Sieve Approach for Quote Attribution", 2017).
extension QuoteReader {
  /// Reads one quotation as a direct quote, if it is one.
  mutating func readDirect(_ index: Int) {
    let quotation = quotations[index]
    // A headline quotes in fragments, without a speaker.
    guard quotation.content.lowerBound >= reading.bodyStart, let found = directQuote(quotation)
    else { return }
    isDirect[index] = true
    quotes.append(found)
    if found.sieve != "coordinated", let cue = found.cue, let used = cueAt[cue.lowerBound] {
      usedCues.insert(used)
    }
  }

  private mutating func directQuote(_ quotation: Quotation) -> QuoteFinding? {
    let tokens = trimmed(quotation.content)
    guard !tokens.isEmpty else { return nil }
    var found = QuoteFinding(tokens: tokens, kind: .direct, sieve: "none")
    let before = cueBefore(quotation)
    // "Others were kinder: “…”, wrote Diallo": the verb behind the words goes before a bare colon.
    if let before, before.cue != nil || !quotation.isClosed || before.sieve != "colon" {
      take(before, into: &found)
      return found
    }
    let opens = opensSentence(quotation)
    if opens || before != nil || followsCue(quotation), let after = cueAfter(quotation) {
      take(after, into: &found)
      return found
    }
    if let before {
      take(before, into: &found)
      return found
    }
    if opens, tokens.count >= 4, let signed = signature(quotation) {
      take(signed, into: &found)
      return found
    }
    let isClause = endsClause(quotation) && (tokens.count >= 4 || goesOn(quotation, tokens))
    if isClause, !opens, let again = coordinated(quotation) {
      take(again, into: &found)
      found.pointsBack = true
      return found
    }
    guard isClause, opens || goesOnBehindCue(quotation), !isHeading(quotation), !isTitle(quotation)
    else { return nil }
    if let last = quotes.last, continues(last, quotation) {
      found.cue = last.cue
      found.speaker = last.speaker
      found.act = last.act
      found.to = last.to
      found.relayedBy = last.relayedBy
      found.source = last.source
      found.pointsBack = true
      found.sieve = "continued"
    } else if let context = contextSpeaker(quotation) {
      found.speaker = context.speaker
      found.source = context.phrase
      found.pointsBack = true
      found.sieve = "context"
    }
    return found
  }

  /// A line of its own in capitals, without a full stop: "'All Bets Are Off'".
  private func isHeading(_ quotation: Quotation) -> Bool {
    let content = quotation.content
    guard content.count <= 8, content.lowerBound > 0,
      content.lowerBound - 1 == paragraphRange(of: content.lowerBound).lowerBound,
      quotation.end == paragraphRange(of: content.lowerBound).upperBound,
      !ClosedClasses.sentenceEnds.contains(words[content.upperBound - 1])
    else { return false }
    return content.filter { reading.isCapitalised($0) }.count * 2 > content.count
  }

  /// `1. "Paper Tigers of June," $21 million`: capitals throughout and no verb.
  private func isTitle(_ quotation: Quotation) -> Bool {
    let content = quotation.content
    let words = content.filter { isWord($0) && !ClosedClasses.prepositions.contains(lower[$0]) }
    return content.count <= 8 && words.count > 1 && !hasFiniteVerb(content)
      && words.allSatisfy { reading.isCapitalised($0) || lower[$0] == "the" || lower[$0] == "a" }
  }

  /// `"We stand ready" tweeted Johnson "to provide help"`: the rest right behind cue and speaker.
  private func goesOnBehindCue(_ quotation: Quotation) -> Bool {
    let open = quotation.content.lowerBound - 1
    guard let last = quotes.last, last.kind == .direct, let cue = last.cue,
      let source = last.source,
      cue.lowerBound >= last.tokens.upperBound, max(cue.upperBound, source.upperBound) == open
    else { return false }
    return paragraph(of: last.tokens.lowerBound) == paragraph(of: open)
  }

  /// "Very close." right behind another quotation's sentence: short, but a sentence of its own.
  private func goesOn(_ quotation: Quotation, _ tokens: Range<Int>) -> Bool {
    guard let last = quotes.last, last.kind == .direct, last.speaker != nil, tokens.count >= 2,
      ClosedClasses.sentenceEnds.contains(words[tokens.upperBound - 1])
    else { return false }
    return paragraph(of: last.tokens.lowerBound) == paragraph(of: tokens.lowerBound)
  }

  private struct Attribution {
    var cue: Cue?
    var words: Range<Int>
    var subject: Subject?
    var to: Range<Int>?
    var sieve: String
  }

  private func take(_ attribution: Attribution, into found: inout QuoteFinding) {
    found.cue = attribution.words
    found.speaker = attribution.subject?.speaker
    found.relayedBy = attribution.subject?.relayedBy
    found.source = attribution.subject?.phrase
    found.pointsBack = attribution.subject?.pointsBack ?? false
    found.act = attribution.cue?.verb.act ?? .states
    found.to = attribution.to
    found.sieve = attribution.sieve
    if let cue = attribution.cue,
      cue.verb.lemma == "ask" || words[found.tokens.upperBound - 1] == "?"
    {
      found.act = cue.verb.act == .states ? .asks : cue.verb.act
    }
  }

  /// The content without the comma that belongs to the sentence around it.
  private func trimmed(_ content: Range<Int>) -> Range<Int> {
    var end = content.upperBound
    while end > content.lowerBound, words[end - 1] == "," || words[end - 1] == ";" { end -= 1 }
    return content.lowerBound..<end
  }

  private func endsClause(_ quotation: Quotation) -> Bool {
    let last = words[quotation.content.upperBound - 1]
    let ends = ClosedClasses.sentenceEnds.union([",", ";"])
    if ends.contains(last) || !quotation.isClosed { return true }
    return quotation.end < words.count && ends.contains(words[quotation.end])
      && reading.sentenceOf[quotation.end] == reading.sentenceOf[quotation.end - 1]
  }

  private func opensSentence(_ quotation: Quotation) -> Bool {
    let first = quotation.content.lowerBound
    return reading.isSentenceStart(first) || first - 1 == paragraphRange(of: first).lowerBound
      || first - 1 == self.sentence(of: first - 1).lowerBound
      || first > 1 && sentence(of: first).lowerBound == first
  }

  /// The second half of a quotation broken by its cue: `"…," he said, "…"`.
  private func followsCue(_ quotation: Quotation) -> Bool {
    let open = quotation.content.lowerBound - 1
    guard let last = quotes.last, last.tokens.upperBound < open else { return false }
    return paragraph(of: last.tokens.lowerBound) == paragraph(of: open)
      && open - last.tokens.upperBound < 3
  }

  // MARK: Behind the words

  /// `"…," said Jens Stoltenberg`; `"…," Stoltenberg told reporters`; `"…," for example, he added`.
  private mutating func cueAfter(_ quotation: Quotation) -> Attribution? {
    guard quotation.isClosed, quotation.end < words.count else { return nil }
    var start = quotation.end
    let own = self.sentence(of: start)
    guard paragraph(of: start) == paragraph(of: quotation.end - 1) else { return nil }
    if words[start] == "," || ClosedClasses.dashes.contains(words[start]) { start += 1 }
    guard start < own.upperBound else { return nil }
    if lower[start] == "according", start + 1 < own.upperBound, lower[start + 1] == "to" {
      let phrase = phrase(startingAt: start + 2, limit: own.upperBound)
      guard !phrase.isEmpty else { return nil }
      return Attribution(
        words: start..<start + 2,
        subject: Subject(phrase: phrase, speaker: resolve(phrase), sieve: "according-to"),
        sieve: "according-to")
    }
    // The next quotation closes the stretch that a cue may stand in.
    let limit =
      (start..<min(own.upperBound, start + 36)).first { quotationOf[$0] >= 0 }
      ?? min(own.upperBound, start + 36)
    guard
      let token = (start..<limit).first(where: { token in
        cueAt[token].map { reportsDirectly(cues[$0]) } ?? false
      }), let index = cueAt[token]
    else { return nil }
    let cue = cues[index]
    let startsSentence = own.lowerBound == quotation.end
    if cue.group.lowerBound == start, !cue.isParticiple {
      let subject = subjectAfter(cue.tokens.upperBound, limit: limit)
      let end = subject?.phrase.upperBound ?? cue.tokens.upperBound
      guard subject != nil || isStop(cue.tokens.upperBound, limit) else { return nil }
      return Attribution(
        cue: cue, words: cue.tokens, subject: subject,
        to: addressee(from: end, limit: limit)
          ?? addressee(from: cue.tokens.upperBound, limit: limit),
        sieve: "inverted")
    }
    guard let subject = subject(of: index), subject.phrase.lowerBound >= start || cue.isParticiple
    else { return nil }
    // A new sentence behind the quotation is its cue only when it says nothing more:
    // `"…." He said.` but not `"…." He said that`.
    if startsSentence {
      // "The talks go on." is no cue either.
      guard saysNothingMore(cue, limit: own.upperBound), own.count < 25, cue.tokens.count == 1
      else { return nil }
    }
    let gap = start..<max(start, subject.phrase.lowerBound)
    guard gap.count <= 20, !hasFiniteVerb(gap) else { return nil }
    let rest = trimmed(gap)
    if rest.count >= 3, words[quotation.content.upperBound - 1] == ",",
      gap.upperBound > gap.lowerBound,
      words[gap.upperBound - 1] == ","
    {
      var more = QuoteFinding(tokens: rest, kind: .indirect, sieve: "around-cue")
      more.speaker = subject.speaker
      more.cue = cue.tokens
      more.source = subject.phrase
      more.pointsBack = true
      pending.append(more)
    }
    // "…," the agency quoted Diallo as saying.
    if let saying = saying(behind: cue, limit: limit), let index = cueAt[saying],
      let speaker = self.subject(of: index)
    {
      return Attribution(
        cue: cues[index], words: cues[index].tokens, subject: speaker, sieve: "after")
    }
    return Attribution(
      cue: cue, words: cue.tokens, subject: subject,
      to: addressee(from: cue.tokens.upperBound, limit: own.upperBound), sieve: "after")
  }

  private func saying(behind cue: Cue, limit: Int) -> Int? {
    guard cue.verb.frames.contains(.source) else { return nil }
    return (cue.tokens.upperBound..<min(limit, cue.tokens.upperBound + 24)).first {
      lower[$0] == "saying" && lower[$0 - 1] == "as"
    }
  }

  private func reportsDirectly(_ cue: Cue) -> Bool {
    !cue.verb.frames.isDisjoint(with: [.direct, .source]) && (!cue.isInfinitive || isGoingOn(cue))
      && !(cue.isPassive && !cue.verb.frames.contains(.source))
  }

  private func isStop(_ token: Int, _ limit: Int) -> Bool {
    token >= limit || !isWord(token) || ClosedClasses.isAdverb(lower[token])
      || ClosedClasses.prepositions.contains(lower[token])
  }

  private func saysNothingMore(_ cue: Cue, limit: Int) -> Bool {
    let next = skipAdjuncts(cue.tokens.upperBound, limit: limit)
    return next >= limit || ClosedClasses.sentenceEnds.contains(words[next]) || words[next] == ","
  }

  // MARK: Before the words

  /// Stoltenberg said, "…"; she told the paper: "…"; in a tweet: "…".
  private mutating func cueBefore(_ quotation: Quotation) -> Attribution? {
    let open = quotation.content.lowerBound - 1
    guard open > reading.bodyStart else { return nil }
    let own = self.sentence(of: open)
    var joint = open - 1
    if own.lowerBound == open || own.lowerBound == open + 1 {
      // "Caddell continued:" and the words in the next paragraph or sentence.
      guard words[joint] == ":", isSameOrNextParagraph(joint, open) else { return nil }
      return introduced(by: sentence(of: joint), colon: joint)
    }
    guard joint >= own.lowerBound else { return nil }
    if words[joint] == ":" { return introduced(by: own.lowerBound..<joint, colon: joint) }
    let hasComma = words[joint] == ","
    if hasComma { joint -= 1 }
    guard joint >= own.lowerBound else { return nil }
    // The last cue before the mark, with nothing but adjuncts between.
    var token = joint
    while token >= own.lowerBound, open - token < 24, quotationOf[token] < 0 {
      if let index = cueAt[token], reportsDirectly(cues[index]) {
        let cue = cues[index]
        let next = cue.tokens.upperBound
        let isAdjacent = next == joint + 1
        if !isAdjacent {
          // "said of Chirac,"; "told reporters in Kyiv,"; "said, in a statement,".
          let rest = min(joint + 1, skipAdjuncts(next, limit: joint + 1))..<joint + 1
          guard hasComma, !hasFiniteVerb(rest),
            !(next..<joint + 1).contains(where: { ["that", "as"].contains(lower[$0]) })
          else { return nil }
        } else if !hasComma, !isStatement(quotation) {
          return nil
        }
        let after = next < joint + 1 ? subjectAfterIfMissing(index, limit: joint + 1) : nil
        return Attribution(
          cue: cue, words: cue.tokens, subject: subject(of: index) ?? after,
          to: addressee(from: next, limit: joint + 1), sieve: "before")
      }
      token -= 1
    }
    return nil
  }

  private mutating func subjectAfterIfMissing(_ index: Int, limit: Int) -> Subject? {
    guard subject(of: index) == nil else { return nil }
    return subjectAfter(cues[index].tokens.upperBound, limit: limit)
  }

  /// Whether quoted words right behind a verb are a statement: `said "We need…"`, not
  /// `called "dubious"`.
  private func isStatement(_ quotation: Quotation) -> Bool {
    let content = trimmed(quotation.content)
    guard let first = content.first else { return false }
    let last = words[content.upperBound - 1]
    return content.count >= 4 || reading.isCapitalised(first) || words[first] == "["
      || ClosedClasses.sentenceEnds.contains(last)
  }

  /// The words before a colon: their last cue, or else their subject.
  private mutating func introduced(by range: Range<Int>, colon: Int) -> Attribution? {
    let start = max(range.lowerBound, colon - 60)
    let index = (start..<colon).last { token in
      quotationOf[token] < 0
        && (cueAt[token].map { !cues[$0].isInfinitive && !cues[$0].isPassive } ?? false)
    }.flatMap { cueAt[$0] }
    if let index {
      let cue = cues[index]
      // "El País quotes Iratxe García: “…”".
      if cue.verb.frames.contains(.source),
        let object = objectPhrase(cue.tokens.upperBound, limit: colon)
      {
        let quoted = Subject(
          phrase: object, speaker: resolve(object), relayedBy: subject(of: index)?.speaker,
          sieve: "cited")
        return Attribution(cue: cue, words: cue.tokens, subject: quoted, sieve: "colon")
      }
      let subject = subject(of: index) ?? subjectAfter(cue.tokens.upperBound, limit: colon)
      return Attribution(
        cue: cue, words: cue.tokens, subject: subject,
        to: addressee(from: cue.tokens.upperBound, limit: colon), sieve: "colon")
    }
    // "Johnson:" or "In a tweet to his followers, the president:".
    guard let subject = mainSubject(before: colon) else { return nil }
    return Attribution(words: colon..<colon + 1, subject: subject, sieve: "colon")
  }

  private func isSameOrNextParagraph(_ first: Int, _ second: Int) -> Bool {
    paragraph(of: second) <= paragraph(of: first) + 1 && first >= reading.bodyStart
  }

  /// `he said he was “humbled” and “we will …”`; `a spokesman regretted it; “we …”`.
  private mutating func coordinated(_ quotation: Quotation) -> Attribution? {
    let open = quotation.content.lowerBound - 1
    let own = sentence(of: open)
    guard open - 1 > own.lowerBound,
      words[open - 1] == ";"
        || ["and", "but"].contains(lower[open - 1]) && quotation.content.count >= 6,
      let token = (own.lowerBound..<open).last(where: { token in
        cueAt[token].map { !cues[$0].isInfinitive } ?? false
      }), let index = cueAt[token],
      let subject = subject(of: index) ?? subjectAfter(cues[index].tokens.upperBound, limit: open)
    else { return nil }
    return Attribution(
      cue: cues[index], words: cues[index].tokens, subject: subject, sieve: "coordinated")
  }

  /// `“…” — Jens Stoltenberg, NATO`, on the same line or alone on the next: no verb.
  private func signature(_ quotation: Quotation) -> Attribution? {
    let dash = quotation.end
    guard quotation.isClosed, dash + 1 < words.count,
      ClosedClasses.dashes.contains(words[dash]) || words[dash] == "~",
      paragraph(of: dash) <= paragraph(of: dash - 1) + 1,
      reading.isCapitalised(dash + 1), quotationOf[dash + 1] < 0
    else { return nil }
    let line = sentence(of: dash + 1)
    guard line.upperBound - dash < 20, !hasFiniteVerb(dash + 1..<line.upperBound) else {
      return nil
    }
    let comma = (dash + 1..<line.upperBound).first { [",", "(", "."].contains(words[$0]) }
    let phrase = dash + 1..<(comma ?? line.upperBound)
    guard !phrase.isEmpty, phrase.count <= 6 else { return nil }
    return Attribution(
      words: dash..<dash + 1,
      subject: Subject(phrase: phrase, speaker: resolve(phrase), sieve: "signature"),
      sieve: "signature")
  }

  // MARK: Without a cue

  /// Whether a quotation goes on with what the last quoted person says: in the same paragraph,
  /// or right at the head of the next one where the marks were left open.
  private func continues(_ last: QuoteFinding, _ quotation: Quotation) -> Bool {
    let here = paragraph(of: quotation.content.lowerBound)
    let there = paragraph(of: last.tokens.upperBound - 1)
    let startsParagraph =
      quotation.content.lowerBound - 1
      == paragraphRange(of: quotation.content.lowerBound).lowerBound
    guard last.speaker != nil else { return false }
    return here == there || here == there + 1 && startsParagraph
  }

  /// Who speaks in the sentence before: `Officials confirmed the arrest. "He is in custody."`
  private mutating func contextSpeaker(_ quotation: Quotation) -> Subject? {
    let first = reading.sentenceOf[quotation.content.lowerBound - 1]
    guard first > reading.titleSentences else { return nil }
    let before = reading.analyzed.sentences[first - 1]
    guard before.paragraph + 1 >= paragraph(of: quotation.content.lowerBound) else { return nil }
    let index = before.tokens.suffix(80).last { cueAt[$0] != nil }.flatMap { cueAt[$0] }
    let told = index.flatMap { subject(of: $0) }
    if let told, isPersonSpeaker(told.speaker) { return told }
    // "Amina Diallo, who lost two sons, has packed. “We go.”": whom the sentence is about.
    if before.tokens.count < Self.window, before.tokens.count > 2,
      before.paragraph == paragraph(of: quotation.content.lowerBound),
      let main = mainSubject(before: before.tokens.upperBound - 1), isPersonSpeaker(main.speaker)
    {
      return main
    }
    return told
  }
}
