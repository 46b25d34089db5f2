import Glibc
public import Logging
import Synchronization

/// How lines are written to a descriptor: for a terminal, for systemd's journal, or plainly.
public struct OutputStyle: Sendable, Equatable {
  /// Colours (ECMA-48 SGR) are used.
  public var color: Bool
  /// Lines carry the time.
  public var time: Bool
  /// Lines carry systemd's `<N>` priorities (sd-daemon(3)).
  public var priorities: Bool
  /// The descriptor is a terminal.
  public var isTerminal: Bool

  public init(color: Bool, time: Bool, priorities: Bool, isTerminal: Bool) {
    self.color = color
    self.time = time
    self.priorities = priorities
    self.isTerminal = isTerminal
  }

  /// The style that fits an open descriptor: systemd says through `JOURNAL_STREAM` whether it is
  /// connected to the journal (systemd.exec(5)); `NO_COLOR` and `TERM=dumb` turn colours off.
  public static func detect(_ descriptor: Int32) -> OutputStyle {
    var information = stat()
    if fstat(descriptor, &information) == 0, let stream = environment("JOURNAL_STREAM"),
      stream == "\(information.st_dev):\(information.st_ino)"
    {
      return OutputStyle(color: false, time: false, priorities: true, isTerminal: false)
    }
    let isTerminal = isatty(descriptor) == 1
    let color =
      isTerminal && (environment("NO_COLOR") ?? "").isEmpty
      && environment("TERM") != "dumb"
    return OutputStyle(color: color, time: true, priorities: false, isTerminal: isTerminal)
  }
}

/// A variable of the environment; nil where it is not set.
public func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// Writes whole lines to a descriptor, one `write` a line, and keeps a progress line below them
/// on a terminal.
public final class LineOutput: Sendable {
  public let style: OutputStyle
  private let descriptor: Int32
  private let progress = Mutex("")

  public init(_ descriptor: Int32, style: OutputStyle? = nil) {
    self.descriptor = descriptor
    self.style = style ?? OutputStyle.detect(descriptor)
  }

  /// Writes one line; it must be safe to show (see `Sanitizer`).
  public func write(_ line: String) {
    progress.withLock { current in
      put((current.isEmpty ? "" : "\r\u{1B}[K") + line + "\n" + current)
    }
  }

  /// Shows a line that the next one replaces; only on a terminal. Empty: takes it away.
  public func showProgress(_ line: String) {
    guard style.isTerminal else { return }
    progress.withLock { current in
      guard current != line else { return }
      current = line
      put("\r\u{1B}[K" + line)
    }
  }

  private func put(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = Glibc.poll(&poll, 1, 1000)
      } else if errno != EINTR {
        return  // a closed terminal or pipe must not stop the daemon
      }
    }
  }
}

/// The log on stderr.
public struct StreamLog: LogHandler {
  public var metadata: Logger.Metadata = [:]
  public var logLevel: Logger.Level = .info
  private let output: LineOutput
  private let now: @Sendable () -> Int64

  /// - Parameter now: the time in milliseconds since 1970.
  public init(
    output: LineOutput, level: Logger.Level = .info,
    now: @escaping @Sendable () -> Int64 = { WallClock.milliseconds() }
  ) {
    self.output = output
    self.logLevel = level
    self.now = now
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var text = Sanitizer.line("\(event.message)", limit: 4096)
    if let error = event.error { text += ": " + Sanitizer.line("\(error)", limit: 1024) }
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }
    for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
      text += " \(key)=\(Sanitizer.line("\(value)", limit: 512))"
    }
    output.write(Self.line(text, level: event.level, style: output.style, milliseconds: now()))
  }

  static func line(
    _ text: String, level: Logger.Level, style: OutputStyle, milliseconds: Int64
  ) -> String {
    if style.priorities { return "<\(priority(level))>\(text)" }
    var line = style.time ? Timestamp.rfc3339(milliseconds: milliseconds) + " " : ""
    let name = "\(level)"
    let color =
      switch level {
      case .warning: "33"
      case .error, .critical: "31"
      case .debug, .trace: "2"
      default: ""
      }
    line += style.color && !color.isEmpty ? "\u{1B}[\(color)m\(name)\u{1B}[0m " : "\(name) "
    return line + text
  }

  /// The level as a syslog severity (RFC 5424, table 2).
  static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
