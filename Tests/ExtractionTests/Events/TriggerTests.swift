import Language
import Testing

@testable import Extraction

@Suite("Triggers: the model and its lexicon")
struct TriggerTests {
  @Test("Every line of the lexicon has a part of speech and shares of known types")
  func lexicon() {
    let lines = EventLexicons.triggers()
    #expect(lines.count > 10_000)
    for fields in lines {
      #expect(fields.count == 3 && ["V", "N", "A"].contains(fields[1]), "\(fields)")
      for item in EventLexicon.list(fields.last ?? "") {
        let words = item.split(separator: " ")
        #expect(words.count == 2, "\(fields)")
        #expect(words.first.flatMap { Event.Kind(rawValue: String($0)) } != nil, "\(fields)")
        #expect(words.last.flatMap { Int($0) }.map { (1...100).contains($0) } ?? false, "\(fields)")
      }
    }
  }

  @Test("Words and phrases have shares of their own")
  func shares() throws {
    let lexicon = TriggerLexicon.shared
    let step = TriggerLexicon.hash("step")
    let down = try #require(lexicon.shares(TriggerLexicon.join(step, "down"), 0x56))
    #expect(down.contains { Event.Kind.all[$0.kind] == .retreat && $0.value > 0.5 })
    #expect(lexicon.shares(step, 0x56)?.contains { $0.value > 0.3 } != true)
    #expect(lexicon.shares(TriggerLexicon.hash("no such word"), 0x56) == nil)
  }

  @Test("Types stand at their index")
  func kinds() {
    #expect(Event.Kind.all.indices.allSatisfy { Event.Kind.all[$0].index == $0 })
  }

  @Test("Bytes that are no trigger model are none")
  func foreignBytes() {
    #expect(TriggerModel.embedded != nil)
    #expect(TriggerModel(EmbeddedModel.lemmas) == nil)
    #expect(TriggerModel(UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
  }

  @Test("What no rule has a frame for is found by its words, and a word tells one act")
  func model() throws {
    let text =
      "The court acquitted the former minister on Friday. The weather was fine in the region."
    let record = Extractor().extract(Dispatch(text: text, hasTitle: false))
    let scalars = Array(text.unicodeScalars)
    let told = record.events.filter {
      String(String.UnicodeScalarView(scalars[$0.trigger])).contains("acquitted")
    }
    #expect(told.map(\.kind) == [.reject])
    let event = try #require(told.first)
    #expect(event.sieve == "model")
    guard case .described(let words)? = event.actors.first else {
      Issue.record("nobody acts")
      return
    }
    #expect(words == "The court")
  }

  @Test("The same text gives the same confidence")
  func same() {
    let text =
      "Kenya condemned Sudan on Monday. Sudan rejected the criticism and recalled its envoy."
    let extractor = Extractor(minimumConfidence: 0)
    let first = extractor.extract(Dispatch(text: text, hasTitle: false))
    #expect(!first.events.isEmpty)
    #expect(first == extractor.extract(Dispatch(text: text, hasTitle: false)))
  }
}
