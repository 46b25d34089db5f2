internal import Language

/// A phrase that says where the news comes from, while it is read.
struct SourceFinding {
  var kind: SourcePhrase.Kind
  var source: QuoteFinding.Speaker?
  var tokens: Range<Int>
  /// The index of the phrase through which this one reached the text.
  var through: Int?
  var sieve: String
}

extension Reading {
  /// Finds the phrases of attribution: of every report its first naming in a sentence, the outlets
  /// it was said to, and the agency of the dateline.
  mutating func findSourcing() {
    var reader = SourcingReader(self)
    sourcing = reader.read()
  }

  func fillSourcing(_ record: inout Record, ids: [String]) {
    for finding in sourcing {
      var phrase = SourcePhrase(
        kind: finding.kind, source: participant(finding.source, ids: ids),
        span: span(finding.tokens), sieve: finding.sieve)
      phrase.through = finding.through
      record.sourcing.append(phrase)
    }
  }
}

/// Reads the sourcing of one dispatch from its quotes.
struct SourcingReader {
  let reading: Reading
  let nouns = SourceNouns.shared
  let lower: TokenWords
  let nameOf: [Int]
  let entityOfName: [Int]
  /// People that some mention calls by an office they hold.
  let officials: Set<Int>
  var found: [SourceFinding] = []
  /// For every source and sentence, the phrase that names it.
  private var known: [Key: Int] = [:]
  private var agency: Int?
  /// Whether a token stands in a phrase that was found.
  var taken: [Bool]
  /// For every sentence, the phrases that start in it.
  private var bySentence: [Int: [Int]] = [:]

  private struct Key: Hashable {
    var source: String
    var sentence: Int
  }

  init(_ reading: Reading) {
    self.reading = reading
    lower = reading.lowered
    var nameOf = [Int](repeating: -1, count: reading.words.count)
    for (index, name) in reading.names.enumerated() {
      for token in name.tokens { nameOf[token] = index }
    }
    self.nameOf = nameOf
    var entityOfName = [Int](repeating: -1, count: reading.names.count)
    for (index, entity) in reading.entities.enumerated() {
      for name in entity.names { entityOfName[name] = index }
    }
    self.entityOfName = entityOfName
    taken = [Bool](repeating: false, count: reading.words.count)
    officials = Self.officials(reading, lower: lower, entityOfName: entityOfName)
  }

  mutating func read() -> [SourceFinding] {
    readAgency()
    for quote in reading.quotes.sorted(by: { position($0) < position($1) }) { read(quote) }
    readCitations()
    readInterviews()
    readStatements()
    readReckonings()
    readOutlets()
    readSignatures()
    return ordered()
  }

  private func position(_ quote: QuoteFinding) -> Int {
    min(quote.source?.lowerBound ?? .max, quote.cue?.lowerBound ?? .max, quote.tokens.lowerBound)
  }

  // MARK: The kinds

  /// Who some title, apposition or description gives an office.
  private static func officials(
    _ reading: Reading, lower: TokenWords, entityOfName: [Int]
  ) -> Set<Int> {
    let nouns = SourceNouns.shared
    var officials: Set<Int> = []
    for (index, name) in reading.names.enumerated() where name.kind == .person {
      let entity = entityOfName[index]
      guard entity >= 0, !officials.contains(entity) else { continue }
      let sentence = reading.analyzed.sentences[reading.sentenceOf[name.tokens.lowerBound]].tokens
      var first = name.title?.lowerBound ?? name.tokens.lowerBound
      if let title = name.title, let last = title.last,
        nouns.kind(of: lower[last]) == .official
          || lower[title.lowerBound].hasPrefix("vice") || title.count > 1
      {
        let isFormer =
          first > sentence.lowerBound && ["former", "ex", "then"].contains(lower[first - 1])
        if !isFormer { officials.insert(entity) }
        continue
      }
      // "state prosecutor Remy Heitz"; "President of Argentina Alberto Fernández".
      first = name.tokens.lowerBound
      let before = max(sentence.lowerBound, first - 7)..<first
      if let noun = before.last(where: { nouns.kind(of: lower[$0]) == .official }),
        !(before.lowerBound..<noun).contains(where: { lower[$0] == "former" }),
        (noun + 1..<first).allSatisfy({ isNounTail($0, reading, lower) })
      {
        officials.insert(entity)
        continue
      }
      // "Wang Yi, China's foreign minister,"; "Dedi Prasetyo, a spokesperson for the police,".
      let next = name.tokens.upperBound
      guard next + 1 < sentence.upperBound, reading.words[next] == "," else { continue }
      let after = next + 1..<min(sentence.upperBound, next + 12)
      let end =
        after.first { [",", "who", "which", "said", "."].contains(lower[$0]) } ?? after.upperBound
      if (after.lowerBound..<end).contains(where: { nouns.kind(of: lower[$0]) == .official }),
        !(after.lowerBound..<end).contains(where: { lower[$0] == "former" })
      {
        officials.insert(entity)
      }
    }
    for (index, entity) in reading.entities.enumerated() where entity.kind == .person {
      let holds = entity.roles.contains { role in
        role.title.last.map { nouns.kind(of: lower[$0]) == .official } ?? false
      }
      if holds { officials.insert(index) }
    }
    return officials
  }

  private static func isNounTail(_ token: Int, _ reading: Reading, _ lower: TokenWords) -> Bool {
    ["of", "the", "for", "'s", "’s"].contains(lower[token]) || reading.isCapitalised(token)
      || lower[token].allSatisfy { $0.isLetter } && !ClosedClasses.isAuxiliary(lower[token])
        && !ClosedClasses.conjunctions.contains(lower[token]) && lower[token] != "and"
  }

  func isMedia(_ entity: Int) -> Bool {
    let entity = reading.entities[entity]
    guard entity.kind == .organization else { return false }
    if let kind = entity.entry?.organizationKind { return kind == "media" }
    let last = entity.name.split(separator: " ").last.map(String.init) ?? ""
    return [
      "News", "Times", "Post", "Press", "Tribune", "Herald", "Journal", "Radio", "Television",
      "Telegraph", "Guardian", "Gazette", "Daily", "Broadcasting", "Wire", "Ledger", "TV", "Globe",
      "Observer", "Independent", "Standard", "Magazine", "Chronicle", "Mail", "Media",
    ].contains(last) || entity.name.hasSuffix("News Agency") || entity.name.hasPrefix("Radio ")
  }

  func kind(of speaker: QuoteFinding.Speaker?) -> SourcePhrase.Kind {
    switch speaker {
    case .entity(let index):
      switch reading.entities[index].kind {
      case .person: return officials.contains(index) ? .namedOfficial : .namedPerson
      case .organization: return isMedia(index) ? .outlet : .organization
      case .place: return .organization
      }
    case .described(let phrase):
      return kind(ofDescription: phrase)
    case nil:
      return .outlet
    }
  }

  private func kind(ofDescription phrase: Range<Int>) -> SourcePhrase.Kind {
    let end =
      phrase.dropFirst().first {
        ClosedClasses.prepositions.contains(lower[$0]) || ["who", "which", ","].contains(lower[$0])
      } ?? phrase.upperBound
    var head = max(phrase.lowerBound, end - 1)
    // "the decree signed by the pope": the noun before its participle.
    if head > phrase.lowerBound, nouns.kind(of: lower[head]) == nil,
      nouns.kind(of: lower[head - 1]) != nil
    {
      head -= 1
    }
    switch nouns.kind(of: lower[head]) {
    case .official: return .unnamedOfficial
    case .person:
      // "a security source", "government sources", "a police spokesman".
      let official: Set<String> = [
        "security", "government", "military", "police", "intelligence", "diplomatic", "official",
        "ministry", "administration", "senior", "defence", "defense", "law", "judicial", "army",
      ]
      return (phrase.lowerBound..<head).contains { official.contains(lower[$0]) }
        ? .unnamedOfficial : .unnamedPerson
    case .outlet: return .outlet
    case .document: return .document
    case .organization: return .organization
    case nil:
      // Capitals throughout: a name that nobody knows yet.
      let isName = phrase.allSatisfy { reading.isCapitalised($0) || lower[$0] == "-" }
      return isName ? .namedPerson : .unnamedPerson
    }
  }

  // MARK: The phrases

  private mutating func readAgency() {
    guard let dateline = reading.dateline, let name = dateline.agency,
      let first = name.split(separator: " ").first.map(String.init)
    else { return }
    let start = dateline.tokens.first {
      reading.words[$0].hasPrefix(first) || first.hasPrefix(reading.words[$0])
    }
    guard let start else { return }
    let count = name.split(separator: " ").count
    let tokens = start..<min(dateline.tokens.upperBound, start + count)
    let entity = nameOf[start] >= 0 ? entityOfName[nameOf[start]] : -1
    agency = found.count
    append(
      SourceFinding(
        kind: .agencyOwn, source: entity >= 0 ? .entity(entity) : .described(tokens),
        tokens: tokens, sieve: "dateline"))
  }

  private mutating func read(_ quote: QuoteFinding) {
    guard !quote.isJoint else { return }
    var relay: Int?
    if let by = quote.relayedBy, let relayPhrase = relayPhrase(quote, by) {
      relay = add(by, relayPhrase, through: nil, sieve: "relay")
    }
    if let to = quote.toEntity, isMedia(to), let words = quote.to {
      let start = quote.cue.map {
        $0.lowerBound < words.lowerBound ? $0.lowerBound : words.lowerBound
      }
      var first = max(start ?? words.lowerBound, words.lowerBound - 4)
      // "Cruz, in remarks to ABC, said": the phrase that names the occasion.
      while first > 0, first > words.lowerBound - 5,
        ["to", "with", "by", "for", "interview", "remarks", "an", "a", "in", "his", "her"]
          .contains(lower[first - 1])
      {
        first -= 1
      }
      relay = add(.entity(to), first..<words.upperBound, through: agency, sieve: "told") ?? relay
    }
    guard let cue = quote.cue, quote.tokens.lowerBound >= reading.bodyStart || quote.speaker != nil
    else { return }
    if quote.speaker == nil, quote.source == nil {
      // "Reportedly", "it was reported": some outlet, unnamed.
      guard ["reportedly", "reported", "purportedly"].contains(lower[cue.lowerBound]) else {
        return
      }
      let first = lower[max(0, cue.lowerBound - 2)] == "it" ? cue.lowerBound - 2 : cue.lowerBound
      append(
        SourceFinding(kind: .outlet, source: nil, tokens: first..<cue.upperBound, sieve: "reported")
      )
      return
    }
    guard !quote.pointsBack, let source = quote.source,
      isNews(quote, cue)
        || Self.calling.contains(lower[cue.lowerBound]) && isIntroduced(quote.speaker, source)
    else { return }
    let hull = min(source.lowerBound, cue.lowerBound)..<max(source.upperBound, cue.upperBound)
    let phrase = hull.count <= 30 ? hull : source
    add(quote.speaker, phrase, through: relay, sieve: "report")
  }

  /// Whether a report tells where news comes from, rather than that somebody asks or promises.
  private func isNews(_ quote: QuoteFinding, _ cue: Range<Int>) -> Bool {
    quote.act == .states || quote.act == .denies || quote.kind == .direct
      || quote.act == .accuses && quote.kind != .indirect
  }

  private static let calling: Set<String> = [
    "called", "calls", "urged", "urges", "demanded", "demands", "accused", "accuses", "blamed",
    "blames", "criticized", "criticised", "condemned", "denounced",
  ]

  /// Who demands or accuses is a source where he is brought in with his office: "Speaker Anna Cole
  /// called for", "the party's leader, Ali Saleh, accused".
  private func isIntroduced(_ speaker: QuoteFinding.Speaker?, _ source: Range<Int>) -> Bool {
    guard case .entity(let entity)? = speaker, source.count >= 3,
      reading.entities[entity].kind == .person, officials.contains(entity)
    else { return false }
    let name = source.contains { nameOf[$0] >= 0 && entityOfName[nameOf[$0]] == entity }
    return name && source.lowerBound >= reading.bodyStart
  }

  /// The words that name who relays: before the speaker's, or "according to" behind them.
  private func relayPhrase(_ quote: QuoteFinding, _ by: QuoteFinding.Speaker) -> Range<Int>? {
    switch by {
    case .described(let phrase): return phrase
    case .entity(let index):
      guard let near = quote.source ?? quote.cue else { return nil }
      let sentence = self.sentence(of: near.lowerBound)
      let name = sentence.first { token in
        nameOf[token] >= 0 && entityOfName[nameOf[token]] == index
      }
      guard let name else { return nil }
      let words = reading.names[nameOf[name]].tokens
      let start = words.lowerBound - 2
      let article = lower[max(0, words.lowerBound - 1)] == "the" ? 1 : 0
      if start - article >= sentence.lowerBound, lower[start - article] == "according" {
        return start - article..<words.upperBound
      }
      return words
    }
  }

  @discardableResult
  mutating func add(
    _ source: QuoteFinding.Speaker?, _ phrase: Range<Int>, through: Int?, sieve: String
  ) -> Int? {
    guard !phrase.isEmpty else { return nil }
    let sentence = reading.sentenceOf[phrase.lowerBound]
    let key = Key(source: name(of: source), sentence: sentence)
    if let index = known[key] { return index }
    known[key] = found.count
    append(
      SourceFinding(
        kind: kind(of: source), source: source, tokens: phrase, through: through, sieve: sieve))
    return found.count - 1
  }

  private func name(of source: QuoteFinding.Speaker?) -> String {
    switch source {
    case .entity(let index): return "e\(index)"
    case .described(let phrase): return reading.analyzed.string(phrase).lowercased()
    case nil: return ""
    }
  }

  // MARK: Phrases without a quote

  /// ", citing a senior official"; "which cited sources close to the case".
  private mutating func readCitations() {
    for token in lower.indices.dropLast()
    where ["citing", "cited", "quoting"].contains(lower[token]) || isReference(token) {
      let sentence = self.sentence(of: token)
      let first = isReference(token) ? token + 2 : token + 1
      guard first < sentence.upperBound, !taken[token] else { continue }
      let end = nounEnd(first, limit: sentence.upperBound)
      guard end > first else { continue }
      let phrase = first..<end
      let source = speaker(of: phrase)
      // Only what can be a source: "cited concerns" names none.
      if case .described(let words) = source,
        !words.contains(where: { nouns.kind(of: lower[$0]) != nil })
      {
        continue
      }
      let through = bySentence[reading.sentenceOf[token]]?.suffix(8).last { index in
        found[index].tokens.upperBound <= token
      }
      add(source, token..<end, through: through, sieve: "citing")
    }
  }

  /// "with reference to the ministry", "with a link to".
  private func isReference(_ token: Int) -> Bool {
    ["reference", "link"].contains(lower[token]) && lower[token + 1] == "to"
      && (lower[token - 1] == "with" || lower[token - 2] == "with")
  }

  /// "in an interview with Kyodo News", "in remarks to ABC" where no quote had it.
  private mutating func readInterviews() {
    for token in lower.indices
    where ["interview", "remarks", "comments", "statement"].contains(lower[token])
      && !taken[token]
    {
      let sentence = self.sentence(of: token)
      guard token + 2 < sentence.upperBound, ["with", "to"].contains(lower[token + 1]) else {
        continue
      }
      let end = nounEnd(token + 2, limit: sentence.upperBound)
      let media = (token + 2..<max(token + 2, end)).first {
        nameOf[$0] >= 0 && entityOfName[nameOf[$0]] >= 0 && isMedia(entityOfName[nameOf[$0]])
      }
      guard let media else { continue }
      var start = token
      while start > sentence.lowerBound, token - start < 3,
        ["a", "an", "in", "his", "her", "exclusive"]
          .contains(lower[start - 1])
      {
        start -= 1
      }
      let index = add(
        .entity(entityOfName[nameOf[media]]), start..<end, through: agency, sieve: "interview")
      link(to: index, in: sentence)
    }
  }

  /// Who speaks in this sentence does so through that outlet.
  private mutating func link(to outlet: Int?, in sentence: Range<Int>) {
    guard let outlet else { return }
    for index in (bySentence[reading.sentenceOf[sentence.lowerBound]] ?? []).suffix(16)
    where index != outlet && sentence.contains(found[index].tokens.lowerBound)
      && found[index].through == nil && found[index].kind != .outlet
      && found[index].kind != .agencyOwn
    {
      found[index].through = outlet
    }
  }

  /// The sentence of a token, no further than the window of the quote reader.
  func sentence(of token: Int) -> Range<Int> {
    reading.analyzed.sentences[reading.sentenceOf[token]].tokens
      .clamped(to: max(0, token - QuoteReader.window)..<token + QuoteReader.window)
  }

  mutating func append(_ finding: SourceFinding) {
    bySentence[reading.sentenceOf[finding.tokens.lowerBound], default: []].append(found.count)
    for token in finding.tokens { taken[token] = true }
    found.append(finding)
  }

  func nounEnd(_ start: Int, limit: Int) -> Int {
    var end = start
    while end < limit, end - start < 12 {
      if nameOf[end] >= 0 {
        end = max(end + 1, reading.names[nameOf[end]].tokens.upperBound)
        continue
      }
      let word = lower[end]
      let isWord = word.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
      guard isWord || word == "-" || word == "'s" || word == "’s" else { break }
      if end > start,
        ClosedClasses.conjunctions.contains(word) || ClosedClasses.relatives.contains(word)
          || ClosedClasses.isAuxiliary(word)
          || ["in", "on", "as", "at", "and", "by"].contains(word)
          || ClosedClasses.timeWords.contains(word)
      {
        break
      }
      end += 1
    }
    return min(end, limit)
  }

  func speaker(of phrase: Range<Int>) -> QuoteFinding.Speaker {
    if let last = phrase.last, nameOf[last] >= 0, reading.names[nameOf[last]].kind != .adjective,
      entityOfName[nameOf[last]] >= 0
    {
      return .entity(entityOfName[nameOf[last]])
    }
    return .described(phrase)
  }

  /// In text order, the indices of the chain with them.
  private func ordered() -> [SourceFinding] {
    let order = found.indices.sorted {
      (found[$0].tokens.lowerBound, $0) < (found[$1].tokens.lowerBound, $1)
    }
    var place = [Int](repeating: 0, count: found.count)
    for (new, old) in order.enumerated() { place[old] = new }
    return order.map { old in
      var finding = found[old]
      finding.through = finding.through.map { place[$0] }
      return finding
    }
  }
}
