import Feeds
import Testing

/// Hostile input costs no more than its size, and never a crash.
@Suite("Bounds")
struct BoundTests {
  @Test("Bytes, depth, attributes, text, items")
  func bounds() throws {
    var limits = FeedLimits()
    limits.bytes = 100
    #expect(throws: FeedError.self) {
      try parse(rss(String(repeating: " ", count: 200)), limits: limits)
    }
    limits = FeedLimits()
    limits.items = 2
    let many = try parse(
      rss(String(repeating: "<item><title>A</title></item>", count: 5)), limits: limits)
    #expect(many.items.count == 2)
    #expect(many.hasNote("3 items beyond the bound"))
    limits = FeedLimits()
    limits.text = 10
    let long = try parse(
      rss("<item><description>0123456789abcdef</description></item>"), limits: limits)
    #expect(long.items.first?.summary?.value == "0123456789")
    #expect(long.hasNote("longer than the bound"))
    limits = FeedLimits()
    limits.attributes = 2
    let attributes = try parse(
      rss("<item><category a='1' b='2' domain='d'>x</category></item>"), limits: limits)
    #expect(attributes.items.first?.categories == [Category(term: "x")])
    #expect(attributes.hasNote("attributes beyond the bound"))
    do {
      _ = try parse(rss(String(repeating: "<a>", count: 1000)))
      Issue.record("no error")
    } catch let error as FeedError {
      #expect(error.code == .tooDeep)
    }
    // Inside of a text, depth is flattened.
    let deep = try parse(
      rss("<item><description>" + String(repeating: "<b>", count: 5000) + "x</description></item>"))
    #expect(deep.items.first?.summary?.plainText() == "x")
  }

  @Test("JSON nests no deeper than the bound")
  func json() {
    let deep =
      "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":"
      + String(repeating: "[", count: 100_000)
    _ = try? parse(deep)
  }

  /// Floods of one construct that a careless reader would look through again and again.
  @Test(
    "Floods",
    arguments: [
      "<!--", "<![CDATA[", "<a b=\"", "<a b='<c d=\"", "</x>", "<", "&", "&amp", "<?",
      "<!DOCTYPE [<!--", "<a ",
      "<item>", "<item><title>", "&#x", "]]>", "\"", "<select>", "<div hidden>", "<script>",
      "<x xml:base='a/'>",
      "<a:b xmlns:a='c'>", "<category>x</category>", "\u{0}", "\u{E9}", "<p>", "<li>", "<ol>",
      "<!x",
    ])
  func floods(piece: String) throws {
    let flood = String(repeating: piece, count: 60_000 / piece.utf8.count)
    for text in [
      rss("<item><title>A</title></item>" + flood), flood + rss(""),
      rss("<item><title>A</title><description><![CDATA[" + flood + "]]></description></item>"),
      rss("<item><description>" + flood + "</description></item>"),
      "<!DOCTYPE rss [" + flood + "]>" + rss(""),
    ] {
      do {
        for item in try parse(text).items { _ = item.summary?.plainText() }
      } catch let error as FeedError {
        #expect(error.code != .tooSlow)
      }
    }
    _ = HTMLText.plainText(flood)
    #expect(FeedDate.parse(flood) == nil)
  }

  @Test("A feed cut anywhere, or with any byte changed, is read or refused, never worse")
  func mutations() throws {
    let whole = Array(
      (rss(
        "<!-- c --><item><title>A &amp; b&eacute;</title><link>http://e.example/?a=1&amp;b</link>"
          + "<description><![CDATA[<p>x<ul><li>y</ul>]]></description><pubDate>Sat, 31 Oct 2026 10:00:00 GMT</pubDate>"
          + "<dc:creator>é</dc:creator><enclosure url='a' length='1'/></item>")).utf8)
    for count in 0..<whole.count { use(Array(whole[..<count])) }
    var state: UInt64 = 7
    for _ in 0..<1500 {
      var bytes = whole
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      use(bytes)
    }
  }

  private func use(_ bytes: [UInt8]) {
    guard let feed = try? parse(bytes) else { return }
    for item in feed.items { _ = item.summary?.plainText() }
    #expect(String(validating: feed.json(pretty: false), as: UTF8.self) != nil)
  }
}

/// Inputs that once made the reader fail, found by the fuzz targets of Tests/Fuzz.
@Suite("Found by fuzzing")
struct FuzzFindings {
  @Test("An item without its end whose xml:base outlived it")
  func baseOfUnclosedItem() throws {
    let feed = try parse(
      rss("<item xml:base='a/'><title>A</title><x><item about='i'><title>B</title></item>"))
    #expect(feed.items.map(\.title) == ["A", "B"])
    #expect(feed.items.last?.guid == "i")
  }
}
