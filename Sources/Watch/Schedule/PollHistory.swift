/// What is remembered of a feed's polls, to decide when the next one is: kept in the state from one
/// start of the daemon to the next. Instants are milliseconds since 1970.
public struct PollHistory: Sendable, Equatable {
  /// Failures since the last success.
  public var failures = 0
  /// Until when the server wants to be left alone (Retry-After).
  public var heldUntil: Int64?
  /// Before when the server's and the publisher's rules forbid to ask, whatever the settings say.
  public var notBefore: Int64?
  /// The interval, or the longer floor, that the last decision went by, seconds.
  public var interval: Double?
  /// Why the feed is polled no more, until the configuration is read again.
  public var stopped: String?
  /// The last poll that brought something new.
  public var lastChange: Int64?
  /// Seconds between the polls that brought something, smoothed.
  public var gap: Double?
  /// One bit a successful poll, the latest lowest: whether it brought something.
  public var changes: UInt8 = 0
  /// How many successful polls `changes` speaks of, at most 8.
  public var polls = 0
  /// The `max-age` of the last whole answer, seconds.
  public var maxAge: Double?
  /// The URL that the validators came from, where redirects led to it.
  public var validatorURL: String?
  /// The hosts that the last poll's redirects led to, in their order, at most `longestVia`; a host
  /// as `URLText.host` writes it.
  public var via: [String] = []
  /// Whether the last feed that came ended in the middle, though the answer was as long as it said.
  public var isCut = false
  public var publisher = PublisherHints()
  public var redirect: RedirectCandidate?
  /// Why the next poll is when it is, in words.
  public var reasons: [String] = []

  public init() {}

  static let longestVia = 4
}

/// What the feed itself says about how often to ask.
public struct PublisherHints: Sendable, Equatable {
  /// `ttl`, in seconds.
  public var ttl: Double?
  /// Hours in which not to ask, 0 to 23, GMT.
  public var skipHours: [Int] = []
  /// Days on which not to ask, 0 is Sunday, GMT.
  public var skipDays: [Int] = []
  /// `sy:updatePeriod` divided by `sy:updateFrequency`, in seconds.
  public var updatePeriod: Double?
  /// `sy:updateBase`, milliseconds since 1970.
  public var updateBase: Int64?

  public init() {}
}

/// Where a feed seems to have moved for good.
public struct RedirectCandidate: Sendable, Equatable {
  public var target: String
  /// Equal answers in a row.
  public var count: Int
  /// The first of them, in milliseconds since 1970.
  public var first: Int64

  public init(target: String, count: Int, first: Int64) {
    self.target = target
    self.count = count
    self.first = first
  }
}

/// As text in the state: a line a field, its name first. Written and read at every poll, and read
/// for every feed at a start, so it is plain.
extension PollHistory {
  /// Reads what `text` wrote; what cannot be read is left out.
  init(text: String) {
    var text = text
    text.withUTF8 { bytes in
      for line in bytes.split(separator: 0x0A) {
        guard let space = line.firstIndex(of: 0x20) else { continue }
        let name = line[..<space]
        let value = String(decoding: line[(space + 1)...], as: UTF8.self)
        read(String(decoding: name, as: UTF8.self), value)
      }
    }
  }

  private mutating func read(_ name: String, _ value: String) {
    func numbers(_ bound: Int) -> [Int] {
      value.split(separator: ",").compactMap { Int($0) }.filter { (0..<bound).contains($0) }
    }
    func seconds() -> Double? { Double(value).flatMap { $0.isFinite ? $0 : nil } }
    switch name {
    case "failures": failures = max(0, Int(value) ?? 0)
    case "held": heldUntil = Int64(value)
    case "not-before": notBefore = Int64(value)
    case "interval": interval = seconds()
    case "stopped": stopped = value
    case "changed": lastChange = Int64(value)
    case "gap": gap = seconds()
    case "changes": changes = UInt8(value) ?? 0
    case "polls": polls = min(8, max(0, Int(value) ?? 0))
    case "max-age": maxAge = seconds()
    case "validators-of": validatorURL = value
    case "cut": isCut = value == "1"
    case "via":
      via = value.split(separator: " ").prefix(Self.longestVia).map { String($0) }
    case "ttl": publisher.ttl = seconds()
    case "skip-hours": publisher.skipHours = numbers(24)
    case "skip-days": publisher.skipDays = numbers(7)
    case "period": publisher.updatePeriod = seconds()
    case "base": publisher.updateBase = Int64(value)
    case "moved":
      let parts = value.split(separator: " ", maxSplits: 2)
      if parts.count == 3, let count = Int(parts[0]), let first = Int64(parts[1]) {
        redirect = RedirectCandidate(target: String(parts[2]), count: count, first: first)
      }
    case "because": reasons.append(value)
    default: break
    }
  }

  /// The history as the state keeps it.
  var text: String {
    var text = ""
    func add(_ name: String, _ value: String?) {
      guard let value else { return }
      text += name
      text += " "
      text += value.contains("\n") ? value.replacing("\n", with: " ") : value
      text += "\n"
    }
    func add(_ name: String, _ value: Int64?) { add(name, value.map { String($0) }) }
    func add(_ name: String, _ value: Double?) { add(name, value.map { "\($0)" }) }
    func add(_ name: String, _ list: [Int]) {
      if !list.isEmpty { add(name, list.map { String($0) }.joined(separator: ",")) }
    }
    if failures > 0 { add("failures", Int64(failures)) }
    add("held", heldUntil)
    add("not-before", notBefore)
    add("interval", interval)
    add("stopped", stopped)
    add("changed", lastChange)
    add("gap", gap)
    if changes != 0 { add("changes", Int64(changes)) }
    if polls != 0 { add("polls", Int64(polls)) }
    add("max-age", maxAge)
    add("validators-of", validatorURL)
    if isCut { add("cut", "1") }
    add("via", via.isEmpty ? nil : via.joined(separator: " "))
    add("ttl", publisher.ttl)
    add("skip-hours", publisher.skipHours)
    add("skip-days", publisher.skipDays)
    add("period", publisher.updatePeriod)
    add("base", publisher.updateBase)
    add("moved", redirect.map { "\($0.count) \($0.first) \($0.target)" })
    for reason in reasons { add("because", reason) }
    return text
  }
}
