import Foundation

/// What is remembered of a feed's polls, to decide when the next one is: kept in the state from one
/// start of the daemon to the next. Instants are milliseconds since 1970.
public struct PollHistory: Codable, Sendable, Equatable {
  /// Failures since the last success.
  public var failures = 0
  /// Until when the server wants to be left alone (Retry-After).
  public var heldUntil: Int64?
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
  public var publisher = PublisherHints()
  public var redirect: RedirectCandidate?
  /// Why the next poll is when it is, in words.
  public var reasons: [String] = []

  public init() {}
}

/// What the feed itself says about how often to ask.
public struct PublisherHints: Codable, Sendable, Equatable {
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
public struct RedirectCandidate: Codable, Sendable, Equatable {
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

extension PollHistory {
  /// Reads what `text` wrote; what cannot be read is a feed without history.
  init(text: String) {
    self =
      (try? JSONDecoder().decode(PollHistory.self, from: Data(text.utf8))) ?? PollHistory()
  }

  /// The history as the state keeps it (JSON).
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
