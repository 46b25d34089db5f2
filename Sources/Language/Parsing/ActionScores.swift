/// Scores the actions of the parser.
package protocol ActionScorer {
  func score(_ view: ParserView, _ sentence: ParserSentence) -> SIMD8<Int32>
}

/// Rows of eight small weights in a table indexed by the feature's hash; features that meet in a
/// row share it, in training too.
package struct DenseModel: @unchecked Sendable {
  private let rows: UnsafePointer<SIMD8<Int8>>
  private let shift: UInt32

  /// The rows as they lie in a file; their count is a power of two.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let count = bytes.count / 8
    guard count > 1, count & (count - 1) == 0, let base = bytes.baseAddress else { return nil }
    rows = UnsafeRawPointer(base).assumingMemoryBound(to: SIMD8<Int8>.self)
    shift = UInt32(32 - count.trailingZeroBitCount)
  }

  /// The sum of the features' rows. At most 128 features of at most 127: 16 bits hold it.
  @inline(__always)
  package func sum(_ features: UnsafePointer<UInt32>, _ count: Int) -> SIMD8<Int16> {
    var sum = SIMD8<Int16>()
    for index in 0..<count {
      sum &+= SIMD8<Int16>(truncatingIfNeeded: rows[Int(features[index] >> shift)])
    }
    return sum
  }
}

/// Scores with a finished model and remembers sums: of the tokens one by one, of the pairs and
/// triples met in a sentence, of whole views. Beams meet the same ones again and again.
package final class ActionMemory: ActionScorer {
  private static let size = 512

  private let model: DenseModel
  private let features: UnsafeMutablePointer<UInt32>
  /// By token: as the buffer's first, as the top, as the second.
  private let buffers: UnsafeMutablePointer<SIMD8<Int16>>
  private let tops: UnsafeMutablePointer<SIMD8<Int16>>
  private let seconds: UnsafeMutablePointer<SIMD8<Int16>>
  private let pairs: Remembered<UInt64>
  private let belows: Remembered<UInt64>
  private let triples: Remembered<SIMD2<UInt64>>
  private let topTrees: Remembered<SIMD2<UInt64>>
  private let bufferTrees: Remembered<UInt64>
  private let views: Remembered<SIMD4<UInt64>>
  /// Counts sentences: what is remembered of another one does not fit.
  private var sentence: UInt16 = 0

  /// Sums in the places their keys' hashes choose; a later one takes an earlier one's place.
  private struct Remembered<Key: Equatable> {
    let keys: UnsafeMutablePointer<Key>
    let sums: UnsafeMutablePointer<SIMD8<Int16>>

    init(empty: Key) {
      keys = .allocate(capacity: ActionMemory.size)
      keys.initialize(repeating: empty, count: ActionMemory.size)
      sums = .allocate(capacity: ActionMemory.size)
      sums.initialize(repeating: SIMD8(), count: ActionMemory.size)
    }

    func forget(empty: Key) { keys.update(repeating: empty, count: ActionMemory.size) }

    func free() {
      keys.deallocate()
      sums.deallocate()
    }
  }

  package init(_ model: DenseModel) {
    self.model = model
    features = .allocate(capacity: ParserFeatures.capacity)
    let limit = ParserSentence.limit + 4
    buffers = .allocate(capacity: limit)
    tops = .allocate(capacity: limit)
    seconds = .allocate(capacity: limit)
    for table in [buffers, tops, seconds] { table.initialize(repeating: SIMD8(), count: limit) }
    pairs = Remembered(empty: 0)
    belows = Remembered(empty: 0)
    triples = Remembered(empty: SIMD2())
    topTrees = Remembered(empty: SIMD2())
    bufferTrees = Remembered(empty: 0)
    views = Remembered(empty: SIMD4())
  }

  deinit {
    features.deallocate()
    buffers.deallocate()
    tops.deallocate()
    seconds.deallocate()
    pairs.free()
    belows.free()
    triples.free()
    topTrees.free()
    bufferTrees.free()
    views.free()
  }

  /// Starts on the sentence that `words` holds now.
  package func begin(_ words: ParserSentence) {
    if sentence == .max {
      pairs.forget(empty: 0)
      belows.forget(empty: 0)
      triples.forget(empty: SIMD2())
      topTrees.forget(empty: SIMD2())
      bufferTrees.forget(empty: 0)
      views.forget(empty: SIMD4())
      sentence = 0
    }
    sentence += 1
    for token in 0...words.root {
      buffers[token] = sum { ParserFeatures.addBuffer(&$0, token, words) }
      tops[token] = sum { ParserFeatures.addTop(&$0, token, words) }
      seconds[token] = sum { ParserFeatures.addSecond(&$0, token, words) }
    }
  }

  @inline(__always)
  private func sum(_ add: (inout FeatureList) -> Void) -> SIMD8<Int16> {
    var list = FeatureList(features)
    add(&list)
    return model.sum(features, list.count)
  }

  /// The place of a key.
  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }

  package func score(_ view: ParserView, _ words: ParserSentence) -> SIMD8<Int32> {
    let number = UInt64(sentence) << 48
    let key = view.key(sentence)
    let all = place(
      key[0] ^ key[1] &* 0xD6E8_FEB8_6659_FD93 ^ key[2] &* 0xA076_1D64_78BD_642F
        ^ key[3] &* 0xE703_7ED1_A0B4_28DB)
    if views.keys[all] == key { return SIMD8(truncatingIfNeeded: views.sums[all]) }

    let top = Int(view.top)
    let second = Int(view.second)
    let buffer = Int(view.buffer)
    var total = buffers[buffer] &+ tops[top] &+ seconds[second]

    let pairKey = number | UInt64(top) << 16 | UInt64(buffer)
    let pair = place(pairKey)
    if pairs.keys[pair] != pairKey {
      pairs.keys[pair] = pairKey
      pairs.sums[pair] = sum { ParserFeatures.addPair(&$0, top, buffer, words) }
    }
    total &+= pairs.sums[pair]

    let belowKey = number | UInt64(second) << 16 | UInt64(top)
    let below = place(belowKey)
    if belows.keys[below] != belowKey {
      belows.keys[below] = belowKey
      belows.sums[below] = sum { ParserFeatures.addBelow(&$0, second, top, words) }
    }
    total &+= belows.sums[below]

    let tripleKey = SIMD2(number | key[0] & 0xFFFF, key[0])
    let triple = place(key[0])
    if triples.keys[triple] != tripleKey {
      triples.keys[triple] = tripleKey
      triples.sums[triple] = sum { ParserFeatures.addTriple(&$0, view, words) }
    }
    total &+= triples.sums[triple]

    // Places and relations of the top's outer dependents, how many it has.
    let topTreeKey = SIMD2(
      number | key[0] & 0xFFFF | (key[1] & 0xFFFF_FFFF) << 16,
      key[2] & 0xFFFF_FFFF | (key[3] & 0xFFFF_0000) << 16)
    let topTree = place(topTreeKey[0] ^ topTreeKey[1] &* 0xA076_1D64_78BD_642F)
    if topTrees.keys[topTree] != topTreeKey {
      topTrees.keys[topTree] = topTreeKey
      topTrees.sums[topTree] = sum { ParserFeatures.addTopTree(&$0, view, words) }
    }
    total &+= topTrees.sums[topTree]

    let bufferTreeKey =
      number | UInt64(buffer) | UInt64(view.bufferLeft) << 16 | UInt64(view.labels[6]) << 32
      | UInt64(view.counts[2]) << 40
    let bufferTree = place(bufferTreeKey)
    if bufferTrees.keys[bufferTree] != bufferTreeKey {
      bufferTrees.keys[bufferTree] = bufferTreeKey
      bufferTrees.sums[bufferTree] = sum { ParserFeatures.addBufferTree(&$0, view, words) }
    }
    total &+= bufferTrees.sums[bufferTree]

    total &+= sum { ParserFeatures.addTree(&$0, view, words) }
    views.keys[all] = key
    views.sums[all] = total
    return SIMD8(truncatingIfNeeded: total)
  }
}
