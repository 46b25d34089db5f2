/// Turns HTML into plain text in one pass over the bytes.
struct HTMLTextWriter: ~Copyable {
  /// What one line of the text was made of.
  struct Line {
    var start: Int
    var end: Int
    /// Bytes that stood inside of links.
    var linked: Int
  }

  private let input: Bytes
  private var index = 0
  var output: TextBuffer
  var lines: [Line] = []
  private var lineStart = 0
  private var linked = 0
  private var linkStart = -1
  private var pendingSpace = false
  private var pendingBreak = false
  private var pendingCell = false
  private var listDepth = 0
  private var counters: [Int] = []
  private var preformatted = 0
  private var ignoresHidden = false
  /// How many more elements whose end is missing may be looked for: each look costs the rest.
  private var searchesLeft = 16
  private var noMoreCommentEnds = false
  private var noMoreTagEnds = false
  /// Whether everything goes on one line: titles and names.
  private let isLine: Bool

  init(_ input: Bytes, isLine: Bool) {
    self.input = input
    self.isLine = isLine
    output = TextBuffer(capacity: input.count + 16)
  }

  mutating func run() {
    let count = input.count
    while index < count {
      let byte = input[index]
      if byte == ascii("<") {
        tag()
      } else {
        text()
      }
    }
    endLine()
  }

  // MARK: - Text

  private mutating func text() {
    let count = input.count
    guard let base = input.baseAddress else { return }
    while index < count {
      let byte = base[index]
      switch byte {
      case ascii("<"): return
      case 0x20, 0x0A, 0x0D, 0x09, 0x0C:
        if preformatted > 0, !isLine, byte == 0x0A { endLine() } else { pendingSpace = true }
        index += 1
      case ascii("&"): reference()
      case 0..<0x20, 0x7F: index += 1
      case 0x21..<0x7F:
        // A run of what needs no care.
        var end = index + 1
        while end < count, base[end] > 0x20, base[end] < 0x7F, base[end] != ascii("<"),
          base[end] != ascii("&")
        { end += 1 }
        beforeText(byte)
        output.append(base + index, end - index)
        index = end
      default: character()
      }
    }
  }

  /// A character beyond ASCII: most are copied, spaces and controls are normalised.
  private mutating func character() {
    guard let base = input.baseAddress else { return }
    let lead = base[index]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= input.count else {
      index = input.count
      return
    }
    let treated =
      (lead == 0xC2 || lead == 0xD8 || lead == 0xE1 || lead == 0xE2 || lead == 0xE3 || lead == 0xEF)
      && special(lead, base[index + 1], length > 2 ? base[index + 2] : 0)
    if !treated {
      beforeText(lead)
      output.append(base + index, length)
    }
    index += length
  }

  /// Whether a character is white space or nothing to be seen; then it is dealt with.
  private mutating func special(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (lead, second) {
    case (0xC2, 0xA0): pendingSpace = true
    case (0xC2, 0xAD), (0xC2, 0x80..<0xA0): break
    case (0xD8, 0x9C): break
    case (0xE1, 0xA0) where third == 0x8E: break
    case (0xE2, 0x80):
      switch third {
      case 0x80...0x8A, 0xAF: pendingSpace = true
      case 0x8C, 0x8D:
        // Joiners shape words of Persian and Hindi and join emoji; elsewhere they are dirt.
        let next = index + 3 < input.count ? input[index + 3] : 0
        guard next >= 0x80, !pendingSpace, output.count > lineStart,
          output[output.count - 1] >= 0x80
        else { break }
        return false
      case 0x8B, 0x8E, 0x8F, 0xAA...0xAE: break
      case 0xA8, 0xA9: pendingBreak = true
      default: return false
      }
    case (0xE2, 0x81):
      switch third {
      case 0x9F: pendingSpace = true
      case 0xA0...0xAF: break
      default: return false
      }
    case (0xE3, 0x80) where third == 0x80: pendingSpace = true
    case (0xEF, 0xBB) where third == 0xBF: break
    // Interlinear annotations and the object replacement character.
    case (0xEF, 0xBF) where third >= 0xB9 && third <= 0xBC: break
    default: return false
    }
    return true
  }

  private mutating func reference() {
    let at = index
    if let number = Reference.number(input, at: at) {
      index = number.next
      let scalar = Reference.scalar(number.value)
      if scalar != 0 { emit(scalar: scalar) }
      return
    }
    var (end, closed) = Reference.name(input, at: at)
    if closed, let value = EntityTable.shared.value(input[(at + 1)..<end].rebased) {
      index = end + 1
      emit(value)
      return
    }
    // HTML reads some names without their semicolon, the longest that fits.
    let letter = at + 1 < input.count && input[at + 1].isLetter
    if letter {
      end = min(end, at + 7)
      while end > at + 2 {
        if let value = EntityTable.shared.value(
          input[(at + 1)..<end].rebased, legacyOnly: true)
        {
          index = end
          emit(value)
          return
        }
        end -= 1
      }
    }
    beforeText(ascii("&"))
    output.append(ascii("&"))
    index += 1
  }

  private mutating func emit(scalar: UInt32) {
    var bytes: [UInt8] = []
    bytes.append(scalar: scalar)
    emit(bytes)
  }

  private mutating func emit(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    if bytes.count == 1, first.isSpace {
      pendingSpace = true
      return
    }
    if bytes.count == 2 || bytes.count == 3, first >= 0xC2,
      special(first, bytes[1], bytes.count > 2 ? bytes[2] : 0)
    {
      return
    }
    beforeText(first)
    for byte in bytes { output.append(byte) }
  }

  /// Writes what waits before a visible character that begins with `first`.
  @inline(__always) private mutating func beforeText(_ first: UInt8) {
    if pendingSpace || pendingBreak || pendingCell { separate(first) }
  }

  private mutating func separate(_ first: UInt8) {
    if pendingBreak, output.count > lineStart {
      // A lone <br> ends a line where a sentence or a heading does; else it only wraps.
      let last = output[output.count - 1]
      let ends =
        last == ascii(".") || last == ascii("!") || last == ascii("?")
        || last == ascii(":") || last == ascii(";") || last == ascii("\"") || last >= 0x80
      let begins =
        first &- 0x41 < 26 || first.isDigit || first >= 0x80 || first == ascii("-")
        || first == ascii("*") || first == ascii("\"") || first == ascii("(") || first == ascii("#")
      if ends || begins, !isLine { endLine() } else { output.append(0x20) }
    } else if pendingCell, output.count > lineStart {
      output.append(isLine ? 0x20 : 0x09)
    } else if pendingSpace, output.count > lineStart {
      output.append(0x20)
    }
    (pendingSpace, pendingBreak, pendingCell) = (false, false, false)
  }

  private mutating func endLine() {
    (pendingSpace, pendingBreak, pendingCell) = (false, false, false)
    if isLine {
      pendingSpace = true
      return
    }
    var end = output.count
    while end > lineStart, output[end - 1].isSpace { end -= 1 }
    if linkStart >= 0 {
      linked += max(0, end - linkStart)
      linkStart = end
    }
    if end > lineStart {
      lines.append(Line(start: lineStart, end: end, linked: linked))
      output.truncate(to: end)
      output.append(0x0A)
    } else {
      output.truncate(to: lineStart)
    }
    lineStart = output.count
    if linkStart >= 0 { linkStart = lineStart }
    linked = 0
  }

  // MARK: - Tags

  private mutating func tag() {
    let count = input.count
    let start = index
    var at = start + 1
    guard at < count else {
      literal()
      return
    }
    let isEnd = input[at] == ascii("/")
    if isEnd { at += 1 }
    guard at < count, input[at].isLetter else {
      if input.has("<!--", at: start) {
        index = commentEnd(from: start)
      } else if input.has("<![cdata[", at: start) {
        // Left over from a feed that wrapped twice: what is inside is read.
        index = start + 9
      } else if !noMoreTagEnds, let end = HTMLScan.declarationEnd(input, at: start) {
        index = end
      } else {
        literal()
      }
      return
    }
    var hash = ByteMap.seed
    let nameStart = at
    while at < count, input[at] > 0x20, input[at] != ascii(">"), input[at] != ascii("/"),
      input[at] != ascii("<")
    {
      hash = ByteMap.step(hash, input[at])
      at += 1
    }
    let name = input[nameStart..<at].rebased
    let kind = HTMLTag.kind(name, hash: hash)
    guard !noMoreTagEnds, let end = HTMLScan.tagEnd(input, from: at) else {
      noMoreTagEnds = true
      // Cut off in the middle of a tag.
      if kind.contains(.known) { index = count } else { literal() }
      return
    }
    if isLine, !kind.contains(.known), !isEnd, !attributesFollow(at, end) {
      // "List<String>" in a title is text.
      literal()
      return
    }
    index = end
    if isEnd { closed(kind) } else { opened(kind, name, at, end) }
  }

  private mutating func commentEnd(from start: Int) -> Int {
    if !noMoreCommentEnds {
      if let end = input.find("-->", from: start + 4) { return end + 3 }
      noMoreCommentEnds = true
    }
    return input.find(ascii(">"), from: start).map { $0 + 1 } ?? input.count
  }

  private func attributesFollow(_ start: Int, _ end: Int) -> Bool {
    input[start..<end].contains(ascii("="))
  }

  private mutating func literal() {
    beforeText(ascii("<"))
    output.append(ascii("<"))
    index += 1
  }

  private mutating func opened(_ kind: HTMLTag.Kind, _ name: Bytes, _ at: Int, _ end: Int) {
    if kind == .known || kind.isEmpty {
      if end - at > 7 { hide(name, at, end) }
      return
    }
    if kind.contains(.skipped) {
      let isSelfClosed = input[end - 2] == ascii("/") && !kind.contains(.raw)
      if !isSelfClosed { skip(name, isRaw: kind.contains(.raw)) }
      return
    }
    if kind.contains(.lineBreak) {
      if isLine {
        pendingSpace = true
      } else if pendingBreak || preformatted > 0 {
        endLine()
      } else {
        pendingBreak = true
      }
      return
    }
    if kind.contains(.void), !kind.contains(.block) { return }
    if !kind.contains(.void), end - at > 7, hide(name, at, end) { return }
    if kind.contains(.link) {
      if linkStart < 0 { linkStart = output.count }
      return
    }
    if kind.contains(.cell) {
      if output.count > lineStart { pendingCell = true }
      return
    }
    if kind.contains(.quote) {
      beforeText(0xE2)
      output.append("\u{201C}")
      return
    }
    if kind.contains(.block) {
      endLine()
      if isLine { return }
      if kind.contains(.list), counters.count < 64 {
        counters.append(kind.contains(.numbered) ? 0 : -1)
      } else if kind.contains(.item) {
        bullet()
      } else if kind.contains(.preformatted) {
        preformatted += 1
      }
    }
  }

  private mutating func bullet() {
    guard let counter = counters.last else { return }
    // The mark waits in the line; a line of nothing but a mark is dropped with it.
    if counter < 0 {
      output.append("\u{2022}")
    } else {
      counters[counters.count - 1] = counter + 1
      for byte in "\(counter + 1).".utf8 { output.append(byte) }
    }
    pendingSpace = true
  }

  private mutating func closed(_ kind: HTMLTag.Kind) {
    if kind.contains(.link) {
      if linkStart >= 0 { linked += max(0, output.count - linkStart) }
      linkStart = -1
    } else if kind.contains(.block) {
      endLine()
      if kind.contains(.list), !counters.isEmpty { counters.removeLast() }
      if kind.contains(.preformatted), preformatted > 0 { preformatted -= 1 }
    } else if kind.contains(.quote) {
      output.append("\u{201D}")
    } else if kind.contains(.lineBreak) {
      // </br> is read as <br>.
      pendingBreak = true
    }
  }

  /// Skips an element that is not shown; true if it was one.
  @discardableResult
  private mutating func hide(_ name: Bytes, _ at: Int, _ end: Int) -> Bool {
    guard !ignoresHidden, !isLine,
      HiddenElement.isHidden(input[at..<(end - 1)].rebased)
    else { return false }
    let before = index
    if !skip(name, isRaw: false) {
      // Never closed: rather too much text than none. Once is enough, so that this stays linear.
      index = before
      ignoresHidden = true
      return false
    }
    return true
  }

  /// Goes on after the end tag of an element that begins before `index`; false if there is none.
  @discardableResult
  private mutating func skip(_ name: Bytes, isRaw: Bool) -> Bool {
    guard searchesLeft > 0,
      let end = HTMLScan.elementEnd(input, name: name, from: index, isRaw: isRaw)
    else {
      searchesLeft -= 1
      // What no end tag ends is not hidden, but for scripts and styles.
      if isRaw, HTMLTag(name).kind.contains(.unsafe) { index = input.count }
      return false
    }
    index = end
    return true
  }
}

/// Finds ends of tags and elements.
enum HTMLScan {
  /// The index after a declaration, instruction or nameless end tag at `start`; nil where the `<`
  /// is mere text.
  static func declarationEnd(_ input: Bytes, at start: Int) -> Int? {
    guard start + 2 < input.count else { return nil }
    let next = input[start + 1]
    let after = input[start + 2]
    guard
      next == ascii("/") || next == ascii("?")
        || next == ascii("!")
          && (after.isLetter
            || after == ascii("[") || after == ascii("-"))
    else { return nil }
    return input.find(ascii(">"), from: start).map { $0 + 1 }
  }

  /// The index after the `>` of a tag, quotes respected as far as they are sane.
  @inline(__always) static func tagEnd(_ input: Bytes, from start: Int) -> Int? {
    guard let close = input.find(ascii(">"), from: start) else { return nil }
    // Most tags have no `>` in a value: an even number of quotes up to the first one says so.
    var quote: UInt8 = 0
    var index = start
    while index < close {
      let byte = input[index]
      if quote == 0 {
        if byte == ascii("\"") || byte == ascii("'"), index > start,
          input[index - 1] == ascii("=")
            || input[index - 1].isSpace
        {
          quote = byte
        }
      } else if byte == quote {
        quote = 0
      }
      index += 1
    }
    if quote == 0 { return close + 1 }
    // The value goes on beyond: to its quote, if that comes soon and is followed as one would be.
    let bound = min(input.count, close + 4096)
    index = close
    while index < bound, input[index] != quote { index += 1 }
    if index < bound, index + 1 < input.count,
      input[index + 1] == ascii(">") || input[index + 1].isSpace || input[index + 1] == ascii("/")
    {
      var end = index + 1
      while end < min(input.count, index + 4096), input[end] != ascii(">") {
        if input[end] == ascii("<") { return close + 1 }
        end += 1
      }
      if end < input.count, input[end] == ascii(">") { return end + 1 }
    }
    return close + 1
  }

  /// The index after the end tag of an element called `name` that is open at `start`.
  static func elementEnd(_ input: Bytes, name: Bytes, from start: Int, isRaw: Bool) -> Int? {
    var depth = 1
    var index = start
    while let at = input.find(ascii("<"), from: index) {
      var from = at + 1
      let isEnd = from < input.count && input[from] == ascii("/")
      if isEnd { from += 1 }
      if from + name.count <= input.count, same(input, from, name),
        from + name.count == input.count
          || !input[from + name.count].isLetter
            && !input[from + name.count].isDigit && input[from + name.count] != ascii("-")
      {
        let after = input.find(ascii(">"), from: from).map { $0 + 1 }
        if isEnd {
          depth -= 1
          if depth == 0 { return after ?? input.count }
        } else if !isRaw {
          if let after, input[after - 2] == ascii("/") {} else { depth += 1 }
        }
      }
      index = at + 1
    }
    return nil
  }

  private static func same(_ input: Bytes, _ start: Int, _ name: Bytes) -> Bool {
    for k in 0..<name.count where input[start + k].lowered != name[k].lowered { return false }
    return true
  }
}
