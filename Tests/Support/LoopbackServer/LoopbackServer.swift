import Glibc
import Synchronization

/// A scripted HTTP/1.1 server on a free port of 127.0.0.1, for tests: what it answers, and how
/// badly it behaves, is told by a closure.
public final class LoopbackServer: Sendable {
  public struct Request: Sendable {
    public var method: String
    /// Path and query.
    public var target: String
    /// Names in lower case, in order; values byte for byte (one scalar a byte).
    public var headers: [(name: String, value: String)]
    /// When it was read, in seconds of the steady clock.
    public var time = 0.0

    /// The value of a field by its lower-case name.
    public subscript(name: String) -> String? {
      headers.first { $0.name == name }?.value
    }
  }

  public enum Step: Sendable {
    case send([UInt8])
    /// Sends the bytes over and over until the client has enough, or that many times.
    case flood([UInt8], times: Int)
    /// Sends the bytes one at a time, with this many seconds between them, that many times over.
    case drip([UInt8], pause: Double, times: Int)
    /// Waits until the client goes away, or this many seconds.
    case stall(Double)
    /// Ends the connection with RST.
    case reset
    case close
  }

  public typealias Handler = @Sendable (Request) -> [Step]

  public let port: UInt16
  private let listener: Int32
  private let handler: Handler
  private let log = Mutex<[Request]>([])
  private let connections = Mutex(0)

  public var url: String { "http://127.0.0.1:\(port)" }
  /// What was asked, in order.
  public var requests: [Request] { log.withLock { $0 } }
  /// How many connections were made.
  public var connectionCount: Int { connections.withLock { $0 } }

  public struct Failure: Error {
    public var message: String
  }

  public init(_ handler: @escaping Handler) throws {
    self.handler = handler
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = listener
    let status = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 128) == 0
          ? getsockname(socket, $0, &length) : -1
      }
    }
    guard status == 0 else { throw Failure(message: String(cString: strerror(errno))) }
    port = UInt16(bigEndian: address.sin_port)
    Self.startThread { [weak self] in
      while true {
        let client = accept(socket, nil, nil)
        guard client >= 0 else { return }
        // A program that a test starts meanwhile must not keep the connection open.
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        guard let self else {
          close(client)
          return
        }
        self.connections.withLock { $0 += 1 }
        Self.startThread { self.serve(client) }
      }
    }
  }

  deinit {
    stop()
  }

  public func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Box(body)).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, context)
    pthread_detach(thread)
  }

  private func serve(_ client: Int32) {
    var on: Int32 = 1
    setsockopt(
      client, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    var isReset = false
    defer {
      // Ends it even where a child process got a copy of the descriptor after all.
      if !isReset { shutdown(client, Int32(SHUT_RDWR)) }
      close(client)
    }
    var pending: [UInt8] = []
    while let request = receive(client, &pending) {
      log.withLock { $0.append(request) }
      for step in handler(request) {
        guard perform(step, client) else {
          if case .reset = step { isReset = true }
          return
        }
      }
    }
  }

  private func perform(_ step: Step, _ client: Int32) -> Bool {
    switch step {
    case .send(let bytes): return send(bytes, to: client)
    case .flood(let bytes, let times):
      for _ in 0..<times where !send(bytes, to: client) { return false }
      return true
    case .drip(let bytes, let pause, let times):
      for _ in 0..<times {
        for byte in bytes {
          guard send([byte], to: client) else { return false }
          usleep(UInt32(pause * 1e6))
        }
      }
      return true
    case .stall(let seconds):
      var poll = pollfd(fd: client, events: hangUp, revents: 0)
      _ = Glibc.poll(&poll, 1, Int32(seconds * 1000))
      return true
    case .reset:
      var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      return false
    case .close: return false
    }
  }

  private func send(_ bytes: [UInt8], to client: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func receive(_ client: Int32, _ pending: inout [UInt8]) -> Request? {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    while true {
      if let index = pending.indices.first(where: { pending[$0...].starts(with: end) }) {
        let head = pending[..<index]
        defer { pending.removeFirst(index + 4) }
        let lines = head.split(separator: 0x0A).map { line in
          line.last == 0x0D ? line.dropLast() : line
        }
        let words = lines.first?.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard let words, words.count >= 2 else { return nil }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
          guard let colon = line.firstIndex(of: 0x3A) else { return nil }
          var value = line[(colon + 1)...]
          while value.first == 0x20 { value = value.dropFirst() }
          var text = ""
          for byte in value { text.unicodeScalars.append(Unicode.Scalar(byte)) }
          return (String(decoding: line[..<colon], as: UTF8.self).lowercased(), text)
        }
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Request(
          method: words[0], target: words[1], headers: headers,
          time: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
      }
      var chunk = [UInt8](repeating: 0, count: 16_384)
      let count = recv(client, &chunk, chunk.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      pending += chunk[..<count]
    }
  }
}

extension LoopbackServer.Step {
  /// A complete answer.
  public static func answer(
    _ status: Int = 200, _ headers: [(String, String)] = [], body: [UInt8] = []
  ) -> LoopbackServer.Step {
    var head = "HTTP/1.1 \(status) x\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if status != 304 { head += "Content-Length: \(body.count)\r\n" }
    // Header values are one byte a scalar.
    let bytes = (head + "\r\n").unicodeScalars.flatMap { scalar -> [UInt8] in
      scalar.value < 0x100 ? [UInt8(scalar.value)] : Array(String(scalar).utf8)
    }
    return .send(bytes + body)
  }

  public static func answer(
    _ status: Int = 200, _ headers: [(String, String)] = [], _ body: String
  ) -> LoopbackServer.Step {
    answer(status, headers, body: Array(body.utf8))
  }
}

/// POLLRDHUP (poll(2)), which Glibc's module does not show.
private let hangUp: Int16 = 0x2000

extension LoopbackServer {
  /// Waits until what was asked fulfils a condition.
  ///
  /// - Returns: whether it did within `seconds`.
  public func wait(
    seconds: Double = 20, until condition: ([Request]) -> Bool
  ) -> Bool {
    for _ in 0..<Int(seconds * 200) {
      if condition(requests) { return true }
      usleep(5000)
    }
    return condition(requests)
  }
}
