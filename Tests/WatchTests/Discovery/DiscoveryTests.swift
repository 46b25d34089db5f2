import LoopbackServer
import Testing

@testable import Watch

@Suite("OPML")
struct OPMLTests {
  @Test("Folders and categories become tags, names stay")
  func reading() throws {
    let text = """
      <?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
      <outline text="World &amp; more">
        <outline text="Europe"><outline type="rss" text="A &lt;one&gt;" xmlUrl="https://a.org/f?x=1&amp;y=2"
          htmlUrl="https://a.org/"/></outline>
        <outline type="rss" title="Two" text="" xmlUrl="https://b.org/f"></outline>
      </outline>
      <outline TEXT="Bare" XMLURL="https://c.org/f" category="/politics/east,war"/>
      <outline text="again" xmlUrl="https://b.org/f" category="war"/>
      <!-- <outline text="no" xmlUrl="https://d.org"/> -->
      </body></opml>
      """
    let tables = try OPML.read(Array(text.utf8))
    #expect(
      tables == [
        FeedTable(
          name: "a-one", url: "https://a.org/f?x=1&y=2", title: "A <one>",
          tags: ["World & more", "Europe"], site: "https://a.org/"),
        FeedTable(
          name: "two", url: "https://b.org/f", title: "Two", tags: ["World & more", "war"]),
        FeedTable(
          name: "bare", url: "https://c.org/f", title: "Bare",
          tags: ["politics", "east", "war"]),
      ])
  }

  @Test("What is no OPML is told")
  func noOPML() {
    #expect(throws: OPML.Problem.self) { try OPML.read(Array("<rss/>".utf8)) }
    #expect(throws: OPML.Problem.self) { try OPML.read([]) }
  }

  @Test("What was exported is imported again: names, titles, URLs, tags")
  func roundTrip() throws {
    let location = SourceLocation(file: "feeds.conf", line: 1)
    var one = FeedConfiguration(
      name: "unn-en", location: location, url: "https://a.org/?a=1&b=\"2\"")
    one.title = "Agency <UNN> & sons"
    one.tags = ["agency", "ukraine"]
    let two = FeedConfiguration(name: "b.x_1", location: location, url: "https://b.org/")
    var three = FeedConfiguration(name: "third", location: location, url: "https://c.org/")
    three.tags = ["agency"]
    let tables = try OPML.read(Array(OPML.write([one, two, three], title: "t").utf8))
    let byName = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
    #expect(byName.keys.sorted() == ["b.x_1", "third", "unn-en"])
    #expect(byName["unn-en"]?.url == one.url)
    #expect(byName["unn-en"]?.title == one.title)
    #expect(byName["unn-en"]?.tags == one.tags)
    #expect(byName["third"]?.tags == ["agency"])
  }

  @Test("Tables are TOML that the configuration reads back")
  func toml() throws {
    let folder = try TemporaryFolder()
    let tables = [
      FeedTable(
        name: "a.b", url: "https://a.org/\"x\"", title: "Say \"hi\"\\", tags: ["x\"y", "z"]),
      FeedTable(name: "two", url: "https://b.org/", site: "https://b.org/\u{1B}[2J"),
    ]
    let text = tables.map(\.toml).joined(separator: "\n")
    let path = try folder.write("feeds.conf", text)
    let configuration = try Configuration.load(path)
    #expect(configuration.feeds.map(\.name).sorted() == ["a.b", "two"])
    let first = configuration.feeds.first { $0.name == "a.b" }
    #expect(first?.url == tables[0].url)
    #expect(first?.title == tables[0].title)
    #expect(first?.tags == tables[0].tags)
  }

  @Test("Names are made of the words, each once")
  func names() {
    var taken: Set<String> = []
    #expect(FeedTable.name(from: "NATO – News & More!", taken: &taken) == "nato-news-more")
    #expect(FeedTable.name(from: "Nato news: more", taken: &taken) == "nato-news-more-2")
    #expect(FeedTable.name(from: "Новости", taken: &taken) == "feed")
  }
}

@Suite("Tags")
struct TagScannerTests {
  private func names(_ html: String) -> [String] {
    TagScanner(Array(html.utf8)).map { ($0.isClosing ? "/" : "") + $0.name }
  }

  @Test("Broken markup is read as far as it goes")
  func broken() {
    #expect(names("<a><b c=d>x</b></a") == ["a", "b", "/b", "/a"])
    #expect(names("1 < 2 <3> <p><!-- <x> --><y/>") == ["p", "y"])
    #expect(names("<script>if (a<b) '<p>'</SCRIPT><p>") == ["script", "p"])
    #expect(names("<![CDATA[<a>]]><b>") == ["b"])
    #expect(names("<a x='unclosed><b>") == ["a"])
    #expect(names("<") == [])
    #expect(names("<!-- never closed <a>") == [])
  }

  @Test("Attributes in all their forms")
  func attributes() throws {
    let tag = try #require(
      TagScanner(
        Array("<link REL=alternate href='a&amp;b' title=\"x &#65;&#x42; &no; &\" bare/>".utf8)
      )
      .first { _ in true })
    #expect(tag["rel"] == "alternate")
    #expect(tag["href"] == "a&b")
    #expect(tag["title"] == "x AB &no; &")
    #expect(tag["bare"] == "")
    #expect(tag.isSelfClosing)
  }
}

@Suite("Discovery")
struct DiscoveryTests {
  static let feed = """
    <rss version="2.0"><channel><title>The Wire</title><link>https://e.org</link>
    <item><guid>1</guid><title>One</title></item></channel></rss>
    """

  @Test("Feeds that a page names, relative to its base; what is none is left out")
  func named() async throws {
    let server = try LoopbackServer { request in
      switch request.target {
      case "/":
        [
          .answer(
            200, [("Content-Type", "text/html")],
            """
            <html><head><base href="/news/"><link rel="alternate" type="application/rss+xml"
            href="rss?x=1&amp;y=2"><link rel="alternate" type="application/atom+xml" href="/gone">
            <link rel="stylesheet" href="/a.css"></head><body><a href="/page">x</a></body></html>
            """)
        ]
      case "/news/rss?x=1&y=2": [.answer(200, [], Self.feed)]
      default: [.answer(404, [], "")]
      }
    }
    let found = try await FeedDiscovery().discover(server.url)
    #expect(found.map(\.table.url) == [server.url + "/news/rss?x=1&y=2"])
    #expect(found.first?.table.name == "the-wire")
    #expect(found.first?.items == 1)
  }

  @Test("Customary paths are tried where a page names none; a feed is found as itself")
  func customary() async throws {
    let server = try LoopbackServer { request in
      request.target == "/rss.xml"
        ? [.answer(200, [], Self.feed)]
        : request.target == "/"
          ? [.answer(200, [], "<html><p>hi</p></html>")] : [.answer(404, [], "")]
    }
    let found = try await FeedDiscovery().discover(server.url)
    #expect(found.map(\.table.url) == [server.url + "/rss.xml"])
    let itself = try await FeedDiscovery().discover(server.url + "/rss.xml")
    #expect(itself.map(\.table.url) == [server.url + "/rss.xml"])
    await #expect(throws: FeedDiscovery.Problem.self) {
      try await FeedDiscovery().discover(server.url + "/nothing")
    }
  }
}
