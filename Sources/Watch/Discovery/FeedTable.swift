/// Writes `[feed.NAME]` tables of a configuration.
public struct FeedTable: Sendable, Equatable {
  public var name: String
  public var url: String
  public var title: String?
  public var tags: [String] = []
  /// Written as a comment.
  public var site: String?

  public init(
    name: String, url: String, title: String? = nil, tags: [String] = [], site: String? = nil
  ) {
    self.name = name
    self.url = url
    self.title = title
    self.tags = tags
    self.site = site
  }

  /// The table in TOML, ended by a newline.
  public var toml: String {
    var text = ""
    if let site, !site.isEmpty { text += "# \(Sanitizer.line(site, limit: 500))\n" }
    text += "[feed.\(Self.key(name))]\nurl = \(Self.string(url))\n"
    if let title { text += "title = \(Self.string(title))\n" }
    if !tags.isEmpty { text += "tags = [\(tags.map(Self.string).joined(separator: ", "))]\n" }
    return text
  }

  /// A name as TOML writes it: a dot in it would make a table of tables.
  private static func key(_ name: String) -> String {
    name.utf8.contains(UInt8(ascii: ".")) ? "\"\(name)\"" : name
  }

  /// A basic string of TOML 1.0.
  static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A name for a feed out of words: lower-case letters, digits and hyphens, not in `taken`.
  static func name(from words: String, taken: inout Set<String>) -> String {
    var name = ""
    for scalar in words.lowercased().unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value) {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, !name.hasSuffix("-") {
        name += "-"
      }
      if name.count >= 40 { break }
    }
    while name.hasSuffix("-") { name.removeLast() }
    if name.isEmpty { name = "feed" }
    var unique = name
    var number = 2
    while !taken.insert(unique).inserted {
      unique = "\(name)-\(number)"
      number += 1
    }
    return unique
  }
}
