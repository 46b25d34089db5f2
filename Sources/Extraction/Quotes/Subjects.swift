internal import Language

/// Who says it, as the sentence has it.
struct Subject {
  /// The noun phrase, appositions and titles included.
  var phrase: Range<Int>
  var speaker: QuoteFinding.Speaker?
  /// Whether the phrase only points back: a pronoun, or the subject of an earlier verb.
  var pointsBack = false
  /// "Witnesses, according to The Telegraph, said".
  var relayedBy: QuoteFinding.Speaker?
  var sieve: String
}

/// Finds the subject of a verb of saying by the shape of the noun phrase beside it.
extension QuoteReader {
  /// The longest noun phrase that is walked over, in tokens: no sentence makes the reader slow.
  static let longestPhrase = 40

  /// The subject of a cue, before it or, inverted, behind it.
  mutating func subject(of cue: Int) -> Subject? {
    if let known = subjects[cue] { return known }
    // A chain of verbs that each take over the subject of the one before has an end.
    guard depth < 12 else { return nil }
    depth += 1
    defer { depth -= 1 }
    subjects[cue] = .some(nil)
    let found = findSubject(of: cues[cue])
    subjects[cue] = .some(found)
    return found
  }

  private mutating func findSubject(of cue: Cue) -> Subject? {
    let sentence = self.sentence(of: cue.tokens.lowerBound)
    let before = cue.group.lowerBound - 1
    guard before >= sentence.lowerBound else {
      return cue.isParticiple ? subjectBehindOpening(cue) : nil
    }
    if cue.isParticiple { return participleSubject(cue) }
    let word = lower[before]
    if word == "and" || word == "or" || word == "but" || word == "then" {
      // "cited A and noted B"; ", and emphasized".
      return inheritedSubject(before: before, sieve: "coordinated")
    }
    if cue.isInfinitive { return inheritedSubject(before: before, sieve: "infinitive") }
    guard let found = subjectBefore(before, from: sentence.lowerBound) else {
      return treeSubject(ofVerb: cue.tokens.lowerBound, before: before + 1)
    }
    // "A poll conducted by Gallup showed": the agent of a participle is no subject.
    if found.phrase.lowerBound > sentence.lowerBound,
      ["by", "from"].contains(lower[found.phrase.lowerBound - 1]),
      let real = treeSubject(ofVerb: cue.tokens.lowerBound, before: found.phrase.lowerBound)
    {
      return real
    }
    // "Ferrand, in relaying the news to parliament said": what stands beside the verb can say
    // nothing, and by the tree somebody else is its subject.
    if found.relayedBy == nil, case .described(let phrase)? = found.speaker,
      SourceNouns.shared.kind(of: lower[headNoun(of: phrase)]) == nil,
      let named = treeSubject(ofVerb: cue.tokens.lowerBound, before: phrase.lowerBound),
      case .entity? = named.speaker
    {
      return named
    }
    // ", and on Twitter referred to": a phrase with a preposition is no subject.
    let edge = found.phrase.lowerBound - 1
    if edge > sentence.lowerBound,
      ["on", "in", "at", "via", "through", "during"].contains(lower[edge]),
      ["and", "but", ","].contains(lower[edge - 1]), !isPersonSpeaker(found.speaker)
    {
      return inheritedSubject(before: edge - 1, sieve: "coordinated")
    }
    return found
  }

  private func isPersonSpeaker(_ speaker: QuoteFinding.Speaker?) -> Bool {
    if case .entity(let index)? = speaker { return reading.entities[index].kind == .person }
    return false
  }

  /// The subject that ends at a token.
  func subjectBefore(_ last: Int, from start: Int) -> Subject? {
    var end = skipTimeBackward(last, from: start)
    var relay: QuoteFinding.Speaker?
    if end > start, words[end] == ",", let comma = previousComma(end - 1, from: start) {
      // "Cherry, who led the petition, said"; "The mayor of Paris, Anne Hidalgo, wrote".
      let inner = comma + 1..<end
      guard !inner.isEmpty, comma > start else { return nil }
      if inner.count > 2, lower[inner.lowerBound] == "according" {
        relay = resolve(inner.lowerBound + 2..<inner.upperBound)
      }
      let head = phrase(endingAt: skipTimeBackward(comma - 1, from: start), from: start)
      guard !head.isEmpty else { return nil }
      let whole = head.lowerBound..<end
      if relay == nil, let person = person(filling: inner) {
        return Subject(phrase: whole, speaker: .entity(person), sieve: "apposition")
      }
      guard looksNominal(head) || relay != nil else { return nil }
      var found = Subject(phrase: whole, speaker: resolve(head), sieve: "subject")
      found.relayedBy = relay
      if isPronoun(head) { found.pointsBack = true }
      return found
    }
    if end > start, words[end] == ")" {
      // "Kevin Conolly (MP) said".
      if let open = (max(start, end - 12)..<end).last(where: { words[$0] == "(" }), open > start {
        end = open - 1
      }
    }
    if end > start, ClosedClasses.relatives.contains(lower[end]), lower[end] != "that" {
      let antecedent = words[end - 1] == "," ? end - 2 : end - 1
      guard antecedent >= start else { return nil }
      let head = phrase(endingAt: antecedent, from: start)
      if isName(antecedent, .person) {
        let name = nameOf[antecedent]
        let first = reading.names[name].title?.lowerBound ?? reading.names[name].tokens.lowerBound
        return Subject(
          phrase: first..<end + 1, speaker: .entity(entityOfName[name]), sieve: "relative")
      }
      return head.isEmpty
        ? nil
        : Subject(phrase: head.lowerBound..<end + 1, speaker: resolve(head), sieve: "relative")
    }
    let head = phrase(endingAt: end, from: start)
    guard !head.isEmpty, looksNominal(head) else { return nil }
    return Subject(
      phrase: head, speaker: resolve(head), pointsBack: isPronoun(head),
      sieve: isPronoun(head) ? "pronoun" : "subject")
  }

  /// "…," said Jens Stoltenberg of NATO.
  func subjectAfter(_ first: Int, limit: Int) -> Subject? {
    var head = phrase(startingAt: first, limit: limit)
    guard !head.isEmpty else { return nil }
    if isPronoun(head.lowerBound..<head.lowerBound + 1) {
      head = head.lowerBound..<head.lowerBound + 1
      return Subject(phrase: head, speaker: resolve(head), pointsBack: true, sieve: "inverted")
    }
    guard looksNominal(head) else { return nil }
    var speaker = resolve(head)
    var phrase = head
    // "said a spokesman, John Smith".
    if case .described = speaker, head.upperBound + 1 < limit, words[head.upperBound] == ",",
      isName(head.upperBound + 1, .person)
    {
      let name = nameOf[head.upperBound + 1]
      speaker = .entity(entityOfName[name])
      phrase = head.lowerBound..<min(limit, reading.names[name].tokens.upperBound)
    }
    return Subject(phrase: phrase, speaker: speaker, sieve: "inverted")
  }

  // MARK: Participles and coordinated verbs

  /// "…, saying X"; "filed a motion claiming X"; "with Steve Scalise calling X".
  private mutating func participleSubject(_ cue: Cue) -> Subject? {
    let sentence = self.sentence(of: cue.tokens.lowerBound)
    let before = cue.group.lowerBound - 1
    let word = lower[before]
    if word == ","
      || ["by", "in", "after", "while", "before", "when", "and", "but", "or"].contains(word)
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
  private func subjectBehindOpening(_ cue: Cue) -> Subject? {
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
  private mutating func inheritedSubject(before token: Int, sieve: String) -> Subject? {
    let start = self.sentence(of: token).lowerBound
    let earlier = (start..<token).last { token in
      cueAt[token].map { !cues[$0].isInfinitive } ?? false
    }.flatMap { cueAt[$0] }
    if let found = treeSubject(of: token + 1, sieve: sieve) { return found }
    if let earlier, var found = subject(of: earlier), found.speaker != nil {
      found.pointsBack = true
      found.sieve = sieve
      return found
    }
    if let last = quotes.last, let cue = last.cue, cue.lowerBound >= start, cue.upperBound <= token,
      last.speaker != nil, let source = last.source
    {
      return Subject(phrase: source, speaker: last.speaker, pointsBack: true, sieve: sieve)
    }
    guard var found = mainSubject(before: token) else { return nil }
    found.pointsBack = false
    found.sieve = sieve
    return found
  }

  /// By the tree: the subject of the verb that the one behind this token is joined to ("noted A and
  /// stressed B") or depends on ("praised the army, adding").
  private func treeSubject(of first: Int, sieve: String) -> Subject? {
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
  private func treeSubject(ofVerb verb: Int, before end: Int) -> Subject? {
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
  private func subject(headedBy head: Int, in window: Range<Int>, sieve: String) -> Subject? {
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

  private func isUnder(_ token: Int, _ head: Int) -> Bool {
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
      // The name is the subject where no verb stands before it.
      if !(start..<name).contains(where: { isFinite($0) }) {
        let end = reading.names[nameOf[name]].tokens.upperBound
        return Subject(
          phrase: start..<end, speaker: .entity(entityOfName[nameOf[name]]), sieve: "main")
      }
    }
    guard !head.isEmpty, looksNominal(head) else { return nil }
    return Subject(phrase: head, speaker: resolve(head), sieve: "main")
  }

  // MARK: Noun phrases

  /// The noun phrase that ends at a token: leftward to the clause's edge.
  func phrase(endingAt last: Int, from start: Int) -> Range<Int> {
    guard last >= start, isWord(last) || ["'s", "’s"].contains(words[last]) else {
      return last..<last
    }
    var first = last
    let least = max(start, last - Self.longestPhrase)
    while first > least, !isEdge(first - 1, inPhraseFrom: least, to: last) { first -= 1 }
    // "In Kyiv Zelensky said", "with Steve Scalise calling", "Meanwhile Merkel said".
    while first < last {
      if ClosedClasses.prepositions.contains(lower[first]) {
        first += 1
        // "In Kyiv the president said": the place is no part of the subject.
        if first < last, nameOf[first] >= 0, reading.names[nameOf[first]].tokens.upperBound <= last
        {
          let next = reading.names[nameOf[first]].tokens.upperBound
          if ClosedClasses.determiners.contains(lower[next]) || nameOf[next] >= 0 { first = next }
        }
      } else if ClosedClasses.isAdverb(lower[first]) || lower[first] == "and"
        || lower[first] == "then"
      {
        first += 1
      } else {
        break
      }
    }
    return first..<last + 1
  }

  /// The noun phrase that starts at a token: rightward to the clause's edge.
  func phrase(startingAt first: Int, limit: Int) -> Range<Int> {
    var end = first
    let most = min(limit, first + Self.longestPhrase)
    while end < most {
      let word = lower[end]
      if nameOf[end] >= 0 {
        end = min(most, max(end + 1, reading.names[nameOf[end]].tokens.upperBound))
        continue
      }
      if quotationOf[end] >= 0
        || !isWord(end) && !["'s", "’s", "-", "'", "’", ".", "&"].contains(word)
        || word == "." && end > 0 && reading.hasSpaceBefore(end)
      {
        break
      }
      if word == "." { break }
      if end > first {
        if ClosedClasses.conjunctions.contains(word) || ClosedClasses.relatives.contains(word)
          || ClosedClasses.isAuxiliary(word)
          || ClosedClasses.timeWords.contains(word)
            && !["may", "this", "last", "week", "day"].contains(word)
          || [
            "on", "in", "at", "during", "via", "to", "after", "before", "when", "late", "early",
            "earlier", "last", "about", "by", "through", "without",
          ].contains(word)
          || ClosedClasses.isAdverb(word) || cueAt[end] != nil
          || isTagged && isFinite(end)
        {
          break
        }
        if word == "and", end + 1 < most, nameOf[end + 1] < 0 { break }
      }
      end += 1
    }
    while end > first, !isWord(end - 1), !["'s", "’s"].contains(lower[end - 1]) { end -= 1 }
    while end > first + 1,
      ["of", "for", "from", "with", "and", "the", "a"].contains(lower[end - 1])
    { end -= 1 }
    return first..<end
  }

  private func isEdge(_ token: Int, inPhraseFrom start: Int, to last: Int) -> Bool {
    if quotationOf[token] >= 0 { return true }
    let word = lower[token]
    if nameOf[token] >= 0 { return false }
    if !isWord(token) {
      // Dots and hyphens inside words and names are part of the phrase.
      return !["'s", "’s", "'", "’", "-", "&", "/"].contains(word)
        || word == "-" && reading.hasSpaceBefore(token)
    }
    if ClosedClasses.isAuxiliary(word) || ClosedClasses.subjectPronouns.contains(word)
      || ["who", "which", "whom", "whose", "that"].contains(word)
    {
      return true
    }
    if ClosedClasses.conjunctions.contains(word), word != "once" { return true }
    if cueAt[token] != nil { return true }
    if word == "and" { return !joinsNouns(token, from: start) }
    if isTagged { return isFinite(token) }
    // Without tags: "released a statement", "protested by".
    let next = token + 1
    return isFinite(token) && next <= last
      && (ClosedClasses.determiners.contains(lower[next])
        || ClosedClasses.prepositions.contains(lower[next]))
  }

  /// Whether "and" joins two nouns ("Legal and religious groups") rather than two clauses.
  private func joinsNouns(_ and: Int, from start: Int) -> Bool {
    guard and > start, isWord(and - 1) else { return false }
    var first = and
    while first > start, and - first < 6,
      isWord(first - 1) || ["'s", "’s", "-"].contains(lower[first - 1])
    {
      if nameOf[first - 1] < 0, isFinite(first - 1) || ClosedClasses.isAuxiliary(lower[first - 1]) {
        return false
      }
      first -= 1
    }
    return and - first < 6
  }

  /// Steps over "on Sunday", "late Monday", "earlier this month" leftward.
  private func skipTimeBackward(_ last: Int, from start: Int) -> Int {
    var end = last
    while end > start,
      ClosedClasses.timeWords.contains(lower[end]) || ClosedClasses.isAdverb(lower[end])
    {
      end -= 1
    }
    if end < last, end > start, ["on", "in", "at", "of", "during"].contains(lower[end]) {
      end -= 1
    }
    return end
  }

  private func previousComma(_ last: Int, from start: Int) -> Int? {
    var index = last
    while index >= start, last - index < Self.longestPhrase {
      if words[index] == "," && quotationOf[index] < 0 { return index }
      if words[index] == ";" || words[index] == ":" { return nil }
      index -= 1
    }
    return nil
  }

  func isPronoun(_ phrase: Range<Int>) -> Bool {
    phrase.count == 1 && ClosedClasses.subjectPronouns.contains(lower[phrase.lowerBound])
  }

  /// A person whose name, title perhaps before it, is all of these words.
  private func person(filling range: Range<Int>) -> Int? {
    guard let last = range.last, isName(last, .person) else { return nil }
    let name = reading.names[nameOf[last]]
    let first = name.title?.lowerBound ?? name.tokens.lowerBound
    guard (range.lowerBound..<max(range.lowerBound, first)).allSatisfy({ isWord($0) }),
      first - range.lowerBound <= 4, name.tokens.upperBound == range.upperBound
    else { return nil }
    return entityOfName[nameOf[last]]
  }

  /// Whether a phrase can be a subject at all.
  func looksNominal(_ phrase: Range<Int>) -> Bool {
    guard let first = phrase.first, let last = phrase.last else { return false }
    if nameOf[last] >= 0 || isPronoun(phrase) { return true }
    if isTagged {
      let tag = reading.analyzed.tokens[last].tag
      return phrase.contains {
        [.noun, .propn, .pron, .num, .adj, .det].contains(reading.analyzed.tokens[$0].tag)
      }
        && tag != .verb && tag != .adv
    }
    return !ClosedClasses.prepositions.contains(lower[last])
      && !ClosedClasses.conjunctions.contains(lower[first])
  }

  /// The last word of a phrase before its first preposition, names taken whole.
  func headNoun(of phrase: Range<Int>) -> Int {
    var index = phrase.lowerBound
    while index < phrase.upperBound {
      if nameOf[index] >= 0 {
        index = max(index + 1, reading.names[nameOf[index]].tokens.upperBound)
        continue
      }
      let word = lower[index]
      if index > phrase.lowerBound,
        ClosedClasses.prepositions.contains(word) || ClosedClasses.relatives.contains(word)
          || words[index] == "," && !(index + 1 < phrase.upperBound && isNumber(index + 1))
          || word == "("
          || ["speaking", "released", "issued", "published", "posted", "obtained"].contains(word)
      {
        break
      }
      index += 1
    }
    return max(phrase.lowerBound, min(index, phrase.upperBound) - 1)
  }

  private func isNumber(_ token: Int) -> Bool {
    words[token].utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}
