/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same run on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int { Int(next() >> 11) % bound }

  /// Leaves some of the features out, each with a chance of so many in a thousand; returns how many
  /// remain. Without a chance nothing is drawn.
  mutating func drop(
    _ perMille: Int, _ features: UnsafeMutablePointer<UInt32>, _ count: Int
  ) -> Int {
    guard perMille > 0 else { return count }
    var kept = 0
    for index in 0..<count where below(1000) >= perMille {
      features[kept] = features[index]
      kept += 1
    }
    return kept
  }

  /// Fisher-Yates; the standard library's shuffle is not promised to stay the same.
  mutating func shuffle<Element>(_ items: inout [Element]) {
    for index in stride(from: items.count - 1, to: 0, by: -1) {
      items.swapAt(index, below(index + 1))
    }
  }
}
