import Testing

@testable import Extraction

/// Every answer names the sieve that gave it.
@Suite("Explanation")
struct ExplanationTests {
  private struct Row {
    var body: String
    /// "layer words = sieve"
    var answers: [String]

    init(_ body: String, _ answers: String...) {
      self.body = body
      self.answers = answers
    }
  }

  private static func explained(_ body: String) -> [String] {
    let record = Extractor(minimumConfidence: 0).extract(
      Dispatch(
        text: "News of the day from the region\n\n" + body, published: seconds("2024-07-13T12:00")))
    let text = Array(record.text.unicodeScalars)
    return record.explained().map { answer in
      var words = String.UnicodeScalarView()
      words.append(contentsOf: text[answer.span])
      return "\(answer.layer.rawValue) \(String(words)) = \(answer.sieve)"
    }
  }

  private static let rows: [Row] = [
    Row(
      "NATO Secretary General Jens Stoltenberg visited Oslo on Thursday. Stoltenberg left again.",
      "name NATO = gazetteer, first", "name Stoltenberg = leader, surname",
      "role Secretary General = before", "time Thursday = weekday"),
    Row(
      "The minister, Amina Wekesa, said that the bridge was safe. She called it strong.",
      "quote the bridge was safe = clause/apposition", "pronoun She = pronoun"),
    Row("“The road is open,” said Maria Lopez.", "quote The road is open = inverted"),
    Row(
      "According to the ministry, 40 people left the town.",
      "quote 40 people left the town = according-to",
      "source According to the ministry = report"),
    Row(
      "The United Nations (UN) met. The UN will meet again.",
      "name UN = gazetteer, known-body"),
    Row("Rebels attacked the town of Harim.", "event attacked = verb"),
    Row(
      "KYIV, July 12 (Reuters) - The army left.\nRecall\nEarlier it was reported that it had come.",
      "dateline KYIV, July 12 (Reuters) - = dateline", "source Reuters = dateline",
      "background Earlier it was reported that it had come. = head"),
    Row("The so-called “silent army” won.", "scare quote silent army = marks"),
  ]

  @Test("Answers with their sieves", arguments: rows.indices)
  func sieves(_ index: Int) {
    let row = Self.rows[index]
    let found = Self.explained(row.body)
    for answer in row.answers {
      #expect(found.contains(answer), "\(answer) is not among\n\(found.joined(separator: "\n"))")
    }
  }

  @Test("Answers stand in the order of the text")
  func order() {
    let record = Extractor().extract(Dispatch(text: RecordInvariantTests.dispatch))
    let starts = record.explained().map(\.span.lowerBound)
    #expect(starts.count > 30)
    #expect(starts == starts.sorted())
  }

  @Test("The record itself does not name sieves: they cost a line nothing")
  func notInTheRecord() {
    let record = Extractor().extract(Dispatch(text: RecordInvariantTests.dispatch))
    #expect(!String(decoding: record.json(), as: UTF8.self).contains("sieve"))
  }
}
