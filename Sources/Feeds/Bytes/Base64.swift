/// Base64 of RFC 4648, white space and missing padding allowed.
enum Base64 {
  static func decode(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case ascii("+"), ascii("-"): value = 62
      case ascii("/"), ascii("_"): value = 63
      case ascii("="): continue
      default:
        if byte.isSpace { continue }
        return nil
      }
      bits = bits << 6 | value
      count += 1
      if count == 4 {
        output.append(UInt8(bits >> 16 & 0xFF))
        output.append(UInt8(bits >> 8 & 0xFF))
        output.append(UInt8(bits & 0xFF))
        (bits, count) = (0, 0)
      }
    }
    switch count {
    case 2: output.append(UInt8(bits >> 4 & 0xFF))
    case 3:
      output.append(UInt8(bits >> 10 & 0xFF))
      output.append(UInt8(bits >> 2 & 0xFF))
    case 1: return nil
    default: break
    }
    return output
  }
}
