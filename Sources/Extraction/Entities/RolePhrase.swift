internal import Language

/// A noun phrase that says what somebody is: "former NATO secretary general", "the mayor of Paris".
struct RolePhrase {
  /// The title itself, with its modifiers.
  var title: Range<Int>
  /// The whole phrase with article, owner and complement.
  var whole: Range<Int>
  /// The noun that decides.
  var head: Int
  var classes: NameLexicon.RoleClasses
  /// The index of the entity whose role it is.
  var owner: Int?
  /// The country that stands before the title where the complement tells another owner.
  var home: Int?
  /// Whether the phrase names an owner in words, known or not: "the ministry's spokesman".
  var hasOwner = false
  var isFormer = false
  var isPlural = false
}

extension Reading {
  static let formerWords: Set<String> = [
    "former", "ex", "then", "late", "retired", "onetime", "previous", "ousted", "deposed",
    "erstwhile",
  ]
  /// How an office is held; they may stand before a title in capitals.
  private static let statusWords: Set<String> = [
    "acting", "interim", "caretaker", "incumbent", "outgoing", "incoming", "deputy", "current",
    "new", "newly", "longtime", "embattled", "second", "junior", "senior",
  ]
  private static let determiners: Set<String> = [
    "the", "a", "an", "his", "her", "their", "its", "this", "that", "another", "fellow", "both",
    "our", "my", "your", "two", "three", "several", "some", "any", "one", "each",
  ]
  /// Titles whose second word stands behind the noun: "Attorney General".
  private static let postposed: Set<String> = ["general", "elect", "designate", "emeritus", "ii"]
  /// Words that end a title.
  private static let functionWords = Reading.entityWords["function word"]

  /// What noun of role a token is, if any: "minister", "General" of "Secretary General".
  func roleClasses(at token: Int) -> NameLexicon.RoleClasses {
    guard token >= 0, token < words.count, nameOfToken[token] < 0 else { return [] }
    let classes = lexicon.roleClasses(of: lowered[token])
    guard !classes.isEmpty else { return [] }
    switch analyzed.tokens[token].tag {
    case .noun, .propn, .adj, .other: return classes
    // "heads the party", "hosts": verbs.
    default: return []
    }
  }

  /// Reads the phrase around its head noun.
  func rolePhrase(head: Int) -> RolePhrase? {
    let classes = roleClasses(at: head)
    guard !classes.isEmpty else { return nil }
    var end = head + 1
    // "Secretary General", "president-elect".
    if end < words.count, Self.postposed.contains(lowered[end]), sameSentence(head, end) {
      end += 1
    } else if isJoiningHyphen(end), Self.postposed.contains(lowered[end + 1]) {
      end += 2
    }
    let word = lowered[head]
    var phrase = RolePhrase(
      title: head..<end, whole: head..<end, head: head, classes: classes, owner: nil)
    phrase.isPlural = word.hasSuffix("s") && word != "boss" || word.hasSuffix("men")
    readComplement(&phrase)
    readModifiers(&phrase)
    return phrase
  }

  /// "of Defence", "of the House Intelligence Committee", "for Argentina's Amnesty International".
  private func readComplement(_ phrase: inout RolePhrase) {
    var end = phrase.whole.upperBound
    var rounds = 0
    while end + 1 < words.count, sameSentence(phrase.head, end + 1), rounds < 2 {
      rounds += 1
      // "Member of parliament (MP)".
      guard ["of", "for", "at", "to", "with", "in", "from", "responsible"].contains(lowered[end])
      else { break }
      if lowered[end] == "responsible" {
        var next = end
        while next < words.count, sameSentence(phrase.head, next),
          ![",", ".", "said", "who"].contains(lowered[next])
        {
          next += 1
        }
        phrase.title = phrase.title.lowerBound..<min(next, end + 10)
        end = phrase.title.upperBound
        break
      }
      if ["to", "with", "from", "in"].contains(lowered[end]),
        ![
          "ambassador", "envoy", "adviser", "advisor", "representative", "aide", "senator",
          "candidate", "official", "officer", "analyst", "researcher", "professor", "fellow",
          "correspondent", "consul", "delegate", "expert",
        ]
        .contains(lowered[phrase.head])
      {
        break
      }
      var next = end + 1
      var steps = 0
      var found: Int?
      while next < words.count, sameSentence(phrase.head, next), steps < 5 {
        if let name = name(at: next) {
          if names[name].kind != .person { found = name }
          break
        }
        let isSkipped =
          Self.determiners.contains(lowered[next]) || isOrdinal(next)
          || isWord(next) && !isVerb(next) && !["of", "and", ","].contains(lowered[next])
        guard isSkipped else { break }
        next += 1
        steps += 1
      }
      guard let found else {
        // "Minister of Information", "secretary of state", "speaker of the parliament".
        let isTopic = ["of", "for"].contains(lowered[end])
        guard isTopic, rounds == 1 else { break }
        var last = end + 1
        if Self.determiners.contains(lowered[last]) { last += 1 }
        guard last < words.count, isWord(last), !isVerb(last), name(at: last) == nil,
          sameSentence(last, phrase.head)
        else { break }
        last += 1
        while last < words.count, sameSentence(last, phrase.head), name(at: last) == nil,
          last - end < 9,
          isCapitalised(last) && isWord(last) && isCapitalised(last - 1)
            || lowered[last] == "and" && isWord(last + 1) && name(at: last + 1) == nil
              && isFollowedByPerson(last + 1)
            || isFollowedByPerson(last)
        {
          last += 1
        }
        phrase.title = phrase.title.lowerBound..<last
        end = last
        continue
      }
      // The owner of an owner: "Argentina's Amnesty International" is Amnesty's.
      var owner = found
      while isPossessive(names[owner].tokens.upperBound),
        let next = name(at: names[owner].tokens.upperBound + 1), names[next].kind == .organization
      {
        owner = next
      }
      if names[owner].kind == .adjective,
        let next = name(at: names[owner].tokens.upperBound), names[next].kind == .organization
      {
        owner = next
      }
      // "director of Argentina's Amnesty International".
      if owner != found, names[found].kind == .place { phrase.home = entity(ofName: found) }
      // "mayor of the Polish city of Gdańsk".
      if names[owner].kind == .adjective {
        let noun = names[owner].tokens.upperBound
        if lowered[noun + 1] == "of", let inner = name(at: noun + 2), names[inner].kind == .place {
          owner = inner
        }
      }
      phrase.owner = entity(ofName: owner)
      phrase.hasOwner = true
      end = names[owner].tokens.upperBound
      if isPossessive(end) {
        // "head of the UK's counter terror police": up to the end of the noun phrase.
        var last = end + 1
        while last < words.count, sameSentence(last, phrase.head), isWord(last), !isVerb(last),
          name(at: last) == nil, last - end < 6, !Self.functionWords.contains(lowered[last])
        {
          last += 1
        }
        end = last
      }
      // "for Systems Science": one complement.
      if phrase.owner != nil { break }
    }
    if end < words.count, words[end] == "(", end + 2 < words.count, words[end + 2] == ")" {
      end += 3
    }
    phrase.whole = phrase.whole.lowerBound..<min(end, words.count)
  }

  /// Whether a person's name follows within a few words without a verb or a comma.
  private func isFollowedByPerson(_ token: Int) -> Bool {
    var next = token
    while next < words.count, next - token < 5, sameSentence(token, next) {
      if let name = name(at: next) { return names[name].kind == .person && next > token }
      guard isWord(next), !isVerb(next), !Self.determiners.contains(lowered[next]),
        lowered[next] == "and" || !Self.functionWords.contains(lowered[next])
      else { return false }
      next += 1
    }
    return false
  }

  /// "former", "NATO", "Indonesia's security": from the head to the left.
  private func readModifiers(_ phrase: inout RolePhrase) {
    var start = phrase.head
    var titleStart = phrase.head
    while start > 0, phrase.head - start < 9, sameSentence(start - 1, phrase.head) {
      let previous = start - 1
      if let name = name(at: previous) {
        let kind = names[name].kind
        let first = names[name].tokens.lowerBound
        guard kind != .person else { break }
        let isParty = names[name].entry?.organizationKind == "party"
        if phrase.home == nil, let land = entity(ofName: name), isCountry(land) {
          phrase.home = land
        }
        if !phrase.hasOwner || phrase.owner == nil {
          // "the Democratic chairman", "Republican Senator": what party, not whose office.
          if !isParty || Self.partyOffices.contains(lowered[phrase.head]) {
            phrase.owner = entity(ofName: name)
            phrase.hasOwner = true
          }
        }
        start = first
        continue
      }
      if isPossessive(previous) {
        guard let name = name(at: previous - 1) else {
          // "the party's leader": an owner without a name.
          if isWord(previous - 1) {
            phrase.hasOwner = true
            start = previous - 1
            continue
          }
          break
        }
        if names[name].kind == .person {
          phrase.owner = entity(ofName: name)
          phrase.hasOwner = true
          start = names[name].tokens.lowerBound
          break
        }
        if phrase.owner == nil { phrase.owner = entity(ofName: name) }
        phrase.hasOwner = true
        start = names[name].tokens.lowerBound
        continue
      }
      if isJoiningHyphen(previous), previous > 0, name(at: previous - 1) == nil {
        start = previous - 1
        if Self.formerWords.contains(lowered[previous - 1]) {
          phrase.isFormer = true
          continue
        }
        if titleStart == previous + 1 { titleStart = start }
        continue
      }
      let word = lowered[previous]
      if Self.formerWords.contains(word) {
        phrase.isFormer = true
        start = previous
        continue
      }
      if Self.determiners.contains(word) {
        start = previous
        break
      }
      guard isWord(previous), isModifier(previous) else { break }
      // A title is written in one manner: "candidate Senator" are two.
      if isCapitalised(titleStart), !isCapitalised(previous), !isJoiningHyphen(titleStart - 1),
        !Self.statusWords.contains(lowered[previous])
      {
        break
      }
      if titleStart == start { titleStart = previous }
      start = previous
    }
    phrase.title = titleStart..<phrase.title.upperBound
    phrase.whole = start..<phrase.whole.upperBound
  }

  /// Offices of parties.
  private static let partyOffices: Set<String> = [
    "leader", "chairman", "chairwoman", "chair", "chairperson", "head", "member", "spokesman",
    "spokeswoman", "spokesperson", "candidate", "nominee", "treasurer", "official", "founder",
    "activist", "strategist", "leaders", "members", "deputy", "secretary",
  ]

  /// A noun or an adjective that belongs to the title on its right.
  private func isModifier(_ token: Int) -> Bool {
    switch analyzed.tokens[token].pennTag {
    case .noun, .properNoun, .adjective, .properNounPlural, .verbGerund:
      return lowered[token] != "current"
    case .nounPlural: return analyzed.tokens[token].head > token
    default:
      return ["acting", "interim", "caretaker", "deputy", "vice", "incumbent", "chief"].contains(
        lowered[token])
    }
  }

  /// Whether a token is a finite verb, as far as can be told.
  func isVerb(_ token: Int) -> Bool {
    guard token >= 0, token < words.count else { return false }
    switch analyzed.tokens[token].pennTag {
    case .verbPast, .verbPresent, .verbPresentThird, .modal: return true
    default: return false
    }
  }
}
