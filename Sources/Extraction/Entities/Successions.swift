internal import Language

/// Offices that pass from one to another: "X replaces Y", "after Y stepped down".
extension Reading {
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
}
