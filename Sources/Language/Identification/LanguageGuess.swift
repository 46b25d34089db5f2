/// The language a text is taken to be in.
public struct LanguageGuess: Sendable, Equatable {
  /// A BCP 47 tag; "und" where it cannot be told.
  public var tag: String
  /// 0 to 1.
  public var confidence: Double

  public init(tag: String, confidence: Double) {
    self.tag = tag
    self.confidence = confidence
  }
}

/// Tells languages by their script, their commonest words and their letters; about sixty of them
/// from a hundred characters on.
public struct LanguageIdentifier: Sendable {
  /// Where a script has several languages: what each word and letter speaks for.
  private struct Table: Sendable {
    var tags: [String] = []
    /// A word's weight is less the more languages have it.
    var words: [String: [(language: Int, weight: Double)]] = [:]
    var letters: [Character: [(language: Int, weight: Double)]] = [:]
    /// The place of English, where it is one of them.
    var english: Int? { tags.firstIndex(of: "en") }

    init(_ profiles: [LanguageProfile]) {
      for (index, profile) in profiles.enumerated() {
        tags.append(profile.tag)
        for word in profile.words { words[word, default: []].append((index, 1)) }
        for letter in profile.letters { letters[letter, default: []].append((index, 0.35)) }
      }
      for (word, list) in words {
        words[word] = list.map { ($0.language, $0.weight / (0.6 + 0.4 * Double(list.count))) }
      }
      for (letter, list) in letters {
        letters[letter] = list.map { ($0.language, $0.weight / Double(list.count).squareRoot()) }
      }
    }
  }

  private static let tables: [String: Table] = [
    "Latn": Table(LanguageProfile.latin), "Cyrl": Table(LanguageProfile.cyrillic),
    "Arab": Table(LanguageProfile.arabic), "Deva": Table(LanguageProfile.devanagari),
  ]

  public init() {}

  /// The language of a text, from its first four thousand words.
  public func identify(_ text: String) -> LanguageGuess {
    var letters: [String: Int] = [:]
    var words: [String] = []
    for word in text.split(whereSeparator: { !$0.isLetter }).prefix(4000) {
      guard let first = word.unicodeScalars.first else { continue }
      letters[Self.script(of: first), default: 0] += word.utf8.count
      // Longer words are no list's, and a megabyte without a space is not worth its copy.
      if word.utf8.count <= 64 { words.append(word.lowercased()) }
    }
    guard let main = letters.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
    else { return LanguageGuess(tag: "und", confidence: 0) }
    let share = Double(main.value) / Double(letters.values.reduce(0, +))
    if let kana = letters["Jpan"], kana * 10 > main.value {
      return LanguageGuess(tag: "ja", confidence: share)
    }
    guard let table = Self.tables[main.key] else {
      return LanguageGuess(tag: Self.language(ofScript: main.key), confidence: share)
    }
    return choose(words, table)
  }

  private func choose(_ words: [String], _ table: Table) -> LanguageGuess {
    guard !words.isEmpty else { return LanguageGuess(tag: "und", confidence: 0) }
    var scores = [Double](repeating: 0, count: table.tags.count)
    let english = table.english
    for word in words {
      if let list = table.words[word] {
        for entry in list { scores[entry.language] += entry.weight }
      }
      if let english { scores[english] += Self.englishSpelling(word) }
      for letter in word where !letter.isASCII {
        guard let list = table.letters[letter] else { continue }
        for entry in list { scores[entry.language] += entry.weight }
      }
    }
    // Of equal ones English first: it is the one that is read.
    let order = scores.indices.sorted { left, right in
      if scores[left] != scores[right] { return scores[left] > scores[right] }
      return left == english || right != english && left < right
    }
    let best = scores[order[0]]
    let second = order.count > 1 ? scores[order[1]] : 0
    let perWord = best / Double(words.count)
    // Prose has a listed word in three to five; lists of names and numbers have hardly any.
    guard best > 0, perWord >= 0.06 || words.count < 12 && best >= 0.25 else {
      return LanguageGuess(tag: "und", confidence: 0.2)
    }
    let margin = (best - second) / best
    let confidence = min(0.99, (0.4 + 0.6 * min(1, perWord * 3)) * (0.5 + 0.5 * min(1, 2 * margin)))
    return LanguageGuess(tag: table.tags[order[0]], confidence: confidence)
  }

  /// What the spelling of a word speaks for English: a headline may have no word of any list.
  private static func englishSpelling(_ word: String) -> Double {
    guard word.utf8.count >= 4, word.utf8.allSatisfy({ $0 < 0x80 }) else { return 0 }
    let isEnglish =
      word.hasSuffix("ed") || word.hasSuffix("ly") || word.hasSuffix("ght")
      || word.hasSuffix("ow") || word.hasSuffix("ay") || word.hasSuffix("ks")
      || word.hasSuffix("th") || word.hasSuffix("ing") || word.hasSuffix("ry")
      || word.hasSuffix("sh") || word.hasSuffix("ty") || word.hasPrefix("wh")
      || word.hasPrefix("th")
    return isEnglish ? 0.3 : 0
  }

  private static func script(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0..<0x370, 0x1E00..<0x1F00: "Latn"
    case 0x370..<0x400, 0x1F00..<0x2000: "Grek"
    case 0x400..<0x530: "Cyrl"
    case 0x530..<0x590: "Armn"
    case 0x590..<0x600: "Hebr"
    case 0x600..<0x780, 0xFB50..<0xFE00, 0xFE70..<0xFEFF: "Arab"
    case 0x900..<0x980: "Deva"
    case 0x980..<0xA00: "Beng"
    case 0xA00..<0xA80: "Guru"
    case 0xA80..<0xB00: "Gujr"
    case 0xB00..<0xB80: "Orya"
    case 0xB80..<0xC00: "Taml"
    case 0xC00..<0xC80: "Telu"
    case 0xC80..<0xD00: "Knda"
    case 0xD00..<0xD80: "Mlym"
    case 0xD80..<0xE00: "Sinh"
    case 0xE00..<0xE80: "Thai"
    case 0xE80..<0xF00: "Laoo"
    case 0xF00..<0x1000: "Tibt"
    case 0x1000..<0x10A0: "Mymr"
    case 0x10A0..<0x1100: "Geor"
    case 0x1100..<0x1200, 0xAC00..<0xD7B0: "Hang"
    case 0x1200..<0x1380: "Ethi"
    case 0x1780..<0x1800: "Khmr"
    case 0x3040..<0x3100: "Jpan"
    case 0x3400..<0xA000, 0x20000..<0x32000: "Hani"
    default: "Zyyy"
    }
  }

  /// The language most written in a script; "und" where several share it.
  private static func language(ofScript script: String) -> String {
    [
      "Grek": "el", "Armn": "hy", "Hebr": "he", "Thai": "th", "Geor": "ka", "Hang": "ko",
      "Jpan": "ja", "Hani": "zh", "Beng": "bn", "Guru": "pa", "Gujr": "gu", "Orya": "or",
      "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Laoo": "lo",
      "Tibt": "bo", "Mymr": "my", "Ethi": "am", "Khmr": "km",
    ][script] ?? "und"
  }
}
