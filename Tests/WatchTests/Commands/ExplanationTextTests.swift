import Extraction
import Testing

@testable import Watch

@Suite("extract --explain")
struct ExplanationTextTests {
  private let record: Record = {
    var record = Record()
    record.text = "Talks end\n\nJens Stoltenberg left\u{1B}[31m Kyiv on Thursday."
    var person = Person(id: "p1", name: "Jens Stoltenberg")
    person.mentions = [Mention(span: 11..<27, kind: .name, sieve: "model", link: "first")]
    record.people = [person]
    record.times = [
      TimeExpression(id: "t1", span: 46..<54, kind: .date, value: "2024-07-11", sieve: "weekday")
    ]
    record.topics = [
      Topic(code: "medtop:11000000", name: "politics", score: 0.5, sieve: "talks")
    ]
    record.notes = ["a note\u{7}"]
    return record
  }()

  @Test("Answers stand under the line of the text that they start in")
  func lines() {
    #expect(
      ExplanationText.lines(of: record) == [
        "Talks end", "", "Jens Stoltenberg left\\u{1b}[31m Kyiv on Thursday.",
        "    name        Jens Stoltenberg  =  p1 Jens Stoltenberg  [model, first]",
        "    time        Thursday  =  t1 DATE 2024-07-11  [weekday]",
        "topic medtop:11000000 politics 0.5  [talks]", "note: a note\\u{7}",
      ])
  }

  @Test("Long lines break at spaces, and no word is lost")
  func width() {
    let lines = ExplanationText.lines(of: record, width: 16)
    #expect(
      lines == [
        "Talks end", "", "Jens Stoltenberg",
        "    name        Jens Stoltenberg  =  p1 Jens Stoltenberg  [model, first]",
        "left\\u{1b}[31m Kyiv", "on Thursday.",
        "    time        Thursday  =  t1 DATE 2024-07-11  [weekday]",
        "topic medtop:11000000 politics 0.5  [talks]", "note: a note\\u{7}",
      ])
  }
}
