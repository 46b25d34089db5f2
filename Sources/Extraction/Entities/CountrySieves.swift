internal import Language

/// The countries that organisations and people belong to.
extension Reading {
  private static let nationalKinds: Set<String> = [
    "government", "legislature", "court", "police", "military", "party",
  ]

  /// Known bodies whose names many countries have.
  private static let genericBodies = Reading.entityWords["generic body"]

  /// The code of the country that the places of the text lie in most.
  private var mainCountryCode: String? {
    if let country = mainCountry { return entities[country].country }
    var counts: [String: Int] = [:]
    for entity in entities where entity.kind == .place {
      if let country = entity.country { counts[country, default: 0] += entity.names.count }
    }
    return Self.dominant(counts)
  }

  mutating func tellCountriesOfOrganizations() {
    let main = mainCountryCode
    // "the Senate" of a text that never speaks of America is another one.
    let spoken = Set(entities.compactMap { $0.kind == .place ? $0.country : nil })
    for index in entities.indices where entities[index].kind == .organization {
      guard let country = entities[index].country, let main, !spoken.contains(country),
        Self.genericBodies.contains(entities[index].entry?.name ?? "")
      else { continue }
      entities[index].country = main
    }
    for index in entities.indices
    where entities[index].kind == .organization && entities[index].country == nil {
      if let entry = entities[index].entry,
        entry.organizationKind == "intergovernmental"
          || entry.organizationKind == "ngo"
      {
        continue
      }
      let inside = entities[index].names.firstNonNil { self.countryInside(self.names[$0].tokens) }
      let before = entities[index].names.firstNonNil {
        self.countryBefore(self.names[$0].tokens.lowerBound)
      }
      let kind = entities[index].bodyKind ?? "other"
      if Self.nationalKinds.contains(kind) {
        entities[index].country = inside ?? before ?? main
      } else if entities[index].entry == nil, kind != "intergovernmental" {
        entities[index].country = inside ?? before
      }
    }
  }

  /// The country of a place in the name: "Abu Dhabi Media", "Parliament of New South Wales".
  private func countryInside(_ tokens: Range<Int>) -> String? {
    var start = tokens.lowerBound
    while start < tokens.upperBound {
      var end = tokens.upperBound
      while end > start {
        let entries = gazetteer.lookup(analyzed.string(start..<end)).filter {
          $0.country != nil && $0.kind != .organization
            && ($0.kind != .city || $0.population > 200_000)
        }
        let spoken = entries.first { entry in
          entities.contains { $0.kind == .place && $0.country == entry.country }
        }
        if let entry = spoken ?? entries.first { return entry.country }
        end -= 1
      }
      start += 1
    }
    return nil
  }

  /// Whom a person serves or where they come from: by the owner of a role, by "a Libyan national".
  mutating func tellCountriesOfPeople() {
    for index in entities.indices
    where entities[index].kind == .person && entities[index].country == nil {
      let served = entities[index].roles.firstNonNil { role in
        role.home.flatMap { self.entities[$0].country }
          ?? role.of.flatMap {
            role.isAbroad || self.entities[$0].kind == .person ? nil : self.entities[$0].country
          }
      }
      if let country = served {
        entities[index].country = country
        continue
      }
      if let party = entities[index].roles.first(where: { $0.sieve == "party" }),
        let name = self.name(at: party.title.lowerBound), let body = entity(ofName: name)
      {
        entities[index].country = entities[body].country
        continue
      }
      for name in entities[index].names {
        // "Steve Scalise of Louisiana".
        let end = names[name].tokens.upperBound
        if lowered[end] == "of", let place = self.name(at: end + 1), names[place].kind == .place,
          let country = names[place].entry?.country
        {
          entities[index].country = country
          break
        }
        if let country = countryBefore(names[name].tokens.lowerBound) {
          entities[index].country = country
          break
        }
      }
    }
    tellCountriesByOthers()
  }

  /// A wife, an aide, a predecessor is of the other one's country; who holds an office of no said
  /// owner, or of a body of no said country, is of the country the text is about.
  private mutating func tellCountriesByOthers() {
    let main = mainCountryCode
    let only = onlyCountryCode
    for index in entities.indices
    where entities[index].kind == .person && entities[index].country == nil {
      let other = entities[index].roles.firstNonNil { role in
        role.of.flatMap { self.entities[$0].kind == .person ? self.entities[$0].country : nil }
      }
      if let other {
        entities[index].country = other
        continue
      }
      let isOfficial = entities[index].roles.contains { role in
        guard !role.isAbroad,
          !lexicon.roleClasses(of: headWord(role)).isDisjoint(with: [.office, .member])
            || role.sieve == "party"
        else { return false }
        guard let owner = role.of else { return true }
        let kind = entities[owner].bodyKind
        return entities[owner].kind == .organization && kind != "intergovernmental"
          && kind != "company" && kind != "ngo" && kind != "media"
      }
      if isOfficial { entities[index].country = main }
      // Who appears in news of one country without a word on where from is of that country.
      let servesAbroad = entities[index].roles.contains { role in
        guard let owner = role.of else { return false }
        let kind = entities[owner].bodyKind
        return role.isAbroad || kind == "intergovernmental" || kind == "company"
          || entities[owner].country.map { $0 != only } ?? false
      }
      if !servesAbroad, !isBesideForeignBody(index, only) {
        entities[index].country = entities[index].country ?? only
      }
    }
  }

  /// "Léonie Bakayoko, UNICEF's deputy director": a body of another country, or of none, stands behind
  /// the name.
  private func isBesideForeignBody(_ person: Int, _ only: String?) -> Bool {
    entities[person].names.contains { name in
      let after = names[name].tokens.upperBound
      guard after + 1 < words.count, words[after] == ",",
        let body = self.name(at: after + 1), names[body].kind == .organization,
        let owner = entities.indices.first(where: { entities[$0].names.contains(body) })
      else { return false }
      return entities[owner].country != only
    }
  }

  /// The code of the country in which nearly all places and bodies of the text lie: at least three
  /// in four, and four of them.
  private var onlyCountryCode: String? {
    var counts: [String: Int] = [:]
    for entity in entities where entity.kind != .person {
      if let country = entity.country { counts[country, default: 0] += entity.names.count }
    }
    let all = counts.values.reduce(0, +)
    guard let main = Self.dominant(counts), let count = counts[main], count >= 4,
      count * 4 >= all * 3
    else { return nil }
    return main
  }
}
