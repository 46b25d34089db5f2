internal import Language

/// Subjects that do not stand beside their verb: of participles, of joined verbs, by the tree.
extension QuoteReader {
  /// "…, saying X"; "filed a motion claiming X"; "with Steve Scalise calling X".
  mutating func participleSubject(_ cue: Cue) -> Subject? {
    let sentence = self.sentence(of: cue.tokens.lowerBound)
    let before = cue.group.lowerBound - 1
    let word = lower[before]
    // "quoted the minister as saying": who is quoted speaks, who quotes relays it.
    if word == "as",
      let source = (max(sentence.lowerBound, before - 24)..<before).last(where: {
        cueAt[$0].map { cues[$0].verb.frames.contains(.source) } ?? false
      }), let index = cueAt[source]
    {
      let relay = subject(of: index)
      if cues[index].isPassive {
        // "was quoted as saying by Reuters".
        guard var found = relay, lower[cue.tokens.upperBound] == "by",
          let agent = objectPhrase(cue.tokens.upperBound + 1, limit: sentence.upperBound)
        else { return relay }
        found.relayedBy = resolve(agent)
        return found
      }
      if let object = objectPhrase(cues[index].tokens.upperBound, limit: before) {
        var found = Subject(phrase: object, speaker: resolve(object), sieve: "cited")
        found.relayedBy = relay?.speaker
        return found
      }
    }
    if word == ","
      || ["by", "in", "after", "while", "before", "when", "upon", "and", "but", "or"].contains(word)
      || quotationOf[before] >= 0 || words[before] == "—" || words[before] == "–"
    {
      return inheritedSubject(before: before, sieve: "participle")
    }
    let head = phrase(endingAt: before, from: sentence.lowerBound)
    guard !head.isEmpty, looksNominal(head) else {
      return inheritedSubject(before: before, sieve: "participle")
    }
    let noun = headNoun(of: head)
    if SourceNouns.shared.kind(of: lower[noun]) == .document {
      if var owner = mainSubject(before: head.lowerBound) {
        owner.pointsBack = false
        owner.phrase = min(owner.phrase.lowerBound, head.lowerBound)..<head.upperBound
        owner.sieve = "document"
        return owner
      }
    } else if nameOf[noun] < 0, SourceNouns.shared.kind(of: lower[noun]) == nil {
      return inheritedSubject(before: before, sieve: "participle")
    }
    return Subject(
      phrase: head, speaker: resolve(head), pointsBack: isPronoun(head), sieve: "participle")
  }

  /// "Saying that X, the president elaborated".
  func subjectBehindOpening(_ cue: Cue) -> Subject? {
    let sentence = self.sentence(of: cue.tokens.lowerBound)
    var comma = cue.tokens.upperBound
    while comma < sentence.upperBound, words[comma] != "," || quotationOf[comma] >= 0 { comma += 1 }
    guard comma + 1 < sentence.upperBound,
      let found = subjectAfter(comma + 1, limit: sentence.upperBound)
    else { return nil }
    return Subject(
      phrase: found.phrase, speaker: found.speaker, pointsBack: true, sieve: "opening")
  }

  /// The subject of the verb of saying before this place in the sentence, or of its main verb.
  mutating func inheritedSubject(before token: Int, sieve: String) -> Subject? {
    let start = self.sentence(of: token).lowerBound
    let earlier = (start..<token).last { token in
      cueAt[token].map { !cues[$0].isInfinitive } ?? false
    }.flatMap { cueAt[$0] }
    // Who can speak goes before what cannot: "margins are thin, while noting".
    var spare: Subject?
    if let found = treeSubject(of: token + 1, sieve: sieve) {
      if canSpeak(found) { return found }
      spare = found
    }
    if let earlier, var found = subject(of: earlier), found.speaker != nil {
      found.pointsBack = true
      found.sieve = sieve
      if canSpeak(found) { return found }
      spare = spare ?? found
    }
    if let last = quotes.last, let cue = last.cue, cue.lowerBound >= start, cue.upperBound <= token,
      last.speaker != nil, let source = last.source
    {
      return Subject(phrase: source, speaker: last.speaker, pointsBack: true, sieve: sieve)
    }
    guard var found = mainSubject(before: token) else { return spare }
    found.pointsBack = false
    found.sieve = sieve
    return spare != nil && !canSpeak(found) ? spare : found
  }

  /// By the tree: the subject of the verb that the one behind this token is joined to ("noted A and
  /// stressed B") or depends on ("praised the army, adding").
  func treeSubject(of first: Int, sieve: String) -> Subject? {
    guard isTagged, first < words.count else { return nil }
    let window = sentence(of: first)
    guard
      var verb = (first..<min(window.upperBound, first + 6)).first(where: { cueAt[$0] != nil })
    else { return nil }
    let tokens = reading.analyzed.tokens
    for _ in 0..<6 {
      guard [.conj, .advcl, .parataxis, .xcomp].contains(tokens[verb].relation) else { return nil }
      verb = tokens[verb].head
      guard window.contains(verb) else { return nil }
      let subject = window.first { token in
        tokens[token].head == verb
          && [.nsubj, .nsubjPass].contains(tokens[token].relation)
      }
      guard let subject else { continue }
      let found = self.subject(headedBy: subject, in: window, sieve: sieve)
      // "said the harvest was poor and added": what can say nothing did not add anything, but
      // whoever said it.
      let outer = tokens[verb].head
      guard case .described(let phrase)? = found?.speaker,
        SourceNouns.shared.kind(of: lower[headNoun(of: phrase)]) == nil,
        tokens[verb].relation == .ccomp, window.contains(outer), cueAt[outer] != nil,
        let speaker = window.first(where: {
          tokens[$0].head == outer && tokens[$0].relation == .nsubj
        })
      else { return found }
      return self.subject(headedBy: speaker, in: window, sieve: sieve) ?? found
    }
    return nil
  }

  /// By the tree: the subject of a verb, further off than the phrase beside it.
  func treeSubject(ofVerb verb: Int, before end: Int) -> Subject? {
    guard isTagged else { return nil }
    let window = sentence(of: verb)
    let tokens = reading.analyzed.tokens
    let head = window.first { token in
      token < end && tokens[token].head == verb && tokens[token].relation == .nsubj
    }
    guard let head, let found = subject(headedBy: head, in: window, sieve: "tree"),
      looksNominal(found.phrase)
    else { return nil }
    return found
  }

  /// The noun phrase of a head in the tree, as far as it stands before its verb in one piece.
  func subject(headedBy head: Int, in window: Range<Int>, sieve: String) -> Subject? {
    let verb = reading.analyzed.tokens[head].head
    guard head < verb else { return nil }
    // "a ruling which took effect, finding that": the relative stands for the noun before it.
    if ClosedClasses.relatives.contains(lower[head]) {
      let noun = words[head - 1] == "," ? head - 2 : head - 1
      guard noun >= window.lowerBound else { return nil }
      let phrase = self.phrase(endingAt: noun, from: window.lowerBound)
      guard !phrase.isEmpty, looksNominal(phrase), let speaker = resolve(phrase) else { return nil }
      return Subject(phrase: phrase.lowerBound..<head + 1, speaker: speaker, sieve: "relative")
    }
    var first = head
    while first > window.lowerBound, isUnder(first - 1, head) { first -= 1 }
    // "In findings published on Monday, …": an adjunct, no subject.
    guard !ClosedClasses.prepositions.contains(lower[first]) else { return nil }
    var end = head + 1
    while end < verb, isUnder(end, head), words[end] != ",",
      !ClosedClasses.relatives.contains(lower[end])
    {
      end += 1
    }
    let phrase = first..<end
    guard let speaker = resolve(phrase) else { return nil }
    return Subject(
      phrase: phrase, speaker: speaker, pointsBack: isPronoun(phrase) || sieve == "coordinated",
      sieve: sieve)
  }

  func isUnder(_ token: Int, _ head: Int) -> Bool {
    var token = token
    for _ in 0..<12 {
      if token == head { return true }
      guard token >= 0 else { return false }
      token = reading.analyzed.tokens[token].head
    }
    return false
  }

  /// The subject of the sentence's main clause: its first noun phrase behind an introductory one.
  func mainSubject(before token: Int) -> Subject? {
    let sentence = self.sentence(of: token)
    var start = sentence.lowerBound
    while start < token, !isWord(start) { start += 1 }
    let opens =
      start < token
      && (ClosedClasses.prepositions.contains(lower[start])
        || ClosedClasses.conjunctions.contains(lower[start])
        || lower[start].hasSuffix("ing"))
    if opens, let comma = (start..<token).first(where: { words[$0] == "," }), comma + 1 < token {
      start = comma + 1
    }
    while start < token, ClosedClasses.isAdverb(lower[start]) || !isWord(start) { start += 1 }
    guard start < token else { return nil }
    let head = phrase(startingAt: start, limit: token)
    if !head.isEmpty, isPronoun(head.lowerBound..<head.lowerBound + 1) {
      let pronoun = head.lowerBound..<head.lowerBound + 1
      return Subject(phrase: pronoun, speaker: resolve(pronoun), pointsBack: true, sieve: "main")
    }
    if let name = (start..<min(token, start + 12)).first(where: {
      isName($0, .person) || isName($0, .organization)
    }) {
      // The name is the subject where no verb stands before it, and it hangs on no preposition ("a
      // team led by Min").
      let first = reading.names[nameOf[name]].title?.lowerBound ?? name
      let hangs =
        first > start && ["by", "with", "of", "from", "at"].contains(lower[first - 1])
        && !isName(head.first ?? start, .person)
      if !hangs, !(start..<name).contains(where: { isFinite($0) }) {
        let end = reading.names[nameOf[name]].tokens.upperBound
        return Subject(
          phrase: start..<end, speaker: .entity(entityOfName[nameOf[name]]), sieve: "main")
      }
    }
    guard !head.isEmpty, looksNominal(head) else { return nil }
    return Subject(phrase: head, speaker: resolve(head), sieve: "main")
  }
}
