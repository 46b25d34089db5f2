internal import Language

/// Reports with their verb behind or between the words: "X, Stoltenberg said."
extension QuoteReader {
  /// "X, Stoltenberg said."; "X, reads the motion, Y"; "As Merkel noted, X".
  mutating func readAround(_ index: Int, in sentence: Range<Int>) {
    let cue = cues[index]
    guard !cue.verb.frames.isDisjoint(with: [.clause, .direct, .thatOnly, .evidence]),
      !cue.isParticiple
    else { return }
    var subject = subject(of: index)
    // "X, say analysts": the verb between its words and its subject.
    let isInverted =
      cue.group.lowerBound > sentence.lowerBound && words[cue.group.lowerBound - 1] == ","
    guard
      !cue.form.contains(.base) || !cue.form.isDisjoint(with: [.past])
        || isInverted || hasPluralSubject(cue, subject)
    else { return }
    var edge = subject?.phrase.lowerBound ?? cue.group.lowerBound
    var behind = skipAdjuncts(cue.tokens.upperBound, limit: sentence.upperBound)
    let comma = cue.group.lowerBound - 1
    if comma > sentence.lowerBound, words[comma] == ",", quotationOf[comma] < 0,
      let after = subjectAfter(cue.tokens.upperBound, limit: sentence.upperBound)
    {
      // The verb stands right behind a comma: "X, said the minister".
      let isOwn =
        subject.map { $0.phrase.upperBound > comma - 1 && hasRelative($0.phrase) } ?? false
      if !isOwn {
        subject = after
        edge = cue.group.lowerBound
        behind = skipAdjuncts(after.phrase.upperBound, limit: sentence.upperBound)
      }
    }
    guard let subject, edge > sentence.lowerBound else { return }
    var to = addressee(from: cue.tokens.upperBound, limit: behind)
    // "X, officials told state media on Monday, adding".
    if cue.verb.frames.contains(.addressee), behind == cue.tokens.upperBound,
      let told = objectPhrase(behind, limit: sentence.upperBound)
    {
      to = told
      behind = skipAdjuncts(told.upperBound, limit: sentence.upperBound)
    }
    var mark = edge - 1
    let isAs = ["as", "like"].contains(lower[mark])
    if isAs { mark -= 1 }
    if cue.form.contains(.base), !cue.form.contains(.past), comma > sentence.lowerBound,
      words[comma] == ",", edge == cue.group.lowerBound, !hasPluralSubject(cue, subject)
    {
      return
    }
    let endsHere =
      behind >= sentence.upperBound || !isWord(behind) && quotationOf[behind] < 0
      || ["and", "but", "who", "which", "citing", "adding", "while", "although", "because"]
        .contains(lower[behind])
    guard endsHere else { return }
    if isAs, mark < sentence.lowerBound {
      // "As Merkel noted, X".
      if behind < sentence.upperBound, words[behind] == ",",
        let content = content(behind + 1, cue, sentence)
      {
        append(content, cue: cue, subject: subject, to: to, sieve: "as")
      }
      return
    }
    guard mark > sentence.lowerBound, isClauseEnd(mark) else { return }
    let start = clauseStart(before: mark, in: sentence)
    // "At Ballot Access News, the chairman commented:" tells where, not what.
    let opening = ["but", "and"].contains(lower[start]) ? start + 1 : start
    let isPlace =
      ClosedClasses.prepositions.contains(lower[opening]) && !hasFiniteVerb(start..<mark)
    // "the park is full, which, he said, is rare": the words before the cue end in the middle.
    let isOpen =
      ["which", "who", "that", "and", "but", "because"].contains(lower[mark - 1])
    // "This was announced by the minister, UNN reports": what "this" is was told before.
    if (start..<mark).contains(where: { pointing.contains($0) }) {
      if let last = quotes.indices.last, quotes[last].relayedBy == nil,
        reading.sentenceOf[quotes[last].tokens.lowerBound] + 1
          >= reading.sentenceOf[sentence.lowerBound]
      {
        quotes[last].relayedBy = subject.speaker
      }
      return
    }
    if let told = quotes.indices.suffix(4).last(where: { found in
      quotes[found].sieve.hasPrefix("sentence-before")
        && quotes[found].cue.map { (start..<mark).contains($0.lowerBound) } ?? false
    }) {
      if quotes[told].relayedBy == nil { quotes[told].relayedBy = subject.speaker }
      return
    }
    let hasFront =
      !isPlace && !isOpen && (mark - start >= 3 || isBrokenSubject(start..<mark, behind: behind))
    if hasFront, lower[start] != "according", !overlapsQuote(start..<mark) {
      append(start..<mark, cue: cue, subject: subject, to: to, sieve: "parenthesis")
    }
    readRest(behind, cue: cue, subject: subject, in: sentence)
  }

  /// "Russia, he said, sees": a subject whose verb stands behind the parenthesis.
  func isBrokenSubject(_ front: Range<Int>, behind comma: Int) -> Bool {
    guard let last = front.last, comma + 1 < words.count, words[comma] == ",",
      isFinite(comma + 1), cueAt[comma + 1] == nil || isTagged,
      !ClosedClasses.isAdverb(lower[front.lowerBound])
    else { return false }
    return startsNominal(front.lowerBound) && looksNominal(front)
      && !ClosedClasses.timeWords.contains(lower[last])
  }

  /// A comma or a dash, or the marks behind a comma of words quoted in the clause: `is "dead," she
  /// said`.
  func isClauseEnd(_ mark: Int) -> Bool {
    guard quotationOf[mark] >= 0 else {
      return words[mark] == "," || ClosedClasses.dashes.contains(words[mark])
    }
    let quotation = quotationOf[mark]
    return !isDirect[quotation] && quotations[quotation].content.upperBound == mark
      && words[mark - 1] == ","
  }

  /// What goes on behind a parenthesis: "…, CBS noted, highlighted the significance".
  mutating func readRest(
    _ behind: Int, cue: Cue, subject: Subject, in sentence: Range<Int>
  ) {
    guard behind + 1 < sentence.upperBound, words[behind] == "," else { return }
    var start = behind + 1
    let word = lower[start]
    let isThing = cueAt[start].map { cues[$0].verb.frames.contains(.thing) } ?? false
    if !isThing, isReportStart(behind, limit: sentence.upperBound, cue: cue) { return }
    if [
      "who", "which", "whose", "where", "when", "while", "citing", "according", "although",
      "though",
    ].contains(word) || word == "but" && (start + 1 >= sentence.upperBound || !isFinite(start + 1))
      || word.hasSuffix("ing")
      || quotationOf[start] >= 0
    {
      return
    }
    if subject.sieve == "inverted", ["a", "an", "the"].contains(word) || word == "one",
      case .entity? = subject.speaker
    {
      return
    }
    if word == "and" || word == "but" { start += 1 }
    guard let content = content(start, cue, sentence), content.count >= 3,
      hasFiniteVerb(content) || isFinite(start)
    else { return }
    var again = subject
    again.pointsBack = true
    append(content, cue: cue, subject: again, to: nil, sieve: "parenthesis")
  }

  private func hasPluralSubject(_ cue: Cue, _ subject: Subject?) -> Bool {
    let before = cue.group.lowerBound - 1
    guard before >= 0 else { return false }
    // "advisers to the president say": the head of the phrase counts too.
    let heads = [before, subject.map { headNoun(of: $0.phrase) } ?? before]
    return heads.contains { head in
      lower[head].hasSuffix("s")
        || ["they", "we", "i", "you", "police", "people", "media", "some"].contains(lower[head])
    }
  }

  func hasRelative(_ phrase: Range<Int>) -> Bool {
    phrase.contains { words[$0] == "," }
  }

  /// Whether somebody is reported in a part of a sentence.
  func hasSource(_ range: Range<Int>) -> Bool {
    range.contains { token in
      cueAt[token].map { !cues[$0].isInfinitive && !cues[$0].isPassive } ?? false
        || ["according", "reportedly"].contains(lower[token])
        || quotationOf[token] >= 0 && isDirect[quotationOf[token]]
    }
  }

  /// The start of the clause that ends at a token.
  func clauseStart(before end: Int, in sentence: Range<Int>) -> Int {
    var start = end
    while start > sentence.lowerBound {
      // What stands before a semicolon is told by the same source, where it has none of its own.
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
    while start < end, !isWord(start), quotationOf[start] < 0 { start += 1 }
    return start
  }

  /// Whether a quote found before has these words; "Laos agreed to hold talks, the ministry said"
  /// has its promise within them and is no such quote.
  func overlapsQuote(_ range: Range<Int>) -> Bool {
    quotes.suffix(12).contains { quote in
      let isNested =
        [.promises, .demands, .asks].contains(quote.act)
        && quote.cue.map { range.contains($0.lowerBound) } ?? false
      return !isNested && quote.tokens.overlaps(range) && quote.tokens.count * 2 >= range.count
    }
  }
}
