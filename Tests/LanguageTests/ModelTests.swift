import Language
import Testing

/// How models lie in memory, and that what is remembered is what would be computed.
@Suite("Models")
struct ModelTests {
  private static func numbers(_ count: Int) -> [UInt32] {
    var state: UInt64 = 7
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32(truncatingIfNeeded: state >> 32)
    }
  }

  @Test("every key has a place of its own", arguments: [0, 1, 2, 100, 20_000])
  func perfectHash(_ count: Int) {
    let keys = Array(Set(Self.numbers(count)))
    let plan = PerfectHash.plan(keys)
    #expect(Set(plan.places).count == keys.count)
    #expect(plan.places.allSatisfy { $0 < plan.slotCount })
    #expect(plan.slotCount <= keys.count + keys.count / 8 + 2)
    plan.moves.withUnsafeBufferPointer { moves in
      guard let base = moves.baseAddress else { return }
      let hash = PerfectHash(
        slotCount: plan.slotCount, bucketCount: plan.moves.count, moves: base)
      #expect(keys.indices.allSatisfy { hash.place(keys[$0]) == plan.places[$0] })
    }
  }

  @Test("a sparse model gives back the weights it was made of")
  func sparseModel() throws {
    var weights: [SparseModel.Weight] = []
    for (index, feature) in Set(Self.numbers(3000)).sorted().enumerated() {
      // One entry to twenty, more than a slot holds.
      for label in 0..<(1 + index % 20) {
        weights.append(.init(feature: feature, label: UInt8(label), value: Float(index % 90 + 1)))
      }
    }
    let sections = SparseModel.sections(of: weights, classes: 20, step: 1)
    try sections.slots.withUnsafeBytes { slots in
      try sections.values.withUnsafeBytes { values in
        let model = try #require(
          SparseModel(
            slots.bindMemory(to: UInt32.self), values.bindMemory(to: UInt8.self)))
        var features = Array(Set(weights.map(\.feature))).sorted()
        var expected = [Int32](repeating: 0, count: 20)
        for weight in weights { expected[Int(weight.label)] += Int32(weight.value) }
        var scores = [Int32](repeating: 0, count: 256)
        var found = [UInt64](repeating: 0, count: features.count)
        model.score(&features, features.count, &scores, &found)
        #expect(Array(scores[..<20]) == expected)
        #expect(model.best(scores) == 0)
      }
    }
  }

  /// Sums all features anew for every state.
  private struct PlainScorer: ActionScorer {
    let model: DenseModel

    func score(_ view: ParserView, _ sentence: ParserSentence) -> SIMD8<Int32> {
      var features = [UInt32](repeating: 0, count: ParserFeatures.capacity)
      let count = ParserFeatures.fill(&features, view, sentence)
      return SIMD8(truncatingIfNeeded: model.sum(features, count))
    }
  }

  @Test("remembered scores are the computed ones")
  func memory() throws {
    let analyzer = Analyzer()
    let tagger = try #require(analyzer.tagger)
    let parser = try #require(analyzer.parser)
    let sentence = ParserSentence(tagger: tagger)
    let plain = BeamSearch(width: 5, sentence: sentence, labels: parser.guesses, doubt: .max)
    let remembering = BeamSearch(
      width: 5, sentence: sentence, labels: parser.guesses, doubt: parser.doubt)
    let memory = ActionMemory(parser.actions)
    let texts = [
      "The minister, who had said on Friday that he would not resign, met reporters in Kyiv.",
      "Talks failed.",
      "Police in the capital said that two men and a woman were held after protests over prices.",
    ]
    for text in texts + texts {
      let analyzed = analyzer.analyze(text)
      let count = analyzed.tokens.count
      let forms = UnsafeMutablePointer<WordForm>.allocate(capacity: count)
      let tags = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
      let scratch = UnsafeMutablePointer<UInt32>.allocate(capacity: Tagger.scratch)
      defer {
        forms.deallocate()
        tags.deallocate()
        scratch.deallocate()
      }
      analyzer.fill(forms, analyzed)
      tagger.tag(forms, count, tags, scratch)
      sentence.take(forms, tags, count)
      plain.begin()
      remembering.begin()
      memory.begin(sentence)
      for _ in 0..<2 * count {
        plain.step(PlainScorer(model: parser.actions))
        remembering.step(memory)
        #expect(plain.stateCount == remembering.stateCount)
        for state in 0..<plain.stateCount {
          #expect(plain.states[state].score == remembering.states[state].score)
        }
      }
      // Some arcs leave no doubt of their relation, and none where any lead is too small.
      let nodes = remembering.states[0].nodes
      let arcs = (1...count).filter { nodes[$0].head <= count }
      let settled = arcs.map {
        remembering.settledLabel(head: Int(nodes[$0].head), dependent: $0)
      }
      #expect(settled.contains { $0 > 0 })
      #expect(
        arcs.allSatisfy { plain.settledLabel(head: Int(nodes[$0].head), dependent: $0) == 0 })
    }
  }
}
