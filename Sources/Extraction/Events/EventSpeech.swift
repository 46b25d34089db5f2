internal import Language

/// Acts that are words: who judges, demands or welcomes in what they are quoted with.
extension Reading {
  private static let blame: Set<String> = [
    "illegal", "unacceptable", "unlawful", "unconstitutional", "violation", "violations", "shame",
    "shameful", "disgrace", "disgraceful", "outrageous", "outrage", "contempt", "hypocrisy",
    "lies", "lying", "cowardly", "barbaric", "heinous", "wrong",
    "irresponsible", "reckless", "corrupt", "hoax", "witch", "betrayal", "disappointed",
    "disappointing", "appalling", "appalled", "sad", "unfair",
    "unjust", "injustice", "racist", "dictator", "aggression", "unprovoked", "disastrous",
    "infanticide", "condemn", "unjustified", "absurd", "ridiculous",
    "despicable", "terrible", "horrific", "provocation", "incompetence", "deplorable",
  ]
  private static let demand: Set<String> = ["must", "urge", "demand", "ought"]
  private static let approval: Set<String> = [
    "welcome", "proud", "congratulate", "thank", "appreciate", "applaud", "commend", "grateful",
    "milestone", "delighted", "pleased", "praise", "excellent", "glad",
    "breakthrough",
  ]

  func speechEvents(besides found: [EventFinding]) -> [EventFinding] {
    var events: [EventFinding] = []
    for (index, quote) in quotes.enumerated() {
      guard let speaker = quote.speaker, quote.tokens.lowerBound >= bodyStart,
        quote.kind != .indirect
      else { continue }
      let party: EventParty =
        switch speaker {
        case .entity(let entity): .entity(entity)
        case .described(let range): .described(range)
        }
      let sentences = Set(quote.tokens.map { sentenceOf[$0] })
      for sentence in sentences.sorted() {
        let tokens = analyzed.sentences[sentence].tokens.clamped(to: quote.tokens)
        guard let (kind, token) = verdict(tokens),
          !found.contains(where: { $0.kind == kind && sentenceOf[$0.head] == sentence }),
          !events.contains(where: { $0.kind == kind && $0.actors == [party] })
        else { continue }
        var event = EventFinding(
          sense: EventSense(
            kind: kind, mode: kind == .accuse ? "disapprove" : nil, contexts: [],
            frame: EventFrame("none"), objects: [], particle: []),
          trigger: token..<token + 1, head: token, sieve: "speech")
        event.actors = [party]
        event.saidBy = index
        event.recipients = named(in: tokens, besides: party)
        setContexts(&event)
        events.append(event)
        break
      }
    }
    return events
  }

  private func verdict(_ tokens: Range<Int>) -> (Event.Kind, Int)? {
    for token in tokens {
      let isNegated =
        token > tokens.lowerBound
        && (ClosedClasses.negations.contains(lowered[token - 1])
          || ClosedClasses.negations.contains(lowered[max(0, token - 2)]))
      if isNegated { continue }
      if Self.blame.contains(lowered[token]) { return (.accuse, token) }
      if Self.approval.contains(lowered[token]) { return (.support, token) }
    }
    for token in tokens where Self.demand.contains(lowered[token]) { return (.request, token) }
    return nil
  }

  /// Whom the words speak of: the first that is named in them.
  private func named(in tokens: Range<Int>, besides party: EventParty) -> [EventParty] {
    for token in tokens {
      guard let name = name(at: token), let entity = entity(ofName: name),
        .entity(entity) != party
      else { continue }
      return [.entity(entity)]
    }
    return []
  }
}
