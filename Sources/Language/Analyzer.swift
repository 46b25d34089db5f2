/// Reads English text: tokens, sentences, tags, trees, names.
///
/// A value that can be shared by threads; the same text gives the same answer, always.
public struct Analyzer: Sendable {
  public init() {}

  /// Analyses a text of paragraphs, one a line.
  public func analyze(_ text: String) -> AnalyzedText {
    var analyzed = AnalyzedText(text)
    analyzed.tokens = Tokenizer.tokens(of: analyzed.utf8)
    analyzed.sentences = SentenceSplitter.sentences(of: analyzed.tokens, in: analyzed.utf8)
    return analyzed
  }
}
