internal import Language

/// Nouns that say what somebody is: of the gazetteer, of the lexicon of people, and ranks.
extension Reading {
  /// What noun of role a token is, if any: "minister", "General" of "Secretary General".
  func roleClasses(at token: Int) -> NameLexicon.RoleClasses {
    guard token >= 0, token < words.count, nameOfToken[token] < 0 else { return [] }
    switch analyzed.tokens[token].tag {
    case .punct, .adp, .det, .pron, .aux, .cconj, .sconj, .part, .num: return []
    default: break
    }
    // "son-in-law".
    if lowered[token] == "law", isJoiningHyphen(token - 1), lowered[token - 2] == "in" {
      return .relation
    }
    if isJoiningHyphen(token + 1), lowered[token + 2] == "in", lowered[token + 4] == "law" {
      return []
    }
    // "the second-in-command of the army".
    if lowered[token] == "command", isJoiningHyphen(token - 1), lowered[token - 2] == "in" {
      return .office
    }
    if ["lady", "ladies"].contains(lowered[token]), token > 0, lowered[token - 1] == "first" {
      return .office
    }
    if ["children", "wives"].contains(lowered[token]) { return .relation }
    // "at 8 PM" is no prime minister.
    if lowered[token] == "pm", words[token - 1].last?.isNumber ?? true || words[token] != "PM" {
      return []
    }
    var classes = lexicon.roleClasses(of: lowered[token])
    if classes.isEmpty {
      if let bare = Self.withoutPrefix(lowered[token]) {
        classes = lexicon.roleClasses(of: bare)
      } else if lowered[token].hasPrefix("co-") {
        classes = lexicon.roleClasses(of: String(lowered[token].dropFirst(3)))
      }
    }
    if classes.isEmpty, isPersonNoun(token) { classes = .occupation }
    if classes.isEmpty, Self.ranks.contains(words[token]), token + 1 < words.count,
      name(at: token + 1).map({ names[$0].kind == .person }) ?? false
        || Self.ranks.contains(words[token + 1])
    {
      classes = .office
    }
    guard !classes.isEmpty else { return [] }
    switch analyzed.tokens[token].tag {
    case .noun, .propn, .adj, .other: return classes
    // "heads the party", "hosts": verbs.
    default: return []
    }
  }

  /// Ranks as they are shortened without a point, right before a name.
  private static let ranks: Set<String> = [
    "Gen", "Adm", "Col", "Lt", "Capt", "Sgt", "Maj", "Cmdr", "Brig", "Cpl", "Insp", "Supt", "Det",
    "DCI", "PC", "Cllr", "Prof", "Pte", "Cdr",
  ]

  /// Nouns of people that are told only beside a name, beyond those of the gazetteer.
  private static let personNouns = Reading.entityWords["person noun"]

  /// Whether a noun is known, or seen by its ending, to be one of people: "keeper", "violinist".
  private func isPersonNoun(_ token: Int) -> Bool {
    // With a capital only as a title: before a name, or where the sentence starts.
    if isCapitalised(token) {
      let isBeforeName =
        name(at: token + 1).map { names[$0].kind == .person } ?? false
      guard isBeforeName || isSentenceStart(token) else { return false }
    }
    if ["lady", "lock", "prop", "hooker"].contains(lowered[token]) {
      return lowered[token] != "lady"
        && name(at: token + 1).map { names[$0].kind == .person } ?? false
    }
    let word = singular(lowered[token])
    if Self.personNouns.contains(word) { return true }
    guard word.utf8.count > 6 else { return false }
    return Self.personEndings.contains { word.hasSuffix($0) }
  }

  private static let personEndings = [
    "ologist", "ographer", "onomist", "ician", "woman", "smith", "goer", "holder", "seeker",
    "keeper", "maker", "worker", "player", "fighter", "grower", "breeder", "owner",
  ]

  /// "ex-president", "then-leader" without what the hyphen puts before; nil: nothing stands there.
  static func withoutPrefix(_ word: String) -> String? {
    for prefix in ["ex-", "then-", "now-", "Ex-", "Then-"] where word.hasPrefix(prefix) {
      return String(word.dropFirst(prefix.count))
    }
    return nil
  }
}
