/// A JSON value whose members keep their order and whose numbers keep their digits, for changing a
/// finished line. Lines are made fast elsewhere; this is for the rare one that is too long.
indirect enum JSONTree: Equatable {
  case null
  case bool(Bool)
  /// As it was written.
  case number(String)
  case string(String)
  case array([JSONTree])
  case object([Member])

  struct Member: Equatable {
    var key: String
    var value: JSONTree
  }

  /// Reads one value; nil where the bytes are none.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let value = reader.value(depth: 0) else { return nil }
    reader.space()
    guard reader.place == bytes.count else { return nil }
    self = value
  }

  subscript(key: String) -> JSONTree? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.key == key }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      let index = members.firstIndex { $0.key == key }
      if let newValue {
        if let index {
          members[index].value = newValue
        } else {
          members.append(Member(key: key, value: newValue))
        }
      } else if let index {
        members.remove(at: index)
      }
      self = .object(members)
    }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var integer: Int? {
    if case .number(let digits) = self { Int(digits) } else { nil }
  }

  /// The two numbers of a span.
  var span: (Int, Int)? {
    guard case .array(let pair) = self, pair.count == 2, let start = pair[0].integer,
      let end = pair[1].integer
    else { return nil }
    return (start, end)
  }

  // MARK: Writing

  /// Bytes of the value when written.
  var size: Int {
    switch self {
    case .null: 4
    case .bool(let value): value ? 4 : 5
    case .number(let digits): digits.utf8.count
    case .string(let text): 2 + text.unicodeScalars.reduce(0) { $0 + Self.size(of: $1) }
    case .array(let values): 1 + max(1, values.reduce(0) { $0 + $1.size + 1 })
    case .object(let members):
      1
        + max(
          1,
          members.reduce(0) { $0 + JSONTree.string($1.key).size + $1.value.size + 2 })
    }
  }

  static func size(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "\"", "\\", "\n", "\r", "\t": 2
    case "\u{0}"..<" ": 6
    default: UTF8.width(scalar)
    }
  }

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let digits): bytes += digits.utf8
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 10: bytes += "\\n".utf8
      case 13: bytes += "\\r".utf8
      case 9: bytes += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += ("\\u00" + (digits.count < 2 ? "0" : "") + digits).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  // MARK: Reading

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func space() {
      while place < bytes.count, [32, 9, 10, 13].contains(bytes[place]) { place += 1 }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      space()
      guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
      place += 1
      return true
    }

    mutating func value(depth: Int) -> JSONTree? {
      space()
      guard place < bytes.count, depth < 128 else { return nil }
      switch bytes[place] {
      case UInt8(ascii: "{"):
        place += 1
        var members: [Member] = []
        if take("}") { return .object([]) }
        repeat {
          space()
          guard let key = string(), take(":"), let value = value(depth: depth + 1) else {
            return nil
          }
          members.append(Member(key: key, value: value))
        } while take(",")
        return take("}") ? .object(members) : nil
      case UInt8(ascii: "["):
        place += 1
        var values: [JSONTree] = []
        if take("]") { return .array([]) }
        repeat {
          guard let value = value(depth: depth + 1) else { return nil }
          values.append(value)
        } while take(",")
        return take("]") ? .array(values) : nil
      case UInt8(ascii: "\""):
        return string().map { .string($0) }
      default:
        let start = place
        while place < bytes.count,
          !([44, 93, 125, 32, 9, 10, 13] as [UInt8]).contains(bytes[place])
        {
          place += 1
        }
        switch String(decoding: bytes[start..<place], as: UTF8.self) {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        case let digits: return Double(digits) == nil ? nil : .number(digits)
        }
      }
    }

    mutating func string() -> String? {
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
      let start = place + 1
      place = start
      while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard place < bytes.count else { return nil }
      let end = place
      place += 1
      return bytes.withUnsafeBytes { JSONCursor.unescape($0[start..<end]) }
    }
  }
}
