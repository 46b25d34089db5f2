/// Finds tags in HTML or XML text, however broken the rest is: comments, declarations and the
/// content of `script` and `style` are passed over, nothing is nested or closed for the text.
struct TagScanner: Sequence, IteratorProtocol {
  struct Tag: Equatable {
    /// As it stands; compare in lower case for HTML.
    var name: String
    var isClosing = false
    var isSelfClosing = false
    /// References in values are decoded.
    var attributes: [(name: String, value: String)] = []

    /// An attribute by its name, whatever the case.
    subscript(name: String) -> String? {
      attributes.first { $0.name.lowercased() == name }?.value
    }

    static func == (left: Tag, right: Tag) -> Bool {
      left.name == right.name && left.isClosing == right.isClosing
        && left.isSelfClosing == right.isSelfClosing
        && left.attributes.map(\.name) == right.attributes.map(\.name)
        && left.attributes.map(\.value) == right.attributes.map(\.value)
    }
  }

  private let bytes: [UInt8]
  private var index = 0
  /// The text between the tag given last and the one before it.
  private(set) var text = ""

  init(_ bytes: [UInt8]) {
    // A UTF-8 byte order mark is no text.
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  mutating func next() -> Tag? {
    var textStart = index
    text = ""
    while index < bytes.count {
      guard bytes[index] == 0x3C else {
        index += 1
        continue
      }
      text += Self.decode(bytes[textStart..<index])
      let rest = bytes[index...]
      if rest.starts(with: "<!--".utf8) {
        skip(past: Array("-->".utf8))
      } else if rest.starts(with: "<![CDATA[".utf8) {
        let start = index + 9
        skip(past: Array("]]>".utf8))
        let end = Swift.max(start, index - 3)
        text += String(decoding: bytes[Swift.min(start, end)..<end], as: UTF8.self)
      } else if rest.starts(with: "<!".utf8) || rest.starts(with: "<?".utf8) {
        skip(past: [0x3E])
      } else if let tag = tag() {
        let name = tag.name.lowercased()
        if !tag.isClosing, !tag.isSelfClosing, name == "script" || name == "style" {
          skip(past: Array("</\(name)".utf8), ignoringCase: true)
        }
        return tag
      } else {
        index += 1
      }
      textStart = index
    }
    return nil
  }

  private mutating func skip(past end: [UInt8], ignoringCase: Bool = false) {
    while index < bytes.count {
      let fits =
        index + end.count <= bytes.count
        && zip(bytes[index...], end).allSatisfy { byte, wanted in
          byte == wanted || ignoringCase && byte | 0x20 == wanted | 0x20
        }
      if fits {
        index += end.count
        return
      }
      index += 1
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  private mutating func skipSpace() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  private mutating func word(until ends: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, !ends(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func tag() -> Tag? {
    let start = index
    index += 1
    var tag = Tag(name: "")
    if index < bytes.count, bytes[index] == 0x2F {
      tag.isClosing = true
      index += 1
    }
    guard index < bytes.count, bytes[index] | 0x20 >= 0x61, bytes[index] | 0x20 <= 0x7A else {
      index = start
      return nil
    }
    tag.name = word { Self.isSpace($0) || $0 == 0x3E || $0 == 0x2F }
    while index < bytes.count, tag.attributes.count < 100 {
      skipSpace()
      guard index < bytes.count else { break }
      if bytes[index] == 0x3E {
        index += 1
        return tag
      }
      if bytes[index] == 0x2F {
        index += 1
        if index < bytes.count, bytes[index] == 0x3E { tag.isSelfClosing = true }
        continue
      }
      let before = index
      let name = word { Self.isSpace($0) || $0 == 0x3D || $0 == 0x3E || $0 == 0x2F }
      skipSpace()
      var value = ""
      if index < bytes.count, bytes[index] == 0x3D {
        index += 1
        skipSpace()
        value = attributeValue()
      }
      if !name.isEmpty { tag.attributes.append((name, value)) }
      if index == before { index += 1 }
    }
    return tag
  }

  private mutating func attributeValue() -> String {
    guard index < bytes.count else { return "" }
    let quote = bytes[index]
    let start: Int
    if quote == 0x22 || quote == 0x27 {
      index += 1
      start = index
      while index < bytes.count, bytes[index] != quote { index += 1 }
      defer { index = Swift.min(index + 1, bytes.count) }
      return Self.decode(bytes[start..<index])
    }
    start = index
    while index < bytes.count, !Self.isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
    return Self.decode(bytes[start..<index])
  }

  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
  ]

  /// Bytes as text, XML's five references and numeric ones decoded.
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("&") else { return text }
    var decoded = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      decoded += rest[..<ampersand]
      rest = rest[ampersand...]
      let name = rest.dropFirst().prefix { $0 != ";" && $0 != "&" }.prefix(12)
      let end = rest.index(rest.startIndex, offsetBy: name.count + 1)
      var replacement = named[String(name)]
      if name.hasPrefix("#") {
        let digits = name.dropFirst()
        let value =
          digits.first == "x" || digits.first == "X"
          ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        replacement = value.flatMap { Unicode.Scalar($0) }.map { String($0) }
      }
      if let replacement, end < rest.endIndex, rest[end] == ";" {
        decoded += replacement
        rest = rest[rest.index(after: end)...]
      } else {
        decoded += "&"
        rest = rest.dropFirst()
      }
    }
    return decoded + rest
  }
}
