/// Scores the actions of the parser from features.
package protocol ActionScorer {
  func score(_ features: UnsafePointer<UInt32>, _ count: Int) -> SIMD8<Int32>
}

/// Rows of eight small weights in a table indexed by the feature's hash; features that meet in a
/// row share it, in training too.
package struct DenseModel: ActionScorer, @unchecked Sendable {
  private let rows: UnsafePointer<SIMD8<Int8>>
  private let shift: UInt32

  /// The rows as they lie in a file; their count is a power of two.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let count = bytes.count / 8
    guard count > 1, count & (count - 1) == 0, let base = bytes.baseAddress else { return nil }
    rows = UnsafeRawPointer(base).assumingMemoryBound(to: SIMD8<Int8>.self)
    shift = UInt32(32 - count.trailingZeroBitCount)
  }

  @inline(__always)
  package func score(_ features: UnsafePointer<UInt32>, _ count: Int) -> SIMD8<Int32> {
    // At most 128 features of at most 127: 16 bits hold the sum.
    var sum = SIMD8<Int16>()
    for index in 0..<count {
      sum &+= SIMD8<Int16>(truncatingIfNeeded: rows[Int(features[index] >> shift)])
    }
    return SIMD8<Int32>(truncatingIfNeeded: sum)
  }
}

/// Beam search over the actions of one sentence, step by step. All parses of n tokens take 2n
/// steps, so that scores compare.
package final class BeamSearch {
  package struct Step {
    package var parent: Int32
    package var action: UInt8
  }

  package let width: Int
  package let sentence: ParserSentence
  /// The relations' first guess, by the arc alone.
  package var labels: SparseModel
  /// The states of the step that was done last, best first.
  package private(set) var states: [ParserState] = []
  package private(set) var stateCount = 0
  /// How each state of each step came about: `history[step * width + state]`.
  package private(set) var history: [Step] = []
  package private(set) var stepsDone = 0

  private var spare: [ParserState] = []
  private let features: UnsafeMutablePointer<UInt32>
  private let scores: UnsafeMutablePointer<Int32>
  /// The best relation of each group for each pair of tokens; 0 where it was not asked for yet.
  private let guesses: UnsafeMutablePointer<SIMD4<UInt8>>
  private let leftGroups: [UInt8]
  private let rightGroups: [UInt8]
  private let rootLabel: UInt8

  private struct Candidate {
    var score: Int32
    var state: Int32
    var action: Int32
  }
  private let candidates: UnsafeMutablePointer<Candidate>
  /// What the states of the step under way look like, and what their actions scored.
  private let views: UnsafeMutablePointer<ParserView>
  private let actionScores: UnsafeMutablePointer<SIMD8<Int32>>

  package init(width: Int, sentence: ParserSentence, labels: SparseModel) {
    self.width = width
    self.sentence = sentence
    self.labels = labels
    let size = ParserSentence.limit + 4
    for index in 0..<2 * width {
      let nodes = UnsafeMutablePointer<ParserNode>.allocate(capacity: size)
      nodes.initialize(repeating: ParserNode(), count: size)
      let stack = UnsafeMutablePointer<Int16>.allocate(capacity: size)
      stack.initialize(repeating: 0, count: size)
      let state = ParserState(nodes: nodes, stack: stack)
      if index < width { states.append(state) } else { spare.append(state) }
    }
    history = Array(
      repeating: Step(parent: 0, action: 0), count: (2 * ParserSentence.limit + 1) * width)
    features = .allocate(capacity: ParserFeatures.capacity + ArcFeatures.capacity)
    scores = .allocate(capacity: 256)
    guesses = .allocate(capacity: size * size)
    candidates = .allocate(capacity: 4 * width)
    views = .allocate(capacity: width)
    actionScores = .allocate(capacity: width)
    for index in 0..<width {
      (views + index).initialize(to: ParserView(states[0], sentence))
      (actionScores + index).initialize(to: SIMD8())
    }
    leftGroups = RelationGroup.left
    rightGroups = RelationGroup.right
    rootLabel = UInt8((Relation.allCases.firstIndex(of: .root) ?? 0) + 1)
  }

  deinit {
    for state in states + spare {
      state.nodes.deallocate()
      state.stack.deallocate()
    }
    features.deallocate()
    scores.deallocate()
    guesses.deallocate()
    candidates.deallocate()
    views.deallocate()
    actionScores.deallocate()
  }

  /// Starts on the sentence that `sentence` holds now.
  package func begin() {
    states[0].reset(sentence)
    stateCount = 1
    stepsDone = 0
    let size = sentence.count + 2
    guesses.initialize(repeating: SIMD4(), count: size * size)
  }

  /// The label (index plus one) of an arc that an action makes.
  package func label(_ action: Int, head: Int, dependent: Int) -> UInt8 {
    if action == ParserState.Action.shift { return 0 }
    if head == sentence.root { return rootLabel }
    let place = head * (sentence.count + 2) + dependent
    let isLeft = dependent < head
    let group = action - (isLeft ? ParserState.Action.left : ParserState.Action.right)
    if guesses[place][0] == 0 {
      guesses[place] = guess(head: head, dependent: dependent, isLeft ? leftGroups : rightGroups)
    }
    return guesses[place][group]
  }

  private func guess(head: Int, dependent: Int, _ groups: [UInt8]) -> SIMD4<UInt8> {
    let base = features + ParserFeatures.capacity
    let count = ArcFeatures.fill(base, sentence, head: head, dependent: dependent)
    scores.update(repeating: 0, count: labels.classCount)
    labels.score(base, count, scores)
    var best = SIMD4<UInt8>()
    var bestScore = SIMD4<Int32>(repeating: .min)
    groups.withUnsafeBufferPointer { groups in
      for label in 0..<labels.classCount {
        let group = Int(groups[label])
        if scores[label] > bestScore[group], UInt8(label) + 1 != rootLabel {
          bestScore[group] = scores[label]
          best[group] = UInt8(label) + 1
        }
      }
    }
    return best
  }

  /// Scores a state's actions; what a state of this step with the same view was given serves again.
  @inline(__always)
  private func score(
    _ state: ParserState, _ index: Int, _ scorer: some ActionScorer
  ) -> SIMD8<Int32> {
    let view = ParserView(state, sentence)
    for other in 0..<index where views[other] == view {
      views[index] = view
      actionScores[index] = actionScores[other]
      return actionScores[other]
    }
    let count = ParserFeatures.fill(features, view, sentence)
    let scores = scorer.score(features, count)
    views[index] = view
    actionScores[index] = scores
    return scores
  }

  /// Does one step: every state's possible actions, of which the best remain. Of the arcs to one
  /// side a state offers its best.
  ///
  /// Candidates that fall behind the best by more than `margin` are given up at once.
  package func step(_ scorer: some ActionScorer, margin: Int32 = .max) {
    var candidateCount = 0
    func offer(_ score: Int32, _ state: Int, _ action: Int) {
      var place = candidateCount
      if place == width {
        if candidates[place - 1].score >= score { return }
        place -= 1
      } else {
        candidateCount += 1
      }
      while place > 0, candidates[place - 1].score < score {
        candidates[place] = candidates[place - 1]
        place -= 1
      }
      candidates[place] = Candidate(score: score, state: Int32(state), action: Int32(action))
    }
    for index in 0..<stateCount {
      let state = states[index]
      let scores = score(state, index, scorer)
      if state.canShift(sentence) { offer(state.score &+ scores[0], index, 0) }
      if state.canLeft(sentence) {
        var best = 1
        for action in 2..<4 where scores[action] > scores[best] { best = action }
        offer(state.score &+ scores[best], index, best)
      }
      if state.canRight {
        var best = 4
        for action in 5..<8 where scores[action] > scores[best] { best = action }
        offer(state.score &+ scores[best], index, best)
      }
    }
    if margin < .max {
      while candidateCount > 1,
        candidates[0].score &- candidates[candidateCount - 1].score > margin
      {
        candidateCount -= 1
      }
    }
    for index in 0..<candidateCount {
      let candidate = candidates[index]
      let parent = states[Int(candidate.state)]
      let action = Int(candidate.action)
      let arc = parent.arc(action)
      let label = label(action, head: arc.head, dependent: arc.dependent)
      spare[index].copy(parent, sentence)
      spare[index].apply(action, label: label)
      spare[index].score = candidate.score
      history[stepsDone * width + index] = Step(
        parent: candidate.state, action: UInt8(truncatingIfNeeded: action))
    }
    swap(&states, &spare)
    stateCount = candidateCount
    stepsDone += 1
  }
}
