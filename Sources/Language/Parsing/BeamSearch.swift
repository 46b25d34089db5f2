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
  package private(set) var states: UnsafeMutablePointer<ParserState>
  package private(set) var stateCount = 0
  /// How each state of each step came about: `history[step * width + state]`.
  package let history: UnsafeMutablePointer<Step>
  package private(set) var stepsDone = 0

  private var spare: UnsafeMutablePointer<ParserState>
  private let features: UnsafeMutablePointer<UInt32>
  private let found: UnsafeMutablePointer<UInt64>
  private let scores: UnsafeMutablePointer<Int32>
  /// The best relation of each group for each pair of tokens; 0 where it was not asked for yet.
  private let guesses: UnsafeMutablePointer<SIMD4<UInt8>>
  /// The best relation of a pair that was asked for, where it leads by `doubt` and more; else 0.
  private let settled: UnsafeMutablePointer<UInt8>
  private let doubt: Int32
  /// The group of every relation, to the left and behind them to the right; 4: not to be guessed.
  private let groups: UnsafeMutablePointer<UInt8>
  private let rootLabel: UInt8

  private struct Candidate {
    var score: Int32
    var state: Int32
    var action: Int32
  }
  private let candidates: UnsafeMutablePointer<Candidate>
  /// For every state the last candidate that goes on from it.
  private let heirs: UnsafeMutablePointer<Int32>

  /// `doubt`: by how many steps the best relation of an arc must lead to need no second look.
  package init(width: Int, sentence: ParserSentence, labels: SparseModel, doubt: Int32) {
    self.width = width
    self.doubt = doubt
    self.sentence = sentence
    self.labels = labels
    let size = ParserSentence.limit + 4
    states = .allocate(capacity: width)
    spare = .allocate(capacity: width)
    for index in 0..<2 * width {
      let nodes = UnsafeMutablePointer<ParserNode>.allocate(capacity: size)
      nodes.initialize(repeating: ParserNode(), count: size)
      let stack = UnsafeMutablePointer<Int16>.allocate(capacity: size)
      stack.initialize(repeating: 0, count: size)
      let place = index < width ? states + index : spare + (index - width)
      place.initialize(to: ParserState(nodes: nodes, stack: stack))
    }
    let steps = (2 * ParserSentence.limit + 1) * width
    history = .allocate(capacity: steps)
    history.initialize(repeating: Step(parent: 0, action: 0), count: steps)
    features = .allocate(capacity: ArcFeatures.capacity)
    found = .allocate(capacity: ArcFeatures.capacity)
    scores = .allocate(capacity: 256)
    guesses = .allocate(capacity: size * size)
    settled = .allocate(capacity: size * size)
    settled.initialize(repeating: 0, count: size * size)
    candidates = .allocate(capacity: width)
    heirs = .allocate(capacity: width)
    rootLabel = UInt8((Relation.allCases.firstIndex(of: .root) ?? 0) + 1)
    groups = .allocate(capacity: 512)
    groups.initialize(repeating: 4, count: 512)
    for relation in Relation.allCases.indices where relation + 1 != rootLabel {
      groups[relation] = RelationGroup.left[relation]
      groups[256 + relation] = RelationGroup.right[relation]
    }
  }

  deinit {
    for index in 0..<2 * width {
      let state = index < width ? states[index] : spare[index - width]
      state.nodes.deallocate()
      state.stack.deallocate()
    }
    states.deallocate()
    spare.deallocate()
    history.deallocate()
    features.deallocate()
    found.deallocate()
    scores.deallocate()
    guesses.deallocate()
    settled.deallocate()
    candidates.deallocate()
    heirs.deallocate()
    groups.deallocate()
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
      guesses[place] = guess(
        head: head, dependent: dependent, groups + (isLeft ? 0 : 256), settled + place)
    }
    return guesses[place][group]
  }

  /// The label of an arc of a finished tree where the arc alone leaves no doubt of it; else 0.
  @inline(__always)
  package func settledLabel(head: Int, dependent: Int) -> UInt8 {
    settled[head * (sentence.count + 2) + dependent]
  }

  private func guess(
    head: Int, dependent: Int, _ groups: UnsafePointer<UInt8>,
    _ settled: UnsafeMutablePointer<UInt8>
  ) -> SIMD4<UInt8> {
    let count = ArcFeatures.fill(features, sentence, head: head, dependent: dependent)
    scores.update(repeating: 0, count: labels.classCount)
    labels.score(features, count, scores, found)
    // Score and relation as one number, by group; of equal ones the first.
    var best = SIMD8<Int32>(repeating: .min)
    withUnsafeMutableBytes(of: &best) { bytes in
      guard let best = bytes.baseAddress?.assumingMemoryBound(to: Int32.self) else { return }
      var first = Int32.min
      var second = Int32.min
      for label in 0..<labels.classCount {
        let group = Int(groups[label] & 7)
        let candidate = scores[label] << 8 | Int32(255 &- label)
        best[group] = max(best[group], candidate)
        second = max(second, min(first, candidate))
        first = max(first, candidate)
      }
      settled.pointee =
        first >> 8 &- second >> 8 >= doubt ? UInt8(truncatingIfNeeded: 256 &- (first & 255)) : 0
    }
    return SIMD4<UInt8>(truncatingIfNeeded: 256 &- (best.lowHalf & 255))
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
      let scores = scorer.score(ParserView(state, sentence), sentence)
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
    for index in 0..<candidateCount { heirs[Int(candidates[index].state)] = Int32(index) }
    for index in 0..<candidateCount {
      let candidate = candidates[index]
      let parent = Int(candidate.state)
      let action = Int(candidate.action)
      let arc = states[parent].arc(action)
      let label = label(action, head: arc.head, dependent: arc.dependent)
      // The last one that goes on from a state takes its memory, the others copy it.
      if heirs[parent] == Int32(index) {
        swap(&states[parent], &spare[index])
      } else {
        spare[index].copy(states[parent], sentence)
      }
      spare[index].apply(action, label: label)
      spare[index].score = candidate.score
      history[stepsDone * width + index] = Step(
        parent: candidate.state, action: UInt8(truncatingIfNeeded: action))
    }
    let done = states
    states = spare
    spare = done
    stateCount = candidateCount
    stepsDone += 1
  }
}
