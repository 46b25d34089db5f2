internal import Language

/// Whether the object, the phrases and the clause behind a verb are what a sense asks for.
extension EventSieve {
  /// Whether the object and the phrases behind a verb are what its sense asks for: nil where not,
  /// else the chunk that fitted, if one was asked for.
  func match(
    _ sense: EventSense, _ index: Int, passive: Bool, end: Int
  ) -> Int?? {
    let object =
      passive ? clauses.subject(of: index).last : objectChunk(index, end: end)
    if sense.frame.flags.contains(.complement), !hasComplement(index, end: end) { return nil }
    if sense.frame.flags.contains(.intransitive), passive || clauses.object(of: index) != nil {
      return nil
    }
    guard !sense.objects.isEmpty else {
      return .some(nil)
    }
    if let object, isNoAct(object) { return nil }
    var phrases: [(String, Int)]?
    for test in sense.objects {
      if let preposition = test.preposition {
        let all = phrases ?? clauses.phrases(of: index)
        phrases = all
        for (word, noun) in all where word == preposition {
          if holds(test.want, noun) { return .some(noun) }
        }
        if preposition == "to", case .words(let wanted) = test.want,
          let verb = complementVerb(index), wanted.contains(verb)
        {
          return .some(nil)
        }
        if case .any = test.want {
          if preposition == "to", hasComplement(index, end: end) { return .some(nil) }
          // "committed to proceeding".
          let next = clauses.next(index)
          if next + 1 < chunks.count, chunks[next].kind == .preposition,
            clauses.word(next) == preposition, chunks[next + 1].kind == .verb,
            chunks[next + 1].verb.isGerund
          {
            return .some(nil)
          }
        }
      } else if case .infinitive = test.want, passive {
        if clauses.infinitive(of: index) != nil { return .some(nil) }
      } else if let object {
        if holds(test.want, object) { return .some(object) }
        // "a series of talks", "part of the town", "tons of food aid".
        if case .words = test.want, let noun = clauses.complement(of: object),
          holds(test.want, noun)
        {
          return .some(noun)
        }
        // "gave the Ivory Coast 5 million dollars": the second object.
        let second = clauses.next(object)
        if !passive, second < chunks.count, chunks[second].kind == .noun,
          case .words = test.want, holds(test.want, second)
        {
          return .some(second)
        }
        for also in clauses.rightGroup(from: object).dropFirst() where holds(test.want, also) {
          return .some(also)
        }
      }
      if test.preposition == nil, case .words(let wanted) = test.want, !passive,
        sense.frame.flags.contains(.complement), complementHas(wanted, index)
      {
        return .some(nil)
      }
      if test.preposition == nil, case .words(let wanted) = test.want, !passive,
        hasWord(wanted, index, end: end, sense: sense)
      {
        return .some(nil)
      }
    }
    return nil
  }

  /// "held a press conference": the object looks like an act and is none.
  func isNoAct(_ chunk: Int) -> Bool {
    let head = reading.headToken(of: chunks[chunk].tokens)
    guard let entries = EventLexicon.shared.nouns[reading.lowered[head]] else { return false }
    let first = entries.first { entry in names(entry, chunk, head: head) }
    return first?.sense == EventLexicon.noAct
  }

  /// Whether a noun chunk with what it is of are the words of an entry.
  func names(_ entry: EventLexicon.Noun, _ chunk: Int, head: Int) -> Bool {
    if let of = entry.of {
      guard let complement = clauses.complement(of: chunk),
        EventLexicon.singular(reading.lowered[reading.headToken(of: chunks[complement].tokens)])
          == of
      else { return false }
    }
    let start = head - entry.words.count + 1
    return start >= chunks[chunk].tokens.lowerBound
      && zip(start...head, entry.words).allSatisfy { reading.lowered[$0] == $1 }
  }

  /// Evaluations and threats stand in what follows: "called it a witch hunt", "threatened to
  /// attack".
  func hasWord(
    _ wanted: Set<String>, _ index: Int, end: Int, sense: EventSense
  ) -> Bool {
    guard [.accuse, .threaten, .protest].contains(sense.kind) else { return false }
    let limit = min(end + (sense.kind == .accuse ? 14 : 8), clauses.sentence.upperBound)
    var token = end
    while token < limit {
      let word = reading.lowered[token]
      if word == ";" { return false }
      if wanted.contains(word) || wanted.contains(EventLexicon.singular(word)) {
        return true
      }
      token += 1
    }
    return false
  }

  func objectChunk(_ index: Int, end: Int) -> Int? {
    var object = clauses.object(of: index)
    // "broke off relations", "shot dead a priest": over the particle.
    let particle = clauses.next(index)
    if object == nil || object == particle, particle + 1 < chunks.count,
      [.preposition, .noun].contains(chunks[particle].kind),
      chunks[particle].tokens.upperBound <= end, chunks[particle + 1].kind == .noun
    {
      object = particle + 1
    }
    guard let object else { return clauses.frontedObject(of: index) }
    return chunks[object].tokens.lowerBound >= end - 1 ? object : nil
  }

  func hasComplement(_ index: Int, end: Int) -> Bool {
    var next = clauses.next(index)
    // "voted on Monday, to ...".
    if next < chunks.count, chunks[next].kind == .comma { next = clauses.next(next) }
    guard next < chunks.count else { return false }
    if chunks[next].kind == .verb, chunks[next].verb.isInfinitive { return true }
    if chunks[next].kind == .subordinator { return true }
    if chunks[next].kind == .noun {
      let after = clauses.next(next)
      if after < chunks.count, chunks[after].kind == .verb { return true }
      if after < chunks.count, chunks[after].kind == .subordinator { return true }
      // "asked the mayor, who is ill, to resign".
      return after < chunks.count
        && chunks[after...].prefix(12).contains { $0.kind == .verb && $0.verb.isInfinitive }
    }
    return false
  }

  /// "warned residents of the town to leave": the infinitive that says what an object is to do.
  func infinitive(behind object: Int) -> Int? {
    var at = clauses.next(object)
    while at + 1 < chunks.count, chunks[at].kind == .preposition,
      chunks[clauses.next(at)].kind == .noun
    {
      at = clauses.next(clauses.next(at))
      if at >= chunks.count { return nil }
    }
    guard at < chunks.count, chunks[at].kind == .verb, chunks[at].verb.isInfinitive else {
      return nil
    }
    return at
  }

  /// "seeks to deepen ties": the infinitive or its object is what is asked for.
  private func complementHas(_ wanted: Set<String>, _ index: Int) -> Bool {
    guard let verb = complementVerb(index) else { return false }
    if wanted.contains(verb) { return true }
    guard let object = clauses.object(of: clauses.next(index)) else { return false }
    return holds(.words(wanted), object)
  }

  /// The lemma of the infinitive behind a verb.
  func complementVerb(_ index: Int) -> String? {
    let next = clauses.next(index)
    guard next < chunks.count, chunks[next].kind == .verb, chunks[next].verb.isInfinitive else {
      return nil
    }
    return reading.lowered[chunks[next].verb.main]
  }

  func holds(_ want: ObjectTest.Want, _ chunk: Int) -> Bool {
    let phrase = chunks[chunk].tokens
    switch want {
    case .never: return false
    case .infinitive: return infinitive(behind: chunk) != nil
    case .any: return true
    case .actor: return reading.isActorLike(phrase)
    case .person:
      let head = reading.headToken(of: phrase)
      if let name = reading.name(at: head) { return reading.names[name].kind == .person }
      if let reference = reading.reference(at: head) {
        return reading.entities[reference.entity].kind == .person
      }
      return ["him", "her", "he", "she"].contains(reading.lowered[head])
    case .country:
      guard let name = reading.name(at: reading.headToken(of: phrase)) else { return false }
      return reading.names[name].kind == .place
    case .body:
      guard let name = reading.name(at: reading.headToken(of: phrase)) else { return false }
      return reading.names[name].kind == .place || reading.names[name].kind == .organization
    case .words(let wanted):
      for token in phrase {
        let word = reading.lowered[token]
        if wanted.contains(word) || wanted.contains(EventLexicon.singular(word)) {
          return true
        }
      }
      return false
    }
  }
}
