/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// The arithmetic is that of H. Hinnant's "chrono-compatible low-level date algorithms": eras of
/// 400 years, years that begin in March.
struct CivilDay: Hashable, Comparable, Sendable {
  var number: Int

  init(number: Int) {
    self.number = number
  }

  /// - Parameters:
  ///   - month: 1 to 12.
  ///   - day: 1 to 31; what is behind the month's end counts on into the next.
  init(_ year: Int, _ month: Int, _ day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// The day on which an instant falls.
  ///
  /// - Parameters:
  ///   - seconds: since 1970-01-01T00:00:00Z.
  ///   - offset: of the zone, in minutes east of Greenwich.
  init(seconds: Int64, offset: Int) {
    let bounded = min(max(seconds, -60_000_000_000), 250_000_000_000)
    let local = Int(bounded) + offset * 60
    number = (local >= 0 ? local : local - 86_399) / 86_400
  }

  static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }
  static func + (day: CivilDay, count: Int) -> CivilDay { CivilDay(number: day.number + count) }
  static func - (day: CivilDay, count: Int) -> CivilDay { CivilDay(number: day.number - count) }

  var date: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  var year: Int { date.year }
  var month: Int { date.month }

  /// 1 is Monday, 7 is Sunday (ISO 8601).
  var weekday: Int {
    let remainder = (number + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// The ISO 8601 week: it belongs to the year of its Thursday.
  var isoWeek: (year: Int, week: Int) {
    let thursday = self + (4 - weekday)
    let year = thursday.year
    return (year, (thursday.number - CivilDay(year, 1, 1).number) / 7 + 1)
  }

  var monday: CivilDay { self - (weekday - 1) }

  static func monday(ofWeek week: Int, year: Int) -> CivilDay {
    CivilDay(year, 1, 4).monday + (week - 1) * 7
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && year % 100 != 0 || year % 400 == 0
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The same day so many months later; the month's last where it has no such day.
  func adding(months: Int) -> CivilDay {
    let (year, month, day) = date
    let index = year * 12 + month - 1 + months
    let target = index >= 0 ? index / 12 : (index - 11) / 12
    let monthThere = index - target * 12 + 1
    return CivilDay(
      target, monthThere, min(day, Self.length(ofMonth: monthThere, year: target)))
  }

  /// The n-th such weekday of a month, -1 for the last.
  static func nth(_ count: Int, weekday: Int, month: Int, year: Int) -> CivilDay {
    if count < 0 {
      let last = CivilDay(year, month, length(ofMonth: month, year: year))
      return last - (last.weekday - weekday + 7) % 7
    }
    let first = CivilDay(year, month, 1)
    return first + (weekday - first.weekday + 7) % 7 + (count - 1) * 7
  }

  /// Easter Sunday of the Gregorian calendar, after Meeus, Astronomical Algorithms, chapter 8.
  static func easter(_ year: Int) -> CivilDay {
    let golden = year % 19
    let (century, rest) = (year / 100, year % 100)
    let correction = (century + 8) / 25
    let moon =
      (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15) % 30
    let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
    let shift = (golden + 11 * moon + 22 * week) / 451
    let sum = moon + week - 7 * shift + 114
    return CivilDay(year, sum / 31, sum % 31 + 1)
  }

  /// ISO 8601, extended: "2024-07-11".
  var iso: String {
    let (year, month, day) = date
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// A number of at least so many digits.
func padded(_ number: Int, _ digits: Int) -> String {
  let text = String(number)
  return text.utf8.count >= digits
    ? text : String(repeating: "0", count: digits - text.utf8.count) + text
}
