internal import Language

/// Roles behind a name: "Wang Yi, China's foreign minister,", "Ann Price MP".
extension Reading {
  /// "Wang Yi, China's foreign minister,", "Boris Johnson — former Foreign Secretary, mayor of
  /// London, and member of Parliament —".
  mutating func findRoleInApposition(_ name: Int, _ person: Int, _ used: inout Set<Int>) {
    var joint = names[name].tokens.upperBound
    if isAge(joint + 1), joint + 2 < words.count, words[joint] == ",", words[joint + 2] == "," {
      joint += 2
    }
    guard joint + 1 < words.count, sameSentence(joint + 1, names[name].tokens.lowerBound),
      [",", "—", "–", "(", "-", "--"].contains(words[joint]),
      words[joint] != "-" || hasSpaceBefore(joint)
    else { return }
    var start = joint + 1
    var isFirst = true
    var shared: Range<Int>?
    while start < words.count, sameSentence(start, joint) {
      if isFirst, findPartisan(start, person) { return }
      // "Andriy Kovtun, one of the president's aides,".
      if isFirst, lowered[start] == "one", lowered[start + 1] == "of",
        let phrase = phrase(startingAt: start + 2), phrase.isPlural,
        endsApposition(phrase.whole.upperBound)
      {
        used.insert(phrase.head)
        addRole(phrase, to: person, "apposition")
        return
      }
      guard
        var phrase = phrase(startingAt: start) ?? (isFirst ? openPhrase(startingAt: start) : nil)
      else { return }
      // "an actor, Ann Price, a singer known as Kim": the next one's.
      if startOfNamingBehind(phrase.whole.upperBound),
        lowered[phrase.whole.upperBound] != "known"
          || words[names[name].tokens.lowerBound - 1] == ","
      {
        return
      }
      if introducesNext(phrase) { return }
      readBareOwner(&phrase)
      // "…, President Trump": the title of the next one.
      if let next = self.name(at: phrase.whole.upperBound), names[next].kind == .person,
        phrase.whole.upperBound == names[next].tokens.lowerBound
      {
        return
      }
      if isFirst, isCapitalised(phrase.head), phrase.head == start, !phrase.hasOwner,
        phrase.title.upperBound < phrase.head + 3,
        !["MP", "CEO"].contains(words[phrase.head])
      {
        return
      }
      let opensWithA = ["a", "an"].contains(lowered[phrase.whole.lowerBound])
      if !endsApposition(phrase.whole.upperBound, opensWithA: opensWithA),
        !isBareApposition(phrase), !(isFirst && isUnclosed(phrase, name))
      {
        return
      }
      // "the first foreign leader to visit" is no office.
      if lowered[phrase.whole.upperBound] == "to",
        phrase.whole.contains(where: { ["first", "only", "last", "latest"].contains(lowered[$0]) })
      {
        return
      }
      if phrase.isPlural {
        // "Pervin Kaya and Mithat Demir, both lawmakers of".
        guard isFirst else { return }
        let people = coordinated(upTo: name)
        guard people.count > 1 else { return }
        used.insert(phrase.head)
        for other in people { addRole(phrase, to: other, "apposition") }
        return
      }
      used.insert(phrase.head)
      addRole(phrase, to: person, "apposition")
      // "CEO and co-founder of Nordea": of both.
      if let first = shared, phrase.owner != nil, phrase.whole.upperBound > phrase.title.upperBound,
        let role = entities[person].roles.firstIndex(where: { $0.title == first }),
        entities[person].roles[role].of == nil
      {
        entities[person].roles[role].of = phrase.owner
      }
      shared =
        !phrase.hasOwner && phrase.whole.upperBound < words.count
          && lowered[phrase.whole.upperBound] == "and" ? phrase.title : nil
      isFirst = false
      start = phrase.whole.upperBound
      if start < words.count, words[start] == "," { start += 1 }
      if start < words.count, lowered[start] == "and" { start += 1 }
      if start == phrase.whole.upperBound { return }
    }
  }

  /// "Officials met Kim Lee, the spokesman for the ministry, Ann Price, said": the phrase tells of
  /// the name behind it, which is the subject of the verb.
  private func introducesNext(_ phrase: RolePhrase) -> Bool {
    let comma = phrase.whole.upperBound
    guard ["the", "a", "an"].contains(lowered[phrase.whole.lowerBound]), comma + 1 < words.count,
      words[comma] == ",", sameSentence(comma, phrase.head), let next = name(at: comma + 1),
      names[next].kind == .person, names[next].tokens.lowerBound == comma + 1
    else { return false }
    let end = names[next].tokens.upperBound
    return end + 1 < words.count && words[end] == "," && Self.speechVerbs.contains(lowered[end + 1])
  }

  /// "Ann Price, director, Institute of Physics,": press releases set the body off by a comma.
  private func readBareOwner(_ phrase: inout RolePhrase) {
    let comma = phrase.whole.upperBound
    guard !phrase.hasOwner, !phrase.isPlural, comma + 1 < words.count, words[comma] == ",",
      phrase.classes.contains(.office) || phrase.classes.contains(.staff),
      !["a", "an", "the"].contains(lowered[phrase.whole.lowerBound]),
      sameSentence(comma, phrase.head), let body = name(at: comma + 1),
      names[body].kind == .organization, names[body].tokens.lowerBound == comma + 1
    else { return }
    let end = names[body].tokens.upperBound
    guard end >= words.count || !sameSentence(end, comma) || !isWord(end) else { return }
    phrase.owner = entity(ofName: body)
    phrase.hasOwner = true
  }

  /// "Ann Price, the Information Minister paid tribute": a name that opens its sentence can only be
  /// what the verb is about, although the second comma is left out.
  private func isUnclosed(_ phrase: RolePhrase, _ name: Int) -> Bool {
    let first = names[name].tokens.lowerBound
    let end = phrase.whole.upperBound
    return isSentenceStart(first) && words[names[name].tokens.upperBound] == ","
      && phrase.classes.contains(.office) && isVerb(end) && self.name(at: end) == nil
      && !Self.speechVerbs.contains(lowered[end])
      && !quotesStart(first)
  }

  private func quotesStart(_ token: Int) -> Bool {
    token > 0 && ["\"", "“", "‘"].contains(words[token - 1])
  }

  /// "Ann Price, commander of Joint Command North said": without its article the phrase is no
  /// subject, although no comma closes it.
  private func isBareApposition(_ phrase: RolePhrase) -> Bool {
    let end = phrase.whole.upperBound
    return phrase.owner != nil && !phrase.isPlural && phrase.whole.upperBound > phrase.head + 1
      && phrase.whole.lowerBound == phrase.title.lowerBound
      && Self.speechVerbs.contains(lowered[end])
  }

  private func startOfNamingBehind(_ token: Int) -> Bool {
    guard token + 1 < words.count, sameSentence(token, token + 1) else { return false }
    return ["named", "called", "nicknamed"].contains(lowered[token]) && isCapitalised(token + 1)
      || lowered[token] == "known" && ["as", "only"].contains(lowered[token + 1])
  }

  private static let speechVerbs = Reading.entityWords["speech verb"]

  private static let postnominals: Set<String> = [
    "MP", "MEP", "MSP", "MLA", "QC", "KC", "TD", "SC",
  ]

  /// "Ann Price MP", "Tom Hale KC".
  mutating func findPostnominal(_ name: Int, _ person: Int) {
    let token = names[name].tokens.upperBound
    guard token < words.count, sameSentence(token, token - 1), self.name(at: token) == nil,
      Self.postnominals.contains(words[token]),
      !entities[person].roles.contains(where: { $0.title == token..<token + 1 })
    else { return }
    let known = entities[person].roles.contains {
      analyzed.string($0.title).hasSuffix(words[token])
    }
    if !known {
      entities[person].roles.append(.init(title: token..<token + 1, of: nil, sieve: "postnominal"))
    }
  }

  /// "Castillo, a Republican who", "Lindqvist, a 58-year-old Social Democrat,": the party's word.
  private mutating func findPartisan(_ start: Int, _ person: Int) -> Bool {
    guard ["a", "an"].contains(lowered[start]) else { return false }
    var token = start + 1
    while token < words.count, token - start < 8, sameSentence(token, start),
      name(at: token) == nil || self.names[name(at: token) ?? 0].kind == .adjective
        || names[name(at: token) ?? 0].kind == .place
    {
      guard isWord(token) || isJoiningHyphen(token) || isAge(token),
        !Self.functionWords.contains(lowered[token]), roleClasses(at: token).isEmpty
      else { return false }
      token += 1
    }
    guard let party = name(at: token), names[party].kind == .organization, token < words.count,
      names[party].bodyKind == "party"
    else { return false }
    let end = names[party].tokens.upperBound
    guard endsApposition(end), !isWord(end) || lowered[end] != "of" else { return false }
    let text = analyzed.string(names[party].tokens)
    if !entities[person].roles.contains(where: { $0.text == text }) {
      entities[person].roles.append(
        .init(title: names[party].tokens, text: text, of: nil, sieve: "party"))
    }
    return true
  }

  /// The people whom commas and "and" join with one, that one last.
  func coordinated(upTo last: Int) -> [Int] {
    var people: [Int] = []
    var index = last
    while names.indices.contains(index), people.count < 8, names[index].kind == .person,
      sameSentence(names[index].tokens.lowerBound, names[last].tokens.lowerBound),
      let person = entity(ofName: index)
    {
      people.append(person)
      let joint = names[index].tokens.lowerBound - 1
      guard joint > 0, ["and", ","].contains(lowered[joint]),
        let before = name(at: joint - 1)
          ?? (lowered[joint] == "and" && words[joint - 1] == "," ? name(at: joint - 2) : nil)
      else { break }
      index = before
    }
    return people.reversed()
  }

  /// "…, the Queen suspended": a phrase before a verb is another subject; "…, a lawyer elected last
  /// year" is one.
  func endsApposition(_ token: Int, opensWithA: Bool = false) -> Bool {
    // "head of Joint Command No. 3,".
    if token + 2 < words.count, ["No.", "Number"].contains(words[token]),
      words[token + 1].first?.isNumber ?? false
    {
      return true
    }
    guard sameSentence(token, token - 1), isWord(token) else { return true }
    if opensWithA, !Self.speechVerbs.contains(lowered[token]) {
      switch analyzed.tokens[token].pennTag {
      case .verbPastParticiple, .verbGerund, .verbPast: return true
      default: break
      }
    }
    return [
      "and", "or", "who", "whose", "whom", "that", "which", "in", "at", "on", "from", "with",
      "since", "until", "for", "to", "of", "as", "by", "during", "under", "between", "but",
      "responsible", "when", "where", "after", "before", "speaking", "based", "accused",
    ].contains(lowered[token])
  }

  /// The noun of role that "chief", "deputy" or "senior" belongs to, behind modifiers.
  private func laterHead(behind token: Int) -> Int? {
    guard
      ["chief", "deputy", "assistant", "vice", "associate", "head", "general", "lead"]
        .contains(lowered[token])
    else { return nil }
    var next = token + 1
    while next < words.count, next - token < 4, sameSentence(next, token), isWord(next),
      name(at: next) == nil, !isVerb(next), !Self.functionWords.contains(lowered[next])
    {
      if !roleClasses(at: next).isEmpty { return next > token + 1 ? next : nil }
      next += 1
    }
    return nil
  }

  /// The role phrase that starts at a token.
  func phrase(startingAt first: Int) -> RolePhrase? {
    // "then the Prime Minister", "also a member".
    var start = first
    var isThen = false
    if !isJoiningHyphen(first + 1) {
      if ["then", "once", "formerly", "previously"].contains(lowered[first]) {
        isThen = true
        start += 1
      } else if ["now", "also", "currently", "both", "himself", "herself", "itself", "still"]
        .contains(lowered[first])
      {
        start += 1
      } else if lowered[first] == "until" {
        // "until December the state secretary".
        isThen = true
        start += 1
        while start - first < 6, start < words.count,
          ["now", "then", "recently", "last", "this", "year", "month", "week"]
            .contains(lowered[start]) || Self.calendarWords.contains(words[start])
            || words[start].first?.isNumber ?? false
        {
          start += 1
        }
      }
    }
    var index = start
    while index < words.count, index - start < 12, sameSentence(index, start) {
      if !roleClasses(at: index).isEmpty, isPossessive(index + 1) {
        // "the president's brother".
        index += 2
        continue
      }
      if !roleClasses(at: index).isEmpty, let phrase = rolePhrase(head: index) {
        if phrase.whole.lowerBound <= start {
          // "chief medical officer": the noun comes later.
          if let later = laterHead(behind: index) {
            index = later
            continue
          }
          // "prime minister": the last noun of the row decides.
          let next = index + 1
          if next < words.count, !roleClasses(at: next).isEmpty, sameSentence(next, index) {
            index += 1
            continue
          }
          var found = phrase
          found.isFormer = found.isFormer || isThen
          return found
        }
        return nil
      }
      if name(at: index) == nil,
        [",", ";", ".", "of", "who", "which", "that"].contains(lowered[index]) || isVerb(index),
        name(at: index) == nil
      {
        return nil
      }
      index += 1
    }
    return nil
  }
}
