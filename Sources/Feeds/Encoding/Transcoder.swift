internal import Glibc

/// Turns bytes of any encoding into UTF-8. Nothing here fails: what cannot be read becomes U+FFFD.
enum Transcoder {
  /// A single-byte encoding decoded as windows-1252 is (WHATWG Encoding: ISO-8859-1 too).
  static func windows1252(_ bytes: Bytes) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 8)
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] < 0x80 { index += 1 }
      if index > start { output.append(contentsOf: bytes[start..<index]) }
      guard index < bytes.count else { break }
      append1252(bytes[index], to: &output)
      index += 1
    }
    return output
  }

  @inline(__always) static func append1252(_ byte: UInt8, to output: inout [UInt8]) {
    if byte < 0x80 {
      output.append(byte)
    } else if byte < 0xA0 {
      output.append(scalar: Reference.windows1252[Int(byte) - 0x80])
    } else {
      output.append(0xC0 | byte >> 6)
      output.append(0x80 | byte & 0x3F)
    }
  }

  /// UTF-8 with the bytes that are none read as windows-1252, and forbidden characters left out.
  static func repairUTF8(_ bytes: Bytes) -> [UInt8] {
    guard let base = bytes.baseAddress else { return [] }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 16)
    var index = 0
    var copied = 0
    while index < bytes.count {
      let byte = base[index]
      if byte < 0x80 {
        if byte < 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 {
          output.append(contentsOf: bytes[copied..<index])
          // A form feed or vertical tab is white space to whoever typed it.
          if byte == 0x0C || byte == 0x0B { output.append(0x20) }
          copied = index + 1
        }
        index += 1
        continue
      }
      let length = UTF8Scan.sequence(base, index, bytes.count)
      if length == 0 {
        output.append(contentsOf: bytes[copied..<index])
        append1252(byte, to: &output)
        index += 1
        copied = index
      } else if length == 2, byte == 0xC2, base[index + 1] < 0xA0 {
        // A C1 control is a windows-1252 character that was taken for Latin-1.
        output.append(contentsOf: bytes[copied..<index])
        append1252(base[index + 1], to: &output)
        index += 2
        copied = index
      } else if length == 3, byte == 0xEF, base[index + 1] == 0xBF, base[index + 2] >= 0xBE {
        output.append(contentsOf: bytes[copied..<index])
        index += 3
        copied = index
      } else {
        index += length
      }
    }
    output.append(contentsOf: bytes[copied..<bytes.count])
    return output
  }

  static func utf16(_ bytes: Bytes, bigEndian: Bool) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    func unit(_ index: Int) -> UInt32 {
      let first = UInt32(bytes[index])
      let second = UInt32(bytes[index + 1])
      return bigEndian ? first << 8 | second : second << 8 | first
    }
    var index = 0
    while index + 1 < bytes.count {
      let value = unit(index)
      index += 2
      if value & 0xFC00 == 0xD800, index + 1 < bytes.count {
        let low = unit(index)
        if low & 0xFC00 == 0xDC00 {
          output.append(scalar: 0x1_0000 + (value & 0x3FF) << 10 + low & 0x3FF)
          index += 2
          continue
        }
      }
      output.append(scalar: value)
    }
    return output
  }

  static func utf32(_ bytes: Bytes, bigEndian: Bool) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 2)
    var index = 0
    while index + 3 < bytes.count {
      var value: UInt32 = 0
      for k in 0..<4 {
        value |= UInt32(bytes[index + k]) << UInt32(bigEndian ? 24 - 8 * k : 8 * k)
      }
      output.append(scalar: value)
      index += 4
    }
    return output
  }

  /// Decodes through iconv; nil where this system's iconv does not know the encoding.
  /// - Returns: the text, and how many bytes could not be read.
  static func iconv(_ bytes: Bytes, from name: String) -> (text: [UInt8], failures: Int)? {
    let handle = iconv_open("UTF-8", name)
    guard handle != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(handle) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    var failures = 0
    let size = 1 << 16
    let chunk = UnsafeMutablePointer<CChar>.allocate(capacity: size)
    defer { chunk.deallocate() }
    var input = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(bytes.baseAddress))?
      .assumingMemoryBound(to: CChar.self)
    var left = bytes.count
    while left > 0 {
      var target: UnsafeMutablePointer<CChar>? = chunk
      var room = size
      let result = Glibc.iconv(handle, &input, &left, &target, &room)
      let made = size - room
      UnsafeRawPointer(chunk).withMemoryRebound(to: UInt8.self, capacity: made) {
        output.append(contentsOf: Bytes(start: $0, count: made))
      }
      if result != Int(bitPattern: UInt.max) { break }
      if errno == E2BIG { continue }
      // EILSEQ, or EINVAL at the end: one byte is unreadable.
      guard left > 0, let at = input else { break }
      failures += 1
      let byte = UInt8(bitPattern: at.pointee)
      if byte < 0x80 { output.append(byte) } else { output.append(scalar: 0xFFFD) }
      input = at + 1
      left -= 1
    }
    var target: UnsafeMutablePointer<CChar>? = chunk
    var room = size
    _ = Glibc.iconv(handle, nil, nil, &target, &room)
    let made = size - room
    UnsafeRawPointer(chunk).withMemoryRebound(to: UInt8.self, capacity: made) {
      output.append(contentsOf: Bytes(start: $0, count: made))
    }
    return (output, failures)
  }
}
