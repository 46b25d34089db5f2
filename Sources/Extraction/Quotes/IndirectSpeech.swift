internal import Language

/// Reported speech without marks, or with marks only around some of its words: the reported
/// clause behind or before its verb.
extension QuoteReader {
  /// Reads the reports of one sentence whose direct quotes are read.
  mutating func readIndirect(_ sentence: Int) {
    let range = reading.analyzed.sentences[sentence].tokens
    readAccordingTo(in: range)
    readReportedly(in: range)
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

  private mutating func readCue(_ index: Int, in sentence: Range<Int>) {
    let cue = cues[index]
    let isSpoken = !cue.isInfinitive || isGoingOn(cue) || isPurpose(cue)
    guard isSpoken, !(cue.isNegated && cue.verb.act != .denies) else { return }
    if cue.isPassive {
      readPassive(index, in: sentence)
      return
    }
    if cue.verb.frames.contains(.source) {
      readCited(index, in: sentence)
      return
    }
    // Without a subject before the verb what follows is one: "…, said Brian Baker, who".
    if let subject = subject(of: index),
      let (content, to) = contentAfter(cue, in: sentence)
        ?? shown(cue, by: subject, in: sentence).map({ ($0, nil) })
    {
      // "No group claimed": nobody says it.
      if ["no", "nobody", "none", "neither"].contains(lower[subject.phrase.lowerBound]) { return }
      if cue.verb.frames.contains(.evidence),
        SourceNouns.shared.kind(of: lower[headNoun(of: subject.phrase)]) != .document
      {
        return
      }
      // "The two sides agreed to meet" is an agreement; one who agrees to something promises it.
      if cue.verb.lemma == "agree", lower[content.lowerBound] == "to",
        !isPerson(subject.speaker) || isSeveral(subject.phrase)
      {
        return
      }
      append(content, cue: cue, subject: subject, to: to, sieve: "clause")
      return
    }
    if readBlock(cue, index, in: sentence) { return }
    readAround(index, in: sentence)
  }

  /// "Japan and NATO", "both leaders", "they".
  private func isSeveral(_ phrase: Range<Int>) -> Bool {
    let head = headNoun(of: phrase)
    return phrase.contains { ["and", "both", "sides", "they", "we", "two"].contains(lower[$0]) }
      || isTagged
        && [.nounPlural, .properNounPlural].contains(reading.analyzed.tokens[head].pennTag)
  }

  /// "went on to say", "continued to insist".
  private func isGoingOn(_ cue: Cue) -> Bool {
    let before = cue.group.lowerBound - 1
    guard before > 0 else { return false }
    return lower[before] == "on" && ["went", "goes", "going"].contains(lower[before - 1])
      || ["continued", "continues"].contains(lower[before])
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
      content, words: cue.tokens, act: cue.verb.act, subject: subject, to: to,
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
    quotes.append(found)
  }

  /// Without commas, dashes and full stops at its ends.
  private func withoutMarks(_ range: Range<Int>) -> Range<Int> {
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

  /// "The governor added:" and the words in a paragraph of their own, without marks.
  private mutating func readBlock(_ cue: Cue, _ index: Int, in sentence: Range<Int>) -> Bool {
    let colon = sentence.upperBound - 1
    let next = reading.sentenceOf[colon] + 1
    guard words[colon] == ":", colon - cue.tokens.upperBound < 12, colon >= reading.bodyStart,
      cue.verb.frames.contains(.direct), !hasFiniteVerb(cue.tokens.upperBound..<colon),
      next < reading.analyzed.sentences.count,
      reading.analyzed.sentences[next].paragraph == paragraph(of: colon) + 1,
      let subject = subject(of: index)
    else { return false }
    let start = reading.analyzed.sentences[next].tokens.lowerBound
    guard quotationOf[start] < 0, isWord(start) else { return false }
    append(
      start..<min(paragraphRange(of: start).upperBound, start + 400), cue: cue, subject: subject,
      to: addressee(from: cue.tokens.upperBound, limit: colon), sieve: "block")
    return true
  }

  // MARK: Behind the verb

  /// The reported words behind an active verb, and who was told.
  private func contentAfter(_ cue: Cue, in sentence: Range<Int>) -> (Range<Int>, Range<Int>?)? {
    let frames = cue.verb.frames
    let limit = sentence.upperBound
    var start = cue.tokens.upperBound
    guard start < limit else { return nil }
    var to: Range<Int>?
    if frames.contains(.addressee) || frames.contains(.objectInfinitive),
      lower[start] != "that", lower[start] != "to", !isOpenMark(start)
    {
      to = objectPhrase(start, limit: limit)
      if let to {
        start = to.upperBound
      } else if frames.contains(.addressee), !frames.contains(.clause) {
        return nil
      }
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
      let close = (start + 1..<min(limit, start + 9)).first(where: { words[$0] == "," }),
      close + 1 < limit, lower[close + 1] == "that"
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
    guard start < limit else { return nil }
    if to == nil { to = addressee(from: cue.tokens.upperBound, limit: start) }
    let word = lower[start]
    let takesClause = !frames.isDisjoint(with: [.clause, .thatOnly, .evidence])
    if word == "that", !isDemonstrative(start),
      takesClause || !frames.isDisjoint(with: [.nominal, .direct]),
      start + 1 < limit
    {
      return content(start + 1, cue, sentence).map { ($0, to) }
    }
    if ["not", "never"].contains(word), start + 2 < limit, lower[start + 1] == "to", to != nil,
      frames.contains(.objectInfinitive)
    {
      return content(start, cue, sentence).map { ($0, to) }
    }
    if word == "to", start + 1 < limit, isVerbBase(start + 1) {
      let own = frames.contains(.infinitive) && to == nil
      let others = frames.contains(.objectInfinitive) && to != nil
      guard own || others else { return nil }
      return content(start, cue, sentence).map { ($0, to) }
    }
    if ClosedClasses.questionWords.contains(word), !frames.isDisjoint(with: [.question, .clause]),
      word != "which", word != "when" || frames.contains(.question), word != "who"
    {
      return content(start, cue, sentence).map { ($0, to) }
    }
    if word == ":", takesClause, start + 1 < limit, !isOpenMark(start + 1) {
      return content(start + 1, cue, sentence).map { ($0, to) }
    }
    // "which the BBC describes as “marred …”".
    if word == "as", frames.contains(.objectAs), start + 1 < limit, isRelative(cue, in: sentence) {
      return content(start + 1, cue, sentence).map { ($0, to) }
    }
    guard isWord(start) || isOpenMark(start) || ["[", "$", "€", "£"].contains(word) else {
      return nil
    }
    if isDirectMark(start) { return nil }
    guard let found = content(start, cue, sentence) else { return nil }
    if frames.contains(.evidence), looksLikeClause(found) || hasComplement(cue, found) {
      return (found, to)
    }
    if frames.contains(.deed), isDeed(found) { return (found, to) }
    if frames.contains(.clause),
      looksLikeClause(found) || hasComplement(cue, found)
        || !frames.contains(.nominal) && hasPastForm(found)
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
    guard let phrase = content(direct, cue, sentence) else { return nil }
    if frames.contains(.complement) {
      // "what he called a blow", with the object before the verb.
      let isFronted = isRelative(cue, in: sentence) && startsNominal(phrase.lowerBound)
      if isFronted || isComplement(phrase) || hasPredicate(cue, phrase) { return (phrase, to) }
    }
    if frames.contains(.objectAs),
      phrase.dropFirst().contains(where: { lower[$0] == "as" && quotationOf[$0] < 0 })
    {
      return (phrase, to)
    }
    if frames.contains(.nominal),
      startsNominal(phrase.lowerBound) || isGerund(phrase.lowerBound)
        || cue.verb.particle != nil && isWord(phrase.lowerBound)
    {
      return (withoutChannel(phrase), to)
    }
    if frames.contains(.reason),
      phrase.dropFirst().prefix(16).contains(where: {
        ["of", "for", "with"].contains(lower[$0]) && quotationOf[$0] < 0
          && $0 + 1 < phrase.upperBound && isReason($0 + 1)
      })
    {
      return (phrase, to)
    }
    return nil
  }

  /// "The study showed a link", "a poll found 52 percent": what a document shows, a thing too.
  private func shown(_ cue: Cue, by subject: Subject, in sentence: Range<Int>) -> Range<Int>? {
    let start = cue.tokens.upperBound
    guard cue.verb.frames.contains(.evidence) || cue.verb.lemma == "find",
      SourceNouns.shared.kind(of: lower[headNoun(of: subject.phrase)]) == .document,
      start < sentence.upperBound, startsNominal(start) || isGerund(start)
    else { return nil }
    return content(start, cue, sentence)
  }

  /// "admitted taking the money", "denied having met him".
  private func isGerund(_ token: Int) -> Bool {
    isTagged && lower[token].hasSuffix("ing") && !reading.isCapitalised(token)
      && [.verb, .aux].contains(reading.analyzed.tokens[token].tag)
  }

  /// "Japan's initiative to hold a meeting": a noun, no person's, with an infinitive of its own.
  private func isDeed(_ range: Range<Int>) -> Bool {
    guard startsNominal(range.lowerBound),
      let to = range.dropFirst().prefix(10).first(where: { lower[$0] == "to" }),
      to + 1 < range.upperBound, isVerbBase(to + 1), nameOf[to - 1] < 0, isWord(to - 1),
      SourceNouns.shared.kind(of: lower[to - 1]) == nil
    else { return false }
    return isTagged ? reading.analyzed.tokens[to - 1].tag == .noun : true
  }

  /// Where a clause starts behind a comma that ends an adjunct of the verb of saying, or behind two
  /// commas around one.
  private func behindComma(_ comma: Int, after cue: Cue, isApart: Bool, _ limit: Int) -> Int? {
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

  /// "ordered that change": no conjunction.
  private func isDemonstrative(_ token: Int) -> Bool {
    isTagged && reading.analyzed.tokens[token].relation == .det
  }

  /// "for lying", "of failing", "of fraud": what somebody is blamed for or accused of.
  private func isReason(_ token: Int) -> Bool {
    lower[token].hasSuffix("ing") || !reading.isCapitalised(token)
  }

  /// "which his wife said", "which the BBC describes": the subject stands behind a relative.
  private func isRelative(_ cue: Cue, in sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, cue.group.lowerBound - 8)..<cue.group.lowerBound).contains {
      ["which", "what", "who", "whom"].contains(lower[$0])
    }
  }

  /// "the vote in a letter to members": the letter is where it was announced.
  private func withoutChannel(_ range: Range<Int>) -> Range<Int> {
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

  private func isOpenMark(_ token: Int) -> Bool {
    quotationOf[token] >= 0 && quotations[quotationOf[token]].content.lowerBound == token + 1
  }

  private func isDirectMark(_ token: Int) -> Bool {
    isOpenMark(token) && isDirect[quotationOf[token]]
  }

  private func isVerbBase(_ token: Int) -> Bool {
    if isTagged { return [.verb, .aux, .adv].contains(reading.analyzed.tokens[token].tag) }
    return nameOf[token] < 0 && !ClosedClasses.determiners.contains(lower[token])
      && !reading.isCapitalised(token) && isWord(token)
  }

  /// By the tree: whether the verb's clausal complement lies in these words.
  private func hasComplement(_ cue: Cue, _ range: Range<Int>) -> Bool {
    isTagged
      && range.contains { token in
        let analysis = reading.analyzed.tokens[token]
        return analysis.head == cue.tokens.lowerBound && analysis.relation == .ccomp
      }
  }

  private func looksLikeClause(_ range: Range<Int>) -> Bool {
    guard range.count >= 2, let first = range.first else { return false }
    if lower[first] == "so" || lower[first] == "as" { return false }
    if ClosedClasses.subjectPronouns.contains(lower[first]) || lower[first] == "there" {
      return true
    }
    // "legislation that would fund", "an emergency so he could": the verb is another clause's.
    let edge = range.dropFirst().first { token in
      quotationOf[token] < 0
        && ["that", "which", "who", "whose", "so", "because", "when", "after"].contains(
          lower[token])
    }
    return hasFiniteVerb(range.lowerBound + 1..<(edge ?? range.upperBound))
      || range.contains { isOpenMark($0) } || hasOwnSubject(first..<(edge ?? range.upperBound))
  }

  /// "said 20 buildings collapsed": what can only be followed by a clause is, though the tagger takes
  /// its verb for a participle.
  private func hasPastForm(_ range: Range<Int>) -> Bool {
    isTagged && startsNominal(range.lowerBound)
      && range.dropFirst().prefix(8).contains { token in
        let analysis = reading.analyzed.tokens[token]
        return analysis.pennTag == .verbPastParticiple && quotationOf[token] < 0
          && [.acl, .conj, .root, .ccomp].contains(analysis.relation)
          && !(token + 1 < range.upperBound && lower[token + 1] == "by")
      }
  }

  /// By the tree: a subject and behind it its verb.
  private func hasOwnSubject(_ range: Range<Int>) -> Bool {
    isTagged
      && range.prefix(24).contains { token in
        let analysis = reading.analyzed.tokens[token]
        return [.nsubj, .nsubjPass].contains(analysis.relation) && analysis.head > token
          && range.contains(analysis.head)
          && [.verb, .aux].contains(reading.analyzed.tokens[analysis.head].tag)
      }
  }

  /// "it a matter of health", "the inquiry “Soviet-style”".
  private func isComplement(_ range: Range<Int>) -> Bool {
    guard range.count >= 3 else { return false }
    return range.dropFirst().contains { isOpenMark($0) }
      || range.dropFirst().prefix(8).contains {
        ["a", "an"].contains(lower[$0]) && !ClosedClasses.prepositions.contains(lower[$0 - 1])
      }
  }

  /// By the tree: "called the plan unfair" has the object and what it is called.
  private func hasPredicate(_ cue: Cue, _ range: Range<Int>) -> Bool {
    guard isTagged else { return false }
    let tokens = reading.analyzed.tokens
    let object = range.first {
      tokens[$0].head == cue.tokens.lowerBound && tokens[$0].relation == .obj
    }
    guard let object else { return false }
    return range.contains { token in
      token > object && tokens[token].head == cue.tokens.lowerBound
        && tokens[token].relation == .xcomp && [.adj, .noun, .propn].contains(tokens[token].tag)
    }
  }

  private func startsNominal(_ token: Int) -> Bool {
    if nameOf[token] >= 0 || isOpenMark(token) { return true }
    if isTagged {
      return [.det, .noun, .propn, .adj, .num, .pron].contains(reading.analyzed.tokens[token].tag)
    }
    return isWord(token) && !ClosedClasses.prepositions.contains(lower[token])
      && !ClosedClasses.conjunctions.contains(lower[token]) && !ClosedClasses.isAdverb(lower[token])
  }

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
        continue
      }
      let word = lower[end]
      if word == ";" || end == joined, end > start { break }
      // "denied the story, as did the minister".
      if word == "as", end > start, end + 1 < limit, ["did", "does", "do"].contains(lower[end + 1])
      {
        break
      }
      if isSubordinate, word == ",", end > start + 2, end + 1 < limit,
        !["and", "or", "which", "who"].contains(lower[end + 1]),
        hasFiniteVerb(end + 1..<min(limit, end + 12))
      {
        break
      }
      if end > start, isReportStart(end, limit: limit, cue: cue) { break }
      end += 1
    }
    return end > start ? start..<end : nil
  }

  /// By the tree: the "and" before a verb that is joined to the verb of saying itself and so ends
  /// what is said: "expressed sadness and extended condolences".
  private func joinedVerb(_ cue: Cue, behind start: Int, in sentence: Range<Int>) -> Int? {
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
    return joint > start && ["and", "but"].contains(lower[joint]) ? joint : nil
  }

  /// "While his advisers have suggested X, the president …": the report ends with its clause.
  private func opensSubordinate(_ cue: Cue, in sentence: Range<Int>) -> Bool {
    var first = sentence.lowerBound
    while first < cue.group.lowerBound, !isWord(first) { first += 1 }
    guard first < cue.group.lowerBound,
      ["when", "while", "if", "although", "though", "because", "after", "since", "as", "once"]
        .contains(lower[first])
    else { return cue.isParticiple && first >= cue.group.lowerBound }
    return !(first..<cue.group.lowerBound).contains { words[$0] == "," }
  }

  /// Whether a new report or a participle of saying starts at this comma or "and".
  private func isReportStart(_ token: Int, limit: Int, cue: Cue?) -> Bool {
    let isComma = words[token] == "," || ClosedClasses.dashes.contains(words[token])
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
      if other.isPassive { return false }
      if other.isParticiple { return isComma || lower[next - 1] == "while" }
      if isComma, next == token + 1, !other.form.contains(.base) { return true }
      if next < limit, other.tokens.upperBound < limit, lower[other.tokens.upperBound] == "that",
        !other.form.isDisjoint(with: [.past, .third])
      {
        return true
      }
      // "said A and noted B": a verb of the same tense with a clause of its own.
      guard next - token <= 3 else { return false }
      let sameForm = cue.map { !other.form.isDisjoint(with: $0.form) } ?? other.form.contains(.past)
      return sameForm && takesOwn(other)
    }
    // "A calling X and B calling Y".
    if lower[token] == "and", nameOf[next] >= 0,
      let verb = (next..<min(limit, next + 9)).first(where: { cueAt[$0] != nil || isFinite($0) }),
      let index = cueAt[verb], cues[index].isParticiple, verb > next
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
      let index = cueAt[verb], !cues[index].isInfinitive, !cues[index].isPassive
    else { return false }
    let end = cues[index].tokens.upperBound
    if isComma, next == token + 1 {
      // A parenthesis only where the sentence breaks again behind the verb.
      return end >= limit || !isWord(end) || takesOwn(cues[index])
    }
    return true
  }

  private func takesOwn(_ cue: Cue) -> Bool {
    let next = cue.tokens.upperBound
    guard next < words.count else { return false }
    return lower[next] == "that" || ClosedClasses.determiners.contains(lower[next])
      || ClosedClasses.subjectPronouns.contains(lower[next]) || nameOf[next] >= 0
      || quotationOf[next] >= 0
  }

  // MARK: Around the verb

  /// "X, Stoltenberg said."; "X, reads the motion, Y"; "As Merkel noted, X".
  private mutating func readAround(_ index: Int, in sentence: Range<Int>) {
    let cue = cues[index]
    guard !cue.verb.frames.isDisjoint(with: [.clause, .direct, .thatOnly]), !cue.isParticiple,
      !cue.form.contains(.base) || !cue.form.isDisjoint(with: [.past]) || hasPluralSubject(cue)
    else { return }
    var subject = subject(of: index)
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
    let isPlace =
      ClosedClasses.prepositions.contains(lower[start]) && !hasFiniteVerb(start..<mark)
      && behind < sentence.upperBound && (words[behind] == ":" || quotationOf[behind] >= 0)
    let hasFront = mark - start >= 3 && !isPlace
    if hasFront, lower[start] != "according", !overlapsQuote(start..<mark) {
      append(start..<mark, cue: cue, subject: subject, to: to, sieve: "parenthesis")
    }
    readRest(behind, cue: cue, subject: subject, in: sentence)
  }

  /// A comma or a dash, or the marks behind a comma of words quoted in the clause: `is "dead," she
  /// said`.
  private func isClauseEnd(_ mark: Int) -> Bool {
    guard quotationOf[mark] >= 0 else {
      return words[mark] == "," || ClosedClasses.dashes.contains(words[mark])
    }
    let quotation = quotationOf[mark]
    return !isDirect[quotation] && quotations[quotation].content.upperBound == mark
      && words[mark - 1] == ","
  }

  /// What goes on behind a parenthesis: "…, CBS noted, highlighted the significance".
  private mutating func readRest(
    _ behind: Int, cue: Cue, subject: Subject, in sentence: Range<Int>
  ) {
    guard behind + 1 < sentence.upperBound, words[behind] == "," else { return }
    var start = behind + 1
    let word = lower[start]
    if isReportStart(behind, limit: sentence.upperBound, cue: cue) { return }
    if [
      "who", "which", "whose", "where", "when", "while", "citing", "according", "although",
      "though", "but",
    ].contains(word) || word.hasSuffix("ing") || quotationOf[start] >= 0 {
      return
    }
    if subject.sieve == "inverted", ["a", "an", "the"].contains(word) || word == "one",
      case .entity? = subject.speaker
    {
      return
    }
    if word == "and" { start += 1 }
    guard let content = content(start, cue, sentence), content.count >= 3,
      hasFiniteVerb(content) || isFinite(start)
    else { return }
    var again = subject
    again.pointsBack = true
    append(content, cue: cue, subject: again, to: nil, sieve: "parenthesis")
  }

  private func hasPluralSubject(_ cue: Cue) -> Bool {
    let before = cue.group.lowerBound - 1
    guard before >= 0 else { return false }
    let word = lower[before]
    return word.hasSuffix("s")
      || ["they", "we", "i", "you", "police", "people", "media", "some"].contains(word)
  }

  private func hasRelative(_ phrase: Range<Int>) -> Bool {
    phrase.contains { words[$0] == "," }
  }

  /// The start of the clause that ends at a token.
  private func clauseStart(before end: Int, in sentence: Range<Int>) -> Int {
    var start = end
    while start > sentence.lowerBound {
      let word = words[start - 1]
      if word == ";", quotationOf[start - 1] < 0 { break }
      if quotationOf[start - 1] >= 0, isDirect[quotationOf[start - 1]] { break }
      start -= 1
    }
    if let dateline = reading.dateline, dateline.tokens.contains(start) {
      start = min(end, dateline.tokens.upperBound)
    }
    while start < end, !isWord(start), quotationOf[start] < 0 { start += 1 }
    return start
  }

  private func overlapsQuote(_ range: Range<Int>) -> Bool {
    quotes.suffix(12).contains { $0.tokens.overlaps(range) && $0.tokens.count * 2 >= range.count }
  }

  // MARK: Passive

  /// "It was reported that X"; "Y was reported to have X"; "X, it was announced"; "This was stated
  /// by Z"; "was described by Johnson as X".
  private mutating func readPassive(_ index: Int, in sentence: Range<Int>) {
    let cue = cues[index]
    let limit = sentence.upperBound
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
    let before = cue.group.lowerBound - 1
    let subjectWord = before >= sentence.lowerBound ? lower[before] : ""
    let frames = cue.verb.frames
    if next < limit {
      if lower[next] == "that", !frames.isDisjoint(with: [.clause, .thatOnly, .nominal, .passive]),
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

  private mutating func appendSentenceBefore(
    _ sentence: Range<Int>, cue: Cue, subject: Subject?
  ) {
    let index = reading.sentenceOf[sentence.lowerBound]
    guard index > reading.titleSentences else { return }
    let before = reading.analyzed.sentences[index - 1]
    guard before.paragraph + 1 >= reading.analyzed.sentences[index].paragraph else { return }
    var content = before.tokens
    if let dateline = reading.dateline, dateline.tokens.overlaps(content) {
      content = min(dateline.tokens.upperBound, content.upperBound)..<content.upperBound
    }
    guard content.count >= 3, !overlapsQuote(content) else { return }
    let to = subject.flatMap { addressee(from: $0.phrase.upperBound, limit: sentence.upperBound) }
    append(content, cue: cue, subject: subject, to: to, sieve: "sentence-before")
  }

  // MARK: Cited

  /// "cited Kishida's words that X"; "cited a source that X"; "quoted Budi as saying X".
  private mutating func readCited(_ index: Int, in sentence: Range<Int>) {
    let cue = cues[index]
    let limit = sentence.upperBound
    guard let object = objectPhrase(cue.tokens.upperBound, limit: limit) else { return }
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
  private func citedReason(_ cue: Cue, object: Range<Int>, next: Int, in sentence: Range<Int>)
    -> Range<Int>?
  {
    let head = headNoun(of: object)
    guard cue.verb.lemma == "cite", nameOf[head] < 0, !isPronoun(object),
      !object.contains(where: { token in
        nameOf[token] < 0
          && (SourceNouns.shared.kind(of: lower[token]) != nil
            || lexicon.nouns[lower[token]] != nil)
      }),
      startsNominal(object.lowerBound), next >= sentence.upperBound || lower[next] != "as",
      let found = content(cue.tokens.upperBound, cue, sentence)
    else { return nil }
    // A participle's object ends with its clause.
    let comma = found.dropFirst().first { words[$0] == "," && quotationOf[$0] < 0 }
    let end = cue.isParticiple ? comma ?? found.upperBound : found.upperBound
    return found.lowerBound..<end
  }

  private mutating func readQuotedAs(
    _ index: Int, saying: Int, speaker: Subject?, in sentence: Range<Int>
  ) {
    var start = saying + 1
    guard start < sentence.upperBound else { return }
    if lower[start] == "that" { start += 1 }
    guard start < sentence.upperBound, !isDirectMark(start),
      let content = content(start, nil, sentence)
    else { return }
    if let other = cueAt[saying] { usedCues.insert(other) }
    append(content, words: saying..<saying + 1, subject: speaker, sieve: "quoted-as")
  }
}
