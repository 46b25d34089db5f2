internal import Language

/// Sources that a text names without reporting their words: who issued a statement, whose count
/// it goes by.
extension SourcingReader {
  private static let issuing: Set<String> = [
    "issued", "released", "published", "posted", "circulated", "issues", "releases",
  ]
  private static let issued: Set<String> = [
    "statement", "release", "communique", "communiqué", "opinion", "memo", "memorandum",
    "declaration", "bulletin", "advisory", "letter", "report",
  ]
  private static let reckonings: Set<String> = [
    "reckoning", "count", "tally", "estimate", "estimates", "account", "projection", "projections",
  ]

  /// "The task force released a statement": a named body or person, its verb and what it issued.
  mutating func readStatements() {
    for token in lower.indices where Self.issuing.contains(lower[token]) && !taken[token] {
      let sentence = self.sentence(of: token)
      guard token > sentence.lowerBound,
        let object = (token + 1..<min(sentence.upperBound, token + 6)).first(where: {
          Self.issued.contains(lower[$0])
        }),
        (token + 1..<object).allSatisfy({ nameOf[$0] < 0 && lower[$0] != "," }),
        ["a", "an", "its", "his", "her", "their"].contains(lower[token + 1]),
        let name = subjectName(before: token, from: sentence.lowerBound)
      else { continue }
      add(
        .entity(entityOfName[name]),
        (reading.names[name].title?.lowerBound ?? reading.names[name].tokens.lowerBound)..<object
          + 1, through: nil, sieve: "issued")
    }
  }

  /// "by NBC's reckoning", "estimates by the ministry": the count is theirs.
  mutating func readReckonings() {
    for token in lower.indices where Self.reckonings.contains(lower[token]) && !taken[token] {
      let sentence = self.sentence(of: token)
      if token - 2 > sentence.lowerBound, ["'s", "’s"].contains(reading.words[token - 1]),
        nameOf[token - 2] >= 0, let name = usable(nameOf[token - 2]),
        let by = (max(sentence.lowerBound, reading.names[name].tokens.lowerBound - 2)..<token - 2)
          .first(where: { ["by", "in"].contains(lower[$0]) })
      {
        add(.entity(entityOfName[name]), by..<token + 1, through: nil, sieve: "reckoning")
      } else if token + 2 < sentence.upperBound, ["by", "from"].contains(lower[token + 1]),
        lower[token] != "account"
      {
        let end = nounEnd(token + 2, limit: sentence.upperBound)
        guard end > token + 2, nameOf[end - 1] >= 0 || isInstitution(end - 1) else { continue }
        add(
          speaker(of: token + 2..<end), token..<end, through: nil, sieve: "reckoning")
      }
    }
  }

  private static let relaying: Set<String> = [
    "reports", "reported", "writes", "wrote", "informs", "says", "said", "relays", "adds", "cites",
  ]

  /// "…, writes UNN."; "…, UNN reports": an outlet beside its verb at the end of a sentence. "As
  /// reported,": the outlet's own earlier news.
  mutating func readOutlets() {
    for token in lower.indices.dropLast(2) where token >= reading.bodyStart && !taken[token] {
      if lower[token] == "as", reading.isSentenceStart(token), lower[token + 1] == "reported",
        reading.words[token + 2] == "," || lower[token + 2] == "earlier"
      {
        append(
          SourceFinding(kind: .agencyOwn, source: nil, tokens: token..<token + 2, sieve: "own"))
        continue
      }
      guard Self.relaying.contains(lower[token]), token > 1, nameOf[token] < 0 else { continue }
      let sentence = self.sentence(of: token)
      let words = reading.words
      func isOutlet(_ index: Int) -> Bool {
        sentence.contains(index) && nameOf[index] >= 0 && entityOfName[nameOf[index]] >= 0
          && isMedia(entityOfName[nameOf[index]])
      }
      if words[token - 1] == ",", isOutlet(token + 1) {
        let name = reading.names[nameOf[token + 1]].tokens
        guard name.upperBound >= sentence.upperBound || !reading.isWord(name.upperBound) else {
          continue
        }
        add(
          .entity(entityOfName[nameOf[token + 1]]), token..<name.upperBound, through: nil,
          sieve: "outlet")
      } else if isOutlet(token - 1), !reading.isWord(token + 1) {
        let name = reading.names[nameOf[token - 1]].tokens
        guard name.lowerBound > sentence.lowerBound, words[name.lowerBound - 1] == "," else {
          continue
        }
        add(
          .entity(entityOfName[nameOf[token - 1]]), name.lowerBound..<token + 1, through: nil,
          sieve: "outlet")
      }
    }
  }

  private func isInstitution(_ token: Int) -> Bool {
    [.organization, .outlet].contains(SourceNouns.shared.kind(of: lower[token]))
  }

  /// The name that ends right before a verb, adverbs and auxiliaries between.
  private func subjectName(before verb: Int, from start: Int) -> Int? {
    var token = verb - 1
    while token > start, verb - token < 4,
      ClosedClasses.isAdverb(lower[token]) || ClosedClasses.isAuxiliary(lower[token])
        || ClosedClasses.timeWords.contains(lower[token])
    {
      token -= 1
    }
    return nameOf[token] >= 0 ? usable(nameOf[token]) : nil
  }

  private func usable(_ name: Int) -> Int? {
    let kind = reading.names[name].kind
    return (kind == .person || kind == .organization) && entityOfName[name] >= 0 ? name : nil
  }
}
