internal import Language

/// Acts that nouns name: "the attack on the town", "talks between A and B".
extension EventSieve {
  static let lightVerbs = EventLexicon.words["light verb"]

  static let lastingVerbs: Set<String> = [
    "continue", "persist", "rage", "remain", "intensify", "spread", "escalate", "go", "drag",
  ]
  static let sufferingVerbs = EventLexicon.words["suffering verb"]
  static let hostile: Set<Event.Kind> = [
    .accuse, .reject, .threaten, .protest, .sanction, .coerce, .assault,
  ]

  /// Acts of these types come "from" who does them: "criticism from lawyers".
  static let spoken: Set<Event.Kind> = [.accuse, .request, .support, .threaten, .reject]

  mutating func readNouns(_ index: Int) {
    guard !used.contains(index) else { return }
    let phrase = chunks[index].tokens
    let head = reading.headToken(of: phrase)
    guard reading.name(at: head) == nil || reading.lowered[head] == "summit",
      let entries = EventLexicon.shared.nouns[reading.lowered[head]]
    else { return }
    for entry in entries {
      guard names(entry, index, head: head) else { continue }
      let start = head - entry.words.count + 1
      if entry.sense == EventLexicon.noAct { return }
      let sense = EventLexicon.shared.senses[entry.sense]
      guard var event = nounEvent(sense, index, trigger: start..<head + 1) else { continue }
      if entry.of != nil, let complement = clauses.complement(of: index) {
        event.trigger = start..<chunks[complement].tokens.upperBound
      }
      events.append(event)
      return
    }
  }

  func nounEvent(_ sense: EventSense, _ index: Int, trigger: Range<Int>) -> EventFinding? {
    let phrase = chunks[index].tokens
    let flags = sense.frame.flags
    var event = EventFinding(
      sense: sense, trigger: trigger, head: trigger.upperBound - 1, sieve: "noun")
    event.isDefinite =
      phrase.first.map { ["the", "this", "that", "these", "those"].contains(reading.lowered[$0]) }
      ?? false
    // Denied, or any: "no attack", "any attack", "an end to".
    if let first = phrase.first, ["no", "any", "such"].contains(reading.lowered[first]) {
      return nil
    }
    // "resigned in protest".
    let before = clauses.previous(index)
    if sense.kind == .protest, before >= 0, clauses.word(before) == "in", phrase.count == 1 {
      return nil
    }
    let modifiers = modifierParties(phrase.lowerBound..<trigger.lowerBound)
    let phrases = attached(to: index)
    let hasPatient = phrases.contains {
      $0.0 == "of" && !reading.parties(chunks, [$0.1]).isEmpty
    }
    // "his killing" is of him; "America's killing of the general" is not of America.
    if flags.contains(.possessorReceives), !hasPatient {
      event.recipients = modifiers.possessor
      event.actors = modifiers.others
    } else {
      event.actors = modifiers.possessor + modifiers.others
    }
    var hasOwn = !event.parties.isEmpty
    for (place, (word, noun)) in phrases.enumerated() {
      // "sentenced for her murder to prison by a court": the court sentences.
      if word == "by", place > 0, phrases[place - 1].0 != "of" { continue }
      var parties = reading.parties(
        chunks,
        clauses.rightGroup(from: noun, between: word == "between" || word == "among"))
      if parties.isEmpty, sense.kind == .assault, ["on", "against"].contains(word),
        reading.time(overlapping: chunks[noun].tokens) == nil
      {
        // "an attack on an oil refinery": what is hit, in the text's words.
        parties = [.described(chunks[noun].tokens)]
      }
      guard !parties.isEmpty else { continue }
      switch word {
      case "of":
        if flags.contains(.ofReceives) {
          event.recipients += parties
        } else if flags.contains(.ofActs) {
          event.actors += parties
        } else {
          continue
        }
      case "by": event.actors += parties
      case "from" where Self.spoken.contains(sense.kind) && event.actors.isEmpty:
        event.actors += parties
      case "between" where flags.contains(.symmetric), "among" where flags.contains(.symmetric):
        let sides = clauses.sides(from: noun)
        event.actors += reading.parties(chunks, sides.one)
        event.recipients += reading.parties(chunks, sides.other)
      default:
        guard sense.frame.slots.contains(word), event.recipients.isEmpty else { continue }
        event.recipients += parties
      }
      hasOwn = true
    }
    let governor = governingVerb(of: index)
    if let governor, !governor.isObject, isHabitual(chunks[governor.verb].tokens) { return nil }
    if !hasOwn, sense.kind == .consult, governor == nil || governor?.isObject == false,
      let sides = sidesOfMeeting(index), !sides.isEmpty
    {
      event.actors = sides
      hasOwn = true
    }
    if !hasOwn, sense.kind == .consult, let participant = participant(in: index) {
      event.actors = participant
      hasOwn = true
    }
    var isLight = false
    if let governor {
      let main = reading.lowered[chunks[governor.verb].verb.main]
      let lemma =
        EventLexicon.shared.lemmas[main]
        ?? reading.analyzed.lemma(chunks[governor.verb].verb.main)
      isLight = Self.lightVerbs.contains(lemma) || Self.sufferingVerbs.contains(lemma)
      if governor.isObject, Self.sufferingVerbs.contains(lemma), Self.hostile.contains(sense.kind) {
        // "faced criticism from Greece": the subject receives.
        let subject = reading.parties(chunks, clauses.subject(of: governor.verb))
        if event.actors == event.recipients || event.recipients.isEmpty {
          event.recipients = subject.filter { !event.actors.contains($0) }
        }
        for (word, noun) in phrases where ["from", "by"].contains(word) && event.actors.isEmpty {
          event.actors = reading.parties(chunks, clauses.rightGroup(from: noun))
        }
        event.recipients.removeAll { event.actors.contains($0) }
        event.status = status(of: governor.verb)
        event.sieve = "light"
      } else if isLight {
        if governor.isObject, event.actors.isEmpty {
          event.actors = reading.parties(chunks, clauses.subject(of: governor.verb))
        }
        for (word, noun) in clauses.phrases(of: governor.verb) {
          if word == "by", !governor.isObject, event.actors.isEmpty {
            event.actors = reading.parties(chunks, clauses.rightGroup(from: noun))
          } else if sense.frame.slots.contains(word), event.recipients.isEmpty {
            event.recipients = reading.parties(chunks, clauses.rightGroup(from: noun))
          }
        }
        event.status = status(of: governor.verb)
        event.sieve = "light"
      } else if !governor.isObject {
        event.status = status(of: governor.verb)
      } else if reading.isForward(main) {
        event.status = .planned
      }
    }
    if let governor, !governor.isObject, event.status == .happened, isPresent(governor.verb),
      Self.lastingVerbs.contains(reading.analyzed.lemma(chunks[governor.verb].verb.main))
    {
      event.status = .ongoing
    }
    if event.status == .happened, governor == nil || governor?.isObject == true, !isLight,
      isLasting(index, trigger: trigger)
    {
      event.status = .ongoing
    }
    // "at the request of the minister": who then acts was asked.
    if sense.kind == .request, event.recipients.isEmpty, !event.actors.isEmpty, before >= 0,
      clauses.word(before) == "at"
    {
      event.recipients = doers(near: before).filter { !event.actors.contains($0) }
    }
    event.isDependent = !isLight && (governor.map(\.isObject) ?? true)
    if flags.contains(.light), !isLight {
      // "in cooperation with the army": who acts in the clause cooperates.
      if sense.kind == .cooperate, !event.recipients.isEmpty || !event.actors.isEmpty,
        let doers = doersInCooperation(index)
      {
        let others = event.parties
        event.actors = doers
        event.recipients = others
      } else {
        guard flags.contains(.symmetric), sense.kind == .agree, event.parties.count > 1 else {
          return nil
        }
        event.cue = "light alone"
      }
    }
    if flags.contains(.weak), !hasOwn, !isLight { return nil }
    if flags.contains(.symmetric), event.recipients.isEmpty, event.actors.count > 1 {
      event.recipients = Array(event.actors.dropFirst())
      event.actors = [event.actors[0]]
    }
    event.recipients.removeAll { event.actors.contains($0) }
    // Exercises alone show force, exercises with others are cooperation.
    if sense.kind == .mobilize, flags.contains(.symmetric), !event.recipients.isEmpty {
      event.sense.kind = .cooperate
      event.sense.mode = nil
    }
    if event.parties.isEmpty, !isLight {
      // "protests continue in Baghdad": the subject of a clause.
      guard sense.kind == .protest || sense.mode == "investigate" else { return nil }
      if governor.map(\.isObject) ?? true { event.cue = "bare noun" }
    }
    return event
  }

  /// "During a meeting on Monday, A and B agreed": who acts in the clause has met.
  func sidesOfMeeting(_ index: Int) -> [EventParty]? {
    let before = clauses.previous(index)
    guard before >= 0, chunks[before].kind == .preposition,
      ["during", "at", "in", "after", "following", "before", "ahead"].contains(
        clauses.word(before)),
      let verb = chunks.indices.dropFirst(max(0, index - 40)).prefix(80).first(where: {
        chunks[$0].kind == .verb && chunks[$0].verb.isFinite
      })
    else { return nil }
    let sides = reading.parties(chunks, clauses.subject(of: verb))
    return sides.count > 1 ? sides : nil
  }

  /// "the intensification of drills", "the war in Ukraine": what goes on while it is told.
  private func isLasting(_ index: Int, trigger: Range<Int>) -> Bool {
    let of = clauses.previous(index)
    if of > 0, chunks[of].kind == .preposition, clauses.word(of) == "of",
      chunks[clauses.previous(of)].kind == .noun
    {
      let head = reading.headToken(of: chunks[clauses.previous(of)].tokens)
      return [
        "intensification", "continuation", "escalation", "expansion", "growth", "stepping-up",
      ].contains(reading.lowered[head])
    }
    let first = chunks[index].tokens.lowerBound
    return first < trigger.lowerBound && reading.lowered[first] == "the"
      && ["war", "conflict", "occupation", "siege", "blockade"].contains(
        reading.lowered[trigger.upperBound - 1])
  }

  /// Who acts in the clause around a phrase: the verb before it, else the one behind.
  private func doers(near index: Int) -> [EventParty] {
    let before = stride(from: index - 1, through: max(0, index - 12), by: -1)
    let after = stride(from: index + 1, to: min(chunks.count, index + 12), by: 1)
    for verb in Array(before) + Array(after) where chunks[verb].kind == .verb {
      let doers = reading.parties(chunks, clauses.subject(of: verb))
      if !doers.isEmpty { return doers }
    }
    return []
  }

  /// Who acts in the clause of "in close cooperation with".
  private func doersInCooperation(_ index: Int) -> [EventParty]? {
    let preposition = clauses.previous(index)
    guard preposition > 0, chunks[preposition].kind == .preposition,
      clauses.word(preposition) == "in"
    else { return nil }
    for verb in stride(from: preposition - 1, through: max(0, preposition - 12), by: -1)
    where chunks[verb].kind == .verb {
      let doers = reading.parties(chunks, clauses.subject(of: verb))
      if !doers.isEmpty { return doers }
    }
    return nil
  }

  /// "Kenya's participation in the talks", "the minister's presence at the summit".
  private func participant(in index: Int) -> [EventParty]? {
    let preposition = clauses.previous(index)
    let noun = clauses.previous(preposition)
    guard noun >= 0, chunks[preposition].kind == .preposition, chunks[noun].kind == .noun else {
      return nil
    }
    let head = reading.headToken(of: chunks[noun].tokens)
    guard
      ["participation", "attendance", "presence", "involvement"].contains(reading.lowered[head])
    else { return nil }
    let parties = modifierParties(chunks[noun].tokens.lowerBound..<head)
    let found = parties.possessor + parties.others
    return found.isEmpty ? nil : found
  }

  /// The prepositions with their nouns that follow a noun without a break.
  func attached(to index: Int) -> [(String, Int)] {
    var found: [(String, Int)] = []
    var at = clauses.next(index)
    while at < chunks.count, chunks[at].kind == .preposition, found.count < 4 {
      let noun = clauses.next(at)
      guard noun < chunks.count, chunks[noun].kind == .noun else { break }
      found.append((clauses.word(at), noun))
      at = clauses.next(clauses.rightGroup(from: noun).last ?? noun)
    }
    return found
  }

  /// Who stands before a noun: its possessor, and adjectives and names ("the Russian attack",
  /// "police violence").
  func modifierParties(
    _ tokens: Range<Int>
  ) -> (possessor: [EventParty], others: [EventParty]) {
    var possessor: [EventParty] = []
    var others: [EventParty] = []
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      if let name = reading.name(at: token), let entity = reading.entity(ofName: name) {
        let end = reading.names[name].tokens.upperBound
        if reading.isPossessive(end) {
          possessor = [.entity(entity)]
          others = []
        } else if !others.contains(.entity(entity)) {
          others.append(.entity(entity))
        }
        token = max(token + 1, end)
        continue
      }
      if let reference = reading.reference(at: token) {
        possessor = [.entity(reference.entity)]
        token = max(token + 1, reference.tokens.upperBound)
        continue
      }
      let word = reading.lowered[token]
      if word == "their", let group = reading.lastGroup {
        possessor = [.described(group)]
        token += 1
        continue
      }
      if reading.isActorNoun(word), [.noun, .propn].contains(reading.analyzed.tokens[token].tag),
        token + 1 < tokens.upperBound || token + 1 == tokens.upperBound
      {
        if reading.isPossessive(token + 1) {
          possessor = [.described(tokens.lowerBound..<token + 1)]
          others = []
        } else if others.isEmpty, possessor.isEmpty,
          !["other", "more", "state", "house", "power"]
            .contains(word)
        {
          others = [.described(token..<token + 1)]
        }
      }
      token += 1
    }
    return (possessor, others)
  }

  /// The verb whose object or (passive) subject a noun is.
  func governingVerb(of index: Int) -> (verb: Int, isObject: Bool)? {
    let before = clauses.previous(index)
    if before >= 0, chunks[before].kind == .verb { return (before, true) }
    if before >= 1, chunks[before].kind == .preposition {
      let verb = clauses.previous(before)
      if verb >= 0, chunks[verb].kind == .verb,
        ["in", "out", "into", "at", "for", "on"].contains(clauses.word(before))
      {
        return (verb, true)
      }
    }
    // "events like the war in Chad could occur": what a preposition governs is no subject.
    if before >= 0, chunks[before].kind == .preposition, clauses.previous(before) >= 0,
      chunks[clauses.previous(before)].kind == .noun
    {
      return nil
    }
    var after = clauses.next(index)
    var steps = 0
    while after < chunks.count, steps < 6,
      [.noun, .preposition].contains(chunks[after].kind)
    {
      after = clauses.next(after)
      steps += 1
    }
    if after < chunks.count, chunks[after].kind == .verb, chunks[after].verb.isFinite {
      return (after, false)
    }
    return nil
  }
}
