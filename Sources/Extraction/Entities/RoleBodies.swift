internal import Language

/// The body that an office is of where only the text tells it.
extension Reading {
  /// Nouns of those who hold an office in a body, and those who play or train for a team.
  private static let bodyHeads = Reading.entityWords["body head"]
  private static let teamHeads = Reading.entityWords["team role"]

  /// The body that a bare title is of: "chief executive Ann Price said" is of the company the text
  /// is about, "lost keeper Kim Lee" of the team that is the subject before it.
  func bodyServed(
    _ role: Entity.RoleFinding, _ person: Int, _ mainBody: Int?
  ) -> Int? {
    let head = headWord(role)
    // "the Presidential Spokesperson": the state's.
    if role.title.contains(where: { ["presidential", "royal"].contains(lowered[$0]) }) {
      return nil
    }
    let isTeam = Self.teamHeads.contains(head)
    let isVice =
      head == "president"
      && role.title.contains { ["senior", "executive", "vice"].contains(lowered[$0]) }
      && role.title.contains { ["senior", "executive", "club", "company"].contains(lowered[$0]) }
    guard isTeam || isVice || Self.bodyHeads.contains(head) else { return nil }
    let token = role.title.lowerBound
    let paragraph = analyzed.sentences[sentenceOf[token]].paragraph
    let first = analyzed.sentences[max(0, sentenceOf[token] - 4)].tokens.lowerBound
    var last: Int?
    for name in namesBefore(token, from: first).reversed() {
      let start = names[name].tokens.lowerBound
      guard analyzed.sentences[sentenceOf[start]].paragraph == paragraph else { break }
      guard let body = entity(ofName: name), isBodyWithHeads(body, name, isTeam: isTeam) else {
        continue
      }
      if isSubjectLike(start) { return body }
      // A team or a club opens its paragraph under its town's name.
      if names[name].kind == .organization || isParagraphStart(start) && head != "director" {
        last = body
      }
    }
    if isTeam { return last }
    return last ?? headingBody(token) ?? mainBody
  }

  /// Whether a named thing is a body that has directors, or a team, which goes by its town's name.
  private func isBodyWithHeads(_ body: Int, _ name: Int, isTeam: Bool) -> Bool {
    switch names[name].kind {
    case .organization:
      let kind = kindOfBody(body)
      return kind != "media"
        && (!isTeam
          || ![
            "government", "party", "court", "military", "armed_group", "intergovernmental",
            "police",
          ]
          .contains(kind))
    case .place:
      let start = names[name].tokens.lowerBound
      return isTeam && isSubjectLike(start)
        || isParagraphStart(start) && !isCountry(body)
          && names[name].tokens.upperBound < words.count
          && [",", "have", "lost", "has", "lose"]
            .contains(lowered[names[name].tokens.upperBound])
    default: return false
    }
  }

  private func isParagraphStart(_ token: Int) -> Bool {
    let sentence = sentenceOf[token]
    let first = analyzed.sentences[sentence].tokens.lowerBound
    guard token == first || token == first + 1 && !isWord(first) else { return false }
    return sentence == 0
      || analyzed.sentences[sentence - 1].paragraph != analyzed.sentences[sentence].paragraph
  }

  /// The first central bank that the text names: "Bank of Ghana", "Reserve Bank of India".
  var centralBank: Int? {
    entities.indices.first { body in
      entities[body].kind == .organization
        && entities[body].names.contains { name in
          let tokens = names[name].tokens
          return tokens.count > 1
            && (lowered[tokens.lowerBound] == "bank" && lowered[tokens.lowerBound + 1] == "of"
              || tokens.contains { ["reserve", "bank"].contains(lowered[$0]) }
                && tokens.contains { ["central", "reserve", "national"].contains(lowered[$0]) })
        }
    }
  }

  /// The body that the text is about: the one named most, in the title above all.
  var mainBody: Int? {
    var best: (body: Int, score: Int)?
    for body in entities.indices
    where entities[body].kind == .organization && kindOfBody(body) != "media" {
      let isInTitle = entities[body].names.contains { names[$0].tokens.lowerBound < bodyStart }
      let score = entities[body].names.count + (isInTitle ? 2 : 0)
      if score > best?.score ?? 1 { best = (body, score) }
    }
    return best?.body
  }

  /// What "its" and "their" mean before a noun of role: in the same sentence the body that is its
  /// subject or was named last, else the subject of the sentence before, else the body that heads
  /// the section.
  func possessor(of pronoun: Int) -> Int? {
    let here = sentenceOf[pronoun]
    func isOwner(_ name: Int) -> Bool {
      guard let owner = entity(ofName: name) else { return false }
      switch names[name].kind {
      case .organization: return true
      case .place:
        return isCountry(owner)
          || ["facility"].contains(names[name].detail ?? entities[owner].detail ?? "")
          || isSubjectLike(names[name].tokens.lowerBound)
      default: return false
      }
    }
    let sentence = analyzed.sentences[here]
    let inside = namesBefore(pronoun, from: sentence.tokens.lowerBound).filter {
      isOwner($0) && isQuoted(names[$0].tokens.lowerBound) == isQuoted(pronoun)
    }
    // "the bank named its chairman": a noun for a body is its subject.
    for token in sentence.tokens where token < pronoun {
      guard isSubjectLike(token), name(at: token) == nil, let body = describedOwner(at: token)
      else { continue }
      return body
    }
    if let found = inside.first(where: { isSubjectLike(names[$0].tokens.lowerBound) })
      ?? inside.last
    {
      return entity(ofName: found)
    }
    guard here > 0, analyzed.sentences[here - 1].paragraph == sentence.paragraph else {
      return headingBody(pronoun)
    }
    let before = analyzed.sentences[here - 1].tokens
    for token in before where isSubjectLike(token) {
      if let name = name(at: token) {
        if isOwner(name) { return entity(ofName: name) }
      } else if let body = describedOwner(at: token) {
        return body
      }
    }
    if let heading = headingBody(pronoun) { return heading }
    let first = namesBefore(before.upperBound, from: before.lowerBound).first {
      names[$0].kind == .organization
    }
    return first.flatMap { entity(ofName: $0) }
  }

  /// The body that stands alone on a line above the paragraph of a token: "HOUSE OF
  /// REPRESENTATIVES".
  func headingBody(_ token: Int) -> Int? {
    let paragraph = analyzed.sentences[sentenceOf[token]].paragraph
    var sentence = sentenceOf[token]
    while sentence > 0, sentenceOf[token] - sentence < 12,
      analyzed.sentences[sentence].paragraph == paragraph
    {
      sentence -= 1
    }
    let heading = analyzed.sentences[sentence].tokens
    guard analyzed.sentences[sentence].paragraph != paragraph, heading.lowerBound >= bodyStart,
      heading.count < 9, let name = name(at: heading.lowerBound),
      names[name].kind == .organization, names[name].tokens.upperBound >= heading.upperBound
    else { return nil }
    return entity(ofName: name)
  }
}
