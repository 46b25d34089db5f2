/// Writes the many spellings of one page's address as one, for comparing only.
enum CanonicalURL {
  /// Query parameters that say where a reader came from, not what is to be shown; `*` ends a prefix.
  static let tracking = [
    "utm_*", "fbclid", "gclid", "gclsrc", "dclid", "msclkid", "yclid", "twclid", "ttclid",
    "igshid", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "vero_id",
    "oly_anon_id", "oly_enc_id", "wickedid", "wt_mc", "wt.mc_id", "xtor", "ns_*", "at_*", "cmp",
    "cmpid", "cid", "ncid", "icid", "intcmp", "ito", "ftag", "smid", "partner", "source",
    "src", "ref", "ref_src", "referrer", "rss", "rssid", "feed", "from", "via", "traffic_source",
    "campaign", "ocid", "taid", "spm", "share", "s_kwcid", "sessionid", "session_id", "sid",
    "phpsessid", "jsessionid", "pk_*", "mtm_*", "piwik_*", "matomo_*", "trk", "trkcampaign",
    "__twitter_impression", "outputtype", "amp",
  ]

  private static let names = Set(tracking.filter { !$0.hasSuffix("*") }.map { Array($0.utf8) })
  private static let prefixes = tracking.filter { $0.hasSuffix("*") }.map {
    Array($0.utf8.dropLast())
  }

  private typealias Bytes = ArraySlice<UInt8>

  private static func isTracking(_ parameter: Bytes) -> Bool {
    let name = lowercased(parameter.prefix { $0 != UInt8(ascii: "=") })
    return names.contains(name) || prefixes.contains { name.starts(with: $0) }
  }

  /// The address without scheme, `www.`, `m.` and `amp.`, default port, tracking parameters,
  /// fragment (unless it names a part of the page) and last slash, its parameters sorted; nil for
  /// text that is no http(s) address. Case is kept where servers keep it: in path and query.
  static func of(_ text: String) -> String? {
    guard var rest = withoutScheme(trim(Array(text.utf8)[...])) else { return nil }
    var fragment = Bytes()
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = rest[(hash + 1)...]
      rest = rest[..<hash]
    }
    var query = Bytes()
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = rest[(mark + 1)...]
      rest = rest[..<mark]
    }
    let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
    let host = host(rest[..<slash])
    guard !host.isEmpty else { return nil }
    var result = host + path(rest[slash...])
    let kept = query.split { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
      .filter { !isTracking($0) }.sorted { $0.lexicographicallyPrecedes($1) }
    if !kept.isEmpty {
      result.append(UInt8(ascii: "?"))
      result += kept.joined(separator: [UInt8(ascii: "&")])
    }
    if namesPart(fragment) {
      result.append(UInt8(ascii: "#"))
      result += fragment
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What follows `http://` or `https://`; nil where neither begins the text.
  private static func withoutScheme(_ text: Bytes) -> Bytes? {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")),
      text[colon...].starts(with: "://".utf8)
    else { return nil }
    let scheme = lowercased(text[..<colon])
    guard scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8) else {
      return nil
    }
    return text[(colon + 3)...]
  }

  private static func host(_ authority: Bytes) -> Bytes {
    var host = lowercased(authority)[...]
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
    for port in [":80", ":443"] where host.count > port.utf8.count {
      if host.suffix(port.utf8.count).elementsEqual(port.utf8) {
        host = host.dropLast(port.utf8.count)
      }
    }
    for label in ["www.", "m.", "amp.", "mobile."] where host.starts(with: label.utf8) {
      let shorter = host.dropFirst(label.utf8.count)
      if shorter.contains(UInt8(ascii: ".")) { host = shorter }
    }
    return host
  }

  private static func path(_ path: Bytes) -> Bytes {
    var path = path
    if let semicolon = path.firstIndex(of: UInt8(ascii: ";")), isTracking(path[(semicolon + 1)...])
    {
      path = path[..<semicolon]
    }
    for ending in ["/amp/", "/amp"] where path.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    {
      path = path.dropLast(ending.utf8.count - 1)
      break
    }
    while path.last == UInt8(ascii: "/") { path = path.dropLast() }
    return path
  }

  /// A fragment such as `v1.2` names a part of a page; a number or `xtor=RSS-1` doesn't.
  private static func namesPart(_ fragment: Bytes) -> Bool {
    !fragment.isEmpty && !fragment.allSatisfy { $0 &- 48 < 10 } && !isTracking(fragment)
      && !fragment.contains(UInt8(ascii: "=")) && !fragment.elementsEqual("comments".utf8)
      && !fragment.elementsEqual("respond".utf8)
  }

  private static func trim(_ text: Bytes) -> Bytes {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    var text = text.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text = text.dropLast() }
    return text
  }

  private static func lowercased(_ text: Bytes) -> [UInt8] {
    if text.contains(where: { $0 >= 0x80 }) {
      return Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
    }
    return text.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
  }
}
