import ArgumentParser
import Feeds
import Glibc

/// Measures the reading of feeds, or answers the conformance harness.
struct FeedsBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Measure how fast feeds are read, with and without plain text.")

  @Flag(help: "Answer the feed conformance harness: requests on standard input, one JSON a line.")
  var jsonl = false

  @Option(help: "How often every file is read.")
  var rounds = 3

  @Argument(help: "Feeds, kept in memory while they are measured.")
  var files: [String] = []

  func run() throws {
    if jsonl {
      while let request = readLine() {
        Self.write(ConformanceAnswer.line(forRequest: Array(request.utf8)) + [0x0A])
      }
      return
    }
    guard !files.isEmpty else { throw ValidationError("Name the files to read.") }
    let alone = Self.peakMemory()
    for withText in [false, true] {
      let result = try measure(withText: withText)
      print(
        "HTML to text \(withText ? "on " : "off"): \(files.count) feeds, \(result.items) items, "
          + "\(Self.tenths(Double(result.bytes) / 1e6)) MB, "
          + "\(Self.tenths(Double(result.bytes) / 1e6 / result.seconds)) MB/cpu-s, "
          + "peak \(Self.tenths(Double(result.peak) / 1e6)) MB "
          + "(\(Self.tenths(Double(alone) / 1e6)) before the first feed)")
    }
  }

  private struct Result {
    var bytes = 0
    var items = 0
    var seconds = 0.0
    /// Bytes of resident memory at its highest.
    var peak = 0
  }

  /// Reads one file after the other, as the daemon does: only one is in memory at a time, and only
  /// the time of parsing counts.
  private func measure(withText: Bool) throws -> Result {
    var result = Result()
    let parser = FeedParser()
    let now = Int64(time(nil)) * 1000
    var characters = 0
    for _ in 0..<rounds {
      for file in files {
        let bytes = try Self.contents(file)
        let start = Self.processorTime()
        let feed = try parser.parse(FeedInput(bytes: bytes, now: now))
        if withText {
          for item in feed.items {
            characters += (item.content ?? item.summary)?.plainText().utf8.count ?? 0
          }
        }
        result.seconds += Self.processorTime() - start
        result.bytes += bytes.count
        result.items += feed.items.count
      }
    }
    if withText, characters == 0 { throw ValidationError("These feeds hold no text.") }
    result.peak = Self.peakMemory()
    return result
  }

  /// Bytes of resident memory at its highest so far.
  private static func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw ValidationError("\(path) cannot be opened.") }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func write(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      offset += count
    }
  }
}
