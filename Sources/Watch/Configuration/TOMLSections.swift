/// One `[table]` of a TOML document with the lines its keys stand on.
///
/// TOMLKit tells the position of a syntax error but of nothing else, and stops at the first one.
/// So a document is cut at its table headers and each piece is parsed by itself: every piece can
/// report its own error, and every key its own line.
struct TOMLSection: Equatable, Sendable {
  /// The header's keys (`["feed", "unn"]`); empty for what stands before the first header.
  var path: [String]
  /// The line of the header, counted from 1.
  var line: Int
  /// Where the body stands in the document, in bytes, without the header.
  var body = 0..<0
  /// The line on which the body starts.
  var bodyLine: Int
  /// Whether the header is `[[an array of tables]]`.
  var isArrayElement = false
  /// What is wrong with the header, if anything.
  var problem: String?
}

/// Cuts a TOML document (<https://toml.io/en/v1.0.0>) at its table headers. It follows strings,
/// comments and brackets only as far as that needs; TOMLKit parses the values.
struct TOMLSectionCutter {
  private let bytes: [UInt8]
  private let end: Int
  private var position: Int
  private var line: Int
  /// The section whose header was read and whose end is looked for.
  private var current: TOMLSection?

  /// - Parameter bytes: the document, valid UTF-8.
  init(_ bytes: [UInt8]) {
    self.init(bytes, in: 0..<bytes.count, line: 1)
  }

  private init(_ bytes: [UInt8], in range: Range<Int>, line: Int) {
    self.bytes = bytes
    self.line = line
    position = range.lowerBound
    end = range.upperBound
    current = TOMLSection(path: [], line: line, bodyLine: line)
  }

  /// The next section in the document's order, the one before the first header included.
  mutating func next() -> TOMLSection? {
    guard var section = current else { return nil }
    let start = position
    var bodyEnd = end
    current = nil
    while position < end {
      let lineStart = position
      if skipBlanksToHeader() {
        bodyEnd = lineStart
        current = readHeader()
        break
      }
      skipEntry { _, _ in }
    }
    section.body = start..<bodyEnd
    return section
  }

  /// The line of each key of a section's body, by its path below the table.
  static func keyLines(of section: TOMLSection, in bytes: [UInt8]) -> [[String]: Int] {
    var cutter = TOMLSectionCutter(bytes, in: section.body, line: section.bodyLine)
    var lines: [[String]: Int] = [:]
    while cutter.position < cutter.end {
      cutter.skipBlanks()
      cutter.skipEntry(keeping: true) { key, line in lines[key] = lines[key] ?? line }
    }
    return lines
  }

  private mutating func skipBlanksToHeader() -> Bool {
    skipBlanks()
    return peek() == UInt8(ascii: "[")
  }

  /// Skips a line that is no header, with all the lines of its value.
  private mutating func skipEntry(
    keeping: Bool = false, _ found: ([String], Int) -> Void
  ) {
    switch peek() {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"), nil:
      skipLine()
    default:
      let keyLine = line
      guard let key = readKey(keeping: keeping) else { return skipLine() }
      if keeping { found(key, keyLine) }
      skipBlanks()
      if peek() == UInt8(ascii: "=") {
        advance()
        skipValue()
      } else {
        skipLine()
      }
    }
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < end ? bytes[position + ahead] : nil
  }

  private mutating func advance() {
    if bytes[position] == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { advance() }
  }

  private mutating func skipLine() {
    while let byte = peek() {
      advance()
      if byte == UInt8(ascii: "\n") { return }
    }
  }

  private mutating func readHeader() -> TOMLSection {
    let headerLine = line
    var section = TOMLSection(path: [], line: headerLine, bodyLine: headerLine)
    advance()
    if peek() == UInt8(ascii: "[") {
      advance()
      section.isArrayElement = true
    }
    skipBlanks()
    section.path = readKey() ?? []
    skipBlanks()
    if section.path.isEmpty {
      section.problem = "the table's name cannot be read"
    } else if peek() != UInt8(ascii: "]") {
      section.problem = "the table's name is not followed by ']'"
    } else {
      advance()
      if section.isArrayElement {
        if peek() == UInt8(ascii: "]") { advance() } else { section.problem = "']' is missing" }
      }
      skipBlanks()
      if let next = peek(), !"\r\n#".utf8.contains(next) {
        section.problem = "something stands behind the table's name"
      }
    }
    skipLine()
    section.bodyLine = line
    return section
  }

  /// Reads `a.b."c d"`; nil where no key starts. The parts only with `keeping`.
  private mutating func readKey(keeping: Bool = true) -> [String]? {
    var parts: [String] = []
    while true {
      skipBlanks()
      if let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        advance()
        var part: [UInt8] = []
        while let byte = peek(), byte != quote, byte != UInt8(ascii: "\n") {
          if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let next = peek(1),
            next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\")
          {
            advance()
          }
          if keeping { part.append(bytes[position]) }
          advance()
        }
        guard peek() == quote else { return nil }
        advance()
        if keeping { parts.append(String(decoding: part, as: UTF8.self)) }
      } else {
        let start = position
        while let byte = peek(), Self.isBareKeyByte(byte) { advance() }
        guard position > start else { return nil }
        if keeping { parts.append(String(decoding: bytes[start..<position], as: UTF8.self)) }
      }
      skipBlanks()
      guard peek() == UInt8(ascii: ".") else { return parts }
      advance()
    }
  }

  private static func isBareKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: byte >= 0x80  // not legal in TOML 1.0; TOMLKit says so, we only need to get past it
    }
  }

  /// Skips a value and the rest of its line, brackets and multi-line strings included.
  private mutating func skipValue() {
    var depth = 0
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        advance()
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        advance()
      case UInt8(ascii: "#"):
        while let next = peek(), next != UInt8(ascii: "\n") { advance() }
      case UInt8(ascii: "\n"):
        advance()
        if depth <= 0 { return }
        // An array that is never closed must not swallow the tables behind it.
        if looksLikeHeader() { return }
      default: advance()
      }
    }
  }

  /// Whether a line `[name]` starts here: what no value of an open array looks like.
  private func looksLikeHeader() -> Bool {
    var index = position
    guard index < end, bytes[index] == UInt8(ascii: "[") else { return false }
    index += 1
    while index < end, Self.isBareKeyByte(bytes[index]) || bytes[index] == 0x2E {
      index += 1
    }
    guard index > position + 1, index < end, bytes[index] == UInt8(ascii: "]") else {
      return false
    }
    // `[1]` may be an element of an open array; a table's name has a letter.
    let hasLetter = bytes[position..<index].contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    let next = index + 1 < end ? bytes[index + 1] : 0x0A
    return hasLetter && (next == 0x0A || next == 0x0D || next == 0x20 || next == 0x23)
  }

  private mutating func skipString(_ quote: UInt8) {
    let isBasic = quote == UInt8(ascii: "\"")
    if peek(1) == quote, peek(2) == quote {
      for _ in 0..<3 { advance() }
      while peek() != nil {
        if isBasic, peek() == UInt8(ascii: "\\"), peek(1) != nil {
          advance()
          advance()
        } else if peek() == quote, peek(1) == quote, peek(2) == quote {
          while peek() == quote { advance() }
          return
        } else {
          advance()
        }
      }
      return
    }
    advance()
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      advance()
      if byte == quote { return }
      if isBasic, byte == UInt8(ascii: "\\"), let next = peek(), next != UInt8(ascii: "\n") {
        advance()
      }
    }
  }
}
