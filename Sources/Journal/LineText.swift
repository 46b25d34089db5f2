import Glibc

/// How a line begins and ends.
public enum LineText {
  /// The value of the member `schema`.
  public static let schema = "feedwatch/1"
  static let head = Array("{\"schema\":\"feedwatch/1\",\"seq\":".utf8)

  /// Bytes that a line can have more than its body: head, a `seq` of 19 digits, comma, newline.
  public static let overhead = head.count + 19 + 2

  /// Writes a line: the head and `seq`, spliced before the members of the body.
  static func append(_ body: [UInt8], sequence: Int64, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: head)
    appendDigits(sequence, to: &buffer)
    if body.count > 2 { buffer.append(UInt8(ascii: ",")) }
    buffer.append(contentsOf: body[1...])
    buffer.append(UInt8(ascii: "\n"))
  }

  private static func appendDigits(_ value: Int64, to buffer: inout [UInt8]) {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { room in
      var place = room.count
      var rest = value
      repeat {
        place -= 1
        room[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      buffer.append(contentsOf: room[place...])
    }
  }

  /// Whether bytes can be a body: an object, from brace to brace, without a byte that would end
  /// or break the line.
  static func isBody(_ body: [UInt8]) -> Bool {
    guard body.count >= 2, body[0] == UInt8(ascii: "{"), body[body.count - 1] == UInt8(ascii: "}")
    else { return false }
    return body.withUnsafeBytes { memchr($0.baseAddress!, 10, $0.count) } == nil
  }

  /// The `seq` of a line (without its newline) that starts and ends as this writer's lines do; nil
  /// for anything else. Doesn't look at what stands between (see `JSONCheck`).
  public static func sequence(of line: UnsafeRawBufferPointer) -> Int64? {
    guard line.count > head.count + 1, line[line.count - 1] == UInt8(ascii: "}") else {
      return nil
    }
    let same = head.withUnsafeBytes { memcmp($0.baseAddress!, line.baseAddress!, $0.count) == 0 }
    guard same else { return nil }
    var value: Int64 = 0
    var place = head.count
    while place < line.count {
      let digit = line[place] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      guard place - head.count < 18 else { return nil }
      value = value * 10 + Int64(digit)
      place += 1
    }
    guard place > head.count, line[head.count] != UInt8(ascii: "0") else { return nil }
    guard line[place] == UInt8(ascii: ",") || place == line.count - 1 else { return nil }
    return value
  }

  /// A 32-bit checksum of a line without its newline (FNV-1a over 8 bytes a step, folded).
  public static func checksum(_ line: UnsafeRawBufferPointer) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var place = 0
    while place + 8 <= line.count {
      let word = line.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      hash = (hash ^ word) &* 0x0000_0100_0000_01b3
      hash ^= hash >> 29
      place += 8
    }
    while place < line.count {
      hash = (hash ^ UInt64(line[place])) &* 0x0000_0100_0000_01b3
      place += 1
    }
    hash ^= hash >> 32
    return UInt32(truncatingIfNeeded: hash)
  }
}
