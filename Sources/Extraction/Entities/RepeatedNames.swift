internal import Language

/// Names that the text has used in full come again in part or alone.
extension Reading {
  /// Looks for names of the text where no other rule found them: surnames, given names, the same
  /// words again.
  mutating func findRepeatedNames(_ taken: inout [Bool]) {
    var single: [String: NameFinding] = [:]
    var starts: [String: [NameFinding]] = [:]
    var seen = Set<String>()
    for name in names {
      let tokens = name.tokens
      guard seen.insert(analyzed.string(tokens)).inserted else { continue }
      if name.kind == .person {
        let last = words[tokens.upperBound - 1]
        if tokens.count > 1, isCapitalised(tokens.upperBound - 1), !Self.suffixes.contains(last) {
          single[last] = single[last] ?? name
          let folded = Self.folded(last)
          if folded != last { single[folded] = single[folded] ?? name }
          // "al-Eryani", "Mir-Mohammadi": the surname's first word is before the hyphen.
          if let start = surnameStart(tokens) {
            starts[words[start], default: []].append(slice(name, start))
          }
        }
        if tokens.count == 1 { single[last] = single[last] ?? name }
      }
      if tokens.count > 1 {
        starts[words[tokens.lowerBound], default: []].append(name)
        if name.kind == .organization { addShortForms(of: name, &single, &starts) }
        // "the Yarmouk" of the "Yarmouk River".
        let last = words[tokens.upperBound - 1]
        if name.kind == .place, tokens.count == 2, last == "River" || last == "Lake",
          gazetteer.lookup(words[tokens.lowerBound]).isEmpty
        {
          single[words[tokens.lowerBound]] = single[words[tokens.lowerBound]] ?? name
        }
      } else if name.kind != .adjective || name.entry != nil {
        let word = words[tokens.lowerBound]
        single[word] = single[word] ?? name
      }
    }
    givenNames(&single)
    var index = 0
    while index < words.count {
      guard !taken[index] else {
        index += 1
        continue
      }
      if let again = repeated(at: index, starts: starts, single: single, taken: taken) {
        var finding = again.1
        finding.tokens = again.0
        finding.title = nil
        finding.sieve = "repeated"
        names.append(finding)
        for token in again.0 { taken[token] = true }
        index = again.0.upperBound
      } else {
        index += 1
      }
    }
  }

  /// What a body is called after its name was given: "HDT" of "HDT Védelmi Ipari Kft.", "the
  /// Conservatives" of the "Conservative Party", the name without its capitals.
  private func addShortForms(
    of name: NameFinding, _ single: inout [String: NameFinding],
    _ starts: inout [String: [NameFinding]]
  ) {
    let tokens = name.tokens
    let first = words[tokens.lowerBound]
    if isAcronym(tokens.lowerBound), gazetteer.lookup(first).isEmpty {
      single[first] = single[first] ?? name
    }
    // "Ford" of the "Ford Motor Company".
    if (name.detail ?? name.entry?.organizationKind) == "company", first.utf8.count > 2,
      gazetteer.lookup(first).isEmpty, lexicon.nameWord(first) == nil,
      !Self.ordinaryCapitals.contains(first), words[tokens.upperBound - 1] != "Bank"
    {
      single[first] = single[first] ?? name
    }
    // "Hanover Motor" of the "Hanover Motor Company".
    if tokens.count > 2, Self.legalForms.contains(words[tokens.upperBound - 1]) {
      var short = name
      short.tokens = tokens.lowerBound..<tokens.upperBound - 1
      starts[first, default: []].append(short)
    }
    if tokens.count == 2, words[tokens.lowerBound + 1] == "Party" {
      for form in [first, first + "s", first.hasSuffix("y") ? first.dropLast() + "ies" : first]
      where gazetteer.lookup(form).allSatisfy({ $0.organizationKind == "party" }) {
        single[form] = single[form] ?? name
      }
    }
    let small = lowered[tokens.lowerBound]
    if small != first { starts[small, default: []].append(name) }
  }

  private static let legalForms: Set<String> = [
    "Company", "Corporation", "Corp", "Inc", "Inc.", "Ltd", "Limited", "Group", "Holdings", "LLC",
    "Co", "Co.", "AG", "PLC", "plc", "GmbH",
  ]

  private func slice(_ name: NameFinding, _ start: Int) -> NameFinding {
    var part = name
    part.tokens = start..<name.tokens.upperBound
    return part
  }

  /// "Iraqi security forces" for "Iraqi Security Forces".
  private func isUncapitalised(_ tokens: Range<Int>, _ name: Range<Int>) -> Bool {
    words[name.upperBound - 1] != words[tokens.upperBound - 1]
      && zip(tokens, name).allSatisfy { lowered[$0] == lowered[$1] }
  }

  /// Where a surname of several tokens starts: "Mir-Mohammadi", "al-Sharabi".
  private func surnameStart(_ tokens: Range<Int>) -> Int? {
    var start = tokens.upperBound - 1
    while start - 2 >= tokens.lowerBound, isJoiningHyphen(start - 1) { start -= 2 }
    return start < tokens.upperBound - 1 && start > tokens.lowerBound ? start : nil
  }

  /// A given name alone, where it is unusual for anything else and one person has it.
  private func givenNames(_ single: inout [String: NameFinding]) {
    var people: [String: Set<String>] = [:]
    var example: [String: NameFinding] = [:]
    for name in names where name.kind == .person && name.tokens.count > 1 {
      let first = words[name.tokens.lowerBound]
      people[first, default: []].insert(words[name.tokens.upperBound - 1])
      example[first] = name
    }
    for (first, surnames) in people where surnames.count == 1 {
      guard single[first] == nil, let name = example[first],
        lexicon.gender(ofGivenName: first) != nil
          || name.tokens.contains(where: { ["bin", "ibn"].contains(words[$0]) })
      else { continue }
      single[first] = example[first]
    }
  }

  private func repeated(
    at start: Int, starts: [String: [NameFinding]], single: [String: NameFinding], taken: [Bool]
  ) -> (Range<Int>, NameFinding)? {
    var best: (Range<Int>, NameFinding)?
    for name in (starts[words[start]] ?? []).prefix(40) {
      let end = start + name.tokens.count
      guard end <= words.count, end - start > best?.0.count ?? 0,
        !(start..<end).contains(where: { taken[$0] }),
        zip(start..<end, name.tokens).allSatisfy({ words[$0] == words[$1] })
          || name.kind == .organization && isUncapitalised(start..<end, name.tokens)
      else { continue }
      best = (start..<end, name)
    }
    if let best { return best }
    guard isCapitalised(start), let name = single[words[start]] else { return nil }
    let isCalendar = Self.calendarWords.contains(words[start])
    if isSentenceStart(start), Self.starters.contains(lowered[start]), !isCalendar { return nil }
    if isCalendar, name.kind != .person || isDate(start) { return nil }
    // Part of another capitalised name: not this one, unless a hyphen or a title joins them.
    if name.kind == .person, start > 0, isNamePart(start - 1), !taken[start - 1],
      hasSpaceBefore(start), !isRoleBefore(start), sameSentence(start - 1, start)
    {
      return nil
    }
    return (start..<start + 1, name)
  }

  /// Whether "May" is the month: behind a preposition, beside a number, before a comma.
  private func isDate(_ token: Int) -> Bool {
    let (before, after) = (words[token - 1], words[token + 1])
    return [
      "in", "on", "of", "last", "since", "by", "until", "this", "from", "next", "early", "late",
      "mid", "between", "and", "through", "is", "before", "after", "during",
    ].contains(before.lowercased()) && sameSentence(token - 1, token)
      || after.first?.isNumber ?? false || before.first?.isNumber ?? false
      || isSentenceStart(token) && [",", "be", "is", "was"].contains(after)
  }
}
