/// A JSON value (RFC 8259), read strictly.
public enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// Members in the order they stand; a name given twice is an error.
  case object([(name: String, value: JSONValue)])

  /// What is wrong with a text that is no JSON, and at which byte.
  public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    public var offset: Int
    public var message: String

    public var description: String { "byte \(offset): \(message)" }
  }

  /// Reads one value and nothing behind it.
  ///
  /// - Parameter bytes: UTF-8; at most 64 levels deep.
  public init(parsing bytes: some Collection<UInt8>) throws(Fault) {
    var reader = JSONReader(Array(bytes))
    self = try reader.document()
  }

  /// The member of that name, of an object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      // The order of members means nothing.
      left.count == right.count
        && left.allSatisfy { member in
          right.contains { $0.name == member.name && $0.value == member.value }
        }
    default: false
    }
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var number: Double? {
    if case .number(let value) = self { value } else { nil }
  }

  public var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }
}

/// A recursive-descent reader over bytes.
private struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() throws(JSONValue.Fault) -> JSONValue {
    let value = try value()
    skipSpace()
    guard index == bytes.count else { throw fault("something stands behind the value") }
    return value
  }

  private func fault(_ message: String) -> JSONValue.Fault {
    JSONValue.Fault(offset: index, message: message)
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  private mutating func value() throws(JSONValue.Fault) -> JSONValue {
    skipSpace()
    guard let byte = current else { throw fault("the text ends where a value is expected") }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(
    _ text: StaticString, _ value: JSONValue
  ) throws(JSONValue.Fault) -> JSONValue {
    let word = text.withUTF8Buffer { Array($0) }
    guard bytes[index...].starts(with: word) else { throw fault("this is no value") }
    index += word.count
    return value
  }

  private mutating func enter() throws(JSONValue.Fault) {
    depth += 1
    if depth > 64 { throw fault("it is nested deeper than 64 levels") }
    index += 1
    skipSpace()
  }

  private mutating func object() throws(JSONValue.Fault) -> JSONValue {
    try enter()
    var members: [(name: String, value: JSONValue)] = []
    var names: Set<String> = []
    if current == UInt8(ascii: "}") {
      index += 1
      depth -= 1
      return .object(members)
    }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw fault("a member's name is expected") }
      let name = try string()
      guard names.insert(name).inserted else { throw fault("'\(name)' is given twice") }
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw fault("':' is expected") }
      index += 1
      members.append((name, try value()))
      skipSpace()
      switch current {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "}"):
        index += 1
        depth -= 1
        return .object(members)
      default: throw fault("',' or '}' is expected")
      }
    }
  }

  private mutating func array() throws(JSONValue.Fault) -> JSONValue {
    try enter()
    var elements: [JSONValue] = []
    if current == UInt8(ascii: "]") {
      index += 1
      depth -= 1
      return .array(elements)
    }
    while true {
      elements.append(try value())
      skipSpace()
      switch current {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "]"):
        index += 1
        depth -= 1
        return .array(elements)
      default: throw fault("',' or ']' is expected")
      }
    }
  }

  private mutating func number() throws(JSONValue.Fault) -> JSONValue {
    let start = index
    if current == UInt8(ascii: "-") { index += 1 }
    let first = index
    digits()
    guard index > first, bytes[first] != UInt8(ascii: "0") || index == first + 1 else {
      index = start
      throw fault("this is no value")
    }
    if current == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      digits()
      guard index > fraction else { throw fault("a digit is expected") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      index += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
      let exponent = index
      digits()
      guard index > exponent else { throw fault("a digit is expected") }
    }
    guard let value = Double(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      throw fault("this is no number")
    }
    return .number(value)
  }

  private mutating func digits() {
    while let byte = current, byte >= 0x30, byte <= 0x39 { index += 1 }
  }

  private mutating func string() throws(JSONValue.Fault) -> String {
    index += 1
    // Most strings have no escapes: taken as they stand.
    let start = index
    while let byte = current, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      index += 1
    }
    var text = Array(bytes[start..<index])
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw fault("the string is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        index += 1
        text += try escape()
      case 0..<0x20: throw fault("a control character stands in a string")
      default:
        text.append(byte)
        index += 1
      }
    }
    throw fault("the text ends inside a string")
  }

  private mutating func escape() throws(JSONValue.Fault) -> [UInt8] {
    guard let byte = current else { throw fault("the text ends inside a string") }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      if unit & 0xFC00 == 0xD800 {
        guard bytes[index...].starts(with: "\\u".utf8) else {
          throw fault("half of a surrogate pair")
        }
        index += 2
        let low = try hexadecimal()
        guard low & 0xFC00 == 0xDC00 else { throw fault("half of a surrogate pair") }
        unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
      }
      guard let scalar = Unicode.Scalar(unit) else { throw fault("half of a surrogate pair") }
      return Array(String(scalar).utf8)
    default: throw fault("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(JSONValue.Fault) -> UInt32 {
    guard index + 4 <= bytes.count,
      bytes[index..<index + 4].allSatisfy({
        ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66)
      }),
      let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits are expected") }
    index += 4
    return value
  }
}
