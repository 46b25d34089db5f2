/// Writes JSON (RFC 8259) as bytes, members in the order they are given.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private let pretty: Bool
  private var depth = 0
  private var isFirst = true

  init(pretty: Bool) { self.pretty = pretty }

  private mutating func separate() {
    if !isFirst { bytes.append(ascii(",")) }
    isFirst = false
    if pretty, depth > 0 {
      bytes.append(0x0A)
      for _ in 0..<depth { bytes.append("  ") }
    }
  }

  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    bytes.append(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if pretty, !isFirst {
      bytes.append(0x0A)
      for _ in 0..<depth { bytes.append("  ") }
    }
    isFirst = false
    bytes.append(close)
  }

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    nest(ascii("{"), ascii("}"), body)
  }

  mutating func object(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    nest(ascii("{"), ascii("}"), body)
  }

  mutating func key(_ key: StaticString) {
    separate()
    bytes.append(ascii("\""))
    bytes.append(key)
    bytes.append(pretty ? "\": " : "\":")
  }

  /// A member; nothing where `value` is nil.
  mutating func member(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    self.key(key)
    string(value)
  }

  mutating func member(_ key: StaticString, number value: String?) {
    guard let value else { return }
    self.key(key)
    bytes.append(contentsOf: value.utf8)
  }

  mutating func member(_ key: StaticString, _ value: Bool) {
    self.key(key)
    bytes.append(value ? "true" : "false")
  }

  /// An array member; nothing where it is empty.
  mutating func array<T>(_ key: StaticString, _ values: [T], _ body: (inout JSONWriter, T) -> Void)
  {
    guard !values.isEmpty else { return }
    self.key(key)
    nest(ascii("["), ascii("]")) { writer in
      for value in values {
        writer.separate()
        body(&writer, value)
      }
    }
  }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func string(_ value: String) {
    bytes.append(ascii("\""))
    value.withBytes { text in
      for byte in text {
        switch byte {
        case ascii("\""): bytes.append("\\\"")
        case ascii("\\"): bytes.append("\\\\")
        case 0x0A: bytes.append("\\n")
        case 0x0D: bytes.append("\\r")
        case 0x09: bytes.append("\\t")
        case 0..<0x20:
          bytes.append("\\u00")
          for digit in [byte >> 4, byte & 15] {
            bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
          }
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(ascii("\""))
  }
}
