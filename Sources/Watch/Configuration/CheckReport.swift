/// What `feedwatchd check` prints of a good configuration.
public enum CheckReport {
  public static func text(of configuration: Configuration) -> String {
    var table = TextTable(["feed", "interval", "tags", "url"])
    for feed in configuration.feeds.sorted(by: { $0.name < $1.name }) {
      table.add([
        feed.name, feed.enabled ? DurationText.describe(feed.interval) : "off",
        feed.tags.joined(separator: ","), URLText.masked(feed.url),
      ])
    }
    let enabled = configuration.feeds.count { $0.enabled }
    var summary = "\(configuration.path): \(enabled) feed\(enabled == 1 ? "" : "s") to watch"
    let off = configuration.feeds.count - enabled
    if off > 0 { summary += ", \(off) turned off" }
    return table.text + Sanitizer.line(summary) + "\n"
  }
}

/// A table in plain text; cells are made safe to show.
struct TextTable {
  private var rows: [[String]]

  init(_ header: [String]) {
    rows = [header]
  }

  mutating func add(_ cells: [String]) {
    rows.append(cells.map { Sanitizer.line($0, limit: 300) })
  }

  /// The rows, columns left-aligned and two spaces apart; the last column is not padded.
  var text: String {
    let columns = rows[0].count
    let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        column == columns - 1
          ? row[column]
          : row[column] + String(repeating: " ", count: widths[column] - row[column].count)
      }.joined(separator: "  ").trimmingTrailingSpaces() + "\n"
    }.joined()
  }
}

extension String {
  fileprivate func trimmingTrailingSpaces() -> String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}

/// What this program calls itself.
public enum Build {
  public static let version = "0.1.0"
  /// The User-Agent of polls (RFC 9110, section 10.1.5).
  public static let userAgent = "feedwatchd/\(version)"
}
