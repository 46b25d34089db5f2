/// The feeds that are watched, and when each is polled: the watcher's memory, without clock, socket
/// or file. Times are seconds of a steady clock; `wall` is milliseconds since 1970.
public struct FeedRoster: Sendable {
  public internal(set) var scheduler: Scheduler
  var feeds: [String: WatchedFeed] = [:]
  /// For polls on their way.
  let heldHosts = HeldHosts()
  /// Feeds whose last poll failed.
  private(set) var failing = 0
  /// Feeds not yet polled in this run.
  private(set) var unpolled = 0

  /// A time asleep beyond this, in seconds, is a gap: what fell due in it is spread.
  static let longestNap: Double = 30
  /// When somebody last looked what is due.
  private var lastLook: Double?

  public init(_ bounds: Scheduler.Bounds) {
    scheduler = Scheduler(bounds)
  }

  public var count: Int { feeds.count }

  // MARK: start

  /// Takes up the enabled feeds of a configuration with what the state remembers of them; what is
  /// overdue is spread.
  ///
  /// - Parameter once: every feed is due, unless its server wants to be left alone.
  /// - Returns: the names of the feeds left out because of that; with `once` only.
  @discardableResult
  public mutating func begin(
    _ configuration: Configuration, rows: [FeedStart], once: Bool = false, now: Double, wall: Int64
  ) -> [String] {
    var known: [UInt64: Int32] = [:]
    known.reserveCapacity(rows.count)
    for (position, row) in rows.enumerated() { known[row.key] = Int32(position) }
    func row(of settings: FeedConfiguration) -> FeedStart? {
      known[FeedStart.key(settings.name)].map { rows[Int($0)] }
    }
    feeds.reserveCapacity(configuration.feeds.count)
    var times: [Double] = []
    var indices: [Int] = []
    var held: [String] = []
    for (index, settings) in configuration.feeds.enumerated() where settings.enabled {
      let row = row(of: settings)
      if once, let until = row?.heldUntil, until > wall,
        row?.isOf(settings) == true, until - wall < Self.longestHold
      {
        held.append(settings.name)
        continue
      }
      indices.append(index)
      times.append(once ? now : now + Self.wait(settings, row, wall: wall))
    }
    let due = once ? times : Scheduler.spread(times, now: now)
    for (index, time) in zip(indices, due) {
      let settings = configuration.feeds[index]
      add(settings, at: index, row(of: settings), generation: 0, due: time, now: now, wall: wall)
    }
    lastLook = now
    return held
  }

  static let longestHold = Int64(PollPolicy.longestRetryAfter * 1000)

  /// Seconds until a feed's next poll, by its row. A start reads the configuration: a feed that was
  /// gone is asked again.
  static func wait(_ settings: FeedConfiguration, _ row: FeedStart?, wall: Int64) -> Double {
    guard let row, row.isOf(settings), let next = row.next(settings) else { return 0 }
    // A clock that was set back must not put a feed off for longer than it would ever wait.
    let latest = max(settings.ceiling, settings.interval) * 1000 + Double(longestHold)
    return max(0, min(Double(next - wall), latest) / 1000)
  }

  /// Adds a feed, and holds its host if its row says so.
  mutating func add(
    _ settings: FeedConfiguration, at index: Int, _ row: FeedStart?, generation: Int,
    due: Double, now: Double, wall: Int64
  ) {
    let isSame = row?.isOf(settings) == true
    let place = FeedPlace(settings, storedURL: isSame ? row?.storedURL : nil)
    let via = isSame ? row?.via ?? [] : []
    let isFailing = isSame && row?.isFailing == true
    feeds[settings.name] = WatchedFeed(
      index: index, generation: generation, isFailing: isFailing)
    failing += isFailing ? 1 : 0
    unpolled += 1
    scheduler.add(settings.name, host: place.host, via: via, due: due)
    if isSame, let until = row?.heldUntil, until > wall {
      let seconds = Double(min(until - wall, Self.longestHold)) / 1000
      hold(settings, host: via.last ?? place.host, until: now + seconds, now: now)
    }
  }

  mutating func remove(_ name: String) {
    guard let feed = feeds.removeValue(forKey: name) else { return }
    failing -= feed.isFailing ? 1 : 0
    unpolled -= feed.isPolled ? 0 : 1
    scheduler.remove(name)
  }

  private mutating func hold(
    _ settings: FeedConfiguration, host: String, until: Double, now: Double
  ) {
    switch settings.retryAfterScope {
    case .feed: break
    case .host:
      scheduler.hold(host: host, until: until)
      heldHosts.hold(host: host, until: until, now: now)
    case .domain:
      let domain = PublicSuffix.registrableDomain(host)
      scheduler.hold(domain: domain, until: until)
      heldHosts.hold(domain: domain, until: until, now: now)
    }
  }

  // MARK: polls

  /// The feeds to poll now.
  public mutating func start(now: Double) -> [String] {
    if let last = lastLook, now - last > Self.longestNap, let wake = scheduler.nextWake(),
      now - wake > Self.longestNap
    {
      scheduler.spreadOverdue(now: now)
    }
    lastLook = now
    return scheduler.start(now: now)
  }

  /// Takes the end of a poll.
  ///
  /// - Parameters:
  ///   - row: the feed's row after it.
  ///   - via: the hosts that redirects led to.
  ///   - answeringHost: who answered, behind all redirects: a hold is his.
  mutating func finish(
    _ settings: FeedConfiguration, _ row: FeedRow, via: [String] = [], decision: PollDecision,
    answeringHost: String?, once: Bool = false, now: Double, wall: Int64
  ) {
    let name = settings.name
    guard var feed = feeds[name] else { return }
    let isFailing = row.errorsInRow > 0
    failing += (isFailing ? 1 : 0) - (feed.isFailing ? 1 : 0)
    unpolled -= feed.isPolled ? 0 : 1
    feed.isFailing = isFailing
    feed.isPolled = true
    feeds[name] = feed
    // A reload changed the URL while the old one was asked.
    let hasMoved = row.url != URLText.masked(settings.url)
    let place = FeedPlace(settings, storedURL: hasMoved ? nil : row.storedURL)
    func steady(_ instant: Int64) -> Double { now + Double(instant - wall) / 1000 }
    if let until = decision.hold {
      hold(settings, host: answeringHost ?? place.host, until: steady(until), now: now)
    }
    let next = once ? nil : hasMoved ? now : decision.next.map(steady)
    scheduler.finish(
      name, host: place.host, via: hasMoved ? [] : via, at: now, next: next)
  }
}
