internal import Language

/// Names of people into people: the same name, a fuller form of it, the surname alone, the given
/// name alone. Two people who share a surname stay two.
extension Reading {
  private struct Somebody {
    var names: [Int]
    /// The words of the fullest form.
    var parts: [String]
    var gender: NameLexicon.Gender?
  }

  /// People by the words of their names, without diacritics.
  private struct PeopleIndex {
    private var byWord: [String: [Int]] = [:]
    /// So many of one word are looked at: a text that has more of them is no dispatch.
    private static let limit = 40

    mutating func add(_ person: Int, _ parts: [String]) {
      for part in Set(parts.map(Reading.folded)) {
        byWord[part, default: []].append(person)
        if let hyphen = part.lastIndex(of: "-") {
          byWord[String(part[hyphen...].dropFirst()), default: []].append(person)
        }
      }
    }

    /// Who has one of these words in the name, in the order they were added.
    func candidates(_ parts: [String]) -> [Int] {
      var found: [Int] = []
      for part in Set(parts.map(Reading.folded)) {
        for person in (byWord[part] ?? []).prefix(Self.limit) where !found.contains(person) {
          found.append(person)
        }
      }
      return found.sorted()
    }
  }

  mutating func groupPeople() {
    var people: [Somebody] = []
    var index = PeopleIndex()
    let indices = names.indices.filter { names[$0].kind == .person }
    let partsOf = Dictionary(uniqueKeysWithValues: indices.map { ($0, parts(of: $0)) })
    // Full names first, the fullest before the others.
    let full = indices.filter { partsOf[$0]?.count ?? 0 > 1 }.sorted {
      (partsOf[$0]?.count ?? 0, $1) > (partsOf[$1]?.count ?? 0, $0)
    }
    for name in full {
      guard let parts = partsOf[name] else { continue }
      let candidates = index.candidates([parts[0], parts[parts.count - 1]])
      if let known = candidates.first(where: { Self.isSame(people[$0].parts, parts) }) {
        people[known].names.append(name)
        names[name].link = "full-name"
      } else {
        index.add(people.count, parts)
        people.append(Somebody(names: [name], parts: parts, gender: gender(of: name)))
      }
    }
    for name in indices {
      guard let parts = partsOf[name], parts.count == 1 else { continue }
      let gender = titleGender(of: name)
      let chosen = person(called: parts[0], by: name, gender, people, index)
      if let chosen {
        people[chosen].names.append(name)
        names[name].link = Self.link(parts[0], people[chosen].parts)
        if people[chosen].gender == nil || people[chosen].gender == .either {
          people[chosen].gender = gender ?? people[chosen].gender
        }
      } else {
        index.add(people.count, parts)
        people.append(Somebody(names: [name], parts: parts, gender: gender))
      }
    }
    joinAliases(&people)
    for somebody in people where !somebody.names.isEmpty {
      // What somebody is also called is not the fullest form.
      let own = somebody.names.filter { names[$0].link != "alias" }
      let fullest = (own.isEmpty ? somebody.names : own).max {
        (names[$0].tokens.count, $1) < (names[$1].tokens.count, $0)
      }
      guard let fullest else { continue }
      var entity = Entity(
        kind: .person, name: Self.capitalised(analyzed.string(names[fullest].tokens)),
        names: somebody.names)
      entity.gender = somebody.gender ?? leader(of: somebody.parts)?.gender
      if entity.gender == .either, let known = leader(of: somebody.parts) {
        entity.gender = known.gender
      }
      entity.country = leader(of: somebody.parts)?.country
      addEntity(entity)
    }
  }

  /// "Héctor Cantú, alias "El Pipas"", "Ginger Baker was born Peter Edward Baker": one person.
  private mutating func joinAliases(_ people: inout [Somebody]) {
    var owner: [Int: Int] = [:]
    for (index, somebody) in people.enumerated() {
      for name in somebody.names { owner[name] = index }
    }
    for name in names.indices.dropFirst() where names[name].kind == .person && isAlias(name) {
      guard names[name - 1].kind == .person, let first = owner[name - 1], let other = owner[name],
        first != other, people[other].names.first == name || people[first].names.first == name - 1
      else { continue }
      for again in people[other].names {
        owner[again] = first
        names[again].link = "alias"
      }
      people[first].names += people[other].names
      people[other].names = []
    }
  }

  /// Whether words before a person's name say that the person named before is called so.
  private func isAlias(_ name: Int) -> Bool {
    var token = names[name].tokens.lowerBound - 1
    let end = names[name - 1].tokens.upperBound
    guard end <= token, token - end < 8, sameSentence(end - 1, token) else { return false }
    if ["\"", "“", "‘", "'", "(", "the"].contains(lowered[token]) { token -= 1 }
    guard token >= end else { return false }
    if isTitleWord(token) || isRoleWord(token) { token -= 1 }
    guard token >= end else { return false }
    let isSaid =
      ["alias", "a.k.a.", "aka", "née", "nicknamed", "dubbed"].contains(lowered[token])
      || lowered[token] == "as" && lowered[token - 1] == "known"
      || lowered[token] == "born" && ["was", "(", ","].contains(lowered[token - 1])
      || lowered[token] == "is" && lowered[token - 1] == "name"
    // "Smith, whose aide is known as Bob": another verb stands between.
    return isSaid
      && !(end..<token).contains {
        ["by", "who", "aide", "brother", "sister", "son", "daughter", "and"].contains(lowered[$0])
      }
  }

  /// Whether somebody is introduced as another one's wife, son, …
  func isRelative(_ mentions: [Int]) -> Bool {
    mentions.prefix(3).contains { mention in
      var token = names[mention].tokens.lowerBound - 1
      // "His parents, Robert and Ruth Cummings".
      if lowered[token] == "and",
        let other = names.indices.contains(mention - 1) ? mention - 1 : nil,
        names[other].kind == .person, names[other].tokens.upperBound == token
      {
        token = names[other].tokens.lowerBound - 1
      }
      if words[token] == "," { token -= 1 }
      return lexicon.roleClasses(of: lowered[token]) == .relation
    }
  }

  func leader(of parts: [String]) -> NameLexicon.Leader? {
    parts.count == 1
      ? lexicon.leader(ofSurname: parts[0]) : lexicon.leader(named: parts.joined(separator: " "))
  }

  /// The words of a name; what hyphens join counts as one.
  func parts(of name: Int) -> [String] {
    var parts: [String] = []
    for token in names[name].tokens {
      if ["\"", "“", "”", "‘", "’", "'"].contains(words[token]) { continue }
      if token > names[name].tokens.lowerBound, !hasSpaceBefore(token), !parts.isEmpty,
        words[token] == "-" || words[token - 1] == "-"
      {
        parts[parts.count - 1] += words[token]
      } else {
        parts.append(words[token])
      }
    }
    // "De Blasio" at the start of a sentence is "de Blasio".
    if parts.count > 1, Self.particles.contains(parts[0].lowercased()),
      lexicon.gender(ofGivenName: parts[0]) == nil
    {
      parts[0] = parts[0].lowercased()
    }
    return parts
  }

  /// Whether two full names are one person's: "John R. Bolton" and "John Bolton", "Seyed Mohammad
  /// Mir-Mohammadi" and "Mohammad Mir-Mohammadi".
  private static func isSame(_ fuller: [String], _ other: [String]) -> Bool {
    if fuller == other { return true }
    let (fuller, other) = (fuller.map(folded), other.map(folded))
    if fuller == other { return true }
    // "Wanda Vázquez" for "Wanda Vázquez Garced"; but "Elizabeth II" is no "Elizabeth".
    if other.count > 1, fuller.count == other.count + 1, Array(fuller.prefix(other.count)) == other
    {
      return !suffixes.contains(other[other.count - 1])
    }
    // "John James Conyers Jr." and "John Conyers"; but "Donald Trump Jr." is no "Donald Trump".
    if other.count == 2, fuller.count > 3, suffixes.contains(fuller[fuller.count - 1]),
      fuller[0] == other[0], fuller[fuller.count - 2] == other[1]
    {
      return true
    }
    // "Pedro R. Pierluisi Urrutia" and "Pedro Pierluisi".
    if other.count == 2, fuller.count == 4, fuller[0] == other[0], fuller[2] == other[1],
      fuller[1].hasSuffix(".")
    {
      return !suffixes.contains(fuller[3])
    }
    guard let last = fuller.last, last == other.last else { return false }
    if fuller.count > other.count, Array(fuller.suffix(other.count)) == other {
      return other.count > 1
    }
    guard let first = fuller.first, let otherFirst = other.first else { return false }
    if first == otherFirst { return middle(fuller, agreesWith: middle(other)) }
    // "J. Bolton".
    return otherFirst.hasSuffix(".") && first.hasPrefix(otherFirst.dropLast())
  }

  private static func middle(_ parts: [String]) -> ArraySlice<String> {
    parts.dropFirst().dropLast()
  }

  private static func middle(_ parts: [String], agreesWith other: ArraySlice<String>) -> Bool {
    let own = middle(parts)
    guard let left = own.first, let right = other.first else { return true }
    return left == right
      || left.first == right.first && (left.hasSuffix(".") || right.hasSuffix("."))
  }

  /// Whether a person can be called by this one word: the surname, or in East Asian names the
  /// first word.
  private static func answers(_ parts: [String], to word: String) -> Bool {
    let (parts, word) = (parts.map(folded), folded(word))
    var last = parts.count - 1
    if last > 0, suffixes.contains(parts[last]) { last -= 1 }
    if parts[last] == word || parts[0] == word && parts[0].utf8.count <= 4 { return true }
    // Spanish double surnames: "Vázquez" of "Wanda Vázquez Garced".
    if parts.count == 3, last == 2, parts[1] == word, parts[1].utf8.count > 3 { return true }
    // "Ali bin Tamim" is "Tamim", "Moammar al-Eryani" also "Eryani".
    return parts[last].hasSuffix("-" + word) && parts[last].utf8.count - word.utf8.count <= 3
  }

  /// "Fuentes" of "María José Fuentes Soto", "Errázuriz" of "Joaquín Errázuriz Lagos": the first of
  /// two surnames is the one by which Spanish names are called.
  private func isFirstSurname(_ word: String, of parts: [String]) -> Bool {
    let count = parts.count
    guard count >= 3, Self.folded(parts[count - 2]) == Self.folded(word), word.utf8.count > 3,
      !Self.suffixes.contains(parts[count - 1])
    else { return false }
    return lexicon.gender(ofGivenName: parts[count - 2]) == nil
      && lexicon.gender(ofGivenName: parts[0]) != nil
  }

  /// The sieve that ties one word to a person of this name.
  private static func link(_ word: String, _ parts: [String]) -> String {
    if parts == [word] { return "exact" }
    return isSurname(word, of: parts) ? "surname" : "part-of-name"
  }

  private static func isSurname(_ word: String, of parts: [String]) -> Bool {
    parts.last { !suffixes.contains($0) } == word
  }

  /// Who is called by one word: by the surname, by another word of the name, by the given name.
  private func person(
    called word: String, by name: Int, _ gender: NameLexicon.Gender?, _ people: [Somebody],
    _ index: PeopleIndex
  ) -> Int? {
    let known = index.candidates([word])
    var candidates = known.filter {
      people[$0].parts.count > 1 && Self.answers(people[$0].parts, to: word)
        && !Self.clashes(people[$0].gender, gender)
        || isFirstSurname(word, of: people[$0].parts)
    }
    let bySurname = candidates.filter {
      Self.isSurname(word, of: people[$0].parts) || isFirstSurname(word, of: people[$0].parts)
    }
    if !bySurname.isEmpty { candidates = bySurname }
    if candidates.count == 1 { return candidates[0] }
    if candidates.count > 1 {
      // A bare surname is rarely that of somebody introduced as a relative.
      let others = candidates.filter { !isRelative(people[$0].names) }
      return nearest(
        (others.isEmpty ? candidates : others).map { ($0, people[$0].names) }, before: name)
    }
    if let same = known.first(where: { people[$0].parts == [word] }) { return same }
    let byGivenName = known.filter { people[$0].parts.count > 1 && people[$0].parts[0] == word }
    return byGivenName.count == 1 ? byGivenName[0] : nil
  }

  static func clashes(_ first: NameLexicon.Gender?, _ second: NameLexicon.Gender?) -> Bool {
    guard let first, let second, first != .either, second != .either else { return false }
    return first != second
  }

  /// Of several people the one named last before a name, else the first one named behind it.
  private func nearest(_ candidates: [(Int, [Int])], before name: Int) -> Int? {
    var best: (Int, Int)?
    for (candidate, mentions) in candidates {
      for mention in mentions where mention < name && mention > best?.1 ?? -1 {
        best = (candidate, mention)
      }
    }
    return best?.0 ?? candidates.first?.0
  }

  func gender(of name: Int) -> NameLexicon.Gender? {
    titleGender(of: name)
      ?? names[name].tokens.firstNonNil { self.lexicon.gender(ofGivenName: self.words[$0]) }
  }

  private static let femaleTitles = Reading.entityWords["female noun"]
  private static let maleTitles = Reading.entityWords["male noun"]

  /// The gender that the word before a name tells.
  private func titleGender(of name: Int) -> NameLexicon.Gender? {
    let first = names[name].tokens.lowerBound
    var token = first - 1
    while token >= 0, token >= first - 2, sameSentence(token, first) {
      if let gender = nounGender(token) { return gender }
      token -= 1
    }
    return nil
  }

  func nounGender(_ token: Int) -> NameLexicon.Gender? {
    if Self.femaleTitles.contains(lowered[token]) { return .female }
    return Self.maleTitles.contains(lowered[token]) ? .male : nil
  }
}
