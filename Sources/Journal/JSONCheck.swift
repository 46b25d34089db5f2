/// Checks that bytes are one JSON object (RFC 8259) in valid UTF-8 (RFC 3629), at the speed of
/// memory and without building anything.
public enum JSONCheck {
  /// Deepest nesting accepted.
  static let maxDepth = 128

  /// The offset of the first byte that is wrong; nil where all is well.
  public static func firstFault(in line: UnsafeRawBufferPointer) -> Int? {
    var scanner = Scanner(bytes: line)
    return scanner.object() ? nil : min(scanner.place, line.count)
  }

  private struct Scanner {
    let bytes: UnsafeRawBufferPointer
    var place = 0

    init(bytes: UnsafeRawBufferPointer) {
      self.bytes = bytes
    }

    var current: UInt8 { place < bytes.count ? bytes[place] : 0 }

    mutating func space() {
      while place < bytes.count,
        bytes[place] == 32 || bytes[place] == 9 || bytes[place] == 13 || bytes[place] == 10
      {
        place += 1
      }
    }

    /// The whole text; a stack of one bit a level keeps the depth off the machine's stack.
    mutating func object() -> Bool {
      var isObject: (UInt64, UInt64) = (0, 0)
      var depth = 0
      func level(_ stack: (UInt64, UInt64), _ depth: Int) -> Bool {
        depth < 64 ? stack.0 >> UInt64(depth) & 1 == 1 : stack.1 >> UInt64(depth - 64) & 1 == 1
      }
      func push(_ stack: inout (UInt64, UInt64), _ depth: Int, _ object: Bool) {
        let bit: UInt64 = object ? 1 : 0
        if depth < 64 {
          stack.0 = stack.0 & ~(1 << UInt64(depth)) | bit << UInt64(depth)
        } else {
          stack.1 = stack.1 & ~(1 << UInt64(depth - 64)) | bit << UInt64(depth - 64)
        }
      }
      guard current == UInt8(ascii: "{") else { return false }
      var expectsValue = true
      while true {
        space()
        if expectsValue {
          switch current {
          case UInt8(ascii: "{"):
            guard depth < maxDepth else { return false }
            push(&isObject, depth, true)
            depth += 1
            place += 1
            space()
            if current == UInt8(ascii: "}") {
              place += 1
              depth -= 1
              expectsValue = false
            } else {
              guard key() else { return false }
            }
          case UInt8(ascii: "["):
            guard depth < maxDepth else { return false }
            push(&isObject, depth, false)
            depth += 1
            place += 1
            space()
            if current == UInt8(ascii: "]") {
              place += 1
              depth -= 1
              expectsValue = false
            }
          case UInt8(ascii: "\""):
            guard string() else { return false }
            expectsValue = false
          default:
            guard scalar() else { return false }
            expectsValue = false
          }
        } else if depth == 0 {
          return place == bytes.count
        } else {
          let inObject = level(isObject, depth - 1)
          switch current {
          case UInt8(ascii: ","):
            place += 1
            if inObject {
              space()
              guard key() else { return false }
            }
            expectsValue = true
          case UInt8(ascii: "}") where inObject, UInt8(ascii: "]") where !inObject:
            place += 1
            depth -= 1
          default:
            return false
          }
        }
      }
    }

    mutating func key() -> Bool {
      guard current == UInt8(ascii: "\""), string() else { return false }
      space()
      guard current == UInt8(ascii: ":") else { return false }
      place += 1
      return true
    }

    mutating func string() -> Bool {
      place += 1
      while place < bytes.count {
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: "\""):
          place += 1
          return true
        case UInt8(ascii: "\\"):
          guard place + 1 < bytes.count else { return false }
          switch bytes[place + 1] {
          case UInt8(ascii: "u"):
            guard place + 6 <= bytes.count, (2..<6).allSatisfy({ isHex(bytes[place + $0]) })
            else { return false }
            place += 6
          case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            place += 2
          default:
            return false
          }
        case 0..<0x20:
          return false
        case 0x20..<0x80:
          place += 1
        default:
          guard sequence(byte) else { return false }
        }
      }
      return false
    }

    /// One sequence of two to four bytes (RFC 3629, section 4).
    mutating func sequence(_ first: UInt8) -> Bool {
      func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
        place + offset < bytes.count && range.contains(bytes[place + offset])
      }
      switch first {
      case 0xC2...0xDF:
        guard continues(1) else { return false }
        place += 2
      case 0xE0...0xEF:
        let second: ClosedRange<UInt8> =
          first == 0xE0 ? 0xA0...0xBF : first == 0xED ? 0x80...0x9F : 0x80...0xBF
        guard continues(1, second), continues(2) else { return false }
        place += 3
      case 0xF0...0xF4:
        let second: ClosedRange<UInt8> =
          first == 0xF0 ? 0x90...0xBF : first == 0xF4 ? 0x80...0x8F : 0x80...0xBF
        guard continues(1, second), continues(2), continues(3) else { return false }
        place += 4
      default:
        return false
      }
      return true
    }

    mutating func scalar() -> Bool {
      for word: StaticString in ["true", "false", "null"] where current == word.utf8Start[0] {
        guard place + word.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<word.utf8CodeUnitCount
        where bytes[place + index] != word.utf8Start[index] { return false }
        place += word.utf8CodeUnitCount
        return true
      }
      if current == UInt8(ascii: "-") { place += 1 }
      let start = place
      guard digits() else { return false }
      if bytes[start] == UInt8(ascii: "0"), place - start > 1 { return false }
      if current == UInt8(ascii: ".") {
        place += 1
        guard digits() else { return false }
      }
      if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
        place += 1
        if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { place += 1 }
        guard digits() else { return false }
      }
      return true
    }

    mutating func digits() -> Bool {
      let start = place
      while place < bytes.count, bytes[place] &- UInt8(ascii: "0") < 10 { place += 1 }
      return place > start
    }

    func isHex(_ byte: UInt8) -> Bool {
      byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }
  }
}
