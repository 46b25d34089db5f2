internal import Language

/// Words behind a label at the head of a paragraph: the questions and answers of an interview ("Q:
/// Will you run?"), what a paper says in a review of the press ("Le Monde: The plan has failed").
extension QuoteReader {
  mutating func readLabelled(_ sentence: Range<Int>) {
    guard sentence.lowerBound >= reading.bodyStart,
      paragraphRange(of: sentence.lowerBound).lowerBound == sentence.lowerBound
    else { return }
    var first = sentence.lowerBound
    while first < sentence.upperBound, !isWord(first), quotationOf[first] < 0 { first += 1 }
    let colon = first + 1
    guard colon + 1 < sentence.upperBound else { return }
    if words[colon] == ":", words[first] == "Q" || words[first] == "A", quotationOf[colon + 1] < 0 {
      readExchange(first, colon: colon)
      return
    }
    guard nameOf[first] >= 0 else { return }
    let name = reading.names[nameOf[first]]
    let end = name.tokens.upperBound
    guard name.tokens.lowerBound == first, end + 3 < sentence.upperBound, words[end] == ":",
      quotationOf[end + 1] < 0, name.kind == .person || isMedia(entityOfName[nameOf[first]]),
      hasFiniteVerb(end + 1..<sentence.upperBound),
      let content = content(end + 1, nil, self.sentence(of: end + 1))
    else { return }
    append(
      content, words: nil,
      subject: Subject(
        phrase: name.tokens, speaker: .entity(entityOfName[nameOf[first]]), sieve: "label"),
      sieve: "label")
  }

  func isMedia(_ entity: Int) -> Bool {
    let entity = reading.entities[entity]
    return entity.bodyKind == "media"
  }

  /// A question or an answer with its paragraph; both sides are told before the first question.
  private mutating func readExchange(_ label: Int, colon: Int) {
    let paragraph = paragraphRange(of: label)
    let end = min(paragraph.upperBound, colon + 1 + 400)
    if exchange == nil { exchange = sides(before: label) }
    var found = QuoteFinding(tokens: colon + 1..<end, kind: .direct, sieve: "exchange")
    let speaker = words[label] == "A" ? exchange?.answers : exchange?.asks
    found.speaker = speaker.map { .entity($0) }
    found.pointsBack = true
    if words[label] == "Q" { found.act = .asks }
    quotes.append(found)
  }

  /// "The minister, Ali Saleh, spoke to Anna Cole of Reuters": he answers, she asks.
  private func sides(before first: Int) -> Exchange {
    var sides = Exchange()
    let index = reading.sentenceOf[first]
    for sentence in (max(reading.titleSentences, index - 6)..<max(index, reading.titleSentences))
      .reversed()
    {
      let tokens = reading.analyzed.sentences[sentence].tokens.prefix(Self.window)
      let people = tokens.filter {
        isName($0, .person) && reading.names[nameOf[$0]].tokens.lowerBound == $0
      }
      .map { entityOfName[nameOf[$0]] }
      guard let one = people.first else { continue }
      sides.answers = one
      let talked = tokens.contains {
        ["spoke", "talked", "told", "interviewed", "interview", "answered"].contains(lower[$0])
      }
      if talked { sides.asks = people.first { $0 != one } }
      break
    }
    return sides
  }
}

/// Who asks and who answers in an interview told as questions and answers.
struct Exchange {
  var asks: Int?
  var answers: Int?
}
