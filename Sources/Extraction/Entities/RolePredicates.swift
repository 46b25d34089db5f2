internal import Language

/// Roles that a verb tells: "X, who heads Y", "was mayor of", "served as", "appointed him".
extension Reading {
  private static let headships: [String: String] = [
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

  private func isPastForm(_ verb: Int) -> Bool {
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

  /// "X replaces Y as minister", "took over from Y", "succeeding Y": the office passes on.
  mutating func findSuccessions() {
    for verb in bodyStart..<max(bodyStart, words.count) {
      let word = lowered[verb]
      var next = verb + 1
      switch word {
      case "replaces", "replaced", "replacing", "replace", "succeeds", "succeeded", "succeeding",
        "succeed":
        break
      case "over"
      where verb > 0
        && ["took", "takes", "take", "taking", "taken"].contains(lowered[verb - 1]):
        // "took over last month from Nelson Teich".
        guard let from = (next..<next + 5).first(where: { lowered[$0] == "from" }),
          sameSentence(from, verb)
        else { continue }
        next = from + 1
      case "down" where ["stepped", "stepping", "stood"].contains(lowered[verb - 1]):
        passOn(verb - 1)
        continue
      case "resigned", "quit", "resignation", "departure", "ouster", "retirement", "dismissal":
        passOn(verb)
        continue
      default: continue
      }
      if next < words.count, ["was", "been", "being", "be", "is"].contains(lowered[verb - 1]) {
        continue
      }
      // The predecessor: a name, with a title before it.
      var steps = 0
      while next < words.count, steps < 8, sameSentence(next, verb),
        name(at: next) == nil || names[name(at: next) ?? 0].kind != .person,
        isWord(next), !isVerb(next) || isCapitalised(next),
        !["as", "with", "by", "in"].contains(lowered[next])
      {
        next += 1
        steps += 1
      }
      let former: Int?
      if ["him", "her"].contains(lowered[verb + 1]) {
        former = antecedent(ofPronoun: verb + 1)
      } else if let old = name(at: next), names[old].kind == .person, sameSentence(next, verb) {
        former = entity(ofName: old)
      } else {
        former = nil
      }
      guard let former,
        let person = successor(before: verb), person != former,
        let role = passedRole(of: person, at: verb)
      else { continue }
      let head = headWord(role)
      guard !entities[former].roles.contains(where: { self.headWord($0) == head }) else { continue }
      var passed = role
      passed.sieve = "predecessor"
      passed.isFormer = true
      entities[former].roles.append(passed)
    }
  }

  /// "became leader and prime minister after Theresa May stepped down", "following May's
  /// resignation": what somebody became before it in the sentence was hers.
  private mutating func passOn(_ verb: Int) {
    var token = verb - 1
    while token > 0, verb - token < 4, name(at: token) == nil,
      ["had", "has", "abruptly", "'s", "’s", "suddenly", "unexpectedly", "was"]
        .contains(lowered[token])
    {
      token -= 1
    }
    guard let name = name(at: token), names[name].kind == .person,
      let former = entity(ofName: name)
    else { return }
    var link = names[name].tokens.lowerBound - 1
    let first = analyzed.sentences[sentenceOf[verb]].tokens.lowerBound
    while link > first, names[name].tokens.lowerBound - link < 4,
      !["after", "when", "following", "since", "once", "upon"].contains(lowered[link])
    {
      link -= 1
    }
    guard ["after", "when", "following", "since", "once", "upon"].contains(lowered[link]),
      let person = namesBefore(link, from: first).first(where: { names[$0].kind == .person })
        .flatMap({ entity(ofName: $0) }), person != former
    else { return }
    let gained = entities[person].roles.filter { role in
      role.title.lowerBound >= first && role.title.upperBound <= link && !role.isFormer
        && role.sieve == "predicate" && roleOfficeClasses(role).contains(.office)
    }
    for var role in gained {
      let head = headWord(role)
      guard !entities[former].roles.contains(where: { self.headWord($0) == head }) else { continue }
      role.isFormer = true
      role.sieve = "predecessor"
      entities[former].roles.append(role)
    }
  }

  /// The office that passes on at a verb: the one that "as" tells behind it, else the one told last
  /// before it.
  private func passedRole(of person: Int, at verb: Int) -> Entity.RoleFinding? {
    let offices = entities[person].roles.filter { role in
      role.sieve != "party" && !isRelation(role) && !role.isFormer
        && roleOfficeClasses(role).contains(.office)
        && sentenceOf[role.title.lowerBound] >= sentenceOf[verb] - 3
        && sentenceOf[role.title.lowerBound] <= sentenceOf[verb]
    }
    let behind = offices.first {
      $0.title.lowerBound > verb
        && (verb..<$0.title.lowerBound).contains { lowered[$0] == "as" }
    }
    return behind
      ?? offices.filter { $0.title.lowerBound < verb }
      .max { $0.title.lowerBound < $1.title.lowerBound }
  }

  private func isRelation(_ role: Entity.RoleFinding) -> Bool {
    lexicon.roleClasses(of: headWord(role)).contains(.relation)
  }

  private func roleOfficeClasses(_ role: Entity.RoleFinding) -> NameLexicon.RoleClasses {
    lexicon.roleClasses(of: headWord(role))
  }

  /// Who takes an office over: the subject, or whom a clause before the participle is about.
  private func successor(before verb: Int) -> Int? {
    if let found = subject(before: verb) { return found }
    for name in namesBefore(
      verb, from: analyzed.sentences[sentenceOf[verb]].tokens.lowerBound)
    where names[name].kind == .person {
      return entity(ofName: name)
    }
    return nil
  }

  private static let copulas: Set<String> = [
    "is", "was", "became", "become", "becomes", "remains", "remained", "been", "becoming", "being",
  ]
  private static let namingVerbs: Set<String> = [
    "elected", "appointed", "named", "nominated", "made", "crowned", "installed", "reelected",
    "designated", "confirmed", "voted", "chosen", "inaugurated", "reappointed",
  ]
  private static let servingVerbs = Reading.entityWords["serving verb"]

  /// "was mayor of Paris", "served as the US ambassador", "appointed him Foreign Secretary".
  mutating func findPredicatedRoles(_ used: inout Set<Int>) {
    var last: (end: Int, person: Int, isFormer: Bool)?
    var index = bodyStart
    while index < words.count {
      if let end = shareOfPlural(at: index, &used) {
        index = end
        continue
      }
      guard
        !roleClasses(at: index).isDisjoint(with: [.office, .member, .staff, .relation, .occupation]
        ),
        !used.contains(index), var phrase = rolePhrase(head: index), !phrase.isPlural,
        !phrase.classes.isDisjoint(with: [.office, .member]) || phrase.hasOwner
          || isPlainOccupation(phrase),
        !phrase.classes.contains(.relation) || !phrase.classes.isDisjoint(with: [.office, .member])
          || phrase.owner.map({ entities[$0].kind == .person }) ?? false
      else {
        index += 1
        continue
      }
      if index + 1 < words.count, !roleClasses(at: index + 1).isEmpty,
        sameSentence(index, index + 1)
      {
        index += 1
        continue
      }
      let start = phrase.whole.lowerBound
      if let before = last, start > 0,
        start - before.end <= 2, ["and", ","].contains(lowered[start - 1]), before.end <= start,
        // "the son of Ran Perera, the president": the son's father was.
        name(at: before.end - 1).map({ names[$0].kind != .person }) ?? true,
        sameSentence(before.end, start)
      {
        phrase.isFormer = phrase.isFormer || before.isFormer
        addRole(phrase, to: before.person, "predicate")
        used.insert(index)
        last = (phrase.whole.upperBound, before.person, before.isFormer)
      } else if let (person, isPast) = subjectOfPredicate(phrase) {
        phrase.isFormer = phrase.isFormer || isPast
        addRole(phrase, to: person, "predicate")
        used.insert(index)
        last = (phrase.whole.upperBound, person, isPast)
      }
      index = max(index + 1, min(phrase.whole.upperBound, words.count))
    }
  }

  /// "is a lawyer", "was a drummer".
  private func isPlainOccupation(_ phrase: RolePhrase) -> Bool {
    let start = phrase.whole.lowerBound
    // "He was a rebel," a friend wrote: an opinion.
    if isQuoted(phrase.head) { return false }
    return phrase.classes.contains(.occupation) && ["a", "an"].contains(lowered[start])
      && ["is", "was", "became", "who"].contains(lowered[start - 1])
      && phrase.title.upperBound == phrase.whole.upperBound
  }

  /// "Rivera and Soto are both members of the party": everybody is one. The end of the phrase.
  private mutating func shareOfPlural(at index: Int, _ used: inout Set<Int>) -> Int? {
    guard !roleClasses(at: index).isDisjoint(with: [.member, .office, .occupation]),
      !used.contains(index),
      let phrase = rolePhrase(head: index), phrase.isPlural
    else { return nil }
    var verb = phrase.whole.lowerBound - 1
    while verb > 0, phrase.whole.lowerBound - verb < 4,
      ["all", "both", "also", "once", "former", "now"].contains(lowered[verb])
    {
      verb -= 1
    }
    guard verb > 0, ["are", "were"].contains(lowered[verb]), sameSentence(verb, index),
      let last = name(at: verb - 1), names[last].kind == .person
    else { return nil }
    let people = coordinated(upTo: last)
    guard people.count > 1 else { return nil }
    used.insert(index)
    for person in people { addRole(phrase, to: person, "predicate") }
    return max(index + 1, phrase.whole.upperBound)
  }

  private func subjectOfPredicate(_ phrase: RolePhrase) -> (Int, Bool)? {
    var cue = phrase.whole.lowerBound - 1
    // "one of the advisors" is plural; "the first woman to serve as Speaker" passes "to serve".
    guard cue > 0, sameSentence(cue, phrase.head) else { return nil }
    while cue > 0,
      ["also", "currently", "previously", "once", "now", "again", "still", "already", "then"]
        .contains(lowered[cue])
    { cue -= 1 }
    let word = lowered[cue]
    // The next word being a person's name makes it a title.
    if let next = name(at: phrase.whole.upperBound), names[next].kind == .person,
      names[next].tokens.lowerBound == phrase.whole.upperBound
    {
      return nil
    }
    var verb = cue
    var isPast = false
    if word == "of",
      ["post", "office", "position", "role", "title", "job"].contains(lowered[cue - 1])
    {
      verb = cue - 1
      while verb > 0, cue - verb < 5, sameSentence(verb, cue),
        ![
          "held", "holds", "assumed", "assumes", "resumed", "took", "takes", "won", "left", "hold",
          "quit", "vacated", "resigned",
        ].contains(lowered[verb])
      {
        verb -= 1
      }
      guard cue - verb < 5 else { return nil }
      isPast = ["held", "left", "quit", "vacated", "resigned"].contains(lowered[verb])
    } else if word == "as" {
      var index = cue - 1
      while index >= 0, cue - index < 9, sameSentence(index, cue),
        !Self.servingVerbs.contains(lowered[index])
      {
        if [",", ";"].contains(words[index]) {
          return chosen(before: index, as: cue).map { ($0, false) }
        }
        index -= 1
      }
      guard index >= 0, cue - index < 9, sameSentence(index, cue) else {
        return chosen(before: cue, as: cue).map { ($0, false) }
      }
      verb = index
      isPast = Self.endingVerbs.contains(lowered[verb])
      // "sacked Oleh Bondar as governor": the one between loses the office.
      if Self.dismissingVerbs.contains(lowered[verb]), let object = objectPerson(verb, before: cue)
      {
        return (object, true)
      }
      if ["succeeded", "replaced", "succeeding"].contains(lowered[verb]),
        phrase.classes.isDisjoint(with: .office)
      {
        return nil
      }
      // "to elect Boris Johnson as leader": the one between is chosen.
      if Self.choosingVerbs.contains(lowered[verb]), let object = objectPerson(verb, before: cue) {
        return (object, false)
      }
      if ["described", "known", "identified", "held"].contains(lowered[verb]) { return nil }
    } else if Self.copulas.contains(word) {
      // "had been tipped to become": not yet, perhaps never.
      if word == "become", lowered[cue - 1] == "to",
        !(max(0, cue - 5)..<cue).contains(where: {
          [
            "first", "went", "rose", "youngest", "woman", "man", "elected", "returned", "resigned",
            "left", "retired", "quit", "moved",
          ]
          .contains(lowered[$0])
        })
      {
        return nil
      }
      isPast =
        word == "was"
        || word == "been" && !["has", "have", "'s", "’s"].contains(lowered[max(0, cue - 1)])
    } else if Self.namingVerbs.contains(word) {
      verb = cue
    } else if ["himself", "herself"].contains(word),
      ["declared", "proclaimed", "crowned", "declares", "proclaiming", "declaring", "styled"]
        .contains(lowered[cue - 1])
    {
      verb = cue - 1
    } else if ["him", "her"].contains(word), cue > 0, Self.namingVerbs.contains(lowered[cue - 1]) {
      return antecedent(ofPronoun: cue).map { ($0, false) }
    } else if let person = chosen(before: phrase.whole.lowerBound, as: phrase.whole.lowerBound) {
      return (person, false)
    } else {
      return nil
    }
    guard
      !(max(0, verb - 3)..<verb).contains(where: {
        [
          "not", "n't", "never", "if", "would", "could", "may", "might", "will", "to", "should",
          "can",
        ].contains(lowered[$0]) && lowered[$0] != "to"
      })
    else { return nil }
    return subject(before: verb).map { ($0, isPast) }
  }

  /// Verbs that give an office to their object.
  private static let choosingVerbs: Set<String> = [
    "elected", "appointed", "named", "nominated", "chosen", "hired", "installed", "selected",
    "confirmed", "designated", "appoints", "names", "appointing", "naming", "nominates",
    "nominating", "elects", "electing", "picked", "picks", "tapped", "taps", "chose", "elect",
    "appoint", "name", "nominate", "reappointed", "reinstated", "promoted", "proposed",
    "proclaimed",
  ]
  private static let dismissingVerbs: Set<String> = [
    "dismissed", "sacked", "fired", "removed", "ousted", "recalled", "dismisses", "sacks", "fires",
    "suspended", "unseated", "toppled", "deposed",
  ]
  /// Verbs whose subject no longer has the office.
  private static let endingVerbs: Set<String> = [
    "served", "worked", "acted", "resigned", "stepped", "stepping", "retired", "quit", "quits",
    "dismissed", "sacked", "fired", "removed", "ousted", "resigns", "suspended", "stood", "steps",
    "step", "deposed", "resigning", "standing",
  ]

  /// The person right behind a verb: "named Oksana Hryb", "sacked Defence Minister Oleh Bondar".
  private func objectPerson(_ verb: Int, before end: Int) -> Int? {
    if let head = analyzed.tokens.indices.contains(verb - 1) ? lowered[verb - 1] : nil,
      ["was", "were", "been", "being", "is", "be", "gets", "got"].contains(head)
    {
      return nil
    }
    var token = verb + 1
    while token < end, sameSentence(token, verb) {
      if let name = name(at: token) {
        if names[name].kind == .person { return entity(ofName: name) }
        token = names[name].tokens.upperBound
        continue
      }
      if ["him", "her"].contains(lowered[token]), token == verb + 1 {
        return antecedent(ofPronoun: token)
      }
      guard isWord(token) || isPossessive(token), !isVerb(token) || isCapitalised(token),
        token - verb < 10
      else { return nil }
      token += 1
    }
    return nil
  }

  /// Whom the clause gives an office behind a name and its apposition: "appointed Sergei Kolosov,
  /// deputy mayor of the port, acting governor", "named Oksana Hryb, a former envoy, as minister".
  private func chosen(before end: Int, as phrase: Int) -> Int? {
    var index = end - 1
    var verb: Int?
    while index > 0, phrase - index < 28, sameSentence(index, phrase) {
      if [";", ":", "\"", "“", "”"].contains(words[index]) { return nil }
      if Self.choosingVerbs.contains(lowered[index]),
        analyzed.tokens[index].tag == .verb || isVerb(index)
      {
        verb = index
        break
      }
      if isVerb(index), name(at: index) == nil { return nil }
      index -= 1
    }
    guard let verb, let person = objectPerson(verb, before: end) else { return nil }
    // The name ends right before the phrase, or a comma closes its apposition.
    guard
      let last = namesBefore(end, from: verb).last(where: {
        entity(ofName: $0) == person && names[$0].kind == .person
      })
    else { return nil }
    let behind = names[last].tokens.upperBound
    return behind == end || words[behind] == "," && (words[end - 1] == "," || words[end] == ",")
      ? person : nil
  }

  /// The person that a verb's clause is about.
  private func subject(before verb: Int) -> Int? {
    if let subject = grammaticalSubject(of: verb) {
      if let name = name(at: subject) {
        return names[name].kind == .person ? entity(ofName: name) : nil
      }
      if ["he", "she"].contains(lowered[subject]) { return antecedent(ofPronoun: subject) }
      if ["who", "whom"].contains(lowered[subject]) { return relativeHead(subject) }
      // "former justice minister Annika Lind was appointed": the name behind the noun.
      guard !roleClasses(at: subject).isEmpty, let name = name(at: subject + 1),
        names[name].kind == .person
      else { return nil }
      return entity(ofName: name)
    }
    var index = verb - 1
    while index >= 0, verb - index < 16, sameSentence(index, verb) {
      if ["he", "she"].contains(lowered[index]) { return antecedent(ofPronoun: index) }
      if lowered[index] == "who" { return relativeHead(index) }
      if let name = name(at: index), names[name].kind == .person,
        !isPossessive(names[name].tokens.upperBound)
      {
        // "the choice of Pelosi": inside another phrase.
        let before = names[name].tokens.lowerBound - 1
        if before >= 0,
          ["of", "by", "with", "for", "to", "against", "from"].contains(lowered[before]),
          sameSentence(before, index)
        {
          return nil
        }
        return entity(ofName: name)
      }
      if ["\"", "”", "“", ";", ":"].contains(words[index]) { return nil }
      index -= 1
    }
    return nil
  }

  /// The subject of a verb in the tree, through auxiliaries, copulas and shared subjects.
  func grammaticalSubject(of verb: Int) -> Int? {
    var governor = verb
    var steps = 0
    while steps < 4 {
      let sentence = analyzed.sentences[sentenceOf[verb]].tokens.clamped(
        to: governor - 120..<governor + 40)
      let subject = sentence.first {
        analyzed.tokens[$0].head == governor
          && [.nsubj, .nsubjPass, .nsubjOuter].contains(analyzed.tokens[$0].relation)
      }
      if let subject { return subject }
      let next = analyzed.tokens[governor].head
      guard next >= 0,
        [.conj, .xcomp, .aux, .auxPass, .cop, .advcl].contains(analyzed.tokens[governor].relation)
      else { return nil }
      governor = next
      steps += 1
    }
    return nil
  }

  /// Whom "who" means: the person's name before it.
  private func relativeHead(_ pronoun: Int) -> Int? {
    var index = pronoun - 1
    if index >= 0, words[index] == "," { index -= 1 }
    // "Harold Brock, the NASA engineer who was lead director": the apposition between.
    if name(at: index).map({ names[$0].kind != .person }) ?? true {
      while index > 0, pronoun - index < 14, sameSentence(index, pronoun), words[index] != ",",
        !isVerb(index) || name(at: index) != nil
      {
        index -= 1
      }
      guard words[index] == ",", pronoun - index > 1,
        ["a", "an", "the"].contains(lowered[index + 1])
          || !roleClasses(at: index + 1).isEmpty
      else { return nil }
      index -= 1
      if isAge(index), words[index - 1] == "," { index -= 2 }
    }
    guard let name = name(at: index), names[name].kind == .person else { return nil }
    return entity(ofName: name)
  }
}
