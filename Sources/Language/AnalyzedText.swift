/// A text and all that the language layer found in it.
public struct AnalyzedText: Sendable {
  /// The text's UTF-8.
  public let utf8: [UInt8]
  /// All tokens in order; white space stands between them and belongs to none.
  public internal(set) var tokens: [Token] = []
  public internal(set) var sentences: [Sentence] = []
  /// The names, in order, none inside another.
  public internal(set) var names: [NamedSpan] = []
  /// For every byte, how many code points start before it; empty where the text is ASCII.
  private let codePoints: [UInt32]

  public init(_ text: String) {
    utf8 = Array(text.utf8)
    if utf8.allSatisfy({ $0 < 0x80 }) {
      codePoints = []
    } else {
      var count: UInt32 = 0
      var table: [UInt32] = []
      table.reserveCapacity(utf8.count + 1)
      for byte in utf8 {
        table.append(count)
        if byte & 0xC0 != 0x80 { count += 1 }
      }
      table.append(count)
      // A byte inside a character counts as its start.
      for index in utf8.indices where utf8[index] & 0xC0 == 0x80 && index > 0 {
        table[index] = table[index - 1]
      }
      codePoints = table
    }
  }

  /// The first tokens and the sentences that lie within them, without tags and trees.
  public func prefix(_ count: Int) -> AnalyzedText {
    var part = self
    part.tokens = Array(tokens.prefix(count))
    part.sentences = sentences.prefix { $0.tokens.lowerBound < count }.map {
      Sentence(tokens: $0.tokens.clamped(to: 0..<count), paragraph: $0.paragraph)
    }
    return part
  }

  /// Makes tokens that open a sentence one of their own.
  mutating func setApart(_ part: Range<Int>) {
    guard let first = sentences.firstIndex(where: { $0.tokens.lowerBound == part.lowerBound }),
      let last = sentences.firstIndex(where: { $0.tokens.contains(part.upperBound) }),
      first <= last, !part.isEmpty, sentences[first].paragraph == sentences[last].paragraph
    else { return }
    let paragraph = sentences[first].paragraph
    let rest = part.upperBound..<sentences[last].tokens.upperBound
    sentences.replaceSubrange(
      first...last,
      with: [
        Sentence(tokens: part, paragraph: paragraph), Sentence(tokens: rest, paragraph: paragraph),
      ])
  }

  /// The characters of one token.
  public func string(_ token: Int) -> String {
    String(decoding: utf8[tokens[token].bytes], as: UTF8.self)
  }

  /// The text from the first of these tokens to the last, what stands between them included.
  public func string(_ range: Range<Int>) -> String {
    String(decoding: utf8[bytes(of: range)], as: UTF8.self)
  }

  /// A token's dictionary form: "said" gives "say", "Allies" as a name stays as it is tagged.
  public func lemma(_ token: Int) -> String {
    let word = string(token)
    return LemmaModel.embedded?.lemma(word, tokens[token].tag, tokens[token].pennTag)
      ?? word.lowercased()
  }

  /// The bytes from the first of these tokens to the last.
  public func bytes(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return tokens[first].bytes.lowerBound..<tokens[last].bytes.upperBound
  }

  /// Where a byte stands in code points, O(1).
  public func codePointOffset(ofByte byte: Int) -> Int {
    codePoints.isEmpty ? byte : Int(codePoints[byte])
  }

  /// A range of bytes in code points.
  public func codePointRange(ofBytes bytes: Range<Int>) -> Range<Int> {
    codePointOffset(ofByte: bytes.lowerBound)..<codePointOffset(ofByte: bytes.upperBound)
  }

  /// The text from the first of these tokens to the last, in code points.
  public func codePointRange(ofTokens range: Range<Int>) -> Range<Int> {
    codePointRange(ofBytes: bytes(of: range))
  }
}
