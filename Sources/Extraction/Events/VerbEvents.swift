internal import Language

/// Who takes part in the act of a verb, and whether it is one at all.
extension EventSieve {
  func makeEvent(
    _ sense: EventSense, _ index: Int, passive: Bool, end: Int, object objectWord: Int?
  ) -> EventFinding? {
    let subject = clauses.subject(of: index)
    let flags = sense.frame.flags
    var actors: [Int] = []
    var recipients: [Int] = []
    var phrases = clauses.phrases(of: index)
    if phrases.isEmpty, flags.contains(.complement), let verb = clauses.infinitive(of: index) {
      // "seeks to deepen ties with Oman".
      phrases = clauses.phrases(of: verb)
    }
    if isWish(sense), let objectWord, let verb = infinitive(behind: objectWord) {
      // "voiced a wish to work with Oman".
      phrases = clauses.phrases(of: verb)
    }
    func under(_ preposition: String) -> Int? {
      phrases.first {
        $0.0 == preposition && reading.isActorLike(chunks[$0.1].tokens)
      }?.1
    }
    if passive {
      if sense.frame.slots.contains("obj") || objectWord == nil
        || !(subject.last.map { $0 == objectWord } ?? false)
      {
        recipients = subject
      }
      if let agent = phrases.first(where: { $0.0 == "by" })?.1 {
        actors = clauses.rightGroup(from: agent)
      }
    } else {
      actors = subject
    }
    // "the team beat its rivals".
    if sense.mode == "beat", (subject + recipients).contains(where: { isOfSport($0) }) {
      return nil
    }
    // "wildfires destroying the forest": whoever burns is told before.
    if !passive, actors.isEmpty, sense.kind == .assault, chunks[index].verb.isGerund { return nil }
    // "was met with applause".
    if passive, flags.contains(.symmetric), sense.kind == .consult, sense.objects.isEmpty,
      actors.isEmpty
    {
      return nil
    }
    // What caused an accident is no actor.
    if !passive, let first = actors.first, isForceOfNature(chunks[first].tokens) { return nil }
    for slot in sense.frame.slots where recipients.isEmpty {
      switch slot {
      case "none": break
      case "obj":
        if passive { break }
        if let object = objectChunk(index, end: end), object != objectWord || isParty(object) {
          recipients = clauses.rightGroup(from: object)
          if flags.contains(.dative) { break }
        }
      default:
        if let noun = under(slot) { recipients = clauses.rightGroup(from: noun) }
      }
    }
    if flags.contains(.dative), !passive, let object = objectChunk(index, end: end) {
      let second = clauses.next(object)
      if second < chunks.count, chunks[second].kind == .noun, isParty(object) {
        recipients = [object]
      }
    }
    if passive, recipients.isEmpty, let object = objectWord {
      // "talks with Chad were held": behind the subject.
      for (word, noun) in clauses.phrases(from: clauses.next(object)).prefix(2)
      where recipients.isEmpty && sense.frame.slots.contains(word) {
        recipients = clauses.rightGroup(from: noun, between: true)
      }
    }
    var event = EventFinding(
      sense: sense, trigger: trigger(index, end: end, object: objectWord),
      head: chunks[index].verb.main, sieve: "verb")
    if !passive, !subject.isEmpty, reading.parties(chunks, actors).isEmpty,
      let speaker = coordinatedSubject(index)
    {
      actors = speaker
    }
    event.object =
      (objectWord ?? (passive ? subject.last : objectChunk(index, end: end))).map {
        chunks[$0].tokens
      }
    if !sense.subjects.isEmpty, event.object == nil {
      event.object = subject.last.map { chunks[$0].tokens }
    }
    event.actors = reading.parties(chunks, actors.flatMap { named($0) })
    if let intent = intender(of: index) { event.actors = intent }
    if sense.mode == "visit", actors.contains(where: { isAnybody($0) }) {
      return nil
    }
    event.recipients = reading.parties(chunks, recipients.flatMap { named($0) }).filter {
      !event.actors.contains($0)
    }
    if flags.contains(.symmetric), event.recipients.isEmpty, event.actors.count > 1 {
      event.recipients = Array(event.actors.dropFirst())
      event.actors = [event.actors[0]]
    }
    if event.recipients.isEmpty, !passive, !flags.contains(.symmetric),
      sense.frame.slots.contains("obj"), let object = objectChunk(index, end: end)
    {
      event.recipients = owners(of: object).filter { !event.actors.contains($0) }
    }
    if event.recipients.isEmpty, !passive || !sense.frame.slots.contains("obj") {
      // "voted against Greece's proposal", "disappointed by the court's ruling": whose it is.
      for slot in sense.frame.slots where event.recipients.isEmpty {
        guard let (_, noun) = phrases.first(where: { $0.0 == slot }) else { continue }
        event.recipients = owners(of: noun).filter { !event.actors.contains($0) }
      }
    }
    if passive, event.actors.isEmpty, let (_, agent) = phrases.first(where: { $0.0 == "by" }) {
      event.actors = owners(of: agent).filter { !event.recipients.contains($0) }
    }
    if event.recipients.isEmpty, !passive, flags.contains(.complement) || sense.kind == .request,
      let subject = clauses.complementSubject(of: index)
    {
      event.recipients = reading.parties(chunks, [subject]).filter { !event.actors.contains($0) }
    }
    if flags.contains(.dative), event.recipients.isEmpty, !passive,
      let object = objectChunk(index, end: end),
      let receiver = leadingParty(of: chunks[object].tokens), !event.actors.contains(receiver)
    {
      event.recipients = [receiver]
    }
    completeRecipients(&event, index, passive: passive, subject: subject, end: end)
    if flags.contains(.reversed) { swap(&event.actors, &event.recipients) }
    // Exercises alone show force, exercises with others are cooperation.
    if sense.kind == .mobilize, flags.contains(.symmetric), !event.recipients.isEmpty {
      event.sense.kind = .cooperate
      event.sense.mode = nil
    }
    guard isCredible(event, subject: passive ? [] : subject, hasPronoun: hasPronoun(index, subject))
    else { return nil }
    // "spoke with the newspaper": an interview.
    if sense.kind == .consult, !event.recipients.isEmpty,
      event.recipients.allSatisfy({ isMedia($0) })
    {
      return nil
    }
    // "warned of flash floods": no threat of the one who warns.
    if sense.kind == .threaten,
      (end..<min(end + 12, clauses.sentence.upperBound)).contains(where: {
        Self.forces.contains(EventLexicon.singular(reading.lowered[$0]))
      })
    {
      return nil
    }
    if passive, event.actors.isEmpty, sense.kind == .assault { event.cue = "no agent" }
    event.status = status(of: index)
    event.isPast = event.status == .happened && isPast(index)
    if event.status == .happened, Self.lasting.contains(sense.kind), isPresent(index),
      !isFirstPerson(subject)
    {
      event.status = .ongoing
    }
    event.isDependent = isDependent(index)
    // "expressed no regret", "no troops were sent".
    if let object = event.object?.first, ["no", "nothing"].contains(reading.lowered[object]) {
      event.status = .denied
    }
    // "could not reach an agreement", "has yet to concede", "failed to agree": a refusal as well.
    let group = chunks[index].verb
    if event.status == .denied, [.agree, .concede].contains(sense.kind), !event.actors.isEmpty,
      group.isYetTo || group.isInfinitive || ["could", "can", "ca"].contains(group.modal)
    {
      event.sense.kind = .reject
      event.sense.mode = nil
      event.status = .happened
    }
    // "said it would not accept refugees": a refusal.
    if group.isNegated, Self.friendly.contains(sense.kind), !event.actors.isEmpty, sense.line >= 0,
      let modal = group.modal, ["will", "would", "wo"].contains(modal)
    {
      event.sense.kind = .reject
      event.sense.mode = nil
      event.status = .happened
    }
    return event
  }

  static let intents = EventLexicon.words["intent"]

  /// Who receives where no participant stands: whose thing the object is, what is hit.
  private func completeRecipients(
    _ event: inout EventFinding, _ index: Int, passive: Bool, subject: [Int], end: Int
  ) {
    // "it was dismissed by the senate": a measure, no participant.
    if passive, [.support, .reject, .concede].contains(event.kind),
      let last = subject.last, clauses.word(last) == "it"
    {
      event.recipients = []
    }
    guard event.recipients.isEmpty,
      let object = passive ? subject.last : objectChunk(index, end: end)
    else { return }
    let phrase = chunks[object].tokens
    switch event.kind {
    case .support, .accuse, .reject, .request, .sanction:
      // "signed the senator's bill".
      let owners = modifierParties(phrase.lowerBound..<reading.headToken(of: phrase)).possessor
      event.recipients = owners.filter { !event.actors.contains($0) }
    case .assault
    where event.sense.frame.slots.contains("obj")
      && (passive || !event.actors.isEmpty || !event.sense.subjects.isEmpty):
      // "torched a mosque": in the text's words.
      let head = reading.headToken(of: phrase)
      guard reading.analyzed.tokens[head].tag == .noun, phrase.count <= 8,
        reading.time(overlapping: phrase) == nil
      else { return }
      event.recipients = [.described(phrase)]
    default: break
    }
  }

  /// A general noun gives way to the cases that are named for it: "states such as Mali and Chad".
  private func named(_ chunk: Int) -> [Int] {
    let examples = clauses.examples(of: chunk)
    return examples.isEmpty ? [chunk] : examples
  }

  /// "Japan's plan to host the talks": whose intent an infinitive spells out.
  private func intender(of index: Int) -> [EventParty]? {
    guard chunks[index].verb.isInfinitive else { return nil }
    let noun = clauses.previous(index)
    guard noun >= 0, chunks[noun].kind == .noun else { return nil }
    let head = reading.headToken(of: chunks[noun].tokens)
    guard Self.intents.contains(EventLexicon.singular(reading.lowered[head]))
    else { return nil }
    let parties = modifierParties(chunks[noun].tokens.lowerBound..<head)
    let found = parties.possessor.isEmpty ? parties.others : parties.possessor
    return found.isEmpty ? nil : found
  }

  /// "said there was no proof and urged the crowd to leave": who said so urges too.
  func coordinatedSubject(_ index: Int) -> [Int]? {
    let before = clauses.previous(index)
    guard before >= 0 else { return nil }
    // "police said they had arrested": the pronoun is who said so.
    let isPronoun =
      chunks[before].kind == .noun
      && ["they", "it", "he", "she"].contains(clauses.word(before))
    guard chunks[before].kind == .conjunction || isPronoun else { return nil }
    for verb in stride(from: before - 1, through: max(0, before - 30), by: -1)
    where chunks[verb].kind == .verb && chunks[verb].verb.isFinite {
      if isPronoun, ReportingLexicon.shared.verbs[reading.lowered[chunks[verb].verb.main]] == nil {
        return nil
      }
      let subject = clauses.subject(of: verb)
      if !reading.parties(chunks, subject).isEmpty { return subject }
    }
    return nil
  }

  /// "people visiting", "tourists who arrive": nobody in particular.
  func isAnybody(_ chunk: Int) -> Bool {
    [
      "people", "person", "anyone", "everyone", "those", "visitor", "visitors", "tourist",
      "tourists", "traveller", "travellers", "traveler", "travelers", "passenger", "passengers",
      "pilgrim", "pilgrims", "fan", "fans", "family", "families", "man", "woman", "child",
      "children",
    ].contains(reading.lowered[reading.headToken(of: chunks[chunk].tokens)])
  }

  /// "gave Greenland financial aid": the name that an object of two parts opens with.
  func leadingParty(of phrase: Range<Int>) -> EventParty? {
    guard let first = phrase.first, let name = reading.name(at: first),
      reading.names[name].kind != .adjective, let entity = reading.entity(ofName: name)
    else { return nil }
    let end = reading.names[name].tokens.upperBound
    guard end < phrase.upperBound, !reading.isPossessive(end) else { return nil }
    return .entity(entity)
  }

  func isParty(_ chunk: Int) -> Bool { reading.isActorLike(chunks[chunk].tokens) }

  /// Whose thing an object is: "condemned Iran's attack", "rejected the proposal by Greece".
  func owners(of object: Int) -> [EventParty] {
    let phrase = chunks[object].tokens
    var found: [EventParty] = []
    for token in phrase {
      guard let name = reading.name(at: token), let entity = reading.entity(ofName: name) else {
        continue
      }
      if !found.contains(.entity(entity)) { found.append(.entity(entity)) }
    }
    if found.isEmpty, let first = phrase.first,
      ClosedClasses.possessives.contains(reading.lowered[first]),
      let reference = reading.reference(at: first)
    {
      found = [.entity(reference.entity)]
    }
    guard found.isEmpty else { return Array(found.prefix(1)) }
    for (word, noun) in clauses.phrases(from: clauses.next(object)).prefix(2)
    where ["by", "of", "from", "against", "on", "in"].contains(word) {
      let parties = reading.parties(chunks, [noun])
      if !parties.isEmpty { return parties }
    }
    return []
  }

  func trigger(_ index: Int, end: Int, object: Int?) -> Range<Int> {
    let main = chunks[index].verb.main - (chunks[index].verb.isCompound ? 2 : 0)
    guard let object, chunks[object].tokens.upperBound - main <= 8,
      chunks[object].tokens.lowerBound >= end
    else { return main..<max(end, main + 1) }
    return main..<chunks[object].tokens.upperBound
  }

  private func isMedia(_ party: EventParty) -> Bool {
    switch party {
    case .described(let words):
      return ["reporter", "reporters", "journalists", "press"].contains(
        reading.lowered[reading.headToken(of: words)])
    case .entity(let entity):
      let found = reading.entities[entity]
      return found.kind == .organization
        && found.bodyKind == "media"
    }
  }

  private static let sport = EventLexicon.words["sport"]

  private func isOfSport(_ chunk: Int) -> Bool {
    let head = reading.lowered[reading.headToken(of: chunks[chunk].tokens)]
    return Self.sport.contains(head) || Self.sport.contains(EventLexicon.singular(head))
  }

  static let forces = EventLexicon.words["force of nature"]

  func isForceOfNature(_ phrase: Range<Int>) -> Bool {
    let word = reading.lowered[reading.headToken(of: phrase)]
    return Self.forces.contains(word)
  }

  /// Acts that the present tells as going on: "blames", "backs", "bars"; not those of a moment.
  static let lasting: Set<Event.Kind> = [
    .support, .cooperate, .coerce, .request, .accuse, .reject, .aid,
  ]

  /// "We thank the crew": what is done by saying it.
  private func isFirstPerson(_ subject: [Int]) -> Bool {
    subject.contains { chunk in
      ["i", "we", "my", "our"].contains(clauses.word(chunk))
    }
  }

  /// "attacked", "has attacked", "was attacked".
  private func isPast(_ index: Int) -> Bool {
    let group = chunks[index].verb
    return group.isPast
      || group.main > group.first
        && ["has", "have", "'ve", "’ve"].contains(reading.lowered[group.first])
  }

  static let friendly: Set<Event.Kind> = [
    .agree, .consult, .support, .concede, .cooperate, .aid, .retreat,
  ]

  /// Whether a verb stands in a relative clause, behind "after" and its like, or has no finite form.
  func isDependent(_ index: Int) -> Bool {
    if !chunks[index].verb.isFinite { return true }
    var at = index - 1
    while at >= 0 {
      switch chunks[at].kind {
      case .relative: return true
      case .subordinator: return clauses.word(at) != "that" && clauses.word(at) != "but"
      case .verb, .stop: return false
      default: at -= 1
      }
    }
    return false
  }

  private func isPlural(_ parties: [EventParty]) -> Bool {
    guard case .described(let words)? = parties.first else { return false }
    return reading.analyzed.tokens[reading.headToken(of: words)].pennTag == .nounPlural
  }

  /// Whether somebody takes part whom a pronoun stands for, even where it is not known who.
  private func hasPronoun(_ index: Int, _ subject: [Int]) -> Bool {
    let pronouns: Set<String> = ["he", "she", "they", "him", "her", "them", "who"]
    return subject.contains { pronouns.contains(clauses.word($0)) && chunks[$0].tokens.count == 1 }
      || clauses.object(of: index).map {
        pronouns.contains(clauses.word($0)) && chunks[$0].tokens.count == 1
      } ?? false
  }

  func isCredible(_ event: EventFinding, subject: [Int], hasPronoun: Bool) -> Bool {
    let flags = event.sense.frame.flags
    let sense = event.sense
    // Nobody is told: only where more than the verb speaks for the act.
    if event.parties.isEmpty, sense.objects.isEmpty, sense.subjects.isEmpty { return hasPronoun }
    // "the bill aims to legalise": a thing does nothing, but a bomb kills, and a motion fails.
    let subjects = flags.contains(.reversed) ? event.recipients : event.actors
    if !subject.isEmpty, subjects.isEmpty, event.kind != .assault, sense.subjects.isEmpty {
      return hasPronoun && !flags.contains(.weak)
    }
    if flags.contains(.actor), event.actors.isEmpty { return false }
    if flags.contains(.weak), event.actors.isEmpty || event.recipients.isEmpty,
      event.sense.objects.isEmpty || event.actors.isEmpty
    {
      // "The ministers discussed": the sides in one word.
      return flags.contains(.symmetric) && isPlural(event.actors)
    }
    return true
  }
}
