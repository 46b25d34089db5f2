internal import Language

/// The words of times.txt and those the grammar names, found by their letters in one step: an open
/// hash table over the up to sixteen bytes of a word, lower case, points left out.
struct TimeLexicon: Sendable {
  struct Key: Equatable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    var hash: Int {
      let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed >> 33)
    }
  }

  /// How a holiday's day is found.
  enum HolidayRule: Equatable, Sendable {
    case fixed(month: Int, day: Int)
    case easter(Int)
    case nth(month: Int, count: Int, weekday: Int, after: Int)

    /// Reads "12-25", "easter-2", "11:4:4", "11:4:4+1".
    init?(_ text: String) {
      if text.hasPrefix("easter") {
        guard let offset = Int(text.dropFirst(6)) else { return nil }
        self = .easter(offset)
      } else if text.contains(":") {
        let parts = text.split(separator: "+")
        let numbers = parts[0].split(separator: ":").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        self = .nth(
          month: numbers[0], count: numbers[1], weekday: numbers[2],
          after: parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
      } else {
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 2 else { return nil }
        self = .fixed(month: numbers[0], day: numbers[1])
      }
    }

    func day(in year: Int) -> CivilDay {
      switch self {
      case .fixed(let month, let day): CivilDay(year, month, day)
      case .easter(let offset): CivilDay.easter(year) + offset
      case .nth(let month, let count, let weekday, let after):
        CivilDay.nth(count, weekday: weekday, month: month, year: year) + after
      }
    }
  }

  static let shared = TimeLexicon()

  private var keys: [Key]
  private var tokens: [TimeToken]
  private var needsCapital: [Bool]
  private let mask: Int
  /// By the holiday's words, lower case, one space between.
  private(set) var holidays: [String: HolidayRule] = [:]
  private(set) var longestHoliday = 1

  private init() {
    let capacity = 2048
    mask = capacity - 1
    keys = .init(repeating: Key(), count: capacity)
    tokens = .init(repeating: TimeToken(), count: capacity)
    needsCapital = .init(repeating: false, count: capacity)
    for word in TimeWord.allCases where word != .none {
      update(word.spelling) { $0.word = word }
    }
    update("oclock") { $0.word = .oclock }
    for line in TimeWords.lines() {
      for word in line.words { add(word, line) }
    }
  }

  private mutating func add(_ word: String, _ line: TimeWords.Line) {
    let value = Int32(line.value) ?? 0
    switch line.kind {
    case "capital":
      if let slot = slot(of: word) { needsCapital[slot] = true }
    case "past": update(word) { $0.cue = .past }
    case "have": update(word) { $0.cue = .have }
    case "be": update(word) { $0.cue = .be }
    case "future": update(word) { $0.cue = .future }
    case "pending": update(word) { $0.cue = .pending }
    case "deferring": update(word) { $0.cue = .deferring }
    case "governor": update(word) { $0.governs = true }
    // Being in the table is enough: an unknown word in -ed counts as past.
    case "notpast": update(word) { _ in }
    case "holiday":
      guard let rule = HolidayRule(line.value) else { return }
      let parts = word.split(separator: " ")
      // The tokens of "new year's day" are "new", "year", "'s", "day".
      var count = parts.count
      var name = ""
      for part in parts {
        if part.hasSuffix("'s") {
          name += part.dropLast(2) + " 's "
          count += 1
        } else if part.hasSuffix("s'") {
          name += part.dropLast() + " ' "
          count += 1
        } else {
          name += part.filter { $0 != "." } + " "
        }
      }
      holidays[String(name.dropLast())] = rule
      longestHoliday = max(longestHoliday, count)
      if let first = name.split(separator: " ").first {
        update(String(first)) { token in
          if token.kind == .other { token.kind = .holiday }
        }
      }
    default:
      guard let kind = Self.kinds[line.kind] else { return }
      update(word) { token in
        // "second" is a unit and an ordinal; the ordinal is told by its word.
        if token.kind == .other || token.kind == .holiday || kind == .unit {
          token.kind = kind
          token.value = value
        }
      }
    }
  }

  private static let kinds: [String: TimeToken.Kind] = [
    "cardinal": .cardinal, "scale": .scale, "ordinal": .ordinal, "month": .month,
    "weekday": .weekday, "weekdays": .weekdays, "unit": .unit, "units": .units,
    "lasting": .lasting, "season": .season, "part": .part, "parts": .parts, "day": .day,
    "set": .set, "zone": .zone, "civilzone": .civilZone, "decadename": .decadeName,
    "reference": .reference,
  ]

  /// The key of a word's bytes; nil where it has other than ASCII, or is longer than sixteen.
  static func key(_ bytes: some Collection<UInt8>) -> Key? {
    var key = Key()
    var shift: UInt64 = 0
    var curly = 0
    for var byte in bytes {
      if byte == 0x2E { continue }
      // U+2019 is an apostrophe here.
      if byte >= 0x80 {
        switch (curly, byte) {
        case (0, 0xE2), (1, 0x80):
          curly += 1
          continue
        case (2, 0x99):
          curly = 0
          byte = 0x27
        default: return nil
        }
      }
      guard curly == 0, shift < 128 else { return nil }
      let lower = UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      if shift < 64 { key.low |= lower << shift } else { key.high |= lower << (shift - 64) }
      shift += 8
    }
    return shift == 0 ? nil : key
  }

  private func slot(of word: String) -> Int? {
    guard let key = Self.key(word.utf8) else { return nil }
    return slot(of: key)
  }

  private func slot(of key: Key) -> Int {
    var slot = key.hash & mask
    while keys[slot] != key, keys[slot] != Key() { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func update(_ word: String, _ change: (inout TimeToken) -> Void) {
    guard let key = Self.key(word.utf8) else { return }
    let slot = slot(of: key)
    keys[slot] = key
    change(&tokens[slot])
  }

  /// What a word is by its letters; nil for one that is in no list.
  func lookup(_ key: Key, isCapital: Bool) -> TimeToken? {
    let slot = slot(of: key)
    guard keys[slot] == key else { return nil }
    var token = tokens[slot]
    if needsCapital[slot], !isCapital, token.kind == .month || token.kind == .weekday {
      token.kind = .other
    }
    return token
  }
}
