internal import Language

/// The acts that the trigger model takes from what the rules have found and from what the words may
/// tell beside it.
extension Reading {
  /// Less likely acts that no rule has found are not looked at further, in probability.
  private static let leastLikely: Float = 0.05

  /// Chooses the acts of the text. That a sentence tells an act of a type is as likely as any of its
  /// words is to tell it; it is told by what a rule found, with its participants, else by the likeliest
  /// word, whose participants come from its clause. What rules found apart stays apart.
  func judged(
    _ tellings: [EventFinding], by model: TriggerModel, lexicon: Lexicon, chunker: Chunker
  ) -> [EventFinding] {
    // What merging keeps has taken in what its other tellings say.
    let kept = merged(tellings)
    let keptAt = Dictionary(
      kept.map { (Act(word: $0.head, kind: $0.kind), $0) }, uniquingKeysWith: { first, _ in first })
    var table = triggerTable(tellings, kept: kept, lexicon: lexicon)
    let rows = table.rows
    let first = rows.map { model.first.logit($0.features) }
    let beside = table.secondLook(first)
    let second = rows.indices.map {
      TriggerTable.probability(model.second.logit(beside[$0], first: first[$0]))
    }
    var places: [SentenceKind: [Int]] = [:]
    for index in rows.indices {
      let place = SentenceKind(sentence: sentenceOf[rows[index].token], kind: rows[index].kind)
      places[place, default: []].append(index)
    }
    var builder = ActBuilder(self, chunker)
    var found: [EventFinding] = []
    for (place, members) in places.sorted(by: { $0.value[0] < $1.value[0] }) {
      let probability = 1 - members.reduce(1) { $0 * (1 - second[$1]) }
      let ruled = members.filter { rows[$0].telling != nil && rows[$0].isKept }
        .sorted { second[$0] > second[$1] }
      guard let best = ruled.first else {
        guard probability >= Self.leastLikely,
          let word = members.max(by: { second[$0] < second[$1] }),
          // What merging put to another telling is told there.
          members.allSatisfy({ rows[$0].telling == nil }),
          var event = builder.event(rows[word].token, place.kind)
        else { continue }
        event.confidence = Self.confidence(probability)
        found.append(event)
        continue
      }
      for row in ruled {
        guard var event = keptAt[Act(word: rows[row].token, kind: place.kind)] else { continue }
        let own = row == best ? probability : TriggerTable.probability(first[row])
        // Two sides that a rule has found speak for it where the words alone are common.
        let isWhole = !event.actors.isEmpty && !event.recipients.isEmpty
        event.confidence = Self.confidence(
          isWhole ? max(own, (own + Float(event.confidence)) / 2) : own)
        found.append(event)
      }
    }
    return oneTypeAWord(found)
  }

  /// A word tells one act: what the model alone gives it stays only as the surest, and what a rule found
  /// is at most as likely as the surest is not.
  private func oneTypeAWord(_ found: [EventFinding]) -> [EventFinding] {
    var best: [Int: Double] = [:]
    for event in found { best[event.head] = max(best[event.head] ?? 0, event.confidence) }
    return found.compactMap { event in
      guard let surest = best[event.head], surest > event.confidence else { return event }
      guard event.sieve != "model" else { return nil }
      var event = event
      event.confidence = Self.confidence(min(Float(event.confidence), Float(1 - surest)))
      return event
    }
  }

  /// Two digits say all that the fit knows.
  private static func confidence(_ probability: Float) -> Double {
    min(max((Double(probability) * 100).rounded() / 100, 0.01), 0.99)
  }

  private struct Act: Hashable {
    /// The head of what tells it, a token.
    var word: Int
    var kind: Event.Kind
  }

  /// - Parameter kept: the tellings after merging.
  func triggerTable(
    _ tellings: [EventFinding], kept: [EventFinding], lexicon: Lexicon, isTuned: Bool = false
  ) -> TriggerTable {
    let heads = Set(kept.map(\.head))
    return TriggerTable(
      self, lexicon: lexicon, tellings: tellings,
      kept: Set(tellings.indices.filter { heads.contains(tellings[$0].head) }), isTuned: isTuned)
  }
}

/// Builds acts from a word and a type alone: who stands around it takes part.
struct ActBuilder {
  private let reading: Reading
  private let chunker: Chunker
  /// The sentence that was cut last.
  private var last: (sentence: Int, clauses: Clauses)?

  init(_ reading: Reading, _ chunker: Chunker) {
    self.reading = reading
    self.chunker = chunker
  }

  mutating func event(_ token: Int, _ kind: Event.Kind) -> EventFinding? {
    let sentence = reading.sentenceOf[token]
    let clauses: Clauses
    if let last, last.sentence == sentence {
      clauses = last.clauses
    } else {
      let tokens = reading.analyzed.sentences[sentence].tokens
      clauses = Clauses(reading: reading, chunks: chunker.chunks(of: tokens), sentence: tokens)
      last = (sentence, clauses)
    }
    let sieve = EventSieve(clauses)
    let sense = EventSense(
      kind: kind, mode: nil, contexts: [], frame: Self.frames[kind] ?? EventFrame("obj none"),
      objects: [], particle: [])
    var event = EventFinding(
      sense: sense, trigger: token..<token + 1, head: token, sieve: "model")
    event.isInTitle = sentence < reading.titleSentences
    guard let chunk = clauses.chunk(holding: token) else { return event }
    switch clauses.chunks[chunk].kind {
    case .verb where clauses.chunks[chunk].verb.main == token:
      let passive = clauses.chunks[chunk].verb.isPassive
      if let made = sieve.makeEvent(
        sense, chunk, passive: passive, end: token + 1, object: nil)
      {
        event.actors = made.actors
        event.recipients = made.recipients
        event.status = made.status
        event.isPast = made.isPast
        event.object = made.object
      } else {
        event.status = sieve.status(of: chunk)
      }
    case .noun:
      if let made = sieve.nounEvent(sense, chunk, trigger: token..<token + 1) {
        event.actors = made.actors
        event.recipients = made.recipients
        event.status = made.status
        event.isDefinite = made.isDefinite
      }
    default: break
    }
    // "This is a disgrace": who says so judges.
    if event.actors.isEmpty, [.accuse, .support, .request, .reject, .threaten].contains(kind),
      let quote = reading.quotes.first(where: { $0.tokens.contains(token) }),
      let speaker = quote.speaker
    {
      event.actors = [EventParty(speaker)]
      event.recipients.removeAll { event.actors.contains($0) }
    }
    return event
  }

  /// Where the recipients of each type stand.
  private static let frames: [Event.Kind: EventFrame] = [
    .agree: EventFrame("with to none sym ofA"),
    .consult: EventFrame("with obj to none sym ofA"),
    .cooperate: EventFrame("with none sym ofA"),
    .support: EventFrame("obj for to of none"),
    .concede: EventFrame("to none ofA"),
    .aid: EventFrame("to for obj none dat ofR"),
    .retreat: EventFrame("from obj none ofA"),
    .request: EventFrame("obj on to from none"),
    .accuse: EventFrame("obj of against at none"),
    .reject: EventFrame("obj of against none ofR"),
    .threaten: EventFrame("obj against to none ofA"),
    .protest: EventFrame("against obj none ofA"),
    .sanction: EventFrame("obj on against from none ofR"),
    .mobilize: EventFrame("against none ofA"),
    .coerce: EventFrame("obj on against none ofR possR"),
    .assault: EventFrame("obj on against of none ofR possR"),
  ]
}
