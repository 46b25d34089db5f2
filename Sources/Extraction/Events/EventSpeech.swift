internal import Language

/// Acts that are words: who judges, demands or welcomes in what they are quoted with.
extension Reading {
  private static let blame = EventLexicon.words["blame"]
  private static let mildBlame = EventLexicon.words["mild blame"]
  private static let approval = EventLexicon.words["approval"]
  private static let mildApproval = EventLexicon.words["mild approval"]
  private static let faintBlame = EventLexicon.words["faint blame"]
  private static let faintApproval = EventLexicon.words["faint approval"]
  private static let misdeed = EventLexicon.words["misdeed"]

  /// What quoted words judge or demand.
  private struct Verdict {
    var kind: Event.Kind
    var token: Int
    /// What speaks for it, a word of the confidence table: the surer reading of a speaker stands.
    var cue: Cue
    /// Who is accused or asked, where the words say it.
    var target: EventParty?
  }

  /// How plainly words judge or demand, the plainest last.
  private enum Cue: String, Comparable {
    case we, faint, mild, thing, need, modal, word, misdeed, institution

    private var rank: Int {
      switch self {
      case .we, .faint: 0
      case .mild, .thing: 1
      case .need: 2
      case .modal: 3
      case .word: 4
      case .misdeed: 5
      case .institution: 6
      }
    }

    static func < (first: Cue, second: Cue) -> Bool { first.rank < second.rank }
  }

  private struct Said: Hashable {
    var party: EventParty
    var kind: Event.Kind
  }

  func speechEvents(besides found: [EventFinding]) -> [EventFinding] {
    var events: [EventFinding] = []
    /// What a verb or noun has told already, by sentence.
    var told: Set<SentenceKind> = []
    let heads = Set(found.map(\.head))
    for event in found {
      told.insert(SentenceKind(sentence: sentenceOf[event.head], kind: event.kind))
    }
    /// What a speaker has judged already, an index of `events`.
    var said: [Said: Int] = [:]
    for (index, quote) in quotes.enumerated() {
      guard let speaker = quote.speaker, quote.tokens.lowerBound >= bodyStart else { continue }
      let party = EventParty(speaker)
      var sentence = sentenceOf[quote.tokens.lowerBound]
      while sentence < analyzed.sentences.count,
        analyzed.sentences[sentence].tokens.lowerBound < quote.tokens.upperBound
      {
        let tokens = analyzed.sentences[sentence].tokens.clamped(to: quote.tokens)
        for verdict in verdicts(tokens, by: party, isIndirect: quote.kind == .indirect)
        where !told.contains(SentenceKind(sentence: sentence, kind: verdict.kind))
          && !heads.contains(verdict.token)
        {
          let event = speechEvent(verdict, by: party, quote: index, in: tokens)
          // What somebody says in several sentences is one judgement: its plainest words stand.
          let key = Said(party: party, kind: verdict.kind)
          if let same = said[key] {
            if rank(of: events[same]) < verdict.cue { events[same] = event }
          } else {
            said[key] = events.count
            events.append(event)
          }
        }
        sentence += 1
      }
    }
    return events
  }

  private func rank(of event: EventFinding) -> Cue {
    event.cue.flatMap { Cue(rawValue: $0) } ?? .word
  }

  private func speechEvent(
    _ verdict: Verdict, by party: EventParty, quote: Int, in tokens: Range<Int>
  ) -> EventFinding {
    var event = EventFinding(
      sense: EventSense(
        kind: verdict.kind, mode: verdict.kind == .accuse ? "disapprove" : nil, contexts: [],
        frame: EventFrame("none"), objects: [], particle: []),
      trigger: verdict.token..<verdict.token + 1, head: verdict.token,
      sieve: verdict.cue == .misdeed ? "misdeed" : "speech")
    event.cue = verdict.cue.rawValue
    event.actors = [party]
    event.saidBy = quote
    event.recipients =
      verdict.target.map { [$0] }
      ?? (verdict.kind == .request ? [] : named(in: tokens, besides: party))
    setContexts(&event)
    return event
  }

  /// One verdict a type: the plainest of the words.
  private func verdicts(
    _ tokens: Range<Int>, by party: EventParty, isIndirect: Bool
  ) -> [Verdict] {
    // Whoever asks does not judge.
    if let last = tokens.last, words[last] == "?" || words[min(last + 1, words.count - 1)] == "?" {
      return []
    }
    let found =
      [misdeed(tokens, by: party)] + judgements(tokens, by: party, isIndirect: isIndirect)
      + [demand(tokens, by: party)]
    var best: [Verdict] = []
    for case let verdict? in found {
      if let same = best.firstIndex(where: { $0.kind == verdict.kind }) {
        if best[same].cue < verdict.cue { best[same] = verdict }
      } else {
        best.append(verdict)
      }
    }
    return best
  }

  // MARK: Demands

  /// "the church should establish", "they must be reported", "more protection is needed".
  private func demand(_ tokens: Range<Int>, by party: EventParty) -> Verdict? {
    var best: Verdict?
    for token in tokens {
      guard let verdict = demand(at: token, in: tokens, by: party) else { continue }
      if best.map({ $0.cue < verdict.cue }) ?? true { best = verdict }
    }
    return best
  }

  private func demand(at token: Int, in tokens: Range<Int>, by party: EventParty) -> Verdict? {
    let word = lowered[token]
    let cue: Cue
    var verb = token
    switch word {
    case "must", "should", "ought":
      verb = analyzed.tokens[token].head
      guard tokens.contains(verb) else { return nil }
      // "should have acted" blames, "should have no doubt" comforts.
      if lowered[token + 1] == "have" || lowered[token + 1] == "know" { return nil }
      if ["must", "should"].contains(word), lowered[token + 1] == "be",
        lowered[token + 2].hasSuffix("ing")
      {
        return nil
      }
      cue = .modal
    case "need" where lowered[token + 1] != "to" && analyzed.tokens[token].tag == .verb:
      // "we need stronger laws".
      cue = .need
    case "need", "needs", "has", "have":
      guard analyzed.tokens[token].tag != .noun, lowered[token + 1] == "to",
        token + 2 < tokens.upperBound
      else { return nil }
      if word.hasPrefix("ha"), lowered[token + 2] != "stop" && lowered[token + 2] != "be" {
        return nil
      }
      cue = .need
    case "needed", "overdue":
      guard ["is", "are", "urgently", "badly", "long"].contains(lowered[token - 1]) else {
        return nil
      }
      cue = .need
    case "time":
      // "it is time to act", "time for Congress to act".
      guard ["'s", "’s", "is", "past", "about", "high"].contains(lowered[token - 1]),
        ["to", "for", "that"].contains(lowered[token + 1])
      else { return nil }
      cue = .need
    case "urge", "demand", "implore", "plead":
      guard !["we", "i"].contains(lowered[token - 1]), analyzed.tokens[token].tag == .verb else {
        return nil
      }
      cue = .word
    default: return nil
    }
    if isNegated(token, in: tokens) { return nil }
    let subject = near(verb, in: tokens).first {
      analyzed.tokens[$0].head == verb
        && [.nsubj, .nsubjPass].contains(analyzed.tokens[$0].relation)
    }
    guard let subject else { return Verdict(kind: .request, token: token, cue: cue) }
    if ["we", "i", "you", "one", "it", "he", "she", "there"].contains(lowered[subject]) {
      return Verdict(kind: .request, token: token, cue: .we)
    }
    let isPassive = analyzed.tokens[subject].relation == .nsubjPass
    guard let target = asked(subject), target != party else {
      return Verdict(kind: .request, token: token, cue: cue)
    }
    return Verdict(
      kind: .request, token: token, cue: .institution, target: isPassive ? nil : target)
  }

  private func asked(_ subject: Int) -> EventParty? {
    if let entity = entity(in: subject..<subject + 1) ?? nationOf(subject) {
      return .entity(entity)
    }
    guard isActorNoun(lowered[subject]) else { return nil }
    let start =
      subject > 0 && ["the", "these", "all", "our"].contains(lowered[subject - 1])
      ? subject - 1 : subject
    return .described(start..<subject + 1)
  }

  // MARK: Judgements

  private func judgements(
    _ tokens: Range<Int>, by party: EventParty, isIndirect: Bool
  ) -> [Verdict?] {
    // What a court finds is a ruling.
    let isCourt: Bool =
      switch party {
      case .entity(let entity):
        entities[entity].bodyKind == "court"
      case .described(let range): lowered[headToken(of: range)] == "court"
      }
    var blame: Verdict?
    var approval: Verdict?
    for token in tokens {
      let word = lowered[token]
      let cue: Cue
      let isBlame: Bool
      if Self.blame.contains(word) {
        (cue, isBlame) = (isIndirect ? .mild : .word, true)
      } else if Self.approval.contains(word) {
        (cue, isBlame) = (isIndirect ? .mild : .word, false)
      } else if !isIndirect, Self.mildBlame.contains(word) {
        (cue, isBlame) = (.mild, true)
      } else if !isIndirect, Self.mildApproval.contains(word) {
        (cue, isBlame) = (.mild, false)
      } else if !isIndirect, Self.faintBlame.contains(word) {
        (cue, isBlame) = (.faint, true)
      } else if !isIndirect, Self.faintApproval.contains(word) {
        (cue, isBlame) = (.faint, false)
      } else {
        continue
      }
      if isNegated(token, in: tokens) {
        // "that is not okay".
        if !isBlame, cue < .word, !isCourt, blame == nil {
          blame = Verdict(kind: .accuse, token: token, cue: .mild)
        }
        continue
      }
      if isBlame {
        guard !isCourt else { continue }
        if blame.map({ $0.cue < cue }) ?? true {
          blame = Verdict(kind: .accuse, token: token, cue: cue)
        }
      } else if approval.map({ $0.cue < cue }) ?? true {
        approval = Verdict(kind: .support, token: token, cue: cue)
      }
    }
    // Praise beside plain blame is courtesy or irony, and the other way round.
    if let one = blame, let other = approval {
      return one.cue < other.cue ? [other] : [one]
    }
    return [blame, approval]
  }

  /// The words around one: what it governs stands there, and the work stays linear.
  private func near(_ token: Int, in tokens: Range<Int>) -> Range<Int> {
    tokens.clamped(to: max(0, token - 60)..<token + 60)
  }

  private func isNegated(_ token: Int, in tokens: Range<Int>) -> Bool {
    for before in max(tokens.lowerBound, token - 3)..<token
    where ClosedClasses.negations.contains(lowered[before]) || lowered[before] == "no" {
      return true
    }
    return ClosedClasses.negations.contains(lowered[token + 1])
  }

  /// "the government is breaking the law", "Iran is unduly influencing": a wrong that somebody
  /// named is said to do.
  private func misdeed(_ tokens: Range<Int>, by party: EventParty) -> Verdict? {
    for token in tokens
    where analyzed.tokens[token].tag == .verb && Self.misdeed.contains(analyzed.lemma(token)) {
      guard
        let subject = near(token, in: tokens).first(where: {
          analyzed.tokens[$0].head == token && analyzed.tokens[$0].relation == .nsubj
        }),
        !near(token, in: tokens).contains(where: {
          analyzed.tokens[$0].head == token
            && (ClosedClasses.negations.contains(lowered[$0])
              || analyzed.tokens[$0].pennTag == .modal && lowered[$0] != "will")
        })
      else { continue }
      let target: EventParty
      if let entity = entity(in: subject..<subject + 1) ?? nationOf(subject) {
        target = .entity(entity)
      } else if isActorNoun(lowered[subject]) {
        target = .described(subject..<subject + 1)
      } else if analyzed.tokens[subject].tag == .noun,
        near(token, in: tokens).contains(where: {
          analyzed.tokens[$0].head == token && analyzed.tokens[$0].relation == .obj
        })
      {
        // "the law violates our rights": what is wrong, not who.
        return Verdict(kind: .accuse, token: token, cue: .thing)
      } else {
        continue
      }
      guard target != party else { continue }
      return Verdict(kind: .accuse, token: token, cue: .misdeed, target: target)
    }
    return nil
  }

  /// "the British government": the country before a noun that stands for it.
  private func nationOf(_ token: Int) -> Int? {
    guard isStateNoun(lowered[token]), let name = name(at: token - 1) else { return nil }
    return entity(ofName: name)
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
