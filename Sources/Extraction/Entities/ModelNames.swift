internal import Language

/// The names that the trained model of `Language` found, where a model is there.
///
/// The model knows names that no list has; rules know what kinds of bodies are called what. So
/// its names stand beside those of the rules: a sure one before what only the surroundings tell,
/// and before a town that is a part of it; behind what a list or a name's own words tell.
extension Reading {
  /// Under this the model's name is only a guess that other rules may overrule.
  private static let sureFrom = 0.85
  /// From here on a name of several words may swallow a known one: "Bank of Lombardy Trust".
  private static let certainFrom = 0.95

  var hasModelNames: Bool { !analyzed.names.isEmpty }

  func proposeModelNames(_ candidates: inout [NameCandidate]) {
    let places = singlePlaces(candidates)
    let bodies = singleBodies(candidates)
    let storms = stormNames()
    let majority = majorityTypes()
    for name in analyzed.names where name.tokens.lowerBound >= firstTellingToken {
      guard let tokens = bounded(name) else { continue }
      if storms.contains(words[tokens.lowerBound]), name.type != .organization { continue }
      let text = analyzed.string(tokens)
      var kind: NameCandidate.Kind =
        switch majority[text] ?? name.type {
        case .person: .person
        case .organization: .organization
        case .location: .place
        }
      // "He told CNN Russia would pay": two names.
      if kind == .organization, tokens.count > 1, lowered[tokens.lowerBound - 1] == "told",
        places.contains(tokens.upperBound - 1),
        gazetteer.lookup(analyzed.string(tokens.dropLast())).contains(where: {
          $0.kind == .organization
        })
      {
        continue
      }
      // "UOL.com.br": a site.
      if [".com", ".org", ".net", ".info"].contains(where: { text.contains($0) }) {
        kind = .organization
      }
      guard isPlausible(tokens, kind) else { continue }
      let entry = gazetteer.lookup(analyzed.string(tokens)).first {
        switch kind {
        case .organization: $0.kind == .organization
        case .place: $0.kind != .organization && $0.kind != .demonym
        default: false
        }
      }
      // "Regional Director for Emergencies" is an office, no body.
      if kind == .organization, entry == nil,
        let joint = tokens.dropFirst().first(where: { ["of", "for"].contains(lowered[$0]) }),
        isTitleWord(joint - 1)
      {
        continue
      }
      var tier: NameCandidate.Tier = name.confidence >= Self.sureFrom ? .context : .guess
      // "Gautam Adani" of the Adani Group.
      if kind == .person, tokens.count > 1, name.confidence >= Self.sureFrom,
        bodies.contains(tokens.upperBound - 1)
      {
        tier = .reliable
      }
      // "Kenta Izumi, leader of the opposition,": the last word is a town's as well.
      if kind == .person, tokens.count > 1, name.confidence >= Self.sureFrom,
        places.contains(tokens.upperBound - 1), isTold(tokens.upperBound)
      {
        tier = .reliable
      }
      if name.confidence >= Self.certainFrom, tokens.count > 1, kind != .place,
        tokens.contains(where: { places.contains($0) })
      {
        tier = .reliable
      }
      candidates.append(
        NameCandidate(
          tokens: tokens, kind: kind, entry: entry,
          title: kind == .person && isRoleBefore(tokens.lowerBound)
            ? tokens.lowerBound - 1..<tokens.lowerBound : nil,
          tier: tier, sieve: "model"))
    }
  }

  /// Whether what stands behind a name tells of a person: ", leader of", "said".
  private func isTold(_ end: Int) -> Bool {
    guard end + 1 < words.count, sameSentence(end, end - 1) else { return false }
    if Self.speech.contains(lowered[end]) { return true }
    guard words[end] == "," else { return false }
    let next = end + (["a", "an", "the"].contains(lowered[end + 1]) ? 2 : 1)
    return lowered[end + 1] == "who" || isAge(end + 1)
      || (next..<min(next + 2, words.count)).contains {
        !lexicon.roleClasses(of: lowered[$0]).isEmpty && !isCapitalised($0)
      }
  }

  static let postNominals = Reading.entityWords["post-nominal"]

  /// The tokens of bodies that are known by one word with small letters.
  private func singleBodies(_ candidates: [NameCandidate]) -> Set<Int> {
    var tokens = Set<Int>()
    for candidate in candidates
    where candidate.kind == .organization && candidate.tokens.count == 1 && candidate.entry != nil {
      let token = candidate.tokens.lowerBound
      if !isAcronym(token) { tokens.insert(token) }
    }
    return tokens
  }

  /// What the model says most of a name that it takes now for this and now for that.
  private func majorityTypes() -> [String: NameType] {
    var votes: [String: [(type: NameType, weight: Double)]] = [:]
    for name in analyzed.names {
      guard let tokens = bounded(name) else { continue }
      let text = analyzed.string(tokens)
      if let index = votes[text]?.firstIndex(where: { $0.type == name.type }) {
        votes[text]?[index].weight += name.confidence
      } else {
        votes[text, default: []].append((name.type, name.confidence))
      }
    }
    // A tie goes to what came first.
    return votes.filter { $0.value.count > 1 }.compactMapValues { types in
      var best = types.first
      for type in types where type.weight > best?.weight ?? 0 { best = type }
      return best?.type
    }
  }

  private static let storms = Reading.entityWords["storm"]
  private static let noEntities = Reading.entityWords["no entity"]

  /// "Hurricane Lorenzo", "Lorenzo" alone later.
  func stormNames() -> Set<String> {
    var found = Set<String>()
    for token in words.indices where Self.storms.contains(words[token]) && isNamePart(token + 1) {
      found.insert(words[token + 1])
    }
    return found
  }

  /// The tokens of cities and regions that are known by one word.
  private func singlePlaces(_ candidates: [NameCandidate]) -> Set<Int> {
    var tokens = Set<Int>()
    for candidate in candidates where candidate.kind == .place && candidate.tokens.count == 1 {
      if let kind = candidate.entry?.kind,
        kind == .city || kind == .capital || kind == .region || kind == .country
      {
        tokens.insert(candidate.tokens.lowerBound)
      }
    }
    return tokens
  }

  /// A town's name that the model is sure to be a person's is only a guess.
  func demoteTowns(_ candidates: inout [NameCandidate]) {
    var people = Set<Int>()
    for name in analyzed.names where name.type == .person && name.confidence >= Self.sureFrom {
      people.formUnion(name.tokens)
    }
    guard !people.isEmpty else { return }
    for index in candidates.indices
    where candidates[index].kind == .place && candidates[index].tokens.count == 1
      && candidates[index].entry?.kind == .city
      && people.contains(candidates[index].tokens.lowerBound)
    {
      candidates[index].tier = .guess
    }
  }

  /// Whether a model's name can be one: not a title, a role, a day, an ordinary word.
  private func isPlausible(_ tokens: Range<Int>, _ kind: NameCandidate.Kind) -> Bool {
    guard tokens.contains(where: { isNamePart($0) }) else { return false }
    if kind != .organization, tokens.contains(where: { Self.calendarWords.contains(words[$0]) }) {
      return false
    }
    let first = tokens.lowerBound
    // "Minister of Civil Aviation": what the office is for.
    if kind == .organization, first > 1, ["of", "for"].contains(lowered[first - 1]),
      ["minister", "ministers", "undersecretary"].contains(lowered[first - 2]),
      gazetteer.lookup(analyzed.string(tokens)).isEmpty
    {
      return false
    }
    // "Chief of Defence Staff", "Commissioner of Police": an office.
    if kind == .organization, tokens.count > 2, isTitleWord(first), lowered[first + 1] == "of",
      gazetteer.lookup(analyzed.string(tokens)).isEmpty
    {
      return false
    }
    // "National Security Advisor", "Armed Forces Minister".
    if kind == .organization, tokens.count > 1,
      isTitleWord(tokens.upperBound - 1)
        || ["advisor", "adviser", "spokesperson", "candidate"]
          .contains(lowered[tokens.upperBound - 1]),
      !["general", "doctor", "captain", "king", "queen", "prince"]
        .contains(lowered[tokens.upperBound - 1]),
      gazetteer.lookup(analyzed.string(tokens)).isEmpty
    {
      return false
    }
    if Self.noEntities.contains(analyzed.string(tokens)) { return false }
    // "Reading a summary": a verb that opens its sentence.
    if tokens.count == 1, isSentenceStart(first), lowered[first].hasSuffix("ing"),
      ["a", "an", "the", "his", "her", "its", "their", "this", "that", "these", "from", "out"]
        .contains(lowered[first + 1])
    {
      return false
    }
    // "Peace and Security": matters, no body.
    if kind == .organization, tokens.count == 3, lowered[first + 1] == "and",
      Self.joinedTopics.contains(words[first]), Self.joinedTopics.contains(words[first + 2])
    {
      return false
    }
    // "Home and Defence Secretaries".
    if kind == .organization,
      ["secretaries", "ministers", "officers"].contains(lowered[tokens.upperBound - 1])
    {
      return false
    }
    if tokens.count == 1 {
      let token = tokens.lowerBound
      // "Parkinson's disease".
      if isPossessive(token + 1), ["disease", "syndrome", "law"].contains(lowered[token + 2]) {
        return false
      }
      if ["dollar", "dollars"].contains(lowered[token + 1]) { return false }
      if isTitleWord(token) || Self.ordinaryCapitals.contains(words[token]) { return false }
      if !lexicon.roleClasses(of: lowered[token]).isEmpty { return false }
      if kind == .person, isAcronym(token) || words[token].hasSuffix(".") || words[token].count < 2
      {
        return false
      }
      // A lone word of names ("Agency", "Street") is told by the rules for those.
      if lexicon.nameWord(words[token]) != nil { return false }
      if gazetteer.lookup(words[token]).contains(where: { $0.kind == .demonym }) { return false }
    }
    // "the Trumps": a family.
    if kind == .person, tokens.count == 1, words[first].hasSuffix("s"),
      lowered[first - 1] == "the", !isPossessive(first + 1)
    {
      return false
    }
    // "AUM Shinrikyo": letters in capitals before a word in small ones are no given name.
    if kind == .person, tokens.count > 1, isAcronym(first), words[first].utf8.count > 2,
      !words[first].contains("."), !isAcronym(tokens.upperBound - 1),
      lexicon.gender(ofGivenName: Self.capitalised(lowered[first])) == nil
    {
      return false
    }
    // "TfL", "BfV": an acronym with a small letter is nobody.
    if kind == .person, tokens.count == 1, isMixedAcronym(first) { return false }
    return kind != .person || !tokens.contains { lexicon.nameWord(words[$0]) == .other }
  }

  private func isMixedAcronym(_ token: Int) -> Bool {
    let letters = words[token].unicodeScalars
    return letters.count <= 4 && (letters.last?.properties.isUppercase ?? false)
      && letters.dropFirst().contains { $0.properties.isLowercase }
  }

  /// Without the article, the possessive, the titles and adjectives that a model may leave at the
  /// ends.
  private func bounded(_ name: NamedSpan) -> Range<Int>? {
    var (start, end) = (name.tokens.lowerBound, name.tokens.upperBound)
    while start < end, !isCapitalised(start), !Self.particles.contains(words[start]),
      !isOrdinal(start)
    {
      start += 1
    }
    while start < end, isPossessive(end - 1) || !isWord(end - 1) && !isNumber(end - 1) { end -= 1 }
    if start < end, lowered[start] == "the" { start += 1 }
    if name.type == .person {
      // "Dorothy Bain KC"
      while start + 1 < end, Self.postNominals.contains(words[end - 1]), isAcronym(end - 1) {
        end -= 1
      }
      while start + 1 < end,
        isTitleWord(start) && lexicon.gender(ofGivenName: words[start]) == nil
          || Self.addresses.contains(lowered[start]) || words[start] == "Democrat"
          || Self.partyAdjectives.contains(words[start])
          || gazetteer.lookup(words[start]).contains(where: { $0.kind == .demonym })
      {
        start += 1
      }
    }
    return start < end && (isWord(start) || isOrdinal(start)) ? start..<end : nil
  }

  private func isNumber(_ token: Int) -> Bool {
    words[token].unicodeScalars.allSatisfy { $0.properties.numericType != nil }
  }
}
