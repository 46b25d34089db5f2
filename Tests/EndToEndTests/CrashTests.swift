import Extraction
import Foundation
import Glibc
import LoopbackServer
import Synchronization
import Testing

/// The real binary, killed with SIGKILL again and again while feeds grow and the journal rotates.
///
/// `FEEDWATCH_KILLS=300 swift test --filter CrashTests` kills more often.
@Suite("Crash")
struct CrashTests {
  static let kills =
    ProcessInfo.processInfo.environment["FEEDWATCH_KILLS"].flatMap { Int($0) } ?? 30

  /// Four feeds; each answer may show one item more than the one before.
  final class GrowingFeeds: Sendable {
    let server: LoopbackServer

    init() throws {
      let shown = Mutex([Int](repeating: 3, count: 4))
      server = try LoopbackServer { request in
        guard let feed = Int(request.target.dropFirst()), feed < 4 else {
          return [.answer(404, [], "")]
        }
        let count = shown.withLock { shown in
          shown[feed] += Int.random(in: 0...1)
          return shown[feed]
        }
        let items = (1...count).reversed().map { Self.item(feed, $0) }.joined()
        return [
          .answer(
            200, [("ETag", "\"\(count)\"")],
            "<rss version=\"2.0\"><channel><title>F\(feed)</title>\(items)</channel></rss>")
        ]
      }
    }

    static func item(_ feed: Int, _ number: Int) -> String {
      """
      <item><guid isPermaLink="false">f\(feed)-\(number)</guid><title>Desk \(feed): round \
      \(number) of talks</title><link>https://e.org/\(feed)/\(number)</link><description>Envoy \
      number \(number * 7919 % 1000) of delegation \(feed) met officials \(number) times; paper \
      \(number * 104_729 % 99_991) was signed in room \(number * 31 % 97).</description></item>
      """
    }
  }

  @Test("SIGKILL at random moments: every item once, every line valid, seq without a hole")
  func sudden() throws {
    let feeds = try GrowingFeeds()
    let folder = try Folder()
    let state = folder.path + "/state"
    var text = """
      [defaults]
      allow_private = true
      [http]
      spacing = "0s"
      [journal]
      rotate_size = "20KB"

      """
    for feed in 0..<4 { text += "[feed.f\(feed)]\nurl = \"\(feeds.server.url)/\(feed)\"\n" }
    let config = try folder.write("feeds.conf", text)
    let arguments = ["--once", "--config", config, "--state-directory", state]
    var killed = 0
    while killed < Self.kills {
      let daemon = try RunningDaemon(arguments)
      // From before the state is opened until after the last line is written.
      usleep(UInt32.random(in: 1_000...150_000))
      daemon.signal(SIGKILL)
      if daemon.wait() < 0 { killed += 1 }
      if FileManager.default.fileExists(atPath: state + "/journal.jsonl"), killed % 10 == 0 {
        try check(state, isTornAllowed: true)
      }
    }
    let end = try Program.run(["run"] + arguments)
    #expect(end.status == 0, "\(end.errors)")
    let guids = try check(state, isTornAllowed: false)
    // Every feed is in the journal from its first item to its last without a hole.
    for feed in 0..<4 {
      let numbers = guids.filter { $0.hasPrefix("f\(feed)-") }.compactMap { Int($0.dropFirst(3)) }
      #expect(numbers.count >= 3)
      #expect(numbers.sorted() == Array(1...numbers.count))
    }
    let again = try Program.run(["journal", "verify", "--state-directory", state])
    #expect(again.status == 0, "\(again.output)\(again.errors)")
  }

  /// - Returns: the guids in the journal.
  @discardableResult
  private func check(_ state: String, isTornAllowed: Bool) throws -> [String] {
    // A line that was being written may be torn until the next start has cut it.
    if isTornAllowed {
      let path = state + "/journal.jsonl"
      let bytes = FileManager.default.contents(atPath: path) ?? Data()
      if !bytes.isEmpty, bytes.last != 0x0A { return [] }
    }
    let guids = try JournalLines(directory: state).items("guid")
    #expect(Set(guids).count == guids.count, "an item was written twice")
    return guids
  }
}
