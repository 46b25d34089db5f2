internal import Language

/// What the grammar read at one place.
struct TimeMatch {
  var tokens: Range<Int>
  var kind: TimeExpression.Kind
  var value: String
  /// The stretch of the calendar it names; nil for durations and sets.
  var point: TimePoint?
  var mod: String?
  /// The zone of a clock time: "Z", "-05:00", "local".
  var zone: String?
  var first: CivilDay?
  var last: CivilDay?
  var sieve: String
}

/// A date as the grammar reads it, before it is told what stands around it.
struct DatePhrase {
  var point: TimePoint
  var end: Int
  var mod: String?
  /// The time of day, from its T on: "TMO", "T19:45".
  var time: String?
  var zone: String?
  var sieve: String
}

/// The grammar of English time expressions: recursive descent over the tokens of one sentence,
/// without backtracking beyond a few tokens, so that it is linear in the text's length.
struct TimeGrammar {
  let text: AnalyzedText
  let tokens: [TimeToken]
  /// The sentence that is read.
  var sentence: Range<Int>
  /// The day of publication where the dispatch was written; nil if it is not known.
  let published: CivilDay?
  /// What "today" is here: the day of publication, or the day of speech inside a quotation.
  var now: CivilDay?
  /// The last date told, which "the next day" and "three years later" count from.
  var reference: TimePoint?
  var referenceDay: CivilDay?
  /// The last day of a month that was read, for "July 17, 18 and 19".
  var series: (end: Int, month: Int, year: Int?)?
  /// Whether "3/4" is the third of April rather than the fourth of March.
  var dayFirst = false
  /// How deep dates stand in dates: "the first Monday of the last week of the first month of …".
  private let nesting = Nesting()

  private final class Nesting {
    var depth = 0
  }

  /// No date of a human holds more dates than this; deeper ones are not read, so that no text can
  /// use up the stack or the time.
  private static let deepest = 4

  /// Reads a date inside a date, unless it lies too deep.
  func nested(_ read: () -> DatePhrase?) -> DatePhrase? {
    guard nesting.depth < Self.deepest else { return nil }
    nesting.depth += 1
    defer { nesting.depth -= 1 }
    return read()
  }

  init(_ text: AnalyzedText, published: CivilDay?) {
    self.text = text
    tokens = TimeTokenizer.tokens(of: text)
    self.published = published
    now = published
    sentence = tokens.indices
  }

  /// The token at a place; an empty one outside the sentence.
  subscript(_ index: Int) -> TimeToken {
    sentence.contains(index) ? tokens[index] : .none
  }

  /// The place behind a hyphen that joins words, else the place itself.
  func skipHyphen(_ index: Int) -> Int {
    self[index].kind == .dash && !self[index].hasSpaceBefore && !self[index + 1].hasSpaceBefore
      ? index + 1 : index
  }

  /// A token's letters as the holidays' names are written: lower case, no points, plain "'".
  func spelling(_ index: Int) -> String {
    text.string(index).lowercased().filter { $0 != "." }
      .replacing("\u{2019}", with: "'")
  }

  /// Whether nothing but this stands in the sentence.
  func isAlone(_ range: Range<Int>) -> Bool {
    guard range.lowerBound == sentence.lowerBound else { return false }
    return !(range.upperBound..<sentence.upperBound).contains {
      tokens[$0].isAlphabetic || tokens[$0].kind == .number
    }
  }

  // MARK: The expression at a place

  /// The expression that starts at this token, if any.
  func match(at start: Int) -> TimeMatch? {
    let token = self[start]
    if token.kind == .other, !Self.starters.contains(token.word) { return nil }
    var best: TimeMatch?
    func take(_ found: TimeMatch?) {
      guard let found else { return }
      if found.tokens.upperBound > best?.tokens.upperBound ?? 0 { best = found }
    }
    take(set(at: start))
    take(timed(at: start))
    take(length(at: start))
    take(general(at: start))
    if best == nil, let (mod, next, reach) = comparator(at: start) {
      let found: TimeMatch?
      switch reach {
      case .amounts: found = length(at: next)
      case .points: found = timed(at: next).flatMap { $0.kind == .time ? $0 : nil }
      case .all: found = timed(at: next) ?? length(at: next)
      }
      if var found {
        found.tokens = start..<found.tokens.upperBound
        found.mod = found.mod ?? mod
        best = found
      }
    }
    return best
  }

  /// The words an expression may start with.
  private static let starters: TimeWordSet = [
    .a, .an, .the, .this, .that, .these, .those, .last, .next, .past, .previous, .prior,
    .preceding, .following, .coming, .upcoming, .current, .latest, .same, .another, .additional,
    .early, .earlier, .late, .later, .mid, .middle, .end, .beginning, .start, .close, .half,
    .about, .around, .approximately, .roughly, .circa, .nearly, .almost, .some, .more, .less,
    .fewer, .at, .up, .no, .not, .shortly, .just, .over, .under, .several, .few, .couple, .many,
    .dozens, .hundreds, .thousands, .numerous, .every, .each, .per, .once, .twice, .thrice, .noon,
    .midday, .midnight, .noonish, .overnight, .tonight, .fiscal, .recent, .sometime, .well, .its,
    .their, .turn, .all, .week, .year, .future, .already, .yet, .as, .then,
  ]

  private enum Reach {
    /// Durations only: "more than three years".
    case amounts
    /// Clock times only: "shortly before 19:00".
    case points
    case all
  }

  /// "about", "more than", "at least", "shortly before": the modifier, the place behind it.
  private func comparator(at start: Int) -> (mod: String, end: Int, reach: Reach)? {
    let next = self[start + 1].word
    switch self[start].word {
    case .about, .around, .approximately, .roughly, .circa:
      return ("APPROX", start + 1, .all)
    case .nearly, .almost: return ("LESS_THAN", start + 1, .amounts)
    // "over the next ten days": all through them.
    case .over where next != .the: return ("MORE_THAN", start + 1, .amounts)
    case .more where next == .than: return ("MORE_THAN", start + 2, .amounts)
    case .less where next == .than: return ("LESS_THAN", start + 2, .amounts)
    case .fewer where next == .than: return ("LESS_THAN", start + 2, .amounts)
    case .under: return ("LESS_THAN", start + 1, .amounts)
    case .at where next == .least: return ("EQUAL_OR_MORE", start + 2, .amounts)
    case .at where next == .most: return ("EQUAL_OR_LESS", start + 2, .amounts)
    case .up where next == .to: return ("EQUAL_OR_LESS", start + 2, .amounts)
    case .no where next == .more && self[start + 2].word == .than:
      return ("EQUAL_OR_LESS", start + 3, .amounts)
    case .no where next == .less && self[start + 2].word == .than:
      return ("EQUAL_OR_MORE", start + 3, .amounts)
    case .shortly, .just, .well, .sometime:
      if next == .before { return ("BEFORE", start + 2, .points) }
      if next == .after || next == .past { return ("AFTER", start + 2, .points) }
      if next == .over { return ("MORE_THAN", start + 2, .amounts) }
      if next == .under { return ("LESS_THAN", start + 2, .amounts) }
      return nil
    default: return nil
    }
  }

  /// A date, a time of day, or both.
  private func timed(at start: Int) -> TimeMatch? {
    guard var phrase = clockPhrase(at: start) ?? datePhrase(at: start) else { return nil }
    if phrase.time == nil || phrase.time?.hasPrefix("TT") == false {
      phrase = attachingTime(to: phrase)
    }
    var match = TimeMatch(
      tokens: start..<phrase.end, kind: phrase.time == nil ? .date : .time,
      value: phrase.point.value, point: phrase.point, mod: phrase.mod, zone: phrase.zone,
      sieve: phrase.sieve)
    if let time = phrase.time {
      match.value += time
      if phrase.zone == "Z" { match.value += "Z" }
    }
    if self[phrase.end].word == .or, self[phrase.end + 1].word == .so {
      match.tokens = start..<phrase.end + 2
      match.mod = match.mod ?? "APPROX"
    }
    if case .open = phrase.point {
    } else {
      (match.first, match.last) = (phrase.point.bounds?.first, phrase.point.bounds?.last)
    }
    return match
  }
}
