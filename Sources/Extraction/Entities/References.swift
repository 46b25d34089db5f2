internal import Language

/// Words that speak of an entity without naming it: pronouns with their gender and number,
/// descriptions by office ("the prime minister") and by kind ("the ministry").
extension Reading {
  private static let malePronouns: Set<String> = ["he", "him", "his", "himself"]
  private static let femalePronouns: Set<String> = ["she", "her", "hers", "herself"]

  mutating func findPronouns() {
    for token in bodyStart..<max(words.count, bodyStart) where nameOfToken[token] < 0 {
      let isMale = Self.malePronouns.contains(lowered[token])
      guard isMale || Self.femalePronouns.contains(lowered[token]),
        let entity = antecedent(ofPronoun: token)
      else { continue }
      if entities[entity].gender == nil || entities[entity].gender == .either {
        entities[entity].gender = isMale ? .male : .female
      }
      references.append(
        ReferenceFinding(
          tokens: token..<token + 1, kind: .pronoun, entity: entity, sieve: "pronoun"))
    }
  }

  mutating func findDescriptions() {
    var found: [ReferenceFinding] = []
    // A list of thousands of names is no dispatch; what "the company" is there nobody can tell.
    let limit = entities.count > 1_000 ? bodyStart : words.count
    for token in bodyStart..<max(limit, bodyStart)
    where lowered[token] == "the" && nameOfToken[token] < 0 {
      if let (tokens, entity) = description(at: token) {
        found.append(
          ReferenceFinding(tokens: tokens, kind: .title, entity: entity, sieve: "description"))
      }
    }
    references = (references + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    for (index, reference) in references.enumerated() {
      referencesOf[reference.entity, default: []].append(index)
    }
  }

  /// Whether a token stands between quotation marks; a paragraph starts outside of them.
  func isQuoted(_ token: Int) -> Bool {
    token >= 0 && token < quoted.count && quoted[token]
  }

  mutating func markQuoted() {
    quoted = [Bool](repeating: false, count: words.count)
    var isInside = false
    var paragraph = -1
    for token in words.indices {
      let here = analyzed.sentences[sentenceOf[token]].paragraph
      if here != paragraph {
        isInside = false
        paragraph = here
      }
      switch words[token] {
      case "“", "«", "„", "``": isInside = true
      case "”", "»", "''": isInside = false
      case "\"": isInside.toggle()
      default: quoted[token] = isInside
      }
    }
  }

  /// Whom a pronoun means: "he" and "she" a person of that gender, "it" and "they" a body or a
  /// country.
  ///
  /// Candidates are what was named before it in this sentence and the few before; the nearer
  /// sentence wins, in it the subject. What is said inside quotation marks names nobody outside
  /// of them, and who speaks does not mean themselves by "he".
  ///
  /// - Parameter notAs: an entity that cannot be meant.
  func antecedent(ofPronoun pronoun: Int, notAs excluded: Int? = nil) -> Int? {
    guard pronoun >= 0, pronoun < words.count else { return nil }
    switch lowered[pronoun] {
    case "he", "him", "his", "himself": return person(for: pronoun, .male, excluded)
    case "she", "her", "hers", "herself": return person(for: pronoun, .female, excluded)
    case "it", "its", "itself", "they", "their", "them", "themselves":
      return body(for: pronoun, excluded)
    default: return nil
    }
  }

  private func person(for pronoun: Int, _ gender: NameLexicon.Gender, _ excluded: Int?) -> Int? {
    let quoted = isQuoted(pronoun)
    let here = sentenceOf[pronoun]
    let speaker = quoted ? speakerBeside(pronoun) : nil
    var best: (entity: Int, score: Double)?
    let firstToken = analyzed.sentences[max(0, here - 5)].tokens.lowerBound
    var seenInSentence: [Int: Int] = [:]
    func consider(_ entity: Int, at token: Int, bonus: Double) {
      guard entities[entity].kind == .person, entity != excluded, entity != speaker,
        !Self.clashes(entities[entity].gender, gender)
      else { return }
      let sentence = sentenceOf[token]
      let rank = seenInSentence[sentence, default: 0]
      seenInSentence[sentence] = rank + 1
      var score = -2.5 * Double(here - sentence) + bonus
      // The first person of a sentence is most often its subject.
      score += rank == 0 ? 1.2 : 0
      score += isSubjectLike(token) ? 1 : 0
      if isQuoted(token) != quoted { score -= 4 }
      if entities[entity].gender == gender { score += 0.7 }
      // Whom the text is about is meant more often than who is only introduced by them.
      score += min(Double(entities[entity].names.count), 6) * 0.2
      if isRelative(entities[entity].names) { score -= 0.8 }
      if analyzed.sentences[sentence].paragraph != analyzed.sentences[here].paragraph {
        score -= 0.6
      }
      if token < bodyStart { score -= 3 }
      if best.map({ score >= $0.score }) ?? true { best = (entity, score) }
    }
    for name in namesBefore(pronoun, from: firstToken) where names[name].kind == .person {
      guard let entity = entity(ofName: name) else { continue }
      let end = names[name].tokens.upperBound
      // "Chirac's son said he": the possessor is less likely than the possessed.
      consider(
        entity, at: names[name].tokens.lowerBound,
        bonus: isPossessive(end) && sentenceOf[end] == here ? -0.3 : 0)
    }
    for reference in references.suffix(60).reversed() {
      guard reference.tokens.lowerBound >= firstToken else { break }
      guard reference.tokens.lowerBound < pronoun else { continue }
      consider(reference.entity, at: reference.tokens.lowerBound, bonus: 0.2)
    }
    return best?.entity
  }

  /// The names that start in a range of tokens before a token, in order.
  func namesBefore(_ token: Int, from first: Int) -> [Int] {
    // Names are sorted: find the last one before the token, then walk back.
    let low = names.partitionPoint(where: { $0.tokens.lowerBound < token })
    var found: [Int] = []
    var index = low - 1
    while index >= 0, names[index].tokens.lowerBound >= first, found.count < 60 {
      found.append(index)
      index -= 1
    }
    return found.reversed()
  }

  /// Whether a mention is the subject of its clause, by the tree.
  func isSubjectLike(_ token: Int) -> Bool {
    let range = name(at: token).map { names[$0].tokens } ?? token..<token + 1
    return range.contains {
      [.nsubj, .nsubjPass, .nsubjOuter].contains(analyzed.tokens[$0].relation)
    }
  }

  /// The person beside a quotation who speaks it, as far as the sentence tells.
  private func speakerBeside(_ token: Int) -> Int? {
    let sentence = analyzed.sentences[sentenceOf[token]].tokens.clamped(to: token - 80..<token + 80)
    var found: (Int, Int)?
    for index in sentence where index + 1 < words.count {
      guard let name = name(at: index), names[name].kind == .person, !isQuoted(index) else {
        continue
      }
      let distance = abs(index - token)
      if found.map({ distance < $0.1 }) ?? true, let entity = entity(ofName: name) {
        found = (entity, distance)
      }
    }
    return found?.0
  }

  /// "It" and "they": the last body or country that is a subject, else the last one named.
  private func body(for pronoun: Int, _ excluded: Int?) -> Int? {
    let here = sentenceOf[pronoun]
    let first = analyzed.sentences[max(0, here - 2)].tokens.lowerBound
    var best: (entity: Int, score: Double)?
    for name in namesBefore(pronoun, from: first)
    where names[name].kind != .person && names[name].kind != .adjective {
      guard let entity = entity(ofName: name), entity != excluded else { continue }
      let token = names[name].tokens.lowerBound
      var score = -2 * Double(here - sentenceOf[token])
      score += isSubjectLike(token) ? 1.5 : 0
      score += names[name].kind == .organization || isCountry(entity) ? 1 : 0
      if isQuoted(token) != isQuoted(pronoun) { score -= 2 }
      if best.map({ score >= $0.score }) ?? true { best = (entity, score) }
    }
    return best?.entity
  }

  // MARK: Descriptions

  static let bodyNouns: [String: Set<String>] = [
    "ministry": ["government"], "department": ["government"],
    "agency": ["government", "intergovernmental", "media"],
    "court": ["court"], "tribunal": ["court"], "parliament": ["legislature"],
    "senate": ["legislature"], "congress": ["legislature"], "company": ["company"],
    "firm": ["company"], "manufacturer": ["company"], "airline": ["company"], "bank": ["company"],
    "party": ["party"], "alliance": ["intergovernmental"], "bloc": ["intergovernmental"],
    "union": ["intergovernmental"], "organization": ["intergovernmental", "ngo", "other"],
    "organisation": ["intergovernmental", "ngo", "other"], "newspaper": ["media"],
    "paper": ["media"], "broadcaster": ["media"], "outlet": ["media"], "magazine": ["media"],
    "university": ["education"], "militia": ["armed_group"],
    "group": ["armed_group", "ngo", "other"],
    "commission": ["government", "intergovernmental"],
    "committee": ["legislature", "ngo", "government"],
    "council": ["government", "legislature", "other", "intergovernmental"],
    "coalition": ["intergovernmental", "military"],
    "watchdog": ["intergovernmental", "ngo"], "charity": ["ngo"],
    // Only where the name has the word.
    "mission": ["military", "intergovernmental"], "league": [], "federation": [], "association": [],
    "foundation": [],
    "institute": [], "service": [], "force": [], "army": [], "navy": [], "academy": [], "club": [],
    "church": [], "movement": ["armed_group", "party", "other"], "front": [], "network": ["media"],
    "station": ["media"], "channel": ["media"], "daily": ["media"], "weekly": ["media"],
    "centre": [], "center": [], "authority": [], "office": [], "board": [], "chamber": [],
    "college": ["education"], "museum": [], "fund": [], "corporation": ["company"],
    "cartel": ["armed_group"], "carrier": ["company"], "utility": ["company"], "bureau": [],
    "directorate": [],
  ]

  /// What "the …" at a token means, with the description's tokens.
  func description(at article: Int) -> (Range<Int>, Int)? {
    var index = article + 1
    while index < words.count, index - article < 6, sameSentence(index, article) {
      guard name(at: index) == nil, isWord(index) || isJoiningHyphen(index) else { return nil }
      let next = index + 1
      if !roleClasses(at: index).isEmpty {
        if next < words.count, !roleClasses(at: next).isEmpty, sameSentence(next, index) {
          index += 1
          continue
        }
        guard let phrase = rolePhrase(head: index), phrase.whole.lowerBound == article,
          !phrase.isPlural, !phrase.isFormer,
          name(at: phrase.whole.upperBound).map({ names[$0].kind != .person }) ?? true,
          !(phrase.whole.upperBound < words.count && words[phrase.whole.upperBound] == ","
            && name(at: phrase.whole.upperBound + 1).map({ names[$0].kind == .person }) ?? false)
        else { return nil }
        return holder(of: phrase, before: article).map { (article..<phrase.title.upperBound, $0) }
      }
      if let kinds = Self.bodyNouns[lowered[index]], !isCapitalised(index) {
        if next < words.count, lowered[next] == "of" { return nil }
        return describedBody(lowered[index], kinds, before: article).map { (article..<next, $0) }
      }
      index += 1
    }
    return nil
  }

  /// Who holds the office of a description: the last person before it who does, else the only one.
  private func holder(of phrase: RolePhrase, before token: Int) -> Int? {
    let head = singular(lowered[phrase.head])
    let isPrime = phrase.title.contains {
      ["prime", "vice", "deputy", "first"].contains(lowered[$0])
    }
    let holders = entities.indices.filter { person in
      entities[person].kind == .person
        && entities[person].roles.contains { role in
          guard role.text == nil, phrase.owner == nil || role.of == nil || role.of == phrase.owner
          else { return false }
          let same = role.title.contains { singular(lowered[$0]) == head }
          let prime = role.title.contains {
            ["prime", "vice", "deputy", "first"].contains(lowered[$0])
          }
          return same && prime == isPrime
        }
    }
    guard holders.count > 1 else { return holders.first }
    // Who has been replaced is the minister no more.
    let present = holders.filter { person in
      entities[person].roles.contains { !$0.isFormer && headWord($0) == head }
    }
    if present.count == 1 { return present[0] }
    // "the foreign secretary" is no other secretary where somebody is called so in full.
    let words = phrase.title.map { singular(lowered[$0]) }
    let full = holders.filter { person in
      entities[person].roles.contains { role in
        role.title.count >= words.count
          && role.title.suffix(words.count).map { singular(lowered[$0]) } == words
      }
    }
    return lastNamed(full.isEmpty ? holders : full, before: token)
  }

  /// What a noun that owns an office stands for: "the bank's", "the country's", "the city's".
  func describedOwner(at token: Int) -> Int? {
    let noun = lowered[token]
    if isCapitalised(token), !isSentenceStart(token) { return nil }
    switch noun {
    case "government": return mainCountry
    case "country", "nation", "kingdom", "republic":
      return lastLand(before: token) { isCountry($0) } ?? mainCountry
    case "state", "county":
      return lastLand(before: token) { isLand($0) && !isCountry($0) }
    case "province", "region", "territory", "island":
      return lastLand(before: token) {
        isLand($0) && !isCountry($0)
      }
    case "city", "town", "village", "capital", "municipality":
      return lastLand(before: token) {
        [.city, .capital].contains(entities[$0].entry?.kind ?? .water)
          || entities[$0].detail == "city"
      }
    default: break
    }
    if let kinds = Self.bodyNouns[noun] { return describedBody(noun, kinds, before: token) }
    // "the port's manager": a place whose name has the word.
    guard lexicon.nameWord(Self.capitalised(noun)) == .place("facility") else { return nil }
    let first = analyzed.sentences[max(0, sentenceOf[token] - 5)].tokens.lowerBound
    for name in namesBefore(token, from: first).reversed() where names[name].kind == .place {
      if names[name].tokens.contains(where: { lowered[$0] == noun }) { return entity(ofName: name) }
    }
    return nil
  }

  /// The place named last before a token, within three sentences, that a test accepts.
  private func lastLand(before token: Int, where isFit: (Int) -> Bool) -> Int? {
    let first = analyzed.sentences[max(0, sentenceOf[token] - 3)].tokens.lowerBound
    for name in namesBefore(token, from: first).reversed() {
      if let entity = entity(ofName: name), entities[entity].kind == .place, isFit(entity) {
        return entity
      }
    }
    return nil
  }

  private func describedBody(_ noun: String, _ kinds: Set<String>, before token: Int) -> Int? {
    let bodies = entities.indices.filter { entities[$0].kind == .organization }
    // By a word of the name, else by its kind.
    let named = bodies.filter { body in
      entities[body].names.contains { name in names[name].tokens.contains { lowered[$0] == noun } }
    }
    if let found = lastNamed(named, before: token) { return found }
    // Who tells the news is not what it is about.
    let teller = dateline?.agencyTokens.flatMap { self.name(at: $0.lowerBound) }
    let ofKind = bodies.filter { body in
      kinds.contains(entities[body].bodyKind ?? "other")
        && teller.map { entities[body].names != [$0] } ?? true
    }
    guard let found = lastNamed(ofKind, before: token) else { return nil }
    // Farther than three sentences it could be anything.
    let last = entities[found].names.last { names[$0].tokens.lowerBound < token }
    guard let last, sentenceOf[token] - sentenceOf[names[last].tokens.lowerBound] <= 3 else {
      return nil
    }
    return found
  }

  /// Of some entities the one named last before a token.
  private func lastNamed(_ candidates: [Int], before token: Int) -> Int? {
    var best: (entity: Int, token: Int)?
    for candidate in candidates {
      for name in entities[candidate].names {
        let position = names[name].tokens.lowerBound
        if position < token, position > best?.token ?? -1 { best = (candidate, position) }
      }
    }
    return best?.entity
  }
}
