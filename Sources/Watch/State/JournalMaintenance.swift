import Extraction
import Journal

/// What `feedwatchd journal` does.
public enum JournalMaintenance {
  /// Checks every line of a directory's journal.
  ///
  /// - Parameter maxLine: bytes, 0 for any.
  /// - Returns: the report for people, one problem a line, and whether all is well.
  public static func verify(
    directory: String, maxLine: Int
  ) throws -> (text: String, isGood: Bool) {
    let line = JournalLine()
    let report = try JournalReader(directory: directory).verify(maxLine: maxLine) {
      line.fault(in: $0, sequence: $1)
    }
    var lines = report.problems.map { Sanitizer.line($0.description) }
    if report.problemCount > report.problems.count {
      lines.append("… and \(report.problemCount - report.problems.count) more")
    }
    let range = report.lines == 0 ? "" : ", seq \(report.first) to \(report.last)"
    lines.append(
      "\(report.files) files, \(report.lines) lines\(range), \(report.bytes) bytes: "
        + (report.problemCount == 0 ? "all good" : "\(report.problemCount) problems"))
    return (lines.joined(separator: "\n"), report.problemCount == 0)
  }

  /// Makes the state of a directory anew from its journal; no daemon may be running on it.
  ///
  /// - Returns: a report for people.
  public static func rebuildState(directory: String) throws -> String {
    let lock = try JournalLock(directory: directory)
    defer { withExtendedLifetime(lock) {} }
    let found = try StateRebuild.run(directory: directory)
    var lines = found.damage.map { Sanitizer.line($0) }
    if found.damaged > found.damage.count {
      lines.append("… and \(found.damaged - found.damage.count) more")
    }
    lines.append(
      "the state was made from \(found.lines) lines"
        + (found.damaged == 0 ? "" : "; \(found.damaged) could not be read"))
    return lines.joined(separator: "\n")
  }
}

/// The contract of a line (record.md), as far as it is checked.
struct JournalLine {
  private let validator = RecordSchema.Validator()

  /// How a line breaks the contract, in words; nil where it doesn't.
  func fault(in line: UnsafeRawBufferPointer, sequence: Int64) -> String? {
    let violations = validator.violations(in: line)
    if let first = violations.first {
      let more = violations.count - 1
      return first.description + (more > 0 ? " (and \(more) more)" : "")
    }
    // What the watcher reads back of a line after a crash.
    guard let facts = LineFacts(line, sequence: sequence) else {
      return "'id' (32 hexadecimal digits) or 'feed.id' cannot be read"
    }
    if facts.recorded == 0 { return "'recorded' is no instant" }
    return facts.isUpdate && facts.replaces == nil ? "'updated' without 'replaces'" : nil
  }
}
