/// Reads English text: tokens, sentences, tags, trees, names.
///
/// A value that can be shared by threads; the same text gives the same answer, always.
public struct Analyzer: Sendable {
  package let lexicon: Lexicon
  package let tagger: Tagger?
  package let parser: Parser?
  package let names: NameModel?

  /// With the models inside the binary. They are used where they lie: nothing is read or built.
  public init() {
    self.init(
      lexicon: Lexicon(EmbeddedModel.lexicon), tagger: Tagger(EmbeddedModel.tagger),
      parser: Parser(EmbeddedModel.parser), names: NameModel(EmbeddedModel.names))
  }

  /// With other models; a stage without one is left out.
  package init(lexicon: Lexicon, tagger: Tagger?, parser: Parser?, names: NameModel?) {
    self.lexicon = lexicon
    self.tagger = tagger
    self.parser = parser
    self.names = names
  }

  /// Analyses a text of paragraphs, one a line.
  ///
  /// - Parameter apart: told the tokens and sentences before they are tagged, it names the tokens that
  ///   are no part of the sentence they open, as a dateline is none; they become one of their own.
  public func analyze(
    _ text: String, apart: (AnalyzedText) -> Range<Int>? = { _ in nil }
  ) -> AnalyzedText {
    var analyzed = AnalyzedText(text)
    analyzed.tokens = Tokenizer.tokens(of: analyzed.utf8)
    analyzed.sentences = SentenceSplitter.sentences(of: analyzed.tokens, in: analyzed.utf8)
    if let tokens = apart(analyzed) { analyzed.setApart(tokens) }
    let count = analyzed.tokens.count
    guard count > 0, let tagger else { return analyzed }

    let forms = UnsafeMutablePointer<WordForm>.allocate(capacity: count)
    let tags = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    defer {
      forms.deallocate()
      tags.deallocate()
    }
    fill(forms, analyzed)
    tag(&analyzed, forms, tags, tagger)
    if let parser { parse(&analyzed, forms, tags, ParserWorkspace(parser, tagger)) }
    if let names {
      let context = NameContext(
        forms: forms, tags: tags, count: count, sentences: analyzed.sentences,
        gazetteer: names.gazetteer)
      analyzed.names = names.names(context, analyzed.sentences)
    }
    return analyzed
  }

  /// Computes every token's form.
  package func fill(_ forms: UnsafeMutablePointer<WordForm>, _ analyzed: AnalyzedText) {
    analyzed.utf8.withUnsafeBufferPointer { bytes in
      for (index, token) in analyzed.tokens.enumerated() {
        (forms + index).initialize(
          to: WordForm(UnsafeBufferPointer(rebasing: bytes[token.bytes]), lexicon))
      }
    }
  }

  private func tag(
    _ analyzed: inout AnalyzedText, _ forms: UnsafeMutablePointer<WordForm>,
    _ tags: UnsafeMutablePointer<UInt8>, _ tagger: Tagger
  ) {
    let scratch = UnsafeMutablePointer<UInt32>.allocate(capacity: Tagger.scratch)
    defer { scratch.deallocate() }
    for sentence in analyzed.sentences {
      let start = sentence.tokens.lowerBound
      tagger.tag(forms + start, sentence.tokens.count, tags + start, scratch)
    }
    for index in analyzed.tokens.indices {
      analyzed.tokens[index].tag = tagger.universal(tags[index])
      analyzed.tokens[index].pennTag = tagger.penn(tags[index])
    }
  }

  /// Parses every sentence; one longer than the parser takes in pieces, whose roots hang on the
  /// first one's.
  private func parse(
    _ analyzed: inout AnalyzedText, _ forms: UnsafePointer<WordForm>,
    _ tags: UnsafePointer<UInt8>, _ workspace: ParserWorkspace
  ) {
    for sentence in analyzed.sentences {
      var start = sentence.tokens.lowerBound
      var firstRoot: Int?
      while start < sentence.tokens.upperBound {
        let count = min(ParserSentence.limit, sentence.tokens.upperBound - start)
        let nodes = workspace.parse(forms + start, tags + start, count)
        for token in 1...count {
          let index = start + token - 1
          let head = Int(nodes[token].head)
          if head > count {
            analyzed.tokens[index].head = firstRoot ?? -1
            analyzed.tokens[index].relation = firstRoot == nil ? .root : .parataxis
            if firstRoot == nil { firstRoot = index }
          } else {
            analyzed.tokens[index].head = start + head - 1
            analyzed.tokens[index].relation = Self.relations[Int(nodes[token].label) - 1]
          }
        }
        start += count
      }
    }
  }

  private static let relations = Relation.allCases

  /// The keys of a phrase's tokens, as word lists are looked up by.
  package static func keys(of phrase: String) -> [UInt32] {
    let analyzed = AnalyzedText(phrase)
    return Tokenizer.tokens(of: analyzed.utf8).map { token in
      analyzed.utf8.withUnsafeBufferPointer { bytes in
        WordForm(
          UnsafeBufferPointer(rebasing: bytes[token.bytes]), Lexicon(.init(start: nil, count: 0))
        ).key
      }
    }
  }
}
