import Foundation
import Journal
import Logging
import Synchronization
import Testing
import Transport

@testable import Watch

@Suite("Committing polls")
struct CommitterTests {
  /// Hands every message of a log on.
  struct Listener: LogHandler {
    let heard: AsyncStream<String>.Continuation
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(_ heard: AsyncStream<String>.Continuation) { self.heard = heard }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      heard.yield("\(event.level): \(event.message)")
    }
  }

  /// A committer on a folder, a feed file with three items, and what is logged.
  struct Desk: Sendable {
    let folder = TemporaryFolderBox()
    let committer: Committer
    let poller: FeedPoller
    let settings: FeedConfiguration
    let messages: AsyncStream<String>

    init() throws {
      let items = (1...3).map {
        "<item><guid>\($0)</guid><title>Talks, day \($0)</title>"
          + "<description>\(Sample.text($0))</description></item>"
      }
      let feed = "<rss version=\"2.0\"><channel>\(items.joined())</channel></rss>"
      try feed.write(toFile: folder.path + "/feed.xml", atomically: true, encoding: .utf8)
      try "[feed.a]\nurl = \"file:feed.xml\"\nextract = false\n".write(
        toFile: folder.path + "/feeds.conf", atomically: true, encoding: .utf8)
      let configuration = try Configuration.load(folder.path + "/feeds.conf")
      settings = try #require(configuration.feeds.first)
      let (stream, heard) = AsyncStream.makeStream(of: String.self)
      messages = stream
      committer = Committer(
        try Persistence.open(directory: folder.path), configuration,
        log: Logger(label: "test") { _ in Listener(heard) })
      poller = FeedPoller(
        client: TransferClient(maxConnections: 1, perHost: 1), http: configuration.http,
        heldHosts: HeldHosts())
    }

    func poll() async -> CommittedPoll? {
      let row = FeedRow(name: "a", url: settings.url)
      return await committer.commit(await poller.poll(settings, row, now: 1_720_861_200_000))
    }

    /// Waits for a message.
    func hear(_ text: String) async {
      for await message in messages where message.contains(text) { return }
    }

    func lines() throws -> Int {
      try JournalReader(directory: folder.path).verify().lines
    }
  }

  @Test("Polls wait until a state that cannot be written can be: nothing is written twice")
  func held() async throws {
    let desk = try Desk()
    // Another connection makes every insertion fail for a while.
    let other = try OtherConnection(desk.folder.path + "/state.sqlite")
    try other.run(
      """
      CREATE TRIGGER broken BEFORE INSERT ON items BEGIN SELECT RAISE(ABORT, 'broken'); END
      """)
    async let first = desk.poll()
    await desk.hear("polls wait until it can be written")
    #expect(try desk.lines() == 3)
    async let second = desk.poll()
    try other.run("DROP TRIGGER broken")
    #expect(await first?.new == 3)
    #expect(await second?.new == 0)
    #expect(try desk.lines() == 3)
    #expect(await desk.committer.tick() == nil)
    await desk.committer.close()
    let again = try Persistence.open(directory: desk.folder.path)
    #expect(again.messages.isEmpty)
    again.close()
  }

  @Test("A state that is damaged while the daemon runs ends it, and the next start makes it anew")
  func damaged() async throws {
    let desk = try Desk()
    #expect(await desk.poll()?.new == 3)
    let other = try OtherConnection(desk.folder.path + "/state.sqlite")
    // The table's pages are said to be elsewhere.
    try other.run(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'items';
      PRAGMA writable_schema = RESET;
      PRAGMA schema_version = 9999;
      """)
    try other.close()
    _ = await desk.poll()
    let reason = await desk.committer.tick()
    #expect(reason?.contains("made anew from the journal") == true)
    #expect(await desk.poll() == nil)
    await desk.committer.close()
    let again = try Persistence.open(directory: desk.folder.path)
    #expect(again.messages.contains { $0.contains("3 lines") }, "\(again.messages)")
    #expect(try again.state.countOfItems() == 3)
    again.close()
  }
}
