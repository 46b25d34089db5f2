internal import Glibc

/// What an element's text is for.
enum Field: UInt8 {
  case none, title, link, summary, content, id, author, personName, personEmail, personURI
  case published, updated, created, anyDate, category, keywords, comments, source, language
  case generator, ttl, hour, day, updatePeriod, updateFrequency, updateBase, imageURL, point
  case latitude, longitude, originalLink, mediaTitle, mediaText, credit, enclosure
}

/// Where an element stands: what its children belong to.
enum Place: UInt8 {
  case outside, feed, item, image, person, source, media, skipHours, skipDays, geo, ignored
}

/// How the text of an element is read.
enum Capture: UInt8 {
  case none
  /// Text; a child element turns it into markup.
  case text
  /// Markup, copied as it stands.
  case markup
  /// Escaped markup and inline markup in one: decoded, not escaped again.
  case mixed
}

/// What a text construct says of itself (RFC 4287 section 3.1, Atom 0.3's `mode`).
enum TextType: UInt8 {
  case unsaid, text, html, xhtml, base64, other
}

/// One open element.
struct Frame {
  var nameStart: Int
  var nameEnd: Int
  var vocabulary: Vocabulary
  var name: Name
  var field: Field = .none
  var place: Place
  var type: TextType = .unsaid
  var rank: UInt8 = 0
  var opensItem = false
  var opensPerson = false
  var opensSource = false
  /// Where its text begins in the text buffer, and its content in the source.
  var textStart = 0
  var contentStart = 0
  var bindings: Int
  var defaultVocabulary: Vocabulary
  var base: Int32
  var language: Int32
  /// Index into the builder's spare strings: an attribute needed when the element ends.
  var extra: Int32 = -1
}

/// Builds a feed from what an `XMLScanner` hears. One pass, one text buffer, no string an event.
struct FeedBuilder: XMLSink {
  let source: Bytes
  let limits: FeedLimits
  let names = Name.map
  let entityTable = EntityTable.shared

  var feed: Feed
  var feedState = FeedState()
  var item = ItemDraft()
  var isInItem = false
  var person = Author()
  var itemSource = Source()
  var frames: [Frame] = []
  var text: [UInt8] = []
  var bases: [String?]
  var languages: [String?] = [nil]
  var extras: [Extra] = []
  var repairs: UInt32 = 0
  var entities: EntityDeclarations
  var rootSeen = false
  var rootName = Name.unknown
  var closedRoot = false
  /// The dates that came without a zone, and how often each zone was said.
  var zones: [Int: Int] = [:]
  private var bindings: [(start: Int, end: Int, vocabulary: Vocabulary)] = []
  /// The depth of the element whose text is being read; 0 for none.
  var captureDepth = 0
  var capture = Capture.none
  private var tagsUntilClock = 4096
  private let deadline: clock_t
  var undeclaredPrefixes: Set<String> = []
  /// Which dates of the items in `feedState.openDates` have no zone.
  var openKinds: [(published: Bool, updated: Bool)] = []
  var emptyItems = 0
  var cutTexts = 0
  var itemsLeftOut = 0

  /// Attributes that are needed when their element ends.
  struct Extra {
    var first: String?
    var second: String?
    var third: String?
  }

  init(
    source: Bytes, limits: FeedLimits, encoding: String, base: String?, started: clock_t
  ) {
    self.source = source
    self.limits = limits
    feed = Feed(encoding: encoding)
    bases = [base]
    entities = EntityDeclarations(budget: limits.expansion)
    deadline = started + clock_t(limits.seconds * Double(CLOCKS_PER_SEC))
    frames.reserveCapacity(64)
    text.reserveCapacity(1 << 16)
  }

  mutating func repaired(_ repair: XMLRepair) { repairs |= 1 << UInt32(repair.rawValue) }

  mutating func doctype(start: Int, end: Int) {
    if entities.isEmpty { entities.read(source[start..<end].rebased) }
  }

  // MARK: - Elements

  mutating func open(
    nameStart: Int, nameEnd: Int, tagEnd: Int, attributes: [XMLAttribute], isEmpty: Bool
  ) throws(FeedError) {
    tagsUntilClock -= 1
    if tagsUntilClock == 0 {
      tagsUntilClock = 4096
      if clock() > deadline {
        throw FeedError(
          .tooSlow, "Reading the feed took more than \(limits.seconds) s; it was given up.")
      }
    }
    if captureDepth > 0, frames.count == captureDepth, frames[captureDepth - 1].opensPerson {
      // A person says itself in child elements; text beside them is mere white space.
      frames[captureDepth - 1].field = .none
      text.removeLast(text.count - frames[captureDepth - 1].textStart)
      (captureDepth, capture) = (0, .none)
    }
    if captureDepth > 0 {
      if !endsCapture(nameStart, nameEnd) {
        inner(nameStart, nameEnd, tagEnd, attributes, isEmpty)
        return
      }
      // A field that was never closed ends where the next one begins.
      repaired(.unclosedTag)
      while frames.count >= captureDepth, captureDepth > 0 { pop(at: nameStart - 1) }
    }
    if isInItem { closeOpenItem(before: nameStart, end: nameEnd) }
    if frames.isEmpty { closedRoot = false }
    if frames.count >= limits.depth {
      throw FeedError(
        .tooDeep,
        "The feed nests elements more than \(limits.depth) deep; it is broken or hostile.")
    }
    let parent = frames.last
    var frame = Frame(
      nameStart: nameStart, nameEnd: nameEnd, vocabulary: .core, name: .unknown,
      place: parent?.place ?? .outside, bindings: bindings.count,
      defaultVocabulary: parent?.defaultVocabulary ?? .core, base: parent?.base ?? 0,
      language: parent?.language ?? 0)
    scope(&frame, attributes)
    let (vocabulary, name) = resolve(nameStart, nameEnd, frame.defaultVocabulary)
    frame.vocabulary = vocabulary
    frame.name = name
    frame.textStart = text.count
    frame.contentStart = tagEnd
    begin(&frame, attributes)
    frames.append(frame)
    if frame.field != .none {
      captureDepth = frames.count
      capture = frame.type == .xhtml ? .markup : .text
    }
    if isEmpty { pop(at: tagEnd) }
  }

  mutating func close(nameStart: Int, nameEnd: Int, tagStart: Int) {
    guard let top = frames.last else { return }
    if matches(top, nameStart, nameEnd) {
      pop(at: tagStart)
      return
    }
    // Wrongly nested: everything above the element that ends here ends with it; an end without a
    // beginning is nothing.
    var depth = frames.count - 1
    while depth > 0 {
      depth -= 1
      if matches(frames[depth], nameStart, nameEnd) {
        repaired(.unclosedTag)
        while frames.count > depth { pop(at: tagStart) }
        return
      }
    }
  }

  /// Ends all that is open: what the end of the file cut off does not count.
  mutating func finish() {
    if !frames.isEmpty, !closedRoot {
      if isInItem {
        isInItem = false
        noteCut("in the middle of an item, which was left out")
      } else if captureDepth > 0 {
        noteCut("in the middle of a field, which was left out")
      } else if rootSeen {
        noteCut("before its last end tag; what came was read")
      }
    }
    frames.removeAll()
  }

  private func matches(_ frame: Frame, _ start: Int, _ end: Int) -> Bool {
    let length = end - start
    guard frame.nameEnd - frame.nameStart == length else { return false }
    guard let base = source.baseAddress else { return false }
    if memcmp(base + start, base + frame.nameStart, length) == 0 { return true }
    for k in 0..<length where base[start + k].lowered != base[frame.nameStart + k].lowered {
      return false
    }
    return true
  }

  /// Takes over xmlns, xml:base and xml:lang of an element.
  private mutating func scope(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    for attribute in attributes
    where source[attribute.nameStart] | 0x20 == ascii("x")
      && attribute.nameEnd - attribute.nameStart >= 5
    {
      if source.has("xmlns", at: attribute.nameStart) {
        let uri = source[attribute.valueStart..<attribute.valueEnd].rebased
        if attribute.nameEnd == attribute.nameStart + 5 {
          let vocabulary = Vocabulary(uri: uri)
          frame.defaultVocabulary = vocabulary
        } else if source[attribute.nameStart + 5] == ascii(":"), bindings.count < 1024 {
          bindings.append((attribute.nameStart + 6, attribute.nameEnd, Vocabulary(uri: uri)))
        }
      } else if source.has("xml:base", at: attribute.nameStart) {
        let value = string(attribute)
        bases.append(URLReference.resolve(value, base: bases[Int(frame.base)]) ?? value)
        frame.base = Int32(bases.count - 1)
      } else if source.has("xml:lang", at: attribute.nameStart) {
        languages.append(string(attribute))
        frame.language = Int32(languages.count - 1)
      }
    }
  }

  mutating func resolve(_ start: Int, _ end: Int, _ unprefixed: Vocabulary) -> (
    Vocabulary, Name
  ) {
    var hash = ByteMap.seed
    var colon = -1
    var index = start
    while index < end {
      let byte = source[index]
      if byte == ascii(":") {
        colon = index
        hash = ByteMap.seed
      } else {
        hash = ByteMap.step(hash, byte)
      }
      index += 1
    }
    let local = source[(colon + 1 > start ? colon + 1 : start)..<end].rebased
    let name = names.find(local, hash: hash).map { Name.all[Int($0)] } ?? .unknown
    guard colon >= 0 else { return (unprefixed, name) }
    let length = colon - start
    var k = bindings.count
    while k > 0 {
      k -= 1
      let binding = bindings[k]
      if binding.end - binding.start == length,
        source[binding.start..<binding.end].elementsEqual(source[start..<colon])
      {
        return (binding.vocabulary, name)
      }
    }
    let prefix = source[start..<colon].rebased
    if !prefix.has("xml", at: 0) || prefix.count != 3, undeclaredPrefixes.count < 16 {
      undeclaredPrefixes.insert(prefix.string)
    }
    return (Vocabulary(undeclared: prefix), name)
  }

  mutating func popForItem(at end: Int) { pop(at: end) }

  private mutating func pop(at end: Int) {
    guard let frame = frames.last else { return }
    if captureDepth > 0, frames.count > captureDepth {
      // The end of an element inside a text.
      frames.removeLast()
      text.append("</")
      appendLocalName(frame.nameStart, frame.nameEnd)
      text.append(ascii(">"))
      return
    }
    if captureDepth > 0 {
      captureDepth = 0
      var frame = frame
      if capture != .text { if frame.type != .xhtml { frame.type = .html } }
      if text.count - frame.textStart > limits.text {
        text.removeLast(text.count - frame.textStart - limits.text)
        cutTexts += 1
      }
      endField(frame)
      text.removeLast(text.count - frame.textStart)
      capture = .none
    }
    frames.removeLast()
    let parent = frames.last
    if bases.count > 1, frame.base > parent?.base ?? 0 { bases.removeLast() }
    if languages.count > 1, frame.language > parent?.language ?? 0 { languages.removeLast() }
    if frame.extra >= 0 { extras.removeLast(extras.count - Int(frame.extra)) }
    if bindings.count > frame.bindings { bindings.removeLast(bindings.count - frame.bindings) }
    endElement(frame)
    if frames.isEmpty { closedRoot = rootSeen }
  }

  // MARK: - Text

  mutating func text(start: Int, end: Int, literal: Bool) {
    guard captureDepth > 0 else { return }
    guard text.count < limits.text + frames[captureDepth - 1].textStart + 1 else {
      // One byte over the bound tells that something was cut.
      return
    }
    let run = source[start..<end].rebased
    switch capture {
    case .text, .mixed:
      if literal { text.append(contentsOf: run) } else { decode(run) }
    default:
      if literal { appendEscaped(run) } else { text.append(contentsOf: run) }
    }
  }

  /// Appends text with its references replaced.
  mutating func decode(_ run: Bytes) {
    var index = 0
    while let at = run.find(ascii("&"), from: index) {
      if at > index { text.append(contentsOf: run[index..<at]) }
      index = reference(run, at: at)
    }
    if index < run.count { text.append(contentsOf: run[index...]) }
  }

  private mutating func reference(_ run: Bytes, at: Int) -> Int {
    if at + 4 <= run.count {
      // The five of XML, most frequent first.
      if run.has("lt;", at: at + 1) {
        text.append(ascii("<"))
        return at + 4
      }
      if run.has("gt;", at: at + 1) {
        text.append(ascii(">"))
        return at + 4
      }
      if run.has("amp;", at: at + 1) {
        text.append(ascii("&"))
        return at + 5
      }
      if run.has("quot;", at: at + 1) {
        text.append(ascii("\""))
        return at + 6
      }
      if run.has("apos;", at: at + 1) {
        text.append(ascii("'"))
        return at + 6
      }
    }
    if let number = Reference.number(run, at: at) {
      if number.value >= 0xC2, number.value < 0xF5,
        let double = Reference.doubleEncoded(run, at: at)
      {
        text.append(contentsOf: double.value)
        return double.next
      }
      let scalar = Reference.scalar(number.value)
      if scalar != 0 { text.append(scalar: scalar) }
      return number.next
    }
    let (end, closed) = Reference.name(run, at: at)
    if closed {
      let name = run[(at + 1)..<end].rebased
      if let own = entities.expand(name) {
        text.append(contentsOf: own)
        return end + 1
      }
      if let html = entityTable.value(name) {
        repaired(.undeclaredEntity)
        if html.count == 2, html[0] == 0xC3, let double = Reference.doubleEncoded(run, at: at) {
          text.append(contentsOf: double.value)
          return double.next
        }
        text.append(contentsOf: html)
        return end + 1
      }
    }
    repaired(.bareAmpersand)
    text.append(ascii("&"))
    return at + 1
  }

  mutating func appendEscaped(_ run: Bytes) {
    for byte in run {
      switch byte {
      case ascii("<"): text.append("&lt;")
      case ascii(">"): text.append("&gt;")
      case ascii("&"): text.append("&amp;")
      default: text.append(byte)
      }
    }
  }

  // MARK: - Markup inside of a text

  /// Whether an element that begins inside a text is the next field of the feed rather than markup:
  /// the text's own end was forgotten.
  private mutating func endsCapture(_ start: Int, _ end: Int) -> Bool {
    let field = frames[captureDepth - 1]
    guard field.type != .xhtml, frames.count == captureDepth || end - start <= 7 else {
      return false
    }
    let (vocabulary, name) = resolve(start, end, frames[frames.count - 1].defaultVocabulary)
    guard vocabulary == .core || vocabulary == .atom else { return false }
    switch name {
    case .item, .entry: return true
    case .channel, .feed: return frames.count == captureDepth
    case .guid, .pubdate, .enclosure, .description, .published, .updated, .lastbuilddate, .content,
      .id, .category, .author, .comments, .language, .ttl, .generator:
      return frames.count == captureDepth && vocabulary == field.vocabulary
    case .title, .link:
      // Both are names of HTML, too.
      return frames.count == captureDepth && vocabulary == field.vocabulary
        && field.field != .summary && field.field != .content
    default: return false
    }
  }

  private mutating func inner(
    _ nameStart: Int, _ nameEnd: Int, _ tagEnd: Int, _ attributes: [XMLAttribute], _ isEmpty: Bool
  ) {
    if capture == .text { becomeMarkup(before: nameStart - 1) }
    let name = localName(nameStart, nameEnd)
    let isVoid = HTMLTag(name).isVoid
    // Unclosed paragraphs and list items end where the next one begins.
    if frames.count > captureDepth, name.count <= 2,
      name.count == 1 && name[0] | 0x20 == ascii("p") || name.has("li", at: 0),
      let top = frames.last, matches(top, nameStart, nameEnd)
    {
      pop(at: nameStart - 1)
    }
    text.append(ascii("<"))
    text.append(contentsOf: name)
    for attribute in attributes where !source.has("xmlns", at: attribute.nameStart) {
      text.append(0x20)
      text.append(contentsOf: source[attribute.nameStart..<attribute.nameEnd])
      text.append("=\"")
      for byte in source[attribute.valueStart..<attribute.valueEnd] {
        if byte == ascii("\"") { text.append("&quot;") } else { text.append(byte) }
      }
      text.append(ascii("\""))
    }
    text.append(isVoid ? " />" : ">")
    if isVoid { return }
    if isEmpty {
      text.append("</")
      text.append(contentsOf: name)
      text.append(ascii(">"))
      return
    }
    guard frames.count < limits.depth, let parent = frames.last else { return }
    var frame = Frame(
      nameStart: nameStart, nameEnd: nameEnd, vocabulary: .xhtml, name: .unknown,
      place: parent.place, bindings: bindings.count,
      defaultVocabulary: parent.defaultVocabulary, base: parent.base, language: parent.language)
    frame.defaultVocabulary = parent.defaultVocabulary
    for attribute in attributes
    where attribute.nameEnd - attribute.nameStart == 5
      && source.has("xmlns", at: attribute.nameStart)
    {
      frame.defaultVocabulary = Vocabulary(
        uri: source[attribute.valueStart..<attribute.valueEnd].rebased)
    }
    frames.append(frame)
  }

  /// The text that came before the first child was decoded: it is taken back as it stands in the
  /// source, unless it turned out to be escaped markup.
  private mutating func becomeMarkup(before end: Int) {
    let frame = frames[captureDepth - 1]
    let isMarkup =
      frame.type == .html
      || text.withUnsafeBufferPointer { HTMLSniffer.hasTag($0[frame.textStart...].rebased) }
    if isMarkup {
      capture = .mixed
      return
    }
    capture = .markup
    guard text.count > frame.textStart else { return }
    let old = Array(text[frame.textStart...])
    text.removeLast(text.count - frame.textStart)
    old.withUnsafeBufferPointer { appendEscaped($0) }
  }

  private func localName(_ start: Int, _ end: Int) -> Bytes {
    var index = end
    while index > start, source[index - 1] != ascii(":") { index -= 1 }
    return source[index..<end].rebased
  }

  private mutating func appendLocalName(_ start: Int, _ end: Int) {
    text.append(contentsOf: localName(start, end))
  }

  // MARK: - Strings

  private mutating func noteCut(_ place: String) {
    feed.isCut = true
    note("the feed ends \(place)")
  }

  mutating func note(_ words: String) {
    if feed.notes.count < 100, !feed.notes.contains(words) { feed.notes.append(words) }
  }

  /// The value of an attribute, references replaced, without white space at its ends.
  mutating func string(_ attribute: XMLAttribute) -> String {
    let value = source[attribute.valueStart..<attribute.valueEnd].rebased.trimmed()
    if value.find(ascii("&"), from: 0) == nil { return value.string }
    let start = text.count
    decode(value)
    let result = text.withUnsafeBufferPointer { $0[start...].rebased.string }
    text.removeLast(text.count - start)
    return result
  }

  /// The value of the attribute with this local name (lower case), nil if it is missing or empty.
  mutating func attribute(_ name: StaticString, of attributes: [XMLAttribute]) -> String? {
    for attribute in attributes {
      var start = attribute.nameStart
      if attribute.nameEnd - start != name.utf8CodeUnitCount {
        let colon = attribute.nameEnd - name.utf8CodeUnitCount - 1
        guard colon > start, source[colon] == ascii(":") else { continue }
        start = colon + 1
      }
      guard source.has(name, at: start) else { continue }
      let value = string(attribute)
      return value.isEmpty ? nil : value
    }
    return nil
  }
}
