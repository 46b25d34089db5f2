/// An item as a poll showed it, as far as sameness goes.
public struct ObservedItem: Sendable, Equatable {
  public var guid: String?
  /// What the feed says of the guid: it is an address.
  public var isPermalink: Bool
  public var url: String?
  public var title: String?
  /// Plain text.
  public var text: String
  /// Milliseconds since 1970.
  public var published: Int64?
  /// Milliseconds since 1970.
  public var updated: Int64?
  /// Computed ahead (`prepare`), where many items are read at once.
  private var prepared: Fingerprint?

  /// Computes the fingerprint now, so that planning need not.
  public mutating func prepare() { prepared = Fingerprint(self) }

  var fingerprint: Fingerprint { prepared ?? Fingerprint(self) }

  public init(
    guid: String? = nil, isPermalink: Bool = false, url: String? = nil, title: String? = nil,
    text: String = "", published: Int64? = nil, updated: Int64? = nil
  ) {
    self.guid = guid
    self.isPermalink = isPermalink
    self.url = url
    self.title = title
    self.text = text
    self.published = published
    self.updated = updated
  }
}

/// What a feed's configuration says of sameness.
public struct SamenessOptions: Sendable, Equatable {
  public var backlog = Configuration.Backlog.all
  public var updates = Configuration.Updates.record
  /// Updates recorded of one item.
  public var maxUpdates = 10
  public var copies = Configuration.Copies.mark
  /// How far back a copy is looked for, milliseconds.
  public var copyWindow: Int64 = 14 * 86_400_000

  public init() {}

  public init(_ feed: FeedConfiguration) {
    backlog = feed.backlog
    updates = feed.updates
    maxUpdates = feed.maxUpdates
    copies = feed.copies
  }
}

/// By what the items of a feed are told apart, and why.
public struct GUIDPolicy: Sendable, Equatable {
  public enum Key: String, Sendable {
    /// The guid; the url for items without one; title and content for items without either.
    case guid
    /// The url; title and content for items without one.
    case url
    /// Title and content.
    case content
  }

  public enum Fault: String, Sendable {
    case equal, changing, headline, reused, urls

    /// For `status`, in words.
    public var explanation: String {
      switch self {
      case .equal: "different items share one guid"
      case .changing: "guids change while the items stay the same"
      case .headline: "guids carry the headline and change with it"
      case .reused: "guids are given to new items again"
      case .urls: "different items share one url"
      }
    }
  }

  public var key = Key.guid
  public var fault: Fault?
  /// When the policy moved, milliseconds since 1970.
  public var movedAt: Int64?
  /// Signs of a fault seen so far that were not yet enough.
  public var signs = 0

  public init() {}

  /// `KEY FAULT MOVED SIGNS`, as it is stored.
  var text: String {
    "\(key.rawValue) \(fault?.rawValue ?? "-") \(movedAt ?? 0) \(signs)"
  }

  init(text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 4, let key = Key(rawValue: String(parts[0])) else { return }
    self.key = key
    fault = Fault(rawValue: String(parts[1]))
    movedAt = Int64(parts[2]).flatMap { $0 == 0 ? nil : $0 }
    signs = Int(parts[3]) ?? 0
  }
}

/// What is to be done with the items of one poll.
public struct PollPlan: Sendable {
  public struct Decision: Sendable, Equatable {
    public enum Kind: String, Sendable {
      case new, updated
    }

    /// Why an item gets a line, or none.
    public enum Reason: String, Sendable {
      case new, updated
      /// Seen before and not changed.
      case known
      /// The same item stands in this poll twice.
      case repeated
      /// Shown at the feed's first poll and held back by `backlog`.
      case backlog
      /// Changed, but `updates = "ignore"` or `maxUpdates` holds it back.
      case updateIgnored
      /// A copy, and `copies = "drop"`.
      case copyDropped
    }

    /// Of the item among those handed in.
    public var index: Int
    public var writesLine: Bool
    public var kind: Kind
    public var reason: Reason
    /// The id of this version: 32 hexadecimal digits.
    public var id: String
    /// For `updated`: the id of the version before.
    public var replaces: String?
    /// The id of the item that this one is a copy of.
    public var copyOf: String?
    public var fingerprint: Fingerprint
  }

  /// One for each item, in its order.
  public internal(set) var decisions: [Decision] = []
  /// The feed had never been read whole before.
  public internal(set) var isFirstPoll = false
  public internal(set) var guidPolicy = GUIDPolicy()
  /// The policy moved with this poll; `guidPolicy.fault` says why.
  public internal(set) var policyMoved = false
  /// When the plan was made, milliseconds since 1970.
  var now: Int64 = 0
  var feed = ""
  var changes: [Change] = []
  /// Rows of items that the feed showed until now and shows no more.
  var vanished: [Int64] = []

  /// Decisions that write a line, in order.
  public var lines: [Decision] { decisions.filter(\.writesLine) }

  enum Change: Sendable {
    case insert(index: Int, KnownItem)
    case update(index: Int, KnownItem)
    /// Shown again after it had gone.
    case returned(Int64)
  }
}

/// An item as the state knows it.
struct KnownItem: Sendable, Equatable {
  /// Why an item never had a line.
  enum Silence: Int, Sendable {
    case none = 0
    case backlog = 1
    case copy = 2
  }

  var row: Int64
  var fingerprint: Fingerprint
  /// The id of the version remembered last.
  var version: VersionID
  /// The item it is a copy of.
  var origin: VersionID?
  /// Of the line written last; 0 where there was none.
  var sequence: Int64
  var updates: Int
  var silence: Silence
  /// First seen, milliseconds since 1970.
  var seen: Int64
  var isGone: Bool
}

/// What the state knows of a feed's items and of possible copies; `StateStore` asks SQLite.
protocol ItemLookup {
  func byGUID(_ key: UInt64) throws -> [KnownItem]
  func byURL(_ key: UInt64) throws -> [KnownItem]
  func byTitle(_ key: UInt64) throws -> [KnownItem]
  /// The first item that this one is a copy of, looking in other feeds and under other guids.
  func copy(of fingerprint: Fingerprint, usesURL: Bool, except row: Int64?) throws -> VersionID?
}
