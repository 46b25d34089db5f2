/// Reads character and entity references of XML and HTML.
enum Reference {
  /// The windows-1252 characters of 0x80…0x9F, which is what publishers mean by `&#146;`
  /// (WHATWG HTML 13.2.5.80).
  static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]

  /// A numeric reference at `index` (that of its `&`): the number and the index after it.
  static func number(_ bytes: Bytes, at index: Int) -> (value: UInt32, next: Int)? {
    var at = index + 2
    guard at < bytes.count, bytes[index + 1] == ascii("#") else { return nil }
    var value: UInt32 = 0
    var digits = 0
    if bytes[at] | 0x20 == ascii("x") {
      at += 1
      while at < bytes.count, let digit = bytes[at].hexValue {
        value = value < 0x200_0000 ? value << 4 | digit : 0x200_0000
        digits += 1
        at += 1
      }
    } else {
      while at < bytes.count, bytes[at].isDigit {
        value = value < 0x200_0000 ? value * 10 + UInt32(bytes[at] &- 0x30) : 0x200_0000
        digits += 1
        at += 1
      }
    }
    guard digits > 0 else { return nil }
    if at < bytes.count, bytes[at] == ascii(";") { at += 1 }
    return (value, at)
  }

  /// What a number stands for; 0 where it stands for no character of a text.
  static func scalar(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x80..<0xA0: windows1252[Int(value - 0x80)]
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0..<0xD800, 0xE000..<0xFFFE, 0x1_0000..<0x11_0000: value
    default: 0
    }
  }

  /// A number below 256, or a name of one of Latin-1's characters.
  private static func latin1(_ bytes: Bytes, at index: Int) -> (value: UInt32, next: Int)? {
    if let number = number(bytes, at: index) { return number }
    let (end, closed) = name(bytes, at: index)
    guard closed, let value = EntityTable.shared.value(bytes[(index + 1)..<end].rebased),
      value.count == 2, value[0] == 0xC2 || value[0] == 0xC3
    else { return nil }
    return (UInt32(value[0] & 3) << 6 | UInt32(value[1] & 0x3F), end + 1)
  }

  /// A run of references below 256 that together are the bytes of UTF-8 (`&#226;&#128;&#166;` for
  /// an ellipsis): the run's bytes and the index after it.
  static func doubleEncoded(_ bytes: Bytes, at index: Int) -> (value: [UInt8], next: Int)? {
    guard let first = latin1(bytes, at: index), first.value >= 0xC2, first.value < 0xF5 else {
      return nil
    }
    let length = first.value < 0xE0 ? 2 : first.value < 0xF0 ? 3 : 4
    var run = [UInt8(first.value)]
    var at = first.next
    while run.count < length, at < bytes.count, bytes[at] == ascii("&"),
      let next = latin1(bytes, at: at), next.value >= 0x80, next.value < 0xC0
    {
      run.append(UInt8(next.value))
      at = next.next
    }
    guard run.count == length, String(validating: run, as: UTF8.self) != nil else { return nil }
    return (run, at)
  }

  /// The name after the `&` at `index`: its end, and whether a semicolon stands there.
  static func name(_ bytes: Bytes, at index: Int) -> (end: Int, closed: Bool) {
    var at = index + 1
    let bound = min(bytes.count, index + 1 + 64)
    while at < bound, bytes[at].isLetter || bytes[at].isDigit || bytes[at] == ascii("_") {
      at += 1
    }
    return (at, at < bytes.count && bytes[at] == ascii(";") && at > index + 1)
  }
}
