import Extraction
import Journal
import Logging

/// What became of a poll.
struct CommittedPoll: Sendable {
  var row: FeedRow
  var history: PollHistory
  var decision: PollDecision
  /// Lines written.
  var new = 0
  var updated = 0
  var copies = 0
  var summaries: [RecordSummary] = []
  /// What the operator should know: a moved policy, a moved URL.
  var notices: [String] = []
  /// The host that answered; nil: none did, or it was a file.
  var answeringHost: String?
}

/// Decides what is new, writes it, and only then remembers it: the one place where lines are made,
/// one batch after the other.
///
/// Polls that arrive while a batch is on its way go together into the next one (group commit). When
/// the journal cannot be written, the batch is held and tried again; its polls stay open, so that
/// no more than the bound of open polls is ever held.
actor Committer {
  private struct Waiting {
    var polled: PolledFeed
    var continuation: CheckedContinuation<CommittedPoll?, Never>
  }

  nonisolated let unownedExecutor: UnownedSerialExecutor
  private let executor: SerialQueue
  private let persistence: Persistence
  private var builder: RecordBuilder
  private let log: Logger
  private var http: HTTPSettings
  private var maxLine: Int
  private var waiting: [Waiting] = []
  private var isBusy = false
  private var isStopping = false
  /// Whether the last attempt to write failed, so that it is told once.
  private var isHeld = false
  /// What makes the state useless until it is made anew.
  private var damage: StateError?
  private var random = SystemRandomNumberGenerator()

  /// Polls in one batch at most.
  static let batchLimit = 64

  init(_ persistence: Persistence, _ configuration: Configuration, log: Logger) {
    let executor = SerialQueue(label: "feedwatchd.commit")
    self.executor = executor
    unownedExecutor = executor.asUnownedSerialExecutor()
    self.persistence = persistence
    http = configuration.http
    maxLine = configuration.journal.maxLine
    builder = RecordBuilder(minConfidence: configuration.extraction.minConfidence)
    self.log = log
  }

  func reconfigure(_ configuration: Configuration) {
    http = configuration.http
    maxLine = configuration.journal.maxLine
    builder = RecordBuilder(minConfidence: configuration.extraction.minConfidence)
  }

  /// Commits a poll; returns when it is on the disk. nil: the program is stopping and nothing of
  /// it was written or remembered.
  func commit(_ polled: PolledFeed) async -> CommittedPoll? {
    await withCheckedContinuation { continuation in
      waiting.append(Waiting(polled: polled, continuation: continuation))
      if !isBusy {
        isBusy = true
        Task { await self.drain() }
      }
    }
  }

  /// A row that changed without a poll (a reload).
  func remember(_ rows: [FeedRow]) {
    do {
      try persistence.state.remember(
        rows.map { PollMemory(row: $0, plan: nil, sequences: [:]) },
        position: persistence.journal.position)
    } catch {
      log.error("state: \(error)")
    }
  }

  func rows() throws -> [FeedRow] { try persistence.state.feeds() }

  func starts() throws -> [FeedStart] { try persistence.state.feedStarts() }

  /// What is remembered of feeds, by name; where one is new, or cannot be read, nothing.
  func rows(named feeds: [(name: String, url: String)]) -> [String: FeedRow] {
    var rows: [String: FeedRow] = [:]
    do {
      rows = try persistence.state.feeds(named: feeds.map(\.name))
    } catch {
      log.error("state: \(error); the feeds are polled as if they were new")
    }
    for feed in feeds where rows[feed.name] == nil {
      rows[feed.name] = FeedRow(name: feed.name, url: feed.url)
    }
    return rows
  }

  func prune(now: Int64) {
    do {
      try persistence.state.pruneIfDue(now: now)
    } catch {
      log.error("state: \(error)")
    }
  }

  /// Lets go of batches that cannot be written, and writes nothing more.
  func stop() {
    isStopping = true
    if !isBusy { giveUp() }
  }

  /// - Returns: why the program must end and start again; nil where it needn't.
  func tick() -> String? {
    persistence.journal.syncIfDue()
    tellEvents()
    return damage.map { "state: \($0); it is made anew from the journal at the next start" }
  }

  func reopen() {
    persistence.journal.reopen()
    tellEvents()
  }

  func close() {
    do {
      try persistence.journal.sync()
    } catch {
      log.error("journal: \(error)")
    }
    tellEvents()
    persistence.close()
    if damage != nil {
      do {
        let aside = try persistence.moveStateAside()
        log.notice("state: moved to \(aside)")
      } catch {
        log.error("\(error)")
      }
    }
  }

  private func tellEvents() {
    for event in persistence.journal.takeEvents() {
      log.log(level: event.severity.level, "journal: \(event)")
    }
  }

  private func giveUp() {
    let rest = waiting
    waiting = []
    for one in rest { one.continuation.resume(returning: nil) }
  }

  private func drain() async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(Self.batchLimit))
      waiting.removeFirst(batch.count)
      let results = await process(batch.map(\.polled))
      for (one, result) in zip(batch, results) { one.continuation.resume(returning: result) }
      if isStopping { giveUp() }
    }
    isBusy = false
  }

  /// One batch: plan, read, append, remember.
  private func process(_ polls: [PolledFeed]) async -> [CommittedPoll?] {
    let now = WallClock.milliseconds()
    var plans: [PollPlan?] = []
    do {
      // One after the other: each sees what the ones before it are about to write.
      for polled in polls {
        var plan =
          polled.isRead
          ? try persistence.state.plan(
            feed: polled.row, items: polled.items.map(\.observed),
            options: SamenessOptions(polled.settings), now: now) : nil
        if polled.isPartial { plan?.vanished = [] }
        plans.append(plan)
      }
    } catch {
      note(error)
      if damage != nil { return polls.map { _ in nil } }
      log.error("state: \(error); the polls are dropped and asked for again")
      return polls.map { polled in
        let lost = polled.failed("the state cannot be read: \(error)", .failed)
        return committed(lost, plan: nil, lines: [], now: now)
      }
    }
    let jobs = Self.jobs(polls, plans)
    let lines = await read(jobs, polls, now: now)
    // From here to the end nothing is awaited but room on the disk.
    var receipt: JournalReceipt?
    if !lines.isEmpty {
      receipt = await append(lines.map(\.body))
      if receipt == nil { return polls.map { _ in nil } }
    }
    var results: [CommittedPoll] = []
    var memories: [PollMemory] = []
    var next = 0
    for (index, polled) in polls.enumerated() {
      var sequences: [Int: Int64] = [:]
      var own: [RecordBuilder.Line] = []
      while next < jobs.count, jobs[next].poll == index {
        if let receipt { sequences[jobs[next].decision.index] = receipt.first + Int64(next) }
        own.append(lines[next])
        next += 1
      }
      let result = committed(polled, plan: plans[index], lines: own, now: now)
      memories.append(PollMemory(row: result.row, plan: plans[index], sequences: sequences))
      results.append(result)
    }
    await remember(memories)
    tellEvents()
    return results
  }

  /// Remembers what was written. Where that fails it is tried again: polls that go on with an older
  /// state would write the same items once more.
  private func remember(_ memories: [PollMemory]) async {
    var pause = 0.25
    var isTold = false
    while true {
      do {
        try persistence.state.remember(memories, position: persistence.journal.position)
        if isTold { log.notice("state: remembering again; nothing was lost") }
        return
      } catch {
        note(error)
        if !isTold {
          isTold = true
          log.error("state: \(error); polls wait until it can be written")
        }
      }
      // The lines are written; the next start reads them back from the journal.
      if isStopping || damage != nil { return }
      try? await Task.sleep(for: .seconds(pause))
      pause = min(30, pause * 2)
    }
  }

  /// Nothing more is written to a damaged state: the program ends at its next tick.
  private func note(_ error: StateError) {
    guard error.code == .damaged, damage == nil else { return }
    damage = error
    isStopping = true
  }

  private struct Job: Sendable {
    var poll: Int
    var decision: PollPlan.Decision
  }

  private static func jobs(_ polls: [PolledFeed], _ plans: [PollPlan?]) -> [Job] {
    var jobs: [Job] = []
    for (index, plan) in plans.enumerated() {
      // The oldest first: a feed shows its newest item at the top.
      let decisions = (plan?.decisions ?? []).filter(\.writesLine)
      for decision in decisions.reversed() { jobs.append(Job(poll: index, decision: decision)) }
    }
    return jobs
  }

  /// Reads the new items, on all cores.
  private func read(
    _ jobs: [Job], _ polls: [PolledFeed], now: Int64
  ) async -> [RecordBuilder.Line] {
    let builder = builder
    let maxLine = maxLine
    @Sendable func line(_ job: Job) -> RecordBuilder.Line {
      let polled = polls[job.poll]
      return builder.line(
        for: polled.items[job.decision.index], of: polled, job.decision, maxLine: maxLine,
        now: now)
    }
    guard jobs.count > 1 else { return jobs.map(line) }
    let step = 4
    return await withTaskGroup(of: (Int, [RecordBuilder.Line]).self) { group in
      for start in stride(from: 0, to: jobs.count, by: step) {
        let part = jobs[start..<min(start + step, jobs.count)]
        group.addTask { (start, part.map(line)) }
      }
      var parts: [(Int, [RecordBuilder.Line])] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  /// Appends; where that fails it is tried again, with a pause that grows to half a minute.
  private func append(_ bodies: [[UInt8]]) async -> JournalReceipt? {
    var pause = 0.25
    while true {
      do {
        let receipt = try persistence.journal.append(bodies)
        if isHeld {
          isHeld = false
          log.notice("journal: writing again; nothing was lost")
        }
        return receipt
      } catch {
        if !isHeld {
          isHeld = true
          log.error("journal: \(error); \(bodies.count) records are held until there is room")
        }
        tellEvents()
      }
      if isStopping { return nil }
      try? await Task.sleep(for: .seconds(pause))
      pause = min(30, pause * 2)
    }
  }

  /// Takes the schedule's decision and everything else into the feed's row.
  private func committed(
    _ polled: PolledFeed, plan: PollPlan?, lines: [RecordBuilder.Line], now: Int64
  ) -> CommittedPoll {
    var history = polled.history
    var outcome = polled.outcome
    if case .answered(_, let cache, let publisher) = outcome {
      outcome = .answered(changed: !lines.isEmpty, cache, publisher)
    }
    let policy = PollPolicy(polled.settings, http)
    var decision = policy.decide(
      outcome, hints: polled.hints, &history, now: now,
      random: Double.random(in: 0...1, using: &random))
    var row = polled.row
    var notices = polled.notices + decision.notices
    if !polled.isFailure, polled.row.errorsInRow > 0 {
      notices.append("answers again after \(polled.row.errorsInRow) failures")
    }
    // Only a feed confirms where it moved to; a failure says nothing about that.
    if !polled.isFailure {
      let target = polled.permanentTarget == row.storedURL ? nil : polled.permanentTarget
      let isFirst = target != nil && history.redirect?.target != target
      if let moved = policy.confirm(permanentTarget: target, &history, now: now) {
        row.storedURL = moved
        history.validatorURL = nil
        notices.append(
          "moved for good to \(URLText.masked(moved)); it is asked there from now on, "
            + "put that into the configuration")
      } else if isFirst, let target {
        notices.append(
          "says that it moved for good to \(URLText.masked(target)); that is believed after "
            + "\(http.redirectConfirmations) such answers over "
            + "\(DurationText.describe(http.redirectPeriod))")
      }
    }
    if polled.settings.filePath != nil {
      // A file is looked at every few seconds; nobody has to be spared.
      decision.next = now + Int64(min(polled.settings.interval, 5) * 1000)
      decision.reasons = ["a file: looked at every few seconds"]
      history.reasons = decision.reasons
    }
    row.errorsInRow = polled.isFailure ? row.errorsInRow + 1 : 0
    row.lastResult = polled.result
    row.nextPoll = decision.next
    row.schedule = history.text
    var result = CommittedPoll(
      row: row, history: history, decision: decision, notices: notices,
      answeringHost: polled.answeringHost)
    for line in lines {
      if line.summary.kind == .updated { result.updated += 1 } else { result.new += 1 }
      if line.summary.isCopy { result.copies += 1 }
    }
    result.row.itemsSeen += result.new
    result.summaries = lines.map(\.summary)
    if let plan, plan.policyMoved, let fault = plan.guidPolicy.fault {
      result.notices.append(fault.explanation)
    }
    return result
  }
}

extension JournalEvent.Severity {
  var level: Logger.Level {
    switch self {
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
