internal import Language

/// Several who speak with one voice: "Mali and Burkina Faso said", "the minister, A, and the mayor, B,
/// said". Each of them said it.
extension QuoteReader {
  private static let openers: Set<String> = [
    "the", "his", "her", "its", "their", "several", "other", "some", "many",
  ]

  /// All who are named together in a subject, in order; empty where it is one.
  func jointSpeakers(_ phrase: Range<Int>) -> [QuoteFinding.Speaker] {
    guard phrase.count >= 3, phrase.count <= 30,
      !phrase.contains(where: {
        ["who", "which", "whose", "including", "such"].contains(lower[$0])
      }),
      let and = phrase.dropFirst().dropLast().last(where: {
        lower[$0] == "and" && nameOf[$0] < 0 && quotationOf[$0] < 0
      })
    else { return [] }
    var start = phrase.lowerBound
    if lower[start] == "both" { start += 1 }
    let left = start..<(words[and - 1] == "," ? and - 1 : and)
    var right = and + 1..<phrase.upperBound
    guard let last = left.last, let next = right.first else { return [] }
    // "Burkina Faso, both ruled by juntas,": no part of the name.
    if let comma = right.first(where: { words[$0] == "," && nameOf[$0] < 0 }) {
      let named = (comma + 1..<min(right.upperBound, comma + 5)).contains { isName($0, .person) }
      if !named { right = right.lowerBound..<comma }
    }
    guard !right.isEmpty, nameOf[next] >= 0 || Self.openers.contains(lower[next]) || isSource(next)
    else { return [] }
    let hasPreposition = left.contains {
      nameOf[$0] < 0 && ClosedClasses.prepositions.contains(lower[$0])
    }
    // "residents of Lima and Cusco", "ministers of France and Spain": two places, one speaker.
    if hasPreposition, !isName(last, .person), !["the", "his", "her"].contains(lower[next]) {
      return []
    }
    guard nameOf[last] >= 0 || lower[start] == "the" else { return [] }
    var found = listed(left)
    guard !found.isEmpty, let second = member(right) else { return [] }
    if case .described(let words) = second {
      // "the U.S. and South Korean militaries": one adjective of two.
      guard nameOf[words.lowerBound] < 0,
        SourceNouns.shared.kind(of: lower[headNoun(of: words)]) != nil
      else { return [] }
    }
    if !found.contains(second) { found.append(second) }
    return found.count > 1 ? found : []
  }

  private func isSource(_ token: Int) -> Bool {
    SourceNouns.shared.kind(of: lower[token]) != nil
      || reading.gazetteer.isTitle(words[token])
  }

  /// "Jordan, Kuwait": names and commas only; else the one whom the words name.
  private func listed(_ words: Range<Int>) -> [QuoteFinding.Speaker] {
    var found: [QuoteFinding.Speaker] = []
    var token = words.lowerBound
    while token < words.upperBound {
      if lower[token] == "the" || self.words[token] == "," {
        token += 1
      } else if nameOf[token] >= 0, !isName(token, .adjective), found.count < 8 {
        found.append(.entity(entityOfName[nameOf[token]]))
        token = max(token + 1, reading.names[nameOf[token]].tokens.upperBound)
      } else {
        found = []
        break
      }
    }
    if found.count > 1 || found.count == 1 && !words.contains(where: { self.words[$0] == "," }) {
      return found
    }
    guard case .entity(let entity)? = member(words) else { return [] }
    return [.entity(entity)]
  }

  /// Whom one of several names: the person of an apposition, else what the words before it stand for.
  private func member(_ words: Range<Int>) -> QuoteFinding.Speaker? {
    let comma = words.first { self.words[$0] == "," && nameOf[$0] < 0 }
    if let comma, comma + 1 < words.upperBound,
      let name = (comma + 1..<words.upperBound).first(where: { isName($0, .person) })
    {
      return .entity(entityOfName[nameOf[name]])
    }
    return resolve(words.lowerBound..<(comma ?? words.upperBound))
  }
}
