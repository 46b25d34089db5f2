/// Dependency trees: beam search over arc-hybrid actions with hashed features, then the relations
/// by the finished tree.
///
/// The file's sections: [beam width, margin, doubt], the rows of the actions' weights, the slots and blocks of the
/// first guess at relations, those of the final choice.
package struct Parser: Sendable {
  package let width: Int
  /// How far behind the best a parse may fall before it is given up, in units of score.
  package let margin: Int32
  /// By how many steps the first guess at a relation must lead to be the final choice.
  package let doubt: Int32
  package let actions: DenseModel
  package let guesses: SparseModel
  package let relations: SparseModel

  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let file = ModelFile(.parser, bytes), file.sections.count == 6,
      file.words(0).count == 3, let width = file.words(0).first, width > 0, width <= 64,
      let actions = DenseModel(file.bytes(1)),
      let guesses = SparseModel(file.words(2), file.bytes(3)),
      let relations = SparseModel(file.words(4), file.bytes(5))
    else { return nil }
    self.width = Int(width)
    margin = Int32(bitPattern: file.words(0)[1])
    doubt = Int32(bitPattern: file.words(0)[2])
    self.actions = actions
    self.guesses = guesses
    self.relations = relations
  }
}

/// Parses sentence after sentence in memory of its own.
package final class ParserWorkspace {
  private let parser: Parser
  package let sentence: ParserSentence
  private let search: BeamSearch
  private let memory: ActionMemory
  private let features: UnsafeMutablePointer<UInt32>
  private let found: UnsafeMutablePointer<UInt64>
  private let scores: UnsafeMutablePointer<Int32>
  private let families: UnsafeMutablePointer<ArcFamily>
  private let rootLabel: UInt8

  package init(_ parser: Parser, _ tagger: Tagger) {
    self.parser = parser
    sentence = ParserSentence(tagger: tagger)
    search = BeamSearch(
      width: parser.width, sentence: sentence, labels: parser.guesses, doubt: parser.doubt)
    memory = ActionMemory(parser.actions)
    features = .allocate(capacity: 2 * ArcFeatures.capacity)
    found = .allocate(capacity: 2 * ArcFeatures.capacity)
    scores = .allocate(capacity: 256)
    families = .allocate(capacity: ParserSentence.limit + 4)
    families.initialize(repeating: ArcFamily(), count: ParserSentence.limit + 4)
    rootLabel = UInt8((Relation.allCases.firstIndex(of: .root) ?? 0) + 1)
  }

  deinit {
    features.deallocate()
    found.deallocate()
    scores.deallocate()
    families.deallocate()
  }

  /// Parses a sentence of at most `ParserSentence.limit` tokens. The tree's nodes stay as they are
  /// until the next call: node 0 is none, the root stands behind the last token.
  package func parse(
    _ forms: UnsafePointer<WordForm>, _ tags: UnsafePointer<UInt8>, _ count: Int
  ) -> UnsafeMutablePointer<ParserNode> {
    sentence.take(forms, tags, count)
    search.begin()
    memory.begin(sentence)
    for _ in 0..<2 * count { search.step(memory, margin: parser.margin) }
    let nodes = search.states[0].nodes
    relate(nodes)
    return nodes
  }

  /// Chooses the relations by the whole tree where the arcs alone leave doubt. Those to the left see
  /// the final choice, those to the right the first guess.
  private func relate(_ nodes: UnsafeMutablePointer<ParserNode>) {
    ArcFamily.fill(families, nodes, sentence)
    let model = parser.relations
    for token in 1...max(1, sentence.count) where nodes[token].head > 0 {
      if Int(nodes[token].head) == sentence.root {
        nodes[token].label = rootLabel
        continue
      }
      let head = Int(nodes[token].head)
      let settled = search.settledLabel(head: head, dependent: token)
      if settled > 0 {
        nodes[token].label = settled
        continue
      }
      var count = ArcFeatures.fill(features, sentence, head: head, dependent: token)
      count += ArcFeatures.fillTree(
        features + count, sentence, nodes, families, dependent: token)
      scores.update(repeating: 0, count: model.classCount)
      model.score(features, count, scores, found)
      nodes[token].label = UInt8(model.best(scores) + 1)
    }
  }
}
