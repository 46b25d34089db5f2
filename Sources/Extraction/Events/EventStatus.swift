internal import Language

/// The status of an act by its verb: tense, modality, negation, and what governs it.
extension EventSieve {
  func status(of index: Int) -> Event.Status {
    let group = chunks[index].verb
    if group.isNegated { return .denied }
    if isConditional(index) { return .possible }
    // "said it would send troops": the future, seen from then; "to have sunk" lies behind.
    if group.modal == "would", isReported(index) {
      return isConditionBehind(index) ? .possible : .planned
    }
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
      // "is in the process of leaving".
      if before >= 0, chunks[before].kind == .noun,
        reading.lowered[reading.headToken(of: chunks[before].tokens)] == "process"
      {
        return .ongoing
      }
    }
    if group.isProgressive { return group.isPast ? .happened : .ongoing }
    return .happened
  }

  /// "Russia deepens ties", "who is supported by": a state that lasts, where no headline speaks.
  func isPresent(_ index: Int) -> Bool {
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

  func infinitiveStatus(_ index: Int) -> Event.Status {
    if reading.lowered[chunks[index].tokens.lowerBound - 1] == "unable" { return .denied }
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
    if [
      "offered", "offers", "volunteered", "considering", "considers", "wants", "want", "wanted",
      "hopes", "hoped", "could", "able",
    ]
    .contains(main) {
      return .possible
    }
    return .planned
  }

  /// "would resign if the senate voted".
  private func isConditionBehind(_ index: Int) -> Bool {
    chunks.dropFirst(index + 1).prefix(6).contains {
      $0.kind == .subordinator && ["if", "unless"].contains(reading.lowered[$0.tokens.lowerBound])
    }
  }

  /// Whether a verb stands in what a verb of saying in the past reports.
  func isReported(_ index: Int) -> Bool {
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

  func isConditional(_ index: Int) -> Bool {
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
}
