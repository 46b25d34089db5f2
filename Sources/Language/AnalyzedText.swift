/// A text and all that the language layer found in it.
public struct AnalyzedText: Sendable {
  /// The text's UTF-8.
  public let utf8: [UInt8]
  /// All tokens in order; white space stands between them and belongs to none.
  public internal(set) var tokens: [Token] = []
  public internal(set) var sentences: [Sentence] = []
  /// The names, in order, none inside another.
  public internal(set) var names: [NamedSpan] = []

  public init(_ text: String) {
    utf8 = Array(text.utf8)
  }

  /// The characters of one token.
  public func string(_ token: Int) -> String {
    String(decoding: utf8[tokens[token].bytes], as: UTF8.self)
  }

  /// The text from the first of these tokens to the last, what stands between them included.
  public func string(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    return String(
      decoding: utf8[tokens[first].bytes.lowerBound..<tokens[last].bytes.upperBound],
      as: UTF8.self)
  }
}
