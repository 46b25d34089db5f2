/// A stretch of the calendar that an expression names: TIMEX3 values that are dates.
enum TimePoint: Equatable, Sendable {
  enum Season: Int, Sendable {
    case spring, summer, autumn, winter

    var code: String { ["SP", "SU", "FA", "WI"][rawValue] }
    /// The month in which it begins (meteorological, northern); winter runs into the next year.
    var firstMonth: Int { 3 + rawValue * 3 }
  }

  case day(CivilDay)
  /// From one day to another, both included.
  case days(CivilDay, CivilDay)
  case week(year: Int, week: Int)
  case weekend(year: Int, week: Int)
  case month(year: Int, month: Int)
  case months(year: Int, month: Int, endYear: Int, endMonth: Int)
  case quarter(year: Int, quarter: Int)
  case half(year: Int, half: Int)
  case season(year: Int, season: Season)
  case year(Int)
  case years(Int, Int)
  /// 197 is the seventies of the last century.
  case decade(Int)
  /// 19 is the years 1900 to 1999.
  case century(Int)
  /// The present, the past, the future at large, or what cannot be placed without a date of
  /// publication: the value itself.
  case open(String)

  static let present = TimePoint.open("PRESENT_REF")
  static let past = TimePoint.open("PAST_REF")
  static let future = TimePoint.open("FUTURE_REF")

  static func week(of day: CivilDay) -> TimePoint {
    let (year, week) = day.isoWeek
    return .week(year: year, week: week)
  }

  static func weekend(of day: CivilDay) -> TimePoint {
    let (year, week) = day.isoWeek
    return .weekend(year: year, week: week)
  }

  static func quarter(of day: CivilDay) -> TimePoint {
    let (year, month, _) = day.date
    return .quarter(year: year, quarter: (month + 2) / 3)
  }

  static func month(of day: CivilDay) -> TimePoint {
    let (year, month, _) = day.date
    return .month(year: year, month: month)
  }

  static func month(index: Int) -> TimePoint {
    .month(year: index / 12, month: index % 12 + 1)
  }

  /// The unit's stretch in which a day lies.
  static func containing(_ day: CivilDay, _ unit: TimeUnit) -> TimePoint {
    switch unit {
    case .second, .minute, .hour, .day, .night: .day(day)
    case .week, .fortnight: week(of: day)
    case .weekend: weekend(of: day)
    case .month: month(of: day)
    case .quarter: quarter(of: day)
    case .year: .year(day.year)
    case .decade: .decade(day.year / 10)
    case .century, .millennium: .century(day.year / 100)
    }
  }

  /// The TIMEX3 value.
  var value: String {
    switch self {
    case .day(let day): day.iso
    case .days(let first, let last): "\(first.iso)/\(last.iso)"
    case .week(let year, let week): "\(padded(year, 4))-W\(padded(week, 2))"
    case .weekend(let year, let week): "\(padded(year, 4))-W\(padded(week, 2))-WE"
    case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
    case .months(let year, let month, let endYear, let endMonth):
      "\(padded(year, 4))-\(padded(month, 2))/\(padded(endYear, 4))-\(padded(endMonth, 2))"
    case .quarter(let year, let quarter): "\(padded(year, 4))-Q\(quarter)"
    case .half(let year, let half): "\(padded(year, 4))-H\(half)"
    case .season(let year, let season): "\(padded(year, 4))-\(season.code)"
    case .year(let year): padded(year, 4)
    case .years(let first, let last): "\(padded(first, 4))/\(padded(last, 4))"
    case .decade(let decade): padded(decade, 3)
    case .century(let century): padded(century, 2)
    case .open(let value): value
    }
  }

  /// The first and the last day.
  var bounds: (first: CivilDay, last: CivilDay)? {
    switch self {
    case .day(let day): (day, day)
    case .days(let first, let last): (first, last)
    case .week(let year, let week):
      (CivilDay.monday(ofWeek: week, year: year), CivilDay.monday(ofWeek: week, year: year) + 6)
    case .weekend(let year, let week):
      (CivilDay.monday(ofWeek: week, year: year) + 5, CivilDay.monday(ofWeek: week, year: year) + 6)
    case .month(let year, let month): Self.months(year, month, count: 1)
    case .months(let year, let month, let endYear, let endMonth):
      (CivilDay(year, month, 1), Self.months(endYear, endMonth, count: 1).last)
    case .quarter(let year, let quarter): Self.months(year, quarter * 3 - 2, count: 3)
    case .half(let year, let half): Self.months(year, half * 6 - 5, count: 6)
    case .season(let year, let season): Self.months(year, season.firstMonth, count: 3)
    case .year(let year): (CivilDay(year, 1, 1), CivilDay(year, 12, 31))
    case .years(let first, let last): (CivilDay(first, 1, 1), CivilDay(last, 12, 31))
    case .decade(let decade): (CivilDay(decade * 10, 1, 1), CivilDay(decade * 10 + 9, 12, 31))
    case .century(let century):
      (CivilDay(century * 100, 1, 1), CivilDay(century * 100 + 99, 12, 31))
    case .open: nil
    }
  }

  private static func months(
    _ year: Int, _ month: Int, count: Int
  ) -> (first: CivilDay, last: CivilDay) {
    let first = CivilDay(year, month, 1)
    return (first, first.adding(months: count) - 1)
  }

  /// The unit whose stretches this one is made like.
  var unit: TimeUnit? {
    switch self {
    case .day, .days: .day
    case .week: .week
    case .weekend: .weekend
    case .month, .months: .month
    case .quarter: .quarter
    case .half, .season, .year, .years: .year
    case .decade: .decade
    case .century: .century
    case .open: nil
    }
  }

  /// This stretch so many units later, in stretches of its own length where the unit is at least as
  /// long ("Q3 2018" a year before is Q3 2017), else of the unit's.
  ///
  /// - Returns: nil where the unit is shorter than the stretch, or the year leaves 1 to 9999.
  func shifted(by amount: Double, _ unit: TimeUnit) -> TimePoint? {
    guard let bounds, let own = self.unit, abs(amount) < 100_000 else { return nil }
    if own.rawValue > unit.rawValue { return nil }
    let moved: CivilDay
    if let months = unit.months(amount) {
      moved = bounds.first.adding(months: Int(months.rounded()))
    } else if let days = unit.days(amount) {
      moved = bounds.first + Int(days.rounded())
    } else {
      return nil
    }
    guard (1...9998).contains(moved.year) else { return nil }
    if unit == .year {
      let years = moved.year - bounds.first.year
      switch self {
      case .quarter(let year, let quarter): return .quarter(year: year + years, quarter: quarter)
      case .half(let year, let half): return .half(year: year + years, half: half)
      case .season(let year, let season): return .season(year: year + years, season: season)
      case .month: return .month(of: moved)
      default: return .year(moved.year)
      }
    }
    return .containing(moved, unit)
  }
}
