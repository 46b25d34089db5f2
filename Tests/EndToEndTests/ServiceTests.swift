import Extraction
import Foundation
import Glibc
import LoopbackServer
import Synchronization
import Testing

/// The daemon against real servers on loopback.
@Suite("Service")
struct ServiceTests {
  /// Fifty feeds of six items each, as the generator of ../shared makes them, but of our own words.
  struct Site {
    let nginx: Nginx
    let folder: Folder
    var config: String { folder.path + "/feeds.conf" }
    var state: String { folder.path + "/state" }

    init(feeds: Int) throws {
      nginx = try Nginx()
      folder = try Folder()
      for feed in 0..<feeds { try publish(feed, items: 1...6) }
      try configure(Array(0..<feeds))
    }

    func publish(_ feed: Int, items: ClosedRange<Int>) throws {
      let text = FirstLightTests.feed(items: items)
        .replacing("<guid isPermaLink=\"false\">g", with: "<guid isPermaLink=\"false\">f\(feed)-")
        .replacing("https://e.org/", with: "https://e.org/\(feed)/")
        .replacing("The ministry of item", with: "The \(feed). ministry of item")
        .replacing("Dispatch number", with: "Dispatch of desk \(feed), number")
      try text.write(
        toFile: "\(nginx.feeds)/\(feed).xml", atomically: true, encoding: .utf8)
    }

    func configure(_ feeds: [Int], more: String = "") throws {
      var text = """
        [defaults]
        floor = "1s"
        interval = "1h"
        allow_private = true
        [http]
        spacing = "0s"
        per_host = 8

        """
      for feed in feeds {
        text += "[feed.f\(feed)]\nurl = \"\(nginx.url)/\(feed).xml\"\n"
      }
      try folder.write("feeds.conf", text + more)
    }

    func once() throws -> Program.Result {
      try Program.run(["run", "--once", "--config", config, "--state-directory", state])
    }
  }

  static let hasNginx = ConditionTrait.enabled(
    if: Nginx.path != nil, "needs nginx (apt-get install nginx-light)")

  @Test("Fifty feeds: every item once, then 304 throughout, then exactly what is new", hasNginx)
  func rounds() throws {
    let site = try Site(feeds: 50)
    let first = try site.once()
    #expect(first.status == 0)
    #expect(first.errors.contains("50 feeds polled, 300 new records"))
    let lines = try JournalLines(directory: site.state)
    #expect(lines.count == 300)
    #expect(Set(lines.items("guid")).count == 300)
    #expect(try site.nginx.answers() == ["200": 50])
    try site.nginx.clearLog()
    let second = try site.once()
    #expect(second.errors.contains("0 new records, 50 unchanged"))
    #expect(try site.nginx.answers() == ["304": 50])
    for feed in 10..<20 { try site.publish(feed, items: 3...9) }
    let third = try site.once()
    #expect(third.errors.contains("30 new records"))
    let all = try JournalLines(directory: site.state)
    #expect(all.count == 330)
    #expect(Set(all.items("guid")).count == 330)
  }

  @Test(
    "HUP adds and removes feeds while a poll is on its way; a bad file changes nothing", hasNginx)
  func reload() throws {
    let site = try Site(feeds: 3)
    let hold = Mutex(true)
    let slow = try LoopbackServer { _ in
      hold.withLock { $0 }
        ? [.stall(30), .close] : [.answer(200, [], FirstLightTests.feed(items: 1...1))]
    }
    let inFlight = "[feed.slow]\nurl = \"\(slow.url)/\"\n"
    try site.configure([0, 1], more: inFlight)
    let daemon = try RunningDaemon(
      ["--config", site.config, "--state-directory", site.state])
    #expect(daemon.waitForLog("f0: 6 new"))
    #expect(daemon.waitForLog("f1: 6 new"))
    // The poll of `slow` is on its way; it is removed, f1 too, f2 is added.
    try site.configure([0, 2])
    daemon.signal(SIGHUP)
    #expect(daemon.waitForLog("reload: 1 added, 2 removed, 0 changed, 1 untouched"))
    #expect(daemon.waitForLog("f2: 6 new"))
    try site.folder.write("feeds.conf", "[feed.broken]\nurl = 1\n")
    daemon.signal(SIGHUP)
    #expect(daemon.waitForLog("reload: nothing is changed"))
    #expect(daemon.logged.contains("feeds.conf:2: feed.broken.url"))
    try site.configure([0, 2], more: "")
    daemon.signal(SIGHUP)
    #expect(daemon.waitForLog("reload: 0 added, 0 removed, 0 changed, 2 untouched"))
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
    let lines = try JournalLines(directory: site.state)
    #expect(lines.count == 18)
    #expect(Set(lines.feeds()) == ["f0", "f1", "f2"])
  }

  @Test("TERM ends a daemon whose polls do not, within its bound; a second one at once")
  func termination() throws {
    let server = try LoopbackServer { _ in [.stall(60), .close] }
    let folder = try Folder()
    let config = try folder.write(
      "feeds.conf", "[feed.x]\nurl = \"\(server.url)/\"\nallow_private = true\ntimeout = \"60s\"\n")
    let daemon = try RunningDaemon(["--config", config, "--state-directory", folder.path + "/s"])
    #expect(daemon.waitForLog("watching 1 feed"))
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
  }

  @Test("systemd is told: READY, STATUS, RELOADING, STOPPING")
  func notify() throws {
    let folder = try Folder()
    let path = folder.path + "/notify"
    let socket = try NotifySocket(path)
    let feed = try folder.write("f.xml", FirstLightTests.feed(items: 1...1))
    let config = try folder.write("feeds.conf", "[feed.x]\nurl = \"file:\(feed)\"\n")
    let daemon = try RunningDaemon(
      ["--config", config, "--state-directory", folder.path + "/s"],
      environment: ["NOTIFY_SOCKET": path])
    #expect(socket.wait(for: "READY=1"))
    #expect(socket.wait(for: "STATUS="))
    daemon.signal(SIGHUP)
    #expect(socket.wait(for: "RELOADING=1\nMONOTONIC_USEC="))
    #expect(socket.wait(for: "READY=1"))
    daemon.signal(SIGTERM)
    #expect(socket.wait(for: "STOPPING=1"))
    #expect(daemon.wait() == 0)
  }
}

/// The receiving end of sd_notify(3).
final class NotifySocket: Sendable {
  private let descriptor: Int32
  private let received = Mutex<[String]>([])

  struct Failure: Error {}

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let socket = descriptor
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw Failure() }
  }

  /// Takes messages until one starts so.
  func wait(for start: String, seconds: Int32 = 20) -> Bool {
    while true {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, seconds * 1000) > 0 else { return false }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count >= 0 else { return false }
      if String(decoding: buffer[..<count], as: UTF8.self).hasPrefix(start) { return true }
    }
  }

  deinit {
    close(descriptor)
  }
}
