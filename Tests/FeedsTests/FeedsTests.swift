import Feeds
import Testing

/// The time of the poll in tests: 2026-11-01T00:00:00Z.
let pollTime: Int64 = 1_793_491_200_000

func parse(_ text: String, type: String? = nil, url: String? = nil) throws -> Feed {
  try FeedParser().parse(
    FeedInput(bytes: Array(text.utf8), contentType: type, url: url, now: pollTime))
}

@Suite("Formats")
struct FormatTests {
  @Test("RSS 2.0: every field that an item has")
  func rss20() throws {
    let feed = try parse(
      """
      <?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title>
      <link>https://harbour.example/</link><ttl>30</ttl>
      <skipHours><hour>3</hour><hour>4</hour></skipHours><skipDays><day>Sunday</day></skipDays>
      <item><title>Ferry &amp;amp; bridge</title><link>/a</link>
      <guid isPermaLink="false">g1</guid><author>ann@harbour.example (Ann Ade)</author>
      <pubDate>Sat, 31 Oct 2026 10:00:00 +0100</pubDate><category domain="d">Ships</category>
      <description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description>
      <enclosure url="/a.mp3" length="12" type="audio/mpeg"/>
      <source url="https://else.example/f">Elsewhere</source></item></channel></rss>
      """, url: "https://harbour.example/feed.xml")
    #expect(feed.format == .rss20)
    #expect(feed.ttl == 1800)
    #expect(feed.skipHours == [3, 4])
    #expect(feed.skipDays == [0])
    let item = try #require(feed.items.first)
    #expect(item.title == "Ferry & bridge")
    #expect(item.url == "https://harbour.example/a")
    #expect(item.guid == "g1")
    #expect(!item.isPermalink)
    #expect(item.authors == [Author(name: "Ann Ade", email: "ann@harbour.example")])
    #expect(item.published == FeedDate.parse("2026-10-31T09:00:00Z"))
    #expect(item.categories == [Category(term: "Ships", scheme: "d")])
    #expect(item.summary?.plainText() == "One\nTwo")
    #expect(
      item.enclosures == [
        Enclosure(url: "https://harbour.example/a.mp3", type: "audio/mpeg", length: 12)
      ])
    #expect(item.source == Source(title: "Elsewhere", url: "https://else.example/f"))
  }
}
