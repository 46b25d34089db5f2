/// Durations and what counts by them: "three-day", "two and a half years ago", "a week later".
extension TimeGrammar {
  private static let backward: TimeWordSet = [
    .last, .past, .previous, .preceding, .prior, .recent, .latest,
  ]
  private static let forward: TimeWordSet = [.next, .coming, .following, .upcoming]
  private static let unitFillers: TimeWordSet = [
    .more, .additional, .further, .extra, .consecutive, .straight, .successive, .full, .whole,
    .entire, .solid, .trading, .business, .working, .calendar, .long, .other, .fiscal, .less,
    .coming, .past, .upcoming, .previous,
  ]

  private static let beforeUnits: TimeWordSet = [.for, .within, .over, .after, .since, .in]

  /// A duration, or the date that it leads to from now or from what was told.
  func length(at start: Int) -> TimeMatch? {
    if let found = spelledLength(at: start) { return found }
    if let found = row(at: start) { return found }
    if let found = framed(at: start) { return found }
    if let found = bareUnits(at: start) { return found }
    if let found = allDay(at: start) { return found }
    guard let quantity = quantity(at: start), let measure = measure(quantity) else { return nil }
    var end = measure.end
    // "a year and a half", "three hours 30 minutes", "an hour and 20 minutes"
    var amount = quantity.amount
    var tail = ""
    let next = skipHyphen(end)
    if self[next].word == .and, self[skipHyphen(next + 1)].word == .a,
      self[skipHyphen(skipHyphen(next + 1) + 1)].word == .half, amount != nil
    {
      amount = amount.map { $0 + 0.5 }
      end = skipHyphen(skipHyphen(next + 1) + 1) + 1
    } else if amount != nil, let (text, behind) = smallerMeasure(at: end, than: measure.unit) {
      tail = text
      end = behind
    }
    var match = TimeMatch(
      tokens: start..<end, kind: .duration, value: measure.unit.duration(amount) + tail,
      mod: quantity.isApproximate ? "APPROX" : nil, sieve: "duration")
    if !tail.isEmpty, !measure.unit.isClock, tail.hasPrefix("T") == false,
      match.value.hasPrefix("PT")
    {
      return nil
    }
    if self[end].word == .or, self[end + 1].word == .so {
      match.mod = "APPROX"
      end += 2
      match.tokens = start..<end
    }
    return counted(match, amount: amount, measure: measure, quantity: quantity)
  }

  private struct Measure {
    var unit: TimeUnit
    var end: Int
    var isPlural: Bool
    /// "three-day": joined by a hyphen.
    var isJoined: Bool
  }

  /// "all day", "30min", "the past fortnight".
  private func allDay(at start: Int) -> TimeMatch? {
    let token = self[start]
    func found(_ value: String, _ end: Int) -> TimeMatch {
      TimeMatch(tokens: start..<end, kind: .duration, value: value, sieve: "duration")
    }
    if token.kind == .measure, let unit = TimeUnit(rawValue: Int(token.third)) {
      return found(
        unit.duration(Double(token.value) + Double(max(0, token.extra)) / 100), start + 1)
    }
    if token.word == .all, let unit = self[start + 1].unit, self[start + 1].kind == .unit,
      [.day, .week, .month, .year, .night].contains(unit), self[start + 2].kind != .dash
    {
      return found(unit.duration(1), start + 2)
    }
    if let (which, next) = which(at: start),
      which == .last || which == .next
        || which == .following || which == .coming, self[next].unit == .fortnight,
      self[next].kind == .unit
    {
      return found("P2W", next + 1)
    }
    return nil
  }

  /// The unit behind a number: "days", "consecutive days", "-day".
  private func measure(_ quantity: Quantity) -> Measure? {
    var index = quantity.end
    let isJoined = self[index - 1].kind == .dash
    for _ in 0..<2 where Self.unitFillers.contains(self[index].word) { index += 1 }
    guard let unit = self[index].unit, self[index].kind == .unit || self[index].kind == .units,
      self[index].word != .second || quantity.amount != nil && !quantity.isArticle
    else { return nil }
    let isPlural = self[index].kind == .units
    if unit == .quarter, !isPlural { return nil }
    if unit == .weekend, !isPlural { return nil }
    // "three quarters of the states"
    if unit == .quarter, self[index + 1].word == .of { return nil }
    // "one second" counts, "a second" seldom does; "the 40 days" does.
    if !isPlural, !isJoined, quantity.amount ?? 0 > 99 { return nil }
    if !isPlural, let amount = quantity.amount, amount > 1, !isJoined,
      self[index + 1].kind == .other, !self[index + 1].isAlphabetic
    {
      // "two day" at a clause's end is no English; "two day visit" is.
      if !isAlone(quantity.end - 1..<index + 1) { return nil }
    }
    return Measure(unit: unit, end: index + 1, isPlural: isPlural, isJoined: isJoined)
  }

  /// "30 minutes" behind "3 hours".
  private func smallerMeasure(at index: Int, than unit: TimeUnit) -> (text: String, end: Int)? {
    var next = index
    if self[next].word == .and || self[next].word == .comma { next += 1 }
    guard self[next].word != .a, self[next].word != .an, let quantity = quantity(at: next),
      let amount = quantity.amount, let measure = measure(quantity),
      measure.unit.rawValue < unit.rawValue, measure.unit.isClock == unit.isClock,
      unit != .week, unit != .quarter
    else { return nil }
    let text = measure.unit.duration(amount)
    return (String(text.dropFirst(unit.isClock ? 2 : 1)), measure.end)
  }

  /// What stands behind a duration: "ago", "later", "from now", "a week" as a rate.
  private func counted(
    _ match: TimeMatch, amount: Double?, measure: Measure, quantity: Quantity
  ) -> TimeMatch? {
    var match = match
    let end = match.tokens.upperBound
    let start = match.tokens.lowerBound
    let unit = measure.unit
    switch self[end].word {
    case .ago where isStep(end), .back where isStep(end), .earlier where isStep(end),
      .before where isStep(end):
      let isFromNow = self[end].word == .ago || self[end].word == .back
      if let inner = innerAfterStep(end), !isFromNow {
        return stepped(match, from: inner.point, amount: amount, unit, -1, end: inner.end)
      }
      // "… in the third quarter, from $2 million a year ago": the quarter is compared.
      var isCompared = false
      if case .quarter? = reference, unit == .year, amount == 1 { isCompared = true }
      return stepped(
        match, from: isFromNow && !isCompared ? today : told(unit), amount: amount, unit, -1,
        end: end + 1)
    case .later where isStep(end), .after where isStep(end), .hence where isStep(end):
      if self[end].word == .after, let inner = innerAfterStep(end) {
        return stepped(match, from: inner.point, amount: amount, unit, 1, end: inner.end)
      }
      return stepped(
        match, from: self[end].word == .hence ? today : told(unit), amount: amount, unit, 1,
        end: end + 1)
    case .from where innerAfterStep(end) != nil:
      guard let inner = innerAfterStep(end) else { return match }
      return stepped(match, from: inner.point, amount: amount, unit, 1, end: inner.end)
    case .from
    where self[end + 1].kind == .reference
      || self[end + 1].kind == .day
        && self[end + 1].value == 0:
      return stepped(match, from: today, amount: amount, unit, 1, end: end + 2)
    default: break
    }
    let joined = skipHyphen(end)
    // "25-year-old", "71 years old", "a decade-long", "years of age"
    if self[joined].word == .old {
      match.tokens = start..<joined + 1
      match.sieve = "age"
      return match
    }
    if self[end].word == .of, self[end + 1].word == .age {
      match.tokens = start..<end + 2
      match.sieve = "age"
      return match
    }
    if self[joined].word == .long, joined > end {
      match.tokens = (quantity.isArticle ? start + 1 : start)..<joined + 1
      return match
    }
    if quantity.isArticle, self[start].word != .another,
      !(self[start - 1].word == .in && unit == .week && verbAhead(match.tokens))
    {
      return articled(match, unit: unit, measure: measure)
    }
    // "in two weeks' time", "in two days" with a verb that looks ahead.
    if self[start - 1].word == .in, amount != nil {
      let hasTime = self[end].kind == .apostrophe && self[end + 1].word == .time
      if hasTime
        || unit.rawValue <= TimeUnit.fortnight.rawValue && !unit.isClock
          && verbAhead(match.tokens)
      {
        return stepped(
          match, from: today, amount: amount, unit, 1, end: hasTime ? end + 2 : end)
      }
    }
    return match
  }

  private func verbAhead(_ range: Range<Int>) -> Bool {
    direction(range) == .future && self[range.upperBound].word != .of
  }

  /// "a year": a rate behind an amount ("five percent a year"), else a duration where a
  /// preposition or a verb of lasting asks for one.
  private func articled(_ match: TimeMatch, unit: TimeUnit, measure: Measure) -> TimeMatch? {
    var match = match
    let start = match.tokens.lowerBound
    let before = self[start - 1]
    guard measure.unit != .second || measure.isJoined else { return nil }
    let isRate =
      before.word == .percent || before.word == .percentWord || before.word == .million
      || before.word == .billion || before.word == .trillion || before.word == .dollars
      || before.word == .times || before.word == .once || before.word == .twice
      || before.word == .people || before.kind == .number || before.kind == .decimal
      || before.kind == .units && self[start - 2].kind == .number
      || before.isPlural && hasNumber(before: start)
    if isRate, self[start].word == .a || self[start].word == .an {
      match.kind = .set
      match.sieve = "rate"
    }
    return match
  }

  private func hasNumber(before index: Int) -> Bool {
    (max(sentence.lowerBound, index - 4)..<index).contains {
      tokens[$0].kind == .number || tokens[$0].kind == .cardinal || tokens[$0].kind == .scale
    }
  }

  /// "before" and "after" step only where they end a clause or a date follows.
  private func isStep(_ index: Int) -> Bool {
    switch self[index].word {
    case .before, .after:
      if innerAfterStep(index) != nil { return true }
      let next = self[index + 1]
      return !next.isAlphabetic && next.kind != .number
    case .back: return !self[index + 1].isAlphabetic || self[index + 1].word != .none
    case .earlier, .later: return self[index + 1].word != .than
    default: return true
    }
  }

  private func innerAfterStep(_ index: Int) -> DatePhrase? {
    guard [.before, .after, .from].contains(self[index].word), self[index + 1].kind != .reference,
      let found = datePhrase(at: index + 1), found.point.unit == .day, found.time == nil
    else { return nil }
    return found
  }

  /// What "later" and "earlier" count from: the last thing told, as fine as the unit.
  private func told(_ unit: TimeUnit) -> TimePoint? {
    if let reference, let own = reference.unit, own.rawValue <= unit.rawValue { return reference }
    return referenceDay.map { .day($0) } ?? today
  }

  private func stepped(
    _ match: TimeMatch, from: TimePoint?, amount: Double?, _ unit: TimeUnit, _ sign: Double,
    end: Int
  ) -> TimeMatch? {
    var match = match
    match.tokens = match.tokens.lowerBound..<end
    match.sieve = "step"
    let isAgo = self[end - 1].word == .ago || self[end - 1].word == .back
    guard let amount, let from else {
      // "several years ago"; "a few days later" stays a length of time.
      guard sign < 0, isAgo || amount == nil else { return match }
      match.kind = .date
      match.value = "PAST_REF"
      match.point = .past
      return match
    }
    if unit.isClock {
      guard isAgo || sign > 0, amount >= 24, let days = unit.days(amount), days < 100_000 else {
        return match
      }
      return dated(match, from.shifted(by: sign * days.rounded(), .day))
    }
    if amount != amount.rounded() {
      // "a year and a half ago": counted in months.
      guard let months = unit.months(amount) else { return match }
      return dated(match, from.shifted(by: sign * months.rounded(), .month))
    }
    return dated(match, from.shifted(by: sign * amount, unit))
  }

  private func dated(_ match: TimeMatch, _ point: TimePoint?) -> TimeMatch? {
    guard let point else { return match }
    var match = match
    match.kind = .date
    match.point = point
    match.value = point.value
    (match.first, match.last) = (point.bounds?.first, point.bounds?.last)
    return match
  }

  // MARK: Other shapes

  /// "the last five years", "the next ten days", "the past few weeks", "the first nine months",
  /// "these five weeks".
  private func framed(at start: Int) -> TimeMatch? {
    var index = start
    if self[index].word == .the || self[index].word == .its || self[index].word == .their {
      index += 1
    }
    let word = self[index].word
    let isPast = Self.backward.contains(word)
    let isFuture = Self.forward.contains(word)
    let isOther = word == .these || word == .those || word == .first
    let isBareThe = index == start + 1 && !isPast && !isFuture && !isOther
    guard isPast || isFuture || isOther || isBareThe else { return nil }
    if !isBareThe { index += 1 }
    let quantity: Quantity
    if self[index].kind == .units, isPast || isFuture, word != .first {
      quantity = Quantity(amount: nil, end: index)
    } else if let found = self.quantity(at: index), !found.isArticle {
      quantity = found
    } else {
      return nil
    }
    guard let measure = measure(quantity) else { return nil }
    if measure.isJoined, !isPast && !isFuture { return nil }
    if isBareThe, !measure.isPlural || quantity.amount == nil { return nil }
    var match = TimeMatch(
      tokens: start..<measure.end, kind: .duration,
      value: measure.unit.duration(quantity.amount),
      mod: quantity.isApproximate ? "APPROX" : nil, sieve: "framed-duration")
    if self[match.tokens.upperBound].word == .or, self[match.tokens.upperBound + 1].word == .so {
      match.tokens = start..<measure.end + 2
      match.mod = "APPROX"
    }
    if quantity.amount == nil, self[index].kind == .units {
      // "recent years", "coming months": no length, a reach.
      let isLong = [.day, .week, .month, .year].contains(measure.unit)
      if word == .recent && isLong
        || word == .past && (measure.unit == .year || measure.unit == .day)
      {
        match.kind = .date
        match.value = "PAST_REF"
      } else if isFuture,
        measure.unit == .year || measure.unit == .month || measure.unit == .quarter
          || word == .coming && isLong
      {
        match.kind = .date
        match.value = "FUTURE_REF"
      } else if !isPast, !isFuture {
        return nil
      }
      // "recent weeks and months"
      let second = self[match.tokens.upperBound + 1]
      if self[match.tokens.upperBound].word == .and, second.kind == .units {
        match.tokens = start..<match.tokens.upperBound + 2
        match.kind = .date
        match.value = isPast ? "PAST_REF" : "FUTURE_REF"
      }
      return match
    }
    guard let amount = quantity.amount, let now else { return match }
    let signed = isPast ? -amount : amount
    guard isPast || isFuture, abs(amount) < 100_000 else {
      return firstOf(match, amount: amount, unit: measure.unit, isFirst: word == .first)
    }
    let other: CivilDay?
    if let months = measure.unit.months(signed), abs(months) < 90_000 {
      other = now.adding(months: Int(months.rounded()))
    } else if let days = measure.unit.days(signed) {
      other = now + Int(days.rounded())
    } else {
      other = nil
    }
    if let other { (match.first, match.last) = (min(now, other), max(now, other)) }
    return match
  }

  /// "the first nine months of 2019": from January on.
  private func firstOf(
    _ match: TimeMatch, amount: Double, unit: TimeUnit, isFirst: Bool
  ) -> TimeMatch? {
    var match = match
    let end = match.tokens.upperBound
    guard isFirst, self[end].word == .of,
      let (year, next) = plainYear(at: end + 1)
        ?? yearBehind(end, month: 0, hasDay: true).map({ ($0.year, $0.end) })
    else { return match }
    let first = CivilDay(year, 1, 1)
    match.tokens = match.tokens.lowerBound..<next
    match.first = first
    if unit == .quarter, amount == 2 {
      match.kind = .date
      match.point = .half(year: year, half: 1)
      match.value = "\(padded(year, 4))-H1"
      match.last = CivilDay(year, 6, 30)
    } else if let months = unit.months(amount), months <= 1200 {
      match.last = first.adding(months: Int(months)) - 1
    } else if let days = unit.days(amount) {
      match.last = first + (Int(days) - 1)
    }
    return match
  }

  /// "decades of work", "for years", "weeks or months", "months ago": units that nobody counted.
  private func bareUnits(at start: Int) -> TimeMatch? {
    let token = self[start]
    if token.kind == .lasting, let unit = token.unit {
      return TimeMatch(
        tokens: start..<start + 1, kind: .duration, value: unit.duration(1), sieve: "long")
    }
    guard let unit = token.unit, token.kind == .unit || token.kind == .units else { return nil }
    if token.kind == .unit, isAlone(start..<start + 1), unit != .second, unit != .quarter {
      return TimeMatch(
        tokens: start..<start + 1, kind: .duration, value: unit.duration(1), sieve: "units")
    }
    if token.kind == .unit {
      // "week-long", "a month-long"
      guard self[start + 1].kind == .dash, self[start + 2].word == .long else { return nil }
      return TimeMatch(
        tokens: start..<start + 3, kind: .duration, value: unit.duration(1), sieve: "long")
    }
    let before = self[start - 1].word
    let next = skipHyphen(start + 1)
    var match = TimeMatch(
      tokens: start..<start + 1, kind: .duration, value: unit.duration(nil), sieve: "units")
    if self[next].word == .long, next > start + 1 {
      match.tokens = start..<next + 1
      return match
    }
    switch self[start + 1].word {
    case .ago:
      match.tokens = start..<start + 2
      match.kind = .date
      match.value = "PAST_REF"
      return match
    case .later, .earlier:
      match.tokens = start..<start + 2
      return match
    case .or, .and:
      if self[start + 2].kind == .units, let second = self[start + 2].unit,
        second != unit, before != .the
      {
        match.tokens = start..<start + 3
        return match
      }
    default: break
    }
    let isCounted =
      Self.beforeUnits.contains(before)
      || self[start + 1].word == .of && before != .the && before != .those && before != .these
        && !self[start - 1].isAlphabetic
      || self[start + 1].word == .of && self[start - 1].isAlphabetic && !self[start - 1].isCapital
        && self[start - 1].word == .none && !self[start - 1].isAdjective
      || self[start + 1].word == .of && self[start - 1].word == .after
      || self[start - 1].cue == .past && self[start - 1].word == .none
      // "hours before the vote"; "the days after it" are told ones.
      || [.after, .before].contains(self[start + 1].word)
        && ![.the, .these, .those, .this, .that].contains(before)
      || isAlone(start..<start + 1)
    let isAhead = self[start + 1].word == .ahead && (before == .the || before == .in)
    if isAhead {
      match.tokens = (before == .the ? start - 1 : start)..<start + 2
      return match
    }
    return isCounted && unit != .second && unit != .weekend && unit != .quarter ? match : nil
  }

  /// "the third year in a row", "a fifth consecutive day", "the second straight week".
  private func row(at start: Int) -> TimeMatch? {
    var index = start
    if self[index].word == .the || self[index].word == .a || self[index].word == .its {
      index += 1
    }
    guard let (count, next) = ordinal(at: index), (2...1000).contains(count) else { return nil }
    index = next
    let isNamed = [.consecutive, .straight, .successive].contains(self[index].word)
    if isNamed { index += 1 }
    guard self[index].kind == .unit, let unit = self[index].unit else { return nil }
    index += 1
    var end = index
    if self[index].word == .in, self[index + 1].word == .a, self[index + 2].word == .row {
      end = index + 3
    } else if self[index].word == .running {
      end = index + 1
    } else if !isNamed {
      return nil
    }
    return TimeMatch(
      tokens: start..<end, kind: .duration, value: unit.duration(Double(count)), sieve: "row")
  }

  /// "half a century", "an hour and a half" are quantities; "half-hour" is told here.
  private func spelledLength(at start: Int) -> TimeMatch? {
    guard self[start].word == .half, self[start + 1].kind == .dash,
      let unit = self[start + 2].unit, self[start + 2].kind == .unit
    else { return nil }
    return TimeMatch(
      tokens: start..<start + 3, kind: .duration, value: unit.duration(0.5), sieve: "duration")
  }
}
