/// Classes of UTF-8 text that the tokenizer tells apart. Everything outside ASCII is decoded to a
/// scalar first.
enum CharacterClass: UInt8 {
  case space, letter, digit, symbol
}

struct ScalarView {
  var scalar: UInt32
  /// Its length in UTF-8, bytes.
  var length: Int
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// The scalar that starts at a byte; a byte that starts none counts as one of its own.
  @inline(__always)
  func scalar(at index: Int) -> ScalarView {
    let first = self[index]
    if first < 0x80 { return ScalarView(scalar: UInt32(first), length: 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, index + length <= count else {
      return ScalarView(scalar: UInt32(first), length: 1)
    }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(self[index + offset] & 0x3F) }
    return ScalarView(scalar: value, length: length)
  }
}

enum Scalars {
  static func classify(_ scalar: UInt32) -> CharacterClass {
    if scalar < 0x80 {
      switch UInt8(truncatingIfNeeded: scalar) {
      case 0x30...0x39: return .digit
      case 0x41...0x5A, 0x61...0x7A: return .letter
      case 0...0x20, 0x7F: return .space
      default: return .symbol
      }
    }
    switch scalar {
    case 0x80...0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
      return .space
    case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2C1, 0x370...0x1FFF,
      0x2C00...0x2DFF, 0x3040...0x318F, 0x31A0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFDFF,
      0xFE70...0xFEFE, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF66...0xFFDC, 0x10000...0x1CFFF,
      0x20000...0x3FFFF:
      return .letter
    case 0x300...0x36F, 0x200C, 0x200D, 0xAD:
      return .letter  // marks and joiners stay with their letter
    case 0xFF10...0xFF19: return .digit
    default: return .symbol
    }
  }

  static func isUppercase(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A }
    return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
  }

  static func isLowercase(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar >= 0x61 && scalar <= 0x7A }
    return Unicode.Scalar(scalar)?.properties.isLowercase ?? false
  }
}
