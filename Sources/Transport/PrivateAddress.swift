import CCurl
import Glibc

/// Tells addresses that are no place of the public internet, so that a feed cannot make the daemon
/// ask servers that only this machine can reach. The blocks are those of the IANA special-purpose
/// registries (RFC 6890 and its updates); the clouds' metadata services lie in them.
enum PrivateAddress {
  /// The reason a socket address is refused, or nil.
  static func reason(_ address: UnsafePointer<sockaddr>, length: Int) -> String? {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
      let value = raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr
      return reason(ipv4: UInt32(bigEndian: value))
    case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
      let value = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
      return withUnsafeBytes(of: value) { reason(ipv6: Array($0)) }
    default:
      return "of an unknown family"
    }
  }

  /// The same for an address in text, brackets of IPv6 left out.
  static func reason(text: String) -> String? {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return reason(ipv4: UInt32(bigEndian: four.s_addr)) }
    var six = in6_addr()
    let bare = text.split(separator: "%").first.map(String.init) ?? text
    if inet_pton(AF_INET6, bare, &six) == 1 {
      return withUnsafeBytes(of: six) { reason(ipv6: Array($0)) }
    }
    return nil
  }

  private static let blocks: [(UInt32, UInt32, String)] = [
    (0x0000_0000, 8, "unspecified"), (0x0A00_0000, 8, "private"), (0x6440_0000, 10, "private"),
    (0x7F00_0000, 8, "loopback"), (0xA9FE_0000, 16, "link-local"), (0xAC10_0000, 12, "private"),
    (0xC000_0000, 24, "reserved"), (0xC000_0200, 24, "reserved"), (0xC0A8_0000, 16, "private"),
    (0xC612_0000, 15, "reserved"), (0xC633_6400, 24, "reserved"), (0xCB00_7100, 24, "reserved"),
    (0xE000_0000, 4, "multicast"), (0xF000_0000, 4, "reserved"),
  ]

  static func reason(ipv4 address: UInt32) -> String? {
    blocks.first { base, bits, _ in address >> (32 - bits) == base >> (32 - bits) }?.2
  }

  static func reason(ipv6 bytes: [UInt8]) -> String? {
    func four(_ offset: Int) -> UInt32 {
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    if bytes[0..<10].allSatisfy({ $0 == 0 }) {
      if bytes[10] == 0xFF, bytes[11] == 0xFF { return reason(ipv4: four(12)) }  // ::ffff:0:0/96
      if bytes[10] == 0, bytes[11] == 0 {
        if four(12) == 0 { return "unspecified" }
        return four(12) == 1 ? "loopback" : reason(ipv4: four(12)) ?? "reserved"
      }
    }
    switch (bytes[0], bytes[1]) {
    case (0x00, 0x64) where bytes[2] == 0xFF && bytes[3] == 0x9B:  // NAT64, RFC 6052
      return bytes[4..<12].allSatisfy { $0 == 0 } ? reason(ipv4: four(12)) : "private"
    case (0x20, 0x02): return reason(ipv4: four(2))  // 6to4, RFC 3056
    case (0x20, 0x01) where bytes[2] == 0x0D && bytes[3] == 0xB8: return "reserved"
    case (0x20, 0x01) where bytes[2] == 0 && bytes[3] == 0: return "reserved"  // Teredo
    case (0x01, 0x00) where bytes[2..<8].allSatisfy({ $0 == 0 }): return "reserved"
    case (0xFC...0xFD, _): return "private"
    case (0xFE, 0x80...0xBF): return "link-local"
    case (0xFE, 0xC0...0xFF): return "private"
    case (0xFF, _): return "multicast"
    default: return nil
    }
  }
}
