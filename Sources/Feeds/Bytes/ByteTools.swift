internal import Glibc

typealias Bytes = UnsafeBufferPointer<UInt8>

extension UInt8 {
  /// White space of XML and HTML, form feed included.
  @inline(__always) var isSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 || self == 0x0C
  }
  @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
  @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inline(__always) var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
  /// The value of a hexadecimal digit; nil if it is none.
  @inline(__always) var hexValue: UInt32? {
    if isDigit { return UInt32(self &- 0x30) }
    let lower = (self | 0x20) &- 0x61
    return lower < 6 ? UInt32(lower) + 10 : nil
  }
  init(_ scalar: Unicode.Scalar, ascii: Void) { self = UInt8(truncatingIfNeeded: scalar.value) }
}

/// Byte constants by the character they stand for.
@inline(__always) func ascii(_ character: Unicode.Scalar) -> UInt8 {
  UInt8(truncatingIfNeeded: character.value)
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// The index of the first `byte` at or after `start`.
  @inline(__always) func find(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let hit = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }

  /// The index of the first occurrence of `needle` at or after `start`.
  func find(_ needle: StaticString, from start: Int) -> Int? {
    let length = needle.utf8CodeUnitCount
    guard let base = baseAddress else { return nil }
    var index = start
    while index + length <= count, let at = find(needle.utf8Start[0], from: index),
      at + length <= count
    {
      if memcmp(base + at, needle.utf8Start, length) == 0 { return at }
      index = at + 1
    }
    return nil
  }

  /// Whether `text` (ASCII, lower case) stands at `index`, whatever the case there.
  @inline(__always) func has(_ text: StaticString, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard index >= 0, index + length <= count else { return false }
    for k in 0..<length where self[index + k].lowered != text.utf8Start[k] { return false }
    return true
  }

  /// The same bytes without white space at both ends.
  func trimmed() -> Bytes {
    var low = 0
    var high = count
    while low < high, self[low].isSpace { low += 1 }
    while high > low, self[high - 1].isSpace { high -= 1 }
    return self[low..<high].rebased
  }

  /// The index of `text` (ASCII, lower case) at or after `start`, whatever its case.
  func findAnyCase(_ text: StaticString, from start: Int) -> Int? {
    let first = text.utf8Start[0]
    var index = start
    let last = count - text.utf8CodeUnitCount
    while index <= last {
      if self[index].lowered == first, has(text, at: index) { return index }
      index += 1
    }
    return nil
  }

  var string: String { String(decoding: self, as: UTF8.self) }
}

extension Slice where Base == UnsafeBufferPointer<UInt8> {
  @inline(__always) var rebased: Bytes { Bytes(rebasing: self) }
}

extension String {
  /// Calls `body` with the string's UTF-8.
  @inline(__always) func withBytes<R>(_ body: (Bytes) -> R) -> R {
    if let result = utf8.withContiguousStorageIfAvailable({ body($0) }) { return result }
    var copy = self
    return copy.withUTF8 { body($0) }
  }

  var trimmed: String { withBytes { $0.trimmed().string } }

  /// ASCII letters lowered, all else as it was.
  var asciiLowered: String {
    String(decoding: utf8.map(\.lowered), as: UTF8.self)
  }
}

extension [UInt8] {
  @inline(__always) mutating func append(_ text: StaticString) {
    append(contentsOf: Bytes(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends the UTF-8 of a code point; U+FFFD for what is none.
  mutating func append(scalar value: UInt32) {
    switch value {
    case 0..<0x80: append(UInt8(value))
    case 0x80..<0x800:
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 0x3F))
    case 0xD800..<0xE000, 0x11_0000...: append(contentsOf: [0xEF, 0xBF, 0xBD])
    case 0x800..<0x1_0000:
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    default:
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    }
  }
}
