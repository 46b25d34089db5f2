internal import Language

/// Other names of an office: "the head of the Slovak government" for the prime minister, "the
/// lawmaker" for a senator. From the readable lexicon file `office_synonyms.txt`.
struct OfficeSynonyms: Sendable {
  static let shared = OfficeSynonyms()

  /// The descriptions, and for every title the descriptions that its holder may bear.
  private(set) var descriptions: Set<String> = []
  private(set) var ofTitle: [String: [String]] = [:]

  init() {
    for fields in ReportingLexicons.offices() {
      descriptions.insert(fields[0])
      for title in fields[1].split(separator: ",") {
        ofTitle[String(title), default: []].append(fields[0])
      }
    }
  }

  /// The people of a text by the descriptions that fit one of their roles.
  func holders(_ reading: Reading) -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    for (person, entity) in reading.entities.enumerated() where entity.kind == .person {
      for role in entity.roles where !role.isFormer {
        for title in Self.endings(of: role, in: reading) {
          for key in ofTitle[title] ?? [] where found[key]?.last != person {
            found[key, default: []].append(person)
          }
        }
      }
    }
    return found
  }

  /// "deputy prime minister" ends in "prime minister", "deputy" apart; what stands before "of" ends
  /// a title too.
  static func endings(of role: Entity.RoleFinding, in reading: Reading) -> [String] {
    guard role.text == nil else { return role.text.map { [$0.lowercased()] } ?? [] }
    let tokens = role.title.prefix(12)
    let of = tokens.first { ["of", "for"].contains(reading.lowered[$0]) } ?? tokens.endIndex
    var found: [String] = []
    for end in of == tokens.endIndex ? [of] : [of, tokens.endIndex] where end > tokens.startIndex {
      for start in max(tokens.startIndex, end - 4)..<end {
        let isDeputy =
          start > tokens.startIndex
          && ["deputy", "vice", "assistant", "former", "ex"].contains(reading.lowered[start - 1])
        if isDeputy { continue }
        found.append((start..<end).map { reading.lowered[$0] }.joined(separator: " "))
      }
    }
    return found
  }
}

extension QuoteReader {
  private static let countryOffices: Set<String> = [
    "leader", "head of state", "head of government",
  ]
  private static let owned: Set<String> = ["leader", "head", "chief", "officer", "boss"]

  /// Whom a description of an office stands for that nobody is called by in the text: the one last
  /// named whose title means the same.
  func synonymousHolder(of phrase: Range<Int>, head: Int) -> Int? {
    let first = phrase.lowerBound
    guard !isPlural(head), nameOf[head] < 0, lower[first] == "the" || nameOf[first] >= 0,
      !phrase.contains(where: { isName($0, .person) }), let key = officeKey(of: phrase, head: head)
    else { return nil }
    let owners = Set(phrase.filter { nameOf[$0] >= 0 }.map { entityOfName[nameOf[$0]] })
    if Self.owned.contains(key), owners.isEmpty { return nil }
    let candidates = officeHolders[key] ?? []
    guard candidates.count < 16 else { return nil }
    let sentence = reading.sentenceOf[first]
    var best: (person: Int, token: Int)?
    for person in candidates {
      let entity = reading.entities[person]
      let fits = entity.roles.contains { role in
        !role.isFormer
          && OfficeSynonyms.endings(of: role, in: reading).contains {
            OfficeSynonyms.shared.ofTitle[$0]?.contains(key) ?? false
          } && serves(role, entity, owners, isLand: Self.countryOffices.contains(key))
      }
      guard fits else { continue }
      let before = entity.names.partitionPoint { reading.names[$0].tokens.lowerBound < first }
      // A headline and the lead describe before they name.
      guard before > 0 || first < reading.bodyStart && !owners.isEmpty, !entity.names.isEmpty
      else { continue }
      let token = reading.names[entity.names[max(0, before - 1)]].tokens.lowerBound
      guard token >= reading.bodyStart || !owners.isEmpty,
        abs(sentence - reading.sentenceOf[token]) <= (owners.isEmpty ? 12 : 20)
      else { continue }
      if token > best?.token ?? -1 { best = (person, token) }
    }
    return best?.person
  }

  /// Whether a role is of one of these owners, as far as the text tells.
  private func serves(
    _ role: Entity.RoleFinding, _ person: Entity, _ owners: Set<Int>, isLand: Bool
  ) -> Bool {
    guard !owners.isEmpty else { return true }
    let countries = Set(owners.compactMap { reading.entities[$0].country })
    guard let of = role.of else {
      return person.country.map { countries.contains($0) } ?? !role.hasUnknownOwner
    }
    if owners.contains(of) { return true }
    let body = reading.entities[of]
    if isLand, body.kind == .organization, body.bodyKind != "government" { return false }
    // "the head of the Odesa region" is no head of another body of the country.
    guard owners.allSatisfy({ reading.entities[$0].kind == .place }) else { return false }
    return body.country.map { countries.contains($0) } ?? false
  }

  /// The lexicon's description: "head of government" for "the head of the new Slovak government".
  private func officeKey(of phrase: Range<Int>, head: Int) -> String? {
    let known = OfficeSynonyms.shared.descriptions
    var start = phrase.lowerBound
    if lower[start] == "the" { start += 1 }
    var own: [String] = []
    var token = start
    while token <= head {
      if nameOf[token] >= 0 {
        token = max(token + 1, reading.names[nameOf[token]].tokens.upperBound)
        continue
      }
      if !["'s", "’s", "country", "'", "’"].contains(lower[token]) { own.append(lower[token]) }
      token += 1
    }
    guard head < phrase.upperBound else { return nil }
    if head + 2 < phrase.upperBound, lower[head + 1] == "of", own.count == 1 {
      var noun = head + 2
      var last: Int?
      while noun < phrase.upperBound {
        if nameOf[noun] >= 0 {
          if reading.names[nameOf[noun]].kind == .organization, last == nil {
            return known.contains(own[0]) ? own[0] : nil
          }
          noun = max(noun + 1, reading.names[nameOf[noun]].tokens.upperBound)
          continue
        }
        if last != nil, ClosedClasses.prepositions.contains(lower[noun]) { break }
        if isWord(noun) { last = noun }
        noun += 1
      }
      guard let last else {
        return known.contains(own[0]) && own[0] != "head" ? own[0] : nil
      }
      let key = own[0] == "chief" ? "head of \(lower[last])" : "\(own[0]) of \(lower[last])"
      return known.contains(key) ? key : nil
    }
    let key = own.joined(separator: " ")
    return known.contains(key) ? key : nil
  }
}
