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

  /// A hash of a sequence of words.
  static func combine(_ hashes: ArraySlice<UInt64>) -> UInt64 {
    var hash: UInt64 = 0x2545_f491_4f6c_dd1d
    for word in hashes { hash = KeyHash.mix(hash &* 0x9e37_79b9_7f4a_7c15 ^ word) }
    return hash == 0 ? 1 : hash
  }
}

/// Cuts text into words: runs of letters and digits in lower case, of which only hashes are kept, in
/// flat arrays, as every item of every feed comes through here.
struct WordScanner {
  /// The hash of each word's letters.
  private(set) var hashes: [UInt64] = []
  /// What else is known of each word: its length in code points, and whether it is a number.
  private var marks: [UInt8] = []

  private static let numberMark: UInt8 = 0x80

  var count: Int { hashes.count }

  /// Code points, 127 for all that are longer.
  func length(of word: Int) -> Int { Int(marks[word] & ~Self.numberMark) }

  /// Whether a word is made of digits, and an ordinal's or a clock time's ending.
  func isNumber(_ word: Int) -> Bool { marks[word] & Self.numberMark != 0 }

  mutating func removeWords(from first: Int) {
    hashes.removeSubrange(first...)
    marks.removeSubrange(first...)
  }

  /// Takes single words out, in ascending order.
  mutating func removeWords(_ gone: [Int]) {
    for word in gone.reversed() {
      hashes.remove(at: word)
      marks.remove(at: word)
    }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add($0) }
  }

  /// Adds the words of valid UTF-8.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var place = 0
    while place < bytes.count {
      // White space beyond ASCII parts words further below.
      if Self.classes[Int(bytes[place])] == .space {
        place += 1
        continue
      }
      // A chunk between spaces is taken for plain ASCII until it proves to be more.
      let start = place
      let first = count
      var word = Word()
      scan: while place < bytes.count {
        let byte = bytes[place]
        switch Self.classes[Int(byte)] {
        case .letter:
          // Sets the bit of lower case in letters; digits have it already.
          word.add(byte | 0x20)
          place += 1
        case .joiner:
          place += 1
        case .mark:
          end(&word)
          place += 1
        case .space:
          break scan
        case .special:
          word = Word()
          removeWords(from: first)
          while place < bytes.count, Self.classes[Int(bytes[place])] != .space { place += 1 }
          add(chunk: UnsafeBufferPointer(rebasing: bytes[start..<place]))
          break scan
        }
      }
      end(&word)
    }
  }

  /// A word that is being read.
  private struct Word {
    private var hash = KeyHash.Running()
    private var length = 0
    private var digits = 0
    /// What follows the digits, two letters at most.
    private var ending: UInt32 = 0

    @inline(__always)
    mutating func add(_ byte: UInt8) {
      hash.add(byte)
      if byte & 0xC0 == 0x80 { return }
      length += 1
      if byte &- 48 < 10, digits == length - 1 {
        digits += 1
      } else if length - digits <= 3 {
        ending = ending << 8 | UInt32(byte)
      }
    }

    var isEmpty: Bool { length == 0 }
    var key: UInt64 { hash.value }

    var mark: UInt8 {
      let isNumber =
        digits > 0
        && (digits == length || length - digits <= 2 && WordScanner.numberEndings.contains(ending))
      return UInt8(min(length, 127)) | (isNumber ? WordScanner.numberMark : 0)
    }
  }

  private static let numberEndings: [UInt32] = [
    "st", "nd", "rd", "th", "am", "pm", "h", "z", "k",
  ].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

  @inline(__always)
  private mutating func end(_ word: inout Word) {
    if word.isEmpty { return }
    hashes.append(word.key)
    marks.append(word.mark)
    word = Word()
  }

  private enum Class: UInt8 {
    case space, letter, joiner, mark
    /// A colon, which may be an address's, and everything beyond ASCII.
    case special
  }

  private static let classes: [Class] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x20, 0x09...0x0D: .space
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .letter
    case 0x27: .joiner
    case UInt8(ascii: ":"), 0x80...0xFF: .special
    default: .mark
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

  /// Adds the words of what stands between two spaces.
  private mutating func add(chunk: UnsafeBufferPointer<UInt8>) {
    guard let address = Self.address(in: chunk) else { return addText(chunk) }
    addText(UnsafeBufferPointer(rebasing: chunk[..<address]))
    var canonical =
      CanonicalURL.of(String(decoding: chunk[address...], as: UTF8.self)) ?? ""
    canonical.withUTF8 { addText($0) }
  }

  private mutating func addText(_ chunk: UnsafeBufferPointer<UInt8>) {
    var word = Word()
    var place = 0
    while place < chunk.count {
      let byte = chunk[place]
      if byte < 0x80 {
        place += 1
        switch Self.classes[Int(byte)] {
        case .letter: word.add(byte | 0x20)
        case .joiner: break
        default: end(&word)
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
        end(&word)
      default:
        let properties = scalar.properties
        if properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value) {
          // Scripts without spaces: every character counts as a word.
          end(&word)
          for byte in bytes { word.add(byte) }
          end(&word)
        } else if properties.isAlphabetic || properties.numericType != nil
          || properties.generalCategory == .nonspacingMark
          || properties.generalCategory == .spacingMark
        {
          for byte in properties.lowercaseMapping.utf8 { word.add(byte) }
        } else {
          end(&word)
        }
      }
    }
    end(&word)
  }

  /// The scalar that two to four bytes of valid UTF-8 stand for.
  private static func scalar(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    guard let first = bytes.first else { return nil }
    var value = UInt32(first) & (bytes.count == 2 ? 0x1F : bytes.count == 3 ? 0x0F : 0x07)
    for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value)
  }
}
