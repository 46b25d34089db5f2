import Feeds
import Testing

/// The time of the poll in tests: 2026-11-01T00:00:00Z.
let pollTime: Int64 = 1_793_491_200_000

func parse(
  _ text: String, type: String? = nil, url: String? = nil, limits: FeedLimits = FeedLimits()
) throws -> Feed {
  try parse(Array(text.utf8), type: type, url: url, limits: limits)
}

func parse(
  _ bytes: [UInt8], type: String? = nil, url: String? = nil, limits: FeedLimits = FeedLimits()
) throws -> Feed {
  try FeedParser(limits: limits).parse(
    FeedInput(bytes: bytes, contentType: type, url: url, now: pollTime))
}

/// A feed of RSS 2.0 with `items` as its items' elements.
func rss(_ items: String, channel: String = "") -> String {
  "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title>\(channel)\(items)"
    + "</channel></rss>"
}

func atom(_ entries: String, feed: String = "") -> String {
  "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title>\(feed)\(entries)</feed>"
}

/// Milliseconds since 1970 of a date that is known to be right.
func instant(_ text: String) -> Int64 { FeedDate.parse(text) ?? .min }

extension Feed {
  func hasNote(_ words: String) -> Bool { notes.contains { $0.contains(words) } }
}
