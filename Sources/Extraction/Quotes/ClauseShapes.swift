internal import Language

/// What a stretch of words looks like: a clause, a noun phrase, an object with its complement.
extension QuoteReader {
  /// "admitted taking the money", "denied having met him".
  func isGerund(_ token: Int) -> Bool {
    isTagged && lower[token].hasSuffix("ing") && !reading.isCapitalised(token)
      && [.verb, .aux].contains(reading.analyzed.tokens[token].tag)
  }

  /// "Japan's initiative to hold a meeting": a noun, no person's, with an infinitive of its own.
  func isDeed(_ range: Range<Int>) -> Bool {
    guard startsNominal(range.lowerBound),
      let to = range.dropFirst().prefix(10).first(where: { lower[$0] == "to" }),
      to + 1 < range.upperBound, isVerbBase(to + 1), nameOf[to - 1] < 0, isWord(to - 1),
      SourceNouns.shared.kind(of: lower[to - 1]) == nil
    else { return false }
    return isTagged ? reading.analyzed.tokens[to - 1].tag == .noun : true
  }

  func isOpenMark(_ token: Int) -> Bool {
    quotationOf[token] >= 0 && quotations[quotationOf[token]].content.lowerBound == token + 1
  }

  func isDirectMark(_ token: Int) -> Bool {
    isOpenMark(token) && isDirect[quotationOf[token]]
  }

  func isVerbBase(_ token: Int) -> Bool {
    // The words of a title in capitals have no tags to go by.
    if isTagged, token >= reading.bodyStart || !reading.isCapitalised(token) {
      return [.verb, .aux, .adv].contains(reading.analyzed.tokens[token].tag)
    }
    if token < reading.bodyStart, reading.isCapitalised(token) {
      return !ClosedClasses.determiners.contains(lower[token])
    }
    return nameOf[token] < 0 && !ClosedClasses.determiners.contains(lower[token])
      && !reading.isCapitalised(token) && isWord(token)
  }

  /// By the tree: whether the verb's clausal complement lies in these words.
  func hasComplement(_ cue: Cue, _ range: Range<Int>) -> Bool {
    isTagged
      && range.contains { token in
        let analysis = reading.analyzed.tokens[token]
        return analysis.head == cue.tokens.lowerBound && analysis.relation == .ccomp
      }
  }

  func looksLikeClause(_ range: Range<Int>) -> Bool {
    guard range.count >= 2, let first = range.first else { return false }
    if lower[first] == "so" || lower[first] == "as" { return false }
    if ClosedClasses.subjectPronouns.contains(lower[first]) || lower[first] == "there" {
      return true
    }
    // "asked the fund be closed": the subjunctive of a demand.
    if isTagged, let be = range.dropFirst().prefix(12).first(where: { lower[$0] == "be" }),
      [.noun, .propn, .pron].contains(reading.analyzed.tokens[be - 1].tag)
    {
      return true
    }
    // "legislation that would fund", "an emergency so he could": the verb is another clause's.
    let edge = range.dropFirst().first { token in
      quotationOf[token] < 0
        && ["that", "which", "who", "whose", "so", "because", "when", "after"].contains(
          lower[token])
    }
    return hasFiniteVerb(range.lowerBound + 1..<(edge ?? range.upperBound))
      || range.contains { isOpenMark($0) } || hasOwnSubject(first..<(edge ?? range.upperBound))
  }

  /// "said 20 buildings collapsed": what can only be followed by a clause is, though the tagger takes
  /// its verb for a participle.
  func hasPastForm(_ range: Range<Int>) -> Bool {
    isTagged && startsNominal(range.lowerBound)
      && range.dropFirst().prefix(8).contains { token in
        let analysis = reading.analyzed.tokens[token]
        return analysis.pennTag == .verbPastParticiple && quotationOf[token] < 0
          && [.acl, .conj, .root, .ccomp].contains(analysis.relation)
          && !(token + 1 < range.upperBound && lower[token + 1] == "by")
      }
  }

  /// "the post, in which he spoke of the war, violated the rules": a verb behind the commas of a relative
  /// clause.
  func hasVerbBehindRelative(_ range: Range<Int>) -> Bool {
    guard startsNominal(range.lowerBound),
      let comma = range.first(where: { words[$0] == "," && quotationOf[$0] < 0 }),
      let relative = (comma + 1..<min(range.upperBound, comma + 4)).first(where: {
        ["which", "who", "whose", "where"].contains(lower[$0])
      }), !hasFiniteVerb(range.lowerBound..<comma),
      let close = (relative..<range.upperBound).first(where: {
        words[$0] == "," && quotationOf[$0] < 0
      }), close + 1 < range.upperBound
    else { return false }
    return isFinite(close + 1)
      || ClosedClasses.isAdverb(lower[close + 1]) && close + 2 < range.upperBound
        && isFinite(close + 2)
  }

  /// By the tree: a subject and behind it its verb.
  func hasOwnSubject(_ range: Range<Int>) -> Bool {
    isTagged
      && range.prefix(24).contains { token in
        let analysis = reading.analyzed.tokens[token]
        return [.nsubj, .nsubjPass].contains(analysis.relation) && analysis.head > token
          && range.contains(analysis.head)
          && [.verb, .aux].contains(reading.analyzed.tokens[analysis.head].tag)
      }
  }

  /// "it a matter of health", "the inquiry “Soviet-style”".
  func isComplement(_ range: Range<Int>) -> Bool {
    guard range.count >= 3 else { return false }
    return range.dropFirst().contains { isOpenMark($0) }
      || range.dropFirst().prefix(8).contains {
        ["a", "an"].contains(lower[$0]) && !ClosedClasses.prepositions.contains(lower[$0 - 1])
      }
  }

  /// By the tree: "called the plan unfair" has the object and what it is called.
  func hasPredicate(_ cue: Cue, _ range: Range<Int>) -> Bool {
    guard isTagged else { return false }
    let tokens = reading.analyzed.tokens
    let object = range.first {
      tokens[$0].head == cue.tokens.lowerBound && tokens[$0].relation == .obj
    }
    guard let object else { return false }
    return range.contains { token in
      token > object && tokens[token].head == cue.tokens.lowerBound
        && tokens[token].relation == .xcomp && [.adj, .noun, .propn].contains(tokens[token].tag)
    }
  }

  func startsNominal(_ token: Int) -> Bool {
    if nameOf[token] >= 0 || isOpenMark(token) { return true }
    if isTagged {
      return [.det, .noun, .propn, .adj, .num, .pron].contains(reading.analyzed.tokens[token].tag)
        || ["$", "€", "£"].contains(words[token])
    }
    return isWord(token) && !ClosedClasses.prepositions.contains(lower[token])
      && !ClosedClasses.conjunctions.contains(lower[token]) && !ClosedClasses.isAdverb(lower[token])
  }
}
