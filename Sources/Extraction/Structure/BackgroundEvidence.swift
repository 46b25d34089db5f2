internal import Language

/// What speaks for and against a sentence being background, as numbers: 1 where a sign is there, but
/// for "position", from 0 to 1.
///
/// The weights (log-odds) are those of `Lexicons/background_evidence.txt`, fitted by
/// `Tests/Evaluation/fit_background.py`: first of a sentence by itself, then of its score and those
/// of the sentences beside it.
struct BackgroundEvidence {
  /// The names of the evidence, in the order of `values`.
  static let names = [
    "year", "pluperfect", "recent-word", "recent-time", "old-time", "middle-time", "spoken",
    "report", "quoted", "past-word", "ago", "used-to", "since", "definition", "present", "perfect",
    "future", "past", "link", "late", "position", "first", "second", "last", "late-present",
    "opens-paragraph", "item", "verbless", "earlier", "biography", "short", "pronoun", "heads",
    "after", "figures", "past-undated", "has-state", "few-paragraphs", "always", "body-quoted",
  ]
  var values = [Double](repeating: 0, count: Self.names.count)
  /// The sentence's words in small letters, each once: "known", "elected", "announced".
  var words: Set<String> = []

  private static let index: [String: Int] = Dictionary(
    uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

  subscript(name: String) -> Double {
    get { Self.index[name].map { values[$0] } ?? 0 }
    set { if let place = Self.index[name] { values[place] = newValue } }
  }

  private static let weights = EventLexicons.background()
  private static let ownWeights = names.map { weights[$0] ?? 0 }
  private static let wordWeights = Dictionary(
    uniqueKeysWithValues: weights.compactMap { name, weight in
      name.hasPrefix("word ") ? (String(name.dropFirst(5)), weight) : nil
    })

  private var score: Double {
    let signs = zip(values, Self.ownWeights).reduce(Self.weights["bias"] ?? 0) { $0 + $1.0 * $1.1 }
    // In order: sums of floats depend on it.
    return words.compactMap { Self.wordWeights[$0] }.sorted().reduce(signs, +)
  }

  /// For every sentence of a dispatch, in order and with its paragraph, whether it is background.
  static func weigh(_ rows: [(evidence: BackgroundEvidence, paragraph: Int)]) -> [Bool] {
    let scores = rows.map(\.evidence.score)
    let weight = { weights[$0] ?? 0 }
    let (own, bias, inside) = (weight("own score"), weight("joint bias"), weight("inside"))
    let before = (weight("before in paragraph"), weight("paragraph before"))
    let behind = (weight("behind in paragraph"), weight("paragraph behind"))
    return rows.indices.map { index in
      var sum = bias + own * scores[index]
      if index > 0 {
        let isSame = rows[index - 1].paragraph == rows[index].paragraph
        sum += scores[index - 1] * (isSame ? before.0 : before.1) + (isSame ? inside : 0)
      }
      if index + 1 < rows.count {
        let isSame = rows[index + 1].paragraph == rows[index].paragraph
        sum += scores[index + 1] * (isSame ? behind.0 : behind.1)
      }
      return sum > 0
    }
  }
}
