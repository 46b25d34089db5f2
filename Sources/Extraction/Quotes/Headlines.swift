internal import Language

/// Reports in headlines.
extension QuoteReader {
  /// "Zelensky: the plan is ready"; "The plan is ready – Zelensky".
  mutating func readHeadline(_ sentence: Range<Int>) {
    guard let colon = sentence.first(where: { words[$0] == ":" && quotationOf[$0] < 0 }),
      colon > sentence.lowerBound, colon + 2 < sentence.upperBound, colon - sentence.lowerBound < 8
    else { return }
    let phrase = sentence.lowerBound..<colon
    let last = colon - 1
    guard isName(last, .person) || isName(last, .organization), !hasFiniteVerb(phrase),
      quotationOf[colon + 1] < 0
    else { return }
    let subject = Subject(phrase: phrase, speaker: resolve(phrase), sieve: "headline")
    append(colon + 1..<sentence.upperBound, words: nil, subject: subject, sieve: "headline")
  }
}
