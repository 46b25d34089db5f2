/// Dates as words name them: weekdays, "next spring", "the end of the year", "three days later".
extension TimeGrammar {
  private static let beforeShortWeekdays: TimeWordSet = [
    .on, .last, .next, .this, .until, .by, .from, .to, .and, .or, .comma, .open, .since, .past,
    .week, .every, .each,
  ]

  private static let beforeSeasons: TimeWordSet = [
    .in, .by, .since, .until, .till, .during, .before, .after, .throughout, .through, .early,
    .late, .mid, .this,
  ]

  private static let beforeSeasonsWithArticle: TimeWordSet = [
    .for, .over, .of, .from, .to, .and, .or,
  ]

  /// Any date; the longest reading at this token.
  func datePhrase(at start: Int) -> DatePhrase? {
    nested { longestDate(at: start) }
  }

  private func longestDate(at start: Int) -> DatePhrase? {
    var best: DatePhrase?
    func take(_ found: DatePhrase?) {
      guard let found, found.end > best?.end ?? 0 else { return }
      best = found
    }
    let token = self[start]
    switch token.kind {
    case .month: take(monthFirst(at: start))
    case .weekday: take(weekdayFirst(at: start))
    case .number:
      take(numericDate(at: start))
      if best == nil { take(dayFirst(at: start)) }
      if best == nil { take(yearAlone(at: start)) }
    case .ordinalNumber, .ordinal:
      take(dayFirst(at: start))
      take(ordinalPhrase(at: start))
    case .cardinal:
      take(yearAlone(at: start))
      take(ordinalPhrase(at: start))
    case .slashed, .dotted: take(numericDate(at: start))
    case .fiscalYear: take(yearAlone(at: start))
    case .day: take(DatePhrase(point: dayFromNow(Int(token.value)), end: start + 1, sieve: "today"))
    case .decade, .decadeName, .apostrophe: take(decade(at: start))
    case .season: take(seasonPhrase(at: start))
    case .quarter, .half, .weekNumber: take(periodNumber(at: start))
    case .holiday: take(holidayPhrase(at: start))
    case .part: take(partAlone(at: start))
    default: break
    }
    take(dayOfSeries(at: start))
    if token.kind == .unit, token.word == .second { take(ordinalPhrase(at: start)) }
    guard token.word != .none else { return best }
    take(decade(at: start))
    take(edge(at: start))
    take(named(at: start))
    take(ordinalPhrase(at: start))
    take(partAlone(at: start))
    if token.word == .the {
      take(dayFirst(at: start))
      take(dayAlone(at: start))
      take(yearAlone(at: start))
      take(seasonPhrase(at: start))
      take(dayBeforeOrAfter(at: start))
    }
    if token.word == .year || token.word == .fiscal { take(yearAlone(at: start)) }
    if token.word == .week { take(periodNumber(at: start)) }
    if token.word == .the, self[start + 1].word == .week { take(periodNumber(at: start + 1)) }
    take(unitAlone(at: start))
    if best == nil || token.word == .early || token.word == .late || token.word == .later {
      take(placed(at: start))
    }
    return best
  }

  func dayFromNow(_ days: Int) -> TimePoint {
    if let now { return .day(now + days) }
    return days == 0 ? .present : .open("XXXX-XX-XX")
  }

  // MARK: Weekdays

  /// "Friday", "Friday, July 12, 2024", "Friday 12 July", "Friday of last week".
  private func weekdayFirst(at start: Int, _ which: Which = .bare, from first: Int? = nil)
    -> DatePhrase?
  {
    guard self[start].kind == .weekday, !self[start].isShort || isShortWeekday(start),
      !isWeekdayOfName(start)
    else { return nil }
    let begin = first ?? start
    let weekday = Int(self[start].value)
    var next = start + 1
    if self[next].word == .comma { next += 1 }
    let hasThe = self[next].word == .the
    if let found = monthFirst(at: next, .bare, from: begin) ?? dayFirst(at: next, from: begin)
      ?? numericDate(at: next)
    {
      if found.sieve != "month", found.sieve != "month-year" {
        var found = found
        if case .day(let day) = found.point, day.weekday != weekday, let now,
          self[found.end - 1].digits != 4
        {
          // "Friday, January 3" without its year: the year in which the weekday fits.
          let (year, month, date) = day.date
          let fitting = [year - 1, year + 1].map { CivilDay($0, month, date) }
            .filter { $0.weekday == weekday }
            .min { abs($0.number - now.number) < abs($1.number - now.number) }
          if let fitting { found.point = .day(fitting) }
        }
        return found
      }
    }
    let ordinal = hasThe ? next + 1 : next
    if self[start + 1].word != .comma, hasThe || self[ordinal].kind == .ordinalNumber,
      let (day, end) = self.ordinal(at: ordinal), self[end].unit == nil, let now
    {
      // "Tuesday the 4th": the nearest month in which the weekday fits.
      for steps in [0, 1, -1, 2, -2] {
        let (year, month, _) = CivilDay(now.year, now.month, 1).adding(months: steps).date
        if (1...CivilDay.length(ofMonth: month, year: year)).contains(day),
          CivilDay(year, month, day).weekday == weekday
        {
          return DatePhrase(
            point: .day(CivilDay(year, month, day)), end: end, sieve: "weekday-day")
        }
      }
    }
    // "Friday last week", "Tuesday of next week"
    // "Wednesday evening next week"
    var week = start + 1
    let code = partCode(week)
    if code != nil { week += 1 }
    if self[week].word == .of { week += 1 }
    if self[week + 1].word == .week, let now {
      let steps: Int? =
        switch self[week].word {
        case .last: -1
        case .this: 0
        case .next: 1
        default: nil
        }
      if let steps {
        return DatePhrase(
          point: .day(now.monday + 7 * steps + weekday - 1), end: week + 2, time: code,
          sieve: "weekday-week")
      }
    }
    return DatePhrase(
      point: day(ofWeekday: weekday, which, begin..<start + 1), end: start + 1, sieve: "weekday")
  }

  /// "Good Friday Agreement": between capitals that are no words of time.
  private func isWeekdayOfName(_ index: Int) -> Bool {
    let (before, next) = (self[index - 1], self[index + 1])
    return before.isCapital && before.word == .none
      && (before.kind == .other || before.kind == .holiday)
      && next.isCapital && next.kind == .other && next.word == .none
  }

  /// "Sun", "Sat.", "Mon" are weekdays where the words around them say so.
  private func isShortWeekday(_ index: Int) -> Bool {
    let (before, next) = (self[index - 1], self[index + 1])
    return Self.beforeShortWeekdays.contains(before.word) || before.kind == .dash
      || next.kind == .number
      || next.kind == .month || next.kind == .ordinalNumber || next.kind == .clock
      || next.kind == .part || isAlone(index..<index + 1)
      || next.word == .comma && (self[index + 2].kind == .month || self[index + 2].kind == .number)
  }

  // MARK: "this", "last", "next" and their like

  /// What a word before a name of a time says, and where the name starts.
  func which(at start: Int) -> (which: Which, next: Int)? {
    var index = start
    let hasThe = self[index].word == .the || self[index].word == .its || self[index].word == .their
    if hasThe { index += 1 }
    switch self[index].word {
    case .this:
      switch self[index + 1].word {
      case .past: return (.last, index + 2)
      case .coming, .upcoming: return (.coming, index + 2)
      case .very, .same: return (.this, index + 2)
      default: return (.this, index + 1)
      }
    case .current, .latest: return (.this, index + 1)
    case .that: return (.same, index + 1)
    case .same: return (.same, index + 1)
    case .last, .past: return (.last, index + 1)
    case .next: return (hasThe ? .following : .next, index + 1)
    case .coming, .upcoming: return (.coming, index + 1)
    case .following: return (.following, index + 1)
    case .previous, .prior, .preceding: return (.previous, index + 1)
    default: return nil
    }
  }

  /// "last Friday", "next spring", "this year", "the following week", "that September".
  private func named(at start: Int) -> DatePhrase? {
    guard let (which, next) = which(at: start) else { return nil }
    let token = self[next]
    switch token.kind {
    case .weekday: return weekdayFirst(at: next, which, from: start)
    case .month: return monthFirst(at: next, which, from: start)
    case .season:
      guard let season = TimePoint.Season(rawValue: Int(token.value)) else { return nil }
      return DatePhrase(
        point: self.season(season, which, start..<next + 1), end: next + 1, sieve: "season")
    case .holiday: return holidayPhrase(at: next, which, from: start)
    case .part:
      return part(at: next, which, from: start)
    case .unit:
      guard let unit = token.unit, !unit.isClock, unit != .fortnight else { return nil }
      if unit == .night { return part(at: next, which, from: start) }
      // "this year's third quarter", "next week Monday".
      return stretchPhrase(unit, which, from: start, at: next)
    default: break
    }
    switch token.word {
    case .fiscal, .financial, .calendar, .academic, .school:
      guard self[next + 1].word == .year else { return nil }
      return stretchPhrase(.year, which, from: start, at: next + 1)
    case .period where which == .this && self[next - 1].word == .latest:
      return DatePhrase(point: reported(0), end: next + 1, sieve: "reported-quarter")
    default: return nil
    }
  }

  private func stretchPhrase(
    _ unit: TimeUnit, _ which: Which, from start: Int, at index: Int
  ) -> DatePhrase? {
    if unit == .day, which == .this || which == .last || which == .coming {
      // "this day" is no date; "the last day of" is told elsewhere.
      return nil
    }
    if unit == .year, self[index - 1].word == .fiscal, self[index - 2].word == .latest {
      return DatePhrase(
        point: stretch(.year, from: today, steps: -1), end: index + 1, sieve: "reported-year")
    }
    if unit == .quarter, self[index - 1].word == .latest {
      return DatePhrase(point: reported(0), end: index + 1, sieve: "reported-quarter")
    }
    let narrated = direction(start..<index + 1) != .future
    let point: TimePoint
    switch which {
    case .bare, .this: point = thisStretch(unit, start..<index + 1)
    case .last: point = stretch(unit, from: today, steps: -1)
    case .next, .coming: point = stretch(unit, from: today, steps: 1)
    case .same: point = stretch(unit, from: anchor(unit) ?? today, steps: 0)
    case .following:
      let isTold = self[start + 1].word == .following || unit == .day || narrated
      point = stretch(unit, from: isTold ? anchor(unit) ?? today : today, steps: 1)
    case .previous: point = stretch(unit, from: anchor(unit) ?? today, steps: -1)
    }
    var end = index + 1
    // "next week Monday", "next week on Tuesday"
    if unit == .week, let monday = point.bounds?.first {
      let weekday = self[end].word == .on ? end + 1 : end
      if self[weekday].kind == .weekday {
        return DatePhrase(
          point: .day(monday + Int(self[weekday].value) - 1), end: weekday + 1,
          sieve: "weekday-week")
      }
    }
    // "this year's third quarter", "last year's summer"
    if unit == .year, self[end].word == .possessive, let year = point.bounds?.first.year {
      if let (count, next) = ordinal(at: end + 1), (1...4).contains(count),
        self[skipHyphen(next)].word == .quarter
      {
        return DatePhrase(
          point: .quarter(year: year, quarter: count), end: skipHyphen(next) + 1,
          sieve: "quarter")
      }
    }
    if unit == .year, self[end].word == .and, self[end + 1].word == .beyond { end += 2 }
    return DatePhrase(point: point, end: end, sieve: "stretch")
  }

  /// What the text told of last, if it is fine enough to count such units from.
  private func anchor(_ unit: TimeUnit) -> TimePoint? {
    if unit.rawValue <= TimeUnit.week.rawValue || unit == .weekend {
      return referenceDay.map { .day($0) }
    }
    guard let reference, let own = reference.unit, own.rawValue <= unit.rawValue else {
      return referenceDay.map { .day($0) }
    }
    return reference
  }

  /// "this week"; "this weekend" and "the weekend" are the one before up to Wednesday, where the
  /// clause does not look ahead.
  func thisStretch(_ unit: TimeUnit, _ range: Range<Int>) -> TimePoint {
    guard unit == .weekend, let now else { return stretch(unit, from: today, steps: 0) }
    let pointing = direction(range)
    let isBefore = pointing == .past && now.weekday < 6 || pointing == .unknown && now.weekday <= 3
    return stretch(unit, from: today, steps: isBefore ? -1 : 0)
  }

  /// The quarter that reports of these weeks speak of: the last that is over.
  func reported(_ years: Int) -> TimePoint {
    guard let now else { return .open("XXXX-QX") }
    let last = stretch(.quarter, from: .day(now), steps: -1)
    if case .quarter(let year, let quarter)? = reference, let first = reference?.bounds?.first,
      abs(first.number - now.number) < 200
    {
      return .quarter(year: year + years, quarter: quarter)
    }
    return last.shifted(by: Double(years), .year) ?? last
  }

  // MARK: Seasons, holidays, numbered periods

  /// "spring 2025", "the summer of 2019", "in the winter".
  private func seasonPhrase(at start: Int) -> DatePhrase? {
    var index = start
    let hasThe = self[index].word == .the
    if hasThe { index += 1 }
    guard self[index].kind == .season,
      let season = TimePoint.Season(rawValue: Int(self[index].value))
    else { return nil }
    var next = index + 1
    if self[next].word == .of || self[next].word == .comma { next += 1 }
    if let (year, end) = plainYear(at: next) ?? spelledYear(at: next) {
      return DatePhrase(point: .season(year: year, season: season), end: end, sieve: "season")
    }
    if let (year, end) = yearBehind(index + 1, month: 0, hasDay: true) {
      return DatePhrase(point: .season(year: year, season: season), end: end, sieve: "season")
    }
    // "the fall of Kabul", "a spring", "Prague Spring" name no season.
    let before = self[start - 1].word
    guard self[index + 1].word != .of, !self[index].isCapital || index == sentence.lowerBound,
      isAlone(start..<index + 1) || Self.beforeSeasons.contains(before)
        || hasThe && Self.beforeSeasonsWithArticle.contains(before),
      !self[index + 1].isPlural, self[index + 1].kind != .dash
    else { return nil }
    return DatePhrase(
      point: self.season(season, .bare, start..<index + 1), end: index + 1, sieve: "season")
  }

  /// "Christmas", "Good Friday 2018", "last Easter".
  private func holidayPhrase(at start: Int, _ which: Which = .bare, from first: Int? = nil)
    -> DatePhrase?
  {
    let lexicon = TimeLexicon.shared
    var found: (rule: TimeLexicon.HolidayRule, end: Int)?
    var name = ""
    for index in start..<min(start + lexicon.longestHoliday, sentence.upperBound) {
      if !name.isEmpty { name += " " }
      name += spelling(index)
      if let rule = lexicon.holidays[name] { found = (rule, index + 1) }
    }
    guard let (rule, end) = found,
      self[start].isCapital || self[start].kind == .ordinalNumber || which != .bare
    else { return nil }
    // "Johnnie Christmas"
    let before = self[start - 1]
    if which == .bare, before.isCapital, before.kind == .other, before.word == .none {
      return nil
    }
    // "Easter Island", "Good Friday Agreement"
    if self[end].isCapital, self[end].kind == .other, self[end].word == .none { return nil }
    let behind = yearBehind(end, month: 0, hasDay: true)
    return holiday(rule, year: behind?.year, which, (first ?? start)..<end).map {
      DatePhrase(point: $0, end: behind?.end ?? end, sieve: "holiday")
    }
  }

  /// "Q3", "Q3 2019", "H1 of 2018", "W31", "week 31".
  private func periodNumber(at start: Int) -> DatePhrase? {
    let token = self[start]
    if token.word == .week {
      // "week 22 of a pregnancy" counts from something else.
      let number = self[start + 1]
      guard number.kind == .number, (1...53).contains(number.value), self[start + 2].word != .of,
        let year = now?.year
      else { return nil }
      return DatePhrase(
        point: .week(year: year, week: Int(number.value)), end: start + 2, sieve: "week-number")
    }
    let count = Int(token.value)
    let behind = yearBehind(start + 1, month: 0, hasDay: true)
    let end = behind?.end ?? start + 1
    guard let year = behind?.year ?? now?.year else { return nil }
    // "100% H2" is hydrogen.
    guard
      behind != nil || token.kind == .weekNumber
        || [.in, .for, .of, .by, .during, .since, .from, .until, .through, .the, .to, .and]
          .contains(self[start - 1].word)
    else { return nil }
    switch token.kind {
    case .quarter:
      if let behind {
        return DatePhrase(
          point: .quarter(year: behind.year, quarter: count), end: end, sieve: "quarter")
      }
      return DatePhrase(point: quarter(count, .bare, start..<end), end: end, sieve: "quarter")
    case .half:
      return DatePhrase(point: .half(year: year, half: count), end: end, sieve: "half")
    default:
      return DatePhrase(point: .week(year: year, week: count), end: end, sieve: "week-number")
    }
  }

  /// "the 1970s", "the seventies", "the '80s", "1930's", "the last half of the '80s".
  private func decade(at start: Int) -> DatePhrase? {
    var index = start
    let hasThe = self[index].word == .the
    if hasThe { index += 1 }
    var mod: String?
    if let (found, next) = Self.stage(self[index].word), hasThe {
      mod = found
      index = skipHyphen(index + next)
    }
    if self[index].kind == .apostrophe { index += 1 }
    let token = self[index]
    var found: TimePoint?
    var end = index + 1
    switch token.kind {
    case .decade where token.digits == 4 && token.value >= 1000 && token.value < 2200:
      // "the 1800s" is the century.
      found =
        token.value % 100 == 0 && token.value < 2000
        ? .century(Int(token.value) / 100) : .decade(Int(token.value) / 10)
    case .decade where token.digits == 2 && (hasThe || index > start):
      found = .decade((token.value >= 30 ? 1900 : 2000) / 10 + Int(token.value) / 10)
    case .decadeName where hasThe:
      found = .decade((token.value >= 30 ? 190 : 200) + Int(token.value) / 10)
    case .number where token.digits == 4 && token.value % 10 == 0 && hasThe:
      guard self[end].word == .possessive, (1000...2190).contains(token.value),
        !self[end].hasSpaceBefore
      else { return nil }
      // "the 1930's"; "the 2020's best" would need more than this.
      found = .decade(Int(token.value) / 10)
      end += 1
    case .cardinal where token.value == 19 && self[skipHyphen(end)].kind == .decadeName:
      end = skipHyphen(end)
      found = .decade(190 + Int(self[end].value) / 10)
      end += 1
    default: break
    }
    return found.map { DatePhrase(point: $0, end: end, mod: mod, sieve: "decade") }
  }

  /// "early", "mid", "late": the modifier, and how many tokens it takes.
  static func stage(_ word: TimeWord) -> (mod: String, length: Int)? {
    switch word {
    case .early: ("START", 1)
    case .mid, .middle: ("MID", 1)
    case .late: ("END", 1)
    default: nil
    }
  }
}
