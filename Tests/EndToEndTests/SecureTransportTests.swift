import Extraction
import Foundation
import Glibc
import LoopbackServer
import Testing

/// A real nginx with TLS, HTTP/2 and IPv6, and an authority that signed its certificate.
final class SecureNginx: Sendable {
  static let isAvailable =
    Nginx.path != nil && access("/usr/bin/openssl", X_OK) == 0

  let folder: Folder
  /// Asks no certificate, and asks for one.
  let port: UInt16
  let strictPort: UInt16

  init() throws {
    folder = try Folder()
    port = try Nginx.freePort()
    var other = try Nginx.freePort()
    while other == port { other = try Nginx.freePort() }
    strictPort = other
    for name in ["feeds", "logs", "tmp"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
    for index in 0..<6 {
      try folder.write("feeds/\(index).xml", FirstLightTests.feed(items: 1...3))
    }
    try makeCertificates()
    let configuration = try folder.write(
      "nginx.conf",
      """
      \(geteuid() == 0 ? "user root;" : "") worker_processes 1; pid nginx.pid; error_log logs/error.log; daemon on;
      events { worker_connections 512; }
      http {
        log_format short '$status $request_uri $server_protocol $connection $http_accept_encoding';
        access_log logs/access.log short; types { application/xml xml; }
        client_body_temp_path tmp/c; proxy_temp_path tmp/p; fastcgi_temp_path tmp/f;
        uwsgi_temp_path tmp/u; scgi_temp_path tmp/s;
        ssl_certificate server.crt; ssl_certificate_key server.key; root feeds; etag on;
        gzip on; gzip_types application/xml; gzip_min_length 10;
        server { listen 127.0.0.1:\(port) ssl http2; listen [::1]:\(port) ssl http2; }
        server { listen 127.0.0.1:\(strictPort) ssl http2;
          ssl_client_certificate ca.crt; ssl_verify_client on; }
      }
      """)
    let result = try Program.run(
      try #require(Nginx.path), ["-p", folder.path, "-c", configuration])
    guard result.status == 0 else { throw Nginx.Failure(text: result.errors) }
  }

  private func makeCertificates() throws {
    let path = folder.path
    func openssl(_ arguments: String) throws {
      let result = try Program.run(
        "/usr/bin/openssl", arguments.split(separator: " ").map(String.init))
      guard result.status == 0 else { throw Nginx.Failure(text: result.errors) }
    }
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    try openssl(
      "req -x509 \(key) -days 2 -subj /CN=test-authority -keyout \(path)/ca.key -out \(path)/ca.crt"
    )
    for name in ["server", "client"] {
      try openssl(
        "req \(key) -subj /CN=\(name) -keyout \(path)/\(name).key -out \(path)/\(name).csr")
      try folder.write("\(name).ext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1\n")
      try openssl(
        "x509 -req -in \(path)/\(name).csr -CA \(path)/ca.crt -CAkey \(path)/ca.key -CAcreateserial "
          + "-days 2 -extfile \(path)/\(name).ext -out \(path)/\(name).crt")
    }
  }

  /// What was asked: status, path, protocol, the connection's number.
  func requests() throws -> [[String]] {
    try String(contentsOfFile: folder.path + "/logs/access.log", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  deinit {
    if let text = try? String(contentsOfFile: folder.path + "/nginx.pid", encoding: .utf8),
      let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      kill(pid, SIGTERM)
    }
  }
}

@Suite("TLS, HTTP/2, proxies, address families")
struct SecureTransportTests {
  /// Polls the feeds of a configuration once; the log.
  private func poll(_ folder: Folder, _ config: String, _ environment: [String: String] = [:])
    throws -> String
  {
    let path = try folder.write("feeds.conf", config)
    return try Program.run(
      ["run", "--once", "--config", path, "--state-directory", folder.path + "/s", "--verbose"],
      environment: environment
    ).errors
  }

  @Test(
    "A CA bundle and a client certificate open what is closed without; six feeds share a connection",
    .enabled(if: SecureNginx.isAvailable))
  func tls() throws {
    let nginx = try SecureNginx()
    let folder = nginx.folder
    let url = "https://127.0.0.1:\(nginx.port)"
    let strict = "https://127.0.0.1:\(nginx.strictPort)"
    let feeds = (0..<6).map {
      "[feed.f\($0)]\nurl = \"\(url)/\($0).xml\"\nca_bundle = \"ca.crt\"\n"
    }.joined()
    let log = try poll(
      folder,
      """
      [defaults]
      allow_private = true
      extract = false
      [http]
      spacing = "0s"
      per_host = 6
      \(feeds)
      [feed.untrusted]
      url = "\(url)/0.xml?untrusted"
      [feed.certified]
      url = "\(strict)/0.xml?certified"
      ca_bundle = "ca.crt"
      client_certificate = "client.crt"
      client_key = "client.key"
      [feed.uncertified]
      url = "\(strict)/0.xml?uncertified"
      ca_bundle = "ca.crt"
      [feed.wrongname]
      url = "https://localhost.localdomain:\(nginx.port)/0.xml"
      ca_bundle = "ca.crt"
      timeout = "3s"
      [feed.nokey]
      url = "\(strict)/0.xml?nokey"
      ca_bundle = "ca.crt"
      client_certificate = "missing.crt"
      """)
    #expect(
      log.contains("untrusted: ") && log.contains("the certificate of 127.0.0.1 is not trusted"))
    #expect(log.contains(" nokey: ") && log.contains("client certificate"))
    let requests = try nginx.requests()
    func request(_ path: String) -> [String]? { requests.first { $0[1] == path } }
    #expect(request("/0.xml?untrusted") == nil)
    #expect(request("/0.xml?certified")?[0] == "200")
    #expect(request("/0.xml?uncertified")?[0] == "400")
    let own = requests.filter { $0[1].hasSuffix(".xml") }
    #expect(
      own.count == 6 && own.allSatisfy { $0[0] == "200" && $0[2] == "HTTP/2.0" }, "\(requests)")
    #expect(Set(own.map { $0[3] }).count == 1, "multiplexed: \(own)")
  }

  @Test("IPv4 and IPv6, as the configuration says", .enabled(if: SecureNginx.isAvailable))
  func families() throws {
    let nginx = try SecureNginx()
    func log(_ family: String, _ host: String) throws -> String {
      try? FileManager.default.removeItem(atPath: nginx.folder.path + "/s")
      return try poll(
        nginx.folder,
        """
        [http]
        address_family = "\(family)"
        [feed.x]
        url = "https://\(host):\(nginx.port)/0.xml"
        allow_private = true
        ca_bundle = "ca.crt"
        extract = false
        """)
    }
    #expect(try log("any", "[::1]").contains("3 new"))
    #expect(try log("ipv6", "[::1]").contains("3 new"))
    #expect(try log("ipv4", "127.0.0.1").contains("3 new"))
    #expect(try log("ipv4", "localhost").contains("3 new"))
    #expect(try log("ipv6", "127.0.0.1").contains("1 failed"))
  }

  @Test(
    "A proxy is asked for what it is told to fetch, its password not shown, and no_proxy spares")
  func proxy() throws {
    let proxy = try LoopbackServer { _ in [.feed(1...2)] }
    let own = try LoopbackServer { _ in [.feed(1...1)] }
    let folder = try Folder()
    let withUser = proxy.url.replacingOccurrences(of: "//", with: "//ann:s3cret@")
    let log = try poll(
      folder,
      """
      [defaults]
      extract = false
      [feed.proxied]
      url = "http://feeds.example.invalid/x"
      proxy = "\(withUser)"
      [feed.named]
      url = "http://other.example.invalid/y"
      [feed.spared]
      url = "\(own.url)/z"
      allow_private = true
      """, ["http_proxy": proxy.url, "no_proxy": "127.0.0.1"])
    #expect(
      Set(proxy.requests.map(\.target)) == [
        "http://feeds.example.invalid/x", "http://other.example.invalid/y",
      ])
    let proxied = proxy.requests.first { $0.target.contains("feeds.") }
    #expect(
      proxied?["proxy-authorization"] == "Basic " + Data("ann:s3cret".utf8).base64EncodedString())
    #expect(own.requests.map(\.target) == ["/z"])
    #expect(!log.contains("s3cret"))
  }

  @Test("zstd is undone, and counted undone", .enabled(if: access("/usr/bin/zstd", X_OK) == 0))
  func zstd() throws {
    let folder = try Folder()
    try folder.write("feed.xml", FirstLightTests.feed(items: 1...9))
    #expect(try Program.run("sh", ["-c", "cd \(folder.path) && zstd -q feed.xml"]).status == 0)
    #expect(
      try Program.run(
        "sh", ["-c", "cd \(folder.path) && head -c 60000000 /dev/zero | zstd -q > bomb.zst"]
      ).status == 0)
    let feed = Array(FileManager.default.contents(atPath: folder.path + "/feed.xml.zst") ?? Data())
    let bomb = Array(FileManager.default.contents(atPath: folder.path + "/bomb.zst") ?? Data())
    let server = try LoopbackServer { request in
      [.answer(200, [("Content-Encoding", "zstd")], body: request.target == "/bomb" ? bomb : feed)]
    }
    let log = try poll(
      folder,
      """
      [defaults]
      allow_private = true
      extract = false
      [http]
      spacing = "0s"
      [feed.good]
      url = "\(server.url)/good"
      [feed.bomb]
      url = "\(server.url)/bomb"
      """)
    #expect(log.contains("good: 9 new"))
    #expect(log.contains("larger than max_bytes"))
  }
}
