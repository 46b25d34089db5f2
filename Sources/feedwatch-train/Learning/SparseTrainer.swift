import Language

/// An averaged multiclass perceptron over hashed features that keeps a weight only where an update
/// touched one. Averages are over updates.
final class SparseTrainer {
  /// A feature's weights lie in one block, which moves when it grows.
  private struct Slot {
    var feature: UInt32
    /// Where its block starts; -1: an empty slot.
    var offset: Int32
    var count: UInt16
    var capacity: UInt16
  }

  private struct Entry {
    var label: Int32
    var weight: Int32
  }

  private struct History {
    var total: Int64
    var stamp: Int32
  }

  let classCount: Int
  private var slots: UnsafeMutablePointer<Slot>
  private var slotCount = 1 << 16
  private var used = 0
  /// The blocks found in one scoring, of at most `featureLimit` features.
  private let blocks: UnsafeMutablePointer<(offset: Int32, count: Int32)>
  private static let featureLimit = 256
  private var entries: UnsafeMutablePointer<Entry>
  private var histories: UnsafeMutablePointer<History>
  private var entryCapacity = 1 << 18
  private var entryCount = 0
  private var time: Int32 = 0

  init(classCount: Int) {
    self.classCount = classCount
    blocks = .allocate(capacity: Self.featureLimit)
    slots = .allocate(capacity: slotCount)
    slots.initialize(
      repeating: Slot(feature: 0, offset: -1, count: 0, capacity: 0), count: slotCount)
    entries = .allocate(capacity: entryCapacity)
    histories = .allocate(capacity: entryCapacity)
  }

  deinit {
    blocks.deallocate()
    slots.deallocate()
    entries.deallocate()
    histories.deallocate()
  }

  @inline(__always)
  private func slot(_ feature: UInt32) -> Int {
    let mask = slotCount - 1
    var index = Int(Hashing.spread(feature)) & mask
    while slots[index].offset >= 0, slots[index].feature != feature { index = (index + 1) & mask }
    return index
  }

  func score(
    _ features: UnsafePointer<UInt32>, _ count: Int, _ scores: UnsafeMutablePointer<Int32>
  ) {
    // All slots first, then what they hold: fetches from far memory overlap.
    var last = 0
    for index in 0..<count {
      let slot = slots[slot(features[index])]
      blocks[last] = (slot.offset, Int32(slot.count))
      last += slot.offset >= 0 ? 1 : 0
    }
    for place in 0..<last {
      let block = entries + Int(blocks[place].offset)
      for index in 0..<Int(blocks[place].count) {
        scores[Int(block[index].label)] &+= block[index].weight
      }
    }
  }

  /// Counts one update of the averaging.
  func tick() { time += 1 }

  /// Adds `amount` to one class's weight of every feature.
  func add(_ features: UnsafePointer<UInt32>, _ count: Int, _ label: Int, _ amount: Int32) {
    for index in 0..<count { add(features[index], Int32(label), amount) }
  }

  private func add(_ feature: UInt32, _ label: Int32, _ amount: Int32) {
    var index = slot(feature)
    if slots[index].offset < 0 {
      if used * 10 > slotCount * 6 {
        grow()
        index = slot(feature)
      }
      slots[index] = Slot(feature: feature, offset: Int32(reserve(2)), count: 0, capacity: 2)
      used += 1
    }
    let offset = Int(slots[index].offset)
    let count = Int(slots[index].count)
    for at in offset..<offset + count where entries[at].label == label {
      histories[at].total += Int64(time - histories[at].stamp) * Int64(entries[at].weight)
      histories[at].stamp = time
      entries[at].weight += amount
      return
    }
    if count == Int(slots[index].capacity) {
      let target = reserve(count * 2)
      for at in 0..<count {
        entries[target + at] = entries[offset + at]
        histories[target + at] = histories[offset + at]
      }
      slots[index].offset = Int32(target)
      slots[index].capacity = UInt16(count * 2)
    }
    let at = Int(slots[index].offset) + count
    entries[at] = Entry(label: label, weight: amount)
    histories[at] = History(total: 0, stamp: time)
    slots[index].count += 1
  }

  private func reserve(_ count: Int) -> Int {
    if entryCount + count > entryCapacity {
      let larger = UnsafeMutablePointer<Entry>.allocate(capacity: entryCapacity * 2)
      larger.moveInitialize(from: entries, count: entryCount)
      entries.deallocate()
      entries = larger
      let more = UnsafeMutablePointer<History>.allocate(capacity: entryCapacity * 2)
      more.moveInitialize(from: histories, count: entryCount)
      histories.deallocate()
      histories = more
      entryCapacity *= 2
    }
    (entries + entryCount).initialize(repeating: Entry(label: 0, weight: 0), count: count)
    (histories + entryCount).initialize(repeating: History(total: 0, stamp: 0), count: count)
    entryCount += count
    return entryCount - count
  }

  private func grow() {
    let old = slots
    let oldCount = slotCount
    slotCount *= 2
    slots = .allocate(capacity: slotCount)
    slots.initialize(
      repeating: Slot(feature: 0, offset: -1, count: 0, capacity: 0), count: slotCount)
    for index in 0..<oldCount where old[index].offset >= 0 {
      slots[slot(old[index].feature)] = old[index]
    }
    old.deallocate()
  }

  /// The averaged weights, sorted by feature and class.
  func averaged() -> [SparseModel.Weight] {
    var weights: [SparseModel.Weight] = []
    weights.reserveCapacity(entryCount)
    for index in 0..<slotCount where slots[index].offset >= 0 {
      let offset = Int(slots[index].offset)
      for at in offset..<offset + Int(slots[index].count) {
        let total =
          histories[at].total + Int64(time - histories[at].stamp) * Int64(entries[at].weight)
        if total != 0 {
          weights.append(
            .init(
              feature: slots[index].feature, label: UInt8(entries[at].label),
              value: Float(Double(total) / Double(max(1, time)))))
        }
      }
    }
    return Weights.sorted(weights)
  }
}

/// Operations on sorted lists of weights.
enum Weights {
  static func sorted(_ weights: [SparseModel.Weight]) -> [SparseModel.Weight] {
    weights.sorted { ($0.feature, $0.label) < ($1.feature, $1.label) }
  }

  /// The sum of several runs' weights.
  static func sum(_ runs: [[SparseModel.Weight]]) -> [SparseModel.Weight] {
    if runs.count == 1 { return runs[0] }
    var result: [SparseModel.Weight] = []
    for weight in sorted(runs.flatMap { $0 }) {
      if let last = result.last, last.feature == weight.feature, last.label == weight.label {
        result[result.count - 1].value += weight.value
      } else {
        result.append(weight)
      }
    }
    return result
  }

  /// The step at which all but this share of the weights fit in 127 steps.
  static func step(_ weights: [SparseModel.Weight], beyond share: Double) -> Float {
    let sizes = weights.map { abs($0.value) }.sorted()
    guard let last = sizes.last else { return 1 }
    let index = min(sizes.count - 1, Int(Double(sizes.count) * (1 - share)))
    return max(min(sizes[index], last), .leastNormalMagnitude) / 127
  }
}
