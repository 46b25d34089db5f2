/// What is known of words beyond the annotated corpora: the classes their vectors fall into.
///
/// The file's sections: [bits] with the slots of a table from a word's key to
/// coarse class * 512 + fine class + 1 (16 bits).
package struct Lexicon: Sendable {
  private let table: HashTable?

  package static let bits = 19
  package static let valueBits = 16

  package init(_ bytes: UnsafeRawBufferPointer) {
    guard let file = ModelFile(.lexicon, bytes), file.words(0).count == 1 << Self.bits,
      let base = file.words(0).baseAddress
    else {
      table = nil
      return
    }
    table = HashTable(base, bits: Self.bits, valueBits: Self.valueBits)
  }

  /// The classes of a word, by the hash of its lower-case form: coarse 1 to 64, fine 1 to 512; 0
  /// where it is not known.
  @inline(__always)
  func clusters(_ key: UInt32) -> (coarse: UInt32, fine: UInt32) {
    guard let value = table?.value(key), value > 0 else { return (0, 0) }
    return ((value - 1) >> 9 + 1, (value - 1) & 511 + 1)
  }
}
