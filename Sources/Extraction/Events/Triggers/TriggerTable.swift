internal import Language

/// All that the words of a text may tell: a row for every word and type of act that its lexicon
/// shares, the lexicon of frames or a rule's finding speak of.
struct TriggerTable {
  struct Row {
    var token: Int
    var kind: Event.Kind
    /// The share of the word's uses that tell this type, 0 to 1.
    var share: Double
    /// What a rule found here of this type: an index of the tellings.
    var telling: Int?
    /// Whether that finding stands for itself after merging.
    var isKept = false
    var features: [UInt32]
  }

  private(set) var rows: [Row] = []
  private let tellings: [EventFinding]
  private var look: TriggerFeatures
  /// By token: the tellings headed there.
  private var tellingsAt: [Int: [Int]] = [:]
  /// By sentence: the tellings in it.
  private var tellingsIn: [Int: [Int]] = [:]
  /// The tellings that merging keeps apart.
  private let kept: Set<Int>
  /// The tellings by their heads, how many of them lie before the token under way, and their types
  /// and words.
  private let inOrder: [Int]
  private var passed = 0
  private var earlier: [Event.Kind: Int] = [:]
  private var earlierWords: Set<UInt32> = []
  /// Of the token under way, by type: its share, and whether the lexicon of frames lists it.
  private var shares = [Double](repeating: 0, count: Event.Kind.all.count)
  private var isListed = [Bool](repeating: false, count: Event.Kind.all.count)
  /// How often a word came before.
  private var seen: [UInt32: Int] = [:]
  /// Features of what the rules found count apart in texts that the rules were made from.
  private let isTuned: Bool

  private var reading: Reading { look.reading }

  /// - Parameter kept: the heads of the tellings that stand for themselves after merging.
  init(
    _ reading: Reading, lexicon: Lexicon, tellings: [EventFinding], kept: Set<Int>,
    isTuned: Bool = false
  ) {
    self.tellings = tellings
    self.kept = kept
    self.isTuned = isTuned
    look = TriggerFeatures(reading, lexicon: lexicon)
    inOrder = tellings.indices.sorted { (tellings[$0].head, $0) < (tellings[$1].head, $1) }
    for (index, telling) in tellings.enumerated() {
      tellingsAt[telling.head, default: []].append(index)
      tellingsIn[reading.sentenceOf[telling.head], default: []].append(index)
    }
    for token in reading.analyzed.tokens.indices { read(token) }
  }

  private mutating func read(_ token: Int) {
    let tag = reading.analyzed.tokens[token].tag
    let found = tellingsAt[token] ?? []
    guard !found.isEmpty || isCandidate(token, tag) && !isNoAct(token) else { return }
    for index in shares.indices {
      shares[index] = 0
      isListed[index] = false
    }
    let isPhrase = addShares(of: token)
    let form = reading.lowered[token]
    if tag == .verb {
      for entry in EventLexicon.shared.verbs[form] ?? [] {
        isListed[EventLexicon.shared.senses[entry.sense].kind.index] = true
      }
    } else if tag == .noun || tag == .propn {
      for entry in EventLexicon.shared.nouns[form] ?? [] where entry.sense != EventLexicon.noAct {
        isListed[EventLexicon.shared.senses[entry.sense].kind.index] = true
      }
    }
    pass(to: token)
    let word = Hashing.mix(TriggerLexicon.hash(look.lemma(token)), UInt32(look.part(token)))
    defer { seen[word, default: 0] += 1 }
    var hasLooked = false
    let total = shares.reduce(0, +)
    for kind in Event.Kind.all {
      let index = kind.index
      let telling = found.first { tellings[$0].kind == kind }
      guard shares[index] >= 0.01 || isListed[index] || telling != nil else { continue }
      if !hasLooked {
        look.look(at: token)
        hasLooked = true
      }
      var row = Row(
        token: token, kind: kind, share: shares[index], telling: telling,
        isKept: telling.map { kept.contains($0) } ?? false, features: [])
      cross(&row.features, kind)
      addLexicon(
        &row.features, row, isListed: isListed[index], isPhrase: isPhrase,
        others: total - shares[index], times: min(3, seen[word] ?? 0))
      addRules(&row.features, row, isListed: isListed[index], found: found)
      rows.append(row)
    }
  }

  private func isCandidate(_ token: Int, _ tag: UniversalTag) -> Bool {
    guard [.verb, .noun, .adj, .propn].contains(tag), reading.name(at: token) == nil else {
      return false
    }
    return reading.words[token].utf8.allSatisfy {
      $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x2D || $0 == 0x27
    }
  }

  /// "press conference", "heart attack": nouns that the lexicon lists as no act; the longest that fits
  /// counts.
  private func isNoAct(_ token: Int) -> Bool {
    guard reading.analyzed.tokens[token].tag == .noun else { return false }
    let entry = EventLexicon.shared.nouns[reading.lowered[token]]?.first { noun in
      noun.of == nil
        && noun.words.indices.allSatisfy {
          reading.lowered[token - noun.words.count + 1 + $0] == noun.words[$0]
        }
    }
    return entry?.sense == EventLexicon.noAct
  }

  /// Adds the shares of a word, and of the phrase that it is part of: "step down", "hold talks", "call
  /// for", "house arrest". Where there is a phrase the word alone counts half.
  private mutating func addShares(of token: Int) -> Bool {
    let tokens = reading.analyzed.tokens
    let lexicon = TriggerLexicon.shared
    let part = look.part(token)
    let word = TriggerLexicon.hash(look.lemma(token))
    var phrase: ArraySlice<TriggerLexicon.Share>?
    for child in look.children(of: token).prefix(24) {
      switch tokens[child].relation {
      case .compoundPrt, .obj, .nsubjPass, .xcomp, .advmod:
        if isNoAct(child) { return false }
        phrase = lexicon.shares(TriggerLexicon.join(word, look.lemma(child)), part) ?? phrase
      case .compound, .amod:
        phrase =
          lexicon.shares(
            TriggerLexicon.join(TriggerLexicon.hash(look.lemma(child)), look.lemma(token)), part)
          ?? phrase
      case .obl, .oblUnmarked, .nmod, .nmodUnmarked, .nmodDesc:
        guard let preposition = look.preposition(of: child) else { continue }
        let joined = TriggerLexicon.join(word, look.lemma(preposition))
        phrase =
          lexicon.shares(TriggerLexicon.join(joined, look.lemma(child)), part)
          ?? lexicon.shares(joined, part) ?? phrase
      default: continue
      }
    }
    if phrase == nil, token + 1 < tokens.count {
      phrase = lexicon.shares(TriggerLexicon.join(word, look.lemma(token + 1)), part)
    }
    for share in lexicon.shares(word, part) ?? [] {
      shares[share.kind] = phrase == nil ? share.value : share.value / 2
    }
    for share in phrase ?? [] { shares[share.kind] = share.value }
    return phrase != nil
  }

  /// What holds for all types, for those of a quad class, for one.
  private func cross(_ features: inout [UInt32], _ kind: Event.Kind) {
    features.reserveCapacity(look.shared.count * 2 + look.own.count + 60)
    features += look.shared
    let own = 0x100 + UInt32(kind.index)
    for feature in look.own { features.append(Hashing.mix(feature, own)) }
    let quad = 0x200 + kind.quad
    for feature in look.shared { features.append(Hashing.mix(feature, quad)) }
  }

  private static let edges = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85]

  /// The step of a share among the edges; 15: none is known.
  private static func step(_ share: Double) -> UInt32 {
    share < 0.005 ? 15 : UInt32(edges.firstIndex { share < $0 } ?? edges.count)
  }

  private func addLexicon(
    _ features: inout [UInt32], _ row: Row, isListed: Bool, isPhrase: Bool, others: Double,
    times: Int
  ) {
    let token = reading.analyzed.tokens[row.token]
    let kind = UInt32(row.kind.index)
    let step = Self.step(row.share)
    let listed: UInt32 = isListed ? 1 : 0
    let tag = UInt32(look.part(row.token))
    func add(_ template: UInt32, _ a: UInt32, _ b: UInt32 = 0) {
      features.append(Hashing.mix(Hashing.mix(0x1000 + template, a), b))
    }
    add(0, kind)
    add(1, step)
    add(2, step, tag)
    add(3, step, kind)
    add(4, listed)
    add(5, listed, step)
    add(6, listed, kind)
    add(7, isPhrase ? 1 : 0)
    add(8, Self.step(others))
    add(9, step, UInt32(look.depth(row.token, most: 3)))
    add(10, step, TriggerLexicon.hash(token.relation.rawValue))
    add(11, step, TriggerLexicon.hash(token.pennTag.rawValue))
    add(12, step, look.quoteOf[row.token] >= 0 ? 1 : 0)
    add(13, UInt32(times))
    add(14, step, UInt32(times))
  }

  private func addRules(
    _ features: inout [UInt32], _ row: Row, isListed: Bool, found: [Int]
  ) {
    let kind = UInt32(row.kind.index)
    let step = Self.step(row.share)
    let salt: UInt32 = isTuned ? 0x4000 : 0x2000
    func add(_ template: UInt32, _ a: UInt32, _ b: UInt32 = 0) {
      features.append(Hashing.mix(Hashing.mix(salt + template, a), b))
    }
    if let telling = row.telling {
      let event = tellings[telling]
      add(0, 0)
      add(1, kind)
      add(2, TriggerLexicon.hash(event.sieve))
      add(3, UInt32(event.confidence * 8))
      add(4, UInt32(event.confidence * 5), kind)
      add(5, step)
      for name in reading.evidence(of: event) {
        add(6, TriggerLexicon.hash(name))
        add(7, TriggerLexicon.hash(name), row.kind.quad)
      }
      add(8, kept.contains(telling) ? 1 : 0)
    } else if !found.isEmpty {
      add(9, 0)
      add(10, kind)
    } else {
      add(11, 0)
      add(12, kind)
      add(13, step)
      add(14, isListed ? 1 : 0)
    }
    let sentence = reading.sentenceOf[row.token]
    if tellingsIn[sentence]?.contains(where: {
      tellings[$0].head != row.token && tellings[$0].kind == row.kind
    }) ?? false {
      add(15, 0)
      add(16, kind)
    }
    add(17, UInt32(min(3, earlier[row.kind] ?? 0)))
    if earlierWords.contains(word(reading.lowered[row.token], row.kind)) { add(18, 0) }
  }

  private func word(_ word: String, _ kind: Event.Kind) -> UInt32 {
    Hashing.mix(TriggerLexicon.hash(word), UInt32(kind.index))
  }

  /// Takes in the tellings before a token.
  private mutating func pass(to token: Int) {
    while passed < inOrder.count, tellings[inOrder[passed]].head < token {
      let telling = tellings[inOrder[passed]]
      earlier[telling.kind, default: 0] += 1
      earlierWords.insert(word(reading.lowered[telling.head], telling.kind))
      passed += 1
    }
  }

  // MARK: The second look

  /// The features of every row beside the others, from the first look's log odds.
  mutating func secondLook(_ logits: [Float]) -> [[UInt32]] {
    let tokens = reading.analyzed.tokens
    let count = max(1, tokens.count)
    let publics = tokens.indices.reduce(0) { $0 + (look.isPublic($1) ? 1 : 0) }
    let publicShare = Double(publics) / Double(count) * 100
    let mass =
      logits.reduce(0.0) { $0 + Double(TriggerTable.probability($1)) } / Double(count) * 100
    let sentences = max(1, reading.analyzed.sentences.count - reading.titleSentences)
    let neighbours = Neighbours(self, logits)
    return rows.indices.map { index in
      secondLook(
        index, logits, neighbours.of(index), publicShare: publicShare, mass: mass,
        sentences: sentences)
    }
  }

  static func probability(_ logit: Float) -> Float { 1 / (1 + Exponential.value(-logit)) }

  /// The best log odds around a row; -9 where there is nothing.
  fileprivate struct Around {
    var before: Float = -9
    var behind: Float = -9
    var wordBefore: Float = -9
    var wordBehind: Float = -9
    var sentence: Float = -9
    var token: Float = -9
    var others: Float = -9
    var strong = 0
  }

  private static func step(_ logit: Float) -> UInt32 {
    let edges: [Float] = [-5, -4, -3.2, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 2]
    return UInt32(edges.firstIndex { logit < $0 } ?? edges.count)
  }

  private static func step(_ value: Double, _ edges: [Double]) -> UInt32 {
    UInt32(edges.firstIndex { value < $0 } ?? edges.count)
  }

  private func secondLook(
    _ index: Int, _ logits: [Float], _ around: Around, publicShare: Double, mass: Double,
    sentences: Int
  ) -> [UInt32] {
    let row = rows[index]
    let logit = logits[index]
    let sentence = Double(reading.sentenceOf[row.token] - reading.titleSentences)
    let tag = reading.analyzed.tokens[row.token].tag
    let kind = UInt32(row.kind.index)
    var base: [UInt32] = []
    func add(_ template: UInt32, _ value: UInt32) {
      base.append(Hashing.mix(0x8000 + template, value))
    }
    add(0, Self.step(around.before) / 2)
    add(1, Self.step(around.behind) / 2)
    add(2, Self.step(around.wordBefore) / 2)
    add(3, Self.step(around.wordBehind) / 2)
    add(4, Self.step(around.sentence) / 2)
    add(5, Self.step(around.token) / 2)
    add(6, Self.step(around.others) / 2)
    let topic = Self.step(publicShare, [1, 2, 3, 4.5, 6, 8])
    let density = Self.step(mass, [0.5, 1, 1.5, 2, 2.5, 3, 4, 5])
    add(7, topic)
    add(8, density)
    let place = Self.step(sentence, [0, 1, 2, 3, 5, 8, 12])
    let length = Self.step(Double(sentences), [4, 7, 10, 14, 20])
    add(9, place)
    add(10, UInt32(max(0, sentence) / Double(sentences) * 5))
    add(11, length)
    let rule = row.telling.map { 1 + UInt32(tellings[$0].confidence * 9) }
    add(12, rule ?? (tellingsAt[row.token] == nil ? 20 : 21))
    add(13, reading.isBackground(row.token) ? 1 : 0)
    add(14, look.quoteOf[row.token] >= 0 ? 1 : 0)
    add(15, tag == .verb ? 0 : tag == .noun ? 1 : 2)
    add(16, UInt32(min(4, around.strong)))
    add(17, kind)
    add(18, around.sentence > logit ? 1 : 0)
    add(19, around.token > logit ? 1 : 0)
    add(20, around.others > logit ? 1 : 0)
    add(21, around.before > logit ? 1 : 0)
    add(22, around.behind > logit ? 1 : 0)
    add(23, around.wordBefore > logit ? 1 : 0)
    add(24, around.wordBehind > logit ? 1 : 0)
    let own = Self.step(logit)
    var features = base
    features.append(Hashing.mix(0x8100, own))
    features.append(Hashing.mix(Hashing.mix(0x8101, topic), density))
    features.append(Hashing.mix(Hashing.mix(0x8102, place), length))
    for feature in base {
      features.append(Hashing.mix(feature, 0x300 + own / 2))
      features.append(Hashing.mix(feature, 0x400 + kind))
    }
    return features
  }

  /// The best of the other rows: of the same type before and behind, of the same word, of the same
  /// sentence, of the same token.
  private struct Neighbours {
    private var around: [Around]

    init(_ table: TriggerTable, _ logits: [Float]) {
      let rows = table.rows
      around = Array(repeating: Around(), count: rows.count)
      var bySentence: [Int: [Int]] = [:]
      for index in rows.indices {
        bySentence[table.reading.sentenceOf[rows[index].token], default: []].append(index)
      }
      // Types and words by running bests, forwards and backwards: linear in the rows.
      for isForward in [true, false] {
        var bestOfKind: [Event.Kind: Float] = [:]
        var bestOfWord: [UInt32: Float] = [:]
        var pending: [Int] = []
        var sentence = -1
        func word(_ index: Int) -> UInt32 {
          table.word(table.reading.lowered[rows[index].token], rows[index].kind)
        }
        for step in rows.indices {
          let index = isForward ? step : rows.count - 1 - step
          let own = table.reading.sentenceOf[rows[index].token]
          if own != sentence {
            for other in pending {
              bestOfKind[rows[other].kind] = max(
                bestOfKind[rows[other].kind] ?? -9, logits[other])
            }
            pending.removeAll(keepingCapacity: true)
            sentence = own
          }
          let kindBest = bestOfKind[rows[index].kind] ?? -9
          let wordBest = bestOfWord[word(index)] ?? -9
          if isForward {
            around[index].before = kindBest
            around[index].wordBefore = wordBest
          } else {
            around[index].behind = kindBest
            around[index].wordBehind = wordBest
          }
          pending.append(index)
          bestOfWord[word(index)] = max(wordBest, logits[index])
        }
      }
      for (_, members) in bySentence {
        // Of an endless sentence the nearest tell enough.
        for (place, index) in members.enumerated() {
          for other in members[max(0, place - 60)..<min(members.count, place + 60)]
          where other != index {
            if rows[other].token == rows[index].token {
              around[index].token = max(around[index].token, logits[other])
            } else {
              around[index].others = max(around[index].others, logits[other])
              if rows[other].kind == rows[index].kind {
                around[index].sentence = max(around[index].sentence, logits[other])
              }
            }
            if logits[other] > -0.85 { around[index].strong += 1 }
          }
        }
      }
    }

    func of(_ index: Int) -> Around { around[index] }
  }
}
