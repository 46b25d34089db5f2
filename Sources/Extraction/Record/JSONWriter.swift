/// Writes JSON (RFC 8259) straight into bytes: compact on one line, or indented for people.
///
/// Everything below U+0020, DEL and the line separators U+2028 and U+2029 are written as escapes,
/// so that a value can break neither a line nor a terminal.
public struct JSONWriter {
  public private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var depth = 0
  private var needsComma = false
  private var afterKey = false

  public init(pretty: Bool = false) {
    isPretty = pretty
  }

  /// What was written, as text.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func startValue() {
    if afterKey {
      afterKey = false
      return
    }
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if isPretty, depth > 0 { newLine() }
  }

  private mutating func newLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes += "  ".utf8 }
  }

  private mutating func open(_ bracket: UInt8) {
    startValue()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if isPretty, needsComma { newLine() }
    bytes.append(bracket)
    needsComma = true
  }

  public mutating func object(_ members: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    members(&self)
    close(UInt8(ascii: "}"))
  }

  public mutating func array(_ elements: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "["))
    elements(&self)
    close(UInt8(ascii: "]"))
  }

  public mutating func key(_ name: String) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if isPretty { newLine() }
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    needsComma = false
    afterKey = true
  }

  public mutating func value(_ string: String) {
    startValue()
    quote(string)
    needsComma = true
  }

  public mutating func value(_ integer: Int) {
    literal(String(integer))
  }

  public mutating func value(_ boolean: Bool) {
    literal(boolean ? "true" : "false")
  }

  /// A number with at most `digits` digits behind the point; what is no number becomes null.
  public mutating func value(_ number: Double, digits: Int = 3) {
    guard number.isFinite, abs(number) < 1e15 else { return null() }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (number * scale).rounded() / scale
    literal(rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)")
  }

  public mutating func null() {
    literal("null")
  }

  /// A span of code points, `[start, end]`, on one line even when indented.
  public mutating func span(_ span: Range<Int>) {
    literal("[\(span.lowerBound),\(span.upperBound)]")
  }

  /// A value that is JSON already.
  public mutating func raw(_ json: [UInt8]) {
    startValue()
    bytes += json
    needsComma = true
  }

  private mutating func literal(_ text: String) {
    startValue()
    bytes += text.utf8
    needsComma = true
  }

  private mutating func quote(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    var copy = string
    copy.withUTF8 { utf8 in
      var start = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        if !Self.isSpecial[Int(byte)] {
          index += 1
          continue
        }
        let escape: String
        switch byte {
        case UInt8(ascii: "\""): escape = "\\\""
        case UInt8(ascii: "\\"): escape = "\\\\"
        case 0x0A: escape = "\\n"
        case 0x0D: escape = "\\r"
        case 0x09: escape = "\\t"
        case 0xE2:
          guard index + 2 < utf8.count, utf8[index + 1] == 0x80, utf8[index + 2] & 0xFE == 0xA8
          else {
            index += 1
            continue
          }
          escape = Self.unicodeEscape(0x2000 | UInt16(utf8[index + 2] & 0x3F))
        default: escape = Self.unicodeEscape(UInt16(byte))
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        bytes += escape.utf8
        index += byte == 0xE2 ? 3 : 1
        start = index
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Bytes that are escaped, or may begin what is.
  private static let isSpecial: [Bool] = (0..<256).map { byte in
    byte < 0x20 || [0x22, 0x5C, 0x7F, 0xE2].contains(byte)
  }

  private static func unicodeEscape(_ value: UInt16) -> String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension JSONWriter {
  /// A member; nil is written as null, so that every field of the contract is always there.
  public mutating func member(_ name: String, _ string: String?) {
    key(name)
    if let string { value(string) } else { null() }
  }

  public mutating func member(_ name: String, _ integer: Int?) {
    key(name)
    if let integer { value(integer) } else { null() }
  }

  public mutating func member(_ name: String, _ boolean: Bool) {
    key(name)
    value(boolean)
  }

  public mutating func member(_ name: String, number: Double?, digits: Int = 3) {
    key(name)
    if let number { value(number, digits: digits) } else { null() }
  }

  public mutating func member(_ name: String, span: Range<Int>?) {
    key(name)
    if let span { self.span(span) } else { null() }
  }

  public mutating func member(_ name: String, _ strings: [String]) {
    key(name)
    array { writer in
      for string in strings { writer.value(string) }
    }
  }

  public mutating func member<Element>(
    _ name: String, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
  ) {
    key(name)
    array { writer in
      for element in elements { write(element, &writer) }
    }
  }

  public mutating func member(_ name: String, _ members: (inout JSONWriter) -> Void) {
    key(name)
    object(members)
  }
}
