import Foundation
import Glibc
import Journal
import Synchronization
import Testing

@Suite("Journal: rotation, retention, compression")
struct RotationTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
  }

  func open(
    system: SystemCalls = .system, _ change: (inout JournalOptions) -> Void = { _ in }
  ) throws -> Journal {
    var options = JournalOptions()
    change(&options)
    return try Journal(directory: folder.path, options: options, system: system)
  }

  @Test("By size, under the first line's seq, and on after a restart")
  func size() throws {
    for start in stride(from: 0, to: 40, by: 20) {
      let journal = try open { $0.rotateSize = 1000 }
      for number in start..<(start + 20) { try journal.append([body(number, padding: 100)]) }
    }
    let segments = folder.names.filter { $0.hasPrefix("journal-") }
    #expect(segments.count > 3)
    for name in folder.names where name.hasSuffix(".jsonl") {
      let text = try folder.text(name)
      #expect(text.utf8.count <= 1000)
      if name != "journal.jsonl" {
        let first = name.dropFirst(8).dropLast(6)
        #expect(text.hasPrefix("{\"schema\":\"feedwatch/1\",\"seq\":\(first),"))
      }
    }
    #expect(try folder.checkedCount() == 40)
  }

  @Test("By age of the first line, also of a file that an earlier run began")
  func age() throws {
    let time = Mutex<Int64>(1_000_000)
    var system = SystemCalls()
    system.now = { time.withLock { $0 } }
    func openOld() throws -> Journal {
      try open(system: system) { options in
        options.rotateAge = 60
        options.timeOfLine = { _ in 1_000_000 }
      }
    }
    var journal = try openOld()
    try journal.append([body(0)])
    time.withLock { $0 += 59_000 }
    journal.syncIfDue()
    try journal.append([body(1)])
    #expect(!folder.names.contains("journal-1.jsonl"))
    journal.close()
    journal = try openOld()
    time.withLock { $0 += 1000 }
    journal.syncIfDue()
    #expect(folder.names.contains("journal-1.jsonl"))
    // An empty file is not rotated.
    time.withLock { $0 += 1_000_000 }
    journal.syncIfDue()
    #expect(journal.takeEvents().map(\.kind) == [.rotated])
    try journal.append([body(2)])
    #expect(try folder.checkedCount() == 3)
  }

  @Test("A rotation that was stopped between its renames is finished at the next start")
  func stopped() throws {
    do {
      let journal = try open()
      try journal.append(bodies(0..<3))
    }
    rename(folder.path + "/journal.jsonl", folder.path + "/journal-1.jsonl")
    try folder.write("journal.jsonl.new", "")
    let journal = try open()
    #expect(try journal.append([body(3)]).first == 4)
    #expect(!folder.names.contains("journal.jsonl.new"))
    #expect(try folder.checkedCount() == 4)
  }

  @Test("Renamed by another program: noticed before the next batch")
  func renamed() throws {
    let journal = try open()
    try journal.append(bodies(0..<3))
    rename(folder.path + "/journal.jsonl", folder.path + "/journal-1.jsonl")
    try journal.append(bodies(3..<5))
    #expect(journal.takeEvents().map(\.kind) == [.renamed])
    #expect(try folder.checkedCount() == 5)
    // … with a new file in its place, as logrotate's `create` makes it.
    rename(folder.path + "/journal.jsonl", folder.path + "/journal-4.jsonl")
    try folder.write("journal.jsonl", "")
    try journal.append(bodies(5..<7))
    #expect(try folder.checkedCount() == 7)
    // … removed.
    unlink(folder.path + "/journal.jsonl")
    #expect(try journal.append(bodies(7..<8)).first == 8)
    #expect(try folder.text().hasPrefix("{\"schema\":\"feedwatch/1\",\"seq\":8,"))
  }

  @Test("Reopened on demand")
  func reopen() throws {
    let journal = try open()
    try journal.append(bodies(0..<3))
    rename(folder.path + "/journal.jsonl", folder.path + "/journal-1.jsonl")
    journal.reopen()
    #expect(try folder.text() == "")
    try journal.append(bodies(3..<5))
    #expect(try folder.checkedCount() == 5)
  }

  @Test("Truncated or written to by another program: told, and on with a whole line")
  func foreign() throws {
    let journal = try open()
    try journal.append(bodies(0..<3))
    try folder.append("rubbish")
    try journal.append(bodies(3..<5))
    #expect(journal.takeEvents().map(\.kind) == [.truncated, .torn])
    #expect(try folder.checkedCount() == 5)
    // copytruncate
    truncate(folder.path + "/journal.jsonl", 0)
    #expect(try journal.append(bodies(5..<6)).first == 6)
    #expect(journal.takeEvents().map(\.kind) == [.truncated])
    #expect(try folder.text().split(separator: "\n").count == 1)
  }

  @Test("A segment's name that is taken is not overwritten")
  func taken() throws {
    try folder.write("journal-1.jsonl", "someone's\n")
    let journal = try open()
    try journal.append(bodies(0..<3))
    journal.rotate()
    #expect(try folder.text("journal-1.jsonl") == "someone's\n")
    #expect(folder.names.contains("journal-1.1.jsonl"))
  }

  @Test("Retention by count, size and age removes the oldest closed segments only")
  func retention() throws {
    func segments(_ change: (inout JournalOptions) -> Void) throws -> [String] {
      for name in folder.names { unlink(folder.path + "/" + name) }
      let journal = try open(change)
      for number in 0..<5 {
        try journal.append([body(number, padding: 100)])
        journal.rotate()
      }
      journal.keepSegments()
      return folder.names.filter { $0.hasPrefix("journal-") }
    }
    #expect(try segments { $0.retainCount = 2 } == ["journal-4.jsonl", "journal-5.jsonl"])
    #expect(
      try segments { $0.retainSize = 500 } == (3...5).map { "journal-\($0).jsonl" })
    #expect(try segments { $0.retainAge = 3600 }.count == 5)
    var system = SystemCalls()
    let real = system.now
    system.now = { real() + 7_200_000 }
    let journal = try open(system: system) { $0.retainAge = 3600 }
    journal.keepSegments()
    #expect(folder.names.filter { $0.hasPrefix("journal-") } == [])
    #expect(
      journal.takeEvents().map(\.kind) == [.retained, .retained, .retained, .retained, .retained])
  }

  @Test(
    "Compressed segments read as plain ones, for us and for their own tools",
    arguments: [(JournalOptions.Compression.gzip, "zcat", ".gz"), (.zstd, "zstdcat", ".zst")])
  func compression(_ kind: JournalOptions.Compression, tool: String, suffix: String) throws {
    var middle: JournalPosition?
    do {
      let journal = try open { $0.compression = kind }
      for batch in 0..<10 {
        let numbers = (batch * 500)..<(batch * 500 + 500)
        let position = try journal.append(bodies(numbers, padding: 500)).position
        if batch == 2 { middle = position }
        if batch % 4 == 3 { journal.rotate() }
      }
      journal.finishKeeping()
      #expect(journal.takeEvents().count { $0.kind == .compressed } == 2)
    }
    #expect(
      folder.names.filter { $0.hasPrefix("journal-") }
        == ["journal-1.jsonl" + suffix, "journal-2001.jsonl" + suffix])
    #expect(try folder.checkedCount() == 5000)
    var after: [Int64] = []
    try JournalReader(directory: folder.path).read(after: middle) { entry, _ in
      if case .line(_, let sequence) = entry { after.append(sequence) }
    }
    #expect(after == Array(1501...5000))
    let journal = try Journal(directory: folder.path, remembered: middle)
    #expect(journal.agreement == .unread)
    #expect(journal.nextSequence == 5001)
    let output = try run([tool, folder.path + "/journal-1.jsonl" + suffix])
    #expect(output.split(separator: 10).count == 2000)
    // A damaged file is an error, not the end of the journal.
    let path = folder.path + "/journal-1.jsonl" + suffix
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: path))
    #expect(throws: JournalError.self) { try folder.lines() }
  }

  @Test("A compression that was stopped leaves the plain segment, and is taken up again")
  func stoppedCompression() throws {
    do {
      let journal = try open()
      try journal.append(bodies(0..<500, padding: 500))
      journal.rotate()
    }
    try folder.write("journal-1.jsonl.gz.part", "half")
    try folder.write("journal-1.jsonl.gz", "both are there: the plain one counts")
    #expect(try folder.checkedCount() == 500)
    let journal = try open { $0.compression = .gzip }
    journal.keepSegments()
    journal.finishKeeping()
    #expect(folder.names.filter { $0.hasPrefix("journal-") } == ["journal-1.jsonl.gz"])
    #expect(try folder.checkedCount() == 500)
  }

  @Test("Compressing fails: the plain segment stays")
  func failedCompression() throws {
    let faults = Faults()
    let journal = try open(system: faults.system) { $0.compression = .zstd }
    try journal.append(bodies(0..<500, padding: 500))
    faults.fail("rename", 3..<4, EIO)
    journal.rotate()
    journal.finishKeeping()
    #expect(folder.names.filter { $0.hasPrefix("journal-") } == ["journal-1.jsonl"])
    #expect(journal.takeEvents().contains { $0.kind == .failed })
    try journal.append([body(500)])
    #expect(try folder.checkedCount() == 501)
  }
}

/// Runs a program; its standard output.
func run(_ arguments: [String], allowsFailure: Bool = false) throws -> [UInt8] {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  #expect(allowsFailure || process.terminationStatus == 0, "\(arguments)")
  return Array(data)
}
