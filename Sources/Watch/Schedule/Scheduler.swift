import HeapModule

/// Says which feeds are polled now: in the order they fell due, within the bounds of their hosts
/// and of all transfers. A pure state machine; times are seconds of a steady clock.
public struct Scheduler: Sendable {
  public struct Bounds: Sendable, Equatable {
    /// Polls at once, of all feeds.
    public var total = 64
    /// Polls at once of one host.
    public var perHost = 2
    /// Seconds between the starts of two polls of one host.
    public var spacing: Double = 1

    public init(total: Int = 64, perHost: Int = 2, spacing: Double = 1) {
      self.total = max(1, total)
      self.perHost = max(1, perHost)
      self.spacing = max(0, spacing)
    }
  }

  private struct Due: Comparable, Sendable {
    var time: Double
    var order: Int
    var feed: String
    var generation: Int

    static func < (left: Due, right: Due) -> Bool {
      (left.time, left.order) < (right.time, right.order)
    }
  }

  private struct Feed: Sendable {
    var host: String
    var domain: String
    var generation = 0
    var isActive = false
    var due: Double?
  }

  private struct Host: Sendable {
    var active = 0
    var nextStart = -Double.infinity
    var heldUntil = -Double.infinity
    /// Feeds that are due and wait for the host, the longest waiting first.
    var waiting: [Due] = []
    var head = 0
    /// The time of this host's valid entry in `ready`.
    var readyAt: Double?

    var hasWaiting: Bool { head < waiting.count }
  }

  private struct Ready: Comparable, Sendable {
    var time: Double
    var order: Int
    var host: String

    static func < (left: Ready, right: Ready) -> Bool {
      (left.time, left.order) < (right.time, right.order)
    }
  }

  public var bounds: Bounds
  public private(set) var active = 0
  private var feeds: [String: Feed] = [:]
  private var hosts: [String: Host] = [:]
  private var domainHolds: [String: Double] = [:]
  private var due = Heap<Due>()
  private var ready = Heap<Ready>()
  private var order = 0

  public init(_ bounds: Bounds = Bounds()) {
    self.bounds = bounds
  }

  public var count: Int { feeds.count }

  /// Adds a feed or changes where it is polled.
  ///
  /// - Parameters:
  ///   - host: what shares bounds and holds; the empty string: no bounds (a file).
  ///   - domain: what a hold of scope `domain` covers.
  public mutating func add(_ name: String, host: String, domain: String, due time: Double?) {
    if feeds[name] == nil { feeds[name] = Feed(host: host, domain: domain) }
    if feeds[name]?.isActive != true { feeds[name]?.host = host }
    feeds[name]?.domain = domain
    schedule(name, at: time)
  }

  public mutating func remove(_ name: String) {
    guard let feed = feeds.removeValue(forKey: name) else { return }
    if feed.isActive { release(feed.host, at: -Double.infinity) }
  }

  /// When the feed falls due; nil: never.
  public mutating func schedule(_ name: String, at time: Double?) {
    guard var feed = feeds[name] else { return }
    feed.generation += 1
    feed.due = time
    feeds[name] = feed
    guard let time else { return }
    order += 1
    due.insert(Due(time: time, order: order, feed: name, generation: feed.generation))
  }

  /// The feeds to poll now; they count as active until `finish`.
  public mutating func start(now: Double) -> [String] {
    while let first = due.min, first.time <= now {
      due.removeMin()
      guard let feed = feeds[first.feed], feed.generation == first.generation, !feed.isActive
      else { continue }
      hosts[feed.host, default: Host()].waiting.append(first)
      offer(feed.host)
    }
    var started: [String] = []
    while active < bounds.total, let first = ready.min, first.time <= now {
      ready.removeMin()
      guard var host = hosts[first.host], host.readyAt == first.time else { continue }
      host.readyAt = nil
      // A hold that came since moves the host back.
      let open = max(host.nextStart, host.heldUntil)
      guard open <= now, first.host.isEmpty || host.active < bounds.perHost else {
        hosts[first.host] = host
        offer(first.host)
        continue
      }
      var name: String?
      while host.hasWaiting, name == nil {
        let entry = host.waiting[host.head]
        host.head += 1
        if let feed = feeds[entry.feed], feed.generation == entry.generation, !feed.isActive,
          feed.host == first.host
        {
          if let hold = domainHolds[feed.domain], hold > now {
            schedule(entry.feed, at: hold)
          } else {
            name = entry.feed
          }
        }
      }
      if host.head > 64, host.head * 2 > host.waiting.count {
        host.waiting.removeFirst(host.head)
        host.head = 0
      }
      if let name {
        host.active += 1
        if !first.host.isEmpty { host.nextStart = now + bounds.spacing }
        active += 1
        feeds[name]?.isActive = true
        feeds[name]?.due = nil
        started.append(name)
      }
      hosts[first.host] = host
      offer(first.host)
    }
    return started
  }

  /// Ends a poll; the feed falls due again at `next`.
  public mutating func finish(_ name: String, host: String, at now: Double, next: Double?) {
    guard var feed = feeds[name], feed.isActive else { return }
    feed.isActive = false
    release(feed.host, at: now)
    feed.host = host
    feeds[name] = feed
    schedule(name, at: next)
  }

  private mutating func release(_ name: String, at now: Double) {
    active -= 1
    hosts[name]?.active -= 1
    offer(name)
    if let host = hosts[name], host.active == 0, !host.hasWaiting, host.nextStart <= now,
      host.heldUntil <= now
    {
      hosts[name] = nil
    }
  }

  /// Nobody asks this host before `until`.
  public mutating func hold(host: String, until: Double) {
    hosts[host, default: Host()].heldUntil = max(hosts[host]?.heldUntil ?? 0, until)
    offer(host)
  }

  /// Nobody asks a host of this domain before `until`.
  public mutating func hold(domain: String, until: Double) {
    domainHolds[domain] = max(domainHolds[domain] ?? 0, until)
    if domainHolds.count > 1024 {
      domainHolds = domainHolds.filter { $0.value >= until - 7 * 86_400 }
    }
  }

  /// Puts a host that has feeds waiting and room for one into the queue.
  private mutating func offer(_ name: String) {
    guard var host = hosts[name], host.hasWaiting,
      name.isEmpty || host.active < bounds.perHost
    else { return }
    let time = max(host.nextStart, host.heldUntil)
    guard host.readyAt != time else { return }
    host.readyAt = time
    hosts[name] = host
    order += 1
    ready.insert(Ready(time: time, order: order, host: name))
  }

  /// When `start` may give something again; nil: not before `finish` or `schedule`.
  public func nextWake() -> Double? {
    guard active < bounds.total else { return nil }
    switch (due.min?.time, ready.min?.time) {
    case (let left?, let right?): return min(left, right)
    case (let left, let right): return left ?? right
    }
  }

  public func isActive(_ name: String) -> Bool { feeds[name]?.isActive ?? false }

  /// When the feed falls due; nil: never, or it is being polled.
  public func due(_ name: String) -> Double? { feeds[name]?.due }

  /// Due times that keep many feeds from starting at once: what fell due before `now` is spread
  /// over a window that grows with their number, in their order.
  public static func spread(
    _ times: [Double], now: Double, perFeed: Double = 0.02, longest: Double = 300
  ) -> [Double] {
    let overdue = times.indices.filter { times[$0] <= now }.sorted { times[$0] < times[$1] }
    let window = min(longest, Double(overdue.count) * perFeed)
    var spread = times
    for (position, index) in overdue.enumerated() {
      spread[index] = now + window * Double(position) / Double(max(1, overdue.count))
    }
    return spread
  }
}
