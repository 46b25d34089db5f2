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
    /// Where a poll begins.
    var host: Int32
    /// Where redirects led the last one, in their order.
    var others: [Int32] = []
    /// How many of its hosts keep a place for it, and the host that does so first.
    var claims: Int32 = 0
    var lead: Int32 = 0
    var stamp: Int32 = 0
    /// Whether a poll is on its way, or has all its places and waits for its second.
    var isActive = false
    var isRemoved = false
    var due = Double.infinity

    /// The host that gives a place as number `claim`.
    func host(at claim: Int32) -> Int32 {
      guard !others.isEmpty else { return host }
      let index = Int(lead + claim) % (others.count + 1)
      return index < others.count ? others[index] : host
    }

    var hostCount: Int32 { Int32(others.count) + 1 }
  }

  private struct Host: Sendable {
    var name: String
    /// Feeds that name it.
    var users: Int32 = 0
    /// Places taken, and those of them whose polls are on their way.
    var active: Int32 = 0
    var running: Int32 = 0
    var stamp: Int32 = 0
    var lastStart = -Double.infinity
    /// A spacing behind the last start that happened or is arranged.
    var nextStart = -Double.infinity
    var heldUntil = -Double.infinity
    /// When this host's valid entry in `ready` is for.
    var readyAt = Double.nan
    /// Feeds that are due and wait for the host, the longest waiting first; before them those that
    /// have places at other hosts already.
    var waiting = WaitingLine()
  }

  private struct WaitingLine: Sendable {
    var entries: [Entry] = []
    var head = 0

    var isEmpty: Bool { head == entries.count }

    var count: Int { entries.count - head }

    /// The entries, the first in line first.
    var all: ArraySlice<Entry> { entries[head...] }

    mutating func append(_ entry: Entry) { entries.append(entry) }

    /// Puts an entry behind the first ones that fulfil a condition.
    mutating func insert(_ entry: Entry, after isBefore: (Entry) -> Bool) {
      entries.insert(entry, at: all.firstIndex { !isBefore($0) } ?? entries.count)
    }

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

  public var bounds: Bounds
  public private(set) var active = 0
  private let domainOf: @Sendable (String) -> String
  private var numbers: [String: Int32] = [:]
  private var feeds: [Feed] = []
  private var free: [Int32] = []
  private var hostNumbers: [String: Int32] = [:]
  private var hosts: [Host] = []
  private var freeHosts: [Int32] = []
  /// When there are so many hosts, those that nobody needs any more are let go.
  private var sweepAt = 1024
  private var domainHolds: [String: Double] = [:]
  private var due = Heap<Entry>()
  private var ready = Heap<Entry>()
  /// Polls that have all their places, and when the last host's spacing lets them begin.
  private var delayed = Heap<Entry>()
  private var order = 0
  private var clock = -Double.infinity
  /// The host of files, which has no bounds.
  private let nowhere: Int32 = 0

  /// - Parameter domainOf: the registrable domain of a host, for holds of that scope.
  public init(
    _ bounds: Bounds = Bounds(),
    domainOf: @escaping @Sendable (String) -> String = { PublicSuffix.registrableDomain($0) }
  ) {
    self.bounds = bounds
    self.domainOf = domainOf
    hosts.append(Host(name: "", users: 1))
    hostNumbers[""] = nowhere
  }

  public var count: Int { numbers.count }

  /// How many hosts are known.
  var hostCount: Int { hostNumbers.count }

  // MARK: hosts

  private mutating func hostNumber(_ name: String) -> Int32 {
    if let known = hostNumbers[name] { return known }
    if hostNumbers.count >= sweepAt { sweepHosts() }
    let number: Int32
    if let old = freeHosts.popLast() {
      number = old
      let stamp = hosts[Int(old)].stamp
      hosts[Int(old)] = Host(name: name, stamp: stamp)
    } else {
      number = Int32(hosts.count)
      hosts.append(Host(name: name))
    }
    hostNumbers[name] = number
    return number
  }

  /// A server may redirect to another host every time: what is behind a feed no more is forgotten.
  private mutating func sweepHosts() {
    for (index, host) in hosts.enumerated() where index != Int(nowhere) && host.users == 0 {
      guard hostNumbers[host.name] == Int32(index), host.active == 0, host.waiting.isEmpty,
        max(host.nextStart, host.heldUntil) <= clock
      else { continue }
      hostNumbers[host.name] = nil
      hosts[index].stamp &+= 1
      hosts[index].name = ""
      freeHosts.append(Int32(index))
    }
    sweepAt = max(1024, 2 * hostNumbers.count)
  }

  private mutating func setHosts(_ number: Int32, host: String, via: [String]) {
    let first = hostNumber(host)
    hosts[Int(first)].users += 1
    var others: [Int32] = []
    for name in via where !name.isEmpty {
      let other = hostNumber(name)
      guard other != first, !others.contains(other) else { continue }
      hosts[Int(other)].users += 1
      others.append(other)
    }
    dropHosts(number)
    feeds[Int(number)].host = first
    feeds[Int(number)].others = others
  }

  private mutating func dropHosts(_ number: Int32) {
    let feed = feeds[Int(number)]
    guard feed.host >= 0 else { return }
    for host in feed.others + [feed.host] { hosts[Int(host)].users -= 1 }
    feeds[Int(number)].host = -1
    feeds[Int(number)].others = []
  }

  // MARK: feeds

  /// Adds a feed or changes where it is polled.
  ///
  /// - Parameters:
  ///   - host: what shares bounds and holds; the empty string: no bounds (a file).
  ///   - via: the hosts that its redirects lead to, as far as they are known, in their order: their
  ///     bounds and holds count too.
  public mutating func add(
    _ name: String, host: String, via: [String] = [], due time: Double?
  ) {
    if let number = numbers[name] {
      // A poll in hand is counted where it began, and its end says when the next one is.
      guard !feeds[Int(number)].isActive else { return }
      giveBack(number)
      setHosts(number, host: host, via: via)
      schedule(number, at: time)
      return
    }
    let number: Int32
    if let old = free.popLast() {
      number = old
      let stamp = feeds[Int(old)].stamp
      feeds[Int(old)] = Feed(name: name, host: -1, stamp: stamp)
    } else {
      number = Int32(feeds.count)
      feeds.append(Feed(name: name, host: -1))
    }
    numbers[name] = number
    setHosts(number, host: host, via: via)
    schedule(number, at: time)
  }

  public mutating func remove(_ name: String) {
    guard let number = numbers.removeValue(forKey: name) else { return }
    feeds[Int(number)].stamp &+= 1
    giveBack(number)
    dropHosts(number)
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
    guard !feeds[Int(number)].isActive else { return }
    giveBack(number)
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
    clock = max(clock, now)
    while let first = due.min, first.time <= now {
      due.removeMin()
      let feed = feeds[Int(first.number)]
      guard feed.stamp == first.stamp, !feed.isActive, !feed.isRemoved else { continue }
      let host = lead(first.number)
      hosts[Int(host)].waiting.append(first)
      offer(host)
    }
    var started: [String] = []
    while let first = delayed.min, first.time <= now {
      delayed.removeMin()
      let feed = feeds[Int(first.number)]
      guard feed.stamp == first.stamp, feed.isActive, !feed.isRemoved else { continue }
      let all = feed.others + [feed.host]
      // Whoever came late moves the ones behind him.
      let begin = all.reduce(now) { max($0, hosts[Int($1)].lastStart + bounds.spacing) }
      if let hold = hold(on: feed, now: now) {
        giveBack(first.number)
        schedule(first.number, at: hold)
      } else if begin > now {
        delay(first.number, until: begin)
      } else {
        markStart(all, at: now)
        started.append(feed.name)
      }
    }
    while active < bounds.total, let first = ready.min, first.time <= now {
      ready.removeMin()
      let host = Int(first.number)
      guard hosts[host].stamp == first.stamp else { continue }
      hosts[host].readyAt = .nan
      // A hold that came since moves the host back.
      if isOpen(first.number, now: now), let entry = nextWaiting(of: first.number, now: now),
        claim(entry, now: now)
      {
        started.append(feeds[Int(entry.number)].name)
      }
      offer(first.number)
    }
    return started
  }

  /// The host that a feed waits for first: where most others do, so that it keeps no place anywhere
  /// while it stands in a long line.
  private mutating func lead(_ number: Int32) -> Int32 {
    let feed = feeds[Int(number)]
    guard !feed.others.isEmpty else { return feed.host }
    let hosts = feed.others + [feed.host]
    let counts = hosts.map { self.hosts[Int($0)].waiting.count }
    let lead = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    feeds[Int(number)].lead = Int32(lead)
    return hosts[lead]
  }

  private func isOpen(_ number: Int32, now: Double) -> Bool {
    let host = hosts[Int(number)]
    return max(host.nextStart, host.heldUntil) <= now
      && (number == nowhere || host.active < bounds.perHost)
  }

  /// The next feed of a host that is still due and none of whose hosts and domains is held.
  private mutating func nextWaiting(of host: Int32, now: Double) -> Entry? {
    while !hosts[Int(host)].waiting.isEmpty {
      let entry = hosts[Int(host)].waiting.removeFirst()
      let feed = feeds[Int(entry.number)]
      guard feed.stamp == entry.stamp, !feed.isActive, !feed.isRemoved,
        feed.host(at: feed.claims) == host
      else { continue }
      if let hold = hold(on: feed, now: now) {
        schedule(entry.number, at: hold)
        continue
      }
      return entry
    }
    return nil
  }

  /// Gives a feed its place at the host that it waited for, and at the others that are open.
  ///
  /// A place is kept while the next host is waited for, and at the head of its line: polls end, and
  /// so does the wait. Where all places of the next host are kept by feeds that wait themselves, the
  /// feed gives back what it has and comes again, so that no two ever wait for each other.
  ///
  /// - Returns: whether the poll begins now.
  private mutating func claim(_ entry: Entry, now: Double) -> Bool {
    let number = Int(entry.number)
    take(entry.number)
    while feeds[number].claims < feeds[number].hostCount {
      let next = feeds[number].host(at: feeds[number].claims)
      if isOpen(next, now: now) {
        take(entry.number)
      } else if hosts[Int(next)].active >= bounds.perHost, hosts[Int(next)].running == 0 {
        schedule(entry.number, at: now + max(1, bounds.spacing))
        return false
      } else {
        let feeds = feeds
        hosts[Int(next)].waiting.insert(entry) { feeds[Int($0.number)].claims > 0 }
        offer(next)
        return false
      }
    }
    let feed = feeds[number]
    let all = feed.others + [feed.host]
    // Others may have begun there meanwhile.
    let begin = all.reduce(now) { max($0, hosts[Int($1)].nextStart) }
    for host in all { hosts[Int(host)].running += 1 }
    active += 1
    feeds[number].isActive = true
    feeds[number].due = .infinity
    guard begin > now else {
      markStart(all, at: now)
      return true
    }
    delay(entry.number, until: begin)
    return false
  }

  /// Arranges the start of a poll that has all its places.
  private mutating func delay(_ number: Int32, until begin: Double) {
    let feed = feeds[Int(number)]
    for host in feed.others + [feed.host] {
      hosts[Int(host)].nextStart = max(hosts[Int(host)].nextStart, begin + bounds.spacing)
    }
    order += 1
    delayed.insert(Entry(time: begin, order: order, number: number, stamp: feed.stamp))
  }

  private mutating func markStart(_ all: [Int32], at now: Double) {
    for host in all where host != nowhere {
      hosts[Int(host)].lastStart = now
      hosts[Int(host)].nextStart = max(hosts[Int(host)].nextStart, now + bounds.spacing)
    }
  }

  private mutating func take(_ number: Int32) {
    let host = feeds[Int(number)].host(at: feeds[Int(number)].claims)
    hosts[Int(host)].active += 1
    feeds[Int(number)].claims += 1
  }

  /// Gives back all places of a feed, those of its poll included.
  private mutating func giveBack(_ number: Int32) {
    let feed = feeds[Int(number)]
    guard feed.claims > 0 else { return }
    feeds[Int(number)].claims = 0
    feeds[Int(number)].isActive = false
    if feed.isActive { active -= 1 }
    for claim in 0..<feed.claims {
      let host = feed.host(at: claim)
      hosts[Int(host)].active -= 1
      if feed.isActive { hosts[Int(host)].running -= 1 }
      offer(host)
    }
  }

  /// Ends a poll; the feed falls due again at `next`.
  ///
  /// - Parameters:
  ///   - host: where it is polled from now on; nil: where it was.
  ///   - via: the hosts that redirects led to.
  public mutating func finish(
    _ name: String, host: String?, via: [String] = [], at now: Double, next: Double?
  ) {
    guard let number = numbers[name], feeds[Int(number)].isActive else { return }
    clock = max(clock, now)
    giveBack(number)
    if let host { setHosts(number, host: host, via: via) }
    schedule(number, at: next)
  }

  // MARK: holds

  /// Nobody asks this host before `until`.
  public mutating func hold(host: String, until: Double) {
    let number = hostNumber(host)
    guard number != nowhere else { return }
    hosts[Int(number)].heldUntil = max(hosts[Int(number)].heldUntil, until)
    // Who has a place elsewhere must not keep it for as long.
    for entry in hosts[Int(number)].waiting.all {
      let feed = feeds[Int(entry.number)]
      guard feed.stamp == entry.stamp, feed.claims > 0, !feed.isActive else { break }
      schedule(entry.number, at: hosts[Int(number)].heldUntil)
    }
    offer(number)
  }

  /// Nobody asks a host of this domain before `until`.
  public mutating func hold(domain: String, until: Double) {
    if domainHolds.count > 1024 { domainHolds = domainHolds.filter { $0.value > clock } }
    domainHolds[domain] = max(domainHolds[domain] ?? -.infinity, until)
  }

  /// Until when a host is held, by itself or by its domain; nil: it is not.
  public func hold(onHost name: String, now: Double) -> Double? {
    var until = hostNumbers[name].map { hosts[Int($0)].heldUntil } ?? -.infinity
    if !domainHolds.isEmpty, let hold = domainHolds[domainOf(name)] { until = max(until, hold) }
    return until > now ? until : nil
  }

  /// Until when one of a feed's hosts is held; nil: none is.
  private func hold(on feed: Feed, now: Double) -> Double? {
    if domainHolds.isEmpty, feed.others.isEmpty {
      let until = hosts[Int(feed.host)].heldUntil
      return until > now ? until : nil
    }
    return (feed.others + [feed.host]).compactMap { hold(onHost: hosts[Int($0)].name, now: now) }
      .max()
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
    var times = [delayed.min?.time]
    if active < bounds.total { times += [due.min?.time, ready.min?.time] }
    return times.compactMap(\.self).min()
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
