/// What is known of words beyond the annotated corpora: the classes their vectors fall into.
///
/// The file's sections: [slots, buckets] with the buckets' moves behind them; for every slot three
/// bytes: coarse class * 512 + fine class (15 bits) and nine bits of the key's hash above.
package struct Lexicon: @unchecked Sendable {
  private let index: PerfectHash?
  private let slots: UnsafeRawPointer?

  package init(_ bytes: UnsafeRawBufferPointer) {
    guard let file = ModelFile(.lexicon, bytes), file.sections.count == 2,
      let header = file.words(0).baseAddress, let slots = file.sections[1].baseAddress,
      file.words(0).count >= 2, header[0] > 0, header[1] > 0, header[0] < 1 << 24,
      file.words(0).count == 2 + PerfectHash.words(ofBuckets: header[1]),
      file.sections[1].count > 3 * Int(header[0])
    else {
      index = nil
      slots = nil
      return
    }
    self.slots = slots
    index = PerfectHash(
      slotCount: Int(header[0]), bucketCount: Int(header[1]),
      moves: UnsafeRawPointer(header + 2).assumingMemoryBound(to: UInt16.self))
  }

  /// The classes of a word, by the hash of its lower-case form: coarse 1 to 64, fine 1 to 512; 0
  /// where it is not known.
  @inline(__always)
  func clusters(_ key: UInt32) -> (coarse: UInt32, fine: UInt32) {
    guard let index, let slots else { return (0, 0) }
    let spread = Hashing.spread(key)
    // A byte of the next slot comes along.
    let slot = UInt32(
      littleEndian: slots.loadUnaligned(
        fromByteOffset: 3 * index.place(spread), as: UInt32.self))
    guard slot >> 15 & 0x1FF == spread & 0x1FF, slot & 0x7FFF != 0x7FFF else { return (0, 0) }
    return (slot >> 9 & 63 + 1, slot & 511 + 1)
  }

  /// The file for words' keys and their classes from 0; of two for one key the first stays.
  package static func data(_ entries: [(key: UInt32, coarse: UInt32, fine: UInt32)]) -> [UInt8] {
    var keys: [UInt32] = []
    var values: [UInt32] = []
    var seen: Set<UInt32> = []
    for entry in entries where seen.insert(entry.key).inserted {
      precondition(entry.coarse < 64 && entry.fine < 512, "a class that does not fit")
      keys.append(Hashing.spread(entry.key))
      values.append(entry.coarse << 9 | entry.fine)
    }
    let plan = PerfectHash.plan(keys)
    // An empty slot: the last class of all, which no word may then have.
    var slots = [UInt32](repeating: 0x7FFF, count: plan.slotCount)
    for (index, place) in plan.places.enumerated() {
      slots[place] = (keys[index] & 0x1FF) << 15 | min(values[index], 0x7FFE)
    }
    let header = ModelFile.bytes([UInt32(plan.slotCount), UInt32(plan.moves.count)])
    let bytes = slots.flatMap {
      [
        UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8),
        UInt8(truncatingIfNeeded: $0 >> 16),
      ]
    }
    return ModelFile.data(.lexicon, [header + plan.moveBytes, bytes + [0]])
  }
}
