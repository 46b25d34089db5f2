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
    "superintendent", "constable", "princess", "lady", "monarch", "ruler",
  ]

  /// A president without a country is that of the person's, else of the text's country.
  mutating func completeRoles() {
    let (mainCountry, mainLand) = (mainCountry, mainLand)
    let (mainBody, centralBank) = (mainBody, centralBank)
    for person in entities.indices where entities[person].kind == .person {
      for index in entities[person].roles.indices where entities[person].roles[index].of == nil {
        let role = entities[person].roles[index]
        if role.sieve != "party", !role.hasUnknownOwner,
          let body = bodyServed(role, person, mainBody)
        {
          entities[person].roles[index].of = body
          continue
        }
        guard role.sieve != "party", !role.hasUnknownOwner,
          Self.stateOffices.contains(headWord(role))
            || role.title.contains(where: {
              ["state", "police", "defence", "defense", "army", "national", "federal"]
                .contains(lowered[$0])
            })
            || headWord(role) == "member"
              && role.title.contains(where: { lowered[$0] == "parliament" })
        else { continue }
        let other = entities[person].roles.firstNonNil {
          $0.isAbroad ? nil : $0.of.flatMap { self.isLand($0) ? $0 : nil }
        }
        entities[person].roles[index].of =
          ownerOfEarlierMention(role) ?? bodyOfOffice(role, mainLand, centralBank)
          ?? framedPlace(role)
          ?? labelledCountry(role)
          ?? (headWord(role) == "minister" ? other.flatMap { isCountry($0) ? $0 : nil } : other)
          ?? (entities[person].country == nil ? nearCountry(role, mainCountry) : nil)
          ?? homeCountry(of: person, mainCountry)
      }
    }
  }

  // MARK: Bodies

  /// Nouns of those who hold an office in a body, and those who play or train for a team.
  private static let bodyHeads = Reading.entityWords["body head"]
  private static let teamHeads = Reading.entityWords["team role"]

  /// The body that a bare title is of: "chief executive Ann Price said" is of the company the text
  /// is about, "lost keeper Kim Lee" of the team that is the subject before it.
  private func bodyServed(
    _ role: Entity.RoleFinding, _ person: Int, _ mainBody: Int?
  ) -> Int? {
    let head = headWord(role)
    let isTeam = Self.teamHeads.contains(head)
    let isVice =
      head == "president"
      && role.title.contains { ["senior", "executive", "vice"].contains(lowered[$0]) }
      && role.title.contains { ["senior", "executive", "club", "company"].contains(lowered[$0]) }
    guard isTeam || isVice || Self.bodyHeads.contains(head) else { return nil }
    let token = role.title.lowerBound
    let paragraph = analyzed.sentences[sentenceOf[token]].paragraph
    let first = analyzed.sentences[max(0, sentenceOf[token] - 4)].tokens.lowerBound
    var last: Int?
    for name in namesBefore(token, from: first).reversed() {
      let start = names[name].tokens.lowerBound
      guard analyzed.sentences[sentenceOf[start]].paragraph == paragraph else { break }
      guard let body = entity(ofName: name), isBodyWithHeads(body, name, isTeam: isTeam) else {
        continue
      }
      if isSubjectLike(start) { return body }
      // A team or a club opens its paragraph under its town's name.
      if names[name].kind == .organization || isParagraphStart(start) && head != "director" {
        last = body
      }
    }
    if isTeam { return last }
    return last ?? headingBody(token) ?? mainBody
  }

  /// Whether a named thing is a body that has directors, or a team, which goes by its town's name.
  private func isBodyWithHeads(_ body: Int, _ name: Int, isTeam: Bool) -> Bool {
    switch names[name].kind {
    case .organization:
      let kind = kindOfBody(body)
      return kind != "media" && (!isTeam || !["government", "party", "court"].contains(kind))
    case .place:
      let start = names[name].tokens.lowerBound
      return isTeam && isSubjectLike(start)
        || isParagraphStart(start) && !isCountry(body)
          && names[name].tokens.upperBound < words.count
          && [",", "have", "lost", "has", "lose"]
            .contains(lowered[names[name].tokens.upperBound])
    default: return false
    }
  }

  private func isParagraphStart(_ token: Int) -> Bool {
    let sentence = sentenceOf[token]
    let first = analyzed.sentences[sentence].tokens.lowerBound
    guard token == first || token == first + 1 && !isWord(first) else { return false }
    return sentence == 0
      || analyzed.sentences[sentence - 1].paragraph != analyzed.sentences[sentence].paragraph
  }

  /// The first central bank that the text names: "Bank of Ghana", "Reserve Bank of India".
  private var centralBank: Int? {
    entities.indices.first { body in
      entities[body].kind == .organization
        && entities[body].names.contains { name in
          let tokens = names[name].tokens
          return tokens.count > 1
            && (lowered[tokens.lowerBound] == "bank" && lowered[tokens.lowerBound + 1] == "of"
              || tokens.contains { ["reserve", "bank"].contains(lowered[$0]) }
                && tokens.contains { ["central", "reserve", "national"].contains(lowered[$0]) })
        }
    }
  }

  /// The body that the text is about: the one named most, in the title above all.
  private var mainBody: Int? {
    var best: (body: Int, score: Int)?
    for body in entities.indices
    where entities[body].kind == .organization && kindOfBody(body) != "media" {
      let isInTitle = entities[body].names.contains { names[$0].tokens.lowerBound < bodyStart }
      let score = entities[body].names.count + (isInTitle ? 2 : 0)
      if score > best?.score ?? 1 { best = (body, score) }
    }
    return best?.body
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
  private static let soleOffices: Set<String> = [
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

  /// What "its" and "their" mean before a noun of role: in the same sentence the body that is its
  /// subject or was named last, else the subject of the sentence before, else the body that heads
  /// the section.
  func possessor(of pronoun: Int) -> Int? {
    let here = sentenceOf[pronoun]
    func isOwner(_ name: Int) -> Bool {
      guard let owner = entity(ofName: name) else { return false }
      switch names[name].kind {
      case .organization: return true
      case .place:
        return isCountry(owner)
          || ["facility"].contains(names[name].detail ?? entities[owner].detail ?? "")
          || isSubjectLike(names[name].tokens.lowerBound)
      default: return false
      }
    }
    let sentence = analyzed.sentences[here]
    let inside = namesBefore(pronoun, from: sentence.tokens.lowerBound).filter {
      isOwner($0) && isQuoted(names[$0].tokens.lowerBound) == isQuoted(pronoun)
    }
    // "the bank named its chairman": a noun for a body is its subject.
    for token in sentence.tokens where token < pronoun {
      guard isSubjectLike(token), name(at: token) == nil, let body = describedOwner(at: token)
      else { continue }
      return body
    }
    if let found = inside.first(where: { isSubjectLike(names[$0].tokens.lowerBound) })
      ?? inside.last
    {
      return entity(ofName: found)
    }
    guard here > 0, analyzed.sentences[here - 1].paragraph == sentence.paragraph else {
      return headingBody(pronoun)
    }
    let before = analyzed.sentences[here - 1].tokens
    for token in before where isSubjectLike(token) {
      if let name = name(at: token) {
        if isOwner(name) { return entity(ofName: name) }
      } else if let body = describedOwner(at: token) {
        return body
      }
    }
    if let heading = headingBody(pronoun) { return heading }
    let first = namesBefore(before.upperBound, from: before.lowerBound).first {
      names[$0].kind == .organization
    }
    return first.flatMap { entity(ofName: $0) }
  }

  /// The body that stands alone on a line above the paragraph of a token: "HOUSE OF
  /// REPRESENTATIVES".
  func headingBody(_ token: Int) -> Int? {
    let paragraph = analyzed.sentences[sentenceOf[token]].paragraph
    var sentence = sentenceOf[token]
    while sentence > 0, sentenceOf[token] - sentence < 12,
      analyzed.sentences[sentence].paragraph == paragraph
    {
      sentence -= 1
    }
    let heading = analyzed.sentences[sentence].tokens
    guard analyzed.sentences[sentence].paragraph != paragraph, heading.lowerBound >= bodyStart,
      heading.count < 9, let name = name(at: heading.lowerBound),
      names[name].kind == .organization, names[name].tokens.upperBound >= heading.upperBound
    else { return nil }
    return entity(ofName: name)
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

  /// The country that this sentence and the one before speak of, where they do not name the one of
  /// the text: "parts of the Bahamas. Prime Minister Hubert Minnis urged".
  private func nearCountry(_ role: Entity.RoleFinding, _ main: Int?) -> Int? {
    guard ["minister", "president", "premier"].contains(headWord(role)) else { return nil }
    let here = sentenceOf[role.title.lowerBound]
    var before = max(0, here - 1)
    // What another paragraph spoke of last is not what this one is about.
    if analyzed.sentences[before].paragraph != analyzed.sentences[here].paragraph { before = here }
    let first = analyzed.sentences[before].tokens.lowerBound
    guard first >= bodyStart else { return nil }
    let near = namesBefore(role.title.lowerBound, from: first).compactMap { name -> Int? in
      guard names[name].kind == .place, let place = entity(ofName: name), isCountry(place) else {
        return nil
      }
      return place
    }
    guard let main, !near.isEmpty, !near.contains(main), Set(near).count == 1 else { return nil }
    return near.last
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

  /// The country entity of a person's country code, else the one the text speaks of most.
  private func homeCountry(of person: Int, _ mainCountry: Int?) -> Int? {
    if let code = entities[person].country {
      return entities.indices.first { isCountry($0) && entities[$0].country == code }
    }
    return mainCountry
  }

  func isCountry(_ entity: Int) -> Bool {
    let kind = entities[entity].entry?.kind
    return entities[entity].kind == .place && entities[entity].country != nil
      && (kind == .country
        || kind == .demonym
          && gazetteer.lookup(entities[entity].entry?.name ?? "").contains { $0.kind == .country })
  }

  /// The country that the text speaks of most; of two the one named first.
  var mainCountry: Int? {
    var counts: [String: Int] = [:]
    for entity in entities where entity.kind != .person {
      guard let country = entity.country else { continue }
      counts[country, default: 0] += entity.names.count
    }
    // The agency writes from home more often than not.
    if let place = dateline?.placeName, names.indices.contains(place),
      let home = entity(ofName: place), let country = entities[home].country
    {
      counts[country, default: 0] += 3
    }
    let countries = entities.indices.filter { isCountry($0) }
    // The title names the country the text is about.
    for country in countries
    where entities[country].names.contains(where: { names[$0].tokens.lowerBound < bodyStart }) {
      counts[entities[country].country ?? "", default: 0] += 2
    }
    let best = countries.max {
      (counts[entities[$0].country ?? ""] ?? 0, $1) < (counts[entities[$1].country ?? ""] ?? 0, $0)
    }
    // A country named in passing where another one's towns and bodies fill the text.
    guard let best, let count = counts[entities[best].country ?? ""],
      count * 2 >= counts.values.max() ?? 0
    else { return nil }
    return best
  }
}
