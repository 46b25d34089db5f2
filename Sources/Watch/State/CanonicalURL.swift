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

  private static let names = Set(tracking.filter { !$0.hasSuffix("*") })
  private static let prefixes = tracking.filter { $0.hasSuffix("*") }.map { $0.dropLast() }

  static func isTracking(_ parameter: Substring) -> Bool {
    let name = parameter.prefix { $0 != "=" }.lowercased()
    return names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }

  /// The address without scheme, `www.`, `m.` and `amp.`, default port, tracking parameters,
  /// fragment (unless it names a part of the page) and last slash, its parameters sorted; nil for
  /// text that is no http(s) address. Case is kept where servers keep it: in path and query.
  static func of(_ text: String) -> String? {
    let trimmed = trim(text)
    guard let separator = trimmed.range(of: "://") else { return nil }
    let scheme = trimmed[..<separator.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    var rest = trimmed[separator.upperBound...]

    var fragment = Substring()
    if let hash = rest.firstIndex(of: "#") {
      fragment = rest[rest.index(after: hash)...]
      rest = rest[..<hash]
    }
    var query = Substring()
    if let mark = rest.firstIndex(of: "?") {
      query = rest[rest.index(after: mark)...]
      rest = rest[..<mark]
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var host = rest[..<slash].lowercased()[...]
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    for port in [":80", ":443"] where host.hasSuffix(port) { host = host.dropLast(port.count) }
    for label in ["www.", "m.", "amp.", "mobile."]
    where host.hasPrefix(label) && host.dropFirst(label.count).contains(".") {
      host = host.dropFirst(label.count)
    }
    guard !host.isEmpty else { return nil }

    var path = rest[slash...]
    if let semicolon = path.firstIndex(of: ";"),
      isTracking(path[path.index(after: semicolon)...])
    {
      path = path[..<semicolon]
    }
    if path.hasSuffix("/amp/") || path.hasSuffix("/amp") {
      path = path.dropLast(path.hasSuffix("/") ? 4 : 3)
    }
    while path.hasSuffix("/") { path = path.dropLast() }

    let kept = query.split { $0 == "&" || $0 == ";" }.filter { !isTracking($0) }.sorted()
    var result = host + path
    if !kept.isEmpty { result += "?" + kept.joined(separator: "&") }
    if namesPart(fragment) { result += "#" + fragment }
    return String(result)
  }

  /// A fragment such as `v1.2` names a part of a page; a number or `xtor=RSS-1` doesn't.
  private static func namesPart(_ fragment: Substring) -> Bool {
    !fragment.isEmpty && !fragment.allSatisfy(\.isNumber) && !isTracking(fragment)
      && !fragment.contains("=") && fragment != "comments" && fragment != "respond"
  }

  private static func trim(_ text: String) -> Substring {
    var text = text[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text
  }
}

extension StringProtocol {
  /// Foundation's `range(of:)`, for short needles.
  func range(of needle: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) {
        return start..<index(start, offsetBy: needle.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
