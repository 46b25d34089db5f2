import Foundation
import Testing

@testable import Extraction

/// Writes what speaks for every event, for `Tests/Evaluation/fit_events.py`: EVENT_EVIDENCE names the
/// file, and beside it lies FILE with the ending ".in", the dispatches as JSON lines
/// {"name","title","text","published"}.
@Suite(
  "Evidence of events, written out",
  .enabled(if: ProcessInfo.processInfo.environment["EVENT_EVIDENCE"] != nil))
struct EvidenceDump {
  @Test("EvidenceDump")
  func write() throws {
    let path = try #require(ProcessInfo.processInfo.environment["EVENT_EVIDENCE"])
    let output = URL(filePath: path)
    let input = output.deletingPathExtension().appendingPathExtension("in")
    let extractor = Extractor(minimumConfidence: 0)
    var lines = Data()
    for line in try String(contentsOf: input, encoding: .utf8).split(separator: "\n") {
      let row = try JSONValue(parsing: Data(line.utf8))
      let text = try #require(row["text"]?.string)
      var reading = extractor.read(
        text, hasTitle: row["title"]?.string.map { !$0.isEmpty } ?? false,
        published: row["published"]?.string.map { seconds(String($0.prefix(16))) })
      // What the rules find, before the trigger model weighs it.
      let found = reading.tellings(
        published: row["published"]?.string.map { seconds(String($0.prefix(16))) })
      let events = reading.merged(found).map { event -> [String: Any] in
        let trigger = reading.span(event.trigger)
        return [
          "type": event.kind.rawValue, "mode": event.sense.mode ?? "",
          "status": event.status.rawValue, "trigger": [trigger.lowerBound, trigger.upperBound],
          "evidence": reading.evidence(of: event),
        ]
      }
      lines += try JSONSerialization.data(
        withJSONObject: ["name": row["name"]?.string ?? "", "events": events])
      lines += Data("\n".utf8)
    }
    #expect(!lines.isEmpty)
    try lines.write(to: output)
  }
}
