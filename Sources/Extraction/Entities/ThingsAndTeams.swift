internal import Language

/// Names that look like people's or towns' and stand for something else: ships and storms, teams.
extension Reading {
  private static let noPeople = Reading.entityWords["no person"]
  private static let sportWords = Reading.entityWords["sport"]
  private static let teamVerbs = Reading.entityWords["team verb"]

  /// "the USS George Mason", "the ferry, the Anna Maria", "storm Benno", "the Niels Kjær, a patrol ship":
  /// things that bear people's names.
  func dropThings(_ candidates: inout [NameCandidate]) {
    let storms = stormNames()
    for index in candidates.indices where isOperation(candidates[index]) {
      candidates[index].kind = .other
      candidates[index].tier = .reliable
    }
    for index in candidates.indices where candidates[index].kind == .person {
      let tokens = candidates[index].tokens
      if isThing(tokens) || storms.contains(words[tokens.lowerBound]) && tokens.count > 1 {
        candidates[index].kind = .other
        candidates[index].tier = .reliable
      }
    }
  }

  /// "Operation Claw", "Exercise Eager Lion", "the Freedom Shield exercise": what forces do, no body
  /// and no place.
  private func isOperation(_ candidate: NameCandidate) -> Bool {
    let (first, after) = (candidate.tokens.lowerBound, candidate.tokens.upperBound)
    // "a Hwasong-12 missile", "Shahed-136".
    if candidate.tokens.count == 1, candidate.kind == .place || candidate.kind == .person,
      isJoiningHyphen(after), after + 1 < words.count, words[after + 1].first?.isNumber ?? false,
      candidate.entry?.kind != .country
    {
      return true
    }
    guard candidate.entry == nil, candidate.kind != .adjective else { return false }
    if ["Operation", "Exercise"].contains(words[first]), candidate.tokens.count > 1 { return true }
    if first > 0, ["Operation", "Exercise"].contains(words[first - 1]),
      sameSentence(first - 1, first)
    {
      return true
    }
    return candidate.tokens.count > 1 && sameSentence(first, after) && hasSpaceBefore(after)
      && ["exercise", "exercises", "drill", "drills", "operation", "manoeuvres", "maneuvers"]
        .contains(lowered[after])
  }

  private func isThing(_ tokens: Range<Int>) -> Bool {
    let first = tokens.lowerBound
    var before = first - 1
    guard before >= 0, sameSentence(before, first) else { return false }
    let hasArticle = lowered[before] == "the"
    // Behind "the" a person's name stands only before what it tells of: "the Biden team".
    if hasArticle, tokens.count > 1 {
      let after = tokens.upperBound
      if after >= words.count || !sameSentence(first, after) || isPossessive(after) { return true }
      let tag = analyzed.tokens[after].tag
      if ![.noun, .propn, .adj, .verb, .num].contains(tag), !isJoiningHyphen(after) { return true }
    }
    if hasArticle { before -= 1 }
    if words[before] == "," { before -= 1 }
    guard before >= 0, sameSentence(before, first) else { return false }
    return Self.noPeople.contains(words[before])
  }

  /// "Leeds 3, Coventry 1", "Leeds beat Coventry": in a text of sport places stand for teams.
  func findTeams(_ candidates: inout [NameCandidate]) {
    guard isOfSport else { return }
    var teams = Set<String>()
    for candidate in candidates where isPlayable(candidate) {
      if isInResult(candidate.tokens) { teams.insert(analyzed.string(candidate.tokens)) }
    }
    guard !teams.isEmpty else { return }
    for index in candidates.indices where isPlayable(candidates[index]) {
      let tokens = candidates[index].tokens
      guard teams.contains(analyzed.string(tokens)), !isWhere(tokens) else { continue }
      candidates[index].kind = .organization
      candidates[index].detail = "other"
      candidates[index].entry = nil
      candidates[index].sieve = "team"
    }
  }

  private var isOfSport: Bool {
    var found = Set<String>()
    for token in words.indices where Self.sportWords.contains(lowered[token]) {
      found.insert(lowered[token])
      if found.count > 3 { return true }
    }
    return false
  }

  /// Whether a candidate is a town or a region whose team may be meant. Of lands the guide's
  /// readers do not agree whether the team or the land plays.
  private func isPlayable(_ candidate: NameCandidate) -> Bool {
    guard candidate.kind == .place else { return false }
    return switch candidate.entry?.kind {
    case .region, .city, .capital: true
    case .none: candidate.sieve == "model" || candidate.detail == "region"
    default: false
    }
  }

  /// A score behind the name, or a verb of the game between it and another name.
  private func isInResult(_ tokens: Range<Int>) -> Bool {
    let (first, after) = (tokens.lowerBound, tokens.upperBound)
    guard after < words.count, sameSentence(first, after) else { return false }
    if isScore(after) {
      let next = after + 1
      // "Leeds 3, Coventry 1", "Leeds 3 Coventry 1", "Leeds 3 - 1 Coventry", "and Coventry 1".
      if isNamePart(next) || words[next] == "," && isNamePart(next + 1) { return true }
      if ["-", "–"].contains(words[next]), isScore(next + 1) { return true }
      if first > 1, isScore(first - 1) || words[first - 1] == "," && isScore(first - 2) {
        return true
      }
    }
    if Self.teamVerbs.contains(lowered[after]), isNamePart(after + 1), !isSentenceStart(after) {
      return true
    }
    return first > 1 && Self.teamVerbs.contains(lowered[first - 1]) && isNamePart(first - 2)
      && sameSentence(first - 2, first)
  }

  private func isScore(_ token: Int) -> Bool {
    guard token >= 0, token < words.count else { return false }
    let digits = words[token].utf8
    return digits.count <= 3 && !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// "in Leeds", "Leeds, England", a dateline: the place itself.
  private func isWhere(_ tokens: Range<Int>) -> Bool {
    let before = tokens.lowerBound - 1
    if let dateline, dateline.tokens.contains(tokens.lowerBound) { return true }
    if before >= 0, sameSentence(before, tokens.lowerBound),
      ["in", "at", "near", "outside", "around"].contains(lowered[before])
    {
      return true
    }
    return words[tokens.upperBound] == ","
      && gazetteer.lookup(words[tokens.upperBound + 1]).contains { $0.kind == .country }
      && sameSentence(tokens.lowerBound, tokens.upperBound + 1)
      && !isNamePart(before)
  }
}
