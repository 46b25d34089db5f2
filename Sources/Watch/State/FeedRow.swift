import GRDB

/// What is remembered of a feed between polls. Times are milliseconds since 1970.
public struct FeedRow: Sendable, Equatable {
  /// The name in feeds.conf.
  public var name: String
  /// The address in feeds.conf.
  public var url: String
  /// Where it is polled since a permanent redirect was believed; nil: at `url`.
  public var storedURL: String?
  /// Validators, byte for byte as the server sent them.
  public var etag: [UInt8]?
  public var lastModified: [UInt8]?
  public var lastPoll: Int64?
  public var nextPoll: Int64?
  /// How the last poll ended, in words.
  public var lastResult = ""
  public var errorsInRow = 0
  public var itemsSeen = 0
  /// Set by `StateStore.remember` from the plan.
  public internal(set) var guidPolicy = GUIDPolicy()
  /// What the scheduler keeps; the store doesn't look into it.
  public var schedule = ""
  /// When the feed was first read whole; nil: its next poll is a first poll.
  public internal(set) var firstRead: Int64?
  /// Of a state made anew from the journal: when the feed's first line was recorded.
  public internal(set) var watchedSince: Int64?

  public init(name: String, url: String) {
    self.name = name
    self.url = url
  }

  static let columns = """
    name, url, stored_url, etag, last_modified, last_poll, next_poll, last_result, errors,
    items_seen, guid_policy, schedule, first_read, watched_since
    """

  init(row: Row) {
    name = row[0]
    url = row[1]
    storedURL = row[2]
    etag = (row[3] as String?).map(Self.bytes)
    lastModified = (row[4] as String?).map(Self.bytes)
    lastPoll = row[5]
    nextPoll = row[6]
    lastResult = row[7]
    errorsInRow = row[8]
    itemsSeen = row[9]
    guidPolicy = GUIDPolicy(text: row[10])
    schedule = row[11]
    firstRead = row[12]
    watchedSince = row[13]
  }

  var arguments: StatementArguments {
    [
      name, url, storedURL, etag.map(Self.text), lastModified.map(Self.text), lastPoll, nextPoll,
      lastResult, errorsInRow, itemsSeen, guidPolicy.text, schedule, firstRead, watchedSince,
    ]
  }

  /// Bytes as the text of equal Latin-1 code points, so that SQLite's shell can show them.
  private static func text(_ bytes: [UInt8]) -> String {
    String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private static func bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }
}

/// Something of a poll to be remembered.
public struct PollMemory: Sendable {
  public var row: FeedRow
  /// Nil for a poll that brought no items to look at (304, an error).
  public var plan: PollPlan?
  /// The `seq` of the line of each item that got one, by the item's index.
  public var sequences: [Int: Int64]

  public init(row: FeedRow, plan: PollPlan? = nil, sequences: [Int: Int64] = [:]) {
    self.row = row
    self.plan = plan
    self.sequences = sequences
  }
}
