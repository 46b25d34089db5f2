import Glibc
internal import Journal

/// The schedule of many feeds without their servers, for `feedwatch-bench`.
public enum ScheduleMeasurement {
  /// Seconds of the clock, and of this process's processor time.
  public struct Duration: Sendable {
    public var wall = 0.0
    public var processor = 0.0

    static func now() -> Duration {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Duration(
        wall: Double(SteadyClock.nanoseconds()) / 1e9,
        processor: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    static func - (left: Duration, right: Duration) -> Duration {
      Duration(wall: left.wall - right.wall, processor: left.processor - right.processor)
    }
  }

  public struct Result: Sendable {
    /// To read the configuration.
    public var configuration: Duration
    /// From opening the state until the first feed could be asked.
    public var start: Duration
    /// Of one decision: when a poll is over, which feed is next, and when this one is again.
    public var decision: Duration
  }

  private static func path(_ directory: String) -> String { directory + "/feeds.conf" }

  private static func load(_ directory: String) throws(OpeningError) -> Configuration {
    do {
      return try Configuration.load(path(directory))
    } catch {
      throw OpeningError(description: "\(error)")
    }
  }

  private static func writeConfiguration(_ directory: String, _ count: Int) -> Bool {
    guard let file = fopen(path(directory), "w") else { return false }
    defer { fclose(file) }
    for index in 0..<count {
      let table = FeedTable(
        name: "publisher-\(index)",
        url: "https://www.site\(index / 3).example.org/feeds/section-\(index % 3)/rss.xml",
        title: "Publisher \(index / 3), section \(index % 3)", tags: ["world", "news"])
      fputs(table.toml + "\n", file)
    }
    return true
  }

  /// Writes feeds.conf, and rows as polls leave them, for `count` feeds, three a host, each tenth
  /// failing.
  ///
  /// - Parameter later: seconds by which all next polls are put off.
  public static func prepare(directory: String, count: Int, later: Double = 0) throws {
    guard writeConfiguration(directory, count) else {
      throw OpeningError(description: "\(path(directory)) cannot be written")
    }
    let state = try StateStore(directory: directory)
    let now = WallClock.milliseconds()
    var generator = SystemRandomNumberGenerator()
    var rows: [PollMemory] = []
    for settings in try load(directory).feeds {
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
      row.nextPoll = decision.next.map { $0 - 90_000 + Int64(later * 1000) }
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
  public static func measure(directory: String, decisions: Int) throws -> Result {
    let began = Duration.now()
    let configuration = try load(directory)
    let configured = Duration.now()
    let state = try StateStore(directory: directory)
    let rows = try state.feedStarts()
    var roster = FeedRoster(Scheduler.Bounds())
    var wall = WallClock.milliseconds()
    var now = 0.0
    roster.begin(configuration, rows: rows, now: now, wall: wall)
    let started = Duration.now()
    var random = SystemRandomNumberGenerator()
    var done = 0
    let policy = PollPolicy()
    while done < decisions {
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
      done += names.count
      let step = max(0, (wake ?? now + 1) - now)
      now += step
      wall += Int64(step * 1000)
    }
    let spent = Duration.now() - started
    return Result(
      configuration: configured - began, start: started - configured,
      decision: Duration(
        wall: spent.wall / Double(max(1, done)), processor: spent.processor / Double(max(1, done))))
  }
}
