/// What a look over the bytes found.
struct UTF8Scan {
  var isASCII = true
  /// Whether every sequence is valid UTF-8.
  var isValid = true
  var invalidBytes = 0
  var sequences = 0
  /// Characters that XML 1.0 forbids: C0 controls but tab, LF and CR; U+FFFE and U+FFFF; DEL is
  /// allowed.
  var controls = 0
  var hasC1 = false

  init(_ bytes: Bytes) {
    guard let base = bytes.baseAddress else { return }
    let count = bytes.count
    let raw = UnsafeRawPointer(base)
    var index = 0
    while index < count {
      if index + 8 <= count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // High bits, or bytes under 0x20: both need a closer look.
        let high = word & 0x8080_8080_8080_8080
        let low = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
        if high | low == 0 {
          index += 8
          continue
        }
      }
      let stop = min(index + 8, count)
      while index < stop {
        let byte = base[index]
        if byte < 0x80 {
          if byte < 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { controls += 1 }
          index += 1
          continue
        }
        isASCII = false
        let length = Self.sequence(base, index, count)
        if length == 0 {
          isValid = false
          invalidBytes += 1
          index += 1
        } else {
          sequences += 1
          if length == 2, byte == 0xC2, base[index + 1] < 0xA0 { hasC1 = true }
          if length == 3, byte == 0xEF, base[index + 1] == 0xBF, base[index + 2] >= 0xBE {
            controls += 1
          }
          index += length
        }
      }
    }
  }

  /// The length of the valid sequence at `index` (RFC 3629), 0 where there is none.
  @inline(__always)
  static func sequence(_ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int) -> Int {
    let lead = base[index]
    if lead < 0x80 { return 1 }
    if lead < 0xC2 || lead > 0xF4 || index + 1 >= count { return 0 }
    let second = base[index + 1]
    if second & 0xC0 != 0x80 { return 0 }
    if lead < 0xE0 { return 2 }
    if index + 2 >= count || base[index + 2] & 0xC0 != 0x80 { return 0 }
    if lead < 0xF0 {
      if lead == 0xE0, second < 0xA0 { return 0 }
      if lead == 0xED, second >= 0xA0 { return 0 }
      return 3
    }
    if index + 3 >= count || base[index + 3] & 0xC0 != 0x80 { return 0 }
    if lead == 0xF0, second < 0x90 { return 0 }
    if lead == 0xF4, second >= 0x90 { return 0 }
    return 4
  }
}
