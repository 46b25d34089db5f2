internal import Language

/// What people are: the title before a name, appositions on either side, "X, who heads Y", "was
/// elected mayor of Z".
extension Reading {
  mutating func findRoles() {
    var used = Set<Int>()
    for name in names.indices where names[name].kind == .person {
      guard let person = entity(ofName: name) else { continue }
      findRoleBefore(name, person, &used)
      findRoleInApposition(name, person, &used)
      findMembership(name, person)
      findHeadship(name, person)
    }
    findPredicatedRoles(&used)
    completeRoles()
  }

  private mutating func addRole(_ phrase: RolePhrase, to person: Int, _ sieve: String) {
    // Forms of address say nothing of an office.
    if Self.addresses.contains(lowered[phrase.head]) { return }
    var owner = phrase.owner
    if owner == person { owner = nil }
    if phrase.classes == .relation, owner == nil, let pronoun = possessivePronoun(phrase) {
      owner = antecedent(ofPronoun: pronoun, notAs: person)
    }
    let head = singular(lowered[phrase.head])
    let same = entities[person].roles.firstIndex { role in
      self.headWord(role) == head && (role.of == owner || role.of == nil || owner == nil)
    }
    if let same {
      if entities[person].roles[same].of == nil { entities[person].roles[same].of = owner }
      return
    }
    var role = Entity.RoleFinding(
      title: phrase.title, of: owner, isFormer: phrase.isFormer, sieve: sieve)
    role.home = phrase.home
    role.isAbroad = ["ambassador", "envoy", "representative", "consul"].contains(head)
    if phrase.isPlural {
      let before = phrase.title.lowerBound..<phrase.head
      role.text =
        (before.isEmpty ? "" : analyzed.string(before) + " ") + singular(words[phrase.head])
    }
    entities[person].roles.append(role)
  }

  private func headWord(_ role: Entity.RoleFinding) -> String {
    if let text = role.text {
      return text.split(separator: " ").last.map { $0.lowercased() } ?? text
    }
    // The noun of role in the title; of "Secretary of State" the first, of "foreign minister" the last.
    for token in role.title.reversed() where lowered[token] != "general" {
      let isBehindOf = role.title.contains {
        $0 < token && ["of", "for", "responsible"].contains(lowered[$0])
      }
      if !isBehindOf, !lexicon.roleClasses(of: lowered[token]).isEmpty {
        return singular(lowered[token])
      }
    }
    return role.title.last.map { singular(lowered[$0]) } ?? ""
  }

  func singular(_ word: String) -> String {
    if word.hasSuffix("men") { return word.dropLast(2) + "an" }
    return word.hasSuffix("s") && word != "boss" && !word.hasSuffix("ss")
      ? String(word.dropLast()) : word
  }

  private func possessivePronoun(_ phrase: RolePhrase) -> Int? {
    let first = phrase.whole.lowerBound
    return ["his", "her", "their"].contains(lowered[first]) ? first : nil
  }

  // MARK: Before the name

  /// "NATO Secretary General Jens Stoltenberg", "President of Argentina Alberto Fernández",
  /// "The mayor of Paris, Anne Hidalgo,".
  private mutating func findRoleBefore(_ name: Int, _ person: Int, _ used: inout Set<Int>) {
    let start = names[name].tokens.lowerBound
    var before = start - 1
    // "Dr Ali bin Tamim", "Lord Carloway": the address is skipped.
    while before >= 0, sameSentence(before, start), Self.addresses.contains(lowered[before]) {
      before -= 1
    }
    guard before >= 0, sameSentence(before, start) else { return }
    if words[before] == ")", before > 2, words[before - 2] == "(" { before -= 3 }
    guard before >= 0 else { return }
    if [",", "—", "–"].contains(words[before]) {
      if let phrase = phrase(endingAt: before), isSetOff(phrase, name) {
        used.insert(phrase.head)
        addRole(phrase, to: person, "apposition-before")
      }
      return
    }
    // "Republican Kevin McCarthy": a party's adjective.
    if let party = self.name(at: before), names[party].entry?.organizationKind == "party",
      names[party].tokens.count == 1
    {
      let word = words[before]
      if !entities[person].roles.contains(where: { $0.text == word }) {
        entities[person].roles.append(
          .init(title: before..<before + 1, text: word, of: nil, sieve: "party"))
      }
      return
    }
    guard var phrase = directPhrase(before) ?? phraseWithComplement(before) else { return }
    if phrase.isPlural {
      // "Senators Marco Rubio of Florida, Mike Lee of Utah": everybody of the list.
      used.insert(phrase.head)
      distribute(phrase, from: name)
      return
    }
    used.insert(phrase.head)
    if phrase.whole.upperBound > before + 1 { phrase.whole = phrase.whole.lowerBound..<before + 1 }
    addRole(phrase, to: person, "before")
    // "presidential candidate Senator Ted Cruz".
    if let other = self.phrase(endingAt: phrase.whole.lowerBound), !other.isPlural,
      other.head != phrase.head
    {
      used.insert(other.head)
      addRole(other, to: person, "before")
    }
    addCoordinated(before: phrase, to: person, &used)
  }

  /// The phrase whose noun stands right before the name.
  private func directPhrase(_ last: Int) -> RolePhrase? {
    var head = last
    if roleClasses(at: head).isEmpty || ["general", "elect", "designate"].contains(lowered[head]) {
      if ["general", "elect", "designate"].contains(lowered[head]), head > 0 {
        var inner = head - 1
        if isJoiningHyphen(inner) { inner -= 1 }
        if !roleClasses(at: inner).isEmpty { head = inner }
      }
    }
    guard var phrase = rolePhrase(head: head) else { return nil }
    // Abbreviated titles keep their point.
    if phrase.title.upperBound > last + 1 { phrase.title = phrase.title.lowerBound..<last + 1 }
    return phrase
  }

  /// The phrase whose complement ends right before the name: "First Minister of Scotland".
  private func phraseWithComplement(_ last: Int) -> RolePhrase? {
    var index = last
    while index > 0, last - index < 11, sameSentence(index - 1, last) {
      if [",", ";", ":", "\"", "“", "”", "("].contains(words[index]) || isVerb(index),
        name(at: index) == nil
      {
        return nil
      }
      if ["of", "for", "from", "to", "at"].contains(lowered[index]),
        !roleClasses(at: index - 1).isEmpty || lowered[index - 1] == "general"
      {
        let head =
          lowered[index - 1] == "general" && index > 1 && !roleClasses(at: index - 2).isEmpty
          ? index - 2 : index - 1
        guard let phrase = rolePhrase(head: head) else { return nil }
        // The complement must reach the name.
        if phrase.whole.upperBound > last { return phrase }
        if phrase.owner == nil, phrase.whole.upperBound == last + 1 { return phrase }
      }
      index -= 1
    }
    return nil
  }

  /// "Conservative Party leader and Prime Minister Boris Johnson".
  private mutating func addCoordinated(
    before phrase: RolePhrase, to person: Int, _ used: inout Set<Int>
  ) {
    let joint = phrase.whole.lowerBound - 1
    guard joint > 0, sameSentence(joint, phrase.head), ["and", "&"].contains(lowered[joint]),
      let other = self.phrase(endingAt: joint), !other.isPlural
    else { return }
    used.insert(other.head)
    addRole(other, to: person, "before")
  }

  private mutating func distribute(_ phrase: RolePhrase, from first: Int) {
    var index = first
    while index < names.count, sameSentence(names[index].tokens.lowerBound, phrase.head),
      names[index].tokens.lowerBound - phrase.head < 40
    {
      if names[index].kind == .person, let person = entity(ofName: index) {
        var own = phrase
        let end = names[index].tokens.upperBound
        if end + 1 < words.count, lowered[end] == "of", let place = name(at: end + 1) {
          own.owner = entity(ofName: place)
        }
        addRole(own, to: person, "list")
        var next = names[index].tokens.upperBound
        if next < words.count, lowered[next] == "of", let place = name(at: next + 1) {
          next = names[place].tokens.upperBound
        }
        guard next < words.count, [",", "and"].contains(lowered[next]) else { return }
        if words[next] == ",", next + 1 < words.count, lowered[next + 1] == "and" { next += 1 }
        guard let following = name(at: next + 1), names[following].kind == .person else { return }
        index = following
      } else {
        return
      }
    }
  }

  /// The role phrase that ends right before a token.
  private func phrase(endingAt end: Int) -> RolePhrase? {
    var index = end - 1
    while index >= 0, end - index < 16, sameSentence(index, end) {
      if !roleClasses(at: index).isEmpty, let phrase = rolePhrase(head: index),
        phrase.whole.upperBound == end
      {
        return phrase
      }
      if [",", ";", "\"", "”"].contains(words[index]) || isVerb(index) && name(at: index) == nil {
        return nil
      }
      index -= 1
    }
    return nil
  }

  /// Whether a name behind a comma is what the phrase before it means: it ends with another comma
  /// or with the clause.
  private func isSetOff(_ phrase: RolePhrase, _ name: Int) -> Bool {
    guard !phrase.isPlural else { return false }
    let end = names[name].tokens.upperBound
    guard end < words.count, sameSentence(end, phrase.head) else { return true }
    return [",", ".", ";", ":", ")", "—", "–", "?", "!", "\"", "”"].contains(words[end])
      || isVerb(end)
      || ["and", "as", "in", "who", "at", "on", "for", "is", "after", "from"].contains(lowered[end])
        && lowered[end] != "and"
  }

  // MARK: Behind the name

  /// "Wang Yi, China's foreign minister,", "Boris Johnson — former Foreign Secretary, mayor of
  /// London, and member of Parliament —".
  private mutating func findRoleInApposition(_ name: Int, _ person: Int, _ used: inout Set<Int>) {
    var joint = names[name].tokens.upperBound
    if isAge(joint + 1), joint + 2 < words.count, words[joint] == ",", words[joint + 2] == "," {
      joint += 2
    }
    guard joint + 1 < words.count, sameSentence(joint + 1, names[name].tokens.lowerBound),
      [",", "—", "–", "(", "-", "--"].contains(words[joint]),
      words[joint] != "-" || hasSpaceBefore(joint)
    else { return }
    var start = joint + 1
    var isFirst = true
    while start < words.count, sameSentence(start, joint) {
      guard let phrase = phrase(startingAt: start) else { return }
      // "…, President Trump": the title of the next one.
      if let next = self.name(at: phrase.whole.upperBound), names[next].kind == .person,
        phrase.whole.upperBound == names[next].tokens.lowerBound
      {
        return
      }
      if isFirst, isCapitalised(phrase.head), phrase.head == start, !phrase.hasOwner,
        !["MP", "CEO"].contains(words[phrase.head])
      {
        return
      }
      if phrase.isPlural || !endsApposition(phrase.whole.upperBound) { return }
      used.insert(phrase.head)
      addRole(phrase, to: person, "apposition")
      isFirst = false
      start = phrase.whole.upperBound
      if start < words.count, words[start] == "," { start += 1 }
      if start < words.count, lowered[start] == "and" { start += 1 }
      if start == phrase.whole.upperBound { return }
    }
  }

  /// "…, the Queen suspended": a phrase before a verb is another subject.
  private func endsApposition(_ token: Int) -> Bool {
    guard sameSentence(token, token - 1), isWord(token) else { return true }
    return [
      "and", "or", "who", "whose", "whom", "that", "which", "in", "at", "on", "from", "with",
      "since", "until", "for", "to", "of", "as", "by", "during", "under", "between", "but",
      "responsible", "when", "where", "after", "before", "speaking", "based", "accused", "and",
    ].contains(lowered[token])
  }

  /// The role phrase that starts at a token.
  func phrase(startingAt first: Int) -> RolePhrase? {
    // "then the Prime Minister", "also a member".
    var start = first
    let isThen = ["then", "once"].contains(lowered[first])
    if ["then", "now", "also", "currently", "once", "both", "himself", "herself"].contains(
      lowered[first]), !isJoiningHyphen(first + 1)
    {
      start += 1
    }
    var index = start
    while index < words.count, index - start < 12, sameSentence(index, start) {
      if !roleClasses(at: index).isEmpty, let phrase = rolePhrase(head: index) {
        if phrase.whole.lowerBound <= start {
          // "prime minister": the last noun of the row decides.
          let next = index + 1
          if next < words.count, !roleClasses(at: next).isEmpty, sameSentence(next, index) {
            index += 1
            continue
          }
          var found = phrase
          found.isFormer = found.isFormer || isThen
          return found
        }
        return nil
      }
      if name(at: index) == nil,
        [",", ";", ".", "of", "who", "which", "that"].contains(lowered[index]) || isVerb(index),
        name(at: index) == nil
      {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// "Joanna Cherry of the Scottish National Party".
  private mutating func findMembership(_ name: Int, _ person: Int) {
    let of = names[name].tokens.upperBound
    guard of + 1 < words.count, lowered[of] == "of" || lowered[of] == "from",
      sameSentence(of, of - 1)
    else { return }
    let next = of + (lowered[of + 1] == "the" ? 2 : 1)
    guard let owner = self.name(at: next), names[owner].kind == .organization,
      let body = entity(ofName: owner),
      ["party", "legislature", "armed_group"].contains(
        entities[body].entry?.organizationKind ?? entities[body].detail ?? "")
    else { return }
    guard !entities[person].roles.contains(where: { $0.of == body }) else { return }
    entities[person].roles.append(
      .init(title: of..<of + 1, text: "member", of: body, sieve: "of-body"))
  }

  private static let headships: [String: String] = [
    "heads": "head", "headed": "head", "leads": "leader", "led": "leader", "chairs": "chair",
    "chaired": "chair", "runs": "head", "commands": "commander", "commanded": "commander",
    "founded": "founder", "owns": "owner", "edits": "editor", "directs": "director",
  ]

  /// "Trudeau heads the Liberal Party", "Amina Wekesa, who leads the commission".
  private mutating func findHeadship(_ name: Int, _ person: Int) {
    var verb = names[name].tokens.upperBound
    guard verb < words.count, sameSentence(verb, verb - 1) else { return }
    if words[verb] == ",", verb + 1 < words.count, lowered[verb + 1] == "who" { verb += 2 }
    guard verb + 1 < words.count, let title = Self.headships[lowered[verb]] else { return }
    let next = verb + (["the", "a", "an", "his", "her"].contains(lowered[verb + 1]) ? 2 : 1)
    guard let owner = self.name(at: next), names[owner].kind == .organization,
      let body = entity(ofName: owner)
    else { return }
    entities[person].roles.append(
      .init(
        title: verb..<verb + 1, text: title, of: body, isFormer: lowered[verb].hasSuffix("ed"),
        sieve: "heads"))
  }

  // MARK: Predicates

  private static let copulas: Set<String> = [
    "is", "was", "became", "become", "becomes", "remains", "remained", "been", "becoming", "being",
  ]
  private static let namingVerbs: Set<String> = [
    "elected", "appointed", "named", "nominated", "made", "crowned", "installed", "reelected",
    "designated", "confirmed", "voted", "chosen", "inaugurated", "reappointed",
  ]
  private static let servingVerbs: Set<String> = [
    "served", "serve", "serves", "serving", "elected", "appointed", "named", "nominated", "worked",
    "works", "working", "acted", "acts", "acting", "sworn", "resigned", "chosen", "continues",
    "continued",
    "installed", "confirmed", "designated", "selected", "ran", "succeeded", "replaced",
    "succeeding", "held",
    "described", "identified", "known", "returned", "began", "hired", "retired", "designating",
  ]

  /// "was mayor of Paris", "served as the US ambassador", "appointed him Foreign Secretary".
  private mutating func findPredicatedRoles(_ used: inout Set<Int>) {
    var last: (end: Int, person: Int, isFormer: Bool)?
    var index = bodyStart
    while index < words.count {
      guard !roleClasses(at: index).isDisjoint(with: [.office, .member, .staff]),
        !used.contains(index), var phrase = rolePhrase(head: index), !phrase.isPlural,
        !phrase.classes.isDisjoint(with: [.office, .member]) || phrase.hasOwner
      else {
        index += 1
        continue
      }
      if index + 1 < words.count, !roleClasses(at: index + 1).isEmpty,
        sameSentence(index, index + 1)
      {
        index += 1
        continue
      }
      let start = phrase.whole.lowerBound
      if let before = last, start > 0,
        start - before.end <= 2, ["and", ","].contains(lowered[start - 1]), before.end <= start,
        sameSentence(before.end, start)
      {
        phrase.isFormer = phrase.isFormer || before.isFormer
        addRole(phrase, to: before.person, "predicate")
        used.insert(index)
        last = (phrase.whole.upperBound, before.person, before.isFormer)
      } else if let (person, isPast) = subjectOfPredicate(phrase) {
        phrase.isFormer = phrase.isFormer || isPast
        addRole(phrase, to: person, "predicate")
        used.insert(index)
        last = (phrase.whole.upperBound, person, isPast)
      }
      index = max(index + 1, min(phrase.whole.upperBound, words.count))
    }
  }

  private func subjectOfPredicate(_ phrase: RolePhrase) -> (Int, Bool)? {
    var cue = phrase.whole.lowerBound - 1
    // "one of the advisors" is plural; "the first woman to serve as Speaker" passes "to serve".
    guard cue > 0, sameSentence(cue, phrase.head) else { return nil }
    while cue > 0,
      ["also", "currently", "previously", "once", "now", "again", "still", "already", "then"]
        .contains(lowered[cue])
    { cue -= 1 }
    let word = lowered[cue]
    // The next word being a person's name makes it a title.
    if let next = name(at: phrase.whole.upperBound), names[next].kind == .person,
      names[next].tokens.lowerBound == phrase.whole.upperBound
    {
      return nil
    }
    var verb = cue
    var isPast = false
    if word == "of",
      ["post", "office", "position", "role", "title", "job"].contains(lowered[cue - 1])
    {
      verb = cue - 1
      while verb > 0, cue - verb < 5, sameSentence(verb, cue),
        !["held", "holds", "assumed", "assumes", "resumed", "took", "takes", "won", "left", "hold"]
          .contains(lowered[verb])
      {
        verb -= 1
      }
      guard cue - verb < 5 else { return nil }
      isPast = lowered[verb] == "held"
    } else if word == "as" {
      var index = cue - 1
      while index >= 0, cue - index < 7, sameSentence(index, cue),
        !Self.servingVerbs.contains(lowered[index])
      {
        if [",", ";"].contains(words[index]) { return nil }
        index -= 1
      }
      guard index >= 0, cue - index < 7, sameSentence(index, cue) else { return nil }
      verb = index
      isPast = ["served", "worked", "acted", "resigned"].contains(lowered[verb])
      if ["succeeded", "replaced", "succeeding"].contains(lowered[verb]),
        phrase.classes.isDisjoint(with: .office)
      {
        return nil
      }
      // "to elect Boris Johnson as leader": the one between is chosen.
      if [
        "elected", "appointed", "named", "nominated", "chosen", "hired", "installed", "selected",
        "confirmed", "designated",
      ].contains(lowered[verb]) {
        for token in stride(from: cue - 1, to: verb, by: -1) {
          if let name = name(at: token), names[name].kind == .person {
            return entity(ofName: name).map { ($0, false) }
          }
        }
      }
      if ["described", "known", "identified", "held"].contains(lowered[verb]) { return nil }
    } else if Self.copulas.contains(word) {
      isPast = word == "was" || word == "been"
    } else if Self.namingVerbs.contains(word) {
      verb = cue
    } else if ["him", "her"].contains(word), cue > 0, Self.namingVerbs.contains(lowered[cue - 1]) {
      return antecedent(ofPronoun: cue).map { ($0, false) }
    } else {
      return nil
    }
    guard
      !(max(0, verb - 3)..<verb).contains(where: {
        [
          "not", "n't", "never", "if", "would", "could", "may", "might", "will", "to", "should",
          "can",
        ].contains(lowered[$0]) && lowered[$0] != "to"
      })
    else { return nil }
    return subject(before: verb).map { ($0, isPast) }
  }

  /// The person that a verb's clause is about.
  private func subject(before verb: Int) -> Int? {
    if hasTags, let subject = grammaticalSubject(of: verb) {
      if let name = name(at: subject) {
        return names[name].kind == .person ? entity(ofName: name) : nil
      }
      if ["he", "she"].contains(lowered[subject]) { return antecedent(ofPronoun: subject) }
      if ["who", "whom"].contains(lowered[subject]) { return relativeHead(subject) }
      return nil
    }
    var index = verb - 1
    while index >= 0, verb - index < 16, sameSentence(index, verb) {
      if ["he", "she"].contains(lowered[index]) { return antecedent(ofPronoun: index) }
      if lowered[index] == "who" { return relativeHead(index) }
      if let name = name(at: index), names[name].kind == .person,
        !isPossessive(names[name].tokens.upperBound)
      {
        // "the choice of Pelosi": inside another phrase.
        let before = names[name].tokens.lowerBound - 1
        if before >= 0,
          ["of", "by", "with", "for", "to", "against", "from"].contains(lowered[before]),
          sameSentence(before, index)
        {
          return nil
        }
        return entity(ofName: name)
      }
      if ["\"", "”", "“", ";", ":"].contains(words[index]) { return nil }
      index -= 1
    }
    return nil
  }

  /// The subject of a verb in the tree, through auxiliaries, copulas and shared subjects.
  func grammaticalSubject(of verb: Int) -> Int? {
    var governor = verb
    var steps = 0
    while steps < 4 {
      let sentence = analyzed.sentences[sentenceOf[verb]].tokens.clamped(
        to: governor - 120..<governor + 40)
      let subject = sentence.first {
        analyzed.tokens[$0].head == governor
          && [.nsubj, .nsubjPass, .nsubjOuter].contains(analyzed.tokens[$0].relation)
      }
      if let subject { return subject }
      let next = analyzed.tokens[governor].head
      guard next >= 0,
        [.conj, .xcomp, .aux, .auxPass, .cop, .advcl].contains(analyzed.tokens[governor].relation)
      else { return nil }
      governor = next
      steps += 1
    }
    return nil
  }

  /// Whom "who" means: the person's name before it.
  private func relativeHead(_ pronoun: Int) -> Int? {
    var index = pronoun - 1
    if index >= 0, words[index] == "," { index -= 1 }
    guard let name = name(at: index), names[name].kind == .person else { return nil }
    return entity(ofName: name)
  }

  // MARK: Owners that go without saying

  private static let stateOffices: Set<String> = [
    "president", "premier", "minister", "king", "queen", "chancellor", "senator", "representative",
    "ambassador", "leader", "pm", "congressman", "congresswoman", "taoiseach", "secretary",
    "attorney", "mp", "vice-president",
    "emir", "sultan", "prince", "governor", "speaker", "prosecutor", "chief", "commissioner",
    "lawmaker", "justice",
  ]

  /// A president without a country is that of the person's, else of the text's country.
  private mutating func completeRoles() {
    let (mainCountry, mainLand) = (mainCountry, mainLand)
    for person in entities.indices where entities[person].kind == .person {
      for index in entities[person].roles.indices where entities[person].roles[index].of == nil {
        let role = entities[person].roles[index]
        guard role.sieve != "party",
          Self.stateOffices.contains(headWord(role))
            || headWord(role) == "member"
              && role.title.contains(where: { lowered[$0] == "parliament" })
        else { continue }
        let other = entities[person].roles.firstNonNil {
          $0.of.flatMap { self.isLand($0) ? $0 : nil }
        }
        entities[person].roles[index].of =
          bodyOfOffice(role, mainLand) ?? other ?? homeCountry(of: person, mainCountry)
      }
    }
  }

  /// A speaker's house, a justice's court, a local official's city, a premier's state.
  private func bodyOfOffice(_ role: Entity.RoleFinding, _ mainLand: Int?) -> Int? {
    let before = role.title.lowerBound
    if role.title.contains(where: { lowered[$0] == "local" }) {
      return lastEntity(before: before) {
        entities[$0].kind == .place
          && [.city, .capital].contains(entities[$0].entry?.kind ?? .region)
      }
    }
    switch headWord(role) {
    case "justice":
      return lastEntity(before: before) {
        (entities[$0].entry?.organizationKind ?? entities[$0].detail) == "court"
          && entities[$0].kind == .organization
      }
        ?? entities.indices.first {
          entities[$0].kind == .organization
            && (entities[$0].entry?.organizationKind ?? entities[$0].detail) == "court"
        }
    case "speaker":
      return lastEntity(before: before) {
        (entities[$0].entry?.organizationKind ?? entities[$0].detail) == "legislature"
          && entities[$0].kind == .organization
      }
    case "premier", "governor", "mp", "member", "lawmaker":
      return mainLand
    default:
      return nil
    }
  }

  /// The entity named last before a token that a test accepts.
  private func lastEntity(before token: Int, where isFit: (Int) -> Bool) -> Int? {
    for name in namesBefore(token, from: 0).reversed() {
      if let entity = entity(ofName: name), isFit(entity) { return entity }
    }
    return nil
  }

  /// The country, state or province that the text names most often.
  private var mainLand: Int? {
    entities.indices.filter { isLand($0) && entities[$0].country != nil }
      .max { (entities[$0].names.count, $1) < (entities[$1].names.count, $0) }
  }

  func isLand(_ entity: Int) -> Bool {
    entities[entity].kind == .place
      && [.country, .region, .demonym].contains(entities[entity].entry?.kind ?? .water)
  }

  /// The country entity of a person's country code, else the one the text speaks of most.
  private func homeCountry(of person: Int, _ mainCountry: Int?) -> Int? {
    if let code = entities[person].country {
      return entities.indices.first { isCountry($0) && entities[$0].country == code }
    }
    return mainCountry
  }

  func isCountry(_ entity: Int) -> Bool {
    let kind = entities[entity].entry?.kind
    return entities[entity].kind == .place && entities[entity].country != nil
      && (kind == .country || kind == .demonym)
  }

  /// The country that the text speaks of most; of two the one named first.
  var mainCountry: Int? {
    var counts: [String: Int] = [:]
    for entity in entities where entity.kind != .person {
      guard let country = entity.country else { continue }
      counts[country, default: 0] += entity.names.count
    }
    let countries = entities.indices.filter { isCountry($0) }
    return countries.max {
      (counts[entities[$0].country ?? ""] ?? 0, $1) < (counts[entities[$1].country ?? ""] ?? 0, $0)
    }
  }
}
