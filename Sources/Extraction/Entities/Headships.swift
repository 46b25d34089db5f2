internal import Language

/// Roles that a verb of leading or of a trade tells: "X, who heads Y", "led by X", "who teaches Z".
extension Reading {
  static let headships: [String: String] = [
    "heads": "head", "headed": "head", "leads": "leader", "led": "leader", "chairs": "chair",
    "chaired": "chair", "runs": "head", "ran": "head", "commands": "commander",
    "commanded": "commander", "founded": "founder", "co-founded": "co-founder", "owns": "owner",
    "owned": "owner", "edits": "editor", "edited": "editor", "directs": "director",
    "directed": "director", "presides": "president", "presided": "president",
    "captained": "captain", "coaches": "coach", "coached": "coach", "manages": "manager",
    "managed": "manager", "heading": "head", "leading": "leader", "chairing": "chair",
    "co-chairs": "co-chair", "established": "founder", "hosts": "host", "hosted": "host",
    "presents": "presenter", "presented": "presenter", "produces": "producer",
  ]
  /// The same verbs behind "who" where it is several people.
  private static let pluralHeadships: [String: String] = [
    "head": "head", "lead": "leader", "chair": "chair", "run": "head", "own": "owner",
    "command": "commander", "co-chair": "co-chair", "manage": "manager",
  ]
  private static let headshipAdverbs: Set<String> = [
    "currently", "once", "now", "also", "previously", "formerly", "together", "jointly", "later",
    "then", "has", "had", "still", "briefly", "long", "himself", "herself", "earlier", "until",
    "recently", "who", "been",
  ]

  /// "Trudeau heads the Liberal Party", "Amina Wekesa, 54, who had led the powerful commission".
  mutating func findHeadship(_ name: Int, _ person: Int) {
    var verb = names[name].tokens.upperBound
    guard verb < words.count, sameSentence(verb, verb - 1) else { return }
    if words[verb] == ",", isAge(verb + 1), words[verb + 2] == "," { verb += 2 }
    if words[verb] == "," {
      guard lowered[verb + 1] == "who" else { return }
      verb += 2
    }
    var isFormer = false
    var isRelative = lowered[verb - 1] == "who"
    var skipped = 0
    while verb < words.count, skipped < 4, Self.headshipAdverbs.contains(lowered[verb]) {
      if ["had", "once", "previously", "formerly", "earlier"].contains(lowered[verb]) {
        isFormer = true
      }
      if lowered[verb] == "who" { isRelative = true }
      verb += 1
      skipped += 1
    }
    guard verb + 1 < words.count, sameSentence(verb, verb - 1) else { return }
    let found =
      Self.headships[lowered[verb]]
      ?? (isRelative ? Self.pluralHeadships[lowered[verb]] : nil)
    guard let title = found, let body = headedBody(behind: verb) else { return }
    isFormer = isFormer || isPastForm(verb) && !["founder", "co-founder"].contains(title)
    let people = Self.headships[lowered[verb]] == nil ? coordinated(upTo: name) : [person]
    for person in people {
      addHeadship(title, verb: verb, of: body, to: person, isFormer: isFormer)
    }
  }

  /// Verbs of a trade behind "who", with the noun of who does it.
  private static let trades: [String: String] = [
    "teaches": "teacher", "taught": "teacher", "advises": "adviser", "advised": "adviser",
    "coaches": "coach", "edits": "editor",
  ]

  /// "Ann Price, who teaches geology in Nouakchott,", "who advises Kim Lee".
  mutating func findTrade(_ name: Int, _ person: Int) {
    var verb = names[name].tokens.upperBound
    guard verb + 2 < words.count, sameSentence(verb, verb - 1), words[verb] == "," else { return }
    if isAge(verb + 1), words[verb + 2] == "," { verb += 2 }
    guard verb + 2 < words.count, lowered[verb + 1] == "who",
      let title = Self.trades[lowered[verb + 2]]
    else { return }
    verb += 2
    var owner: Int?
    var next = verb + 1
    while next < words.count, next - verb < 5, sameSentence(next, verb), isWord(next), !isVerb(next)
    {
      if let found = self.name(at: next) {
        owner = entity(ofName: found)
        break
      }
      next += 1
    }
    guard !entities[person].roles.contains(where: { headWord($0) == title }) else { return }
    entities[person].roles.append(
      .init(
        title: verb..<verb + 1, text: title, of: owner == person ? nil : owner,
        isFormer: lowered[verb].hasSuffix("ed") || lowered[verb] == "taught", sieve: "trade"))
  }

  /// "the union, led by Mary Ross and Kevin Hill," "a firm owned by X".
  mutating func findPassiveHeadships() {
    for verb in bodyStart..<max(bodyStart, words.count) where lowered[verb] == "by" {
      // "founded in 1890 by", "led since January by".
      var participle = verb - 1
      while participle > 0, verb - participle < 5, Self.headships[lowered[participle]] == nil,
        ["in", "since", "now", "jointly"].contains(lowered[participle])
          || words[participle].first?.isNumber ?? false
          || Self.calendarWords.contains(words[participle])
      {
        participle -= 1
      }
      guard participle > 1, let title = Self.headships[lowered[participle]],
        isPastForm(participle), sameSentence(participle, verb),
        [
          "head", "leader", "founder", "co-founder", "owner", "chair", "commander", "president",
          "host", "coach", "editor", "manager",
        ]
        .contains(title)
      else { continue }
      // The body stands right before the participle, with a comma or without, or "is" between.
      var before = participle - 1
      while before > 1, participle - before < 4,
        ["is", "was", "been", "has", "now", "currently", "being"].contains(lowered[before])
      {
        before -= 1
      }
      if words[before] == ",", before > 0 { before -= 1 }
      if words[before] == ")", before > 2, words[before - 2] == "(" { before -= 1 }
      var body: Int?
      if let owner = name(at: before), names[owner].kind == .organization {
        body = entity(ofName: owner)
      } else if before > 0, lowered[before - 1] == "the" {
        body = describedOwner(at: before)
      } else if let owner = name(at: before - 1), names[owner].kind == .organization,
        analyzed.tokens[before].tag == .noun, sameSentence(before - 1, before)
      {
        // "the New Patriotic Party caucus, led by".
        body = entity(ofName: owner)
      } else if before > 2, words[before - 1] == ")", words[before - 3] == "(",
        let owner = name(at: before - 2), names[owner].kind == .organization
      {
        body = entity(ofName: owner)
      }
      // "Based in Tripoli and led by": of the body that heads the section.
      if body == nil, ["and", ","].contains(lowered[before]) || !sameSentence(before, participle) {
        body = headingBody(participle)
      }
      guard let body, entities[body].kind == .organization else { continue }
      // "led by the lawyer Mary Ross".
      var next = verb + 1
      while next < words.count, next - verb < 9, sameSentence(next, verb), name(at: next) == nil,
        isWord(next), !isVerb(next)
      {
        next += 1
      }
      guard var index = name(at: next), sameSentence(next, verb) else { continue }
      var first = true
      while names[index].kind == .person, let person = entity(ofName: index) {
        addHeadship(title, verb: participle, of: body, to: person, isFormer: false)
        let end = names[index].tokens.upperBound
        guard first, end + 1 < words.count, lowered[end] == "and",
          let other = name(at: end + 1), names[other].tokens.lowerBound == end + 1
        else { break }
        index = other
        first = false
      }
    }
  }

  private mutating func addHeadship(
    _ title: String, verb: Int, of body: Int, to person: Int, isFormer: Bool
  ) {
    let known = entities[person].roles.contains {
      $0.of == body
        && ([title, "president", "head", "leader", "chair", "chairman", "chairwoman", "director"]
          .contains(headWord($0)))
    }
    guard !known else { return }
    entities[person].roles.append(
      .init(title: verb..<verb + 1, text: title, of: body, isFormer: isFormer, sieve: "heads"))
  }

  func isPastForm(_ verb: Int) -> Bool {
    lowered[verb].hasSuffix("ed") || ["led", "ran"].contains(lowered[verb])
  }

  /// The body that a verb has for object: "heads the powerful National Council", "presides over".
  private func headedBody(behind verb: Int) -> Int? {
    var next = verb + 1
    if ["presides", "presided"].contains(lowered[verb]) {
      guard lowered[next] == "over" else { return nil }
      next += 1
    }
    var steps = 0
    while next < words.count, steps < 6, sameSentence(next, verb) {
      if let owner = name(at: next) {
        if names[owner].kind == .organization {
          // "led NATO troops" heads no NATO.
          let end = names[owner].tokens.upperBound
          if steps == 0, end < words.count, isWord(end), sameSentence(end, verb),
            [.noun].contains(analyzed.tokens[end].tag), !isPossessive(end)
          {
            return nil
          }
          return entity(ofName: owner)
        }
        guard names[owner].kind == .adjective || isPossessive(names[owner].tokens.upperBound)
        else { return nil }
        next = names[owner].tokens.upperBound
        if isPossessive(next) { next += 1 }
        steps += 1
        continue
      }
      // "who co-founded the cartel".
      if lowered[next - 1] == "the" || next > verb + 1,
        let body = describedOwner(at: next), entities[body].kind == .organization,
        !isWord(next + 1) || Self.functionWords.contains(lowered[next + 1]) || isVerb(next + 1)
      {
        return body
      }
      guard isWord(next), !isVerb(next) || isCapitalised(next),
        !Self.functionWords.contains(lowered[next]),
        !["talks", "efforts", "protests", "calls"].contains(lowered[next])
      else { return nil }
      next += 1
      steps += 1
    }
    return nil
  }
}
