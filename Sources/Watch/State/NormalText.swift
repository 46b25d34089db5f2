/// A text as it counts for sameness: its words in lower case, without punctuation, white space,
/// date stamps, advertising blocks and what addresses carry for tracking.
struct NormalText {
  var title: UInt64 = 0
  var content: UInt64 = 0
  var sketch = Sketch()
  /// Words of title and text.
  var words = 0

  init(title: String, text: String) {
    var hashes: [UInt64] = []
    let titleWords = Self.words(of: title)
    hashes.append(contentsOf: titleWords.map(\.hash))
    if !titleWords.isEmpty { self.title = Self.combine(hashes) }
    let titleCount = hashes.count
    var isFirst = true
    // By bytes: a line feed is one in UTF-8, and characters are costly to tell apart.
    for line in text.utf8.split(separator: 0x0A) {
      let words = Self.words(of: Substring(line))
      if words.isEmpty { continue }
      defer { isFirst = false }
      // The text often begins with the title (record.md: title, blank line, paragraphs).
      if isFirst, words.map(\.hash) == titleWords.map(\.hash) { continue }
      if Boilerplate.isStamp(words) || Boilerplate.isPromotion(words) { continue }
      hashes.append(contentsOf: Boilerplate.withoutAges(words).map(\.hash))
    }
    words = hashes.count
    content = hashes.isEmpty ? 0 : Self.combine(hashes)
    // Copies often have a headline of their own: where there is text enough, it alone counts.
    let body = hashes[titleCount...]
    sketch = Sketch(body.count >= Sketch.fewestWords ? body : hashes[...])
  }

  /// One word: its letters in lower case, and their hash.
  struct Word {
    var text: String
    var hash: UInt64
  }

  static func words(of text: some StringProtocol) -> [Word] {
    var words: [Word] = []
    var copy = String(text)
    copy.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        // White space beyond ASCII ends words further below.
        while start < bytes.count, isSpace(bytes[start]) { start += 1 }
        var end = start
        var isASCII = true
        var hasColon = false
        while end < bytes.count, !isSpace(bytes[end]) {
          isASCII = isASCII && bytes[end] < 0x80
          hasColon = hasColon || bytes[end] == UInt8(ascii: ":")
          end += 1
        }
        guard end > start else { break }
        let chunk = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if hasColon, chunk.count > 10 {
          appendWithAddress(String(decoding: chunk, as: UTF8.self), to: &words)
        } else if isASCII {
          append(ascii: chunk, to: &words)
        } else {
          append(String(decoding: chunk, as: UTF8.self), to: &words)
        }
        start = end
      }
    }
    return words
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  private static func appendWithAddress(_ chunk: String, to words: inout [Word]) {
    if chunk.contains("://"), let start = addressStart(chunk) {
      append(chunk[..<start], to: &words)
      append(CanonicalURL.of(String(chunk[start...])) ?? "", to: &words)
    } else {
      append(chunk, to: &words)
    }
  }

  private static func addressStart(_ chunk: some StringProtocol) -> String.Index? {
    chunk.range(of: "https://")?.lowerBound ?? chunk.range(of: "http://")?.lowerBound
  }

  /// The same as `append` for a chunk without a byte above 0x7F.
  private static func append(ascii chunk: UnsafeBufferPointer<UInt8>, to words: inout [Word]) {
    var word: [UInt8] = []
    word.reserveCapacity(chunk.count)
    for byte in chunk {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: word.append(byte)
      case 0x41...0x5A: word.append(byte | 0x20)
      case 0x27: break
      default:
        if !word.isEmpty {
          words.append(Word(text: String(decoding: word, as: UTF8.self), hash: KeyHash.of(word)))
          word.removeAll(keepingCapacity: true)
        }
      }
    }
    if !word.isEmpty {
      words.append(Word(text: String(decoding: word, as: UTF8.self), hash: KeyHash.of(word)))
    }
  }

  private static func append(_ chunk: some StringProtocol, to words: inout [Word]) {
    var word: [UInt8] = []
    func end() {
      guard !word.isEmpty else { return }
      words.append(Word(text: String(decoding: word, as: UTF8.self), hash: KeyHash.of(word)))
      word.removeAll(keepingCapacity: true)
    }
    for scalar in chunk.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A:
        word.append(UInt8(scalar.value))
      case 0x41...0x5A:
        word.append(UInt8(scalar.value) | 0x20)
      case 0x27, 0x2019, 0xAD, 0x200B...0x200D, 0xFEFF:
        break  // apostrophes, soft hyphens and joiners don't part words
      case 0..<0x80:
        end()
      default:
        let properties = scalar.properties
        if properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value) {
          // Scripts without spaces: every character counts as a word.
          end()
          word.append(contentsOf: String(scalar).utf8)
          end()
        } else if properties.isAlphabetic || properties.numericType != nil
          || properties.generalCategory == .nonspacingMark
          || properties.generalCategory == .spacingMark
        {
          word.append(contentsOf: properties.lowercaseMapping.utf8)
        } else {
          end()
        }
      }
    }
    end()
  }

  /// A hash of a sequence of words.
  static func combine(_ hashes: [UInt64]) -> UInt64 {
    var hash: UInt64 = 0x2545_f491_4f6c_dd1d
    for word in hashes { hash = KeyHash.mix(hash &* 0x9e37_79b9_7f4a_7c15 ^ word) }
    return hash == 0 ? 1 : hash
  }
}
