/// A JSON document, read with some patience: trailing commas, comments and raw control characters
/// are forgiven, a cut document gives what came before the cut.
enum JSONValue {
  case null
  case bool(Bool)
  /// The number as it was written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text of a string or number, nil for anything else or an empty one.
  var text: String? {
    switch self {
    case .string(let text), .number(let text): text.isEmpty ? nil : text
    default: nil
    }
  }

  var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }
}

struct JSONReader {
  private let bytes: Bytes
  private var index = 0
  private let depth: Int
  /// Whether the document ended before it was complete.
  private(set) var isCut = false
  private(set) var isRepaired = false

  init(_ bytes: Bytes, depth: Int) {
    self.bytes = bytes
    self.depth = depth
  }

  mutating func read() -> JSONValue? { value(0) }

  private mutating func skipSpace() {
    while index < bytes.count {
      if bytes[index] <= 0x20 {
        index += 1
      } else if bytes.has("//", at: index) {
        isRepaired = true
        index = bytes.find(0x0A, from: index) ?? bytes.count
      } else if bytes.has("/*", at: index) {
        isRepaired = true
        index = bytes.find("*/", from: index).map { $0 + 2 } ?? bytes.count
      } else {
        return
      }
    }
  }

  private mutating func value(_ level: Int) -> JSONValue? {
    skipSpace()
    guard index < bytes.count else {
      isCut = true
      return nil
    }
    switch bytes[index] {
    case ascii("{"): return level < depth ? object(level) : nil
    case ascii("["): return level < depth ? array(level) : nil
    case ascii("\""): return string().map { .string($0) }
    case ascii("t") where bytes.has("true", at: index): return word(4, .bool(true))
    case ascii("f") where bytes.has("false", at: index): return word(5, .bool(false))
    case ascii("n") where bytes.has("null", at: index): return word(4, .null)
    case ascii("-"), ascii("0")...ascii("9"):
      let start = index
      while index < bytes.count,
        bytes[index].isDigit || bytes[index].isLetter || bytes[index] == ascii(".")
          || bytes[index] == ascii("-") || bytes[index] == ascii("+")
      { index += 1 }
      return .number(bytes[start..<index].rebased.string)
    default: return nil
    }
  }

  private mutating func word(_ length: Int, _ value: JSONValue) -> JSONValue {
    index += length
    return value
  }

  private mutating func array(_ level: Int) -> JSONValue? {
    index += 1
    var elements: [JSONValue] = []
    while true {
      skipSpace()
      guard index < bytes.count else {
        isCut = true
        return .array(elements)
      }
      if bytes[index] == ascii("]") {
        index += 1
        return .array(elements)
      }
      if bytes[index] == ascii(",") {
        index += 1
        continue
      }
      let wasCut = isCut
      guard let element = value(level + 1) else {
        return isCut ? .array(elements) : nil
      }
      // An element that the end of the file cut is no whole one.
      if isCut, !wasCut { return .array(elements) }
      elements.append(element)
    }
  }

  private mutating func object(_ level: Int) -> JSONValue? {
    index += 1
    var members: [(key: String, value: JSONValue)] = []
    while true {
      skipSpace()
      guard index < bytes.count else {
        isCut = true
        return .object(members)
      }
      if bytes[index] == ascii("}") {
        index += 1
        return .object(members)
      }
      if bytes[index] == ascii(",") {
        index += 1
        continue
      }
      guard bytes[index] == ascii("\""), let key = string() else {
        return isCut ? .object(members) : nil
      }
      skipSpace()
      guard index < bytes.count, bytes[index] == ascii(":") else {
        isCut = index >= bytes.count
        return isCut ? .object(members) : nil
      }
      index += 1
      guard let member = value(level + 1) else { return isCut ? .object(members) : nil }
      members.append((key, member))
      if isCut { return .object(members) }
    }
  }

  private mutating func string() -> String? {
    index += 1
    let start = index
    guard let base = bytes.baseAddress else { return nil }
    while index < bytes.count, base[index] != ascii("\""), base[index] != ascii("\\") { index += 1 }
    if index < bytes.count, base[index] == ascii("\"") {
      index += 1
      return bytes[start..<(index - 1)].rebased.string
    }
    var output = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = base[index]
      index += 1
      if byte == ascii("\"") { return String(decoding: output, as: UTF8.self) }
      guard byte == ascii("\\") else {
        output.append(byte)
        continue
      }
      guard index < bytes.count else { break }
      let escape = base[index]
      index += 1
      switch escape {
      case ascii("n"): output.append(0x0A)
      case ascii("t"): output.append(0x09)
      case ascii("r"): output.append(0x0D)
      case ascii("b"), ascii("f"): output.append(0x20)
      case ascii("u"):
        guard var unit = unit() else { continue }
        if unit & 0xFC00 == 0xD800, index + 1 < bytes.count, base[index] == ascii("\\"),
          base[index + 1] == ascii("u")
        {
          let back = index
          index += 2
          if let low = self.unit(), low & 0xFC00 == 0xDC00 {
            unit = 0x1_0000 + (unit & 0x3FF) << 10 + low & 0x3FF
          } else {
            index = back
          }
        }
        // Controls are no text.
        if unit >= 0x20 || unit == 0x0A || unit == 0x0D || unit == 0x09 {
          output.append(scalar: unit)
        }
      default: output.append(escape)
      }
    }
    isCut = true
    return nil
  }

  private mutating func unit() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for k in 0..<4 {
      guard let digit = bytes[index + k].hexValue else { return nil }
      value = value << 4 | digit
    }
    index += 4
    return value
  }
}
