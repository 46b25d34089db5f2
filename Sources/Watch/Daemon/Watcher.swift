import Glibc
public import Logging
import Transport
import UnixSignals

/// How the watcher is run.
public struct WatchOptions: Sendable {
  /// Polls every feed once and ends.
  public var once = false
  /// Seconds that polls in hand get when the program is told to stop.
  public var stopBound: Double = 10

  public init(once: Bool = false) {
    self.once = once
  }
}

/// The daemon: polls feeds when they are due, reloads, stops. One loop over one stream of events;
/// everything that takes time happens in tasks that report back.
public actor Watcher {
  let options: WatchOptions
  let log: Logger
  let output: LineOutput?
  let notifier: ServiceNotifier
  let committer: Committer
  let client: TransferClient
  let events: AsyncStream<WatchEvent>
  let post: AsyncStream<WatchEvent>.Continuation
  let started = WallClock.milliseconds()
  let configurationPath: String

  var configuration: Configuration
  var roster: FeedRoster
  /// Polls on their way.
  var tasks: [String: Task<Void, Never>] = [:]
  var counts = WatchCounts()
  var isStopping = false
  /// Feeds not yet polled in this run: a progress line counts them.
  var firstRound = 0
  private var armed: Double?
  private var timer: Task<Void, Never>?

  /// - Parameter output: where a line a record is shown; nil: nowhere.
  public init(
    _ configuration: Configuration, persistence: Persistence, options: WatchOptions, log: Logger,
    output: LineOutput?, notifier: ServiceNotifier = ServiceNotifier()
  ) {
    self.configuration = configuration
    self.options = options
    self.log = log
    self.output = output
    self.notifier = notifier
    configurationPath = configuration.path
    committer = Committer(persistence, configuration, log: log)
    client = TransferClient(
      maxConnections: configuration.http.maxTransfers, perHost: configuration.http.perHost)
    roster = FeedRoster(Scheduler.Bounds(configuration.http))
    (events, post) = AsyncStream.makeStream(of: WatchEvent.self)
  }

  /// Watches until a signal ends it, or, with `once`, until every feed was polled.
  ///
  /// - Returns: the exit code.
  public func run() async -> Int32 {
    let trapped = await UnixSignalsSequence(trapping: .sighup, .sigterm, .sigint, .sigusr1)
    let signals = Task { [post, notifier] in
      for await signal in trapped {
        // At once: systemctl waits for the reload only if it hears of it before `kill` has ended.
        if signal == .sighup { notifier.reloading() }
        post.yield(.signal(signal))
      }
    }
    defer { signals.cancel() }
    do {
      begin(with: try await committer.starts())
    } catch {
      log.error("state: \(error)")
      return 1
    }
    let ticks = Task { [post, configuration] in
      let isInterval = configuration.journal.sync == .interval
      let period = isInterval ? min(1, configuration.journal.syncInterval) : 1
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(period))
        post.yield(.tick)
      }
    }
    defer { ticks.cancel() }
    notifier.ready()
    tellStatus()
    if options.once, roster.count == 0 {
      let code = onceResult()
      await finish()
      return code
    }
    startDue()
    for await event in events {
      let exit = await handle(event)
      if let exit {
        await finish()
        return exit
      }
    }
    return 1
  }

  /// Handles one event; gives the exit code when the program is to end.
  private func handle(_ event: WatchEvent) async -> Int32? {
    switch event {
    case .polled(let name, let generation, let committed, let summary):
      finished(name, generation, committed, summary)
      if isStopping { return roster.scheduler.active == 0 ? 0 : nil }
      if options.once, roster.unpolled == 0 { return onceResult() }
    case .due:
      armed = nil
    case .tick:
      if let reason = await tick() {
        log.critical("\(reason)")
        return 1
      }
    case .signal(let signal):
      if let exit = await handle(signal) { return exit }
    case .stopDeadline:
      log.warning(
        "\(roster.scheduler.active) polls are given up; they are asked for at the next start"
      )
      return 0
    }
    if isStopping { return nil }
    startDue()
    return nil
  }

  private func handle(_ signal: UnixSignal) async -> Int32? {
    switch signal {
    case .sighup:
      await reload()
    case .sigusr1:
      let rows = ((try? await committer.rows()) ?? []).filter { roster.feeds[$0.name] != nil }
      let now = WallClock.milliseconds()
      for line in StatusReport.lines(
        of: rows, watched: roster.count, counts: counts, now: now)
      {
        log.info("\(line)")
      }
    default:
      if isStopping {
        log.warning("told to stop again: ending at once")
        return 0
      }
      isStopping = true
      notifier.stopping()
      output?.showProgress("")
      let active = roster.scheduler.active
      log.info(
        "stopping\(active == 0 ? "" : "; finishing \(active) polls that are in hand")")
      if active == 0 { return 0 }
      await committer.stop()
      for task in tasks.values { task.cancel() }
      let bound = options.stopBound
      Task { [post] in
        try? await Task.sleep(for: .seconds(bound))
        post.yield(.stopDeadline)
      }
    }
    return nil
  }

  /// - Returns: why the program must end; nil where it needn't.
  private func tick() async -> String? {
    if let reason = await committer.tick() { return reason }
    counts.ticks += 1
    let now = SteadyClock.seconds()
    if now - counts.lastWatchdog >= (ServiceNotifier.watchdogInterval() ?? 20) {
      counts.lastWatchdog = now
      notifier.watchdog()
      tellStatus()
    }
    if now - counts.lastPrune >= 86_400 {
      counts.lastPrune = now
      await committer.prune(now: WallClock.milliseconds())
    }
    return nil
  }

  private func finish() async {
    output?.showProgress("")
    timer?.cancel()
    // A daemon does this once a day; a run from cron never lives so long.
    if options.once { await committer.prune(now: WallClock.milliseconds()) }
    await committer.close()
    client.shutDown()
    post.finish()
  }

  // MARK: polls

  func startDue() {
    let now = SteadyClock.seconds()
    let started = roster.start(now: now).compactMap { name in
      roster.feeds[name].map {
        (name: name, url: URLText.masked(configuration.feeds[$0.index].url))
      }
    }
    if !started.isEmpty {
      // What is remembered of all that start together is read in one go.
      let rows = Task { [committer] in await committer.rows(named: started) }
      for feed in started { poll(feed.name, rows) }
    }
    arm()
  }

  private func poll(_ name: String, _ rows: Task<[String: FeedRow], Never>) {
    guard let feed = roster.feeds[name] else { return }
    let poller = FeedPoller(
      client: client, http: configuration.http, heldHosts: roster.heldHosts)
    let settings = configuration.feeds[feed.index]
    let generation = feed.generation
    tasks[name] = Task { [post, committer] in
      let row = await rows.value[name] ?? FeedRow(name: name, url: URLText.masked(settings.url))
      let polled = await poller.poll(settings, row, now: WallClock.milliseconds())
      let summary = PolledSummary(polled)
      // What was fetched for a feed that is watched no more is dropped.
      let committed = Task.isCancelled ? nil : await committer.commit(polled)
      post.yield(.polled(name: name, generation: generation, committed, summary))
    }
    showProgress()
  }

  private func finished(
    _ name: String, _ generation: Int, _ committed: CommittedPoll?, _ summary: PolledSummary
  ) {
    guard let feed = roster.feeds[name], feed.generation == generation else { return }
    tasks[name] = nil
    let now = SteadyClock.seconds()
    let settings = configuration.feeds[feed.index]
    guard let committed else {
      roster.scheduler.finish(name, host: nil, at: now, next: isStopping ? nil : now + 1)
      return
    }
    counts.add(committed, summary)
    roster.finish(
      settings, committed.row, via: committed.history.via, decision: committed.decision,
      answeringHost: committed.answeringHost, once: options.once, now: now,
      wall: WallClock.milliseconds())
    for record in committed.summaries {
      output?.write(record.line(color: output?.style.color ?? false))
    }
    tell(name, committed, summary)
    showProgress()
  }

  /// Sets the timer to when the next feed may be started.
  private func arm() {
    guard let wake = roster.scheduler.nextWake() else { return }
    if let armed, armed <= wake { return }
    timer?.cancel()
    armed = wake
    let delay = max(0.001, wake - SteadyClock.seconds())
    timer = Task { [post] in
      do {
        // Timers of the steady clock: the machine's sleep counts.
        try await Task.sleep(for: .seconds(min(delay, 3600)), clock: .continuous)
        post.yield(.due)
      } catch {}
    }
  }
}

extension SteadyClock {
  static func seconds() -> Double { Double(nanoseconds()) / 1e9 }
}

extension Scheduler.Bounds {
  init(_ http: HTTPSettings) {
    self.init(total: http.maxTransfers, perHost: http.perHost, spacing: http.spacing)
  }
}

extension PolledSummary {
  init(_ polled: PolledFeed) {
    result = polled.result
    isFailure = polled.isFailure
    if case .unchanged = polled.outcome { isUnchanged = true } else { isUnchanged = false }
    duration = polled.duration
    bytes = polled.bytes
    url = URLText.masked(polled.row.storedURL ?? polled.settings.url)
  }
}
