/// A feed while it is watched. What is remembered of it stays in the state: with a hundred thousand
/// feeds that is most of the memory.
public struct WatchedFeed: Sendable {
  private var place: Int32
  private var era: Int32
  /// Whether its last poll failed.
  var isFailing: Bool
  /// Whether it was polled in this run.
  var isPolled = false

  init(index: Int, generation: Int, isFailing: Bool) {
    place = Int32(truncatingIfNeeded: index)
    era = Int32(truncatingIfNeeded: generation)
    self.isFailing = isFailing
  }

  /// Its place in `Configuration.feeds`.
  var index: Int {
    get { Int(place) }
    set { place = Int32(truncatingIfNeeded: newValue) }
  }

  /// Tells polls of this feed from those of one of the same name before a reload.
  var generation: Int { Int(era) }
}

/// What a start reads of a feed's row. There are many of them: names and URLs are kept as keys
/// only, and what few feeds have apart. Instants are milliseconds since 1970.
public struct FeedStart: Sendable {
  /// What few feeds have.
  private final class Rare: Sendable {
    let storedURL: String?
    let heldUntil: Int64?
    let via: [String]

    init(_ storedURL: String?, _ heldUntil: Int64?, _ via: [String]) {
      self.storedURL = storedURL
      self.heldUntil = heldUntil
      self.via = via
    }
  }

  /// The feed's name.
  let key: UInt64
  private let urlKey: UInt64
  private let last: Int64
  private let next: Int64
  private let earliest: Int64
  private let every: Float
  let isFailing: Bool
  let isStopped: Bool
  private let rare: Rare?

  /// - Parameters:
  ///   - interval: the one that `nextPoll` was decided by, seconds.
  ///   - notBefore: before when the server's and the publisher's rules forbid to ask.
  ///   - via: the hosts that the last poll's redirects led to.
  public init(
    name: String, url: String, storedURL: String? = nil, lastPoll: Int64? = nil,
    nextPoll: Int64? = nil, isFailing: Bool = false, isStopped: Bool = false,
    interval: Double? = nil, notBefore: Int64? = nil, heldUntil: Int64? = nil, via: [String] = []
  ) {
    key = Self.key(name)
    urlKey = Self.key(url)
    last = lastPoll ?? .min
    next = nextPoll ?? .min
    earliest = notBefore ?? .min
    every = interval.map { Float($0) } ?? .nan
    self.isFailing = isFailing
    self.isStopped = isStopped
    rare =
      storedURL == nil && heldUntil == nil && via.isEmpty ? nil : Rare(storedURL, heldUntil, via)
  }

  var storedURL: String? { rare?.storedURL }
  var heldUntil: Int64? { rare?.heldUntil }
  var via: [String] { rare?.via ?? [] }
  var lastPoll: Int64? { last == .min ? nil : last }
  var notBefore: Int64? { earliest == .min ? nil : earliest }

  /// Whether the row is of the URL that the configuration names now.
  func isOf(_ settings: FeedConfiguration) -> Bool {
    urlKey == Self.key(URLText.masked(settings.url))
  }

  /// When it is polled next; nil: it was never polled, or had to stop.
  func next(_ settings: FeedConfiguration) -> Int64? {
    guard next != .min else { return nil }
    let interval = Float(max(settings.interval, settings.floor))
    // The interval was changed while nobody ran.
    guard !every.isNaN, every != interval, !isFailing, let lastPoll else { return next }
    return rescheduled(settings, lastPoll: lastPoll)
  }

  func rescheduled(_ settings: FeedConfiguration, lastPoll: Int64) -> Int64 {
    PollPolicy(interval: settings.interval, floor: settings.floor)
      .rescheduled(lastPoll: lastPoll, notBefore: notBefore, heldUntil: heldUntil)
  }

  /// FNV-1a (Fowler, Noll, Vo), 64 bits.
  static func key(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
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
