/// Checks and masks URLs as text (RFC 3986), without resolving anything.
public enum URLText {
  /// What is wrong with an absolute URL, in words; nil: nothing.
  static func problem(_ url: String, schemes: [String]) -> String? {
    if isPlain(url), schemes.contains("http"), schemes.contains("https") { return nil }
    let shown = Sanitizer.line(masked(url))
    guard let colon = url.firstIndex(of: ":") else {
      return "'\(shown)' is no URL; it starts with \(list(schemes))"
    }
    let scheme = url[..<colon].lowercased()
    guard schemes.contains(scheme) else {
      let hint = Suggestion.nearest(to: scheme, among: schemes).map { "; did you mean '\($0)'?" }
      return "'\(shown)': the scheme '\(scheme)' is none of \(list(schemes))\(hint ?? "")"
    }
    if url.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 }) {
      return "'\(shown)' holds white space; write it as %20"
    }
    let rest = url[url.index(after: colon)...]
    guard rest.hasPrefix("//") else { return "'\(shown)': '//' is missing behind '\(scheme):'" }
    let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    var host =
      authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
      ?? authority
    var port: Substring?
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return "'\(shown)': ']' is missing" }
      let behind = host[host.index(after: end)...]
      if behind.hasPrefix(":") { port = behind.dropFirst() }
      host = host[...end]
    } else if let colon = host.lastIndex(of: ":") {
      port = host[host.index(after: colon)...]
      host = host[..<colon]
    }
    if host.isEmpty { return "'\(shown)': the host is missing" }
    if let port, !port.isEmpty, UInt16(port) == nil {
      return "'\(shown)': '\(port)' is no port; 1 to 65535 is meant"
    }
    if host.contains(where: { "<>\"\\^`{|}".contains($0) }) {
      return "'\(shown)': '\(host)' is no host name"
    }
    return nil
  }

  /// Whether it is an http or https URL of a host name and a path in plain ASCII, as nearly all are.
  private static func isPlain(_ url: String) -> Bool {
    var bytes = url.utf8[...]
    guard bytes.starts(with: "http".utf8) else { return false }
    bytes = bytes.dropFirst(4)
    if bytes.first == UInt8(ascii: "s") { bytes = bytes.dropFirst() }
    guard bytes.starts(with: "://".utf8) else { return false }
    bytes = bytes.dropFirst(3)
    let host = bytes.prefix {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
        || $0 == 0x2E
    }
    let rest = bytes[host.endIndex...]
    return !host.isEmpty && (rest.isEmpty || rest.first == UInt8(ascii: "/"))
      && rest.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  private static func list(_ schemes: [String]) -> String {
    schemes.joined(separator: ", ").replacingLast(", ", with: " or ")
  }

  /// The URL with its userinfo hidden.
  public static func masked(_ url: String) -> String {
    guard url.utf8.contains(UInt8(ascii: "@")), let slashes = url.firstRange(of: "//")
    else { return url }
    let rest = url[slashes.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    var at = authority.lastIndex(of: "@")
    if at == nil, let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]"),
      !authority[authority.index(after: colon)...].allSatisfy(\.isNumber)
    {
      // No port: a password with a character that has to be written as %2F, %3F or %23.
      at = rest.lastIndex(of: "@")
    }
    guard let at else { return url }
    return url[..<slashes.upperBound] + "***" + url[at...]
  }
}

extension String {
  func firstRange(of needle: String) -> Range<String.Index>? {
    guard let first = needle.utf8.first else { return nil }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      if utf8[start...].starts(with: needle.utf8) {
        return start..<utf8.index(start, offsetBy: needle.utf8.count)
      }
      rest = utf8[utf8.index(after: start)...]
    }
    return nil
  }

  fileprivate func replacingLast(_ needle: String, with replacement: String) -> String {
    guard needle.count > 0 else { return self }
    var found: Range<String.Index>?
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(needle) {
        found = index..<self.index(index, offsetBy: needle.count)
      }
      index = self.index(after: index)
    }
    guard let found else { return self }
    return self[..<found.lowerBound] + replacement + self[found.upperBound...]
  }
}
