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

  /// `2.GUID.URL.TITLE.CONTENT.SKETCH.SKETCH.BANDS.BANDS.WORDS.PUBLISHED`, hexadecimal, the last two
  /// decimal.
  public var text: String {
    let keys = [
      guid, url, title, content, sketch.high, sketch.low, sketch.bandsHigh, sketch.bandsLow,
    ].map { String($0, radix: 16) }
    return "2." + keys.joined(separator: ".") + ".\(words)."
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

  /// Reads what `text` wrote; nil for anything else. Of a line that was written with an earlier
  /// form (`1.`, without bands), the sketch is of another kind and left out.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 3, bytes[1] == UInt8(ascii: ".") else { return nil }
    let keys: Int
    switch bytes[0] {
    case UInt8(ascii: "1"): keys = 6
    case UInt8(ascii: "2"): keys = 8
    default: return nil
    }
    var place = 2
    /// The next field, up to its point or the end; nil where a byte is no digit.
    func field(_ radix: UInt64) -> UInt64? {
      var value: UInt64 = 0
      while place < bytes.count, bytes[place] != UInt8(ascii: ".") {
        let digit = UInt64(Self.digits[Int(bytes[place])])
        guard digit < radix else { return nil }
        value = value &* radix &+ digit
        place += 1
      }
      place += 1
      return value
    }
    func key() -> UInt64? { field(16) }
    guard let guid = key(), let url = key(), let title = key(), let content = key(),
      let high = key(), let low = key()
    else { return nil }
    var sketch = Sketch()
    if keys == 8 {
      guard let bandsHigh = key(), let bandsLow = key() else { return nil }
      sketch = Sketch(high: high, low: low, bandsHigh: bandsHigh, bandsLow: bandsLow)
    }
    guard let words = field(10), place <= bytes.count else { return nil }
    let isNegative = place < bytes.count && bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let hasPublished = place < bytes.count
    guard let magnitude = field(10), place == bytes.count + 1, hasPublished || !isNegative else {
      return nil
    }
    let published = Int64(clamping: magnitude)
    self.init(
      guid: guid, url: url, title: title, content: content, sketch: sketch,
      words: Int(clamping: words),
      published: hasPublished ? (isNegative ? -published : published) : nil)
  }

  /// The value of each hexadecimal digit in lower case, 255 for other bytes.
  private static let digits: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case let digit where digit &- 48 < 10: digit - 48
    case let letter where letter &- 97 < 6: letter - 87
    default: 255
    }
  }

  /// Bits in which the sketches differ, 0 to 128.
  func distance(to other: Fingerprint) -> Int {
    sketch.distance(to: other.sketch)
  }
}

/// A 64-bit hash that is the same on every machine and in every run. Not for secrets.
enum KeyHash {
  static func of(_ bytes: some Sequence<UInt8>, domain: UInt64 = 0) -> UInt64 {
    var hash = Running(domain: domain)
    for byte in bytes { hash.add(byte) }
    return hash.value
  }

  /// The hash of bytes that come one by one.
  struct Running {
    private var state: UInt64

    init(domain: UInt64 = 0) {
      state = 0xcbf2_9ce4_8422_2325 ^ (domain &* 0x9e37_79b9_7f4a_7c15)
    }

    @inline(__always)
    mutating func add(_ byte: UInt8) {
      state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// Never 0.
    var value: UInt64 {
      let mixed = KeyHash.mix(state)
      return mixed == 0 ? 1 : mixed
    }
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
