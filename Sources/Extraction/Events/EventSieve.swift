internal import Language

/// Finds the acts of one sentence: its verbs, then the nouns that no verb has used up.
struct EventSieve {
  let clauses: Clauses
  var events: [EventFinding] = []
  /// Noun chunks whose acts a verb has told already.
  private(set) var used: Set<Int> = []
  /// Verb chunks that stand under a verb of asking, refusing, threatening.
  private var hypothetical: Set<Int> = []

  init(_ clauses: Clauses) {
    self.clauses = clauses
  }

  var reading: Reading { clauses.reading }
  var chunks: ChunkList { clauses.chunks }

  mutating func read() {
    // Whoever asks tells nothing.
    if clauses.sentence.suffix(2).contains(where: { reading.words[$0] == "?" }) { return }
    for index in chunks.indices where chunks[index].kind == .verb {
      readVerb(index)
    }
    for index in chunks.indices where chunks[index].kind == .noun {
      readNouns(index)
    }
  }

  // MARK: Verbs

  mutating func readVerb(_ index: Int) {
    let group = chunks[index].verb
    if hypothetical.contains(index) {
      markComplement(of: index)
      return
    }
    if group.isNegated, readWithdrawal(index) { return }
    if group.isWilling, group.isNegated {
      readUnwilling(index)
      return
    }
    guard let entries = EventLexicon.shared.verbs[verbForm(group)] else { return }
    // "usually centre on politics": what is told of no time in particular.
    if isHabitual(chunks[index].tokens) { return }
    // "over alleged plots": no verb stands right behind a preposition.
    if group.first == group.main, group.isPast, index > 0, chunks[index - 1].kind == .preposition {
      return
    }
    for entry in entries where fits(entry.form, group) {
      let sense = EventLexicon.shared.senses[entry.sense]
      guard let end = particleEnd(sense, index) else { continue }
      let passive = isPassive(index, sense: sense, form: entry.form)
      guard sense.subjects.isEmpty || subjectFits(sense, index, passive: passive) else { continue }
      guard let objectChunk = match(sense, index, passive: passive, end: end) else { continue }
      guard let event = makeEvent(sense, index, passive: passive, end: end, object: objectChunk)
      else { continue }
      // "met to discuss the border": one meeting.
      if sense.kind == .consult, group.isInfinitive, events.last?.kind == .consult { return }
      events.append(event)
      if let objectChunk {
        use(objectChunk, by: sense)
        // "declared a state of emergency": both nouns.
        if let object = clauses.object(of: index), clauses.complement(of: object) == objectChunk {
          used.insert(object)
        }
      }
      if [.request, .reject, .threaten].contains(sense.kind)
        || sense.kind == .support && clauses.infinitive(of: index) != nil
        || sense.kind == .agree && isWish(sense)
      {
        markComplement(of: index)
        if !passive, let object = clauses.object(of: index), sense.kind != .support {
          used.insert(object)
        }
        if [.request, .reject].contains(sense.kind) {
          for (_, noun) in clauses.phrases(of: index) { used.insert(noun) }
        }
      }
      return
    }
  }

  /// "is not prepared to accept the terms": a refusal, whatever it is that is refused.
  private mutating func readUnwilling(_ index: Int) {
    let sense = EventSense(
      kind: .reject, mode: nil, contexts: [], frame: EventFrame("none actor"), objects: [],
      particle: [])
    let end = chunks[index].verb.main + 1
    guard var event = makeEvent(sense, index, passive: false, end: end, object: nil) else { return }
    event.trigger = chunks[index].tokens
    event.status = .happened
    events.append(event)
    if let object = clauses.object(of: index) { used.insert(object) }
  }

  /// "will not run again", "is not seeking re-election": who does not stand steps back.
  private mutating func readWithdrawal(_ index: Int) -> Bool {
    let lemma = reading.analyzed.lemma(chunks[index].verb.main)
    guard ["run", "seek", "stand", "contest"].contains(lemma) else { return false }
    let offices: Set<String> = [
      "re-election", "reelection", "election", "elections", "office", "president", "presidency",
      "term", "leadership", "nomination", "candidacy", "seat", "again",
    ]
    let end = chunks[index].tokens.upperBound
    guard
      (end..<min(end + 8, clauses.sentence.upperBound)).contains(where: {
        offices.contains(reading.lowered[$0])
      })
    else { return false }
    let sense = EventSense(
      kind: .retreat, mode: "resign", contexts: ["election"], frame: EventFrame("none actor"),
      objects: [], particle: [])
    guard
      var event = makeEvent(
        sense, index, passive: false, end: chunks[index].verb.main + 1, object: nil)
    else { return false }
    event.status = chunks[index].verb.isPast ? .happened : .planned
    events.append(event)
    return true
  }

  /// Whether an adverb says that something is done by habit.
  func isHabitual(_ verb: Range<Int>) -> Bool {
    let habits: Set<String> = [
      "usually", "generally", "typically", "normally", "traditionally", "commonly", "customarily",
    ]
    return verb.contains { habits.contains(reading.lowered[$0]) }
      || habits.contains(reading.lowered[verb.lowerBound - 1])
  }

  /// "seeks to deepen ties", "voiced a wish to": what is only wished for is no act of its own.
  func isWish(_ sense: EventSense) -> Bool {
    sense.frame.flags.contains(.weak) && sense.frame.flags.contains(.complement)
      || sense.objects.contains {
        if case .words(let words) = $0.want { return words.contains("desire") }
        return false
      }
  }

  /// The form that the lexicon is asked for: "fired", "test-fired".
  func verbForm(_ group: VerbGroup) -> String {
    let word = reading.lowered[group.main]
    guard group.isCompound else { return word }
    return reading.lowered[group.main - 2] + "-" + word
  }

  mutating func use(_ chunk: Int, by sense: EventSense) {
    used.insert(chunk)
    // "launched an attack on", "talks on the withdrawal of troops".
    guard sense.kind != .accuse else { return }
    for (_, noun) in clauses.phrases(from: clauses.next(chunk)) { used.insert(noun) }
  }

  /// The verbs in what is asked, refused or threatened are no acts of their own.
  mutating func markComplement(of verb: Int) {
    var index = verb + 1
    while index < chunks.count, index - verb < 12 {
      switch chunks[index].kind {
      case .verb where chunks[clauses.previous(index)].kind == .relative:
        // "asked the mayor, who is ill, to resign".
        break
      case .verb:
        if chunks[index].verb.isInfinitive || chunks[index].verb.modal != nil {
          hypothetical.insert(index)
          if let object = clauses.object(of: index) { used.insert(object) }
        }
        return
      case .subordinator where reading.lowered[chunks[index].tokens.lowerBound] != "that": return
      case .stop: return
      default: break
      }
      index += 1
    }
  }

  func fits(_ form: VerbForm, _ group: VerbGroup) -> Bool {
    if group.isGerund || group.isProgressive { return form.contains(.ing) }
    if group.isPassive { return form.contains(.participle) }
    return true
  }

  /// Where the verb and its particle end; nil where the particle is missing.
  func particleEnd(_ sense: EventSense, _ index: Int) -> Int? {
    let token = chunks[index].verb.main + 1
    guard let first = sense.particle.first else { return token }
    if stand(sense.particle, at: token) { return token + sense.particle.count }
    // "called the visit off", "set the mosque on fire".
    guard Self.adverbs.contains(first) || sense.particle == ["on", "fire"],
      let object = clauses.object(of: index), chunks[object].tokens.count <= 6
    else { return nil }
    return stand(sense.particle, at: chunks[object].tokens.upperBound) ? token : nil
  }

  private func stand(_ words: [String], at token: Int) -> Bool {
    words.indices.allSatisfy { reading.lowered[token + $0] == words[$0] }
  }

  /// Particles that may stand behind the object.
  static let adverbs: Set<String> = [
    "up", "down", "off", "out", "over", "away", "back", "in", "apart", "aside", "dead", "hostage",
    "captive", "injured", "wounded", "homeless",
  ]

  /// Whether the subject, or the agent of a passive, is what a sense asks for.
  func subjectFits(_ sense: EventSense, _ index: Int, passive: Bool) -> Bool {
    let wanted = ObjectTest.Want.words(sense.subjects)
    guard passive else {
      return clauses.subject(of: index).contains { chunk in
        // "thousands of protesters".
        holds(wanted, chunk) || clauses.complement(of: chunk).map { holds(wanted, $0) } ?? false
      }
    }
    return clauses.phrases(of: index).contains { $0.0 == "by" && holds(wanted, $0.1) }
  }

  func isPassive(_ index: Int, sense: EventSense, form: VerbForm) -> Bool {
    let group = chunks[index].verb
    if group.isPassive { return true }
    let takesObject = sense.frame.slots.first == "obj"
    // Headlines tell acts in the present: "Minister stabbed" leaves out "was".
    if clauses.sentence.lowerBound < reading.bodyStart, group.isPast, group.main == group.first,
      form.contains(.participle), takesObject, sense.particle.isEmpty,
      clauses.object(of: index) == nil
    {
      return true
    }
    guard group.isBareParticiple, form.contains(.participle) else { return false }
    // "the man arrested by police", "troops killed in the attack": no object, an agent or a noun
    // right before.
    let next = clauses.next(index)
    guard sense.particle.isEmpty,
      next >= chunks.count || ![.noun, .verb, .subordinator].contains(chunks[next].kind)
    else { return false }
    if next < chunks.count, chunks[next].kind == .preposition,
      reading.lowered[chunks[next].tokens.lowerBound] == "by"
    {
      // "protested by shouting".
      let agent = clauses.next(next)
      return agent < chunks.count && chunks[agent].kind == .noun
    }
    // In headlines and reduced clauses: "Minister stabbed", "two suspects arrested".
    return takesObject && !sense.frame.flags.contains(.symmetric)
  }
}

extension Reading {
  /// Whether what this verb takes lies ahead.
  func isForward(_ word: String) -> Bool {
    [
      "plan", "plans", "planned", "planning", "propose", "proposed", "schedule", "scheduled",
      "intends", "expects", "expected", "considering", "prepare", "preparing",
    ].contains(word)
  }
}
