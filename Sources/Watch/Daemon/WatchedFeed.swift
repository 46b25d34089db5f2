/// A feed while it is watched. What is remembered of it stays in the state: with a hundred thousand
/// feeds that is most of the memory.
public struct WatchedFeed: Sendable {
  /// Its place in `Configuration.feeds`.
  var index: Int
  /// Tells polls of this feed from those of one of the same name before a reload.
  var generation: Int
  /// Whether its last poll failed.
  var isFailing: Bool
  /// Whether it was polled in this run.
  var isPolled = false
}

/// What a start reads of a feed's row. There are many of them: the URL is kept as a key only.
public struct FeedStart: Sendable {
  var name: String
  private var urlKey: UInt64
  var storedURL: String?
  var nextPoll: Int64?
  var isFailing: Bool
  var heldUntil: Int64?
  /// The hosts that the last poll's redirects led to.
  var via: [String]

  public init(
    name: String, url: String, storedURL: String? = nil, nextPoll: Int64? = nil,
    isFailing: Bool = false, heldUntil: Int64? = nil, via: [String] = []
  ) {
    self.name = name
    urlKey = Self.key(url)
    self.storedURL = storedURL
    self.nextPoll = nextPoll
    self.isFailing = isFailing
    self.heldUntil = heldUntil
    self.via = via
  }

  /// Whether the row is of the URL that the configuration names now.
  func isOf(_ settings: FeedConfiguration) -> Bool {
    urlKey == Self.key(URLText.masked(settings.url))
  }

  /// FNV-1a (Fowler, Noll, Vo), 64 bits.
  private static func key(_ url: String) -> UInt64 {
    url.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

/// Where a feed is polled: what shares bounds and Retry-After. Empty for a file.
struct FeedPlace: Sendable, Equatable {
  var host = ""

  init(_ settings: FeedConfiguration, storedURL: String?) {
    guard settings.filePath == nil else { return }
    host = URLText.host(storedURL ?? settings.url)
  }
}

/// What the watcher counts.
struct WatchCounts: Sendable {
  var polls = 0
  var failures = 0
  var unchanged = 0
  var records = 0
  var updates = 0
  var ticks = 0
  var generations = 0
  var lastWatchdog = 0.0
  var lastPrune = SteadyClock.seconds()

  mutating func add(_ poll: CommittedPoll, _ summary: PolledSummary) {
    polls += 1
    failures += summary.isFailure ? 1 : 0
    unchanged += summary.isUnchanged ? 1 : 0
    records += poll.new
    updates += poll.updated
  }

  mutating func nextGeneration() -> Int {
    generations += 1
    return generations
  }
}

extension URLText {
  /// The host of a URL, in lower case, with its port where that is not the scheme's own.
  static func host(_ url: String) -> String {
    guard let slashes = url.firstRange(of: "//") else { return "" }
    let authority = url.utf8[slashes.upperBound...].prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    let at = authority.lastIndex(of: UInt8(ascii: "@"))
    let rest = url[
      (at.map { url.utf8.index(after: $0) } ?? authority.startIndex)..<authority.endIndex]
    var host = rest.lowercased()
    let isHTTPS = url.utf8.prefix(6).last.map { $0 == UInt8(ascii: ":") } ?? false
    let usual = isHTTPS ? ":443" : ":80"
    if host.hasSuffix(usual) { host.removeLast(usual.count) }
    if host.hasSuffix(":") { host.removeLast() }
    return host
  }
}
