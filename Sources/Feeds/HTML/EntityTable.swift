/// The named character references of HTML (WHATWG HTML section 13.5), found by their bytes.
struct EntityTable: Sendable {
  static let shared = EntityTable()

  /// Names that HTML also reads without a semicolon.
  static let legacy = """
    AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT
    Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN
    Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde auml brvbar
    ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 frac34
    gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not ntilde oacute
    ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1
    sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml
    """

  private struct Entry {
    var name: [UInt8]
    var value: [UInt8]
    var isLegacy: Bool
  }

  /// The longest name there is, in bytes.
  static let longestName = 31

  private var entries: [Entry] = []
  private var slots: [UInt16]
  private let mask: Int

  private init() {
    mask = 8191
    slots = [UInt16](repeating: 0, count: 8192)
    let legacy = Set(Self.legacy.split(whereSeparator: \.isWhitespace).map(String.init))
    for table in [Self.capitals, Self.smallFirst, Self.smallLast] {
      for word in table.split(whereSeparator: \.isWhitespace) {
        let parts = word.split(separator: "=")
        guard parts.count == 2 else { continue }
        var value: [UInt8] = []
        for code in parts[1].split(separator: "+") {
          value.append(scalar: UInt32(code, radix: 16) ?? 0xFFFD)
        }
        insert(
          Entry(
            name: Array(parts[0].utf8), value: value, isLegacy: legacy.contains(String(parts[0]))))
      }
    }
  }

  private static func hash(_ name: Bytes) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash ^ hash >> 15)
  }

  private mutating func insert(_ entry: Entry) {
    var slot = entry.name.withUnsafeBufferPointer { Self.hash($0) } & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    entries.append(entry)
    slots[slot] = UInt16(entries.count)
  }

  /// The UTF-8 of the reference called `name`; with `legacyOnly`, only of one that may stand
  /// without a semicolon.
  func value(_ name: Bytes, legacyOnly: Bool = false) -> [UInt8]? {
    guard name.count <= Self.longestName else { return nil }
    var slot = Self.hash(name) & mask
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.name.count == name.count, entry.name.elementsEqual(name) {
        return legacyOnly && !entry.isLegacy ? nil : entry.value
      }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
