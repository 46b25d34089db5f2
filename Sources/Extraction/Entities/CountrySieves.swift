internal import Language

/// The countries that organisations and people belong to.
extension Reading {
  private static let nationalKinds: Set<String> = [
    "government", "legislature", "court", "police", "military", "party",
  ]

  /// Known bodies whose names many countries have.
  private static let genericBodies = Reading.entityWords["generic body"]

  /// First words of bodies of many countries.
  private static let supranational: Set<String> = [
    "European", "International", "Multinational", "World", "Global", "Universal", "Pan-African",
    "Inter-Parliamentary", "Inter-American", "Transatlantic", "Worldwide",
  ]
  /// What unions of states name themselves by.
  private static let unions: Set<String> = [
    "European", "African", "Arab", "Nordic", "Baltic", "Gulf", "Pacific", "Caribbean", "Asian",
    "American", "Americas", "International", "World", "States", "Nations", "Countries",
    "Cooperation",
    "Co-operation", "Treaty", "Eurasian", "Islamic", "Muslim", "Commonwealth", "Global", "Euro",
    "Quad", "Quartet", "Africa", "Europe", "Asia", "Amazon", "Mediterranean",
  ]

  mutating func tellCountriesOfOrganizations() {
    let nearby = NearbyCountries(self)
    // "the Senate" of a text that never speaks of America is another one.
    let spoken = Set(entities.compactMap { $0.kind == .place ? $0.country : nil })
    for index in entities.indices where entities[index].kind == .organization {
      guard let country = entities[index].country, !spoken.contains(country),
        isSharedName(entities[index]),
        let near = nearby.country(of: entities[index].names, in: self)
      else { continue }
      let namesakes = gazetteer.lookup(analyzed.string(names[entities[index].names[0]].tokens))
      entities[index].country =
        namesakes.first { $0.kind == .organization && spoken.contains($0.country ?? "") }?.country
        ?? near
    }
    for index in entities.indices
    where entities[index].kind == .organization && entities[index].country == nil {
      let kind = entities[index].bodyKind ?? "other"
      let isNational = Self.nationalKinds.contains(kind)
      if entities[index].entry != nil, !isNational { continue }
      let mentions = entities[index].names
      let inside = mentions.firstNonNil { self.countryInside(self.names[$0].tokens) }
      if let inside {
        entities[index].country = inside
        continue
      }
      if isOfManyCountries(mentions, kind) { continue }
      entities[index].country =
        mentions.firstNonNil { self.countryBefore(self.names[$0].tokens.lowerBound) }
        ?? nearby.country(of: mentions, in: self)
    }
  }

  /// Whether other countries have bodies of this name: "Labour Party", "SPD".
  private func isSharedName(_ body: Entity) -> Bool {
    guard let entry = body.entry else { return false }
    if Self.genericBodies.contains(entry.name) { return true }
    // A party, an agency known by few letters.
    guard entry.organizationKind == "party" || entry.acronym == nil, let name = body.names.first,
      body.names.allSatisfy({ names[$0].tokens.count == 1 }),
      isAcronym(names[name].tokens.lowerBound)
    else { return false }
    return words[names[name].tokens.lowerBound].utf8.count <= 4
      && !["media", "company"].contains(entry.organizationKind)
  }

  /// "European Parliament", "Multinational Joint Task Force", "Union of Arab Banks".
  private func isOfManyCountries(_ mentions: [Int], _ kind: String) -> Bool {
    mentions.contains { mention in
      let tokens = names[mention].tokens
      if Self.supranational.contains(words[tokens.lowerBound]) { return true }
      return kind == "intergovernmental"
        && (tokens.count == 1 || tokens.contains { Self.unions.contains(words[$0]) })
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
        if let country = countryBehind(name) {
          entities[index].country = country
          break
        }
        // "Steve Scalise of Louisiana".
        let end = names[name].tokens.upperBound
        if lowered[end] == "of", let place = self.name(at: end + 1), names[place].kind == .place,
          let country = names[place].entry?.country
        {
          entities[index].country = country
          break
        }
        if let country = countryBefore(names[name].tokens.lowerBound)
          ?? countryApposed(end)
        {
          entities[index].country = country
          break
        }
      }
    }
    tellCountriesByOthers()
  }

  /// Codes of countries as results and lists of teams write them, each with ISO 3166-1's alpha-2.
  private static let teamCodes: [String: String] = {
    var codes: [String: String] = [:]
    for pair in Reading.entityWords["team code"] {
      let parts = pair.split(separator: "=")
      if parts.count == 2 { codes[String(parts[0])] = String(parts[1]) }
    }
    return codes
  }()

  /// "Kim Lee (KOR)", "Ann Price (Jamaica)", "Kofi Mensah, 33, from Kumasi,": the country that
  /// stands behind a name.
  private func countryBehind(_ name: Int) -> String? {
    var end = names[name].tokens.upperBound
    guard end + 2 < words.count, sameSentence(end, end - 1) else { return nil }
    if words[end] == "(" {
      if let code = Self.teamCodes[words[end + 1].uppercased()], words[end + 1].utf8.count == 3 {
        return code
      }
      if let place = self.name(at: end + 1), names[place].kind == .place,
        words[min(names[place].tokens.upperBound, words.count - 1)] == ")",
        let found = entity(ofName: place)
      {
        return entities[found].country
      }
      return nil
    }
    guard words[end] == "," else { return nil }
    if isAge(end + 1), words[end + 2] == "," { end += 2 }
    guard end + 2 < words.count, ["from", "of"].contains(lowered[end + 1]),
      let place = self.name(at: end + 2), names[place].kind == .place,
      let found = entity(ofName: place)
    else { return nil }
    return entities[found].country
  }

  /// "1. Anna Sand, Norway, 40.1": the country alone behind a name and a comma.
  private func countryApposed(_ mark: Int) -> String? {
    guard mark + 2 < words.count, words[mark] == ",",
      let place = name(at: mark + 1), names[place].kind == .place,
      names[place].tokens.lowerBound == mark + 1, names[place].entry?.kind == .country
    else { return nil }
    let end = names[place].tokens.upperBound
    return [";", ".", ",", ""].contains(words[end]) ? names[place].entry?.country : nil
  }

  /// A wife, an aide, a predecessor is of the other one's country; who holds an office of no said
  /// owner, or of a body of no said country, is of the country the text is about.
  private mutating func tellCountriesByOthers() {
    let nearby = NearbyCountries(self)
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
      if isOfficial {
        entities[index].country = nearby.country(of: entities[index].names, in: self)
      }
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
  /// in five, and four of them.
  private var onlyCountryCode: String? {
    var counts: [String: Int] = [:]
    for entity in entities where entity.kind != .person {
      if let country = entity.country { counts[country, default: 0] += entity.names.count }
    }
    let all = counts.values.reduce(0, +)
    guard let main = Self.dominant(counts), let count = counts[main], count >= 4,
      count * 5 >= all * 3
    else { return nil }
    return main
  }
}

/// The countries that are spoken of around a name: what is said in its sentence counts most, then
/// its paragraph, then the paragraphs beside, little the rest of the text.
struct NearbyCountries {
  private struct Place {
    var token: Int
    var country: String
  }

  private var places: [Place] = []
  private var counts: [String: Double] = [:]
  /// So many places are looked at on each side.
  private static let reach = 40
  /// So many mentions of a name are looked around.
  private static let mentions = 6

  init(_ reading: Reading) {
    for (index, name) in reading.names.enumerated()
    where name.kind == .place || name.kind == .adjective {
      guard let entity = reading.entity(ofName: index),
        let country = reading.entities[entity].country
      else { continue }
      places.append(Place(token: name.tokens.lowerBound, country: country))
      counts[country, default: 0] += 1
    }
  }

  /// - Parameter mentions: indices of `Reading.names`.
  func country(of mentions: [Int], in reading: Reading) -> String? {
    var scores = counts.mapValues { $0 * 0.03 * Double(min(mentions.count, Self.mentions)) }
    for mention in mentions.prefix(Self.mentions) {
      let token = reading.names[mention].tokens.lowerBound
      let middle = places.partitionPoint { $0.token < token }
      for place in places[max(0, middle - Self.reach)..<min(places.count, middle + Self.reach)] {
        scores[place.country, default: 0] +=
          weight(place.token, token, reading) * (place.token > token ? 0.6 : 1)
      }
    }
    return Reading.dominant(scores)
  }

  private func weight(_ place: Int, _ token: Int, _ reading: Reading) -> Double {
    let (there, here) = (reading.sentenceOf[place], reading.sentenceOf[token])
    if there == here { return 4 }
    let sentences = reading.analyzed.sentences
    var weight = 1.0
    for _ in 0..<min(8, abs(sentences[there].paragraph - sentences[here].paragraph)) { weight /= 2 }
    return weight
  }
}
