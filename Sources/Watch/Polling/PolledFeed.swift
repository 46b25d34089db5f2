import Extraction
import Feeds

/// What one poll brought, before it is decided what of it is new.
struct PolledFeed: Sendable {
  var settings: FeedConfiguration
  /// The feed's row, with the validators of this answer.
  var row: FeedRow
  var history: PollHistory
  var outcome: PollOutcome
  /// Of a failing answer: what its header fields said about the next one.
  var hints = CacheHints()
  /// "200", "304", or what went wrong, in words without the URL.
  var result: String
  var isFailure: Bool
  var feedTitle: String?
  var items: [ReadItem] = []
  /// Whether only a part of the feed came, so that an item's absence says nothing: a 226, or an
  /// answer that was cut short.
  var isPartial = false
  /// A permanent redirect all the way: where to.
  var permanentTarget: String?
  /// The host that answered, where redirects led to it.
  var answeringHost: String?
  /// What the operator should know.
  var notices: [String] = []
  /// Whether a feed was read, be it one without items.
  var isRead: Bool {
    if case .answered = outcome { return true }
    return !items.isEmpty
  }
  /// Seconds.
  var duration: Double = 0
  /// Bytes over the wire.
  var bytes = 0
}

/// An item with its text read.
struct ReadItem: Sendable {
  var item: Item
  /// Title, blank line, paragraphs.
  var text: String
  var hasTitle: Bool
  var origin: TextOrigin
  /// The repairs of the feed that touch this item.
  var notes: [String]
  /// What sameness goes by; its fingerprint is computed here, on the poll's own thread.
  var observed: ObservedItem

  /// - Parameter feedNotes: what was repaired in the feed as a whole.
  init(_ item: Item, feedNotes: [String]) {
    self.item = item
    let content = item.content?.plainText() ?? ""
    let summary = content.isEmpty ? item.summary?.plainText() ?? "" : ""
    origin = content.isEmpty ? .summary : .content
    notes = feedNotes + item.notes
    let title = item.title?.trimmingSpaces ?? ""
    // By bytes: a line feed is one in UTF-8, and characters are costly to tell apart.
    var paragraphs = (content.isEmpty ? summary : content).utf8
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
      .map { String(Substring($0)) }
    // Some feeds repeat the title as the first paragraph.
    if !title.isEmpty, paragraphs.first == title { paragraphs.removeFirst() }
    hasTitle = !title.isEmpty
    let body = paragraphs.joined(separator: "\n")
    text = title.isEmpty ? body : body.isEmpty ? title : title + "\n\n" + body
    observed = ObservedItem(
      guid: item.guid, isPermalink: item.isPermalink, url: item.url, title: item.title, text: text,
      published: item.published, updated: item.updated)
    observed.prepare()
  }
}
