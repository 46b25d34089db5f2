internal import Language

/// Names of organisations into organisations: the same known body, the same words with or without
/// the country's name, an acronym with its long form, a head word alone ("the Court").
extension Reading {
  struct BodyName {
    /// The words without the country's name, in lower case.
    var core: [String]
    var country: String?
    var number: String?
    /// Whether the first word is an acronym that no list knows.
    var startsWithAcronym = false
  }

  private struct Body {
    var names: [Int]
    var forms: [BodyName]
    var acronym: String?
  }

  /// Bodies by what their names have, so that each name meets few of them.
  private struct BodyIndex {
    var byEntry: [String: Int] = [:]
    var byAcronym: [String: Int] = [:]
    private var byWord: [String: [Int]] = [:]
    /// So many of one word are looked at: a text that has more of them is no dispatch.
    private static let limit = 40

    mutating func add(_ body: Int, _ form: BodyName) {
      for word in Set(form.core) where byWord[word]?.last != body {
        byWord[word, default: []].append(body)
      }
    }

    /// The bodies that share the first or the last word of a name, in the order they were added.
    func candidates(_ form: BodyName) -> [Int] {
      guard let first = form.core.first, let last = form.core.last else { return [] }
      var found = Array((byWord[first] ?? []).prefix(Self.limit))
      if last != first {
        for body in (byWord[last] ?? []).prefix(Self.limit) where !found.contains(body) {
          found.append(body)
        }
      }
      return found.sorted()
    }
  }

  mutating func groupOrganizations() {
    var bodies: [Body] = []
    var index = BodyIndex()
    let indices = names.indices.filter { names[$0].kind == .organization }
    // Long names first, so that parts and acronyms of them find them.
    let order = indices.sorted {
      (-names[$0].tokens.count, $0) < (-names[$1].tokens.count, $1)
    }
    for name in order {
      let form = bodyName(of: name)
      let acronym = definedAcronym(of: name)
      let candidates = index.candidates(form)
      var found = names[name].entry.flatMap { index.byEntry[$0.name] }
      var link = "known-body"
      if found == nil {
        link = "exact"
        found = candidates.first { bodies[$0].forms.contains { Self.isSame($0, form) } }
      }
      if found == nil {
        link = "acronym"
        found = acronymOf(name).flatMap { index.byAcronym[$0] }
      }
      if found == nil {
        link = "part-of-name"
        found = byPart(name, form, bodies, candidates)
      }
      let body = found ?? bodies.count
      if let found {
        names[name].link = link
        bodies[found].names.append(name)
        if bodies[found].forms.count < 12 { bodies[found].forms.append(form) }
        bodies[found].acronym = bodies[found].acronym ?? acronym
      } else {
        bodies.append(
          Body(names: [name], forms: [form], acronym: acronym ?? names[name].entry?.acronym))
      }
      index.add(body, form)
      if let entry = names[name].entry {
        index.byEntry[entry.name] = index.byEntry[entry.name] ?? body
      }
      for known in [acronym, names[name].entry?.acronym, initials(of: names[name].tokens)] {
        if let known, known.utf8.count > 1 {
          index.byAcronym[known] = index.byAcronym[known] ?? body
        }
      }
    }
    for body in bodies {
      let fullest = body.names.max {
        (names[$0].tokens.count, $1) < (names[$1].tokens.count, $0)
      }
      guard let fullest else { continue }
      let entry = body.names.firstNonNil {
        self.names[$0].entry.flatMap { $0.kind == .organization ? $0 : nil }
      }
      var entity = Entity(
        kind: .organization, name: analyzed.string(names[fullest].tokens), names: body.names)
      entity.entry = entry
      entity.acronym = body.acronym ?? entry?.acronym
      entity.detail = body.names.firstNonNil { self.names[$0].detail }
      entity.country = body.forms.firstNonNil(\.country) ?? entry?.country
      addEntity(entity)
    }
  }

  /// A name without its article, number and country.
  func bodyName(of name: Int) -> BodyName {
    var tokens = names[name].tokens
    var form = BodyName(core: [], country: nil, number: nil)
    if isOrdinal(tokens.lowerBound) {
      form.number = words[tokens.lowerBound]
      tokens = tokens.lowerBound + 1..<tokens.upperBound
    }
    // "United States Congress", "Iraqi Parliament".
    for length in stride(from: min(4, tokens.count - 1), to: 0, by: -1) {
      let prefix = tokens.lowerBound..<tokens.lowerBound + length
      let place = gazetteer.lookup(analyzed.string(prefix)).first {
        $0.country != nil && [.country, .demonym].contains($0.kind)
      }
      if let place {
        form.country = place.country
        tokens = prefix.upperBound..<tokens.upperBound
        break
      }
    }
    // "Parliament of Iraq", "Supreme Court of the United Kingdom".
    if let of = tokens.last(where: { words[$0] == "of" }), of > tokens.lowerBound {
      let rest = of + 1 + (of + 1 < tokens.upperBound && lowered[of + 1] == "the" ? 1 : 0)
      if rest < tokens.upperBound {
        let place = gazetteer.lookup(analyzed.string(rest..<tokens.upperBound)).first {
          $0.country != nil && $0.kind != .organization
        }
        if let place {
          if place.kind == .country {
            form.country = form.country ?? place.country
            tokens = tokens.lowerBound..<of
          }
        }
      }
    }
    form.core = tokens.map { lowered[$0] }
    if let first = tokens.first {
      form.startsWithAcronym =
        isAcronym(first) && words[first].utf8.count > 2 && gazetteer.lookup(words[first]).isEmpty
    }
    // "Liberals" and "Liberal" are the "Liberal Party", a "Force" is of the "Forces".
    if form.core.count == 2, form.core[1] == "party" { form.core.removeLast() }
    if let last = form.core.last, last.utf8.count > 4, last.hasSuffix("s"), !last.hasSuffix("ss"),
      names[name].entry == nil || names[name].entry?.organizationKind == "party"
    {
      form.core[form.core.count - 1] = String(last.dropLast())
    }
    return form
  }

  private static func isSame(_ first: BodyName, _ second: BodyName) -> Bool {
    guard first.core == second.core else { return false }
    guard let left = first.country, let right = second.country else { return true }
    return left == right
  }

  /// The acronym in brackets behind a name.
  private func definedAcronym(of name: Int) -> String? {
    let open = names[name].tokens.upperBound
    guard open + 2 < words.count, words[open] == "(", words[open + 2] == ")", isAcronym(open + 1)
    else { return nil }
    return words[open + 1]
  }

  /// A name of one word in capitals, without its points.
  private func acronymOf(_ name: Int) -> String? {
    let tokens = names[name].tokens
    guard tokens.count == 1, isAcronym(tokens.lowerBound) else { return nil }
    return words[tokens.lowerBound].filter { $0 != "." }
  }

  private func initials(of tokens: Range<Int>) -> String {
    guard tokens.count > 1 else { return "" }
    return tokens.filter { isCapitalised($0) }.compactMap { words[$0].first.map(String.init) }
      .joined()
  }

  /// "the Court" of the "Court of Session", "House" of the "House of Representatives", "Police
  /// Prefecture" of the "Paris Police Prefecture": the last one named before, else the first one.
  private func byPart(
    _ name: Int, _ form: BodyName, _ bodies: [Body], _ candidates: [Int]
  ) -> Int? {
    let known = names[name].entry
    var best: (body: Int, mention: Int)?
    for index in candidates {
      let body = bodies[index]
      guard body.forms.contains(where: { isPart(form, of: $0) }) else { continue }
      if let known, let other = names[body.names[0]].entry, known.name != other.name,
        form.core.count > 1
      {
        continue
      }
      if let country = form.country,
        body.forms.contains(where: { $0.country != nil && $0.country != country })
      {
        continue
      }
      let before = body.names.last { $0 < name }
      let mention = before ?? -(body.names.min() ?? 0) - 1
      if best.map({ mention > $0.mention }) ?? true { best = (index, mention) }
    }
    return best?.body
  }

  private func isPart(_ short: BodyName, of long: BodyName) -> Bool {
    guard short.core.count < long.core.count, let first = short.core.first,
      let last = short.core.last
    else { return false }
    if let number = short.number, number != long.number { return false }
    // "HDT Limited" and "HDT Védelmi Ipari Kft.".
    if short.startsWithAcronym, long.startsWithAcronym, long.core.first == first { return true }
    if short.core.count == 1 {
      // A head word with an "of", or the last word: not the first word of any name.
      if long.core.count > 1, long.core[1] == "of", long.core[0] == first { return true }
      if Self.looseHeads.contains(first) { return long.core.last == first }
      return long.core.last == first && !Self.commonHeads.contains(first)
        || long.core[0] == first && !gazetteerKnows(first) && !Self.commonHeads.contains(first)
    }
    if Array(long.core.suffix(short.core.count)) == short.core
      || Array(long.core.prefix(short.core.count)) == short.core
    {
      return true
    }
    // "Expediency Council" of the "Expediency Discernment Council".
    return long.core.first == first && long.core.last == last
      && short.core.allSatisfy { long.core.contains($0) } && short.core.count > 1
      && long.core.count - short.core.count == 1
  }

  private static let looseHeads: Set<String> = [
    "court", "congress", "assembly", "parliament", "senate", "house", "council", "commission",
    "committee", "coalition", "administration", "treasury", "telegraph", "guardian",
  ]
  private static let commonHeads = Reading.entityWords["common head"]

  private func gazetteerKnows(_ word: String) -> Bool {
    let capitalised = word.prefix(1).uppercased() + word.dropFirst()
    return !gazetteer.lookup(capitalised).isEmpty
      // The UN is not the "UN refugee agency", while NBC is "NBC News".
      || word.utf8.count < 6
        && gazetteer.lookup(word.uppercased()).contains {
          $0.organizationKind == "intergovernmental"
        }
  }
}
