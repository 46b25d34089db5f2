/// Reads a date word by word, whatever their order.
struct DateReader {
  private let text: Bytes
  private var index = 0
  private var parts = DateParts()
  /// The numbers that are neither time nor zone, with their digits and what stood before each.
  private var numbers: [(value: Int, digits: Int, before: UInt8)] = []
  private var monthIsNamed = false
  /// Where among the numbers the month's name stood.
  private var monthPlace = 0
  private var marked = (year: false, day: false)
  private var zoneCode: UInt16?
  private var afternoon: Bool?
  private var zoneIsZeroName = false

  init(_ text: Bytes) { self.text = text }

  mutating func read() -> FeedDate.Parsed? {
    numbers.reserveCapacity(4)
    while index < text.count {
      let byte = text[index]
      if byte.isDigit {
        guard number() else { return nil }
      } else if byte.isLetter || byte >= 0x80 {
        guard word() else { return nil }
      } else if byte == ascii("(") {
        // A comment (RFC 5322, section 3.2.2), mostly the zone's name once more.
        index = text.find(ascii(")"), from: index).map { $0 + 1 } ?? text.count
      } else if byte == ascii("+") || byte == ascii("-") {
        guard sign(byte) else { return nil }
      } else {
        index += 1
      }
    }
    return finish()
  }

  private func digits(at start: Int) -> (value: Int, end: Int) {
    var at = start
    var value = 0
    while at < text.count, text[at].isDigit {
      if at - start < 15 { value = value * 10 + Int(text[at] &- 0x30) }
      at += 1
    }
    return (value, at)
  }

  private mutating func number() -> Bool {
    let start = index
    let (value, end) = digits(at: start)
    let before = start > 0 ? text[start - 1] : 0
    if end < text.count, text[end] == ascii(":"), end + 1 < text.count, text[end + 1].isDigit,
      !parts.hasTime, end - start <= 2
    {
      return time(hour: value, from: end + 1)
    }
    index = end
    // 20240131T101500
    if end < text.count, text[end] | 0x20 == ascii("t"), end + 1 < text.count,
      text[end + 1].isDigit, end - start == 8
    {
      numbers.append((value, 8, before))
      let (clock, clockEnd) = digits(at: end + 1)
      if clockEnd - end - 1 == 6 || clockEnd - end - 1 == 4 {
        let seconds = clockEnd - end - 1 == 6
        parts.hour = seconds ? clock / 10_000 : clock / 100
        parts.minute = seconds ? clock / 100 % 100 : clock % 100
        parts.second = seconds ? clock % 100 : 0
        parts.hasTime = true
        index = clockEnd
      } else {
        index = end + 1
      }
      return true
    }
    // A zone without its sign, after a time, when the year is there already.
    if parts.hasTime, parts.zone == nil, zoneCode == nil, end - start == 4, value < 1500,
      numbers.contains(where: { $0.digits == 4 })
    {
      parts.zone = value / 100 * 60 + value % 100
      return true
    }
    guard numbers.count < 4 else { return false }
    numbers.append((value, end - start, before))
    return true
  }

  private mutating func time(hour: Int, from start: Int) -> Bool {
    parts.hour = hour
    parts.hasTime = true
    var (value, end) = digits(at: start)
    guard end - start <= 2 else { return false }
    parts.minute = value
    if end + 1 < text.count, text[end] == ascii(":"), text[end + 1].isDigit {
      let from = end + 1
      (value, end) = digits(at: from)
      guard end - from <= 2 else { return false }
      parts.second = value
      if end + 1 < text.count, text[end] == ascii(".") || text[end] == ascii(","),
        text[end + 1].isDigit
      {
        let fraction = digits(at: end + 1)
        var scaled = fraction.value
        var length = min(fraction.end - end - 1, 15)
        while length > 3 { (scaled, length) = (scaled / 10, length - 1) }
        while length < 3 { (scaled, length) = (scaled * 10, length + 1) }
        parts.millisecond = scaled
        end = fraction.end
      }
    }
    // 1:2:3:4 is no time.
    if end < text.count, text[end] == ascii(":") { return false }
    index = end
    return true
  }

  /// A plus or minus: of a zone when a time stands before it, else a mere separator.
  private mutating func sign(_ byte: UInt8) -> Bool {
    var at = index + 1
    guard parts.hasTime || zoneIsZeroName else {
      index += 1
      // A range or a leading minus: "-03-12".
      return byte == ascii("-")
    }
    while at < text.count, text[at] == 0x20 { at += 1 }
    guard at < text.count, text[at].isDigit else {
      index += 1
      // "10:00 - 3 May" goes on, "+zz:00" does not.
      return byte == ascii("-") && at < text.count && at > index
    }
    let (value, end) = digits(at: at)
    var hours = value
    var minutes = 0
    var next = end
    switch end - at {
    case 1, 2:
      if end + 1 < text.count, text[end] == ascii(":") {
        let rest = digits(at: end + 1)
        guard rest.end - end - 1 == 2 else { return false }
        minutes = rest.value
        next = rest.end
      } else if end < text.count, text[end] == ascii(":") {
        return false
      }
    case 3, 4:
      // "- 2004" after a time is a year, where none has come yet.
      if value > 1500, !numbers.contains(where: { $0.digits == 4 }) {
        numbers.append((value, 4, byte))
        index = end
        return true
      }
      hours = value / 100
      minutes = value % 100
    case 6:
      hours = value / 10_000
      minutes = value / 100 % 100
    default: return false
    }
    if next < text.count, text[next].isLetter || text[next] == ascii(":") { return false }
    guard minutes < 60 else { return false }
    if parts.zone == nil {
      parts.zone = (byte == ascii("-") ? -1 : 1) * (hours * 60 + minutes)
      zoneCode = nil
    }
    index = next
    return true
  }

  private mutating func word() -> Bool {
    let start = index
    while index < text.count, text[index].isLetter || text[index] >= 0x80 || text[index] == 0x27 {
      // Ideographs and Hangul of dates are words of one character; so is a no-break space.
      if text[index] >= 0x80, index == start, let length = lone(start) {
        index += length
        break
      }
      if text[index] >= 0x80, index > start, lone(index) != nil { break }
      index += 1
    }
    if index == start { index += 1 }
    var word = text[start..<index].rebased
    // a.m., p.m.
    if word.count == 1, index + 1 < text.count, text[index] == ascii("."),
      text[index + 1] | 0x20 == ascii("m"), index + 2 == text.count || !text[index + 2].isLetter
    {
      afternoon = word[0] | 0x20 == ascii("p")
      index += 2
      return true
    }
    // Place names of the tz database.
    if index + 1 < text.count, text[index] == ascii("/"), text[index + 1].isLetter,
      DateWords.map.find(word) == nil
    {
      index += 1
      let place = index
      while index < text.count, text[index].isLetter || text[index] == ascii("_") { index += 1 }
      word = text[place..<index].rebased
      if index + 1 < text.count, text[index] == ascii("/"), text[index + 1].isLetter {
        index += 1
        let inner = index
        while index < text.count, text[index].isLetter || text[index] == ascii("_") { index += 1 }
        word = text[inner..<index].rebased
      }
      if let code = DateZones.map.find(word) { zoneCode = zoneCode ?? code }
      return true
    }
    if word.count == 2, word[0] == 0xC2, word[1] == 0xA0 { return true }
    if parts.hasTime || !numbers.isEmpty, word.count > 1 || word[0] | 0x20 == ascii("z"),
      let code = zone(word)
    {
      zoneCode = zoneCode ?? code
      zoneIsZeroName = code >> 2 == 1024 && parts.zone == nil
      return true
    }
    if let code = DateWords.map.find(word) { return known(code) }
    if parts.hasTime || numbers.count >= 3, word.count <= 5 {
      // An unknown zone, or a military one.
      if let code = DateZones.map.find(word) { zoneCode = zoneCode ?? code }
      return word.allSatisfy(\.isLetter) && numbers.count + (monthIsNamed ? 1 : 0) >= 2
    }
    // What stands first may be the name of a day in a language unknown here.
    return start == 0 && word.count >= 2
  }

  /// A zone's name, unless the word means something else in a date ("sat", "mar", "art").
  private func zone(_ word: Bytes) -> UInt16? {
    guard let code = DateZones.map.find(word) else { return nil }
    // After a time of day "et" is a zone, before it a word of French.
    if word.count <= 2, word[0] | 0x20 != ascii("z"), let other = DateWords.map.find(word) {
      let isFiller = other >> 8 == UInt16(DateWords.Meaning.filler.rawValue)
      return isFiller && parts.hasTime && word.count == 2 ? code : nil
    }
    return code
  }

  /// The length of a character at `at` that stands for itself in a date.
  private func lone(_ at: Int) -> Int? {
    if text[at] == 0xC2, at + 1 < text.count, text[at + 1] == 0xA0 { return 2 }
    guard text[at] >= 0xE3, text[at] <= 0xED, at + 2 < text.count else { return nil }
    // 오전 and 오후, 上午 and 下午 are two characters.
    if at + 5 < text.count, DateWords.map.find(text[at..<(at + 6)].rebased) != nil { return 6 }
    return 3
  }

  private mutating func known(_ code: UInt16) -> Bool {
    switch DateWords.Meaning(rawValue: UInt8(code >> 8)) {
    case .month:
      // "mar" is Tuesday in French and Spanish when a month comes after it.
      parts.month = Int(code & 0xFF)
      monthIsNamed = true
      monthPlace = numbers.count
    case .morning: afternoon = false
    case .afternoon: afternoon = true
    case .year: marked.year = true
    case .hour where !parts.hasTime && !numbers.isEmpty:
      let hour = numbers.removeLast()
      parts.hour = hour.value
      parts.hasTime = true
      let (minute, end) = digits(at: index)
      if end > index, end - index <= 2 {
        parts.minute = minute
        index = end
      }
    case .minute where parts.hasTime && !numbers.isEmpty && numbers.last?.digits ?? 9 <= 2:
      parts.minute = numbers.removeLast().value
    case .second where parts.hasTime && !numbers.isEmpty && numbers.last?.digits ?? 9 <= 2:
      parts.second = numbers.removeLast().value
    default: break
    }
    return true
  }

  private mutating func finish() -> FeedDate.Parsed? {
    guard date() else { return nil }
    if let afternoon, parts.hasTime {
      guard parts.hour <= 12 || afternoon else { return nil }
      if parts.hour == 12 {
        parts.hour = afternoon ? 12 : 0
      } else if afternoon, parts.hour < 12 {
        parts.hour += 12
      }
    }
    if parts.zone == nil, let zoneCode {
      parts.zone = DateZones.minutes(
        zoneCode, year: parts.year, month: parts.month, day: parts.day, hour: parts.hour)
    }
    return parts.parsed()
  }

  private mutating func date() -> Bool {
    if monthIsNamed {
      switch numbers.count {
      case 1 where numbers[0].digits == 4:
        parts.year = numbers[0].value
      case 2:
        let yearFirst = numbers[0].digits >= 3 || numbers[0].value > 31
        let (year, day) = yearFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
        guard day.digits <= 2, year.digits <= 4 else { return false }
        parts.year = DateParts.fullYear(year.value, digits: year.digits)
        parts.day = day.value
      default: return false
      }
      return true
    }
    switch numbers.count {
    case 1: return single(numbers[0].value, digits: numbers[0].digits)
    case 2: return pair(numbers[0], numbers[1])
    case 3: return triple(numbers[0], numbers[1], numbers[2])
    default: return false
    }
  }

  private mutating func single(_ value: Int, digits: Int) -> Bool {
    switch digits {
    case 4: parts.year = value
    case 6:
      parts.year = DateParts.fullYear(value / 10_000, digits: 2)
      (parts.month, parts.day) = (value / 100 % 100, value % 100)
    case 7:
      guard !parts.hasTime else { return false }
      return ordinal(year: value / 1000, day: value % 1000)
    case 8:
      parts.year = value / 10_000
      (parts.month, parts.day) = (value / 100 % 100, value % 100)
    case 9, 10, 13:
      // Unix time in seconds or milliseconds.
      guard !parts.hasTime else { return false }
      let seconds = digits == 13 ? value / 1000 : value
      let civil = Calendar.civil(seconds / 86_400)
      (parts.year, parts.month, parts.day) = civil
      parts.hour = seconds / 3600 % 24
      parts.minute = seconds / 60 % 60
      parts.second = seconds % 60
      parts.millisecond = digits == 13 ? value % 1000 : 0
      parts.zone = 0
    case 12, 14:
      guard !parts.hasTime else { return false }
      let day = digits == 14 ? value / 1_000_000 : value / 10_000
      (parts.year, parts.month, parts.day) = (day / 10_000, day / 100 % 100, day % 100)
      parts.hour = digits == 14 ? value / 10_000 % 100 : value / 100 % 100
      parts.minute = digits == 14 ? value / 100 % 100 : value % 100
      parts.second = digits == 14 ? value % 100 : 0
      parts.hasTime = true
    default: return false
    }
    return true
  }

  private mutating func ordinal(year: Int, day: Int) -> Bool {
    guard day >= 1, day <= (Calendar.isLeap(year) ? 366 : 365) else { return false }
    parts.year = year
    var rest = day
    for month in 1...12 {
      let length = Calendar.days(in: month, of: year)
      if rest <= length {
        (parts.month, parts.day) = (month, rest)
        return true
      }
      rest -= length
    }
    return false
  }

  private typealias Number = (value: Int, digits: Int, before: UInt8)

  private mutating func pair(_ first: Number, _ second: Number) -> Bool {
    if second.digits == 3 {
      return ordinal(
        year: DateParts.fullYear(first.value, digits: first.digits), day: second.value)
    }
    if second.digits == 4, first.digits <= 2 {
      // 06/2004
      (parts.month, parts.year) = (first.value, second.value)
      return true
    }
    guard second.digits <= 2, first.digits == 4 || first.digits == 2 else { return false }
    parts.year = DateParts.fullYear(first.value, digits: first.digits)
    parts.month = second.value
    return true
  }

  private mutating func triple(_ first: Number, _ second: Number, _ third: Number) -> Bool {
    guard second.digits <= 2 else { return false }
    if first.digits == 4 || marked.year {
      guard third.digits <= 2 else { return false }
      (parts.year, parts.month, parts.day) = (first.value, second.value, third.value)
      if first.digits <= 2 { parts.year = DateParts.fullYear(first.value, digits: first.digits) }
      return true
    }
    guard first.digits <= 2, third.digits == 4 || third.digits == 2 else { return false }
    if third.digits == 2, third.before == ascii("-"), second.before == ascii("-") {
      // ISO 8601's 03-12-31, unless only the other order gives a day.
      if second.value <= 12 {
        (parts.year, parts.month, parts.day) = (
          DateParts.fullYear(first.value, digits: 2), second.value, third.value
        )
        return true
      }
    }
    parts.year = DateParts.fullYear(third.value, digits: third.digits)
    // With slashes the American order, with dots and dashes the European; a 13th month decides.
    let american = third.before == ascii("/") || second.before == ascii("/")
    if american && first.value <= 12 || second.value > 12 {
      (parts.month, parts.day) = (first.value, second.value)
    } else {
      (parts.day, parts.month) = (first.value, second.value)
    }
    return true
  }
}
