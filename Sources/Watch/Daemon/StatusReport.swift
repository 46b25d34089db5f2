import Extraction

/// The table of the feeds: `feedwatchd status`, and the log after USR1.
public enum StatusReport {
  /// A table of what the state knows.
  ///
  /// - Parameter now: milliseconds since 1970.
  public static func text(of rows: [FeedRow], now: Int64) -> String {
    table(rows.sorted { $0.name < $1.name }, now: now)
  }

  private static func table(_ rows: [FeedRow], now: Int64) -> String {
    var table = TextTable(["feed", "last poll", "next poll", "items", "errors", "result"])
    for row in rows {
      var result = row.lastResult
      let history = PollHistory(text: row.schedule)
      if let moved = row.storedURL { result += " (moved to \(URLText.masked(moved)))" }
      if let fault = row.guidPolicy.fault { result += " (\(fault.explanation))" }
      if let candidate = history.redirect {
        result += " (says it moved to \(URLText.masked(candidate.target)))"
      }
      if let held = history.heldUntil, held > now { result += " (held by Retry-After)" }
      table.add([
        row.name, row.lastPoll.map { ago(now - $0) } ?? "never",
        history.stopped != nil ? "stopped" : row.nextPoll.map { ahead($0 - now) } ?? "now",
        "\(row.itemsSeen)", "\(row.errorsInRow)", result,
      ])
    }
    return table.text
  }

  private static func ago(_ milliseconds: Int64) -> String {
    milliseconds < 1000 ? "now" : DurationText.describe(Double(milliseconds) / 1000) + " ago"
  }

  private static func ahead(_ milliseconds: Int64) -> String {
    milliseconds < 1000 ? "now" : "in " + DurationText.describe(Double(milliseconds) / 1000)
  }

  /// The same as JSON: an array of objects, instants RFC 3339.
  public static func json(of rows: [FeedRow]) -> String {
    var writer = JSONWriter(pretty: true)
    writer.array { writer in
      for row in rows.sorted(by: { $0.name < $1.name }) {
        let history = PollHistory(text: row.schedule)
        writer.object { writer in
          func instant(_ value: Int64?) -> String? {
            value.map { Timestamp.rfc3339(milliseconds: $0) }
          }
          writer.member("feed", row.name)
          writer.member("url", URLText.masked(row.url))
          writer.member("moved_to", row.storedURL.map { URLText.masked($0) })
          writer.member("last_poll", instant(row.lastPoll))
          writer.member("next_poll", instant(row.nextPoll))
          writer.member("result", row.lastResult)
          writer.member("items_seen", row.itemsSeen)
          writer.member("errors_in_row", row.errorsInRow)
          writer.member("held_until", instant(history.heldUntil))
          writer.member("stopped", history.stopped)
          writer.member("guid_policy", row.guidPolicy.fault?.explanation)
          writer.member("why", history.reasons)
        }
      }
    }
    return writer.string + "\n"
  }

  /// Lines for the log.
  static func lines(
    of rows: [FeedRow], watched: Int, counts: WatchCounts, now: Int64
  ) -> [String] {
    let summary =
      "status: \(watched) feeds, \(counts.polls) polls, \(counts.failures) failed, "
      + "\(counts.records) new records, \(counts.updates) updates since start"
    return [summary]
      + table(rows, now: now).split(separator: "\n").map { "status: \($0)" }
  }
}
