internal import Language

/// Which way a date without a year, or a weekday alone, points: told by the verbs of its clause.
extension TimeGrammar {
  enum Direction {
    case past, future, unknown
  }

  /// The nearest verb before the expression in its clause decides, else the first one behind it
  /// ("On Friday, ministers will meet").
  func direction(_ range: Range<Int>) -> Direction {
    verb(before: range.lowerBound) ?? verb(after: range.upperBound) ?? .unknown
  }

  private func verb(before end: Int) -> Direction? {
    let isLimit = [.until, .till, .by].contains(self[end - 1].word)
    let isEnd = isLimit && self[end - 1].word != .by
    var index = end - 1
    let limit = max(sentence.lowerBound, end - 30)
    while index >= limit {
      let token = tokens[index]
      switch token.cue {
      case .past:
        // "promised an answer by Friday"
        if isLimit, token.governs { return .future }
        // "The road was closed until Friday": what is set lasts; but "had been closed".
        if isEnd, text.tokens[index].pennTag == .verbPastParticiple,
          !(max(limit, index - 4)..<index).contains(where: { tokens[$0].word == .had })
        {
          return .future
        }
        // "will be released", "to be held": the auxiliary tells.
        if let auxiliary = passiveAuxiliary(of: index) {
          index = auxiliary
        } else {
          return .past
        }
      case .future, .pending: return .future
      case .deferring:
        let isPerfect = (max(limit, index - 3)..<index).contains { tokens[$0].word == .had }
        return isLimit && !isPerfect ? .future : .past
      case .to:
        if isInfinitive(index, before: end), self[index - 1].governs { return .future }
      case .have:
        if participleFollows(index, before: end) { return .past }
      case .be:
        // "is on Friday": what is dated in the present tense lies ahead.
        if end - index <= 2 || looksAhead(index, before: end) { return .future }
        if tokens[index].governs, isEnd || self[end - 1].word == .from && end - index <= 10 {
          return .future
        }
      case .none:
        if token.governs, self[index + 1].word == .for || isLimit { return .future }
        if end - index <= 8, isScheduled(index) { return .future }
      }
      // Quotation marks, semicolons, brackets and colons part clauses.
      if token.kind == .other, !token.isAlphabetic, token.word == .none { return nil }
      index -= 1
    }
    return nil
  }

  private func verb(after start: Int) -> Direction? {
    var index = start
    let limit = min(sentence.upperBound, start + 30)
    while index < limit {
      switch tokens[index].cue {
      case .past, .deferring: return .past
      case .future: return .future
      case .have: return participleFollows(index, before: limit) ? .past : nil
      case .be:
        if tokens[index].governs { return looksAhead(index, before: limit) ? .future : nil }
      case .none:
        // "On Monday the court opens hearings."
        if index - start <= 10, index > start, isScheduled(index),
          [.noun, .propn, .pron].contains(text.tokens[index - 1].tag)
        {
          return .future
        }
      case .to, .pending: break
      }
      index += 1
    }
    return nil
  }

  /// Verbs whose present tense with a date tells what is fixed to come: "votes on Sunday", "takes
  /// office on October 20" (the futurate present).
  private static let schedules: Set<String> = [
    "begins", "begin", "starts", "start", "opens", "open", "ends", "expires", "takes", "take",
    "votes", "vote", "holds", "hold", "meets", "meet", "resumes", "resume", "travels", "visits",
    "arrives", "leaves", "hosts", "returns", "closes", "convenes", "strike", "goes", "faces",
    "face",
    "flies", "fly", "debates", "debate", "decides", "decide", "rules", "reports", "report",
    "publishes", "publish", "kicks", "reopens", "testifies", "addresses", "departs", "plays",
    "play",
    "sits", "sit", "sets", "plan", "plans", "comes", "come", "runs", "appears", "launches",
    "unveils",
    "names", "name", "speaks", "heads", "hears", "expire", "debuts",
  ]

  private func isScheduled(_ index: Int) -> Bool {
    switch text.tokens[index].pennTag {
    case .verbPresent, .verbPresentThird:
      return !tokens[index].isCapital && Self.schedules.contains(text.string(index))
    default: return false
    }
  }

  /// Whether a "to" stands before a verb rather than before a noun phrase.
  private func isInfinitive(_ index: Int, before end: Int) -> Bool {
    let next = self[index + 1]
    return index + 1 < end && next.isAlphabetic && !next.isCapital && next.word == .none
      && (next.cue == .none || next.cue == .be || next.cue == .have)
  }

  /// The "be", "is" before a participle, with at most one word between.
  private func passiveAuxiliary(of index: Int) -> Int? {
    if self[index - 1].cue == .be { return index - 1 }
    return self[index - 2].cue == .be && self[index - 1].cue == .none ? index - 2 : nil
  }

  /// "is to", "are going to", "is expected to".
  private func looksAhead(_ index: Int, before end: Int) -> Bool {
    (index + 1..<min(index + 4, max(end, index + 1))).contains {
      tokens[$0].cue == .to || tokens[$0].cue == .pending || tokens[$0].governs
    }
  }

  private func participleFollows(_ index: Int, before end: Int) -> Bool {
    (index + 1..<min(index + 5, max(end, index + 1))).contains {
      tokens[$0].cue == .past || tokens[$0].cue == .deferring
    }
  }
}
