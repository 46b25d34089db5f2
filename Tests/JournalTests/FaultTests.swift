import Glibc
import Journal
import Testing

@Suite("Journal: failing system calls")
struct FaultTests {
  let folder: Folder
  let faults = Faults()

  init() throws {
    folder = try Folder()
  }

  func open(_ change: (inout JournalOptions) -> Void = { _ in }) throws -> Journal {
    var options = JournalOptions()
    change(&options)
    return try Journal(directory: folder.path, options: options, system: faults.system)
  }

  /// Appends once with the fault in place: it throws and nothing of the batch is in the file; then
  /// heals and appends again.
  func expectNothingKept(
    _ journal: Journal, _ code: JournalError.Code, isFull: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try folder.text()
    let next = journal.nextSequence
    for _ in 0..<3 {
      #expect(sourceLocation: sourceLocation) {
        try journal.append(bodies(100..<110, padding: 50))
      } throws: {
        ($0 as? JournalError)?.code == code && ($0 as? JournalError)?.isFull == isFull
      }
    }
    #expect(try folder.text() == before, sourceLocation: sourceLocation)
    #expect(journal.nextSequence == next, sourceLocation: sourceLocation)
    faults.heal()
    #expect(
      try journal.append(bodies(100..<110)).first == next, sourceLocation: sourceLocation)
    #expect(try folder.checkedCount() == Int(next) + 9, sourceLocation: sourceLocation)
  }

  @Test("write fails", arguments: [ENOSPC, EDQUOT, EIO])
  func write(errno: Int32) throws {
    let journal = try open()
    try journal.append(bodies(0..<5))
    faults.fail("write", errno)
    try expectNothingKept(journal, .write, isFull: errno != EIO)
  }

  @Test("write is interrupted, or short, and then goes on")
  func interrupted() throws {
    let journal = try open()
    faults.fail("write", 1..<6, EINTR)
    try journal.append(bodies(0..<5))
    #expect(faults.count("write") > 5)
    faults.heal()
    faults.fail("short write", 1..<3, 0)
    try journal.append(bodies(5..<10))
    #expect(try folder.checkedCount() == 10)
  }

  @Test("write is short, then fails: the part is cut off", arguments: [ENOSPC, EIO])
  func short(errno: Int32) throws {
    let journal = try open()
    try journal.append(bodies(0..<5))
    // Half goes in, then the disk is full: again and again.
    faults.fail("short write", 0)
    let before = try folder.text()
    faults.fail("write", 2..<3, errno)
    #expect(throws: JournalError.self) { try journal.append(bodies(5..<10)) }
    #expect(try folder.text() == before)
    faults.heal()
    try journal.append(bodies(5..<10))
    #expect(try folder.checkedCount() == 10)
  }

  @Test("cutting off fails: nothing is written until it works")
  func truncate() throws {
    let journal = try open()
    try journal.append(bodies(0..<5))
    let before = try folder.text()
    faults.fail("short write", 1..<2, 0)
    faults.fail("write", 2..<3, ENOSPC)
    faults.fail("truncate", EIO)
    for _ in 0..<3 {
      #expect { try journal.append(bodies(5..<10)) } throws: {
        ($0 as? JournalError)?.code == .repair
      }
    }
    #expect(try folder.text().hasPrefix(before))
    #expect(faults.count("write") == 2)
    faults.heal()
    try journal.append(bodies(5..<10))
    #expect(try folder.checkedCount() == 10)
  }

  @Test("fdatasync fails once: the batch is written again in place and acknowledged")
  func syncOnce() throws {
    let journal = try open()
    try journal.append(bodies(0..<5))
    faults.fail("fdatasync", 1..<2, EIO)
    faults.fail("pwrite", 0..<0, EIO)
    try journal.append(bodies(5..<10))
    // A second fdatasync alone would prove nothing: the bytes went out again.
    #expect(faults.count("pwrite") == 1)
    #expect(journal.takeEvents().map(\.kind) == [.failed, .recovered])
    #expect(try folder.checkedCount() == 10)
  }

  @Test("fdatasync fails: nothing is acknowledged", arguments: [EIO, ENOSPC, EDQUOT])
  func sync(errno: Int32) throws {
    let journal = try open()
    try journal.append(bodies(0..<5))
    faults.fail("fdatasync", errno)
    try expectNothingKept(journal, .sync, isFull: errno != EIO)
  }

  @Test("fdatasync and writing again fail")
  func rewrite() throws {
    let journal = try open()
    try journal.append(bodies(0..<5))
    faults.fail("fdatasync", 1..<2, EIO)
    faults.fail("pwrite", EIO)
    #expect { try journal.append(bodies(5..<10)) } throws: {
      ($0 as? JournalError)?.code == .sync
    }
    #expect(try folder.checkedCount() == 5)
    faults.heal()
    try journal.append(bodies(5..<10))
    #expect(try folder.checkedCount() == 10)
  }

  @Test("sync = interval: a failed sync writes all unsynced lines again before any other")
  func interval() throws {
    let journal = try open { $0.sync = .interval(0) }
    faults.fail("fdatasync", EIO)
    #expect(throws: JournalError.self) { try journal.append(bodies(0..<5)) }
    faults.heal()
    try journal.append(bodies(0..<5))

    let lazy = try Folder()
    var options = JournalOptions()
    options.sync = .interval(3600)
    let other = try Journal(directory: lazy.path, options: options, system: faults.system)
    try other.append(bodies(0..<5))
    try other.append(bodies(5..<10))
    faults.fail("fdatasync", 1..<2, EIO)
    faults.fail("pwrite", 1..<3, EIO)
    #expect(throws: JournalError.self) { try other.sync() }
    // Still not on the disk: no more lines are taken.
    #expect(throws: JournalError.self) { try other.append(bodies(10..<11)) }
    try other.append(bodies(10..<11))
    #expect(faults.count("pwrite") == 3)
    #expect(try lazy.checkedCount() == 11)
  }

  @Test("syncing the directory fails: a new file's lines are not acknowledged")
  func directory() throws {
    faults.fail("fsync", EIO)
    let journal = try open()
    #expect { try journal.append(bodies(0..<5)) } throws: {
      ($0 as? JournalError)?.code == .sync
    }
    faults.heal()
    #expect(try journal.append(bodies(0..<5)).first == 1)
    #expect(try folder.checkedCount() == 5)
  }

  @Test(
    "Rotation fails at any step: the journal goes on in the old file",
    arguments: [("open next", 1..<2), ("rename", 1..<2), ("rename", 2..<3), ("fdatasync", 1..<3)])
  func rotation(call: String, calls: Range<Int>) throws {
    let journal = try open { $0.rotateSize = 1000 }
    try journal.append(bodies(0..<5, padding: 100))
    faults.fail(call, calls, EIO)
    journal.rotate()
    faults.heal()
    let batch = bodies(5..<10, padding: 100)
    #expect(try journal.append(batch).first == 6)
    #expect(try folder.checkedCount() == 10)
    #expect(!folder.names.contains("journal.jsonl.new"))
  }

  @Test("After two failed renames the descriptor is not that of the closed segment")
  func doubleRename() throws {
    let journal = try open()
    try journal.append(bodies(0..<5))
    faults.fail("rename", 2..<4, EIO)
    journal.rotate()
    faults.heal()
    try journal.append(bodies(5..<10))
    #expect(folder.names.contains("journal-1.jsonl"))
    #expect(try folder.checkedCount() == 10)
    #expect(try folder.text().hasPrefix("{\"schema\":\"feedwatch/1\",\"seq\":6,"))
  }

  @Test("stat and open fail: thrown, then healed", arguments: ["stat", "open"])
  func stat(call: String) throws {
    let journal = try open()
    try journal.append(bodies(0..<5))
    faults.fail(call, EMFILE)
    if call == "open" { journal.reopen() }
    if call == "stat" { try expectNothingKept(journal, .open) }
    faults.heal()
    try journal.append(bodies(20..<30))
    try #expect(folder.checkedCount() >= 15)
  }

  @Test("Any call may fail at any time: every batch is there once", arguments: 0..<30)
  func storm(seed: UInt64) throws {
    var random = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    func next(_ bound: UInt64) -> UInt64 {
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      return random >> 11 % bound % bound
    }
    let journal = try open {
      $0.rotateSize = 4000
      if seed % 3 == 2 { $0.sync = .interval(0) }
    }
    let calls = [
      "open", "open next", "write", "short write", "pwrite", "fdatasync", "fsync", "truncate",
      "rename", "stat",
    ]
    var written = 0
    for _ in 0..<60 {
      let batch = bodies(written..<(written + 1 + Int(next(5))), padding: Int(next(300)))
      for _ in 0..<next(4) {
        let first = 1 + Int(next(3))
        faults.fail(
          calls[Int(next(UInt64(calls.count)))], first..<(first + 1 + Int(next(3))),
          [EIO, ENOSPC, EINTR, EDQUOT][Int(next(3))])
      }
      var attempts = 0
      while true {
        do {
          let receipt = try journal.append(batch)
          #expect(receipt.first == Int64(written + 1))
          break
        } catch {
          attempts += 1
          if attempts > 10 { faults.heal() }
        }
      }
      written += batch.count
    }
    faults.heal()
    #expect(try folder.checkedCount() == written)
    journal.close()
    let again = try Journal(directory: folder.path)
    #expect(again.nextSequence == Int64(written + 1))
    #expect(!folder.names.contains { $0.contains("torn") })
  }
}
