/// The sketches of the items seen lately, to find the same and nearly the same texts.
///
/// Entries are chained by their content's key and by each band of their sketch, so that only those
/// that share one are compared: texts that share three fifths of their runs share one of eight
/// bands with a probability of 0.9993. Held in memory, 100 bytes an item, and bounded.
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
  /// Entries looked at in one chain: where more share a key, they are copies of each other, and
  /// each names the first.
  static let longestWalk = 256
  /// The content's and one for each band.
  private static let chains = 1 + Sketch.bandCount
  private static let places = 1 << 18

  struct Entry: Sendable {
    /// The item's row in the state.
    var row: Int64
    var seen: Int64
    var content: UInt64
    /// Of the sketch.
    var high: UInt64
    var low: UInt64
    var version: VersionID
    var words: Int32
  }

  private var entries: [Entry] = []
  /// The number of the first entry. Numbers only grow, so that links to entries that went need not
  /// be found.
  private var base: Int32 = 0
  /// The number of the newest entry of the chains that share a place; -1: none.
  private var heads: [Int32] = []
  /// `chains` for each entry: the number of the one before it in its chain.
  private var before: [Int32] = []

  var count: Int { entries.count }

  mutating func add(_ fingerprint: Fingerprint, version: VersionID, row: Int64, seen: Int64) {
    guard fingerprint.words >= Self.fewestEqualWords else { return }
    if heads.isEmpty { heads = [Int32](repeating: -1, count: Self.places) }
    let number = base + Int32(entries.count)
    let sketch = fingerprint.sketch
    entries.append(
      Entry(
        row: row, seen: seen, content: fingerprint.content, high: sketch.high, low: sketch.low,
        version: version, words: Int32(clamping: fingerprint.words)))
    for chain in 0..<Self.chains {
      guard let place = place(chain, fingerprint) else {
        before.append(-1)
        continue
      }
      before.append(heads[place])
      heads[place] = number
    }
    if entries.count > Self.most + Self.most / 8 { drop(entries.count - Self.most) }
  }

  mutating func prune(before time: Int64) {
    drop(entries.prefix { $0.seen < time }.count)
  }

  private mutating func drop(_ count: Int) {
    entries.removeFirst(count)
    before.removeFirst(count * Self.chains)
    base += Int32(count)
    guard base > 1 << 30 else { return }
    for index in heads.indices { heads[index] = max(-1, heads[index] - base) }
    for index in before.indices { before[index] = max(-1, before[index] - base) }
    base = 0
  }

  /// Where a chain's head stands; nil for a band that is missing.
  private func place(_ chain: Int, _ fingerprint: Fingerprint) -> Int? {
    let key: UInt64
    if chain == 0 {
      key = fingerprint.content
    } else {
      let band = fingerprint.sketch.band(chain - 1)
      if band == 0 { return nil }
      key = UInt64(chain) << 16 | band
    }
    return Int(truncatingIfNeeded: KeyHash.mix(key)) & (Self.places - 1)
  }

  /// The first item since `time`, other than `row`, that reads nearly the same.
  func first(like fingerprint: Fingerprint, since time: Int64, except row: Int64?) -> VersionID? {
    guard fingerprint.words >= Self.fewestEqualWords, !entries.isEmpty else { return nil }
    var best: Int32?
    let chains = fingerprint.words < Self.fewestWords ? 1 : Self.chains
    for chain in 0..<chains {
      guard let place = place(chain, fingerprint) else { continue }
      var number = heads[place]
      var steps = 0
      while number >= base, steps < Self.longestWalk {
        let index = Int(number - base)
        let entry = entries[index]
        if best.map({ number < $0 }) ?? true, entry.seen >= time, entry.row != row,
          Self.isCopy(
            fingerprint, sketch: Sketch(high: entry.high, low: entry.low), content: entry.content,
            words: Int(entry.words))
        {
          best = number
        }
        number = before[index * Self.chains + chain]
        steps += 1
      }
    }
    return best.map { entries[Int($0 - base)].version }
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

  /// Whether the second would be looked at as a copy of the first, as the daemon finds it: by an
  /// index, not by comparing all with all.
  public static func finds(_ left: Fingerprint, _ right: Fingerprint) -> Bool {
    var index = CopyIndex()
    index.add(left, version: VersionID(high: 0, low: 1), row: 1, seen: 0)
    return index.first(like: right, since: 0, except: nil) != nil
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
