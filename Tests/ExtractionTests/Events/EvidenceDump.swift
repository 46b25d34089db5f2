import Testing

@testable import Extraction

/// Writes what speaks for every event, for `Tests/Evaluation/fit_events.py`.
@Suite("Evidence of events, written out", .enabled(if: EvidenceFile.isAsked("EVENT_EVIDENCE")))
struct EvidenceDump {
  @Test("EvidenceDump")
  func write() throws {
    try EvidenceFile.write("EVENT_EVIDENCE") { name, reading, published in
      // What the rules find, before the trigger model weighs it.
      var reading = reading
      let found = reading.tellings(published: published, chunker: Chunker(reading))
      let events = reading.merged(found).map { event -> [String: Any] in
        let trigger = reading.span(event.trigger)
        return [
          "type": event.kind.rawValue, "mode": event.sense.mode ?? "",
          "status": event.status.rawValue, "trigger": [trigger.lowerBound, trigger.upperBound],
          "evidence": reading.evidence(of: event),
        ]
      }
      return ["name": name, "events": events]
    }
  }
}
