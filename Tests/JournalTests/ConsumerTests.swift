import Foundation
import Glibc
import Journal
import Testing

/// The programs that read journals, for real, against a journal that is rotated under them.
@Suite("Journal: its readers", .serialized)
struct ConsumerTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
  }

  static func has(_ tool: String) -> Bool {
    ["/usr/bin/", "/usr/sbin/", "/bin/", "/usr/local/bin/"].contains {
      access($0 + tool, X_OK) == 0
    }
  }

  /// A program in the background, ended with the test.
  final class Background {
    let process = Process()

    init(_ arguments: [String], output: String? = nil) throws {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = arguments
      process.standardError = FileHandle.nullDevice
      if let output {
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        process.standardOutput = FileHandle(forWritingAtPath: output)
      } else {
        process.standardOutput = FileHandle.nullDevice
      }
      try process.run()
    }

    deinit {
      // A child inherits the test thread's blocked signals: SIGTERM may never reach it.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  /// The `seq` of every line of a file.
  func sequences(_ name: String) throws -> [Int] {
    try folder.text(name).split(separator: "\n").map { line in
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
      return try #require(object["seq"] as? Int)
    }
  }

  /// Waits until a file ends with a whole line of that `seq`.
  func wait(for sequence: Int64, in name: String) throws {
    let deadline = Date(timeIntervalSinceNow: 20)
    while true {
      let text = (try? folder.text(name)) ?? ""
      if text.hasSuffix("}\n"), let last = text.split(separator: "\n").last,
        last.hasPrefix("{\"schema\":\"feedwatch/1\",\"seq\":\(sequence),")
      {
        return
      }
      try #require(Date() < deadline, "\(name) has no seq \(sequence)")
      usleep(5000)
    }
  }

  /// Writes some 2,000 lines, some of them near the limit, and rotates in the middle of batches;
  /// a reader need only keep up with rotations, not with lines.
  func writeAndRotate(
    _ journal: Journal, rotate: () throws -> Void, caughtUp: (Int64) throws -> Void
  )
    throws
  {
    var number = 0
    for _ in 0..<6 {
      for batch in 0..<30 {
        let padding = batch == 7 ? 30_000 : batch * 20
        try journal.append(bodies(number..<(number + 11), padding: padding))
        number += 11
        if batch == 20 { try rotate() }
      }
      try caughtUp(Int64(number))
    }
    #expect(number == 1980)
  }

  @Test("tail -F gets every line once", .enabled(if: has("tail")))
  func tail() throws {
    let journal = try Journal(directory: folder.path)
    let out = folder.path + "/out"
    try journal.append([body(0)])
    let reader = try Background(
      ["tail", "-n", "+1", "-F", folder.path + "/journal.jsonl"], output: out)
    try wait(for: 1, in: "out")
    try writeAndRotate(journal) {
      journal.rotate()
    } caughtUp: {
      try wait(for: $0 + 1, in: "out")
    }
    #expect(try sequences("out") == Array(1...1981))
    #expect(folder.names.filter { $0.hasPrefix("journal-") }.count == 6)
    withExtendedLifetime(reader) {}
  }

  @Test("jq reads every line of every segment", .enabled(if: has("jq")))
  func jq() throws {
    let journal = try Journal(directory: folder.path)
    try writeAndRotate(journal, rotate: { journal.rotate() }, caughtUp: { _ in })
    let files = try JournalFiles(directory: folder.path).all().map(\.path)
    #expect(files.count == 7)
    let output = try run(["jq", "-e", ".seq"] + files)
    #expect(
      String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
        == Array(1...1980))
  }

  @Test("rsyslog's imfile gets every line once", .enabled(if: has("rsyslogd") && getuid() == 0))
  func rsyslog() throws {
    let journal = try Journal(directory: folder.path)
    try journal.append([body(0)])
    try folder.write(
      "rsyslog.conf",
      """
      global(workDirectory="\(folder.path)" maxMessageSize="64k")
      module(load="imfile" mode="inotify")
      template(name="raw" type="string" string="%msg%\\n")
      input(type="imfile" File="\(folder.path)/journal.jsonl" Tag="feedwatch:"
            freshStartTail="off")
      action(type="omfile" file="\(folder.path)/out" template="raw")
      """)
    let reader = try Background([
      "rsyslogd", "-n", "-f", folder.path + "/rsyslog.conf", "-i", folder.path + "/rsyslog.pid",
    ])
    try wait(for: 1, in: "out")
    try writeAndRotate(journal) {
      journal.rotate()
    } caughtUp: {
      try wait(for: $0 + 1, in: "out")
    }
    // rsyslog may hand over the two files' lines in any order, but each once.
    #expect(try sequences("out").sorted() == Array(1...1981))
    withExtendedLifetime(reader) {}
  }

  @Test(
    "logrotate without copytruncate, with and without create, loses no line",
    .enabled(if: has("logrotate")), arguments: ["create 0644", "nocreate"])
  func logrotate(create: String) throws {
    let journal = try Journal(directory: folder.path)
    try folder.write(
      "logrotate.conf",
      """
      "\(folder.path)/journal.jsonl" {
        size 1
        rotate 20
        nocompress
        missingok
        \(create)
      }
      """)
    chmod(folder.path + "/logrotate.conf", 0o644)
    try writeAndRotate(journal) {
      _ = try run([
        "logrotate", "-s", folder.path + "/logrotate.state", folder.path + "/logrotate.conf",
      ])
    } caughtUp: { _ in
    }
    let old = folder.names.filter { $0.hasPrefix("journal.jsonl.") }
    #expect(old.count == 6)
    var all: [Int] = []
    for number in (1...6).reversed() { all += try sequences("journal.jsonl.\(number)") }
    all += try sequences("journal.jsonl")
    #expect(all == Array(1...1980))
    #expect(journal.takeEvents().count { $0.kind == .renamed } == 6)
  }

  @Test(
    "A full disk: nothing torn or lost, and on without a restart when there is room",
    .enabled(if: TemporaryDisk.canMount))
  func fullDisk() throws {
    let disk = try TemporaryDisk(kilobytes: 512)
    defer { withExtendedLifetime(disk) {} }
    let ballast = disk.path + "/ballast"
    _ = FileManager.default.createFile(atPath: ballast, contents: Data(count: 200_000))
    var options = JournalOptions()
    options.rotateSize = 100_000
    let journal = try Journal(directory: disk.path, options: options)
    var written = 0
    var failures = 0
    while failures < 5 {
      do throws(JournalError) {
        let receipt = try journal.append(bodies(written..<(written + 20), padding: 100))
        #expect(receipt.first == Int64(written + 1))
        written += 20
      } catch {
        #expect(error.isFull, "\(error)")
        failures += 1
      }
    }
    #expect(written > 500)
    #expect(try readBack(disk.path) == Array(1...written))
    unlink(ballast)
    try journal.append(bodies(written..<(written + 20), padding: 100))
    #expect(try readBack(disk.path) == Array(1...(written + 20)))
    // Started on a full disk.
    _ = FileManager.default.createFile(atPath: ballast, contents: nil)
    fill(ballast)
    journal.close()
    let again = try Journal(directory: disk.path)
    #expect(throws: JournalError.self) { try again.append(bodies(0..<200, padding: 1000)) }
    unlink(ballast)
    #expect(try again.append([body(0)]).first == Int64(written + 21))
    #expect(try readBack(disk.path).count == written + 21)
  }

  private func fill(_ path: String) {
    let descriptor = Glibc.open(path, O_WRONLY)
    defer { Glibc.close(descriptor) }
    let zeros = [UInt8](repeating: 0, count: 4096)
    while Glibc.write(descriptor, zeros, zeros.count) > 0 {}
  }

  private func readBack(_ path: String) throws -> [Int] {
    var found: [Int] = []
    try JournalReader(directory: path).read { entry, place in
      switch entry {
      case .line(_, let sequence): found.append(Int(sequence))
      case .damage(_, let why): Issue.record("\(place.file.path): \(why)")
      }
    }
    return found
  }
}

/// A tmpfs of its own, unmounted at the end.
final class TemporaryDisk {
  let path: String

  /// Whether this process may mount: root may not, in many containers.
  static let canMount: Bool = getuid() == 0 && (try? TemporaryDisk(kilobytes: 64)) != nil

  init(kilobytes: Int) throws {
    var template = Array("/tmp/feedwatch-disk-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "feedwatch-test", path,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CannotMount() }
  }

  struct CannotMount: Error {}

  deinit {
    _ = try? run(["umount", "-l", path], allowsFailure: true)
    rmdir(path)
  }
}
