import LoopbackServer
import Testing

@testable import Transport

@Suite("Transport")
struct TransportTests {
  let client = TransferClient()

  private func request(_ server: LoopbackServer, _ path: String = "/") -> TransferRequest {
    var request = TransferRequest(url: server.url + path)
    request.allowPrivate = true
    return request
  }

  private func failure(_ request: TransferRequest) async -> TransferError? {
    do {
      _ = try await client.fetch(request)
      return nil
    } catch {
      return error
    }
  }

  @Test("An answer comes whole, its fields in order and byte for byte")
  func answer() async throws {
    let server = try LoopbackServer { _ in
      [.answer(200, [("ETag", "W/\"\u{E4}\u{FF} x\""), ("X-Two", "1"), ("X-Two", "2")], "body")]
    }
    let response = try await client.fetch(request(server))
    #expect(response.status == 200)
    #expect(response.body == Array("body".utf8))
    #expect(response.header("etag") == "W/\"\u{E4}\u{FF} x\"")
    #expect(response.headers.filter { $0.name == "x-two" }.map(\.value) == ["1", "2"])
    #expect(!response.isTruncated)
  }

  @Test("Fields are sent as they are, an ETag's odd bytes included; a line break is never sent")
  func fields() async throws {
    let server = try LoopbackServer { _ in [.answer(200, [], "x")] }
    var request = request(server)
    request.userAgent = "tester/1"
    request.headers = [
      HeaderField("If-None-Match", "W/\"\u{E4}\u{FF}\""), HeaderField("X-Empty", ""),
      HeaderField("X-Bad", "a\r\nX-Injected: 1"),
    ]
    _ = try await client.fetch(request)
    let got = try #require(server.requests.first)
    #expect(got["if-none-match"] == "W/\"\u{E4}\u{FF}\"")
    #expect(got["x-empty"] == "")
    #expect(got["x-injected"] == nil)
    #expect(got["x-bad"] == nil)
    #expect(got["user-agent"] == "tester/1")
    #expect(got["accept-encoding"]?.contains("gzip") == true)
  }

  @Test("A chain of redirects is followed and told, relative targets resolved")
  func redirects() async throws {
    let server = try LoopbackServer { request in
      switch request.target {
      case "/a/one": [.answer(301, [("Location", "../two?x=1")])]
      case "/two?x=1": [.answer(302, [("Location", "/three#part")])]
      default: [.answer(200, [], request.target)]
      }
    }
    let response = try await client.fetch(request(server, "/a/one"))
    #expect(response.redirects.map(\.status) == [301, 302])
    #expect(response.redirects.map(\.to) == [server.url + "/two?x=1", server.url + "/three"])
    #expect(response.redirects.map(\.isPermanent) == [true, false])
    #expect(response.url == server.url + "/three")
    #expect(String(decoding: response.body, as: UTF8.self) == "/three")
  }

  @Test("Circles, endless chains, other schemes and broken targets end with a reason")
  func badRedirects() async throws {
    let server = try LoopbackServer { request in
      let target = request.target
      if target == "/circle" { return [.answer(302, [("Location", "/circle")])] }
      if target == "/file" { return [.answer(302, [("Location", "file:///etc/passwd")])] }
      if target == "/ftp" { return [.answer(301, [("Location", "ftp://e.org/x")])] }
      if target == "/broken" { return [.answer(301, [("Location", "http://[")])] }
      return [.answer(302, [("Location", target + "x")])]
    }
    #expect(await failure(request(server, "/circle"))?.code == .redirectLoop)
    #expect(await failure(request(server, "/file"))?.code == .badRedirect)
    #expect(await failure(request(server, "/ftp"))?.code == .badRedirect)
    #expect(await failure(request(server, "/broken"))?.code == .badRedirect)
    let endless = await failure(request(server, "/n"))
    #expect(endless?.code == .tooManyRedirects)
    #expect(endless?.redirects.count == 11)
  }

  @Test("Cookies live within one poll's redirects and no longer")
  func cookies() async throws {
    let server = try LoopbackServer { request in
      request.target == "/start"
        ? [.answer(302, [("Set-Cookie", "k=v; Path=/"), ("Location", "/end")])]
        : [.answer(200, [], request["cookie"] ?? "none")]
    }
    let first = try await client.fetch(request(server, "/start"))
    #expect(String(decoding: first.body, as: UTF8.self) == "k=v")
    let second = try await client.fetch(request(server, "/end"))
    #expect(String(decoding: second.body, as: UTF8.self) == "none")
  }

  @Test("Credentials and own fields stay with the first origin")
  func credentials() async throws {
    let other = try LoopbackServer { _ in [.answer(200, [], "other")] }
    let target = other.url
    let server = try LoopbackServer { _ in [.answer(302, [("Location", target + "/x")])] }
    var request = request(server)
    request.username = "u"
    request.password = "secret"
    request.headers = [HeaderField("X-Key", "secret"), HeaderField("Accept", "text/x")]
    _ = try await client.fetch(request)
    #expect(server.requests.first?["authorization"] == "Basic dTpzZWNyZXQ=")
    let leaked = try #require(other.requests.first)
    #expect(leaked["authorization"] == nil)
    #expect(leaked["x-key"] == nil)
    #expect(leaked["accept"] == "text/x")
    var bearer = self.request(server)
    bearer.bearer = "token"
    _ = try await client.fetch(bearer)
    #expect(server.requests.last?["authorization"] == "Bearer token")
    #expect(other.requests.last?["authorization"] == nil)
  }

  @Test("A body larger than the bound ends the transfer, whether its length is said or not")
  func tooLarge() async throws {
    let block = [UInt8](repeating: 0x61, count: 65_536)
    let server = try LoopbackServer { request in
      request.target == "/said"
        ? [.answer(200, [], body: [UInt8](repeating: 0x61, count: 300_000))]
        : [
          .send(Array("HTTP/1.1 200 x\r\nConnection: close\r\n\r\n".utf8)),
          .flood(block, times: 10_000), .close,
        ]
    }
    var request = request(server, "/said")
    request.maxBytes = 200_000
    #expect(await failure(request)?.code == .tooLarge)
    request.url = server.url + "/endless"
    #expect(await failure(request)?.code == .tooLarge)
    request.maxBytes = 300_000
    request.url = server.url + "/said"
    #expect(await failure(request) == nil)
  }

  @Test("A compressed bomb is counted decoded")
  func bomb() async throws {
    // 1 MB of zeros as gzip, made once with `head -c 1000000 /dev/zero | gzip -9`: its deflate
    // stream is one long match, over and over.
    let server = try LoopbackServer { _ in
      [.answer(200, [("Content-Encoding", "gzip")], body: GzipSamples.zeros)]
    }
    var request = request(server)
    request.maxBytes = 100_000
    #expect(await failure(request)?.code == .tooLarge)
    request.maxBytes = 2_000_000
    let response = try await client.fetch(request)
    #expect(response.body.count == GzipSamples.zeroCount)
    #expect(response.wireBytes < 20_000)
  }

  @Test("A body that is not what its Content-Encoding says")
  func badEncoding() async throws {
    let server = try LoopbackServer { _ in
      [.answer(200, [("Content-Encoding", "gzip")], "this is no gzip at all, not by far")]
    }
    #expect(await failure(request(server))?.code == .badEncoding)
  }

  @Test("Header fields without end")
  func headers() async throws {
    let server = try LoopbackServer { _ in
      [
        .send(Array("HTTP/1.1 200 x\r\n".utf8)),
        .flood(Array(("X-Y: " + String(repeating: "z", count: 1000) + "\r\n").utf8), times: 5000),
        .close,
      ]
    }
    let error = await failure(request(server))
    #expect(error?.code == .headersTooLarge || error?.code == .reset, "\(error?.message ?? "")")
  }

  @Test("No answer, half an answer, a broken connection")
  func broken() async throws {
    let server = try LoopbackServer { request in
      switch request.target {
      case "/silent": [.stall(5), .close]
      case "/nothing": [.close]
      case "/cut":
        [.send(Array("HTTP/1.1 200 x\r\nContent-Length: 1000\r\n\r\nhalf".utf8)), .close]
      case "/slow":
        [.send(Array("HTTP/1.1 200 x\r\nContent-Length: 1000\r\n\r\nhalf".utf8)), .stall(5)]
      default: [.send(Array("HTTP/1.1 200 x\r\nContent-Le".utf8)), .reset]
      }
    }
    var silent = request(server, "/silent")
    silent.firstByteTimeout = 0.2
    #expect(await failure(silent)?.code == .firstByteTimeout)
    #expect(await failure(request(server, "/nothing"))?.code == .reset)
    #expect(await failure(request(server, "/reset"))?.code == .reset)
    let cut = try await client.fetch(request(server, "/cut"))
    #expect(cut.isTruncated)
    #expect(String(decoding: cut.body, as: UTF8.self) == "half")
    var slow = request(server, "/slow")
    slow.timeout = 0.3
    #expect(await failure(slow)?.code == .timeout)
  }

  @Test("Private addresses are refused, by number, by name and behind a redirect")
  func privateAddresses() async throws {
    let server = try LoopbackServer { _ in [.answer(200, [], "x")] }
    var request = TransferRequest(url: server.url)
    #expect(await failure(request)?.code == .privateAddress)
    request.url = "http://localhost:\(server.port)/"
    #expect(await failure(request)?.code == .privateAddress)
    request.url = "http://[::1]:\(server.port)/"
    #expect(await failure(request)?.code == .privateAddress)
    request.url = "http://2130706433:\(server.port)/"
    #expect(await failure(request)?.code == .privateAddress)
    #expect(server.connectionCount == 0)
    // A connection that another feed may use is not reused by one that may not.
    _ = try await client.fetch(self.request(server))
    request.url = "http://localhost:\(server.port)/"
    var allowed = request
    allowed.allowPrivate = true
    _ = try await client.fetch(allowed)
    #expect(await failure(request)?.code == .privateAddress)
  }

  @Test(
    "What is private",
    arguments: [
      "127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200",
      "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00:ec2::254",
      "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fec0::1",
    ])
  func isPrivate(address: String) {
    #expect(PrivateAddress.reason(text: address) != nil)
  }

  @Test(
    "What is public",
    arguments: [
      "8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8",
      "64:ff9b::808:808",
    ])
  func isPublic(address: String) {
    #expect(PrivateAddress.reason(text: address) == nil)
  }

  @Test("A connection is kept and used again")
  func reuse() async throws {
    let server = try LoopbackServer { _ in [.answer(200, [], "x")] }
    for _ in 0..<20 { _ = try await client.fetch(request(server)) }
    // On a machine that is busy with other things one may be given up in between.
    #expect(server.connectionCount <= 2)
  }

  @Test("What cannot be asked is told")
  func badURLs() async throws {
    #expect(await failure(TransferRequest(url: "gopher://e.org/"))?.code == .badURL)
    #expect(await failure(TransferRequest(url: "not a url"))?.code == .badURL)
    var request = TransferRequest(url: "http://name.invalid/")
    request.timeout = 10
    #expect(await failure(request)?.code == .dns)
    request = TransferRequest(url: "http://127.0.0.1:1/")
    request.allowPrivate = true
    #expect(await failure(request)?.code == .connect)
  }

  @Test("A cancelled request ends, before its start and on its way")
  func cancel() async throws {
    let server = try LoopbackServer { _ in [.stall(10), .close] }
    let waiting = request(server)
    let client = client
    let task = Task { () -> TransferError.Code? in
      do throws(TransferError) {
        _ = try await client.fetch(waiting)
        return nil
      } catch {
        return error.code
      }
    }
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("Many requests at once, and none after the end")
  func many() async throws {
    let server = try LoopbackServer { request in [.answer(200, [], request.target)] }
    let client = TransferClient(maxConnections: 8, perHost: 4)
    let prototype = request(server)
    let bodies = await withTaskGroup(of: String.self) { group in
      for index in 0..<200 {
        group.addTask {
          var request = prototype
          request.url += "\(index)"
          let response = try? await client.fetch(request)
          return String(decoding: response?.body ?? [], as: UTF8.self)
        }
      }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(bodies.count == 200)
    #expect(server.connectionCount <= 4)
    client.shutDown()
    let late = try? await client.fetch(prototype)
    #expect(late == nil)
  }
}
