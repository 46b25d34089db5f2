internal import Language

/// Finds the acts of one sentence: its verbs, then the nouns that no verb has used up.
struct EventSieve {
  let clauses: Clauses
  var events: [EventFinding] = []
  /// Noun chunks whose acts a verb has told already.
  private var used: Set<Int> = []
  /// Verb chunks that stand under a verb of asking, refusing, threatening.
  private var hypothetical: Set<Int> = []

  init(_ clauses: Clauses) {
    self.clauses = clauses
  }

  var reading: Reading { clauses.reading }
  var chunks: [Chunk] { clauses.chunks }

  mutating func read() {
    for index in chunks.indices where chunks[index].kind == .verb {
      readVerb(index)
    }
    for index in chunks.indices where chunks[index].kind == .noun {
      readNouns(index)
    }
  }

  // MARK: Verbs

  private mutating func readVerb(_ index: Int) {
    let group = chunks[index].verb
    if hypothetical.contains(index) {
      markComplement(of: index)
      return
    }
    guard let entries = EventLexicon.shared.verbs[verbForm(group)] else { return }
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
      events.append(event)
      if let objectChunk { use(objectChunk, by: sense) }
      if [.request, .reject, .threaten, .support].contains(sense.kind) {
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

  /// The form that the lexicon is asked for: "fired", "test-fired".
  private func verbForm(_ group: VerbGroup) -> String {
    let word = reading.lowered[group.main]
    guard group.isCompound else { return word }
    return reading.lowered[group.main - 2] + "-" + word
  }

  private mutating func use(_ chunk: Int, by sense: EventSense) {
    used.insert(chunk)
    // "launched an attack on", "talks on the withdrawal of troops".
    guard sense.kind != .accuse else { return }
    for (_, noun) in clauses.phrases(from: clauses.next(chunk)) { used.insert(noun) }
  }

  /// The verbs in what is asked, refused or threatened are no acts of their own.
  private mutating func markComplement(of verb: Int) {
    var index = verb + 1
    while index < chunks.count, index - verb < 12 {
      switch chunks[index].kind {
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

  private func fits(_ form: VerbForm, _ group: VerbGroup) -> Bool {
    if group.isGerund || group.isProgressive { return form.contains(.ing) }
    if group.isPassive { return form.contains(.participle) }
    return true
  }

  /// Where the verb and its particle end; nil where the particle is missing.
  private func particleEnd(_ sense: EventSense, _ index: Int) -> Int? {
    var token = chunks[index].verb.main + 1
    guard !sense.particle.isEmpty else { return token }
    var at = token
    for word in sense.particle {
      guard reading.lowered[at] == word else {
        // "called the visit off".
        if sense.particle.count == 1, Self.adverbs.contains(word),
          let object = clauses.object(of: index),
          chunks[object].tokens.count <= 6,
          reading.lowered[chunks[object].tokens.upperBound] == word
        {
          return token
        }
        return nil
      }
      at += 1
    }
    token = at
    return token
  }

  /// Particles that may stand behind the object.
  private static let adverbs: Set<String> = [
    "up", "down", "off", "out", "over", "away", "back", "in", "apart", "aside",
  ]

  /// Whether the subject, or the agent of a passive, is what a sense asks for.
  private func subjectFits(_ sense: EventSense, _ index: Int, passive: Bool) -> Bool {
    let wanted = ObjectTest.Want.words(sense.subjects)
    guard passive else {
      return clauses.subject(of: index).contains { chunk in
        // "thousands of protesters".
        holds(wanted, chunk) || clauses.complement(of: chunk).map { holds(wanted, $0) } ?? false
      }
    }
    return clauses.phrases(of: index).contains { $0.0 == "by" && holds(wanted, $0.1) }
  }

  private func isPassive(_ index: Int, sense: EventSense, form: VerbForm) -> Bool {
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

  /// Whether the object and the phrases behind a verb are what its sense asks for: nil where not,
  /// else the chunk that fitted, if one was asked for.
  private func match(
    _ sense: EventSense, _ index: Int, passive: Bool, end: Int
  ) -> Int?? {
    let object =
      passive ? clauses.subject(of: index).last : objectChunk(index, end: end)
    if sense.frame.flags.contains(.complement), !hasComplement(index, end: end) { return nil }
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
      } else if let object {
        if holds(test.want, object) { return .some(object) }
        // "a series of talks", "part of the town", "tons of food aid".
        for (word, noun) in clauses.phrases(from: clauses.next(object)).prefix(1)
        where word == "of" {
          if case .words = test.want, holds(test.want, noun) { return .some(noun) }
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
        hasWord(wanted, index, end: end, sense: sense)
      {
        return .some(nil)
      }
    }
    return nil
  }

  /// "held a press conference": the object looks like an act and is none.
  private func isNoAct(_ chunk: Int) -> Bool {
    let head = reading.headToken(of: chunks[chunk].tokens)
    guard let entries = EventLexicon.shared.nouns[reading.lowered[head]] else { return false }
    let first = entries.first { entry in
      let start = head - entry.words.count + 1
      return start >= chunks[chunk].tokens.lowerBound
        && zip(start...head, entry.words).allSatisfy { reading.lowered[$0] == $1 }
    }
    return first?.sense == EventLexicon.noAct
  }

  /// Evaluations and threats stand in what follows: "called it a witch hunt", "threatened to
  /// attack".
  private func hasWord(
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

  private func objectChunk(_ index: Int, end: Int) -> Int? {
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

  private func hasComplement(_ index: Int, end: Int) -> Bool {
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

  /// The lemma of the infinitive behind a verb.
  private func complementVerb(_ index: Int) -> String? {
    let next = clauses.next(index)
    guard next < chunks.count, chunks[next].kind == .verb, chunks[next].verb.isInfinitive else {
      return nil
    }
    return reading.lowered[chunks[next].verb.main]
  }

  private func holds(_ want: ObjectTest.Want, _ chunk: Int) -> Bool {
    let phrase = chunks[chunk].tokens
    switch want {
    case .never: return false
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

  // MARK: Participants

  private func makeEvent(
    _ sense: EventSense, _ index: Int, passive: Bool, end: Int, object objectWord: Int?
  ) -> EventFinding? {
    let subject = clauses.subject(of: index)
    let flags = sense.frame.flags
    var actors: [Int] = []
    var recipients: [Int] = []
    let phrases = clauses.phrases(of: index)
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
    event.actors = reading.parties(chunks, actors)
    if sense.mode == "visit", actors.contains(where: { isAnybody($0) }) {
      return nil
    }
    event.recipients = reading.parties(chunks, recipients).filter { !event.actors.contains($0) }
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
    if flags.contains(.reversed) { swap(&event.actors, &event.recipients) }
    // Exercises alone show force, exercises with others are cooperation.
    if sense.kind == .mobilize, flags.contains(.symmetric), !event.recipients.isEmpty {
      event.sense.kind = .cooperate
      event.sense.mode = nil
    }
    guard isCredible(event, subject: passive ? [] : subject) else { return nil }
    event.status = status(of: index)
    event.isPast = chunks[index].verb.isPast && event.status == .happened
    if event.status == .happened, [.support, .cooperate, .coerce].contains(sense.kind),
      isPresent(index)
    {
      event.status = .ongoing
    }
    event.isDependent = isDependent(index)
    // "expressed no regret".
    if let object = event.object?.first, !passive, reading.lowered[object] == "no" {
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
    if group.isNegated, Self.friendly.contains(sense.kind), !event.actors.isEmpty,
      let modal = group.modal, ["will", "would", "wo"].contains(modal)
    {
      event.sense.kind = .reject
      event.sense.mode = nil
      event.status = .happened
    }
    return event
  }

  /// "said there was no proof and urged the crowd to leave": who said so urges too.
  private func coordinatedSubject(_ index: Int) -> [Int]? {
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
  private func isAnybody(_ chunk: Int) -> Bool {
    [
      "people", "person", "anyone", "everyone", "those", "visitor", "visitors", "tourist",
      "tourists", "traveller", "travellers", "traveler", "travelers", "passenger", "passengers",
      "pilgrim", "pilgrims", "fan", "fans", "family", "families", "man", "woman", "child",
      "children",
    ].contains(reading.lowered[reading.headToken(of: chunks[chunk].tokens)])
  }

  /// "gave Greenland financial aid": the name that an object of two parts opens with.
  private func leadingParty(of phrase: Range<Int>) -> EventParty? {
    guard let first = phrase.first, let name = reading.name(at: first),
      reading.names[name].kind != .adjective, let entity = reading.entity(ofName: name)
    else { return nil }
    let end = reading.names[name].tokens.upperBound
    guard end < phrase.upperBound, !reading.isPossessive(end) else { return nil }
    return .entity(entity)
  }

  private func isParty(_ chunk: Int) -> Bool { reading.isActorLike(chunks[chunk].tokens) }

  /// Whose thing an object is: "condemned Iran's attack", "rejected the proposal by Greece".
  private func owners(of object: Int) -> [EventParty] {
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

  private func trigger(_ index: Int, end: Int, object: Int?) -> Range<Int> {
    let main = chunks[index].verb.main - (chunks[index].verb.isCompound ? 2 : 0)
    guard let object, chunks[object].tokens.upperBound - main <= 8,
      chunks[object].tokens.lowerBound >= end
    else { return main..<max(end, main + 1) }
    return main..<chunks[object].tokens.upperBound
  }

  private static let forces = EventLexicon.words["force of nature"]

  private func isForceOfNature(_ phrase: Range<Int>) -> Bool {
    let word = reading.lowered[reading.headToken(of: phrase)]
    return Self.forces.contains(word)
  }

  private static let friendly: Set<Event.Kind> = [
    .agree, .consult, .support, .concede, .cooperate, .aid, .retreat,
  ]

  /// Whether a verb stands in a relative clause, behind "after" and its like, or has no finite form.
  private func isDependent(_ index: Int) -> Bool {
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

  private func isCredible(_ event: EventFinding, subject: [Int]) -> Bool {
    let flags = event.sense.frame.flags
    let sense = event.sense
    // Nobody is told: only where more than the verb speaks for the act.
    if event.parties.isEmpty, sense.objects.isEmpty, sense.subjects.isEmpty { return false }
    // "the bill aims to legalise": a thing does nothing, but a bomb kills, and a motion fails.
    if !subject.isEmpty, event.actors.isEmpty, event.kind != .assault, sense.subjects.isEmpty {
      return false
    }
    if flags.contains(.actor), event.actors.isEmpty { return false }
    if flags.contains(.weak), event.actors.isEmpty || event.recipients.isEmpty,
      event.sense.objects.isEmpty || event.actors.isEmpty
    {
      return false
    }
    return true
  }

  /// What the verb's form and its governor say of the act.
  func status(of index: Int) -> Event.Status {
    let group = chunks[index].verb
    if group.isNegated { return .denied }
    if isConditional(index) { return .possible }
    // "said it would send troops": the future, seen from then; "to have sunk" lies behind.
    if group.modal == "would", isReported(index) { return .planned }
    if group.isInfinitive, group.hasPerfect { return .happened }
    if let modal = group.modal,
      ["may", "might", "could", "would", "can", "should", "must", "'d", "’d", "ca"].contains(modal)
    {
      return .possible
    }
    if group.isPlanned { return .planned }
    if group.isInfinitive { return infinitiveStatus(index) }
    if group.isGerund {
      // "plans on leaving", "is considering leaving".
      var before = clauses.previous(index)
      if before >= 0, chunks[before].kind == .preposition { before = clauses.previous(before) }
      if before >= 0, chunks[before].kind == .verb,
        reading.isForward(reading.lowered[chunks[before].verb.main])
      {
        return .planned
      }
    }
    if group.isProgressive { return group.isPast ? .happened : .ongoing }
    return .happened
  }

  /// "Russia deepens ties", "who is supported by": a state that lasts, where no headline speaks.
  private func isPresent(_ index: Int) -> Bool {
    let group = chunks[index].verb
    guard clauses.sentence.lowerBound >= reading.bodyStart, group.isFinite, group.modal == nil
    else {
      return false
    }
    let first = reading.analyzed.tokens[group.first]
    return [.verbPresent, .verbPresentThird].contains(first.pennTag)
      && (group.first == group.main
        || group.isPassive
          && ["is", "are"].contains(
            reading.lowered[group.first]))
  }

  private func infinitiveStatus(_ index: Int) -> Event.Status {
    var governor = index - 1
    while governor >= 0, chunks[governor].kind != .verb { governor -= 1 }
    guard governor >= 0 else { return .planned }
    let main = reading.lowered[chunks[governor].verb.main]
    if [
      "tried", "managed", "began", "started", "continued", "helped", "attempted", "went", "moved",
      "used", "came", "gathered", "decided", "voted", "known", "turned", "took", "marched",
      "rallied", "assembled", "refused",
    ].contains(main) {
      return chunks[governor].verb.isNegated ? .denied : .happened
    }
    if ["continues", "continue", "begins", "trying", "seeking", "seeks"].contains(main) {
      return .ongoing
    }
    if ["failed", "declined", "refused"].contains(main) { return .denied }
    if ["considering", "considers", "wants", "want", "wanted", "hopes", "hoped", "could", "able"]
      .contains(main)
    {
      return .possible
    }
    return .planned
  }

  /// Whether a verb stands in what a verb of saying in the past reports.
  private func isReported(_ index: Int) -> Bool {
    for at in stride(from: index - 1, through: max(0, index - 8), by: -1) {
      switch chunks[at].kind {
      case .verb where chunks[at].verb.isFinite:
        return ReportingLexicon.shared.verbs[reading.lowered[chunks[at].verb.main]] != nil
      case .stop: return false
      default: break
      }
    }
    return false
  }

  private func isConditional(_ index: Int) -> Bool {
    var at = index - 1
    while at >= 0, index - at < 8 {
      switch chunks[at].kind {
      case .subordinator:
        let word = reading.lowered[chunks[at].tokens.lowerBound]
        return word == "if" || word == "unless" || word == "whether"
      case .verb where chunks[at].verb.isFinite: return false
      case .stop: return false
      default: at -= 1
      }
    }
    return false
  }

  // MARK: Nouns

  private static let lightVerbs = EventLexicon.words["light verb"]

  private static let lastingVerbs: Set<String> = [
    "continue", "persist", "rage", "remain", "intensify", "spread", "escalate", "go", "drag",
  ]
  private static let sufferingVerbs = EventLexicon.words["suffering verb"]
  private static let hostile: Set<Event.Kind> = [
    .accuse, .reject, .threaten, .protest, .sanction, .coerce, .assault,
  ]

  private mutating func readNouns(_ index: Int) {
    guard !used.contains(index) else { return }
    let phrase = chunks[index].tokens
    let head = reading.headToken(of: phrase)
    guard reading.name(at: head) == nil || reading.lowered[head] == "summit",
      let entries = EventLexicon.shared.nouns[reading.lowered[head]]
    else { return }
    for entry in entries {
      let start = head - entry.words.count + 1
      guard start >= phrase.lowerBound,
        zip(start...head, entry.words).allSatisfy({ reading.lowered[$0] == $1 })
      else { continue }
      if entry.sense == EventLexicon.noAct { return }
      let sense = EventLexicon.shared.senses[entry.sense]
      guard let event = nounEvent(sense, index, trigger: start..<head + 1) else { continue }
      events.append(event)
      return
    }
  }

  private func nounEvent(_ sense: EventSense, _ index: Int, trigger: Range<Int>) -> EventFinding? {
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
      case "between" where flags.contains(.symmetric), "among" where flags.contains(.symmetric):
        event.actors += parties
      default:
        guard sense.frame.slots.contains(word), event.recipients.isEmpty else { continue }
        event.recipients += parties
      }
      hasOwn = true
    }
    let governor = governingVerb(of: index)
    if !hasOwn, sense.kind == .consult, governor == nil || governor?.isObject == false,
      let sides = sidesOfMeeting(index), !sides.isEmpty
    {
      event.actors = sides
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
        if event.status == .happened, Self.lastingVerbs.contains(lemma), isPresent(governor.verb) {
          event.status = .ongoing
        }
      } else if reading.isForward(main) {
        event.status = .planned
      }
    }
    event.isDependent = !isLight && (governor.map(\.isObject) ?? true)
    if flags.contains(.light), !isLight { return nil }
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
      guard let governor, !governor.isObject, sense.kind == .protest else { return nil }
    }
    return event
  }

  /// "During a meeting on Monday, A and B agreed": who acts in the clause has met.
  private func sidesOfMeeting(_ index: Int) -> [EventParty]? {
    let before = clauses.previous(index)
    guard before >= 0, chunks[before].kind == .preposition,
      ["during", "at", "in", "after", "following", "before", "ahead"].contains(
        clauses.word(before)),
      let verb = chunks.indices.first(where: {
        chunks[$0].kind == .verb && chunks[$0].verb.isFinite
      })
    else { return nil }
    let sides = reading.parties(chunks, clauses.subject(of: verb))
    return sides.count > 1 ? sides : nil
  }

  /// The prepositions with their nouns that follow a noun without a break.
  private func attached(to index: Int) -> [(String, Int)] {
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
  private func modifierParties(
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
  private func governingVerb(of index: Int) -> (verb: Int, isObject: Bool)? {
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

extension Reading {
  /// Whether what this verb takes lies ahead.
  func isForward(_ word: String) -> Bool {
    [
      "plan", "plans", "planned", "planning", "propose", "proposed", "schedule", "scheduled",
      "intends", "expects", "expected", "considering", "prepare", "preparing",
    ].contains(word)
  }
}
