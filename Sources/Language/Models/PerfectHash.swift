/// Where each key of a fixed set stands in a table that has hardly more places than keys: one look,
/// no search ("hash, displace": Belazzougui, Botelho, Dietzfelbinger 2009).
///
/// A key's high bits choose a bucket, the bucket's number moves its keys to places of their own. What
/// is no key gets some place too: the table's entries say whose they are.
package struct PerfectHash: @unchecked Sendable {
  package let count: Int
  private let bucketCount: UInt64
  private let slotCount: UInt64
  private let moves: UnsafePointer<UInt16>

  /// `moves` holds a number for each bucket and stays where it is.
  package init(slotCount: Int, bucketCount: Int, moves: UnsafePointer<UInt16>) {
    count = slotCount
    self.slotCount = UInt64(slotCount)
    self.bucketCount = UInt64(bucketCount)
    self.moves = moves
  }

  /// The place of a spread key (`Hashing.spread`).
  @inline(__always)
  package func place(_ spread: UInt32) -> Int {
    let bucket = Int(truncatingIfNeeded: (UInt64(spread) &* bucketCount) >> 32)
    return Self.place(spread, moves[bucket], slotCount)
  }

  @inline(__always)
  private static func place(_ spread: UInt32, _ move: UInt16, _ slotCount: UInt64) -> Int {
    let moved = UInt64(spread ^ UInt32(move) &* 0x9E37_79B1) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: ((moved >> 32) &* slotCount) >> 32)
  }

  /// A layout for keys.
  package struct Plan {
    package var slotCount: Int
    package var moves: [UInt16]
    /// The place of each key, in the keys' order.
    package var places: [Int]

    /// The moves as bytes, to a multiple of four.
    package var moveBytes: [UInt8] {
      let padded = moves + [UInt16](repeating: 0, count: moves.count & 1)
      return padded.flatMap {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
      }
    }
  }

  /// The moves of so many buckets as they lie in a file, in words.
  @inline(__always)
  package static func words(ofBuckets count: UInt32) -> Int { (Int(count) + 1) / 2 }

  /// Lays out spread keys that are all different; some one place in twenty stays empty.
  package static func plan(_ keys: [UInt32]) -> Plan {
    var slotCount = keys.count + keys.count / 20 + 1
    while true {
      if let plan = plan(keys, slotCount) { return plan }
      slotCount += slotCount / 50 + 1
    }
  }

  private static func plan(_ keys: [UInt32], _ slotCount: Int) -> Plan? {
    let bucketCount = keys.count / 5 + 1
    func bucket(_ key: UInt32) -> Int { Int((UInt64(key) * UInt64(bucketCount)) >> 32) }
    // Keys in order stand bucket by bucket.
    let sorted = keys.indices.sorted { keys[$0] < keys[$1] }
    var buckets = [Range<Int>](repeating: 0..<0, count: bucketCount)
    var start = 0
    while start < sorted.count {
      var end = start + 1
      let number = bucket(keys[sorted[start]])
      while end < sorted.count, bucket(keys[sorted[end]]) == number { end += 1 }
      buckets[number] = start..<end
      start = end
    }
    var moves = [UInt16](repeating: 0, count: bucketCount)
    var places = [Int](repeating: 0, count: keys.count)
    var isTaken = [Bool](repeating: false, count: slotCount)
    // The largest first, while there is room.
    let order = buckets.indices.sorted {
      (buckets[$1].count, $0) < (buckets[$0].count, $1)
    }
    for number in order {
      let members = sorted[buckets[number]]
      let move = (UInt16.min...UInt16.max).first { move in
        var done = members.startIndex
        while done < members.endIndex {
          let place = place(keys[members[done]], move, UInt64(slotCount))
          if isTaken[place] { break }
          isTaken[place] = true
          places[members[done]] = place
          done += 1
        }
        if done == members.endIndex { return true }
        for key in members[..<done] { isTaken[places[key]] = false }
        return false
      }
      guard let move else { return nil }
      moves[number] = move
    }
    return Plan(slotCount: slotCount, moves: moves, places: places)
  }
}
