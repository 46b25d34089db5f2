internal import Language

/// Reported words while they are read.
struct QuoteFinding {
  enum Speaker: Equatable {
    /// An index of `Reading.entities`.
    case entity(Int)
    /// Words of the text: "a Japanese official".
    case described(Range<Int>)
  }

  /// The words themselves, without quotation marks.
  var tokens: Range<Int>
  var kind: Quote.Kind
  var speaker: Speaker?
  /// The reporting word or words: "said", "according to".
  var cue: Range<Int>?
  var act = Quote.Act.states
  /// Whom it was said to, or the outlet it was said in.
  var to: Range<Int>?
  var toEntity: Int?
  /// Who reports these words of the speaker.
  var relayedBy: Speaker?
  /// The words that name the speaker, and whether they only point back ("he", a coordinated verb).
  var source: Range<Int>?
  var pointsBack = false
  var sieve: String
  /// Whether another of several speakers has the same words before it.
  var isJoint = false

  /// Whether its source is a document that is called so.
  func isDocument(named noun: String, in lower: TokenWords) -> Bool {
    guard speaker != nil, let source else { return false }
    return source.contains { lower[$0] == noun }
  }
}

extension Reading {
  /// Finds what is reported of whom, and the words in quotation marks that report nothing.
  mutating func findQuotes() {
    var reader = QuoteReader(self)
    reader.read()
    quotes = reader.quotes
    scareQuotes = reader.scareQuotes
    for index in quotes.indices {
      if case .entity(let speaker)? = quotes[index].speaker {
        quotes[index].speaker = .entity(government(speaker))
      }
    }
  }

  /// Writes the quotes into the record.
  func fillQuotes(_ record: inout Record, ids: [String]) {
    for quote in quotes {
      var found = Quote(span: span(quote.tokens), kind: quote.kind, sieve: quote.sieve)
      found.speaker = participant(quote.speaker, ids: ids)
      if let cue = quote.cue { found.cue = (analyzed.string(cue), span(cue)) }
      found.act = quote.act
      if let to = quote.to {
        found.to = quote.toEntity.map { ids[$0] } ?? analyzed.string(to)
      }
      if case .entity(let index)? = quote.relayedBy { found.relayedBy = ids[index] }
      record.quotes.append(found)
    }
    record.scareQuotes = scareQuotes.map { span($0) }
  }

  func participant(_ speaker: QuoteFinding.Speaker?, ids: [String]) -> Participant? {
    switch speaker {
    case .entity(let index): return .entity(ids[index])
    case .described(let tokens): return .described(analyzed.string(tokens))
    case nil: return nil
    }
  }
}
