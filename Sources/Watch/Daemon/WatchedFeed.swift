/// A feed while it is watched.
struct WatchedFeed: Sendable {
  var settings: FeedConfiguration
  var row: FeedRow
  var history: PollHistory
  /// Tells polls of this feed from those of one of the same name before a reload.
  var generation: Int
  var task: Task<Void, Never>?
  /// Whether it was polled in this run.
  var isPolled = false
  var lastNew = 0
  var lastSummary: PolledSummary?
  /// What shares bounds and Retry-After; empty for a file.
  private(set) var host = ""
  private(set) var domain = ""

  init(_ settings: FeedConfiguration, row: FeedRow, generation: Int) {
    self.settings = settings
    self.row = row
    history = PollHistory(text: row.schedule)
    self.generation = generation
    locate()
  }

  /// Sets host and domain by the URL that is asked.
  mutating func locate() {
    guard settings.filePath == nil else { return }
    host = URLText.host(row.storedURL ?? settings.url)
    domain = URLText.domain(host)
  }
}

/// What the watcher counts.
struct WatchCounts: Sendable {
  var polls = 0
  var failures = 0
  var records = 0
  var updates = 0
  var ticks = 0
  var generations = 0
  var lastWatchdog = 0.0
  var lastPrune = SteadyClock.seconds()

  mutating func add(_ poll: CommittedPoll, isFailure: Bool) {
    polls += 1
    failures += isFailure ? 1 : 0
    records += poll.new
    updates += poll.updated
  }
}

extension URLText {
  /// The host of a URL, in lower case, with its port where one is given.
  static func host(_ url: String) -> String {
    guard let slashes = url.firstRange(of: "//") else { return "" }
    let authority = url[slashes.upperBound...].prefix { !"/?#".contains($0) }
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    return (host ?? authority).lowercased()
  }

  /// The registrable domain of a host as far as it can be told without the public suffix list:
  /// the last two labels, three where the last but one is short ("co.uk", "com.au").
  static func domain(_ host: String) -> String {
    let name = host.hasPrefix("[") ? host : String(host.prefix { $0 != ":" })
    let labels = name.split(separator: ".")
    guard labels.count > 2, labels.last?.allSatisfy(\.isNumber) != true else { return name }
    let isShort = labels[labels.count - 2].count <= 3 && (labels.last?.count ?? 0) == 2
    return labels.suffix(isShort ? 3 : 2).joined(separator: ".")
  }
}
