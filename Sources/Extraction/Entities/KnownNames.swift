internal import Language

/// Names that the gazetteer knows, the longest at every place.
extension Reading {
  /// Known names that are also ordinary words: alone at a sentence's start they are no names.
  static let ordinaryNames = Reading.entityWords["ordinary name"]
  /// Names of cities that are given or family names first: alone they need a sign of place.
  private static let placePrepositions: Set<String> = [
    "in", "at", "near", "from", "to", "of", "outside", "around", "for", "towards", "toward",
    "into", "across", "between", "inside", "throughout", "via", "and", "visit", "visited", "leave",
    "left", "reach", "reached",
  ]

  func proposeKnownNames(_ candidates: inout [NameCandidate]) {
    var index = 0
    while index < words.count {
      guard let (range, entry) = longestKnown(at: index) else {
        index += 1
        continue
      }
      let kind: NameCandidate.Kind =
        switch entry.kind {
        case .demonym: .adjective
        case .organization: .organization
        default: .place
        }
      // The article is no part of a name: "The Guardian".
      let inner =
        lowered[range.lowerBound] == "the" && range.count > 1
        ? range.lowerBound + 1..<range.upperBound : range
      let tier: NameCandidate.Tier = isDoubtful(range, entry) ? .guess : .reliable
      candidates.append(
        NameCandidate(
          tokens: inner, kind: kind, entry: entry, tier: tier, sieve: "gazetteer"))
      index = range.upperBound
    }
  }

  func longestKnown(at start: Int) -> (Range<Int>, GazetteerEntry)? {
    guard isCapitalised(start) || ["al", "mainland", "10"].contains(words[start]) else {
      return nil
    }
    // "Washington" of "Washington, D.C."; "al-Qaeda" is several tokens: count by bytes.
    let most = max(gazetteer.longestName(startingWith: words[start]), compoundLength(start))
    guard most > 0 else { return nil }
    let last = min(start + most * 2 + 1, analyzed.sentences[sentenceOf[start]].tokens.upperBound)
    var end = last
    while end > start {
      // A name ends with a word, or with the point of its abbreviation.
      if isWord(end - 1) || end - start > 1 && words[end - 1].utf8.first != UInt8(ascii: ",") {
        let name = analyzed.string(start..<end)
        if let entry = gazetteer.lookup(name).first, isKnownName(start..<end, entry) {
          return (start..<end, entry)
        }
      }
      end -= 1
    }
    return nil
  }

  /// "Al-Qaeda": the first word as the gazetteer splits it (at spaces) may hold hyphens.
  private func compoundLength(_ start: Int) -> Int {
    var end = start + 1
    while isJoiningHyphen(end) { end += 2 }
    guard end > start + 1 else { return 0 }
    return gazetteer.longestName(startingWith: analyzed.string(start..<min(end, words.count))) * 3
  }

  /// Sorts out ordinary words and parts of longer words.
  private func isKnownName(_ range: Range<Int>, _ entry: GazetteerEntry) -> Bool {
    // "non-NATO" is fine; "X-Shell" and "Moscow-based" too; "Al-Nice" is another name.
    guard range.count == 1 else { return true }
    let word = words[range.lowerBound]
    // "US$3.6 billion".
    if words[range.upperBound] == "$", !hasSpaceBefore(range.upperBound) { return false }
    if word == "Time" { return lowered[range.upperBound] == "magazine" }
    if Self.partyAdjectives.contains(word), entry.organizationKind == "party" {
      return isPartyAdjective(range)
    }
    if Self.ordinaryNames.contains(word) {
      if isSentenceStart(range.lowerBound) || range.lowerBound < firstTellingToken { return false }
      // "the Guardian", "Time magazine"; but "Guardian Council", "Independent Party".
      let next = range.upperBound
      if entry.kind != .demonym, isNamePart(next), sameSentence(next, next - 1),
        lexicon.roleClasses(of: lowered[next]).isEmpty
      {
        return false
      }
      // "Man", "Nice": a town only where something says so.
      if entry.kind == .city {
        return Self.placePrepositions.contains(lowered[range.lowerBound - 1])
          && lowered[range.lowerBound - 1] != "of"
          || words[next] == "," && !gazetteer.lookup(words[next + 1]).isEmpty
      }
      if entry.organizationKind == "media", ["Time", "Times", "Independent"].contains(word) {
        return range.lowerBound > 0
          && (lowered[range.lowerBound - 1] == "the" || word == "Time")
      }
      if entry.organizationKind == "company", entry.kind == .organization {
        return true
      }
    }
    return true
  }

  /// "Democratic" of the party: where the text speaks of American parties, before a noun.
  private func isPartyAdjective(_ range: Range<Int>) -> Bool {
    guard range.lowerBound >= firstTellingToken,
      !isSentenceStart(range.lowerBound) || words[range.lowerBound] != "Democratic"
    else { return false }
    let next = range.upperBound
    return !isNamePart(next) || isTitleWord(next) || !lexicon.roleClasses(of: lowered[next]).isEmpty
      || lexicon.gender(ofGivenName: words[next]) != nil || words[next] == "Senate"
      || words[next] == "House"
  }

  /// A single city or country that may be a person's name, or the head of a longer one.
  private func isDoubtful(_ range: Range<Int>, _ entry: GazetteerEntry) -> Bool {
    guard range.count == 1 else { return false }
    let (first, next) = (range.lowerBound, range.upperBound)
    let isCity = entry.kind == .city || entry.kind == .capital
    let givenName = lexicon.gender(ofGivenName: words[first]) != nil
    // "Jordan Henderson", "Georgia Meloni": a given name, then another name.
    if givenName, isNamePart(next), sameSentence(first, next),
      gazetteer.lookup(words[next]).allSatisfy({
        $0.kind == .city || $0.kind == .capital || $0.kind == .region
      }),
      lexicon.nameWord(words[next]) == nil, lexicon.roleClasses(of: lowered[next]).isEmpty
    {
      return true
    }
    guard isCity || entry.kind == .region else { return false }
    // "George Washington", "Michael Jordan".
    if first > 0, sameSentence(first - 1, first),
      lexicon.gender(ofGivenName: words[first - 1]) != nil, hasSpaceBefore(first)
    {
      return true
    }
    guard isCity, entry.kind == .city else { return false }
    if first > 0, Self.placePrepositions.contains(lowered[first - 1]) { return false }
    if isNamePart(next), sameSentence(first, next), hasSpaceBefore(next) { return true }
    if givenName { return true }
    if isSentenceStart(first) { return entry.population < 500_000 }
    return entry.population < 150_000
  }
}

/// "Parliament cannot pass laws": a body without article or capital is called by its name.
extension Reading {
  func proposeBareParliament(_ candidates: inout [NameCandidate]) {
    for token in words.indices where words[token] == "parliament" {
      let (before, after) = (lowered[token - 1], lowered[token + 1])
      // "the UK parliament".
      let country = gazetteer.lookup(words[token - 1]).contains { $0.kind == .country }
      if country, isCapitalised(token - 1) {
        candidates.append(
          NameCandidate(
            tokens: token - 1..<token + 1, kind: .organization, detail: "legislature",
            tier: .reliable, sieve: "bare-body"))
        continue
      }
      let opensClause =
        isSentenceStart(token) || [",", "and", "that", "of"].contains(before) && before != "of"
      let isObject =
        before.hasSuffix("ed") || before.hasSuffix("s") && before.utf8.count > 4
        || [
          "suspend", "dissolve", "address", "recall", "tell", "told", "by", "to", "in", "through",
          "before", "from",
        ].contains(before)
      let goesOn = [
        "is", "was", "has", "had", "will", "would", "can", "cannot", "could", "must", "should",
        "to", "for", "in", "on", "after", "until", "before", "voted", "approved", "passed",
        "rejected", ".", ",", "and", ";", "again", "as", "by",
      ].contains(after)
      guard opensClause || isObject, goesOn, before != "of" else { continue }
      candidates.append(
        NameCandidate(
          tokens: token..<token + 1, kind: .organization, detail: "legislature", tier: .context,
          sieve: "bare-body"))
    }
  }
}
