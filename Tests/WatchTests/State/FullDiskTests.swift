import Foundation
import Glibc
import Journal
import Testing

@testable import Watch

@Suite("State: a full disk")
struct FullDiskTests {
  /// Whether this process may mount: root may not, in many containers.
  static let canMount: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder() else { return false }
    func run(_ arguments: [String]) -> Bool {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = arguments
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
    let isMounted = run(["mount", "-t", "tmpfs", "-o", "size=64k", "feedwatch-test", folder.path])
    if isMounted { _ = run(["umount", "-l", folder.path]) }
    return isMounted
  }()

  @Test(
    "Journal and state on one full disk go on without a restart, every item once",
    .enabled(if: canMount))
  func full() throws {
    let folder = try TemporaryFolder()
    func mount(_ arguments: [String]) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = arguments
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }
    try mount(["mount", "-t", "tmpfs", "-o", "size=1500k", "feedwatch-test", folder.path])
    defer { try? mount(["umount", "-l", folder.path]) }
    let ballast = folder.path + "/ballast"
    _ = FileManager.default.createFile(atPath: ballast, contents: Data(count: 600_000))
    let persistence = try Persistence.open(directory: folder.path)
    var now: Int64 = 1_720_861_200_000
    var failures = 0
    var stateFailures = 0
    for round in 0..<400 {
      let items = (round * 5..<(round * 5 + 5)).map { ObservedItem.numbered($0) }
      now += 60_000
      var row = try persistence.state.feed("a") ?? FeedRow(name: "a", url: "u")
      row.lastPoll = now
      let plan = try persistence.state.plan(
        feed: row, items: items, options: SamenessOptions(), now: now)
      let bodies = plan.lines.map { Room.body($0, items[$0.index], feed: "a", now: now) }
      // As the daemon does it: held and tried again until it goes through.
      var receipt: JournalReceipt?
      while receipt == nil {
        do {
          receipt = try persistence.journal.append(bodies)
        } catch {
          #expect(error.isFull, "\(error)")
          failures += 1
          if failures == 3 { unlink(ballast) }
          try #require(failures < 10)
        }
      }
      let done = try #require(receipt)
      let memory = PollMemory(
        row: row, plan: plan,
        sequences: Dictionary(uniqueKeysWithValues: zip(plan.lines.map(\.index), done.sequences)))
      while true {
        do {
          try persistence.state.remember([memory], position: done.position)
          break
        } catch {
          #expect(error.code == .full, "\(error)")
          stateFailures += 1
          if stateFailures == 3 { unlink(ballast) }
          try #require(stateFailures < 10)
        }
      }
      if failures + stateFailures >= 3, round % 7 == 6 { break }
    }
    #expect(failures + stateFailures >= 3)
    let last = persistence.journal.nextSequence
    persistence.close()
    #expect(try JournalMaintenance.verify(directory: folder.path, maxLine: 0).isGood)
    let again = try Persistence.open(directory: folder.path)
    #expect(again.messages.isEmpty)
    #expect(try Int64(again.state.countOfItems()) == last - 1)
    again.close()
  }
}
