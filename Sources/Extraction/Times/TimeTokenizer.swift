internal import Language

/// Tells what every token of a text is to the grammar of times: one pass, no strings made.
enum TimeTokenizer {
  static func tokens(of text: AnalyzedText) -> [TimeToken] {
    let lexicon = TimeLexicon.shared
    var result: [TimeToken] = []
    result.reserveCapacity(text.tokens.count)
    text.utf8.withUnsafeBufferPointer { bytes in
      var last = 0
      for token in text.tokens {
        let range = token.bytes
        var found = read(bytes, range, lexicon)
        found.hasSpaceBefore = range.lowerBound > last || range.lowerBound == 0
        last = range.upperBound
        switch token.pennTag {
        case .verbPast: found.cue = .past
        case .adjective, .pronounPossessive:
          found.isAdjective = true
          if found.cue == .past { found.cue = .none }
        case .none: break
        default:
          // A participle or an adjective in -ed, where the tagger has spoken, is no past tense.
          if found.cue == .past, token.pennTag != .verbPastParticiple {
            found.cue = .none
          }
        }
        result.append(found)
      }
    }
    return result
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lexicon: TimeLexicon
  ) -> TimeToken {
    let first = bytes[range.lowerBound]
    if first &- 0x30 < 10 { return number(bytes, range) }
    if first >= 0x80 { return symbol(bytes, range) }
    let isLetter = (first | 0x20) &- 0x61 < 26
    let isCapital = first &- 0x41 < 26
    var token = TimeToken.none
    if range.count <= 20, let key = TimeLexicon.key(bytes[range]),
      let known = lexicon.lookup(key, isCapital: isCapital)
    {
      token = known
    } else if isLetter {
      if range.count <= 7 { token = letterAndNumber(bytes, range) }
      if !isCapital, range.count > 3, bytes[range.upperBound - 1] == UInt8(ascii: "d"),
        bytes[range.upperBound - 2] == UInt8(ascii: "e")
      {
        token.cue = .past
      }
    } else if first == UInt8(ascii: "-") {
      token.kind = .dash
    } else if first == UInt8(ascii: "'") {
      if range.count == 1 { token.kind = .apostrophe }
      if range.count == 3, bytes[range.lowerBound + 1] == UInt8(ascii: "l") { token.cue = .future }
    }
    token.isAlphabetic = isLetter
    token.isCapital = isCapital
    token.isAllCapitals =
      isCapital && range.count > 1 && range.allSatisfy { bytes[$0] < 0x61 || bytes[$0] > 0x7A }
    token.isShort = range.count <= 4 && token.kind == .weekday
    token.isPlural =
      isLetter && !isCapital && token.word == .none && range.count > 3
      && bytes[range.upperBound - 1] == UInt8(ascii: "s")
      && bytes[range.upperBound - 2] != UInt8(ascii: "s")
    if token.word == .to { token.cue = .to }
    return token
  }

  /// Dashes, primes and curly apostrophes.
  private static func symbol(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> TimeToken {
    var token = TimeToken.none
    if range.count >= 4, let key = TimeLexicon.key(bytes[range]),
      let known = TimeLexicon.shared.lookup(key, isCapital: false)
    {
      token = known
      if range.count == 5, bytes[range.lowerBound + 3] | 0x20 == UInt8(ascii: "l") {
        token.cue = .future
      }
      return token
    }
    if range.count == 2, bytes[range.lowerBound] == 0xC2, bytes[range.lowerBound + 1] == 0xBD {
      // "½"
      token.kind = .slashed
      (token.value, token.extra) = (1, 2)
      return token
    }
    guard range.count >= 3, bytes[range.lowerBound] == 0xE2, bytes[range.lowerBound + 1] == 0x80
    else {
      // "£", "€": an amount follows, as behind "$".
      if range.count == 2 && bytes[range.lowerBound] == 0xC2
        || range.count == 3 && bytes[range.lowerBound + 1] == 0x82
      {
        token.word = .dollar
        return token
      }
      token.isAlphabetic = bytes[range.lowerBound] >= 0xC3
      token.isCapital = bytes[range.lowerBound] == 0xC3 && bytes[range.lowerBound + 1] < 0x9F
      return token
    }
    switch bytes[range.lowerBound + 2] {
    case 0x90...0x95: token.kind = .dash
    case 0x98, 0x99:
      if range.count == 3 { token.kind = .apostrophe }
    default: break
    }
    return token
  }

  /// "Q3", "H1", "FY2018", "W31", "CY18".
  private static func letterAndNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> TimeToken {
    var index = range.lowerBound
    var letters: UInt32 = 0
    while index < range.upperBound, (bytes[index] | 0x20) &- 0x61 < 26 {
      letters = letters << 8 | UInt32(bytes[index] | 0x20)
      index += 1
    }
    var value: Int32 = 0
    let digits = range.upperBound - index
    guard digits > 0, digits <= 4, index - range.lowerBound <= 2 else { return .none }
    while index < range.upperBound {
      guard bytes[index] &- 0x30 < 10 else { return .none }
      value = value * 10 + Int32(bytes[index] & 15)
      index += 1
    }
    var token = TimeToken.none
    switch (letters, digits) {
    case (0x71, 1) where (1...4).contains(value): token.kind = .quarter
    case (0x68, 1) where value == 1 || value == 2: token.kind = .half
    case (0x77, 2) where (1...53).contains(value): token.kind = .weekNumber
    case (0x6679, 2), (0x6379, 2):
      token.kind = .fiscalYear
      value += 2000
    case (0x6679, 4), (0x6379, 4): token.kind = .fiscalYear
    default: return .none
    }
    token.value = value
    return token
  }

  /// Reads a token that starts with a digit: groups of digits, what parts them, letters behind.
  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> TimeToken {
    var token = TimeToken.none
    var groups: (Int32, Int32, Int32) = (0, -1, -1)
    var lengths: (Int, Int, Int) = (0, 0, 0)
    var count = 1
    var separators: (UInt8, UInt8) = (0, 0)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        switch count {
        case 1:
          lengths.0 += 1
          if lengths.0 <= 9 { groups.0 = groups.0 * 10 + Int32(byte & 15) }
        case 2:
          lengths.1 += 1
          if lengths.1 <= 9 { groups.1 = max(0, groups.1) * 10 + Int32(byte & 15) }
        default:
          lengths.2 += 1
          if lengths.2 <= 9 { groups.2 = max(0, groups.2) * 10 + Int32(byte & 15) }
        }
      } else if byte == 0x2C, index > range.lowerBound, separators.0 == 0 || separators.0 == 0x2C,
        index + 3 < range.upperBound
      {
        // Thousands: "1,000,000" is one group.
        separators.0 = 0x2C
        count = 1
      } else if byte == 0x2E || byte == 0x3A || byte == 0x2F, count < 3 {
        if separators.0 == 0x2C { return token }
        if count == 1 { separators.0 = byte } else { separators.1 = byte }
        count += 1
      } else {
        break
      }
      index += 1
    }
    guard lengths.0 <= 9, lengths.1 <= 9, lengths.2 <= 9 else { return token }
    token.value = groups.0
    token.extra = groups.1
    token.third = groups.2
    token.digits = UInt8(lengths.0)
    let suffix = suffixCode(bytes, index..<range.upperBound)
    switch (count, separators.0, suffix) {
    case (1, _, .none): token.kind = .number
    case (1, 0, .ordinal): token.kind = .ordinalNumber
    case (1, 0, .plural) where groups.0 % 10 == 0 && (lengths.0 == 4 || lengths.0 == 2):
      token.kind = .decade
    case (1, 0, .am), (1, 0, .pm):
      if lengths.0 <= 2, (1...12).contains(groups.0) {
        token.kind = .clock
        token.meridiem = suffix == .am ? .am : .pm
      }
    case (1, 0, .utc) where lengths.0 == 4:
      clock(groups.0 / 100, groups.0 % 100, -1, .utc, &token)
    case (1, 0, .hours(let minutes)) where groups.0 < 24 && lengths.0 <= 2 && minutes >= 0:
      clock(groups.0, minutes, -1, .none, &token)
    case (1, 0, .hours), (2, 0x2E, .hours): measure(.hour, lengths.1, &token)
    case (1, 0, .minutes), (2, 0x2E, .minutes): measure(.minute, lengths.1, &token)
    case (2, 0x3A, .none) where lengths.1 == 2,
      (3, 0x3A, .none) where lengths.2 == 2 && lengths.1 == 2:
      clock(groups.0, groups.1, groups.2, .none, &token)
    case (2, 0x3A, .am) where lengths.1 == 2, (2, 0x2E, .am) where lengths.1 == 2:
      clock(groups.0, groups.1, -1, .am, &token)
    case (2, 0x3A, .pm) where lengths.1 == 2, (2, 0x2E, .pm) where lengths.1 == 2:
      clock(groups.0, groups.1, -1, .pm, &token)
    case (2, 0x3A, .utc): clock(groups.0, groups.1, groups.2, .utc, &token)
    case (_, _, .instant(let hours, let minutes)) where lengths.0 == 2 && groups.0 <= 31:
      token.kind = .instant
      token.extra = hours
      token.third = minutes
    case (2, 0x2E, .none) where lengths.1 <= 2:
      token.kind = .decimal
      if lengths.1 == 1 { token.extra *= 10 }
      token.third = Int32(lengths.1)
    case (3, 0x2E, .none) where separators.1 == 0x2E: token.kind = .dotted
    case (2, 0x2F, .none), (3, 0x2F, .none):
      token.kind = .slashed
    default: token.digits = 0
    }
    return token
  }

  private static func clock(
    _ hours: Int32, _ minutes: Int32, _ seconds: Int32, _ meridiem: TimeToken.Meridiem,
    _ token: inout TimeToken
  ) {
    guard (0...24).contains(hours), (0...59).contains(minutes), seconds <= 60,
      meridiem == .none || meridiem == .utc || (1...12).contains(hours)
    else { return }
    token.kind = .clock
    token.value = hours
    token.extra = minutes
    token.third = seconds
    token.meridiem = meridiem
  }

  /// "30min", "2.5h": the unit goes into `third`.
  private static func measure(_ unit: TimeUnit, _ decimals: Int, _ token: inout TimeToken) {
    token.kind = .measure
    if decimals == 1 { token.extra *= 10 }
    token.third = Int32(unit.rawValue)
  }

  private enum Suffix: Equatable {
    case none, ordinal, plural, am, pm, utc, minutes, other
    case hours(Int32)
    case instant(Int32, Int32)
  }

  /// What the letters behind a number say.
  private static func suffixCode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Suffix {
    guard let first = range.first else { return .none }
    let one = bytes[first] | 0x20
    let two = range.count > 1 ? bytes[first + 1] | 0x20 : 0
    switch (one, two, range.count) {
    case (0x73, 0x74, 2), (0x6E, 0x64, 2), (0x72, 0x64, 2), (0x74, 0x68, 2): return .ordinal
    case (0x73, 0, 1): return .plural
    case (0x61, 0, 1), (0x61, 0x6D, 2): return .am
    case (0x70, 0, 1), (0x70, 0x6D, 2): return .pm
    case (0x7A, 0, 1): return .utc
    case (0x68, 0, 1), (0x68, 0x72, 2): return .hours(-1)
    case (0x6D, 0x69, 3) where bytes[first + 2] | 0x20 == 0x6E: return .minutes
    case (0x68, _, 3):
      guard let minutes = pair(bytes, first + 1) else { return .other }
      return .hours(minutes)
    case (0x74, _, _) where range.count >= 6 && bytes[first + 3] == 0x3A:
      guard let hours = pair(bytes, first + 1), let minutes = pair(bytes, first + 4),
        hours < 25, minutes < 60
      else { return .other }
      return .instant(hours, minutes)
    default: return .other
    }
  }

  private static func pair(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int32? {
    guard bytes[index] &- 0x30 < 10, bytes[index + 1] &- 0x30 < 10 else { return nil }
    return Int32(bytes[index] & 15) * 10 + Int32(bytes[index + 1] & 15)
  }
}
