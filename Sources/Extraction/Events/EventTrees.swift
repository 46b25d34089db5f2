internal import Language

/// Subjects by the dependency tree: where the parser ran, it is asked before the chunks are.
extension Clauses {
  private var tokens: [Token] { reading.analyzed.tokens }

  /// The noun chunks that the tree gives a verb as its subject; nil where it gives none.
  func treeSubject(of verb: Int) -> [Int]? {
    let main = chunks[verb].verb.main
    // "after Silva was stabbed": a clause with a verb of its own has a subject of its own.
    if chunks[verb].verb.isFinite, [.advcl, .ccomp, .parataxis].contains(tokens[main].relation),
      dependents(of: main, Self.subjects).isEmpty
    {
      return nil
    }
    let found = subjectTokens(of: main, depth: 0)
    let indices = found.compactMap { chunk(holding: $0) }.filter { chunks[$0].kind == .noun }
    guard let first = indices.first, !isBehindPreposition(first) else { return nil }
    return indices
  }

  /// "According to Reuters, Iran": what a preposition governs is no subject; "about 50 people" is.
  private func isBehindPreposition(_ noun: Int) -> Bool {
    let before = previous(noun)
    guard before >= 0, chunks[before].kind == .preposition else { return false }
    return tokens[chunks[noun].tokens.lowerBound].tag != .num
  }

  /// The chunk that holds a token.
  func chunk(holding token: Int) -> Int? {
    let low = chunks.partitionPoint(where: { $0.tokens.upperBound <= token })
    guard low < chunks.count, chunks[low].tokens.contains(token) else { return nil }
    return low
  }

  private func dependents(of token: Int, _ relations: Set<Relation>) -> [Int] {
    // What a word governs stands near it: the work on an endless sentence stays linear.
    sentence.clamped(to: max(0, token - 80)..<token + 80).filter {
      tokens[$0].head == token && relations.contains(tokens[$0].relation)
    }
  }

  private static let subjects: Set<Relation> = [.nsubj, .nsubjPass, .nsubjOuter]

  private func subjectTokens(of verb: Int, depth: Int) -> [Int] {
    guard depth < 6, sentence.contains(verb) else { return [] }
    if let subject = dependents(of: verb, Self.subjects).first {
      let isRelative =
        ["who", "which", "that", "whom"].contains(reading.lowered[subject])
        && [.aclRelcl, .acl].contains(tokens[verb].relation)
      return coordinated(isRelative ? tokens[verb].head : subject)
    }
    let head = tokens[verb].head
    guard sentence.contains(head) else { return [] }
    switch tokens[verb].relation {
    case .conj, .parataxis: return subjectTokens(of: head, depth: depth + 1)
    case .xcomp, .ccomp:
      let lemma = EventLexicon.shared.lemmas[reading.lowered[head]] ?? reading.lowered[head]
      if !Self.subjectControl.contains(lemma),
        let object = dependents(of: head, [.obj, .iobj]).first
      {
        return coordinated(object)
      }
      return subjectTokens(of: head, depth: depth + 1)
    case .advcl: return subjectTokens(of: head, depth: depth + 1)
    case .acl, .aclRelcl: return tokens[head].tag == .verb ? [] : coordinated(head)
    default: return []
    }
  }

  /// A noun and what is coordinated with it.
  private func coordinated(_ token: Int) -> [Int] {
    [token] + dependents(of: token, [.conj]).filter { tokens[$0].tag != .verb }
  }
}
