import Feeds
import Testing

@Suite("Formats")
struct FormatTests {
  @Test("RSS 2.0: every field that a feed and an item have")
  func rss20() throws {
    let feed = try parse(
      """
      <?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
      xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Harbour news</title>
      <link>https://harbour.example/</link><atom:link rel="self" href="feed.xml"/>
      <atom:link rel="hub" href="https://hub.example/"/><description>Ships &amp;amp; piers</description>
      <language>en-GB</language><ttl>30</ttl><generator>Quay 2</generator>
      <image><title>Logo</title><url>logo.png</url><link>https://wrong.example/</link></image>
      <lastBuildDate>Sat, 31 Oct 2026 12:00:00 GMT</lastBuildDate>
      <skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
      <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
      <sy:updateBase>2026-01-01T00:00:00Z</sy:updateBase>
      <item><title>Ferry &amp;amp; bridge</title><link>/a</link>
      <guid isPermaLink="false">g1</guid><author>ann@harbour.example (Ann Ade)</author>
      <pubDate>Sat, 31 Oct 2026 10:00:00 +0100</pubDate><category domain="d">Ships</category>
      <description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description>
      <comments>https://harbour.example/a#c</comments>
      <enclosure url="/a.mp3" length="12" type="audio/mpeg"/>
      <source url="https://else.example/f">Elsewhere</source></item>
      <item><guid>https://harbour.example/b</guid></item></channel></rss>
      """, url: "https://harbour.example/feed.xml")
    #expect(feed.format == .rss20)
    #expect(feed.title == "Harbour news")
    #expect(feed.url == "https://harbour.example/")
    #expect(feed.selfURL == "https://harbour.example/feed.xml")
    #expect(feed.hubs == ["https://hub.example/"])
    #expect(feed.description == "Ships & piers")
    #expect(feed.language == "en-GB")
    #expect(feed.generator == "Quay 2")
    #expect(feed.image == "https://harbour.example/logo.png")
    #expect(feed.updated == instant("2026-10-31T12:00:00Z"))
    #expect(feed.ttl == 1800)
    #expect(feed.skipHours == [3, 0])
    #expect(feed.skipDays == [0])
    #expect(feed.updatePeriod == 21_600)
    #expect(feed.updateBase == instant("2026-01-01T00:00:00Z"))
    let item = try #require(feed.items.first)
    #expect(item.title == "Ferry & bridge")
    #expect(item.url == "https://harbour.example/a")
    #expect(item.guid == "g1")
    #expect(!item.isPermalink)
    #expect(item.authors == [Author(name: "Ann Ade", email: "ann@harbour.example")])
    #expect(item.published == instant("2026-10-31T09:00:00Z"))
    #expect(item.categories == [Category(term: "Ships", scheme: "d")])
    #expect(item.summary?.plainText() == "One\nTwo")
    #expect(item.comments == "https://harbour.example/a#c")
    #expect(
      item.enclosures == [
        Enclosure(url: "https://harbour.example/a.mp3", type: "audio/mpeg", length: 12)
      ])
    #expect(item.source == Source(title: "Elsewhere", url: "https://else.example/f"))
    let bare = try #require(feed.items.last)
    #expect(bare.isPermalink)
    #expect(bare.url == "https://harbour.example/b")
    #expect(feed.notes == [])
  }

  @Test(
    "RSS's versions by their number",
    arguments: [
      ("0.91", FeedFormat.rss091), ("0.92", .rss092), ("0.93", .rss093), ("0.94", .rss094),
      ("2.0", .rss20), ("2.0.1", .rss20), ("7", .rss),
    ])
  func versions(version: String, format: FeedFormat) throws {
    let feed = try parse(
      "<rss version='\(version)'><channel><item><title>A</title></item></channel></rss>")
    #expect(feed.format == format)
    #expect(feed.items.map(\.title) == ["A"])
  }

  @Test("RSS 1.0 and 0.90: items beside the channel, Dublin Core")
  func rdf() throws {
    let feed = try parse(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel rdf:about="https://x.example/rss"><title>X</title><link>https://x.example/</link>
      <items><rdf:Seq><rdf:li rdf:resource="https://x.example/1"/></rdf:Seq></items></channel>
      <image rdf:about="i"><title>not the feed's</title><url>https://x.example/i.png</url></image>
      <item rdf:about="https://x.example/1"><title>One</title><link>https://x.example/1</link>
      <description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
      <d:creator>Bo Berg</d:creator><d:date>2026-10-01T08:00+02:00</d:date>
      <d:subject>Sea</d:subject></item>
      <textinput><title>Search</title></textinput></rdf:RDF>
      """)
    #expect(feed.format == .rss10)
    #expect(feed.title == "X")
    #expect(feed.image == "https://x.example/i.png")
    let item = try #require(feed.items.first)
    #expect(item.guid == "https://x.example/1")
    #expect(item.authors == [Author(name: "Bo Berg")])
    #expect(item.published == instant("2026-10-01T06:00:00Z"))
    #expect(item.categories == [Category(term: "Sea")])
    #expect(item.summary?.value == "Short")
    #expect(item.content?.plainText() == "Long")
    let old = try parse(
      """
      <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>N</title></channel>
      <item><title>A</title><link>https://n.example/a</link></item></r:RDF>
      """)
    #expect(old.format == .rss090)
    #expect(old.items.map(\.url) == ["https://n.example/a"])
  }

  @Test("Atom 1.0: links by relation, persons, text constructs, xml:base, source")
  func atom10() throws {
    let feed = try parse(
      """
      <a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://x.example/blog/" xml:lang="de">
      <a:title type="html">&lt;b&gt;Blatt&lt;/b&gt;</a:title><a:updated>2026-10-30T00:00:00Z</a:updated>
      <a:link rel="self" href="feed"/><a:link href="./"/><a:logo>l.png</a:logo>
      <a:entry xml:base="2026/"><a:id>tag:x.example,2026:1</a:id>
      <a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One &lt; <i>two</i></div></a:title>
      <a:link rel="alternate" type="text/html" href="1"/><a:link rel="enclosure" href="1.ogg" length="7"/>
      <a:link rel="replies" href="1#c"/>
      <a:author><a:name>Cy</a:name><a:email>cy@x.example</a:email><a:uri>cy</a:uri></a:author>
      <a:contributor><a:name>Not him</a:name></a:contributor>
      <a:published>2026-10-29T01:00:00+01:00</a:published><a:updated>2026-10-29T02:00:00Z</a:updated>
      <a:category term="t" scheme="s" label="T"/><a:summary>Kurz</a:summary>
      <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Lang</p><br/>mehr</div></a:content>
      <a:source><a:title>Quelle</a:title><a:link href="https://q.example/"/><a:id>q</a:id>
      <a:author><a:name>Nor she</a:name></a:author></a:source>
      </a:entry></a:feed>
      """)
    #expect(feed.format == .atom10)
    #expect(feed.title == "Blatt")
    #expect(feed.url == "https://x.example/blog/")
    #expect(feed.selfURL == "https://x.example/blog/feed")
    #expect(feed.image == "https://x.example/blog/l.png")
    #expect(feed.language == "de")
    let item = try #require(feed.items.first)
    #expect(item.guid == "tag:x.example,2026:1")
    #expect(item.title == "One < two")
    #expect(item.url == "https://x.example/blog/2026/1")
    #expect(
      item.enclosures == [Enclosure(url: "https://x.example/blog/2026/1.ogg", length: 7)])
    #expect(item.comments == "https://x.example/blog/2026/1#c")
    #expect(
      item.authors == [
        Author(name: "Cy", email: "cy@x.example", uri: "https://x.example/blog/2026/cy")
      ])
    #expect(item.published == instant("2026-10-29T00:00:00Z"))
    #expect(item.updated == instant("2026-10-29T02:00:00Z"))
    #expect(item.categories == [Category(term: "t", scheme: "s", label: "T")])
    #expect(item.content?.value == "<p>Lang</p><br />mehr")
    #expect(item.content?.base == "https://x.example/blog/2026/")
    #expect(item.content?.plainText() == "Lang\nmehr")
    #expect(item.source == Source(title: "Quelle", url: "https://q.example/"))
    #expect(item.language == "de")
  }

  @Test("Atom 0.3: modes, issued and modified")
  func atom03() throws {
    let feed = try parse(
      """
      <feed version="0.3" xmlns="http://purl.org/atom/ns#"><tagline>sub</tagline><entry>
      <title mode="escaped" type="text/html">a &lt;b&gt;b&lt;/b&gt;</title>
      <issued>2026-10-01T00:00:00Z</issued><modified>2026-10-02T00:00:00Z</modified>
      <content mode="base64" type="text/html">PHA+aGk8L3A+</content></entry></feed>
      """)
    #expect(feed.format == .atom03)
    #expect(feed.description == "sub")
    #expect(feed.items.first?.title == "a b")
    #expect(feed.items.first?.published == instant("2026-10-01T00:00:00Z"))
    #expect(feed.items.first?.updated == instant("2026-10-02T00:00:00Z"))
    #expect(feed.items.first?.content?.value == "<p>hi</p>")
  }

  @Test("An entry document is a feed of one item")
  func entryDocument() throws {
    let feed = try parse(
      "<entry xmlns='http://www.w3.org/2005/Atom'><title>A</title><author><name>B</name></author>"
        + "</entry>")
    #expect(feed.items.map(\.title) == ["A"])
    #expect(feed.items.first?.authors == [Author(name: "B")])
  }

  @Test("CDF: addresses and dates in attributes")
  func cdf() throws {
    let feed = try parse(
      """
      <CHANNEL HREF="https://c.example/" LASTMOD="2026-10-01T00:00Z"><TITLE>C</TITLE>
      <ABSTRACT>about</ABSTRACT><ITEM HREF="https://c.example/1" LASTMOD="2026-10-02T00:00Z">
      <TITLE>One</TITLE><ABSTRACT>first</ABSTRACT></ITEM></CHANNEL>
      """)
    #expect(feed.format == .cdf)
    #expect(feed.title == "C")
    #expect(feed.url == "https://c.example/")
    #expect(feed.items.first?.url == "https://c.example/1")
    #expect(feed.items.first?.updated == instant("2026-10-02T00:00:00Z"))
    #expect(feed.items.first?.summary?.value == "first")
  }

  @Test("Media RSS, iTunes, GeoRSS by their namespaces, whatever the prefix and its case")
  func modules() throws {
    let feed = try parse(
      """
      <rss version="2.0" xmlns:M="HTTP://search.yahoo.com/mrss" xmlns:i="http://www.iTunes.com/DTDs/Podcast-1.0.dtd"
      xmlns:g="http://www.georss.org/georss" xmlns:w="http://www.w3.org/2003/01/geo/wgs84_pos#">
      <channel><i:image href="https://p.example/i.png"/><i:owner><i:name>Own</i:name></i:owner>
      <item><M:group><M:content url="https://p.example/v.mp4" type="video/mp4" fileSize="9"/>
      <M:title>Film</M:title><M:description>What it shows</M:description></M:group>
      <i:author>Di</i:author><g:point>48.5 16.25</g:point></item>
      <item><title>Own</title><M:title>Other</M:title><w:Point><w:lat>1.5</w:lat><w:long>-2.5</w:long></w:Point>
      </item></channel></rss>
      """)
    #expect(feed.image == "https://p.example/i.png")
    #expect(feed.authors == [Author(name: "Own")])
    let first = try #require(feed.items.first)
    #expect(first.title == "Film")
    #expect(first.summary?.value == "What it shows")
    #expect(first.authors == [Author(name: "Di")])
    #expect(
      first.enclosures == [
        Enclosure(url: "https://p.example/v.mp4", type: "video/mp4", length: 9, isMedia: true)
      ])
    #expect(first.latitude == 48.5)
    #expect(first.longitude == 16.25)
    let second = try #require(feed.items.last)
    #expect(second.title == "Own")
    #expect(second.latitude == 1.5)
    #expect(second.longitude == -2.5)
  }

  @Test("A namespace of somebody else gives no fields")
  func foreign() throws {
    let feed = try parse(
      """
      <rss version="2.0" xmlns:dc="https://other.example/ns"><channel><item><title>Own</title>
      <dc:creator>Nobody</dc:creator><x:date xmlns:x="https://y.example/">2020-01-01</x:date>
      </item></channel></rss>
      """)
    #expect(feed.items.first?.authors == [])
    #expect(feed.items.first?.published == nil)
  }

  @Test("JSON Feed 1.1")
  func jsonFeed() throws {
    let feed = try parse(
      """
      {"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://j.example/",
      "authors":[{"name":"Ed"}],"hubs":[{"type":"WebSub","url":"https://hub.example/"}],
      "items":[{"id":"1","url":"/1","title":"A &amp; b","content_html":"<p>x\\u00e9</p>","summary":"s",
      "date_published":"2026-10-01T00:00:00+02:00","tags":["t"],"language":"fr",
      "attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":5}]},
      {"id":2,"content_text":"1 < 2","author":{"name":"Flo"}}]}
      """, url: "https://j.example/feed.json")
    #expect(feed.format == .jsonFeed11)
    #expect(feed.hubs == ["https://hub.example/"])
    let first = try #require(feed.items.first)
    #expect(first.title == "A & b")
    #expect(first.url == "https://j.example/1")
    #expect(first.content?.plainText() == "xé")
    #expect(first.authors == [Author(name: "Ed")])
    #expect(first.published == instant("2026-09-30T22:00:00Z"))
    #expect(
      first.enclosures == [
        Enclosure(url: "https://j.example/a.mp3", type: "audio/mpeg", length: 5)
      ])
    let second = try #require(feed.items.last)
    #expect(second.guid == "2")
    #expect(second.authors == [Author(name: "Flo")])
    #expect(second.content?.plainText() == "1 < 2")
  }

  @Test("Items that share a guid are all there, whatever that guid is")
  func sameGuid() throws {
    let feed = try parse(
      rss(
        "<item><guid>x</guid><title>A</title></item><item><guid>x</guid><title>B</title></item>"))
    #expect(feed.items.map(\.title) == ["A", "B"])
  }
}
