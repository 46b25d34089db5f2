/// What the scanner had to put right.
enum XMLRepair: UInt8, CaseIterable {
  case bareLess, bareAmpersand, unquotedAttribute, unclosedTag, unclosedComment, unclosedCDATA
  case undeclaredEntity, tooManyAttributes

  var words: String {
    switch self {
    case .bareLess: "a < that opens no tag was read as text"
    case .bareAmpersand: "an & that begins no reference was read as text"
    case .unquotedAttribute: "attribute values without proper quotes were read"
    case .unclosedTag: "a tag without its > was read"
    case .unclosedComment: "a comment without its end was skipped"
    case .unclosedCDATA: "a CDATA section without its end was read to the end of the file"
    case .undeclaredEntity: "HTML entities that XML does not know were read"
    case .tooManyAttributes: "attributes beyond the bound were left out"
    }
  }
}

/// One attribute as ranges of the source; the value still holds its references.
struct XMLAttribute {
  var nameStart: Int
  var nameEnd: Int
  var valueStart: Int
  var valueEnd: Int
}

/// What listens to an `XMLScanner`. Ranges are offsets into the scanned bytes.
protocol XMLSink {
  mutating func open(
    nameStart: Int, nameEnd: Int, tagEnd: Int, attributes: [XMLAttribute], isEmpty: Bool
  ) throws(FeedError)
  mutating func close(nameStart: Int, nameEnd: Int, tagStart: Int)
  /// Text; `literal` says that its references are none (CDATA).
  mutating func text(start: Int, end: Int, literal: Bool)
  mutating func doctype(start: Int, end: Int)
  mutating func repaired(_ repair: XMLRepair)
}

/// A scanner for XML as it is found: it never stops before the end, and reads each byte a bounded
/// number of times. Well-formed XML 1.0 is read as the recommendation says; nothing external is
/// ever loaded, as it knows no way to.
struct XMLScanner<Sink: XMLSink> {
  var sink: Sink
  let bytes: Bytes
  private let maximalAttributes: Int
  private var attributes: [XMLAttribute] = []
  // Set once a search for one of these ends found nothing, so that none is searched twice.
  private var noMoreCommentEnds = false
  private var noMoreCDATAEnds = false

  init(bytes: Bytes, sink: Sink, maximalAttributes: Int) {
    self.bytes = bytes
    self.sink = sink
    self.maximalAttributes = maximalAttributes
  }

  /// Scans everything from `start` on.
  mutating func run(from start: Int = 0) throws(FeedError) {
    let count = bytes.count
    var index = start
    while index < count {
      if bytes[index] != ascii("<") {
        let next = bytes.find(ascii("<"), from: index + 1) ?? count
        sink.text(start: index, end: next, literal: false)
        index = next
        continue
      }
      let following = index + 1 < count ? bytes[index + 1] : 0
      if Self.startsName(following) {
        index = try openTag(at: index)
      } else if following == ascii("/") {
        index = closeTag(at: index)
      } else if following == ascii("!") {
        index = declaration(at: index)
      } else if following == ascii("?") {
        index = instructionEnd(from: index)
      } else {
        sink.repaired(.bareLess)
        sink.text(start: index, end: index + 1, literal: true)
        index += 1
      }
    }
  }

  /// A processing instruction ends at its ?>; one that forgets the ? ends at the first >.
  private func instructionEnd(from start: Int) -> Int {
    let count = bytes.count
    guard let first = bytes.find(ascii(">"), from: start) else { return count }
    var index = first
    while index < count, bytes[index] != ascii("<") {
      if bytes[index] == ascii(">"), bytes[index - 1] == ascii("?") { return index + 1 }
      index += 1
    }
    return first + 1
  }

  @inline(__always) static func startsName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == ascii("_") || byte == ascii(":") || byte >= 0x80
  }

  @inline(__always) private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == ascii(">") || byte == ascii("/") || byte == ascii("<")
      || byte == ascii("=") || byte == ascii("\"") || byte == ascii("'")
  }

  private mutating func openTag(at start: Int) throws(FeedError) -> Int {
    let count = bytes.count
    var index = start + 1
    while index < count, !Self.endsName(bytes[index]) { index += 1 }
    let nameEnd = index
    attributes.removeAll(keepingCapacity: true)
    var isEmpty = false
    var isCut = false
    loop: while true {
      while index < count, bytes[index] <= 0x20 { index += 1 }
      guard index < count else {
        isCut = true
        break
      }
      switch bytes[index] {
      case ascii(">"):
        index += 1
        break loop
      case ascii("/"):
        if index + 1 < count, bytes[index + 1] == ascii(">") {
          isEmpty = true
          index += 2
          break loop
        }
        index += 1
      case ascii("<"):
        sink.repaired(.unclosedTag)
        break loop
      case ascii("="), ascii("\""), ascii("'"):
        sink.repaired(.unquotedAttribute)
        index += 1
      default:
        index = attribute(at: index)
      }
    }
    // A tag cut off by the end of the file says nothing.
    if isCut { return count }
    try sink.open(
      nameStart: start + 1, nameEnd: nameEnd, tagEnd: index, attributes: attributes,
      isEmpty: isEmpty)
    return index
  }

  private mutating func attribute(at start: Int) -> Int {
    let count = bytes.count
    var index = start
    while index < count, !Self.endsName(bytes[index]) { index += 1 }
    let nameEnd = index
    while index < count, bytes[index].isSpace { index += 1 }
    var valueStart = nameEnd
    var valueEnd = nameEnd
    if index < count, bytes[index] == ascii("=") {
      index += 1
      while index < count, bytes[index].isSpace { index += 1 }
      guard index < count else { return index }
      let quote = bytes[index]
      if quote == ascii("\"") || quote == ascii("'") {
        valueStart = index + 1
        (valueEnd, index) = quoted(from: valueStart, quote: quote)
      } else {
        sink.repaired(.unquotedAttribute)
        valueStart = index
        while index < count, !bytes[index].isSpace, bytes[index] != ascii(">"),
          bytes[index] != ascii("<")
        { index += 1 }
        // <a href=x/> is an empty tag, <a href=x/y/ b=c> is not.
        if index < count, bytes[index] == ascii(">"), bytes[index - 1] == ascii("/"),
          index - 1 > valueStart
        {
          index -= 1
        }
        valueEnd = index
      }
    } else {
      sink.repaired(.unquotedAttribute)
      index = nameEnd
    }
    if attributes.count < maximalAttributes {
      attributes.append(
        XMLAttribute(
          nameStart: start, nameEnd: nameEnd, valueStart: valueStart, valueEnd: valueEnd))
    } else {
      sink.repaired(.tooManyAttributes)
    }
    return index
  }

  /// The end of a quoted value and the index after its quote. A value with a `<` in it counts as
  /// closed only where its quote is followed by what may follow a value; else it ends at the `>`.
  private mutating func quoted(from start: Int, quote: UInt8) -> (end: Int, next: Int) {
    let count = bytes.count
    var index = start
    var firstLess = -1
    var firstGreater = -1
    // A data: URL may be long; a quote that is farther away than this was forgotten.
    let bound = min(count, start + 1 << 20)
    while index < bound {
      let byte = bytes[index]
      if byte == quote {
        if firstLess >= 0 {
          let after = index + 1 < count ? bytes[index + 1] : ascii(">")
          if !(after.isSpace || after == ascii(">") || after == ascii("/")) { break }
          if firstGreater >= 0, firstGreater < firstLess { break }
        }
        return (index, index + 1)
      }
      if byte == ascii("<"), firstLess < 0 {
        firstLess = index
        if firstGreater >= 0 { break }
      }
      if byte == ascii(">"), firstGreater < 0 { firstGreater = index }
      index += 1
    }
    if firstGreater < 0, firstLess < 0 { return (index, index) }
    sink.repaired(.unquotedAttribute)
    var end =
      firstGreater >= 0 && (firstLess < 0 || firstGreater < firstLess)
      ? firstGreater : firstLess
    let next = end
    if end > start, bytes[end - 1] == ascii("/") { end -= 1 }
    return (end, next)
  }

  private mutating func closeTag(at start: Int) -> Int {
    let count = bytes.count
    var nameStart = start + 2
    while nameStart < count, bytes[nameStart].isSpace { nameStart += 1 }
    var index = nameStart
    while index < count, !Self.endsName(bytes[index]) { index += 1 }
    let nameEnd = index
    while index < count, bytes[index] != ascii(">"), bytes[index] != ascii("<") { index += 1 }
    if index < count, bytes[index] == ascii("<") {
      sink.repaired(.unclosedTag)
    } else if index < count {
      index += 1
    } else if nameEnd == count {
      // The name itself may be cut.
      return count
    }
    if nameEnd > nameStart {
      sink.close(nameStart: nameStart, nameEnd: nameEnd, tagStart: start)
    }
    return index
  }

  private mutating func declaration(at start: Int) -> Int {
    let count = bytes.count
    if bytes.has("<![cdata[", at: start) {
      let from = start + 9
      guard !noMoreCDATAEnds, let end = bytes.find("]]>", from: from) else {
        noMoreCDATAEnds = true
        sink.repaired(.unclosedCDATA)
        sink.text(start: from, end: count, literal: true)
        return count
      }
      if end > from { sink.text(start: from, end: end, literal: true) }
      return end + 3
    }
    if bytes.has("<!--", at: start) {
      if !noMoreCommentEnds, let end = bytes.find("-->", from: start + 4) { return end + 3 }
      noMoreCommentEnds = true
      sink.repaired(.unclosedComment)
      var index = start + 4
      while index < count, bytes[index] != ascii("<"), bytes[index] != ascii(">") { index += 1 }
      return index < count && bytes[index] == ascii(">") ? index + 1 : index
    }
    if bytes.has("<!doctype", at: start) { return doctype(at: start) }
    let next = start + 2 < count ? bytes[start + 2] : 0
    if next.isLetter || next == ascii("[") || next == ascii("-") {
      return min((bytes.find(ascii(">"), from: start) ?? count) + 1, count)
    }
    sink.repaired(.bareLess)
    sink.text(start: start, end: start + 1, literal: true)
    return start + 1
  }

  /// Skips a document type declaration with its internal subset, quotes and comments included.
  private mutating func doctype(at start: Int) -> Int {
    let count = bytes.count
    var index = start + 9
    var depth = 0
    while index < count {
      switch bytes[index] {
      case ascii("["): depth += 1
      case ascii("]"): depth -= 1
      case ascii("\""), ascii("'"):
        // An apostrophe in the middle of a broken declaration must not eat the document.
        if let end = bytes.find(bytes[index], from: index + 1), end - index < 1 << 16 {
          index = end
        }
      case ascii("<") where bytes.has("<!--", at: index) && !noMoreCommentEnds:
        if let end = bytes.find("-->", from: index) {
          index = end + 2
        } else {
          noMoreCommentEnds = true
        }
      case ascii("<") where depth == 0 && index > start:
        sink.doctype(start: start, end: index)
        return index
      case ascii(">") where depth <= 0:
        sink.doctype(start: start, end: index)
        return index + 1
      default: break
      }
      index += 1
    }
    sink.doctype(start: start, end: min(count, start + 9))
    return min((bytes.find(ascii(">"), from: start) ?? count) + 1, count)
  }
}
