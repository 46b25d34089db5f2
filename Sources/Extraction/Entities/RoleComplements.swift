internal import Language

/// What stands behind a noun of role: "of Defence", "of the House Intelligence Committee".
extension Reading {
  /// "of Defence", "of the House Intelligence Committee", "for Argentina's Amnesty International".
  func readComplement(_ phrase: inout RolePhrase) {
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
        .contains(lowered[phrase.head]), !isOriginOrEmployer(end, phrase),
        lowered[end] != "from" || phrase.classes.isDisjoint(with: .member)
      {
        break
      }
      // "an ally of the president": of who holds the office.
      if rounds == 1, servesPeople(phrase), ["of", "to", "for"].contains(lowered[end]),
        let (person, last) = holderOfOffice(behind: end)
      {
        phrase.owner = person
        phrase.hasOwner = true
        end = last
        break
      }
      var next = end + 1
      var steps = 0
      var found: Int?
      while next < words.count, sameSentence(phrase.head, next), steps < 5 {
        if let name = name(at: next), isPrefixOrBase(name) {
          // "founder of the Geneva-based group Civitas Maxima".
          let isPrefixed = isJoiningHyphen(names[name].tokens.lowerBound - 1)
          next = names[name].tokens.upperBound + (isPrefixed ? 0 : 2)
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
          isPossessive(next) || Self.determiners.contains(lowered[next]) || isOrdinal(next)
          || isJoiningHyphen(next)
          || isWord(next) && !isVerb(next)
            && !["of", "and", ",", "as", "who", "that", "which"].contains(lowered[next])
        guard isSkipped else { break }
        if isJoiningHyphen(next) { steps -= 1 }
        next += 1
        steps += 1
      }
      // "chairman of the parliament's Foreign Affairs Committee", not "of the firm's Kenya office".
      if let name = found, names[name].kind != .organization,
        (end + 1..<names[name].tokens.lowerBound).contains(where: { isPossessive($0) })
      {
        found = nil
      }
      guard let found else {
        // "an official in the occupied part of the region,": where, and not whose.
        if lowered[end] == "in", var closing = plainNounPhrase(end + 1) {
          if lowered[closing] == "of", let inner = plainNounPhrase(closing + 1) { closing = inner }
          if closing < words.count, words[closing] == ",", sameSentence(closing, phrase.head) {
            end = closing
          }
          break
        }
        // "Minister of Information", "secretary of state", "speaker of the parliament".
        let isTopic = ["of", "for"].contains(lowered[end])
        guard isTopic, rounds == 1 || lowered[end] == "of" && !isCapitalised(end + 1) else { break }
        var last = end + 1
        if Self.determiners.contains(lowered[last]) { last += 1 }
        guard last < words.count, isWord(last), !isVerb(last), name(at: last) == nil,
          sameSentence(last, phrase.head)
        else { break }
        // "commander of the fifth naval zone of the Guards", "spokesperson for the border guard,".
        if let closing = plainNounPhrase(end + 1), closesTopic(closing) {
          phrase.title = phrase.title.lowerBound..<closing
          end = closing
          continue
        }
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
            || isJoiningHyphen(last) && isCapitalised(last + 1)
            || isCapitalised(last) && isJoiningHyphen(last - 1)
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
      phrase.isOwnerTopic =
        ["for", "in"].contains(lowered[phrase.whole.upperBound])
        || lowered[phrase.whole.upperBound] == "to"
          && lowered[phrase.head] == "envoy"
      end = names[owner].tokens.upperBound
      if lowered[phrase.whole.upperBound] == "for", let topic = regionalTopic(owner, phrase) {
        phrase.owner = nil
        phrase.hasOwner = false
        phrase.title = phrase.title.lowerBound..<topic
        end = topic
        break
      }
      // "special representative of the UN Secretary-General": the office is the body's.
      if names[owner].kind == .organization, !roleClasses(at: end).isEmpty,
        sameSentence(end, phrase.head), lowered[phrase.whole.upperBound] != "to"
      {
        let last = isJoiningHyphen(end + 1) ? end + 3 : end + 1
        let isTitle =
          name(at: last).map { names[$0].kind == .person && last == names[$0].tokens.lowerBound }
          ?? false
        if !isTitle { end = last }
      }
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
        "region", "province", "oblast", "county", "district", "state", "city", "island", "islands",
        "governorate", "prefecture", "territory", "republic", "peninsula", "municipality",
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
      // "head of the Belarusian border committee's press service,".
      while last < words.count, last - end < 6, sameSentence(last, phrase.head),
        name(at: last) == nil, !isCapitalised(last),
        analyzed.tokens[last].tag == .noun
          || last + 1 < words.count && [.noun, .adj].contains(analyzed.tokens[last + 1].tag)
            && (analyzed.tokens[last].tag == .adj || isPossessive(last) && last > end)
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
    // "leader of the Left party in the Bundestag,": where, before the comma that closes it.
    if phrase.owner != nil, lowered[end] == "in" {
      let place = end + (lowered[end + 1] == "the" ? 2 : 1)
      if let name = name(at: place), sameSentence(place, phrase.head),
        names[name].kind == .place || names[name].kind == .organization,
        words[names[name].tokens.upperBound] == ","
      {
        end = names[name].tokens.upperBound
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

  /// "Minister for the Middle East", "envoy for Ukraine negotiations": the end of what an office is
  /// for, where it is a region or a matter and no owner.
  private func regionalTopic(_ name: Int, _ phrase: RolePhrase) -> Int? {
    guard names[name].kind != .organization, phrase.classes.contains(.office),
      !phrase.classes.contains(.staff), let place = entity(ofName: name)
    else { return nil }
    let start = names[name].tokens.upperBound
    var end = start
    while end < words.count, end - start < 5, sameSentence(end, phrase.head),
      self.name(at: end) == nil,
      analyzed.tokens[end].tag == .noun || isCapitalised(end) && isWord(end)
        || lowered[end] == "and" && end > start
    {
      end += 1
    }
    if end > start, lowered[end - 1] == "and" { end -= 1 }
    if end > start, ["region", "party", "group"].contains(lowered[start]) { end = start }
    let isFollowedByName =
      self.name(at: end).map { names[$0].kind == .person && end == names[$0].tokens.lowerBound }
      ?? false
    guard end > start || entities[place].country == nil,
      end >= words.count || !isWord(end) || isFollowedByName || !sameSentence(end, phrase.head)
        || Self.functionWords.contains(lowered[end]) || isVerb(end)
    else { return nil }
    return end
  }

  /// The end of a noun phrase that names nothing: "the fifth naval zone", "the border guard".
  private func plainNounPhrase(_ start: Int) -> Int? {
    var next = start
    if Self.determiners.contains(lowered[next]) { next += 1 }
    var end: Int?
    while next < words.count, next - start < 8, sameSentence(next, start), name(at: next) == nil,
      isWord(next) || isJoiningHyphen(next) || isOrdinal(next) || isPossessive(next),
      !isCapitalised(next), !isVerb(next), !Self.functionWords.contains(lowered[next])
    {
      if isPossessive(next) {
        next += 1
        continue
      }
      switch analyzed.tokens[next].tag {
      case .noun: end = next + 1
      case .adj, .num, .verb, .propn, .adv, .punct: break
      default: return end
      }
      next += 1
    }
    return end == next ? end : nil
  }

  /// Whether a topic may end before a token: at the comma that closes the phrase, or before "of"
  /// and a name.
  private func closesTopic(_ token: Int) -> Bool {
    guard token + 1 < words.count, sameSentence(token, token - 1) else { return false }
    if words[token] == "," { return true }
    guard ["of", "for", "in", "at"].contains(lowered[token]) else { return false }
    // "of the province for security affairs,".
    if let end = plainNounPhrase(token + 1), end < words.count, words[end] == "," { return true }
    return name(at: token + 1) != nil
      || Self.determiners.contains(lowered[token + 1]) && name(at: token + 2) != nil
  }

  /// "the adviser to the president": the person who holds an office that the text told before.
  private func holderOfOffice(behind preposition: Int) -> (person: Int, end: Int)? {
    guard lowered[preposition + 1] == "the", entities.count < 1_000 else { return nil }
    var last: Int?
    var next = preposition + 2
    while next - preposition < 6, next < words.count, sameSentence(next, preposition),
      name(at: next) == nil, isWord(next), !isVerb(next)
    {
      if !roleClasses(at: next).isEmpty {
        last = next
      } else if last != nil {
        break
      }
      next += 1
    }
    guard let last, next == last + 1, !["of", "for"].contains(lowered[next]) else { return nil }
    let head = singular(lowered[last])
    let isPrime = (preposition + 2..<last).contains { Self.secondary.contains(lowered[$0]) }
    var found: Int?
    for person in entities.indices where entities[person].kind == .person {
      let holds = entities[person].roles.contains { role in
        !role.isFormer && headWord(role) == head
          && role.title.lowerBound < preposition
          && role.title.contains { Self.secondary.contains(lowered[$0]) } == isPrime
      }
      guard holds else { continue }
      // Two who hold it: nobody can tell.
      if found != nil { return nil }
      found = person
    }
    return found.map { ($0, last + 1) }
  }

  private static let secondary: Set<String> = ["prime", "vice", "deputy", "first"]

  /// Those whom a country or a body sends to another.
  static let emissaries: Set<String> = [
    "ambassador", "envoy", "representative", "consul", "delegate", "emissary", "attaché",
    "attache", "nuncio", "coordinator", "rapporteur",
  ]

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
}
