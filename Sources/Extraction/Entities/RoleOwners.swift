internal import Language

/// Whose an office is where the text does not say it beside the title: "President Hayes" in a text
/// on Kenya is Kenya's.
extension Reading {
  private static let stateOffices: Set<String> = [
    "president", "premier", "minister", "king", "queen", "chancellor", "senator", "representative",
    "ambassador", "leader", "pm", "congressman", "congresswoman", "taoiseach", "secretary",
    "attorney", "mp", "vice-president",
    "emir", "sultan", "prince", "governor", "speaker", "prosecutor", "chief", "commissioner",
    "lawmaker", "justice", "mayor", "sheriff", "staff", "spokesman", "inspector-general",
    "governor-general", "envoy", "treasurer", "state", "judge", "magistrate", "inspector",
    "detective",
    "superintendent", "constable", "solicitor", "comptroller", "assemblywoman", "assemblyman",
    "princess", "lady", "monarch",
    "ruler",
  ]

  /// A president without a country is that of the person's, else of the text's country.
  mutating func completeRoles() {
    let ranked = rankedCountries
    let (mainCountry, mainLand) = (mainCountry, mainLand)
    let (mainBody, centralBank) = (mainBody, centralBank)
    for person in entities.indices where entities[person].kind == .person {
      for index in entities[person].roles.indices where entities[person].roles[index].of == nil {
        let role = entities[person].roles[index]
        if role.sieve != "party", let owner = earlierOwner(role) {
          entities[person].roles[index].of = owner
          continue
        }
        if role.sieve != "party", !role.hasUnknownOwner,
          let body = bodyServed(role, person, mainBody)
        {
          entities[person].roles[index].of = body
          continue
        }
        guard role.sieve != "party", !role.hasUnknownOwner,
          Self.stateOffices.contains(headWord(role))
            || role.title.contains(where: {
              [
                "state", "police", "defence", "defense", "army", "national", "federal",
                "presidential",
              ]
              .contains(lowered[$0])
            })
            || headWord(role) == "member"
              && role.title.contains(where: { lowered[$0] == "parliament" })
        else { continue }
        let other = entities[person].roles.firstNonNil {
          $0.isAbroad ? nil : $0.of.flatMap { self.isLand($0) ? $0 : nil }
        }
        if let owner = ownerOfEarlierMention(role) ?? bodyOfOffice(role, mainLand, centralBank)
          ?? ownerOfRow(role) ?? framedPlace(role) ?? nationalOwner(role)
        {
          entities[person].roles[index].of = owner
          continue
        }
        let foreign = foreignCountries(role)
        let main =
          mainCountry.map { foreign.contains($0) } ?? false
          ? ranked.first { !foreign.contains($0.country) }?.country : mainCountry
        entities[person].roles[index].of =
          labelledCountry(role)
          ?? (headWord(role) == "minister" ? other.flatMap { isCountry($0) ? $0 : nil } : other)
          ?? (entities[person].country == nil
            ? nearCountry(role, main, foreign: foreign) : nil) ?? homeCountry(of: person, main)
      }
    }
  }

  private func countyBefore(_ token: Int) -> Int? {
    lastEntity(before: token) { place in
      entities[place].kind == .place
        && entities[place].names.contains { name in
          names[name].tokens.contains { lowered[$0] == "county" }
        }
    }
  }

  private static let bareMinister: Set<String> = [
    "acting", "minister", "deputy", "interim", "caretaker", "outgoing", "incoming", "new", "former",
  ]

  /// A speaker's house, a justice's court, a local official's city, a premier's state.
  private func bodyOfOffice(
    _ role: Entity.RoleFinding, _ mainLand: Int?, _ centralBank: Int?
  ) -> Int? {
    let before = role.title.lowerBound
    if role.title.contains(where: { lowered[$0] == "local" }) {
      return lastEntity(before: before) {
        entities[$0].kind == .place
          && [.city, .capital].contains(entities[$0].entry?.kind ?? .region)
      }
    }
    switch headWord(role) {
    case "justice", "judge", "magistrate":
      if let county = countyBefore(before) { return county }
      let isCourt = { (body: Int) in
        entities[body].kind == .organization && kindOfBody(body) == "court"
      }
      if let court = lastEntity(before: before, where: isCourt) { return court }
      let courts = entities.indices.filter(isCourt)
      return courts.count == 1 ? courts[0] : nil
    case "speaker", "leader", "whip":
      guard
        headWord(role) == "speaker"
          || role.title.contains(where: { ["majority", "minority"].contains(lowered[$0]) })
      else { return nil }
      let isHouse = { (body: Int) in
        entities[body].bodyKind == "legislature"
          && entities[body].kind == .organization
      }
      if let heading = headingBody(before) { return heading }
      return lastEntity(before: before, where: isHouse) ?? entities.indices.first(where: isHouse)
    case "minister" where role.title.allSatisfy({ Self.bareMinister.contains(lowered[$0]) }):
      return lastEntity(before: before) { body in
        entities[body].kind == .organization
          && entities[body].names.contains { name in
            names[name].tokens.contains { lowered[$0] == "ministry" }
          }
      }
    case "governor" where role.title.contains(where: { lowered[$0] == "general" }): return nil
    case "governor":
      // Of a central bank where the paragraph has spoken of one.
      let paragraph = analyzed.sentences[sentenceOf[before]].paragraph
      let first = analyzed.sentences[max(0, sentenceOf[before] - 5)].tokens.lowerBound
      for name in namesBefore(before, from: first).reversed()
      where analyzed.sentences[sentenceOf[names[name].tokens.lowerBound]].paragraph == paragraph {
        if names[name].kind == .organization,
          names[name].tokens.contains(where: { ["bank", "reserve"].contains(lowered[$0]) })
        {
          return entity(ofName: name)
        }
      }
      // Of a state or province: the one named most, of several the first.
      let states = entities.indices.filter { isLand($0) && !isCountry($0) }
      if states.isEmpty, let centralBank { return centralBank }
      let cities = entities.indices.filter { isCity($0) }
      if states.isEmpty, let place = dateline?.placeName, names.indices.contains(place),
        let home = entity(ofName: place), isCity(home)
      {
        return home
      }
      return states.max {
        (entities[$0].names.count, $1) < (entities[$1].names.count, $0)
      }
        ?? cities.max {
          (entities[$0].names.count, $1) < (entities[$1].names.count, $0)
        } ?? mainLand
    case "attorney" where role.title.contains(where: { lowered[$0] == "district" }):
      return countyBefore(before)
    case "inspector", "detective", "superintendent", "constable", "sergeant", "officer":
      return lastEntity(before: before) {
        entities[$0].kind == .organization
          && entities[$0].bodyKind == "police"
      }
    case "mayor":
      return lastEntity(before: before) { isTown($0) } ?? entities.indices.first { isCity($0) }
    case "sheriff":
      return lastEntity(before: before) { !isCountry($0) && isLand($0) }
    case "premier":
      // Of a province where countries have such premiers, else of the country.
      let provinces = entities.indices.filter {
        isLand($0) && !isCountry($0)
          && ["AU", "CA", "CN", "ZA"].contains(entities[$0].country ?? "")
      }
      return provinces.isEmpty ? nil : mainLand
    case "mp", "member", "lawmaker":
      return mainLand
    default:
      return nil
    }
  }

  /// Titles that one country alone has: "Home Secretary", "Treasury Secretary".
  private static let nationalTitles: [String: String] = Reading.entityWords.table("national title")

  /// Countries that have ministers for other parts of the world.
  private static let withRegionalMinisters: Set<String> = ["GB", "AU", "NZ", "CA", "IE"]

  /// The country whose alone a title is, where the text names it.
  private func nationalOwner(_ role: Entity.RoleFinding) -> Int? {
    guard role.text == nil, role.title.count > 1 else { return nil }
    // Ministers for a part of the world.
    if headWord(role) == "minister",
      role.title.contains(where: { token in
        name(at: token).map { names[$0].kind == .place } ?? false
      })
    {
      return entities.indices.filter {
        isCountry($0) && Self.withRegionalMinisters.contains(entities[$0].country ?? "")
      }
      .max { (entities[$0].names.count, $1) < (entities[$1].names.count, $0) }
    }
    for start in role.title.dropLast() {
      for end in start + 2..<min(start + 4, role.title.upperBound) + 1
      where end <= role.title.upperBound {
        if let code = Self.nationalTitles[analyzed.string(start..<end).lowercased()] {
          return entities.indices.first { isCountry($0) && entities[$0].country == code }
        }
      }
    }
    return nil
  }

  /// "President Ann Price and Interior Minister Kim Lee", "two officials of Ghana, Kofi Mensah and
  /// Health Minister Ama Addo": the second's office is of the first's country.
  private func ownerOfRow(_ role: Entity.RoleFinding) -> Int? {
    guard
      ["minister", "secretary", "chief", "speaker", "president", "premier"]
        .contains(headWord(role))
    else { return nil }
    let joint = role.title.lowerBound - 1
    guard joint > 1, ["and", ","].contains(lowered[joint]), sameSentence(joint, joint - 1) else {
      return nil
    }
    if let before = name(at: joint - 1) {
      guard lowered[joint] == "and", names[before].kind == .person,
        let colleague = entity(ofName: before)
      else { return nil }
      let title = entities[colleague].roles.first {
        $0.title.upperBound == names[before].tokens.lowerBound
      }
      guard let title else { return nil }
      return title.of.flatMap { isCountry($0) ? $0 : nil }
        ?? (title.of == nil ? homeCountry(of: colleague, nil) : nil)
    }
    // The plural noun that introduces the row.
    guard words[joint] == ",", let phrase = phrase(endingAt: joint), phrase.isPlural else {
      return nil
    }
    return phrase.owner.flatMap { isCountry($0) ? $0 : nil }
  }

  /// "In Skopje, Foreign Minister Timčo Mucunski said": the place that opens the sentence.
  private func framedPlace(_ role: Entity.RoleFinding) -> Int? {
    let first = analyzed.sentences[sentenceOf[role.title.lowerBound]].tokens.lowerBound
    guard ["in", "from", "at"].contains(lowered[first]) else { return nil }
    var token = first + 1
    while token < role.title.lowerBound, token - first < 5 {
      if let name = name(at: token), names[name].kind == .place {
        let end = names[name].tokens.upperBound
        guard words[end] == ",", let place = entity(ofName: name) else { return nil }
        let land = landOfOffice(place)
        return isCountry(land) || !isCity(land) ? land : nil
      }
      token += 1
    }
    return nil
  }

  /// Offices of which one text seldom has two holders without saying whose each is.
  static let soleOffices: Set<String> = [
    "judge", "magistrate", "prosecutor", "mayor", "governor", "premier", "king", "queen",
    "bishop", "archbishop", "sheriff", "captain", "coach", "president",
  ]

  /// "A magistrate in Lusaka jailed two men. … Magistrate Kim Lee said": the one told before
  /// without a name.
  private func ownerOfEarlierMention(_ role: Entity.RoleFinding) -> Int? {
    let head = headWord(role)
    guard Self.soleOffices.contains(head) else { return nil }
    let end = role.title.lowerBound
    for token in max(0, end - 400)..<end {
      // "A Genoa court acquitted": its judge, its prosecutor.
      if lowered[token] == "court", ["judge", "magistrate", "prosecutor"].contains(head),
        nameOfToken[token] < 0, let name = name(at: token - 1), names[name].kind == .place
      {
        return entity(ofName: name)
      }
      let word = singular(lowered[token])
      guard word == head || Self.withoutPrefix(word) == head else { continue }
      guard token + 2 < words.count, ["in", "of", "at"].contains(lowered[token + 1]),
        nameOfToken[token] < 0
      else { continue }
      let next = token + (lowered[token + 2] == "the" ? 3 : 2)
      guard let name = name(at: next), names[name].kind != .person, names[name].kind != .adjective,
        let owner = entity(ofName: name)
      else { continue }
      // Of another one who is named: "the mayor of Paris, Ann Price".
      let behind = names[name].tokens.upperBound
      let apposed = behind < words.count && words[behind] == "," ? behind + 1 : behind
      if let other = self.name(at: apposed), names[other].kind == .person { continue }
      if self.name(at: token - 2).map({ names[$0].kind == .person }) ?? false { continue }
      if lowered[token + 1] == "in", ["president", "king", "premier"].contains(head) { continue }
      return owner
    }
    return nil
  }

  /// "- Croatia. Prime Minister Ann Price said": the country that heads the paragraph.
  private func labelledCountry(_ role: Entity.RoleFinding) -> Int? {
    let here = sentenceOf[role.title.lowerBound]
    var first = here
    while first > 0, here - first < 12,
      analyzed.sentences[first - 1].paragraph == analyzed.sentences[here].paragraph
    {
      first -= 1
    }
    var token = analyzed.sentences[first].tokens.lowerBound
    if token < words.count, !isWord(token) { token += 1 }
    guard token >= bodyStart, let name = name(at: token), names[name].kind == .place,
      let place = entity(ofName: name), isCountry(place),
      names[name].tokens.upperBound < words.count,
      [".", ":", "—", "–", "-", "|"].contains(words[names[name].tokens.upperBound])
    else { return nil }
    return place
  }

  /// The owner of a bare title that the text has told before, and of a secretary-general: the union
  /// of states that the text names most.
  private func earlierOwner(_ role: Entity.RoleFinding) -> Int? {
    let head = headWord(role)
    if head.hasPrefix("spokes") { return ownerOfEarlierSpokesperson(role) }
    guard !role.hasUnknownOwner,
      head == "secretary-general"
        || role.title.contains(where: { lowered[$0].hasPrefix("secretary") })
          && role.title.contains(where: { lowered[$0].hasSuffix("general") }),
      !role.title.contains(where: { lowered[$0] == "deputy" })
    else { return nil }
    return entities.indices.filter {
      entities[$0].kind == .organization && kindOfBody($0) == "intergovernmental"
        && entities[$0].acronym != nil
    }
    .max { (entities[$0].names.count, $1) < (entities[$1].names.count, $0) }
  }

  /// "a Chinese foreign ministry spokesperson said. Spokesperson Mao Ning": whose is told where no
  /// name stands beside.
  private func ownerOfEarlierSpokesperson(_ role: Entity.RoleFinding) -> Int? {
    let end = role.title.lowerBound
    guard role.title.count == 1 else { return nil }
    for token in (max(0, end - 200)..<end).reversed() {
      guard lowered[token].hasPrefix("spokes"), nameOfToken[token] < 0,
        let phrase = rolePhrase(head: token), !phrase.isPlural,
        ["a", "an"].contains(lowered[phrase.whole.lowerBound])
      else { continue }
      let after = phrase.whole.upperBound
      if name(at: after).map({ names[$0].kind == .person }) ?? false { return nil }
      if let owner = phrase.owner, entities[owner].kind != .person { return owner }
    }
    return nil
  }

  /// The country of a city as the owner of an office of state, where the text names the country.
  func landOfOffice(_ place: Int) -> Int {
    guard entities[place].kind == .place, !isCountry(place), let code = entities[place].country
    else { return place }
    return entities.indices.first { isCountry($0) && entities[$0].country == code } ?? place
  }

  /// The entity named last before a token that a test accepts.
  private func lastEntity(before token: Int, where isFit: (Int) -> Bool) -> Int? {
    for name in namesBefore(token, from: 0).reversed() {
      if let entity = entity(ofName: name), isFit(entity) { return entity }
    }
    return nil
  }

  /// The country, state or province that the text names most often.
  private var mainLand: Int? {
    entities.indices.filter { isLand($0) && entities[$0].country != nil }
      .max { (entities[$0].names.count, $1) < (entities[$1].names.count, $0) }
  }

  /// A city, or a place of which nothing is known.
  private func isTown(_ entity: Int) -> Bool {
    isCity(entity)
      || entities[entity].kind == .place && entities[entity].entry == nil
        && entities[entity].detail == nil
  }

  private func isCity(_ entity: Int) -> Bool {
    entities[entity].kind == .place
      && ([.city, .capital].contains(entities[entity].entry?.kind ?? .water)
        || entities[entity].entry == nil && entities[entity].detail == "city")
  }

  func isLand(_ entity: Int) -> Bool {
    entities[entity].kind == .place
      && [.country, .region, .demonym].contains(entities[entity].entry?.kind ?? .water)
  }

  func isCountry(_ entity: Int) -> Bool {
    let kind = entities[entity].entry?.kind
    return entities[entity].kind == .place && entities[entity].country != nil
      && (kind == .country
        || kind == .demonym
          && gazetteer.lookup(entities[entity].entry?.name ?? "").contains { $0.kind == .country })
  }

}
