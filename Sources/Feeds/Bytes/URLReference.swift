/// References resolved against a base (RFC 3986 section 5, and as browsers do: section by section
/// on bytes, IRIs left as they are).
enum URLReference {
  private struct Parts {
    var scheme: Substring?
    var authority: Substring?
    var path: Substring
    var query: Substring?
    var fragment: Substring?

    init(_ text: Substring) {
      var rest = text
      if let hash = rest.firstIndex(of: "#") {
        fragment = rest[rest.index(after: hash)...]
        rest = rest[..<hash]
      }
      if let mark = rest.firstIndex(of: "?") {
        query = rest[rest.index(after: mark)...]
        rest = rest[..<mark]
      }
      if let colon = URLReference.schemeEnd(rest) {
        scheme = rest[..<colon]
        rest = rest[rest.utf8.index(after: colon)...]
      }
      if rest.hasPrefix("//") {
        let from = rest.index(rest.startIndex, offsetBy: 2)
        let end = rest[from...].firstIndex(of: "/") ?? rest.endIndex
        authority = rest[from..<end]
        rest = rest[end...]
      }
      path = rest
    }
  }

  private static func schemeEnd(_ text: Substring) -> String.Index? {
    let utf8 = text.utf8
    guard let first = utf8.first, first.isLetter else { return nil }
    var index = utf8.startIndex
    while index < utf8.endIndex {
      let byte = utf8[index]
      if byte == ascii(":") { return index }
      guard
        byte.isLetter || byte.isDigit || byte == ascii("+") || byte == ascii("-")
          || byte == ascii(".")
      else { return nil }
      index = utf8.index(after: index)
    }
    return nil
  }

  static func isAbsolute(_ text: String) -> Bool { schemeEnd(text[...]) != nil }

  /// The absolute form of `reference`; as it is where there is no base; nil for an empty one
  /// without a base.
  static func resolve(_ reference: String, base: String?) -> String? {
    // What nearly every feed has needs no look at its parts.
    let isHTTP = reference.withBytes {
      ($0.has("http://", at: 0) || $0.has("https://", at: 0)) && $0.allSatisfy { $0 > 0x20 }
    }
    if isHTTP { return reference }
    // White space at the ends and line breaks inside are none of the address (WHATWG URL 4.4).
    let bytes = Array(reference.trimmed.utf8).filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let base, !base.isEmpty else { return text.isEmpty ? nil : text }
    let r = Parts(text[...])
    let b = Parts(base[...])
    if let scheme = r.scheme {
      // "http:page.html": a scheme alone is no authority (RFC 3986 section 5.2.2, not strict).
      let isSame = scheme.lowercased() == b.scheme?.lowercased()
      if !(isSame && r.authority == nil && !r.path.hasPrefix("/") && b.authority != nil) {
        return text
      }
    }
    guard let scheme = b.scheme else { return text }
    var authority = b.authority
    var path = b.path
    var query = b.query
    if let own = r.authority {
      (authority, path, query) = (own, r.path, r.query)
    } else if r.path.isEmpty {
      if r.query != nil { query = r.query }
    } else {
      query = r.query
      if r.path.hasPrefix("/") {
        path = r.path
      } else {
        let folder = b.path.lastIndex(of: "/").map { b.path[...$0] } ?? ""
        path = (b.authority != nil && b.path.isEmpty ? "/" : folder) + r.path
      }
    }
    var result = String(scheme) + ":"
    if let authority { result += "//" + authority }
    let clean = withoutDots(path)
    result += authority != nil && !clean.isEmpty && !clean.hasPrefix("/") ? "/" + clean : clean
    if let query { result += "?" + query }
    if let fragment = r.fragment { result += "#" + fragment }
    return result
  }

  /// RFC 3986 section 5.2.4.
  private static func withoutDots(_ path: Substring) -> String {
    guard path.contains(".") else { return String(path) }
    var output: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      switch part {
      case ".": if isLast { output.append("") }
      case "..":
        if output.count > 1 || output.count == 1 && output[0] != "" { output.removeLast() }
        if isLast { output.append("") }
      default: output.append(part)
      }
    }
    return output.joined(separator: "/")
  }
}
