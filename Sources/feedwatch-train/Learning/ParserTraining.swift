import Language

/// Trains the parser: first guess at relations, actions, final relations.
struct ParserTraining {
  let tagger: Tagger
  let sentences: [TrainingSentence]
  let folds: Int
  var note: (String) -> Void

  func train() -> [UInt8] {
    let plan = TrainingPlan.Parser.self
    // The last one is of all sentences, the others leave a fold out each.
    let guessModels = Parallel.map(folds + 1) { fold in
      guessSections(
        sentences.indices.filter { fold == folds || $0 % folds != fold },
        least: fold == folds ? plan.guessLeast : plan.foldGuessLeast)
    }
    let guesses = guessModels[folds]
    let foldModels = guessModels.prefix(folds).map { ArcModel($0) }
    note("first guesses \(guesses.slots.count + guesses.values.count) bytes")
    let runs = Parallel.map(plan.seeds.count) { actionRows(foldModels, seed: plan.seeds[$0]) }
    let actions = DenseTrainer.quantised(runs, beyond: plan.beyond)
    let relations = sections(
      Parallel.map(plan.relationSeeds.count) {
        relationWeights(foldModels, seed: plan.relationSeeds[$0])
      }, least: plan.relationLeast)
    note("relations \(relations.slots.count + relations.values.count) bytes")
    return ModelFile.data(
      .parser,
      [
        ModelFile.bytes([UInt32(plan.width), UInt32(plan.margin), UInt32(plan.relationDoubt)]),
        actions, guesses.slots, guesses.values, relations.slots,
        relations.values,
      ])
  }

  /// A model of relations and the bytes it reads.
  private final class ArcModel {
    private let slots: AlignedBytes
    private let values: AlignedBytes
    let model: SparseModel?

    init(_ sections: (slots: [UInt8], values: [UInt8])) {
      slots = AlignedBytes(sections.slots)
      values = AlignedBytes(sections.values)
      model = SparseModel(
        slots.raw.bindMemory(to: UInt32.self), values.raw.bindMemory(to: UInt8.self))
    }
  }

  private typealias Visit = (_ features: UnsafeMutablePointer<UInt32>, Int, _ gold: Int) -> Void

  private func take(_ index: Int, into sentence: ParserSentence) {
    sentences[index].forms.withUnsafeBufferPointer { forms in
      sentences[index].tags.withUnsafeBufferPointer { tags in
        if let forms = forms.baseAddress, let tags = tags.baseAddress {
          sentence.take(forms, tags, sentences[index].forms.count)
        }
      }
    }
  }

  private func isUsable(_ index: Int) -> Bool {
    sentences[index].forms.count <= ParserSentence.limit
  }

  /// The sections of a classifier of relations.
  private func sections(
    _ runs: [[SparseModel.Weight]], least: Float
  ) -> (slots: [UInt8], values: [UInt8]) {
    let weights = Weights.sum(runs)
    return SparseModel.sections(
      of: weights, classes: Relation.allCases.count, step: Weights.step(weights, beyond: 5e-6),
      least: least)
  }

  /// One run of the averaged perceptron over relations.
  private func run(
    iterations: Int, seed: Int, _ visitAll: (Int, Visit) -> Void
  ) -> [SparseModel.Weight] {
    let classes = Relation.allCases.count
    let trainer = SparseTrainer(classCount: classes)
    let scores = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
    defer { scores.deallocate() }
    for iteration in 0..<iterations {
      visitAll(iteration + 100 * seed) { features, count, gold in
        scores.update(repeating: 0, count: classes)
        trainer.score(features, count, scores)
        var best = 0
        // Every wrong one is given a lead: the right one must win by it.
        scores[gold] &-= TrainingPlan.Parser.relationLead
        for label in 0..<classes where scores[label] > scores[best] { best = label }
        if best != gold {
          trainer.tick()
          trainer.add(features, count, gold, 1)
          trainer.add(features, count, best, -1)
        }
      }
    }
    return trainer.averaged()
  }

  private func order(_ indices: [Int], _ iteration: Int) -> [Int] {
    var order = indices
    var generator = SeededGenerator(seed: UInt64(iteration + 11))
    generator.shuffle(&order)
    return order
  }

  private func guessSections(
    _ indices: some Sequence<Int>, least: Float
  ) -> (slots: [UInt8], values: [UInt8]) {
    let indices = indices.filter(isUsable)
    let sentence = ParserSentence(tagger: tagger)
    let features = UnsafeMutablePointer<UInt32>.allocate(capacity: ArcFeatures.capacity)
    defer { features.deallocate() }
    let weights = run(iterations: TrainingPlan.Parser.guessIterations, seed: 0) {
      iteration, visit in
      for index in order(indices, iteration) {
        take(index, into: sentence)
        let gold = sentences[index]
        for token in gold.forms.indices where gold.heads[token] != gold.forms.count {
          let count = ArcFeatures.fill(
            features, sentence, head: gold.heads[token] + 1, dependent: token + 1)
          visit(features, count, gold.relations[token])
        }
      }
    }
    return sections([weights], least: least)
  }

  private func relationWeights(_ foldModels: [ArcModel], seed: Int) -> [SparseModel.Weight] {
    let sentence = ParserSentence(tagger: tagger)
    let searches = foldModels.compactMap(\.model).map {
      BeamSearch(
        width: 1, sentence: sentence, labels: $0, doubt: TrainingPlan.Parser.relationDoubt)
    }
    let features = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * ArcFeatures.capacity)
    let families = UnsafeMutablePointer<ArcFamily>.allocate(capacity: ParserSentence.limit + 4)
    families.initialize(repeating: ArcFamily(), count: ParserSentence.limit + 4)
    defer {
      features.deallocate()
      families.deallocate()
    }
    var generator = SeededGenerator(seed: UInt64(seed + 77))
    let oracle = sentences.map { ParserOracle.actions($0) }
    return run(iterations: TrainingPlan.Parser.relationIterations, seed: seed) { iteration, visit in
      for index in order(Array(sentences.indices.filter(isUsable)), iteration) {
        let gold = sentences[index]
        take(index, into: sentence)
        let search = searches[index % folds]
        search.begin()
        var state = search.states[0]
        for action in oracle[index] {
          let arc = state.arc(Int(action))
          state.apply(
            Int(action), label: search.label(Int(action), head: arc.head, dependent: arc.dependent))
        }
        let nodes = state.nodes
        ArcFamily.fill(families, nodes, sentence)
        for token in 1...gold.forms.count {
          let head = Int(nodes[token].head)
          if head == sentence.root { continue }
          let settled = search.settledLabel(head: head, dependent: token)
          if settled > 0 {
            nodes[token].label = settled
            continue
          }
          if head != gold.heads[token - 1] + 1 { continue }
          var count = ArcFeatures.fill(features, sentence, head: head, dependent: token)
          count += ArcFeatures.fillTree(
            features + count, sentence, nodes, families, dependent: token)
          count = generator.drop(TrainingPlan.Parser.relationDropout, features, count)
          visit(features, count, gold.relations[token - 1])
          // As in use: the tokens behind see this one's final relation.
          nodes[token].label = UInt8(gold.relations[token - 1] + 1)
        }
      }
    }
  }

  /// Structured perceptron with the update at the largest violation (Huang, Fayong, Guo 2012).
  private func actionRows(_ foldModels: [ArcModel], seed: UInt64) -> [Float] {
    let width = TrainingPlan.Parser.trainingWidth
    let trainer = DenseTrainer(bits: TrainingPlan.Parser.bits)
    let sentence = ParserSentence(tagger: tagger)
    let models = foldModels.compactMap(\.model)
    guard let first = models.first else { return [] }
    let search = BeamSearch(width: width, sentence: sentence, labels: first, doubt: .max)
    let replay = BeamSearch(width: 1, sentence: sentence, labels: first, doubt: .max)
    let features = UnsafeMutablePointer<UInt32>.allocate(capacity: ParserFeatures.capacity)
    defer { features.deallocate() }
    let oracle = sentences.map { ParserOracle.actions($0) }
    var order = Array(sentences.indices.filter(isUsable))
    var generator = SeededGenerator(seed: seed)
    for iteration in 0..<TrainingPlan.Parser.iterations {
      generator.shuffle(&order)
      var wrong = 0
      for index in order {
        take(index, into: sentence)
        search.labels = models[index % folds]
        let gold = oracle[index]
        search.begin()
        var goldState = replay.states[0]
        goldState.reset(sentence)
        var goldScore: Int32 = 0
        var largest: (step: Int, rival: Int, amount: Int32) = (-1, 0, 0)
        // Where the gold state stands in the beam; nil once it fell out.
        var place: Int? = 0
        for step in gold.indices {
          let action = Int(gold[step])
          let count = ParserFeatures.fill(features, goldState, sentence)
          goldScore &+= trainer.score(features, count)[action]
          let arc = goldState.arc(action)
          goldState.apply(
            action, label: search.label(action, head: arc.head, dependent: arc.dependent))
          search.step(trainer)
          if let old = place {
            place = (0..<search.stateCount).first {
              let entry = search.history[step * width + $0]
              return Int(entry.parent) == old && Int(entry.action) == action
            }
          }
          // The best other parse must stay behind the gold one by the lead.
          let rival = place == 0 ? 1 : 0
          if rival < search.stateCount {
            let amount = search.states[rival].score &- goldScore &+ TrainingPlan.Parser.lead
            if amount > largest.amount { largest = (step, rival, amount) }
          }
        }
        trainer.tick()
        guard largest.step >= 0 else { continue }
        wrong += 1
        update(trainer, search, gold, largest.step, largest.rival, replay, features)
      }
      note("iteration \(iteration): \(wrong) of \(order.count) sentences wrong")
    }
    return trainer.averaged()
  }

  /// Moves the weights from the best actions up to a step to the gold ones.
  private func update(
    _ trainer: DenseTrainer, _ search: BeamSearch, _ gold: [UInt8], _ last: Int, _ rival: Int,
    _ replay: BeamSearch, _ features: UnsafeMutablePointer<UInt32>
  ) {
    var path = [UInt8](repeating: 0, count: last + 1)
    var place = rival
    for step in stride(from: last, through: 0, by: -1) {
      let entry = search.history[step * search.width + place]
      path[step] = entry.action
      place = Int(entry.parent)
    }
    guard let start = path.indices.first(where: { path[$0] != gold[$0] }) else { return }
    for (actions, amount) in [(gold, Int32(1)), (path, -1)] {
      var state = replay.states[0]
      state.reset(search.sentence)
      for step in 0...last {
        let action = Int(actions[step])
        if step >= start {
          let count = ParserFeatures.fill(features, state, search.sentence)
          trainer.add(features, count, action, amount)
        }
        let arc = state.arc(action)
        state.apply(
          action, label: search.label(action, head: arc.head, dependent: arc.dependent))
      }
    }
  }
}
