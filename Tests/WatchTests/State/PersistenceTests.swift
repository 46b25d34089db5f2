import Foundation
import Glibc
import Journal
import Testing

@testable import Watch

@Suite("State: remembering and starting")
struct PersistenceTests {
  let three = (1...3).map { ObservedItem.numbered($0) }

  @Test("An item becomes a line once, over polls and restarts")
  func once() throws {
    var room = try Room()
    #expect(try room.poll(three).lines.count == 3)
    #expect(try room.poll(three).lines.isEmpty)
    try room.restart()
    #expect(room.persistence.messages.isEmpty)
    #expect(try room.poll(three + [.numbered(4)]).lines.map(\.index) == [3])
  }

  @Test("A feed's row comes back as it was handed in")
  func row() throws {
    let room = try Room()
    var row = FeedRow(name: "a", url: "https://a.example/feed")
    row.etag = [34, 0xE9, 0xFF, 34]
    row.lastModified = Array("Sat, 13 Jul 2024 09:00:00 GMT".utf8)
    row.storedURL = "https://b.example/"
    row.lastPoll = 5
    row.nextPoll = 6
    row.lastResult = "200"
    row.errorsInRow = 7
    row.itemsSeen = 8
    row.schedule = "{\"x\":1}"
    try room.state.remember([PollMemory(row: row)], position: .start)
    #expect(try room.state.feed("a") == row)
    #expect(try room.state.feed("b") == nil)
    let reader = try StateStore(directory: room.folder.path, readOnly: true)
    #expect(try reader.feeds() == [row])
  }

  @Test("Lines that were written but not remembered are read back")
  func readBack() throws {
    var room = try Room()
    try room.poll(three)
    try room.poll(three + [.numbered(4), .numbered(5)], remembers: false)
    try room.restart()
    #expect(room.persistence.messages.count == 1)
    #expect(try room.poll(three + [.numbered(4), .numbered(5)]).lines.isEmpty)
    try room.restart()
    #expect(room.persistence.messages.isEmpty)
  }

  @Test("A first poll that was killed between journal and state keeps its backlog rule")
  func backlogKilled() throws {
    var room = try Room()
    var options = SamenessOptions()
    options.backlog = .newest(1)
    let items = (1...4).map { number in
      var item = ObservedItem.numbered(number)
      item.published = Int64(number) * 1000
      return item
    }
    #expect(try room.poll(items, options: options, remembers: false).lines.map(\.index) == [3])
    try room.restart()
    #expect(try room.poll(items, options: options).lines.isEmpty)
    #expect(try room.poll(items + [.numbered(9)], options: options).lines.map(\.index) == [4])
  }

  @Test("A missing or damaged state is made from the journal", arguments: [0, 1, 2])
  func rebuild(damage: Int) throws {
    var room = try Room()
    try room.poll(three)
    var edited = three
    edited[1].text += " and a correction follows at the end of it"
    #expect(try room.poll(edited).lines.map(\.kind) == [.updated])
    room.persistence.close()
    let path = room.folder.path + "/state.sqlite"
    switch damage {
    case 0: unlink(path)
    case 1: try Data("no database".utf8).write(to: URL(fileURLWithPath: path))
    default:
      // A state of another version.
      try FileManager.default.removeItem(atPath: path)
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      shell.arguments = ["sqlite3", path, "PRAGMA user_version = 77; CREATE TABLE x (y)"]
      try shell.run()
      shell.waitUntilExit()
    }
    room.persistence = try Persistence.open(directory: room.folder.path)
    #expect(!room.persistence.messages.isEmpty)
    #expect(try room.state.countOfItems() == 3)
    let again = try room.poll(edited + [.numbered(4)])
    #expect(again.lines.map(\.index) == [3])
    #expect(again.decisions[1].reason == .known)
  }

  @Test("A line without fingerprint is remembered by its own words")
  func noFingerprint() throws {
    var room = try Room()
    let items = [
      ObservedItem.item("g", "https://x.example/1", "A \"quoted\" title\\", "Line one\nzwei é"),
      .item(nil, "https://x.example/2", "Second", "text of it"),
    ]
    let plan = try room.state.plan(
      feed: FeedRow(name: "a", url: ""), items: items, options: SamenessOptions(), now: 1000)
    try room.persistence.journal.append(
      plan.lines.map {
        Room.body($0, items[$0.index], feed: "a", now: 1000, hasFingerprint: false)
      })
    try room.restart()
    #expect(try room.poll(items).lines.isEmpty)
  }

  @Test("A journal that ends before the remembered place: its items are written again")
  func shorter() throws {
    var room = try Room()
    try room.poll(three)
    var row = try #require(try room.state.feed("a"))
    row.etag = [65]
    try room.state.remember([PollMemory(row: row)], position: room.persistence.journal.position)
    try room.poll(three + [.numbered(4), .numbered(5)])
    room.persistence.close()
    let file = room.folder.path + "/journal.jsonl"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let lines = text.split(separator: "\n")
    try (lines.prefix(3).joined(separator: "\n") + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    room.persistence = try Persistence.open(directory: room.folder.path)
    #expect(room.persistence.messages.count == 1)
    #expect(try room.state.feed("a")?.etag == nil)
    let plan = try room.poll(three + [.numbered(4), .numbered(5)])
    #expect(plan.lines.map(\.index) == [3, 4])
    #expect(room.persistence.journal.nextSequence == 6)
  }

  @Test("A journal that lost an update: the version before it is known, and updated again")
  func lostUpdate() throws {
    var room = try Room()
    try room.poll(three)
    let changed = [three[0], .numbered(2, text: Sample.text(77)), three[2]]
    #expect(try room.poll(changed).lines.map(\.kind) == [.updated])
    room.persistence.close()
    let file = room.folder.path + "/journal.jsonl"
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    try (lines.prefix(3).joined(separator: "\n") + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    room.persistence = try Persistence.open(directory: room.folder.path)
    let again = try room.poll(changed)
    #expect(again.lines.map(\.index) == [1])
    #expect(again.lines.map(\.kind) == [.updated])
    #expect(again.lines.first?.replaces != nil)
    #expect(try room.poll(changed).lines.isEmpty)
  }

  @Test("A journal that was moved away: seq goes on, and nothing comes again")
  func movedAway() throws {
    var room = try Room()
    try room.poll(three)
    room.persistence.close()
    rename(room.folder.path + "/journal.jsonl", room.folder.path + "/old")
    room.persistence = try Persistence.open(directory: room.folder.path)
    #expect(room.persistence.messages.count == 1)
    #expect(try room.poll(three + [.numbered(4)]).lines.map(\.index) == [3])
    #expect(room.persistence.journal.nextSequence == 5)
    try room.restart()
    #expect(room.persistence.messages.isEmpty)
  }

  @Test("Forgetting is done once a day, whatever the clock does")
  func pruneIfDue() throws {
    var room = try Room()
    try room.poll(three)
    try room.poll([three[0]])
    room.now += StateStore.horizon + 3_600_000
    try room.poll([three[0]])
    // Two hours ago nothing was old enough.
    #expect(try room.state.prune(now: room.now - 7_200_000) == 0)
    try room.state.pruneIfDue(now: room.now)
    #expect(try room.state.countOfItems() == 3)
    // A clock that says it is long ago: the last time lies in its future.
    try room.state.pruneIfDue(now: 5)
    try room.state.pruneIfDue(now: room.now)
    #expect(try room.state.countOfItems() == 1)
  }

  @Test("Items gone from their feed are forgotten after the horizon, and not before")
  func prune() throws {
    var room = try Room()
    try room.poll(three)
    try room.poll([three[0]])
    room.now += StateStore.horizon - 3_600_000
    #expect(try room.state.prune(now: room.now) == 0)
    #expect(try room.poll(three).lines.isEmpty)
    try room.poll([three[0]])
    room.now += StateStore.horizon + 3_600_000
    var row = try #require(try room.state.feed("a"))
    row.lastPoll = room.now
    try room.state.remember([PollMemory(row: row)], position: room.persistence.journal.position)
    #expect(try room.state.prune(now: room.now) == 2)
    #expect(try room.poll(three).lines.count == 2)
    // A feed that is polled no more goes as a whole.
    room.now += StateStore.horizon + 3_600_000
    #expect(try room.state.prune(now: room.now) == 3)
    #expect(try room.state.feeds().isEmpty)
  }
}
