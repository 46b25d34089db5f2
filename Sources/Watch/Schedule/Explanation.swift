/// Why a feed is polled when it is: what `feedwatchd explain` prints.
public enum Explanation {
  /// - Parameters:
  ///   - settings: nil where the configuration does not name the feed any more.
  ///   - row: nil where it was never polled.
  public static func text(
    name: String, settings: FeedConfiguration?, row: FeedRow?, now: Int64
  ) -> String {
    var lines = ["\(name)"]
    func add(_ label: String, _ value: String) {
      let pad = String(repeating: " ", count: max(1, 16 - label.count))
      lines.append("  \(label)\(pad)\(Sanitizer.line(value, limit: 300))")
    }
    if let settings {
      add("url", URLText.masked(settings.url))
      add(
        "settings",
        "interval \(DurationText.describe(settings.interval)), "
          + "floor \(DurationText.describe(settings.floor)), "
          + "ceiling \(DurationText.describe(settings.ceiling)), "
          + (settings.adaptive ? "adaptive" : "not adaptive"))
      if !settings.enabled { add("enabled", "no: it is not polled") }
    } else {
      add("configuration", "does not name it any more: it is not polled")
    }
    guard let row else {
      add("last poll", "never")
      return lines.joined(separator: "\n") + "\n"
    }
    let history = PollHistory(text: row.schedule)
    if let moved = row.storedURL { add("moved to", URLText.masked(moved)) }
    if !history.via.isEmpty { add("leads to", history.via.joined(separator: ", ")) }
    if let redirect = history.redirect {
      add(
        "redirect",
        "for good to \(URLText.masked(redirect.target)), seen \(redirect.count) times since "
          + Timestamp.rfc3339(milliseconds: redirect.first))
    }
    add(
      "last poll",
      row.lastPoll.map {
        "\(Timestamp.rfc3339(milliseconds: $0)): \(row.lastResult)"
      } ?? "never")
    if let next = row.nextPoll {
      let seconds = Double(next - now) / 1000
      add(
        "next poll",
        "\(Timestamp.rfc3339(milliseconds: next))"
          + (seconds > 0 ? ", in \(DurationText.describe(seconds))" : ", due"))
    } else {
      add("next poll", history.stopped ?? "at once")
    }
    for reason in history.reasons { add("because of", reason) }
    if let held = history.heldUntil, held > now {
      add("held until", Timestamp.rfc3339(milliseconds: held) + " by Retry-After")
    }
    if history.failures > 0 { add("failures", "\(history.failures) in a row") }
    let publisher = history.publisher
    if let ttl = publisher.ttl { add("ttl", DurationText.describe(ttl)) }
    if let period = publisher.updatePeriod {
      add("sy:updatePeriod", DurationText.describe(period))
    }
    if !publisher.skipHours.isEmpty {
      add("skipHours", publisher.skipHours.map(String.init).joined(separator: ", ") + " (GMT)")
    }
    if !publisher.skipDays.isEmpty {
      let names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
      let days = publisher.skipDays.filter { names.indices.contains($0) }.map { names[$0] }
      add("skipDays", days.joined(separator: ", "))
    }
    if history.polls > 0 {
      var changes = "\(history.changes.nonzeroBitCount) of the last \(history.polls) polls"
      if let gap = history.gap { changes += ", about every \(DurationText.describe(gap))" }
      add("brought news", changes)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
