import Foundation
import Glibc
import Synchronization
import Testing

/// The built `feedwatchd`, run as a user would.
struct Program {
  /// Beside the test bundle, where SwiftPM puts every product.
  static let path: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder =
      bundle?.bundleURL.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "feedwatchd").path
  }()

  /// The root of the repository, and what lies beside it.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let shared = root.deletingLastPathComponent().appending(path: "shared")

  static func hasShared(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: shared.appending(path: path).path)
  }

  struct Result {
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Runs it to its end.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Result {
    try run(path, arguments, input: input, environment: environment)
  }

  static func run(
    _ program: String, _ arguments: [String], input: String = "",
    environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, not pipes: a full pipe would stop the program.
    let folder = try Folder()
    let files = ["in", "out", "err"].map { folder.path + "/" + $0 }
    try input.write(toFile: files[0], atomically: false, encoding: .utf8)
    for file in files[1...] { FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardInput = FileHandle(forReadingAtPath: files[0])
    process.standardOutput = FileHandle(forWritingAtPath: files[1])
    process.standardError = FileHandle(forWritingAtPath: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: try String(contentsOfFile: files[1], encoding: .utf8),
      errors: try String(contentsOfFile: files[2], encoding: .utf8))
  }
}

/// A folder of its own for one test, removed at the end.
final class Folder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/feedwatch-e2e-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }
}

/// A daemon that runs while a test talks to it.
final class RunningDaemon: Sendable {
  private let process: Mutex<Process>
  private let log: Mutex<String> = Mutex("")
  private let errors = Pipe()
  let pid: pid_t

  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["run"] + arguments
    process.currentDirectoryURL = Program.root
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    pid = process.processIdentifier
    self.process = Mutex(process)
  }

  /// What stands in the log so far.
  var logged: String { log.withLock { $0 } }

  /// Waits until a line of the log holds `text`; the log is read as it comes, without polling.
  ///
  /// - Returns: whether it came within `seconds`.
  func waitForLog(_ text: String, seconds: Double = 20) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while true {
      if log.withLock({ $0.contains(text) }) { return true }
      let left = end.timeIntervalSinceNow
      guard left > 0 else { return false }
      var poll = pollfd(
        fd: errors.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, Int32(left * 1000) + 1) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = read(poll.fd, &buffer, buffer.count)
      guard count > 0 else { return log.withLock { $0.contains(text) } }
      log.withLock { $0 += String(decoding: buffer[..<count], as: UTF8.self) }
    }
  }

  func signal(_ number: Int32) {
    kill(pid, number)
  }

  /// Waits for its end and gives the exit status (or the signal's number, negated).
  func wait() -> Int32 {
    _ = waitForLog("\u{0}")  // drains the pipe until it closes
    return process.withLock { process in
      process.waitUntilExit()
      return process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus
    }
  }

  deinit {
    kill(pid, SIGKILL)
  }
}
