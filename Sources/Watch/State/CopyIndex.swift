/// The sketches of the items seen lately, to find nearly the same texts.
///
/// A plain scan: only new items are compared, and most comparisons end with half a sketch. Held in
/// memory, 64 bytes an item, and bounded.
struct CopyIndex: Sendable {
  /// Texts of fewer words are copies only where they are the same word for word.
  static let fewestWords = Sketch.fewestWords
  /// Fewer words than this say too little to be a copy at all.
  static let fewestEqualWords = 6
  /// Bits in which the sketches of copies may differ: texts that share three fifths of their runs.
  /// Unrelated ones come so near once in some 10^12 comparisons.
  static let nearest = 26
  /// Items held; the oldest go first.
  static let most = 200_000

  struct Entry: Sendable {
    /// The item's row in the state.
    var row: Int64
    var seen: Int64
    var content: UInt64
    var words: Int32
    var version: VersionID
  }

  private var sketches: [Sketch] = []
  private var entries: [Entry] = []

  var count: Int { entries.count }

  mutating func add(_ fingerprint: Fingerprint, version: VersionID, row: Int64, seen: Int64) {
    guard fingerprint.words >= Self.fewestEqualWords else { return }
    sketches.append(fingerprint.sketch)
    entries.append(
      Entry(
        row: row, seen: seen, content: fingerprint.content,
        words: Int32(clamping: fingerprint.words), version: version))
    if entries.count > Self.most + Self.most / 8 { drop(entries.count - Self.most) }
  }

  mutating func prune(before time: Int64) {
    drop(entries.prefix { $0.seen < time }.count)
  }

  private mutating func drop(_ count: Int) {
    sketches.removeFirst(count)
    entries.removeFirst(count)
  }

  /// The first item since `time`, other than `row`, that reads nearly the same.
  func first(like fingerprint: Fingerprint, since time: Int64, except row: Int64?) -> VersionID? {
    guard fingerprint.words >= Self.fewestEqualWords else { return nil }
    let limit = fingerprint.words < Self.fewestWords ? 0 : Self.nearest
    return sketches.withUnsafeBufferPointer { sketches in
      let own = fingerprint.sketch
      for index in sketches.indices
      where (sketches[index].high ^ own.high).nonzeroBitCount <= limit
        && sketches[index].distance(to: own) <= limit
      {
        let entry = entries[index]
        guard entry.seen >= time, entry.row != row else { continue }
        if Self.isCopy(
          fingerprint, sketch: sketches[index], content: entry.content, words: Int(entry.words))
        {
          return entry.version
        }
      }
      return nil
    }
  }

  static func isCopy(_ fingerprint: Fingerprint, _ other: Fingerprint) -> Bool {
    isCopy(
      fingerprint, sketch: other.sketch, content: other.content, words: other.words)
  }

  private static func isCopy(
    _ fingerprint: Fingerprint, sketch: Sketch, content: UInt64, words: Int
  ) -> Bool {
    guard fingerprint.words >= fewestEqualWords, words >= fewestEqualWords else { return false }
    if content == fingerprint.content { return true }
    return fingerprint.words >= fewestWords && words >= fewestWords
      && sketch.distance(to: fingerprint.sketch) <= nearest
  }
}

/// The rule for copies alone, for measuring it.
public enum CopyJudge {
  /// Whether two items with these fingerprints are taken for copies of each other.
  public static func isCopy(_ left: Fingerprint, _ right: Fingerprint) -> Bool {
    CopyIndex.isCopy(left, right)
  }

  /// The member `text` of a JSON object; nil where it has none.
  public static func text(ofLine line: UnsafeRawBufferPointer) -> String? {
    var cursor = JSONCursor(line)
    while let key = cursor.nextKey() {
      if cursor.key(key, is: "text") { return cursor.string() }
      cursor.skipValue()
    }
    return nil
  }
}
