/// What one token is to the grammar of times.
struct TimeToken: Sendable {
  enum Kind: UInt8, Sendable {
    case other
    /// "three": value.
    case cardinal
    /// "hundred": value.
    case scale
    /// "third": value.
    case ordinal
    case month, weekday, weekdays
    /// A unit, singular, plural, and as in "yearlong": value is `TimeUnit.rawValue`.
    case unit, units, lasting
    case season
    /// Part of the day, singular and plural: value is `DayPart.rawValue`.
    case part, parts
    /// "today": value is days from now.
    case day
    /// "annually": value is the unit.
    case set
    /// "UTC": value is minutes east of Greenwich; "ET": the same in winter.
    case zone, civilZone
    /// "seventies": value 70.
    case decadeName
    /// "now": value 0, -1, 1 for present, past, future.
    case reference
    case holiday
    /// "2019": value, `digits`.
    case number
    /// "30min", "2.5h": value, extra in hundredths, third is the unit.
    case measure
    /// "2.5": value, and extra in hundredths.
    case decimal
    /// "1/2", "9/11", "5/3/18": value, extra, third (-1 if there is none); "12.03.2024": dotted.
    case slashed, dotted
    /// "75th": value.
    case ordinalNumber
    /// "1980s", "80s": value, `digits`.
    case decade
    /// "19:45", "7pm", "7:45pm": value is hours, extra is minutes (-1 if none), third is seconds (-1).
    case clock
    /// "11T10:00Z", the tail of an ISO 8601 instant: value is the day, extra hours, third minutes.
    case instant
    /// "Q3", "H1", "FY2018", "W31".
    case quarter, half, fiscalYear, weekNumber
    case dash, apostrophe
  }

  /// Which half of the day a clock token names itself.
  enum Meridiem: UInt8, Sendable {
    case none, am, pm, utc
  }

  /// What a verb form says of the time of its clause.
  enum Cue: UInt8, Sendable {
    case none, past, future
    /// "to", "has", "is": what follows tells.
    case to, have, be
    /// "scheduled", "due": ahead.
    case pending
    /// "postponed": with "until", ahead.
    case deferring
  }

  var kind = Kind.other
  var word = TimeWord.none
  var cue = Cue.none
  /// A word that governs an infinitive of what is to come ("plans to"), beside its cue.
  var governs = false
  var meridiem = Meridiem.none
  var digits: UInt8 = 0
  var isCapital = false
  /// All letters are capitals, two at least.
  var isAllCapitals = false
  var isAlphabetic = false
  /// The tagger calls it an adjective or a possessive pronoun.
  var isAdjective = false
  /// A weekday of up to four letters, as "Sun": it may be another word.
  var isShort = false
  /// A word in small letters that ends as plurals do.
  var isPlural = false
  var hasSpaceBefore = false
  var value: Int32 = 0
  var extra: Int32 = -1
  var third: Int32 = -1

  static let none = TimeToken()

  var unit: TimeUnit? {
    kind == .unit || kind == .units || kind == .lasting || kind == .set
      ? TimeUnit(rawValue: Int(value)) : nil
  }
}

/// A part of the day. Raw values are those of times.txt.
enum DayPart: Int, Sendable {
  case morning, afternoon, evening, night, dawn, dusk

  var code: String {
    switch self {
    case .morning, .dawn: "TMO"
    case .afternoon: "TAF"
    case .evening, .dusk: "TEV"
    case .night: "TNI"
    }
  }
}

/// The words the grammar names, each by its own letters in lower case but for those of `spelling`.
enum TimeWord: UInt8, CaseIterable, Sendable {
  case none
  case a, an, the, this, that, these, those, last, next, past, previous, prior, preceding
  case following, coming, upcoming, latest, recent, current, same, other, another, additional
  case further, extra, earlier, early, late, later, mid, middle, end, ending, beginning, start
  case close, opening, turn, half, point, of, `in`, on, at, by, from, to, until, till, through
  case thru, throughout, between, and, or, since, before, after, during, within, over, under
  case about, around, approximately, roughly, circa, nearly, almost, some, more, less, fewer
  case than, least, most, up, no, not, shortly, just, only, exactly, ago, back, hence, now, row
  case running, straight, consecutive, successive, full, whole, entire, solid, long, old, age
  case very, beyond, single, every, each, per, once, twice, thrice, times, time, several, few,
    couple, many, number
  case dozens, hundreds, thousands, numerous, handful, trading, business, working, calendar
  case school, fiscal, financial, academic, tax, year, day, today, tonight, night, noon, midday
  case midnight, noonish, overnight
  case oclock
  case am, pm, sharp, local, standard, daylight
  case ahead, future, present, then, already, `for`, `as`, possible, its, their
  case possessive
  case comma
  case open
  case atSign
  case percent
  case percentWord
  case so, well
  case dollar
  case date, term, period, eve, far, yet, us, east, west, coast, hours, sometime, near, million
  case billion, trillion, dollars, second, halfway, first, quarter, week, weekend, month, decade
  case with, without, when, it, he, she, they, we, you, there, had
  case century, hundred, thousand, people, part, moment, course, all, soon, recently

  var spelling: String {
    switch self {
    case .none: ""
    case .oclock: "o'clock"
    case .possessive: "'s"
    case .comma: ","
    case .open: "("
    case .atSign: "@"
    case .percent: "%"
    case .percentWord: "percent"
    case .dollar: "$"
    default: String(describing: self)
    }
  }
}

/// A set of those words: one bit each.
struct TimeWordSet: ExpressibleByArrayLiteral, Sendable {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(arrayLiteral words: TimeWord...) {
    for word in words {
      let bit: UInt64 = 1 << UInt64(word.rawValue & 63)
      switch word.rawValue >> 6 {
      case 0: bits.0 |= bit
      case 1: bits.1 |= bit
      case 2: bits.2 |= bit
      default: bits.3 |= bit
      }
    }
  }

  func contains(_ word: TimeWord) -> Bool {
    let field =
      switch word.rawValue >> 6 {
      case 0: bits.0
      case 1: bits.1
      case 2: bits.2
      default: bits.3
      }
    return field >> UInt64(word.rawValue & 63) & 1 == 1
  }
}
