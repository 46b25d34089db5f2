internal import Language

/// A noun phrase that says what somebody is: "former NATO secretary general", "the mayor of Paris".
struct RolePhrase {
  /// The title itself, with its modifiers.
  var title: Range<Int>
  /// The whole phrase with article, owner and complement.
  var whole: Range<Int>
  /// The noun that decides.
  var head: Int
  var classes: NameLexicon.RoleClasses
  /// The index of the entity whose role it is.
  var owner: Int?
  /// The country that stands before the title where the complement tells another owner.
  var home: Int?
  /// Whether the phrase names an owner in words, known or not: "the ministry's spokesman".
  var hasOwner = false
  var isFormer = false
  var isPlural = false
  /// Whether the owner is only what the office is for: "the U.N. envoy for Syria".
  var isOwnerTopic = false
}

extension Reading {
  static let formerWords: Set<String> = [
    "former", "ex", "then", "late", "retired", "onetime", "previous", "ousted", "deposed",
    "erstwhile",
  ]
  /// How an office is held; they may stand before a title in capitals.
  private static let statusWords: Set<String> = [
    "acting", "interim", "caretaker", "incumbent", "outgoing", "incoming", "deputy", "current",
    "new", "newly", "longtime", "embattled", "second", "junior", "senior", "chief",
  ]
  private static let determiners: Set<String> = [
    "the", "a", "an", "his", "her", "their", "its", "this", "that", "another", "fellow", "both",
    "our", "my", "your", "two", "three", "several", "some", "any", "one", "each",
  ]
  /// Titles whose second word stands behind the noun: "Attorney General".
  private static let postposed: Set<String> = ["general", "elect", "designate", "emeritus", "ii"]
  /// Words that end a title.
  static let functionWords = Reading.entityWords["function word"]

  /// Reads the phrase around its head noun.
  ///
  /// - Parameter assumed: what a noun that no list has is taken for, by where it stands.
  func rolePhrase(head: Int, assumed: NameLexicon.RoleClasses = []) -> RolePhrase? {
    let known = roleClasses(at: head)
    var classes = known.isEmpty ? assumed : known
    if lowered[head] == "executive", head > 0, lowered[head - 1] == "chief" {
      classes.insert(.office)
    }
    guard !classes.isEmpty else { return nil }
    var end = head + 1
    // "Secretary General", "president-elect".
    if end < words.count, Self.postposed.contains(lowered[end]), sameSentence(head, end),
      lowered[end] != "general" || isCapitalised(head) || !isCapitalised(end)
    {
      end += 1
    } else if isJoiningHyphen(end), Self.postposed.contains(lowered[end + 1]) {
      end += 2
    }
    let word = lowered[head]
    var phrase = RolePhrase(
      title: head..<end, whole: head..<end, head: head, classes: classes, owner: nil)
    phrase.isPlural =
      word.hasSuffix("s") && word != "boss" && !word.hasSuffix("ss") || word.hasSuffix("men")
      || ["children", "wives"].contains(word)
    phrase.isFormer = word.hasPrefix("ex-") || word.hasPrefix("then-")
    readComplement(&phrase)
    readModifiers(&phrase)
    return phrase
  }

  /// "of Defence", "of the House Intelligence Committee", "for Argentina's Amnesty International".
  private func readComplement(_ phrase: inout RolePhrase) {
    var end = phrase.whole.upperBound
    var rounds = 0
    while end + 1 < words.count, sameSentence(phrase.head, end + 1), rounds < 2 {
      rounds += 1
      // "Member of parliament (MP)".
      guard ["of", "for", "at", "to", "with", "in", "from", "responsible"].contains(lowered[end])
      else { break }
      if lowered[end] == "responsible" {
        var next = end
        while next < words.count, sameSentence(phrase.head, next),
          ![",", ".", "said", "who"].contains(lowered[next])
        {
          next += 1
        }
        phrase.title = phrase.title.lowerBound..<min(next, end + 10)
        end = phrase.title.upperBound
        break
      }
      // "A spokesman in Trieste, Kim Lee, said": where, not whose.
      if lowered[end] == "in", let place = name(at: end + 1), names[place].kind == .place,
        names[place].tokens.upperBound + 1 < words.count,
        words[names[place].tokens.upperBound] == ",",
        let behind = name(at: names[place].tokens.upperBound + 1), names[behind].kind == .person
      {
        phrase.whole = phrase.whole.lowerBound..<names[place].tokens.upperBound
        return
      }
      if ["to", "with", "from", "in"].contains(lowered[end]),
        ![
          "ambassador", "envoy", "adviser", "advisor", "representative", "aide", "senator",
          "candidate", "official", "officer", "analyst", "researcher", "professor", "fellow",
          "correspondent", "consul", "delegate", "expert", "counterpart", "colleague",
          "leader", "whip",
        ]
        .contains(lowered[phrase.head]), !isOriginOrEmployer(end, phrase)
      {
        break
      }
      var next = end + 1
      var steps = 0
      var found: Int?
      while next < words.count, sameSentence(phrase.head, next), steps < 5 {
        if let name = name(at: next), isPrefixOrBase(name) {
          // "founder of the Geneva-based group Civitas Maxima".
          next = names[name].tokens.upperBound + 2
          continue
        }
        if let name = name(at: next) {
          // "the wife of Taras Hryb", "a spokesman for President Arévalo".
          // In "Secretary of State Mike Pompeo" the name is no complement.
          let isOwner =
            names[name].kind != .person
            || servesPeople(phrase)
              && (isTitleWord(next - 1) || !roleClasses(at: next - 1).isEmpty
                || (end + 1..<next).allSatisfy { !isCapitalised($0) })
          if isOwner { found = name }
          break
        }
        let isSkipped =
          Self.determiners.contains(lowered[next]) || isOrdinal(next) || isJoiningHyphen(next)
          || isWord(next) && !isVerb(next)
            && !["of", "and", ",", "as", "who", "that", "which"].contains(lowered[next])
        guard isSkipped else { break }
        if isJoiningHyphen(next) { steps -= 1 }
        next += 1
        steps += 1
      }
      guard let found else {
        // "Minister of Information", "secretary of state", "speaker of the parliament".
        let isTopic = ["of", "for"].contains(lowered[end])
        guard isTopic, rounds == 1 || lowered[end] == "of" && !isCapitalised(end + 1) else { break }
        var last = end + 1
        if Self.determiners.contains(lowered[last]) { last += 1 }
        guard last < words.count, isWord(last), !isVerb(last), name(at: last) == nil,
          sameSentence(last, phrase.head)
        else { break }
        // "head of a regional civil defense office,": up to the comma that closes it.
        var closing = last
        while closing < words.count, closing - end < 8, sameSentence(closing, phrase.head),
          name(at: closing) == nil, isWord(closing), !isVerb(closing), !isCapitalised(closing),
          !Self.functionWords.contains(lowered[closing]), roleClasses(at: closing).isEmpty
        {
          closing += 1
        }
        if closing - last > 1, closing < words.count, words[closing] == ",",
          !isCapitalised(phrase.head)
        {
          phrase.title = phrase.title.lowerBound..<closing
          end = closing
          continue
        }
        last += 1
        while last < words.count, sameSentence(last, phrase.head), name(at: last) == nil,
          last - end < 9, !Self.addresses.contains(lowered[last]),
          // "state secretary for water management".
          analyzed.tokens[last].tag == .noun && !isCapitalised(last)
            && roleClasses(at: last).isEmpty && rounds == 1 && last - end < 4
            || isCapitalised(last) && isWord(last) && isCapitalised(last - 1)
            || lowered[last] == "and" && isWord(last + 1) && name(at: last + 1) == nil
              && isFollowedByPerson(last + 1)
            || isFollowedByPerson(last)
        {
          last += 1
        }
        phrase.title = phrase.title.lowerBound..<last
        end = last
        // "head of its sister organization, the Global Justice Project".
        let apposed = end + (lowered[end + 1] == "the" ? 2 : 1)
        if words[end] == ",", Self.bodyNouns[lowered[end - 1]] != nil, let name = name(at: apposed),
          names[name].kind == .organization, sameSentence(apposed, phrase.head)
        {
          phrase.owner = entity(ofName: name)
          phrase.hasOwner = true
          end = names[name].tokens.upperBound
          break
        }
        continue
      }
      // The owner of an owner: "Argentina's Amnesty International" is Amnesty's.
      var owner = found
      while isPossessive(names[owner].tokens.upperBound),
        let next = name(at: names[owner].tokens.upperBound + 1), names[next].kind == .organization
      {
        owner = next
      }
      if names[owner].kind == .adjective,
        let next = name(at: names[owner].tokens.upperBound), names[next].kind == .organization
      {
        owner = next
      }
      // "director of Argentina's Amnesty International".
      if owner != found, names[found].kind == .place { phrase.home = entity(ofName: found) }
      // "mayor of the Polish city of Gdańsk".
      if names[owner].kind == .adjective {
        let noun = names[owner].tokens.upperBound
        if lowered[noun + 1] == "of", let inner = name(at: noun + 2), names[inner].kind == .place {
          owner = inner
        }
      }
      // "head of the UN peacekeeping mission MONUSCO".
      var apposed = names[owner].tokens.upperBound
      while apposed < words.count, apposed - names[owner].tokens.upperBound < 4,
        sameSentence(apposed, phrase.head), name(at: apposed) == nil, isWord(apposed),
        !isVerb(apposed), !isCapitalised(apposed), !Self.functionWords.contains(lowered[apposed])
      {
        apposed += 1
      }
      if apposed > names[owner].tokens.upperBound, let next = name(at: apposed),
        names[next].kind == .organization, sameSentence(apposed, phrase.head)
      {
        owner = next
      }
      phrase.owner = entity(ofName: owner)
      phrase.hasOwner = true
      phrase.isOwnerTopic = ["for", "in"].contains(lowered[phrase.whole.upperBound])
      end = names[owner].tokens.upperBound
      if isPossessive(end) {
        // "head of the UK's counter terror police": up to the end of the noun phrase.
        var last = end + 1
        while last < words.count, sameSentence(last, phrase.head), isWord(last), !isVerb(last),
          name(at: last).map({ names[$0].kind != .person }) ?? true, last - end < 6,
          !Self.functionWords.contains(lowered[last])
        {
          last += 1
        }
        end = last
      }
      // "for Systems Science": one complement.
      if phrase.owner != nil { break }
    }
    if end < words.count, words[end] == "(", end + 2 < words.count {
      if words[end + 2] == ")" {
        end += 3
      } else if isJoiningHyphen(end + 2), words[end + 4] == ")" {
        end += 5
      }
    }
    // "of the Servant of the People party".
    if phrase.owner != nil,
      [
        "party", "movement", "group", "alliance", "coalition", "faction", "bloc", "caucus",
        "region",
      ]
      .contains(lowered[end]), sameSentence(end, phrase.head)
    {
      end += 1
    }
    // "keeper of the Cape Reinga light", "head chef of the Aragawa restaurant".
    if phrase.owner != nil, end < words.count,
      end == phrase.whole.upperBound || name(at: end - 1) != nil
    {
      var last = end
      while last < words.count, last - end < 3, sameSentence(last, phrase.head),
        name(at: last) == nil, analyzed.tokens[last].tag == .noun, !isCapitalised(last)
      {
        last += 1
      }
      if last > end,
        last >= words.count || !sameSentence(last, phrase.head) || !isWord(last)
          || ["in", "who", "and", "at", "on", "for"].contains(lowered[last])
      {
        end = last
      }
    }
    // "the commissioner of police in the state".
    if phrase.owner == nil, ["in", "for"].contains(lowered[end]), lowered[end + 1] == "the",
      Self.landNouns.contains(lowered[end + 2]), sameSentence(end + 2, phrase.head)
    {
      end += 3
    }
    phrase.whole = phrase.whole.lowerBound..<min(end, words.count)
  }

  /// "a farmer from Kano", "an engineer with Eskom": where a person without an office is from, or
  /// works.
  private func isOriginOrEmployer(_ preposition: Int, _ phrase: RolePhrase) -> Bool {
    guard phrase.classes.isDisjoint(with: [.office, .relation]) else { return false }
    let next = preposition + (lowered[preposition + 1] == "the" ? 2 : 1)
    guard let name = name(at: next) else { return false }
    switch lowered[preposition] {
    case "from": return names[name].kind == .place || names[name].kind == .organization
    case "with": return names[name].kind == .organization
    default: return false
    }
  }

  /// Whether a person's name follows within a few words without a verb or a comma.
  private func isFollowedByPerson(_ token: Int) -> Bool {
    var next = token
    while next < words.count, next - token < 5, sameSentence(token, next) {
      if let name = name(at: next) { return names[name].kind == .person && next > token }
      guard isWord(next), !isVerb(next), !Self.determiners.contains(lowered[next]),
        lowered[next] == "and" || !Self.functionWords.contains(lowered[next])
      else { return false }
      next += 1
    }
    return false
  }

  /// "former", "NATO", "Indonesia's security": from the head to the left.
  private func readModifiers(_ phrase: inout RolePhrase) {
    var start = phrase.head
    var titleStart = phrase.head
    while start > 0, phrase.head - start < 9, sameSentence(start - 1, phrase.head) {
      let previous = start - 1
      // "World Health Organization (WHO) emergencies director".
      if words[previous] == ")", previous > 2, words[previous - 2] == "(", isAcronym(previous - 1) {
        start = previous - 2
        continue
      }
      if let name = name(at: previous), isPrefixOrBase(name) {
        // "pro-Beijing lawmaker".
        start = max(names[name].tokens.lowerBound - 2, 0)
        continue
      }
      if let name = name(at: previous) {
        let kind = names[name].kind
        let first = names[name].tokens.lowerBound
        guard kind != .person else { break }
        // "Treasury Secretary": of the country, not of the house it is named for.
        if ["secretary", "minister"].contains(lowered[phrase.head]), previous + 1 == phrase.head,
          names[name].tokens.count == 1,
          ["treasury", "cabinet", "interior"].contains(lowered[first]),
          phrase.owner == nil
        {
          titleStart = first
          start = first
          continue
        }
        let isParty = names[name].entry?.organizationKind == "party"
        if phrase.home == nil, let land = entity(ofName: name), isCountry(land) {
          phrase.home = land
        }
        if !phrase.hasOwner || phrase.owner == nil {
          // "the Democratic chairman", "Republican Senator": what party, not whose office.
          let isAdjective = Self.partyAdjectives.contains(words[names[name].tokens.lowerBound])
          if !isParty || Self.partyOffices.contains(lowered[phrase.head])
            || ["chief", "boss", "president", "secretary-general", "chancellor", "patriarch"]
              .contains(lowered[phrase.head]) && !isAdjective && names[name].tokens.count > 1
            || ["lawmaker", "mp", "legislator", "parliamentarian", "deputy", "councillor", "mep"]
              .contains(lowered[phrase.head])
              && !Self.partyAdjectives.contains(words[names[name].tokens.lowerBound])
          {
            phrase.owner = entity(ofName: name)
            phrase.hasOwner = true
          }
        } else if kind == .organization, phrase.isOwnerTopic, !isParty {
          phrase.owner = entity(ofName: name)
          phrase.isOwnerTopic = false
        }
        start = first
        continue
      }
      if isPossessive(previous) {
        guard let name = name(at: previous - 1) else {
          // "the party's leader": an owner without a name.
          if isWord(previous - 1) {
            phrase.hasOwner = true
            start = previous - 1
            continue
          }
          break
        }
        if names[name].kind == .person {
          phrase.owner = entity(ofName: name)
          phrase.hasOwner = true
          start = names[name].tokens.lowerBound
          break
        }
        // "Amnesty International's Nigeria director" is Amnesty's.
        let isBody = names[name].kind == .organization
        let ownsPlace =
          isBody
          && phrase.owner.map {
            entities[$0].kind == .place && (phrase.whole.upperBound == phrase.title.upperBound)
          } ?? false
        if phrase.owner == nil || ownsPlace || isBody && phrase.isOwnerTopic {
          phrase.owner = entity(ofName: name)
        }
        phrase.hasOwner = true
        start = names[name].tokens.lowerBound
        continue
      }
      if isJoiningHyphen(previous), previous > 1, let name = name(at: previous - 1),
        ["based", "born", "backed", "led", "trained"].contains(lowered[previous + 1])
      {
        // "the Geneva-based".
        start = names[name].tokens.lowerBound
        continue
      }
      if isJoiningHyphen(previous), previous > 0, name(at: previous - 1) == nil {
        start = previous - 1
        if Self.formerWords.contains(lowered[previous - 1]) {
          phrase.isFormer = true
          continue
        }
        if titleStart == previous + 1 { titleStart = start }
        continue
      }
      let word = lowered[previous]
      if Self.formerWords.contains(word) {
        phrase.isFormer = true
        start = previous
        continue
      }
      if Self.determiners.contains(word) {
        start = previous
        break
      }
      // "the current chairwoman".
      if word == "current" {
        start = previous
        continue
      }
      guard isWord(previous) else { break }
      // "the jailed founder", "the newly elected mayor": no part of the title.
      if isParticiple(previous), previous > 0,
        Self.determiners.contains(lowered[previous - 1]) || isPossessive(previous - 1)
          || lowered[previous - 1].hasSuffix("ly")
      {
        start = lowered[previous - 1].hasSuffix("ly") ? previous - 1 : previous
        continue
      }
      guard
        isModifier(previous)
          || isSentenceStart(previous) && Self.ministerialTopics.contains(words[previous])
      else { break }
      // A title is written in one manner: "candidate Senator" are two.
      if isCapitalised(titleStart), !isAcronym(titleStart), !isCapitalised(previous),
        !isJoiningHyphen(titleStart - 1),
        !Self.statusWords.contains(lowered[previous])
      {
        break
      }
      // "Junta leader General Kim Lee": two titles.
      if Self.lastingTitles.contains(lowered[phrase.head]), titleStart == phrase.head,
        previous + 1 == phrase.head,
        !roleClasses(at: previous).isDisjoint(with: [.office, .member]),
        !Self.rankModifiers.contains(lowered[previous])
      {
        break
      }
      if titleStart == start { titleStart = previous }
      start = previous
    }
    phrase.title = titleStart..<phrase.title.upperBound
    phrase.whole = start..<phrase.whole.upperBound
  }

  /// "Transport", "Trade": what a sentence seems to start with a verb for.
  private static let ministerialTopics = Reading.entityWords["topic"]

  /// Titles that stay with a person whatever they lead, and what belongs to such a title.
  private static let lastingTitles: Set<String> = [
    "general", "colonel", "captain", "admiral", "lieutenant", "sergeant", "professor", "bishop",
    "archbishop", "sheikh", "prince", "princess", "judge",
  ]
  private static let rankModifiers: Set<String> = [
    "lieutenant", "major", "brigadier", "vice", "rear", "deputy", "chief", "staff", "assistant",
    "adjutant", "attorney", "secretary", "director", "inspector", "solicitor", "prosecutor",
    "consul", "governor", "surgeon", "advocate", "procurator", "auditor", "commander", "lt.",
    "maj.", "crown", "associate", "marshal", "sergeant", "master", "corporal", "commissioner",
    "controller", "registrar", "postmaster", "paymaster", "quartermaster", "comptroller",
  ]

  /// Offices of parties.
  private static let partyOffices: Set<String> = [
    "leader", "chairman", "chairwoman", "chair", "chairperson", "head", "member", "spokesman",
    "spokeswoman", "spokesperson", "candidate", "nominee", "treasurer", "official", "founder",
    "activist", "strategist", "leaders", "members", "deputy", "secretary",
  ]

  /// "pro-Beijing", "Geneva-based": a name that a hyphen makes a part of an adjective.
  private func isPrefixOrBase(_ name: Int) -> Bool {
    let tokens = names[name].tokens
    if isJoiningHyphen(tokens.lowerBound - 1), !isCapitalised(tokens.lowerBound - 2),
      isWord(tokens.lowerBound - 2), !Self.formerWords.contains(lowered[tokens.lowerBound - 2])
    {
      return true
    }
    return isJoiningHyphen(tokens.upperBound) && tokens.upperBound + 1 < words.count
      && !isCapitalised(tokens.upperBound + 1)
  }

  static let landNouns: Set<String> = [
    "state", "province", "region", "country", "city", "town", "district", "county", "territory",
  ]

  /// Nouns of those who work for one person.
  private static let attendants: Set<String> = [
    "spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "lawyer",
    "attorney", "assistant", "bodyguard", "ally", "biographer", "staff", "deputy",
    "envoy", "supporter", "follower", "solicitor", "barrister", "driver", "physician", "doctor",
    "appointee", "nominee", "disciple", "critic", "admirer", "student", "pupil", "secretary",
  ]

  /// Whether a role may be of a person: relatives, aides, spokesmen.
  func servesPeople(_ phrase: RolePhrase) -> Bool {
    phrase.classes.contains(.relation) || Self.attendants.contains(lowered[phrase.head])
      || phrase.title.contains { lowered[$0] == "staff" }
  }

  private func isParticiple(_ token: Int) -> Bool {
    switch analyzed.tokens[token].pennTag {
    case .verbPastParticiple, .verbPast: return true
    default: return false
    }
  }

  /// A noun or an adjective that belongs to the title on its right.
  private func isModifier(_ token: Int) -> Bool {
    switch analyzed.tokens[token].pennTag {
    case .noun, .properNoun, .adjective, .properNounPlural, .verbGerund:
      return !["current", "including", "fellow", "early", "late"].contains(lowered[token])
    case .nounPlural:
      return analyzed.tokens[token].head > token || !roleClasses(at: token + 1).isEmpty
    default:
      return [
        "acting", "interim", "caretaker", "deputy", "vice", "incumbent", "chief", "younger",
        "older", "elder", "eldest", "youngest",
      ].contains(lowered[token])
    }
  }

  /// Whether a token is a finite verb, as far as can be told.
  func isVerb(_ token: Int) -> Bool {
    guard token >= 0, token < words.count else { return false }
    switch analyzed.tokens[token].pennTag {
    case .verbPast, .verbPresent, .verbPresentThird, .modal: return true
    default: return false
    }
  }
}
