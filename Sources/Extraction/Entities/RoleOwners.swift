internal import Language

/// Whose an office is where the text does not say it beside the title: "President Hayes" in a text
/// on Kenya is Kenya's.
extension Reading {
  private static let stateOffices: Set<String> = [
    "president", "premier", "minister", "king", "queen", "chancellor", "senator", "representative",
    "ambassador", "leader", "pm", "congressman", "congresswoman", "taoiseach", "secretary",
    "attorney", "mp", "vice-president",
    "emir", "sultan", "prince", "governor", "speaker", "prosecutor", "chief", "commissioner",
    "lawmaker", "justice",
  ]

  /// A president without a country is that of the person's, else of the text's country.
  mutating func completeRoles() {
    let (mainCountry, mainLand) = (mainCountry, mainLand)
    for person in entities.indices where entities[person].kind == .person {
      for index in entities[person].roles.indices where entities[person].roles[index].of == nil {
        let role = entities[person].roles[index]
        guard role.sieve != "party",
          Self.stateOffices.contains(headWord(role))
            || headWord(role) == "member"
              && role.title.contains(where: { lowered[$0] == "parliament" })
        else { continue }
        let other = entities[person].roles.firstNonNil {
          $0.of.flatMap { self.isLand($0) ? $0 : nil }
        }
        entities[person].roles[index].of =
          bodyOfOffice(role, mainLand) ?? other ?? homeCountry(of: person, mainCountry)
      }
    }
  }

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
    case "justice":
      return lastEntity(before: before) {
        (entities[$0].entry?.organizationKind ?? entities[$0].detail) == "court"
          && entities[$0].kind == .organization
      }
        ?? entities.indices.first {
          entities[$0].kind == .organization
            && (entities[$0].entry?.organizationKind ?? entities[$0].detail) == "court"
        }
    case "speaker":
      return lastEntity(before: before) {
        (entities[$0].entry?.organizationKind ?? entities[$0].detail) == "legislature"
          && entities[$0].kind == .organization
      }
    case "premier", "governor", "mp", "member", "lawmaker":
      return mainLand
    default:
      return nil
    }
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
      && (kind == .country || kind == .demonym)
  }

  /// The country that the text speaks of most; of two the one named first.
  var mainCountry: Int? {
    var counts: [String: Int] = [:]
    for entity in entities where entity.kind != .person {
      guard let country = entity.country else { continue }
      counts[country, default: 0] += entity.names.count
    }
    let countries = entities.indices.filter { isCountry($0) }
    return countries.max {
      (counts[entities[$0].country ?? ""] ?? 0, $1) < (counts[entities[$1].country ?? ""] ?? 0, $0)
    }
  }
}
