internal import Language

/// Whose words a document holds: "a statement by the Supreme Court", "its website", "the advisory".
extension QuoteReader {
  /// What is issued in somebody's name, so that "the statement" is that of whoever was last heard.
  private static let issued: Set<String> = [
    "statement", "advisory", "warning", "warnings", "bulletin", "release", "announcement",
    "notice", "communique", "communiqué", "declaration", "summary", "letter", "tweet", "post",
    "message", "memo", "email", "schedule", "decree", "note", "ruling", "opinion", "decision",
    "indictment", "advice", "circular", "manifesto", "testimony",
  ]
  private static let issuing: Set<String> = [
    "issued", "issue", "issues", "released", "release", "releases", "published", "publish",
    "posted", "sent", "wrote", "made", "delivered", "circulated", "gave", "signed", "filed",
  ]
  /// Places of somebody's own words beside documents proper.
  private static let pages: Set<String> = [
    "website", "site", "page", "account", "blog", "channel", "profile", "memoir", "memoirs",
    "autobiography", "diary", "column", "schedule", "advisory", "warning", "warnings", "sheet",
    "announcement", "notice", "biography", "description", "decision", "decisions",
  ]

  private func isDocument(_ head: Int) -> Bool {
    guard nameOf[head] < 0 else { return false }
    return SourceNouns.shared.kind(of: lower[head]) == .document
      || Self.pages.contains(lower[head])
        && SourceNouns.shared.kind(of: lower[head]) != .official
  }

  /// Who speaks in a document: "a statement by the Supreme Court", "the court's summary", "the
  /// statement" after "NATO released a statement".
  func documentOwner(_ phrase: Range<Int>, head: Int) -> QuoteFinding.Speaker? {
    guard isDocument(head) else { return nil }
    // "issued by", "from": the name behind it.
    if let by = (head + 1..<max(head + 1, phrase.upperBound)).first(where: {
      lower[$0] == "by" || lower[$0] == "from"
    }),
      !["seen", "obtained", "reviewed", "viewed", "carried", "verified", "read"].contains(
        lower[by - 1]),
      let name = (by + 1..<phrase.upperBound).first(where: {
        isName($0, .organization) || isName($0, .person)
      })
    {
      return .entity(entityOfName[nameOf[name]])
    }
    // "the court's summary".
    if let mark = (phrase.lowerBound..<head).last(where: { ["'s", "’s"].contains(words[$0]) }),
      mark > phrase.lowerBound
    {
      return resolve(phrase.lowerBound..<mark)
    }
    // "a NATO press release", "NATO documents".
    if let name = (phrase.lowerBound..<head).last(where: { isName($0, .organization) }) {
      return .entity(entityOfName[nameOf[name]])
    }
    // "its website", "her memoirs".
    if ClosedClasses.possessives.contains(lower[phrase.lowerBound]) {
      return owner(phrase.lowerBound)
    }
    // "government reports".
    if head > phrase.lowerBound, lower[head - 1] == "government", let mainCountry,
      !(phrase.lowerBound..<head).contains(where: { nameOf[$0] >= 0 })
    {
      return .entity(mainCountry)
    }
    // "a tweet on Monday by the minister", "the opinion of the court".
    if let author = author(behind: phrase) { return author }
    if let owner = owner(of: phrase, head: head) { return owner }
    // "released a statement which said".
    let before = phrase.lowerBound - 1
    if before > 0, Self.issued.contains(lower[head]), Self.issuing.contains(lower[before]) {
      return issuer(of: head)
    }
    return lower[phrase.lowerBound] == "the" ? lastOwner(of: phrase, head: head) : nil
  }

  /// "its", "her", "their" before a document.
  private func owner(_ pronoun: Int) -> QuoteFinding.Speaker? {
    switch lower[pronoun] {
    case "his", "her":
      if let known = reading.reference(at: pronoun) { return .entity(known.entity) }
      return reading.antecedent(ofPronoun: pronoun).map { .entity($0) }
    case "its", "their":
      if let last = lastSpeaker(before: pronoun, inSentences: 2) { return last }
      return reading.antecedent(ofPronoun: pronoun).map { .entity($0) }
    default: return nil
    }
  }

  /// Who was last reported, not further back than some sentences, and not a person.
  private func lastSpeaker(before token: Int, inSentences count: Int) -> QuoteFinding.Speaker? {
    guard let last = quotes.suffix(8).last(where: { $0.tokens.upperBound <= token }),
      reading.sentenceOf[token] - reading.sentenceOf[last.tokens.lowerBound] <= count,
      case .entity(let entity)? = last.speaker, reading.entities[entity].kind != .person
    else { return nil }
    return last.speaker
  }

  /// "by" or "from" behind a document and its time.
  private func author(behind phrase: Range<Int>) -> QuoteFinding.Speaker? {
    let limit = self.sentence(of: phrase.lowerBound).upperBound
    var next = phrase.upperBound
    while next < limit, next - phrase.upperBound < 5,
      ClosedClasses.timeWords.contains(lower[next]) || lower[next] == "on"
        || lower[next] == "online"
        || ["posted", "released", "issued", "published", "made", "sent"].contains(lower[next])
        || isNumber(next)
    {
      next += 1
    }
    guard next + 1 < limit, ["by", "from"].contains(lower[next]) else { return nil }
    let source = self.phrase(startingAt: next + 1, limit: limit)
    guard !source.isEmpty, case .entity(let entity)? = resolve(source) else { return nil }
    return .entity(entity)
  }

  /// "the opinion of the court", "part of the judge's statement".
  private func owner(of phrase: Range<Int>, head: Int) -> QuoteFinding.Speaker? {
    let of = head + 1
    guard of + 1 < phrase.upperBound, lower[of] == "of", Self.issued.contains(lower[head]),
      case .entity(let entity)? = resolve(of + 1..<phrase.upperBound),
      reading.entities[entity].kind != .place
    else { return nil }
    return .entity(entity)
  }

  /// "the statement": of whoever issued the one named before, or was heard right before.
  private func lastOwner(of phrase: Range<Int>, head: Int) -> QuoteFinding.Speaker? {
    if let last = quotes.suffix(8).last(where: {
      $0.sieve.hasSuffix("document") || $0.isDocument(named: lower[head], in: lower)
    }) {
      return last.speaker
    }
    guard Self.issued.contains(lower[head]), phrase.count <= 3 else { return nil }
    let sentence = reading.sentenceOf[head]
    let first = reading.analyzed.sentences[max(0, sentence - 3)].tokens.lowerBound
    let noun = lower[head].hasSuffix("s") ? String(lower[head].dropLast()) : lower[head]
    for token in (max(first, head - 120)..<max(first, phrase.lowerBound)).reversed()
    where lower[token] == noun && quotationOf[token] < 0 && nameOf[token] < 0 {
      if let issuer = issuer(of: token) { return issuer }
    }
    return lastSpeaker(before: phrase.lowerBound, inSentences: 2)
  }

  /// Who issued a document, by the verb before it: "NATO released a statement".
  func issuer(of noun: Int) -> QuoteFinding.Speaker? {
    let start = self.sentence(of: noun).lowerBound
    let verb = (max(start, noun - 6)..<noun).last { Self.issuing.contains(lower[$0]) }
    guard let verb, verb > start, let main = mainSubject(before: verb),
      main.phrase.upperBound <= verb, case .entity(let entity)? = main.speaker
    else { return nil }
    return .entity(entity)
  }
}
