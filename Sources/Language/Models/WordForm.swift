/// What the models look at in one token, computed once from its bytes.
///
/// Typographic apostrophes, quotation marks and dashes count as their ASCII forms; in `lower` every
/// digit counts as 0.
package struct WordForm: Sendable {
  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Starts with a capital.
    package static let capital = Flags(rawValue: 1)
    /// Two letters and more, all capitals.
    package static let allCapitals = Flags(rawValue: 2)
    package static let digit = Flags(rawValue: 4)
    package static let hyphen = Flags(rawValue: 8)
    /// Holds a small letter.
    package static let small = Flags(rawValue: 16)
    package static let point = Flags(rawValue: 32)
  }

  /// The word as it stands.
  package var word: UInt32
  /// The word in small letters.
  package var lower: UInt32
  /// The same with its digits: the key of word lists.
  package var key: UInt32
  /// Letters, digits and the rest by kind, runs cut to two.
  package var shape: UInt32
  /// The first four bytes in small letters, and the last four, the last lowest.
  package var head: UInt32
  package var tail: UInt32
  /// The classes of `Lexicon`.
  package var fine: UInt16 = 0
  package var coarse: UInt8 = 0
  package var flags: Flags
  /// The bytes it has, at most 255.
  package var length: UInt8
  /// Filled by the tagger: which tags the word was seen with, and the tag it has beyond doubt plus
  /// one.
  package var ambiguity: UInt16 = 0
  package var certain: UInt8 = 0

  package init(_ bytes: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon) {
    var word = Hashing.start
    var lower = Hashing.start
    var key = Hashing.start
    var shape = Hashing.start
    var head: UInt32 = 0
    var tail: UInt32 = 0
    var flags: Flags = []
    var capitals = 0
    var last: UInt8 = 0
    var run = 0
    var index = 0
    var length = 0
    while index < bytes.count {
      var byte = bytes[index]
      index += 1
      var kind = byte
      var small = byte
      switch byte {
      case 0x41...0x5A:
        kind = 0x58
        small = byte | 0x20
      case 0x61...0x7A: kind = 0x78
      case 0x30...0x39: kind = 0x64
      case 0xE2 where index + 1 < bytes.count && bytes[index] == 0x80:
        let mark = Self.plain(bytes[index + 1])
        if mark != 0 {
          byte = mark
          small = mark
          kind = mark
          index += 2
        } else {
          kind = 0x75
        }
      case 0xC3 where index < bytes.count && bytes[index] >= 0x80 && bytes[index] <= 0x9E:
        // Latin capitals with diacritics; the byte that tells them apart comes next.
        kind = 0x58
        word = Hashing.byte(word, byte)
        lower = Hashing.byte(lower, byte)
        key = Hashing.byte(key, byte)
        byte = bytes[index]
        small = byte + 0x20
        index += 1
      case 0x80..<0xC0: kind = 0
      case 0xC0...: kind = 0x75
      default: break
      }
      word = Hashing.byte(word, byte)
      key = Hashing.byte(key, small)
      lower = Hashing.byte(lower, kind == 0x64 ? 0x30 : small)
      if length < 4 { head |= UInt32(small) << UInt32(8 * length) }
      tail = tail << 8 | UInt32(small)
      length += 1
      switch kind {
      case 0: continue
      case 0x58:
        capitals += 1
        if length <= 2, last == 0 { flags.insert(.capital) }
      case 0x78, 0x75: flags.insert(.small)
      case 0x64: flags.insert(.digit)
      case 0x2D: flags.insert(.hyphen)
      case 0x2E: flags.insert(.point)
      default: break
      }
      run = kind == last ? run + 1 : 1
      last = kind
      if run <= 2 { shape = Hashing.byte(shape, kind) }
    }
    if capitals >= 2, !flags.contains(.small) { flags.insert(.allCapitals) }
    self.word = word
    self.lower = lower
    self.key = key
    self.shape = shape
    self.head = head
    self.tail = tail
    self.flags = flags
    self.length = UInt8(min(255, length))
    let clusters = lexicon.clusters(key)
    coarse = UInt8(clusters.coarse)
    fine = UInt16(clusters.fine)
  }

  /// The ASCII mark for the third byte of U+2010 to U+201F; 0: none.
  @inline(__always)
  private static func plain(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x90...0x95: 0x2D
    case 0x98...0x9B: 0x27
    case 0x9C...0x9F: 0x22
    default: 0
    }
  }

  /// The key of a word in a list, as `key` of its token.
  package static func key(of word: String) -> UInt32 {
    let bytes = Array(word.utf8)
    return bytes.withUnsafeBufferPointer { WordForm($0, Lexicon(.init(start: nil, count: 0))).key }
  }

  @inline(__always) var head1: UInt32 { head & 0xFF }
  @inline(__always) var head2: UInt32 { head & 0xFFFF }
  @inline(__always) var head3: UInt32 { head & 0xFF_FFFF }
  @inline(__always) var tail1: UInt32 { tail & 0xFF }
  @inline(__always) var tail2: UInt32 { tail & 0xFFFF }
  @inline(__always) var tail3: UInt32 { tail & 0xFF_FFFF }
}
