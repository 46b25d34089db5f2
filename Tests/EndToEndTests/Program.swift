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
    // Files, not pipes: a full pipe would stop the program.
    let folder = try Folder()
    let files = ["in", "out", "err"].map { folder.path + "/" + $0 }
    try input.write(toFile: files[0], atomically: false, encoding: .utf8)
    let child = try Child(
      program, arguments, environment: environment,
      standard: [
        open(files[0], O_RDONLY | O_CLOEXEC),
        open(files[1], O_WRONLY | O_CREAT | O_CLOEXEC, 0o600),
        open(files[2], O_WRONLY | O_CREAT | O_CLOEXEC, 0o600),
      ])
    return Result(
      status: child.wait(),
      output: try String(contentsOfFile: files[1], encoding: .utf8),
      errors: try String(contentsOfFile: files[2], encoding: .utf8))
  }
}

/// A child process. Foundation's `Process` would wait for every grandchild that keeps its
/// descriptors: nginx's daemon does.
struct Child {
  let pid: pid_t

  /// No child is started between the making of a descriptor and its close-on-exec flag.
  private static let lock = Mutex(())

  /// A pipe whose ends no other child inherits: the reading end, the writing end.
  static func pipe() throws -> (Int32, Int32) {
    try lock.withLock { _ in
      var ends: [Int32] = [0, 0]
      guard Glibc.pipe(&ends) == 0 else { throw Failure(message: "no pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }
  }

  struct Failure: Error {
    var message: String
  }

  /// - Parameter standard: descriptors for stdin, stdout and stderr; closed here.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], standard: [Int32]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, source) in standard.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
    }
    defer { for descriptor in standard { close(descriptor) } }
    let env = "/usr/bin/env"
    var argv = ([env, "-C", Program.root.path, program] + arguments).map { strdup($0) } + [nil]
    var envp =
      ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var pid: pid_t = 0
    let code = Self.lock.withLock { _ in posix_spawn(&pid, env, &actions, nil, &argv, &envp) }
    guard code == 0 else {
      throw Failure(message: "\(program): \(String(cString: strerror(code)))")
    }
    self.pid = pid
  }

  /// Waits for the end: the exit status, or the signal's number negated.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
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
  private let child: Child
  private let log: Mutex<String> = Mutex("")
  private let status: Mutex<Int32?> = Mutex(nil)
  private let errors: Int32

  /// - Parameter output: the file that its standard output is appended to; nil: nowhere.
  init(
    _ arguments: [String], environment: [String: String] = [:], output: String? = nil
  ) throws {
    let (reading, writing) = try Child.pipe()
    errors = reading
    child = try Child(
      Program.path, ["run"] + arguments, environment: environment,
      standard: [
        open("/dev/null", O_RDONLY | O_CLOEXEC),
        open(output ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600), writing,
      ])
  }

  /// What stands in the log so far.
  var logged: String { log.withLock { $0 } }

  /// Waits until a line of the log holds `text`; the log is read as it comes.
  ///
  /// - Returns: whether it came within `seconds`.
  func waitForLog(_ text: String, seconds: Double = 20) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while true {
      if log.withLock({ $0.contains(text) }) { return true }
      let left = end.timeIntervalSinceNow
      guard left > 0 else { return false }
      var poll = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, Int32(left * 1000) + 1) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = read(errors, &buffer, buffer.count)
      guard count > 0 else { return log.withLock { $0.contains(text) } }
      log.withLock { $0 += String(decoding: buffer[..<count], as: UTF8.self) }
    }
  }

  func signal(_ number: Int32) {
    kill(child.pid, number)
  }

  /// Waits for its end and gives the exit status (or the signal's number, negated).
  func wait() -> Int32 {
    _ = waitForLog("\u{0}")  // drains the pipe until it closes
    return status.withLock { status in
      if let status { return status }
      let code = child.wait()
      status = code
      return code
    }
  }

  deinit {
    if status.withLock({ $0 == nil }) {
      kill(child.pid, SIGKILL)
      _ = child.wait()
    }
    close(errors)
  }
}
