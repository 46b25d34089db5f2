/// A read-only table from 32-bit hashes to small numbers, laid out so that it can be used where it
/// lies in the binary.
///
/// A slot of 32 bits holds the value (never 0) in its low `valueBits` bits and the rest of the
/// hash above; 0 is an empty slot. Open addressing, linear probing. With `bits` + 32 - `valueBits`
/// at least 32 no two hashes are taken for each other.
package struct HashTable: @unchecked Sendable {
  private let slots: UnsafePointer<UInt32>
  private let shift: UInt32
  private let mask: Int
  private let valueBits: UInt32

  /// Bytes of a table with so many slots' bits.
  package static func size(bits: Int) -> Int { 4 << bits }

  package init(_ slots: UnsafePointer<UInt32>, bits: Int, valueBits: Int) {
    self.slots = slots
    shift = UInt32(32 - bits)
    mask = (1 << bits) - 1
    self.valueBits = UInt32(valueBits)
  }

  /// The value of a hash; 0: it has none.
  @inline(__always)
  package func value(_ hash: UInt32) -> UInt32 {
    let spread = Hashing.spread(hash)
    var index = Int(spread >> shift)
    let tag = spread << valueBits
    while true {
      let slot = slots[index]
      if slot == 0 { return 0 }
      let value = slot & (1 << valueBits - 1)
      if slot - value == tag { return value }
      index = (index + 1) & mask
    }
  }

  /// Lays out a table; of two values for one hash the first stays.
  package static func slots(
    of entries: [(hash: UInt32, value: UInt32)], bits: Int, valueBits: Int
  ) -> [UInt32] {
    precondition(entries.count < 9 << bits / 10, "a table that is too full")
    var slots = [UInt32](repeating: 0, count: 1 << bits)
    for (hash, value) in entries {
      precondition(value > 0 && value < 1 << valueBits, "a value that does not fit")
      let spread = Hashing.spread(hash)
      let tag = spread << UInt32(valueBits)
      var index = Int(spread >> UInt32(32 - bits))
      while slots[index] != 0, slots[index] & ~(1 << UInt32(valueBits) - 1) != tag {
        index = (index + 1) & (slots.count - 1)
      }
      if slots[index] == 0 { slots[index] = tag | value }
    }
    return slots
  }
}
