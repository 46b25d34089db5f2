import Extraction
import Foundation
import LoopbackServer
import Testing

@Suite("Manners: odd servers")
struct MannersOddTests {
  static let block = [UInt8](repeating: 0x61, count: 65_536)

  /// A head that says nothing of where the body ends.
  private static func head(_ status: Int, _ fields: String = "") -> Behaviour.Step {
    .text("HTTP/1.1 \(status) x\r\nConnection: close\r\n\(fields)\r\n")
  }

  /// What a status says does not depend on how its body ends.
  static let statuses: [Behaviour] = [
    Behaviour("endless429") { number, _, _ in
      number == 0
        ? [head(429, "Retry-After: 3\r\n"), .flood(block, times: 10_000), .close] : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 3 && $0.gaps[0] < 5, "\($0.gaps)")
      #expect($0.logged("429") && !$0.logged("max_bytes"))
    },
    Behaviour("dripping410", enough: 1) { _, _, _ in
      [head(410), .drip(Array("x".utf8), pause: 0.05, times: 100), .close]
    } check: {
      #expect($0.requests.count == 1 && $0.status["stopped"]?.string != nil)
    },
    Behaviour("cut503") { number, _, _ in
      number == 0
        ? [
          .text("HTTP/1.1 503 x\r\nRetry-After: 3\r\nContent-Length: 1000\r\n\r\nhalf"), .close,
        ] : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 3 && $0.gaps[0] < 5, "\($0.gaps)")
      #expect($0.logged("503"))
    },
    Behaviour("garbled429") { number, _, _ in
      number == 0
        ? [.answer(429, [("Retry-After", "3"), ("Content-Encoding", "gzip")], "no gzip, by far")]
        : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 3 && $0.gaps[0] < 5, "\($0.gaps)")
    },
    Behaviour("endless302", enough: 2) { _, request, _ in
      request.target == "/endless302"
        ? [head(302, "Location: /endless302/x\r\n"), .flood(block, times: 10_000), .close]
        : [.feed(1...1)]
    } check: {
      #expect($0.guids == ["g1"] && $0.errors == 0)
    },
    Behaviour("temporary410", enough: 4) { _, request, _ in
      request.target == "/temporary410" ? [.redirect(302, "/temporary410/x")] : [.answer(410)]
    } check: {
      #expect($0.status["stopped"]?.string == nil, "the feed's own address is not gone")
      #expect($0.errors >= 2)
    },
    Behaviour("gone-behind", enough: 2) { _, request, _ in
      request.target == "/gone-behind" ? [.redirect(301, "/gone-behind/x")] : [.answer(410)]
    } check: {
      #expect($0.requests.count == 2 && $0.status["stopped"]?.string != nil)
    },
    status(204), status(205), status(206), status(300), status(305), status(402), status(451),
    status(501), status(999),
    Behaviour("s203", enough: 1) { _, _, _ in
      [.feed(1...1, status: 203)]
    } check: {
      #expect($0.guids == ["g1"] && $0.errors == 0)
    },
    Behaviour("far429", enough: 1) { _, _, _ in
      [.answer(429, [("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")])]
    } check: {
      #expect($0.requests.count == 1)
      let next = $0.status["next_poll"]?.string ?? ""
      #expect(next < "9999" && !next.isEmpty, "a week at most: \(next)")
    },
    Behaviour("twice429") { number, _, _ in
      number == 0
        ? [.answer(429, [("Retry-After", "3"), ("Retry-After", "3")])] : [.feed(1...1)]
    } check: {
      #expect($0.gaps[0] >= 3 && $0.gaps[0] < 5, "\($0.gaps)")
    },
  ]

  /// An answer that has no feed: a failure that keeps the validators.
  private static func status(_ status: Int) -> Behaviour {
    Behaviour("s\(status)", enough: 3) { number, _, _ in
      number == 1
        ? [.answer(status, [("ETag", "\"other\"")], FirstLightTests.feed(items: 7...7))]
        : [.feed(1...1, [("ETag", "\"a\"")])]
    } check: { outcome in
      #expect(outcome.logged("\(status)"), "\(status)")
      #expect(outcome.requests[2]["if-none-match"] == "\"a\"", "\(status)")
      #expect(outcome.guids == ["g1"], "\(status)")
    }
  }

  @Test("A status means the same however its body ends")
  func statuses() throws {
    try BehaviourTable(Self.statuses, more: 1).check()
  }

  static let redirects: [Behaviour] = [
    Behaviour("nolocation") { _, _, _ in
      [.answer(302)]
    } check: {
      #expect($0.logged("redirects without saying where to"))
    },
    Behaviour("cycle-hollow", enough: 1) { _, _, _ in
      [.redirect(302, "")]
    } check: {
      #expect($0.errors >= 1)
    },
    nowhere("javascript", "javascript:alert(1)"), nowhere("mailto", "mailto:a@e.org"),
    nowhere("data", "data:text/xml,<rss/>"), nowhere("gopher", "gopher://127.0.0.1/1"),
    nowhere("upper", "FILE:///etc/passwd"),
    leads("spaced", to: "/spaced/a b", as: "/spaced/a%20b"),
    leads("umlaut", to: "/umlaut/\u{C3}\u{A4}", as: "/umlaut/%c3%a4"),
    leads("fragment", to: "/fragment/x#part", as: "/fragment/x"),
    leads("relative", to: "relative/x?y=1", as: "/relative/x?y=1"),
    leads("dotted", to: "./dotted/../dotted/x", as: "/dotted/x"),
    leads("colon", to: "/colon/a:b", as: "/colon/a:b"),
    leads("query", to: "?x", as: "/query?x"),
    Behaviour("schemeless", enough: 4) { _, request, url in
      request.target == "/schemeless"
        ? [.redirect(307, url.replacingOccurrences(of: "http:", with: "") + "/schemeless/x")]
        : [.feed(1...1)]
    } check: {
      #expect($0.guids == ["g1"] && $0.errors == 0)
    },
    Behaviour("seeother", enough: 8) { _, request, _ in
      request.target == "/seeother" ? [.redirect(303, "/seeother/x")] : [.feed(1...1)]
    } check: {
      #expect($0.requests.allSatisfy { $0.method == "GET" })
      #expect($0.status["moved_to"]?.string == nil, "303 is not for good")
    },
    Behaviour("userinfo", enough: 4) { _, request, url in
      request.target == "/userinfo"
        ? [
          .redirect(
            301, url.replacingOccurrences(of: "//", with: "//bob:hidden@") + "/userinfo/x")
        ]
        : [.feed(1...1)]
    } check: {
      #expect(
        $0.requests.allSatisfy { $0["authorization"] == nil }, "what a server names is not sent")
      #expect(!$0.logged("hidden") && !$0.logged("bob"))
    },
    Behaviour("setcookie", enough: 4) { _, request, _ in
      request["cookie"] == nil
        ? [.answer(302, [("Location", "/setcookie"), ("Set-Cookie", "in=1; Path=/setcookie")])]
        : [.feed(1...1)]
    } check: {
      #expect($0.guids == ["g1"] && $0.errors == 0, "once to itself with a cookie is no circle")
    },
    Behaviour("cycle-cookie", enough: 2) { number, _, _ in
      [.answer(302, [("Location", "/cycle-cookie"), ("Set-Cookie", "n=\(number)")])]
    } check: {
      #expect($0.logged("circle") && $0.requests.count < 30)
    },
  ]

  private static func nowhere(_ name: String, _ target: String) -> Behaviour {
    Behaviour(name, enough: 1) { _, _, _ in
      [.redirect(301, target)]
    } check: { outcome in
      #expect(outcome.requests.allSatisfy { $0.target == "/" + name }, "\(name)")
      #expect(outcome.logged("not followed"), "\(name): \(outcome.result)")
    }
  }

  private static func leads(_ name: String, to target: String, as asked: String) -> Behaviour {
    Behaviour(name, enough: 2) { _, request, _ in
      request.target == "/" + name ? [.redirect(302, target)] : [.feed(1...1)]
    } check: { outcome in
      let end = outcome.requests.first { $0.target != "/" + name }
      #expect(end?.target.lowercased() == asked, "\(name)")
      #expect(outcome.guids == ["g1"] && outcome.errors == 0, "\(name): \(outcome.result)")
    }
  }

  @Test("Wherever a redirect points, only http and https URLs are asked, as they are meant")
  func redirects() throws {
    try BehaviourTable(Self.redirects).check()
  }

  /// A feed of nine items, compressed.
  static let zipped: [UInt8] = {
    guard let folder = try? Folder() else { return [] }
    let text = FirstLightTests.feed(items: 1...9)
    _ = try? folder.write("feed.xml", text)
    _ = try? Program.run("gzip", ["-1", folder.path + "/feed.xml"])
    return Array(FileManager.default.contents(atPath: folder.path + "/feed.xml.gz") ?? Data())
  }()

  /// Whole, and cut in the middle at the second poll: the validators of the first stay.
  private static func cut(
    _ name: String, _ answer: @escaping @Sendable () -> [Behaviour.Step]
  ) -> Behaviour {
    Behaviour(name, enough: 3) { number, _, _ in
      number == 1 ? answer() : [.feed(1...1, [("ETag", "\"a\"")])]
    } check: { outcome in
      #expect(outcome.requests[2]["if-none-match"] == "\"a\"", "\(name)")
      #expect(outcome.logged("\(name): "), "\(name)")
      #expect(outcome.logged("next try in"), "\(name): \(outcome.log)")
    }
  }

  static let bodies: [Behaviour] = [
    cut("cutgzip") {
      let part = Array(zipped[..<(zipped.count * 2 / 3)])
      return [.answer(200, [("Content-Encoding", "gzip"), ("ETag", "\"cut\"")], body: part)]
    },
    cut("shortlength") {
      let feed = FirstLightTests.feed(items: 1...9)
      return [
        .text(
          "HTTP/1.1 200 x\r\nETag: \"cut\"\r\nConnection: close\r\n"
            + "Content-Length: \(feed.utf8.count / 2)\r\n\r\n" + feed), .close,
      ]
    },
    cut("chunkcut") {
      let feed = String(FirstLightTests.feed(items: 1...9).prefix(400))
      return [
        .text(
          "HTTP/1.1 200 x\r\nETag: \"cut\"\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "1000\r\n" + feed), .close,
      ]
    },
    cut("chunkgarbage") {
      [
        .text(
          "HTTP/1.1 200 x\r\nETag: \"cut\"\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "zzz\r\nno chunk\r\n"), .close,
      ]
    },
    cut("resetbody") {
      [
        .text("HTTP/1.1 200 x\r\nETag: \"cut\"\r\nContent-Length: 90000\r\n\r\n<rss>"), .reset,
      ]
    },
    cut("unknowncoding") {
      [.answer(200, [("Content-Encoding", "rot13"), ("ETag", "\"cut\"")], "<rss/>")]
    },
    cut("ended") {
      [.answer(200, [("ETag", "\"cut\"")], "")]
    },
    Behaviour("neverclosed", enough: 4) { number, request, _ in
      // Whole by its length, and its end tag is missing every time: that is how it is.
      if request["if-none-match"] == "\"n\"" { return [.answer(304)] }
      let feed = FirstLightTests.feed(items: 1...3).replacingOccurrences(of: "</rss>", with: "")
      return [
        .answer(200, [("ETag", "\"n\"")], feed.replacingOccurrences(of: "</channel>", with: ""))
      ]
    } check: {
      #expect($0.guids.count == 3)
      #expect($0.errors == 0 && $0.result == "304", "\($0.result)")
    },
    Behaviour("gzipped") { _, request, _ in
      request["if-none-match"] == nil
        ? [.answer(200, [("Content-Encoding", "GZIP"), ("ETag", "\"z\"")], body: zipped)]
        : [.answer(304)]
    } check: {
      #expect($0.guids.count == 9 && $0.result == "304")
    },
    Behaviour("trailers") { _, request, _ in
      let feed = FirstLightTests.feed(items: 1...1)
      return [
        .text(
          "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\nTrailer: ETag\r\n\r\n"
            + String(feed.utf8.count, radix: 16) + "\r\n" + feed
            + "\r\n0\r\nETag: \"late\"\r\nCache-Control: max-age=3600\r\n\r\n")
      ]
    } check: {
      #expect($0.requests[1]["if-none-match"] == nil, "what follows the body says nothing of it")
      #expect($0.errors == 0)
    },
    Behaviour("informational") { _, _, _ in
      [
        .text(
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\n"
            + "Cache-Control: max-age=3600\r\n\r\n"), .feed(1...1, [("ETag", "\"a\"")]),
      ]
    } check: {
      #expect($0.requests[1]["if-none-match"] == "\"a\"" && $0.errors == 0)
    },
    Behaviour("informationflood") { _, _, _ in
      [
        .flood(
          Array("HTTP/1.1 103 x\r\nX-Y: \(String(repeating: "z", count: 200))\r\n\r\n".utf8),
          times: 100_000), .close,
      ]
    } check: {
      #expect($0.errors >= 1 && $0.logged("next try in"))
    },
    Behaviour("slowhead") { _, _, _ in
      [
        .text("HTTP/1.1 200 x\r\n"), .drip(Array("X-Y: z\r\n".utf8), pause: 0.05, times: 20),
        .close,
      ]
    } check: {
      #expect($0.logged("not complete within 2 s"))
    },
    Behaviour("old", enough: 2) { _, _, _ in
      [
        .text("HTTP/1.0 200 OK\nETag: \"old\"\ncontent-type: text/plain\n\n"),
        .text(FirstLightTests.feed(items: 1...1)), .close,
      ]
    } check: {
      #expect($0.guids == ["g1"] && $0.requests[1]["if-none-match"] == "\"old\"")
    },
    Behaviour("bodied304", enough: 3) { number, _, _ in
      number == 0
        ? [.feed(1...1, [("ETag", "\"a\"")])]
        : [.text("HTTP/1.1 304 x\r\nContent-Length: 5000\r\nETag: \"a\"\r\n\r\n")]
    } check: {
      #expect($0.result == "304" && $0.errors == 0)
    },
    Behaviour("tooEarly", enough: 3) { _, _, _ in
      [.feed(1...1, [("Cache-Control", "max-age=-1"), ("Expires", "-1")])]
    } check: {
      #expect($0.gaps.allSatisfy { $0 < 3 } && $0.errors == 0)
    },
    Behaviour("ages", enough: 1) { _, _, _ in
      [.feed(1...1, [("Cache-Control", "max-age=99999999999999999999")])]
    } check: {
      #expect($0.requests.count == 1)
      #expect($0.status["next_poll"]?.string ?? "9" < "3", "a day at most")
    },
  ]

  @Test("Bodies that are cut or garbled count as failures and keep the validators; odd ones do not")
  func bodies() throws {
    #expect(Self.zipped.count > 100)
    try BehaviourTable(Self.bodies).check()
  }

  @Test("A hold of the host behind a redirect holds all that lead there, known before or not")
  func heldBehindRedirect() throws {
    let target = try LoopbackServer { request in
      request.target == "/busy" ? [.answer(429, [("Retry-After", "60")])] : [.feed(1...1)]
    }
    let url = target.url
    let server = try LoopbackServer { request in
      switch request.target {
      case "/one": [.redirect(302, url + "/busy")]
      // Asked when the other one was answered.
      case "/two": [.stall(1), .redirect(302, url + "/two")]
      default: [.feed(1...1)]
      }
    }
    let folder = try Folder()
    let config = try folder.write(
      "feeds.conf",
      """
      [defaults]
      interval = "1s"
      floor = "1s"
      allow_private = true
      adaptive = false
      [http]
      spacing = "0s"
      per_host = 8
      [feed.one]
      url = "\(server.url)/one"
      [feed.two]
      url = "\(server.url)/two"
      [feed.own]
      url = "\(server.url)/own"
      """)
    let arguments = ["--config", config, "--state-directory", folder.path + "/s", "--verbose"]
    let daemon = try RunningDaemon(arguments)
    #expect(daemon.waitForLog("which wants to be left alone"))
    #expect(server.wait { $0.count { $0.target == "/own" } >= 4 })
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
    #expect(target.requests.map(\.target) == ["/busy"])
    #expect(server.requests.count { $0.target == "/one" } == 1)
    #expect(server.requests.count { $0.target == "/two" } == 1, "once it is known where it leads")
    // The hold and where the feeds lead outlive a restart.
    let before = server.requests.count { $0.target == "/own" }
    let again = try RunningDaemon(arguments)
    #expect(server.wait { $0.count { $0.target == "/own" } >= before + 2 })
    again.signal(SIGTERM)
    #expect(again.wait() == 0)
    #expect(target.requests.map(\.target) == ["/busy"])
  }

  @Test("The host that redirects lead to is asked as rarely as if it were the feeds' own")
  func spacedBehindRedirect() throws {
    let target = try LoopbackServer { _ in [.feed(1...1)] }
    let url = target.url
    let servers = try (0..<4).map { _ in
      try LoopbackServer { _ in [.redirect(302, url + "/x")] }
    }
    let folder = try Folder()
    let feeds = servers.enumerated().map { "[feed.f\($0)]\nurl = \"\($1.url)/x\"\n" }.joined()
    let config = try folder.write(
      "feeds.conf",
      """
      [defaults]
      interval = "1s"
      floor = "1s"
      allow_private = true
      adaptive = false
      [http]
      spacing = "400ms"
      \(feeds)
      """)
    let daemon = try RunningDaemon(["--config", config, "--state-directory", folder.path + "/s"])
    #expect(target.wait { $0.count >= 16 })
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
    // The first poll of each cannot know where it leads.
    let times = target.requests.dropFirst(4).map(\.time)
    let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
    #expect(gaps.count >= 11 && gaps.allSatisfy { $0 > 0.25 }, "\(gaps)")
  }
}
