internal import Language

/// How sure an event is: a logistic function of what speaks for it, with the weights of
/// `Lexicons/event_confidence.txt`, fitted so that of what is said with 0.9 nine in ten are right.
extension Reading {
  /// What did not happen is kept for those who ask for it; the usual margin withholds it.
  static let deniedConfidence = 0.1

  func confidence(of event: EventFinding) -> Double {
    if event.status == .denied { return Self.deniedConfidence }
    let table = EventLexicon.confidence
    var sum = table["bias"] ?? 0
    for name in evidence(of: event) { sum += table[name] ?? 0 }
    let probability = 1 / (1 + exponential(-sum))
    // Two digits say all that the fit knows.
    return min(max((probability * 100).rounded() / 100, 0.11), 0.95)
  }

  /// The names of what speaks for or against an event, as the table has them.
  func evidence(of event: EventFinding) -> [String] {
    var names = ["type \(event.kind.rawValue)", "sieve \(event.sieve)"]
    switch (event.actors.isEmpty, event.recipients.isEmpty) {
    case (false, false): names.append("both sides")
    case (false, true): names.append("actor only")
    case (true, false): names.append("recipient only")
    case (true, true): names.append("nobody")
    }
    switch event.status {
    case .planned, .possible, .historical, .ongoing:
      names.append("status \(event.status.rawValue)")
    default: break
    }
    if let cue = event.cue { names.append("cue \(cue)") }
    if event.isDependent { names.append("subordinate") }
    if event.isInTitle { names.append("title") }
    if event.isDefinite { names.append("definite") }
    if event.saidBy != nil, event.sieve != "speech", event.sieve != "misdeed" {
      names.append("reported")
    }
    if event.sense.frame.flags.contains(.weak) { names.append("weak") }
    if !event.sense.objects.isEmpty { names.append("object fits") }
    if event.time != nil { names.append("time") }
    if isBackground(event.head) { names.append("background") }
    if let actor = event.actors.first, case .entity = actor { names.append("named actor") }
    if let recipient = event.recipients.first, case .entity = recipient {
      names.append("named recipient")
    }
    if event.parties.contains(where: { isPublic($0) }) { names.append("public party") }
    if event.contexts.isEmpty { names.append("no context") }
    let sentence = sentenceOf[event.head]
    if sentence >= titleSentences, sentence < titleSentences + 2 { names.append("lead") }
    return names
  }

  /// Whether a participant is a state, holds an office or a part of its power, or takes it on.
  func isPublic(_ party: EventParty) -> Bool {
    switch party {
    case .described(let words):
      return words.contains { token in
        let word = EventLexicon.singular(lowered[token])
        return isStateNoun(lowered[token]) || EventLexicon.words["public"].contains(word)
      }
    case .entity(let entity):
      if isCountry(entity) { return true }
      switch entities[entity].kind {
      case .place: return false
      case .person:
        return entities[entity].roles.contains { $0.of.map { isPublic(.entity($0)) } ?? false }
      case .organization:
        let kind = entities[entity].bodyKind
        return kind.map { EventLexicon.words["public kind"].contains($0) } ?? false
      }
    }
  }

  /// e to the x, for sums of a few weights: the core has no Foundation.
  private func exponential(_ x: Double) -> Double {
    let x = min(max(x, -30), 30)
    // e^x = (e^(x/1024))^1024 with four terms of the series: exact to 1e-9.
    let small = x / 1024
    var power = 1 + small + small * small / 2 + small * small * small / 6
    for _ in 0..<10 { power *= power }
    return power
  }
}
