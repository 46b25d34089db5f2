import Language

/// Trains the tagger.
struct TaggerTraining {
  /// (universal, Penn) tags by class.
  let classes: [(universal: UInt8, penn: UInt8)]
  private let index: [String: Int]

  init(_ sentences: [TreebankSentence]) {
    var counts: [String: Int] = [:]
    for sentence in sentences {
      for token in sentence.forms.indices {
        counts[Self.key(sentence, token), default: 0] += 1
      }
    }
    var classes: [(UInt8, UInt8)] = []
    var index: [String: Int] = [:]
    for (key, count) in counts.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) })
    where count >= 4 {
      let parts = key.split(separator: "|").map(String.init)
      guard parts.count == 2, let universal = UniversalTag(rawValue: parts[0]) else { continue }
      let penn = PennTag(rawValue: parts[1]) ?? .none
      index[key] = classes.count
      classes.append(
        (
          UInt8(UniversalTag.allCases.firstIndex(of: universal) ?? 0),
          UInt8(PennTag.allCases.firstIndex(of: penn) ?? 0)
        ))
    }
    self.classes = classes
    self.index = index
  }

  private static func key(_ sentence: TreebankSentence, _ token: Int) -> String {
    sentence.universal[token] + "|" + sentence.penn[token]
  }

  func gold(_ sentence: TreebankSentence) -> [Int] {
    sentence.forms.indices.map { index[Self.key(sentence, $0)] ?? -1 }
  }

  /// The sections of the two dictionaries.
  func dictionary(_ sentences: [TrainingSentence]) -> (certain: [UInt8], ambiguity: [UInt8]) {
    var byWord: [UInt32: [Int: Int]] = [:]
    var byLower: [UInt32: [Int: Int]] = [:]
    for sentence in sentences {
      for (form, gold) in zip(sentence.forms, sentence.gold) where gold >= 0 {
        byWord[form.word, default: [:]][gold, default: 0] += 1
        byLower[form.lower, default: [:]][gold, default: 0] += 1
      }
    }
    var certain: [(hash: UInt32, value: UInt32)] = []
    for (word, tags) in byWord.sorted(by: { $0.key < $1.key }) {
      let total = tags.values.reduce(0, +)
      guard let best = tags.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { continue }
      if total >= 40, Double(best.value) >= 0.997 * Double(total) {
        certain.append((word, UInt32(best.key + 1)))
      }
    }
    var sets: [[Int]: Int] = [:]
    var ofWord: [(UInt32, [Int])] = []
    for (word, tags) in byLower.sorted(by: { $0.key < $1.key }) {
      let total = tags.values.reduce(0, +)
      guard total >= 6 else { continue }
      let set =
        tags.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        .filter { Double($0.value) >= 0.1 * Double(total) }.prefix(3).map(\.key)
      sets[set, default: 0] += 1
      ofWord.append((word, set))
    }
    let ids = sets.sorted { ($0.value, $1.key.description) > ($1.value, $0.key.description) }
      .prefix(900).enumerated().map { ($1.key, $0 + 1) }
    let id = Dictionary(ids, uniquingKeysWith: { first, _ in first })
    let ambiguity = ofWord.map { (hash: $0.0, value: UInt32(id[$0.1] ?? 901)) }
    return (Self.section(certain), Self.section(ambiguity))
  }

  private static func section(_ entries: [(hash: UInt32, value: UInt32)]) -> [UInt8] {
    var bits = 10
    while entries.count * 10 > 6 << bits { bits += 1 }
    let slots = HashTable.slots(of: entries, bits: bits, valueBits: Tagger.dictionaryValueBits)
    return ModelFile.bytes([UInt32(bits)] + slots)
  }

  /// Trains on these sentences and returns the model file.
  func train(
    _ sentences: [TrainingSentence], iterations: Int, seeds: [UInt64], least: Float,
    dropout: Int
  ) -> [UInt8] {
    let sections = dictionary(sentences)
    var sentences = sentences
    sections.certain.withUnsafeBytes { certain in
      sections.ambiguity.withUnsafeBytes { ambiguity in
        guard
          let dictionary = TagDictionary(
            certain: certain.bindMemory(to: UInt32.self),
            ambiguity: ambiguity.bindMemory(to: UInt32.self))
        else { return }
        for index in sentences.indices {
          sentences[index].forms.withUnsafeMutableBufferPointer { forms in
            if let base = forms.baseAddress { dictionary.look(up: base, forms.count) }
          }
        }
      }
    }
    let weights = Weights.sum(
      Parallel.map(seeds.count) {
        run(
          sentences, iterations: iterations, dropout: dropout,
          generator: SeededGenerator(seed: seeds[$0]))
      })
    let step = Weights.step(weights, beyond: 5e-6)
    let model = SparseModel.sections(
      of: weights, classes: classes.count, step: step,
      least: least)
    return ModelFile.data(
      .tagger,
      [
        classes.flatMap { [$0.universal, $0.penn] }, sections.certain, sections.ambiguity,
        model.slots, model.values,
      ])
  }

  private func run(
    _ sentences: [TrainingSentence], iterations: Int, dropout: Int, generator: SeededGenerator
  ) -> [SparseModel.Weight] {
    var generator = generator
    let trainer = SparseTrainer(classCount: classes.count)
    let features = UnsafeMutablePointer<UInt32>.allocate(capacity: TaggerFeatures.capacity)
    let scores = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
    defer {
      features.deallocate()
      scores.deallocate()
    }
    var order = Array(sentences.indices)
    for _ in 0..<iterations {
      generator.shuffle(&order)
      for index in order {
        sentences[index].forms.withUnsafeBufferPointer { forms in
          guard let base = forms.baseAddress else { return }
          var previous: UInt32 = 254
          var beforePrevious: UInt32 = 255
          for token in forms.indices {
            var best = Int(forms[token].certain) - 1
            if best < 0 {
              let all = TaggerFeatures.fill(
                features, base, token, forms.count, previous, beforePrevious)
              let count = generator.drop(dropout, features, all)
              scores.update(repeating: 0, count: classes.count)
              trainer.score(features, count, scores)
              best = 0
              for label in 1..<classes.count where scores[label] > scores[best] { best = label }
              let gold = sentences[index].gold[token]
              if gold >= 0 {
                // The strongest of the others must stay behind by the lead.
                var rival = gold == 0 ? 1 : 0
                for label in rival + 1..<classes.count
                where label != gold && scores[label] > scores[rival] { rival = label }
                if scores[gold] <= scores[rival] &+ TrainingPlan.Tagger.lead {
                  trainer.tick()
                  trainer.add(features, count, gold, 1)
                  trainer.add(features, count, rival, -1)
                }
              }
            }
            beforePrevious = previous
            previous = UInt32(best)
          }
        }
      }
    }
    return trainer.averaged()
  }
}

extension Tagger {
  /// Tags sentences in place.
  func tag(_ sentences: inout [TrainingSentence], _ indices: some Sequence<Int>) {
    let scratch = UnsafeMutablePointer<UInt32>.allocate(capacity: Tagger.scratch)
    defer { scratch.deallocate() }
    for index in indices {
      var forms = sentences[index].forms
      forms.withUnsafeMutableBufferPointer { forms in
        sentences[index].tags.withUnsafeMutableBufferPointer { tags in
          if let base = forms.baseAddress, let out = tags.baseAddress {
            tag(base, forms.count, out, scratch)
          }
        }
      }
    }
  }
}
