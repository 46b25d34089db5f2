internal import Language

/// The countries that organisations and people belong to.
extension Reading {
  private static let nationalKinds: Set<String> = [
    "government", "legislature", "court", "police", "military", "party",
  ]

  mutating func tellCountriesOfOrganizations() {
    let main = mainCountry.flatMap { entities[$0].country }
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
      let kind = entities[index].entry?.organizationKind ?? entities[index].detail ?? "other"
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
        let entry = gazetteer.lookup(analyzed.string(start..<end)).first {
          $0.country != nil && $0.kind != .organization
            && ($0.kind != .city || $0.population > 200_000)
        }
        if let entry { return entry.country }
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
        role.of.flatMap { self.entities[$0].kind == .person ? nil : self.entities[$0].country }
      }
      if let country = served {
        entities[index].country = country
        continue
      }
      for name in entities[index].names {
        if let country = countryBefore(names[name].tokens.lowerBound) {
          entities[index].country = country
          break
        }
      }
    }
  }
}
