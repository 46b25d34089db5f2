import Extraction
import Foundation
import LoopbackServer
import Testing

@Suite("Manners: validators and bodies")
struct MannersValidatorTests {
  static let table: [Behaviour] = [
    Behaviour("odd") { _, request, _ in
      request["if-none-match"] == nil
        ? [
          .feed(1...2, [("ETag", "W/\"\u{E4}\u{FF} x\""), ("Last-Modified", "maybe in May\u{E9}")])
        ]
        : [.answer(304)]
    } check: { outcome in
      let second = outcome.requests[1]
      #expect(second["if-none-match"] == "W/\"\u{E4}\u{FF} x\"")
      #expect(second["if-modified-since"] == "maybe in May\u{E9}")
      #expect(second["a-im"] == "feed")
      #expect(outcome.requests[0]["if-none-match"] == nil)
      #expect(outcome.requests[0]["if-modified-since"] == nil)
      #expect(outcome.result == "304" && outcome.errors == 0)
      #expect(outcome.guids.count == 2)
    },
    Behaviour("unquoted") { _, _, _ in
      [.feed(1...1, [("ETag", "abc-1")])]
    } check: {
      #expect($0.requests[1]["if-none-match"] == "abc-1")
      #expect($0.requests[1]["if-modified-since"] == nil)
    },
    Behaviour("hollow") { _, _, _ in
      [.feed(1...1, [("ETag", ""), ("Last-Modified", "")])]
    } check: {
      #expect($0.requests[1]["if-none-match"] == nil)
      #expect($0.requests[1]["if-modified-since"] == nil)
    },
    Behaviour("dated") { _, _, _ in
      [.feed(1...1, [("Last-Modified", "Sat, 13 Jul 2024 09:20:00 GMT")])]
    } check: {
      #expect($0.requests[1]["if-modified-since"] == "Sat, 13 Jul 2024 09:20:00 GMT")
      #expect($0.requests[1]["if-none-match"] == nil)
    },
    Behaviour("rotating", enough: 3) { number, _, _ in
      [.feed(1...2, [("ETag", "\"r\(number)\"")])]
    } check: {
      #expect($0.requests[1]["if-none-match"] == "\"r0\"")
      #expect($0.requests[2]["if-none-match"] == "\"r1\"")
      #expect($0.guids.count == 2)
    },
    Behaviour("renewed", enough: 4) { number, _, _ in
      switch number {
      case 0: [.feed(1...1, [("ETag", "\"a\""), ("Last-Modified", "then")])]
      case 1: [.answer(304, [("ETag", "\"b\"")])]
      default: [.answer(304)]
      }
    } check: {
      #expect($0.requests[1]["if-none-match"] == "\"a\"")
      #expect($0.requests[2]["if-none-match"] == "\"b\"")
      #expect($0.requests[3]["if-none-match"] == "\"b\"")
      #expect($0.requests[3]["if-modified-since"] == "then")
    },
    Behaviour("dropped", enough: 3) { number, _, _ in
      [.feed(1...1, number == 0 ? [("ETag", "\"a\"")] : [])]
    } check: {
      #expect($0.requests[1]["if-none-match"] == "\"a\"")
      #expect($0.requests[2]["if-none-match"] == nil)
    },
    Behaviour("webpage", enough: 3) { number, _, _ in
      number == 1
        ? [
          .answer(200, [("ETag", "\"page\"")], "<!doctype html><html><title>Log in</title></html>")
        ]
        : [.feed(1...1, [("ETag", "\"a\"")])]
    } check: {
      #expect($0.requests[2]["if-none-match"] == "\"a\"", "a page's validators are not the feed's")
      #expect($0.logged("web page") && $0.logged("/webpage") && $0.logged("next try in"))
      #expect($0.logged("answers again after 1 failure"))
    },
    Behaviour("nothing", enough: 3) { number, _, _ in
      number == 1
        ? [.answer(200, [("ETag", "\"none\"")])] : [.feed(1...1, [("ETag", "\"a\"")])]
    } check: {
      #expect($0.requests[2]["if-none-match"] == "\"a\"")
    },
    Behaviour("truncated", enough: 3) { number, _, _ in
      guard number == 1 else { return [.feed(1...1, [("ETag", "\"a\"")])] }
      let feed = FirstLightTests.feed(items: 1...9)
      return [
        .text("HTTP/1.1 200 x\r\nETag: \"cut\"\r\nContent-Length: \(feed.utf8.count)\r\n\r\n"),
        .text(String(feed.prefix(feed.count / 2))), .close,
      ]
    } check: {
      #expect($0.requests[2]["if-none-match"] == "\"a\"")
      #expect($0.guids.count > 1 && $0.guids.count < 9, "whole items count")
      #expect($0.logged("cut short"))
    },
    Behaviour("unfinished", enough: 3) { number, _, _ in
      guard number == 1 else { return [.feed(1...1, [("ETag", "\"a\"")])] }
      let feed = FirstLightTests.feed(items: 1...9)
      return [
        .text("HTTP/1.1 200 x\r\nETag: \"cut\"\r\nConnection: close\r\n\r\n"),
        .text(String(feed.prefix(feed.count / 2))), .close,
      ]
    } check: {
      #expect($0.requests[2]["if-none-match"] == "\"a\"", "only its end tag tells that it is cut")
      #expect($0.logged("cut short"))
    },
    Behaviour("lengthless") { _, _, _ in
      [
        .text("HTTP/1.1 200 x\r\nETag: \"l\"\r\nConnection: close\r\n\r\n"),
        .text(FirstLightTests.feed(items: 1...2)), .close,
      ]
    } check: {
      #expect($0.requests[1]["if-none-match"] == "\"l\"", "a whole feed without a length is whole")
      #expect($0.errors == 0)
    },
    Behaviour("delta", enough: 3) { number, _, _ in
      number == 0
        ? [.feed(1...2, [("ETag", "\"a\"")])]
        : [.feed(3...3, [("ETag", "\"b\""), ("IM", "feed")], status: 226)]
    } check: {
      #expect($0.requests[1]["a-im"] == "feed")
      #expect($0.requests[2]["if-none-match"] == "\"b\"")
      #expect(Set($0.guids) == ["g1", "g2", "g3"])
    },
    Behaviour("always304") { _, _, _ in
      [.answer(304)]
    } check: {
      #expect($0.errors >= 1, "who sends no validators can be told no 304")
      #expect($0.logged("304"))
    },
    Behaviour("latin1") { _, _, _ in
      var bytes = Array("<rss version=\"2.0\"><channel><title>T</title><item><guid>g</guid>".utf8)
      bytes += Array("<title>Caf".utf8) + [0xE9] + Array("</title></item></channel></rss>".utf8)
      return [.answer(200, [("Content-Type", "application/xml; charset=ISO-8859-1")], body: bytes)]
    } check: {
      #expect($0.titles == ["Café"])
    },
    Behaviour("windows", enough: 1) { _, _, _ in
      var bytes = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\">".utf8)
      bytes += Array("<channel><title>T</title><item><guid>g</guid><title>".utf8)
      bytes += [0x93, 0x61, 0x94] + Array("</title></item></channel></rss>".utf8)
      return [.answer(200, [("Content-Type", "text/xml;charset=\"windows-1252\"")], body: bytes)]
    } check: {
      #expect($0.titles == ["“a”"])
    },
    Behaviour("changing", enough: 3) { number, _, _ in
      [.feed(1...(number + 1), [("ETag", "\"\(number)\"")])]
    } check: {
      #expect(Array($0.guids.prefix(3)) == ["g1", "g2", "g3"])
    },
    Behaviour("folded") { _, _, _ in
      [
        .text(
          "HTTP/1.1 200 x\r\nX-Long: one\r\n two: three\r\nETag: \"f\"\r\nETag: \"second\"\r\n"),
        .text("content-LENGTH: \(FirstLightTests.feed(items: 1...1).utf8.count)\r\n\r\n"),
        .text(FirstLightTests.feed(items: 1...1)),
      ]
    } check: {
      #expect($0.requests[1]["if-none-match"] == "\"f\"")
      #expect($0.errors == 0)
    },
  ]

  @Test("Validators are echoed byte for byte, renewed, dropped, and kept when no feed came")
  func validators() throws {
    try BehaviourTable(Self.table).check()
  }

  @Test("Validators, redirects and errors belong to the URL: a changed one begins anew")
  func changedURL() throws {
    let server = try LoopbackServer { _ in [.feed(1...1, [("ETag", "\"a\"")])] }
    let folder = try Folder()
    func configure(_ path: String) throws -> String {
      try folder.write(
        "feeds.conf",
        """
        [defaults]
        interval = "1s"
        floor = "1s"
        allow_private = true
        [http]
        spacing = "0s"
        [feed.x]
        url = "\(server.url)\(path)"
        """)
    }
    let config = try configure("/one")
    let daemon = try RunningDaemon(["--config", config, "--state-directory", folder.path + "/s"])
    #expect(server.wait { $0.count >= 2 })
    #expect(server.requests[1]["if-none-match"] == "\"a\"")
    _ = try configure("/two")
    daemon.signal(SIGHUP)
    #expect(server.wait { $0.contains { $0.target == "/two" } })
    let moved = try #require(server.requests.first { $0.target == "/two" })
    #expect(moved["if-none-match"] == nil)
    #expect(server.wait { $0.count { $0.target == "/two" } >= 2 })
    #expect(server.requests.last { $0.target == "/two" }?["if-none-match"] == "\"a\"")
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
  }
}
