/// The registrable domain of a host: the public suffix (<https://publicsuffix.org/list/>) and one
/// label before it. The list is the system's (Debian's package `publicsuffix`) where it is
/// installed; else a table in this program, which knows the suffixes of two labels that feeds are
/// likely to be under.
public struct PublicSuffix: Sendable {
  private var rules: Set<String> = []

  /// Where Debian and Fedora keep the list.
  static let paths = [
    "/usr/share/publicsuffix/public_suffix_list.dat",
    "/usr/share/publicsuffix/effective_tld_names.dat",
  ]

  /// Read when it is first asked for.
  private static let shared: PublicSuffix = {
    for path in paths {
      if case .success(let bytes) = SmallFile.read(path, limit: 4_000_000) {
        let list = PublicSuffix(list: String(decoding: bytes, as: UTF8.self))
        if list.rules.count > 1000 { return list }
      }
    }
    return builtIn
  }()

  static let builtIn: PublicSuffix = {
    var list = PublicSuffix()
    for line in PublicSuffixTable.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let top = words.first else { continue }
      for label in words.dropFirst() {
        list.rules.insert(
          label.hasPrefix("!") ? "!\(label.dropFirst()).\(top)" : "\(label).\(top)")
      }
    }
    return list
  }()

  private init() {}

  /// - Parameter list: rules in the list's format, a line each.
  init(list: String) {
    for line in list.split(whereSeparator: \.isNewline) {
      let rule = line.prefix { $0 != " " && $0 != "\t" }
      if !rule.isEmpty, !rule.hasPrefix("//") { rules.insert(rule.lowercased()) }
    }
  }

  /// The registrable domain of a host, in lower case; the host itself where it has none: an address,
  /// a name of one label, a public suffix.
  ///
  /// - Parameter host: with or without a port.
  public static func registrableDomain(_ host: String) -> String {
    shared.registrableDomain(host)
  }

  func registrableDomain(_ host: String) -> String {
    if host.hasPrefix("[") { return host }
    var name = host.prefix { $0 != ":" }.lowercased()[...]
    while name.hasSuffix(".") { name.removeLast() }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, !labels.contains(""),
      labels.last?.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) != true
    else { return String(name) }
    // "The prevailing rule is the one with the most labels, exceptions first"; by default "*".
    var suffix = 1
    for start in labels.indices {
      let rest = labels[start...].joined(separator: ".")
      let count = labels.count - start
      if rules.contains("!" + rest) {
        suffix = count - 1
        break
      }
      let parent = labels[(start + 1)...].joined(separator: ".")
      if rules.contains(rest) || (count > 1 && rules.contains("*." + parent)) {
        suffix = count
        break
      }
    }
    guard suffix < labels.count else { return String(name) }
    return labels.suffix(suffix + 1).joined(separator: ".")
  }
}
