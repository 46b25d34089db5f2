internal import Language

/// Names of people: behind a title or a noun of role, by a given name, by initials.
extension Reading {
  static let suffixes: Set<String> = [
    "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XXIII",
    "Jr", "Jr.", "Sr", "Sr.",
  ]
  static let addresses = Reading.entityWords["address"]

  func proposePeople(_ candidates: inout [NameCandidate]) {
    let surnames = surnamesOfText()
    let modelled = modelledPeople()
    proposeCredits(&candidates)
    var index = firstTellingToken
    while index < words.count {
      guard isNamePart(index) && !isJoiningHyphen(index - 1) || startsWithParticle(index) else {
        index += 1
        continue
      }
      if var candidate = person(at: index) ?? namesake(at: index, surnames) {
        candidate.tokens = fuller(candidate, modelled)
        candidates.append(candidate)
        index = candidate.tokens.upperBound
      } else {
        index += 1
      }
    }
  }

  /// For every token of a person's name that the model found, the name's first token.
  private func modelledPeople() -> [Int: Int] {
    var starts: [Int: Int] = [:]
    for name in analyzed.names where name.type == .person {
      for token in name.tokens { starts[token] = name.tokens.lowerBound }
    }
    return starts
  }

  /// "Jörg Uwe Ahlgrimm", "D. John Sauer", "Wi Sung-lac": a name starts before the given name that
  /// is known, with a word that no list has as anything else.
  private func fuller(_ candidate: NameCandidate, _ modelled: [Int: Int]) -> Range<Int> {
    var start = candidate.tokens.lowerBound
    guard candidate.tier == .reliable, candidate.sieve != "leader" else { return candidate.tokens }
    let first = modelled[start] ?? start
    while start > 0, candidate.tokens.lowerBound - start < 3, hasSpaceBefore(start),
      sameSentence(start - 1, start), startsName(start - 1, isModelled: first < start)
    {
      start -= 1
    }
    return start..<candidate.tokens.upperBound
  }

  private func startsName(_ token: Int, isModelled: Bool) -> Bool {
    let word = words[token]
    guard isCapitalised(token), isWord(token), token >= firstTellingToken,
      !isJoiningHyphen(token - 1), !isRoleWord(token), !Self.addresses.contains(lowered[token]),
      lexicon.nameWord(word) == nil, gazetteer.lookup(word).isEmpty,
      !Self.partyAdjectives.contains(word), !Self.noGivenNames.contains(word),
      !Self.ordinaryCapitals.contains(word), analyzed.tokens[token].tag == .propn
    else { return false }
    if isInitial(token) { return word.hasSuffix(".") && isSentenceStart(token) }
    guard word.contains(where: \.isLowercase), !word.hasSuffix("."), word.utf8.count > 1 else {
      return false
    }
    // "Air Vice Marshal Sunday Aneke"
    return isModelled && (!Self.calendarWords.contains(word) || isRoleBefore(token))
  }

  /// What is done by whom a dispatch credits.
  private static let credits: Set<String> = [
    "reporting", "editing", "compiled", "edited", "writing", "translated", "photograph",
    "photographs", "photo", "photos",
  ]

  /// "(Reporting by Mia Sand and Ros Linde; Editing by Toby Lane)": people, whatever their names.
  private func proposeCredits(_ candidates: inout [NameCandidate]) {
    for by in words.indices where lowered[by] == "by" && Self.credits.contains(lowered[by - 1]) {
      var index = by + 1
      while index < words.count, sameSentence(by, index), index - by < 40 {
        var end = index
        while isNamePart(end) || isJoiningHyphen(end) || Self.particles.contains(words[end]),
          sameSentence(by, end), end - index < 8
        {
          end += 1
        }
        guard end - index > 1, isCapitalised(index), isCapitalised(end - 1),
          !(index..<end).contains(where: { isBodyWord($0) }),
          gazetteer.lookup(analyzed.string(index..<end)).isEmpty
        else { break }
        candidates.append(candidate(index..<end, .reliable, "credit"))
        // "by Mia Sand in Oslo and Ros Linde"
        if lowered[end] == "in", isNamePart(end + 1) {
          end += 2
          while isNamePart(end) { end += 1 }
        }
        guard ["and", ",", "&"].contains(lowered[end]) else { break }
        index = end + 1
        if lowered[index] == "and" { index += 1 }
      }
    }
  }

  private func isBodyWord(_ token: Int) -> Bool {
    if case .organization = lexicon.nameWord(words[token]) { return true }
    return false
  }

  /// The words behind a given name, each somebody's surname.
  private func surnamesOfText() -> Set<String> {
    var found = Set<String>()
    for token in words.indices
    where isNamePart(token) && isNamePart(token + 1) && hasSpaceBefore(token + 1)
      && sameSentence(token, token + 1) && lexicon.gender(ofGivenName: words[token]) != nil
    {
      if gazetteer.lookup(words[token + 1]).isEmpty, lexicon.nameWord(words[token + 1]) == nil,
        !isTitleWord(token + 1)
      {
        found.insert(words[token + 1])
      }
    }
    return found
  }

  private static let noGivenNames = Reading.entityWords["no given name"]

  /// "Hunter Biden": a word that no list has as a given name before the surname of a leader or of
  /// somebody in the text is another person of that surname.
  private func namesake(at start: Int, _ surnames: Set<String>) -> NameCandidate? {
    let last = start + 1
    guard isNamePart(start), isNamePart(last), hasSpaceBefore(last), sameSentence(start, last),
      !isSentenceStart(start) || opensWithName(start), !isPossessive(start + 1),
      lexicon.leader(ofSurname: words[last]) != nil || surnames.contains(words[last]),
      !isNamePart(last + 1) || !hasSpaceBefore(last + 1) || !sameSentence(last, last + 1),
      start == 0 || !isNamePart(start - 1) || !sameSentence(start - 1, start)
    else { return nil }
    let first = words[start]
    guard !Self.noGivenNames.contains(first), !isRoleWord(start), !isAcronym(start),
      gazetteer.lookup(first).isEmpty, lexicon.nameWord(first) == nil,
      !Self.ordinaryCapitals.contains(first), !first.hasSuffix("'s"), first.utf8.count > 1,
      !surnames.contains(first), lexicon.leader(ofSurname: first) == nil,
      gazetteer.lookup(words[last]).isEmpty, !Self.ambiguousSurnames.contains(words[last])
    else { return nil }
    return candidate(start..<last + 1, .reliable, "surname")
  }

  /// Whether the first word of a sentence is a name rather than a word with the sentence's capital:
  /// "Hunter Biden", not "Defiant Biden".
  private func opensWithName(_ token: Int) -> Bool {
    analyzed.tokens[token].tag == .propn
      && !["ed", "ing", "ant", "ive", "ful", "ous", "al", "ly", "ic", "less", "able", "ible"]
        .contains { lowered[token].hasSuffix($0) }
  }

  /// "al-Eryani", "bin Tamim", "d'Estaing" at the start of a name.
  private func startsWithParticle(_ token: Int) -> Bool {
    ["al", "el", "bin", "ibn"].contains(words[token]) && isJoiningHyphen(token + 1)
      && isNamePart(token + 2)
  }

  private func person(at start: Int) -> NameCandidate? {
    let previous = start - 1
    let isBehindTitle =
      previous >= 0 && sameSentence(previous, start) && hasSpaceBefore(start)
      && isRoleBefore(start)
    if isPossessive(start + 1), Self.possessives.contains(words[start + 1]), isTitleWord(start) {
      return nil
    }
    // A title is no part of the name: "Justice John Paul Stevens".
    if isRoleWord(start), lexicon.gender(ofGivenName: words[start]) == nil { return nil }
    if words[start] == "Democrat" || Self.partyAdjectives.contains(words[start]) { return nil }
    // "Member States", "Chief of the General Staff Kim Lee".
    if ["States", "State", "Staff"].contains(words[start]) { return nil }
    if start + 1 < words.count, Self.addresses.contains(lowered[start]) { return nil }
    // "Governor of São Paulo João Doria": the second half of a place is no given name.
    if start > 0, isCapitalised(start - 1), let (known, entry) = longestKnown(at: start - 1),
      known.contains(start), entry.kind != .organization, entry.kind != .demonym,
      known.upperBound < start + 2
    {
      return nil
    }
    // "Hong Kong Carrie Lam": what a longer known name starts is no given name.
    if let (known, entry) = longestKnown(at: start), known.count > 1, entry.kind != .organization {
      return nil
    }
    let run = personRun(from: start)
    guard !run.isEmpty, !isCamelCase(run.lowerBound), !isFirm(run) else { return nil }
    if !run.dropFirst().isEmpty,
      run.dropFirst().contains(where: {
        isRoleWord($0) && lexicon.gender(ofGivenName: words[$0]) == nil
          && ![
            "King", "Marshal", "Bishop", "Pope", "Judge", "Coach", "Major", "Prince", "Chief",
            "Dean", "Abbott", "Mayor", "Sheikh", "Khan", "Haji", "Mullah", "Islam", "Singer",
            "Hunter", "Baker", "Driver",
          ].contains(words[$0])
      })
    {
      return nil
    }
    if run.count == 1, words[run.lowerBound].count < 2 { return nil }
    let text = analyzed.string(run)
    let first = words[run.lowerBound]
    let isLeader = lexicon.leader(named: text) != nil
    if isLeader { return candidate(run, .reliable, isBehindTitle ? "title" : "leader") }
    // A run that only repeats what the gazetteer knows, or that ends like a body, is no person.
    if run.contains(where: { lexicon.nameWord(words[$0]) != nil && $0 > run.lowerBound }) {
      return nil
    }
    if isBehindTitle {
      if run.count == 1, !gazetteer.lookup(text).isEmpty,
        lexicon.leader(ofSurname: text) == nil,
        !["Princess", "Prince", "Queen", "King", "Pope"].contains(words[previous])
          || lexicon.gender(ofGivenName: text) == nil
      {
        return nil
      }
      if run.count > 1, !gazetteer.lookup(text).isEmpty { return nil }
      if isTitleWord(run.lowerBound), run.count == 1 { return nil }
      // "Chief Technical Officer": the title goes on.
      if isRoleWord(run.upperBound), isCapitalised(run.upperBound),
        sameSentence(start, run.upperBound),
        lexicon.gender(ofGivenName: first) == nil
      {
        return nil
      }
      if isAcronym(run.lowerBound), !words[run.lowerBound].contains(".") { return nil }
      return candidate(run, .reliable, "title")
    }
    if run.count > 1, lexicon.gender(ofGivenName: first) != nil {
      // A given name that is also a place ("Georgia", "Chad") needs a surname that is none.
      let known = gazetteer.lookup(text)
      if !known.isEmpty { return nil }
      if run.count == 2, gazetteer.lookup(first).contains(where: { $0.kind == .country }),
        !gazetteer.lookup(words[run.upperBound - 1]).isEmpty
      {
        return nil
      }
      return candidate(run, .reliable, "given-name")
    }
    if run.count > 2, run.dropFirst().contains(where: { isInitial($0) }) {
      return candidate(run, .reliable, "initial")
    }
    if run.count == 1, lexicon.leader(ofSurname: first) != nil, gazetteer.lookup(first).isEmpty,
      !isSentenceStart(start) || !Self.ambiguousSurnames.contains(first)
    {
      return candidate(run, .context, "leader")
    }
    // "Moammar al-Eryani": the word before the particle starts the name.
    if let particle = run.first(where: { ["al", "el", "bin", "ibn"].contains(words[$0]) }),
      particle > run.lowerBound, particle == run.lowerBound + 1 || run.count <= 3,
      Self.bodyPrefixes[words[particle - 1]] == nil
    {
      return candidate(particle - 1..<run.upperBound, .reliable, "particle")
    }
    return nil
  }

  /// Whether a capitalised word is a title or another noun of role.
  func isRoleWord(_ token: Int) -> Bool {
    isTitleWord(token) || !lexicon.roleClasses(of: lowered[token]).isEmpty
      || ["Executive", "Prime", "Foreign", "Deputy", "Vice", "Acting", "Former"].contains(
        words[token])
  }

  private static let ambiguousSurnames: Set<String> = [
    "May", "Brown", "Moon", "Li", "Lai", "Lee", "Kim", "Marcos", "Castro", "Tusk", "Grossi",
    "Costa", "Ford", "Bush",
  ]

  private func candidate(_ run: Range<Int>, _ tier: NameCandidate.Tier, _ sieve: String)
    -> NameCandidate
  {
    NameCandidate(
      tokens: run, kind: .person, title: sieve == "title" ? titleBefore(run.lowerBound) : nil,
      tier: tier, sieve: sieve)
  }

  private func isInitial(_ token: Int) -> Bool {
    let word = words[token]
    return word.count <= 2 && word.unicodeScalars.first?.properties.isUppercase ?? false
      && (word.count == 1 || word.hasSuffix("."))
  }

  /// Whether a title or a noun of role stands right before a name: "President", "spokeswoman",
  /// "Mr.", "Secretary General".
  func isRoleBefore(_ start: Int) -> Bool {
    let previous = start - 1
    guard previous >= 0, sameSentence(previous, start) else { return false }
    let word = lowered[previous]
    if Self.addresses.contains(word) { return true }
    if [
      "National", "Native", "Independent", "Conservative", "Liberal", "Democrat", "Republican",
      "Centrist", "Labor",
    ].contains(words[previous]) {
      return false
    }
    if isCapitalised(previous), gazetteer.isTitle(words[previous]) { return true }
    if word == "general", previous > 0, sameSentence(previous - 1, previous) { return true }
    return !lexicon.roleClasses(of: word).isEmpty
      && (isCapitalised(previous) || !isPlural(word) || isNamedList(start))
  }

  private func isPlural(_ word: String) -> Bool {
    word.hasSuffix("s") && !["boss"].contains(word)
  }

  /// "presidents Bush and Clinton".
  private func isNamedList(_ start: Int) -> Bool {
    lexicon.gender(ofGivenName: words[start]) != nil
      || start + 1 < words.count && ["and", ","].contains(words[start + 1])
        && isNamePart(start + 2)
  }

  private func titleBefore(_ start: Int) -> Range<Int>? {
    var first = start - 1
    // The longest title that ends here.
    for length in stride(from: 4, through: 1, by: -1) where start - length >= 0 {
      if sameSentence(start - length, start - 1),
        gazetteer.isTitle(analyzed.string(start - length..<start))
      {
        return start - length..<start
      }
    }
    if first < 0 { first = 0 }
    return first..<start
  }

  /// A run of words that can be one person's name: at most six.
  func personRun(from start: Int) -> Range<Int> {
    var end = start
    var parts = 0
    while end < words.count, end - start < 9, parts < 5, end == start || sameSentence(start, end) {
      if end > start, !hasSpaceBefore(end), !isJoiningHyphen(end), !isJoiningHyphen(end - 1),
        !words[end - 1].hasSuffix(".")
      {
        break
      }
      if isJoiningHyphen(end), end > start {
        // "Jae-in": a small word behind the hyphen of a short name; else a capital.
        let next = end + 1
        // "Benali-de Wit"
        if ["de", "van", "von", "der", "ten"].contains(words[next]), isNamePart(next + 1) {
          end += 3
          continue
        }
        guard isNamePart(next) || isLowerSyllable(next, after: end - 1) else { break }
        end += 2
        continue
      }
      if isNamePart(end) || isMonthSurname(end, start: start) {
        if end > start, stopsPerson(end, start: start) { break }
        if end == start, isStopAtStart(end) { break }
        end += 1
        parts += 1
        if Self.suffixes.contains(words[end - 1]) { break }
      } else if Self.particles.contains(words[end]), isNameAhead(end),
        end > start || isJoiningHyphen(end + 1)
      {
        end += 1
      } else if end > start, isElided(end) {
        end += 1
        parts += 1
      } else if end > start, let close = nickname(at: end) {
        end = close + 1
      } else {
        break
      }
    }
    while end > start, !isCapitalised(end - 1), !isElided(end - 1), !isJoiningHyphen(end - 2) {
      end -= 1
    }
    return start..<max(end, start)
  }

  /// The closing mark of a name in quotation marks amid another: Joko "Jokowi" Widodo.
  private func nickname(at open: Int) -> Int? {
    guard ["\"", "“", "‘", "'", "("].contains(words[open]), isNamePart(open + 1),
      hasSpaceBefore(open)
    else { return nil }
    let close = isNamePart(open + 2) ? open + 3 : open + 2
    guard ["\"", "”", "’", "'", ")"].contains(words[close]), words[open] != "(",
      isNamePart(close + 1), sameSentence(open, close + 1), !isTitleWord(close + 1),
      hasSpaceBefore(close + 1)
    else { return nil }
    return close
  }

  /// "d'Estaing", "al-Sharabi" where the tokenizer leaves them whole.
  private func isElided(_ token: Int) -> Bool {
    guard isWord(token), let mark = words[token].firstIndex(where: { "'’-".contains($0) }) else {
      return false
    }
    let rest = words[token][mark...].dropFirst()
    return words[token].distance(from: words[token].startIndex, to: mark) <= 2
      && rest.unicodeScalars.first?.properties.isUppercase ?? false
  }

  private func isLowerSyllable(_ token: Int, after: Int) -> Bool {
    token < words.count && isWord(token) && words[token].utf8.count <= 6
      && words[after].utf8.count <= 5 && isCapitalised(after)
      && lexicon.roleClasses(of: lowered[token]).isEmpty
      && ![
        "led", "based", "born", "era", "like", "held", "run", "made", "wide", "level", "age",
        "old", "up", "in", "day", "style", "backed", "owned", "linked", "funded", "ruled", "signed",
        "themed", "sized", "built", "driven", "bound", "style", "free", "ally", "allied", "aged",
      ].contains(words[token])
      || token < words.count && words[token] == "in" && isCapitalised(after)
        && words[after].utf8.count <= 4
  }

  /// "Theresa May" is a name, "in May" is none.
  private func isMonthSurname(_ token: Int, start: Int) -> Bool {
    token > start && ["May", "March", "June", "April", "August"].contains(words[token])
      && lexicon.gender(ofGivenName: words[token - 1]) != nil
      && !(token + 1 < words.count && (words[token + 1].first?.isNumber ?? false))
  }

  private func isNameAhead(_ token: Int) -> Bool {
    var next = token + 1
    while next < words.count, next - token < 4,
      Self.particles.contains(words[next]) || isJoiningHyphen(next)
    {
      next += 1
    }
    return isNamePart(next) && sameSentence(token, next)
  }

  private func isStopAtStart(_ token: Int) -> Bool {
    if isAcronym(token), words[token].utf8.count > 2, !words[token].contains(".") { return true }
    return gazetteer.lookup(words[token]).contains {
      $0.kind == .demonym || $0.kind == .country && lexicon.gender(ofGivenName: words[token]) == nil
        || $0.kind == .organization
    } && lexicon.leader(ofSurname: words[token]) == nil
      && lexicon.gender(ofGivenName: words[token]) == nil
  }

  /// Whether a capitalised word cannot go on a person's name.
  private func stopsPerson(_ token: Int, start: Int) -> Bool {
    if let kind = lexicon.nameWord(words[token]) {
      if case .organization = kind { return true }
      // "Sandy Point".
      if ["Point", "Beach", "Cove", "Falls", "Cay", "Springs"].contains(words[token]) {
        return true
      }
      if case .other = kind { return true }
      // "Theresa Hill", "Al Gore Park": a surname when it ends the run.
      return token - start > 1 || lexicon.gender(ofGivenName: words[start]) == nil
    }
    if isAcronym(token), !Self.suffixes.contains(words[token]), words[token].utf8.count > 2,
      !words[token].contains(".")
    {
      return true
    }
    if Self.postNominals.contains(words[token]), isAcronym(token) { return true }
    if isTitleWord(token), token - start > 0,
      lexicon.gender(ofGivenName: words[token - 1]) == nil
        || ["President", "Minister", "Senator", "Secretary", "Governor", "Prime", "Speaker"]
          .contains(words[token])
    {
      return true
    }
    let known = gazetteer.lookup(words[token])
    return known.contains { $0.kind == .demonym || $0.kind == .country }
      && ![
        "Jordan", "Chad", "Israel", "English", "French", "German", "Roman", "Norman", "Dane",
        "Pole", "Swede", "Finn", "Holland", "Scot", "Georgia", "Ireland", "Britton", "Malta",
        "Cuba", "Mali", "Niger", "Polish", "Kazakh", "Welsh", "Irish", "Somali", "Thai",
      ]
      .contains(words[token])
  }
}
