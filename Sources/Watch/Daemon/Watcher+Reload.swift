import Logging
import Transport

/// Start-up and reload: which feeds are watched.
extension Watcher {
  /// Takes up the feeds of the configuration with what the state remembers of them.
  func begin(with rows: [FeedStart]) {
    let held = roster.begin(
      configuration, rows: rows, once: options.once, now: SteadyClock.seconds(),
      wall: WallClock.milliseconds())
    firstRound = roster.count
    let off = configuration.feeds.count { !$0.enabled }
    let count = roster.count
    log.info(
      "watching \(count) feed\(count == 1 ? "" : "s") of \(configuration.path)\(off > 0 ? ", \(off) turned off" : "")"
    )
    for name in held {
      log.warning("\(name): not asked: its server wants to be left alone (Retry-After)")
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
    // Read before anything is changed: nothing is awaited from here on.
    let rows = (try? await committer.starts()) ?? []
    let change = replaceFeeds(
      with: next, known: Dictionary(rows.map { ($0.key, $0) }) { first, _ in first })
    let bounds = Scheduler.Bounds(next.http)
    roster.scheduler.bounds = bounds
    client.setBounds(maxConnections: bounds.total, perHost: bounds.perHost)
    await committer.reconfigure(next)
    let resumed = change.resumed > 0 ? ", \(change.resumed) resumed" : ""
    log.info(
      "reload: \(change.added) added, \(change.removed) removed, \(change.changed) changed\(resumed), \(roster.count - change.added - change.changed - change.resumed) untouched"
    )
    tellStatus()
  }

  private struct Change {
    var added = 0
    var removed = 0
    var changed = 0
    var resumed = 0
  }

  private func replaceFeeds(with next: Configuration, known: [UInt64: FeedStart]) -> Change {
    let now = SteadyClock.seconds()
    let wall = WallClock.milliseconds()
    let old = configuration
    configuration = next
    var change = Change()
    var kept: Set<String> = []
    var added: [(Int, FeedStart?)] = []
    for (index, settings) in next.feeds.enumerated() where settings.enabled {
      let name = settings.name
      kept.insert(name)
      let row = known[FeedStart.key(name)]
      guard let feed = roster.feeds[name] else {
        added.append((index, row))
        continue
      }
      let before = old.feeds[feed.index]
      roster.feeds[name]?.index = index
      let isSame = before.hasSameSettings(as: settings)
      let isStopped = row?.isStopped == true
      guard !isSame || isStopped else { continue }
      if isSame { change.resumed += 1 } else { change.changed += 1 }
      guard !roster.scheduler.isActive(name) else { continue }
      // A new URL or a stopped feed is asked now, a changed interval counts from the last poll.
      let hasMoved = URLText.masked(before.url) != URLText.masked(settings.url)
      var due = roster.scheduler.due(name)
      if hasMoved || isStopped {
        due = now
      } else if settings.interval != before.interval || settings.floor != before.floor,
        let row, let last = row.lastPoll
      {
        due = now + max(0, Double(row.rescheduled(settings, lastPoll: last) - wall) / 1000)
      }
      let place = FeedPlace(settings, storedURL: hasMoved ? nil : row?.storedURL)
      roster.scheduler.add(
        name, host: place.host, via: hasMoved ? [] : row?.via ?? [], due: due)
    }
    for name in roster.feeds.keys.filter({ !kept.contains($0) }) {
      tasks.removeValue(forKey: name)?.cancel()
      roster.remove(name)
      change.removed += 1
    }
    let due = Scheduler.spread(
      added.map { now + FeedRoster.wait(next.feeds[$0.0], $0.1, wall: wall) }, now: now)
    for ((index, row), time) in zip(added, due) {
      roster.add(
        next.feeds[index], at: index, row, generation: counts.nextGeneration(), due: time,
        now: now, wall: wall)
    }
    change.added = added.count
    return change
  }
}
