internal import Language

/// A political act while it is read.
struct EventFinding {
  var sense: EventSense
  var trigger: Range<Int>
  /// The word that names the act: verb or noun.
  var head: Int
  /// What the act is done with: "a bill" of "sent a bill".
  var object: Range<Int>?
  var actors: [EventParty] = []
  var recipients: [EventParty] = []
  var status = Event.Status.happened
  /// An index of `Reading.times`.
  var time: Int?
  /// An index of `Reading.entities`.
  var place: Int?
  /// An index of `Reading.quotes`.
  var saidBy: Int?
  var contexts: [String] = []
  var confidence = 0.5
  var sieve: String
  /// What more speaks for or against it: words of the confidence table.
  var cue: String?
  var isInTitle = false
  /// Whether its verb is in the past: nothing that lies ahead is its time.
  var isPast = false
  /// Whether it is a noun that points back: "the attack".
  var isDefinite = false
  /// Whether it stands in a clause or phrase that only says more of something else.
  var isDependent = false

  var kind: Event.Kind { sense.kind }
  var parties: [EventParty] { actors + recipients }
}

/// An act of a type in a sentence, whatever its word.
struct SentenceKind: Hashable {
  var sentence: Int
  var kind: Event.Kind
}

extension Reading {
  /// Finds the political acts of the text: by rules, then by the model that judges what they found
  /// and what else the words may tell.
  ///
  /// - Parameter published: seconds since 1970-01-01T00:00:00Z.
  mutating func findEvents(published: Int64?, model: TriggerModel?, lexicon: Lexicon) {
    let chunker = Chunker(self)
    var found = tellings(published: published, chunker: chunker)
    if let model {
      found = judged(found, by: model, lexicon: lexicon, chunker: chunker)
      for index in found.indices {
        if found[index].sieve == "model" { complete(&found[index], published: published) }
        if found[index].status == .denied { found[index].confidence = Self.deniedConfidence }
      }
    }
    events = merged(found).sorted { $0.trigger.lowerBound < $1.trigger.lowerBound }
  }

  /// All that the rules find, with how sure they are of it.
  mutating func tellings(published: Int64?, chunker: Chunker) -> [EventFinding] {
    var found: [EventFinding] = []
    for index in analyzed.sentences.indices {
      let tokens = analyzed.sentences[index].tokens
      if let dateline, tokens.upperBound <= dateline.tokens.upperBound,
        tokens.lowerBound >= dateline.tokens.lowerBound
      {
        continue
      }
      let clauses = Clauses(reading: self, chunks: chunker.chunks(of: tokens), sentence: tokens)
      var sieve = EventSieve(clauses)
      sieve.read()
      for var event in sieve.events {
        event.isInTitle = index < titleSentences
        found.append(event)
      }
      if let first = clauses.chunks.first(where: { $0.kind == .noun }),
        isIndividual(first.tokens), isActorLike(first.tokens)
      {
        lastPerson = first.tokens
      }
      for event in sieve.events.reversed() {
        guard let person = individual(in: event) else { continue }
        lastPerson = person
        break
      }
      if let group = sieve.events.last(where: { isGroup($0) })?.actors.first,
        case .described(let words) = group
      {
        lastGroup = words
      }
    }
    for index in found.indices { complete(&found[index], published: published) }
    found += speechEvents(besides: found)
    for index in found.indices { found[index].confidence = confidence(of: found[index]) }
    return found
  }

  /// When, where, in what state and in whose words an act is.
  private func complete(_ event: inout EventFinding, published: Int64?) {
    attachTime(&event, published: published)
    attachPlace(&event)
    setStatus(&event, published: published)
    setContexts(&event)
    event.saidBy = quotes.firstIndex { $0.tokens.contains(event.head) }
  }

  /// "a man", "the suspect": one person without a name.
  private func individual(in event: EventFinding) -> Range<Int>? {
    for case .described(let words) in event.parties where isIndividual(words) { return words }
    return nil
  }

  private func isIndividual(_ words: Range<Int>) -> Bool {
    let head = headToken(of: words)
    return analyzed.tokens[head].pennTag == .noun && !isStateNoun(lowered[head])
      && ["a", "an", "the", "one"].contains(lowered[words.lowerBound])
  }

  /// Whether a described plural acts.
  private func isGroup(_ event: EventFinding) -> Bool {
    guard case .described(let words) = event.actors.first else { return false }
    return analyzed.tokens[headToken(of: words)].pennTag == .nounPlural
  }

  /// Writes the events into the record, those surer than the margin.
  func fillEvents(_ record: inout Record, ids: [String], minimum: Double) {
    for event in events where event.confidence >= minimum {
      var found = Event(
        id: "e\(record.events.count + 1)", kind: event.kind, trigger: span(event.trigger),
        sentence: span(analyzed.sentences[sentenceOf[event.head]].tokens),
        confidence: event.confidence, sieve: event.sieve)
      found.mode = event.sense.mode
      found.context = event.contexts
      found.actors = event.actors.map { participant($0, ids: ids) }
      found.recipients = event.recipients.map { participant($0, ids: ids) }
      found.status = event.status
      found.time = event.time.map { times[$0].id }
      found.place = event.place.map { ids[$0] }
      found.saidBy = event.saidBy
      record.events.append(found)
    }
  }

  private func participant(_ party: EventParty, ids: [String]) -> Participant {
    switch party {
    case .entity(let entity): .entity(ids[entity])
    case .described(let tokens): .described(analyzed.string(tokens))
    }
  }
}
