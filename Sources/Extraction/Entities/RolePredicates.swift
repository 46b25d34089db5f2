internal import Language

/// Roles that a verb tells: "X, who heads Y", "was mayor of", "served as", "appointed him".
extension Reading {
  private static let headships: [String: String] = [
    "heads": "head", "headed": "head", "leads": "leader", "led": "leader", "chairs": "chair",
    "chaired": "chair", "runs": "head", "commands": "commander", "commanded": "commander",
    "founded": "founder", "owns": "owner", "edits": "editor", "directs": "director",
  ]

  /// "Trudeau heads the Liberal Party", "Amina Wekesa, who leads the commission".
  mutating func findHeadship(_ name: Int, _ person: Int) {
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

  private static let copulas: Set<String> = [
    "is", "was", "became", "become", "becomes", "remains", "remained", "been", "becoming", "being",
  ]
  private static let namingVerbs: Set<String> = [
    "elected", "appointed", "named", "nominated", "made", "crowned", "installed", "reelected",
    "designated", "confirmed", "voted", "chosen", "inaugurated", "reappointed",
  ]
  private static let servingVerbs = Reading.entityWords["serving verb"]

  /// "was mayor of Paris", "served as the US ambassador", "appointed him Foreign Secretary".
  mutating func findPredicatedRoles(_ used: inout Set<Int>) {
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
    if let subject = grammaticalSubject(of: verb) {
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
}
