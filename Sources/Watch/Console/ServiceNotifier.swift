import Glibc

/// Tells systemd how the service fares: the protocol of sd_notify(3), a datagram to the socket
/// named by `NOTIFY_SOCKET`. Without that variable every call does nothing.
public struct ServiceNotifier: Sendable {
  private let path: String?

  public init(path: String? = environment("NOTIFY_SOCKET")) {
    self.path = path
  }

  public var isActive: Bool { path != nil }

  /// How often the watchdog wants a sign of life, in seconds: a third of `WATCHDOG_USEC`.
  public static func watchdogInterval() -> Double? {
    guard let text = environment("WATCHDOG_USEC"), let microseconds = Double(text),
      microseconds > 0
    else { return nil }
    if let pid = environment("WATCHDOG_PID"), pid != "\(getpid())" { return nil }
    return microseconds / 3_000_000
  }

  public func ready() { send("READY=1") }

  /// systemd wants the monotonic time beside it (sd_notify(3), RELOADING=1).
  public func reloading() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let microseconds = UInt64(time.tv_sec) &* 1_000_000 &+ UInt64(time.tv_nsec) / 1000
    send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
  }

  public func stopping() { send("STOPPING=1") }
  public func watchdog() { send("WATCHDOG=1") }

  /// One line for `systemctl status`.
  public func status(_ text: String) { send("STATUS=\(Sanitizer.line(text, limit: 200))") }

  private func send(_ message: String) {
    guard let path, !path.isEmpty else { return }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
    let isAbstract = bytes[0] == UInt8(ascii: "@")
    if isAbstract { bytes[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let length = socklen_t(
      MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1))
    let payload = Array(message.utf8)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = sendto(descriptor, payload, payload.count, Int32(MSG_NOSIGNAL), generic, length)
      }
    }
  }
}
