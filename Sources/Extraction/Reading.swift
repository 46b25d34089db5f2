internal import Language

/// A dispatch while it is read: the analysed text and what the sieves have found so far. Ranges
/// are of tokens here; they become code points in the record.
struct Reading {
  let analyzed: AnalyzedText
  let gazetteer: Gazetteer
  /// The characters of every token.
  let words: [String]
  /// The sentences of the title.
  let titleSentences: Int
  /// For every token, the sentence it stands in.
  let sentenceOf: [Int]

  var dateline: DatelineFinding?
  var names: [NameFinding] = []
  var entities: [Entity] = []
  var quotes: [QuoteFinding] = []
  var scareQuotes: [Range<Int>] = []
  var sourcing: [SourceFinding] = []
  var background: [BackgroundFinding] = []

  init(_ analyzed: AnalyzedText, hasTitle: Bool, gazetteer: Gazetteer) {
    self.analyzed = analyzed
    self.gazetteer = gazetteer
    words = analyzed.tokens.indices.map { analyzed.string($0) }
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
    words[token].unicodeScalars.first?.properties.isUppercase ?? false
  }

  func isWord(_ token: Int) -> Bool {
    words[token].unicodeScalars.first?.properties.isAlphabetic ?? false
  }

  func isSentenceStart(_ token: Int) -> Bool {
    let start = analyzed.sentences[sentenceOf[token]].tokens.lowerBound
    return token == start || token == start + 1 && !isWord(start)
  }

  func hasSpaceBefore(_ token: Int) -> Bool {
    token == 0
      || analyzed.tokens[token - 1].bytes.upperBound < analyzed.tokens[token].bytes.lowerBound
  }

  func span(_ tokens: Range<Int>) -> Range<Int> {
    analyzed.codePointRange(ofTokens: tokens)
  }

  /// Writes what was found into the record, spans in code points.
  func fill(_ record: inout Record) {
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
  }

  /// The entity that a name finding became part of.
  func entity(ofName name: Int) -> Int? {
    entities.firstIndex { $0.names.contains(name) }
  }
}

/// A name in the text.
struct NameFinding {
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
  var sieve: String
}
