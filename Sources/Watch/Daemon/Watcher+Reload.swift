import Logging

/// Start-up and reload: which feeds are watched.
extension Watcher {
  /// Takes up the feeds of the configuration with what the state remembers of them.
  func begin(with rows: [FeedRow]) {
    let known = Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }
    let enabled = configuration.feeds.filter(\.enabled)
    let now = SteadyClock.seconds()
    let wall = WallClock.milliseconds()
    var watched: [WatchedFeed] = []
    var times: [Double] = []
    for settings in enabled {
      let feed = WatchedFeed(
        settings, row: known[settings.name] ?? FeedRow(name: settings.name, url: settings.url),
        generation: 0)
      watched.append(feed)
      let next = options.once || feed.row.url != settings.url ? nil : feed.row.nextPoll
      // A clock that was set back must not put a feed off for longer than it would ever wait.
      let latest = Double(max(settings.ceiling, settings.interval)) * 1000 + 86_400_000
      let wait = next.map { min(Double($0 - wall), latest) / 1000 } ?? 0
      times.append(now + max(0, wait))
    }
    let due = Scheduler.spread(times, now: now)
    for (feed, time) in zip(watched, due) {
      feeds[feed.settings.name] = feed
      // A start reads the configuration: a feed that was gone is asked again.
      scheduler.add(feed.settings.name, host: feed.host, domain: feed.domain, due: time)
      if let held = feed.history.heldUntil, held > wall, !options.once {
        hold(feed, until: now + Double(held - wall) / 1000)
      }
    }
    firstRound = watched.count
    let off = configuration.feeds.count - enabled.count
    log.info(
      "watching \(enabled.count) feed\(enabled.count == 1 ? "" : "s") of \(configuration.path)\(off > 0 ? ", \(off) turned off" : "")"
    )
  }

  private func hold(_ feed: WatchedFeed, until: Double) {
    switch feed.settings.retryAfterScope {
    case .feed: break
    case .host: scheduler.hold(host: feed.host, until: until)
    case .domain: scheduler.hold(domain: feed.domain, until: until)
    }
  }

  /// Reads the configuration again: what was added starts, what was removed stops, what changed
  /// takes its new settings, the rest keeps its schedule and connections.
  func reload() async {
    defer { notifier.ready() }
    await committer.reopen()
    let next: Configuration
    do {
      next = try Configuration.load(configurationPath)
    } catch {
      let first = error.problems.first.map(\.description) ?? ""
      let more = error.problems.count > 1 ? " (and \(error.problems.count - 1) more mistakes)" : ""
      log.error("reload: nothing is changed: \(first)\(more)")
      return
    }
    let rows = (try? await committer.rows()) ?? []
    let known = Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }
    let now = SteadyClock.seconds()
    var added: [WatchedFeed] = []
    var changed = 0
    var resumed = 0
    var kept: Set<String> = []
    for settings in next.feeds where settings.enabled {
      kept.insert(settings.name)
      guard var feed = feeds[settings.name] else {
        let row = known[settings.name] ?? FeedRow(name: settings.name, url: settings.url)
        added.append(WatchedFeed(settings, row: row, generation: counts.nextGeneration()))
        continue
      }
      let isSame = feed.settings.hasSameSettings(as: settings)
      let isStopped = feed.history.stopped != nil
      guard !isSame || isStopped else {
        feeds[settings.name]?.settings = settings
        continue
      }
      if isSame { resumed += 1 } else { changed += 1 }
      let hasMoved = feed.settings.url != settings.url
      let interval = feed.settings.interval
      feed.settings = settings
      if hasMoved {
        feed.row.storedURL = nil
        feed.history.redirect = nil
        feed.locate()
      }
      feed.history.stopped = nil
      feeds[settings.name] = feed
      guard !scheduler.isActive(settings.name) else { continue }
      // A new URL or a stopped feed is asked now, a shorter interval counts from the last poll.
      var due = scheduler.due(settings.name)
      if hasMoved || isStopped {
        due = now
      } else if settings.interval != interval, let last = feed.row.lastPoll {
        let wait = settings.interval - Double(WallClock.milliseconds() - last) / 1000
        due = now + max(0, wait)
      }
      scheduler.add(settings.name, host: feed.host, domain: feed.domain, due: due)
    }
    let removed = feeds.keys.filter { !kept.contains($0) }
    for name in removed {
      feeds[name]?.task?.cancel()
      feeds[name] = nil
      scheduler.remove(name)
    }
    let due = Scheduler.spread(added.map { _ in now }, now: now)
    for (feed, time) in zip(added, due) {
      feeds[feed.settings.name] = feed
      scheduler.add(feed.settings.name, host: feed.host, domain: feed.domain, due: time)
    }
    scheduler.bounds = Scheduler.Bounds(next.http)
    configuration = next
    await committer.reconfigure(http: next.http, maxLine: next.journal.maxLine)
    log.info(
      "reload: \(added.count) added, \(removed.count) removed, \(changed) changed\(resumed > 0 ? ", \(resumed) resumed" : ""), \(feeds.count - added.count - changed - resumed) untouched"
    )
    tellStatus()
  }
}

extension WatchCounts {
  mutating func nextGeneration() -> Int {
    generations += 1
    return generations
  }
}
