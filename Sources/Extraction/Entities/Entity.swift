internal import Language

/// A person, an organisation or a place of the text, with all the names that stand for it.
struct Entity {
  enum Kind {
    case person, organization, place
  }

  var kind: Kind
  /// The fullest form.
  var name: String
  /// Indices of `Reading.names`.
  var names: [Int]
  var country: String?
  var acronym: String?
  var entry: GazetteerEntry?
  var roles: [RoleFinding] = []

  struct RoleFinding {
    var title: Range<Int>
    /// The index of the entity whose role it is.
    var of: Int?
  }
}

extension Reading {
  /// Groups names into entities: the same known thing, the same words, a person's surname.
  mutating func buildEntities() {
    var known: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      let text = Self.capitalised(analyzed.string(name.tokens))
      let key: String
      switch name.kind {
      case .person: key = "p:" + (fullName(of: name) ?? text)
      case .organization: key = "o:" + (name.entry?.name ?? text)
      case .place, .adjective: key = "l:" + (name.entry?.name ?? text)
      }
      if let entity = known[key] {
        entities[entity].names.append(index)
        if name.kind != .adjective, name.entry == nil, text.count > entities[entity].name.count {
          entities[entity].name = text
        }
        continue
      }
      known[key] = entities.count
      var entity = Entity(
        kind: name.kind == .person ? .person : name.kind == .organization ? .organization : .place,
        name: name.entry?.name ?? fullName(of: name) ?? text, names: [index])
      entity.entry = name.entry
      entity.country = name.entry?.country
      entity.acronym = name.entry?.acronym
      entities.append(entity)
    }
    findRoles()
  }

  /// The longest name of a person that ends with the same surname, unless two of them differ.
  private func fullName(of name: NameFinding) -> String? {
    guard name.kind == .person else { return nil }
    let surname = words[name.tokens.upperBound - 1]
    let own = analyzed.string(name.tokens)
    let full = Set(
      names.filter {
        $0.kind == .person && $0.tokens.count > 1 && words[$0.tokens.upperBound - 1] == surname
      }.map { analyzed.string($0.tokens) })
    if name.tokens.count > 1 { return own }
    return full.count == 1 ? full.first : nil
  }

  /// The title before a name, and the organisation or country before the title.
  private mutating func findRoles() {
    for index in names.indices {
      guard let title = names[index].title, let person = entity(ofName: index) else { continue }
      let text = analyzed.string(title)
      // Forms of address say nothing of an office.
      if ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame"]
        .contains(text.lowercased())
      {
        continue
      }
      let owner = owner(before: title.lowerBound)
      let isNew = !entities[person].roles.contains {
        analyzed.string($0.title) == text && $0.of == owner
      }
      if isNew { entities[person].roles.append(.init(title: title, of: owner)) }
      if entities[person].country == nil, let owner {
        entities[person].country = entities[owner].country
      }
    }
  }

  private func owner(before title: Int) -> Int? {
    let previous = names.lastIndex {
      $0.tokens.upperBound == title && $0.kind != .person
        || $0.tokens.upperBound + 1 == title && ["'s", "’s"].contains(words[title - 1])
    }
    return previous.flatMap { entity(ofName: $0) }
  }
}

extension Entity {
  func write(to record: inout Record, id: String, ids: [String], reading: Reading) {
    let mentions = names.map { index in
      let name = reading.names[index]
      return Mention(
        span: reading.span(name.tokens), kind: name.kind == .adjective ? .adjective : .name,
        sieve: name.sieve)
    }
    switch kind {
    case .person:
      var person = Person(id: id, name: name)
      person.mentions = mentions
      person.country = country
      person.roles = roles.map { role in
        Role(
          title: reading.analyzed.string(role.title), of: role.of.map { ids[$0] },
          span: reading.span(role.title))
      }
      record.people.append(person)
    case .organization:
      var organization = Organization(id: id, name: name)
      organization.acronym = acronym
      organization.country = country
      organization.kind =
        entry?.organizationKind.flatMap { Organization.Kind(rawValue: $0) } ?? guessedKind
      organization.mentions = mentions
      record.organizations.append(organization)
    case .place:
      var place = Place(id: id, name: name)
      place.country = country
      place.latitude = entry?.latitude
      place.longitude = entry?.longitude
      place.kind =
        switch entry?.kind {
        case .country: .country
        case .demonym: entry?.country == nil ? .region : .country
        case .capital, .city: .city
        case .water: .water
        case .region: .region
        default: .other
        }
      place.mentions = mentions
      record.places.append(place)
    }
  }

  /// The kind of an organisation by the words of its name.
  private var guessedKind: Organization.Kind {
    let table: [(Organization.Kind, [String])] = [
      (
        .government,
        [
          "Ministry", "Department", "Agency", "Authority", "Office", "Bureau",
          "Commission", "Directorate", "Inspectorate",
        ]
      ),
      (.legislature, ["Parliament", "Assembly", "Chamber"]),
      (.court, ["Court", "Tribunal"]),
      (.police, ["Police"]),
      (.military, ["Army", "Navy", "Forces", "Force", "Guard", "Brigade"]),
      (.party, ["Party"]),
      (.education, ["University", "College", "Institute"]),
      (
        .media,
        [
          "Press", "News", "Times", "Post", "Tribune", "Ledger", "Herald", "Journal",
          "Radio", "Television", "Wire",
        ]
      ),
      (
        .company,
        [
          "Company", "Corporation", "Corp.", "Inc.", "Ltd.", "Holdings", "Bank",
          "Airlines", "Airways", "Industries", "Motors", "Energy", "Group",
        ]
      ),
      (.ngo, ["Foundation", "Association", "Society"]),
      (.armedGroup, ["Front"]),
    ]
    let words = Set(name.split(separator: " ").map(String.init))
    return table.first { !words.isDisjoint(with: $0.1) }?.0 ?? .other
  }
}
