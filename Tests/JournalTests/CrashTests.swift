import Foundation
import Journal
import Testing

@Suite("Journal: loss of power")
struct CrashTests {
  static let disks = ProcessInfo.processInfo.environment["FEEDWATCH_CRASH_DISKS"].flatMap(
    UInt64.init)

  /// Writes batches until the power goes, starts again, and checks; many times on one disk.
  @Test(
    "After every loss of power all acknowledged lines are there once, in order, and none is torn",
    arguments: 0..<(disks ?? 12))
  func powerLoss(seed: UInt64) throws {
    let disk = CrashDisk(seed: seed)
    let isInterval = seed % 4 == 3
    var options = JournalOptions()
    options.rotateSize = seed % 2 == 0 ? 3000 : 0
    if isInterval { options.sync = .interval(1) }
    /// The bodies that were acknowledged, in order.
    var acknowledged: [String] = []
    var position: JournalPosition?
    var counter = 0
    for round in 0..<25 {
      var pending: [String] = []
      // What is remembered may be older than what was acknowledged, as SQLite's last commits
      // may be lost, or missing.
      let remembered = disk.random(4) == 0 ? nil : position
      disk.failAfter(disk.random(120))
      do {
        let journal = try Journal(
          directory: "/j", options: options, system: disk.system, remembered: remembered)
        while true {
          pending = (0...disk.random(4)).map { _ in
            counter += 1
            return "\"n\":\(counter),\"pad\":\"\(String(repeating: "x", count: disk.random(300)))\""
          }
          let receipt = try journal.append(pending.map { Array("{\($0)}".utf8) })
          acknowledged += pending
          pending = []
          if disk.random(3) > 0 { position = receipt.position }
        }
      } catch {}
      disk.crash()

      let found = try readAll(disk, remembered: position, round, options)
      let common = min(found.count, acknowledged.count)
      #expect(Array(found[..<common]) == Array(acknowledged[..<common]), "round \(round)")
      if isInterval {
        // Unsynced lines may go, but only from the end.
        if found.count < acknowledged.count, position?.sequence ?? 0 > Int64(found.count) {
          position = nil
        }
      } else {
        #expect(found.count >= acknowledged.count, "round \(round): acknowledged lines lost")
      }
      let extra = Array(found[common...])
      #expect(extra == Array(pending.prefix(extra.count)), "round \(round): foreign lines")
      acknowledged = found
    }
    #expect(acknowledged.count > 20)
  }

  /// Opens after a crash, which cuts a torn end, and reads every line.
  private func readAll(
    _ disk: CrashDisk, remembered: JournalPosition?, _ round: Int, _ options: JournalOptions
  ) throws -> [String] {
    let journal = try Journal(
      directory: "/j", options: options, system: disk.system, remembered: remembered)
    var found: [String] = []
    try JournalReader(directory: "/j", system: disk.system).read { entry, place in
      switch entry {
      case .damage(_, let why):
        Issue.record("round \(round): \(place.file.path) \(place.offset): \(why)")
      case .line(let line, let sequence):
        #expect(sequence == Int64(found.count + 1), "round \(round)")
        let text = String(decoding: line, as: UTF8.self)
        found.append(
          String(text.drop { $0 != "," }.dropFirst().drop { $0 != "," }.dropFirst().dropLast()))
      }
    }
    #expect(journal.nextSequence == Int64(found.count + 1), "round \(round)")
    return found
  }
}
