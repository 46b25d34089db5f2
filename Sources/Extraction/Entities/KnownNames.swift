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
    let speaksOfKorea = words.indices.contains {
      words[$0] == "Korea" && ["North", "South"].contains(words[$0 - 1])
        || words[$0] == "Pyongyang"
    }
    var index = 0
    var surnames: Set<String> = []
    while index < words.count {
      if let candidate = administration(at: index) ?? hyphenatedAcronym(at: index)
        ?? halfOfKorea(at: index, speaksOfKorea)
      {
        candidates.append(candidate)
        index = candidate.tokens.upperBound
        continue
      }
      guard let (range, entry) = longestKnown(at: index) else {
        index += 1
        continue
      }
      // "PORT-AU-PRINCE": a part of a longer word.
      if isJoiningHyphen(index - 1), isJoiningHyphen(range.upperBound), isCapitalised(index - 2) {
        index = range.upperBound
        continue
      }
      if entry.kind == .demonym, isLanguageOrDescent(range, entry) {
        index = range.upperBound
        continue
      }
      if entry.kind == .demonym {
        if let person = personNamed(by: range) {
          candidates.append(person)
          surnames.insert(words[range.lowerBound])
          index = range.upperBound
          continue
        }
        if surnames.contains(words[range.lowerBound]), !qualifiesNoun(range) {
          index = range.upperBound
          continue
        }
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
      if let part = partOfLand(inner, entry) { candidates.append(part) }
      // "Waterloo station".
      if entry.kind == .city || entry.kind == .capital, sameSentence(index, range.upperBound),
        ["station", "airport", "prison", "stadium"].contains(words[range.upperBound]),
        lowered[range.lowerBound - 1] != "the"
      {
        candidates.append(
          NameCandidate(
            tokens: inner.lowerBound..<range.upperBound + 1, kind: .place, detail: "facility",
            tier: .reliable, sieve: "place-word"))
      }
      // "a Boeing 737", "Lion Air Flight 610": a product.
      if entry.organizationKind == "company", isProduct(range.upperBound) {
        candidates.append(
          NameCandidate(
            tokens: inner.lowerBound..<range.upperBound + 1, kind: .other, tier: .reliable,
            sieve: "no-entity"))
      }
      // "the Democratic party".
      if Self.partyAdjectives.contains(words[inner.lowerBound]), inner.count == 1,
        entry.organizationKind == "party", words[inner.upperBound] == "party",
        sameSentence(inner.lowerBound, inner.upperBound)
      {
        candidates.append(
          NameCandidate(
            tokens: inner.lowerBound..<inner.upperBound + 1, kind: .organization, entry: entry,
            tier: .reliable, sieve: "gazetteer"))
      }
      index = range.upperBound
    }
  }

  /// "Asma Baloch said": the word for a people is the surname of a first name that no list knows.
  private func personNamed(by demonym: Range<Int>) -> NameCandidate? {
    let first = demonym.lowerBound - 1
    let after = demonym.upperBound
    guard demonym.count == 1, first >= firstTellingToken, after < words.count,
      sameSentence(first, demonym.lowerBound), hasSpaceBefore(demonym.lowerBound),
      isNamePart(first), analyzed.tokens[first].tag == .propn, words[first].utf8.count > 2,
      words[first].contains(where: \.isLowercase), !words[demonym.lowerBound].hasSuffix("s"),
      !isTitleWord(first), !isRoleWord(first), gazetteer.lookup(words[first]).isEmpty,
      lexicon.nameWord(words[first]) == nil, !Self.qualifiers.contains(words[first]),
      first == 0 || !sameSentence(first - 1, first) || !isNamePart(first - 1)
    else { return nil }
    // "Shia Arab fighters" are no person.
    if qualifiesNoun(demonym) { return nil }
    return NameCandidate(
      tokens: first..<after, kind: .person, tier: .reliable, sieve: "demonym-surname")
  }

  /// Whether a word for a people stands before what it tells the people of.
  private func qualifiesNoun(_ demonym: Range<Int>) -> Bool {
    let after = demonym.upperBound
    guard after < words.count, sameSentence(demonym.lowerBound, after) else { return false }
    return [.noun, .propn, .adj, .num].contains(analyzed.tokens[after].tag)
  }

  /// What stands before the word for a people without being a name.
  private static let qualifiers: Set<String> = [
    "North", "South", "East", "West", "Central", "Northern", "Southern", "Eastern", "Western",
    "Middle", "Greater", "Native", "Black", "White", "Young", "Shia", "Sunni", "Muslim",
    "Christian", "Jewish", "Orthodox", "Ethnic", "Latin", "Old", "New", "Modern", "Ancient",
  ]

  /// "the North" in a text on Korea.
  private func halfOfKorea(at token: Int, _ speaksOfKorea: Bool) -> NameCandidate? {
    // "N. Korea" in headlines.
    if ["N.", "S."].contains(words[token]), words[token + 1] == "Korea" {
      let full = words[token] == "N." ? "North Korea" : "South Korea"
      return gazetteer.lookup(full).first { $0.kind == .country }.map {
        NameCandidate(
          tokens: token..<token + 2, kind: .place, entry: $0, tier: .reliable, sieve: "gazetteer")
      }
    }
    // "the West": the countries of Europe and North America.
    if words[token] == "West", lowered[token - 1] == "the", token >= firstTellingToken,
      sameSentence(token - 1, token), !isNamePart(token + 1), !isJoiningHyphen(token + 1),
      lowered[token + 1] != "of"
    {
      return NameCandidate(
        tokens: token..<token + 1, kind: .place, detail: "region", tier: .reliable,
        sieve: "half-of-world")
    }
    guard speaksOfKorea, ["North", "South"].contains(words[token]), lowered[token - 1] == "the",
      token >= firstTellingToken, !isNamePart(token + 1), !isJoiningHyphen(token + 1),
      lowered[token + 1] != "of",
      let entry = gazetteer.lookup(words[token] + " Korea").first(where: { $0.kind == .country })
    else { return nil }
    return NameCandidate(
      tokens: token..<token + 1, kind: .place, entry: entry, tier: .reliable, sieve: "half-of-land")
  }

  /// Whether a number or a flight goes on: "737", "A320", "Flight 610".
  private func isProduct(_ token: Int) -> Bool {
    guard token < words.count, hasSpaceBefore(token), sameSentence(token - 1, token) else {
      return false
    }
    let scalars = words[token].unicodeScalars
    if lowered[token] == "flight" { return words[token + 1].first?.isNumber ?? false }
    guard let first = scalars.first else { return false }
    let digits = scalars.count { $0.value >= 0x30 && $0.value <= 0x39 }
    return digits == scalars.count && (2...4).contains(digits) && words[token + 1] != "%"
      && !["percent", "people", "workers", "jobs", "employees", "million", "billion", "years"]
        .contains(lowered[token + 1])
      && (digits != 4 || (words[token].first ?? "1") > "2")
      || first.properties.isUppercase && digits >= 1 && digits == scalars.count - 1
  }

  /// "the Trump administration": the government of a leader.
  private func administration(at token: Int) -> NameCandidate? {
    guard lowered[token + 1] == "administration", isCapitalised(token),
      lexicon.leader(ofSurname: words[token]) != nil, sameSentence(token, token + 1),
      hasSpaceBefore(token + 1)
    else { return nil }
    return NameCandidate(
      tokens: token..<token + 2, kind: .organization, detail: "government", tier: .reliable,
      sieve: "administration")
  }

  /// "MQM-P", "PML-N", "VMRO-DPMNE": one acronym; "US-EU" are two.
  private func hyphenatedAcronym(at token: Int) -> NameCandidate? {
    guard isCapitalised(token), isJoiningHyphen(token + 1), isAcronym(token),
      !words[token].contains("."), token >= firstTellingToken, !isJoiningHyphen(token - 1)
    else { return nil }
    let last = token + 2
    let letters = words[last].unicodeScalars
    guard !letters.isEmpty, letters.allSatisfy(\.properties.isUppercase), !isJoiningHyphen(last + 1)
    else { return nil }
    let text = analyzed.string(token..<last + 1)
    let known = gazetteer.lookup(text).first { $0.kind == .organization }
    if known == nil {
      // Two known bodies or countries side by side are two; a short tail belongs to the head.
      guard letters.count <= 2, gazetteer.lookup(words[last]).isEmpty,
        !Self.noEntityWords.contains(words[token])
      else { return nil }
      guard gazetteer.lookup(words[token]).allSatisfy({ $0.organizationKind == "party" }) else {
        return nil
      }
      let isDefined = words[token - 1] == "(" && words[last + 1] == ")"
      guard isDefined || !gazetteer.lookup(words[token]).isEmpty else { return nil }
    }
    return NameCandidate(
      tokens: token..<last + 1, kind: .organization, entry: known, detail: "party",
      tier: .reliable, sieve: "acronym")
  }

  private static let noEntityWords = Reading.entityWords["no entity"]

  /// "in Spanish", "Spanish-speaking", "African-American": a language, a descent.
  private func isLanguageOrDescent(_ range: Range<Int>, _ entry: GazetteerEntry) -> Bool {
    var next = range.upperBound
    let isHyphen = isJoiningHyphen(next)
    if isHyphen { next += 1 }
    if ["American", "Americans"].contains(words[next]),
      gazetteer.lookup(entry.name).first?.kind == .region
    {
      return !["Latin", "North", "South", "Central"].contains(words[range.lowerBound])
    }
    if isHyphen { return ["language", "speaking", "speaker"].contains(lowered[next]) }
    if lowered[next] == "language" { return true }
    guard range.count == 1,
      ["in", "into", "speak", "speaks", "spoke", "speaking"]
        .contains(lowered[range.lowerBound - 1]),
      sameSentence(range.lowerBound - 1, range.lowerBound),
      !words[range.lowerBound].hasSuffix("s")
        || words[range.lowerBound].hasSuffix("ss")
    else { return false }
    return !qualifiesNoun(range)
  }

  private static let directions: Set<String> = [
    "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central",
    "Upper", "Lower", "Greater", "Inner", "Outer", "Northeast", "Northwest", "Southeast",
    "Southwest",
  ]

  /// "North Cotabato", "Davao del Sur", "West Java": the part is another place than the whole.
  private func partOfLand(_ range: Range<Int>, _ entry: GazetteerEntry) -> NameCandidate? {
    guard ![.organization, .demonym, .water].contains(entry.kind) else { return nil }
    var tokens = range
    let first = range.lowerBound - 1
    if first >= 0, Self.directions.contains(words[first]), hasSpaceBefore(range.lowerBound),
      sameSentence(first, range.lowerBound), first >= firstTellingToken, !isSentenceStart(first),
      !isNamePart(first - 1) || !sameSentence(first - 1, first),
      // "North Atlantic", "West Virginia" are known; "West African" is an adjective.
      !isNamePart(range.upperBound) || !sameSentence(first, range.upperBound)
    {
      tokens = first..<range.upperBound
    } else if ["North", "South", "East", "West", "Central"].contains(words[range.upperBound]),
      [.city, .capital].contains(entry.kind), first >= firstTellingToken,
      hasSpaceBefore(range.upperBound), sameSentence(first + 1, range.upperBound),
      !isNamePart(range.upperBound + 1)
    {
      // "Norwich South": a constituency.
      tokens = range.lowerBound..<range.upperBound + 1
    } else if ["del", "de", "do", "da"].contains(words[range.upperBound]),
      ["Sur", "Norte", "Este", "Oeste", "Sul", "Oro"].contains(words[range.upperBound + 1])
    {
      tokens = range.lowerBound..<range.upperBound + 2
    } else if ["Oriental", "Occidental", "Setentrional", "Meridional"]
      .contains(words[range.upperBound])
    {
      tokens = range.lowerBound..<range.upperBound + 1
    } else {
      return nil
    }
    return NameCandidate(
      tokens: tokens, kind: .place, detail: "region", tier: .reliable, sieve: "part-of-land")
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
    // "Lowe's", "Lloyd's of London".
    if isPossessive(end) {
      return gazetteer.longestName(startingWith: analyzed.string(start..<end + 1)) * 2
    }
    while isJoiningHyphen(end) { end += 2 }
    guard end > start + 1 else { return 0 }
    return gazetteer.longestName(startingWith: analyzed.string(start..<min(end, words.count))) * 3
  }

  /// Sorts out ordinary words and parts of longer words.
  private func isKnownName(_ range: Range<Int>, _ entry: GazetteerEntry) -> Bool {
    // "7 billion U.S. dollars": a currency.
    if ["dollar", "dollars"].contains(lowered[range.upperBound]), entry.kind != .demonym {
      return false
    }
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
    let isNamed = words.indices.contains { words[$0] == "Parliament" }
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
      // With a small letter alone it is a name where the text also writes it with a capital.
      guard isNamed, opensClause || isObject, goesOn, before != "of" else { continue }
      candidates.append(
        NameCandidate(
          tokens: token..<token + 1, kind: .organization, detail: "legislature", tier: .context,
          sieve: "bare-body"))
    }
  }
}
