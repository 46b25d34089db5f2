/// The dialect a feed is written in.
public enum FeedFormat: String, Sendable, Equatable {
  case rss090 = "rss-0.90"
  case rss091 = "rss-0.91"
  case rss092 = "rss-0.92"
  case rss093 = "rss-0.93"
  case rss094 = "rss-0.94"
  case rss10 = "rss-1.0"
  case rss20 = "rss-2.0"
  /// RSS whose version is missing or unknown; it is read as RSS 2.0.
  case rss
  case atom03 = "atom-0.3"
  case atom10 = "atom-1.0"
  case cdf
  case jsonFeed10 = "json-feed-1.0"
  case jsonFeed11 = "json-feed-1.1"
}

/// One feed as its publisher meant it, whatever the dialect it was written in.
///
/// Instants are milliseconds since 1970-01-01T00:00:00Z; URLs are absolute where a base was known.
public struct Feed: Sendable, Equatable {
  public var format: FeedFormat
  /// The WHATWG name of the encoding the bytes were read in, lower case.
  public var encoding: String
  /// Plain text, without markup.
  public var title: String?
  /// The title as it was sent: text or HTML.
  public var titleBody: Body?
  /// The web page the feed belongs to.
  public var url: String?
  /// The subtitle in plain text.
  public var description: String?
  /// The subtitle as it was sent: text or HTML.
  public var descriptionBody: Body?
  /// BCP 47 tag as sent.
  public var language: String?
  public var updated: Int64?
  public var image: String?
  public var generator: String?
  public var authors: [Author]
  /// WebSub hubs (`rel="hub"`).
  public var hubs: [String]
  public var selfURL: String?
  /// Seconds.
  public var ttl: Double?
  /// Hours of the day in GMT, 0…23.
  public var skipHours: [Int]
  /// Days of the week, 0 being Sunday.
  public var skipDays: [Int]
  /// Seconds between two updates: `sy:updatePeriod` divided by `sy:updateFrequency`.
  public var updatePeriod: Double?
  /// `sy:updateBase`, milliseconds since 1970.
  public var updateBase: Int64?
  public var items: [Item]
  /// Whether the document ended before its end: what came is here, what was cut is not.
  public var isCut = false
  /// Every repair that was needed, in words.
  public var notes: [String]

  public init(format: FeedFormat = .rss, encoding: String = "utf-8") {
    self.format = format
    self.encoding = encoding
    authors = []
    hubs = []
    skipHours = []
    skipDays = []
    items = []
    notes = []
  }
}
