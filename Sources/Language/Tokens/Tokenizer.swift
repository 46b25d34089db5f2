/// Splits text into tokens by the conventions of Universal Dependencies' English treebanks:
/// punctuation apart, clitics apart ("do" + "n't", "Japan" + "'s"), compounds apart at their
/// hyphens ("three" + "-" + "day"); numbers, URLs, abbreviations and acronyms in one piece.
///
/// One pass, linear in the text's length: every run of non-space is looked at once.
struct Tokenizer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var tokens: [Token] = []

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 5 + 8)
  }

  static func tokens(of utf8: [UInt8]) -> [Token] {
    utf8.withUnsafeBufferPointer { bytes in
      var tokenizer = Tokenizer(bytes)
      tokenizer.run()
      return tokenizer.tokens
    }
  }

  private mutating func run() {
    var index = 0
    while index < bytes.count {
      let view = bytes.scalar(at: index)
      if Scalars.classify(view.scalar) == .space {
        index += view.length
        continue
      }
      var end = index
      while end < bytes.count {
        let next = bytes.scalar(at: end)
        if Scalars.classify(next.scalar) == .space { break }
        end += next.length
      }
      split(index..<end)
      index = end
    }
  }

  private mutating func add(_ range: Range<Int>) {
    if !range.isEmpty { tokens.append(Token(bytes: range)) }
  }

  /// Splits a run of non-space.
  private mutating func split(_ run: Range<Int>) {
    if run.count > 4, run.count < 4096, let address = addressEnd(run) {
      add(run.lowerBound..<address)
      punctuation(address..<run.upperBound)
      return
    }
    var index = run.lowerBound
    if "<([{\"'".utf8.contains(bytes[index]), run.count > 5, run.count < 4096 {
      let inner = index + 1..<run.upperBound
      if let address = addressEnd(inner), inner.lowerBound < address {
        add(index..<index + 1)
        add(inner.lowerBound..<address)
        punctuation(address..<run.upperBound)
        return
      }
    }
    var attempts = 0
    while index < run.upperBound {
      let view = bytes.scalar(at: index)
      switch Scalars.classify(view.scalar) {
      case .letter: index = word(from: index, to: run.upperBound)
      case .digit: index = number(from: index, to: run.upperBound)
      default:
        // "Name"<name@example.org>
        if view.scalar == 0x3C, attempts < 3, run.count < 4096, run.upperBound - index > 5 {
          attempts += 1
          if let address = addressEnd(index + 1..<run.upperBound) {
            add(index..<index + 1)
            add(index + 1..<address)
            index = address
            continue
          }
        }
        index = symbol(view, from: index, to: run.upperBound)
      }
    }
  }

  private mutating func punctuation(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      index = symbol(bytes.scalar(at: index), from: index, to: range.upperBound)
    }
  }

  // MARK: URLs, mail addresses, handles

  /// Where a URL or mail address that fills the run ends: the run's end less trailing punctuation.
  private func addressEnd(_ run: Range<Int>) -> Int? {
    let first = bytes[run.lowerBound]
    let isAddress: Bool
    if hasPrefix("http://", run) || hasPrefix("https://", run) || hasPrefix("www.", run)
      || hasPrefix("ftp://", run)
    {
      isAddress = true
    } else if first == UInt8(ascii: "@") || first == UInt8(ascii: "#") {
      // A handle or a hashtag: letters, digits and underscores only.
      var end = run.lowerBound + 1
      while end < run.upperBound {
        let view = bytes.scalar(at: end)
        let kind = Scalars.classify(view.scalar)
        guard kind == .letter || kind == .digit || view.scalar == 0x5F else { break }
        end += view.length
      }
      return end > run.lowerBound + 1 && isPunctuationOnly(end..<run.upperBound) ? end : nil
    } else {
      isAddress = isMailAddress(run)
    }
    guard isAddress else { return nil }
    var end = run.upperBound
    while end > run.lowerBound + 1, ".,;:!?'\")]}>".utf8.contains(bytes[end - 1]) { end -= 1 }
    if end >= run.lowerBound + 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80 { end -= 3 }
    return end
  }

  private func isPunctuationOnly(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let view = bytes.scalar(at: index)
      if Scalars.classify(view.scalar) != .symbol { return false }
      index += view.length
    }
    return true
  }

  private func isMailAddress(_ run: Range<Int>) -> Bool {
    guard let at = run.first(where: { bytes[$0] == UInt8(ascii: "@") }), at > run.lowerBound,
      !run[..<at].contains(where: { bytes[$0] == 0x22 || bytes[$0] == 0x3C })
    else { return false }
    let first = Scalars.classify(UInt32(bytes[run.lowerBound]))
    return first != .symbol && at + 2 < run.upperBound
      && (Scalars.classify(UInt32(bytes[at - 1])) != .symbol || bytes[at - 1] == 0x2E)
      && Scalars.classify(UInt32(bytes[at + 1])) != .symbol
      && !run[(at + 1)...].contains { bytes[$0] == UInt8(ascii: "@") }
  }

  private func hasPrefix(_ prefix: StaticString, _ run: Range<Int>) -> Bool {
    guard run.count >= prefix.utf8CodeUnitCount else { return false }
    for offset in 0..<prefix.utf8CodeUnitCount
    where bytes[run.lowerBound + offset] | 0x20 != prefix.utf8Start[offset] | 0x20 {
      return false
    }
    return true
  }

  // MARK: Words

  /// Reads a word: letters with inner apostrophes and the points of acronyms and abbreviations.
  private mutating func word(from start: Int, to limit: Int) -> Int {
    var end = start
    while end < limit {
      let view = bytes.scalar(at: end)
      let kind = Scalars.classify(view.scalar)
      if kind == .letter || kind == .digit {
        end += view.length
        continue
      }
      guard let next = joins(view, at: end, start: start, limit: limit) else { break }
      end = next
    }
    end = withPoint(start..<end, limit: limit)
    clitics(start..<end)
    return end
  }

  /// Whether a symbol inside a word belongs to it; the place behind it.
  private func joins(_ view: ScalarView, at index: Int, start: Int, limit: Int) -> Int? {
    let after = index + view.length
    guard after < limit else { return nil }
    let next = Scalars.classify(bytes.scalar(at: after).scalar)
    switch view.scalar {
    case 0x27, 0x2019:  // an apostrophe between letters
      return next == .letter ? after : nil
    case 0x2E:
      // "U.S.", "p.m.", "e.g.", "D.C.": single letters with points; "NHK.or.jp" stays apart.
      let isSingle =
        index - lastPoint(before: index, start: start) <= 2 && next == .letter
        && isSingleLetter(at: after, limit: limit)
      return isSingle ? after : isDomain(at: after, start: start, limit: limit) ? after : nil
    case 0x26:  // "AT&T", "R&D"
      return next == .letter && Scalars.isUppercase(UInt32(bytes[after])) && index - start <= 3
        && Scalars.isUppercase(UInt32(bytes[start])) ? after : nil
    case 0x5F: return after
    case 0x2D:
      // A prefix before a small letter: "co-founder", "non-commercial"; "pro-Russian" is three.
      return bytes[after] >= 0x61 && next == .letter && index - start <= 7
        && Self.prefixes.contains(lowercased(start..<index)) ? after : nil
    case 0x2F:
      // "b/c", "w/o", "n/a".
      return index - start == 1 && next == .letter && isSingleLetter(at: after, limit: limit)
        ? after : nil
    default: return nil
    }
  }

  /// Prefixes that keep their hyphen in UD's English treebanks.
  private static let prefixes: Set<String> = [
    "non", "e", "anti", "re", "co", "pre", "pro", "mid", "cross", "post", "semi", "multi", "ex",
    "sub", "counter", "mini", "micro", "inter", "intra", "un", "mis", "neo", "arch", "ultra",
  ]

  private func lowercased(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].map { $0 | 0x20 }, as: UTF8.self)
  }

  private func lastPoint(before index: Int, start: Int) -> Int {
    var at = index - 1
    while at >= start, bytes[at] != 0x2E { at -= 1 }
    return at < start ? start - 1 : at
  }

  private func isSingleLetter(at index: Int, limit: Int) -> Bool {
    let view = bytes.scalar(at: index)
    let after = index + view.length
    guard after < limit else { return true }
    return Scalars.classify(bytes.scalar(at: after).scalar) == .symbol
  }

  private static let endings: Set<String> = [
    "com", "org", "net", "gov", "edu", "info", "int", "mil", "io", "co", "uk", "de", "fr", "ua",
    "ru", "eu", "jp", "cn", "in", "au", "ca", "tv", "me", "pdf", "doc", "docx", "xls", "ppt", "txt",
    "htm", "html", "jpg", "jpeg", "gif", "png", "mp3", "zip", "exe", "php", "asp",
  ]

  /// "example.org", "report.pdf", "alt.binaries.news": small letters and digits between points, to
  /// a well-known ending or with two points and more.
  private func isDomain(at index: Int, start: Int, limit: Int) -> Bool {
    guard bytes[index] >= 0x61, index - 1 - start >= 2 else { return false }
    var end = index
    var last = index
    var points = bytes[start..<index - 1].contains(0x2E) ? 1 : 0
    while end < limit, end - index < 80 {
      let byte = bytes[end]
      if byte == 0x2E, end + 1 < limit, bytes[end + 1] | 0x20 >= 0x61, bytes[end + 1] < 0x80 {
        points += 1
        last = end + 1
      } else if !(byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39) {
        break
      }
      end += 1
    }
    return points > 0
      || end - last <= 4
        && Self.endings.contains(String(decoding: bytes[last..<end], as: UTF8.self))
  }

  /// Takes the point of an abbreviation into the word.
  private func withPoint(_ range: Range<Int>, limit: Int) -> Int {
    let end = range.upperBound
    // "Inc..": the abbreviation's own point and the sentence's; "Inc..." is an ellipsis.
    let isEllipsis = end + 2 < limit && bytes[end + 1] == 0x2E && bytes[end + 2] == 0x2E
    guard end < limit, bytes[end] == 0x2E, !isEllipsis else { return end }
    if range.contains(where: { bytes[$0] == 0x2E }) {
      // "U.S" + "." and "p.m" + "."; but not "example.org" + ".".
      let last = lastPoint(before: end, start: range.lowerBound)
      return end - last == 2 ? end + 1 : end
    }
    let isInitial =
      range.count == 1 && Scalars.isUppercase(UInt32(bytes[range.lowerBound]))
      && bytes[range.lowerBound] != UInt8(ascii: "I")
    if isInitial { return end + 1 }
    return Abbreviations.contains(bytes, range) ? end + 1 : end
  }

  /// Splits "don't" into "do" and "n't", "Japan's" into "Japan" and "'s", "cannot" into two.
  private mutating func clitics(_ range: Range<Int>, isInner: Bool = false) {
    var apostrophe: Int?
    var index = range.lowerBound
    while index < range.upperBound {
      let view = bytes.scalar(at: index)
      if view.scalar == 0x27 || view.scalar == 0x2019 { apostrophe = index }
      index += view.length
    }
    guard let apostrophe, apostrophe > range.lowerBound else {
      if let place = contraction(range) {
        add(range.lowerBound..<range.lowerBound + place)
        add(range.lowerBound + place..<range.upperBound)
      } else {
        add(range)
      }
      return
    }
    let behind = apostrophe + bytes.scalar(at: apostrophe).length
    let tail = range.upperBound - behind
    let letter = tail > 0 ? bytes[behind] | 0x20 : 0
    let second = tail > 1 ? bytes[behind + 1] | 0x20 : 0
    switch (tail, letter, second) {
    case (1, UInt8(ascii: "s"), _), (1, UInt8(ascii: "d"), _), (1, UInt8(ascii: "m"), _),
      (2, UInt8(ascii: "l"), UInt8(ascii: "l")), (2, UInt8(ascii: "r"), UInt8(ascii: "e")),
      (2, UInt8(ascii: "v"), UInt8(ascii: "e")):
      // "shouldn't've" is three; deeper nests are no English, and are left whole.
      if isInner {
        add(range.lowerBound..<apostrophe)
      } else {
        clitics(range.lowerBound..<apostrophe, isInner: true)
      }
      add(apostrophe..<range.upperBound)
    case (1, UInt8(ascii: "t"), _)
    where apostrophe - range.lowerBound >= 2 && bytes[apostrophe - 1] | 0x20 == UInt8(ascii: "n"):
      add(range.lowerBound..<apostrophe - 1)
      add(apostrophe - 1..<range.upperBound)
    default: add(range)
    }
  }

  /// Where a word that is two without an apostrophe parts, as the treebanks part it in all cases or
  /// nearly all; in capitals only what capitals leave no doubt of ("IM", "WONT" may be names).
  private func contraction(_ range: Range<Int>) -> Int? {
    guard (2...8).contains(range.count) else { return nil }
    if range.count == 6, hasPrefix("cannot", range) { return 3 }
    if range.count == 5,
      hasPrefix("gonna", range) || hasPrefix("wanna", range) || hasPrefix("gotta", range)
    {
      return 3
    }
    let isSmall = bytes[range].dropFirst().allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    guard isSmall else { return nil }
    return Self.contractions[lowercased(range)]
  }

  private static let contractions: [String: Int] = [
    "outta": 3, "gimme": 3, "lemme": 3,
    "dont": 2, "cant": 2, "wont": 2, "aint": 2, "arent": 3, "didnt": 3, "doesnt": 4, "hadnt": 3,
    "hasnt": 3, "havent": 4, "isnt": 2, "wasnt": 3, "werent": 4, "couldnt": 5, "wouldnt": 5,
    "shouldnt": 6, "im": 1, "ive": 1, "thats": 4, "whats": 4, "theres": 5, "youre": 3, "youll": 3,
    "youve": 3, "theyre": 4, "theyll": 4, "theyve": 4,
  ]

  // MARK: Numbers

  /// Reads a number with its separators: "1,234.5", "10:30", "9/11", "75th", "2019-20" apart.
  private mutating func number(from start: Int, to limit: Int) -> Int {
    if let end = telephone(from: start, to: limit) {
      add(start..<end)
      return end
    }
    var end = start
    while end < limit {
      let view = bytes.scalar(at: end)
      let kind = Scalars.classify(view.scalar)
      if kind == .digit || kind == .letter {
        end += view.length
        continue
      }
      let after = end + view.length
      let isSeparator = [0x2E, 0x2C, 0x3A, 0x2F].contains(view.scalar)
      guard isSeparator, after < limit,
        Scalars.classify(bytes.scalar(at: after).scalar) == .digit
      else { break }
      end = after
    }
    if let unit = unit(start..<end) {
      add(start..<unit)
      add(unit..<end)
      return end
    }
    // "1980's" and "km's" are rare, "2024's" is not.
    var clitic = end
    if clitic < limit {
      let view = bytes.scalar(at: clitic)
      if view.scalar == 0x27 || view.scalar == 0x2019 {
        clitic += view.length
        if clitic < limit, bytes[clitic] | 0x20 == UInt8(ascii: "s"),
          clitic + 1 == limit || Scalars.classify(bytes.scalar(at: clitic + 1).scalar) == .symbol
        {
          add(start..<end)
          add(end..<clitic + 1)
          return clitic + 1
        }
      }
    }
    add(start..<end)
    return end
  }

  private static let units: Set<String> = [
    "am", "pm", "AM", "PM", "k", "K", "m", "M", "mn", "b", "bn", "mm", "MM", "cm", "km", "ft", "kg",
    "lb", "lbs", "t", "x", "Hz", "kHz", "MHz", "GHz", "kb", "KB", "MB", "GB", "TB", "mg", "ml",
    "kW", "MW", "GW", "kWh", "MWh", "mph", "kph", "min", "mins", "hr", "hrs", "sq", "bp", "pts",
  ]

  /// Where the unit of "5pm", "40km" or "3bn" starts.
  private func unit(_ range: Range<Int>) -> Int? {
    var start = range.upperBound
    while start > range.lowerBound, range.upperBound - start < 4, bytes[start - 1] | 0x20 >= 0x61,
      bytes[start - 1] | 0x20 <= 0x7A
    {
      start -= 1
    }
    guard start < range.upperBound, start > range.lowerBound,
      Scalars.classify(UInt32(bytes[start - 1])) == .digit
    else { return nil }
    let unit = String(decoding: bytes[start..<range.upperBound], as: UTF8.self)
    return Self.units.contains(unit) ? start : nil
  }

  /// The end of a telephone number as North America writes it: "555-0142", "212-555-0142",
  /// "1-800-555-0142".
  private func telephone(from start: Int, to limit: Int) -> Int? {
    var groups: [Int] = []
    var end = start
    while end < limit, groups.count < 5 {
      let first = end
      while end < limit, bytes[end] >= 0x30, bytes[end] <= 0x39, end - first < 6 { end += 1 }
      guard end > first else { return nil }
      groups.append(end - first)
      guard end + 1 < limit, bytes[end] == 0x2D, bytes[end + 1] >= 0x30, bytes[end + 1] <= 0x39
      else { break }
      end += 1
    }
    let isNumber =
      groups == [3, 4] || groups == [1, 4] || groups == [3, 3, 4] || groups == [1, 3, 3, 4]
    guard isNumber, end == limit || Scalars.classify(UInt32(bytes[end])) == .symbol else {
      return nil
    }
    return end
  }

  /// The end of an emoticon such as ":-)", or ";)" behind a space.
  private func emoticon(from start: Int, to limit: Int) -> Int? {
    guard start + 1 < limit else { return nil }
    let hasNose = bytes[start + 1] == 0x2D
    let mouth = hasNose ? start + 2 : start + 1
    guard mouth < limit, ")(DPp|/*".utf8.contains(bytes[mouth]) else { return nil }
    let isApart = start == 0 || Scalars.classify(UInt32(bytes[start - 1])) == .space
    let isEnd = mouth + 1 == limit || Scalars.classify(UInt32(bytes[mouth + 1])) == .symbol
    return isEnd && (hasNose || isApart) ? mouth + 1 : nil
  }

  // MARK: Symbols

  /// Reads one symbol; runs of the same mark ("...", "--", "!!") stay together.
  private mutating func symbol(_ view: ScalarView, from start: Int, to limit: Int) -> Int {
    var end = start + view.length
    switch view.scalar {
    case 0x3A, 0x3B:
      if let smile = emoticon(from: start, to: limit) { end = smile }
    case 0x2E, 0x2D, 0x21, 0x3F, 0x2A, 0x2B, 0x3D, 0x5F, 0x7E:
      while end < limit, bytes[end] == bytes[start] || isQuestion(start, end) { end += 1 }
    case 0x27, 0x2019:
      // "'s" that stands apart, as behind a bracket or a quotation mark.
      if end < limit, bytes[end] | 0x20 == UInt8(ascii: "s"),
        end + 1 == limit || Scalars.classify(bytes.scalar(at: end + 1).scalar) == .symbol,
        start > 0, Scalars.classify(UInt32(bytes[start - 1])) != .space
      {
        end += 1
      } else if view.scalar == 0x27, end < limit, bytes[end] == 0x27 {
        end += 1  // '' as a closing quotation mark
      }
    case 0x60:
      if end < limit, bytes[end] == 0x60 { end += 1 }
    case 0x24, 0x3C, 0x3E:
      while end < limit, bytes[end] == bytes[start] { end += 1 }
    default:
      if view.scalar >= 0x1F000 || (view.scalar >= 0x2600 && view.scalar < 0x2800) {
        end = emoji(from: end, to: limit)
      }
    }
    add(start..<end)
    return end
  }

  private func isQuestion(_ start: Int, _ index: Int) -> Bool {
    // "?!", "!.", ".?"
    (bytes[start] == 0x21 || bytes[start] == 0x3F || bytes[start] == 0x2E)
      && (bytes[index] == 0x21 || bytes[index] == 0x3F || bytes[index] == 0x2E)
  }

  /// The end of an emoji sequence (Unicode Technical Standard 51): joiners, skin tones, variation
  /// selectors and flags stay with their sign.
  private func emoji(from start: Int, to limit: Int) -> Int {
    var end = start
    while end < limit {
      let view = bytes.scalar(at: end)
      switch view.scalar {
      case 0x200D, 0xFE0E, 0xFE0F, 0x20E3, 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF,
        0xE0020...0xE007F:
        end += view.length
      case 0x1F000... where bytes[Swift.max(0, end - 3)] == 0xE2 && bytes[end - 1] == 0x8D:
        end += view.length
      default: return end
      }
    }
    return end
  }
}
