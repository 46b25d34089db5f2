/// The language a text is taken to be in.
public struct LanguageGuess: Sendable, Equatable {
  /// A BCP 47 tag; "und" where it cannot be told.
  public var tag: String
  /// 0 to 1.
  public var confidence: Double
}

/// Tells English from everything else by the share of English function words among the words, and
/// other scripts by their letters.
public struct LanguageIdentifier: Sendable {
  public init() {}

  /// The commonest function words of English that are rare in other languages' texts.
  private static let english: Set<String> = [
    "the", "of", "and", "to", "that", "is", "was", "for", "it", "with", "as", "his", "on", "be",
    "by", "this", "had", "not", "are", "but", "from", "have", "they", "which", "you", "were",
    "her", "she", "there", "would", "their", "we", "been", "has", "when", "who", "will", "more",
    "if", "out", "what", "its", "about", "into", "than", "them", "could", "after", "over", "said",
    "during", "between", "against", "before", "because", "while", "where", "also", "two", "an",
  ]
  /// Function words of other languages in Latin letters, by their tag.
  private static let others: [(tag: String, words: Set<String>)] = [
    (
      "fr",
      [
        "le", "la", "les", "des", "du", "une", "est", "dans", "pour", "qui", "que", "sur",
        "pas", "et", "aux", "avec", "par", "ce", "sont", "ont",
      ]
    ),
    (
      "de",
      [
        "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "von", "zu", "mit",
        "sich", "auf", "dem", "für", "im", "auch", "werden", "wurde",
      ]
    ),
    (
      "es",
      [
        "el", "los", "las", "una", "del", "que", "por", "con", "para", "su", "se", "más",
        "como", "y", "en", "la", "fue", "este", "pero", "al",
      ]
    ),
    (
      "it",
      [
        "il", "di", "che", "della", "per", "una", "del", "sono", "con", "non", "gli", "nel",
        "alla", "dei", "le", "ha", "più", "anche", "è", "si",
      ]
    ),
    (
      "pt",
      [
        "o", "os", "as", "um", "uma", "do", "da", "dos", "das", "não", "em", "para", "com",
        "que", "se", "ao", "mais", "foi", "são", "pelo",
      ]
    ),
    (
      "nl",
      [
        "de", "het", "een", "van", "en", "dat", "niet", "zijn", "voor", "met", "op", "aan",
        "ook", "wordt", "door", "naar", "maar", "om", "bij", "uit",
      ]
    ),
    (
      "pl",
      [
        "w", "z", "na", "się", "nie", "do", "że", "jest", "przez", "oraz", "dla", "jak",
        "został", "był", "po", "od", "są", "ale", "które", "także",
      ]
    ),
    (
      "sv",
      [
        "och", "att", "det", "som", "en", "på", "är", "av", "för", "med", "till", "den",
        "inte", "har", "om", "ett", "var", "från", "vid", "kan",
      ]
    ),
    (
      "tr",
      [
        "ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "olan", "çok", "daha", "gibi",
        "kadar", "sonra", "ise", "en", "ne", "her", "o", "dedi",
      ]
    ),
    (
      "id",
      [
        "yang", "dan", "di", "untuk", "dengan", "dari", "pada", "ini", "itu", "tidak", "akan",
        "oleh", "dalam", "juga", "ke", "adalah", "telah", "karena", "para", "kata",
      ]
    ),
  ]

  /// The language of a text, from its first four thousand words.
  public func identify(_ text: String) -> LanguageGuess {
    var letters: [String: Int] = [:]
    var words: [String: Int] = [:]
    var count = 0
    for word in text.split(whereSeparator: { !$0.isLetter }).prefix(4000) {
      guard let first = word.unicodeScalars.first else { continue }
      letters[Self.script(of: first), default: 0] += word.utf8.count
      words[word.lowercased(), default: 0] += 1
      count += 1
    }
    guard let main = letters.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
    else { return LanguageGuess(tag: "und", confidence: 0) }
    guard main.key == "Latn" else {
      let share = Double(main.value) / Double(letters.values.reduce(0, +))
      return LanguageGuess(tag: Self.language(ofScript: main.key), confidence: share)
    }
    func share(_ set: Set<String>) -> Double {
      Double(words.reduce(0) { $0 + (set.contains($1.key) ? $1.value : 0) }) / Double(count)
    }
    let english = share(Self.english)
    let other =
      Self.others.map { ($0.tag, share($0.words)) }
      .max { ($0.1, $1.0) < ($1.1, $0.0) } ?? ("und", 0)
    // English prose has a quarter to a half of such words; headlines have fewer.
    if english >= 0.12, english > other.1 * 1.2 || english >= 0.25 {
      return LanguageGuess(tag: "en", confidence: min(0.99, 0.6 + english))
    }
    if other.1 >= 0.12, other.1 > english {
      return LanguageGuess(tag: other.0, confidence: min(0.95, 0.5 + other.1))
    }
    return english > 0 && count < 40 && english >= other.1
      ? LanguageGuess(tag: "en", confidence: 0.5) : LanguageGuess(tag: "und", confidence: 0.3)
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
    case 0xE00..<0xE80: "Thai"
    case 0x10A0..<0x1100: "Geor"
    case 0x1100..<0x1200, 0xAC00..<0xD7B0: "Hang"
    case 0x3040..<0x3100: "Jpan"
    case 0x3400..<0xA000, 0x20000..<0x32000: "Hani"
    default: "Zyyy"
    }
  }

  /// The language most written in a script; "und" where several share it.
  private static func language(ofScript script: String) -> String {
    [
      "Grek": "el", "Armn": "hy", "Hebr": "he", "Thai": "th", "Geor": "ka", "Hang": "ko",
      "Jpan": "ja", "Hani": "zh", "Beng": "bn",
    ][script] ?? "und"
  }
}
