internal import Language

/// How the participants of an act stand around its word.
struct EventFrame: Sendable {
  struct Flags: OptionSet, Sendable {
    let rawValue: Int
    /// The sides are equal: "A and B met".
    static let symmetric = Self(rawValue: 1)
    /// Two objects, the first receives: "gave Mali aid".
    static let dative = Self(rawValue: 2)
    /// Only with a clause or an infinitive behind it.
    static let complement = Self(rawValue: 4)
    /// Only with an actor and a recipient, or as a noun with a participant of its own.
    static let weak = Self(rawValue: 8)
    /// Only where somebody acts in the text.
    static let actor = Self(rawValue: 16)
    /// A noun: who stands behind "of" acts; receives; the possessor receives.
    static let ofActs = Self(rawValue: 32)
    static let ofReceives = Self(rawValue: 64)
    static let possessorReceives = Self(rawValue: 128)
    /// A noun that counts only as object of a light verb.
    static let light = Self(rawValue: 256)
    /// A verb whose subject receives: "received aid from".
    static let reversed = Self(rawValue: 512)
    /// A verb that is this act only without an object.
    static let intransitive = Self(rawValue: 1024)
  }

  /// Where the recipient stands, first found first: "obj", "none" or a preposition.
  var slots: [String] = []
  var flags: Flags = []

  init(_ text: String) {
    let table: [String: Flags] = [
      "sym": .symmetric, "dat": .dative, "comp": .complement, "weak": .weak, "actor": .actor,
      "ofA": .ofActs, "ofR": .ofReceives, "possR": .possessorReceives, "light": .light,
      "rev": .reversed, "intr": .intransitive,
    ]
    for word in text.split(separator: " ").map(String.init) {
      if let flag = table[word] { flags.insert(flag) } else { slots.append(word) }
    }
  }
}

/// What the object of a verb, or the noun behind one of its prepositions, must be.
struct ObjectTest: Sendable {
  enum Want: Sendable {
    case any, actor, person, country, body, infinitive, never
    case words(Set<String>)
  }

  /// nil: the object.
  var preposition: String?
  var want: Want
}

struct EventSense: Sendable {
  var kind: Event.Kind
  var mode: String?
  var contexts: [String]
  var frame: EventFrame
  var objects: [ObjectTest]
  /// What the subject of the verb in the active must hold one of; empty: anything.
  var subjects: Set<String> = []
  /// The words behind the verb that belong to it: ["down"] of "step down".
  var particle: [String]
  /// The line of the lexicon: words of one line are near to each other.
  var line = -1
}

/// The verbs and nouns of political acts by their forms, from the readable lexicon files.
struct EventLexicon: Sendable {
  static let shared = EventLexicon()
  /// Classes of words that stand around acts.
  static let words = EventLexicons.words()
  /// The weight of everything that speaks for or against an event.
  static let confidence = EventLexicons.confidence()

  /// By form in lower case: senses in the file's order, the ones with a particle first.
  private(set) var verbs: [String: [(sense: Int, form: VerbForm)]] = [:]
  private(set) var senses: [EventSense] = []
  /// By last word, singular or plural; the longest first.
  private(set) var nouns: [String: [Noun]] = [:]

  /// A noun of an act, or of none.
  struct Noun: Sendable {
    /// Its words up to the head.
    var words: [String]
    /// The head of what it must be of: "information" of "exchange of information".
    var of: String?
    var sense: Int

    var length: Int { words.count + (of == nil ? 0 : 1) }
  }

  private(set) var contexts: [String] = []
  /// By word, or by two words: which contexts they tell.
  private(set) var contextsOfWord: [String: [Int]] = [:]
  /// The first words of the pairs among them.
  private(set) var contextStarts: Set<String> = []
  private(set) var stateNouns: Set<String> = []
  private(set) var groupNouns: Set<String> = []
  /// By form: the lemma of every verb here.
  private(set) var lemmas: [String: String] = [:]
  private var lines = 0
  /// Stands for the sense of nouns that look like an act and are none ("heart attack").
  static let noAct = -1

  init() {
    var groups: [String: [String]] = [:]
    for fields in EventLexicons.verbs() {
      if fields[0].hasPrefix("$"), let equals = fields[0].firstIndex(of: "=") {
        let name = Self.trim(fields[0][..<equals])
        groups[name] = Self.list(fields[0][fields[0].index(after: equals)...])
      } else {
        addVerbs(fields, groups: groups)
      }
    }
    for fields in EventLexicons.nouns() { addNouns(fields) }
    for (form, entries) in verbs {
      // Stable: particles first, then the file's order.
      verbs[form] =
        entries.filter { !senses[$0.sense].particle.isEmpty }
        + entries.filter { senses[$0.sense].particle.isEmpty }
    }
    for (word, entries) in nouns {
      nouns[word] = entries.sorted { ($0.length, $1.sense) > ($1.length, $0.sense) }
    }
    for fields in EventLexicons.contexts() where fields.count > 1 {
      for word in Set(Self.list(fields[1])) {
        contextsOfWord[word, default: []].append(contexts.count)
        if let space = word.firstIndex(of: " ") { contextStarts.insert(String(word[..<space])) }
      }
      contexts.append(fields[0])
    }
    for fields in EventLexicons.actors() where fields.count > 1 {
      if fields[0] == "state" {
        stateNouns.formUnion(Self.list(fields[1]))
      } else {
        groupNouns.formUnion(Self.list(fields[1]))
      }
    }
  }

  static func list(_ text: some StringProtocol) -> [String] {
    text.split(separator: ",").map { trim($0) }.filter { !$0.isEmpty }
  }

  private static func trim(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }

  private mutating func addVerbs(_ fields: [String], groups: [String: [String]]) {
    guard fields.count >= 5, let kind = Event.Kind(rawValue: fields[1]) else { return }
    lines += 1
    let (objects, subjects) = Self.objects(fields.count > 5 ? fields[5] : "", groups: groups)
    for entry in Self.list(fields[0]) {
      let (lemma, particle, forms) = Self.verb(entry)
      senses.append(
        EventSense(
          kind: kind, mode: fields[2].isEmpty ? nil : fields[2], contexts: Self.list(fields[3]),
          frame: EventFrame(fields[4]), objects: objects, subjects: subjects, particle: particle,
          line: lines))
      for (form, kinds) in forms {
        verbs[form, default: []].append((senses.count - 1, kinds))
        lemmas[form] = lemma
      }
    }
  }

  private mutating func addNouns(_ fields: [String]) {
    guard fields.count > 1 else { return }
    var sense = Self.noAct
    if fields[1] != "-" {
      guard fields.count >= 5, let kind = Event.Kind(rawValue: fields[1]) else { return }
      lines += 1
      sense = senses.count
      senses.append(
        EventSense(
          kind: kind, mode: fields[2].isEmpty ? nil : fields[2], contexts: Self.list(fields[3]),
          frame: EventFrame(fields[4]), objects: [], particle: [], line: lines))
    }
    for noun in Self.list(fields[0]) {
      var words = noun.split(separator: " ").map(String.init)
      var of: String?
      if let at = words.lastIndex(of: "of"), at > 0, at == words.count - 2 {
        of = Self.singular(words[at + 1])
        words.removeLast(2)
      }
      guard let last = words.last else { continue }
      nouns[last, default: []].append(Noun(words: words, of: of, sense: sense))
      guard !last.hasSuffix("s") else { continue }
      let plural = ReportingLexicon.third(of: last)
      words[words.count - 1] = plural
      nouns[plural, default: []].append(Noun(words: words, of: of, sense: sense))
    }
  }

  /// "give(gave given) up" taken apart: lemma, particle, forms.
  static func verb(_ entry: String) -> (String, [String], [String: VerbForm]) {
    var head = entry
    var irregular: [String] = []
    var rest = ""
    if let open = entry.firstIndex(of: "("), let close = entry.firstIndex(of: ")") {
      head = String(entry[..<open])
      irregular = entry[entry.index(after: open)..<close].split(separator: " ").map(String.init)
      rest = String(entry[entry.index(after: close)...])
    } else if let space = entry.firstIndex(of: " ") {
      head = String(entry[..<space])
      rest = String(entry[space...])
    }
    if head == "be" {
      let forms: [String: VerbForm] = [
        "be": .base, "is": .third, "are": .base, "was": .past, "were": .past, "been": .participle,
        "being": .ing,
      ]
      return (head, rest.split(separator: " ").map(String.init), forms)
    }
    let doubles = head.hasSuffix("+")
    if doubles { head.removeLast() }
    let stem = doubles ? head + String(head.last.map { [$0] } ?? []) : head
    let isMute = stem.hasSuffix("e")
    let endsInY =
      stem.hasSuffix("y") && !(stem.dropLast().last.map { "aeiou".contains($0) } ?? true)
    let past =
      irregular.first
      ?? (isMute ? stem + "d" : endsInY ? String(stem.dropLast()) + "ied" : stem + "ed")
    let participle = irregular.count > 1 ? irregular[1] : past
    let ing =
      irregular.count > 2
      ? irregular[2]
      : (isMute && !stem.hasSuffix("ee") ? String(stem.dropLast()) : Self.doubled(stem)) + "ing"
    var forms: [String: VerbForm] = [:]
    for (word, form) in [
      (head, VerbForm.base), (ReportingLexicon.third(of: head), .third), (past, .past),
      (participle, .participle), (ing, .ing),
    ] {
      forms[word, default: []].insert(form)
    }
    // The British spelling: "cancelled" beside "canceled".
    let vowels = "aeiou"
    if irregular.isEmpty, !doubles, head.hasSuffix("l"), head.utf8.count > 4,
      let before = head.dropLast().last, vowels.contains(before),
      let further = head.dropLast(2).last, !vowels.contains(further)
    {
      forms[head + "led"] = [.past, .participle]
      forms[head + "ling"] = .ing
    }
    return (head, rest.split(separator: " ").map(String.init), forms)
  }

  /// Irregular verbs of one syllable double their last letter before "ing": "sitting".
  private static func doubled(_ stem: String) -> String {
    let irregular: Set<String> = ["sit", "set", "put", "cut", "shut", "let", "quit", "hit", "run"]
    return irregular.contains(stem) ? stem + String(stem.suffix(1)) : stem
  }

  private static func objects(
    _ text: String, groups: [String: [String]]
  ) -> (objects: [ObjectTest], subjects: Set<String>) {
    var subjects: Set<String> = []
    var tests: [ObjectTest] = []
    var words: [String?: Set<String>] = [:]
    for item in list(text) {
      var item = item
      var preposition: String?
      if let colon = item.firstIndex(of: ":") {
        preposition = String(item[..<colon])
        item = String(item[item.index(after: colon)...])
      }
      if preposition == "subj" {
        if item.hasPrefix("$") {
          subjects.formUnion(groups[item] ?? [])
        } else {
          subjects.insert(item)
        }
        continue
      }
      switch item {
      case "*": tests.append(ObjectTest(preposition: preposition, want: .any))
      case "@actor": tests.append(ObjectTest(preposition: preposition, want: .actor))
      case "@person": tests.append(ObjectTest(preposition: preposition, want: .person))
      case "@country": tests.append(ObjectTest(preposition: preposition, want: .country))
      case "@body": tests.append(ObjectTest(preposition: preposition, want: .body))
      case "@infinitive": tests.append(ObjectTest(preposition: preposition, want: .infinitive))
      case "@nothing": tests.append(ObjectTest(preposition: preposition, want: .never))
      default:
        if item.hasPrefix("$") {
          words[preposition, default: []].formUnion(groups[item] ?? [])
        } else {
          words[preposition, default: []].insert(item)
        }
      }
    }
    for (preposition, set) in words.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
      tests.append(ObjectTest(preposition: preposition, want: .words(set)))
    }
    return (tests, subjects)
  }

  /// The singular of a noun, as far as the ending tells.
  static func singular(_ word: String) -> String {
    guard word.utf8.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") else { return word }
    if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    for ending in ["ches", "shes", "sses", "xes"] where word.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    return String(word.dropLast())
  }
}
