import Glibc
import Testing

@testable import Watch

private func problems(_ text: String) throws -> [String] {
  let folder = try TemporaryFolder()
  let path = try folder.write("feeds.conf", text)
  do {
    _ = try Configuration.load(path)
    return []
  } catch {
    return error.problems.map {
      $0.description.replacing(folder.path + "/", with: "")
    }
  }
}

private func load(_ text: String) throws -> Configuration {
  let folder = try TemporaryFolder()
  return try Configuration.load(try folder.write("feeds.conf", text))
}

@Suite("Configuration")
struct ConfigurationTests {
  @Test("Defaults reach every feed, and a feed overrides them")
  func defaults() throws {
    let configuration = try load(
      """
      [defaults]
      interval = "1h30m"
      backlog = 5
      headers = { Accept = "a", X-Desk = "d" }
      [feed.a]
      url = "https://example.org/a"
      [feed.b]
      url = "http://example.org/b"
      interval = "20m"
      backlog = "none"
      headers.Accept = "b"
      enabled = false
      """)
    let a = configuration.feeds[0]
    let b = configuration.feeds[1]
    #expect(a.interval == 5400)
    #expect(a.backlog == .newest(5))
    #expect(b.interval == 1200)
    #expect(b.backlog == .none)
    #expect(!b.enabled)
    #expect(b.headers == [.init(name: "X-Desk", value: "d"), .init(name: "Accept", value: "b")])
  }

  @Test(
    "A mistake is told with its line, its key and what to do",
    arguments: [
      (
        "[feed.a]\nurl = \"https://e.org\"\ninterval = \"5x\"",
        "feeds.conf:3: feed.a.interval: '5x' is no duration; write a number and a unit,"
          + " as in \"15m\" or \"1h\""
      ),
      (
        "[feed.a]\nurl = \"https://e.org\"\nintervall = \"5m\"",
        "feeds.conf:3: feed.a.intervall: unknown key; did you mean 'interval'?"
      ),
      (
        "[feed.a]\nurl = \"htps://e.org\"",
        "feeds.conf:2: feed.a.url: 'htps://e.org': the scheme 'htps' is none of http, https or"
          + " file; did you mean 'https'?"
      ),
      (
        "[feed.a]\nurl = 5",
        "feeds.conf:2: feed.a.url: a number stands where a string in quotes is expected"
      ),
      (
        "[feed.a]\ntags = [\"x\"]",
        "feeds.conf:1: feed.a: 'url' is missing; write url = \"https://…\" or url = \"file:…\""
      ),
      (
        "[feed.a]\nurl = \"https://e.org\"\nenabled = \"yes\"",
        "feeds.conf:3: feed.a.enabled: a string stands where true or false (without quotes) is"
          + " expected"
      ),
      (
        "[jurnal]\nsync = \"batch\"",
        "feeds.conf:1: jurnal: unknown table; did you mean 'journal'?"
      ),
      (
        "[journal]\nsync = \"always\"",
        "feeds.conf:2: journal.sync: 'always' is none of \"batch\", \"interval\", \"none\""
      ),
      (
        "[feed.a]\nurl = \"https://e.org\"\nheaders = { \"X y\" = \"1\" }",
        "feeds.conf:3: feed.a.headers: 'X y' is no name of a header field"
      ),
      (
        "[feed.\"a b\"]\nurl = \"https://e.org\"",
        "feeds.conf:1: feed.a b: a feed's name is made of letters, digits, '-', '_' and '.'"
      ),
      (
        "[defaults]\nfloor = \"2h\"\nceiling = \"1h\"",
        "feeds.conf:2: defaults.floor: the floor (2h) is above the ceiling (1h)"
      ),
      (
        "[[feed]]\nurl = \"x\"",
        "feeds.conf:1: feed: [[…]] makes a list of tables; write [feed]"
      ),
    ])
  func mistake(text: String, message: String) throws {
    #expect(try problems(text) == [message])
  }

  @Test("All mistakes are told in one go, those of the syntax among them")
  func allAtOnce() throws {
    let found = try problems(
      """
      [defaults]
      interval = "5x"
      [feed.a]
      url = "https://e.org
      [feed.b]
      url = "nothing"
      [feed.b]
      url = "https://e.org"
      """)
    #expect(
      found.map { $0.prefix(13) }.map(String.init)
        == [
          "feeds.conf:2:", "feeds.conf:4:", "feeds.conf:6:", "feeds.conf:7:",
        ].map { String($0.prefix(13)) })
    #expect(found[3].hasSuffix("the name is given twice; the first stands at feeds.conf:5"))
  }

  @Test("A list that is never closed does not hide the mistakes behind it")
  func openList() throws {
    let found = try problems(
      "[feed.a]\nurl = \"https://e.org\"\ntags = [\"x\",\n[feed.b]\nurl = 5\n")
    #expect(found.contains { $0.hasPrefix("feeds.conf:5: feed.b.url") })
    #expect(found.count == 2)
  }

  /// What the plain reader takes, TOMLKit reads alike; what it leaves is not this test's matter.
  private func compare(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var cutter = TOMLSectionCutter(bytes)
    var wasPlain = false
    while let section = cutter.next() {
      guard PlainTable.entries(of: section, in: bytes, file: "f") != nil else { continue }
      wasPlain = true
      let plain = ConfigurationTable(section, in: bytes, file: "f")
      let full = ConfigurationTable(section, in: bytes, file: "f", allowsPlain: false)
      #expect(plain.entries == full.entries && full.problem == nil, "\(text.debugDescription)")
    }
    return wasPlain
  }

  @Test(
    "Plain tables are read as TOMLKit reads them",
    arguments: [
      "a = \"x\"\nb=5\r\nc = true # why\n\n# all\nd = [ \"p\" , \"q\" ]\n  e-f_1 = 0\n5 = []",
      "a = \"\"", "a = \"ümlaut — 日本\" # ü", "", "\n\n", "a = false",
      "a = 123456789012345678",
      "[feed.a]\nurl = \"https://e.org/?a=b#c\"\n[feed.b]\ntitle = \"[x]\"\n",
    ])
  func plain(text: String) {
    #expect(compare(text))
  }

  @Test(
    "What is not plain is left to TOMLKit",
    arguments: [
      "a = \"\"\"x\"\"\"", "a = 'x'", "a.b = 1", "\"a\" = 1", "a = 1.5", "a = 1_000", "a = 0x1",
      "a = 01", "a = -1", "a = 1979-05-27", "a = {}", "a = [1]", "a = [\"x\",]", "a = \"\\n\"",
      "a = 1\na = 2", "a = 1 2", "a =", "a", "a = tru", "a = truex", "a = \"x", "a = [\n\"x\"]",
      "a = 1\r", "a = \"x\ty\"", "= 1", "a = 1 # \u{1}", "a = 1234567890123456789",
    ])
  func notPlain(text: String) {
    let bytes = Array(text.utf8)
    var cutter = TOMLSectionCutter(bytes)
    let section = cutter.next()
    #expect(section.flatMap { PlainTable.entries(of: $0, in: bytes, file: "f") } == nil)
  }

  @Test("Whatever is taken for plain, of thousands of garbled tables")
  func plainMutations() {
    var state: UInt64 = 11
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let pieces = [
      "a", "b1", "=", " = ", "\"x\"", "\"", "true", "false", "7", "0", "[", "]", ", ", "\n", "\r\n",
      "#", " ", "\t", "\\", "ü", "-", ".", "'", "[\"p\", \"q\"]", "\u{7F}", "key = \"v\"\n",
    ]
    var plain = 0
    for _ in 0..<5000 {
      var text = "a = \"x\"\nb = [\"p\"]\nc = 5\n"
      for _ in 0..<random(4) {
        let place = text.index(text.startIndex, offsetBy: random(text.count))
        text.insert(contentsOf: pieces[random(pieces.count)], at: place)
      }
      plain += compare(text) ? 1 : 0
    }
    #expect(plain > 500)
  }

  @Test("Feeds that say the same keep their settings once; a changed one changes alone")
  func sharedSettings() throws {
    var feeds = try load(
      """
      [feed.a]
      url = "https://e.org/a"
      interval = "1h"
      [feed.b]
      url = "https://e.org/b"
      interval = "1h"
      """
    ).feeds
    #expect(feeds[0].settings == feeds[1].settings)
    let before = feeds[1]
    feeds[0].interval = 60
    #expect(feeds[1] == before && feeds[1].interval == 3600 && feeds[0].interval == 60)
    #expect(!feeds[0].hasSameSettings(as: feeds[1]))
  }

  @Test("What is said of a feed outside its table counts, wherever it stands")
  func scattered() throws {
    let feeds = try load(
      """
      [feed.a.headers]
      X-Key = "1"
      [feed.a]
      url = "https://e.org/a"
      [feed.b]
      url = "https://e.org/b"
      [feed.b.headers]
      X-Key = "2"
      """
    ).feeds
    #expect(feeds.map(\.name) == ["a", "b"])
    #expect(feeds.map { $0.headers.map(\.value) } == [["1"], ["2"]])
    #expect(
      try problems(
        "[feed.b]\nurl = \"https://e.org/b\"\nheaders.X = \"1\"\n[feed.b.headers]\nX = \"2\"\n"
      ) == ["feeds.conf:5: feed.b.headers.X: is given twice; the first stands at feeds.conf:3"])
  }

  @Test("Included files are read; a name given twice across files is told with both places")
  func includes() throws {
    let folder = try TemporaryFolder()
    try folder.write("feeds.d/one.conf", "[feed.a]\nurl = \"https://e.org/a\"\n")
    try folder.write(
      "feeds.d/two.conf", "[feed.b]\nurl = \"file:b.xml\"\n[feed.a]\nurl = \"https://e.org\"\n")
    let path = try folder.write("feeds.conf", "include = [\"feeds.d/*.conf\"]\n")
    let error = #expect(throws: ConfigurationError.self) { try Configuration.load(path) }
    #expect(
      error?.problems.map(\.description) == [
        "\(folder.path)/feeds.d/two.conf:3: feed.a: the name is given twice;"
          + " the first stands at \(folder.path)/feeds.d/one.conf:1"
      ])
    try folder.write("feeds.d/two.conf", "[feed.b]\nurl = \"file:b.xml\"\n")
    let configuration = try Configuration.load(path)
    #expect(configuration.feeds.map(\.name) == ["a", "b"])
    #expect(configuration.feeds[1].url == "file:\(folder.path)/feeds.d/b.xml")
  }

  @Test("A missing file and a missing include are told")
  func missing() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration.load("/nonexistent/feeds.conf")
    }
    #expect(error?.description.contains("No such file or directory") == true)
    #expect(
      try problems("include = [\"gone.conf\"]")[0].contains("feeds.conf:1: include: cannot read"))
  }

  @Test("Userinfo of a URL is never shown")
  func masking() throws {
    #expect(URLText.masked("https://joe:pw@e.org/a@b") == "https://***@e.org/a@b")
    #expect(URLText.masked("https://e.org/a@b") == "https://e.org/a@b")
    #expect(try !problems("[feed.a]\nurl = \"ftp://joe:pw@e.org\"")[0].contains("pw"))
  }

  @Test(
    "Durations", arguments: [("15m", 900.0), ("1h30m", 5400), ("2d", 172_800), ("500ms", 0.5)])
  func durations(text: String, seconds: Double) {
    #expect(DurationText.seconds(text) == seconds)
  }

  @Test("What is no duration", arguments: ["", "5", "5x", "m", "-5m", "1e400d", "5m5"])
  func noDurations(text: String) {
    #expect(DurationText.seconds(text) == nil)
  }

  @Test("Sizes", arguments: [("15MB", 15_000_000), ("31 KiB", 31_744), ("4096", 4096)])
  func sizes(text: String, bytes: Int) {
    #expect(SizeText.bytes(text) == bytes)
  }

  @Test("The shipped feeds.conf is right, and its first feed is a file in the repository")
  func shipped() throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let configuration = try Configuration.load("/\(root)/feeds.conf")
    let path = try #require(configuration.feeds.first?.filePath)
    #expect(access(path, R_OK) == 0)
    #expect(configuration.feeds.count > 5)
  }

  @Test("The state directory is the first that is named")
  func stateDirectory() {
    func resolve(_ option: String?, _ configured: String?, _ variables: [String: String])
      -> String?
    {
      StateDirectory.resolve(option: option, configured: configured) { variables[$0] }
    }
    let all = ["STATE_DIRECTORY": "/s:/t", "XDG_STATE_HOME": "/x", "HOME": "/h"]
    #expect(resolve("o", "c", all) == "o")
    #expect(resolve(nil, "c", all) == "c")
    #expect(resolve(nil, nil, all) == "/s")
    #expect(resolve(nil, nil, ["XDG_STATE_HOME": "/x", "HOME": "/h"]) == "/x/feedwatchd")
    #expect(
      resolve(nil, nil, ["XDG_STATE_HOME": "x", "HOME": "/h"]) == "/h/.local/state/feedwatchd")
    #expect(resolve(nil, nil, [:]) == nil)
  }
}
