internal import Language

/// Names that a common noun closes or a rank follows: "Skrydstrup air base", "Navy Capt. Lee".
extension Reading {
  /// Common nouns of works and sites that belong to the name before them.
  private static let sites: Set<String> = Reading.entityWords["site noun"]

  /// "the Zaporizhzhia nuclear power plant", "the Habur border gate": the name with its noun.
  func proposeFacilities(_ candidates: inout [NameCandidate]) {
    for start in firstTellingToken..<max(firstTellingToken, words.count)
    where isNamePart(start) && !isNamePart(start - 1) && !isRoleWord(start) {
      var end = start + 1
      while end - start < 4, isNamePart(end), hasSpaceBefore(end), sameSentence(start, end) {
        end += 1
      }
      // "Okhmatdyt children's hospital" has a possessive amid.
      for length in stride(from: 4, to: 1, by: -1) {
        let last = end + length
        guard last <= words.count, sameSentence(start, last - 1), hasSpaceBefore(end),
          Self.sites.contains(analyzed.string(end..<last).lowercased()), !isCapitalised(end),
          !gazetteer.lookup(analyzed.string(start..<end)).contains(where: {
            [.country, .demonym, .organization].contains($0.kind)
          })
        else { continue }
        candidates.append(
          NameCandidate(
            tokens: start..<last, kind: .place, detail: "facility", tier: .reliable,
            sieve: "place-word"))
        break
      }
    }
  }

  private static let ranked: Set<String> = ["Army", "Navy"]

  /// "Army Lt. Gen. Ann Price", "Navy Capt. Kim Lee": the service before the rank.
  func proposeServices(_ candidates: inout [NameCandidate]) {
    for token in words.indices where Self.ranked.contains(words[token]) {
      let rank = token + 1
      guard rank + 1 < words.count, sameSentence(token, rank), isCapitalised(rank),
        !isNamePart(token - 1) || !hasSpaceBefore(token), isCapitalised(rank + 1),
        Self.abbreviatedTitles[lowered[rank]] != nil
          || ["petty", "captain", "general", "lieutenant", "sergeant", "seal", "spc."]
            .contains(lowered[rank])
      else { continue }
      candidates.append(
        NameCandidate(
          tokens: token..<rank, kind: .organization, detail: "military", tier: .reliable,
          sieve: "service"))
    }
  }

  /// "RFE/RL's Kyrgyz Service", "the BBC's Russian Service": one body.
  func proposeServicesOfOutlets(_ candidates: inout [NameCandidate]) {
    for mark in words.indices where isPossessive(mark) && mark + 2 < words.count {
      guard words[mark + 2] == "Service", sameSentence(mark, mark + 2), isAcronym(mark - 1),
        gazetteer.lookup(words[mark + 1]).contains(where: { $0.kind == .demonym })
      else { continue }
      var start = mark - 1
      // "RFE/RL" may be three tokens.
      if start > 1, words[start - 1] == "/", isAcronym(start - 2) { start -= 2 }
      candidates.append(
        NameCandidate(
          tokens: start..<mark + 3, kind: .organization, detail: "media", tier: .reliable,
          sieve: "outlet"))
    }
  }
}
