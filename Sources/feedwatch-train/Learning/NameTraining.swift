import Language

/// Trains the name model: a structured perceptron over whole sentences.
final class NameTraining {
  /// A document ready to learn from.
  struct Sample {
    var document: NameDocument
    var forms: [WordForm]
    var tags: [UInt8]
    var sentences: [Sentence]
    /// Gold labels by token.
    var labels: [UInt8]
    /// The start and end of every token, code points.
    var offsets: [Range<Int>]
  }

  let analyzer: Analyzer
  let tagger: Tagger
  let lists: AlignedBytes
  let gazetteer: NameGazetteer

  init?(lexicon: Lexicon, tagger: Tagger, lists: [UInt8]) {
    analyzer = Analyzer(lexicon: lexicon, tagger: nil, parser: nil, names: nil)
    self.tagger = tagger
    self.lists = AlignedBytes(lists)
    guard let gazetteer = NameGazetteer(self.lists.raw.bindMemory(to: UInt32.self)) else {
      return nil
    }
    self.gazetteer = gazetteer
  }

  /// Tokenises, tags and aligns the spans with the tokens.
  func prepare(_ documents: [NameDocument]) -> [Sample] {
    let scratch = UnsafeMutablePointer<UInt32>.allocate(capacity: Tagger.scratch)
    defer { scratch.deallocate() }
    return documents.map { document in
      let analyzed = analyzer.analyze(document.text)
      let count = analyzed.tokens.count
      var sample = Sample(
        document: document, forms: [], tags: Array(repeating: 0, count: count),
        sentences: analyzed.sentences, labels: Array(repeating: 0, count: count),
        offsets: analyzed.tokens.map { analyzed.codePointRange(ofBytes: $0.bytes) })
      sample.forms = Array(unsafeUninitializedCapacity: max(1, count)) { buffer, initialized in
        if let base = buffer.baseAddress { analyzer.fill(base, analyzed) }
        initialized = count
      }
      sample.forms.withUnsafeMutableBufferPointer { forms in
        sample.tags.withUnsafeMutableBufferPointer { tags in
          guard let forms = forms.baseAddress, let tags = tags.baseAddress else { return }
          for sentence in analyzed.sentences {
            let start = sentence.tokens.lowerBound
            tagger.tag(forms + start, sentence.tokens.count, tags + start, scratch)
          }
        }
      }
      for sentence in analyzed.sentences {
        for span in document.spans {
          let inside = sentence.tokens.filter {
            sample.offsets[$0].lowerBound < span.end && span.start < sample.offsets[$0].upperBound
          }
          guard let first = inside.first, let last = inside.last else { continue }
          for token in inside { sample.labels[token] = UInt8(NameLabels.inside(span.type)) }
          if first == last {
            sample.labels[first] = UInt8(NameLabels.unit(span.type))
          } else {
            sample.labels[first] = UInt8(NameLabels.begin(span.type))
            sample.labels[last] = UInt8(NameLabels.last(span.type))
          }
        }
      }
      return sample
    }
  }

  /// The weights of one run; `transitions` are 13 by 13 and 13 more.
  struct Weighted {
    var emissions: [SparseModel.Weight]
    var transitions: [Double]
  }

  func train(_ samples: [Sample], seeds: [UInt64]) -> [UInt8] {
    let plan = TrainingPlan.Names.self
    let runs = Parallel.map(seeds.count) {
      run(samples, iterations: plan.iterations, seed: seeds[$0])
    }
    let emissions = Weights.sum(runs.map(\.emissions))
    let step = Weights.step(emissions, beyond: 5e-6)
    let model = SparseModel.sections(
      of: emissions, classes: NameLabels.count, step: step,
      least: TrainingPlan.Names.least)
    let transitions = (0..<NameLabels.count * (NameLabels.count + 1)).map { index in
      let sum = runs.reduce(0) { $0 + $1.transitions[index] }
      let isOutside = index % NameLabels.count == NameLabels.outside
      let weight = Int32((sum / Double(step)).rounded())
      return UInt32(bitPattern: isOutside ? weight - plan.bias : weight)
    }
    return ModelFile.data(
      .names,
      [
        Array(lists.raw), ModelFile.bytes(transitions), ModelFile.bytes([plan.scale]), model.slots,
        model.values,
      ])
  }

  private func run(_ samples: [Sample], iterations: Int, seed: UInt64) -> Weighted {
    let width = NameLabels.count
    let trainer = SparseTrainer(classCount: width)
    var transitions = [Int32](repeating: 0, count: width * (width + 1))
    var changes = [Int64](repeating: 0, count: width * (width + 1))
    var time: Int64 = 1
    var generator = SeededGenerator(seed: seed)
    let longest = samples.flatMap(\.sentences).reduce(1) { max($0, $1.tokens.count) }
    let viterbi = NameViterbi(capacity: longest)
    // All features of a sentence, so that an update needs no second look.
    let features = UnsafeMutablePointer<UInt32>.allocate(capacity: longest * NameFeatures.capacity)
    let counts = UnsafeMutablePointer<Int>.allocate(capacity: longest)
    defer {
      features.deallocate()
      counts.deallocate()
    }
    var order = Array(samples.indices)
    for _ in 0..<iterations {
      generator.shuffle(&order)
      for index in order {
        let sample = samples[index]
        withContext(of: sample) { context in
          for sentence in sample.sentences {
            let range = sentence.tokens
            // A name that the model cannot find is none to learn from.
            if range.contains(where: {
              context.tokens[$0].isPlain && sample.labels[$0] != UInt8(NameLabels.outside)
            }) {
              continue
            }
            for (row, token) in range.enumerated() {
              let base = features + row * NameFeatures.capacity
              if context.tokens[token].isPlain {
                counts[row] = 0
                NameViterbi.exclude(viterbi.emissions + row * width)
                continue
              }
              counts[row] = NameFeatures.fill(base, context, range, token)
              let scores = viterbi.emissions + row * width
              scores.update(repeating: 0, count: width)
              trainer.score(base, counts[row], scores)
              // Every wrong label is given a lead, so that the right ones must win by it.
              for label in 0..<width where label != Int(sample.labels[token]) {
                scores[label] &+= TrainingPlan.Names.lead
              }
            }
            transitions.withUnsafeBufferPointer { weights in
              if let weights = weights.baseAddress { viterbi.decode(range.count, weights) }
            }
            var isWrong = false
            for (row, token) in range.enumerated() where viterbi.labels[row] != sample.labels[token]
            {
              isWrong = true
            }
            guard isWrong else { continue }
            time += 1
            trainer.tick()
            func change(_ index: Int, _ amount: Int32) {
              transitions[index] += amount
              changes[index] += Int64(amount) * time
            }
            for (row, token) in range.enumerated() {
              let gold = Int(sample.labels[token])
              let found = Int(viterbi.labels[row])
              if gold != found {
                let base = features + row * NameFeatures.capacity
                trainer.add(base, counts[row], gold, 1)
                trainer.add(base, counts[row], found, -1)
              }
              let goldBefore = row == 0 ? width : Int(sample.labels[token - 1])
              let foundBefore = row == 0 ? width : Int(viterbi.labels[row - 1])
              if gold != found || goldBefore != foundBefore {
                change(goldBefore * width + gold, 1)
                change(foundBefore * width + found, -1)
              }
            }
          }
          return ()
        }
      }
    }
    return Weighted(
      emissions: trainer.averaged(),
      transitions: transitions.indices.map {
        Double(transitions[$0]) - Double(changes[$0]) / Double(time)
      })
  }

  /// Gives the document's context to a closure.
  private func withContext<Result>(
    of sample: Sample, _ body: (borrowing NameContext) -> Result?
  ) -> Result? {
    sample.forms.withUnsafeBufferPointer { forms in
      sample.tags.withUnsafeBufferPointer { tags in
        guard let forms = forms.baseAddress, let tags = tags.baseAddress else { return nil }
        let context = NameContext(
          forms: forms, tags: tags, count: sample.tags.count, sentences: sample.sentences,
          gazetteer: gazetteer)
        return body(context)
      }
    }
  }

  /// The names a model finds, as spans.
  func names(_ model: NameModel, _ sample: Sample) -> [NameDocument.Span] {
    withContext(of: sample) { context in
      model.names(context, sample.sentences).compactMap { name in
        guard let first = name.tokens.first, let last = name.tokens.last else { return nil }
        return .init(
          start: sample.offsets[first].lowerBound, end: sample.offsets[last].upperBound,
          type: NameType.allCases.firstIndex(of: name.type) ?? 0)
      }
    } ?? []
  }
}

/// Counts of found and missed spans.
struct SpanScore {
  var right = [0, 0, 0]
  var found = [0, 0, 0]
  var gold = [0, 0, 0]

  mutating func add(found spans: [NameDocument.Span], gold document: NameDocument) {
    let scalars = Array(document.text.unicodeScalars)
    let predicted = Set(
      spans.compactMap { NameCorpus.trim(scalars, $0.start, $0.end, $0.type) })
    let expected = Set(document.spans)
    for span in predicted {
      found[span.type] += 1
      if expected.contains(span) { right[span.type] += 1 }
    }
    for span in expected { gold[span.type] += 1 }
  }

  static func f1(_ right: Int, _ found: Int, _ gold: Int) -> Double {
    found + gold == 0 ? 0 : 200 * Double(right) / Double(found + gold)
  }

  var all: Double { Self.f1(right.reduce(0, +), found.reduce(0, +), gold.reduce(0, +)) }
  func of(_ type: Int) -> Double { Self.f1(right[type], found[type], gold[type]) }
  var precision: Double { 100 * Double(right.reduce(0, +)) / Double(max(1, found.reduce(0, +))) }
  var recall: Double { 100 * Double(right.reduce(0, +)) / Double(max(1, gold.reduce(0, +))) }
}
