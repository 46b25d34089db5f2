internal import Language

/// Names that say by a word of theirs what they are of: "Ministry of Defence", "Forbury Gardens",
/// "Libyan Civil War".
extension Reading {
  /// Words that stand for a body without any other word, behind "the" or alone.
  private static let bareBodies = Reading.entityWords["bare body"]
  /// Words before 's inside a name.
  static let namePossessors = Reading.entityWords["possessor"]
  /// Words that "and" joins inside a name: "Foreign and Commonwealth Office".
  static let joinedTopics = Reading.entityWords["topic"]
  private static let companyEndings = Reading.entityWords["company ending"]
  /// Heads that "to" and "on" may follow.
  private static let purposeHeads = Reading.entityWords["purpose head"]

  func proposePatterns(_ candidates: inout [NameCandidate]) {
    var index = firstTellingToken
    while index < words.count {
      guard isNamePart(index) else {
        index += 1
        continue
      }
      guard let word = lexicon.nameWord(words[index]) else {
        let found = prefixed(index, .other)
        if let found { candidates.append(found) }
        index = found?.tokens.upperBound ?? index + 1
        continue
      }
      let head = lastHead(from: index)
      index = head + 1
      let kind = lexicon.nameWord(words[head]) ?? word
      guard let candidate = pattern(head: head, kind: kind) else { continue }
      candidates.append(candidate)
      if let bearer = bearer(behind: candidate) { candidates.append(bearer) }
      index = max(index, candidate.tokens.upperBound)
    }
  }

  /// "spokesman of the Ministry of Defence of Ukraine Rustem Umerov": who holds an office in a body
  /// stands right behind its name.
  private func bearer(behind body: NameCandidate) -> NameCandidate? {
    var of = body.tokens.lowerBound - 1
    if of > 0, lowered[of] == "the" { of -= 1 }
    let start = body.tokens.upperBound
    guard body.kind == .organization, of > 0, ["of", "for"].contains(lowered[of]),
      sameSentence(of - 1, start), !lexicon.roleClasses(of: lowered[of - 1]).isEmpty,
      isNamePart(start), hasSpaceBefore(start)
    else { return nil }
    let run = personRun(from: start)
    guard run.count > 1, run.count < 5,
      !run.contains(where: { lexicon.nameWord(words[$0]) != nil || isTitleWord($0) }),
      gazetteer.lookup(analyzed.string(run)).isEmpty,
      gazetteer.lookup(words[start]).allSatisfy({ $0.kind == .city })
    else { return nil }
    return NameCandidate(tokens: run, kind: .person, tier: .reliable, sieve: "bearer")
  }

  /// "Police Department Headquarters": the last word of the run that tells.
  private func lastHead(from start: Int) -> Int {
    var head = start
    var index = start + 1
    while isNamePart(index), sameSentence(start, index), index - start < 6,
      lexicon.gender(ofGivenName: words[index]) == nil, !isTitleWord(index)
    {
      if words[index] == "Operation" { break }
      if lexicon.nameWord(words[index]) != nil { head = index }
      index += 1
    }
    return head
  }

  private func pattern(head: Int, kind: NameLexicon.NameWord) -> NameCandidate? {
    var start = leftEnd(of: head)
    // "Minister of Civil Aviation": what the office is for, no body.
    if ["of", "for"].contains(lowered[start - 1]),
      [
        "minister", "secretary", "commissioner", "undersecretary", "department", "ministry",
        "ministers",
      ].contains(lowered[start - 2])
    {
      return nil
    }
    start = withoutLeadingTitles(start, head: head)
    var end = head + 1
    // "Sky News Arabia", "Save the Children International".
    if end < words.count,
      ["Arabia", "International", "Europe", "Asia", "UK", "America", "Ukraine"]
        .contains(words[end]), sameSentence(head, end), start < head
    {
      end += 1
    }
    if case .place = kind {
      // "Port of Odesa", "Bay of Kiel"; but "the Black Sea for the Mediterranean".
      if lowered[end] == "of", start == head || lexicon.nameWord(words[head]) != .place("water") {
        end = withAffiliation(head, end)
      }
    } else if !Self.pluralParties.contains(words[head]) || isKnownPlace(end + 1) {
      end = withAffiliation(head, end)
    }
    if words[end] == "Operation", isNamePart(end + 1), sameSentence(head, end) {
      while isNamePart(end), sameSentence(head, end) { end += 1 }
    }
    // The point of "Kft." where the sentence goes on.
    if words[end] == ".", Self.companyEndings.contains(words[end - 1]), !hasSpaceBefore(end),
      sameSentence(head, end + 1)
    {
      end += 1
    }
    if start == head, end == head + 1, let found = prefixed(head, kind) { return found }
    // "Muttahida Qaumi Movement-Pakistan".
    if case .organization = kind, start < head, isJoiningHyphen(end), isNamePart(end + 1),
      isOnlyCountry(end + 1..<end + 2)
    {
      end += 2
    }
    let isBare = start == head && end == head + 1
    // "Bokkos Local Government Area".
    if words[head] == "Government", words[head - 1] == "Local", start < head - 1,
      words[end] == "Area"
    {
      return NameCandidate(
        tokens: start..<end + 1, kind: .place, detail: "region", tier: .reliable,
        sieve: "place-word")
    }
    switch kind {
    case .organization(let detail):
      // "Armed Forces Minister": what the office is for.
      if ["Minister", "Ministers"].contains(words[end])
        || words[head] == "Cabinet"
          && words[end] == "Secretary",
        sameSentence(head, end)
      {
        return nil
      }
      if isBare {
        guard isBareBody(head) else { return nil }
      } else if start == head,
        !words[head + 1..<end].contains(where: { $0.first?.isUppercase ?? false })
      {
        return nil
      }
      return NameCandidate(
        tokens: start..<end, kind: .organization, detail: refined(detail, start..<end),
        tier: .reliable, sieve: isBare ? "bare-body" : "organization-word")
    case .place(let detail):
      guard !isBare else {
        return words[head] == "House" && isBareBody(head)
          ? NameCandidate(
            tokens: start..<end, kind: .organization, detail: "legislature", tier: .reliable,
            sieve: "bare-body") : nil
      }
      if words[head] == "House", isOnlyCountry(start..<head) {
        return NameCandidate(
          tokens: start..<end, kind: .organization, detail: "legislature", tier: .reliable,
          sieve: "organization-word")
      }
      // "Jerry Hill", "Ann Wells": a given name before a surname that is a word of places.
      if start + 1 == head, end == head + 1, lexicon.gender(ofGivenName: words[start]) != nil,
        Self.surnamesOfPlaces.contains(words[head]),
        !["the", "in", "at", "near", "on", "of", "to", "from"].contains(lowered[start - 1])
      {
        return nil
      }
      // "the seventh Congressional District".
      if detail == "region",
        (start..<head).allSatisfy({ Self.ordinaryCapitals.contains(words[$0]) }),
        ![
          "North", "South", "East", "West", "New", "Northern", "Southern", "Eastern", "Western",
          "Central", "Red", "Black", "White", "Green", "Great", "Big",
        ].contains(words[start])
      {
        return nil
      }
      // "Saturday Street" is one; "The Hague Street" too; "Ukraine Region" is a description.
      if detail == "region" || detail == "city",
        isOnlyDemonym(start..<head)
          || isOnlyCountry(start..<head)
            && !["City", "Province", "County", "Island", "Islands", "Valley", "Peninsula"]
              .contains(words[head])
      {
        return nil
      }
      // "Paris Police Prefecture".
      if detail == "region", words[start..<head].contains("Police") {
        return NameCandidate(
          tokens: start..<end, kind: .organization, detail: "police", tier: .reliable,
          sieve: "organization-word")
      }
      return NameCandidate(
        tokens: start..<end, kind: .place, detail: detail, tier: .reliable, sieve: "place-word")
    case .other:
      guard !isBare else { return nil }
      return NameCandidate(
        tokens: start..<end, kind: .other, tier: .reliable, sieve: "no-entity")
    }
  }

  /// "the Conservatives of Ros Linde": whose they are is no part of the name.
  private static let pluralParties: Set<String> = [
    "Democrats", "Conservatives", "Republicans", "Liberals", "Socialists", "Greens", "Tories",
  ]

  private static let surnamesOfPlaces: Set<String> = [
    "Hill", "Hills", "Park", "Hall", "Field", "Lane", "Forest", "Banks", "Street", "Castle",
    "Temple", "Bridge", "House", "Church", "Port", "Lake", "Rivers", "Camp", "Barracks", "Ground",
  ]

  /// Heads that stand before the rest of the name.
  private static let placePrefixes = Reading.entityWords.table("prefix place")
  static let bodyPrefixes = Reading.entityWords.table("prefix body")

  /// "Hotel Bellavista", "Bank Indonesia", "Lake Titicaca", "Region 11": the head comes first.
  private func prefixed(_ head: Int, _ kind: NameLexicon.NameWord) -> NameCandidate? {
    let next = head + 1
    guard next < words.count, sameSentence(head, next), hasSpaceBefore(next) else { return nil }
    if case .place("region") = kind, words[next].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      words[next].utf8.count < 3, !isSentenceStart(head)
    {
      return NameCandidate(
        tokens: head..<next + 1, kind: .place, detail: "region", tier: .reliable,
        sieve: "place-word")
    }
    guard isNamePart(next), !isTitleWord(next), lexicon.nameWord(words[next]) == nil else {
      return nil
    }
    // "Air Resources Board": its last word tells, not the first.
    var later = next + 1
    while isNamePart(later), later - head < 6, sameSentence(head, later) {
      if lexicon.nameWord(words[later]) != nil { return nil }
      later += 1
    }
    var end = next + 1
    while end < words.count, end - head < 6, sameSentence(head, end) {
      if isNamePart(end), hasSpaceBefore(end), !isTitleWord(end),
        lexicon.roleClasses(of: lowered[end]).isEmpty
      {
        end += 1
      } else if isJoiningHyphen(end), isNamePart(end + 1) {
        end += 2
      } else if ["de", "del", "la", "di", "da", "du", "des", "dos", "al"].contains(words[end]),
        isNamePart(end + 1)
      {
        end += 2
      } else {
        break
      }
    }
    if let detail = Self.placePrefixes[words[head]] {
      return NameCandidate(
        tokens: head..<end, kind: .place, detail: detail, tier: .reliable, sieve: "place-word")
    }
    if let detail = Self.bodyPrefixes[words[head]] {
      return NameCandidate(
        tokens: head..<end, kind: .organization, detail: detail, tier: .reliable,
        sieve: "organization-word")
    }
    return nil
  }

  private func isSpeechVerb(_ token: Int) -> Bool {
    Self.speech.contains(lowered[token])
  }

  private func isOnlyCountry(_ range: Range<Int>) -> Bool {
    gazetteer.lookup(analyzed.string(range)).contains { $0.kind == .country || $0.kind == .region }
  }

  private func isOnlyDemonym(_ range: Range<Int>) -> Bool {
    gazetteer.lookup(analyzed.string(range)).contains { $0.kind == .demonym }
  }

  /// "the Court", "Congress", "Speaker of the House"; not "the Cabinet Minister".
  private func isBareBody(_ head: Int) -> Bool {
    guard Self.bareBodies.contains(words[head]),
      !isNamePart(head + 1) || !sameSentence(head, head + 1)
        || isTitleWord(head + 1) || lexicon.gender(ofGivenName: words[head + 1]) != nil
        || !lexicon.roleClasses(of: lowered[head + 1]).isEmpty
    else { return false }
    guard isSentenceStart(head) else { return true }
    return !["House", "Court"].contains(words[head])
  }

  /// The first token of the name that ends with a head.
  private func leftEnd(of head: Int) -> Int {
    var start = head
    while start > 0, head - start < 8 {
      let previous = start - 1
      guard sameSentence(previous, head) else { break }
      if isNamePart(previous), isJoiningHyphen(previous - 1), !isCapitalised(previous - 2),
        !Self.particles.contains(words[previous - 2])
      {
        // "the pro-Kurdish Equality Party": a word of the sentence.
        break
      } else if isNamePart(previous), hasSpaceBefore(start) || isAcronymDot(previous) {
        start = previous
      } else if isJoiningHyphen(previous), isNamePart(previous - 1) || isLowerWord(previous - 1) {
        start = previous - 1
        // "al-Masirah TV".
        if ["al", "el", "an", "as", "ar", "ash"].contains(words[start]) { return start }
        guard isNamePart(start) else { return previous + 1 }
      } else if isJoiningHyphen(previous - 1), !isCapitalised(previous), isWord(previous),
        isNamePart(previous - 2), hasSpaceBefore(start)
      {
        // "Co-operative".
        start = previous - 2
      } else if start == head, words[previous] == ",", Self.companyEndings.contains(words[head]),
        isNamePart(previous - 1)
      {
        start = previous - 1
      } else if isPossessive(previous), previous > 0,
        Self.namePossessors.contains(words[previous - 1])
      {
        start = previous - 1
      } else if words[previous] == "&", previous > 0, isNamePart(previous - 1) {
        start = previous - 1
      } else if lowered[previous] == "and", previous > 0,
        Self.joinedTopics.contains(words[previous - 1]), isNamePart(previous - 1),
        start < head || lexicon.nameWord(words[head]) != nil
      {
        start = previous - 1
      } else if lowered[previous] == "and", isJoinedName(previous, first: start) {
        start = previous - 1
      } else if isOrdinal(previous) {
        return previous
      } else {
        break
      }
    }
    return start
  }

  /// "the National Oceanic and Atmospheric Administration": one article for both sides, and no
  /// name that stands alone before "and".
  private func isJoinedName(_ joint: Int, first: Int) -> Bool {
    var start = joint - 1
    // "Center for Diversity and Center for Food": two.
    guard lexicon.nameWord(words[first]) == nil,
      isNamePart(start), !isAcronym(start), gazetteer.lookup(words[start]).isEmpty,
      lexicon.gender(ofGivenName: words[start]) == nil, !isTitleWord(start),
      !words[start].hasSuffix("s") || Self.joinedTopics.contains(words[start])
    else { return false }
    if let word = lexicon.nameWord(words[start]), word != .place("facility") {
      // "Senate and House" are two; "Gas and Electric Company" is one.
      guard case .organization("company") = word else { return false }
    }
    while isNamePart(start - 1), hasSpaceBefore(start) { start -= 1 }
    if lexicon.gender(ofGivenName: words[start]) != nil || isTitleWord(start) { return false }
    return lowered[start - 1] == "the" || isPossessive(start - 1)
      || start < joint - 1
        && gazetteer.lookup(words[start]).isEmpty
  }

  private func isAcronymDot(_ token: Int) -> Bool { words[token].hasSuffix(".") }

  private func isLowerWord(_ token: Int) -> Bool {
    token >= 0 && isWord(token) && !isCapitalised(token)
  }

  /// Leaves out titles and names of people at the head: "Senator Cruz Republican Party".
  private func withoutLeadingTitles(_ first: Int, head: Int) -> Int {
    var start = first
    while start < head {
      if isPossessive(start + 1) { break }
      if isTitleWord(start), !isTopicTitle(start, head: head) {
        start += 1
      } else if isSentenceStart(start), isOrdinaryStart(start) || isSpeechVerb(start) {
        start += 1
      } else if Self.bareBodies.contains(words[head]), Self.partyAdjectives.contains(words[start]) {
        // "Republican Senate Majority Leader".
        start += 1
      } else {
        break
      }
    }
    return start
  }

  static let partyAdjectives: Set<String> = [
    "Republican", "Democratic", "Conservative", "Labour", "Liberal", "Tory", "Socialist",
  ]

  /// "Former", "Proroguing": a capital of the sentence, not of the name.
  private func isOrdinaryStart(_ token: Int) -> Bool {
    ["Former", "Then", "Current", "Both", "New"].contains(words[token])
      || words[token].hasSuffix("ing") && words[token].utf8.count > 6
        && gazetteer.lookup(words[token]).isEmpty
  }

  /// "Chief Secretariat", "General Staff", "Speaker Conference": titles inside names of bodies.
  private func isTopicTitle(_ token: Int, head: Int) -> Bool {
    [
      "General", "Chief", "Justice", "Major", "Commander", "King", "Queen", "Prince", "Royal",
      "Father", "Lord", "Lady", "Doctor", "Doctors", "Attorney", "Director", "Deputy", "Sister",
      "Coach", "Officer", "Speaker", "Secretary",
    ].contains(words[token]) && head - token >= 1 && isNamePart(token + 1)
      && lexicon.gender(ofGivenName: words[token + 1]) == nil
  }

  /// Whether a capitalised word is a title of people: "Senator", "President".
  func isTitleWord(_ token: Int) -> Bool {
    isCapitalised(token) && gazetteer.isTitle(words[token])
  }

  /// The name with what its prepositions bring: "of the United Kingdom", "to Protect
  /// Journalists", "for Security and Co-operation in Europe".
  private func withAffiliation(_ head: Int, _ first: Int) -> Int {
    var end = first
    var parts = 0
    while end + 1 < words.count, sameSentence(head, end), parts < 4 {
      let joint = lowered[end]
      let isPurpose =
        ["to", "on", "against"].contains(joint)
        && (parts > 0 ? joint != "to" : Self.purposeHeads.contains(words[head]))
      guard ["of", "for"].contains(joint) || isPurpose || joint == "in" && parts > 0 else { break }
      var next = end + 1
      if lowered[next] == "the" { next += 1 }
      guard next < words.count, isNamePart(next), sameSentence(head, next),
        lexicon.gender(ofGivenName: words[next]) == nil || joint == "to" || isKnownPlace(next),
        !isTitleWord(next)
          || ["Justice", "General", "Chief", "Prosecutor", "President", "Governor", "Attorney"]
            .contains(words[next])
      else { break }
      // "a member of the Committee on Tuesday": weekdays are no name parts.
      if joint == "in" || joint == "on", isKnownPlace(next) { break }
      end = runEnd(from: next, head: head)
      parts += 1
    }
    return end
  }

  private func isKnownPlace(_ token: Int) -> Bool {
    gazetteer.lookup(words[token]).contains { $0.kind != .organization }
  }

  /// The end of a run of capitalised words, with hyphens, "and" between topics and lists of them.
  private func runEnd(from start: Int, head: Int) -> Int {
    var end = start + 1
    let isKnown = isKnownPlace(start)
    // "Ministry of Defence of Ukraine Rustem Umerov": behind a country another name starts.
    if lowered[start - 1] == "of", let (country, entry) = longestKnown(at: start),
      entry.kind == .country, isNamePart(country.upperBound),
      lexicon.nameWord(words[country.upperBound]) == nil
    {
      return country.upperBound
    }
    while end < words.count, sameSentence(start, end), end - start < 9 {
      if isNamePart(end), !isTitleWord(end), lexicon.gender(ofGivenName: words[end]) == nil {
        end += 1
      } else if isJoiningHyphen(end) {
        end += 2
      } else if end + 1 < words.count, lowered[end] == "and" || words[end] == "&", !isKnown,
        isNamePart(end + 1), !isKnownPlace(end + 1), !isTitleWord(end + 1),
        lexicon.nameWord(words[end + 1]) == nil || Self.joinedTopics.contains(words[end - 1])
      {
        end += 2
      } else if words[end] == ",", !isKnown, isListedTopic(end) {
        end += 2
      } else {
        break
      }
    }
    return min(end, words.count)
  }

  /// ", Education and Welfare", ", Science and Technology".
  private func isListedTopic(_ comma: Int) -> Bool {
    guard isNamePart(comma + 1), !isKnownPlace(comma + 1),
      Self.joinedTopics.contains(words[comma - 1]) || Self.joinedTopics.contains(words[comma + 1])
    else { return false }
    let end = min(comma + 6, words.count)
    return (comma + 2..<max(end, comma + 2)).contains { lowered[$0] == "and" && isNamePart($0 + 1) }
  }

  /// The kind of an organisation by all words of its name: the more telling ones first.
  private func refined(_ detail: String, _ tokens: Range<Int>) -> String {
    let parts = Set(words[tokens])
    let table: [(String, Set<String>)] = [
      ("court", ["Court", "Tribunal"]),
      ("education", ["University", "College", "Polytechnic", "Institute"]),
      ("police", ["Police", "Constabulary", "Gendarmerie"]),
      ("media", ["News", "Newspaper", "Broadcasting", "Television", "Radio", "TV"]),
      ("party", ["Party"]),
      ("government", ["Ministry", "Intelligence", "Prosecutor"]),
      ("military", ["Army", "Navy", "Defence", "Defense", "Armed"]),
      ("legislature", ["Senate", "Parliament", "House", "Congress", "Parliamentary"]),
    ]
    if detail == "government", !parts.isDisjoint(with: ["Ministry", "Department", "Agency"]) {
      return parts.contains("Police") ? "police" : parts.contains("News") ? "media" : detail
    }
    if detail == "military", parts.contains("Police") { return "police" }
    for (kind, tellers) in table where !parts.isDisjoint(with: tellers) { return kind }
    return detail
  }
}
