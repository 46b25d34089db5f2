import Foundation
import Glibc
import Testing

/// A real nginx on a free port of the loopback address, serving one folder.
final class Nginx: Sendable {
  static let path: String? = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].first {
    access($0, X_OK) == 0
  }

  let folder: Folder
  let port: UInt16

  var url: String { "http://127.0.0.1:\(port)" }
  var feeds: String { folder.path + "/feeds" }

  /// Starts it; it listens when this returns.
  init() throws {
    folder = try Folder()
    port = try Self.freePort()
    for name in ["feeds", "logs", "tmp"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
    let configuration = try folder.write(
      "nginx.conf",
      """
      \(geteuid() == 0 ? "user root;" : "") worker_processes 1; pid nginx.pid; error_log logs/error.log; daemon on;
      events { worker_connections 512; }
      http {
        log_format short '$status $request_uri'; access_log logs/access.log short;
        types { application/xml xml; }
        client_body_temp_path tmp/c; proxy_temp_path tmp/p; fastcgi_temp_path tmp/f;
        uwsgi_temp_path tmp/u; scgi_temp_path tmp/s;
        server { listen 127.0.0.1:\(port); root feeds; etag on;
          location /slow/ { limit_rate 20k; } }
      }
      """)
    let result = try Program.run(
      try #require(Self.path), ["-p", folder.path, "-c", configuration])
    guard result.status == 0 else { throw Failure(text: result.errors) }
  }

  struct Failure: Error {
    var text: String
  }

  /// The status codes it answered with, counted.
  func answers() throws -> [String: Int] {
    let log = try String(contentsOfFile: folder.path + "/logs/access.log", encoding: .utf8)
    return Dictionary(log.split(separator: "\n").map { (String($0.prefix(3)), 1) }) { $0 + $1 }
  }

  func clearLog() throws {
    truncate(folder.path + "/logs/access.log", 0)
  }

  deinit {
    if let text = try? String(contentsOfFile: folder.path + "/nginx.pid", encoding: .utf8),
      let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      kill(pid, SIGTERM)
    }
  }

  /// A port that nobody listens on at the moment.
  static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    try #require(status == 0)
    return UInt16(bigEndian: address.sin_port)
  }
}
