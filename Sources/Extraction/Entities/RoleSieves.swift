internal import Language

/// What people are: the title before a name, appositions on either side, "X, who heads Y", "was
/// elected mayor of Z".
extension Reading {
  mutating func findRoles() {
    var used = Set<Int>()
    for name in names.indices where names[name].kind == .person {
      guard let person = entity(ofName: name) else { continue }
      findRoleBefore(name, person, &used)
      findRoleInApposition(name, person, &used)
      findMembership(name, person)
      findLeaderOfBody(name, person)
      findPostnominal(name, person)
      findHeadship(name, person)
      findTrade(name, person)
    }
    findListedRoles(&used)
    findPredicatedRoles(&used)
    findPassiveHeadships()
    findSuccessions()
    completeRoles()
  }

  mutating func addRole(_ phrase: RolePhrase, to person: Int, _ sieve: String) {
    // "father of ten".
    if phrase.classes == .relation, phrase.owner == nil, phrase.title.upperBound > phrase.head + 1,
      !["a", "an"].contains(lowered[phrase.head + 2])
    {
      return
    }
    // Forms of address say nothing of an office.
    if Self.addresses.contains(lowered[phrase.head]), phrase.classes != .office { return }
    // "a Turkish national": a country, no role.
    if phrase.head < words.count, ["national", "nationals"].contains(lowered[phrase.head]) {
      if let land = phrase.home ?? phrase.owner, entities[person].country == nil {
        entities[person].country = entities[land].country
      }
      return
    }
    // "a member of the Price family".
    if lowered[phrase.head] == "member",
      (phrase.head..<min(phrase.head + 6, words.count)).contains(where: { lowered[$0] == "family" })
    {
      return
    }
    var owner = phrase.owner
    if owner == person { owner = nil }
    if owner == nil { owner = describedOwner(of: phrase, notAs: person) }
    // "Republican committee member": the committee's.
    if let party = owner, entities[party].entry?.organizationKind == "party",
      let noun = phrase.title.first(where: {
        ["committee", "council", "commission", "board", "panel"].contains(lowered[$0])
      }), let body = describedOwner(at: noun)
    {
      owner = body
    }
    let word = lowered[phrase.head]
    let bare = singular(Self.withoutPrefix(word) ?? word)
    let head = Self.abbreviatedTitles[bare] ?? bare
    let rank = rank(of: phrase.title)
    let same = entities[person].roles.firstIndex { role in
      self.headWord(role) == head && (role.of == owner || role.of == nil || owner == nil)
        && (role.text != nil
          || self.rank(of: role.title) == rank
            && !self.differs(role.title, phrase.title))
    }
    if let same {
      if entities[person].roles[same].of == nil { entities[person].roles[same].of = owner }
      // "PM" of a headline gives way to "Prime Minister".
      let known = entities[person].roles[same]
      if known.text == nil, !phrase.isPlural, known.title.count == 1,
        Self.abbreviatedTitles[lowered[known.title.lowerBound]] != nil,
        Self.abbreviatedTitles[word] == nil
      {
        entities[person].roles[same].title = phrase.title
      }
      return
    }
    var role = Entity.RoleFinding(
      title: phrase.title, of: owner, isFormer: phrase.isFormer, sieve: sieve)
    role.home = phrase.home
    role.hasUnknownOwner = owner == nil && phrase.hasOwner
    role.isAbroad = ["ambassador", "envoy", "representative", "consul"].contains(bare)
    if phrase.isPlural {
      let before = phrase.title.lowerBound..<phrase.head
      role.text =
        (before.isEmpty ? "" : analyzed.string(before) + " ") + singular(words[phrase.head])
    }
    if let bare = Self.withoutPrefix(words[phrase.head]) {
      let behind = phrase.head + 1..<max(phrase.title.upperBound, phrase.head + 1)
      role.text = bare + (behind.isEmpty ? "" : " " + analyzed.string(behind))
    }
    entities[person].roles.append(role)
    // Who holds an office in a body is a member of it.
    if let owner {
      entities[person].roles.removeAll { $0.sieve == "of-body" && $0.of == owner }
    }
    addParty(of: phrase, to: person)
  }

  /// "the Labour mayor", "CHP lawmaker": a party before an office that is not the party's own.
  private mutating func addParty(of phrase: RolePhrase, to person: Int) {
    guard !phrase.isPlural, phrase.classes.contains(.office) || phrase.classes.contains(.member)
    else { return }
    for token in phrase.whole.lowerBound..<phrase.head {
      guard let name = name(at: token), names[name].kind == .organization,
        let body = entity(ofName: name), kindOfBody(body) == "party", body != phrase.owner,
        !Self.partyAdjectives.contains(words[names[name].tokens.lowerBound]),
        !isPossessive(names[name].tokens.upperBound)
      else { continue }
      join(person, body, at: token)
      return
    }
  }

  private static let ranks: Set<String> = ["deputy", "vice", "assistant", "sub", "junior"]

  /// A deputy's office is another one.
  private func rank(of title: Range<Int>) -> Bool {
    title.contains { Self.ranks.contains(lowered[$0]) }
  }

  /// "justice minister" and "armed forces minister": each says what it is for.
  private func differs(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    func topics(_ title: Range<Int>) -> Set<String> {
      Set(
        title.map { lowered[$0] }.filter {
          lexicon.roleClasses(of: $0).isEmpty && !Self.plainModifiers.contains($0)
            && !Self.formerWords.contains($0) && !Self.functionWords.contains($0)
        })
    }
    let (left, right) = (topics(first), topics(second))
    return !left.isEmpty && !right.isEmpty && left.isDisjoint(with: right)
  }

  private static let plainModifiers: Set<String> = [
    "acting", "interim", "caretaker", "incumbent", "outgoing", "incoming", "current", "new", "-",
    "next", "first", "chief", "senior", "general", "elect", "longtime", "embattled",
  ]

  /// Titles that agencies shorten before a name.
  static let abbreviatedTitles: [String: String] = [
    "gov.": "governor", "sen.": "senator", "rep.": "representative", "gov": "governor",
    "sen": "senator", "rep": "representative", "pm": "minister", "gen.": "general",
    "gen": "general", "adm.": "admiral", "col.": "colonel", "lt.": "lieutenant",
    "capt.": "captain", "sgt.": "sergeant", "maj.": "major", "cmdr.": "commander",
    "prof.": "professor", "insp.": "inspector", "supt.": "superintendent", "sgt": "sergeant",
    "capt": "captain", "col": "colonel", "lt": "lieutenant", "maj": "major",
  ]

  /// Whose office it is where a pronoun or a noun says it: "his deputy", "its founder", "the
  /// bank's president", "the head of the agency", "a company spokesman".
  private func describedOwner(of phrase: RolePhrase, notAs person: Int) -> Int? {
    if let pronoun = possessivePronoun(phrase) {
      switch lowered[pronoun] {
      case "his", "her":
        return antecedent(ofPronoun: pronoun, notAs: person)
      case "their" where servesPeople(phrase) && !phrase.classes.contains(.relation):
        // "Their lawyer": of people named before.
        let first = analyzed.sentences[max(0, sentenceOf[pronoun] - 1)].tokens.lowerBound
        return namesBefore(pronoun, from: first).first {
          names[$0].kind == .person && isSubjectLike(names[$0].tokens.lowerBound)
            && entity(ofName: $0) != person
        }
        .flatMap { entity(ofName: $0) }
      default:
        return phrase.classes.contains(.relation)
          ? nil
          : possessor(of: pronoun)
            ?? antecedent(ofPronoun: pronoun, notAs: person).flatMap {
              // A city has a mayor, and no chairman.
              entities[$0].kind == .place && !isCountry($0)
                && Self.bodyOffices.contains(singular(lowered[phrase.head])) ? nil : $0
            }
      }
    }
    // "Bissau, whose then prime minister, Nuno Nabiam,".
    let whose = phrase.whole.lowerBound - 1
    if whose > 1, lowered[whose] == "whose", words[whose - 1] == "," {
      if let name = name(at: whose - 2), let owner = entity(ofName: name), owner != person {
        return landOfOffice(owner)
      }
      // "Nemunas Dawn, her junior partner, whose leader": the apposition between.
      var comma = whose - 2
      while comma > 0, whose - comma < 9, sameSentence(comma, whose), words[comma] != "," {
        comma -= 1
      }
      if words[comma] == ",", let name = name(at: comma - 1), names[name].kind == .organization,
        sameSentence(comma, whose)
      {
        return entity(ofName: name)
      }
    }
    // "the president's brother", "the prime minister's adviser": whoever holds the office.
    if servesPeople(phrase), lowered[phrase.whole.lowerBound] == "the",
      let holder = phrase.whole.first(where: {
        $0 < phrase.head && isPossessive($0 + 1) && !roleClasses(at: $0).isEmpty
      }), let (tokens, owner) = description(at: phrase.whole.lowerBound),
      tokens.upperBound == holder + 1, owner != person
    {
      return owner
    }
    // "survived by wife Maureen": the wife of whom the sentence is about.
    if phrase.classes == .relation, !phrase.isPlural, phrase.whole.lowerBound == phrase.head,
      phrase.whole.upperBound == phrase.head + 1, phrase.head > 0,
      ["by", "with", "and", ","].contains(lowered[phrase.head - 1])
    {
      let first = analyzed.sentences[sentenceOf[phrase.head]].tokens.lowerBound
      let before = namesBefore(phrase.head, from: first).first { names[$0].kind == .person }
      if let owner = before.flatMap({ entity(ofName: $0) }), owner != person { return owner }
    }
    if phrase.classes == .relation || phrase.classes == .occupation { return nil }
    for token in phrase.whole where token != phrase.head && isWord(token) {
      let isOwner =
        isPossessive(token + 1) || token > phrase.head && lowered[token - 1] == "the"
        || token < phrase.head && phrase.title.contains(token)
      guard isOwner, name(at: token) == nil, let owner = describedOwner(at: token) else { continue }
      return owner
    }
    return nil
  }

  func headWord(_ role: Entity.RoleFinding) -> String {
    if let text = role.text {
      return text.split(separator: " ").last.map { $0.lowercased() } ?? text
    }
    // The noun of role in the title; of "Secretary of State" the first, of "foreign minister" the last.
    for token in role.title.reversed() where lowered[token] != "general" {
      let isBehindOf = role.title.contains {
        $0 < token && ["of", "for", "responsible"].contains(lowered[$0])
      }
      if !isBehindOf, !lexicon.roleClasses(of: lowered[token]).isEmpty {
        let word = singular(lowered[token])
        return Self.abbreviatedTitles[word] ?? word
      }
    }
    let last = role.title.last.map { singular(lowered[$0]) } ?? ""
    return Self.abbreviatedTitles[last] ?? last
  }

  func singular(_ word: String) -> String {
    if word == "children" { return "child" }
    if word == "wives" { return "wife" }
    if word.hasSuffix("women") { return word.dropLast(2) + "an" }
    if word.hasSuffix("men") { return word.dropLast(2) + "an" }
    return word.hasSuffix("s") && word != "boss" && !word.hasSuffix("ss")
      ? String(word.dropLast()) : word
  }

  func possessivePronoun(_ phrase: RolePhrase) -> Int? {
    let first = phrase.whole.lowerBound
    return ["his", "her", "their", "its"].contains(lowered[first]) ? first : nil
  }
}
