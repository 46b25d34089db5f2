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
      findHeadship(name, person)
    }
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
    if Self.addresses.contains(lowered[phrase.head]) { return }
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
    // "a Polish chef": where he comes from, not whose chef he is.
    if phrase.classes == .occupation, let land = owner, land == phrase.home,
      phrase.title.upperBound == phrase.whole.upperBound,
      let adjective = phrase.whole.firstNonNil({ self.name(at: $0) }),
      names[adjective].kind == .adjective
    {
      owner = nil
    }
    let word = lowered[phrase.head]
    let head = singular(Self.withoutPrefix(word) ?? word)
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
    if let full = Self.abbreviatedTitles[lowered[phrase.head]] { role.text = full }
    if let bare = Self.withoutPrefix(words[phrase.head]) {
      let behind = phrase.head + 1..<max(phrase.title.upperBound, phrase.head + 1)
      role.text = bare + (behind.isEmpty ? "" : " " + analyzed.string(behind))
    }
    entities[person].roles.append(role)
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
    "next", "prime", "first", "chief", "senior", "general", "elect", "longtime", "embattled",
  ]

  /// Titles that agencies shorten before a name.
  static let abbreviatedTitles: [String: String] = [
    "gov.": "Governor", "sen.": "Senator", "rep.": "Representative", "gov": "Governor",
    "sen": "Senator", "rep": "Representative", "pm": "Prime Minister",
  ]

  /// Whose office it is where a pronoun or a noun says it: "his deputy", "its founder", "the
  /// bank's president", "the head of the agency", "a company spokesman".
  private func describedOwner(of phrase: RolePhrase, notAs person: Int) -> Int? {
    if let pronoun = possessivePronoun(phrase) {
      switch lowered[pronoun] {
      case "his", "her":
        return antecedent(ofPronoun: pronoun, notAs: person)
      default:
        return phrase.classes.contains(.relation)
          ? nil : antecedent(ofPronoun: pronoun, notAs: person)
      }
    }
    // "Bissau, whose then prime minister, Nuno Nabiam,".
    let whose = phrase.whole.lowerBound - 1
    if whose > 1, lowered[whose] == "whose", words[whose - 1] == ",",
      let name = name(at: whose - 2), let owner = entity(ofName: name), owner != person
    {
      return landOfOffice(owner)
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
        return singular(lowered[token])
      }
    }
    return role.title.last.map { singular(lowered[$0]) } ?? ""
  }

  func singular(_ word: String) -> String {
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
      Self.addresses.contains(lowered[before])
        || words[before].hasSuffix(".") && gazetteer.isTitle(words[before])
          && roleClasses(at: before).isEmpty
    {
      before -= 1
    }
    guard before >= 0, sameSentence(before, start) else { return }
    if words[before] == ")", before > 2, words[before - 2] == "(" { before -= 3 }
    guard before >= 0 else { return }
    // "a Polish chef named Łukasz".
    if ["named", "called"].contains(lowered[before]) {
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
    guard var phrase = rolePhrase(head: head) else { return nil }
    // Abbreviated titles keep their point.
    if phrase.title.upperBound > last + 1 { phrase.title = phrase.title.lowerBound..<last + 1 }
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
    let joint = phrase.whole.lowerBound - 1
    guard joint > 0, sameSentence(joint, phrase.head), ["and", "&"].contains(lowered[joint]),
      let other = self.phrase(endingAt: joint), !other.isPlural
    else { return }
    used.insert(other.head)
    addRole(other, to: person, "before")
  }

  private mutating func distribute(_ phrase: RolePhrase, from first: Int) {
    var index = first
    while index < names.count, sameSentence(names[index].tokens.lowerBound, phrase.head),
      names[index].tokens.lowerBound - phrase.head < 40
    {
      if names[index].kind == .person, let person = entity(ofName: index) {
        var own = phrase
        let end = names[index].tokens.upperBound
        if end + 1 < words.count, lowered[end] == "of", let place = name(at: end + 1) {
          own.owner = entity(ofName: place)
        }
        addRole(own, to: person, "list")
        var next = names[index].tokens.upperBound
        if next < words.count, lowered[next] == "of", let place = name(at: next + 1) {
          next = names[place].tokens.upperBound
        }
        guard next < words.count, [",", "and"].contains(lowered[next]) else { return }
        if words[next] == ",", next + 1 < words.count, lowered[next + 1] == "and" { next += 1 }
        guard let following = name(at: next + 1), names[following].kind == .person else { return }
        index = following
      } else {
        return
      }
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
      || ["and", "as", "in", "who", "at", "on", "for", "is", "after", "from"].contains(lowered[end])
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
    while start < words.count, sameSentence(start, joint) {
      if isFirst, findPartisan(start, person) { return }
      guard let phrase = phrase(startingAt: start) else { return }
      // "…, President Trump": the title of the next one.
      if let next = self.name(at: phrase.whole.upperBound), names[next].kind == .person,
        phrase.whole.upperBound == names[next].tokens.lowerBound
      {
        return
      }
      if isFirst, isCapitalised(phrase.head), phrase.head == start, !phrase.hasOwner,
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
      isFirst = false
      start = phrase.whole.upperBound
      if start < words.count, words[start] == "," { start += 1 }
      if start < words.count, lowered[start] == "and" { start += 1 }
      if start == phrase.whole.upperBound { return }
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
  private func endsApposition(_ token: Int, opensWithA: Bool = false) -> Bool {
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

  /// "Joanna Cherry of the Scottish National Party".
  private mutating func findMembership(_ name: Int, _ person: Int) {
    let of = names[name].tokens.upperBound
    guard of + 1 < words.count, lowered[of] == "of" || lowered[of] == "from",
      sameSentence(of, of - 1)
    else { return }
    let next = of + (lowered[of + 1] == "the" ? 2 : 1)
    guard let owner = self.name(at: next),
      names[owner].kind == .organization || names[owner].kind == .place,
      let body = entity(ofName: owner)
    else { return }
    // "ecologist Chip Taylor of the University of Kansas".
    if let role = entities[person].roles.indices.last(where: {
      entities[person].roles[$0].of == nil && entities[person].roles[$0].sieve == "before"
        && entities[person].roles[$0].title.upperBound == names[name].tokens.lowerBound
    }) {
      entities[person].roles[role].of = body
      return
    }
    guard names[owner].kind == .organization,
      ["party", "legislature", "armed_group"].contains(
        entities[body].bodyKind ?? "")
    else { return }
    guard !entities[person].roles.contains(where: { $0.of == body }) else { return }
    entities[person].roles.append(
      .init(title: of..<of + 1, text: "member", of: body, sieve: "of-body"))
  }
}
