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

  /// The longest name there is, in bytes.
  static let longestName = 31

  // Names and values one after the other, so that the table is a few flat arrays.
  private var pool: [UInt8] = []
  /// Where each name and then its value ends in `pool`.
  private var ends: [UInt16] = [0]
  private var isLegacy: [Bool] = []
  private var slots: [UInt16]
  private let mask: Int

  private init() {
    mask = 8191
    slots = [UInt16](repeating: 0, count: 8192)
    pool.reserveCapacity(24_000)
    let legacy = Set(Self.legacy.split(whereSeparator: \.isWhitespace))
    for table in [Self.capitals, Self.smallFirst, Self.smallLast] {
      for word in table.split(whereSeparator: \.isWhitespace) {
        let parts = word.split(separator: "=")
        guard parts.count == 2 else { continue }
        insert(parts[0], parts[1], isLegacy: legacy.contains(parts[0]))
      }
    }
  }

  private static func hash(_ name: Bytes) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash ^ hash >> 15)
  }

  private mutating func insert(_ name: Substring, _ codes: Substring, isLegacy legacy: Bool) {
    var slot = Array(name.utf8).withUnsafeBufferPointer { Self.hash($0) } & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    pool.append(contentsOf: name.utf8)
    ends.append(UInt16(pool.count))
    for code in codes.split(separator: "+") {
      pool.append(scalar: UInt32(code, radix: 16) ?? 0xFFFD)
    }
    ends.append(UInt16(pool.count))
    isLegacy.append(legacy)
    slots[slot] = UInt16(isLegacy.count)
  }

  /// The UTF-8 of the reference called `name`; with `legacyOnly`, only of one that may stand
  /// without a semicolon.
  func value(_ name: Bytes, legacyOnly: Bool = false) -> [UInt8]? {
    guard name.count <= Self.longestName else { return nil }
    var slot = Self.hash(name) & mask
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) - 1
      let start = Int(ends[entry * 2])
      let end = Int(ends[entry * 2 + 1])
      if end - start == name.count, pool[start..<end].elementsEqual(name) {
        if legacyOnly, !isLegacy[entry] { return nil }
        return Array(pool[end..<Int(ends[entry * 2 + 2])])
      }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
