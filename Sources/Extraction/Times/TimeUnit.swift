/// The units in which time is counted. Raw values are those of times.txt.
enum TimeUnit: Int, Sendable {
  case second, minute, hour, day, night, week, fortnight, weekend, month, quarter, year, decade
  case century, millennium

  var isClock: Bool { rawValue <= Self.hour.rawValue }

  /// The letter of ISO 8601 and what it takes to make one of the unit.
  private var designator: (letter: String, factor: Double) {
    switch self {
    case .second: ("S", 1)
    case .minute: ("M", 1)
    case .hour: ("H", 1)
    case .day, .night: ("D", 1)
    case .week: ("W", 1)
    case .fortnight: ("W", 2)
    case .weekend: ("WE", 1)
    case .month: ("M", 1)
    case .quarter: ("Q", 1)
    case .year: ("Y", 1)
    case .decade: ("Y", 10)
    case .century: ("Y", 100)
    case .millennium: ("Y", 1000)
    }
  }

  /// A TIMEX3 duration: "P3D", "PT90M", "P2Y6M"; without an amount "PXD". TIMEX3 writes decades and
  /// centuries that nobody counted as "PXDE" and "PXCE".
  func duration(_ amount: Double?) -> String {
    let prefix = isClock ? "PT" : "P"
    guard let amount else {
      let letter =
        switch self {
        case .decade: "DE"
        case .century: "CE"
        case .millennium: "ML"
        default: designator.letter
        }
      return prefix + "X" + letter
    }
    let count = amount * designator.factor
    let whole = count.rounded(.down)
    guard count != whole, count < 1_000_000 else {
      return prefix + Self.plain(count) + designator.letter
    }
    if count - whole == 0.5 {
      let head = whole > 0 ? Self.plain(whole) + designator.letter : ""
      switch self {
      case .year: return "P\(head)6M"
      case .day: return "P\(head)T12H"
      case .hour: return "PT\(head)30M"
      case .minute: return "PT\(head)30S"
      default: break
      }
    }
    let hundredths = Int((count * 100).rounded())
    let fraction =
      hundredths % 10 == 0 ? String(hundredths % 100 / 10) : padded(hundredths % 100, 2)
    return prefix + "\(hundredths / 100).\(fraction)" + designator.letter
  }

  private static func plain(_ number: Double) -> String {
    number < 1e15 ? String(Int(number)) : "X"
  }

  /// So many of the unit in months, where it is made of months.
  func months(_ amount: Double) -> Double? {
    switch self {
    case .month: amount
    case .quarter: amount * 3
    case .year: amount * 12
    case .decade: amount * 120
    case .century: amount * 1200
    case .millennium: amount * 12_000
    default: nil
    }
  }

  /// So many of the unit in days, where it is made of days.
  func days(_ amount: Double) -> Double? {
    switch self {
    case .day, .night: amount
    case .week, .weekend: amount * 7
    case .fortnight: amount * 14
    case .hour: amount / 24
    case .minute: amount / 1440
    case .second: amount / 86_400
    default: nil
    }
  }
}
