internal import Language

/// A stretch of text that may be a name, and how much speaks for it.
struct NameCandidate: BodyNaming {
  enum Kind {
    case person, organization, place, adjective
    /// A name of no entity (a law, a war, an award): it keeps what stands in it from being one.
    case other
  }

  /// How sure the rule is that found it; of two that overlap the surer one wins, then the longer.
  enum Tier: Int, Comparable {
    case guess, context, reliable

    static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
  }

  var tokens: Range<Int>
  var kind: Kind
  var entry: GazetteerEntry?
  var title: Range<Int>?
  /// The kind of an organisation or a place, in the record's terms, where the rule tells it.
  var detail: String?
  var tier: Tier
  var sieve: String
}

/// Finds the names: every sieve proposes, the surest and longest proposals stand.
extension Reading {
  mutating func findNames() {
    var candidates: [NameCandidate] = []
    proposeKnownNames(&candidates)
    proposePatterns(&candidates)
    proposeFacilities(&candidates)
    proposeServices(&candidates)
    proposeServicesOfOutlets(&candidates)
    proposePeople(&candidates)
    proposeByContext(&candidates)
    proposeModelNames(&candidates)
    proposeBareParliament(&candidates)
    joinCountries(&candidates)
    proposeDatelinePlace(&candidates)
    demoteTowns(&candidates)
    keepTowns(&candidates)
    dropThings(&candidates)
    findTeams(&candidates)
    dropSurnamesOfPlaces(&candidates)
    var taken = settle(candidates)
    findRepeatedNames(&taken)
    names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    indexNames()
    if let place = dateline?.placeTokens {
      let name = place.firstNonNil { self.name(at: $0) }
      dateline?.placeName = name
    }
  }

  /// "Bolton" is the person's surname and no town where the text names a Bolton in full.
  private func dropSurnamesOfPlaces(_ candidates: inout [NameCandidate]) {
    var surnames = Set<String>()
    for candidate in candidates
    where candidate.kind == .person && candidate.tier == .reliable && candidate.tokens.count > 1 {
      surnames.insert(words[candidate.tokens.upperBound - 1])
    }
    candidates.removeAll { candidate in
      guard candidate.kind == .place, candidate.tokens.count == 1,
        surnames.contains(words[candidate.tokens.lowerBound])
      else { return false }
      let kind = candidate.entry?.kind
      guard kind != .country else { return false }
      let before = lowered[candidate.tokens.lowerBound - 1]
      return candidate.entry == nil || !["in", "at", "near", "outside"].contains(before)
    }
  }

  /// "the town of Rask … Rask lies": what the text calls a town is nobody where it stands alone.
  private func keepTowns(_ candidates: inout [NameCandidate]) {
    var towns: [String: String?] = [:]
    for candidate in candidates where candidate.kind == .place && candidate.sieve == "kind-of" {
      towns[analyzed.string(candidate.tokens)] = candidate.detail
    }
    guard !towns.isEmpty else { return }
    for index in candidates.indices where candidates[index].kind == .person {
      guard candidates[index].sieve == "model",
        let detail = towns[analyzed.string(candidates[index].tokens)]
      else { continue }
      candidates[index].kind = .place
      candidates[index].detail = detail
      candidates[index].title = nil
    }
  }

  /// Kinds of bodies that have branches by country.
  private static let branching: Set<String> = [
    "media", "company", "ngo", "education", "other", "military",
  ]
  /// Kinds of bodies of which every country has one.
  private static let national: Set<String> = [
    "government", "legislature", "police", "military",
  ]

  /// "CNN Philippines", "World Wildlife Fund Mexico", "U.S. Forces Korea": the branch of a body in a
  /// country; "the Korea Centers for Disease Control": another country's body of a known name.
  private func joinCountries(_ candidates: inout [NameCandidate]) {
    for index in candidates.indices
    where candidates[index].kind == .organization && candidates[index].tier == .reliable {
      let candidate = candidates[index]
      let kind = candidate.bodyKind ?? "other"
      let (first, end) = (candidate.tokens.lowerBound, candidate.tokens.upperBound)
      if Self.branching.contains(kind) || candidate.entry == nil && kind == "intergovernmental",
        candidate.tokens.count > 1 || candidate.entry != nil, first >= firstTellingToken,
        sameSentence(first, end), hasSpaceBefore(end), isNamePart(end),
        !["told", "tells", "telling", "tell"].contains(lowered[first - 1]),
        let (country, entry) = longestKnown(at: end), entry.kind == .country,
        endsBranch(country.upperBound, kind)
      {
        candidates[index].tokens = first..<country.upperBound
        candidates[index].detail = kind
        candidates[index].entry = nil
      } else if let entry = candidate.entry,
        Self.national.contains(kind) || entry.name.hasPrefix("Red Cr"),
        candidate.tokens.count > 1, first > 0, sameSentence(first - 1, first),
        hasSpaceBefore(first), isNamePart(first - 1), !isNamePart(first - 2),
        let land = gazetteer.lookup(words[first - 1]).first, let code = land.country,
        land.kind == .country || land.kind == .demonym, code != entry.country
      {
        candidates[index].tokens = first - 1..<end
        candidates[index].detail = kind
        candidates[index].entry = nil
      }
    }
  }

  /// Whether a branch's name ends before a token: no noun goes on.
  private func endsBranch(_ token: Int, _ kind: String) -> Bool {
    guard token < words.count, sameSentence(token - 1, token) else { return true }
    if isNamePart(token) || isPossessive(token) || isJoiningHyphen(token) { return false }
    if kind == "military", !lexicon.roleClasses(of: lowered[token]).isEmpty { return true }
    switch analyzed.tokens[token].tag {
    case .noun, .adj, .propn: return false
    default: return true
    }
  }

  /// Chooses among overlapping candidates. Returns which tokens belong to a name, or to a name of
  /// no entity.
  private mutating func settle(_ candidates: [NameCandidate]) -> [Bool] {
    var taken = [Bool](repeating: false, count: words.count)
    let order = candidates.indices.sorted { left, right in
      let (a, b) = (candidates[left], candidates[right])
      if a.tier != b.tier { return a.tier > b.tier }
      if a.tokens.count != b.tokens.count { return a.tokens.count > b.tokens.count }
      if a.tokens.lowerBound != b.tokens.lowerBound {
        return a.tokens.lowerBound < b.tokens.lowerBound
      }
      return left < right
    }
    for index in order {
      let candidate = candidates[index]
      guard !candidate.tokens.isEmpty, !candidate.tokens.contains(where: { taken[$0] }) else {
        continue
      }
      for token in candidate.tokens { taken[token] = true }
      add(candidate)
    }
    return taken
  }

  mutating func add(_ candidate: NameCandidate) {
    let kind: NameFinding.Kind
    switch candidate.kind {
    case .person: kind = .person
    case .organization: kind = .organization
    case .place: kind = .place
    case .adjective: kind = .adjective
    case .other: return
    }
    var name = NameFinding(
      tokens: candidate.tokens, kind: kind, entry: candidate.entry, title: candidate.title,
      sieve: candidate.sieve)
    name.detail = candidate.detail
    names.append(name)
  }

  /// Where the title of the article is written in capitals or with a capital at every word, its
  /// capitals say nothing of names.
  var titleTellsNames: Bool {
    var (capitals, all) = (0, 0)
    for token in 0..<bodyStart where isWord(token) && words[token].utf8.count > 3 {
      guard !isSentenceStart(token) else { continue }
      all += 1
      if isCapitalised(token) { capitals += 1 }
    }
    return all == 0 || capitals * 5 <= all * 3
  }

  /// The first token whose capital may tell a name.
  var firstTellingToken: Int {
    titleTellsNames ? 0 : bodyStart
  }

  /// The dateline's place where no other rule knows it.
  private func proposeDatelinePlace(_ candidates: inout [NameCandidate]) {
    guard let dateline, let place = dateline.placeTokens, let name = dateline.place,
      !place.contains(where: { Self.calendarWords.contains(words[$0]) })
    else { return }
    let entry = gazetteer.lookup(name).first {
      [.city, .capital, .country, .region].contains($0.kind)
    }
    candidates.append(
      NameCandidate(
        tokens: place, kind: .place, entry: entry, tier: .context, sieve: "dateline"))
    guard let agency = dateline.agencyTokens else { return }
    let outlet = gazetteer.lookup(dateline.agency ?? "").first { $0.kind == .organization }
    candidates.append(
      NameCandidate(
        tokens: agency, kind: .organization, entry: outlet, detail: "media", tier: .context,
        sieve: "dateline"))
  }
}
