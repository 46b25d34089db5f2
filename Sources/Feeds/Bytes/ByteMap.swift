/// A fixed map from short byte strings to small numbers, made once and read without allocating.
struct ByteMap: Sendable {
  private var pool: [UInt8] = []
  private var starts: [Int32] = [0]
  private var values: [UInt16] = []
  private var slots: [UInt16]
  private let mask: Int

  /// - Parameter capacity: how many keys will be inserted at most (under 60,000).
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt16](repeating: 0, count: size)
    mask = size - 1
  }

  /// The hash that `find` expects: FNV-1a over the bytes, ASCII letters lowered.
  @inline(__always) static func hash(_ bytes: Bytes) -> UInt32 {
    var hash = seed
    for byte in bytes { hash = step(hash, byte) }
    return hash
  }
  static let seed: UInt32 = 2_166_136_261
  @inline(__always) static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte.lowered)) &* 16_777_619
  }

  /// The first value inserted for a key stays.
  mutating func insert(_ key: String, _ value: UInt16) {
    let bytes = key.utf8.map(\.lowered)
    bytes.withUnsafeBufferPointer { key in
      let hash = Self.hash(key)
      guard find(key, hash: hash) == nil else { return }
      var slot = Int(hash ^ hash >> 16) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      pool.append(contentsOf: key)
      starts.append(Int32(pool.count))
      values.append(value)
      slots[slot] = UInt16(values.count)
    }
  }

  /// The value of `key`, ASCII letters in any case.
  @inline(__always) func find(_ key: Bytes) -> UInt16? { find(key, hash: Self.hash(key)) }

  @inline(__always) func find(_ key: Bytes, hash: UInt32) -> UInt16? {
    var slot = Int(hash ^ hash >> 16) & mask
    while true {
      let entry = Int(slots[slot])
      if entry == 0 { return nil }
      let start = Int(starts[entry - 1])
      let length = Int(starts[entry]) - start
      if length == key.count {
        var same = true
        for k in 0..<length where pool[start + k] != key[k].lowered {
          same = false
          break
        }
        if same { return values[entry - 1] }
      }
      slot = (slot + 1) & mask
    }
  }
}
