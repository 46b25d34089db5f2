internal import Language

/// Roles that a predicate tells: "was mayor of", "served as", "appointed him".
extension Reading {
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
      if let end = shareOfPlural(at: index, &used) {
        index = end
        continue
      }
      guard
        !roleClasses(at: index).isDisjoint(with: [.office, .member, .staff, .relation, .occupation]
        ),
        !used.contains(index), var phrase = rolePhrase(head: index), !phrase.isPlural,
        !phrase.classes.isDisjoint(with: [.office, .member]) || phrase.hasOwner
          || isPlainOccupation(phrase),
        !phrase.classes.contains(.relation) || !phrase.classes.isDisjoint(with: [.office, .member])
          || phrase.owner.map({ entities[$0].kind == .person }) ?? false
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
        // "the son of Ran Perera, the president": the son's father was.
        name(at: before.end - 1).map({ names[$0].kind != .person }) ?? true,
        sameSentence(before.end, start)
      {
        phrase.isFormer = phrase.isFormer || before.isFormer
        addRole(phrase, to: before.person, "predicate")
        used.insert(index)
        last = (phrase.whole.upperBound, before.person, before.isFormer)
      } else if let (person, isPast) = subjectOfPredicate(phrase),
        isPast || !isHeldByAnother(phrase, than: person)
      {
        phrase.isFormer = phrase.isFormer || isPast
        addRole(phrase, to: person, "predicate")
        used.insert(index)
        last = (phrase.whole.upperBound, person, isPast)
      }
      index = max(index + 1, min(phrase.whole.upperBound, words.count))
    }
  }

  /// "Price spoke of the prosecution of President Hayes even after he ends serving as president": the
  /// sentence names who holds the office.
  private func isHeldByAnother(_ phrase: RolePhrase, than person: Int) -> Bool {
    guard let owner = phrase.owner, phrase.classes.contains(.office),
      Self.soleOffices.contains(lowered[phrase.head])
    else { return false }
    let sentence = analyzed.sentences[sentenceOf[phrase.head]].tokens
    return namesBefore(phrase.head, from: sentence.lowerBound).contains { name in
      guard names[name].kind == .person, let other = entity(ofName: name), other != person else {
        return false
      }
      return entities[other].roles.contains {
        !$0.isFormer && $0.of == owner && headWord($0) == lowered[phrase.head]
      }
    }
  }

  /// "is a lawyer", "was a drummer".
  private func isPlainOccupation(_ phrase: RolePhrase) -> Bool {
    let start = phrase.whole.lowerBound
    // "He was a rebel," a friend wrote: an opinion.
    if isQuoted(phrase.head) { return false }
    return phrase.classes.contains(.occupation) && ["a", "an"].contains(lowered[start])
      && ["is", "was", "became", "who"].contains(lowered[start - 1])
      && phrase.title.upperBound == phrase.whole.upperBound
  }

  /// "Rivera and Soto are both members of the party": everybody is one. The end of the phrase.
  private mutating func shareOfPlural(at index: Int, _ used: inout Set<Int>) -> Int? {
    guard !roleClasses(at: index).isDisjoint(with: [.member, .office, .occupation]),
      !used.contains(index),
      let phrase = rolePhrase(head: index), phrase.isPlural
    else { return nil }
    var verb = phrase.whole.lowerBound - 1
    while verb > 0, phrase.whole.lowerBound - verb < 4,
      ["all", "both", "also", "once", "former", "now"].contains(lowered[verb])
    {
      verb -= 1
    }
    guard verb > 0, ["are", "were"].contains(lowered[verb]), sameSentence(verb, index),
      let last = name(at: verb - 1), names[last].kind == .person
    else { return nil }
    let people = coordinated(upTo: last)
    guard people.count > 1 else { return nil }
    used.insert(index)
    for person in people { addRole(phrase, to: person, "predicate") }
    return max(index + 1, phrase.whole.upperBound)
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
        ![
          "held", "holds", "assumed", "assumes", "resumed", "took", "takes", "won", "left", "hold",
          "quit", "vacated", "resigned",
        ].contains(lowered[verb])
      {
        verb -= 1
      }
      guard cue - verb < 5 else { return nil }
      isPast = ["held", "left", "quit", "vacated", "resigned"].contains(lowered[verb])
    } else if word == "as" {
      var index = cue - 1
      while index >= 0, cue - index < 9, sameSentence(index, cue),
        !Self.servingVerbs.contains(lowered[index])
      {
        if [",", ";"].contains(words[index]) {
          return chosen(before: index, as: cue).map { ($0, false) }
        }
        index -= 1
      }
      guard index >= 0, cue - index < 9, sameSentence(index, cue) else {
        return chosen(before: cue, as: cue).map { ($0, false) }
      }
      verb = index
      isPast = Self.endingVerbs.contains(lowered[verb])
      // "sacked Oleh Bondar as governor": the one between loses the office.
      if Self.dismissingVerbs.contains(lowered[verb]), let object = objectPerson(verb, before: cue)
      {
        return (object, true)
      }
      if ["succeeded", "replaced", "succeeding"].contains(lowered[verb]),
        phrase.classes.isDisjoint(with: .office)
      {
        return nil
      }
      // "to elect Boris Johnson as leader": the one between is chosen.
      if Self.choosingVerbs.contains(lowered[verb]), let object = objectPerson(verb, before: cue) {
        return (object, false)
      }
      if ["described", "known", "identified", "held"].contains(lowered[verb]) { return nil }
    } else if Self.copulas.contains(word) {
      // "had been tipped to become": not yet, perhaps never.
      if word == "become", lowered[cue - 1] == "to",
        !(max(0, cue - 5)..<cue).contains(where: {
          [
            "first", "went", "rose", "youngest", "woman", "man", "elected", "returned", "resigned",
            "left", "retired", "quit", "moved",
          ]
          .contains(lowered[$0])
        })
      {
        return nil
      }
      isPast =
        word == "was"
        || word == "been" && !["has", "have", "'s", "’s"].contains(lowered[max(0, cue - 1)])
    } else if Self.namingVerbs.contains(word) {
      verb = cue
    } else if ["himself", "herself"].contains(word),
      ["declared", "proclaimed", "crowned", "declares", "proclaiming", "declaring", "styled"]
        .contains(lowered[cue - 1])
    {
      verb = cue - 1
    } else if ["him", "her"].contains(word), cue > 0, Self.namingVerbs.contains(lowered[cue - 1]) {
      return antecedent(ofPronoun: cue).map { ($0, false) }
    } else if let person = chosen(before: phrase.whole.lowerBound, as: phrase.whole.lowerBound) {
      return (person, false)
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

  /// Verbs that give an office to their object.
  private static let choosingVerbs: Set<String> = [
    "elected", "appointed", "named", "nominated", "chosen", "hired", "installed", "selected",
    "confirmed", "designated", "appoints", "names", "appointing", "naming", "nominates",
    "nominating", "elects", "electing", "picked", "picks", "tapped", "taps", "chose", "elect",
    "appoint", "name", "nominate", "reappointed", "reinstated", "promoted", "proposed",
    "proclaimed",
  ]
  private static let dismissingVerbs: Set<String> = [
    "dismissed", "sacked", "fired", "removed", "ousted", "recalled", "dismisses", "sacks", "fires",
    "suspended", "unseated", "toppled", "deposed",
  ]
  /// Verbs whose subject no longer has the office.
  private static let endingVerbs: Set<String> = [
    "served", "worked", "acted", "resigned", "stepped", "stepping", "retired", "quit", "quits",
    "dismissed", "sacked", "fired", "removed", "ousted", "resigns", "suspended", "stood", "steps",
    "step", "deposed", "resigning", "standing",
  ]

  /// The person right behind a verb: "named Oksana Hryb", "sacked Defence Minister Oleh Bondar".
  private func objectPerson(_ verb: Int, before end: Int) -> Int? {
    if let head = analyzed.tokens.indices.contains(verb - 1) ? lowered[verb - 1] : nil,
      ["was", "were", "been", "being", "is", "be", "gets", "got"].contains(head)
    {
      return nil
    }
    var token = verb + 1
    while token < end, sameSentence(token, verb) {
      if let name = name(at: token) {
        if names[name].kind == .person { return entity(ofName: name) }
        token = names[name].tokens.upperBound
        continue
      }
      if ["him", "her"].contains(lowered[token]), token == verb + 1 {
        return antecedent(ofPronoun: token)
      }
      guard isWord(token) || isPossessive(token), !isVerb(token) || isCapitalised(token),
        token - verb < 10
      else { return nil }
      token += 1
    }
    return nil
  }

  /// Whom the clause gives an office behind a name and its apposition: "appointed Sergei Kolosov,
  /// deputy mayor of the port, acting governor", "named Oksana Hryb, a former envoy, as minister".
  private func chosen(before end: Int, as phrase: Int) -> Int? {
    var index = end - 1
    var verb: Int?
    while index > 0, phrase - index < 28, sameSentence(index, phrase) {
      if [";", ":", "\"", "“", "”"].contains(words[index]) { return nil }
      if Self.choosingVerbs.contains(lowered[index]),
        analyzed.tokens[index].tag == .verb || isVerb(index)
      {
        verb = index
        break
      }
      if isVerb(index), name(at: index) == nil { return nil }
      index -= 1
    }
    guard let verb, let person = objectPerson(verb, before: end) else { return nil }
    // The name ends right before the phrase, or a comma closes its apposition.
    guard
      let last = namesBefore(end, from: verb).last(where: {
        entity(ofName: $0) == person && names[$0].kind == .person
      })
    else { return nil }
    let behind = names[last].tokens.upperBound
    return behind == end || words[behind] == "," && (words[end - 1] == "," || words[end] == ",")
      ? person : nil
  }

  /// The person that a verb's clause is about.
  func subject(before verb: Int) -> Int? {
    if let subject = grammaticalSubject(of: verb) {
      if let name = name(at: subject) {
        return names[name].kind == .person ? entity(ofName: name) : nil
      }
      if ["he", "she"].contains(lowered[subject]) { return antecedent(ofPronoun: subject) }
      if ["who", "whom"].contains(lowered[subject]) { return relativeHead(subject) }
      // "former justice minister Annika Lind was appointed": the name behind the noun.
      guard !roleClasses(at: subject).isEmpty, let name = name(at: subject + 1),
        names[name].kind == .person
      else { return nil }
      return entity(ofName: name)
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
    // "Harold Brock, the NASA engineer who was lead director": the apposition between.
    if name(at: index).map({ names[$0].kind != .person }) ?? true {
      while index > 0, pronoun - index < 14, sameSentence(index, pronoun), words[index] != ",",
        !isVerb(index) || name(at: index) != nil
      {
        index -= 1
      }
      guard words[index] == ",", pronoun - index > 1,
        ["a", "an", "the"].contains(lowered[index + 1])
          || !roleClasses(at: index + 1).isEmpty
      else { return nil }
      index -= 1
      if isAge(index), words[index - 1] == "," { index -= 2 }
    }
    guard let name = name(at: index), names[name].kind == .person else { return nil }
    return entity(ofName: name)
  }
}
