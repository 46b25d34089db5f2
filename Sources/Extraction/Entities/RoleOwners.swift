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
    "superintendent", "constable",
  ]

  /// A president without a country is that of the person's, else of the text's country.
  mutating func completeRoles() {
    let (mainCountry, mainLand) = (mainCountry, mainLand)
    for person in entities.indices where entities[person].kind == .person {
      for index in entities[person].roles.indices where entities[person].roles[index].of == nil {
        let role = entities[person].roles[index]
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
          bodyOfOffice(role, mainLand) ?? framedPlace(role)
          ?? (headWord(role) == "minister" ? other.flatMap { isCountry($0) ? $0 : nil } : other)
          ?? (entities[person].country == nil ? nearCountry(role, mainCountry) : nil)
          ?? homeCountry(of: person, mainCountry)
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
  private func bodyOfOffice(_ role: Entity.RoleFinding, _ mainLand: Int?) -> Int? {
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
      return lastEntity(before: before) {
        entities[$0].bodyKind == "court"
          && entities[$0].kind == .organization
      }
        ?? entities.indices.first {
          entities[$0].kind == .organization
            && entities[$0].bodyKind == "court"
        }
    case "speaker":
      let isHouse = { (body: Int) in
        entities[body].bodyKind == "legislature"
          && entities[body].kind == .organization
      }
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
      // Of a state or province: the one named most, of several the first.
      let states = entities.indices.filter { isLand($0) && !isCountry($0) }
      return states.max {
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
      return lastEntity(before: before) { isCity($0) } ?? entities.indices.first { isCity($0) }
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

  /// The country that this sentence and the one before speak of, where they do not name the one of
  /// the text: "parts of the Bahamas. Prime Minister Hubert Minnis urged".
  private func nearCountry(_ role: Entity.RoleFinding, _ main: Int?) -> Int? {
    guard ["minister", "president", "premier"].contains(headWord(role)) else { return nil }
    let here = sentenceOf[role.title.lowerBound]
    let first = analyzed.sentences[max(0, here - 1)].tokens.lowerBound
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
    return countries.max {
      (counts[entities[$0].country ?? ""] ?? 0, $1) < (counts[entities[$1].country ?? ""] ?? 0, $0)
    }
  }
}
