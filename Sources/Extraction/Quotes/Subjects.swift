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

  mutating func findSubject(of cue: Cue) -> Subject? {
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
    if let going = goingVerb(of: cue), going > sentence.lowerBound,
      let found = subjectBefore(going - 1, from: sentence.lowerBound)
    {
      return found
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

  func isPersonSpeaker(_ speaker: QuoteFinding.Speaker?) -> Bool {
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
}
