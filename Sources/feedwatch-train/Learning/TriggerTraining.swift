import Extraction
import Foundation
import Language

/// Trains the trigger model: two logistic regressions with a quadratic penalty, the second on what the
/// first says of texts that it did not learn from.
struct TriggerTraining {
  /// A text with its candidates and which of them the annotators marked.
  struct Sample {
    var document: TriggerDocument
    var sample: TriggerSample
    var isGold: [Bool]
    /// Marked events that no candidate stands for.
    var missed: Int
  }

  static let bits: UInt32 = 18
  static let secondBits: UInt32 = 14
  static let folds = 5
  /// How much a candidate counts, by the set its text is of, where not in full: invented texts are
  /// many, and denser with acts than news is.
  static let shares: [String: Float] = ["invented": 0.5]
  /// The weight of the penalty against the losses' sum.
  static let penalty = 20.0

  static func prepare(_ documents: [TriggerDocument]) -> [Sample] {
    let extractor = Extractor()
    return Parallel.map(documents.count) { index in
      let document = documents[index]
      let sample = extractor.triggerSample(
        document.text, hasTitle: !document.title.isEmpty, published: document.seconds,
        isTuned: document.set == "tuned")
      var isGold = [Bool](repeating: false, count: sample.rows.count)
      var missed = 0
      for event in document.events {
        let matching = sample.rows.indices.filter {
          sample.rows[$0].kind.rawValue == event.type && !isGold[$0]
            && sample.rows[$0].word.overlaps(event.range)
        }
        // The word that governs the others of its trigger.
        let top = matching.first { row in
          sample.rows[row].governor.map { !$0.overlaps(event.range) } ?? true
        }
        if let row = top ?? matching.first { isGold[row] = true } else { missed += 1 }
      }
      return Sample(document: document, sample: sample, isGold: isGold, missed: missed)
    }
  }

  /// The places of a row's features in a table of weights.
  static func places(_ features: [UInt32], _ bits: UInt32) -> [UInt32] {
    features.map { Hashing.spread($0) >> (32 - bits) }
  }

  /// Trains both looks; returns the file, and what the model says of every sample when it was trained
  /// without its fold.
  static func train(
    _ samples: [Sample], note: (String) -> Void
  ) -> (file: [UInt8], heldOut: [[Float]]) {
    let first = samples.map { sample in
      sample.sample.rows.map { places($0.features, bits) }
    }
    let isGold = samples.map(\.isGold)
    let shares = samples.map { sample in
      [Float](
        repeating: Self.shares[sample.document.set] ?? 1, count: sample.isGold.count)
    }
    func fold(_ index: Int) -> Int { index % folds }
    /// The first look's log odds of every sample by a model without its fold.
    func outside(_ members: [Int], _ count: Int) -> [Int: [Float]] {
      let models = (0..<count).map { part in
        let chosen = members.enumerated().filter { $0.offset % count != part }.map(\.element)
        return LogisticRegression(
          rows: chosen.flatMap { first[$0] }, isTrue: chosen.flatMap { isGold[$0] },
          shares: chosen.flatMap { shares[$0] }, bits: bits, penalty: penalty)
      }
      var logits: [Int: [Float]] = [:]
      for (place, member) in members.enumerated() {
        logits[member] = first[member].map { models[place % count].logit($0) }
      }
      return logits
    }
    func second(_ members: [Int], _ logits: [Int: [Float]]) -> (
      rows: [[UInt32]], carried: [Float], isTrue: [Bool], shares: [Float]
    ) {
      var rows: [[UInt32]] = []
      var carried: [Float] = []
      for member in members {
        guard let own = logits[member] else { continue }
        var sample = samples[member].sample
        rows += sample.secondLook(own).map { places($0, secondBits) }
        carried += own
      }
      return (rows, carried, members.flatMap { isGold[$0] }, members.flatMap { shares[$0] })
    }
    let everyone = Array(samples.indices)
    let logits = outside(everyone, folds)
    note("first look, \(folds) folds")
    var heldOut = [[Float]](repeating: [], count: samples.count)
    for part in 0..<folds {
      let members = everyone.filter { fold($0) != part }
      let (rows, carried, isTrue, own) = second(members, logits)
      let model = LogisticRegression(
        rows: rows, isTrue: isTrue, shares: own, bits: secondBits, penalty: penalty,
        carried: carried)
      for member in everyone where fold(member) == part {
        let (rows, carried, _, _) = second([member], logits)
        heldOut[member] = rows.indices.map { model.logit(rows[$0], carried: carried[$0]) }
      }
    }
    note("second look, \(folds) folds")
    let whole = LogisticRegression(
      rows: first.flatMap { $0 }, isTrue: isGold.flatMap { $0 },
      shares: shares.flatMap { $0 }, bits: bits, penalty: penalty)
    let (rows, carried, isTrue, own) = second(everyone, logits)
    let beside = LogisticRegression(
      rows: rows, isTrue: isTrue, shares: own, bits: secondBits, penalty: penalty,
      carried: carried)
    let sections = whole.sections() + beside.sections()
    return (ModelFile.data(.triggers, sections), heldOut)
  }
}

/// A logistic regression over rows of hashed places, fitted by L-BFGS: no chance is in it.
final class LogisticRegression {
  private let bits: UInt32
  /// The weights of the places, then the bias, then the weight of what is carried over.
  private var weights: [Float]
  private let hasCarried: Bool

  private static let iterations = 70
  private static let memory = 8

  /// - Parameter shares: how much each row counts.
  init(
    rows: [[UInt32]], isTrue: [Bool], shares: [Float], bits: UInt32, penalty: Double,
    carried: [Float]? = nil
  ) {
    self.bits = bits
    hasCarried = carried != nil
    weights = [Float](repeating: 0, count: 1 << Int(bits) + 2)
    if hasCarried { weights[weights.count - 1] = 1 }
    fit(rows, isTrue, shares, penalty, carried)
  }

  func logit(_ row: [UInt32], carried: Float = 0) -> Float {
    var sum = weights[weights.count - 2]
    for place in row { sum += weights[Int(place)] }
    return hasCarried ? sum + weights[weights.count - 1] * carried : sum
  }

  private static let pieces = 2

  /// The loss and its gradient: the rows in as many pieces on any machine, summed in their order.
  private func loss(
    _ rows: [[UInt32]], _ isTrue: [Bool], _ shares: [Float], _ carried: [Float]?,
    _ penalty: Double
  ) -> (value: Double, gradient: [Float]) {
    let count = weights.count
    let parts = Parallel.map(Self.pieces) { piece in
      var value = 0.0
      var gradient = [Float](repeating: 0, count: count)
      let range = rows.count * piece / Self.pieces..<rows.count * (piece + 1) / Self.pieces
      for index in range {
        let carry = carried?[index] ?? 0
        let logit = Double(logit(rows[index], carried: carry))
        let sign = isTrue[index] ? 1.0 : -1.0
        let margin = sign * logit
        let loss = margin > 0 ? log1p(exp(-margin)) : -margin + log1p(exp(margin))
        value += loss * Double(shares[index])
        let slope = Float(-sign / (1 + exp(margin))) * shares[index]
        for place in rows[index] { gradient[Int(place)] += slope }
        gradient[count - 2] += slope
        if hasCarried { gradient[count - 1] += slope * carry }
      }
      return (value, gradient)
    }
    var value = parts.reduce(0) { $0 + $1.0 }
    var gradient = parts[0].1
    for part in parts.dropFirst() {
      for index in gradient.indices { gradient[index] += part.1[index] }
    }
    for index in 0..<count - 2 {
      value += penalty / 2 * Double(weights[index] * weights[index])
      gradient[index] += Float(penalty) * weights[index]
    }
    return (value, gradient)
  }

  private static func dot(_ a: [Float], _ b: [Float]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += Double(a[index]) * Double(b[index]) }
    return sum
  }

  /// Nocedal and Wright, "Numerical Optimization", algorithm 7.5, with backtracking.
  private func fit(
    _ rows: [[UInt32]], _ isTrue: [Bool], _ shares: [Float], _ penalty: Double,
    _ carried: [Float]?
  ) {
    var (value, gradient) = loss(rows, isTrue, shares, carried, penalty)
    var steps: [(s: [Float], y: [Float], rho: Double)] = []
    for iteration in 0..<Self.iterations {
      var direction = gradient
      var alphas: [Double] = []
      for step in steps.reversed() {
        let alpha = step.rho * Self.dot(step.s, direction)
        alphas.append(alpha)
        for index in direction.indices { direction[index] -= Float(alpha) * step.y[index] }
      }
      if let last = steps.last {
        let scale = Float(Self.dot(last.s, last.y) / Self.dot(last.y, last.y))
        for index in direction.indices { direction[index] *= scale }
      }
      for (step, alpha) in zip(steps, alphas.reversed()) {
        let beta = step.rho * Self.dot(step.y, direction)
        for index in direction.indices { direction[index] += Float(alpha - beta) * step.s[index] }
      }
      let slope = -Self.dot(direction, gradient)
      guard slope < 0 else { break }
      var size = iteration == 0 ? 1 / max(1, Self.dot(gradient, gradient).squareRoot()) : 1.0
      let old = weights
      var isDone = true
      for _ in 0..<20 {
        for index in weights.indices {
          weights[index] = old[index] - Float(size) * direction[index]
        }
        let (next, nextGradient) = loss(rows, isTrue, shares, carried, penalty)
        if next <= value + 1e-4 * size * slope {
          isDone = value - next < 1e-5 * abs(value)
          var s = weights
          var y = nextGradient
          for index in s.indices {
            s[index] -= old[index]
            y[index] -= gradient[index]
          }
          let curvature = Self.dot(s, y)
          if curvature > 1e-10 {
            steps.append((s, y, 1 / curvature))
            if steps.count > Self.memory { steps.removeFirst() }
          }
          (value, gradient) = (next, nextGradient)
          break
        }
        weights = old
        size /= 2
      }
      if isDone { break }
    }
  }

  /// A model file's two sections: the header, and a signed byte for every place.
  func sections() -> [[UInt8]] {
    let table = weights.dropLast(2)
    let sizes = table.map { abs($0) }.sorted()
    // A few giants may be cut; the many need the finer steps.
    let largest = sizes[sizes.count - 1 - sizes.count / 20_000]
    let unit = max(largest, .leastNormalMagnitude) / 127
    let header = [
      bits, unit.bitPattern, weights[weights.count - 2].bitPattern,
      (hasCarried ? weights[weights.count - 1] : 0).bitPattern,
    ]
    let bytes = table.map {
      UInt8(bitPattern: Int8(max(-127, min(127, ($0 / unit).rounded()))))
    }
    return [ModelFile.bytes(header), bytes]
  }
}
