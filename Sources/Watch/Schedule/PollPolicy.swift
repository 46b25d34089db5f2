/// What came of a poll, as far as the schedule cares.
public enum PollOutcome: Sendable, Equatable {
  /// An answer with a feed in it; `changed`: something in it was new.
  case answered(changed: Bool, CacheHints, PublisherHints)
  /// 304: nothing is new.
  case unchanged(CacheHints)
  /// 410: the feed is gone for good.
  case gone
  /// 401, 403, 404 and the like: somebody has to change something first.
  case refused(status: Int)
  /// 429 or 503, with Retry-After or without.
  case throttled(status: Int, retryAfter: Double?)
  /// It led to a host that wants to be left alone, for so many seconds yet, and was not asked there.
  case heldBack(Double)
  /// Everything that may pass by itself: 5xx, timeouts, names that do not resolve, TLS, a body
  /// that is no feed.
  case failed
}

/// When a feed is polled next, and why.
public struct PollDecision: Sendable, Equatable {
  /// Milliseconds since 1970; nil: not until the configuration is read again.
  public var next: Int64?
  /// One rule a line, the ones that decided.
  public var reasons: [String]
  /// What the operator should know.
  public var notices: [String] = []
  /// Until when nobody of the scope (host, domain) is asked, in milliseconds since 1970.
  public var hold: Int64?
}

/// Decides when a feed is polled next. A pure function: time and chance are handed in.
public struct PollPolicy: Sendable {
  /// Seconds.
  public var interval: Double
  public var floor: Double
  public var ceiling: Double
  public var isAdaptive: Bool
  /// How often, and over how many seconds, a permanent redirect must be seen.
  public var redirectConfirmations = 3
  public var redirectPeriod: Double = 86_400

  /// The longest wait after a failure, in seconds.
  static let longestBackoff: Double = 86_400
  /// A Retry-After beyond this is held to it, in seconds.
  static let longestRetryAfter: Double = 7 * 86_400
  /// A publisher's wish (max-age, ttl …) beyond this and the ceiling is held to it, in seconds:
  /// a year's max-age is a mistake, and a feed must not starve of it.
  static let longestWish: Double = 86_400
  /// Who writes a shorter interval than this, in seconds, is not polled faster still.
  static let shortestToHalve: Double = 60

  public init(
    interval: Double = 900, floor: Double = 300, ceiling: Double = 86_400, isAdaptive: Bool = true
  ) {
    self.interval = interval
    self.floor = floor
    self.ceiling = ceiling
    self.isAdaptive = isAdaptive
  }

  public init(_ feed: FeedConfiguration, _ http: HTTPSettings) {
    self.init(
      interval: feed.interval, floor: feed.floor, ceiling: feed.ceiling, isAdaptive: feed.adaptive)
    redirectConfirmations = http.redirectConfirmations
    redirectPeriod = http.redirectPeriod
  }

  /// Takes the outcome of a poll and says when the next one is.
  ///
  /// - Parameters:
  ///   - hints: of a failure, what the answer's header fields said.
  ///   - now: milliseconds since 1970.
  ///   - random: between 0 and 1, another one each time.
  public func decide(
    _ outcome: PollOutcome, hints: CacheHints = CacheHints(), _ history: inout PollHistory,
    now: Int64, random: Double
  ) -> PollDecision {
    var decision = decision(outcome, &history, now: now, random: random)
    if history.failures > 0 { obey(hints, &decision, &history, now: now, random: random) }
    history.interval = max(interval, floor)
    history.reasons = decision.reasons
    return decision
  }

  private func decision(
    _ outcome: PollOutcome, _ history: inout PollHistory, now: Int64, random: Double
  ) -> PollDecision {
    var decision: PollDecision
    switch outcome {
    case .answered(let changed, let cache, let publisher):
      history.publisher = publisher
      history.maxAge = cache.maxAge
      decision = succeeded(changed: changed, cache, &history, now: now, random: random)
    case .unchanged(var cache):
      if cache.isStated {
        history.maxAge = cache.maxAge
      } else if let maxAge = history.maxAge {
        cache.freshness = maxAge
      }
      decision = succeeded(changed: false, cache, &history, now: now, random: random)
    case .gone:
      history.failures += 1
      let reason = "the server says that the feed is gone for good (410)"
      history.stopped = reason
      decision = PollDecision(
        next: nil, reasons: [reason],
        notices: ["\(reason); it is not polled until the configuration is read again"])
    case .refused(let status):
      history.failures += 1
      // Asking more often helps nobody: the wait grows by an interval each time.
      let wait = min(
        max(interval * Double(1 + history.failures), floor), max(Self.longestBackoff, interval))
      decision = PollDecision(
        next: now + milliseconds(wait + wait * 0.1 * random),
        reasons: ["answer \(status), \(times(history.failures)): slowed to \(words(wait))"])
    case .throttled(let status, let retryAfter):
      history.failures += 1
      // 429 says that it was too often: without a Retry-After the wait doubles for certain.
      decision = backOff(&history, now: now, random: status == 429 ? 1 : random)
      if status == 429, let next = decision.next {
        decision.next = next + milliseconds(Double(next - now) / 1000 * 0.1 * random)
      }
      decision.reasons = ["answer \(status): " + decision.reasons.joined()]
      // A Retry-After of nothing, or in the past, says nothing.
      if let retryAfter, retryAfter >= 1 {
        let wait = min(retryAfter, Self.longestRetryAfter)
        let until = now + milliseconds(wait)
        history.heldUntil = until
        decision.hold = until
        // Not all who were sent away come back in the same second.
        let spread = milliseconds(min(60, wait * 0.1) * random)
        decision.next = max(until + spread, now + milliseconds(max(interval, floor)))
        decision.reasons = ["answer \(status), Retry-After: \(words(wait))"]
      }
    case .heldBack(let seconds):
      let wait = max(min(seconds, Self.longestRetryAfter), max(interval, floor))
      decision = PollDecision(
        next: now + milliseconds(wait + min(60, wait * 0.1) * random),
        reasons: ["the host it redirects to wants to be left alone: \(words(wait))"])
    case .failed:
      history.failures += 1
      decision = backOff(&history, now: now, random: random)
    }
    return decision
  }

  /// Holds a failure's next try to what the failing answer said, and to the hours that the
  /// publisher left open.
  private func obey(
    _ hints: CacheHints, _ decision: inout PollDecision, _ history: inout PollHistory,
    now: Int64, random: Double
  ) {
    history.notBefore = decision.hold
    guard var next = decision.next else { return }
    let wishes = [
      (min(hints.retryAfter ?? 0, Self.longestRetryAfter), "Retry-After"),
      (min(hints.freshness ?? 0, Self.longestWish), "Cache-Control or Expires of the answer"),
    ]
    for (wish, name) in wishes {
      let until = now + milliseconds(wish)
      history.notBefore = max(history.notBefore ?? until, until)
      guard until > next else { continue }
      next = until + milliseconds(min(60, wish * 0.1) * random)
      decision.reasons.append("\(name): \(words(wish))")
    }
    decision.next = skip(from: next, history.publisher, random: random)
    if decision.next != next {
      decision.reasons.append("skipHours or skipDays: moved to the next hour that is allowed")
    }
  }

  /// "Exponential backoff and jitter" (M. Brooker, AWS, 2015), full jitter above the interval.
  private func backOff(
    _ history: inout PollHistory, now: Int64, random: Double
  ) -> PollDecision {
    let base = max(interval, floor)
    let cap = max(Self.longestBackoff, base)
    let most = min(
      cap, base * Double(sign: .plus, exponent: min(history.failures, 30), significand: 1))
    let wait = base + (most - base) * random
    return PollDecision(
      next: now + milliseconds(wait),
      reasons: ["failed \(times(history.failures)): \(words(wait)) by backoff with jitter"])
  }

  private func succeeded(
    changed: Bool, _ cache: CacheHints, _ history: inout PollHistory, now: Int64, random: Double
  ) -> PollDecision {
    history.failures = 0
    history.heldUntil = nil
    history.stopped = nil
    learn(changed: changed, &history, now: now)
    var reasons: [String] = []
    var wait = interval
    var reason = "interval: \(words(interval))"
    if isAdaptive, let (adapted, why) = adapted(history, now: now) {
      wait = adapted
      reason = why
    }
    if wait < floor {
      wait = floor
      reason = "floor: \(words(floor))"
    }
    if wait > ceiling {
      wait = ceiling
      reason = "ceiling: \(words(ceiling))"
    }
    // The publisher's wishes are never undercut, up to a day: a feed must not starve.
    let most = max(ceiling, interval, Self.longestWish)
    let wishes: [(Double?, String)] = [
      (cache.freshness, "Cache-Control or Expires"), (history.publisher.ttl, "ttl"),
      (history.publisher.updatePeriod, "sy:updatePeriod"),
    ]
    history.notBefore = nil
    for case (let wish?, let name) in wishes {
      let until = now + milliseconds(min(wish, most))
      history.notBefore = max(history.notBefore ?? until, until)
      guard wish > wait else { continue }
      wait = min(wish, most)
      reason =
        wait < wish ? "\(name), held to \(words(wait))" : "\(name): \(words(wait))"
    }
    reasons.append(reason)
    // A twentieth of jitter keeps feeds from marching in step.
    var next = now + milliseconds(wait + min(wait * 0.05, 60) * random)
    if let base = history.publisher.updateBase, let period = history.publisher.updatePeriod,
      period >= floor, period <= ceiling
    {
      let step = milliseconds(period)
      let behind = (next - base) % step
      if behind != 0 { next += (behind < 0 ? -behind : step - behind) }
      next += milliseconds(min(period * 0.05, 60) * random)
      reasons.append("sy:updateBase: the next multiple of \(words(period))")
    }
    let allowed = skip(from: next, history.publisher, random: random)
    if allowed != next {
      next = allowed
      reasons.append("skipHours or skipDays: moved to the next hour that is allowed")
    }
    return PollDecision(next: next, reasons: reasons)
  }

  /// Keeps how often the feed changes.
  private func learn(changed: Bool, _ history: inout PollHistory, now: Int64) {
    history.changes = history.changes << 1 | (changed ? 1 : 0)
    history.polls = min(8, history.polls + 1)
    guard changed else { return }
    if let last = history.lastChange, now > last {
      let gap = Double(now - last) / 1000
      history.gap = history.gap.map { $0 * 0.7 + gap * 0.3 } ?? gap
    }
    history.lastChange = now
  }

  /// The wait that fits how often the feed changes: a tenth of the time between changes, but
  /// shorter than the interval only where nearly every poll brings something.
  private func adapted(_ history: PollHistory, now: Int64) -> (Double, String)? {
    guard history.polls >= 4 else { return nil }
    let recent = history.changes.nonzeroBitCount
    if history.polls == 8, recent >= 7, interval >= Self.shortestToHalve {
      let wait = max(interval / 2, floor)
      return wait < interval
        ? (wait, "adaptive: \(recent) of the last 8 polls brought something: \(words(wait))") : nil
    }
    guard let last = history.lastChange else { return nil }
    let idle = Double(max(0, now - last)) / 1000
    let wait = max(history.gap ?? 0, idle) / 10
    guard wait > interval else { return nil }
    return (
      min(wait, ceiling),
      "adaptive: it changes about every \(words(wait * 10)): \(words(min(wait, ceiling)))"
    )
  }

  /// The first instant from `time` on that the publisher does not exclude.
  private func skip(from time: Int64, _ publisher: PublisherHints, random: Double) -> Int64 {
    let hours = Set(publisher.skipHours.filter { (0..<24).contains($0) })
    let days = Set(publisher.skipDays.filter { (0..<7).contains($0) })
    guard hours.count < 24, days.count < 7, !(hours.isEmpty && days.isEmpty) else { return time }
    func isSkipped(_ hour: Int64) -> Bool {
      // 1970-01-01 was a Thursday.
      hours.contains(Int(hour % 24)) || days.contains(Int((hour / 24 + 4) % 7))
    }
    let first = time / 3_600_000
    var hour = first
    while isSkipped(hour), hour < first + 24 * 8 { hour += 1 }
    return hour == first ? time : hour * 3_600_000 + milliseconds(600 * random)
  }

  /// Takes the redirects of an answer; gives the URL that replaces the feed's, once it was
  /// confirmed often and long enough.
  public func confirm(
    permanentTarget target: String?, _ history: inout PollHistory, now: Int64
  ) -> String? {
    guard let target else {
      history.redirect = nil
      return nil
    }
    if var candidate = history.redirect, candidate.target == target {
      candidate.count += 1
      // A clock that was set back.
      candidate.first = min(candidate.first, now)
      history.redirect = candidate
    } else {
      history.redirect = RedirectCandidate(target: target, count: 1, first: now)
    }
    guard let candidate = history.redirect, candidate.count >= redirectConfirmations,
      Double(now - candidate.first) / 1000 >= redirectPeriod
    else { return nil }
    history.redirect = nil
    return target
  }

  private func milliseconds(_ seconds: Double) -> Int64 {
    Int64(min(max(seconds, 0), 4e9) * 1000)
  }

  private func words(_ seconds: Double) -> String { DurationText.describe(seconds) }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times in a row" }
}

extension PollPolicy {
  /// When a feed whose settings changed is polled next: an interval after its last poll, but not
  /// before the server and the publisher allow it. Milliseconds since 1970.
  func rescheduled(lastPoll: Int64, notBefore: Int64?, heldUntil: Int64?) -> Int64 {
    let wait = Int64(min(max(interval, floor), 4e9) * 1000)
    return max(lastPoll + wait, notBefore ?? 0, heldUntil ?? 0)
  }
}
