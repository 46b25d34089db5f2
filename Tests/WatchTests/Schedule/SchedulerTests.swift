import Testing

@testable import Watch

@Suite("Scheduler")
struct SchedulerTests {
  private func scheduler(
    total: Int = 64, perHost: Int = 2, spacing: Double = 1, _ feeds: [(String, String, Double)]
  ) -> Scheduler {
    var scheduler = Scheduler(.init(total: total, perHost: perHost, spacing: spacing))
    for (name, host, due) in feeds { scheduler.add(name, host: host, due: due) }
    return scheduler
  }

  @Test("Feeds start when they are due, the longest due first")
  func order() {
    var scheduler = scheduler([("a", "x", 5), ("b", "y", 3), ("c", "z", 9)])
    #expect(scheduler.start(now: 2) == [])
    #expect(scheduler.nextWake() == 3)
    #expect(scheduler.start(now: 6) == ["b", "a"])
    #expect(scheduler.nextWake() == 9)
    #expect(scheduler.active == 2)
  }

  @Test("One host: two at once, a second apart")
  func hostBounds() {
    var scheduler = scheduler([("a", "x", 0), ("b", "x", 0), ("c", "x", 0), ("d", "x", 0)])
    #expect(scheduler.start(now: 0) == ["a"])
    #expect(scheduler.nextWake() == 1)
    #expect(scheduler.start(now: 0.5) == [])
    #expect(scheduler.start(now: 1) == ["b"])
    #expect(scheduler.start(now: 2) == [])
    scheduler.finish("a", host: "x", at: 2, next: 100)
    #expect(scheduler.start(now: 2) == ["c"])
    scheduler.finish("b", host: "x", at: 2.5, next: 101)
    #expect(scheduler.start(now: 2.5) == [])
    #expect(scheduler.start(now: 3) == ["d"])
  }

  @Test("All hosts together hold the global bound")
  func totalBound() {
    let feeds = (0..<10).map { ("f\($0)", "h\($0)", 0.0) }
    var scheduler = scheduler(total: 3, feeds)
    #expect(scheduler.start(now: 0).count == 3)
    #expect(scheduler.nextWake() == nil)
    scheduler.finish("f0", host: "h0", at: 1, next: nil)
    #expect(scheduler.start(now: 1) == ["f3"])
  }

  @Test("Retry-After holds a host or a domain back, and nobody else")
  func holds() {
    var scheduler = scheduler(spacing: 0, [("a", "x", 0), ("b", "x", 0), ("c", "y", 0)])
    scheduler.hold(host: "x", until: 50)
    #expect(scheduler.start(now: 1) == ["c"])
    #expect(scheduler.start(now: 49) == [])
    #expect(scheduler.start(now: 50) == ["a", "b"])
    var other = Scheduler(.init(spacing: 0))
    other.add("a", host: "a.e.org", due: 0)
    other.add("b", host: "b.e.org", due: 0)
    other.add("c", host: "e.com", due: 0)
    other.hold(domain: "e.org", until: 30)
    #expect(other.start(now: 1) == ["c"])
    #expect(Set(other.start(now: 30)) == ["a", "b"])
  }

  @Test("A feed that is removed while it is polled frees its place; an old end changes nothing")
  func removal() {
    var scheduler = scheduler(perHost: 1, spacing: 0, [("a", "x", 0), ("b", "x", 0)])
    #expect(scheduler.start(now: 0) == ["a"])
    scheduler.remove("a")
    #expect(scheduler.active == 0)
    #expect(scheduler.start(now: 0) == ["b"])
    scheduler.finish("a", host: "x", at: 1, next: 2)
    #expect(scheduler.active == 1)
    #expect(scheduler.count == 1)
  }

  @Test("A feed scheduled again is started once")
  func rescheduled() {
    var scheduler = scheduler(spacing: 0, [("a", "x", 1)])
    scheduler.schedule("a", at: 5)
    scheduler.schedule("a", at: 3)
    #expect(scheduler.start(now: 2) == [])
    #expect(scheduler.start(now: 10) == ["a"])
    #expect(scheduler.start(now: 11) == [])
  }

  @Test("Files have no host and no bounds but the global one")
  func files() {
    var scheduler = scheduler(perHost: 1, spacing: 9, [("a", "", 0), ("b", "", 0), ("c", "", 0)])
    #expect(scheduler.start(now: 0).count == 3)
  }

  @Test("What is overdue at the start is spread, in its order; what is not keeps its time")
  func spread() {
    let times = [5.0, -100, 0, -3]
    let spread = Scheduler.spread(times, now: 0, perFeed: 1)
    #expect(spread == [5, 0, 2, 1])
    let many = Scheduler.spread([Double](repeating: -1, count: 100_000), now: 0)
    #expect(many.allSatisfy { $0 >= 0 && $0 <= 300 })
    #expect(Set(many).count == many.count)
  }

  @Test("A feed that is redirected waits for all of its hosts, and counts at all of them")
  func redirected() {
    var scheduler = scheduler(perHost: 1, spacing: 0, [("a", "x", 0), ("b", "y", 1)])
    scheduler.add("a", host: "x", via: ["y"], due: 0)
    #expect(scheduler.start(now: 0) == ["a"])
    #expect(scheduler.start(now: 1) == [], "b's host is asked by a")
    scheduler.finish("a", host: "x", via: ["y"], at: 2, next: 3)
    #expect(scheduler.start(now: 2) == ["b"])
    #expect(scheduler.start(now: 3) == [], "a waits for b's host")
    scheduler.add("c", host: "x", due: 3)
    scheduler.finish("b", host: "y", at: 4, next: nil)
    #expect(scheduler.start(now: 4) == ["c"])
    #expect(scheduler.start(now: 5) == [], "a has a place at y and waits for one at x")
    scheduler.finish("c", host: "x", at: 5, next: nil)
    #expect(scheduler.start(now: 5) == ["a"])
    #expect(scheduler.active == 1)
  }

  @Test("Spacing holds at the host a redirect leads to, whichever feed begins there")
  func redirectedSpacing() throws {
    var scheduler = scheduler(perHost: 8, spacing: 1, [])
    for index in 0..<20 {
      scheduler.add("f\(index)", host: "h\(index)", via: ["shared"], due: 0)
    }
    scheduler.add("own", host: "shared", due: 0)
    var starts: [Double] = []
    while let wake = scheduler.nextWake(), wake < 100 {
      for name in scheduler.start(now: max(0, wake)) {
        starts.append(max(0, wake))
        scheduler.finish(name, host: nil, at: max(0, wake), next: nil)
      }
    }
    #expect(starts == (0...20).map(Double.init))
  }

  @Test("A hold of the host that redirects lead to holds the feed, and frees its place elsewhere")
  func redirectedHold() {
    var scheduler = scheduler(perHost: 1, spacing: 0, [("busy", "y", 0), ("b", "x", 1)])
    scheduler.add("a", host: "x", via: ["y"], due: 0)
    #expect(scheduler.start(now: 0) == ["busy"])
    #expect(scheduler.start(now: 1) == ["b"], "a waits for y and keeps no place at x")
    scheduler.hold(host: "y", until: 50)
    scheduler.finish("busy", host: "y", at: 2, next: nil)
    scheduler.finish("b", host: "x", at: 2, next: nil)
    #expect(scheduler.start(now: 49) == [])
    #expect(scheduler.start(now: 50) == ["a"])
  }

  @Test("Feeds that redirect to each other's hosts do not wait for each other for ever")
  func crossing() {
    for perHost in 1...2 {
      var scheduler = scheduler(perHost: perHost, spacing: 0.5, [])
      for index in 0..<40 {
        let hosts = index % 2 == 0 ? ("x", ["y"]) : ("y", ["z", "x"])
        scheduler.add("f\(index)", host: hosts.0, via: hosts.1, due: Double(index % 3))
      }
      var now = 0.0
      var running: [(String, Double)] = []
      var done: Set<String> = []
      while done.count < 40, now < 400 {
        for name in scheduler.start(now: now) { running.append((name, now + 0.7)) }
        for (name, _) in running.filter({ $0.1 <= now }) {
          scheduler.finish(name, host: nil, at: now, next: nil)
          done.insert(name)
        }
        running.removeAll { $0.1 <= now }
        now += 0.1
      }
      #expect(done.count == 40, "\(done.count) of 40 within \(now) s")
      #expect(scheduler.active == 0 && scheduler.nextWake() == nil)
    }
  }

  @Test("Hosts that nobody needs any more are forgotten")
  func forgottenHosts() {
    var scheduler = scheduler(spacing: 0, [("a", "x", 0)])
    for step in 0..<5000 {
      #expect(scheduler.start(now: Double(step)) == ["a"])
      scheduler.finish(
        "a", host: "x", via: ["h\(step)"], at: Double(step), next: Double(step + 1))
    }
    #expect(scheduler.hostCount <= 1025)
  }

  /// A random walk against the rules that hold at every moment.
  @Test("Bounds hold whatever comes", arguments: [1, 2, 3, 4] as [UInt64])
  func invariants(seed: UInt64) {
    var state = seed
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var scheduler = Scheduler(.init(total: 7, perHost: 2, spacing: 0.5))
    var hosts: [String: String] = [:]
    var via: [String: [String]] = [:]
    func all(_ name: String) -> Set<String> { Set([hosts[name] ?? ""] + (via[name] ?? [])) }
    for index in 0..<60 {
      hosts["f\(index)"] = "h\(random(9))"
      via["f\(index)"] = random(3) == 0 ? ["h\(random(9))", "v\(random(3))"] : []
      scheduler.add(
        "f\(index)", host: hosts["f\(index)"] ?? "", via: via["f\(index)"] ?? [],
        due: Double(random(20)))
    }
    var running: [String] = []
    var starts: [String: Double] = [:]
    var polled: Set<String> = []
    var now = 0.0
    for _ in 0..<4000 {
      now += Double(random(10)) / 20
      for name in scheduler.start(now: now) {
        #expect(!running.contains(name))
        for host in all(name) {
          if let last = starts[host] { #expect(now - last >= 0.5) }
          starts[host] = now
        }
        running.append(name)
        polled.insert(name)
      }
      // Some have their places and wait for the second.
      #expect(scheduler.active <= 7 && running.count <= scheduler.active)
      for host in Set(hosts.keys.flatMap(all)) {
        #expect(running.count { all($0).contains(host) } <= 2)
      }
      if let wake = scheduler.nextWake() { #expect(wake > now) }
      if !running.isEmpty, random(3) > 0 {
        let name = running.remove(at: random(running.count))
        if random(4) == 0 { via[name] = random(2) == 0 ? [] : ["h\(random(9))"] }
        scheduler.finish(
          name, host: hosts[name] ?? "", via: via[name] ?? [], at: now,
          next: now + Double(1 + random(30)))
        if random(20) == 0 { scheduler.hold(host: "h\(random(9))", until: now + 3) }
      }
    }
    #expect(polled.count == 60, "no feed starves")
  }
}
