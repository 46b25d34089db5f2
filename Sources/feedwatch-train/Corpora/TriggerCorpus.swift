import Foundation

/// A text with the triggers of its political acts, offsets in code points.
struct TriggerDocument: Decodable {
  struct Event: Decodable {
    /// Start and end.
    var span: [Int]
    var type: String

    var range: Range<Int> { span[0]..<max(span[0], span[1]) }
  }

  var name: String
  /// "tuned": the rules were made while it was read; "read", "invented", "marked", "coded".
  var set: String
  var title: String
  var text: String
  /// The day of publication, YYYY-MM-DD.
  var date: String
  var events: [Event]

  /// Seconds since 1970-01-01T00:00:00Z, at 18:00.
  var seconds: Int64? {
    (try? Date(date + "T18:00:00Z", strategy: .iso8601)).map { Int64($0.timeIntervalSince1970) }
  }

  /// Reads what `Annotations/triggers.py` wrote: one JSON object a line.
  static func read(_ path: String) throws -> [TriggerDocument] {
    let decoder = JSONDecoder()
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      let document = try decoder.decode(TriggerDocument.self, from: Data($0.utf8))
      guard document.events.allSatisfy({ $0.span.count == 2 && $0.span[0] <= $0.span[1] }) else {
        throw TrainingError.unreadable(document.name)
      }
      return document
    }
  }
}
