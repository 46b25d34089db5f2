/// A linear model over hashed features, read where it lies in the binary: for every feature the few
/// classes it speaks for or against.
///
/// `slots`: open addressing by the high bits of the spread feature; a slot holds where the
/// feature's block starts (22 bits, in units of two bytes; 0: empty) and ten bits of its hash. A
/// block: how many classes (a byte), eight bits more of the hash, then class and weight, a byte
/// each.
package struct SparseModel: @unchecked Sendable {
  package let classCount: Int
  private let slots: UnsafePointer<UInt32>
  private let values: UnsafePointer<UInt8>
  private let shift: UInt32
  private let mask: Int

  /// Two sections of a file: [bits, classes] with the slots behind them, and the blocks.
  package init?(_ slots: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<UInt8>) {
    guard slots.count > 2, let base = slots.baseAddress, let blocks = values.baseAddress,
      slots[0] < 30, slots.count == 2 + 1 << Int(slots[0])
    else { return nil }
    shift = 32 - slots[0]
    mask = 1 << Int(slots[0]) - 1
    classCount = Int(slots[1])
    self.slots = base + 2
    self.values = blocks
  }

  /// Adds the weights of these features to the classes' scores.
  @inline(__always)
  package func score(
    _ features: UnsafePointer<UInt32>, _ count: Int, _ scores: UnsafeMutablePointer<Int32>
  ) {
    for index in 0..<count { add(features[index], scores) }
  }

  @inline(__always)
  private func add(_ feature: UInt32, _ scores: UnsafeMutablePointer<Int32>) {
    let spread = Hashing.spread(feature)
    var index = Int(spread >> shift)
    while true {
      let slot = slots[index]
      if slot == 0 { return }
      if slot >> 22 == spread & 0x3FF {
        let block = values + Int(slot & 0x3F_FFFF) * 2
        if UInt32(block[1]) == spread >> 10 & 0xFF {
          var entry = block + 2
          let end = entry + Int(block[0]) * 2
          while entry < end {
            scores[Int(entry[0])] &+= Int32(Int8(bitPattern: entry[1]))
            entry += 2
          }
          return
        }
      }
      index = (index + 1) & mask
    }
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
  /// beyond 127 of them is cut, what rounds to less than `least` units is left out.
  package static func sections(
    of weights: [Weight], classes: Int, step: Float, least: Float = 1
  ) -> (slots: [UInt8], values: [UInt8]) {
    var values: [UInt8] = [0, 0]
    var blocks: [(feature: UInt32, offset: Int)] = []
    var index = 0
    while index < weights.count {
      let feature = weights[index].feature
      var entries: [UInt8] = []
      while index < weights.count, weights[index].feature == feature {
        let units = (weights[index].value / step).rounded()
        if abs(units) >= least {
          let unit = Int8(max(-127, min(127, units)))
          entries += [weights[index].label, UInt8(bitPattern: unit)]
        }
        index += 1
      }
      guard !entries.isEmpty else { continue }
      blocks.append((feature, values.count / 2))
      values += [UInt8(entries.count / 2), UInt8(Hashing.spread(feature) >> 10 & 0xFF)] + entries
    }
    precondition(values.count / 2 < 1 << 22, "a model that is too large")
    var bits = 10
    while blocks.count * 10 > (7 << bits) { bits += 1 }
    var slots = [UInt32](repeating: 0, count: 1 << bits)
    for block in blocks {
      let spread = Hashing.spread(block.feature)
      var index = Int(spread >> UInt32(32 - bits))
      while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = (spread & 0x3FF) << 22 | UInt32(block.offset)
    }
    return (ModelFile.bytes([UInt32(bits), UInt32(classes)] + slots), values)
  }
}
