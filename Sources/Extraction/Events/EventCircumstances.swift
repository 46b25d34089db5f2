internal import Language

/// When, where, in what state and in what context an act is.
extension Reading {
  /// The nearest time of the act's sentence; one across a comma or another verb is farther.
  ///
  /// What is told in the past has no time that lies ahead: "welcomed a meeting next spring".
  func attachTime(_ event: inout EventFinding, published: Int64?) {
    let today = published.map { CivilDay(seconds: $0, offset: 0).number }
    let sentence = analyzed.sentences[sentenceOf[event.head]].tokens
    // Farther than this no time scores.
    let near = sentence.clamped(to: max(0, event.head - 60)..<event.head + 60)
    var best: (time: Int, score: Int)?
    var low = times.partitionPoint(where: { $0.tokens.upperBound <= near.lowerBound })
    while low < times.count, times[low].tokens.lowerBound < near.upperBound {
      let time = times[low]
      let isAhead =
        event.isPast
        && (lowered[time.tokens.lowerBound - 1] == "by" || lowered[time.tokens.lowerBound] == "by"
          || today.map { day in time.first.map { $0.number > day + 1 } ?? false } ?? false)
      if time.kind == .date || time.kind == .time, !time.value.hasSuffix("_REF"), !isAhead {
        let isBefore = time.tokens.upperBound <= event.head
        let gap =
          isBefore
          ? time.tokens.upperBound..<event.head
          : min(event.head + 1, time.tokens.lowerBound)..<time.tokens.lowerBound
        var score = gap.count
        for token in gap {
          let word = lowered[token]
          if word == "," || word == ";" || word == "—" {
            score += isBefore && time.tokens.lowerBound <= sentence.lowerBound + 2 ? 0 : 6
          }
          if [
            "who", "which", "that", "after", "before", "when", "while", "but", "because", "since",
          ]
          .contains(word) {
            score += 12
          }
          if ReportingLexicon.shared.verbs[word] != nil, !isBefore { score += 6 }
          // "welcomed the offer to hold talks in May": the time of the talks.
          if !isBefore, word == "to", analyzed.tokens[token].pennTag == .to { score += 10 }
          // "hold drills by May and share data": the time belongs to what is told before it.
          if isBefore, analyzed.tokens[token].relation == .cc,
            analyzed.tokens[max(analyzed.tokens[token].head, 0)].tag == .verb,
            time.tokens.lowerBound > sentence.lowerBound + 2, event.sieve == "verb"
          {
            score += 30
          }
        }
        if score < (best?.score ?? 40) { best = (low, score) }
      }
      low += 1
    }
    event.time = best?.time
  }

  /// The nearest place behind "in", "at", "near", "outside" that takes no part itself.
  func attachPlace(_ event: inout EventFinding) {
    let sentence = analyzed.sentences[sentenceOf[event.head]].tokens
    var best: (entity: Int, distance: Int)?
    for token in sentence.clamped(to: max(0, event.head - 40)..<event.head + 40) {
      guard let name = name(at: token), names[name].tokens.lowerBound == token,
        names[name].kind == .place || names[name].kind == .organization,
        let entity = entity(ofName: name)
      else { continue }
      var before = token - 1
      while before > sentence.lowerBound,
        [
          "the", "of", "city", "town", "province", "region",
          "northern", "southern", "eastern", "western", "central", "village", "capital", "state",
        ]
        .contains(lowered[before])
      {
        before -= 1
      }
      guard before >= sentence.lowerBound,
        [
          "in", "at", "near", "outside", "inside", "around",
          "across", "throughout",
        ].contains(lowered[before]),
        names[name].kind == .place || lowered[before] != "in"
      else { continue }
      let distance = abs(token - event.head) + (token < event.head ? 4 : 0)
      if distance < best?.distance ?? 30 { best = (entity, distance) }
    }
    event.place = best?.entity
  }

  /// What tense and modality left open: background and old years are history, modifiers tell of
  /// plans, the verb that calls an act off.
  func setStatus(_ event: inout EventFinding, published: Int64?) {
    let head = event.head
    let start = max(
      analyzed.sentences[sentenceOf[head]].tokens.lowerBound, event.trigger.lowerBound - 3)
    if event.status == .happened, event.sieve != "verb" {
      for token in start..<event.trigger.lowerBound {
        switch lowered[token] {
        case "planned", "proposed", "upcoming", "forthcoming", "future", "scheduled", "next",
          "imminent":
          event.status = .planned
        case "possible", "potential", "alleged", "threatened", "attempted": event.status = .possible
        case "ongoing", "continuing", "growing": event.status = .ongoing
        case "cancelled", "canceled", "postponed": event.status = .calledOff
        default: break
        }
      }
    }
    if event.status == .happened || event.status == .ongoing {
      if let time = event.time, let published, let last = times[time].last,
        last.number < CivilDay(seconds: published, offset: 0).number - 400
      {
        event.status = .historical
      } else if event.time == nil, isBackground(head), hasPluperfect(head) {
        event.status = .historical
      }
    }
    if event.status == .happened, isLongAgo(event) { event.status = .historical }
    // What somebody has said is past, whatever time its content has.
    if event.status == .happened, !event.isPast, let time = event.time, let published,
      let first = times[time].first,
      first.number > CivilDay(seconds: published, offset: 0).number + 1
    {
      event.status = .planned
    }
  }

  /// "was convicted years ago", "has previously attacked".
  private func isLongAgo(_ event: EventFinding) -> Bool {
    let sentence = analyzed.sentences[sentenceOf[event.head]].tokens
    if ["previously", "historically"].contains(lowered[event.head - 1]) { return true }
    for token in event.head + 1..<max(event.head + 1, min(event.head + 9, sentence.upperBound)) {
      if [",", ";"].contains(lowered[token]) { return false }
      if ["previously", "historically"].contains(lowered[token]) { return true }
      if lowered[token] == "ago", ["years", "decades", "centuries"].contains(lowered[token - 1]) {
        return true
      }
    }
    return false
  }

  func isBackground(_ token: Int) -> Bool {
    background.contains { $0.tokens.contains(token) }
  }

  private func hasPluperfect(_ token: Int) -> Bool {
    lowered[token - 1] == "had" || lowered[token - 2] == "had"
  }

  /// The contexts of the sense, then those that words beside the act speak of; at most three.
  func setContexts(_ event: inout EventFinding) {
    var found = event.sense.contexts
    let sentence = analyzed.sentences[sentenceOf[event.head]].tokens
    let near =
      max(
        sentence.lowerBound, event.trigger.lowerBound - 12)..<min(
        sentence.upperBound, event.trigger.upperBound + 12)
    let lexicon = EventLexicon.shared
    var scores = [Int](repeating: 0, count: lexicon.contexts.count)
    for token in near {
      let word = lowered[token]
      var told = lexicon.contextsOfWord[word] ?? []
      if word.hasSuffix("s") { told += lexicon.contextsOfWord[EventLexicon.singular(word)] ?? [] }
      if lexicon.contextStarts.contains(word) {
        told += lexicon.contextsOfWord[word + " " + lowered[token + 1]] ?? []
      }
      for context in Set(told) { scores[context] += 1 }
    }
    let order = scores.indices.filter { scores[$0] > 0 }.sorted {
      (scores[$1], $0) < (scores[$0], $1)
    }
    for context in order where found.count < 3 {
      let name = lexicon.contexts[context]
      if !found.contains(name) { found.append(name) }
    }
    event.contexts = found
  }
}
