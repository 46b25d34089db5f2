/// A linear model over hashed features, read where it lies in the binary: for every feature the few
/// classes it speaks for or against.
///
/// A slot of 64 bits belongs to one feature, by 18 bits of its hash at the top. In the low 45 bits
/// stand three entries of 15: the class in seven, its weight in eight; without one: 0. Where bit 45
/// is set the feature has more, and the low 32 bits say where: a byte with their number, then class
/// and weight, a byte each.
package struct SparseModel: @unchecked Sendable {
  package let classCount: Int
  private let index: PerfectHash
  private let slots: UnsafePointer<UInt64>
  private let values: UnsafeRawPointer

  private static let more: UInt64 = 1 << 45

  /// Two sections of a file: [slots, buckets, classes, 0] with the slots and the buckets' moves
  /// behind them, and the entries of features with many.
  package init?(_ slots: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<UInt8>) {
    guard slots.count > 4, let base = slots.baseAddress, let blocks = values.baseAddress,
      slots[0] > 0, slots[1] > 0, slots[0] < 1 << 24, slots[1] < 1 << 24, slots[2] < 128,
      slots.count == 4 + 2 * Int(slots[0]) + PerfectHash.words(ofBuckets: slots[1]),
      UInt(bitPattern: base) & 7 == 0
    else { return nil }
    let slotCount = Int(slots[0])
    classCount = Int(slots[2])
    self.slots = UnsafeRawPointer(base + 4).assumingMemoryBound(to: UInt64.self)
    self.values = UnsafeRawPointer(blocks)
    index = PerfectHash(
      slotCount: slotCount, bucketCount: Int(slots[1]),
      moves: UnsafeRawPointer(base + 4 + 2 * slotCount).assumingMemoryBound(to: UInt16.self))
  }

  /// Adds the weights of these features to the classes' scores. `found` has room for a number for
  /// each feature.
  ///
  /// What is looked for lies all over a few megabytes. So all slots are fetched first, and nothing
  /// that has to be guessed stands between two fetches.
  @inline(__always)
  package func score(
    _ features: UnsafePointer<UInt32>, _ count: Int, _ scores: UnsafeMutablePointer<Int32>,
    _ found: UnsafeMutablePointer<UInt64>
  ) {
    var last = 0
    for feature in 0..<count {
      let spread = Hashing.spread(features[feature])
      let slot = slots[index.place(spread)]
      found[last] = slot
      last &+= slot >> 46 == UInt64(spread & 0x3_FFFF) ? 1 : 0
    }
    for place in 0..<last {
      let slot = found[place]
      if slot & Self.more == 0 {
        add(slot, scores)
        add(slot >> 15, scores)
        add(slot >> 30, scores)
        continue
      }
      var entry = values + Int(slot & 0xFFFF_FFFF)
      let entries = Int(entry.load(as: UInt8.self))
      entry += 1
      for _ in 0..<entries {
        let label = Int(entry.load(as: UInt8.self))
        scores[label] &+= Int32(entry.load(fromByteOffset: 1, as: Int8.self))
        entry += 2
      }
    }
  }

  /// Adds one entry: the class in the low seven bits, its weight in the next eight.
  @inline(__always)
  private func add(_ entry: UInt64, _ scores: UnsafeMutablePointer<Int32>) {
    scores[Int(entry & 0x7F)] &+= Int32(Int8(truncatingIfNeeded: entry >> 7))
  }

  /// The class with the highest score, of equal ones the first. Scores stay below 2 to the 22nd.
  @inline(__always)
  package func best(_ scores: UnsafePointer<Int32>) -> Int {
    // Class and score as one number: no branch to be guessed.
    var best = scores[0] << 8 | 255
    for label in 1..<max(1, classCount) {
      best = max(best, scores[label] << 8 | Int32(truncatingIfNeeded: 255 &- label))
    }
    return 255 &- Int(best & 255)
  }

  /// One weight of a model under way.
  package struct Weight: Sendable {
    package var feature: UInt32
    package var label: UInt8
    package var value: Float

    package init(feature: UInt32, label: UInt8, value: Float) {
      self.feature = feature
      self.label = label
      self.value = value
    }
  }

  /// Lays out a model from weights sorted by feature; `step` is the weight of one unit, what is
  /// beyond 127 of them is cut, what is less than `least` units is left out.
  package static func sections(
    of weights: [Weight], classes: Int, step: Float, least: Float = 1
  ) -> (slots: [UInt8], values: [UInt8]) {
    var values: [UInt8] = []
    var keys: [UInt32] = []
    var contents: [UInt64] = []
    var index = 0
    while index < weights.count {
      let feature = weights[index].feature
      var entries: [(label: UInt8, weight: Int8)] = []
      while index < weights.count, weights[index].feature == feature {
        let units = weights[index].value / step
        if abs(units) >= least {
          entries.append((weights[index].label, Int8(max(-127, min(127, units.rounded())))))
        }
        index += 1
      }
      guard !entries.isEmpty else { continue }
      let spread = Hashing.spread(feature)
      var content = UInt64(spread & 0x3_FFFF) << 46
      if entries.count <= 3 {
        for (place, entry) in entries.enumerated() {
          let bits = UInt64(UInt8(bitPattern: entry.weight)) << 7 | UInt64(entry.label)
          content |= bits << UInt64(15 * place)
        }
      } else {
        content |= more | UInt64(values.count)
        values.append(UInt8(entries.count))
        for entry in entries { values += [entry.label, UInt8(bitPattern: entry.weight)] }
      }
      keys.append(spread)
      contents.append(content)
    }
    if values.isEmpty { values = [0] }
    let plan = PerfectHash.plan(keys)
    // An empty slot has no entries, whatever finds it.
    var slots = [UInt32](repeating: 0, count: 2 * plan.slotCount)
    for (key, place) in plan.places.enumerated() {
      slots[2 * place] = UInt32(truncatingIfNeeded: contents[key])
      slots[2 * place + 1] = UInt32(truncatingIfNeeded: contents[key] >> 32)
    }
    let header = [UInt32(plan.slotCount), UInt32(plan.moves.count), UInt32(classes), 0]
    return (ModelFile.bytes(header + slots) + plan.moveBytes, values)
  }
}
