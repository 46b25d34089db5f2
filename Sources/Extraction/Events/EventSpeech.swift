internal import Language

/// Acts that are words: who judges, demands or welcomes in what they are quoted with.
extension Reading {
  private static let blame = EventLexicon.words["blame"]
  private static let demand = EventLexicon.words["demand"]
  private static let misdeed = EventLexicon.words["misdeed"]
  private static let approval = EventLexicon.words["approval"]

  func speechEvents(besides found: [EventFinding]) -> [EventFinding] {
    var events: [EventFinding] = []
    for (index, quote) in quotes.enumerated() {
      guard let speaker = quote.speaker, quote.tokens.lowerBound >= bodyStart else { continue }
      let party: EventParty =
        switch speaker {
        case .entity(let entity): .entity(entity)
        case .described(let range): .described(range)
        }
      let sentences = Set(quote.tokens.map { sentenceOf[$0] })
      for sentence in sentences.sorted() {
        let tokens = analyzed.sentences[sentence].tokens.clamped(to: quote.tokens)
        let judged = quote.kind == .indirect ? nil : self.verdict(tokens, by: party)
        guard let verdict = judged ?? misdeed(tokens, by: party),
          !found.contains(where: {
            $0.kind == verdict.kind && sentenceOf[$0.head] == sentence
          }),
          !events.contains(where: { $0.kind == verdict.kind && $0.actors == [party] })
        else { continue }
        var event = EventFinding(
          sense: EventSense(
            kind: verdict.kind, mode: verdict.kind == .accuse ? "disapprove" : nil, contexts: [],
            frame: EventFrame("none"), objects: [], particle: []),
          trigger: verdict.token..<verdict.token + 1, head: verdict.token,
          sieve: verdict.target == nil ? "speech" : "misdeed")
        event.actors = [party]
        event.saidBy = index
        event.recipients =
          verdict.target.map { [.entity($0)] } ?? named(in: tokens, besides: party)
        setContexts(&event)
        events.append(event)
        break
      }
    }
    return events
  }

  /// What quoted words judge or demand by a word of theirs.
  private struct Verdict {
    var kind: Event.Kind
    var token: Int
    /// Who is accused, where the words say it.
    var target: Int?
  }

  /// "the government is breaking the law", "Iran is unduly influencing": a wrong that somebody
  /// named is said to do.
  private func misdeed(_ tokens: Range<Int>, by party: EventParty) -> Verdict? {
    for token in tokens
    where analyzed.tokens[token].tag == .verb && Self.misdeed.contains(analyzed.lemma(token)) {
      guard
        let subject = tokens.first(where: {
          analyzed.tokens[$0].head == token && analyzed.tokens[$0].relation == .nsubj
        }),
        !tokens.contains(where: {
          analyzed.tokens[$0].head == token
            && (ClosedClasses.negations.contains(lowered[$0])
              || analyzed.tokens[$0].pennTag == .modal && lowered[$0] != "will")
        })
      else { continue }
      guard let target = entity(in: subject..<subject + 1) ?? nationOf(subject),
        .entity(target) != party
      else { continue }
      return Verdict(kind: .accuse, token: token, target: target)
    }
    return nil
  }

  /// "the British government": the country before a noun that stands for it.
  private func nationOf(_ token: Int) -> Int? {
    guard isStateNoun(lowered[token]), let name = name(at: token - 1) else { return nil }
    return entity(ofName: name)
  }

  private func verdict(_ tokens: Range<Int>, by party: EventParty) -> Verdict? {
    // What a court finds is a ruling.
    let isCourt: Bool =
      switch party {
      case .entity(let entity):
        (entities[entity].entry?.organizationKind ?? entities[entity].detail) == "court"
      case .described(let range): lowered[headToken(of: range)] == "court"
      }
    for token in tokens {
      let isNegated =
        token > tokens.lowerBound
        && (ClosedClasses.negations.contains(lowered[token - 1])
          || ClosedClasses.negations.contains(lowered[max(0, token - 2)]))
      if isNegated { continue }
      if !isCourt, Self.blame.contains(lowered[token]) {
        return Verdict(kind: .accuse, token: token)
      }
      if Self.approval.contains(lowered[token]) { return Verdict(kind: .support, token: token) }
    }
    for token in tokens
    where Self.demand.contains(lowered[token]) && !["we", "i"].contains(lowered[token - 1]) {
      return Verdict(kind: .request, token: token)
    }
    return nil
  }

  /// Whom the words speak of: the first that is named in them.
  private func named(in tokens: Range<Int>, besides party: EventParty) -> [EventParty] {
    for token in tokens {
      guard let name = name(at: token), let entity = entity(ofName: name),
        .entity(entity) != party
      else { continue }
      // A president's own country is not who he speaks of.
      if case .entity(let speaker) = party, speaksFor(speaker, entity) { continue }
      return [.entity(entity)]
    }
    return []
  }
}
