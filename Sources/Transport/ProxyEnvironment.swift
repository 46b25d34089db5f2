import Glibc

/// The proxy that the environment names, by the rules of curl(1), "Environment". Read here and not
/// by libcurl, because the check of private addresses must know whether a proxy is used.
enum ProxyEnvironment {
  /// The proxy for a host; nil: none.
  static func proxy(
    scheme: String, host: String, variable: (String) -> String? = Self.variable
  ) -> String? {
    // HTTP_PROXY is left out: a CGI's environment holds a request's "Proxy" field under that name.
    var names = [scheme + "_proxy"]
    if scheme != "http" { names.append(scheme.uppercased() + "_PROXY") }
    names += ["all_proxy", "ALL_PROXY"]
    var proxy: String?
    for name in names where proxy == nil {
      proxy = variable(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let proxy else { return nil }
    let exceptions = variable("no_proxy") ?? variable("NO_PROXY") ?? ""
    return isExcepted(host, exceptions) ? nil : proxy
  }

  /// Whether a host is named by a list such as ".example.org, 127.0.0.1, *".
  static func isExcepted(_ host: String, _ list: String) -> Bool {
    list.split { $0 == "," || $0 == " " }.contains { entry in
      if entry == "*" { return true }
      let name = (entry.hasPrefix(".") ? entry.dropFirst() : entry).lowercased()
      return !name.isEmpty && (host == name || host.hasSuffix("." + name))
    }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
