import Extraction
import Foundation
import Glibc
import LoopbackServer
import Synchronization
import Testing

/// The real binary, killed with SIGKILL again and again while feeds grow and the journal rotates;
/// and on a file system that loses what was not synced.
///
/// `FEEDWATCH_KILLS=300 swift test --filter CrashTests` kills more often, `FEEDWATCH_CUTS=300` cuts
/// the power more often.
@Suite("Crash")
struct CrashTests {
  static let kills =
    ProcessInfo.processInfo.environment["FEEDWATCH_KILLS"].flatMap { Int($0) } ?? 30

  static let cuts =
    ProcessInfo.processInfo.environment["FEEDWATCH_CUTS"].flatMap { Int($0) } ?? 10

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
    let config = try Self.configuration(feeds, in: folder)
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

  /// Small segments, so that the journal rotates often.
  static func configuration(_ feeds: GrowingFeeds, in folder: Folder) throws -> String {
    var text = """
      [defaults]
      allow_private = true
      [http]
      spacing = "0s"
      [journal]
      rotate_size = "20KB"

      """
    for feed in 0..<4 { text += "[feed.f\(feed)]\nurl = \"\(feeds.server.url)/\(feed)\"\n" }
    return try folder.write("feeds.conf", text)
  }

  /// An ext4 file system in a file. What stands in the file is what was synced: the page cache
  /// above it writes nothing back within the seconds that a test takes, unless it is told to.
  /// A copy of the file is therefore the disk as it is after the power is cut.
  final class Disk {
    private let folder: Folder
    let mountPoint: String
    private var image: String
    private var number = 0

    init(in folder: Folder) throws {
      self.folder = folder
      mountPoint = folder.path + "/disk"
      image = folder.path + "/image-0"
      try FileManager.default.createDirectory(
        atPath: mountPoint, withIntermediateDirectories: true)
      try Self.call("truncate", "-s", "48M", image)
      try Self.call("mkfs.ext4", "-q", "-F", "-b", "1024", image)
      try mount()
    }

    deinit { try? Self.call("umount", "-l", mountPoint) }

    private func mount() throws {
      try Self.call("mount", "-o", "loop,commit=600", image, mountPoint)
    }

    /// Loses what was not synced.
    func cutPower() throws {
      let before = image
      number += 1
      image = folder.path + "/image-\(number)"
      try Self.call("cp", "--sparse=always", before, image)
      try Self.call("umount", mountPoint)
      unlink(before)
      try mount()
    }

    private static func call(_ words: String...) throws {
      let result = try Program.run("/usr/bin/env", words)
      if result.status != 0 { throw Child.Failure(message: "\(words): \(result.errors)") }
    }
  }

  /// Whether this process may make and mount file systems.
  static let hasDisks: Bool = {
    guard getuid() == 0, let folder = try? Folder() else { return false }
    return (try? Disk(in: folder)) != nil
  }()

  @Test(
    "Power cuts at random moments: what was shown is on the disk, every item once, no hole",
    .enabled(if: hasDisks))
  func powerCuts() throws {
    let feeds = try GrowingFeeds()
    let folder = try Folder()
    let config = try Self.configuration(feeds, in: folder)
    let disk = try Disk(in: folder)
    let state = disk.mountPoint + "/state"
    let shown = folder.path + "/shown"
    let arguments = ["--once", "--config", config, "--state-directory", state]
    var cutsWithLines = 0
    // How long a whole run takes on this machine, now.
    let begin = Date()
    #expect(try Program.run(["run"] + arguments).status == 0)
    let whole = Date().timeIntervalSince(begin)
    var cut = 0
    // At least one of them comes after a record was shown.
    while cut < Self.cuts || (cutsWithLines == 0 && cut < 10 * Self.cuts) {
      cut += 1
      let daemon = try RunningDaemon(arguments, output: shown)
      usleep(UInt32(whole * Double.random(in: 0.1...1.2) * 1e6))
      daemon.signal(SIGKILL)
      _ = daemon.wait()
      try disk.cutPower()
      // A record is shown once it is acknowledged.
      let told = (try? String(contentsOfFile: shown, encoding: .utf8)) ?? ""
      let lines = told.split(separator: "\n").dropLast(told.hasSuffix("\n") ? 0 : 1)
      if !lines.isEmpty { cutsWithLines += 1 }
      let kept = Self.titles(inJournalsOf: state)
      for line in lines {
        let title = line.split(separator: "  ").last?.split(separator: " · ").first ?? ""
        #expect(kept.contains(String(title)), "shown, then lost: \(line)")
      }
    }
    #expect(cutsWithLines > 0, "no record was ever shown before the cut")
    let end = try Program.run(["run"] + arguments)
    #expect(end.status == 0, "\(end.errors)")
    let guids = try check(state, isTornAllowed: false)
    for feed in 0..<4 {
      let numbers = guids.filter { $0.hasPrefix("f\(feed)-") }.compactMap { Int($0.dropFirst(3)) }
      #expect(numbers.sorted() == Array(1...max(3, numbers.count)))
    }
    let again = try Program.run(["journal", "verify", "--state-directory", state])
    #expect(again.status == 0, "\(again.output)\(again.errors)")
  }

  /// The titles in whole lines of all segments, as they lie on the disk, before anything is mended.
  private static func titles(inJournalsOf state: String) -> Set<String> {
    var titles: Set<String> = []
    for name in (try? FileManager.default.contentsOfDirectory(atPath: state)) ?? []
    where name.hasPrefix("journal") && name.hasSuffix(".jsonl") {
      let bytes = FileManager.default.contents(atPath: state + "/" + name) ?? Data()
      for line in bytes.split(separator: 0x0A) {
        guard let value = try? JSONValue(parsing: line) else { continue }
        if let title = value["item"]?["title"]?.string { titles.insert(title) }
      }
    }
    return titles
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
