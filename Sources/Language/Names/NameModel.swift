/// Persons, organisations and places: a structured perceptron over hashed features, decoded by
/// Viterbi.
///
/// The file's sections: the lists' table, the transitions (13 by 13, previous label first, then 13
/// for a sentence's start), [units of score a factor of e in odds is], the slots and the blocks.
package struct NameModel: @unchecked Sendable {
  package let gazetteer: NameGazetteer
  private let transitions: UnsafeBufferPointer<UInt32>
  private let scale: Float
  private let model: SparseModel

  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let file = ModelFile(.names, bytes), file.sections.count == 5,
      let gazetteer = NameGazetteer(file.words(0)),
      file.words(1).count == NameLabels.count * (NameLabels.count + 1),
      let scale = file.words(2).first, let model = SparseModel(file.words(3), file.bytes(4))
    else { return nil }
    self.gazetteer = gazetteer
    transitions = file.words(1)
    self.scale = Float(max(1, scale))
    self.model = model
  }

  /// Finds the names of a document.
  package func names(_ context: borrowing NameContext, _ sentences: [Sentence]) -> [NamedSpan] {
    let longest = sentences.reduce(0) { max($0, $1.tokens.count) }
    let viterbi = NameViterbi(capacity: longest)
    let features = UnsafeMutablePointer<UInt32>.allocate(capacity: NameFeatures.capacity)
    let found = UnsafeMutablePointer<UInt64>.allocate(capacity: NameFeatures.capacity)
    defer {
      features.deallocate()
      found.deallocate()
    }
    var names: [NamedSpan] = []
    guard let base = transitions.baseAddress else { return [] }
    let weights = UnsafeRawPointer(base).assumingMemoryBound(to: Int32.self)
    for sentence in sentences {
      let range = sentence.tokens
      for (row, index) in range.enumerated() {
        let scores = viterbi.emissions + row * NameLabels.count
        if context.tokens[index].isPlain {
          NameViterbi.exclude(scores)
          continue
        }
        scores.update(repeating: 0, count: NameLabels.count)
        let count = NameFeatures.fill(features, context, range, index)
        model.score(features, count, scores, found)
      }
      viterbi.decode(range.count, weights)
      var start = 0
      for row in 0..<range.count {
        let label = Int(viterbi.labels[row])
        guard let type = NameLabels.type(label) else { continue }
        if !NameLabels.continues(label) { start = row }
        if NameLabels.isOpen(label) { continue }
        names.append(
          NamedSpan(
            tokens: range.lowerBound + start..<range.lowerBound + row + 1,
            type: NameType.allCases[type],
            confidence: Double(confidence(viterbi, start...row))))
      }
    }
    return names
  }

  /// The least certain token's share of the odds, by its own scores.
  private func confidence(_ viterbi: NameViterbi, _ rows: ClosedRange<Int>) -> Float {
    var least: Float = 1
    for row in rows {
      let scores = viterbi.emissions + row * NameLabels.count
      let chosen = Float(scores[Int(viterbi.labels[row])])
      var sum: Float = 0
      for label in 0..<NameLabels.count {
        sum += Exponential.value((Float(scores[label]) - chosen) / scale)
      }
      least = min(least, 1 / max(1, sum))
    }
    return least
  }
}

/// e to the power of a number, without a C library.
package enum Exponential {
  /// By squaring (1 + x/1024) ten times; relative error below 1% from -20 to 4, 0 below.
  package static func value(_ x: Float) -> Float {
    if x < -20 { return 0 }
    var result = 1 + max(-20, min(20, x)) / 1024
    for _ in 0..<10 { result *= result }
    return result
  }
}

/// The best sequence of labels for a sentence's scores.
package final class NameViterbi {
  package let emissions: UnsafeMutablePointer<Int32>
  package let labels: UnsafeMutablePointer<UInt8>
  private let back: UnsafeMutablePointer<UInt8>
  private let totals: UnsafeMutablePointer<Int32>

  /// For sentences of at most so many tokens.
  package init(capacity: Int) {
    let size = max(1, capacity) * NameLabels.count
    emissions = .allocate(capacity: size)
    labels = .allocate(capacity: max(1, capacity))
    back = .allocate(capacity: size)
    totals = .allocate(capacity: 2 * NameLabels.count)
    labels.initialize(repeating: 0, count: max(1, capacity))
  }

  deinit {
    emissions.deallocate()
    labels.deallocate()
    back.deallocate()
    totals.deallocate()
  }

  /// The scores of a token that is no name.
  @inline(__always)
  package static func exclude(_ scores: UnsafeMutablePointer<Int32>) {
    scores.update(repeating: -1 << 20, count: NameLabels.count)
    scores[NameLabels.outside] = 0
  }

  /// Fills `labels` from `emissions`; `transitions` as in the model's file.
  package func decode(_ count: Int, _ transitions: UnsafePointer<Int32>) {
    let width = NameLabels.count
    guard count > 0 else { return }
    var previous = totals
    var current = totals + width
    let impossible = Int32.min / 2
    for label in 0..<width {
      previous[label] =
        NameLabels.continues(label)
        ? impossible : emissions[label] &+ transitions[width * width + label]
    }
    for row in 1..<max(1, count) {
      let scores = emissions + row * width
      for label in 0..<width {
        var best = Int32.min
        var from = 0
        if NameLabels.continues(label) {
          let type = (label - 1) / 4
          for other in NameLabels.begin(type)...NameLabels.inside(type) {
            let total = previous[other] &+ transitions[other * width + label]
            if total > best {
              best = total
              from = other
            }
          }
        } else {
          for other in 0..<width where !NameLabels.isOpen(other) {
            let total = previous[other] &+ transitions[other * width + label]
            if total > best {
              best = total
              from = other
            }
          }
        }
        current[label] = max(impossible, best &+ scores[label])
        back[row * width + label] = UInt8(from)
      }
      swap(&previous, &current)
    }
    var best = 0
    for label in 1..<width where !NameLabels.isOpen(label) && previous[label] > previous[best] {
      best = label
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
      labels[row] = UInt8(best)
      best = Int(back[row * width + best])
      if row == 0 { break }
    }
  }
}
