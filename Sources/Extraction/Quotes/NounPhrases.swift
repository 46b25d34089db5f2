internal import Language

/// Noun phrases by the words at their edges.
extension QuoteReader {
  /// The noun phrase that ends at a token: leftward to the clause's edge.
  func phrase(endingAt last: Int, from start: Int) -> Range<Int> {
    guard last >= start, isWord(last) || ["'s", "’s"].contains(words[last]) else {
      return last..<last
    }
    // "four tankers it accused": a pronoun is a phrase of its own.
    if nameOf[last] < 0, ClosedClasses.subjectPronouns.contains(lower[last]) {
      return last..<last + 1
    }
    var first = last
    let least = max(start, last - Self.longestPhrase)
    while first > least, !isEdge(first - 1, inPhraseFrom: least, to: last) { first -= 1 }
    // "In Kyiv Zelensky said", "with Steve Scalise calling", "Meanwhile Merkel said".
    while first < last {
      if ClosedClasses.prepositions.contains(lower[first]) {
        first += 1
        // "In Kyiv the president said": the place is no part of the subject.
        if first < last, nameOf[first] >= 0, reading.names[nameOf[first]].tokens.upperBound <= last
        {
          let next = reading.names[nameOf[first]].tokens.upperBound
          if ClosedClasses.determiners.contains(lower[next]) || nameOf[next] >= 0 { first = next }
        }
      } else if ClosedClasses.isAdverb(lower[first]) || lower[first] == "and"
        || lower[first] == "then"
      {
        first += 1
      } else {
        break
      }
    }
    return first..<last + 1
  }

  /// The noun phrase that starts at a token: rightward to the clause's edge.
  func phrase(startingAt first: Int, limit: Int) -> Range<Int> {
    var end = first
    let most = min(limit, first + Self.longestPhrase)
    while end < most {
      let word = lower[end]
      if nameOf[end] >= 0 {
        end = min(most, max(end + 1, reading.names[nameOf[end]].tokens.upperBound))
        continue
      }
      if quotationOf[end] >= 0
        || !isWord(end) && !["'s", "’s", "-", "'", "’", ".", "&"].contains(word)
        || word == "." && end > 0 && reading.hasSpaceBefore(end)
      {
        break
      }
      if word == "." { break }
      if end > first {
        if ClosedClasses.conjunctions.contains(word) || ClosedClasses.relatives.contains(word)
          || ClosedClasses.isAuxiliary(word)
          || ClosedClasses.timeWords.contains(word)
            && !["may", "this", "last", "week", "day"].contains(word)
          || [
            "on", "in", "at", "during", "via", "to", "after", "before", "when", "late", "early",
            "earlier", "last", "about", "by", "through", "without",
          ].contains(word)
          || ClosedClasses.isAdverb(word) && !isOrdinal(end) || cueAt[end] != nil
          || isTagged && isFinite(end)
        {
          break
        }
        if word == "and", end + 1 < most, nameOf[end + 1] < 0 { break }
      }
      end += 1
    }
    while end > first, !isWord(end - 1), !["'s", "’s"].contains(lower[end - 1]) { end -= 1 }
    while end > first + 1,
      ["of", "for", "from", "with", "and", "the", "a"].contains(lower[end - 1])
    { end -= 1 }
    return first..<end
  }

  /// "the first minister": no adverb.
  private func isOrdinal(_ token: Int) -> Bool {
    lower[token] == "first" && token + 1 < words.count && isTagged
      && [.noun, .adj, .propn].contains(reading.analyzed.tokens[token + 1].tag)
  }

  func isEdge(_ token: Int, inPhraseFrom start: Int, to last: Int) -> Bool {
    if quotationOf[token] >= 0 { return true }
    let word = lower[token]
    if nameOf[token] >= 0 { return false }
    if !isWord(token) {
      // Dots and hyphens inside words and names are part of the phrase.
      return !["'s", "’s", "'", "’", "-", "&", "/"].contains(word)
        || word == "-" && reading.hasSpaceBefore(token)
    }
    if ClosedClasses.isAuxiliary(word) || ClosedClasses.subjectPronouns.contains(word)
      || ["who", "which", "whom", "whose", "that"].contains(word)
    {
      return true
    }
    if ClosedClasses.conjunctions.contains(word), word != "once" { return true }
    if cueAt[token] != nil { return true }
    if word == "and" { return !joinsNouns(token, from: start) }
    if isTagged { return isFinite(token) }
    // Without tags: "released a statement", "protested by".
    let next = token + 1
    return isFinite(token) && next <= last
      && (ClosedClasses.determiners.contains(lower[next])
        || ClosedClasses.prepositions.contains(lower[next]))
  }

  /// Whether "and" joins two nouns ("Legal and religious groups") rather than two clauses.
  func joinsNouns(_ and: Int, from start: Int) -> Bool {
    guard and > start, isWord(and - 1) else { return false }
    var first = and
    while first > start, and - first < 6,
      isWord(first - 1) || ["'s", "’s", "-"].contains(lower[first - 1])
    {
      if nameOf[first - 1] < 0, isFinite(first - 1) || ClosedClasses.isAuxiliary(lower[first - 1]) {
        return false
      }
      first -= 1
    }
    return and - first < 6
  }

  /// Steps over "on Sunday", "late Monday", "earlier this month" leftward.
  func skipTimeBackward(_ last: Int, from start: Int) -> Int {
    var end = last
    while end > start,
      ClosedClasses.timeWords.contains(lower[end]) || ClosedClasses.isAdverb(lower[end])
    {
      end -= 1
    }
    if end < last, end > start, ["on", "in", "at", "of", "during"].contains(lower[end]) {
      end -= 1
    }
    return end
  }

  func previousComma(_ last: Int, from start: Int) -> Int? {
    var index = last
    while index >= start, last - index < Self.longestPhrase {
      if words[index] == "," && quotationOf[index] < 0 { return index }
      if words[index] == ";" || words[index] == ":" { return nil }
      index -= 1
    }
    return nil
  }

  func isPronoun(_ phrase: Range<Int>) -> Bool {
    phrase.count == 1 && ClosedClasses.subjectPronouns.contains(lower[phrase.lowerBound])
  }

  /// A person whose name, title perhaps before it, is all of these words.
  func person(filling range: Range<Int>) -> Int? {
    guard let last = range.last, isName(last, .person) else { return nil }
    if let first = firstOfTwo(range) { return first }
    let name = reading.names[nameOf[last]]
    let first = name.title?.lowerBound ?? name.tokens.lowerBound
    // "the sister of leader Kim", "who speaks for Kim".
    if first > range.lowerBound,
      ClosedClasses.prepositions.contains(lower[first - 1])
        || ClosedClasses.relatives.contains(lower[range.lowerBound])
    {
      return nil
    }
    guard (range.lowerBound..<max(range.lowerBound, first)).allSatisfy({ isWord($0) }),
      first - range.lowerBound <= 4, name.tokens.upperBound == range.upperBound
    else { return nil }
    return entityOfName[nameOf[last]]
  }

  /// "The banking federation, AEB, says": a body's name behind the word for its kind.
  func body(filling range: Range<Int>, behind head: Range<Int>) -> Int? {
    guard let first = range.first, isName(first, .organization),
      reading.names[nameOf[first]].tokens == range, nameOf[headNoun(of: head)] < 0,
      let kind = SourceNouns.shared.kind(of: lower[headNoun(of: head)]),
      kind == .organization || kind == .outlet
    else { return nil }
    return entityOfName[nameOf[first]]
  }

  /// "Ali Saleh and Omar Diallo": two people and nothing else; the first of them.
  private func firstOfTwo(_ range: Range<Int>) -> Int? {
    guard let first = range.first, isName(first, .person) else { return nil }
    let and = reading.names[nameOf[first]].tokens.upperBound
    guard and + 1 < range.upperBound, lower[and] == "and", isName(and + 1, .person),
      reading.names[nameOf[and + 1]].tokens.upperBound == range.upperBound
    else { return nil }
    return entityOfName[nameOf[first]]
  }

  /// Whether a phrase can be a subject at all.
  func looksNominal(_ phrase: Range<Int>) -> Bool {
    guard let first = phrase.first, let last = phrase.last else { return false }
    if nameOf[last] >= 0 || isPronoun(phrase) { return true }
    if isTagged {
      let tag = reading.analyzed.tokens[last].tag
      let relation = reading.analyzed.tokens[last].relation
      return phrase.contains {
        [.noun, .propn, .pron, .num, .adj, .det].contains(reading.analyzed.tokens[$0].tag)
          || [.nsubj, .nsubjPass].contains(reading.analyzed.tokens[$0].relation)
      }
        && (tag != .verb || !isFinite(last) && [.nsubj, .nsubjPass].contains(relation))
        && tag != .adv
    }
    return !ClosedClasses.prepositions.contains(lower[last])
      && !ClosedClasses.conjunctions.contains(lower[first])
  }

  /// The last word of a phrase before its first preposition, names taken whole.
  func headNoun(of phrase: Range<Int>) -> Int {
    var index = phrase.lowerBound
    while index < phrase.upperBound {
      if nameOf[index] >= 0 {
        index = max(index + 1, reading.names[nameOf[index]].tokens.upperBound)
        continue
      }
      let word = lower[index]
      if index > phrase.lowerBound,
        ClosedClasses.prepositions.contains(word) || ClosedClasses.relatives.contains(word)
          || words[index] == "," && !(index + 1 < phrase.upperBound && isNumber(index + 1))
          || word == "("
          || ["speaking", "released", "issued", "published", "posted", "obtained"].contains(word)
          || isTagged && reading.analyzed.tokens[index].relation == .acl
            && reading.analyzed.tokens[index].pennTag == .verbPastParticiple
      {
        break
      }
      index += 1
    }
    return max(phrase.lowerBound, min(index, phrase.upperBound) - 1)
  }

  func isNumber(_ token: Int) -> Bool {
    words[token].utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}
