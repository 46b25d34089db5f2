internal import Language

/// The countries whose bare titles may be: what the text speaks of most, what stands near, and what
/// the bearer deals with as foreign.
extension Reading {
  /// The country that this sentence and the one before speak of, where they do not name the one of
  /// the text: "parts of the Bahamas. Prime Minister Hubert Minnis urged".
  func nearCountry(_ role: Entity.RoleFinding, _ main: Int?, foreign: Set<Int>) -> Int? {
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
      return foreign.contains(place) ? nil : place
    }
    guard let main, !near.isEmpty, !near.contains(main), Set(near).count == 1 else { return nil }
    return near.last
  }

  /// The country entity of a person's country code, else the one the text speaks of most.
  func homeCountry(of person: Int, _ mainCountry: Int?) -> Int? {
    if let code = entities[person].country {
      return entities.indices.first { isCountry($0) && entities[$0].country == code }
    }
    return mainCountry
  }

  /// Verbs by which officials deal with others.
  private static let dealings: Set<String> = [
    "thanked", "accused", "summoned", "urged", "condemned", "met", "visited", "warned", "blamed",
    "congratulated", "criticised", "criticized", "invited", "phoned", "hosted", "thanks",
    "accuses", "summons", "urges", "condemns", "warns", "blames", "praised",
  ]

  /// "Prime Minister Ann Price thanked Kenya", "met his British counterpart": countries that the
  /// bearer's is not.
  func foreignCountries(_ role: Entity.RoleFinding) -> Set<Int> {
    guard let name = name(at: role.title.upperBound), names[name].kind == .person,
      names[name].tokens.lowerBound == role.title.upperBound
    else { return [] }
    let end = names[name].tokens.upperBound
    let sentence = analyzed.sentences[sentenceOf[role.title.lowerBound]].tokens
    var foreign = Set<Int>()
    func add(_ token: Int) {
      if let other = self.name(at: token), names[other].kind != .person,
        let place = entity(ofName: other), entities[place].kind == .place
      {
        foreign.insert(landOfOffice(place))
      }
    }
    let last = min(end + 30, sentence.upperBound)
    guard end < last else { return foreign }
    for token in end..<last {
      if token - end < 3, Self.dealings.contains(lowered[token]) {
        var next = token + 1
        while next < last, next - token < 5, isWord(next),
          !["of", "for", "to", "that", "over", "on", "in", "with"].contains(lowered[next])
        {
          add(next)
          next += 1
        }
      }
      if lowered[token] == "counterpart", token - 2 > end,
        ["his", "her", "their"].contains(lowered[token - 2])
      {
        add(token - 1)
      }
    }
    return foreign
  }

  /// The countries that the text names, that it speaks of most first; of two the one named first.
  var rankedCountries: [(country: Int, count: Int)] {
    let counts = countryCounts
    return entities.indices.filter { isCountry($0) }
      .map { ($0, counts[entities[$0].country ?? ""] ?? 0) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// How often the text speaks of a country, by name, town or body.
  private var countryCounts: [String: Int] {
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
    // The title names the country the text is about.
    for country in entities.indices
    where isCountry(country)
      && entities[country].names.contains(where: { names[$0].tokens.lowerBound < bodyStart })
    {
      counts[entities[country].country ?? "", default: 0] += 2
    }
    return counts
  }

  /// The country that the text speaks of most.
  var mainCountry: Int? {
    let counts = countryCounts
    // A country named in passing where another one's towns and bodies fill the text.
    guard let best = rankedCountries.first, best.count * 2 >= counts.values.max() ?? 0 else {
      return nil
    }
    return best.country
  }
}
