/// Dates of the calendar: "July 9, 2024", "the 3rd of May", "2024-07-09", "9/11/2001", years.
extension TimeGrammar {
  private static let beforeMonths: TimeWordSet = [
    .in, .since, .until, .till, .by, .before, .after, .from, .to, .of, .during, .between, .and,
    .or, .through, .throughout, .early, .late, .mid, .for, .around, .about, .the, .comma,
    .possessive, .next, .last, .this,
  ]

  private static let beforeYears: TimeWordSet = [
    .in, .since, .until, .till, .during, .by, .possessive, .early, .late, .mid, .circa, .through,
  ]

  private static let beforeProbableYears: TimeWordSet = [
    .from, .before, .after, .between, .and, .or, .to, .of, .the, .for, .open, .comma, .around,
    .about, .as, .than, .a, .on,
  ]

  // MARK: Months and days

  /// "July", "July 9", "July 9-11, 2024", "July of last year".
  func monthFirst(at start: Int, _ which: Which = .bare, from first: Int? = nil) -> DatePhrase? {
    guard self[start].kind == .month, self[start - 1].word != .dollar else { return nil }
    let month = Int(self[start].value)
    let begin = first ?? start
    var index = start + 1
    if self[index].word == .the, ordinal(at: index + 1) != nil { index += 1 }
    if self[index].kind == .dash, !self[index].hasSpaceBefore, self[index + 1].kind == .number {
      index += 1
    } else if self[index].word == .comma, self[index + 1].kind == .ordinalNumber {
      index += 1
    }
    if let (day, end) = dayNumber(at: index) {
      if let range = dayRange(month: month, first: day, at: end, which, begin) { return range }
      var year: Int?
      var next = end
      if let found = yearBehind(end, month: month, hasDay: true) {
        (year, next) = (found.year, found.end)
      } else if self[end].word == .to || self[end].word == .through,
        let (_, behind) = dayNumber(at: end + 1),
        let found = yearBehind(behind, month: month, hasDay: true)
      {
        // "July 13 to 17 of last year"
        year = found.year
      } else if self[end].kind == .dash, !self[end].hasSpaceBefore, !self[end + 1].hasSpaceBefore,
        let found = plainYear(at: end + 1)
      {
        // "Sep-23-2020"
        (year, next) = (found.year, found.end)
      } else {
        year = yearAhead(of: end, month: month)
      }
      guard let point = self.day(day, month: month, year: year, which, begin..<next) else {
        return nil
      }
      return DatePhrase(point: point, end: next, sieve: "month-day")
    }
    // "May-June 2019", "July to September".
    if let range = monthRange(month: month, at: start + 1) { return range }
    if let (year, end) = yearBehind(start + 1, month: month, hasDay: false) {
      return DatePhrase(point: .month(year: year, month: month), end: end, sieve: "month-year")
    }
    if let year = yearAhead(of: start + 1, month: month) {
      return DatePhrase(point: .month(year: year, month: month), end: start + 1, sieve: "month")
    }
    guard which != .bare || first != nil || isMonthByContext(start) else { return nil }
    return DatePhrase(
      point: self.month(month, which, begin..<start + 1), end: start + 1, sieve: "month")
  }

  /// A bare "May" or "March" needs a word before it that asks for a time; other months must not
  /// look like a part of a name ("April Smith", "Robert June").
  private func isMonthByContext(_ index: Int) -> Bool {
    let before = self[index - 1]
    let isAmbiguous = self[index].value == 5 || self[index].value == 3
    if isAlone(index..<index + 1) { return true }
    if Self.beforeMonths.contains(before.word) {
      if isAmbiguous,
        before.word == .and || before.word == .comma || before.word == .to
          || before.word == .the || before.word == .for || before.word == .of
      {
        return self[index - 2].kind == .month || self[index - 2].kind == .number
          || before.word == .of && self[index - 2].unit != nil
      }
      return
        !(self[index + 1].isCapital && self[index + 1].kind == .other
        && self[index + 1].word == .none)
    }
    if before.kind == .dash || before.kind == .month { return true }
    if isAmbiguous { return false }
    if before.isCapital, before.kind == .other { return false }
    let next = self[index + 1]
    return !(next.isCapital && next.kind == .other && next.word == .none)
  }

  /// "9", "9th", "the 9th", "ninth", "twenty-second", where no unit follows.
  func dayNumber(at index: Int) -> (day: Int, end: Int)? {
    let token = self[index]
    if token.kind == .number {
      guard token.digits <= 2, (1...31).contains(token.value) else { return nil }
      let next = self[index + 1]
      if next.word == .percent || next.word == .percentWord || next.word == .am || next.word == .pm
        || next.word == .oclock || next.unit != nil || next.kind == .scale
      {
        return nil
      }
      return (Int(token.value), index + 1)
    }
    guard let (value, end) = ordinal(at: index), (1...31).contains(value),
      self[end].unit == nil
    else { return nil }
    return (value, end)
  }

  /// "9-11", "9–11, 2024" behind a month: an interval. Of "9 to 11" each day is told apart.
  private func dayRange(
    month: Int, first: Int, at index: Int, _ which: Which, _ begin: Int
  ) -> DatePhrase? {
    let joint = self[index]
    guard joint.kind == .dash,
      let (last, end) = dayNumber(at: index + 1), last > first, self[end].kind != .month,
      self[end].kind != .dash || self[end].hasSpaceBefore
    else { return nil }
    var year: Int?
    var next = end
    if let found = yearBehind(end, month: month, hasDay: true) {
      (year, next) = (found.year, found.end)
    }
    return days(first, last, month: month, year: year, which, begin..<next)
  }

  private func days(
    _ first: Int, _ last: Int, month: Int, year: Int?, _ which: Which, _ range: Range<Int>
  ) -> DatePhrase? {
    guard let from = day(first, month: month, year: year, which, range),
      let to = day(last, month: month, year: year, which, range)
    else { return nil }
    guard let start = from.bounds?.first, let end = to.bounds?.last else {
      return DatePhrase(
        point: .open(from.value + "/" + to.value), end: range.upperBound, sieve: "day-range")
    }
    return DatePhrase(point: .days(start, end), end: range.upperBound, sieve: "day-range")
  }

  /// "May-June 2019", "July to September".
  private func monthRange(month: Int, at index: Int) -> DatePhrase? {
    guard self[index].kind == .dash, self[index + 1].kind == .month else { return nil }
    let last = Int(self[index + 1].value)
    let end = index + 2
    // "June - July 4" is two dates.
    if let (_, next) = dayNumber(at: end), self[next].kind != .number { return nil }
    let found = yearBehind(end, month: last, hasDay: false)
    guard
      let year = found?.year
        ?? self.year(ofMonth: last, day: nil, .bare, index - 1..<end)
    else { return nil }
    return DatePhrase(
      point: .months(
        year: month > last ? year - 1 : year, month: month, endYear: year, endMonth: last),
      end: found?.end ?? end, sieve: "month-range")
  }

  /// The year behind a month or a day: ", 2019", "of 2019", "last year", "of this year".
  func yearBehind(_ index: Int, month: Int, hasDay: Bool) -> (year: Int, end: Int)? {
    var next = index
    if self[next].word == .comma { next += 1 }
    if self[next].word == .of || self[next].word == .in { next += 1 }
    if let (year, end) = plainYear(at: next) {
      // "July, 2000 people": a plural behind it counts the number.
      let isCount =
        self[end].isPlural && next > index && !hasDay || self[end].unit != nil
        || self[end].word == .people
      return isCount ? nil : (year, end)
    }
    if let (year, end) = spelledYear(at: next) { return (year, end) }
    // "'98" and "of '98".
    if self[next].kind == .apostrophe, self[next + 1].kind == .number, self[next + 1].digits == 2 {
      return (fullYear(Int(self[next + 1].value)), next + 2)
    }
    if self[next].word == .the,
      self[next + 1].word == .same || self[next + 1].word == .following
        || self[next + 1].word == .previous
    {
      next += 1
    }
    guard self[next + 1].word == .year, self[next + 2].kind != .dash else { return nil }
    let told = reference?.bounds?.first.year
    let year: Int?
    switch self[next].word {
    case .this, .current: year = now?.year
    case .last: year = now.map { $0.year - 1 }
    case .next, .coming: year = now.map { $0.year + 1 }
    case .that, .same: year = told ?? now?.year
    case .following: year = (told ?? now?.year).map { $0 + 1 }
    case .previous: year = (told ?? now?.year).map { $0 - 1 }
    default: return nil
    }
    return year.map { ($0, next + 2) }
  }

  /// The year told with the second of two dates: "from May to June 2019", "July 3 and 5, 2020".
  private func yearAhead(of index: Int, month: Int) -> Int? {
    let joint = self[index]
    guard joint.word == .to || joint.word == .and || joint.word == .through || joint.kind == .dash
    else { return nil }
    var next = index + 1
    var last = month
    if self[next].kind == .month {
      last = Int(self[next].value)
      next += 1
      if let (_, end) = dayNumber(at: next) { next = end }
    } else if let (_, end) = dayNumber(at: next) {
      next = end
      if self[next].kind == .month {
        last = Int(self[next].value)
        next += 1
      }
    } else {
      return nil
    }
    if self[next].word == .comma { next += 1 }
    guard let (year, _) = plainYear(at: next) else { return nil }
    return month > last ? year - 1 : year
  }

  /// "9 July", "9th of July 2024", "the 9th of July", "3 to 5 May".
  func dayFirst(at start: Int, from first: Int? = nil) -> DatePhrase? {
    let begin = first ?? start
    var index = start
    if self[index].word == .the { index += 1 }
    guard let (day, end) = dayNumber(at: index) else { return nil }
    if let found = dayAndMonth(day, at: end, begin) { return found }
    let joint = self[end]
    if joint.kind == .dash || joint.word == .to || joint.word == .and || joint.word == .or
      || joint.word == .until || joint.word == .through,
      let (last, next) = dayNumber(at: self[end + 1].word == .the ? end + 2 : end + 1), last > day
    {
      var behind = next
      if self[behind].word == .of { behind += 1 }
      guard self[behind].kind == .month else { return nil }
      let month = Int(self[behind].value)
      let found = yearBehind(behind + 1, month: month, hasDay: true)
      let range = begin..<(found?.end ?? behind + 1)
      if joint.word == .and || joint.word == .or {
        return self.day(day, month: month, year: found?.year, .bare, range).map {
          DatePhrase(point: $0, end: end, sieve: "day-month")
        }
      }
      return days(day, last, month: month, year: found?.year, .bare, range)
    }
    return nil
  }

  /// "23rd" in "the 22nd, 23rd or 24th of March", "18" in "July 17, 18 and 19": a day of a month
  /// told once for several.
  func dayOfSeries(at start: Int) -> DatePhrase? {
    var index = start
    if self[index].word == .the { index += 1 }
    guard self[index].kind == .ordinalNumber || self[index].kind == .number,
      let (day, end) = dayNumber(at: index)
    else { return nil }
    func isJoint(_ index: Int) -> Bool {
      [.comma, .and, .or].contains(self[index].word)
    }
    func isSpan(_ index: Int) -> Bool {
      isJoint(index) || [.to, .through].contains(self[index].word)
    }
    if let series, series.end < start, start - series.end <= 2,
      (series.end..<start).allSatisfy(isSpan), self[end].kind != .month,
      !self[end].isPlural, self[end].word != .of, self[end].word != .people,
      self[end].kind != .other || !self[end].isAlphabetic || self[end].word != .none
    {
      return self.day(day, month: series.month, year: series.year, .bare, start..<end).map {
        DatePhrase(point: $0, end: end, sieve: "day-of-series")
      }
    }
    // Days of which the last has the month.
    guard self[index].kind == .ordinalNumber, isJoint(end) else { return nil }
    var next = end
    for _ in 0..<6 {
      guard isJoint(next) else { return nil }
      while isJoint(next) { next += 1 }
      if self[next].word == .the { next += 1 }
      guard let (_, behind) = dayNumber(at: next) else { return nil }
      next = behind
      if self[next].word == .of { next += 1 }
      if self[next].kind == .month {
        let month = Int(self[next].value)
        let year = yearBehind(next + 1, month: month, hasDay: true)?.year
        return self.day(day, month: month, year: year, .bare, start..<end).map {
          DatePhrase(point: $0, end: end, sieve: "day-of-series")
        }
      }
    }
    return nil
  }

  private func dayAndMonth(_ day: Int, at index: Int, _ begin: Int) -> DatePhrase? {
    var index = index
    if self[index].word == .of { index += 1 }
    let isHyphened = self[index].kind == .dash && !self[index].hasSpaceBefore
    if isHyphened { index += 1 }
    guard self[index].kind == .month else {
      // "the 12th of this month"
      if self[index - 1].word == .of || self[index].word == .this,
        self[index].word == .this || self[index].word == .last || self[index].word == .next,
        self[index + 1].word == .month, let now
      {
        let steps = self[index].word == .this ? 0 : self[index].word == .last ? -1 : 1
        let (year, month, _) = now.adding(months: steps).date
        return self.day(day, month: month, year: year, .bare, begin..<index + 2).map {
          DatePhrase(point: $0, end: index + 2, sieve: "day-of-month")
        }
      }
      return nil
    }
    let month = Int(self[index].value)
    var behind = index + 1
    if isHyphened, self[behind].kind == .dash { behind += 1 }
    let found = yearBehind(behind, month: month, hasDay: true)
    let end = found?.end ?? index + 1
    let year = found?.year ?? yearAhead(of: index + 1, month: month)
    return self.day(day, month: month, year: year, .bare, begin..<end).map {
      DatePhrase(point: $0, end: end, sieve: "day-month")
    }
  }

  /// "on the 12th": a day of the month of publication.
  func dayAlone(at start: Int) -> DatePhrase? {
    guard self[start].word == .the, self[start + 1].kind == .ordinalNumber,
      [.on, .by, .until, .from, .since].contains(self[start - 1].word),
      !self[start + 2].isAlphabetic || self[start + 2].word != .none,
      self[start + 2].unit == nil, self[start + 2].kind == .other, let now
    else { return nil }
    let (year, month, _) = now.date
    return day(Int(self[start + 1].value), month: month, year: year, .bare, start..<start + 2)
      .map { DatePhrase(point: $0, end: start + 2, sieve: "day-alone") }
  }

  // MARK: Numeric dates

  /// "2024-07-09", "2024-07-09T10:00Z", "7/9/2024", "9.7.2024", "9/11".
  func numericDate(at start: Int) -> DatePhrase? {
    let token = self[start]
    func phrase(_ year: Int?, _ month: Int, _ day: Int, _ end: Int) -> DatePhrase? {
      self.day(day, month: month, year: year, .bare, start..<end).map {
        DatePhrase(point: $0, end: end, sieve: "numeric-date")
      }
    }
    switch token.kind {
    case .number where token.digits == 4 && self[start + 1].kind == .dash:
      let month = self[start + 2]
      if month.kind == .month, !month.hasSpaceBefore, self[start + 3].kind == .dash,
        let (day, end) = dayNumber(at: start + 4), !self[start + 4].hasSpaceBefore
      {
        // "2019-Aug-1"
        return phrase(Int(token.value), Int(month.value), day, end)
      }
      guard month.kind == .number, month.digits <= 2, !self[start + 1].hasSpaceBefore,
        !month.hasSpaceBefore, (1...12).contains(month.value), (1000...2999).contains(token.value)
      else { return nil }
      let last = self[start + 4]
      if self[start + 3].kind == .dash, !self[start + 3].hasSpaceBefore {
        guard last.kind == .number && last.digits <= 2 || last.kind == .instant else { return nil }
        var found = phrase(
          Int(token.value), Int(month.value), Int(last.value), start + 5)
        if last.kind == .instant {
          found?.time = "T\(padded(Int(last.extra), 2)):\(padded(Int(last.third), 2))"
        }
        return found
      }
      return nil
    case .number where token.digits <= 2 && self[start + 1].kind == .dash:
      // "9-7-2024"
      let (second, third) = (self[start + 2], self[start + 4])
      guard second.kind == .number, second.digits <= 2, self[start + 3].kind == .dash,
        third.kind == .number, third.digits == 4, !self[start + 1].hasSpaceBefore,
        !self[start + 3].hasSpaceBefore, !third.hasSpaceBefore
      else { return nil }
      let (month, day) = monthAndDay(Int(token.value), Int(second.value))
      return phrase(Int(third.value), month, day, start + 5)
    case .slashed where token.digits == 4 && token.third > 0:
      return phrase(Int(token.value), Int(token.extra), Int(token.third), start + 1)
    case .slashed where token.third >= 0:
      guard token.digits <= 2 else { return nil }
      let (month, day) = monthAndDay(Int(token.value), Int(token.extra))
      return phrase(fullYear(Int(token.third)), month, day, start + 1)
    case .slashed where token.value == 9 && token.extra == 11 && self[start - 1].word != .on:
      return DatePhrase(point: .day(CivilDay(2001, 9, 11)), end: start + 1, sieve: "9/11")
    case .slashed:
      guard isSlashedDate(start) else { return nil }
      let (month, day) = monthAndDay(Int(token.value), Int(token.extra))
      return phrase(nil, month, day, start + 1)
    case .dotted where token.digits <= 2 && token.third >= 1000:
      let (month, day) =
        token.extra > 12
        ? (Int(token.value), Int(token.extra)) : (Int(token.extra), Int(token.value))
      return phrase(Int(token.third), month, day, start + 1)
    case .dotted where token.digits == 4:
      return phrase(Int(token.value), Int(token.extra), Int(token.third), start + 1)
    default: return nil
    }
  }

  /// "11/20" is a date behind a preposition, a weekday or another such date; else a fraction.
  private func isSlashedDate(_ index: Int) -> Bool {
    guard self[index + 1].unit == nil, self[index + 1].word != .of else { return false }
    let before = self[index - 1]
    switch before.word {
    case .on, .by, .until, .from, .since, .before, .after, .through: return true
    case .comma, .or, .and, .to:
      return self[index - 2].kind == .slashed || self[index - 2].kind == .weekday
    default:
      return before.kind == .weekday || before.kind == .dash && self[index - 2].kind == .slashed
        || isAlone(index..<index + 1)
    }
  }

  private func monthAndDay(_ first: Int, _ second: Int) -> (month: Int, day: Int) {
    first > 12 || dayFirst && second <= 12 ? (second, first) : (first, second)
  }

  /// Two digits as POSIX has it: 69 to 99 are 1969 to 1999.
  private func fullYear(_ year: Int) -> Int {
    year >= 100 ? year : year < 69 ? 2000 + year : 1900 + year
  }

  // MARK: Years

  /// Four digits that can be a year.
  func plainYear(at index: Int) -> (year: Int, end: Int)? {
    let token = self[index]
    guard token.kind == .number, token.digits == 4, (1000...2999).contains(token.value) else {
      return nil
    }
    return (Int(token.value), index + 1)
  }

  /// A year alone, where the words around it ask for one: "in 1812", "the 2019 election",
  /// "2014-16".
  func yearAlone(at start: Int) -> DatePhrase? {
    if let fiscal = fiscalYear(at: start) { return fiscal }
    var index = start
    if self[index].word == .the { index += 1 }
    if self[index].word == .year {
      if let (year, end) = plainYear(at: index + 1) ?? spelledYear(at: index + 1) {
        return DatePhrase(point: .year(year), end: end, sieve: "year")
      }
      return nil
    }
    if index == start, let (year, end) = spelledYear(at: start),
      year != 2000 || [.in, .since, .until, .by].contains(self[start - 1].word),
      self[end].unit == nil, !self[end].isPlural,
      [.in, .since, .until, .by, .from, .to, .of, .and, .before, .after, .during]
        .contains(self[start - 1].word) || self[start - 1].kind == .month
        || isAlone(start..<end)
    {
      return DatePhrase(point: .year(year), end: end, sieve: "year-spelled")
    }
    guard index == start, let (year, end) = plainYear(at: start), isYear(start) else { return nil }
    // "2014-16", "2014/15"
    if self[end].kind == .dash, !self[end].hasSpaceBefore, self[end + 1].kind == .number,
      self[end + 1].digits == 2, !self[end + 1].hasSpaceBefore, self[end + 2].kind != .dash
    {
      let last = year / 100 * 100 + Int(self[end + 1].value)
      if last > year, last - year <= 25 {
        return DatePhrase(point: .years(year, last), end: end + 2, sieve: "year-range")
      }
    }
    // "2019-Q3", "2019 H2", "2018 third quarter"
    let next = skipHyphen(end)
    if self[next].kind == .quarter || self[next].kind == .half {
      let count = Int(self[next].value)
      let point: TimePoint =
        self[next].kind == .quarter
        ? .quarter(year: year, quarter: count) : .half(year: year, half: count)
      return DatePhrase(point: point, end: next + 1, sieve: "quarter")
    }
    if let (count, behind) = ordinal(at: end), (1...4).contains(count) {
      let unit = skipHyphen(behind)
      if self[unit].word == .quarter {
        return DatePhrase(
          point: .quarter(year: year, quarter: count), end: unit + 1, sieve: "quarter")
      }
    }
    if self[end].word == .fiscal || self[end].word == .financial || self[end].word == .academic
      || self[end].word == .calendar, self[end + 1].word == .year
    {
      return DatePhrase(point: .year(year), end: end + 2, sieve: "fiscal-year")
    }
    return DatePhrase(point: .year(year), end: end, sieve: "year")
  }

  /// "fiscal 2019", "fiscal year 2019", "FY2019", "the 2019 fiscal year": the year it is named for.
  private func fiscalYear(at start: Int) -> DatePhrase? {
    if self[start].kind == .fiscalYear {
      return DatePhrase(point: .year(Int(self[start].value)), end: start + 1, sieve: "fiscal-year")
    }
    var index = start
    if self[index].word == .the { index += 1 }
    switch self[index].word {
    case .fiscal, .financial, .academic, .calendar, .tax, .school:
      if self[index + 1].word == .year { index += 1 }
      guard let (year, end) = plainYear(at: index + 1) else { return nil }
      return DatePhrase(point: .year(year), end: end, sieve: "fiscal-year")
    default: return nil
    }
  }

  /// Whether four digits are a year here.
  private func isYear(_ index: Int) -> Bool {
    let token = self[index]
    let (before, next) = (self[index - 1], self[index + 1])
    if isAlone(index..<index + 1) { return (1500...2199).contains(token.value) }
    if before.word == .dollar || token.value > 2199 || isNumberChain(index) { return false }
    if next.unit != nil && next.word != .second || next.kind == .scale || next.kind == .zone
      || next.kind == .decimal
    {
      return false
    }
    switch next.word {
    case .percent, .percentWord, .am, .pm, .hours, .million, .billion, .people, .dollars, .dollar,
      .per:
      return false
    default: break
    }
    if next.kind == .dash, !next.hasSpaceBefore, !self[index + 2].hasSpaceBefore {
      let joined = self[index + 2]
      // "2000-strong", "1500-year-old"; but "2014-16".
      if joined.isAlphabetic, joined.kind != .quarter, joined.kind != .half,
        joined.word != .present,
        joined.kind != .reference
      {
        return joined.cue == .past && token.value >= 1900
      }
      if joined.kind == .number, joined.digits != 4, joined.digits != 2 { return false }
    }
    if before.kind == .dash, !before.hasSpaceBefore, self[index - 2].kind != .number,
      self[index - 2].word != .mid, self[index - 2].word != .early, self[index - 2].word != .late
    {
      return false
    }
    if Self.beforeYears.contains(before.word) || before.kind == .season || before.kind == .quarter {
      return token.value >= 1900 || !next.isPlural
    }
    if token.value < 1900 {
      return
        (before.word == .from || before.word == .between || before.word == .and
        || before.word == .open || before.kind == .dash || before.word == .of
        || before.word == .to && self[index - 2].kind == .number)
        && !(next.isAlphabetic && next.word == .none && next.cue == .none)
    }
    if before.word == .the { return true }
    if next.isPlural || before.word == .some || before.word == .atSign { return false }
    if Self.beforeProbableYears.contains(before.word) || before.kind == .dash
      || before.kind == .apostrophe
    {
      return true
    }
    return (1950...2100).contains(token.value)
  }

  /// "138-2010-2015", "555-1212": numbers joined by hyphens that are no span of years.
  private func isNumberChain(_ index: Int) -> Bool {
    var count = 1
    var isOdd = false
    var left = index
    while self[left - 1].kind == .dash, !self[left].hasSpaceBefore, !self[left - 1].hasSpaceBefore,
      self[left - 2].kind == .number
    {
      left -= 2
      count += 1
      if self[left].digits != 4 { isOdd = true }
    }
    var right = index
    while self[right + 1].kind == .dash, !self[right + 1].hasSpaceBefore,
      !self[right + 2].hasSpaceBefore, self[right + 2].kind == .number
    {
      right += 2
      count += 1
    }
    return count > 2 || count == 2 && isOdd
  }
}
