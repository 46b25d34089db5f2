/// Where in the calendar a name of a day, a month, a season lies, as seen from the day of
/// publication.
extension TimeGrammar {
  /// What stands before the name.
  enum Which {
    /// "Friday"
    case bare
    /// "this Friday"
    case this
    /// "last Friday", "this past Friday"
    case last
    /// "next Friday"
    case next
    /// "this coming Friday"
    case coming
    /// "that Friday", "the same Friday": of the week told of.
    case same
    /// "the following Friday", "the previous Friday": from the day told of.
    case following, previous
  }

  /// A weekday. A bare one lies in the past unless its clause looks ahead: agencies name weekdays
  /// within a week of publication.
  func day(ofWeekday weekday: Int, _ which: Which, _ range: Range<Int>) -> TimePoint {
    // "on a Monday" is any.
    let isAny = self[range.lowerBound - 1].word == .a && which == .bare
    guard let now, !isAny else { return .open("XXXX-WXX-\(weekday)") }
    func latest(_ day: CivilDay) -> CivilDay { day - (day.weekday - weekday + 7) % 7 }
    func earliest(_ day: CivilDay) -> CivilDay { day + (weekday - day.weekday + 7) % 7 }
    switch which {
    case .bare:
      // "called a meeting for Monday"
      let isAppointed = self[range.lowerBound - 1].word == .for
      return .day(isAppointed || direction(range) == .future ? earliest(now) : latest(now))
    case .this: return .day(now.monday + (weekday - 1))
    case .last: return .day(latest(now - 1))
    case .next: return .day(now.monday + 7 + (weekday - 1))
    case .coming: return .day(earliest(now + 1))
    case .same: return .day((referenceDay ?? now).monday + (weekday - 1))
    case .following: return .day(earliest((referenceDay ?? now) + 1))
    case .previous: return .day(latest((referenceDay ?? now) - 1))
    }
  }

  /// The year of a month (and day) that is told without one: the year of publication, unless the
  /// clause points the other way or the month is much nearer in the next year or the last.
  func year(ofMonth month: Int, day: Int?, _ which: Which, _ range: Range<Int>) -> Int? {
    guard let now else { return nil }
    let (year, currentMonth, _) = now.date
    let ahead = month - currentMonth
    switch which {
    case .this: return year
    case .last: return ahead >= 0 ? year - 1 : year
    case .next, .coming: return ahead <= 0 ? year + 1 : year
    case .same, .following, .previous:
      guard let reference, let bounds = reference.bounds else { return year }
      let (year, referenceMonth, _) = bounds.first.date
      if which == .following { return month <= referenceMonth ? year + 1 : year }
      if which == .previous { return month >= referenceMonth ? year - 1 : year }
      return year
    case .bare: break
    }
    if ahead == 0, let day, abs(CivilDay(year, month, day).number - now.number) <= 31 {
      return year
    }
    // "October elections": what the month belongs to, not the verb, tells; the nearest is meant.
    let behind = self[range.upperBound]
    let isAttribute =
      day == nil && behind.isAlphabetic && behind.word == .none && behind.kind == .other
      && behind.cue == .none
    switch isAttribute ? .unknown : direction(range) {
    case .past: return ahead > 1 || ahead == 1 && day == nil ? year - 1 : year
    case .future: return ahead < 0 ? year + 1 : year
    case .unknown:
      if ahead >= 8 { return year - 1 }
      if ahead <= -8 { return year + 1 }
      return year
    }
  }

  func month(_ month: Int, _ which: Which, _ range: Range<Int>) -> TimePoint {
    guard let year = year(ofMonth: month, day: nil, which, range) else {
      return .open("XXXX-\(padded(month, 2))")
    }
    return .month(year: year, month: month)
  }

  /// A day of a month; nil where the month has no such day.
  func day(
    _ day: Int, month: Int, year: Int?, _ which: Which, _ range: Range<Int>
  ) -> TimePoint? {
    guard (1...31).contains(day), (1...12).contains(month) else { return nil }
    guard let year = year ?? self.year(ofMonth: month, day: day, which, range) else {
      guard day <= CivilDay.length(ofMonth: month, year: 2000) else { return nil }
      return .open("XXXX-\(padded(month, 2))-\(padded(day, 2))")
    }
    guard (1...9998).contains(year), day <= CivilDay.length(ofMonth: month, year: year) else {
      return nil
    }
    return .day(CivilDay(year, month, day))
  }

  func season(_ season: TimePoint.Season, _ which: Which, _ range: Range<Int>) -> TimePoint {
    guard let now else { return .open("XXXX-\(season.code)") }
    let (year, month, _) = now.date
    // January and February are the winter that began the year before.
    let current = month < 3 ? year - 1 : year
    func begin(_ year: Int) -> CivilDay { CivilDay(year, season.firstMonth, 1) }
    func over(_ year: Int) -> Bool { begin(year).adding(months: 3) <= now }
    let chosen: Int
    switch which {
    case .this, .same: chosen = season == .winter ? current : year
    case .last, .previous: chosen = over(year) ? year : year - 1
    case .next, .coming, .following: chosen = begin(year) > now ? year : year + 1
    case .bare:
      switch direction(range) {
      case .past: chosen = begin(year) > now ? year - 1 : year
      case .future: chosen = over(year) ? year + 1 : year
      case .unknown: chosen = season == .winter ? current : year
      }
    }
    return .season(year: chosen, season: season)
  }

  /// A quarter of the year told without the year: reports speak of the one that is over.
  func quarter(_ quarter: Int, _ which: Which, _ range: Range<Int>) -> TimePoint {
    guard let now else { return .open("XXXX-Q\(quarter)") }
    let (year, month, _) = now.date
    let ahead = quarter - (month + 2) / 3
    switch which {
    case .last, .previous: return .quarter(year: ahead >= 0 ? year - 1 : year, quarter: quarter)
    case .next, .coming, .following:
      return .quarter(year: ahead <= 0 ? year + 1 : year, quarter: quarter)
    default: break
    }
    switch direction(range) {
    case .past where ahead > 0: return .quarter(year: year - 1, quarter: quarter)
    case .future where ahead < 0: return .quarter(year: year + 1, quarter: quarter)
    case .unknown where ahead > 1: return .quarter(year: year - 1, quarter: quarter)
    default: return .quarter(year: year, quarter: quarter)
    }
  }

  /// A holiday without its year: the nearest one on the side the clause points to.
  func holiday(
    _ rule: TimeLexicon.HolidayRule, year: Int?, _ which: Which, _ range: Range<Int>
  ) -> TimePoint? {
    if let year {
      return (1583...4000).contains(year) ? .day(rule.day(in: year)) : nil
    }
    guard let now else {
      if case .fixed(let month, let day) = rule {
        return .open("XXXX-\(padded(month, 2))-\(padded(day, 2))")
      }
      return nil
    }
    let candidates = (now.year - 1...now.year + 1).map { rule.day(in: $0) }
    func latest() -> CivilDay? { candidates.last { $0 <= now } }
    func earliest() -> CivilDay? { candidates.first { $0 >= now } }
    let day: CivilDay?
    switch which {
    case .this, .same: day = rule.day(in: now.year)
    case .last, .previous: day = candidates.last { $0 < now }
    case .next, .coming, .following: day = candidates.first { $0 > now }
    case .bare:
      switch direction(range) {
      case .past: day = latest()
      case .future: day = earliest()
      case .unknown:
        day = candidates.min { abs($0.number - now.number) < abs($1.number - now.number) }
      }
    }
    return day.map { .day($0) }
  }

  /// The unit so many steps from the one a day lies in: "last week" is -1 from now.
  func stretch(_ unit: TimeUnit, from point: TimePoint?, steps: Int) -> TimePoint {
    let unit: TimeUnit = unit == .night ? .day : unit == .fortnight ? .week : unit
    guard let day = point?.bounds?.first else {
      switch unit {
      case .week: return .open("XXXX-WXX")
      case .weekend: return .open("XXXX-WXX-WE")
      case .month: return .open("XXXX-XX")
      case .quarter: return .open("XXXX-QX")
      case .year: return .open("XXXX")
      case .decade: return .open("XXX")
      case .century, .millennium: return .open("XX")
      default: return .open("XXXX-XX-XX")
      }
    }
    let here = TimePoint.containing(day, unit)
    return steps == 0 ? here : here.shifted(by: Double(steps), unit) ?? here
  }

  var today: TimePoint? { now.map { .day($0) } }
}
