/// The simhashes of the items seen lately, to find nearly the same texts.
///
/// A plain scan: comparing a simhash with 100,000 others takes some 50 µs, and only new items are
/// compared. Held in memory, 40 bytes an item, and bounded.
struct CopyIndex: Sendable {
  /// Texts of fewer words are copies only where they are the same word for word.
  static let fewestWords = 16
  /// Fewer words than this say too little to be a copy at all.
  static let fewestEqualWords = 6
  /// Bits in which the simhashes of copies may differ.
  static let nearest = 4
  /// Items held; the oldest go first.
  static let most = 500_000

  struct Entry: Sendable {
    /// The item's row in the state.
    var row: Int64
    var seen: Int64
    var content: UInt64
    var words: Int32
    var version: VersionID
  }

  private var simhashes: [UInt64] = []
  private var entries: [Entry] = []

  var count: Int { entries.count }

  mutating func add(_ fingerprint: Fingerprint, version: VersionID, row: Int64, seen: Int64) {
    guard fingerprint.words >= Self.fewestEqualWords else { return }
    simhashes.append(fingerprint.simhash)
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
    simhashes.removeFirst(count)
    entries.removeFirst(count)
  }

  /// The first item since `time`, other than `row`, that reads nearly the same.
  func first(like fingerprint: Fingerprint, since time: Int64, except row: Int64?) -> VersionID? {
    guard fingerprint.words >= Self.fewestEqualWords else { return nil }
    let limit = fingerprint.words < Self.fewestWords ? 0 : Self.nearest
    return simhashes.withUnsafeBufferPointer { simhashes in
      for index in simhashes.indices
      where (simhashes[index] ^ fingerprint.simhash).nonzeroBitCount <= limit {
        let entry = entries[index]
        guard entry.seen >= time, entry.row != row else { continue }
        if Self.isCopy(
          fingerprint, simhash: simhashes[index], content: entry.content, words: Int(entry.words))
        {
          return entry.version
        }
      }
      return nil
    }
  }

  static func isCopy(_ fingerprint: Fingerprint, _ other: Fingerprint) -> Bool {
    isCopy(
      fingerprint, simhash: other.simhash, content: other.content, words: other.words)
  }

  private static func isCopy(
    _ fingerprint: Fingerprint, simhash: UInt64, content: UInt64, words: Int
  ) -> Bool {
    guard fingerprint.words >= fewestEqualWords, words >= fewestEqualWords else { return false }
    if content == fingerprint.content { return true }
    guard fingerprint.words >= fewestWords, words >= fewestWords else { return false }
    let longer = max(words, fingerprint.words)
    let shorter = min(words, fingerprint.words)
    return (simhash ^ fingerprint.simhash).nonzeroBitCount <= nearest
      && shorter * 10 >= longer * 8
  }
}
