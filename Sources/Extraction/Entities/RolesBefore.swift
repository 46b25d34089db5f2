internal import Language

/// Roles before a name: "NATO Secretary General Jens Stoltenberg", "The mayor of Paris, Anne Hidalgo,".
extension Reading {
  /// "NATO Secretary General Jens Stoltenberg", "President of Argentina Alberto Fernández",
  /// "The mayor of Paris, Anne Hidalgo,".
  mutating func findRoleBefore(_ name: Int, _ person: Int, _ used: inout Set<Int>) {
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
      // "a Republican, Ann Price,".
      if let party = self.name(at: before - 1), names[party].entry?.organizationKind == "party",
        names[party].tokens.count == 1, Self.partyAdjectives.contains(words[before - 1]),
        ["a", "an", "another", "fellow"].contains(lowered[before - 2]),
        words[names[name].tokens.upperBound] == ","
      {
        let word = words[before - 1]
        if !entities[person].roles.contains(where: { $0.text == word }) {
          entities[person].roles.append(
            .init(title: before - 1..<before, text: word, of: nil, sieve: "party"))
        }
        return
      }
      if findPairedRoles(comma: before, name, &used) { return }
      guard let phrase = phrase(endingAt: before) else { return }
      // "One of Kenya's vice presidents, Laura Hayes,".
      let one = phrase.whole.lowerBound - 2
      if phrase.isPlural, one >= 0, lowered[one] == "one", lowered[one + 1] == "of",
        sameSentence(one, before)
      {
        addOneOf(phrase, name, to: person, &used)
        return
      }
      // "two ministers, Ana Duarte and Rui Matos,".
      let end = names[name].tokens.upperBound
      if phrase.isPlural, phrase.whole.lowerBound < phrase.head,
        ["and", ","].contains(lowered[end]),
        let next = self.name(at: end + 1), names[next].kind == .person, !used.contains(phrase.head)
      {
        used.insert(phrase.head)
        distribute(phrase, from: name)
      } else if isSetOff(phrase, name), !opensClause(phrase, name) {
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
      // "told journalists Ann Price was alive": one name behind a plural is another word.
      let end = names[name].tokens.upperBound
      guard end < words.count, ["and", ",", "of", "(", "&", "from"].contains(lowered[end]),
        phrase.whole.lowerBound == 0
          || !["to", "told", "tells"].contains(lowered[phrase.whole.lowerBound - 1])
      else { return }
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
    addApposed(before: phrase, name, to: person, &used)
    // "presidential candidate Senator Ted Cruz".
    let opensWithPerson =
      self.name(at: phrase.whole.lowerBound)
      .map { names[$0].kind == .person } ?? false
    if !opensWithPerson, let other = self.phrase(endingAt: phrase.whole.lowerBound),
      !other.isPlural, other.head != phrase.head
    {
      used.insert(other.head)
      addRole(other, to: person, "before")
      addApposed(before: other, name, to: person, &used)
    }
    addCoordinated(before: phrase, to: person, &used)
  }

  /// One of several: the role is theirs, told of one.
  private mutating func addOneOf(
    _ phrase: RolePhrase, _ name: Int, to person: Int, _ used: inout Set<Int>
  ) {
    var single = phrase
    single.isPlural = false
    guard isSetOff(single, name) else { return }
    used.insert(phrase.head)
    addRole(phrase, to: person, "apposition-before")
  }

  /// "the mission's head, diplomat Helga Berg,", "the leader of the coup, special forces commander
  /// Lieutenant Colonel Kim Lee,": what a comma sets off before the titles.
  private mutating func addApposed(
    before phrase: RolePhrase, _ name: Int, to person: Int, _ used: inout Set<Int>
  ) {
    let comma = phrase.whole.lowerBound - 1
    guard comma > 0, words[comma] == ",", sameSentence(comma, phrase.head),
      let other = self.phrase(endingAt: comma), !used.contains(other.head), isSetOff(other, name),
      !opensClause(other, name)
    else { return }
    let isDefinite =
      ["the", "its", "their"].contains(lowered[other.whole.lowerBound])
      && (other.whole.upperBound > other.head + 1
        // "said the rapporteur, lawmaker Ann Price".
        || other.whole.lowerBound > 0 && Self.speech.contains(lowered[other.whole.lowerBound - 1]))
    guard other.hasOwner || possessivePronoun(other) != nil || isDefinite else { return }
    used.insert(other.head)
    addRole(other, to: person, "apposition-before")
  }

  /// Where "named", "known only as", "who uses the name" starts that ends at a token.
  private func startOfNaming(_ last: Int) -> Int? {
    if ["named", "called", "nicknamed", "dubbed"].contains(lowered[last]) { return last }
    var start: Int?
    if lowered[last] == "as" {
      start = last - 1
      if start.map({ lowered[$0] == "only" }) ?? false { start = last - 2 }
      // "a resident who gave her name only as Gulnara".
      let noun = lowered[last - 1] == "only" ? last - 2 : last - 1
      if noun > 3, lowered[noun] == "name", ["his", "her", "their"].contains(lowered[noun - 1]),
        ["gave", "gives", "giving"].contains(lowered[noun - 2])
      {
        start = noun - 2
      } else if !(start.map({ $0 > 0 && ["known", "identified"].contains(lowered[$0]) }) ?? false) {
        return nil
      }
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
        // "junta leader General Kim Lee": another title.
        if !roleClasses(at: inner).isEmpty,
          lowered[last] != "general" || isCapitalised(inner) || !isCapitalised(last)
        {
          head = inner
        }
      }
    }
    guard
      var phrase = rolePhrase(
        head: head, assumed: isOpenNoun(head) && name(at: last + 1) != nil ? .occupation : [])
    else { return nil }
    // "a process Price described": no apposition; "using money Price received": what was used.
    if roleClasses(at: head).isEmpty,
      ["a", "an"].contains(lowered[phrase.whole.lowerBound])
        || phrase.title.dropLast().contains(where: { analyzed.tokens[$0].tag == .verb })
    {
      return nil
    }
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
      !Self.landNouns.contains(lowered[token]), !isWhatIsTold(token)
    else { return false }
    return !Self.abstractEndings.contains { lowered[token].hasSuffix($0) }
  }

  /// "the money Ann Price received": the name is the subject of a clause about the noun.
  private func isWhatIsTold(_ noun: Int) -> Bool {
    guard let name = name(at: noun + 1) else { return false }
    let tokens = analyzed.tokens
    return names[name].tokens.contains { token in
      let verb = tokens[token].head
      return verb >= 0 && !names[name].tokens.contains(verb) && tokens[verb].head == noun
        && [.aclRelcl, .acl].contains(tokens[verb].relation)
    }
  }

  /// "a halibut fisher from Upernavik": a phrase behind the name with a noun that no list has.
  func openPhrase(startingAt start: Int) -> RolePhrase? {
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
    // "the first candidate for mayor and Ann Price the second".
    if ["and", "or", "but"].contains(lowered[last]) { return nil }
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

  /// "The presidents of Peru and Chile, Pedro Silva and Laura Hayes,": to each his own.
  private mutating func findPairedRoles(
    comma: Int, _ first: Int, _ used: inout Set<Int>
  ) -> Bool {
    var owners: [Int] = []
    var end = comma
    while owners.count < 6, let name = name(at: end - 1), names[name].kind != .person,
      let owner = entity(ofName: name)
    {
      owners.insert(owner, at: 0)
      end = names[name].tokens.lowerBound
      if lowered[end - 1] == "the" { end -= 1 }
      guard ["and", ","].contains(lowered[end - 1]) else { break }
      end -= words[end - 2] == "," ? 2 : 1
    }
    guard owners.count > 1, lowered[end - 1] == "of", sameSentence(end - 1, comma),
      var phrase = rolePhrase(head: end - 2), phrase.isPlural
    else { return false }
    var people: [Int] = []
    var index: Int? = first
    while people.count <= owners.count, let name = index, names[name].kind == .person,
      let person = entity(ofName: name)
    {
      people.append(person)
      var next = names[name].tokens.upperBound
      if words[next] == "," { next += 1 }
      if lowered[next] == "and" { next += 1 }
      index = next > names[name].tokens.upperBound ? self.name(at: next) : nil
    }
    guard people.count == owners.count else { return false }
    used.insert(phrase.head)
    phrase.hasOwner = true
    for (person, owner) in zip(people, owners) {
      phrase.owner = owner
      addRole(phrase, to: person, "paired")
    }
    return true
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
  func phrase(endingAt end: Int) -> RolePhrase? {
    var index = end - 1
    while index >= 0, end - index < 16, sameSentence(index, end) {
      if !roleClasses(at: index).isEmpty, let phrase = rolePhrase(head: index),
        phrase.whole.upperBound == end
      {
        // "a spokesperson for the border guard,": the noun before the preposition decides.
        let outer = phrase.whole.lowerBound - 2
        if outer >= 0, sameSentence(outer, index), ["of", "for"].contains(lowered[outer + 1]),
          phrase.owner == nil, !roleClasses(at: outer).isEmpty,
          let whole = rolePhrase(head: outer), whole.whole.upperBound == end
        {
          return whole
        }
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

  /// "According to his agent, Hunter had undergone surgery": the comma ends an adverbial, and the
  /// name is the subject behind it.
  private func opensClause(_ phrase: RolePhrase, _ name: Int) -> Bool {
    let end = names[name].tokens.upperBound
    let before = phrase.whole.lowerBound - 1
    guard before >= 0, end < words.count, sameSentence(before, end), isVerb(end) else {
      return false
    }
    return ["to", "by", "via", "through", "from", "with", "for", "against"].contains(
      lowered[before])
  }
}
