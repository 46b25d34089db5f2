internal import Language

/// How a verb of saying is built into its sentence; the letters are those of the lexicon file.
struct ReportingFrames: OptionSet, Sendable {
  let rawValue: Int
  static let clause = Self(rawValue: 1)
  static let direct = Self(rawValue: 2)
  static let question = Self(rawValue: 4)
  static let infinitive = Self(rawValue: 8)
  static let objectInfinitive = Self(rawValue: 16)
  static let nominal = Self(rawValue: 32)
  static let objectAs = Self(rawValue: 64)
  static let complement = Self(rawValue: 128)
  static let addressee = Self(rawValue: 256)
  static let thatOnly = Self(rawValue: 512)
  static let passive = Self(rawValue: 1024)
  static let source = Self(rawValue: 2048)
  static let reason = Self(rawValue: 4096)
  static let evidence = Self(rawValue: 8192)
  static let deed = Self(rawValue: 16384)
  static let topic = Self(rawValue: 32768)
  static let comparison = Self(rawValue: 65536)
  static let motive = Self(rawValue: 131072)
  static let thing = Self(rawValue: 262144)
  static let measure = Self(rawValue: 524288)
  static let count = Self(rawValue: 1_048_576)

  init(rawValue: Int) { self.rawValue = rawValue }

  init(letters: String) {
    let table: [Character: Self] = [
      "t": .clause, "q": .direct, "w": .question, "i": .infinitive, "o": .objectInfinitive,
      "n": .nominal, "a": .objectAs, "c": .complement, "d": .addressee, "h": .thatOnly,
      "p": .passive, "s": .source, "f": .nominal, "r": .reason, "e": .evidence, "g": .deed,
      "y": .topic, "k": .comparison, "u": .motive, "v": .thing,
      "m": .measure, "b": .count,
    ]
    self = Self(letters.compactMap { table[$0] })
  }
}

struct ReportingVerb: Sendable {
  var lemma: String
  /// "out" of "point out", "for" of "call for", "out against" of "speak out against".
  var particles: [String]
  var act: Quote.Act
  var frames: ReportingFrames
}

/// What form of its verb a word is; "said" is both past and participle.
struct VerbForm: OptionSet, Sendable {
  let rawValue: Int
  static let base = Self(rawValue: 1)
  static let third = Self(rawValue: 2)
  static let past = Self(rawValue: 4)
  static let participle = Self(rawValue: 8)
  static let ing = Self(rawValue: 16)
}

/// The verbs and nouns of saying by their forms, from the readable lexicon files.
struct ReportingLexicon: Sendable {
  static let shared = ReportingLexicon()

  /// By form in lower case; the entries with a particle first.
  private(set) var verbs: [String: [(verb: ReportingVerb, form: VerbForm)]] = [:]
  private(set) var nouns: [String: (act: Quote.Act, frames: ReportingFrames)] = [:]

  init() {
    for fields in ReportingLexicons.verbs() {
      let parts = fields[0].split(separator: " ").map(String.init)
      guard let head = parts.first else { continue }
      let verb = ReportingVerb(
        lemma: fields[0], particles: Array(parts.dropFirst()),
        act: Quote.Act(rawValue: fields[2]) ?? .states, frames: .init(letters: fields[3]))
      add(verb, head: head, irregular: fields[1].split(separator: ",").map(String.init))
      // The British spelling beside the American one.
      if head.hasSuffix("ize") {
        add(verb, head: String(head.dropLast(3)) + "ise", irregular: [])
      }
    }
    for (form, entries) in verbs {
      // The longest first.
      verbs[form] = (0...2).reversed().flatMap { count in
        entries.filter { min($0.verb.particles.count, 2) == count }
      }
    }
    for fields in ReportingLexicons.nouns() {
      let act = Quote.Act(rawValue: fields[1]) ?? .states
      let entry = (act: act, frames: ReportingFrames(letters: fields[2]))
      nouns[fields[0]] = entry
      nouns[Self.third(of: fields[0])] = entry
    }
  }

  private mutating func add(_ verb: ReportingVerb, head: String, irregular: [String]) {
    var forms: [String: VerbForm] = [:]
    let past = irregular.first ?? Self.past(of: head)
    let participle = irregular.count > 1 ? irregular[1] : past
    let ing = irregular.count > 2 ? irregular[2] : Self.ing(of: head)
    for (word, form) in [
      (head, VerbForm.base), (Self.third(of: head), .third), (past, .past),
      (participle, .participle), (ing, .ing),
    ] {
      forms[word, default: []].insert(form)
    }
    for (word, form) in forms { verbs[word, default: []].append((verb, form)) }
  }

  static func third(of lemma: String) -> String {
    if lemma.hasSuffix("y"), let before = lemma.dropLast().last, !"aeiou".contains(before) {
      return lemma.dropLast() + "ies"
    }
    let sibilants = ["s", "x", "z", "ch", "sh", "go"]
    return lemma + (sibilants.contains { lemma.hasSuffix($0) } ? "es" : "s")
  }

  private static func past(of lemma: String) -> String {
    if lemma.hasSuffix("e") { return lemma + "d" }
    if lemma.hasSuffix("y"), let before = lemma.dropLast().last, !"aeiou".contains(before) {
      return lemma.dropLast() + "ied"
    }
    return lemma + "ed"
  }

  private static func ing(of lemma: String) -> String {
    lemma.hasSuffix("e") && !lemma.hasSuffix("ee") ? lemma.dropLast() + "ing" : lemma + "ing"
  }
}
