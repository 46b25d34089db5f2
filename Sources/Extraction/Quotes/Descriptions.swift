internal import Language

/// Speakers who are described where the text names them elsewhere: "the mayor of Riga, X," beside
/// the name, "the government" of a country, "the NATO headquarters", the one holder of an office.
extension QuoteReader {
  /// The entity that a described speaker stands for, where the text tells.
  func bearer(of phrase: Range<Int>, head: Int) -> Int? {
    guard nameOf[head] < 0 else { return nil }
    if let beside = apposed(phrase, head: head) { return beside }
    if let land = governed(phrase, head: head) { return land }
    if let whole = belonging(phrase, head: head) { return whole }
    if let body = namedBody(phrase, head: head) ?? officeOwner(phrase, head: head) { return body }
    if let body = lastBody(phrase, head: head) { return body }
    if let land = land(phrase, head: head) { return land }
    return holder(of: phrase, head: head) ?? synonymousHolder(of: phrase, head: head)
      ?? lastOfficial(phrase, head: head)
  }

  func isPlural(_ token: Int) -> Bool {
    isTagged
      && [.nounPlural, .properNounPlural].contains(reading.analyzed.tokens[token].pennTag)
  }

  // MARK: Beside the name

  /// "The mayor of Riga, Anna Kalnina, gave"; "Anna Kalnina, the mayor of Riga, wrote".
  private func apposed(_ phrase: Range<Int>, head: Int) -> Int? {
    let kind = SourceNouns.shared.kind(of: lower[head])
    guard kind == .official || kind == .person,
      !phrase.contains(where: { isName($0, .person) && !isOwner($0) })
    else { return nil }
    return apposedBehind(phrase.upperBound, phrase: phrase) ?? apposedBefore(phrase, head: head)
  }

  /// Whether a name stands before "'s".
  private func isOwner(_ token: Int) -> Bool {
    let end = reading.names[nameOf[token]].tokens.upperBound
    if end < words.count, ["'s", "’s", "'", "’"].contains(words[end]) { return true }
    // "Maria and Pedro's mother".
    return end + 1 < words.count && lower[end] == "and" && nameOf[end + 1] >= 0
      && ["'s", "’s"].contains(
        words[min(words.count - 1, reading.names[nameOf[end + 1]].tokens.upperBound)])
  }

  private func apposedBehind(_ comma: Int, phrase: Range<Int>) -> Int? {
    let next = comma + 1
    guard next < words.count, words[comma] == ",",
      let name = personName(startingAt: next)
    else { return nil }
    let end = reading.names[name].tokens.upperBound
    guard end < words.count else { return nil }
    // "According to a witness, Smith, 34, ran": the name is the subject of what is said.
    let start = phrase.lowerBound
    let isSource = start > 1 && lower[start - 1] == "to" && lower[start - 2] == "according"
    if isSource {
      guard words[end] == ",", end + 1 < words.count, !isNumber(end + 1),
        ["the", "a", "an"].contains(lower[start]) || phrase.count > 1
      else { return nil }
      return entityOfName[name]
    }
    let closes =
      words[end] == "," || words[end] == "." || words[end] == ")"
      || words[end] == "(" || lower[end] == "and" && isPlural(headNoun(of: phrase))
    return closes ? entityOfName[name] : nil
  }

  /// The person whose name, with its title, starts at a token.
  private func personName(startingAt token: Int) -> Int? {
    guard token < words.count else { return nil }
    for next in token..<min(words.count, token + 4) where nameOf[next] >= 0 {
      let name = reading.names[nameOf[next]]
      guard name.kind == .person,
        name.tokens.lowerBound == token || name.title?.lowerBound == token
      else { return nil }
      return nameOf[next]
    }
    return nil
  }

  private func apposedBefore(_ phrase: Range<Int>, head: Int) -> Int? {
    let comma = phrase.lowerBound - 1
    let sentence = self.sentence(of: phrase.lowerBound)
    guard comma > sentence.lowerBound, words[comma] == ",", isName(comma - 1, .person),
      !isPlural(head),
      ["the", "a", "an"].contains(lower[phrase.lowerBound]) || nameOf[phrase.lowerBound] >= 0
        || SourceNouns.shared.kind(of: lower[head]) == .official
          && !ClosedClasses.possessives.contains(lower[phrase.lowerBound])
    else { return nil }
    let name = reading.names[nameOf[comma - 1]]
    guard name.tokens.upperBound == comma else { return nil }
    let first = name.title?.lowerBound ?? name.tokens.lowerBound
    // Only a name that opens its clause: "after meeting Smith, the president said".
    let opens =
      first == sentence.lowerBound || !isWord(first - 1)
      || ["and", "but", "that"].contains(lower[first - 1])
    return opens ? entityOfName[nameOf[comma - 1]] : nil
  }

  // MARK: Governments and bodies

  private static let localWords: Set<String> = [
    "local", "regional", "provincial", "state", "city", "municipal", "county", "town", "district",
    "previous", "former", "shadow", "own", "interim", "rival", "government-in-exile",
  ]

  /// "the Saudi government", "Peru's government", "the government": the country speaks.
  private func governed(_ phrase: Range<Int>, head: Int) -> Int? {
    guard lower[head] == "government" else { return nil }
    var land: Int?
    for token in phrase where token != head {
      if nameOf[token] >= 0 {
        switch reading.names[nameOf[token]].kind {
        case .place, .adjective: land = land ?? entityOfName[nameOf[token]]
        default: return nil
        }
      } else if Self.localWords.contains(lower[token])
        || ClosedClasses.possessives.contains(lower[token])
      {
        return nil
      }
    }
    if let land { return land }
    guard lower[phrase.lowerBound] == "the", head == phrase.upperBound - 1 else { return nil }
    return mainCountry
  }

  private static let lands: Set<String> = [
    "city", "town", "village", "municipality", "province", "region", "county", "state", "country",
    "nation", "kingdom", "republic", "island",
  ]

  /// "the city of Riga", "the city": its authorities speak, for the place last named.
  private func land(_ phrase: Range<Int>, head: Int) -> Int? {
    guard Self.lands.contains(lower[head]), lower[phrase.lowerBound] == "the", !isPlural(head),
      phrase.upperBound > head
    else { return nil }
    // "the city", "the Caribbean country".
    if head == phrase.upperBound - 1, phrase.count < 4,
      (phrase.lowerBound + 1..<head).allSatisfy({
        nameOf[$0] >= 0 && !isName($0, .organization)
          || isTagged && reading.analyzed.tokens[$0].tag == .adj
            && !Self.localWords.contains(lower[$0])
      })
    {
      return reading.describedOwner(at: head)
    }
    guard head == phrase.lowerBound + 1 else { return nil }
    guard lower[head + 1] == "of", head + 2 < phrase.upperBound, isName(head + 2, .place),
      reading.names[nameOf[head + 2]].tokens.upperBound == phrase.upperBound
    else { return nil }
    return entityOfName[nameOf[head + 2]]
  }

  /// "the members of the Security Council": the council; "a Reuters correspondent": Reuters.
  private func belonging(_ phrase: Range<Int>, head: Int) -> Int? {
    if ["members", "states"].contains(lower[head]), lower[phrase.lowerBound] == "the",
      head == phrase.lowerBound + 1, head + 2 < phrase.upperBound, lower[head + 1] == "of"
    {
      let last = phrase.upperBound - 1
      guard isName(last, .organization) else { return nil }
      let name = reading.names[nameOf[last]].tokens
      let start = lower[head + 2] == "the" ? head + 3 : head + 2
      return name.lowerBound == start ? entityOfName[nameOf[last]] : nil
    }
    guard
      ["correspondent", "reporter", "journalist", "correspondents", "reporters"]
        .contains(lower[head]), head == phrase.upperBound - 1,
      let outlet = (phrase.lowerBound..<head).last(where: { isName($0, .organization) })
    else { return nil }
    return isMedia(entityOfName[nameOf[outlet]]) ? entityOfName[nameOf[outlet]] : nil
  }

  private static let bodyWords: Set<String> = [
    "headquarters", "movement", "party", "group", "organization", "organisation", "militia",
    "company", "firm", "leadership", "command", "union", "alliance", "coalition", "network",
    "agency", "service", "newspaper", "magazine", "channel", "broadcaster", "airline", "bank",
    "club", "team", "foundation", "federation", "association", "bloc", "administration", "faction",
    "website", "site", "portal", "carrier", "giant", "maker", "chain", "operator", "militias",
    "forces", "rebels", "guerrillas",
  ]
  private static let businesses: Set<String> = [
    "giant", "maker", "lender", "retailer", "automaker", "carmaker", "operator", "brewer", "miner",
    "producer", "developer", "startup", "insurer", "drugmaker", "chain", "conglomerate",
    "publisher", "chipmaker", "supplier", "builder", "exchange", "investor", "airline", "company",
    "firm", "group", "bank", "carrier", "utility", "manufacturer", "broker", "refiner", "grocer",
    "supermarket", "steelmaker", "planemaker", "shipbuilder", "distributor",
  ]

  /// "the Wagner group", "the Hamas leadership", "the ANO movement of Andrej": a body beside the
  /// word for its kind.
  private func namedBody(_ phrase: Range<Int>, head: Int) -> Int? {
    guard Self.bodyWords.contains(lower[head]), head > phrase.lowerBound else { return nil }
    // "the Jaish al-Zolm terrorist group": an adjective or two between.
    var name = head - 1
    while name > phrase.lowerBound, head - name < 3, nameOf[name] < 0, isWord(name),
      isTagged && [.adj, .noun].contains(reading.analyzed.tokens[name].tag)
    {
      name -= 1
    }
    guard nameOf[name] >= 0, reading.names[nameOf[name]].kind == .organization else { return nil }
    return entityOfName[nameOf[name]]
  }

  /// "the press service of the Ministry of Water", "SADC's secretariat": the body whose it is.
  private func officeOwner(_ phrase: Range<Int>, head: Int) -> Int? {
    guard
      ["secretariat", "headquarters", "leadership", "management"].contains(lower[head])
        || ["service", "office", "department"].contains(lower[head]) && head > phrase.lowerBound
          && ["press", "media", "information"].contains(lower[head - 1])
    else { return nil }
    let name =
      (phrase.lowerBound..<head).first { isName($0, .organization) }
      ?? (lower[head + 1] == "of"
        ? (head + 2..<max(head + 2, phrase.upperBound)).first { isName($0, .organization) } : nil)
    return name.map { entityOfName[nameOf[$0]] }
  }

  /// "the company", "the dairy giant": the body of no other kind that was the subject last, in this
  /// sentence or the three before.
  private func lastBody(_ phrase: Range<Int>, head: Int) -> Int? {
    guard lower[phrase.lowerBound] == "the", phrase.count <= 4, head == phrase.upperBound - 1,
      Self.businesses.contains(lower[head]), !isPlural(head),
      !phrase.contains(where: { nameOf[$0] >= 0 })
    else { return nil }
    let sentence = reading.sentenceOf[head]
    let first = reading.analyzed.sentences[max(0, sentence - 3)].tokens.lowerBound
    var index = lastName(before: phrase.lowerBound)
    var spare: Int?
    while index >= 0, reading.names[index].tokens.lowerBound >= first,
      index > lastName(before: phrase.lowerBound) - 40
    {
      let name = reading.names[index]
      let entity = reading.entities[entityOfName[index]]
      let kind = entity.bodyKind ?? "other"
      if name.kind == .organization, ["other", "company"].contains(kind) {
        if name.tokens.contains(where: {
          isTagged && [.nsubj, .nsubjPass].contains(reading.analyzed.tokens[$0].relation)
        }) {
          return entityOfName[index]
        }
        spare = spare ?? entityOfName[index]
      }
      index -= 1
    }
    return spare
  }

  // MARK: Offices

  private static let ranks: Set<String> = [
    "prime", "vice", "deputy", "first", "assistant", "former", "acting", "foreign", "defence",
    "defense", "interior", "finance", "health", "education", "justice", "chief", "co",
  ]

  /// The one person of the text who holds the office: "Greenland's premier" before he is named,
  /// "a prosecutor" of the first sentences, "the Polish president".
  private func holder(of phrase: Range<Int>, head: Int) -> Int? {
    let first = phrase.lowerBound
    if ["its", "their"].contains(lower[first]) { return holder(ofTheir: phrase, head: head) }
    guard SourceNouns.shared.kind(of: lower[head]) == .official || isPersonNoun(lower[head]),
      !isPlural(head), !ClosedClasses.possessives.contains(lower[first]),
      !(first..<head).contains(where: { ["former", "another", "one", "ex"].contains(lower[$0]) })
    else { return nil }
    // "a prosecutor" is named further down only where the news begins with him.
    let isNew = ["a", "an"].contains(lower[first])
    let isLead = paragraph(of: first) <= leadParagraph
    if isNew, !isLead { return nil }
    let owners = Set(
      phrase.filter { nameOf[$0] >= 0 && !isName($0, .person) }.map { entityOfName[nameOf[$0]] })
    if phrase.contains(where: { isName($0, .person) }) { return nil }
    let isSpokesperson = lower[head].hasPrefix("spokes")
    // What stands before the noun is in the title too, but for adjectives: no "hospital official".
    let marks = (first..<head).filter { token in
      nameOf[token] < 0 && !Self.ranks.contains(lower[token])
        && (reading.isCapitalised(token) && token > reading.bodyStart
          && !reading.isSentenceStart(token)
          || isTagged && reading.analyzed.tokens[token].tag == .noun)
    }
    let own = Set((first..<head).map { lower[$0] }).intersection(Self.ranks)
    let candidates = holders[lower[head]] ?? []
    guard candidates.count < 16 else { return nil }
    var found: Int?
    for person in candidates {
      let entity = reading.entities[person]
      let holds = entity.roles.contains { role in
        guard role.text == nil, !role.isFormer, let last = role.title.last,
          lower[last] == lower[head]
            || role.title.contains(where: { lower[$0] == lower[head] })
              && !role.title.contains(where: { lower[$0] == "of" })
        else { return false }
        let ranks = Set(role.title.map { lower[$0] }).intersection(Self.ranks)
        guard own.isEmpty ? !ranks.contains("deputy") && !ranks.contains("vice") : own == ranks
        else { return false }
        guard marks.allSatisfy({ mark in role.title.contains { lower[$0] == lower[mark] } }) else {
          return false
        }
        guard let of = role.of, !owners.isEmpty else { return !isSpokesperson }
        return owners.contains(of) || isInside(of, owners)
      }
      guard holds, let name = entity.names.first else { continue }
      // Who was named before is not brought in once more as "a prosecutor".
      let isNamed = reading.names[name].tokens.lowerBound < first
      if isNew, isNamed, reading.names[name].tokens.lowerBound >= reading.bodyStart { return nil }
      if found != nil { return nil }
      found = person
    }
    return found
  }

  /// "the spokesman", "the Green politician": where nobody is called so, the official who was heard last
  /// and of whom it can be said.
  private func lastOfficial(_ phrase: Range<Int>, head: Int) -> Int? {
    guard lower[phrase.lowerBound] == "the", head == phrase.upperBound - 1, phrase.count <= 4,
      SourceNouns.shared.kind(of: lower[head]) == .official, !isPlural(head),
      !["king", "queen", "prince", "pope"].contains(lower[head]),
      !phrase.contains(where: {
        ["other", "second", "first", "former", "new", "top", "prime"].contains(lower[$0])
          || isName($0, .person)
      }),
      (holders[lower[head]] ?? []).isEmpty,
      let last = quotes.suffix(6).last(where: { $0.tokens.upperBound <= phrase.lowerBound }),
      case .entity(let person)? = last.speaker, reading.entities[person].kind == .person,
      reading.sentenceOf[phrase.lowerBound] - reading.sentenceOf[last.tokens.lowerBound] <= 3
    else { return nil }
    let roles = reading.entities[person].roles
    let isOfficial = roles.contains { role in
      role.title.contains { SourceNouns.shared.kind(of: lower[$0]) == .official }
    }
    return roles.isEmpty || isOfficial ? person : nil
  }

  /// "its prime minister": the one who holds that office for the body or country last spoken of.
  private func holder(ofTheir phrase: Range<Int>, head: Int) -> Int? {
    let first = phrase.lowerBound
    guard SourceNouns.shared.kind(of: lower[head]) == .official, !isPlural(head),
      head == phrase.upperBound - 1, phrase.count <= 5,
      let owner = reading.antecedent(ofPronoun: first)
    else { return nil }
    let title = (first + 1..<phrase.upperBound).map { lower[$0] }
    let candidates = (holders[lower[head]] ?? []).prefix(16).filter { person in
      reading.entities[person].roles.contains { role in
        role.text == nil && !role.isFormer && role.of == owner
          && role.title.map { lower[$0] } == title
      }
    }
    return candidates.count == 1 ? candidates.first : nil
  }

  /// The people that have a role, by every word of its title.
  static func holders(_ reading: Reading) -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    for (person, entity) in reading.entities.enumerated() where entity.kind == .person {
      for role in entity.roles where role.text == nil {
        for token in role.title where found[reading.lowered[token]]?.last != person {
          found[reading.lowered[token], default: []].append(person)
        }
      }
    }
    return found
  }

  private func isPersonNoun(_ noun: String) -> Bool {
    SourceNouns.shared.kind(of: noun) == .person
      && ![
        "source", "insider", "person", "man", "woman", "some", "member", "witness", "resident",
        "user", "others", "many", "several", "people", "family", "victim", "friend", "colleague",
      ]
      .contains(noun)
  }

  /// Whether a body or a place lies in the country of one of these.
  private func isInside(_ entity: Int, _ owners: Set<Int>) -> Bool {
    guard let country = reading.entities[entity].country else { return true }
    return owners.contains { reading.entities[$0].country == country }
  }

  /// The second paragraph of the body: so far news goes before names.
  private var leadParagraph: Int {
    guard reading.titleSentences < reading.analyzed.sentences.count else { return 0 }
    return reading.analyzed.sentences[reading.titleSentences].paragraph + 1
  }
}
