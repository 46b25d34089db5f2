/// Times of day: "7:45 p.m. EST on Friday", "noon", "half past six", "Monday night".
extension TimeGrammar {
  private static let beforeClocks: TimeWordSet = [
    .at, .by, .around, .about, .before, .after, .until, .till, .from, .since, .between, .past,
    .atSign, .approximately, .to, .and, .comma,
  ]

  fileprivate struct Clock {
    var hours: Int
    var minutes: Int?
    var seconds: Int?
    var zone: String?
    var end: Int
    /// Whether the words leave open which half of the day is meant: "at 8".
    var isOpen = false

    var text: String {
      var text = "T\(padded(hours, 2)):\(padded(minutes ?? 0, 2))"
      if let seconds { text += ":\(padded(seconds, 2))" }
      return text
    }
  }

  // MARK: Parts of the day

  /// "morning" behind a weekday, "this", "that", "the next": the part of a day.
  func part(at index: Int, _ which: Which, from start: Int) -> DatePhrase? {
    guard let code = partCode(index) else { return nil }
    // "mid-afternoon yesterday"
    if which == .bare, self[index + 1].kind == .day || self[index + 1].kind == .weekday,
      let date = datePhrase(at: index + 1), date.time == nil
    {
      return DatePhrase(point: date.point, end: date.end, time: code, sieve: "day-part")
    }
    let day: CivilDay?
    switch which {
    case .this: day = now
    case .bare: day = referenceDay ?? now
    case .last: day = now.map { $0 - 1 }
    case .next, .coming: day = now.map { $0 + 1 }
    case .same: day = referenceDay ?? now
    case .following: day = (referenceDay ?? now).map { $0 + 1 }
    case .previous: day = (referenceDay ?? now).map { $0 - 1 }
    }
    let point: TimePoint = day.map { .day($0) } ?? .open("XXXX-XX-XX")
    return DatePhrase(point: point, end: index + 1, time: code, sieve: "day-part")
  }

  /// TIMEX3's code of a part of the day, singular.
  func partCode(_ index: Int) -> String? {
    if self[index].kind == .part { return DayPart(rawValue: Int(self[index].value))?.code }
    return self[index].word == .night ? DayPart.night.code : nil
  }

  /// "tonight", "overnight", "in the evening", "the night", "Saturday night" apart.
  func partAlone(at start: Int) -> DatePhrase? {
    // "by dusk", "before dawn".
    if self[start].kind == .part, let part = DayPart(rawValue: Int(self[start].value)),
      part == .dawn || part == .dusk, Self.beforeClocks.contains(self[start - 1].word),
      ![.to, .comma, .and, .past].contains(self[start - 1].word),
      !self[start + 1].isAlphabetic || self[start + 1].word != .none
    {
      // "before dawn on Sunday"
      let next = start + (self[start + 1].word == .on ? 2 : 1)
      if let date = datePhrase(at: next), date.point.unit == .day, date.time == nil {
        return DatePhrase(point: date.point, end: date.end, time: part.code, sieve: "day-part")
      }
      return self.part(at: start, .bare, from: start)
    }
    switch self[start].word {
    case .tonight:
      return DatePhrase(
        point: today ?? .present, end: start + 1, time: "TNI", sieve: "day-part")
    case .overnight:
      let day = referenceDay.flatMap { $0 == now ? nil : $0 } ?? now.map { $0 - 1 }
      return day.map {
        DatePhrase(point: .day($0), end: start + 1, time: "TNI", sieve: "overnight")
      }
    case .the:
      // "the early hours of Tuesday"
      if self[start + 1].word == .early, self[start + 2].unit == .hour,
        self[start + 3].word == .of, let date = datePhrase(at: start + 4),
        date.point.unit == .day, date.time == nil
      {
        return DatePhrase(
          point: date.point, end: date.end, time: DayPart.morning.code, sieve: "day-part")
      }
      var index = start + 1
      var mod: String?
      if let (found, _) = Self.stage(self[index].word) {
        mod = found
        index = skipHyphen(index + 1)
      }
      guard partCode(index) != nil,
        [.in, .during, .by, .throughout, .through, .of, .earlier, .later].contains(
          self[start - 1].word) || isAlone(start..<index + 1)
          || self[start - 1].word == .on && self[index + 1].word == .of,
        self[index + 1].word != .of || datePhrase(at: index + 2) != nil,
        // "the night Kennedy was shot"
        !self[index + 1].isAlphabetic || self[index + 1].word != .none,
        self[index + 1].word != .and
      else { return nil }
      var found = part(at: index, .bare, from: start)
      if self[index + 1].word == .of, let date = datePhrase(at: index + 2), date.time == nil {
        // "the night of 12 to 13 July": it is named by the day it begins.
        if case .days(let first, let last) = date.point, last - 1 == first {
          found?.point = .day(first)
        } else {
          found?.point = date.point
        }
        found?.end = date.end
      }
      found?.mod = mod
      return found
    default: return nil
    }
  }

  // MARK: Clock times

  /// A clock time, with the date that stands behind it if there is one.
  func clockPhrase(at start: Int) -> DatePhrase? {
    guard var clock = clock(at: start), !clock.isOpen else { return nil }
    var point: TimePoint?
    var next = clock.end
    // "8:30 this morning", "five in the afternoon", "9 a.m. on Friday", "10 p.m. Wednesday"
    if let (code, end) = partBehind(next) {
      clock.adjust(to: code)
      next = end
    }
    var behind = next
    if self[behind].word == .comma { behind += 1 }
    if self[behind].word == .on || self[behind].word == .of { behind += 1 }
    if let date = datePhrase(at: behind), date.point.unit == .day, date.end > behind,
      date.sieve != "9/11", date.time == nil || behind == next
    {
      if let time = date.time { clock.adjust(to: time) }
      point = date.point
      next = date.end
    }
    let day: TimePoint =
      point ?? (isEntry(start, clock.end) ? now : referenceDay ?? now).map { .day($0) }
      ?? .open("XXXX-XX-XX")
    return DatePhrase(
      point: day, end: next, time: clock.text, zone: clock.zone, sieve: "clock")
  }

  /// The part of the day or the clock time behind a date: "Monday night", "Friday at noon".
  func attachingTime(to phrase: DatePhrase) -> DatePhrase {
    guard phrase.point.unit == .day || phrase.point == .present || isOpenDay(phrase.point),
      phrase.sieve != "9/11"
    else {
      if phrase.time == "" {
        var found = phrase
        found.time = nil
        return found
      }
      return phrase
    }
    var found = phrase
    if found.time == "" { found.time = nil }
    var next = phrase.end
    if found.time == nil {
      var index = next
      var mod: String?
      if self[index].word == .in, self[index + 1].word == .the { index += 2 }
      if let (stage, _) = Self.stage(self[index].word) {
        mod = stage
        index = skipHyphen(index + 1)
      }
      if let code = partCode(index), phrase.sieve != "holiday" {
        found.time = code
        found.mod = found.mod ?? mod
        found.end = index + 1
        next = index + 1
      }
    }
    // "Friday at 7:45 p.m.", "tonight at 8", "July 12, 2024, 3 p.m."
    var index = next
    if self[index].word == .comma { index += 1 }
    let hasAt = [.at, .around, .about, .by, .atSign].contains(self[index].word)
    if hasAt { index += 1 }
    if self[index].word == .around || self[index].word == .about { index += 1 }
    if var clock = clock(at: index), !clock.isOpen || hasAt && found.time != nil {
      if let code = found.time { clock.adjust(to: code) }
      if let (code, end) = partBehind(clock.end) {
        clock.adjust(to: code)
        clock.end = end
      }
      found.time = clock.text
      found.zone = clock.zone
      found.end = clock.end
      found.sieve += "+clock"
    }
    return found
  }

  private func isOpenDay(_ point: TimePoint) -> Bool {
    if case .open(let value) = point { return value.hasPrefix("XXXX-") }
    return false
  }

  /// "in the morning", "this morning", "at night".
  private func partBehind(_ index: Int) -> (code: String, end: Int)? {
    if self[index].word == .in, self[index + 1].word == .the, let code = partCode(index + 2) {
      return (code, index + 3)
    }
    if self[index].word == .at, self[index + 1].word == .night { return ("TNI", index + 2) }
    return nil
  }

  private func clock(at start: Int) -> Clock? {
    let token = self[start]
    var found: Clock
    switch token.kind {
    case .clock:
      found = Clock(
        hours: Int(token.value), minutes: token.extra >= 0 ? Int(token.extra) : nil,
        seconds: token.third >= 0 ? Int(token.third) : nil, end: start + 1)
      if token.meridiem == .utc { found.zone = "Z" }
      if token.meridiem == .none {
        if let (isPM, end) = meridiem(found.end) {
          found.end = end
          found.apply(isPM: isPM)
        } else if !isClockByContext(start, found.end) {
          return nil
        }
      } else if token.meridiem != .utc {
        found.apply(isPM: token.meridiem == .pm)
      }
    case .number where token.digits <= 2 && (0...24).contains(token.value),
      .cardinal where (1...12).contains(token.value):
      found = Clock(hours: Int(token.value), end: start + 1)
      if let (isPM, end) = meridiem(start + 1), (1...12).contains(token.value) {
        found.end = end
        found.apply(isPM: isPM)
      } else if let isPM = meridiemOfRange(start) {
        found.apply(isPM: isPM)
      } else if self[start + 1].word == .oclock {
        found.end = start + 2
      } else if let (code, end) = partBehind(start + 1), (1...12).contains(token.value),
        self[start - 1].word == .at || self[start - 1].word == .about
      {
        found.end = end
        found.adjust(to: code)
      } else if self[start + 1].word == .hours, zoneName(at: start + 2) != nil {
        found.end = start + 2
      } else {
        return pastOrTo(at: start)
          ?? ((1...12).contains(token.value) && self[start + 1].unit == nil
            && self[start + 1].kind != .month && self[start + 1].word != .percent
            ? Clock(hours: Int(token.value), end: start + 1, isOpen: true) : nil)
      }
    case .decimal where token.third == 2 && token.value < 24 && token.extra < 60:
      // "2.30 p.m."
      guard let (isPM, end) = meridiem(start + 1), (1...12).contains(token.value) else {
        return nil
      }
      found = Clock(hours: Int(token.value), minutes: Int(token.extra), end: end)
      found.apply(isPM: isPM)
    case .number
    where (3...4).contains(token.digits) && token.value < 1260
      && token.value % 100 < 60 && token.value >= 100 && meridiem(start + 1) != nil:
      // "1140 a.m."
      found = Clock(
        hours: Int(token.value) / 100, minutes: Int(token.value) % 100, end: start + 2)
      if let (isPM, _) = meridiem(start + 1) { found.apply(isPM: isPM) }
    case .number where token.digits == 4 && token.value < 2400 && token.value % 100 < 60:
      // "1800 GMT", "0730 hours"
      let hasHours = self[start + 1].word == .hours
      guard hasHours || zoneName(at: start + 1) != nil else { return nil }
      found = Clock(
        hours: Int(token.value) / 100, minutes: Int(token.value) % 100,
        end: hasHours ? start + 2 : start + 1)
    default:
      switch token.word {
      case .noon, .midday, .noonish: found = Clock(hours: 12, minutes: 0, end: start + 1)
      case .midnight: found = Clock(hours: 24, minutes: 0, end: start + 1)
      case .half, .quarter, .a: return pastOrTo(at: start)
      default: return nil
      }
    }
    if self[found.end].word == .sharp { found.end += 1 }
    if let (zone, end) = zoneName(at: found.end) {
      found.zone = zone
      found.end = end
    }
    return found
  }

  private func meridiem(_ index: Int) -> (isPM: Bool, end: Int)? {
    switch self[index].word {
    case .am: (false, index + 1)
    case .pm: (true, index + 1)
    default: nil
    }
  }

  /// "from 5 to 6 p.m.", "between 9 and 11:30 a.m.": the half of the day of a range's first hour.
  private func meridiemOfRange(_ start: Int) -> Bool? {
    let first = self[start]
    let joint = self[start + 1]
    guard self[start - 1].word == .from || self[start - 1].word == .between,
      joint.word == .to || joint.word == .and || joint.word == .until || joint.kind == .dash,
      (1...12).contains(first.value), (1...12).contains(self[start + 2].value)
    else { return nil }
    let second = self[start + 2]
    let isPM: Bool
    switch second.kind {
    case .clock where second.meridiem == .am || second.meridiem == .pm:
      isPM = second.meridiem == .pm
    case .clock, .number:
      guard let found = meridiem(start + 3) else { return nil }
      isPM = found.isPM
    default: return nil
    }
    // "from 9 to 5 p.m." starts in the morning; 12 stands before 1.
    return isPM && first.value % 12 <= second.value % 12
      || !isPM && first.value % 12 > second.value % 12
  }

  /// "19:00" is a clock time behind "at" and its like or before a zone; else it may be a score.
  /// The clock time with which an entry of a running report starts.
  private func isEntry(_ start: Int, _ end: Int) -> Bool {
    start == sentence.lowerBound && self[start].kind == .clock && self[start].extra >= 0
      && self[start].third < 0 && self[start].meridiem == .none && self[end].isCapital
      && self[end].hasSpaceBefore
  }

  private func isClockByContext(_ start: Int, _ end: Int) -> Bool {
    if isAlone(start..<end) || zoneName(at: end) != nil || self[end].word == .hours { return true }
    // "21:04 Polls have closed.": an entry of a running report.
    if isEntry(start, end) { return true }
    let before = self[start - 1]
    if self[end].kind == .month || before.kind == .dotted
      || before.kind == .slashed && before.third >= 0
      || before.kind == .ordinalNumber && self[start - 2].kind == .month
      || before.kind == .number && before.digits == 4
        && (self[start - 2].kind == .month || self[start - 3].kind == .month)
    {
      return true
    }
    if Self.beforeClocks.contains(before.word) {
      return before.word != .comma && before.word != .and && before.word != .to
        || self[start - 2].kind == .clock && Self.beforeClocks.contains(self[start - 3].word)
        || self[start - 2].kind == .weekday
    }
    return before.kind == .weekday || before.kind == .day
      || before.kind == .dash
        && self[start - 2].kind == .clock
  }

  /// "half past six", "quarter to nine", "20 minutes past eight".
  private func pastOrTo(at start: Int) -> Clock? {
    var index = start
    if self[index].word == .a { index += 1 }
    var minutes: Int
    switch (self[index].word, self[index].kind) {
    case (.half, _): (minutes, index) = (30, index + 1)
    case (.quarter, _): (minutes, index) = (15, index + 1)
    case (_, .number), (_, .cardinal):
      guard let amount = quantity(at: index), let value = amount.amount, value < 60 else {
        return nil
      }
      (minutes, index) = (Int(value), amount.end)
      let isMinutes = self[index].unit == .minute
      if isMinutes { index += 1 }
      guard isMinutes || minutes % 5 == 0 else { return nil }
      // "5 to 6 p.m." is a range; "five to six" is a time.
      if !isMinutes, self[start].kind == .number, self[index].word == .to { return nil }
    default: return nil
    }
    let isPast = self[index].word == .past || self[index].word == .after && minutes != 30
    guard isPast || self[index].word == .to && minutes != 30 else { return nil }
    let hour = self[index + 1]
    guard hour.kind == .number && hour.digits <= 2 || hour.kind == .cardinal,
      (1...12).contains(hour.value),
      self[index + 2].unit == nil, self[index + 2].kind != .month, !self[index + 2].isPlural,
      self[index + 2].word != .percent
    else { return nil }
    var hours = Int(hour.value)
    if !isPast {
      hours = hours == 1 ? 12 : hours - 1
      minutes = 60 - minutes
    }
    var found = Clock(hours: hours, minutes: minutes, end: index + 2)
    if let (isPM, end) = meridiem(found.end) {
      found.end = end
      found.apply(isPM: isPM)
    }
    return found
  }

  // MARK: Zones

  /// "GMT", "EST", "ET", "Eastern time", "local time", "Moscow time", "US east coast time".
  private func zoneName(at index: Int) -> (zone: String?, end: Int)? {
    let token = self[index]
    if token.kind == .zone, token.isAllCapitals {
      return (Self.offset(Int(token.value)), index + 1)
    }
    if token.kind == .civilZone, token.isCapital {
      var end = index + 1
      var minutes = Int(token.value)
      if self[end].word == .standard || self[end].word == .daylight {
        if self[end].word == .daylight { minutes += 60 }
        end += 1
        guard self[end].word == .time else { return nil }
        return (Self.offset(minutes), end + 1)
      }
      if self[end].word == .time {
        end += 1
      } else if !token.isAllCapitals {
        return nil
      }
      return (Self.offset(minutes + (isAmericanSummer ? 60 : 0)), end)
    }
    if token.word == .local, self[index + 1].word == .time { return ("local", index + 2) }
    // A place and "time": the span takes it in, what zone it is stays untold.
    for length in 1...3 where self[index + length].word == .time {
      let isPlace = (index..<index + length).allSatisfy {
        self[$0].isCapital || self[$0].word == .east || self[$0].word == .west
          || self[$0].word == .coast
      }
      return isPlace && token.isCapital ? (nil, index + length + 1) : nil
    }
    return nil
  }

  private static func offset(_ minutes: Int) -> String {
    guard minutes != 0 else { return "Z" }
    let magnitude = abs(minutes)
    return "\(minutes < 0 ? "-" : "+")\(padded(magnitude / 60, 2)):\(padded(magnitude % 60, 2))"
  }

  /// Summer time of the United States: second Sunday of March to first Sunday of November (Energy
  /// Policy Act of 2005).
  private var isAmericanSummer: Bool {
    guard let day = referenceDay ?? now else { return false }
    let year = day.year
    return day >= CivilDay.nth(2, weekday: 7, month: 3, year: year)
      && day < CivilDay.nth(1, weekday: 7, month: 11, year: year)
  }
}

extension TimeGrammar.Clock {
  /// Twelve hours to twenty-four.
  fileprivate mutating func apply(isPM: Bool) {
    if isPM, hours < 12 { hours += 12 }
    if !isPM, hours == 12 { hours = 0 }
  }

  /// "8" in the evening is 20.
  fileprivate mutating func adjust(to part: String) {
    guard hours <= 12 else { return }
    switch part {
    case "TAF", "TEV": if hours < 12 { hours += 12 }
    case "TNI": if hours >= 6, hours < 12 { hours += 12 } else if hours == 12 { hours = 0 }
    case "TMO": if hours == 12, minutes == nil { hours = 0 }
    default: break
    }
  }
}
