import Extraction
import Foundation
import Glibc
import LoopbackServer
import Synchronization
import Testing

@Suite("Manners: bounds and secrets")
struct MannersBoundTests {
  static let block = [UInt8](repeating: 0x61, count: 65_536)

  static let table: [Behaviour] = [
    Behaviour("endless") { _, _, _ in
      [
        .text("HTTP/1.1 200 x\r\nConnection: close\r\n\r\n<rss>"), .flood(block, times: 10_000),
        .close,
      ]
    } check: {
      #expect($0.logged("larger than max_bytes") && $0.logged("next try in"))
    },
    Behaviour("announced") { _, _, _ in
      [
        .text("HTTP/1.1 200 x\r\nContent-Length: 500000000\r\n\r\n<rss>"),
        .flood(block, times: 10_000), .close,
      ]
    } check: {
      #expect($0.logged("larger than max_bytes"))
    },
    Behaviour("drip") { _, _, _ in
      [
        .text("HTTP/1.1 200 x\r\nContent-Length: 500\r\n\r\n<rss>"),
        .drip(Array("x".utf8), pause: 0.05, times: 100), .close,
      ]
    } check: {
      #expect($0.logged("not complete within 2 s"))
      #expect($0.guids.isEmpty)
    },
    Behaviour("silent") { _, _, _ in
      [.stall(8), .close]
    } check: {
      #expect($0.logged("no answer came within 2 s"))
    },
    Behaviour("reset") { _, _, _ in
      [.text("HTTP/1.1 200 x\r\nContent-Le"), .reset]
    } check: {
      #expect($0.logged("/reset: ") && $0.logged("next try in"))
    },
    Behaviour("closed", enough: 3) { number, _, _ in
      // The connection is kept after the first, and ended on the second request.
      number == 0 ? [.feed(1...1)] : [.close]
    } check: {
      #expect($0.logged("without an answer"))
    },
    Behaviour("headers") { _, _, _ in
      [
        .text("HTTP/1.1 200 x\r\n"),
        .flood(Array("X-Y: \(String(repeating: "z", count: 1000))\r\n".utf8), times: 5000), .close,
      ]
    } check: {
      #expect($0.errors >= 1)
    },
    Behaviour("nohttp") { _, _, _ in
      [.text("<rss version=\"2.0\">"), .close]
    } check: {
      #expect($0.logged("no valid HTTP"))
    },
    Behaviour("nocolon") { _, _, _ in
      [
        .text("HTTP/1.1 200 x\r\nno colon here\r\nContent-Length: 3\r\n\r\nabc"), .close,
      ]
    } check: {
      #expect($0.errors >= 1)
    },
    Behaviour("badgzip") { _, _, _ in
      [.answer(200, [("Content-Encoding", "gzip"), ("ETag", "\"z\"")], "no gzip at all, by far")]
    } check: {
      #expect($0.logged("Content-Encoding"))
      #expect($0.requests[1]["if-none-match"] == nil)
    },
    Behaviour("bomb", enough: 2) { _, _, _ in
      [.answer(200, [("Content-Encoding", "gzip")], body: bomb)]
    } check: {
      #expect($0.logged("larger than max_bytes"))
    },
    Behaviour("small", "max_bytes = \"2kB\"", enough: 2) { number, _, _ in
      number == 0 ? [.feed(1...1)] : [.feed(1...40)]
    } check: {
      #expect($0.guids == ["g1"] && $0.logged("max_bytes"))
    },
    Behaviour("encodings", enough: 1) { _, request, _ in
      let accepted = request["accept-encoding"] ?? ""
      let all = ["gzip", "deflate", "br", "zstd"].allSatisfy { accepted.contains($0) }
      return all ? [.feed(1...1)] : [.answer(406)]
    } check: {
      #expect($0.errors == 0)
      #expect($0.requests[0]["user-agent"]?.hasPrefix("feedwatchd/") == true)
      #expect($0.requests[0]["accept"]?.contains("application/atom+xml") == true)
    },
  ]

  /// 60 MB of zeros.
  static let bomb: [UInt8] = {
    guard let folder = try? Folder() else { return [] }
    let path = folder.path + "/bomb.gz"
    _ = try? Program.run("sh", ["-c", "head -c 60000000 /dev/zero | gzip -1 > \(path)"])
    return Array(FileManager.default.contents(atPath: path) ?? Data())
  }()

  @Test("Caps on bytes, time and header fields hold; each failure is a sentence")
  func bounds() throws {
    #expect(Self.bomb.count > 10_000)
    try BehaviourTable(Self.table).check()
  }

  @Test("One host: two at once, spaced; the answer's time does not matter")
  func hostBounds() throws {
    let running = Mutex((now: 0, most: 0))
    let server = try LoopbackServer { request in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      usleep(150_000)
      running.withLock { $0.now -= 1 }
      return [.feed(1...1)]
    }
    let folder = try Folder()
    let feeds = (0..<8).map { "[feed.f\($0)]\nurl = \"\(server.url)/\($0)\"\n" }.joined()
    let config = try folder.write(
      "feeds.conf",
      """
      [defaults]
      allow_private = true
      [http]
      spacing = "50ms"
      per_host = 2
      \(feeds)
      """)
    let daemon = try RunningDaemon(["--config", config, "--state-directory", folder.path + "/s"])
    #expect(server.wait { $0.count >= 8 })
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
    #expect(running.withLock { $0.most } == 2)
    let times = server.requests.map(\.time).sorted()
    // The steps between starts, give or take the scheduling of this machine.
    #expect(times.last.map { $0 - times[0] } ?? 0 >= 0.5)
    #expect(server.connectionCount <= 2, "connections are kept")
  }

  @Test("Credentials from files, systemd's directory and the URL are sent, and shown nowhere")
  func secrets() throws {
    let folder = try Folder()
    try folder.write("password", "s3cret-one\n")
    try folder.write("creds/token", "s3cret-two\n")
    let server = try LoopbackServer { request in
      switch request.target {
      case "/moved": [.redirect(302, "/moved/x")]
      case "/away":
        [
          .redirect(
            301, "http://localhost:\(request["host"]?.split(separator: ":").last ?? "")/away/x")
        ]
      case "/none": [.answer(401)]
      default: [.feed(1...1)]
      }
    }
    let withUser = server.url.replacingOccurrences(of: "//", with: "//ann:s3cret%2Dthree@")
    let config = try folder.write(
      "feeds.conf",
      """
      [defaults]
      allow_private = true
      [http]
      spacing = "0s"
      per_host = 9
      [feed.basic]
      url = "\(server.url)/basic"
      username = "ann"
      password_file = "password"
      [feed.bearer]
      url = "\(server.url)/bearer"
      bearer_file = "nowhere/token"
      [feed.user]
      url = "\(withUser)/user"
      [feed.moved]
      url = "\(withUser)/moved"
      [feed.away]
      url = "\(withUser)/away"
      [feed.none]
      url = "\(withUser)/none"
      [feed.lost]
      url = "\(server.url)/lost"
      bearer_file = "not-there"
      """)
    let state = folder.path + "/s"
    let daemon = try RunningDaemon(
      ["--config", config, "--state-directory", state, "--verbose"],
      environment: ["CREDENTIALS_DIRECTORY": folder.path + "/creds"])
    for name in ["basic", "bearer", "user", "moved", "away", "none", "lost"] {
      #expect(daemon.waitForLog(" \(name): "))
    }
    daemon.signal(SIGUSR1)
    #expect(daemon.waitForLog("status: lost"))
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
    func sent(_ path: String) -> String? {
      server.requests.first { $0.target == path }?["authorization"]
    }
    func basic(_ text: String) -> String { "Basic " + Data(text.utf8).base64EncodedString() }
    #expect(sent("/basic") == basic("ann:s3cret-one"))
    #expect(sent("/bearer") == "Bearer s3cret-two")
    #expect(sent("/user") == basic("ann:s3cret-three"))
    #expect(sent("/moved/x") == basic("ann:s3cret-three"), "the same origin")
    #expect(server.requests.contains { $0.target == "/away/x" })
    #expect(sent("/away/x") == nil, "another origin")
    #expect(!server.requests.contains { $0.target == "/lost" }, "without its token it is not asked")
    #expect(daemon.logged.contains("does not accept the credentials"))
    #expect(daemon.logged.contains("not-there"))
    var shown = daemon.logged
    for arguments in [
      ["status"], ["status", "--json"], ["check"], ["export"], ["explain", "user"],
      ["explain", "away"],
    ] {
      let state = arguments[0] == "status" || arguments[0] == "explain"
      let config = arguments[0] == "status" ? [] : ["--config", config]
      let result = try Program.run(
        arguments + config + (state ? ["--state-directory", folder.path + "/s"] : []))
      #expect(result.status == 0, "\(arguments): \(result.errors)")
      shown += result.output + result.errors
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: state) {
      let bytes = FileManager.default.contents(atPath: state + "/" + file) ?? Data()
      shown += String(decoding: bytes, as: UTF8.self)
    }
    for secret in ["s3cret", "ann:", "YW5uOn"] {
      #expect(!shown.contains(secret), "\(secret) is shown")
    }
    #expect(shown.contains("***@127.0.0.1"))
  }
}
