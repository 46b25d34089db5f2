internal import Journal

/// The schedule of many feeds without their servers, for `feedwatch-bench`.
public enum ScheduleMeasurement {
  public struct Result: Sendable {
    /// From opening the state until the first feed could be asked, seconds.
    public var startSeconds: Double
    /// Of one decision: when a poll is over, which feed is next, and when this one is again.
    public var decisionSeconds: Double
  }

  private static func configuration(_ count: Int) -> Configuration {
    var configuration = Configuration(path: "bench")
    configuration.feeds.reserveCapacity(count)
    for index in 0..<count {
      configuration.feeds.append(
        FeedConfiguration(
          name: "publisher-\(index)", location: SourceLocation(file: "bench", line: index),
          url: "https://www.site\(index / 3).example.org/feeds/section-\(index % 3)/rss.xml"))
    }
    return configuration
  }

  /// Writes rows as polls leave them, for `count` feeds, three a host, each tenth failing.
  public static func prepare(directory: String, count: Int) throws(StateError) {
    let state = try StateStore(directory: directory)
    let now = WallClock.milliseconds()
    var generator = SystemRandomNumberGenerator()
    var rows: [PollMemory] = []
    for settings in configuration(count).feeds {
      var row = FeedRow(name: settings.name, url: settings.url)
      var history = PollHistory()
      let random = Double.random(in: 0...1, using: &generator)
      let isFailing = random < 0.1
      let decision = PollPolicy(settings, HTTPSettings()).decide(
        isFailing ? .failed : .unchanged(CacheHints(freshness: 600)), &history, now: now,
        random: random)
      row.etag = Array("\"5f3c-\(settings.name)\"".utf8)
      row.lastModified = Array("Sat, 13 Jul 2024 09:20:00 GMT".utf8)
      row.lastPoll = now
      // Some overdue, most to come.
      row.nextPoll = decision.next.map { $0 - 90_000 }
      row.lastResult = isFailing ? "503: the service is not available" : "304"
      row.errorsInRow = history.failures
      row.schedule = history.text
      rows.append(PollMemory(row: row))
    }
    for start in stride(from: 0, to: rows.count, by: 1000) {
      try state.remember(
        Array(rows[start..<min(start + 1000, rows.count)]),
        position: .start)
    }
    state.close()
  }

  /// Takes the feeds up and runs the schedule with a simulated clock, all answers being 304s.
  public static func measure(
    directory: String, count: Int, decisions: Int
  ) throws(StateError) -> Result {
    let configuration = configuration(count)
    let began = SteadyClock.nanoseconds()
    let state = try StateStore(directory: directory)
    let rows = try state.feedStarts()
    var roster = FeedRoster(Scheduler.Bounds())
    var wall = WallClock.milliseconds()
    var now = 0.0
    roster.begin(configuration, rows: rows, now: now, wall: wall)
    let started = SteadyClock.nanoseconds()
    var random = SystemRandomNumberGenerator()
    var done = 0
    var spent: UInt64 = 0
    let policy = PollPolicy()
    while done < decisions {
      let begin = SteadyClock.nanoseconds()
      let names = roster.start(now: now)
      for name in names {
        guard let feed = roster.feeds[name] else { continue }
        let settings = configuration.feeds[feed.index]
        var history = PollHistory()
        let decision = policy.decide(
          .unchanged(CacheHints()), &history, now: wall,
          random: Double.random(in: 0...1, using: &random))
        roster.finish(
          settings, FeedRow(name: name, url: settings.url), decision: decision,
          answeringHost: nil, now: now, wall: wall)
      }
      let wake = roster.scheduler.nextWake()
      spent += SteadyClock.nanoseconds() - begin
      done += names.count
      let step = max(0, (wake ?? now + 1) - now)
      now += step
      wall += Int64(step * 1000)
    }
    return Result(
      startSeconds: Double(started - began) / 1e9,
      decisionSeconds: Double(spent) / 1e9 / Double(max(1, done)))
  }
}
