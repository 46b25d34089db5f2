import Feeds
import Testing

/// One test a repair: each input is broken in one way, and what was done is told in the notes.
@Suite("Repairs")
struct RepairTests {
  @Test("Control characters are left out")
  func controls() throws {
    let feed = try parse(rss("<item><title>a\u{1}b\u{B}c\u{0}d</title></item>"))
    #expect(feed.items.first?.title == "ab cd")
    #expect(feed.hasNote("3 control characters"))
  }

  @Test("References to control characters are left out")
  func controlReferences() throws {
    let feed = try parse(rss("<item><title>a&#1;b&#x1F;c&#xFFFF;</title></item>"))
    #expect(feed.items.first?.title == "abc")
  }

  @Test("A bare & is text")
  func bareAmpersand() throws {
    let feed = try parse(
      rss("<item><title>R & D, AT&T, a&b;</title><link>http://e.example/?a=1&b=2</link></item>"))
    #expect(feed.items.first?.title == "R & D, AT&T, a&b;")
    #expect(feed.items.first?.url == "http://e.example/?a=1&b=2")
    #expect(feed.hasNote("an & that begins no reference"))
  }

  @Test("A bare < is text")
  func bareLess() throws {
    let feed = try parse(rss("<item><title>1 < 2 <3</title></item>"))
    #expect(feed.items.first?.title == "1 < 2 <3")
    #expect(feed.hasNote("a < that opens no tag"))
  }

  @Test("HTML's entities are read without a declaration")
  func htmlEntities() throws {
    let feed = try parse(rss("<item><title>caf&eacute;&nbsp;&mdash; &hellip;</title></item>"))
    #expect(feed.items.first?.title == "café — …")
    #expect(feed.hasNote("HTML entities"))
  }

  @Test("Entities that the document declares are replaced, and only so far")
  func declaredEntities() throws {
    let feed = try parse(
      "<!DOCTYPE rss [<!ENTITY firm \"Krone &amp; Co\"><!ENTITY two '&firm;, &firm;'>]>"
        + rss("<item><title>&two;</title></item>").dropFirst(21))
    #expect(feed.items.first?.title == "Krone & Co, Krone & Co")
    var bomb = "<!DOCTYPE rss [<!ENTITY a0 \"0123456789\">"
    for k in 1...9 {
      bomb += "<!ENTITY a\(k) \"" + String(repeating: "&a\(k - 1);", count: 10) + "\">"
    }
    bomb +=
      "]>" + rss("<item><title>T</title><description>&a9;&a9;</description></item>").dropFirst(21)
    let bounded = try parse(bomb)
    #expect(bounded.items.first?.title == "T")
    #expect(bounded.items.first?.summary?.value.utf8.count ?? 0 <= FeedLimits().expansion + 64)
    #expect(bounded.hasNote("entities expand beyond the bound"))
  }

  @Test("No external entity is loaded")
  func externalEntity() throws {
    let feed = try parse(
      "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY % p SYSTEM \"http://e.example/\"> %p;]>"
        + rss("<item><title>a&x;b</title></item>").dropFirst(21))
    #expect(feed.items.first?.title == "a&x;b")
  }

  @Test("Prefixes that nobody declared mean what they always mean")
  func undeclaredPrefix() throws {
    let feed = try parse(
      rss(
        "<item><dc:creator>Gil</dc:creator><content:encoded>Long</content:encoded>"
          + "<media:title>M</media:title></item>"))
    #expect(feed.items.first?.authors == [Author(name: "Gil")])
    #expect(feed.items.first?.content?.value == "Long")
    #expect(feed.items.first?.title == "M")
    #expect(feed.hasNote("prefixes without a declaration: content, dc, media"))
  }

  @Test("An item that was never closed ends where the next begins")
  func unclosedItem() throws {
    let feed = try parse(
      rss("<item><title>A</title><item><title>B</title></item><item><title>C</title>"))
    #expect(feed.items.map(\.title) == ["A", "B", "C"])
    #expect(feed.hasNote("a tag without its"))
  }

  @Test("A field that was never closed ends where the next begins")
  func unclosedField() throws {
    let feed = try parse(
      rss("<item><title>A<link>http://e.example/a</link><pubDate>2026-10-01</pubDate></item>"))
    #expect(feed.items.first?.title == "A")
    #expect(feed.items.first?.url == "http://e.example/a")
    #expect(feed.items.first?.published == instant("2026-10-01"))
  }

  @Test("Wrongly nested tags end with the element around them")
  func wronglyNested() throws {
    let feed = try parse(
      rss("<item><title>A</title><x><y></x></y><guid>g</guid></nothing></item>"))
    #expect(feed.items.first?.guid == "g")
  }

  @Test("Names in another case are the same names")
  func otherCase() throws {
    let feed = try parse(
      "<RSS VERSION='2.0'><Channel><Item><TITLE>A</title><PubDate>2026-10-01</PubDate></Item>"
        + "</CHANNEL></rss>")
    #expect(feed.items.first?.title == "A")
    #expect(feed.items.first?.published == instant("2026-10-01"))
  }

  @Test("A second root is read on")
  func severalRoots() throws {
    let feed = try parse(
      rss("<item><title>A</title></item>") + rss("<item><title>B</title></item>").dropFirst(21))
    #expect(feed.items.map(\.title) == ["A", "B"])
  }

  @Test("Junk before and after the feed is skipped")
  func junk() throws {
    let feed = try parse(
      "<br />\n<b>Warning</b>: mysql_connect() in <b>db.php</b> on line <b>3</b><br />\n\u{FEFF}"
        + rss("<item><title>A</title></item>") + "<!-- cached --><script>x</script> bye")
    #expect(feed.items.map(\.title) == ["A"])
    #expect(feed.hasNote("text before the feed"))
    #expect(try parse("\n\n  " + rss("")).title == "T")
  }

  @Test("Of a cut feed the whole items count, the cut one does not")
  func truncated() throws {
    let whole = rss("<item><title>A</title></item><item><title>B</title><link>http://e.example/")
    let cut = String(whole.dropLast("</channel></rss>".count))
    let feed = try parse(cut)
    #expect(feed.items.map(\.title) == ["A"])
    #expect(feed.hasNote("in the middle of an item"))
    let between = try parse(
      String(rss("<item><title>A</title></item>").dropLast("</channel></rss>".count)))
    #expect(between.items.map(\.title) == ["A"])
    #expect(between.hasNote("before its last end tag"))
    #expect(between.isCut)
  }

  @Test("A CDATA section or comment without its end")
  func unclosedSections() throws {
    let feed = try parse(
      rss("<!-- open <item><title>A</title></item><item><title><![CDATA[B</title></item>"))
    #expect(feed.items.map(\.title) == ["A"])
    #expect(feed.hasNote("a comment without its end"))
    #expect(feed.hasNote("a CDATA section without its end"))
  }

  @Test("Attributes without or with half quotes")
  func attributes() throws {
    let feed = try parse(
      rss(
        "<item><enclosure url=http://e.example/a.mp3 length=\"3 type=\"audio/mpeg\"/>"
          + "<guid isPermaLink=false>g</guid></item>"))
    #expect(feed.items.first?.guid == "g")
    #expect(feed.items.first?.enclosures.first?.url == "http://e.example/a.mp3")
    #expect(feed.items.first?.isPermalink == false)
  }

  @Test("An empty body and a page are errors, never an empty feed")
  func errors() {
    for text in ["", "  \n", "\u{0}\u{0}"] {
      #expect(throws: FeedError.self) { try parse(text) }
      #expect(code(text) == .empty)
    }
    let page =
      "<!DOCTYPE html><html><head><title>Gone &amp; away</title></head><body><p>Hi</body></html>"
    #expect(code(page) == .html)
    #expect(message(page).contains("Gone & away"))
    #expect(code("Just text") == .notAFeed)
    #expect(code("<?xml version='1.0'?><svg/>") == .notAFeed)
    #expect(code("{\"a\":1}") == .notAFeed)
    #expect(code("{\"a") == .notAFeed)
  }

  private func code(_ text: String) -> FeedError.Code? {
    do { _ = try parse(text) } catch { return (error as? FeedError)?.code }
    return nil
  }

  private func message(_ text: String) -> String {
    do { _ = try parse(text) } catch { return "\(error)" }
    return ""
  }

  @Test("A feed behind a wrong Content-Type is a feed")
  func wrongType() throws {
    let feed = try parse(rss("<item><title>A</title></item>"), type: "text/html; charset=utf-8")
    #expect(feed.items.count == 1)
    #expect(feed.hasNote("Content-Type says text/html"))
  }

  @Test(
    "Titles are plain text, however they were escaped",
    arguments: [
      ("Fish &amp; chips", "Fish & chips"), ("Fish &amp;amp; chips", "Fish & chips"),
      ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
      ("<![CDATA[Tom &amp; <i>Jo</i>]]>", "Tom & Jo"),
      ("It&amp;#8217;s", "It’s"), ("A &lt; B", "A < B"),
      ("use List&lt;String&gt;", "use List<String>"),
      ("&lt;p&gt;AT&amp;amp;T&lt;/p&gt;", "AT&T"), ("<b>In</b>line", "Inline"),
      ("a\n  b\tc", "a b c"), ("x&#160;y&#173;z\u{200B}", "x yz"),
    ])
  func titles(sent: String, title: String) throws {
    #expect(try parse(rss("<item><title>\(sent)</title></item>")).items.first?.title == title)
  }

  @Test("Inline markup in a description is markup, escaped markup beside it too")
  func inlineMarkup() throws {
    let feed = try parse(
      rss(
        "<item><description>1 &lt; 2 <b>b</b><br>x</description></item>"
          + "<item><description>&lt;p&gt;a&lt;/p&gt;<p>b</p></description></item>"
          + "<item><description><p>one<p>two</description></item>"))
    #expect(feed.items[0].summary?.plainText() == "1 < 2 b x")
    #expect(feed.items[1].summary?.plainText() == "a\nb")
    #expect(feed.items[2].summary?.plainText() == "one\ntwo")
  }

  @Test("UTF-8 that was taken for Latin-1 and escaped")
  func doubleEncodedReferences() throws {
    let feed = try parse(rss("<item><title>caf&#195;&#169; &acirc;&#128;&brvbar;</title></item>"))
    #expect(feed.items.first?.title == "café …")
  }

  @Test("A guid that is no URL is no link, whatever isPermaLink says")
  func falsePermalink() throws {
    let feed = try parse(rss("<item><guid isPermaLink=\"true\">42</guid></item>"))
    #expect(feed.items.first?.isPermalink == false)
    #expect(feed.items.first?.url == nil)
  }

  @Test("Addresses that were escaped twice")
  func escapedAddress() throws {
    let feed = try parse(
      rss("<item><link><![CDATA[http://e.example/?a=1&amp;b=2]]></link></item>"))
    #expect(feed.items.first?.url == "http://e.example/?a=1&b=2")
    #expect(feed.hasNote("escaped twice"))
  }

  @Test("CDATA in CDATA, and CDATA that was escaped")
  func doubleCDATA() throws {
    let feed = try parse(
      rss(
        "<item><description>&lt;![CDATA[&lt;p&gt;x&lt;/p&gt;]]&gt;</description></item>"
          + "<item><title><![CDATA[<![CDATA[y]]>]]&gt;</title></item>"))
    #expect(feed.items[0].summary?.value == "<p>x</p>")
    #expect(feed.items[1].title == "y")
  }

  @Test("A picture in base64 is no text")
  func base64() throws {
    let feed = try parse(
      atom("<entry><title>A</title><content type='image/png'>iVBORw0KGgo=</content></entry>"))
    #expect(feed.items.first?.title == "A")
    #expect(feed.items.first?.content == nil)
  }

  @Test("A default namespace that nobody knows, on the elements of RSS")
  func unknownNamespace() throws {
    let feed = try parse(
      "<rss xmlns='http://nobody.example/' version='2.0'><channel><title>T</title><item>"
        + "<title>A</title></item></channel></rss>")
    #expect(feed.title == "T")
    #expect(feed.items.map(\.title) == ["A"])
  }

  @Test("A namespace's URI with another scheme, case, or end")
  func wrongURI() throws {
    for uri in [
      "https://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.1",
      "HTTP://PURL.ORG/dc/elements/1.1/", "http://www.purl.org/dc/elements/1.1#",
    ] {
      let feed = try parse(
        "<rss xmlns:q='\(uri)'><channel><item><q:creator>Hal</q:creator></item></channel></rss>")
      #expect(feed.items.first?.authors == [Author(name: "Hal")], "\(uri)")
    }
  }

  @Test("An entry without authors is by those of its source, else of its feed")
  func inheritedAuthors() throws {
    let feed = try parse(
      atom(
        "<entry><source><author><name>S</name></author></source></entry><entry><title>A</title></entry>",
        feed: "<author><name>F</name></author>"))
    #expect(feed.items[0].authors == [Author(name: "S")])
    #expect(feed.items[1].authors == [Author(name: "F")])
  }

  @Test("A JSON Feed with comments, commas and a cut end")
  func json() throws {
    let feed = try parse(
      "{\"version\":\"https://jsonfeed.org/version/1\",/* c */\"items\":[{\"id\":\"1\",},{\"id\":\"2\""
    )
    #expect(feed.items.map(\.guid) == ["1"])
    #expect(feed.hasNote("ends in the middle"))
    #expect(feed.isCut)
  }
}
