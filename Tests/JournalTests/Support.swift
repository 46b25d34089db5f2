import Foundation
import Glibc
import Journal
import Synchronization
import Testing

/// A folder of its own for one test, removed at the end.
final class Folder: Sendable {
  let path: String

  init(under parent: String = "/tmp") throws {
    var template = Array("\(parent)/feedwatch-journal-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func text(_ name: String = "journal.jsonl") throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func append(_ text: String, to name: String = "journal.jsonl") throws {
    try write(name, try self.text(name) + text)
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Every line of the journal in order, read by JournalReader; damage is a failure.
  func lines() throws -> [String] {
    var lines: [String] = []
    try JournalReader(directory: path).read { entry, place in
      switch entry {
      case .line(let line, _): lines.append(String(decoding: line, as: UTF8.self))
      case .damage(_, let why): Issue.record("\(place.file.path) \(place.offset): \(why)")
      }
    }
    return lines
  }

  /// The `seq` of every line, checked to be 1, 2, 3 …
  func checkedCount() throws -> Int {
    let lines = try lines()
    for (index, line) in lines.enumerated() {
      #expect(line.hasPrefix("{\"schema\":\"feedwatch/1\",\"seq\":\(index + 1),"))
    }
    return lines.count
  }
}

func body(_ number: Int, padding: Int = 0) -> [UInt8] {
  Array("{\"n\":\(number),\"pad\":\"\(String(repeating: "x", count: padding))\"}".utf8)
}

func bodies(_ range: Range<Int>, padding: Int = 0) -> [[UInt8]] {
  range.map { body($0, padding: padding) }
}

/// Counts calls and lets a chosen one fail.
final class Faults: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  /// What fails: by the call's name, the numbers of its calls (from 1) and the errno.
  private let failing = Mutex<[String: (Range<Int>, Int32)]>([:])

  func fail(_ call: String, _ errno: Int32) {
    fail(call, 1..<Int.max, errno)
  }

  func fail(_ call: String, _ calls: Range<Int>, _ errno: Int32) {
    counts.withLock { $0[call] = 0 }
    failing.withLock { $0[call] = (calls, errno) }
  }

  func heal() {
    failing.withLock { $0 = [:] }
  }

  func count(_ call: String) -> Int {
    counts.withLock { $0[call] ?? 0 }
  }

  /// A negated errno where this call is to fail.
  func next(_ call: String) -> Int32? {
    let number = counts.withLock { counts -> Int in
      counts[call, default: 0] += 1
      return counts[call] ?? 0
    }
    return failing.withLock { failing -> Int32? in
      guard let (calls, errno) = failing[call], calls.contains(number) else { return nil }
      return -errno
    }
  }

  /// The real system calls, each asking first whether it is to fail.
  var system: SystemCalls {
    let real = SystemCalls()
    var system = real
    system.open = { path, flags in
      if path.hasSuffix(".new"), let fault = self.next("open next") { return fault }
      if path.hasSuffix(".jsonl"), let fault = self.next("open") { return fault }
      return real.open(path, flags)
    }
    system.write = { descriptor, bytes in
      if let fault = self.next("write") { return Int(fault) }
      if self.next("short write") != nil {
        return real.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)]))
      }
      return real.write(descriptor, bytes)
    }
    system.writeAt = { descriptor, bytes, offset in
      if let fault = self.next("pwrite") { return Int(fault) }
      return real.writeAt(descriptor, bytes, offset)
    }
    system.fdatasync = { self.next("fdatasync") ?? real.fdatasync($0) }
    system.fsync = { self.next("fsync") ?? real.fsync($0) }
    system.truncate = { self.next("truncate") ?? real.truncate($0, $1) }
    system.rename = { self.next("rename") ?? real.rename($0, $1) }
    system.informationAt = { path in
      if path.hasSuffix("journal.jsonl"), let fault = self.next("stat") {
        return .failure(Errno(-fault))
      }
      return real.informationAt(path)
    }
    return system
  }
}
