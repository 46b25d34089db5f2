/// What the parser knows of a sentence before it starts. Tokens count from 1; 0 is none, and behind
/// the last stands the root.
package final class ParserSentence {
  package struct Word {
    package var lower: UInt32 = 0
    package var tag: UInt32 = 0
    package var fine: UInt32 = 0
    package var coarse: UInt32 = 0
    package var tail: UInt32 = 0
    /// How many verbs, commas, conjunctions, prepositions and nouns stand before it: what lies
    /// between two tokens is a difference.
    var before = SIMD8<UInt16>()
  }

  /// The longest sentence that is parsed in one piece, in tokens.
  package static let limit = 256

  package private(set) var count = 0
  package let words: UnsafeMutablePointer<Word>
  /// The classes whose words `Word.before` counts, by tag.
  private let kinds: [UInt8]

  package init(tagger: Tagger) {
    words = .allocate(capacity: Self.limit + 4)
    words.initialize(repeating: Word(), count: Self.limit + 4)
    kinds = tagger.classKinds
  }

  deinit { words.deallocate() }

  /// The root's index.
  @inline(__always) package var root: Int { count + 1 }

  /// Takes a sentence of at most `limit` tokens.
  package func take(
    _ forms: UnsafePointer<WordForm>, _ tags: UnsafePointer<UInt8>, _ count: Int
  ) {
    self.count = count
    words[0] = Word(lower: 3, tag: 503, fine: 703, coarse: 603, tail: 3)
    var before = SIMD8<UInt16>()
    for index in 0..<count {
      let form = forms[index]
      words[index + 1] = Word(
        lower: form.lower, tag: UInt32(tags[index]), fine: UInt32(form.fine),
        coarse: UInt32(form.coarse), tail: form.tail3, before: before)
      let kind = Int(kinds[Int(tags[index])])
      if kind < 8 { before[kind] += 1 }
    }
    words[count + 1] = Word(
      lower: 4, tag: 504, fine: 704, coarse: 604, tail: 4, before: before)
    words[count + 2] = Word(lower: 5, tag: 505, fine: 705, coarse: 605, tail: 5)
  }

  /// Which kinds of words stand between two tokens, one bit each.
  @inline(__always)
  func between(_ a: Int, _ b: Int) -> UInt32 {
    let low = min(a, b)
    let high = max(a, b)
    guard high > low + 1 else { return 0 }
    let counts = words[high].before &- words[low + 1].before
    var bits: UInt32 = 0
    for kind in 0..<6 where counts[kind] > 0 { bits |= 1 << UInt32(kind) }
    return bits
  }
}

extension Tagger {
  /// For every class: 0 verb, 1 comma, 2 conjunction, 3 preposition, 4 noun, 5 other punctuation;
  /// 255 anything else.
  var classKinds: [UInt8] {
    (0..<classCount).map { label in
      switch universal(UInt8(label)) {
      case .verb, .aux: 0
      case .punct: penn(UInt8(label)) == .comma ? 1 : 5
      case .cconj, .sconj: 2
      case .adp: 3
      case .noun, .propn: 4
      default: 255
      }
    }
  }
}
