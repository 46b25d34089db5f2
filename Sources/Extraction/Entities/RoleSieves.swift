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
    if phrase.classes == .relation, phrase.owner == nil, phrase.title.upperBound > phrase.head + 1 {
      return
    }
    // Forms of address say nothing of an office.
    if Self.addresses.contains(lowered[phrase.head]), phrase.classes != .office { return }
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
      return
    }
    var role = Entity.RoleFinding(
      title: phrase.title, of: owner, isFormer: phrase.isFormer, sieve: sieve)
    role.home = phrase.home
    role.hasUnknownOwner = owner == nil && phrase.hasOwner
    role.isAbroad = ["ambassador", "envoy", "representative", "consul"].contains(head)
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

  private func possessivePronoun(_ phrase: RolePhrase) -> Int? {
    let first = phrase.whole.lowerBound
    return ["his", "her", "their", "its"].contains(lowered[first]) ? first : nil
  }

  // MARK: Before the name

  /// "NATO Secretary General Jens Stoltenberg", "President of Argentina Alberto Fernández",
  /// "The mayor of Paris, Anne Hidalgo,".
  private mutating func findRoleBefore(_ name: Int, _ person: Int, _ used: inout Set<Int>) {
    let start = names[name].tokens.lowerBound
    var before = start - 1
    // "Dr Ali bin Tamim", "Lord Carloway": the address is skipped.
    while before >= 0, sameSentence(before, start),
      Self.addresses.contains(lowered[before]) && roleClasses(at: before) != .office
        || words[before].hasSuffix(".") && gazetteer.isTitle(words[before])
          && roleClasses(at: before).isEmpty
    {
      before -= 1
    }
    guard before >= 0, sameSentence(before, start) else { return }
    if words[before] == ")", before > 3 {
      if words[before - 2] == "(" {
        before -= 3
      } else if words[before - 3] == "(", words[before - 1] == "." {
        before -= 4
      }
    }
    guard before >= 0 else { return }
    // "a Polish chef named Łukasz".
    if let naming = startOfNaming(before) {
      before = naming
      if let phrase = phrase(endingAt: before), !phrase.isPlural {
        used.insert(phrase.head)
        addRole(phrase, to: person, "named")
      }
      return
    }
    // "Her manager, Dutchman Gerard van de Ven,", "his replacement, 39-year-old Kelvin Lam,".
    if let people = self.name(at: before), names[people].kind == .adjective,
      words[names[people].tokens.lowerBound - 1] == ","
    {
      before = names[people].tokens.lowerBound - 1
    } else if lowered[before].hasSuffix("year-old"), words[before - 1] == "," {
      before -= 1
    } else if lowered[before] == "old", isJoiningHyphen(before - 1), words[before - 5] == "," {
      before -= 5
    }
    if [",", "—", "–"].contains(words[before]) {
      guard let phrase = phrase(endingAt: before) else { return }
      // "two ministers, Ana Duarte and Rui Matos,".
      let end = names[name].tokens.upperBound
      if phrase.isPlural, phrase.whole.lowerBound < phrase.head,
        ["and", ","].contains(lowered[end]),
        let next = self.name(at: end + 1), names[next].kind == .person, !used.contains(phrase.head)
      {
        used.insert(phrase.head)
        distribute(phrase, from: name)
      } else if isSetOff(phrase, name) {
        used.insert(phrase.head)
        addRole(phrase, to: person, "apposition-before")
      }
      return
    }
    // "Republican Kevin McCarthy": a party's adjective.
    if let party = self.name(at: before), names[party].entry?.organizationKind == "party",
      names[party].tokens.count == 1
    {
      let word = words[before]
      if !entities[person].roles.contains(where: { $0.text == word }) {
        entities[person].roles.append(
          .init(title: before..<before + 1, text: word, of: nil, sieve: "party"))
      }
      return
    }
    guard var phrase = directPhrase(before) ?? phraseWithComplement(before) else { return }
    if phrase.isPlural {
      // "Senators Marco Rubio of Florida, Mike Lee of Utah": everybody of the list.
      used.insert(phrase.head)
      distribute(phrase, from: name)
      return
    }
    // "Boeing CEO Tom Hale and CFO Ann Price".
    let joint = phrase.whole.lowerBound - 1
    if phrase.owner == nil, !phrase.hasOwner, joint > 0, lowered[joint] == "and",
      sameSentence(joint, before), let other = self.name(at: joint - 1),
      names[other].kind == .person, let colleague = entity(ofName: other),
      let role = entities[colleague].roles.last, role.sieve == "before",
      let body = role.of, entities[body].kind == .organization,
      role.title.upperBound == names[other].tokens.lowerBound
    {
      phrase.owner = body
      phrase.hasOwner = true
    }
    used.insert(phrase.head)
    if phrase.whole.upperBound > before + 1 { phrase.whole = phrase.whole.lowerBound..<before + 1 }
    addRole(phrase, to: person, "before")
    // "the mission's head, diplomat Helga Berg,".
    let comma = phrase.whole.lowerBound - 1
    if comma > 0, words[comma] == ",", sameSentence(comma, start),
      let other = self.phrase(endingAt: comma), isSetOff(other, name),
      other.hasOwner
        || possessivePronoun(other) != nil
    {
      used.insert(other.head)
      addRole(other, to: person, "apposition-before")
    }
    // "presidential candidate Senator Ted Cruz".
    let opensWithPerson =
      self.name(at: phrase.whole.lowerBound)
      .map { names[$0].kind == .person } ?? false
    if !opensWithPerson, let other = self.phrase(endingAt: phrase.whole.lowerBound),
      !other.isPlural, other.head != phrase.head
    {
      used.insert(other.head)
      addRole(other, to: person, "before")
    }
    addCoordinated(before: phrase, to: person, &used)
  }

  /// Where "named", "known only as", "who uses the name" starts that ends at a token.
  private func startOfNaming(_ last: Int) -> Int? {
    if ["named", "called", "nicknamed", "dubbed"].contains(lowered[last]) { return last }
    var start: Int?
    if lowered[last] == "as" {
      start = last - 1
      if start.map({ lowered[$0] == "only" }) ?? false { start = last - 2 }
      guard let known = start, known > 0,
        ["known", "identified"].contains(lowered[known])
      else { return nil }
    } else if ["name", "pseudonym", "alias"].contains(lowered[last]), last > 2 {
      start = last - 1
      guard ["the", "a"].contains(lowered[last - 1]),
        ["uses", "using", "used"].contains(lowered[last - 2])
      else { return nil }
      start = last - 2
    }
    guard var first = start, first > 0 else { return nil }
    if lowered[first - 1] == "who" { first -= 1 }
    if words[first - 1] == "," { first -= 1 }
    return first
  }

  /// The phrase whose noun stands right before the name.
  private func directPhrase(_ last: Int) -> RolePhrase? {
    var head = last
    if roleClasses(at: head).isEmpty || ["general", "elect", "designate"].contains(lowered[head]) {
      if ["general", "elect", "designate"].contains(lowered[head]), head > 0 {
        var inner = head - 1
        if isJoiningHyphen(inner) { inner -= 1 }
        if !roleClasses(at: inner).isEmpty { head = inner }
      }
    }
    guard
      var phrase = rolePhrase(
        head: head, assumed: isOpenNoun(head) && name(at: last + 1) != nil ? .occupation : [])
    else { return nil }
    // Abbreviated titles keep their point.
    if phrase.title.upperBound > last + 1 { phrase.title = phrase.title.lowerBound..<last + 1 }
    return phrase
  }

  private static let thingsWithNames = Reading.entityWords["thing with a name"]
  private static let abstractEndings = [
    "tion", "ment", "ness", "ity", "ance", "ence", "ing", "ship", "hood", "ism", "ure", "cy",
    "day", "week", "month", "year", "time", "age", "sion", "dom", "th",
  ]

  /// A common noun that may stand for a person where a name stands beside it: none of a thing, an
  /// act or a time.
  func isOpenNoun(_ token: Int) -> Bool {
    guard token >= bodyStart, token < words.count, name(at: token) == nil, !isCapitalised(token),
      !isJoiningHyphen(token - 1),
      analyzed.tokens[token].pennTag == .noun, words[token].utf8.count > 2,
      words[token].unicodeScalars.allSatisfy({ $0.properties.isAlphabetic }),
      !Self.thingsWithNames.contains(lowered[token]), Self.bodyNouns[lowered[token]] == nil,
      !Self.landNouns.contains(lowered[token])
    else { return false }
    return !Self.abstractEndings.contains { lowered[token].hasSuffix($0) }
  }

  /// "a halibut fisher from Upernavik": a phrase behind the name with a noun that no list has.
  private func openPhrase(startingAt start: Int) -> RolePhrase? {
    guard ["a", "an"].contains(lowered[start]) else { return nil }
    var head = start + 1
    var last: Int?
    while head < words.count, head - start < 7, sameSentence(head, start) {
      if name(at: head) == nil {
        guard isWord(head) || isJoiningHyphen(head), !isVerb(head),
          !Self.functionWords.contains(lowered[head]), lowered[head] != "who"
        else { break }
        last = head
      } else {
        last = nil
      }
      head += 1
    }
    guard let last, isOpenNoun(last), last + 1 < words.count,
      [",", ".", "from", "who", "with", "at", "of"].contains(lowered[last + 1]),
      let phrase = rolePhrase(head: last, assumed: .occupation), phrase.whole.lowerBound == start
    else { return nil }
    return phrase
  }

  /// The phrase whose complement ends right before the name: "First Minister of Scotland".
  private func phraseWithComplement(_ last: Int) -> RolePhrase? {
    var index = last
    while index > 0, last - index < 11, sameSentence(index - 1, last) {
      if [",", ";", ":", "\"", "“", "”", "("].contains(words[index]) || isVerb(index),
        name(at: index) == nil
      {
        return nil
      }
      if ["of", "for", "from", "to", "at"].contains(lowered[index]),
        !roleClasses(at: index - 1).isEmpty || lowered[index - 1] == "general"
      {
        let head =
          lowered[index - 1] == "general" && index > 1 && !roleClasses(at: index - 2).isEmpty
          ? index - 2 : index - 1
        guard let phrase = rolePhrase(head: head) else { return nil }
        // "lawyers for Mr Otieno": the name is the complement.
        if (index + 1..<last + 1).allSatisfy({ Self.addresses.contains(lowered[$0]) }) {
          return nil
        }
        // "the wife of Taras Hryb": what the complement names has another role.
        if let owner = phrase.owner, let next = name(at: last + 1), entity(ofName: next) == owner {
          return nil
        }
        // The complement must reach the name.
        if phrase.whole.upperBound > last { return phrase }
        if phrase.owner == nil, phrase.whole.upperBound == last + 1 { return phrase }
      }
      index -= 1
    }
    return nil
  }

  /// "Conservative Party leader and Prime Minister Boris Johnson".
  private mutating func addCoordinated(
    before phrase: RolePhrase, to person: Int, _ used: inout Set<Int>
  ) {
    var joint = phrase.whole.lowerBound - 1
    guard joint > 1, sameSentence(joint, phrase.head), ["and", "&", "/"].contains(lowered[joint])
    else { return }
    // "radio host, writer, and singer Ann Price".
    if words[joint - 1] == "," { joint -= 1 }
    var rounds = 0
    while rounds < 4, joint > 0, sameSentence(joint, phrase.head),
      let other = self.phrase(endingAt: joint), !other.isPlural
    {
      used.insert(other.head)
      addRole(other, to: person, "before")
      // What stands before the first holds for all: "US singer and lyricist".
      if let owner = other.owner, !phrase.hasOwner,
        phrase.classes.isDisjoint(with: [.office, .relation]),
        other.classes.isDisjoint(with: [.office, .relation]), isCountry(owner),
        let role = entities[person].roles.firstIndex(where: { $0.title == phrase.title }),
        entities[person].roles[role].of == nil
      {
        entities[person].roles[role].of = owner
      }
      joint = other.whole.lowerBound - 1
      guard joint > 0, words[joint] == "," else { break }
      rounds += 1
    }
  }

  /// The role phrase that ends right before a token.
  private func phrase(endingAt end: Int) -> RolePhrase? {
    var index = end - 1
    while index >= 0, end - index < 16, sameSentence(index, end) {
      if !roleClasses(at: index).isEmpty, let phrase = rolePhrase(head: index),
        phrase.whole.upperBound == end
      {
        return phrase
      }
      if [",", ";", "\"", "”"].contains(words[index]) || isVerb(index) && name(at: index) == nil {
        return nil
      }
      index -= 1
    }
    return nil
  }

  /// Whether a name behind a comma is what the phrase before it means: it ends with another comma
  /// or with the clause.
  private func isSetOff(_ phrase: RolePhrase, _ name: Int) -> Bool {
    guard !phrase.isPlural else { return false }
    let end = names[name].tokens.upperBound
    guard end < words.count, sameSentence(end, phrase.head) else { return true }
    return [",", ".", ";", ":", ")", "—", "–", "?", "!", "\"", "”"].contains(words[end])
      || isVerb(end)
      || ["and", "as", "in", "who", "at", "on", "for", "is", "after", "from", "of"]
        .contains(lowered[end])
        && lowered[end] != "and"
  }

  // MARK: Behind the name

  /// "Wang Yi, China's foreign minister,", "Boris Johnson — former Foreign Secretary, mayor of
  /// London, and member of Parliament —".
  private mutating func findRoleInApposition(_ name: Int, _ person: Int, _ used: inout Set<Int>) {
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
      guard let phrase = phrase(startingAt: start) ?? (isFirst ? openPhrase(startingAt: start) : nil)
      else { return }
      // "an actor, Ann Price, a singer known as Kim": the next one's.
      if startOfNamingBehind(phrase.whole.upperBound) { return }
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
      if !endsApposition(phrase.whole.upperBound, opensWithA: opensWithA) { return }
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

  private func startOfNamingBehind(_ token: Int) -> Bool {
    guard token + 1 < words.count, sameSentence(token, token + 1) else { return false }
    return ["named", "called", "nicknamed"].contains(lowered[token]) && isCapitalised(token + 1)
      || lowered[token] == "known" && ["as", "only"].contains(lowered[token + 1])
  }

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
      (names[party].entry?.organizationKind ?? names[party].detail) == "party"
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
  private func endsApposition(_ token: Int, opensWithA: Bool = false) -> Bool {
    // "head of Joint Command No. 3,".
    if token + 2 < words.count, ["No.", "Number"].contains(words[token]),
      words[token + 1].first?.isNumber ?? false
    {
      return true
    }
    guard sameSentence(token, token - 1), isWord(token) else { return true }
    if opensWithA {
      switch analyzed.tokens[token].pennTag {
      case .verbPastParticiple, .verbGerund, .verbPast: return true
      default: break
      }
    }
    return [
      "and", "or", "who", "whose", "whom", "that", "which", "in", "at", "on", "from", "with",
      "since", "until", "for", "to", "of", "as", "by", "during", "under", "between", "but",
      "responsible", "when", "where", "after", "before", "speaking", "based", "accused", "and",
    ].contains(lowered[token])
  }

  /// The noun of role that "chief", "deputy" or "senior" belongs to, behind modifiers.
  private func laterHead(behind token: Int) -> Int? {
    guard ["chief", "deputy", "assistant", "vice", "associate", "head", "general", "lead"]
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
