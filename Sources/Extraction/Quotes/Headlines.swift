internal import Language

/// Reports in headlines.
extension QuoteReader {
  /// "Zelensky: the plan is ready"; "Poll: most want the law"; "Obama on trade: no deal is near";
  /// "The plan is ready – Zelensky".
  mutating func readHeadline(_ sentence: Range<Int>) {
    if readHeadlineEnd(sentence) { return }
    guard let colon = sentence.first(where: { words[$0] == ":" && quotationOf[$0] < 0 }),
      colon > sentence.lowerBound, colon + 2 < sentence.upperBound, colon - sentence.lowerBound < 8,
      quotationOf[colon + 1] < 0
    else { return }
    var phrase = sentence.lowerBound..<colon
    if let on = phrase.dropFirst().first(where: { lower[$0] == "on" }) {
      phrase = phrase.lowerBound..<on
    }
    guard isHeadlineSource(phrase) else { return }
    let subject = Subject(phrase: phrase, speaker: resolve(phrase), sieve: "headline")
    append(colon + 1..<sentence.upperBound, words: nil, subject: subject, sieve: "headline")
  }

  /// The source behind a dash at the end; behind a colon only where it is a name.
  private mutating func readHeadlineEnd(_ sentence: Range<Int>) -> Bool {
    let joint = sentence.suffix(9).last { token in
      quotationOf[token] < 0 && reading.hasSpaceBefore(token)
        && ClosedClasses.dashes.contains(words[token])
    }
    guard let joint, joint - sentence.lowerBound >= 4, joint + 1 < sentence.upperBound else {
      return false
    }
    var end = sentence.upperBound
    while end > joint + 1, !isWord(end - 1) { end -= 1 }
    let phrase = joint + 1..<end
    guard !phrase.isEmpty, isHeadlineSource(phrase) else { return false }
    let subject = Subject(phrase: phrase, speaker: resolve(phrase), sieve: "headline")
    append(sentence.lowerBound..<joint, words: nil, subject: subject, sieve: "headline")
    return true
  }

  /// A name, an official, a document: who or what a headline quotes, without a verb.
  private func isHeadlineSource(_ phrase: Range<Int>) -> Bool {
    guard let last = phrase.last, phrase.count <= 7, !hasFiniteVerb(phrase),
      !phrase.contains(where: { cueAt[$0] != nil || words[$0] == "," })
    else { return false }
    if isName(last, .person) || isName(last, .organization) { return true }
    switch SourceNouns.shared.kind(of: lower[last]) {
    case .official, .outlet, .organization: return true
    case .document:
      return ["poll", "survey", "study", "report", "reports"].contains(lower[last])
    case .person:
      return ["source", "sources", "analyst", "analysts", "expert", "experts"].contains(lower[last])
    case nil: return false
    }
  }
}
