/// What is remembered of an item's version: 64-bit keys, never the words themselves.
///
/// It stands in the journal line too (`fingerprint`), so that the state can be made again from the
/// journal alone, even where the line's text had to be cut.
public struct Fingerprint: Sendable, Equatable {
  /// Keys are 0 where the item has no such part.
  public var guid: UInt64
  /// Of the canonical address.
  public var url: UInt64
  /// Of the normalised title; of the content where there is no title.
  public var title: UInt64
  /// Of the normalised title and text.
  public var content: UInt64
  /// Near texts have near sketches.
  public var sketch: Sketch
  /// Words of title and text.
  public var words: Int
  /// As the publisher says, milliseconds since 1970.
  public var published: Int64?

  /// `1.GUID.URL.TITLE.CONTENT.SKETCH.SKETCH.WORDS.PUBLISHED`, hexadecimal, the last two decimal.
  public var text: String {
    let keys = [guid, url, title, content, sketch.high, sketch.low].map { String($0, radix: 16) }
    return "1." + keys.joined(separator: ".") + ".\(words)."
      + (published.map { String($0) } ?? "")
  }

  public init(_ item: ObservedItem) {
    let normal = NormalText(title: item.title ?? "", text: item.text)
    let identifier = Array((item.guid ?? "").utf8).filter { $0 > 32 }
    guid = identifier.isEmpty ? 0 : KeyHash.of(identifier, domain: 1)
    url = item.url.flatMap { CanonicalURL.of($0) }.map { KeyHash.of($0.utf8, domain: 2) } ?? 0
    content = normal.content
    title = normal.title == 0 ? content : normal.title
    sketch = normal.sketch
    words = normal.words
    published = item.published
  }

  init(
    guid: UInt64, url: UInt64, title: UInt64, content: UInt64, sketch: Sketch, words: Int,
    published: Int64?
  ) {
    self.guid = guid
    self.url = url
    self.title = title
    self.content = content
    self.sketch = sketch
    self.words = words
    self.published = published
  }

  /// Reads what `text` wrote; nil for anything else.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var numbers: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
      0, 0, 0, 0, 0, 0, 0, 0
    )
    guard bytes.count > 3, bytes[0] == UInt8(ascii: "1"), bytes[1] == UInt8(ascii: ".") else {
      return nil
    }
    var field = 0
    var isNegative = false
    var hasPublished = false
    let isWhole = withUnsafeMutableBytes(of: &numbers) { raw -> Bool in
      let fields = raw.assumingMemoryBound(to: UInt64.self)
      for byte in bytes[2...] {
        switch byte {
        case UInt8(ascii: "."):
          field += 1
          guard field < 8 else { return false }
        case UInt8(ascii: "-") where field == 7:
          isNegative = true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          if field == 7 { hasPublished = true }
          fields[field] = fields[field] &* (field < 6 ? 16 : 10) &+ UInt64(byte - 48)
        case UInt8(ascii: "a")...UInt8(ascii: "f") where field < 6:
          fields[field] = fields[field] &* 16 &+ UInt64(byte - 87)
        default:
          return false
        }
      }
      return field == 7
    }
    guard isWhole else { return nil }
    (guid, url, title, content) = (numbers.0, numbers.1, numbers.2, numbers.3)
    sketch = Sketch(high: numbers.4, low: numbers.5)
    words = Int(clamping: numbers.6)
    let magnitude = Int64(clamping: numbers.7)
    published = hasPublished ? (isNegative ? -magnitude : magnitude) : nil
  }

  /// Bits in which the sketches differ, 0 to 128.
  func distance(to other: Fingerprint) -> Int {
    sketch.distance(to: other.sketch)
  }
}

/// A 64-bit hash that is the same on every machine and in every run. Not for secrets.
enum KeyHash {
  static func of(_ bytes: some Sequence<UInt8>, domain: UInt64 = 0) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ (domain &* 0x9e37_79b9_7f4a_7c15)
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let mixed = mix(hash)
    return mixed == 0 ? 1 : mixed
  }

  /// The finaliser of splitmix64: every bit of the input moves every bit of the output.
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
