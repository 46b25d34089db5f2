internal import Language

/// Finds names by simple rules: what the gazetteer knows, what follows a title, what a long name
/// with its acronym says, runs of capitals with a word that only organisations have.
extension Reading {
  static let organizationWords: Set<String> = [
    "Ministry", "Department", "Agency", "Authority", "Commission", "Committee", "Council",
    "Parliament", "Assembly", "Party", "Union", "Federation", "Association", "Organization",
    "Organisation", "Foundation", "Institute", "University", "College", "Court", "Police",
    "Army", "Navy", "Forces", "Force", "Guard", "Front", "Brigade", "Bank", "Company", "Group",
    "Corporation", "Corp.", "Inc.", "Ltd.", "Holdings", "Press", "News", "Times", "Post",
    "Tribune", "Ledger", "Herald", "Journal", "Radio", "Television", "Wire", "Service", "Office",
    "Bureau", "Programme", "Fund", "Alliance", "Coalition", "Movement", "League", "Society",
    "Network", "Airlines", "Airways", "Railways", "Industries", "Motors", "Energy", "Hospital",
    "Church", "Club", "Board", "Chamber", "Tribunal", "Directorate", "Inspectorate",
  ]
  private static let speechVerbs: Set<String> = [
    "said", "says", "told", "added", "wrote", "tweeted", "noted", "stressed", "announced", "asked",
    "warned", "stated", "explained", "replied", "declined", "denied", "thanked", "promised",
  ]

  mutating func findNames() {
    var index = 0
    var taken = [Bool](repeating: false, count: words.count)
    // Gazetteer: the longest known name at every place.
    while index < words.count {
      if let (range, entry) = longestKnown(at: index) {
        names.append(finding(range, entry))
        for token in range { taken[token] = true }
        index = range.upperBound
      } else {
        index += 1
      }
    }
    findTitledPeople(&taken)
    findCapitalRuns(&taken)
    names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    findSurnames(&taken)
    findDatelinePlace(&taken)
    names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    if let place = dateline?.placeTokens {
      dateline?.placeName = names.firstIndex { $0.tokens.overlaps(place) }
    }
  }

  private func finding(_ range: Range<Int>, _ entry: GazetteerEntry) -> NameFinding {
    let kind: NameFinding.Kind =
      switch entry.kind {
      case .demonym: .adjective
      case .organization: .organization
      default: .place
      }
    return NameFinding(tokens: range, kind: kind, entry: entry, sieve: "gazetteer")
  }

  private func longestKnown(at start: Int) -> (Range<Int>, GazetteerEntry)? {
    guard isCapitalised(start) else { return nil }
    // "Washington" of "Washington, D.C."; "al-Qaeda" is several tokens: count by bytes.
    let most = max(gazetteer.longestName(startingWith: words[start]), compoundLength(start))
    guard most > 0 else { return nil }
    let last = min(start + most * 2 + 1, analyzed.sentences[sentenceOf[start]].tokens.upperBound)
    var end = last
    while end > start {
      let name = analyzed.string(start..<end)
      if let entry = gazetteer.lookup(name).first {
        // A single ordinary word at a sentence's start ("Reading", "Nice") is no city.
        let isRisky = end == start + 1 && isSentenceStart(start) && entry.kind == .city
        if !isRisky, !continuesName(end, entry) { return (start..<end, entry) }
      }
      end -= 1
    }
    return nil
  }

  /// "Al-Qaeda": the first word as the gazetteer splits it (at spaces) may hold hyphens.
  private func compoundLength(_ start: Int) -> Int {
    var end = start + 1
    while end + 1 < words.count, !hasSpaceBefore(end), words[end] == "-", !hasSpaceBefore(end + 1) {
      end += 2
    }
    guard end > start + 1 else { return 0 }
    return gazetteer.longestName(startingWith: analyzed.string(start..<end)) * 3
  }

  /// Whether a city's name is only the first word of a longer name ("Washington Post").
  private func continuesName(_ next: Int, _ entry: GazetteerEntry) -> Bool {
    guard entry.kind == .city, next < words.count, isCapitalised(next), hasSpaceBefore(next),
      sentenceOf[next] == sentenceOf[next - 1]
    else { return false }
    return true
  }

  /// "Foreign Minister Amina Wekesa", "Dr Leïla Benkirane".
  private mutating func findTitledPeople(_ taken: inout [Bool]) {
    var index = bodyStart
    while index < words.count {
      guard isCapitalised(index), let title = title(at: index) else {
        index += 1
        continue
      }
      let name = personRun(from: title.upperBound, taken: taken)
      if !name.isEmpty, !Self.isOrganization(name.map { words[$0] }) {
        names.append(
          NameFinding(tokens: name, kind: .person, entry: nil, title: title, sieve: "title"))
        for token in name { taken[token] = true }
        index = name.upperBound
      } else {
        index = title.upperBound
      }
    }
  }

  /// The longest title that starts here.
  func title(at start: Int) -> Range<Int>? {
    let most = gazetteer.longestTitle(startingWith: words[start])
    let hyphened = start + 2 < words.count && words[start + 1] == "-" ? 6 : 0
    var end = min(
      start + max(most, hyphened), analyzed.sentences[sentenceOf[start]].tokens.upperBound)
    while end > start {
      if gazetteer.isTitle(analyzed.string(start..<end)) { return start..<end }
      end -= 1
    }
    return nil
  }

  static func isOrganization(_ words: [String]) -> Bool {
    words.contains { organizationWords.contains($0) }
  }

  /// A run of capitalised words that can be a person's name, at most five.
  private func personRun(from start: Int, taken: [Bool]) -> Range<Int> {
    var end = start
    while end < words.count, end - start < 6, !taken[end],
      end == start || sentenceOf[end] == sentenceOf[start]
    {
      if isCapitalised(end), isWord(end), title(at: end) == nil || end > start {
        end += 1
      } else if end > start, end + 1 < words.count, !taken[end + 1],
        words[end] == "-" && !hasSpaceBefore(end)
          || ["de", "da", "van", "von", "der", "bin", "al", "el", "ibn", "la", "del", "di"]
            .contains(words[end]) && isNameAhead(end)
      {
        end += 1
      } else {
        break
      }
    }
    while end > start, !isCapitalised(end - 1) { end -= 1 }
    return start..<end
  }

  private func isNameAhead(_ token: Int) -> Bool {
    var next = token + 1
    while next < words.count, next - token < 3, !isCapitalised(next) { next += 1 }
    return next < words.count && isCapitalised(next) && next - token < 3
  }

  /// Runs of two or more capitalised words: organisations by their words, people by what follows.
  private mutating func findCapitalRuns(_ taken: inout [Bool]) {
    var index = bodyStart
    if let dateline { index = max(index, dateline.tokens.upperBound) }
    while index < words.count {
      guard isCapitalised(index), isWord(index), !taken[index] else {
        index += 1
        continue
      }
      let run = capitalRun(from: index, taken: taken)
      index = run.upperBound
      var first = run.lowerBound
      if isSentenceStart(first), Self.functionWords.contains(words[first].lowercased()) {
        first += 1
      }
      let name = first..<run.upperBound
      guard name.count >= 2 else { continue }
      let parts = name.map { words[$0] }
      if Self.isOrganization(parts) {
        names.append(
          NameFinding(tokens: name, kind: .organization, entry: nil, sieve: "organization-word"))
      } else if name.count <= 4, isPersonContext(name) {
        names.append(NameFinding(tokens: name, kind: .person, entry: nil, sieve: "context"))
      } else {
        continue
      }
      for token in name { taken[token] = true }
    }
  }

  private static let functionWords: Set<String> = [
    "the", "a", "an", "in", "on", "at", "by", "for", "but", "and", "as", "if", "when", "after",
    "before", "while", "both", "all", "earlier", "meanwhile", "however", "according", "two",
    "thousands", "his", "her", "their", "its", "this", "that", "these", "had", "among",
  ]

  private func capitalRun(from start: Int, taken: [Bool]) -> Range<Int> {
    var end = start
    while end < words.count, !taken[end], end == start || sentenceOf[end] == sentenceOf[start] {
      if isCapitalised(end), isWord(end) {
        end += 1
      } else if end > start, end + 1 < words.count, isCapitalised(end + 1), !taken[end + 1],
        ["of", "for", "and", "-", "de", "al", "el"].contains(words[end])
      {
        // "and" joins a name only inside one that has an organisation's word.
        if words[end] == "and", !Self.isOrganization((start..<end).map({ words[$0] })) { break }
        end += 1
      } else {
        break
      }
    }
    return start..<end
  }

  /// Whether somebody of that name speaks, or is set off by commas with a description.
  private func isPersonContext(_ name: Range<Int>) -> Bool {
    let next = name.upperBound
    guard next < words.count, sentenceOf[next] == sentenceOf[name.lowerBound] else { return false }
    if Self.speechVerbs.contains(words[next].lowercased()) { return true }
    if next + 1 < words.count, words[next] == ",", ["who", "whose"].contains(words[next + 1]) {
      return true
    }
    // ", Claire Besson, said": between commas behind a lower-case noun.
    let before = name.lowerBound - 1
    if words[next] == ",", before > 0, words[before] == ",", isWord(before - 1),
      !isCapitalised(before - 1)
    {
      return true
    }
    // "said Claire Besson".
    return before >= 0 && Self.speechVerbs.contains(words[before].lowercased())
  }

  /// A surname alone, of a person who was named in full.
  private mutating func findSurnames(_ taken: inout [Bool]) {
    var surnames: Set<String> = []
    for name in names where name.kind == .person {
      surnames.insert(words[name.tokens.upperBound - 1])
    }
    for index in words.indices where !taken[index] && surnames.contains(words[index]) {
      names.append(
        NameFinding(tokens: index..<index + 1, kind: .person, entry: nil, sieve: "surname"))
      taken[index] = true
    }
  }

  private mutating func findDatelinePlace(_ taken: inout [Bool]) {
    guard let dateline, let place = dateline.placeTokens, let name = dateline.place else { return }
    guard !place.contains(where: { taken[$0] }) else { return }
    let entry = gazetteer.lookup(name).first {
      [.city, .capital, .country, .region].contains($0.kind)
    }
    names.append(NameFinding(tokens: place, kind: .place, entry: entry, sieve: "dateline"))
    for token in place { taken[token] = true }
  }
}
