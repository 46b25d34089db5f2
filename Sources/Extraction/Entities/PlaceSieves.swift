internal import Language

/// Names of places into places: which of several places of a name is meant, by what stands
/// around it and by the countries the text speaks of.
extension Reading {
  mutating func groupPlaces() {
    let indices = names.indices.filter { names[$0].kind == .place || names[$0].kind == .adjective }
    let evidence = countryEvidence(indices)
    var known: [String: Int] = [:]
    // A bare name goes with the place that the text names more closely elsewhere.
    var chosen: [String: GazetteerEntry] = [:]
    var entries: [Int: GazetteerEntry] = [:]
    for index in indices {
      let entry = resolved(index, evidence: evidence)
      entries[index] = entry
      if let entry, names[index].kind == .place, isPinned(index) {
        let key = Self.capitalised(analyzed.string(names[index].tokens))
        chosen[key] = chosen[key] ?? entry
      }
    }
    for index in indices {
      let text = analyzed.string(names[index].tokens)
      let entry =
        names[index].kind == .place
        ? chosen[Self.capitalised(text)] ?? entries[index] : entries[index]
      names[index].entry = entry
      let key =
        entry.map { "\($0.name)|\($0.country ?? "")|\(Self.sort($0))" } ?? Self.capitalised(text)
      if let entity = known[key] {
        entities[entity].names.append(index)
        names[index].link = entry == nil ? "exact" : "place"
        entityOfName[index] = entity
        // A place that only an adjective named so far gets its own entry.
        if entities[entity].entry?.kind == .demonym, let entry, entry.kind != .demonym {
          entities[entity].entry = entry
        }
        continue
      }
      known[key] = entities.count
      var entity = Entity(
        kind: .place, name: entry?.name ?? Self.capitalised(text), names: [index])
      entity.entry = entry
      entity.country = entry?.country ?? outerCountry(of: index)
      entity.detail = names[index].detail
      addEntity(entity)
    }
    tellCountriesOfPlaces(evidence)
  }

  /// Countries and their adjectives are one; a city and a region of a name are two.
  private static func sort(_ entry: GazetteerEntry) -> String {
    switch entry.kind {
    case .city, .capital: "city"
    case .water: "water"
    case .organization: "other"
    case .country, .region, .demonym: "land"
    }
  }

  /// How often each country is spoken of by names that can mean nothing else.
  private func countryEvidence(_ indices: [Int]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for index in indices {
      let entries = gazetteer.lookup(Self.capitalised(analyzed.string(names[index].tokens)))
        .filter { $0.kind != .organization }
      let countries = Set(entries.map { $0.country ?? "" })
      if countries.count == 1, let country = countries.first, !country.isEmpty {
        counts[country, default: 0] += 1
      }
    }
    for name in names where name.kind == .organization {
      if let country = name.entry?.country { counts[country, default: 0] += 1 }
    }
    return counts
  }

  /// ", Texas" behind or "Atlanta, " before a name: the text itself says which one.
  private func isPinned(_ name: Int) -> Bool {
    outer(of: name) != nil
  }

  /// The place that a name's comma puts it in: "Paris, Texas".
  private func outer(of name: Int) -> GazetteerEntry? {
    let comma = names[name].tokens.upperBound
    guard names[name].kind == .place, comma + 1 < words.count, words[comma] == ",",
      sameSentence(comma, comma - 1), let next = self.name(at: comma + 1),
      names[next].kind == .place, names[next].tokens.lowerBound == comma + 1
    else { return nil }
    let end = names[next].tokens.upperBound
    if end < words.count, ["and", "or"].contains(lowered[end]), sameSentence(end, comma) {
      return nil
    }
    // A list of countries or states is no address.
    let ownEntries = gazetteer.lookup(analyzed.string(names[name].tokens))
    let outerEntries = gazetteer.lookup(analyzed.string(names[next].tokens))
      .filter { $0.kind == .country || $0.kind == .region }
    guard let outer = outerEntries.first else { return nil }
    if ownEntries.contains(where: { $0.kind == .country }),
      !outerEntries.contains(where: { $0.kind == .country && $0.name != outer.name })
    {
      // "Georgia, Ukraine, Moldova".
      if ownEntries.first?.kind == .country, outer.kind == .country { return nil }
    }
    if ownEntries.first?.kind == .region, outer.kind == .region { return nil }
    // The outer name may itself be ambiguous ("Atlanta, Georgia").
    let own = ownEntries.first { inner in outerEntries.contains { $0.country == inner.country } }
    if let own, let fit = outerEntries.first(where: { $0.country == own.country }) { return fit }
    return outer
  }

  private func resolved(_ index: Int, evidence: [String: Int]) -> GazetteerEntry? {
    let text = analyzed.string(names[index].tokens)
    var entries = gazetteer.lookup(text)
    if entries.isEmpty { entries = gazetteer.lookup(Self.capitalised(text)) }
    entries = entries.filter {
      names[index].kind == .adjective
        ? $0.kind == .demonym : $0.kind != .demonym && $0.kind != .organization
    }
    if names[index].sieve == "place-word", names[index].entry == nil, entries.isEmpty { return nil }
    guard !entries.isEmpty else { return names[index].entry }
    let outer = outer(of: index)
    if let outer {
      let fitting = entries.filter { $0.country == outer.country && $0.name != outer.name }
      let inner = innerCountry(of: index)
      let fit = fitting.max {
        score($0, index, evidence, inner) < score($1, index, evidence, inner)
      }
      if let fit { return fit }
      // "Paris, Texas": a place the gazetteer has not, named as one it has.
      if entries.allSatisfy({ $0.country != outer.country }), outer.country != nil {
        var entry = entries[0]
        entry.kind = .city
        entry.name = text
        entry.country = outer.country
        (entry.latitude, entry.longitude) = (nil, nil)
        return entry
      }
    }
    guard entries.count > 1 else { return entries[0] }
    let inner = innerCountry(of: index)
    return entries.max { score($0, index, evidence, inner) < score($1, index, evidence, inner) }
  }

  /// "Atlanta, Georgia": the country of the city before the comma.
  private func innerCountry(of name: Int) -> Set<String> {
    let first = names[name].tokens.lowerBound
    guard first > 1, words[first - 1] == ",", let before = self.name(at: first - 2),
      names[before].kind == .place
    else { return [] }
    let entries = gazetteer.lookup(analyzed.string(names[before].tokens))
    guard entries.contains(where: { $0.kind == .city || $0.kind == .capital }) else { return [] }
    return Set(entries.compactMap(\.country))
  }

  private func score(
    _ entry: GazetteerEntry, _ index: Int, _ evidence: [String: Int], _ inner: Set<String>
  ) -> Double {
    var score: Double =
      switch entry.kind {
      case .country: 3
      case .capital: 2.5
      case .city: entry.population > 1_000_000 ? 2 : entry.population > 300_000 ? 1 : 0.5
      default: 1.5
      }
    let tokens = names[index].tokens
    if let country = entry.country {
      score += Double(min(evidence[country] ?? 0, 4)) * 0.6
      if inner.contains(country), entry.kind != .city { score += 5 }
    }
    let isState = entry.kind == .region && entry.country == "US"
    if isState, isStateContext(tokens) { score += 4 }
    if entry.kind == .region, tokens.upperBound < words.count,
      ["state", "province", "region"].contains(lowered[tokens.upperBound])
    {
      score += 3
    }
    // A city is in, not among; a list of states around it tells a state.
    if isState, isAmongStates(index) { score += 3 }
    return score
  }

  /// "Senator Perdue of Georgia", "Georgia Governor", "Georgia's legislature".
  private func isStateContext(_ tokens: Range<Int>) -> Bool {
    let words: Set<String> = [
      "senator", "senators", "sen.", "rep.", "representative", "governor", "gov.", "county",
      "congressman", "congresswoman", "legislature", "electoral", "statehouse",
      "republican", "democrat", "runoff", "caucus", "primary",
    ]
    let start = max(0, tokens.lowerBound - 4)
    let end = min(self.words.count, tokens.upperBound + 3)
    return (start..<tokens.lowerBound).contains { words.contains(lowered[$0]) }
      || (tokens.upperBound..<end).contains { words.contains(lowered[$0]) }
  }

  private func isAmongStates(_ index: Int) -> Bool {
    for neighbour in [index - 1, index + 1] where names.indices.contains(neighbour) {
      let gap =
        neighbour < index
        ? names[index].tokens.lowerBound - names[neighbour].tokens.upperBound
        : names[neighbour].tokens.lowerBound - names[index].tokens.upperBound
      guard gap >= 1, gap <= 3, names[neighbour].kind == .place else { continue }
      let entries = gazetteer.lookup(analyzed.string(names[neighbour].tokens))
      if entries.first?.kind == .region, entries.first?.country == "US" { return true }
    }
    return false
  }

  private func outerCountry(of name: Int) -> String? {
    outer(of: name)?.country
  }

  /// A place that no gazetteer knows lies where the words before and behind it say, else in the
  /// country that the text speaks of most.
  private mutating func tellCountriesOfPlaces(_ evidence: [String: Int]) {
    for index in entities.indices
    where entities[index].kind == .place && entities[index].entry == nil
      && entities[index].country == nil
    {
      var country: String?
      for name in entities[index].names where country == nil {
        country = outerCountry(of: name) ?? nearbyCountry(names[name].tokens, evidence)
      }
      if entities[index].detail == "water" { continue }
      entities[index].country = country ?? Self.dominant(evidence)
    }
  }

  /// The country inside a name ("Hong Kong Police Headquarters") or right before it ("Argentina's").
  private func nearbyCountry(_ tokens: Range<Int>, _ evidence: [String: Int]) -> String? {
    for length in stride(from: min(4, tokens.count), to: 0, by: -1) {
      let prefix = analyzed.string(tokens.lowerBound..<tokens.lowerBound + length)
      // "Madrid District Hospital" in a text on the Philippines is not Spain's.
      let countries = gazetteer.lookup(prefix).compactMap(\.country)
      if let spoken = countries.first(where: { evidence[$0] ?? 0 > 0 }) { return spoken }
      // "Kennedy Space Center" is not in Bogotá's Kennedy.
      if evidence.isEmpty,
        let country = gazetteer.lookup(prefix).first(where: {
          $0.kind == .country || $0.kind == .region || $0.kind == .capital
            || $0.population > 1_000_000
        })?.country
      {
        return country
      }
    }
    return countryBefore(tokens.lowerBound)
  }

  /// The country whose name or adjective stands before a token, at most four tokens away and
  /// without a comma or a verb between: "Argentina's", "Austrian mortar manufacturer".
  func countryBefore(_ token: Int) -> String? {
    var index = token - 1
    while index >= 0, token - index <= 5, sameSentence(index, token) {
      if let name = name(at: index) {
        guard names[name].kind == .place || names[name].kind == .adjective else { return nil }
        return names[name].entry?.country
      }
      if [",", ";", "(", ")", ":", "\"", "“", "”"].contains(words[index]) { return nil }
      if [
        "of", "in", "and", "to", "by", "with", "for", "at", "on", "from", "said", "was", "is",
        "that",
      ]
      .contains(lowered[index]) {
        return nil
      }
      index -= 1
    }
    return nil
  }

  static func dominant<Weight: Comparable>(_ evidence: [String: Weight]) -> String? {
    evidence.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
