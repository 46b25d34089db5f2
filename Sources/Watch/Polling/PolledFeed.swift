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
    hasTitle = !title.isEmpty
    text = Self.text(title: title, body: content.isEmpty ? summary : content)
    observed = ObservedItem(
      guid: item.guid, isPermalink: item.isPermalink, url: item.url, title: item.title, text: text,
      published: item.published, updated: item.updated)
    observed.prepare()
  }

  /// Title, blank line, and the body's lines without the empty ones.
  ///
  /// By bytes: a line feed is one in UTF-8, and characters are costly to tell apart.
  static func text(title: String, body: String) -> String {
    var title = title
    var body = body
    return title.withUTF8 { title in
      body.withUTF8 { body in
        String(unsafeUninitializedCapacity: title.count + 2 + body.count) { room in
          var count = 0
          func put(_ bytes: UnsafeBufferPointer<UInt8>) {
            guard let from = bytes.baseAddress, let to = room.baseAddress else { return }
            (to + count).update(from: from, count: bytes.count)
            count += bytes.count
          }
          put(title)
          var isFirst = true
          var start = 0
          while start < body.count {
            var end = start
            while end < body.count, body[end] != 0x0A { end += 1 }
            let line = UnsafeBufferPointer(rebasing: body[start..<end])
            start = end + 1
            if line.isEmpty { continue }
            // Some feeds repeat the title as the first paragraph.
            if isFirst, !title.isEmpty, line.elementsEqual(title) {
              isFirst = false
              continue
            }
            if count > 0 {
              room[count] = 0x0A
              count += 1
              // What follows the title alone.
              if count == title.count + 1, !title.isEmpty {
                room[count] = 0x0A
                count += 1
              }
            }
            isFirst = false
            put(line)
          }
          return count
        }
      }
    }
  }
}
