import HeapModule
import Journal
import Testing

@testable import Watch

/// A week of polls with a simulated clock: the roster and the policy as the daemon uses them, and
/// servers of which a third fails in every way.
@Suite("A simulated week")
struct WeekTests {
  enum Server: Int, CaseIterable {
    case steady, changing, unchanging, maxAge, ttl, skipping
    case failing, flapping, timingOut, refusing, gone, throttling, throttlingDate, noFeed, slow
  }

  struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// Ends of polls on their way.
  struct Ending: Comparable {
    var time: Double
    var index: Int
    static func < (left: Ending, right: Ending) -> Bool {
      (left.time, left.index) < (right.time, right.index)
    }
  }

  /// 2026-11-24, 10:00 UTC.
  static let epoch: Int64 = 1_795_514_400_000
  static let week = 7 * 86_400.0

  static func hints(_ change: (inout PublisherHints) -> Void) -> PublisherHints {
    var hints = PublisherHints()
    change(&hints)
    return hints
  }

  func outcome(
    _ server: Server, _ time: Double, _ random: inout Random
  ) -> (PollOutcome, seconds: Double) {
    let plain = CacheHints()
    let isNew = Double.random(in: 0..<1, using: &random) < 0.3
    switch server {
    case .steady: return (.answered(changed: isNew, plain, PublisherHints()), 0.2)
    case .changing: return (.answered(changed: true, plain, PublisherHints()), 0.2)
    case .unchanging: return (.unchanged(plain), 0.05)
    case .maxAge: return (.unchanged(CacheHints(freshness: 3600)), 0.1)
    case .ttl: return (.answered(changed: isNew, plain, Self.hints { $0.ttl = 7200 }), 0.2)
    case .skipping:
      return (.answered(changed: isNew, plain, Self.hints { $0.skipHours = Array(0..<6) }), 0.2)
    case .failing: return (.failed, 0.1)
    case .flapping:
      return Int(time / 7200) % 2 == 0
        ? (.failed, 0.1) : (.answered(changed: isNew, plain, PublisherHints()), 0.2)
    case .timingOut: return (.failed, 30)
    case .refusing: return (.refused(status: [401, 403, 404][Int(time) % 3]), 0.1)
    case .gone: return (.gone, 0.1)
    case .throttling:
      return isNew
        ? (.throttled(status: 429, retryAfter: 1800), 0.1) : (.unchanged(plain), 0.1)
    case .throttlingDate: return (.throttled(status: 503, retryAfter: 5400), 0.1)
    case .noFeed: return (.failed, 0.3)
    case .slow: return (.answered(changed: isNew, plain, PublisherHints()), 25)
    }
  }

  @Test("No host is asked more often than its rules allow, no feed starves, none dies silently")
  func week() throws {
    var random = Random(state: 7)
    var configuration = Configuration(path: "week")
    var servers: [Server] = []
    for index in 0..<450 {
      var feed = FeedConfiguration(
        name: "f\(index)", location: .init(file: "week", line: index),
        // Three feeds of one kind share a host.
        url: "http://h\(index / 45)-\(index % 15).example.org/\(index)")
      feed.interval = 900
      configuration.feeds.append(feed)
      servers.append(Server.allCases[index % 15])
    }
    #expect(servers.count { $0.rawValue >= Server.failing.rawValue } >= 150, "a third fails")
    let bounds = Scheduler.Bounds(total: 64, perHost: 2, spacing: 1)
    var roster = FeedRoster(bounds)
    roster.begin(configuration, rows: [], now: 0, wall: Self.epoch)
    var rows = configuration.feeds.map { FeedRow(name: $0.name, url: $0.url) }
    var histories = [PollHistory](repeating: PollHistory(), count: rows.count)
    var starts = [[Double]](repeating: [], count: rows.count)
    var notBefore = [Double](repeating: 0, count: rows.count)
    var hostStarts: [String: Double] = [:]
    var hostActive: [String: Int] = [:]
    var hostHeld: [String: Double] = [:]
    var endings = Heap<Ending>()
    let index = Dictionary(
      uniqueKeysWithValues: configuration.feeds.enumerated().map { ($1.name, $0) })
    var now = 0.0
    var broken: Set<String> = []
    func place(_ index: Int) -> String { URLText.host(configuration.feeds[index].url) }
    while now < Self.week {
      for name in roster.start(now: now) {
        let feed = try #require(index[name])
        let host = place(feed)
        // Plain conditions: half a million expectations take their time.
        if let last = hostStarts[host], now - last < 0.999 { broken.insert("spacing of \(host)") }
        if now < hostHeld[host] ?? 0 { broken.insert("\(host) wants to be left alone") }
        if now < notBefore[feed] { broken.insert("\(name) is asked too soon") }
        hostStarts[host] = now
        hostActive[host, default: 0] += 1
        if hostActive[host] ?? 0 > 2 { broken.insert("\(host) is asked three times at once") }
        starts[feed].append(now)
        let (_, seconds) = outcome(servers[feed], now, &random)
        endings.insert(Ending(time: now + seconds, index: feed))
      }
      if roster.scheduler.active > 64 { broken.insert("too many polls at once") }
      now = min(endings.min?.time ?? .infinity, roster.scheduler.nextWake() ?? .infinity)
      while let end = endings.min, end.time <= now {
        endings.removeMin()
        let feed = end.index
        let wall = Self.epoch + Int64(now * 1000)
        let (outcome, _) = outcome(servers[feed], now, &random)
        let decision = PollPolicy(configuration.feeds[feed], configuration.http).decide(
          outcome, &histories[feed], now: wall, random: Double.random(in: 0...1, using: &random))
        rows[feed].errorsInRow = histories[feed].failures
        hostActive[place(feed), default: 0] -= 1
        if let hold = decision.hold {
          let until = Double(hold - Self.epoch) / 1000 - 0.01
          hostHeld[place(feed)] = max(hostHeld[place(feed)] ?? 0, until)
        }
        notBefore[feed] =
          max(
            now + 450, histories[feed].notBefore.map { Double($0 - Self.epoch) / 1000 } ?? 0) - 0.01
        roster.finish(
          configuration.feeds[feed], rows[feed], decision: decision, answeringHost: nil,
          now: now, wall: wall)
      }
    }
    #expect(broken == [])
    for (feed, server) in servers.enumerated() {
      let times = starts[feed]
      let longest = zip(times.dropFirst(), times).map { $0 - $1 }.max() ?? 0
      switch server {
      case .gone: #expect(times.count == 1 && histories[feed].stopped != nil)
      default:
        // A day is the longest backoff; hosts that are held, jitter and skipped hours add to it.
        #expect(longest < 1.3 * 86_400, "f\(feed) (\(server)) waited \(longest) s")
        #expect(
          Self.week - (times.last ?? 0) < 1.3 * 86_400, "f\(feed) (\(server)) died silently")
      }
      switch server {
      case .steady: #expect(times.count > 300, "\(times.count)")
      case .changing: #expect(times.count > 600)
      case .maxAge: #expect(times.count < 169)
      case .ttl: #expect(times.count < 85 && times.count > 70)
      case .failing, .timingOut, .noFeed: #expect(times.count < 60 && times.count >= 7)
      case .refusing: #expect(times.count < 60)
      case .skipping:
        for time in times.dropFirst() {
          #expect(Int((Double(Self.epoch) / 1000 + time) / 3600) % 24 >= 6, "a skipped hour")
        }
      default: break
      }
    }
  }

  @Test("What a start reads of the state: the schedule, and an interval that was changed since")
  func starts() throws {
    let folder = try TemporaryFolder()
    let state = try StateStore(directory: folder.path)
    var feed = FeedConfiguration(
      name: "a", location: .init(file: "", line: 0), url: "http://a.org/")
    var row = FeedRow(name: "a", url: feed.url)
    var history = PollHistory()
    let decision = PollPolicy(feed, HTTPSettings()).decide(
      .unchanged(CacheHints(freshness: 120)), &history, now: Self.epoch, random: 0)
    history.via = ["b.org"]
    row.lastPoll = Self.epoch
    row.nextPoll = decision.next
    row.schedule = history.text
    try state.remember([PollMemory(row: row)], position: .start)
    let start = try #require(try state.feedStarts().first)
    #expect(start.notBefore == Self.epoch + 120_000)
    #expect(start.via == ["b.org"] && !start.isStopped && start.heldUntil == nil)
    #expect(start.next(feed) == decision.next)
    feed.interval = 300
    #expect(start.next(feed) == Self.epoch + 300_000)
    feed.interval = 60
    feed.floor = 60
    #expect(start.next(feed) == Self.epoch + 120_000, "not before the server allows it")
  }

  @Test("After a sleep of hours what is overdue is spread; a wall clock that jumps moves nothing")
  func sleepAndJumps() {
    var configuration = Configuration(path: "sleep")
    for index in 0..<5000 {
      configuration.feeds.append(
        FeedConfiguration(
          name: "f\(index)", location: .init(file: "", line: 0), url: "http://h\(index).org/"))
    }
    var roster = FeedRoster(Scheduler.Bounds(total: 10_000))
    let wall = Self.epoch
    func rows(heldUntil: Int64? = nil) -> [FeedStart] {
      configuration.feeds.enumerated().map { index, feed in
        FeedStart(
          name: feed.name, url: feed.url, nextPoll: wall + Int64(index % 900) * 1000,
          heldUntil: heldUntil)
      }
    }
    roster.begin(configuration, rows: rows(), now: 0, wall: wall)
    // The steady clock counts the machine's sleep.
    let first = roster.start(now: 7200)
    #expect(first.count < 100, "\(first.count) at once")
    var started = first.count
    for step in 1...40 { started += roster.start(now: 7200 + Double(step) / 4).count }
    #expect(started == 5000, "and all within ten seconds")
    // A start with a clock a year off, either way.
    for year: Int64 in [-31_536_000_000, 31_536_000_000] {
      var other = FeedRoster(Scheduler.Bounds(total: 10_000))
      other.begin(
        configuration, rows: rows(heldUntil: wall + 3_600_000), now: 0, wall: wall + year)
      var count = other.start(now: 0).count
      #expect(count < 100)
      #expect((other.scheduler.nextWake() ?? .infinity) <= 9 * 86_400)
      while let wake = other.scheduler.nextWake(), wake <= 9 * 86_400 {
        count += other.start(now: wake).count
      }
      #expect(count == 5000, "none is put off for a year")
    }
  }
}
