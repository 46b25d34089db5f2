/// Dates told by their place in others: "the end of the year", "the first week of July", "early
/// next month", "the day before yesterday".
extension TimeGrammar {
  /// "the end of the year", "mid-November", "the middle of October", "year-end", "end of 2019".
  func edge(at start: Int) -> DatePhrase? {
    var index = start
    if self[index].word == .the { index += 1 }
    let token = self[index]
    // "year-end", "year's end", "the month's end"
    if let unit = token.unit, token.kind == .unit, [.week, .month, .year].contains(unit) {
      var next = skipHyphen(index + 1)
      if self[next].word == .possessive { next += 1 }
      guard self[next].word == .end, self[next].hasSpaceBefore || self[next - 1].kind == .dash
      else {
        return nil
      }
      return DatePhrase(
        point: stretch(unit, from: today, steps: 0), end: next + 1, mod: "END", sieve: "edge")
    }
    let mod: String
    switch token.word {
    case .end, .close: mod = "END"
    case .beginning, .start, .opening: mod = "START"
    case .turn: mod = "START"
    case .middle: mod = "MID"
    case .mid:
      let next = skipHyphen(index + 1)
      guard let found = part(at: next, .bare, from: start) ?? innerDate(at: next, of: start) else {
        return nil
      }
      var result = found
      result.mod = result.mod ?? "MID"
      return result
    default: return nil
    }
    guard self[index + 1].word == .of else { return nil }
    guard let found = innerDate(at: index + 2, of: start) else { return nil }
    var result = found
    result.mod = mod
    result.sieve = "edge"
    return result
  }

  /// A date that stands inside another phrase: any, or a unit with its article, "the month".
  private func innerDate(at start: Int, of outer: Int) -> DatePhrase? {
    if let found = unitOfNow(at: start) { return found }
    switch self[start].kind {
    case .month: return monthFirst(at: start, .bare, from: outer)
    case .season:
      return TimePoint.Season(rawValue: Int(self[start].value)).map {
        DatePhrase(
          point: season($0, .bare, outer..<start + 1), end: start + 1, sieve: "season")
      }
    case .number:
      if let (year, end) = plainYear(at: start), year <= 2100 {
        return numericDate(at: start) ?? DatePhrase(point: .year(year), end: end, sieve: "year")
      }
      return nil
    default: return datePhrase(at: start)
    }
  }

  /// "of the year", "during the week", "the weekend", "the week of April 10": a unit with its article
  /// alone, where what stands around it shows that the present one is meant.
  func unitAlone(at start: Int) -> DatePhrase? {
    guard self[start].word == .the else { return nil }
    var index = start + 1
    if self[index].word == .full || self[index].word == .whole || self[index].word == .entire {
      index += 1
    }
    guard self[index].kind == .unit, let unit = self[index].unit, !self[index].isCapital else {
      return nil
    }
    if unit == .week || unit == .weekend, self[index + 1].word == .of,
      let inner = datePhrase(at: index + 2), case .day(let day) = inner.point
    {
      return DatePhrase(
        point: unit == .week ? .week(of: day) : .weekend(of: day), end: inner.end,
        sieve: "week-of")
    }
    let next = self[index + 1]
    let isFree = !next.isAlphabetic && next.kind == .other || next.word != .none && next.word != .of
    guard isFree, next.word != .that, next.kind != .dash else { return nil }
    if unit == .weekend {
      return DatePhrase(
        point: thisStretch(.weekend, start..<index + 1), end: index + 1, sieve: "unit")
    }
    if unit == .quarter {
      return DatePhrase(point: reported(0), end: index + 1, sieve: "reported-quarter")
    }
    guard unit == .year || unit == .month || unit == .week,
      [.of, .in, .during, .throughout, .over].contains(self[start - 1].word)
        || isAlone(start..<index + 1),
      self[start - 2].word != .time, self[start - 2].word != .times, next.word != .before,
      next.word != .after
    else { return nil }
    return DatePhrase(
      point: stretch(unit, from: today, steps: 0), end: index + 1, sieve: "unit")
  }

  /// "the year", "the month", "the week", "the century", "year".
  private func unitOfNow(at start: Int) -> DatePhrase? {
    var index = start
    if self[index].word == .the { index += 1 }
    if self[index].word == .fiscal || self[index].word == .calendar { index += 1 }
    guard self[index].kind == .unit, let unit = self[index].unit, !unit.isClock, unit != .night,
      self[index + 1].kind != .number,
      self[index + 1].kind != .dash || self[index + 1].hasSpaceBefore
    else { return nil }
    if index == start, unit != .year, unit != .month, unit != .week { return nil }
    let point: TimePoint
    switch unit {
    case .weekend: point = stretch(.weekend, from: today, steps: 0)
    case .day: point = referenceDay.map { .day($0) } ?? today ?? .open("XXXX-XX-XX")
    default: point = stretch(unit, from: today, steps: 0)
    }
    return DatePhrase(point: point, end: index + 1, sieve: "unit")
  }

  /// "early next year", "later this month", "earlier in the week", "late on Monday", "early 1990s",
  /// "sometime next year".
  func placed(at start: Int) -> DatePhrase? {
    var index = start
    if self[index].word == .as { index += 1 }
    let word = self[index].word
    let mod: String?
    switch word {
    case .early: mod = "START"
    case .late: mod = "END"
    case .mid: mod = "MID"
    case .earlier, .later, .sometime: mod = nil
    default: return nil
    }
    if index > start {
      guard mod != nil, self[index + 1].word == .as else { return nil }
      index += 1
    }
    var next = skipHyphen(index + 1)
    let isIn = self[next].word == .in || self[next].word == .on
    if isIn { next += 1 }
    if isIn, let found = unitOfNow(at: next), self[next].word == .the {
      var found = found
      found.mod = mod
      if self[next + 1].word == .day { found.time = "" }
      return found
    }
    if !isIn, word == .early || word == .late || word == .earlier || word == .later,
      self[next].kind == .unit || self[next].kind == .units
    {
      return nil
    }
    guard var found = part(at: next, .bare, from: start) ?? datePhrase(at: next) else { return nil }
    if case .open = found.point, found.time == nil, published != nil { return nil }
    found.mod = found.mod ?? mod
    return found
  }

  // MARK: Ordinals

  /// "the third quarter", "the first half of 2019", "the last week of July", "the 21st century",
  /// "the first Monday of next month", "the 2nd day of May".
  func ordinalPhrase(at start: Int) -> DatePhrase? {
    var index = start
    if self[index].word == .the || self[index].word == .its || self[index].word == .their {
      index += 1
    }
    let fiscal = self[index].word == .fiscal
    if fiscal { index = skipHyphen(index + 1) }
    var mod: String?
    if let (found, _) = Self.stage(self[index].word) {
      mod = found
      index = skipHyphen(index + 1)
    }
    var explicitYear: Int?
    if let (year, end) = plainYear(at: index), index > start {
      // "the 1988 third quarter", "the 1988 quarter"
      explicitYear = year
      index = end
      if self[index].word == .quarter || self[index].word == .period {
        if case .quarter(_, let count) = reported(0) {
          return DatePhrase(
            point: .quarter(year: year, quarter: count), end: index + 1,
            sieve: "reported-quarter")
        }
        return nil
      }
    }
    if let found = yearAgoQuarter(at: index, from: start) { return found }
    var count: Int
    var next: Int
    if let (value, end) = ordinal(at: index) {
      (count, next) = (value, end)
    } else if self[index].word == .last,
      index > start || self[index + 1].kind == .unit && self[index + 2].word == .of
    {
      (count, next) = (-1, index + 1)
    } else {
      return nil
    }
    next = skipHyphen(next)
    if self[next].kind == .weekday, self[next + 1].word == .of || self[next + 1].word == .in {
      guard let inner = innerDate(at: next + 2, of: start),
        case .month(let year, let month) = inner.point, count <= 5
      else { return nil }
      let day = CivilDay.nth(
        count, weekday: Int(self[next].value), month: month, year: year)
      return DatePhrase(point: .day(day), end: inner.end, sieve: "nth-weekday")
    }
    let isHalf = self[next].word == .half
    guard isHalf || self[next].kind == .unit, isHalf || self[next].unit != nil else { return nil }
    let unit = self[next].unit ?? .year
    next += 1
    if unit == .century, !isHalf {
      guard (1...22).contains(count) else { return nil }
      return DatePhrase(
        point: .century(count - 1), end: next, mod: mod, sieve: "century")
    }
    if unit == .quarter && !isHalf || isHalf {
      if isHalf, count == -1 { count = 2 }
      guard (1...(isHalf ? 2 : 4)).contains(count) || count == -1 else { return nil }
      if count == -1 { return nil }
      return numberedPart(
        count, isHalf: isHalf, year: explicitYear, at: next, from: start, mod: mod)
    }
    // "the first week of July"
    guard self[next].word == .of || self[next].word == .in else { return nil }
    guard let inner = innerDate(at: next + 1, of: start), let bounds = inner.point.bounds,
      let own = inner.point.unit, own.rawValue > unit.rawValue
    else { return nil }
    let found: TimePoint
    switch unit {
    case .day:
      let day = count < 0 ? bounds.last : bounds.first + (count - 1)
      guard day <= bounds.last else { return nil }
      found = .day(day)
    case .week:
      // A week belongs where its Thursday lies.
      let first = bounds.first + (4 - bounds.first.weekday + 7) % 7
      let last = bounds.last - (bounds.last.weekday - 4 + 7) % 7
      found = .week(of: count < 0 ? last : first + (count - 1) * 7)
    case .weekend:
      let first = bounds.first + (6 - bounds.first.weekday + 7) % 7
      let last = bounds.last - (bounds.last.weekday - 6 + 7) % 7
      found = .weekend(of: count < 0 ? last : first + (count - 1) * 7)
    case .month:
      found =
        count < 0
        ? .month(of: bounds.last) : .month(of: bounds.first.adding(months: count - 1))
    case .year:
      found = count < 0 ? .year(bounds.last.year) : .year(bounds.first.year + count - 1)
    case .decade:
      found =
        count < 0 ? .decade(bounds.last.year / 10) : .decade(bounds.first.year / 10 + count - 1)
    default: return nil
    }
    return DatePhrase(point: found, end: inner.end, sieve: "ordinal")
  }

  /// "third quarter", with the year behind it if there is one.
  private func numberedPart(
    _ count: Int, isHalf: Bool, year: Int?, at end: Int, from start: Int, mod: String?
  ) -> DatePhrase? {
    var year = year
    var next = end
    if year == nil, let behind = yearBehind(end, month: 0, hasDay: true) {
      (year, next) = (behind.year, behind.end)
    } else if year == nil, self[end].word == .of {
      // "the first half of the decade", "the second half of the year"
      guard let inner = innerDate(at: end + 1, of: start), let bounds = inner.point.bounds else {
        return nil
      }
      switch inner.point {
      case .year(let found): (year, next) = (found, inner.end)
      case .decade, .century, .month:
        guard isHalf else { return nil }
        return DatePhrase(
          point: inner.point, end: inner.end, mod: count == 1 ? "START" : "END", sieve: "half")
      default:
        _ = bounds
        return nil
      }
    }
    if isHalf {
      guard let year else {
        // "the first half" of a match is no time of the calendar.
        return nil
      }
      return DatePhrase(
        point: .half(year: year, half: count), end: next, mod: mod, sieve: "half")
    }
    if let year {
      return DatePhrase(
        point: .quarter(year: year, quarter: count), end: next, mod: mod, sieve: "quarter")
    }
    return DatePhrase(
      point: quarter(count, .bare, start..<next), end: next, mod: mod, sieve: "quarter")
  }

  /// "the year-ago quarter", "the year-earlier period", "year-earlier": the reported quarter's twin.
  private func yearAgoQuarter(at index: Int, from start: Int) -> DatePhrase? {
    guard self[index].word == .year, self[index + 1].kind == .dash,
      self[index + 2].word == .ago || self[index + 2].word == .earlier
    else { return nil }
    var end = index + 3
    if self[end].word == .quarter || self[end].word == .period { end += 1 }
    return DatePhrase(point: reported(-1), end: end, sieve: "year-ago")
  }

  // MARK: Neighbours

  /// "the day before yesterday", "the day after tomorrow", "the day before", "the week before".
  func dayBeforeOrAfter(at start: Int) -> DatePhrase? {
    let unit = self[start + 1]
    guard unit.kind == .unit, let size = unit.unit, !size.isClock, size != .night else {
      return nil
    }
    let isBefore = self[start + 2].word == .before
    guard isBefore || self[start + 2].word == .after else { return nil }
    let steps = isBefore ? -1 : 1
    let next = start + 3
    // "the week after next", "the year before last"
    if self[next].word == (isBefore ? .last : .next) {
      return DatePhrase(
        point: stretch(size, from: today, steps: 2 * steps), end: next + 1, sieve: "neighbour")
    }
    if let inner = datePhrase(at: next) {
      guard let moved = inner.point.shifted(by: Double(steps), size) else { return nil }
      return DatePhrase(point: moved, end: inner.end, time: inner.time, sieve: "neighbour")
    }
    guard !self[next].isAlphabetic || self[next].word != .none, self[next].word != .the,
      self[next].word != .a, let from = reference ?? today
    else { return nil }
    return from.shifted(by: Double(steps), size).map {
      DatePhrase(point: $0, end: next, sieve: "neighbour")
    }
  }
}
