internal import Language

/// The names that the trained model of `Language` found, where a model is there.
extension Reading {
  /// Under this the model's name is only a guess that other rules may overrule.
  private static let sureFrom = 0.9

  func proposeModelNames(_ candidates: inout [NameCandidate]) {
    for name in analyzed.names where name.tokens.lowerBound >= firstTellingToken {
      guard let tokens = bounded(name.tokens) else { continue }
      let kind: NameCandidate.Kind =
        switch name.type {
        case .person: .person
        case .organization: .organization
        case .location: .place
        }
      let text = analyzed.string(tokens)
      let entries = gazetteer.lookup(text)
      let entry = entries.first {
        switch kind {
        case .organization: $0.kind == .organization
        case .place: $0.kind != .organization && $0.kind != .demonym
        default: false
        }
      }
      candidates.append(
        NameCandidate(
          tokens: tokens, kind: kind, entry: entry,
          title: kind == .person && isRoleBefore(tokens.lowerBound)
            ? tokens.lowerBound - 1..<tokens.lowerBound : nil,
          tier: name.confidence >= Self.sureFrom ? .context : .guess, sieve: "model"))
    }
  }

  /// Without the article, the possessive and the titles that a model may leave at the ends.
  private func bounded(_ tokens: Range<Int>) -> Range<Int>? {
    var (start, end) = (tokens.lowerBound, tokens.upperBound)
    while start < end, !isCapitalised(start), !Self.particles.contains(words[start]) { start += 1 }
    while start < end,
      isPossessive(end - 1)
        || !isWord(end - 1) && words[end - 1] != "." && !isOrdinal(end - 1)
          && Int(words[end - 1]) == nil
    {
      end -= 1
    }
    if start < end, lowered[start] == "the" { start += 1 }
    return start < end && isWord(start) || start < end && isOrdinal(start) ? start..<end : nil
  }
}
