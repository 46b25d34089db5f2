internal import Language

/// What the other sieves ask of entities: who is meant by these words.
extension Reading {
  /// The entity that a range of tokens speaks of: by a name in it, by a pronoun, by a description.
  ///
  /// Of several names the head's counts: of "the Ukrainian president Zelensky" the person, of "the
  /// Ministry of Defence of Ukraine" the ministry; an adjective only where nothing else stands.
  func entity(in tokens: Range<Int>) -> Int? {
    var fallback: Int?
    var best: (entity: Int, rank: Int)?
    for token in tokens {
      if let name = name(at: token), let entity = entity(ofName: name) {
        let rank =
          switch names[name].kind {
          case .person: 3
          case .organization: 2
          case .place: 1
          case .adjective: 0
          }
        // A possessor is not the head: "Russia's Gazprom" is Gazprom.
        let isPossessor =
          isPossessive(names[name].tokens.upperBound)
          && names[name].tokens.upperBound + 1 < tokens.upperBound
        let weight = isPossessor ? rank - 4 : rank
        if weight > best?.rank ?? -9 { best = (entity, weight) }
      } else if let reference = reference(at: token) {
        fallback = fallback ?? reference.entity
      }
    }
    if let best, best.rank > 0 || fallback == nil { return best.entity }
    return fallback ?? best?.entity
  }

  /// The pronoun or description that covers a token.
  func reference(at token: Int) -> ReferenceFinding? {
    let low = references.partitionPoint(where: { $0.tokens.upperBound <= token })
    guard low < references.count, references[low].tokens.contains(token) else { return nil }
    return references[low]
  }

  /// What a description ("the ministry", "the president", "a spokesman for the ministry") means.
  func entity(ofDescription tokens: Range<Int>) -> Int? {
    guard let first = tokens.first else { return nil }
    if let reference = reference(at: first) { return reference.entity }
    if lowered[first] == "the" { return description(at: first)?.1 }
    return nil
  }

  /// The country that acts where its capital is named for its government: "Athens expelled".
  func country(ofCapital entity: Int) -> Int? {
    guard entities[entity].entry?.kind == .capital, let code = entities[entity].country else {
      return nil
    }
    return entities.indices.first { isCountry($0) && entities[$0].country == code }
  }
}
