internal import Language

/// A sentence in chunks, and who stands where around its verbs.
struct Clauses {
  let reading: Reading
  let chunks: ChunkList
  let sentence: Range<Int>

  private static let longest = 40

  /// The noun chunks that are the subject of the verb chunk at an index, the sides of a
  /// coordination each for itself.
  func subject(of verb: Int, depth: Int = 0) -> [Int] {
    guard depth < 5 else { return [] }
    if let found = treeSubject(of: verb) { return found }
    let group = chunks[verb].verb
    if group.isInfinitive { return controller(of: verb, depth: depth) }
    var index = previous(verb)
    guard index >= 0 else { return [] }
    if group.isGerund {
      switch chunks[index].kind {
      case .noun:
        // "troops attacking the town"; "killed 50 people wounding" rarely lacks its comma.
        return subjectGroup(endingAt: index)
      default:
        guard let governor = finiteVerb(before: verb) else { return [] }
        // "accused of killing": the object of the governor, or the subject of a passive.
        if chunks[index].kind == .preposition,
          !["after", "before", "by", "while", "since", "despite", "without", "when", "in"].contains(
            word(index)), !chunks[governor].verb.isPassive,
          let object = object(of: governor)
        {
          return rightGroup(from: object)
        }
        return subject(of: governor, depth: depth + 1)
      }
    }
    switch chunks[index].kind {
    case .relative:
      index = previous(index)
      if index >= 0, chunks[index].kind == .preposition { index = previous(index) }
      if index >= 0, chunks[index].kind == .comma { index = previous(index) }
      guard index >= 0, chunks[index].kind == .noun else { return [] }
      return headGroup(endingAt: index)
    case .conjunction, .verb:
      guard let governor = finiteVerb(before: verb) else { return [] }
      return subject(of: governor, depth: depth + 1)
    case .noun:
      return subjectGroup(endingAt: index)
    case .comma:
      return subjectBeforeComma(index, verb: verb, depth: depth)
    case .subordinator:
      guard let governor = finiteVerb(before: verb) else { return [] }
      return ["but", "than", "as", "when", "while", "once"].contains(word(index))
        ? subject(of: governor, depth: depth + 1) : []
    default: return []
    }
  }

  /// The chunk before, times left out.
  func previous(_ chunk: Int) -> Int {
    var index = chunk - 1
    while index >= 0, chunks[index].kind == .time { index -= 1 }
    return index
  }

  func next(_ chunk: Int) -> Int {
    var index = chunk + 1
    while index < chunks.count, chunks[index].kind == .time { index += 1 }
    return index
  }

  func word(_ chunk: Int) -> String { reading.lowered[chunks[chunk].tokens.lowerBound] }

  /// The nearest verb before that is neither infinitive nor gerund, in the same stretch.
  private func finiteVerb(before verb: Int) -> Int? {
    var index = verb - 1
    while index >= 0, verb - index < Self.longest {
      if chunks[index].kind == .stop, word(index) != "(" && word(index) != ")" {
        if [";", ".", ":"].contains(word(index)) { return nil }
      }
      if chunks[index].kind == .verb, chunks[index].verb.isFinite {
        // A verb of a relative clause is not the sentence's.
        if chunks[previousOrSelf(index)].kind == .relative {
          index -= 1
          continue
        }
        return index
      }
      index -= 1
    }
    return nil
  }

  private func previousOrSelf(_ index: Int) -> Int {
    let before = previous(index)
    return before >= 0 ? before : index
  }

  /// Who does what the infinitive says.
  private func controller(of verb: Int, depth: Int) -> [Int] {
    var index = previous(verb)
    // "urged Israel and Syria not to attack"; "agreed on Friday to hold".
    while index >= 0, [.comma, .conjunction].contains(chunks[index].kind) {
      index = previous(index)
    }
    guard index >= 0 else { return [] }
    if chunks[index].kind == .verb {
      return subject(of: index, depth: depth + 1)
    }
    var governor = index
    while governor >= 0, chunks[governor].kind != .verb {
      if chunks[governor].kind == .stop || chunks[governor].kind == .relative { return [] }
      governor -= 1
    }
    guard governor >= 0 else { return [] }
    let main = reading.lowered[chunks[governor].verb.main]
    let lemma = EventLexicon.shared.lemmas[main] ?? main
    if !Self.subjectControl.contains(lemma), !chunks[governor].verb.isPassive,
      Self.objectControl.contains(lemma), let object = object(of: governor)
    {
      return rightGroup(from: object)
    }
    if Self.objectControl.contains(lemma), ["call", "appeal"].contains(lemma),
      let target = phrases(of: governor).first(where: { ["on", "to", "for"].contains($0.0) })
    {
      return rightGroup(from: target.1)
    }
    return subject(of: governor, depth: depth + 1)
  }

  static let subjectControl: Set<String> = [
    "promise", "threaten", "vow", "pledge", "offer", "agree", "use", "swear", "refuse", "decline",
  ]
  static let objectControl = EventLexicon.words["object control"]

  /// The chunk that ends right before the verb is the subject's last: step over its "of ..." to
  /// its head, then over what is coordinated with it.
  private func subjectGroup(endingAt last: Int) -> [Int] {
    var head = last
    while true {
      let before = previous(head)
      guard before >= 0, chunks[before].kind == .preposition else { break }
      let owner = previous(before)
      guard owner >= 0, chunks[owner].kind == .noun else { break }
      // "In Paris ministers met" has no noun before its preposition; "X said on the sidelines"
      // has a verb, and then the noun before it is another clause's.
      head = owner
    }
    // "officers who beat a student were suspended": over the relative clause.
    let verb = previous(head)
    if verb >= 1, chunks[verb].kind == .verb {
      let relative = previous(verb)
      if relative >= 1, chunks[relative].kind == .relative, previous(relative) >= 0,
        chunks[previous(relative)].kind == .noun
      {
        return headGroup(endingAt: previous(relative))
      }
    }
    return headGroup(endingAt: head)
  }

  /// The heads coordinated with one, leftwards: "A, B and C".
  private func headGroup(endingAt last: Int) -> [Int] {
    var heads = [last]
    var index = last
    var hasAnd = false
    while heads.count < 8 {
      var before = previous(index)
      guard before >= 0 else { break }
      if chunks[before].kind == .conjunction, !hasAnd {
        hasAnd = true
        before = previous(before)
        if before >= 0, chunks[before].kind == .comma { before = previous(before) }
      } else if chunks[before].kind == .comma, hasAnd {
        before = previous(before)
      } else {
        break
      }
      guard before >= 0, chunks[before].kind == .noun else { break }
      // "the leaders of Japan and NATO chief Stoltenberg met": the head before "of" too.
      var head = before
      let preposition = previous(before)
      if preposition >= 0, chunks[preposition].kind == .preposition, word(preposition) == "of",
        previous(preposition) >= 0, chunks[previous(preposition)].kind == .noun
      {
        head = previous(preposition)
      }
      let further = previous(head)
      // "attacked Syria and Iraq said": the object of a verb before.
      if further >= 0, chunks[further].kind == .verb, chunks[further].verb.isFinite { break }
      if further >= 0, chunks[further].kind == .preposition,
        head == before, previous(further) >= 0
      {
        break
      }
      heads.append(head)
      index = head
    }
    return heads.reversed()
  }

  /// ", the Speaker of the House, announced", ", who was visiting Paris, said".
  private func subjectBeforeComma(_ comma: Int, verb: Int, depth: Int) -> [Int] {
    var index = comma - 1
    var openComma: Int?
    while index >= 0, comma - index < Self.longest {
      if chunks[index].kind == .comma {
        openComma = index
        break
      }
      if chunks[index].kind == .stop { break }
      if chunks[index].kind == .verb, chunks[index].verb.isFinite,
        chunks[previousOrSelf(index)].kind != .relative
      {
        break
      }
      index -= 1
    }
    if let openComma {
      let before = previous(openComma)
      let firstInside = next(openComma)
      if before >= 0, chunks[before].kind == .noun, firstInside < chunks.count,
        [.noun, .relative, .preposition, .verb].contains(chunks[firstInside].kind)
      {
        return subjectGroup(endingAt: before)
      }
    }
    // "held talks, signed a deal and left": the first verb's subject.
    if let governor = finiteVerb(before: verb) {
      return subject(of: governor, depth: depth + 1)
    }
    return []
  }

  // MARK: Behind the verb

  /// The noun chunk right behind a verb.
  func object(of verb: Int) -> Int? {
    let index = next(verb)
    guard index < chunks.count, chunks[index].kind == .noun else { return nil }
    return index
  }

  /// The infinitive right behind a verb: "seeks to deepen".
  func infinitive(of verb: Int) -> Int? {
    let index = next(verb)
    guard index < chunks.count, chunks[index].kind == .verb, chunks[index].verb.isInfinitive else {
      return nil
    }
    return index
  }

  /// The noun behind the "of" of a noun.
  func complement(of noun: Int) -> Int? {
    let preposition = next(noun)
    guard preposition < chunks.count, chunks[preposition].kind == .preposition,
      word(preposition) == "of"
    else { return nil }
    let complement = next(preposition)
    return complement < chunks.count && chunks[complement].kind == .noun ? complement : nil
  }

  /// What a relative clause leaves out behind its verb: "the treaty that Iran signed", "the
  /// emergency Trump declared".
  func frontedObject(of verb: Int) -> Int? {
    let subject = previous(verb)
    guard subject > 0, chunks[subject].kind == .noun, chunks[verb].verb.isFinite else { return nil }
    var before = previous(subject)
    guard before >= 0 else { return nil }
    if chunks[before].kind == .relative
      || chunks[before].kind == .subordinator && word(before) == "that"
    {
      before = previous(before)
      if before >= 0, chunks[before].kind == .comma { before = previous(before) }
    } else if chunks[before].kind != .noun {
      return nil
    }
    guard before >= 0, chunks[before].kind == .noun else { return nil }
    return before
  }

  /// Who is to act in the clause behind a verb: "recommended the troops withdraw", "demanded that
  /// Greece pay".
  func complementSubject(of verb: Int) -> Int? {
    var index = next(verb)
    guard index < chunks.count else { return nil }
    if chunks[index].kind == .subordinator, word(index) == "that" { index = next(index) }
    guard index < chunks.count, chunks[index].kind == .noun else { return nil }
    var after = next(index)
    // Over what the noun is of or in.
    while after + 1 < chunks.count, chunks[after].kind == .preposition,
      chunks[after + 1].kind == .noun
    {
      after = next(after + 1)
    }
    guard after < chunks.count, chunks[after].kind == .verb else { return nil }
    return index
  }

  /// The prepositions behind a verb with the noun chunks behind them, up to the next clause.
  func phrases(of verb: Int) -> [(String, Int)] {
    phrases(from: next(verb))
  }

  func phrases(from start: Int) -> [(String, Int)] {
    var found: [(String, Int)] = []
    var index = start
    while index < chunks.count, index - start < 24 {
      switch chunks[index].kind {
      case .verb:
        guard !chunks[index].verb.isFinite || chunks[index].verb.isBareParticiple else {
          return found
        }
        return found
      case .relative, .subordinator: return found
      case .stop:
        if ![")", "("].contains(word(index)) { return found }
      case .preposition:
        let noun = next(index)
        if noun < chunks.count, chunks[noun].kind == .noun {
          found.append((word(index), noun))
        }
      default: break
      }
      index += 1
    }
    return found
  }

  /// The heads coordinated with one, rightwards; not a noun that is the next clause's subject.
  ///
  /// - Parameter between: whether a list is due ("talks between A and B began").
  func rightGroup(from first: Int, between: Bool = false) -> [Int] {
    var heads = [first]
    var index = first
    while heads.count < 8 {
      var after = next(index)
      // "Ministry of Defence and ...": over the complement.
      if after < chunks.count, chunks[after].kind == .preposition, word(after) == "of",
        next(after) < chunks.count, chunks[next(after)].kind == .noun
      {
        after = next(next(after))
      }
      guard after < chunks.count else { break }
      let isList = chunks[after].kind == .comma
      guard isList || chunks[after].kind == .conjunction else { break }
      after = next(after)
      if isList, after < chunks.count, chunks[after].kind == .conjunction { after = next(after) }
      guard after < chunks.count, chunks[after].kind == .noun else { break }
      let following = next(after)
      if following < chunks.count, !between, chunks[following].kind == .verb,
        chunks[following].verb.isFinite
      {
        break
      }
      if isList, !continuesList(after) { break }
      heads.append(after)
      index = after
    }
    return heads
  }

  /// The cases named for a general noun: "some countries, such as A and B", "states including A".
  func examples(of noun: Int) -> [Int] {
    var at = next(noun)
    if at < chunks.count, chunks[at].kind == .comma { at = next(at) }
    guard at + 1 < chunks.count else { return [] }
    if word(at) == "such", chunks[at].tokens.count == 1, word(at + 1) == "as" {
      at += 2
    } else if word(at) == "including", chunks[at].tokens.count == 1 {
      at += 1
    } else {
      return []
    }
    guard at < chunks.count, chunks[at].kind == .noun else { return [] }
    return rightGroup(from: at, between: true)
  }

  /// The sides of "between A and B"; a side may be told by examples ("between some states, such as
  /// A and B, and C").
  func sides(from first: Int) -> (one: [Int], other: [Int]) {
    let named = examples(of: first)
    guard let last = named.last else { return (rightGroup(from: first, between: true), []) }
    // The examples ran on into the other side: ", and C" behind their own "and".
    for place in named.indices.dropFirst() {
      let and = previous(named[place])
      guard and > 0, chunks[and].kind == .conjunction, chunks[previous(and)].kind == .comma,
        place > 1
      else { continue }
      return (Array(named[..<place]), Array(named[place...]))
    }
    let comma = next(last)
    guard comma < chunks.count, chunks[comma].kind == .comma else { return (named, []) }
    let and = next(comma)
    guard and < chunks.count, chunks[and].kind == .conjunction else { return (named, []) }
    let other = next(and)
    guard other < chunks.count, chunks[other].kind == .noun else { return (named, []) }
    return (named, rightGroup(from: other))
  }

  /// Whether a list goes on to an "and" rather than ending in an apposition.
  private func continuesList(_ from: Int) -> Bool {
    let after = next(from)
    guard after < chunks.count else { return false }
    if chunks[previousOrSelf(from)].kind == .conjunction { return true }
    if chunks[after].kind == .conjunction { return true }
    if chunks[after].kind == .comma {
      let further = next(after)
      guard further < chunks.count else { return false }
      return chunks[further].kind == .conjunction
        || chunks[further].kind == .noun && continuesList(further)
    }
    return false
  }
}
