import CCurl

/// URLs as libcurl reads them, so that what is checked is what is asked.
enum CurlURL {
  struct Parts: Equatable {
    var scheme: String
    /// Lower case, without the brackets of IPv6.
    var host: String
    var port: Int
    /// Without userinfo and fragment: what is asked, and what may be shown.
    var url: String
    /// Of the userinfo, percent-decoded.
    var user: String?
    var password: String?

    var origin: String { "\(scheme)://\(host):\(port)" }

    /// Whether what belongs to this origin (credentials) may be sent to another URL: to the same
    /// origin, or to the same host once it went from http to https.
    func shares(with other: Parts) -> Bool {
      origin == other.origin
        || (host == other.host && scheme == "http" && port == 80 && other.scheme == "https"
          && other.port == 443)
    }
  }

  /// Reads an absolute http or https URL; nil when it is none.
  static func parts(_ url: String) -> Parts? {
    guard let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    let flags = UInt32(CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME)
    guard curl_url_set(handle, CURLUPART_URL, url, flags) == CURLUE_OK else { return nil }
    return parts(of: handle)
  }

  /// Resolves a `Location` against the URL that sent it (RFC 3986, section 5).
  static func resolve(_ location: [UInt8], base: String) -> Parts? {
    guard let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    let flags = UInt32(CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME)
    guard curl_url_set(handle, CURLUPART_URL, base, flags) == CURLUE_OK else { return nil }
    let bytes = location.map { CChar(bitPattern: $0) } + [0]
    guard curl_url_set(handle, CURLUPART_URL, bytes, flags) == CURLUE_OK else { return nil }
    return parts(of: handle)
  }

  /// The scheme of a URI reference, in lower case; nil where it is relative (RFC 3986, section 4.2).
  /// libcurl takes one without slashes ("mailto:x") for a path.
  static func scheme(of reference: [UInt8]) -> String? {
    guard let colon = reference.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
    let scheme = reference[..<colon]
    func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    let isScheme =
      isLetter(scheme[0])
      && scheme.allSatisfy { isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || "+-.".utf8.contains($0) }
    return isScheme ? String(decoding: scheme, as: UTF8.self).lowercased() : nil
  }

  /// The host as bounds and holds know it.
  static func hostKey(_ parts: Parts) -> String {
    let name = parts.host.contains(":") ? "[\(parts.host)]" : parts.host
    let isUsual = parts.port == (parts.scheme == "https" ? 443 : 80)
    return isUsual ? name : "\(name):\(parts.port)"
  }

  private static func parts(of handle: OpaquePointer) -> Parts? {
    func part(_ what: CURLUPart, _ flags: Int32 = 0) -> String? {
      var text: UnsafeMutablePointer<CChar>?
      guard curl_url_get(handle, what, &text, UInt32(flags)) == CURLUE_OK, let text else {
        return nil
      }
      defer { curl_free(text) }
      return String(cString: text)
    }
    let user = part(CURLUPART_USER, CURLU_URLDECODE)
    let password = part(CURLUPART_PASSWORD, CURLU_URLDECODE)
    // A fragment is no part of a request, and userinfo goes into a field of it.
    for secret in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      _ = curl_url_set(handle, secret, nil, 0)
    }
    guard let scheme = part(CURLUPART_SCHEME)?.lowercased(), let url = part(CURLUPART_URL),
      var host = part(CURLUPART_HOST)?.lowercased(),
      let port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap({ Int($0) })
    else { return nil }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    return Parts(
      scheme: scheme, host: host, port: port, url: url, user: user, password: password)
  }
}

/// URLs as they are asked.
public enum TransferURL {
  /// A reference resolved against a base (RFC 3986, section 5); nil where it is no http or https
  /// URL.
  public static func resolve(_ reference: String, base: String) -> String? {
    guard let parts = CurlURL.resolve(Array(reference.utf8), base: base),
      parts.scheme == "http" || parts.scheme == "https"
    else { return nil }
    return parts.url
  }

  /// A URL without its userinfo, and the userinfo, percent-decoded; nil where it is no URL.
  public static func split(
    _ url: String
  ) -> (url: String, username: String?, password: String?)? {
    CurlURL.parts(url).map { ($0.url, $0.user, $0.password) }
  }

  /// The host of a URL as bounds and holds know it: lower case, with the port where it is not the
  /// scheme's own; nil where it is no URL.
  public static func host(_ url: String) -> String? {
    CurlURL.parts(url).map { CurlURL.hostKey($0) }
  }
}
