/// What the plain text of a page needs to know of an HTML element.
struct HTMLTag {
  struct Kind: OptionSet {
    let rawValue: UInt16
    static let block = Kind(rawValue: 1)
    static let void = Kind(rawValue: 2)
    /// Its content is not shown as text.
    static let skipped = Kind(rawValue: 4)
    /// Its content is no markup: it ends at its own end tag.
    static let raw = Kind(rawValue: 8)
    static let lineBreak = Kind(rawValue: 16)
    static let item = Kind(rawValue: 32)
    static let list = Kind(rawValue: 64)
    static let cell = Kind(rawValue: 128)
    static let row = Kind(rawValue: 256)
    static let link = Kind(rawValue: 512)
    static let preformatted = Kind(rawValue: 1024)
    static let quote = Kind(rawValue: 2048)
    static let known = Kind(rawValue: 4096)
    static let numbered = Kind(rawValue: 8192)
    /// Never shown, and never wanted in a cleaned body either.
    static let unsafe = Kind(rawValue: 16384)
  }

  let kind: Kind
  var isVoid: Bool { kind.contains(.void) }
  var isKnown: Bool { kind.contains(.known) }

  init(_ name: Bytes) { kind = Self.kind(name, hash: ByteMap.hash(name)) }

  @inline(__always) static func kind(_ name: Bytes, hash: UInt32) -> Kind {
    map.find(name, hash: hash).map { Kind(rawValue: $0) } ?? []
  }

  static let map: ByteMap = {
    var map = ByteMap(capacity: 300)
    func add(_ names: String, _ kind: Kind) {
      for name in names.split(separator: " ") {
        map.insert(String(name), kind.union(.known).rawValue)
      }
    }
    add("br", [.void, .lineBreak])
    add("hr", [.void, .block])
    add(
      "area base basefont bgsound col frame img input link meta param source track wbr keygen",
      .void)
    add("embed", [.void, .unsafe])
    add("script style xmp", [.skipped, .raw, .unsafe])
    add("applet", [.skipped, .unsafe])
    add("iframe noembed noframes textarea title", [.skipped, .raw])
    add(
      "noscript template head object svg math select button audio video canvas map nav",
      .skipped)
    add("datalist dialog form rp frameset", .skipped)
    add("li", [.block, .item])
    add("ul dir menu", [.block, .list])
    add("ol", [.block, .list, .numbered])
    add("td th", .cell)
    add("tr", [.block, .row])
    add("a", .link)
    add("pre listing plaintext", [.block, .preformatted])
    add("q", .quote)
    add(
      "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
        + "footer h1 h2 h3 h4 h5 h6 header hgroup html legend main optgroup option p search "
        + "section summary table tbody tfoot thead caption multicol", .block)
    add(
      "abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark marquee "
        + "meter nobr output picture progress rb rt rtc ruby s samp slot small span strike strong "
        + "sub sup time tt u var colgroup command event-source spacer sound switch", [])
    return map
  }()
}

/// Looks whether a text is markup.
enum HTMLSniffer {
  /// Whether the text holds a tag of HTML or a character reference.
  static func isMarkup(_ bytes: Bytes) -> Bool { hasTag(bytes) || hasReference(bytes) }

  static func isMarkup(_ text: String) -> Bool { text.withBytes { isMarkup($0) } }

  static func hasTag(_ bytes: Bytes) -> Bool {
    var index = 0
    var tries = 0
    while let at = bytes.find(ascii("<"), from: index) {
      var start = at + 1
      if start < bytes.count, bytes[start] == ascii("/") { start += 1 }
      if bytes.has("!--", at: start) || bytes.has("![cdata[", at: start) { return true }
      var end = start
      while end < bytes.count, end - start < 16, bytes[end].isLetter || bytes[end].isDigit {
        end += 1
      }
      if end > start, end < bytes.count,
        bytes[end] == ascii(">") || bytes[end].isSpace || bytes[end] == ascii("/"),
        HTMLTag(bytes[start..<end].rebased).isKnown
      {
        // Without a `>` from here on there is no tag at all.
        return bytes.find(ascii(">"), from: end) != nil
      }
      index = at + 1
      tries += 1
      if tries > 1000 { return false }
    }
    return false
  }

  static func hasReference(_ bytes: Bytes) -> Bool {
    var index = 0
    while let at = bytes.find(ascii("&"), from: index) {
      if Reference.number(bytes, at: at) != nil { return true }
      let (end, closed) = Reference.name(bytes, at: at)
      if closed, EntityTable.shared.value(bytes[(at + 1)..<end].rebased) != nil { return true }
      index = at + 1
    }
    return false
  }
}
