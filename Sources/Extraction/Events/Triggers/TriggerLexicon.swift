internal import Language

/// How often a word of news is the trigger of a political act, by type: shares in a hundred of its
/// uses, from the readable lexicon `trigger_words.txt`. They are where the trigger model starts from
/// with words that no annotated text has.
struct TriggerLexicon: Sendable {
  static let shared = TriggerLexicon()

  struct Share: Sendable {
    var kind: Int
    /// 0 to 1.
    var value: Double
  }

  /// By the hash of a lemma, or of lemmas joined by "_", and its part of speech: a range of `shares`.
  private var ranges: [UInt32: Range<Int>] = [:]
  private var shares: [Share] = []

  init() {
    for fields in EventLexicons.triggers() where fields.count > 2 {
      guard let part = fields[1].utf8.first else { continue }
      let start = shares.count
      for item in EventLexicon.list(fields[2]) {
        let words = item.split(separator: " ")
        guard words.count == 2, let share = Int(words[1]),
          let kind = Event.Kind(rawValue: String(words[0]))
        else { continue }
        shares.append(Share(kind: kind.index, value: Double(share) / 100))
      }
      ranges[Self.key(Self.hash(fields[0]), part)] = start..<shares.count
    }
  }

  /// The hash of a lemma; of a phrase, part by part with "_" between.
  static func hash(_ lemma: String, after start: UInt32 = Hashing.start) -> UInt32 {
    var hash = start
    for byte in lemma.utf8 { hash = Hashing.byte(hash, byte) }
    return hash
  }

  static func join(_ hash: UInt32, _ lemma: String) -> UInt32 {
    self.hash(lemma, after: Hashing.byte(hash, 0x5F))
  }

  private static func key(_ hash: UInt32, _ part: UInt8) -> UInt32 {
    Hashing.mix(hash, UInt32(part))
  }

  /// The shares of a word or phrase as "V", "N" or "A"; nil where it is not listed.
  func shares(_ hash: UInt32, _ part: UInt8) -> ArraySlice<Share>? {
    ranges[Self.key(hash, part)].map { shares[$0] }
  }
}

extension Event.Kind {
  /// All types, in the order of `index`.
  static let all = allCases

  /// Its place among all types, 0 to 15.
  var index: Int {
    switch self {
    case .agree: 0
    case .consult: 1
    case .support: 2
    case .concede: 3
    case .cooperate: 4
    case .aid: 5
    case .retreat: 6
    case .request: 7
    case .accuse: 8
    case .reject: 9
    case .threaten: 10
    case .protest: 11
    case .sanction: 12
    case .mobilize: 13
    case .coerce: 14
    case .assault: 15
    }
  }

  /// PLOVER's quad classes: cooperation in words and deeds, conflict in words, conflict in deeds.
  var quad: UInt32 {
    switch self {
    case .agree, .consult, .support, .concede, .cooperate, .aid, .retreat: 0
    case .request, .accuse, .reject, .threaten: 1
    case .protest, .sanction, .mobilize, .coerce, .assault: 2
    }
  }
}
