import HeapModule

/// Says which feeds are polled now: in the order they fell due, within the bounds of their hosts
/// and of all transfers. A pure state machine; times are seconds of a steady clock.
///
/// Feeds and hosts are known by small numbers inside: what one event costs grows with the logarithm
/// of the number of feeds, and a feed takes about a hundred bytes.
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

  /// An entry of a queue: a feed that falls due, or a host that may be asked again. It counts only
  /// while `stamp` is the one its feed or host has.
  private struct Entry: Comparable, Sendable {
    var time: Double
    var order: Int
    var number: Int32
    var stamp: Int32

    static func < (left: Entry, right: Entry) -> Bool {
      (left.time, left.order) < (right.time, right.order)
    }
  }

  private struct Feed: Sendable {
    var name: String
    var host: Int32
    var domain: Int32
    var stamp: Int32 = 0
    var isActive = false
    var isRemoved = false
    var due = Double.infinity
  }

  private struct Host: Sendable {
    var active: Int32 = 0
    var stamp: Int32 = 0
    var nextStart = -Double.infinity
    var heldUntil = -Double.infinity
    /// When this host's valid entry in `ready` is for.
    var readyAt = Double.nan
    /// Feeds that are due and wait for the host, the longest waiting first.
    var waiting = WaitingLine()
  }

  private struct WaitingLine: Sendable {
    var entries: [Entry] = []
    var head = 0

    var isEmpty: Bool { head == entries.count }

    mutating func append(_ entry: Entry) { entries.append(entry) }

    mutating func removeFirst() -> Entry {
      defer {
        head += 1
        if head == entries.count {
          entries = []
          head = 0
        } else if head > 64, head * 2 > entries.count {
          entries.removeFirst(head)
          head = 0
        }
      }
      return entries[head]
    }
  }

  /// Texts by number, for as long as the scheduler lives.
  private struct Names: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [String: Int32] = [:]

    mutating func number(of text: String) -> Int32 {
      if let known = numbers[text] { return known }
      let number = Int32(texts.count)
      numbers[text] = number
      texts.append(text)
      return number
    }
  }

  public var bounds: Bounds
  public private(set) var active = 0
  private var numbers: [String: Int32] = [:]
  private var feeds: [Feed] = []
  private var free: [Int32] = []
  private var hostNames = Names()
  private var hosts: [Host] = []
  private var domainNames = Names()
  private var domainHolds: [Int32: Double] = [:]
  private var due = Heap<Entry>()
  private var ready = Heap<Entry>()
  private var order = 0
  /// The host of files, which has no bounds.
  private let nowhere: Int32

  public init(_ bounds: Bounds = Bounds()) {
    self.bounds = bounds
    nowhere = hostNames.number(of: "")
    hosts.append(Host())
  }

  public var count: Int { numbers.count }

  private mutating func hostNumber(_ name: String) -> Int32 {
    let number = hostNames.number(of: name)
    if Int(number) == hosts.count { hosts.append(Host()) }
    return number
  }

  // MARK: feeds

  /// Adds a feed or changes where it is polled.
  ///
  /// - Parameters:
  ///   - host: what shares bounds and holds; the empty string: no bounds (a file).
  ///   - domain: what a hold of scope `domain` covers.
  public mutating func add(_ name: String, host: String, domain: String, due time: Double?) {
    let host = hostNumber(host)
    let domain = domainNames.number(of: domain)
    if let number = numbers[name] {
      // A poll in hand is counted where it began.
      if !feeds[Int(number)].isActive { feeds[Int(number)].host = host }
      feeds[Int(number)].domain = domain
      schedule(number, at: time)
      return
    }
    let number: Int32
    if let old = free.popLast() {
      number = old
      let stamp = feeds[Int(old)].stamp
      feeds[Int(old)] = Feed(name: name, host: host, domain: domain, stamp: stamp)
    } else {
      number = Int32(feeds.count)
      feeds.append(Feed(name: name, host: host, domain: domain))
    }
    numbers[name] = number
    schedule(number, at: time)
  }

  public mutating func remove(_ name: String) {
    guard let number = numbers.removeValue(forKey: name) else { return }
    feeds[Int(number)].stamp &+= 1
    if feeds[Int(number)].isActive { release(feeds[Int(number)].host) }
    feeds[Int(number)].isActive = false
    feeds[Int(number)].isRemoved = true
    feeds[Int(number)].name = ""
    free.append(number)
  }

  /// When the feed falls due; nil: never.
  public mutating func schedule(_ name: String, at time: Double?) {
    guard let number = numbers[name] else { return }
    schedule(number, at: time)
  }

  private mutating func schedule(_ number: Int32, at time: Double?) {
    feeds[Int(number)].stamp &+= 1
    feeds[Int(number)].due = time ?? .infinity
    guard let time else { return }
    order += 1
    due.insert(
      Entry(time: time, order: order, number: number, stamp: feeds[Int(number)].stamp))
    if due.count > 2 * numbers.count + 64 { dropStale() }
  }

  /// Entries of feeds that were scheduled anew stay in the queue until their time: not too many.
  private mutating func dropStale() {
    let feeds = feeds
    due = Heap(
      due.unordered.filter {
        let feed = feeds[Int($0.number)]
        return feed.stamp == $0.stamp && !feed.isRemoved
      })
  }

  // MARK: polls

  /// The feeds to poll now; they count as active until `finish`.
  public mutating func start(now: Double) -> [String] {
    while let first = due.min, first.time <= now {
      due.removeMin()
      let feed = feeds[Int(first.number)]
      guard feed.stamp == first.stamp, !feed.isActive, !feed.isRemoved else { continue }
      hosts[Int(feed.host)].waiting.append(first)
      offer(feed.host)
    }
    var started: [String] = []
    while active < bounds.total, let first = ready.min, first.time <= now {
      ready.removeMin()
      let host = Int(first.number)
      guard hosts[host].stamp == first.stamp else { continue }
      hosts[host].readyAt = .nan
      // A hold that came since moves the host back.
      let open = max(hosts[host].nextStart, hosts[host].heldUntil)
      if open <= now, first.number == nowhere || hosts[host].active < bounds.perHost,
        let number = nextWaiting(of: host, now: now)
      {
        hosts[host].active += 1
        if first.number != nowhere { hosts[host].nextStart = now + bounds.spacing }
        active += 1
        feeds[number].isActive = true
        feeds[number].due = .infinity
        started.append(feeds[number].name)
      }
      offer(first.number)
    }
    return started
  }

  /// The next feed of a host that is still due and whose domain is not held.
  private mutating func nextWaiting(of host: Int, now: Double) -> Int? {
    while !hosts[host].waiting.isEmpty {
      let entry = hosts[host].waiting.removeFirst()
      let feed = feeds[Int(entry.number)]
      guard feed.stamp == entry.stamp, !feed.isActive, !feed.isRemoved, feed.host == host
      else { continue }
      if let hold = domainHolds[feed.domain], hold > now {
        schedule(entry.number, at: hold)
        continue
      }
      return Int(entry.number)
    }
    return nil
  }

  /// Ends a poll; the feed falls due again at `next`.
  ///
  /// - Parameter host: where it is polled from now on.
  public mutating func finish(_ name: String, host: String, at now: Double, next: Double?) {
    guard let number = numbers[name], feeds[Int(number)].isActive else { return }
    feeds[Int(number)].isActive = false
    release(feeds[Int(number)].host)
    feeds[Int(number)].host = hostNumber(host)
    schedule(number, at: next)
  }

  private mutating func release(_ host: Int32) {
    active -= 1
    hosts[Int(host)].active -= 1
    offer(host)
  }

  // MARK: holds

  /// Nobody asks this host before `until`.
  public mutating func hold(host: String, until: Double) {
    let number = hostNumber(host)
    guard number != nowhere else { return }
    hosts[Int(number)].heldUntil = max(hosts[Int(number)].heldUntil, until)
    offer(number)
  }

  /// Nobody asks a host of this domain before `until`.
  public mutating func hold(domain: String, until: Double) {
    let number = domainNames.number(of: domain)
    domainHolds[number] = max(domainHolds[number] ?? -.infinity, until)
  }

  /// Puts a host that has feeds waiting and room for one into the queue.
  private mutating func offer(_ number: Int32) {
    let host = Int(number)
    guard !hosts[host].waiting.isEmpty,
      number == nowhere || hosts[host].active < bounds.perHost
    else { return }
    let time = max(hosts[host].nextStart, hosts[host].heldUntil)
    guard hosts[host].readyAt != time else { return }
    hosts[host].readyAt = time
    hosts[host].stamp &+= 1
    order += 1
    ready.insert(
      Entry(time: time, order: order, number: number, stamp: hosts[host].stamp))
  }

  // MARK: what is known

  /// When `start` may give something again; nil: not before `finish` or `schedule`.
  public func nextWake() -> Double? {
    guard active < bounds.total else { return nil }
    switch (due.min?.time, ready.min?.time) {
    case (let left?, let right?): return min(left, right)
    case (let left, let right): return left ?? right
    }
  }

  public func isActive(_ name: String) -> Bool {
    numbers[name].map { feeds[Int($0)].isActive } ?? false
  }

  /// When the feed falls due; nil: never, or it is being polled.
  public func due(_ name: String) -> Double? {
    guard let number = numbers[name], feeds[Int(number)].due.isFinite else { return nil }
    return feeds[Int(number)].due
  }

  // MARK: no stampede

  /// Spreads what fell due while nobody looked (the machine slept), as at a start.
  public mutating func spreadOverdue(now: Double) {
    var overdue: [Entry] = []
    while let first = due.min, first.time <= now {
      due.removeMin()
      let feed = feeds[Int(first.number)]
      if feed.stamp == first.stamp, !feed.isActive, !feed.isRemoved { overdue.append(first) }
    }
    let times = Self.spread(overdue.map(\.time), now: now)
    for (entry, time) in zip(overdue, times) { schedule(entry.number, at: time) }
  }

  /// Due times that keep many feeds from starting at once: what fell due before `now` is spread
  /// over a window that grows with their number, in their order. By default 500 start a second,
  /// all within five minutes.
  public static func spread(
    _ times: [Double], now: Double, perFeed: Double = 0.002, longest: Double = 300
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
