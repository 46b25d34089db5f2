internal import Language

/// Roles that the layout or a noun beside the name tells: parties in parentheses, "X of Y", lists
/// behind a plural, labels, "its delegate is X".
extension Reading {
  // MARK: Affiliations behind the name

  /// "Joanna Cherry of the Scottish National Party", "Ann Price, of Demokraatit,", "Falk Zorn
  /// (AfD)", "Sen. Ann Price, D-Ohio,".
  mutating func findMembership(_ name: Int, _ person: Int) {
    let end = names[name].tokens.upperBound
    guard end + 1 < words.count, sameSentence(end, end - 1) else { return }
    if words[end] == "(" || words[end] == "," || words[end] == "[" {
      if findConstituency(name, person, from: end + 1) { return }
      if words[end] == "(", let body = self.name(at: end + 1),
        names[body].kind == .organization, names[body].tokens.upperBound < words.count,
        words[names[body].tokens.upperBound] == ")", let owner = entity(ofName: body),
        kindOfBody(owner) == "party"
          || kindOfBody(owner) == "other" && (isAcronym(end + 1) || holdsOffice(person))
      {
        join(person, owner, at: end + 1)
        return
      }
    }
    var of = end
    // "of Morena, said": set off by commas it is no one's province.
    let isSetOff = words[end] == "," && ["of", "from", "once"].contains(lowered[end + 1])
    if isSetOff { of += 1 }
    if lowered[of] == "once" { of += 1 }
    guard of + 1 < words.count else { return }
    guard lowered[of] == "of" || lowered[of] == "from", let owner = affiliation(behind: of),
      let body = entity(ofName: owner)
    else { return }
    let isBody = names[owner].kind == .organization
    // "Senator Ann Price of the Greens" is the country's, and one of the party.
    if isBody, kindOfBody(body) == "party" {
      let leads = entities[person].roles.indices.last {
        entities[person].roles[$0].of == nil
          && entities[person].roles[$0].title.upperBound == names[name].tokens.lowerBound
          && Self.bodyOffices.contains(headWord(entities[person].roles[$0]))
      }
      let legislates = entities[person].roles.indices.last {
        entities[person].roles[$0].of == nil
          && entities[person].roles[$0].title.upperBound == names[name].tokens.lowerBound
          && ["lawmaker", "mp", "legislator", "councillor", "candidate"]
            .contains(headWord(entities[person].roles[$0]))
      }
      if let role = leads ?? legislates {
        entities[person].roles[role].of = body
      } else {
        join(person, body, at: of)
      }
      return
    }
    if isSetOff {
      let behind = names[owner].tokens.upperBound
      guard isBody, kindOfBody(body) != "media",
        behind >= words.count || !isWord(behind)
          || ["group", "party", "movement"].contains(lowered[behind])
      else { return }
      // "Justice Ann Price, of the Supreme Court,": the title is of it.
      if let role = entities[person].roles.lastIndex(where: {
        $0.of == nil && $0.sieve == "before"
          && $0.title.upperBound == names[name].tokens.lowerBound
      }), !["party", "armed_group"].contains(kindOfBody(body)) {
        entities[person].roles[role].of = body
        return
      }
      join(person, body, at: of)
      return
    }
    // "ecologist Chip Taylor of the University of Kansas".
    if let role = entities[person].roles.indices.last(where: {
      entities[person].roles[$0].of == nil && entities[person].roles[$0].sieve == "before"
        && entities[person].roles[$0].title.upperBound == names[name].tokens.lowerBound
    }) {
      // "Chairman Carl Jessup of Idaho": where he was elected, not whose chairman he is.
      let head = headWord(entities[person].roles[role])
      if isBody, Self.seats.contains(head) || head == "minister", kindOfBody(body) == "other" {
        join(person, body, at: of)
        return
      }
      if isBody || !Self.bodyOffices.contains(head) {
        entities[person].roles[role].of = body
        return
      }
    }
    guard isBody,
      ["party", "legislature", "armed_group", "government"].contains(kindOfBody(body)),
      lowered[of] == "of" || kindOfBody(body) != "government"
    else { return }
    join(person, body, at: of)
  }

  /// Offices that a body has and no place.
  static let bodyOffices: Set<String> = [
    "chairman", "chairwoman", "chair", "chairperson", "leader", "whip", "member", "director",
    "ceo", "executive", "spokesman", "spokeswoman", "spokesperson", "coach", "captain",
  ]

  /// Whether a person is told to hold an office of state or a seat.
  private func holdsOffice(_ person: Int) -> Bool {
    entities[person].roles.contains {
      Self.seats.contains(headWord($0))
        || ["minister", "candidate", "premier"].contains(headWord($0))
    }
  }

  func kindOfBody(_ entity: Int) -> String {
    entities[entity].bodyKind ?? "other"
  }

  mutating func join(_ person: Int, _ body: Int, at token: Int) {
    guard !entities[person].roles.contains(where: { $0.of == body }) else { return }
    entities[person].roles.append(
      .init(title: token..<token + 1, text: "member", of: body, sieve: "of-body"))
  }

  /// The name that "of" governs: "of the opposition Union Party", "of London's National Gallery".
  private func affiliation(behind of: Int) -> Int? {
    var next = of + 1
    var steps = 0
    while next < words.count, steps < 4, sameSentence(next, of) {
      if let found = name(at: next) {
        let end = names[found].tokens.upperBound
        let inner = isPossessive(end) ? end + 1 : end
        if names[found].kind == .place || names[found].kind == .adjective || isPossessive(end),
          inner < words.count, let body = name(at: inner), names[body].kind == .organization,
          sameSentence(inner, of)
        {
          return body
        }
        return names[found].kind == .organization || names[found].kind == .place ? found : nil
      }
      guard isWord(next), !isVerb(next),
        lowered[next] == "the" || !Self.functionWords.contains(lowered[next])
      else { return nil }
      next += 1
      steps += 1
    }
    return nil
  }

  /// "(R-Texas)", ", D-Calif.,", "(Lab, Leeds)", "(APC–Borno South)": the party and whose seat.
  private mutating func findConstituency(_ name: Int, _ person: Int, from first: Int) -> Bool {
    guard first + 2 < words.count, sameSentence(first, first - 1) else { return false }
    let closing = words[first - 1] == "(" ? ")" : ","
    var next = first
    var party: Int?
    if let body = self.name(at: first), names[body].kind == .organization {
      party = entity(ofName: body)
      next = names[body].tokens.upperBound
    } else {
      guard ["R", "D", "I", "L", "Con", "Lab", "Lib"].contains(words[first]) else { return false }
      next += 1
    }
    guard next + 1 < words.count, ["-", "–", "—", ",", "/", "‑"].contains(words[next]),
      words[next] != "," || closing == ")", let place = self.name(at: next + 1),
      names[place].kind == .place, let seat = entity(ofName: place)
    else { return false }
    let end = names[place].tokens.upperBound
    guard end >= words.count || words[end] == closing || !isWord(end) else { return false }
    if let party { join(person, party, at: first) }
    for index in entities[person].roles.indices
    where entities[person].roles[index].of == nil
      && Self.seats.contains(headWord(entities[person].roles[index]))
    {
      entities[person].roles[index].of = seat
    }
    return true
  }

  /// Offices that are held for a place.
  private static let seats: Set<String> = [
    "senator", "representative", "congressman", "congresswoman", "lawmaker", "mp", "legislator",
    "councillor", "deputy", "delegate", "governor", "mayor", "sen.", "rep.", "gov.", "assemblyman",
    "assemblywoman",
  ]

  /// "the ANO movement of Andrej Babiš", "Hamas of Yahya Sinwar": who is named behind a party leads
  /// it.
  mutating func findLeaderOfBody(_ name: Int, _ person: Int) {
    let of = names[name].tokens.lowerBound - 1
    // "The AKP's Ömer Çelik".
    if of > 0, isPossessive(of), let party = self.name(at: of - 1),
      names[party].kind == .organization, let body = entity(ofName: party),
      kindOfBody(body) == "party"
    {
      join(person, body, at: names[party].tokens.lowerBound)
      return
    }
    guard of > 1, lowered[of] == "of", sameSentence(of, of + 1) else { return }
    var before = of - 1
    var isNamed = false
    if self.name(at: before) == nil,
      ["movement", "party", "faction", "camp", "militia", "group", "list", "bloc"]
        .contains(lowered[before])
    {
      isNamed = true
      before -= 1
    }
    guard let owner = self.name(at: before), names[owner].kind == .organization,
      let body = entity(ofName: owner),
      isNamed || ["party", "armed_group"].contains(kindOfBody(body)),
      !entities[person].roles.contains(where: { $0.of == body })
    else { return }
    entities[person].roles.append(
      .init(title: of..<of + 1, text: "leader", of: body, sieve: "body-of"))
  }

  // MARK: Lists and labels

  private static let editorial: Set<String> = [
    "reporter", "editor", "writer", "correspondent", "translator", "photographer",
  ]

  /// "artists such as Ann Price and Kim Lee", "Four were officers: A, B and C", "Editor: Ann
  /// Price", "Its delegate is Ann Price".
  mutating func findListedRoles(_ used: inout Set<Int>) {
    var index = bodyStart
    while index < words.count {
      guard !roleClasses(at: index).isEmpty, !used.contains(index),
        let phrase = rolePhrase(head: index)
      else {
        index += 1
        continue
      }
      if phrase.isPlural {
        if let first = listedName(behind: phrase) {
          used.insert(index)
          distribute(phrase, from: first)
        }
      } else {
        addLabelled(phrase, &used)
      }
      index += 1
    }
  }

  /// The first name of the people that a plural noun introduces.
  private func listedName(behind phrase: RolePhrase) -> Int? {
    var next = phrase.whole.upperBound
    guard next + 1 < words.count, sameSentence(next, phrase.head) else { return nil }
    let isComma = words[next] == ","
    if isComma { next += 1 }
    // "Her children, Ali and Kiana, read": all of them.
    if isComma, next < words.count, let first = name(at: next), names[first].kind == .person,
      names[first].tokens.upperBound + 1 < words.count,
      [",", "and"].contains(lowered[names[first].tokens.upperBound]),
      let second = name(at: names[first].tokens.upperBound + 1), names[second].kind == .person,
      ["his", "her", "their", "its"].contains(lowered[phrase.whole.lowerBound])
        || (phrase.whole.lowerBound..<phrase.head).contains(where: {
          words[$0].first?.isNumber ?? false
            || ["two", "three", "four", "five", "six", "seven"].contains(lowered[$0])
        })
    {
      return first
    }
    if lowered[next] == "such", next + 1 < words.count, lowered[next + 1] == "as" {
      next += 2
    } else if ["including", "like", "namely", "notably"].contains(lowered[next]) {
      next += 1
    } else {
      // "two presidents have been impeached: A and B".
      var colon = next
      while colon < words.count, colon - next < 8, sameSentence(colon, phrase.head),
        words[colon] != ":", isWord(colon), name(at: colon) == nil
      {
        colon += 1
      }
      guard colon < words.count, words[colon] == ":", sameSentence(colon, phrase.head),
        colon == next || phrase.whole.lowerBound < phrase.head
      else { return nil }
      next = colon + 1
    }
    guard next < words.count, sameSentence(next, phrase.head) else { return nil }
    if lowered[next] == "former" || lowered[next] == "the" { next += 1 }
    guard let first = name(at: next), names[first].kind == .person else { return nil }
    return first
  }

  /// "Editor: Ann Price", "Its delegate is Ann Price."
  private mutating func addLabelled(_ phrase: RolePhrase, _ used: inout Set<Int>) {
    let end = phrase.whole.upperBound
    guard end + 1 < words.count, sameSentence(end, phrase.head) else { return }
    let start = phrase.whole.lowerBound
    if words[end] == ":" {
      guard start == 0 || !sameSentence(start, start - 1) || !isWord(start - 1),
        let name = name(at: end + 1), names[name].kind == .person, let person = entity(ofName: name)
      else { return }
      used.insert(phrase.head)
      addRole(phrase, to: person, "label")
      // Who signs a dispatch works for the agency it is of.
      if Self.editorial.contains(lowered[phrase.head]), let agency = dateline?.agencyTokens,
        let name = self.name(at: agency.lowerBound), let body = entity(ofName: name),
        let role = entities[person].roles.firstIndex(where: { $0.title == phrase.title }),
        entities[person].roles[role].of == nil
      {
        entities[person].roles[role].of = body
      }
      return
    }
    // "named the driver of the truck as Sam Hill".
    if lowered[end] == "as", start > 0,
      ["named", "identified", "identifies"].contains(lowered[start - 1]),
      let name = name(at: end + 1), names[name].kind == .person, let person = entity(ofName: name)
    {
      used.insert(phrase.head)
      addRole(phrase, to: person, "label")
      return
    }
    guard ["is", "was", "remains", "became"].contains(lowered[end]),
      phrase.hasOwner || ["its", "his", "her", "their", "the"].contains(lowered[start])
        || phrase.owner != nil,
      start == 0 || !sameSentence(start, start - 1) || !isWord(start - 1)
        || ["and", "while", "but", "whose"].contains(lowered[start - 1])
    else { return }
    // "Its leader is the engineer Ann Price."
    var next = end + 1
    while next < words.count, next - end < 5, sameSentence(next, end), name(at: next) == nil,
      isWord(next), !isVerb(next), !Self.functionWords.contains(lowered[next])
    {
      next += 1
    }
    guard let name = name(at: next), names[name].kind == .person, sameSentence(next, end),
      !isPossessive(names[name].tokens.upperBound), let person = entity(ofName: name)
    else { return }
    used.insert(phrase.head)
    addRole(phrase, to: person, "label")
  }

  /// Gives a plural's role to everybody of the list that starts at a name.
  mutating func distribute(_ phrase: RolePhrase, from first: Int) {
    var index = first
    while index < names.count, sameSentence(names[index].tokens.lowerBound, phrase.head),
      names[index].tokens.lowerBound - phrase.head < 60
    {
      guard names[index].kind == .person, let person = entity(ofName: index) else { return }
      var own = phrase
      var next = names[index].tokens.upperBound
      if next + 1 < words.count, lowered[next] == "of", let place = name(at: next + 1) {
        own.owner = entity(ofName: place)
        next = names[place].tokens.upperBound
      }
      // "Ann Price (Labour), Kim Lee, 42, and".
      if next + 2 < words.count, words[next] == "(" {
        if let body = name(at: next + 1), names[body].kind == .organization, own.owner == nil {
          own.owner = entity(ofName: body)
          own.hasOwner = true
        }
        var close = next + 1
        while close < words.count, close - next < 10, words[close] != ")" { close += 1 }
        next = close + 1
      }
      addRole(own, to: person, "list")
      if next + 2 < words.count, words[next] == ",", isAge(next + 1) || lowered[next + 1] == "in",
        let comma = (next + 2..<min(next + 4, words.count)).first(where: { words[$0] == "," })
      {
        next = comma
      }
      guard next < words.count, [",", "and", ";", "&"].contains(lowered[next]) else { return }
      if words[next] != "and", next + 1 < words.count, ["and", "or"].contains(lowered[next + 1]) {
        next += 1
      }
      guard let following = name(at: next + 1), names[following].kind == .person else { return }
      index = following
    }
  }
}
