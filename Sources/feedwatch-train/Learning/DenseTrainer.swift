import Language

/// A structured perceptron's weights in rows of eight, indexed as `DenseModel` indexes them.
final class DenseTrainer: ActionScorer {
  private let bits: Int
  private let shift: UInt32
  private let rows: UnsafeMutablePointer<SIMD8<Int32>>
  /// Every change times the moment it was made: averages follow without touching unchanged rows.
  private let changes: UnsafeMutablePointer<SIMD8<Int64>>
  private var time: Int64 = 1
  private let features: UnsafeMutablePointer<UInt32>

  init(bits: Int) {
    self.bits = bits
    shift = UInt32(32 - bits)
    rows = .allocate(capacity: 1 << bits)
    rows.initialize(repeating: SIMD8(), count: 1 << bits)
    changes = .allocate(capacity: 1 << bits)
    changes.initialize(repeating: SIMD8(), count: 1 << bits)
    features = .allocate(capacity: ParserFeatures.capacity)
  }

  deinit {
    rows.deallocate()
    changes.deallocate()
    features.deallocate()
  }

  func score(_ view: ParserView, _ sentence: ParserSentence) -> SIMD8<Int32> {
    score(features, ParserFeatures.fill(features, view, sentence))
  }

  func score(_ features: UnsafePointer<UInt32>, _ count: Int) -> SIMD8<Int32> {
    var sum = SIMD8<Int32>()
    for index in 0..<count { sum &+= rows[Int(features[index] >> shift)] }
    return sum
  }

  func tick() { time += 1 }

  func add(_ features: UnsafePointer<UInt32>, _ count: Int, _ action: Int, _ amount: Int32) {
    for index in 0..<count {
      let row = Int(features[index] >> shift)
      rows[row][action] &+= amount
      changes[row][action] &+= Int64(amount) * time
    }
  }

  /// The averaged weights, row by row.
  func averaged() -> [Float] {
    var values = [Float](repeating: 0, count: 8 << bits)
    for row in 0..<1 << bits {
      for lane in 0..<8 {
        values[row * 8 + lane] =
          Float(Double(rows[row][lane]) - Double(changes[row][lane]) / Double(time))
      }
    }
    return values
  }

  /// The sum of several runs' weights in bytes, as `DenseModel` reads them; this share of them is
  /// beyond 127 steps and cut.
  static func quantised(_ runs: [[Float]], beyond share: Double) -> [UInt8] {
    guard var values = runs.first else { return [] }
    for run in runs.dropFirst() {
      for index in values.indices { values[index] += run[index] }
    }
    let sizes = values.filter { $0 != 0 }.map { abs($0) }.sorted()
    guard !sizes.isEmpty else { return [UInt8](repeating: 0, count: values.count) }
    let step = sizes[min(sizes.count - 1, Int(Double(sizes.count) * (1 - share)))] / 127
    return values.map { UInt8(bitPattern: Int8(max(-127, min(127, ($0 / step).rounded())))) }
  }
}
