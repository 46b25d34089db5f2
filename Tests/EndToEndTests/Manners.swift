import Extraction
import Foundation
import Glibc
import LoopbackServer
import Synchronization
import Testing

/// One way in which a server behaves, and what the daemon must make of it.
struct Behaviour: Sendable {
  typealias Step = LoopbackServer.Step

  /// The feed's name; its URL is `/NAME` on the server, its other paths are `/NAME/…`.
  var name: String
  /// Lines for the feed's table in feeds.conf; `URL` stands for the server's.
  var settings: String
  /// The table is done when so many requests came.
  var enough: Int
  /// Answers the request of that number, counted from 0 over all paths of the behaviour.
  var answer: @Sendable (Int, LoopbackServer.Request, String) -> [Step]
  var check: @Sendable (Outcome) -> Void

  init(
    _ name: String, _ settings: String = "", enough: Int = 2,
    answer: @escaping @Sendable (Int, LoopbackServer.Request, String) -> [Step],
    check: @escaping @Sendable (Outcome) -> Void
  ) {
    self.name = name
    self.settings = settings
    self.enough = enough
    self.answer = answer
    self.check = check
  }

  /// What came of it.
  struct Outcome: Sendable {
    var name: String
    var url: String
    var requests: [LoopbackServer.Request]
    /// The lines of the log that begin with the feed's name.
    var log: [String]
    /// Of the journal's lines.
    var guids: [String]
    var titles: [String]
    /// The feed in `status --json`.
    var status: JSONValue

    /// Seconds between each request and the one before.
    var gaps: [Double] {
      zip(requests.dropFirst(), requests).map { $0.time - $1.time }
    }

    var result: String { status["result"]?.string ?? "" }
    var errors: Int { Int(status["errors_in_row"]?.number ?? -1) }

    func logged(_ text: String) -> Bool { log.contains { $0.contains(text) } }
  }
}

/// Runs a table of behaviours: one scripted server, one daemon that polls every second.
struct BehaviourTable {
  let folder: Folder
  let server: LoopbackServer
  private let behaviours: [Behaviour]
  let log: String

  /// - Parameter more: seconds that the daemon goes on when every behaviour has enough: what must
  ///   not be asked again is given that much time to be asked all the same.
  init(_ behaviours: [Behaviour], more: Double = 0, environment: [String: String] = [:]) throws {
    self.behaviours = behaviours
    folder = try Folder()
    let script = Script(behaviours)
    server = try LoopbackServer { script.answer($0) }
    script.url.withLock { [url = server.url] in $0 = url }
    var config = """
      [defaults]
      interval = "1s"
      floor = "1s"
      timeout = "2s"
      allow_private = true
      extract = false
      max_bytes = "1MB"
      retry_after_scope = "feed"
      [http]
      spacing = "0s"
      per_host = 64
      redirect_confirmations = 3
      redirect_period = "1s"

      """
    for behaviour in behaviours {
      let settings = behaviour.settings.replacingOccurrences(of: "URL", with: server.url)
      config += "[feed.\(behaviour.name)]\n"
      if !settings.contains("url =") { config += "url = \"\(server.url)/\(behaviour.name)\"\n" }
      config += settings + "\n"
    }
    let path = try folder.write("feeds.conf", config)
    let daemon = try RunningDaemon(
      ["--config", path, "--state-directory", folder.path + "/s", "--verbose"],
      environment: environment)
    let end = Date().addingTimeInterval(40)
    while !script.isDone, end.timeIntervalSinceNow > 0 {
      _ = daemon.waitForLog("\u{0}", seconds: 0.05)
    }
    // Everything that must not happen has this long to happen.
    _ = daemon.waitForLog("\u{0}", seconds: more)
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
    log = daemon.logged
    for name in script.missing {
      Issue.record("\(name): too few requests came\n\(lines(of: name))")
    }
  }

  private func lines(of name: String) -> [String] {
    log.split(separator: "\n").filter { $0.contains(" \(name): ") }.map(String.init)
  }

  /// Checks every behaviour, and what holds for all.
  func check() throws {
    let lines = try JournalLines(directory: folder.path + "/s").lines
    let output = try Program.run(["status", "--json", "--state-directory", folder.path + "/s"])
    let rows = try JSONValue(parsing: Array(output.output.utf8)).array ?? []
    for behaviour in behaviours {
      let own = lines.filter { $0["feed"]?["id"]?.string == behaviour.name }
      let outcome = Behaviour.Outcome(
        name: behaviour.name, url: server.url,
        requests: server.requests.filter { Script.name(of: $0) == behaviour.name },
        log: self.lines(of: behaviour.name),
        guids: own.compactMap { $0["item"]?["guid"]?.string },
        titles: own.compactMap { $0["item"]?["title"]?.string },
        status: rows.first { $0["feed"]?.string == behaviour.name } ?? .null)
      behaviour.check(outcome)
      #expect(Set(outcome.guids).count == outcome.guids.count, "\(behaviour.name): none twice")
      // Redirects apart, nothing is asked sooner than the interval (a busy machine may be late
      // with the request before).
      let first = outcome.requests.filter { $0.target == "/" + behaviour.name }
      for (request, before) in zip(first.dropFirst(), first) {
        #expect(
          request.time - before.time >= 0.8 || behaviour.name.hasPrefix("cycle")
            || behaviour.name == "setcookie",
          "\(behaviour.name): asked sooner than its interval")
      }
    }
  }
}

/// Answers by the table.
private final class Script: Sendable {
  private let behaviours: [String: Behaviour]
  private let counts = Mutex<[String: Int]>([:])
  let url = Mutex("")

  init(_ behaviours: [Behaviour]) {
    self.behaviours = Dictionary(behaviours.map { ($0.name, $0) }) { $1 }
  }

  static func name(of request: LoopbackServer.Request) -> String {
    String(request.target.dropFirst().prefix { $0 != "/" && $0 != "?" })
  }

  func answer(_ request: LoopbackServer.Request) -> [LoopbackServer.Step] {
    let name = Self.name(of: request)
    guard let behaviour = behaviours[name] else { return [.answer(404)] }
    let number = counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name, default: 1] - 1
    }
    return behaviour.answer(number, request, url.withLock { $0 })
  }

  var missing: [String] {
    counts.withLock { counts in
      behaviours.values.filter { counts[$0.name, default: 0] < $0.enough }.map(\.name)
    }
  }

  var isDone: Bool { missing.isEmpty }
}

extension Behaviour.Step {
  /// A whole answer with a feed of items.
  static func feed(
    _ items: ClosedRange<Int>, _ headers: [(String, String)] = [], status: Int = 200
  ) -> Behaviour.Step {
    .answer(status, headers, FirstLightTests.feed(items: items))
  }

  /// An answer with a feed that says more of itself.
  static func feed(saying channel: String, _ headers: [(String, String)] = []) -> Behaviour.Step {
    let feed = FirstLightTests.feed(items: 1...1)
      .replacingOccurrences(of: "<title>T</title>", with: "<title>T</title>" + channel)
      .replacingOccurrences(
        of: "<rss ", with: "<rss xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\" ")
    return .answer(200, headers, feed)
  }

  static func redirect(_ status: Int, _ target: String) -> Behaviour.Step {
    .answer(status, [("Location", target)])
  }

  static func text(_ text: String) -> Behaviour.Step { .send(Array(text.utf8)) }
}

/// An HTTP-date (RFC 9110, section 5.6.7).
func httpDate(_ seconds: Double) -> String {
  let formatter = DateFormatter()
  formatter.locale = Locale(identifier: "en_US_POSIX")
  formatter.timeZone = TimeZone(secondsFromGMT: 0)
  formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
  return formatter.string(from: Date().addingTimeInterval(seconds))
}
