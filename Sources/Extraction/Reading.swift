internal import Language

#if DEBUG
  internal import Synchronization
#endif

/// A dispatch while it is read: the analysed text and what the sieves have found so far. Ranges
/// are of tokens here; they become code points in the record.
struct Reading {
  let analyzed: AnalyzedText
  let gazetteer: Gazetteer
  /// The characters of every token.
  let words: TokenWords
  /// The same in lower case.
  let lowered: TokenWords
  /// The sentences of the title.
  let titleSentences: Int
  /// For every token, the sentence it stands in.
  let sentenceOf: [Int]

  var dateline: DatelineFinding?
  var names: [NameFinding] = []
  var entities: [Entity] = []
  /// For every token the name it is part of, and for every name its entity; -1: none.
  var nameOfToken: [Int] = []
  var entityOfName: [Int] = []
  /// Which tokens stand between quotation marks.
  var quoted: [Bool] = []
  /// Pronouns and descriptions that speak of an entity, in text order.
  var references: [ReferenceFinding] = []
  /// For every entity, the indices of its references.
  var referencesOf: [Int: [Int]] = [:]
  /// By token of a title: the people whose role it tells.
  var roleBearers: [Int: [Int]] = [:]
  var quotes: [QuoteFinding] = []
  var scareQuotes: [Range<Int>] = []
  var times: [TimeFinding] = []
  var sourcing: [SourceFinding] = []
  var background: [BackgroundFinding] = []
  var events: [EventFinding] = []
  /// The crowd or group that the text described last: what "they" is where nobody is named.
  var lastGroup: Range<Int>?
  /// The single person that the text described last without a name.
  var lastPerson: Range<Int>?

  init(_ analyzed: AnalyzedText, hasTitle: Bool, gazetteer: Gazetteer) {
    self.analyzed = analyzed
    self.gazetteer = gazetteer
    let words = analyzed.tokens.indices.map { analyzed.string($0) }
    self.words = TokenWords(words)
    lowered = TokenWords(
      words.map { word in
        word.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } ? word : word.lowercased()
      })
    titleSentences =
      hasTitle ? analyzed.sentences.prefix { $0.paragraph == 0 }.count : 0
    var sentenceOf = [Int](repeating: 0, count: analyzed.tokens.count)
    for (index, sentence) in analyzed.sentences.enumerated() {
      for token in sentence.tokens { sentenceOf[token] = index }
    }
    self.sentenceOf = sentenceOf
  }

  /// The first token behind the title.
  var bodyStart: Int {
    titleSentences < analyzed.sentences.count
      ? analyzed.sentences[titleSentences].tokens.lowerBound : analyzed.tokens.count
  }

  func isCapitalised(_ token: Int) -> Bool {
    guard let first = words[token].utf8.first else { return false }
    if first < 0x80 { return first >= 0x41 && first <= 0x5A }
    return words[token].unicodeScalars.first?.properties.isUppercase ?? false
  }

  func isWord(_ token: Int) -> Bool {
    guard let first = words[token].utf8.first else { return false }
    if first < 0x80 { return first | 0x20 >= 0x61 && first | 0x20 <= 0x7A }
    return words[token].unicodeScalars.first?.properties.isAlphabetic ?? false
  }

  func isSentenceStart(_ token: Int) -> Bool {
    guard token >= 0, token < sentenceOf.count else { return false }
    let start = analyzed.sentences[sentenceOf[token]].tokens.lowerBound
    return token == start || token == start + 1 && !isWord(start)
  }

  func hasSpaceBefore(_ token: Int) -> Bool {
    token <= 0 || token >= analyzed.tokens.count
      || analyzed.tokens[token - 1].bytes.upperBound < analyzed.tokens[token].bytes.lowerBound
  }

  func span(_ tokens: Range<Int>) -> Range<Int> {
    analyzed.codePointRange(ofTokens: tokens)
  }

  /// Writes what was found into the record, spans in code points.
  func fill(_ record: inout Record, minimumConfidence: Double = 0) {
    var counts = (people: 0, organizations: 0, places: 0)
    var ids = [String](repeating: "", count: entities.count)
    for index in entities.indices {
      switch entities[index].kind {
      case .person:
        counts.people += 1
        ids[index] = "p\(counts.people)"
      case .organization:
        counts.organizations += 1
        ids[index] = "o\(counts.organizations)"
      case .place:
        counts.places += 1
        ids[index] = "l\(counts.places)"
      }
    }
    for (index, entity) in entities.enumerated() {
      entity.write(to: &record, id: ids[index], ids: ids, reading: self)
    }
    if let dateline {
      var found = Dateline(span: span(dateline.tokens))
      found.place = dateline.place
      found.agency = dateline.agency
      if let entity = dateline.placeName.flatMap({ entity(ofName: $0) }) {
        found.placeID = ids[entity]
        found.country = entities[entity].country
      }
      record.dateline = found
    }
    fillQuotes(&record, ids: ids)
    fillSourcing(&record, ids: ids)
    fillBackground(&record)
    fillTimes(&record)
    fillEvents(&record, ids: ids, minimum: minimumConfidence)
  }

  /// The entity that a name finding became part of.
  func entity(ofName name: Int) -> Int? {
    guard name < entityOfName.count, entityOfName[name] >= 0 else { return nil }
    return entityOfName[name]
  }
}

/// The words of the tokens. Rules look ahead and back; outside of the text there is no word ("").
struct TokenWords: RandomAccessCollection, Sendable {
  private let storage: [String]

  #if DEBUG
    /// Counts looks at words, so that tests can hold the work on a text to its length without a
    /// clock. Not in release builds.
    @TaskLocal static var looks: LookCounter?
    private let looks = Self.looks
  #endif

  init(_ storage: [String]) {
    self.storage = storage
  }

  var startIndex: Int { 0 }
  var endIndex: Int { storage.count }

  subscript(position: Int) -> String {
    #if DEBUG
      looks?.count.add(1, ordering: .relaxed)
    #endif
    return position >= 0 && position < storage.count ? storage[position] : ""
  }
}

#if DEBUG
  final class LookCounter: Sendable {
    let count = Atomic<Int>(0)
  }

  extension TokenWords {
    /// How many looks at words a piece of work takes.
    static func counting(_ work: () -> Void) -> Int {
      let counter = LookCounter()
      $looks.withValue(counter, operation: work)
      return counter.count.load(ordering: .relaxed)
    }
  }
#endif

/// A name in the text.
struct NameFinding: BodyNaming {
  enum Kind {
    case person, organization, place
    /// An adjective or a people's name that stands for a country or a region.
    case adjective
  }

  var tokens: Range<Int>
  var kind: Kind
  var entry: GazetteerEntry?
  /// The title that stands before it, if any.
  var title: Range<Int>?
  /// The kind of an organisation or a place, in the record's terms, where a rule told it.
  var detail: String?
  var sieve: String
  /// The sieve that tied it to its entity: "first" for the name that the entity starts with.
  var link = "first"
}
