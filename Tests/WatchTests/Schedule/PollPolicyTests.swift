import Testing

@testable import Watch

@Suite("Poll policy")
struct PollPolicyTests {
  /// 2026-11-24 (a Tuesday), 10:00 UTC.
  static let now: Int64 = 1_795_514_400_000
  static let minute: Double = 60
  static let hour: Double = 3600

  private func wait(
    _ outcome: PollOutcome, _ policy: PollPolicy = PollPolicy(), random: Double = 0,
    history: PollHistory = PollHistory()
  ) -> Double? {
    var history = history
    let decision = policy.decide(outcome, &history, now: Self.now, random: random)
    return decision.next.map { Double($0 - Self.now) / 1000 }
  }

  private static func hints(_ change: (inout PublisherHints) -> Void) -> PublisherHints {
    var hints = PublisherHints()
    change(&hints)
    return hints
  }

  @Test(
    "After a success the longest wish counts, up to the ceiling",
    arguments: [
      (nil, PublisherHints(), 900.0),
      (60, PublisherHints(), 900),
      (1800, PublisherHints(), 1800),
      (7 * 86_400, PublisherHints(), 86_400),
      (nil, hints { $0.ttl = 3600 }, 3600),
      (5000, hints { $0.ttl = 3600 }, 5000),
      (nil, hints { $0.updatePeriod = 7200 }, 7200),
      (nil, hints { $0.updatePeriod = 60 }, 900),
    ] as [(Double?, PublisherHints, Double)])
  func wishes(freshness: Double?, publisher: PublisherHints, expected: Double) {
    let cache = CacheHints(freshness: freshness)
    #expect(wait(.answered(changed: true, cache, publisher)) == expected)
  }

  @Test("The floor holds, and may be a second")
  func floor() {
    let quick = PollPolicy(interval: 1, floor: 1, ceiling: 60)
    #expect(wait(.unchanged(CacheHints()), quick) == 1)
    let raised = PollPolicy(interval: 10, floor: 60, ceiling: 600)
    #expect(wait(.unchanged(CacheHints()), raised) == 60)
  }

  @Test("Jitter never asks sooner, and at most a twentieth later")
  func jitter() throws {
    let latest = try #require(wait(.unchanged(CacheHints()), random: 1))
    #expect(latest == 945)
  }

  @Test(
    "skipHours and skipDays move the poll to the next hour that is allowed",
    arguments: [
      // 10:15 is skipped, 11 is allowed.
      (hints { $0.skipHours = [10] }, 3600.0),
      (hints { $0.skipHours = Array(10...23) }, 14 * 3600),
      // All Tuesday; Wednesday begins in 14 hours.
      (hints { $0.skipDays = [2] }, 14 * 3600),
      (
        hints {
          $0.skipDays = [2]
          $0.skipHours = [0, 1]
        }, 16 * 3600
      ),
      // What leaves no hour at all cannot be meant.
      (hints { $0.skipHours = Array(0...23) }, 900),
      (hints { $0.skipDays = Array(0...6) }, 900),
      (hints { $0.skipHours = [9, 12, -1, 24, 99] }, 900),
    ] as [(PublisherHints, Double)])
  func skipping(publisher: PublisherHints, expected: Double) {
    #expect(wait(.answered(changed: false, CacheHints(), publisher)) == expected)
  }

  @Test("sy:updateBase aligns the poll behind the publisher's update")
  func updateBase() throws {
    let publisher = Self.hints {
      $0.updatePeriod = 3600
      $0.updateBase = Self.now - 86_400_000 + 600_000  // ten past every hour
    }
    // An hour from 10:00 is 11:00; the next update behind it is at 11:10.
    #expect(wait(.answered(changed: false, CacheHints(), publisher)) == 4200)
  }

  @Test("A 304 keeps what the feed said")
  func unchangedKeepsHints() {
    var history = PollHistory()
    let policy = PollPolicy()
    _ = policy.decide(
      .answered(changed: true, CacheHints(), Self.hints { $0.ttl = 3600 }), &history,
      now: Self.now, random: 0)
    #expect(wait(.unchanged(CacheHints()), history: history) == 3600)
  }

  @Test("Failures back off with full jitter up to a day, and never for ever")
  func backoff() throws {
    let policy = PollPolicy()
    var history = PollHistory()
    var most: [Double] = []
    for _ in 0..<40 {
      let decision = policy.decide(.failed, &history, now: Self.now, random: 1)
      most.append(Double(try #require(decision.next) - Self.now) / 1000)
    }
    #expect(Array(most.prefix(4)) == [1800, 3600, 7200, 14_400])
    #expect(most.last == 86_400)
    #expect(zip(most, most.dropFirst()).allSatisfy { $0 <= $1 })
    // The least is the interval: a failing server is not asked more often than a healthy one.
    #expect(wait(.failed, random: 0, history: history) == 900)
    _ = policy.decide(.unchanged(CacheHints()), &history, now: Self.now, random: 0)
    #expect(history.failures == 0)
  }

  @Test("401, 403 and 404 slow down by an interval each time", arguments: [401, 403, 404])
  func refused(status: Int) throws {
    let policy = PollPolicy()
    var history = PollHistory()
    var waits: [Double] = []
    for _ in 0..<200 {
      let decision = policy.decide(.refused(status: status), &history, now: Self.now, random: 0)
      waits.append(Double(try #require(decision.next) - Self.now) / 1000)
    }
    #expect(Array(waits.prefix(3)) == [1800, 2700, 3600])
    #expect(waits.last == 86_400)
  }

  @Test("410 stops the feed and says so; a success later starts it again")
  func gone() {
    let policy = PollPolicy()
    var history = PollHistory()
    let decision = policy.decide(.gone, &history, now: Self.now, random: 0)
    #expect(decision.next == nil)
    #expect(!decision.notices.isEmpty)
    #expect(history.stopped != nil)
    _ = policy.decide(.unchanged(CacheHints()), &history, now: Self.now, random: 0)
    #expect(history.stopped == nil)
  }

  @Test(
    "Retry-After is obeyed, and holds back the scope",
    arguments: [
      (60.0, 900.0, 60_000 as Int64), (7200, 7200, 7_200_000), (1e9, 604_800, 604_800_000),
    ])
  func retryAfter(seconds: Double, expected: Double, hold: Int64) {
    var history = PollHistory()
    let decision = PollPolicy().decide(
      .throttled(status: 429, retryAfter: seconds), &history, now: Self.now, random: 0)
    #expect(decision.next.map { Double($0 - Self.now) / 1000 } == expected)
    #expect(decision.hold == Self.now + hold)
    #expect(history.heldUntil == Self.now + hold)
  }

  @Test("429 without Retry-After backs off as a failure does")
  func throttled() {
    #expect(wait(.throttled(status: 503, retryAfter: nil), random: 1) == 1800)
    #expect(wait(.throttled(status: 503, retryAfter: nil), random: 0) == 900)
    // 429 says that it was too often: the wait doubles for certain.
    #expect(wait(.throttled(status: 429, retryAfter: nil), random: 0) == 1800)
    #expect(wait(.throttled(status: 429, retryAfter: 0), random: 0) == 1800)
  }

  @Test("A failing answer's own max-age or Retry-After is obeyed, up to a bound")
  func failingHints() {
    func wait(_ outcome: PollOutcome, _ hints: CacheHints) -> Double? {
      var history = PollHistory()
      let decision = PollPolicy().decide(
        outcome, hints: hints, &history, now: Self.now, random: 0)
      return decision.next.map { Double($0 - Self.now) / 1000 }
    }
    #expect(wait(.failed, CacheHints(freshness: 5000)) == 5000)
    #expect(wait(.refused(status: 404), CacheHints(retryAfter: 7200)) == 7200)
    #expect(wait(.failed, CacheHints(freshness: 60)) == 900)
    #expect(wait(.failed, CacheHints(freshness: 1e9)) == 86_400)
    #expect(wait(.gone, CacheHints(freshness: 60)) == nil)
  }

  @Test("A 304 that says nothing of its freshness keeps the answer's max-age")
  func storedMaxAge() {
    var history = PollHistory()
    let policy = PollPolicy()
    let answer = CacheHints(header: { $0 == "cache-control" ? "max-age=5000" : nil }, now: Self.now)
    _ = policy.decide(
      .answered(changed: true, answer, PublisherHints()), &history, now: Self.now, random: 0)
    #expect(wait(.unchanged(CacheHints()), history: history) == 5000)
    let other = CacheHints(header: { $0 == "cache-control" ? "no-cache" : nil }, now: Self.now)
    _ = policy.decide(.unchanged(other), &history, now: Self.now, random: 0)
    #expect(wait(.unchanged(CacheHints()), history: history) == 900)
  }

  @Test("What led to a host that wants to be left alone comes again when that is over")
  func heldBack() {
    var history = PollHistory()
    history.failures = 2
    let decision = PollPolicy().decide(
      .heldBack(5000), &history, now: Self.now, random: 0)
    #expect(decision.next == Self.now + 5_000_000)
    #expect(decision.hold == nil, "the hold is not this feed's")
    #expect(history.failures == 2)
    #expect(wait(.heldBack(5)) == 900)
  }

  @Test("skipHours hold for a failing feed too")
  func skippingFailures() {
    var history = PollHistory()
    history.publisher.skipHours = [10]
    #expect(wait(.failed, history: history) == 3600)
  }

  @Test("A changed interval counts from the last poll, but undercuts no rule of the server's")
  func rescheduled() {
    let policy = PollPolicy(interval: 60, floor: 1)
    var history = PollHistory()
    func next() -> Int64 {
      policy.rescheduled(
        lastPoll: Self.now, notBefore: history.notBefore, heldUntil: history.heldUntil)
    }
    #expect(next() == Self.now + 60_000)
    _ = PollPolicy().decide(
      .unchanged(CacheHints(freshness: 600)), &history, now: Self.now, random: 0)
    #expect(next() == Self.now + 600_000)
    _ = PollPolicy().decide(
      .throttled(status: 503, retryAfter: 7200), &history, now: Self.now, random: 0)
    #expect(next() == Self.now + 7_200_000)
  }

  @Test("Who writes an interval of seconds is not polled faster still")
  func shortIntervals() {
    let policy = PollPolicy(interval: 4, floor: 1)
    var history = PollHistory()
    for _ in 0..<20 {
      let decision = policy.decide(
        .answered(changed: true, CacheHints(), PublisherHints()), &history, now: Self.now,
        random: 0)
      #expect(decision.next == Self.now + 4000)
    }
  }

  @Test("A feed that never changes is asked more rarely, one that always does more often")
  func adaptive() throws {
    let policy = PollPolicy()
    var history = PollHistory()
    var now = Self.now
    var last = 0.0
    _ = policy.decide(
      .answered(changed: true, CacheHints(), PublisherHints()), &history, now: now, random: 0)
    for _ in 0..<400 {
      let decision = policy.decide(.unchanged(CacheHints()), &history, now: now, random: 0)
      let next = try #require(decision.next)
      last = Double(next - now) / 1000
      now = next
    }
    #expect(last > 40_000 && last <= 86_400)
    for _ in 0..<10 {
      _ = policy.decide(
        .answered(changed: true, CacheHints(), PublisherHints()), &history, now: now, random: 0)
      now += 900_000
    }
    #expect(
      wait(.answered(changed: true, CacheHints(), PublisherHints()), history: history) == 450)
    let fixed = PollPolicy(isAdaptive: false)
    #expect(
      wait(.answered(changed: true, CacheHints(), PublisherHints()), fixed, history: history)
        == 900)
  }

  @Test("A permanent redirect is believed after three equal answers over a day")
  func permanentRedirect() {
    let policy = PollPolicy()
    var history = PollHistory()
    let hour: Int64 = 3_600_000
    func see(_ target: String?, _ at: Int64) -> String? {
      policy.confirm(permanentTarget: target, &history, now: Self.now + at)
    }
    #expect(see("https://e.org/new", 0) == nil)
    #expect(see("https://e.org/new", hour) == nil)
    #expect(see("https://e.org/new", 2 * hour) == nil)
    // A temporary one in between, or another target, starts the count again.
    #expect(see(nil, 3 * hour) == nil)
    #expect(see("https://e.org/new", 4 * hour) == nil)
    #expect(see("https://e.org/other", 5 * hour) == nil)
    #expect(see("https://e.org/new", 6 * hour) == nil)
    #expect(see("https://e.org/new", 7 * hour) == nil)
    #expect(see("https://e.org/new", 31 * hour) == "https://e.org/new")
    #expect(history.redirect == nil)
  }

  @Test("What is remembered is read back")
  func historyText() {
    var history = PollHistory()
    history.failures = 3
    history.gap = 12.5
    history.publisher.skipDays = [0, 6]
    history.publisher.skipHours = [1, 23]
    history.publisher.ttl = 3600
    history.publisher.updatePeriod = 0.5
    history.publisher.updateBase = -5
    history.redirect = RedirectCandidate(target: "https://e.org/a%20b", count: 2, first: 5)
    history.heldUntil = 7
    history.notBefore = 8
    history.stopped = "gone for good"
    history.lastChange = 9
    history.changes = 0b101
    history.polls = 8
    history.maxAge = 600
    history.validatorURL = "https://e.org/x?y z"
    history.isCut = true
    history.interval = 900
    history.via = ["a.org", "b.org:8080"]
    history.reasons = ["one: two", "three"]
    #expect(PollHistory(text: history.text) == history)
    for broken in ["broken", "{\"failures\":3}", "failures x\ngap nan\nskip-hours 99,a\n\n \n"] {
      #expect(PollHistory(text: broken) == PollHistory())
    }
  }
}

@Suite("Cache hints")
struct CacheHintsTests {
  private func hints(_ fields: [String: String]) -> CacheHints {
    CacheHints(header: { fields[$0] }, now: PollPolicyTests.now)
  }

  @Test(
    "Freshness",
    arguments: [
      (["cache-control": "max-age=600"], 600.0),
      (["cache-control": "public, MAX-AGE = \"600\", x"], 600),
      (["cache-control": "max-age=600", "age": "100"], 500),
      (["cache-control": "max-age=60", "age": "100"], 0),
      (["cache-control": "no-cache, max-age=600"], nil),
      (["cache-control": "no-store"], nil),
      (["cache-control": "max-age=soon"], nil),
      (["cache-control": "max-age=-1"], nil),
      (["cache-control": "max-age=infinity"], nil),
      (["cache-control": "max-age=99999999999999999999999"], 1e23),
      (["expires": "Tue, 24 Nov 2026 11:00:00 GMT"], 3600),
      // The server's clock is an hour late: its own Date counts.
      (
        ["expires": "Tue, 24 Nov 2026 11:00:00 GMT", "date": "Tue, 24 Nov 2026 10:50:00 GMT"],
        600
      ),
      (["expires": "0"], nil),
      (["expires": "Tue, 24 Nov 2020 11:00:00 GMT"], 0),
      ([:], nil),
    ] as [([String: String], Double?)])
  func freshness(fields: [String: String], expected: Double?) {
    #expect(hints(fields).freshness == expected)
  }

  @Test(
    "Retry-After in both forms",
    arguments: [
      (["retry-after": "120"], 120.0),
      (["retry-after": " 120 "], 120),
      (["retry-after": "Tue, 24 Nov 2026 10:05:00 GMT"], 300),
      (
        ["retry-after": "Tue, 24 Nov 2026 10:05:00 GMT", "date": "Tue, 24 Nov 2026 10:04:00 GMT"],
        60
      ),
      (["retry-after": "soon"], nil),
      (["retry-after": "-5"], nil),
      (["retry-after": "0x10"], nil),
      (["retry-after": "inf"], nil),
      (["retry-after": "1e3"], nil),
      // A Date that is decades off would hold the feed for as long.
      (
        ["retry-after": "Tue, 24 Nov 2026 10:05:00 GMT", "date": "Thu, 01 Jan 1970 00:00:00 GMT"],
        300
      ),
    ] as [([String: String], Double?)])
  func retryAfter(fields: [String: String], expected: Double?) {
    #expect(hints(fields).retryAfter == expected)
  }
}
