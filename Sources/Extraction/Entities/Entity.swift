internal import Language

/// What may name an organisation: what the gazetteer knows of it, what a rule told.
protocol BodyNaming {
  var entry: GazetteerEntry? { get }
  var detail: String? { get }
}

extension BodyNaming {
  /// The kind of an organisation, in the record's terms.
  var bodyKind: String? { entry?.organizationKind ?? detail }
}

/// A person, an organisation or a place of the text, with all the names that stand for it.
struct Entity: BodyNaming {
  enum Kind {
    case person, organization, place
  }

  var kind: Kind
  /// The fullest form.
  var name: String
  /// Indices of `Reading.names`.
  var names: [Int]
  /// ISO 3166-1 alpha-2.
  var country: String?
  var acronym: String?
  var entry: GazetteerEntry?
  /// The kind of an organisation or a place, in the record's terms.
  var detail: String?
  var gender: NameLexicon.Gender?
  var roles: [RoleFinding] = []

  struct RoleFinding {
    var title: Range<Int>
    /// The title where the text has a verb for it: "head" for "heads".
    var text: String?
    /// The index of the entity whose role it is.
    var of: Int?
    /// The country that sends somebody: of "the US ambassador to the United Nations".
    var home: Int?
    /// Whether the text names an owner that is no entity: "the group's leader".
    var hasUnknownOwner = false
    /// Whether `of` is where the person is sent.
    var isAbroad = false
    var isFormer = false
    var sieve = "before"
  }
}

/// Words that speak of an entity without naming it: "he", "the ministry", "the prime minister".
struct ReferenceFinding {
  enum Kind {
    case title, pronoun
  }

  var tokens: Range<Int>
  var kind: Kind
  var entity: Int
  var sieve: String
}

extension Reading {
  /// Groups names into entities, finds what people are and what countries things belong to, then
  /// the words that speak of entities without naming them.
  mutating func buildEntities() {
    markQuoted()
    groupPeople()
    groupOrganizations()
    groupPlaces()
    orderEntities()
    tellCountriesOfOrganizations()
    findPronouns()
    findRoles()
    tellCountriesOfPeople()
    findDescriptions()
    for person in entities.indices where entities[person].kind == .person {
      // Who had an office before shares the words of the title with who has it now.
      for role in entities[person].roles where role.sieve != "predecessor" {
        for token in role.title { roleBearers[token, default: []].append(person) }
      }
    }
  }

  /// For every token, the name it is part of.
  mutating func indexNames() {
    nameOfToken = [Int](repeating: -1, count: words.count)
    entityOfName = [Int](repeating: -1, count: names.count)
    for (index, name) in names.enumerated() {
      for token in name.tokens { nameOfToken[token] = index }
    }
  }

  /// The name that a token is part of.
  func name(at token: Int) -> Int? {
    guard token >= 0, token < nameOfToken.count, nameOfToken[token] >= 0 else { return nil }
    return nameOfToken[token]
  }

  mutating func addEntity(_ entity: Entity) {
    for name in entity.names { entityOfName[name] = entities.count }
    entities.append(entity)
  }

  /// Sorts entities by their first mention, so that ids count in the order of the text.
  private mutating func orderEntities() {
    for index in entities.indices { entities[index].names.sort() }
    entities.sort { $0.names[0] < $1.names[0] }
    for (index, entity) in entities.enumerated() {
      for name in entity.names { entityOfName[name] = index }
    }
  }
}

extension Entity {
  func write(to record: inout Record, id: String, ids: [String], reading: Reading) {
    let own = names.first.flatMap { reading.entity(ofName: $0) } ?? -1
    var mentions = names.map { index in
      let name = reading.names[index]
      return Mention(
        span: reading.span(name.tokens), kind: name.kind == .adjective ? .adjective : .name,
        sieve: name.sieve, link: name.link)
    }
    for index in reading.referencesOf[own] ?? [] {
      let reference = reading.references[index]
      mentions.append(
        Mention(
          span: reading.span(reference.tokens),
          kind: reference.kind == .pronoun ? .pronoun : .title, sieve: reference.sieve))
    }
    mentions.sort { $0.span.lowerBound < $1.span.lowerBound }
    switch kind {
    case .person:
      var person = Person(id: id, name: name)
      person.mentions = mentions
      person.country = country
      person.roles = roles.map { role in
        Role(
          title: role.text ?? reading.analyzed.string(role.title), of: role.of.map { ids[$0] },
          span: reading.span(role.title), isFormer: role.isFormer, sieve: role.sieve)
      }
      record.people.append(person)
    case .organization:
      var organization = Organization(id: id, name: name)
      organization.acronym = acronym
      organization.country = country
      organization.kind =
        bodyKind.flatMap { Organization.Kind(rawValue: $0) } ?? .other
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
        case .demonym:
          reading.gazetteer.lookup(name).first?.kind == .region ? .region : .country
        case .capital, .city: .city
        case .water: .water
        case .region: .region
        default: detail.flatMap { Place.Kind(rawValue: $0) } ?? .other
        }
      place.mentions = mentions
      record.places.append(place)
    }
  }
}
