/// Dates as feeds write them: RFC 822 to 5322, RFC 3339 and ISO 8601, asctime, Unix time, and the
/// local and wrong forms of these.
public enum FeedDate {
  /// The instant `text` names, in milliseconds since 1970-01-01T00:00:00Z; nil where it names none
  /// or an impossible one. A date without a zone is read as UTC, one without a time as midnight.
  public static func parse(_ text: String) -> Int64? {
    text.withBytes { parse($0)?.instant(zone: 0) }
  }

  /// A date whose zone may still be open.
  struct Parsed {
    /// Milliseconds since 1970, were the zone UTC.
    var local: Int64
    /// Minutes east of Greenwich; nil where none was said.
    var zone: Int?
    /// Whether there was a time of day. A bare day is no reason to look for a zone.
    var hasTime: Bool

    func instant(zone other: Int) -> Int64 {
      local - Int64(zone ?? (hasTime ? other : 0)) * 60_000
    }
  }

  static func parse(_ bytes: Bytes) -> Parsed? {
    let text = bytes.trimmed()
    // The longest sensible date is far shorter; a body in a date's place is none.
    guard text.count >= 3, text.count <= 120 else { return nil }
    if let fast = ISODate.parse(text) { return fast }
    var words = DateReader(text)
    return words.read()
  }
}

/// The parts of a date, checked when they are put together.
struct DateParts {
  var year = 0
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var millisecond = 0
  var hasTime = false
  var zone: Int?

  func parsed() -> FeedDate.Parsed? {
    // The year 1 is how some systems write "never".
    guard year >= 1000, year <= 9999, month >= 1, month <= 12, day >= 1,
      day <= Calendar.days(in: month, of: year), minute < 60, second <= 60, hour <= 24,
      hour < 24 || minute == 0 && second == 0
    else { return nil }
    if let zone, abs(zone) > 14 * 60 + 45 { return nil }
    let days = Int64(Calendar.days(year, month, day))
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    return FeedDate.Parsed(
      local: (days * 86_400 + seconds) * 1000 + Int64(millisecond), zone: zone, hasTime: hasTime)
  }

  /// RFC 5322, section 4.3.
  static func fullYear(_ year: Int, digits: Int) -> Int {
    switch digits {
    case 1, 2: year < 50 ? 2000 + year : 1900 + year
    case 3: 1900 + year
    default: year
    }
  }
}

/// The plain shape `YYYY-MM-DDTHH:MM:SS` with a zone, which most of the world's machines write.
enum ISODate {
  static func parse(_ text: Bytes) -> FeedDate.Parsed? {
    guard text.count >= 16, text[4] == ascii("-"), text[7] == ascii("-"), text[13] == ascii(":"),
      text[10] | 0x20 == ascii("t") || text[10] == 0x20
    else { return nil }
    func two(_ index: Int) -> Int {
      guard text[index].isDigit, text[index + 1].isDigit else { return 1000 }
      return Int(text[index] &- 0x30) * 10 + Int(text[index + 1] &- 0x30)
    }
    var parts = DateParts()
    parts.year = two(0) * 100 + two(2)
    parts.month = two(5)
    parts.day = two(8)
    parts.hour = two(11)
    parts.minute = two(14)
    parts.hasTime = true
    var index = 16
    if index + 2 < text.count, text[index] == ascii(":") {
      parts.second = two(17)
      index = 19
      if index < text.count, text[index] == ascii(".") || text[index] == ascii(",") {
        index += 1
        var scale = 100
        while index < text.count, text[index].isDigit {
          parts.millisecond += Int(text[index] &- 0x30) * scale
          scale /= 10
          index += 1
        }
      }
    }
    guard parts.year < 10_000, parts.month < 100, parts.day < 100, parts.hour < 100,
      parts.minute < 100, parts.second < 100
    else { return nil }
    if index == text.count { return parts.parsed() }
    if text[index] | 0x20 == ascii("z"), index + 1 == text.count {
      parts.zone = 0
      return parts.parsed()
    }
    guard text[index] == ascii("+") || text[index] == ascii("-"), index + 3 <= text.count else {
      return nil
    }
    let sign = text[index] == ascii("-") ? -1 : 1
    let hours = two(index + 1)
    var minutes = 0
    switch text.count - index {
    case 3: break
    case 5: minutes = two(index + 3)
    case 6 where text[index + 3] == ascii(":"): minutes = two(index + 4)
    default: return nil
    }
    guard hours < 100, minutes < 60 else { return nil }
    parts.zone = sign * (hours * 60 + minutes)
    return parts.parsed()
  }
}
