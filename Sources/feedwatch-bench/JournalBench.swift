import ArgumentParser
import Glibc
import Journal
import Watch

/// Measures the journal against the bare system calls it is made of, and the state's start and
/// rebuild against reading the same bytes.
struct JournalBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "Journal: lines a second, start and rebuild of a large one, copies found.")

  @Option(help: "Where to write; a folder of its own is made in it and removed.")
  var directory = "/var/tmp"

  @Option(help: "Lines of a batch.")
  var batch = 100

  @Option(help: "Bytes of a line, about.")
  var lineBytes = 1000

  @Option(help: "Seconds for each mode of writing; 0: leave writing out.")
  var seconds = 5.0

  @Option(help: "Lines of the journal for start and rebuild; 0: leave them out.")
  var lines = 1_000_000

  @Flag(inversion: .prefixedNo, help: "Rebuild the state, or only remember the journal's end.")
  var rebuild = true

  @Option(help: "A file of JSON lines with a member 'text', to look for copies in.")
  var copies: String?

  func run() throws {
    var template = Array((directory + "/feedwatch-bench-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else {
      throw ValidationError("cannot make a folder in \(directory)")
    }
    let folder = String(cString: made)
    defer { remove(folder) }
    if seconds > 0 { try writing(in: folder) }
    if lines > 0 { try large(in: folder) }
    if let copies { try CopyBench.run(copies) }
  }

  private func remove(_ folder: String) {
    if let stream = opendir(folder) {
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { unlink(folder + "/" + name) }
      }
      closedir(stream)
    }
    rmdir(folder)
  }

  // MARK: Writing

  private func writing(in folder: String) throws {
    print("writing: batches of \(batch) lines of about \(lineBytes) bytes, \(seconds) s each")
    for (name, sync) in [
      ("batch", JournalOptions.Sync.batch), ("interval 1s", .interval(1)), ("none", .none),
    ] {
      try mkdir(folder + "/j")
      var options = JournalOptions()
      options.sync = sync
      let journal = try Journal(directory: folder + "/j", options: options)
      let bare = Bare(path: folder + "/j/bare", sync: sync)
      var maker = BodyMaker(bytes: lineBytes)
      var ours = 0.0
      var theirs = 0.0
      var processor = 0.0
      var count = 0
      var bytes = 0
      // In turns, so that both see the same disk.
      while ours + theirs < seconds * 2 {
        for _ in 0..<10 {
          let bodies = (0..<batch).map { _ in maker.next() }
          var start = now()
          let busy = Self.processorTime()
          let receipt = try journal.append(bodies)
          processor += Self.processorTime() - busy
          ours += now() - start
          let size = Int(receipt.position.offset) - bytes
          bytes += size
          count += batch
          start = now()
          try bare.write(size)
          theirs += now() - start
        }
      }
      journal.close()
      bare.close()
      let speed = Double(count) / ours
      print(
        "  sync = \(name): \(Int(speed)) lines/s, \(Int(Double(bytes) / ours / 1e6)) MB/s; "
          + "bare write\(sync == .none ? "" : " and fdatasync") of the same bytes: "
          + "\(Int(Double(count) / theirs)) lines/s; \(percent(theirs / ours)); "
          + "\(Int(Double(count) / processor)) lines a second of processor time")
      for file in ["journal.jsonl", "journal.lock", "bare"] { unlink(folder + "/j/" + file) }
      rmdir(folder + "/j")
    }
  }

  /// What the disk allows: the same bytes by the same calls and nothing else.
  private final class Bare {
    let descriptor: Int32
    let sync: JournalOptions.Sync
    var last = 0.0
    let bytes = [UInt8](repeating: 120, count: 64 << 20)

    init(path: String, sync: JournalOptions.Sync) {
      descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
      self.sync = sync
    }

    func write(_ count: Int) throws {
      guard Glibc.write(descriptor, bytes, count) == count else {
        throw ValidationError("cannot write")
      }
      switch sync {
      case .batch: fdatasync(descriptor)
      case .interval(let seconds):
        if JournalBench.now() - last > seconds {
          fdatasync(descriptor)
          last = JournalBench.now()
        }
      case .none: break
      }
    }

    func close() { Glibc.close(descriptor) }
  }

  // MARK: A large journal

  private func large(in folder: String) throws {
    var options = JournalOptions()
    options.sync = .none
    options.rotateSize = 1_000_000_000
    var maker = BodyMaker(bytes: lineBytes)
    var parts: [Double] = []
    var start = now()
    do {
      let journal = try Journal(directory: folder, options: options)
      let tenth = max(1, lines / 10)
      var spent = 0.0
      for number in stride(from: 0, to: lines, by: 1000) {
        let bodies = (0..<min(1000, lines - number)).map { _ in maker.next() }
        let before = Self.processorTime()
        try journal.append(bodies)
        spent += Self.processorTime() - before
        if (number + 1000) % tenth < 1000 {
          parts.append(spent / Double(tenth) * 1e6)
          spent = 0
        }
      }
    }
    sync()
    let files = try JournalFiles(directory: folder).all()
    print("a journal of \(lines) lines in \(files.count) files, written in \(Int(now() - start)) s")
    print(
      "  append, microseconds of processor time a line, by tenths: "
        + parts.map { String(Double(Int($0 * 100)) / 100) }.joined(separator: " "))

    if !rebuild {
      let persistence = try StateStore(directory: folder)
      let journal = try Journal(directory: folder, options: options)
      try persistence.remember([], position: journal.position)
      persistence.close()
    }
    for isCold in [true, false] where rebuild {
      let what = isCold ? "cold" : "warm"
      if isCold { try forget(files) }
      start = now()
      let bytes = try readAll(files)
      let reading = now() - start
      print("  \(what) bare read: \(speed(bytes, reading))")
      if isCold { try forget(files) }
      let busy = Self.processorTime()
      start = now()
      print("  \(what) rebuild: " + (try JournalMaintenance.rebuildState(directory: folder)))
      let rebuilding = now() - start
      print(
        "  \(what) rebuild: \(speed(bytes, rebuilding)), \(Int(Double(lines) / rebuilding)) "
          + "lines/s; \(percent(reading / rebuilding)) of reading; \(Int(Double(lines) / (Self.processorTime() - busy))) lines a second "
          + "of processor time; peak memory \(peakMemory()) MB")
    }
    var state = stat()
    stat(folder + "/state.sqlite", &state)
    print("  state.sqlite: \(Int(state.st_size) / 1_000_000) MB")
    for isCold in [true, false] {
      if isCold { try forget(files) }
      let busy = Self.processorTime()
      start = now()
      let persistence = try Persistence.open(directory: folder)
      print(
        "  \(isCold ? "cold" : "warm") start: \(milliseconds(now() - start)), processor "
          + "\(milliseconds(Self.processorTime() - busy)) "
          + (persistence.messages.isEmpty ? "" : "\(persistence.messages)"))
      start = now()
      try persistence.journal.append([maker.next()])
      print("  first append: \(milliseconds(now() - start))")
      try persistence.state.remember([], position: persistence.journal.position)
      persistence.close()
    }
  }

  private func forget(_ files: [JournalFiles.File]) throws {
    for file in files {
      let descriptor = open(file.path, O_RDONLY)
      fdatasync(descriptor)
      posix_fadvise(descriptor, 0, 0, Int32(POSIX_FADV_DONTNEED))
      Glibc.close(descriptor)
    }
  }

  private func readAll(_ files: [JournalFiles.File]) throws -> Int {
    var room = [UInt8](repeating: 0, count: 1 << 20)
    var total = 0
    for file in files {
      let descriptor = open(file.path, O_RDONLY)
      while true {
        let count = read(descriptor, &room, room.count)
        if count <= 0 { break }
        total += count
      }
      Glibc.close(descriptor)
    }
    return total
  }

  private func mkdir(_ path: String) throws {
    guard Glibc.mkdir(path, 0o755) == 0 else { throw ValidationError("cannot make \(path)") }
  }

  static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func now() -> Double {
    Double(SystemCalls.system.steady()) / 1e9
  }

  private func now() -> Double { Self.now() }

  private func percent(_ part: Double) -> String { "\(Int(part * 100 + 0.5))%" }

  private func milliseconds(_ seconds: Double) -> String {
    "\(Double(Int(seconds * 1e5)) / 100) ms"
  }

  private func speed(_ bytes: Int, _ seconds: Double) -> String {
    "\(bytes / 1_000_000) MB in \(Double(Int(seconds * 100)) / 100) s, "
      + "\(Int(Double(bytes) / seconds / 1e6)) MB/s"
  }

  private func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1000
  }
}

/// Makes bodies of records, each an item of its own, of 500 feeds in turn.
struct BodyMaker {
  private var random: UInt64 = 0x9e37_79b9_7f4a_7c15
  private var number = 0
  private let text: String

  init(bytes: Int) {
    let words = "The council said on Friday that talks on the railway would go on in the capital. "
    text = String(
      String(repeating: words, count: bytes / words.utf8.count + 1).prefix(max(20, bytes - 560)))
  }

  private mutating func hex() -> String {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    let text = String(random, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }

  mutating func next() -> [UInt8] {
    number += 1
    let feed = number % 500
    let id = hex() + hex()
    let keys = (0..<6).map { _ in hex() }.joined(separator: ".")
    let body = """
      {"id":"\(id)","kind":"new","recorded":"2024-07-13T09:20:00.000Z",\
      "feed":{"id":"feed-\(feed)","url":"https://news-\(feed).example/rss.xml","title":"News"},\
      "fingerprint":"1.\(keys).140.1720861200000",\
      "item":{"guid":"https://news-\(feed).example/items/\(number)",\
      "url":"https://news-\(feed).example/items/\(number)","title":"Talks on the railway go on",\
      "published":"2024-07-13T09:00:00Z"},"text":"\(text)","text_from":"content"}
      """
    return Array(body.utf8)
  }
}
