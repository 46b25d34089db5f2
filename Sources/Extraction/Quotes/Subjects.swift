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
    // "Scientists from Bristol and Davis say", "firms including A, B and C have announced": what
    // stands beside the verb belongs to the subject's head.
    if let whole = wholeSubject(of: cue, beside: found.phrase) { return whole }
    // "Ann Cole who sponsored the bill remarked": whose relative clause this ends.
    if let bearer = relativeBearer(before: found.phrase, from: sentence.lowerBound) {
      return bearer
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

  /// By the tree: the subject whose last words are the phrase beside the verb.
  func wholeSubject(of cue: Cue, beside phrase: Range<Int>) -> Subject? {
    guard isTagged else { return nil }
    let window = sentence(of: cue.tokens.lowerBound)
    let tokens = reading.analyzed.tokens
    let edge = phrase.lowerBound - 1
    guard edge > window.lowerBound, isInner(phrase, behind: edge) else { return nil }
    let dateline = reading.dateline?.tokens.upperBound ?? 0
    let head = window.prefix { $0 < phrase.lowerBound }.last { token in
      token >= dateline && tokens[token].head == cue.tokens.lowerBound
        && [.nsubj, .nsubjPass].contains(tokens[token].relation)
    }
    guard let head, !ClosedClasses.relatives.contains(lower[head]),
      !ClosedClasses.subjectPronouns.contains(lower[head]),
      nameOf[head] >= 0 || SourceNouns.shared.kind(of: lower[head]) != nil,
      isUnder(phrase.upperBound - 1, head),
      let found = subject(headedBy: head, in: window, sieve: "tree"),
      found.phrase.contains(head)
    else { return nil }
    return found
  }

  /// The person before "who", a verb and its object.
  private func relativeBearer(before object: Range<Int>, from start: Int) -> Subject? {
    let verb = object.lowerBound - 1
    guard verb - 2 > start, isFinite(verb), nameOf[verb] < 0 else { return nil }
    var who = verb - 1
    while who > start, verb - who < 4,
      ClosedClasses.isAdverb(lower[who]) || ClosedClasses.isAuxiliary(lower[who])
    {
      who -= 1
    }
    guard who - 1 > start, lower[who] == "who", isName(who - 1, .person) else { return nil }
    let name = reading.names[nameOf[who - 1]]
    return Subject(
      phrase: (name.title?.lowerBound ?? name.tokens.lowerBound)..<who,
      speaker: .entity(entityOfName[nameOf[who - 1]]), sieve: "relative")
  }

  /// Whether a phrase depends on what stands before it: behind a preposition or a verb, the last of
  /// a list of names.
  private func isInner(_ phrase: Range<Int>, behind edge: Int) -> Bool {
    if ClosedClasses.prepositions.contains(lower[edge]) || isFinite(edge) { return true }
    if ["and", "as", "including"].contains(lower[edge]) { return true }
    // "traders at A, B and C".
    return words[edge] == "," && nameOf[phrase.lowerBound] >= 0
      && phrase.contains { lower[$0] == "and" && nameOf[$0] < 0 }
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
      var head = phrase(endingAt: skipTimeBackward(comma - 1, from: start), from: start)
      guard !head.isEmpty else { return nil }
      // "Ann Cole, of CNN, who had seen it, said": further left where this is "of CNN".
      for _ in 0..<3 {
        let joint = head.lowerBound - 1
        guard joint - 1 > start, ClosedClasses.prepositions.contains(lower[joint]),
          words[joint - 1] == ","
        else { break }
        let further = phrase(endingAt: joint - 2, from: start)
        guard !further.isEmpty, isName(joint - 2, .person) || looksNominal(further) else { break }
        head = further
      }
      let whole = head.lowerBound..<end
      // "Reuters, citing officials, reported": the officials speak.
      if inner.count > 1, ["citing", "quoting"].contains(lower[inner.lowerBound]) {
        let cited = inner.lowerBound + 1..<inner.upperBound
        let noun = SourceNouns.shared.kind(of: lower[headNoun(of: cited)])
        if noun == .official || noun == .person || noun == .outlet || isName(end - 1, .organization)
        {
          return Subject(
            phrase: cited, speaker: resolve(cited), relayedBy: resolve(head), sieve: "cited")
        }
      }
      if relay == nil, let named = person(filling: inner) ?? body(filling: inner, behind: head) {
        return Subject(phrase: whole, speaker: .entity(named), sieve: "apposition")
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
      // "Hay, a professor at the Institute, who said": a person, no institute.
      if lower[end] == "who", let person = personApposed(before: antecedent, from: start) {
        return Subject(phrase: person.0..<end + 1, speaker: .entity(person.1), sieve: "relative")
      }
      // "according to CNN, which said".
      if isName(antecedent, .organization), words[end - 1] != "," || head.count == 1,
        let name = Optional(nameOf[antecedent]), reading.names[name].tokens.lowerBound > start,
        ClosedClasses.prepositions.contains(lower[reading.names[name].tokens.lowerBound - 1])
      {
        return Subject(
          phrase: reading.names[name].tokens.lowerBound..<end + 1,
          speaker: .entity(entityOfName[name]), sieve: "relative")
      }
      if isName(antecedent, .person) {
        let name = nameOf[antecedent]
        let first = reading.names[name].title?.lowerBound ?? reading.names[name].tokens.lowerBound
        return Subject(
          phrase: first..<end + 1, speaker: .entity(entityOfName[name]), sieve: "relative")
      }
      guard !head.isEmpty else { return nil }
      var speaker = resolve(head)
      // "ruled in favour of Baghdad, which had argued": what cannot speak stands before a name.
      if case .described(let words)? = speaker,
        SourceNouns.shared.kind(of: lower[headNoun(of: words)]) == nil, nameOf[antecedent] >= 0,
        !isName(antecedent, .adjective)
      {
        speaker = .entity(entityOfName[nameOf[antecedent]])
      }
      return Subject(phrase: head.lowerBound..<end + 1, speaker: speaker, sieve: "relative")
    }
    var head = phrase(endingAt: end, from: start)
    guard !head.isEmpty, looksNominal(head) else { return nil }
    // "The union, along with the league have": the union.
    if ["along", "together", "alongside"].contains(lower[head.lowerBound]),
      head.lowerBound - 2 > start, words[head.lowerBound - 1] == ","
    {
      let first = phrase(endingAt: head.lowerBound - 2, from: start)
      if !first.isEmpty, looksNominal(first) { head = first }
    }
    return Subject(
      phrase: head, speaker: resolve(head), pointsBack: isPronoun(head),
      sieve: isPronoun(head) ? "pronoun" : "subject")
  }

  /// The person whose apposition ends at a token: "Mark Hay, a professor at the Institute".
  private func personApposed(before last: Int, from start: Int) -> (Int, Int)? {
    guard !isName(last, .person), let comma = previousComma(last, from: start), comma > start,
      isName(comma - 1, .person), comma + 1 < last,
      ["a", "an", "the", "of", "from"].contains(lower[comma + 1])
        || SourceNouns.shared.kind(of: lower[comma + 1]) != nil,
      !hasFiniteVerb(comma + 1..<last + 1)
    else { return nil }
    let name = reading.names[nameOf[comma - 1]]
    return (name.title?.lowerBound ?? name.tokens.lowerBound, entityOfName[nameOf[comma - 1]])
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
