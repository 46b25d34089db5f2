internal import Language

/// Which words tell a political act: a logistic model over hashed features in two looks, first at
/// each candidate by itself, then at it beside the other candidates of its sentence and its text.
///
/// The file's sections, twice: [how many bits an index has, the weight of one unit as a Float's bits,
/// the bias as a Float's bits, the weight of the first look's log odds as a Float's bits], and a
/// signed byte for every index. A feature's weight lies at the high bits of its spread hash: features
/// share places (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009).
package struct TriggerModel: @unchecked Sendable {
  package struct Look: @unchecked Sendable {
    private let shift: UInt32
    private let unit: Float
    private let bias: Float
    private let carried: Float
    private let weights: UnsafePointer<Int8>

    fileprivate init?(_ header: UnsafeBufferPointer<UInt32>, _ bytes: UnsafeBufferPointer<UInt8>) {
      guard header.count == 4, header[0] > 0, header[0] < 30, bytes.count >= 1 << Int(header[0]),
        let base = bytes.baseAddress
      else { return nil }
      shift = 32 - header[0]
      unit = Float(bitPattern: header[1])
      bias = Float(bitPattern: header[2])
      carried = Float(bitPattern: header[3])
      weights = UnsafeRawPointer(base).assumingMemoryBound(to: Int8.self)
    }

    /// The log odds of a candidate with these features.
    package func logit(_ features: [UInt32], first: Float = 0) -> Float {
      var sum: Int32 = 0
      for feature in features { sum &+= Int32(weights[Int(Hashing.spread(feature) >> shift)]) }
      return Float(sum) * unit + bias + carried * first
    }
  }

  package let first: Look
  package let second: Look

  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let file = ModelFile(.triggers, bytes), file.sections.count == 4,
      let first = Look(file.words(0), file.bytes(1)),
      let second = Look(file.words(2), file.bytes(3))
    else { return nil }
    self.first = first
    self.second = second
  }

  static let embedded = TriggerModel(EmbeddedModel.triggers)
}
