import Extraction
import Foundation
import LoopbackServer
import Testing

@Suite("Manners: what answers mean")
struct MannersAnswerTests {
  static let redirects: [Behaviour] = [
    moved("moved301", 301), moved("moved308", 308), kept("kept302", 302), kept("kept307", 307),
    Behaviour("mixed", enough: 10) { _, request, _ in
      switch request.target {
      case "/mixed": [.redirect(301, "/mixed/step")]
      case "/mixed/step": [.redirect(302, "/mixed/end")]
      default: [.feed(1...1)]
      }
    } check: { outcome in
      #expect(outcome.requests.count { $0.target == "/mixed" } >= 3, "a 302 in the chain")
      #expect(outcome.status["moved_to"]?.string == nil)
    },
    Behaviour("nowhere", enough: 8) { _, request, _ in
      request.target == "/nowhere" ? [.redirect(301, "/nowhere/x")] : [.answer(404)]
    } check: {
      #expect(
        $0.requests.count { $0.target == "/nowhere" }
          == $0.requests.count { $0.target == "/nowhere/x" })
      #expect($0.status["moved_to"]?.string == nil, "a failure confirms nothing")
    },
    Behaviour("wavering", enough: 10) { number, request, _ in
      request.target == "/wavering"
        ? [.redirect(301, "/wavering/\(number % 4 == 0 ? "a" : "b")")] : [.feed(1...1)]
    } check: {
      #expect($0.status["moved_to"]?.string == nil, "not equal, not confirmed")
      #expect($0.requests.count { $0.target == "/wavering" } >= 4)
    },
    Behaviour("cycle-one") { _, _, _ in
      [.redirect(302, "/cycle-one")]
    } check: {
      #expect($0.logged("circle") && $0.requests.count < 30)
    },
    Behaviour("cycle-two", enough: 4) { _, request, _ in
      [.redirect(301, request.target == "/cycle-two" ? "/cycle-two/b" : "/cycle-two")]
    } check: {
      #expect($0.logged("circle"))
    },
    Behaviour("chain", enough: 11) { number, request, _ in
      [.redirect(302, request.target + "/x")]
    } check: {
      #expect($0.logged("more than 10 times"))
    },
    Behaviour("ftp", enough: 1) { _, _, _ in
      [.redirect(301, "ftp://127.0.0.1/feed")]
    } check: {
      #expect($0.logged("ftp") && $0.errors >= 1)
    },
    Behaviour("file", enough: 1) { _, _, _ in
      [.redirect(302, "file:///etc/passwd")]
    } check: {
      #expect($0.errors >= 1 && $0.logged("redirects (302) to"))
    },
    Behaviour("metadata", "allow_private = false\nurl = \"URL/metadata\"", enough: 0) { _, _, _ in
      [.feed(1...1)]
    } check: {
      #expect($0.requests.isEmpty, "a loopback address is not asked")
      #expect($0.logged("loopback") && $0.logged("allow_private"))
    },
    Behaviour("behind", enough: 4) { _, request, _ in
      if request.target == "/behind" { return [.redirect(302, "/behind/feed")] }
      return request["if-none-match"] == "\"b\""
        ? [.answer(304)] : [.feed(1...1, [("ETag", "\"b\"")])]
    } check: {
      let starts = $0.requests.filter { $0.target == "/behind" }
      let ends = $0.requests.filter { $0.target == "/behind/feed" }
      #expect(starts.compactMap { $0["if-none-match"] } == [])
      #expect(ends[1]["if-none-match"] == "\"b\"", "validators go to the URL they came from")
      #expect($0.result == "304")
    },
    Behaviour("cookies", enough: 4) { _, request, _ in
      request.target == "/cookies"
        ? [.answer(302, [("Location", "/cookies/in"), ("Set-Cookie", "k=v; Path=/cookies")])]
        : [.feed(1...1, [("Set-Cookie", "later=1")])]
    } check: {
      let starts = $0.requests.filter { $0.target == "/cookies" }
      let ends = $0.requests.filter { $0.target == "/cookies/in" }
      #expect(ends.allSatisfy { $0["cookie"] == "k=v" })
      #expect(starts.allSatisfy { $0["cookie"] == nil }, "not from one poll to the next")
    },
  ]

  /// Replaced after three equal answers over a second, and not sooner.
  private static func moved(_ name: String, _ status: Int) -> Behaviour {
    Behaviour(name, enough: 9) { _, request, _ in
      request.target == "/" + name ? [.redirect(status, "/\(name)/new")] : [.feed(1...1)]
    } check: { outcome in
      let old = outcome.requests.count { $0.target == "/" + name }
      let new = outcome.requests.count { $0.target == "/\(name)/new" }
      #expect(old == 3 && new > old, "\(old) and \(new)")
      #expect(outcome.logged("says that it moved for good"))
      #expect(outcome.logged("moved for good to"))
      #expect(outcome.status["moved_to"]?.string == outcome.url + "/\(name)/new")
    }
  }

  private static func kept(_ name: String, _ status: Int) -> Behaviour {
    Behaviour(name, enough: 10) { _, request, _ in
      request.target == "/" + name ? [.redirect(status, "/\(name)/new")] : [.feed(1...1)]
    } check: { outcome in
      #expect(outcome.requests.count { $0.target == "/" + name } >= 5)
      #expect(outcome.status["moved_to"]?.string == nil)
      #expect(!outcome.logged("moved"))
    }
  }

  @Test("Redirects: followed, bounded, believed only when they are for good and equal")
  func redirects() throws {
    try BehaviourTable(Self.redirects).check()
  }

  static let answers: [Behaviour] = [
    Behaviour("gone", enough: 1) { _, _, _ in
      [.answer(410)]
    } check: {
      #expect($0.requests.count == 1, "until the configuration is read again")
      #expect($0.status["stopped"]?.string != nil)
      #expect($0.logged("gone for good") && $0.logged("not tried again"))
    },
    refused(401), refused(403), refused(404),
    Behaviour("later") { number, _, _ in
      number == 0 ? [.answer(429, [("Retry-After", "3")])] : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 3 && $0.gaps[0] < 5, "\($0.gaps)")
      #expect($0.logged("429") && $0.logged("next try in "))
    },
    Behaviour("dated503") { number, _, _ in
      number == 0
        ? [.answer(503, [("Retry-After", httpDate(4)), ("Date", httpDate(0))])] : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 3 && $0.gaps[0] < 6, "\($0.gaps)")
    },
    Behaviour("skewed503") { number, _, _ in
      // The server's clock is an hour behind.
      number == 0
        ? [.answer(503, [("Retry-After", httpDate(-3597)), ("Date", httpDate(-3600))])]
        : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 3 && $0.gaps[0] < 5, "\($0.gaps)")
    },
    Behaviour("long", enough: 1) { _, _, _ in
      [.answer(429, [("Retry-After", "3600")])]
    } check: {
      #expect($0.requests.count == 1)
      #expect($0.status["held_until"]?.string != nil)
    },
    Behaviour("garbled") { number, _, _ in
      number == 0 ? [.answer(429, [("Retry-After", "soon, please")])] : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 2 && $0.gaps[0] < 4, "\($0.gaps)")
    },
    Behaviour("past") { number, _, _ in
      number == 0 ? [.answer(429, [("Retry-After", httpDate(-600))])] : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 2 && $0.gaps[0] < 4, "\($0.gaps)")
    },
    Behaviour("failing", enough: 4) { number, _, _ in
      number < 3 ? [.answer(500 + number)] : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 1 && $0.gaps[0] < 3.5, "\($0.gaps)")
      #expect($0.gaps[2] < 10, "\($0.gaps)")
      #expect($0.logged("answers again after 3 failures"))
      #expect($0.logged("/failing: 500: an error in the server; next try in"))
    },
    Behaviour("teapot", enough: 1) { _, _, _ in
      [.answer(418)]
    } check: {
      #expect($0.errors >= 1)
    },
  ]

  private static func refused(_ status: Int) -> Behaviour {
    Behaviour("refused\(status)") { number, _, _ in
      [.answer(status)]
    } check: {
      #expect($0.gaps[0] >= 2, "\($0.gaps)")
      if $0.gaps.count > 1 { #expect($0.gaps[1] >= 3) }
      #expect($0.logged("\(status): "))
    }
  }

  @Test("Refusals slow down, Retry-After is obeyed to the second, failures back off and come back")
  func answers() throws {
    try BehaviourTable(Self.answers, more: 1).check()
  }

  static let wishes: [Behaviour] = [
    once("maxage", [("Cache-Control", "public, max-age=3600")]),
    once("twolines", [("Cache-Control", "public"), ("Cache-Control", "Max-Age=\"3600\"")]),
    once("expires", [("Expires", httpDate(3600)), ("Date", httpDate(0))]),
    once("expires-skew", [("Expires", httpDate(-86_400 + 60)), ("Date", httpDate(-86_400))]),
    Behaviour("ttl", enough: 1) { _, _, _ in
      [.feed(saying: "<ttl>60</ttl>")]
    } check: {
      #expect($0.requests.count == 1)
    },
    Behaviour("period", enough: 1) { _, _, _ in
      [.feed(saying: "<sy:updatePeriod>hourly</sy:updatePeriod>")]
    } check: {
      #expect($0.requests.count == 1)
    },
    Behaviour("hours", enough: 1) { _, _, _ in
      // This hour and the next: the test may run at the end of one.
      let hour = Int(Date().timeIntervalSince1970) / 3600
      let hours = [hour, hour + 1].map { "<hour>\($0 % 24)</hour>" }.joined()
      return [.feed(saying: "<skipHours>\(hours)</skipHours>")]
    } check: {
      #expect($0.requests.count == 1)
    },
    Behaviour("short", enough: 3) { _, _, _ in
      [.feed(1...1, [("Cache-Control", "max-age=2")])]
    } check: {
      #expect($0.gaps.allSatisfy { $0 >= 2 && $0 < 4 }, "\($0.gaps)")
    },
    Behaviour("kept-age", enough: 3) { number, _, _ in
      number == 0
        ? [.feed(1...1, [("Cache-Control", "max-age=2"), ("ETag", "\"x\"")])] : [.answer(304)]
    } check: {
      #expect($0.gaps.allSatisfy { $0 >= 2 && $0 < 4 }, "a 304 keeps it: \($0.gaps)")
    },
    Behaviour("nocache", enough: 3) { _, _, _ in
      [.feed(1...1, [("Cache-Control", "no-cache, max-age=3600")])]
    } check: {
      #expect($0.gaps.allSatisfy { $0 < 3 }, "\($0.gaps)")
    },
    Behaviour("nonsense", enough: 3) { _, _, _ in
      [
        .feed(
          1...1,
          [
            ("Cache-Control", "max-age=, =5,,;"), ("Expires", "0"), ("Age", "old"),
            ("Date", "today"), ("X-\u{E9}", "?"),
          ])
      ]
    } check: {
      #expect($0.gaps.allSatisfy { $0 < 3 }, "\($0.gaps)")
      #expect($0.errors == 0)
    },
    Behaviour("zero", enough: 3) { _, _, _ in
      [.feed(1...1, [("Cache-Control", "max-age=0"), ("Retry-After", "3600")])]
    } check: {
      #expect($0.gaps.allSatisfy { $0 < 3 }, "\($0.gaps)")
    },
    Behaviour("failing-age", enough: 1) { _, _, _ in
      [.answer(404, [("Cache-Control", "max-age=3600")])]
    } check: {
      #expect($0.requests.count == 1, "an error says how long it lasts, too")
    },
  ]

  private static func once(_ name: String, _ headers: [(String, String)]) -> Behaviour {
    Behaviour(name, enough: 1) { _, _, _ in
      [.feed(1...1, headers)]
    } check: {
      #expect($0.requests.count == 1 && $0.errors == 0)
    }
  }

  @Test("What server and publisher wish is obeyed, and nonsense is not")
  func wishes() throws {
    try BehaviourTable(Self.wishes).check()
  }

  @Test("410 stops until a reload or a start, which ask once each")
  func gone() throws {
    let server = try LoopbackServer { _ in [.answer(410)] }
    let folder = try Folder()
    let config = try folder.write(
      "feeds.conf",
      "[feed.x]\nurl = \"\(server.url)/\"\nallow_private = true\ninterval = \"1s\"\nfloor = \"1s\"\n"
    )
    let arguments = ["--config", config, "--state-directory", folder.path + "/s"]
    let daemon = try RunningDaemon(arguments)
    #expect(daemon.waitForLog("gone for good"))
    daemon.signal(SIGHUP)
    #expect(daemon.waitForLog("1 resumed"))
    #expect(server.wait { $0.count == 2 })
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
    let again = try RunningDaemon(arguments)
    #expect(again.waitForLog("gone for good"))
    again.signal(SIGTERM)
    #expect(again.wait() == 0)
    #expect(server.requests.count == 3)
  }

  @Test("Retry-After holds its scope", arguments: ["feed", "host", "domain"])
  func scope(_ scope: String) throws {
    let server = try LoopbackServer { request in
      request.target == "/busy" ? [.answer(429, [("Retry-After", "60")])] : [.feed(1...1)]
    }
    let folder = try Folder()
    func at(_ name: String) -> String { "http://\(name).feeds.localhost:\(server.port)" }
    let config = try folder.write(
      "feeds.conf",
      """
      [defaults]
      interval = "1s"
      floor = "1s"
      allow_private = true
      retry_after_scope = "\(scope)"
      adaptive = false
      [http]
      spacing = "0s"
      [feed.busy]
      url = "\(at("a"))/busy"
      [feed.host]
      url = "\(at("a"))/host"
      [feed.domain]
      url = "\(at("b"))/domain"
      [feed.other]
      url = "\(server.url)/other"
      """)
    let daemon = try RunningDaemon(["--config", config, "--state-directory", folder.path + "/s"])
    #expect(server.wait { $0.count { $0.target == "/other" } >= 4 })
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
    func count(_ path: String) -> Int { server.requests.count { $0.target == path } }
    #expect(count("/busy") == 1)
    // All start at once: a neighbour may have been asked before the hold, and one be on its way.
    let held = server.requests.drop { $0.target != "/busy" }
    func after(_ path: String) -> Int { held.count { $0.target == path } }
    if scope == "feed" { #expect(after("/host") >= 2) } else { #expect(after("/host") <= 1) }
    if scope == "domain" { #expect(after("/domain") <= 1) } else { #expect(after("/domain") >= 2) }
    // The hold outlives a restart.
    let before = count("/busy") + count("/host")
    let again = try RunningDaemon(["--config", config, "--state-directory", folder.path + "/s"])
    let others = count("/other")
    #expect(server.wait { $0.count { $0.target == "/other" } >= others + 2 })
    again.signal(SIGTERM)
    #expect(again.wait() == 0)
    #expect(count("/busy") == 1)
    if scope != "feed" { #expect(count("/busy") + count("/host") == before) }
  }
}
