/// Reads a table of nothing but plain lines: `key = "text"`, `key = 5`, `key = true`, `key = ["a"]`,
/// comments. A list of a hundred thousand feeds is made of them, and TOMLKit's documents, one for
/// every table, would be most of the daemon's start. Whatever else TOML knows is left to TOMLKit,
/// every mistake included.
enum PlainTable {
  /// The entries in the order of the lines; nil where a line is not plain.
  ///
  /// - Parameter bytes: the document, valid UTF-8.
  static func entries(
    of section: TOMLSection, in bytes: [UInt8], file: String
  ) -> [ConfigurationEntry]? {
    var reader = Reader(
      bytes: bytes, position: section.body.lowerBound, end: section.body.upperBound)
    var entries: [ConfigurationEntry] = []
    var line = section.bodyLine
    while reader.position < reader.end {
      reader.skipBlanks()
      if let key = reader.key() {
        guard reader.take(UInt8(ascii: "=")), let value = reader.value(),
          !entries.contains(where: { $0.path[0] == key })
        else { return nil }
        entries.append(
          ConfigurationEntry(
            path: [key], value: value, location: SourceLocation(file: file, line: line)))
      }
      guard reader.endLine() else { return nil }
      line += 1
    }
    return entries
  }

  private struct Reader {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    private var next: UInt8? { position < end ? bytes[position] : nil }

    mutating func skipBlanks() {
      while let byte = next, byte == 0x20 || byte == 0x09 { position += 1 }
    }

    /// Takes a byte and the blanks around it.
    mutating func take(_ byte: UInt8) -> Bool {
      skipBlanks()
      guard next == byte else { return false }
      position += 1
      skipBlanks()
      return true
    }

    /// A bare key; nil: none starts here.
    mutating func key() -> String? {
      let start = position
      while let byte = next {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          position += 1
          continue
        default: break
        }
        break
      }
      return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    mutating func value() -> ConfigurationValue? {
      switch next {
      case UInt8(ascii: "\""): return string().map { .string($0) }
      case UInt8(ascii: "["):
        position += 1
        skipBlanks()
        var elements: [ConfigurationValue] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while let element = string() {
          elements.append(.string(element))
          if take(UInt8(ascii: "]")) { return .array(elements) }
          guard take(UInt8(ascii: ",")) else { return nil }
        }
        return nil
      case UInt8(ascii: "t"): return word("true") ? .boolean(true) : nil
      case UInt8(ascii: "f"): return word("false") ? .boolean(false) : nil
      default: return number()
      }
    }

    private mutating func word(_ word: StaticString) -> Bool {
      for offset in 0..<word.utf8CodeUnitCount {
        guard next == word.utf8Start[offset] else { return false }
        position += 1
      }
      return true
    }

    /// Decimal digits; what else may follow them is no plain number, and `endLine` finds it.
    private mutating func number() -> ConfigurationValue? {
      let start = position
      var number = 0
      while let byte = next, byte >= 0x30, byte <= 0x39, position - start < 18 {
        number = number * 10 + Int(byte - 0x30)
        position += 1
      }
      let digits = position - start
      guard digits > 0, digits == 1 || bytes[start] != 0x30 else { return nil }
      return .integer(number)
    }

    /// A basic string without escapes.
    private mutating func string() -> String? {
      guard next == UInt8(ascii: "\"") else { return nil }
      let start = position + 1
      position = start
      while let byte = next {
        if byte == UInt8(ascii: "\"") {
          let text = String(decoding: bytes[start..<position], as: UTF8.self)
          position += 1
          // Three quotes open a string of several lines.
          return text.isEmpty && next == UInt8(ascii: "\"") ? nil : text
        }
        guard byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "\\") else { return nil }
        position += 1
      }
      return nil
    }

    /// Takes blanks, a comment and the end of the line; false where something else stands there.
    mutating func endLine() -> Bool {
      skipBlanks()
      if next == UInt8(ascii: "#") {
        while let byte = next, byte >= 0x20 || byte == 0x09, byte != 0x7F { position += 1 }
      }
      if next == 0x0D { position += 1 }
      guard position < end else { return bytes[end - 1] != 0x0D }
      guard bytes[position] == 0x0A else { return false }
      position += 1
      return true
    }
  }
}
