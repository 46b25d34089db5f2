import Glibc

/// Walks over the members of a JSON object without building anything. It trusts its input to be
/// well-formed (the journal's own lines); on anything else it ends early, never past the bytes.
struct JSONCursor {
  let bytes: UnsafeRawBufferPointer
  private(set) var place: Int

  /// A cursor in front of the first member of an object, or, with `value`, of a bare value.
  init(_ bytes: UnsafeRawBufferPointer, value: Bool = false) {
    self.bytes = bytes
    place = 0
    if !value {
      skipSpace()
      place = place < bytes.count && bytes[place] == UInt8(ascii: "{") ? place + 1 : bytes.count
    }
  }

  /// The next member's name, without its quotes; the cursor stands before its value. Nil at the
  /// end.
  mutating func nextKey() -> Range<Int>? {
    skipSpace()
    if place < bytes.count, bytes[place] == UInt8(ascii: ",") {
      place += 1
      skipSpace()
    }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
    let quoted = skipString()
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: ":") else { return nil }
    place += 1
    skipSpace()
    return (quoted.lowerBound + 1)..<max(quoted.lowerBound + 1, quoted.upperBound - 1)
  }

  func key(_ range: Range<Int>, is name: StaticString) -> Bool {
    range.count == name.utf8CodeUnitCount
      && memcmp(bytes.baseAddress! + range.lowerBound, name.utf8Start, range.count) == 0
  }

  /// The value as bytes where it is a string without escapes; nil, and skipped, otherwise.
  mutating func plainString() -> UnsafeRawBufferPointer? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
      _ = skipValue()
      return nil
    }
    let range = skipString()
    guard range.count >= 2 else { return nil }
    let inner = UnsafeRawBufferPointer(
      rebasing: bytes[(range.lowerBound + 1)..<(range.upperBound - 1)])
    guard let base = inner.baseAddress else { return inner }
    return memchr(base, Int32(UInt8(ascii: "\\")), inner.count) == nil ? inner : nil
  }

  /// The value where it is a string, its escapes resolved; nil, and skipped, otherwise.
  mutating func string() -> String? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
      _ = skipValue()
      return nil
    }
    let range = skipString()
    guard range.count >= 2 else { return nil }
    return Self.unescape(bytes[(range.lowerBound + 1)..<(range.upperBound - 1)])
  }

  /// Skips a value; where it stands.
  @discardableResult
  mutating func skipValue() -> Range<Int> {
    let start = place
    guard place < bytes.count else { return start..<start }
    switch bytes[place] {
    case UInt8(ascii: "\""):
      _ = skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var depth = 0
      while place < bytes.count {
        switch bytes[place] {
        case UInt8(ascii: "\""):
          _ = skipString()
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
        default:
          break
        }
        place += 1
        if depth == 0 { break }
      }
    default:
      while place < bytes.count, bytes[place] != UInt8(ascii: ","),
        bytes[place] != UInt8(ascii: "}"), bytes[place] != UInt8(ascii: "]")
      {
        place += 1
      }
    }
    return start..<place
  }

  /// Skips a string; where it stands, its quotes included.
  private mutating func skipString() -> Range<Int> {
    let start = place
    place += 1
    while place < bytes.count {
      guard let base = bytes.baseAddress,
        let quote = memchr(base + place, Int32(UInt8(ascii: "\"")), bytes.count - place)
      else {
        place = bytes.count
        return start..<place
      }
      let at = UnsafeRawPointer(quote) - base
      var slashes = 0
      while at - slashes > start + 1, bytes[at - slashes - 1] == UInt8(ascii: "\\") {
        slashes += 1
      }
      place = at + 1
      if slashes % 2 == 0 { break }
    }
    return start..<place
  }

  private mutating func skipSpace() {
    while place < bytes.count,
      bytes[place] == 32 || bytes[place] == 9 || bytes[place] == 10 || bytes[place] == 13
    {
      place += 1
    }
  }

  /// Resolves JSON's escapes (RFC 8259, section 7); a lone surrogate becomes U+FFFD.
  static func unescape(_ slice: Slice<UnsafeRawBufferPointer>) -> String {
    guard slice.contains(UInt8(ascii: "\\")) else { return String(decoding: slice, as: UTF8.self) }
    let bytes = Array(slice)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    func unit(_ at: Int) -> UInt16? {
      guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      else { return nil }
      return UInt16(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
    }
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "u"):
        var units: [UInt16] = []
        while let next = unit(index) {
          units.append(next)
          index += 6
        }
        if units.isEmpty { index += 2 }
        result.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        continue
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      default: result.append(bytes[index + 1])
      }
      index += 2
    }
    return String(decoding: result, as: UTF8.self)
  }
}
