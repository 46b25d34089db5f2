/// What a check of all lines found.
public struct JournalReport: Sendable {
  public struct Problem: Sendable, CustomStringConvertible {
    public var path: String
    /// From 1.
    public var line: Int
    /// Bytes from the start of the (uncompressed) file.
    public var offset: Int64
    public var message: String

    public var description: String {
      "\(path):\(line): byte \(offset): \(message)"
    }
  }

  public var files = 0
  public var lines = 0
  /// Bytes, uncompressed.
  public var bytes: Int64 = 0
  /// The first and last `seq`; 0 where there are no lines.
  public var first: Int64 = 0
  public var last: Int64 = 0
  /// The first thousand.
  public var problems: [Problem] = []
  /// All of them.
  public var problemCount = 0

  mutating func add(_ problem: Problem) {
    problemCount += 1
    if problems.count < 1000 { problems.append(problem) }
  }
}

extension JournalReader {
  /// Checks every line: that it is one JSON object in UTF-8, its `schema`, that `seq` goes on by
  /// one, that segments are named by their first `seq`, and that no line is too long. Needs no lock:
  /// a daemon may be writing.
  ///
  /// - Parameters:
  ///   - maxLine: bytes, the newline included; 0: any.
  ///   - inspect: looks at a whole line; what is wrong with it, in words, or nil.
  public func verify(
    maxLine: Int = 0, inspect: (UnsafeRawBufferPointer, Int64) -> String? = { _, _ in nil }
  ) throws -> JournalReport {
    // A file that is rotated away meanwhile is looked for again under its new name.
    for _ in 0..<5 {
      let before = try files.all(system)
      do {
        let report = try verifyOnce(before, maxLine: maxLine, inspect: inspect)
        if try files.all(system) == before { return report }
      } catch {
        if try files.all(system) == before { throw error }
      }
    }
    return try verifyOnce(files.all(system), maxLine: maxLine, inspect: inspect)
  }

  private func verifyOnce(
    _ all: [JournalFiles.File], maxLine: Int,
    inspect: (UnsafeRawBufferPointer, Int64) -> String?
  ) throws -> JournalReport {
    var report = JournalReport()
    for file in all {
      report.files += 1
      var number = 0
      var isFirst = true
      try read(in: file) { entry, place in
        number += 1
        report.bytes += place.end - place.offset
        func problem(_ message: String) {
          report.add(
            .init(path: file.path, line: number, offset: place.offset, message: message))
        }
        switch entry {
        case .damage(let length, let why):
          problem("\(why) (\(length) bytes)")
        case .line(let line, let sequence):
          report.lines += 1
          if isFirst, let named = file.first, named != sequence {
            problem("the file is named by seq \(named) but begins with seq \(sequence)")
          }
          isFirst = false
          if report.first == 0 {
            report.first = sequence
          } else if sequence <= report.last {
            problem("seq \(sequence) comes after seq \(report.last)")
          } else if sequence > report.last + 1 {
            problem("seq \(report.last + 1) to \(sequence - 1) are missing")
          }
          report.last = max(report.last, sequence)
          if maxLine > 0, line.count + 1 > maxLine {
            problem("\(line.count + 1) bytes: longer than max_line (\(maxLine))")
          }
          if let wrong = inspect(line, sequence) { problem(wrong) }
        }
      }
    }
    return report
  }
}
