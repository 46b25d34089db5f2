import Testing

@testable import Extraction

/// No text takes more than a bound: what is too long is cut, and the work on the rest grows with
/// its length. Work is counted in looks at words, not in seconds.
@Suite("Bounds")
struct BoundTests {
  /// In bytes; a small one, so that the test is fast.
  private static let bound = 20_000
  private static let extractor = Extractor(minimumConfidence: 0, longestText: bound)

  @Test("A text longer than the bound is read to the bound, and the notes say so")
  func cut() throws {
    let sentence = "The ministers met in Oslo on Thursday. "
    let text = String(repeating: sentence, count: Self.bound / sentence.utf8.count + 40)
    let record = Self.extractor.extract(Dispatch(text: text, hasTitle: false))
    #expect(record.text == text)
    let read = Self.bound / 4
    #expect(record.notes == ["only the first \(read) characters of the text were read"])
    #expect(try #require(record.times.last).span.upperBound <= read)
    #expect(RecordInvariants.validator.violations(in: record.json()) == [])
    // One that just fits is read whole.
    let short = String(text.prefix(Self.bound / 4))
    #expect(Self.extractor.extract(Dispatch(text: short, hasTitle: false)).notes.isEmpty)
  }

  #if DEBUG
    /// Each of them is what some sieve would go back or ahead for, again and again.
    @Test(
      "Twice the text is twice the work",
      arguments: [
        "The minister said that ", "“Yes,” he said. ", "“", "he said she said ",
        "NATO and Japan, ", "the first Monday of the last week of ", "the day after the ", "a\n",
        "(", "met and talked and agreed and ", "John Smith, ", "Recall\n", "Ministry of ",
      ])
    func growth(_ piece: String) {
      func work(_ count: Int) -> Int {
        let text = String(repeating: piece, count: count)
        return TokenWords.counting {
          let reading = Extractor().read(text, hasTitle: false, published: 1_720_828_800)
          var record = Record()
          reading.fill(&record)
          reading.fillTopics(&record)
        }
      }
      let words = piece.split { $0 == " " }.count
      let count = 400 / max(1, words)
      let (one, two) = (work(count), work(2 * count))
      #expect(one > count)
      #expect(Double(two) < 2.3 * Double(one), "\(one) looks, then \(two)")
    }
  #endif
}
