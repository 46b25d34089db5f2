import Extraction
import Foundation
import Testing

@Suite("First light")
struct FirstLightTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
  }

  var state: String { folder.path + "/state" }

  /// A configuration with the shipped file feed and one that cannot be reached.
  private func configuration(_ more: String = "") throws -> String {
    try folder.write(
      "feeds.conf",
      """
      [feed.examples]
      url = "file:\(Program.root.path)/Sources/feedwatchd/Examples/dispatches.xml"
      \(more)
      """)
  }

  @Test("run --once writes a valid line a dispatch, tells what failed, and adds nothing again")
  func once() throws {
    let config = try configuration(
      """
      [feed.nowhere]
      url = "http://127.0.0.1:1/feed.xml"
      allow_private = true
      """)
    let arguments = ["run", "--once", "--config", config, "--state-directory", state]
    let first = try Program.run(arguments)
    #expect(first.status == 0)
    let lines = try JournalLines(directory: state)
    #expect(lines.count >= 12)
    #expect(Set(lines.strings("id")).count == lines.count)
    #expect(first.lines.count == lines.count, "one short line a record on stdout")
    #expect(first.errors.contains("http://127.0.0.1:1/feed.xml"))
    #expect(first.errors.split(separator: "\n").count { $0.contains("nowhere") } == 1)
    #expect(first.errors.contains("2 feeds polled, \(lines.count) new records"))
    #expect(first.errors.contains("1 failed"))
    let second = try Program.run(arguments)
    #expect(second.status == 0)
    #expect(second.lines.isEmpty)
    #expect(try JournalLines(directory: state).count == lines.count)
  }

  @Test("run --once exits 1 when every feed failed, and 78 on a wrong configuration")
  func exitCodes() throws {
    let lost = try folder.write("lost.conf", "[feed.x]\nurl = \"file:nothing.xml\"\n")
    let failed = try Program.run(
      ["run", "--once", "--config", lost, "--state-directory", state])
    #expect(failed.status == 1)
    #expect(failed.errors.contains("nothing.xml"))
    let wrong = try folder.write("wrong.conf", "[feed.x]\nurl = 5\n[feed.y]\nurll = \"\"\n")
    for command in [["run", "--once"], ["check"]] {
      let result = try Program.run(command + ["--config", wrong])
      #expect(result.status == 78)
      #expect(result.errors.contains("wrong.conf:2: feed.x.url"))
      #expect(result.errors.contains("wrong.conf:4: feed.y.urll"))
    }
    #expect(try Program.run(["run", "--nonsense"]).status == 2)
    #expect(try Program.run(["nonsense"]).status == 2)
    #expect(try Program.run(["extract"]).status == 2)
    #expect(try Program.run(["--version"]).status == 0)
    #expect(try Program.run(["--help"]).status == 0)
  }

  @Test("backlog: none, or the newest N; what comes later becomes a record all the same")
  func backlog() throws {
    for (setting, expected) in [("\"none\"", 0), ("3", 3)] {
      let state = folder.path + "/state-\(expected)"
      let feed = try folder.write("feed-\(expected).xml", Self.feed(items: 1...10))
      let config = try folder.write(
        "\(expected).conf", "[defaults]\nbacklog = \(setting)\n[feed.x]\nurl = \"file:\(feed)\"\n")
      let arguments = ["run", "--once", "--config", config, "--state-directory", state]
      #expect(try Program.run(arguments).status == 0)
      #expect(try JournalLines(directory: state).count == expected)
      try folder.write("feed-\(expected).xml", Self.feed(items: 3...12))
      #expect(try Program.run(arguments).status == 0)
      let lines = try JournalLines(directory: state)
      #expect(lines.count == expected + 2)
      #expect(lines.items("guid").suffix(2) == ["g11", "g12"], "the oldest first")
    }
  }

  static func feed(items: ClosedRange<Int>) -> String {
    let entries = items.reversed().map { number in
      """
      <item><guid isPermaLink="false">g\(number)</guid><title>Dispatch number \(number)</title>
      <link>https://e.org/\(number)</link><description>The ministry of item \(number) said on \
      Monday that round \(number) of the talks in Oslo has ended.</description></item>
      """
    }
    return "<rss version=\"2.0\"><channel><title>T</title>\(entries.joined())</channel></rss>"
  }

  @Test("A second daemon on the same directory is refused")
  func lock() throws {
    let config = try configuration()
    let daemon = try RunningDaemon(["--config", config, "--state-directory", state])
    #expect(daemon.waitForLog("examples:"))
    let second = try Program.run(
      ["run", "--once", "--config", config, "--state-directory", state])
    #expect(second.status == 1)
    #expect(second.errors.contains("another feedwatchd"))
    // The status can be read meanwhile.
    let status = try Program.run(["status", "--state-directory", state])
    #expect(status.status == 0)
    #expect(status.output.contains("examples"))
    let json = try Program.run(["status", "--json", "--state-directory", state])
    #expect(try JSONValue(parsing: Array(json.output.utf8)).array?.count == 1)
    daemon.signal(SIGUSR1)
    #expect(daemon.waitForLog("status: 1 feeds"))
    daemon.signal(SIGTERM)
    #expect(daemon.wait() == 0)
  }

  @Test("Nothing a feed says reaches a terminal or the log raw")
  func hostileFeed() throws {
    let feed = try folder.write(
      "evil.xml",
      """
      <rss version="2.0"><channel><title>T</title><item><guid>g</guid>
      <title>Evil &#27;]0;owned&#7; \u{202E}title &#155;31m</title>
      <description>text &#27;[2J more</description></item></channel></rss>
      """)
    let config = try folder.write("evil.conf", "[feed.x]\nurl = \"file:\(feed)\"\n")
    let result = try Program.run(
      ["run", "--once", "--config", config, "--state-directory", state])
    #expect(result.status == 0)
    for text in [result.output, result.errors] {
      #expect(
        !text.unicodeScalars.contains {
          ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value)
            || $0.value == 0x202E
        })
    }
    #expect(try JournalLines(directory: state).count == 1)
  }

  @Test("A file feed is read again when it changes")
  func fileChanges() throws {
    let path = try folder.write("feed.xml", Self.feed(items: 1...2))
    let config = try folder.write(
      "file.conf",
      "[defaults]\nfloor = \"1s\"\n[feed.x]\nurl = \"file:\(path)\"\ninterval = \"1s\"\n")
    let daemon = try RunningDaemon(["--config", config, "--state-directory", state])
    #expect(daemon.waitForLog("x: 2 new"))
    try folder.write("feed.xml", Self.feed(items: 1...5))
    #expect(daemon.waitForLog("x: 3 new"))
    daemon.signal(SIGINT)
    #expect(daemon.wait() == 0)
    #expect(try JournalLines(directory: state).count == 5)
  }
}

@Suite("Commands")
struct CommandTests {
  @Test(
    "The seed dispatch: dateline, both quotes, valid by the schema",
    .enabled(
      if: Program.hasShared("seed/dispatch.txt"), "needs ../shared/seed, which is not here"))
  func seed() throws {
    let result = try Program.run([
      "extract", "--published", "2024-07-13",
      Program.shared.appending(path: "seed/dispatch.txt").path, "--pretty",
    ])
    #expect(result.status == 0)
    let record = try JSONValue(parsing: Array(result.output.utf8))
    #expect(JournalLines.validator.violations(in: record) == [])
    #expect(record["dateline"]?["place"]?.string == "Kyiv")
    #expect(record["dateline"]?["agency"]?.string == "UNN")
    #expect(record["dateline"]?["country"]?.string == "UA")
    let people = record["people"]?.array ?? []
    let stoltenberg = people.first { $0["name"]?.string == "Jens Stoltenberg" }?["id"]?.string
    #expect(stoltenberg != nil)
    let direct = (record["quotes"]?.array ?? []).filter { $0["kind"]?.string == "direct" }
    #expect(direct.count == 2)
    #expect(direct.allSatisfy { $0["speaker"]?.string == stoltenberg })
    #expect(direct.allSatisfy { $0["cue"]?["word"]?.string == "said" })
  }

  @Test("extract --jsonl: text and name come back as they were; a bad line is told")
  func batch() throws {
    let text = "A title\n\nKYIV, May 2 (Wire) - \u{201C}Yes,\u{201D} said Ana Duarte. \u{1F600}"
    let input = """
      {"name": "one", "title": "A title", "text": \(Self.quote(text)), "published": "2026-05-02"}
      {"name": "two", "title": null, "text": "  raw\\n\\n\\ntext "}
      this is no JSON
      {"name": "three"}
      {"name": "four", "text": ""}
      """
    let result = try Program.run(["extract", "--jsonl"], input: input)
    #expect(result.status == 1)
    let records = try result.lines.map { try JSONValue(parsing: Array($0.utf8)) }
    #expect(records.map { $0["name"]?.string } == ["one", "two", "four"])
    #expect(records.first?["text"]?.string == text)
    #expect(records.dropFirst().first?["text"]?.string == "  raw\n\n\ntext ")
    for record in records { #expect(JournalLines.validator.violations(in: record) == []) }
    #expect(result.errors.contains("line 3"))
    #expect(result.errors.contains("line 4: 'text' is missing"))
  }

  static func quote(_ text: String) -> String {
    var writer = JSONWriter()
    writer.value(text)
    return writer.string
  }

  @Test("extract tells what it cannot read")
  func extractErrors() throws {
    let missing = try Program.run(["extract", "/nothing/there.txt"])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("/nothing/there.txt"))
    let date = try Program.run(["extract", "--published", "soon", "-"], input: "A\nb")
    #expect(date.status == 1)
    #expect(date.errors.contains("'soon' is no date"))
  }

  @Test("parse prints what is in a feed, and says why a page is none")
  func parse() throws {
    let folder = try Folder()
    let feed = try folder.write("f.xml", FirstLightTests.feed(items: 1...2))
    let result = try Program.run(["parse", feed])
    #expect(result.status == 0)
    #expect(result.output.contains("Dispatch number 2"))
    let page = try folder.write("p.html", "<!DOCTYPE html><html><body>no feed</body></html>")
    let failed = try Program.run(["parse", page])
    #expect(failed.status == 1)
    #expect(failed.errors.contains("p.html"))
  }

  @Test("Completion scripts", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let result = try Program.run(["--generate-completion-script", shell])
    #expect(result.status == 0)
    #expect(result.output.contains("state-directory"))
  }
}
