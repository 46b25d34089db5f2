import Extraction
import Testing

/// One row of a table: a body of text and the quotes it holds, each written
/// `kind: words <- speaker [cue]`, with `(act)`, `@to` and `via relay` where there is something to say.
struct QuoteRow: CustomTestStringConvertible, Sendable {
  var text: String
  var quotes: [String]

  init(_ text: String, _ quotes: String...) {
    self.text = text
    self.quotes = quotes
  }

  var testDescription: String { text }
}

/// Reads a body under a plain title and the dispatch's names.
func read(_ body: String) -> Record {
  Extractor().extract(Dispatch(text: "News of the day from the region\n\n" + body))
}

func name(of participant: Participant?, in record: Record) -> String {
  switch participant {
  case .described(let words): "'\(words)'"
  case .entity(let id):
    record.people.first { $0.id == id }?.name
      ?? record.organizations.first { $0.id == id }?.name
      ?? record.places.first { $0.id == id }?.name ?? "?"
  case nil: "-"
  }
}

func describe(_ record: Record) -> [String] {
  let text = Array(record.text.unicodeScalars)
  return record.quotes.map { quote in
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[quote.span])
    var line = "\(quote.kind.rawValue): \(String(view)) <- \(name(of: quote.speaker, in: record))"
    if let cue = quote.cue { line += " [\(cue.word)]" }
    if quote.act != .states { line += " (\(quote.act.rawValue))" }
    if let to = quote.to {
      let known = name(of: .entity(to), in: record)
      line += " @" + (known == "?" ? to : known)
    }
    if let relay = quote.relayedBy { line += " via \(name(of: .entity(relay), in: record))" }
    return line
  }
}
