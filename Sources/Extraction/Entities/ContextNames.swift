internal import Language

/// Names that only what stands around them tells: "the town of Mokha", "the daily Népszava",
/// "Fort Lauderdale, Florida", a name that speaks.
extension Reading {
  private static let placeNouns: [String: String] = Reading.entityWords.table("place noun")
  private static let kindsOfBodyNouns: [String: String] = Reading.entityWords.table("body noun")
  static let speech = Reading.entityWords["speech verb"]
  /// Articles of other languages with which newspapers' names start.
  private static let foreignArticles: Set<String> = [
    "La", "El", "Le", "Les", "Il", "Los", "Las", "Der", "Die", "Das", "O", "Al", "Het", "De",
  ]
  /// Verbs and nouns of what is put on a platform.
  private static let postings: Set<String> = [
    "wrote", "posted", "post", "posts", "said", "tweeted", "shared", "message", "statement",
    "announced", "published", "account", "platform", "video", "writing", "posting", "network",
  ]
  /// Ordinary words that headlines, titles and forms of respect write with a capital.
  static let ordinaryCapitals = Reading.entityWords["ordinary capital"]
  private static let locatives: Set<String> = ["in", "near", "outside", "around", "at", "from"]

  func proposeByContext(_ candidates: inout [NameCandidate]) {
    var index = firstTellingToken
    if let dateline { index = max(index, dateline.tokens.upperBound) }
    while index < words.count {
      guard isNamePart(index), !isJoiningHyphen(index - 1) else {
        index += 1
        continue
      }
      let run = plainRun(from: index)
      if let candidate = byContext(run) { candidates.append(candidate) }
      if isListItem(run), let item = speakingList(run) { candidates.append(item) }
      proposeDefined(run, &candidates)
      index = run.upperBound
    }
  }

  /// Capitalised words in a row, with hyphens and names' particles.
  private func plainRun(from start: Int) -> Range<Int> {
    var end = start + 1
    while end < words.count, sameSentence(start, end), end - start < 8 {
      if isNamePart(end), hasSpaceBefore(end) {
        end += 1
      } else if isJoiningHyphen(end), isNamePart(end + 1) {
        end += 2
      } else if end + 1 < words.count,
        ["de", "del", "la", "el", "al", "of", "for", "di", "da", "do", "du"]
          .contains(words[end]), isNamePart(end + 1), words[end] != "of" && words[end] != "for"
      {
        end += 1
      } else {
        break
      }
    }
    return start..<end
  }

  private func byContext(_ full: Range<Int>) -> NameCandidate? {
    // A country's adjective before it is not the name: "Hungarian daily" has none anyway.
    var run = full
    while run.count > 1, isTitleWord(run.lowerBound) { run = run.lowerBound + 1..<run.upperBound }
    guard !run.isEmpty else { return nil }
    let (before, after) = (run.lowerBound - 1, run.upperBound)
    let text = analyzed.string(run)
    if run.count == 1 {
      if !gazetteer.lookup(text).isEmpty || lexicon.nameWord(text) != nil
        || isTitleWord(run.lowerBound)
        || !lexicon.roleClasses(of: lowered[run.lowerBound]).isEmpty
      {
        return nil
      }
    }
    func make(
      _ kind: NameCandidate.Kind, _ detail: String?, _ tier: NameCandidate.Tier,
      _ sieve: String
    ) -> NameCandidate {
      NameCandidate(tokens: run, kind: kind, detail: detail, tier: tier, sieve: sieve)
    }
    let ends = sameSentence(after, run.lowerBound)
    // "the town of Mokha", "the river Seine".
    if before > 0, sameSentence(before, after - 1) {
      if lowered[before] == "of", let kind = Self.placeNouns[lowered[before - 1]],
        kind != "facility"
      {
        return make(.place, kind, .context, "kind-of")
      }
      if let kind = Self.placeNouns[lowered[before]], !isCapitalised(before), kind == "water" {
        return make(.place, kind, .context, "kind-before")
      }
      if isFirm(run) {
        return make(.organization, "company", .reliable, "kind-before")
      }
      if let kind = Self.kindsOfBodyNouns[lowered[before]], !isCapitalised(before),
        lexicon.gender(ofGivenName: words[run.lowerBound]) == nil || run.count == 1
      {
        return make(.organization, kind, .context, "kind-before")
      }
    }
    // "wrote on X".
    if ["X", "X."].contains(words[run.lowerBound]), run.count == 1, before > 0,
      ["on", "platform", "network"].contains(lowered[before]),
      (max(0, before - 6)...before).contains(where: { Self.postings.contains(lowered[$0]) })
    {
      return make(.organization, "company", .reliable, "platform")
    }
    if let outlet = outletQuoted(run) { return outlet }
    guard ends else { return nil }
    // "published in Current Biology".
    if before > 0, lowered[before] == "in",
      ["published", "appeared", "printed", "appearing"].contains(lowered[before - 1]),
      gazetteer.lookup(text).isEmpty,
      !run.contains(where: { Self.calendarWords.contains(words[$0]) })
    {
      return make(.organization, "media", .reliable, "published-in")
    }
    // "Time magazine", "Gulshan district", "Revenue Tower" stands elsewhere.
    if let kind = Self.kindsOfBodyNouns[lowered[after]], !isCapitalised(after), kind == "media",
      lowered[after] != "station", lowered[after] != "daily", lowered[after] != "agency"
    {
      return make(.organization, kind, .context, "kind-behind")
    }
    if run.count == 1, words[run.lowerBound].hasSuffix("ist") { return nil }
    if ["network", "group", "militants", "rebels", "militia", "insurgents", "party", "fighters"]
      .contains(lowered[after]), !isCapitalised(after), isAfterDeterminer(run.lowerBound)
    {
      return make(
        .organization, Self.kindsOfBodyNouns[lowered[after]] ?? "armed_group", .context,
        "kind-behind")
    }
    if let kind = Self.placeNouns[lowered[after]], !isCapitalised(after),
      !["state", "department", "seat", "capital", "camp"].contains(lowered[after])
        || lowered[after] == "seat" && run.count > 1,
      !isAcronym(run.lowerBound) || kind != "facility",
      !["Fox", "Sky", "Police"].contains(words[run.lowerBound])
    {
      if kind == "facility" {
        run = run.lowerBound..<after + 1
        return make(.place, kind, .context, "kind-behind")
      }
      return make(.place, kind, .context, "kind-behind")
    }
    // "Mokha, Yemen", "Fort Lauderdale, Florida".
    if words[after] == ",", isNamePart(after + 1), sameSentence(after, after + 1),
      let outer = known(at: after + 1), run.count <= 3,
      outer.0.upperBound >= words.count
        || [",", ".", ")", ";", ":"].contains(words[outer.0.upperBound])
        || !isNamePart(outer.0.upperBound),
      outer.1.kind == .country || outer.1.kind == .region,
      !isListOfPlaces(run, outer.0)
    {
      return make(.place, "city", .context, "comma-place")
    }
    // Where a model reads names, what only the surroundings tell of people yields to it.
    let personTier: NameCandidate.Tier = hasModelNames ? .guess : .context
    let canBePerson = !run.contains {
      isTitleWord($0) || !lexicon.roleClasses(of: lowered[$0]).isEmpty
        || lexicon.nameWord(words[$0]) != nil || Self.ordinaryCapitals.contains(words[$0])
        || isCamelCase($0)
    }
    if run.count <= 3, canBePerson, Self.speech.contains(lowered[after]),
      !isAcronym(run.lowerBound), before < 0 || lowered[before] != "the",
      !run.contains(where: { lexicon.nameWord(words[$0]) != nil }),
      !isSentenceStart(run.lowerBound) || run.count > 1
    {
      return make(.person, nil, personTier, "speaks")
    }
    if canBePerson, run.count == 2 || run.count == 3, before >= 0,
      Self.speech.contains(lowered[before])
    {
      return make(.person, nil, personTier, "speaks")
    }
    // "Wekesa, 45,", "Besson, who".
    if run.count <= 3, words[after] == ",", after + 1 < words.count {
      let next = after + 2
      if canBePerson,
        lowered[after + 1] == "who" || lowered[after + 1] == "whose"
          || isAge(after + 1) && next < words.count && [",", "."].contains(words[next])
      {
        // An age makes it sure.
        return make(
          .person, nil, run.count > 1 && isAge(after + 1) ? .reliable : personTier, "apposition")
      }
      // "Gonesse, a suburb of Paris".
      if let kind = describedKind(after + 1) {
        return kind == "person"
          ? canBePerson && (run.count > 1 || !isSentenceStart(run.lowerBound))
            ? make(.person, nil, personTier, "apposition") : nil
          : make(.place, kind, .context, "apposition")
      }
    }
    // "Grateful Dead drummer Mickey Hart".
    if run.count >= 2, !isCapitalised(after), isNamePart(after + 1), sameSentence(after, after + 1),
      !lexicon.roleClasses(of: lowered[after]).isDisjoint(with: [.staff, .occupation, .office]),
      canBePerson,
      !isSentenceStart(run.lowerBound), lexicon.gender(ofGivenName: words[run.lowerBound]) == nil
    {
      return make(.organization, "other", .context, "staff")
    }
    if run.count <= 2, before >= 0, canBePerson, Self.locatives.contains(lowered[before]),
      !isAcronym(run.lowerBound), words[run.lowerBound].utf8.count > 3, !hasModelNames,
      !(words[after].first?.isNumber ?? false),
      lexicon.gender(ofGivenName: words[run.lowerBound]) == nil,
      !run.contains(where: {
        lexicon.nameWord(words[$0]) != nil || Self.ordinaryCapitals.contains(words[$0])
      }),
      !["al", "ic", "ish", "ese", "ian", "ist", "ism"].contains(where: {
        words[run.upperBound - 1].hasSuffix($0)
      })
    {
      return make(.place, nil, .guess, "locative")
    }
    return defaultPerson(run).map { make(.person, nil, $0, "shape") }
  }

  /// "the Lahore-based firm Ravi Constructors, which": no person, although a given name starts it.
  func isFirm(_ run: Range<Int>) -> Bool {
    guard run.count > 1, run.count < 5,
      lowered[run.lowerBound - 1] == "firm"
        || lowered[run.lowerBound - 1] == "company" || lowered[run.lowerBound - 1] == "manufacturer"
        || lowered[run.lowerBound - 1] == "airline" || lowered[run.lowerBound - 1] == "maker"
    else { return false }
    let after = lowered[run.upperBound]
    return [
      ",", ".", "said", "and", "to", "in", "for", "has", "had", "was", "is", "will", "which",
      "from", "as", "with", "(", "at", "on", "that",
    ].contains(after)
  }

  /// "according to La Tercera", "told Digi24": an unknown name of a newspaper's form that reports.
  private func outletQuoted(_ run: Range<Int>) -> NameCandidate? {
    let before = run.lowerBound - 1
    guard before > 0, sameSentence(before, run.lowerBound) else { return nil }
    let isCited =
      lowered[before] == "to" && lowered[before - 1] == "according"
      || ["told", "tells", "telling", "newspaper", "daily", "by"].contains(lowered[before])
        && (lowered[before] != "by"
          || ["reported", "quoted", "published", "cited"].contains(lowered[before - 1]))
      || Self.reportingVerbs.contains(lowered[run.upperBound])
    guard isCited, gazetteer.lookup(analyzed.string(run)).isEmpty else { return nil }
    let word = words[run.lowerBound]
    let hasArticle = run.count == 2 && Self.foreignArticles.contains(word)
    let hasDigits =
      run.count == 1 && word.utf8.count > 2 && word.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
      && !isAcronym(run.lowerBound)
    guard hasArticle || hasDigits else { return nil }
    return NameCandidate(
      tokens: run, kind: .organization, detail: "media", tier: .context, sieve: "outlet")
  }

  private static let reportingVerbs: Set<String> = ["reported", "reports", "wrote", "quoted"]

  /// Two or three unknown capitalised words amid a sentence: most often somebody.
  private func defaultPerson(_ run: Range<Int>) -> NameCandidate.Tier? {
    guard !hasModelNames, run.count >= 2, run.count <= 3,
      !isSentenceStart(run.lowerBound), run.lowerBound >= bodyStart,
      !run.contains(where: {
        !isWord($0) || isAcronym($0) || lexicon.nameWord(words[$0]) != nil
          || !gazetteer.lookup(words[$0]).isEmpty || isTitleWord($0)
          || !lexicon.roleClasses(of: lowered[$0]).isEmpty
          || Self.ordinaryCapitals.contains(words[$0])
      }), run.lowerBound == 0 || !["\"", "“", "‘", "'"].contains(words[run.lowerBound - 1])
    else { return nil }
    return .guess
  }

  private func isAfterDeterminer(_ token: Int) -> Bool {
    guard token > 0, sameSentence(token - 1, token) else { return false }
    if ["the", "of", "with", "by", "from", "and", "against"].contains(lowered[token - 1]) {
      return true
    }
    // "the dissolved Shor party".
    return token > 1 && lowered[token - 2] == "the" && !isCapitalised(token - 1)
      && [.adj, .verb].contains(analyzed.tokens[token - 1].tag)
  }

  /// "Berlin, Germany, France and": a list, no place inside a place.
  private func isListOfPlaces(_ inner: Range<Int>, _ outer: Range<Int>) -> Bool {
    let next = outer.upperBound
    guard next < words.count else { return false }
    return lowered[next] == "and"
      && gazetteer.lookup(words[inner.lowerBound]).contains { $0.kind == .country }
  }

  private func known(at start: Int) -> (Range<Int>, GazetteerEntry)? {
    for length in stride(from: 4, through: 1, by: -1) where start + length <= words.count {
      if let entry = gazetteer.lookup(analyzed.string(start..<start + length)).first {
        return (start..<start + length, entry)
      }
    }
    return nil
  }

  func isAge(_ token: Int) -> Bool {
    guard let number = Int(words[token]) else { return false }
    return number > 5 && number < 111
  }

  /// What an apposition says: "a suburb of Paris", "the party's leader".
  private func describedKind(_ start: Int) -> String? {
    guard start < words.count,
      ["a", "an", "the", "another", "one", "his", "her", "former"].contains(lowered[start])
        || !lexicon.roleClasses(of: lowered[start]).isEmpty
    else { return nil }
    let end = min(start + 7, analyzed.sentences[sentenceOf[start]].tokens.upperBound)
    for index in start..<end {
      let word = lowered[index]
      if [",", ".", "that", "which"].contains(word) { return nil }
      if word == "of" || word == "in" || word == "for" { return nil }
      if let kind = Self.placeNouns[word],
        index + 1 < end,
        ["of", "in", "near", "on", "north", "south", "east", "west", "with", ","].contains(
          lowered[index + 1])
      {
        return kind == "facility" ? nil : kind
      }
      if !lexicon.roleClasses(of: word).isEmpty, index + 1 < end,
        lowered[index + 1] != "of" || word != "head",
        !isCapitalised(index) || isTitleWord(index)
      {
        return "person"
      }
    }
    return nil
  }

  private func isListItem(_ run: Range<Int>) -> Bool {
    run.lowerBound > 0 && lowered[run.lowerBound - 1] == "children"
  }

  private func speakingList(_ run: Range<Int>) -> NameCandidate? {
    NameCandidate(tokens: run, kind: .person, tier: .context, sieve: "apposition")
  }

  /// "Scottish National Party (SNP)": the acronym names what the words before it name.
  private func proposeDefined(_ run: Range<Int>, _ candidates: inout [NameCandidate]) {
    let isHyphenated =
      run.count == 3 && isJoiningHyphen(run.lowerBound + 1)
      && words[run.upperBound - 1].unicodeScalars.allSatisfy(\.properties.isUppercase)
    guard run.count == 1 || isHyphenated, isAcronym(run.lowerBound), run.lowerBound > 1,
      words[run.lowerBound - 1] == "(", run.upperBound < words.count,
      words[run.upperBound] == ")", gazetteer.lookup(words[run.lowerBound]).isEmpty
    else { return }
    guard let long = longForm(of: run.lowerBound),
      !long.contains(where: { !lexicon.roleClasses(of: lowered[$0]).isEmpty })
    else { return }
    let existing = candidates.last {
      $0.tokens.upperBound == long.upperBound && $0.kind != .other && $0.kind != .adjective
    }
    if let existing {
      candidates.append(
        NameCandidate(
          tokens: run, kind: existing.kind, entry: existing.entry, detail: existing.detail,
          tier: .reliable, sieve: "acronym"))
    } else if isCapitalised(long.lowerBound) {
      candidates.append(
        NameCandidate(
          tokens: long, kind: .organization, detail: "other", tier: .reliable, sieve: "acronym"))
      candidates.append(
        NameCandidate(
          tokens: run, kind: .organization, detail: "other", tier: .reliable, sieve: "acronym"))
    }
  }

  /// The words before a bracket whose first letters make the acronym in it.
  func longForm(of acronym: Int) -> Range<Int>? {
    // "(MQM-P)": what a hyphen joins belongs to it.
    let last = isJoiningHyphen(acronym + 1) ? acronym + 3 : acronym + 1
    let letters = (acronym..<last).flatMap { self.words[$0].unicodeScalars }
      .filter { $0.properties.isUppercase }.map { String($0) }
    var position = acronym - 2
    guard letters.count >= 2, position >= 0 else { return nil }
    let end = position + 1
    var left = letters.count - 1
    let smallWords: Set<String> = [
      "of", "the", "and", "for", "on", "in", "to", "&", "-", "de", "'s", "’s", "from",
    ]
    while position >= 0, sameSentence(position, acronym), left >= 0, end - position < 14 {
      let word = words[position]
      if word.unicodeScalars.first.map({ String($0).uppercased() }) == letters[left],
        isWord(position)
      {
        left -= 1
        if left < 0 { return position..<end }
      } else if !smallWords.contains(lowered[position]), isCapitalised(position) == false {
        return nil
      }
      position -= 1
    }
    return nil
  }
}
