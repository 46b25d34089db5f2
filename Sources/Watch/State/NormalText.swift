/// A text as it counts for sameness: its words in lower case, without punctuation, white space,
/// date stamps, advertising blocks and what addresses carry for tracking.
struct NormalText {
  var title: UInt64 = 0
  var content: UInt64 = 0
  var sketch = Sketch()
  /// Words of title and text.
  var words = 0

  init(title: String, text: String) {
    var scanner = WordScanner()
    scanner.add(title)
    let titleCount = scanner.count
    if titleCount > 0 { self.title = Self.combine(scanner.hashes[...]) }
    var isFirst = true
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        let first = scanner.count
        scanner.add(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end + 1
        let line = first..<scanner.count
        if line.isEmpty { continue }
        defer { isFirst = false }
        // The text often begins with the title (record.md: title, blank line, paragraphs).
        let isTitle =
          isFirst && line.count == titleCount
          && scanner.hashes[line].elementsEqual(scanner.hashes[..<titleCount])
        if isTitle || Boilerplate.isStamp(scanner, line) || Boilerplate.isPromotion(scanner, line) {
          scanner.removeWords(from: first)
        } else {
          Boilerplate.removeAges(&scanner, from: first)
        }
      }
    }
    words = scanner.count
    content = scanner.count == 0 ? 0 : Self.combine(scanner.hashes[...])
    // Copies often have a headline of their own: where there is text enough, it alone counts.
    let body = scanner.hashes[titleCount...]
    sketch = Sketch(body.count >= Sketch.fewestWords ? body : scanner.hashes[...])
  }

  /// The words of a text, as they are compared.
  static func words(of text: String) -> [String] {
    var scanner = WordScanner()
    scanner.add(text)
    return (0..<scanner.count).map { String(decoding: scanner.letters(of: $0), as: UTF8.self) }
  }

  /// A hash of a sequence of words.
  static func combine(_ hashes: ArraySlice<UInt64>) -> UInt64 {
    var hash: UInt64 = 0x2545_f491_4f6c_dd1d
    for word in hashes { hash = KeyHash.mix(hash &* 0x9e37_79b9_7f4a_7c15 ^ word) }
    return hash == 0 ? 1 : hash
  }
}

/// Cuts text into words: runs of letters and digits in lower case, laid out in flat arrays, as a
/// feed's every item comes through here.
struct WordScanner {
  /// The hash of each word's letters.
  private(set) var hashes: [UInt64] = []
  /// The letters of all words, one after the other, in UTF-8.
  private var letters: [UInt8] = []
  /// Where each word's letters stand.
  private var ranges: [Range<Int>] = []

  var count: Int { hashes.count }

  func letters(of word: Int) -> ArraySlice<UInt8> {
    letters[ranges[word]]
  }

  mutating func removeWords(from first: Int) {
    guard first < count else { return }
    letters.removeSubrange(ranges[first].lowerBound...)
    hashes.removeSubrange(first...)
    ranges.removeSubrange(first...)
  }

  /// Takes single words out, in ascending order.
  mutating func removeWords(_ gone: [Int]) {
    for word in gone.reversed() {
      hashes.remove(at: word)
      ranges.remove(at: word)
    }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add($0) }
  }

  /// Adds the words of valid UTF-8.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < bytes.count {
      // White space beyond ASCII parts words further below.
      while start < bytes.count, Self.classes[Int(bytes[start])] == Self.space { start += 1 }
      var end = start
      var seen: UInt8 = 0
      while end < bytes.count {
        let kind = Self.classes[Int(bytes[end])]
        if kind == Self.space { break }
        seen |= kind
        end += 1
      }
      guard end > start else { return }
      let chunk = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if seen & Self.colon != 0, chunk.count > 10, let address = Self.address(in: chunk) {
        addChunk(UnsafeBufferPointer(rebasing: chunk[..<address]))
        add(
          canonical: CanonicalURL.of(String(decoding: chunk[address...], as: UTF8.self)) ?? "")
      } else if seen & Self.beyond != 0 {
        addChunk(chunk)
      } else {
        addASCII(chunk)
      }
      start = end
    }
  }

  private mutating func add(canonical address: String) {
    var address = address
    address.withUTF8 { addChunk($0) }
  }

  // Kinds of bytes, as bits that can be gathered.
  private static let space: UInt8 = 1
  private static let letter: UInt8 = 2
  private static let joiner: UInt8 = 4
  private static let colon: UInt8 = 8
  private static let beyond: UInt8 = 16
  private static let mark: UInt8 = 32

  private static let classes: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x20, 0x09...0x0D: space
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: letter
    case 0x27: joiner
    case UInt8(ascii: ":"): colon
    case 0x80...0xFF: beyond
    default: mark
    }
  }

  /// Where `http://` or `https://` begins.
  private static func address(in chunk: UnsafeBufferPointer<UInt8>) -> Int? {
    func stands(_ text: StaticString, at place: Int) -> Bool {
      guard place >= 0, place + text.utf8CodeUnitCount <= chunk.count else { return false }
      return (0..<text.utf8CodeUnitCount).allSatisfy { chunk[place + $0] == text.utf8Start[$0] }
    }
    for place in chunk.indices where chunk[place] == UInt8(ascii: ":") && stands("://", at: place) {
      if stands("https", at: place - 5) { return place - 5 }
      if stands("http", at: place - 4) { return place - 4 }
    }
    return nil
  }

  private mutating func addASCII(_ chunk: UnsafeBufferPointer<UInt8>) {
    var hash = KeyHash.Running()
    var start = letters.count
    for byte in chunk {
      let kind = Self.classes[Int(byte)]
      if kind == Self.letter {
        // Sets the bit of lower case in letters; digits have it already.
        let lower = byte | 0x20
        letters.append(lower)
        hash.add(lower)
      } else if kind != Self.joiner {
        end(&hash, &start)
      }
    }
    end(&hash, &start)
  }

  private mutating func end(_ hash: inout KeyHash.Running, _ start: inout Int) {
    guard letters.count > start else { return }
    hashes.append(hash.value)
    ranges.append(start..<letters.count)
    hash = KeyHash.Running()
    start = letters.count
  }

  /// The same as `addASCII` for any text.
  private mutating func addChunk(_ chunk: UnsafeBufferPointer<UInt8>) {
    var hash = KeyHash.Running()
    var start = letters.count
    func put(_ byte: UInt8, _ self: inout WordScanner) {
      self.letters.append(byte)
      hash.add(byte)
    }
    var place = 0
    while place < chunk.count {
      let byte = chunk[place]
      if byte < 0x80 {
        place += 1
        let kind = Self.classes[Int(byte)]
        if kind == Self.letter {
          put(byte | 0x20, &self)
        } else if kind != Self.joiner {
          end(&hash, &start)
        }
        continue
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let bytes = chunk[place..<min(place + length, chunk.count)]
      place += length
      guard let scalar = Self.scalar(bytes) else { continue }
      switch scalar.value {
      case 0x2019, 0xAD, 0x200B...0x200D, 0xFEFF:
        break  // apostrophes, soft hyphens and joiners don't part words
      case 0x80...0xA9, 0x2010...0x2027, 0x2030...0x205E:
        end(&hash, &start)
      default:
        let properties = scalar.properties
        if properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value) {
          // Scripts without spaces: every character counts as a word.
          end(&hash, &start)
          for byte in bytes { put(byte, &self) }
          end(&hash, &start)
        } else if properties.isAlphabetic || properties.numericType != nil
          || properties.generalCategory == .nonspacingMark
          || properties.generalCategory == .spacingMark
        {
          for byte in properties.lowercaseMapping.utf8 { put(byte, &self) }
        } else {
          end(&hash, &start)
        }
      }
    }
    end(&hash, &start)
  }

  /// The scalar that two to four bytes of valid UTF-8 stand for.
  private static func scalar(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    guard let first = bytes.first else { return nil }
    var value = UInt32(first) & (bytes.count == 2 ? 0x1F : bytes.count == 3 ? 0x0F : 0x07)
    for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value)
  }
}
