internal import Language

/// One event of the world is one event of the record.
extension Reading {
  /// Merges tellings of one event: the same type with the same participants, in the title and the
  /// body, or told again; the clearest mention of the body stands.
  func merged(_ found: [EventFinding]) -> [EventFinding] {
    var kept: [EventFinding] = []
    let ordered =
      found.filter { !$0.isInTitle } + found.filter(\.isInTitle)
    for event in ordered {
      // What is told again is told within so many acts: the work stays linear.
      if let same = kept.indices.suffix(Self.reach).first(where: { isSame(kept[$0], event) }) {
        if clarity(event) > clarity(kept[same]) + 1, !event.isInTitle {
          let vague = kept[same]
          kept[same] = event
          absorb(vague, into: &kept[same])
        } else {
          absorb(event, into: &kept[same])
        }
      } else {
        kept.append(event)
      }
    }
    return kept
  }

  private static let reach = 80

  /// How clearly a mention tells an act: a verb before a noun, with who and whom.
  private func clarity(_ event: EventFinding) -> Int {
    (event.sieve == "noun" ? 0 : 1) + (event.actors.isEmpty ? 0 : 1)
      + (event.recipients.isEmpty ? 0 : 1)
  }

  private func isSame(_ first: EventFinding, _ second: EventFinding) -> Bool {
    guard first.kind == second.kind else { return false }
    let isTitle = second.isInTitle
    if (first.status == .denied) != (second.status == .denied) { return false }
    if !isTitle, (first.status == .planned) != (second.status == .planned) { return false }
    if !isTitle, (first.status == .historical) != (second.status == .historical) { return false }
    if !isTitle, let one = first.time, let other = second.time,
      times[one].value != times[other].value,
      !times[one].value.hasPrefix(times[other].value),
      !times[other].value.hasPrefix(times[one].value)
    {
      return false
    }
    var sameActors = share(first.actors, second.actors)
    var sameRecipients = share(first.recipients, second.recipients)
    // Sides that are equal come in any order: "NATO and Japan", "Kishida and Stoltenberg".
    if sameActors != true, [.agree, .consult, .cooperate].contains(first.kind),
      isSymmetric(first), isSymmetric(second), share(first.actors, second.recipients) == true
    {
      let crossed = share(first.recipients, second.actors)
      if crossed != false { (sameActors, sameRecipients) = (true, crossed) }
    }
    let sameWord =
      stem(first.head) == stem(second.head)
      || first.sense.line >= 0 && first.sense.line == second.sense.line
      || sameObject(first, second)
    // What somebody says in several sentences is one judgement or demand.
    if first.sieve == "speech" || second.sieve == "speech", sameActors == true,
      sameRecipients != false
    {
      return true
    }
    if !isTitle, differInTopic(first, second) { return false }
    if isOneMeeting(first, second) { return true }
    // "The strike took place in Iraq": what the text has told already.
    if second.isDefinite, second.actors.isEmpty, !isTitle, first.status != .planned,
      second.recipients.isEmpty || sameRecipients != false
        || second.recipients.allSatisfy({ isPlace($0) })
    {
      return true
    }
    switch (sameActors, sameRecipients) {
    case (true?, nil) where first.kind == .consult, (nil, true?) where first.kind == .consult:
      return stem(first.head) == stem(second.head) || isTitle
    case (true?, true?), (true?, nil), (nil, true?):
      return sameWord || [.consult, .assault, .cooperate, .protest, .agree].contains(first.kind)
        || sentenceOf[first.head] == sentenceOf[second.head] || isTitle
    case (true?, false?), (false?, true?):
      return sameWord && (isTitle || first.kind == .assault)
    case (nil, nil):
      return stem(first.head) == stem(second.head) || sameObject(first, second) || isTitle
    case (false?, _), (_, false?): return false
    }
  }

  /// "the summit of the bloc ... Kenya's presence at the talks": one sentence, two sides.
  private func isOneMeeting(_ first: EventFinding, _ second: EventFinding) -> Bool {
    first.kind == .consult && sentenceOf[first.head] == sentenceOf[second.head]
      && first.sieve == "noun" && second.sieve == "noun" && second.isDefinite
      && first.recipients.isEmpty && second.recipients.isEmpty
  }

  /// "joint exercises" and "intelligence sharing", "signed an accord" and "voiced a wish for one":
  /// acts of one type between the same sides that are two.
  private func differInTopic(_ first: EventFinding, _ second: EventFinding) -> Bool {
    switch first.kind {
    case .cooperate:
      if stem(first.head) == stem(second.head) && first.object == nil || sameObject(first, second) {
        return false
      }
      let (one, other) = (topics(first), topics(second))
      return one.isEmpty || other.isEmpty || one.isDisjoint(with: other)
    case .agree:
      return isSymmetric(first) != isSymmetric(second) && stem(first.head) != stem(second.head)
    case .consult:
      // "met on the sidelines of the summit": a gathering of many and a meeting of two.
      return isGathering(first) != isGathering(second) && !second.isDefinite
    default: return false
    }
  }

  private func isSymmetric(_ event: EventFinding) -> Bool {
    event.sense.frame.flags.contains(.symmetric)
  }

  private func isGathering(_ event: EventFinding) -> Bool {
    let head = event.object.map { headToken(of: $0) } ?? event.head
    return ["summit", "conference", "congress", "forum"].contains(lowered[head])
      || ["summit", "conference"].contains(lowered[event.head])
  }

  /// What an act is about by its own words: its trigger, its object, and what that is of.
  private func topics(_ event: EventFinding) -> Set<String> {
    var found = Set(event.sense.contexts)
    let lexicon = EventLexicon.shared
    let start = min(event.trigger.lowerBound, event.object?.lowerBound ?? event.head)
    let end = max(event.trigger.upperBound, event.object?.upperBound ?? 0)
    for token in start..<min(end + 4, words.count) {
      if token >= end, !["of", "on"].contains(lowered[end]) { break }
      let word = lowered[token]
      for context in lexicon.contextsOfWord[word] ?? [] { found.insert(lexicon.contexts[context]) }
      for context in lexicon.contextsOfWord[EventLexicon.singular(word)] ?? [] {
        found.insert(lexicon.contexts[context])
      }
      for context in lexicon.contextsOfWord[word + " " + lowered[token + 1]] ?? [] {
        found.insert(lexicon.contexts[context])
      }
    }
    return found
  }

  private func isPlace(_ party: EventParty) -> Bool {
    if case .entity(let entity) = party { return entities[entity].kind == .place }
    return false
  }

  private func sameObject(_ first: EventFinding, _ second: EventFinding) -> Bool {
    guard let one = first.object, let other = second.object else { return false }
    let (a, b) = (headToken(of: one), headToken(of: other))
    return name(at: a) == nil && stem(a) == stem(b)
  }

  /// nil: one of them is not told.
  private func share(_ first: [EventParty], _ second: [EventParty]) -> Bool? {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    return first.contains { one in second.contains { sameParty(one, $0) } }
  }

  private func sameParty(_ one: EventParty, _ other: EventParty) -> Bool {
    if one == other { return true }
    if case .entity(let a) = one, case .entity(let b) = other {
      return speaksFor(a, b) || speaksFor(b, a)
    }
    if case .described(let a) = one, case .described(let b) = other {
      return lowered[headToken(of: a)] == lowered[headToken(of: b)]
        || a.contains { token in
          isActorNoun(lowered[token]) && b.contains { lowered[$0] == lowered[token] }
        }
    }
    return false
  }

  /// Whether a person holds an office of a body or a country: its acts are theirs.
  func speaksFor(_ person: Int, _ body: Int) -> Bool {
    guard entities[person].kind == .person else { return false }
    return entities[person].roles.contains { $0.of == body }
      || isCountry(body) && entities[person].country == entities[body].country
  }

  private func stem(_ token: Int) -> String {
    let word = lowered[token]
    let lemma = EventLexicon.shared.lemmas[word] ?? EventLexicon.singular(word)
    return String(lemma.prefix(6))
  }

  private func absorb(_ event: EventFinding, into kept: inout EventFinding) {
    if kept.actors.isEmpty {
      kept.actors = event.actors.filter { !kept.recipients.contains($0) }
    }
    if kept.recipients.isEmpty {
      kept.recipients = event.recipients.filter { !kept.actors.contains($0) }
    }
    if kept.recipients.isEmpty, isOneMeeting(kept, event) {
      kept.recipients = event.actors.filter { !kept.actors.contains($0) }
    }
    kept.time = kept.time ?? event.time
    kept.place = kept.place ?? event.place
    kept.confidence = min(0.95, max(kept.confidence, event.confidence) + 0.05)
    for context in event.contexts where !kept.contexts.contains(context) && kept.contexts.count < 3
    {
      kept.contexts.append(context)
    }
  }
}
