internal import Language

/// What stands before a noun of role: "former", "NATO", "Indonesia's security".
extension Reading {
  /// "former", "NATO", "Indonesia's security": from the head to the left.
  func readModifiers(_ phrase: inout RolePhrase) {
    var start = phrase.head
    var titleStart = phrase.head
    while start > 0, phrase.head - start < 9, sameSentence(start - 1, phrase.head) {
      let previous = start - 1
      // "World Health Organization (WHO) emergencies director".
      if words[previous] == ")", previous > 2, words[previous - 2] == "(", isAcronym(previous - 1) {
        start = previous - 2
        continue
      }
      if let name = name(at: previous), isPrefixOrBase(name) {
        // "pro-Beijing lawmaker".
        start = max(names[name].tokens.lowerBound - 2, 0)
        continue
      }
      if let name = name(at: previous) {
        let kind = names[name].kind
        let first = names[name].tokens.lowerBound
        // "Trump adviser Ann Price", "Navalny aide Kim Lee".
        if kind == .person, previous + 1 == start, phrase.owner == nil, !phrase.hasOwner,
          !phrase.classes.contains(.relation) || lowered[phrase.head] == "ally",
          servesPeople(phrase), lowered[phrase.head] != "secretary",
          lowered[phrase.head] != "deputy", !isPossessive(previous)
        {
          phrase.owner = entity(ofName: name)
          phrase.hasOwner = true
          start = first
          if start > 0, sameSentence(start - 1, start),
            Self.formerWords.contains(lowered[start - 1])
          {
            phrase.isFormer = true
            start -= 1
          }
          break
        }
        guard kind != .person else { break }
        // "Treasury Secretary": of the country, not of the house it is named for.
        if ["secretary", "minister"].contains(lowered[phrase.head]), previous + 1 == phrase.head,
          names[name].tokens.count == 1,
          ["treasury", "cabinet", "interior"].contains(lowered[first]),
          phrase.owner == nil
        {
          titleStart = first
          start = first
          continue
        }
        let isParty = names[name].entry?.organizationKind == "party"
        if phrase.home == nil, let land = entity(ofName: name), isCountry(land) {
          phrase.home = land
        }
        if !phrase.hasOwner || phrase.owner == nil {
          // "the Democratic chairman", "Republican Senator": what party, not whose office.
          let isAdjective = Self.partyAdjectives.contains(words[names[name].tokens.lowerBound])
          if !isParty || Self.partyOffices.contains(lowered[phrase.head])
            || ["chief", "boss", "president", "secretary-general", "chancellor", "patriarch"]
              .contains(lowered[phrase.head]) && !isAdjective
              && (names[name].tokens.count > 1 || isAcronym(first))
            || ["lawmaker", "mp", "legislator", "parliamentarian", "deputy", "councillor", "mep"]
              .contains(lowered[phrase.head])
              && !Self.partyAdjectives.contains(words[names[name].tokens.lowerBound])
          {
            phrase.owner = entity(ofName: name)
            phrase.hasOwner = true
          }
        } else if phrase.isOwnerTopic, !isParty,
          kind == .organization
            || Self.emissaries.contains(lowered[phrase.head]) && phrase.home != nil
        {
          phrase.owner = entity(ofName: name)
          phrase.isOwnerTopic = false
        }
        start = first
        continue
      }
      if isPossessive(previous) {
        guard let name = name(at: previous - 1) else {
          // "Russian Children's Rights Commissioner".
          if Self.namePossessors.contains(words[previous - 1]), titleStart == previous + 1 {
            start = previous - 1
            titleStart = start
            continue
          }
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
        // "Amnesty International's Nigeria director" is Amnesty's.
        let isBody = names[name].kind == .organization
        let ownsPlace =
          isBody
          && phrase.owner.map {
            entities[$0].kind == .place && (phrase.whole.upperBound == phrase.title.upperBound)
          } ?? false
        if phrase.owner == nil || ownsPlace
          || phrase.isOwnerTopic && isBody || Self.emissaries.contains(lowered[phrase.head])
        {
          phrase.owner = entity(ofName: name)
          // "Kenya's ambassador to Angola": who sends.
          if let land = phrase.owner, isCountry(land) { phrase.home = phrase.home ?? land }
        }
        phrase.hasOwner = true
        start = names[name].tokens.lowerBound
        continue
      }
      if isJoiningHyphen(previous), previous > 1, let name = name(at: previous - 1),
        ["based", "born", "backed", "led", "trained"].contains(lowered[previous + 1])
      {
        // "the Geneva-based".
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
      // "the current chairwoman".
      if word == "current" {
        start = previous
        continue
      }
      guard isWord(previous) else { break }
      // "the jailed founder", "the newly elected mayor": no part of the title.
      if isParticiple(previous), previous > 0,
        Self.determiners.contains(lowered[previous - 1]) || isPossessive(previous - 1)
          || lowered[previous - 1].hasSuffix("ly")
      {
        start = lowered[previous - 1].hasSuffix("ly") ? previous - 1 : previous
        continue
      }
      guard
        isModifier(previous)
          || isSentenceStart(previous) && Self.ministerialTopics.contains(words[previous])
      else { break }
      // A title is written in one manner: "candidate Senator" are two.
      if isCapitalised(titleStart), !isAcronym(titleStart), !isCapitalised(previous),
        !isJoiningHyphen(titleStart - 1),
        !Self.statusWords.contains(lowered[previous])
      {
        break
      }
      // "Junta leader General Kim Lee": two titles.
      if Self.lastingTitles.contains(lowered[phrase.head]), titleStart == phrase.head,
        previous + 1 == phrase.head,
        !roleClasses(at: previous).isDisjoint(with: [.office, .member]),
        !Self.rankModifiers.contains(lowered[previous])
          // "Army chief General Kim Lee".
          || lowered[previous] == "chief" && ["general", "admiral"].contains(lowered[phrase.head])
      {
        break
      }
      if titleStart == start { titleStart = previous }
      start = previous
    }
    phrase.title = titleStart..<phrase.title.upperBound
    phrase.whole = start..<phrase.whole.upperBound
  }

  /// "Transport", "Trade": what a sentence seems to start with a verb for.
  private static let ministerialTopics = Reading.entityWords["topic"]

  /// Titles that stay with a person whatever they lead, and what belongs to such a title.
  private static let lastingTitles: Set<String> = [
    "general", "colonel", "captain", "admiral", "lieutenant", "sergeant", "professor", "bishop",
    "archbishop", "sheikh", "prince", "princess", "judge",
  ]
  private static let rankModifiers: Set<String> = [
    "lieutenant", "major", "brigadier", "vice", "rear", "deputy", "chief", "staff", "assistant",
    "adjutant", "attorney", "secretary", "director", "inspector", "solicitor", "prosecutor",
    "consul", "governor", "surgeon", "advocate", "procurator", "auditor", "commander", "lt.",
    "maj.", "crown", "associate", "marshal", "sergeant", "master", "corporal", "commissioner",
    "controller", "registrar", "postmaster", "paymaster", "quartermaster", "comptroller",
  ]

  /// Offices of parties.
  private static let partyOffices: Set<String> = [
    "leader", "chairman", "chairwoman", "chair", "chairperson", "head", "member", "spokesman",
    "spokeswoman", "spokesperson", "candidate", "nominee", "treasurer", "official", "founder",
    "activist", "strategist", "leaders", "members", "deputy", "secretary", "co-leader", "co-chair",
    "co-chairman", "co-chairwoman", "co-founder", "general-secretary",
  ]

  /// "pro-Beijing", "Geneva-based": a name that a hyphen makes a part of an adjective.
  func isPrefixOrBase(_ name: Int) -> Bool {
    let tokens = names[name].tokens
    if isJoiningHyphen(tokens.lowerBound - 1), !isCapitalised(tokens.lowerBound - 2),
      isWord(tokens.lowerBound - 2), !Self.formerWords.contains(lowered[tokens.lowerBound - 2])
    {
      return true
    }
    return isJoiningHyphen(tokens.upperBound) && tokens.upperBound + 1 < words.count
      && !isCapitalised(tokens.upperBound + 1)
  }

  private func isParticiple(_ token: Int) -> Bool {
    switch analyzed.tokens[token].pennTag {
    case .verbPastParticiple, .verbPast: return true
    default: return false
    }
  }

  /// A noun or an adjective that belongs to the title on its right.
  private func isModifier(_ token: Int) -> Bool {
    switch analyzed.tokens[token].pennTag {
    case .noun, .properNoun, .adjective, .properNounPlural, .verbGerund:
      return !["current", "including", "fellow", "early", "late"].contains(lowered[token])
    case .nounPlural:
      return analyzed.tokens[token].head > token || !roleClasses(at: token + 1).isEmpty
    default:
      return [
        "acting", "interim", "caretaker", "deputy", "vice", "incumbent", "chief", "younger",
        "older", "elder", "eldest", "youngest",
      ].contains(lowered[token])
    }
  }
}
