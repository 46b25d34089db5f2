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
    let report = try JournalReader(directory: directory).verify(maxLine: maxLine) {
      JournalLine.fault(in: $0, sequence: $1)
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

/// What every record has, whatever else it says (record.md).
enum JournalLine {
  /// What a line lacks as a record, in words; nil where nothing.
  static func fault(in line: UnsafeRawBufferPointer, sequence: Int64) -> String? {
    guard let facts = LineFacts(line, sequence: sequence) else {
      return "no record: 'id' (32 hexadecimal digits) or 'feed.id' is missing"
    }
    if facts.recorded == 0 { return "'recorded' is no instant" }
    var cursor = JSONCursor(line)
    var kind: String?
    var missing: Set<String> = ["kind", "item", "text"]
    while let key = cursor.nextKey() {
      for name in missing where cursor.name(key) == name { missing.remove(name) }
      if cursor.key(key, is: "kind") {
        kind = cursor.string()
      } else {
        cursor.skipValue()
      }
    }
    if let name = missing.sorted().first { return "'\(name)' is missing" }
    switch kind {
    case "new": return nil
    case "updated": return facts.replaces == nil ? "'updated' without 'replaces'" : nil
    default: return "'kind' is neither 'new' nor 'updated'"
    }
  }
}

extension JSONCursor {
  /// A member's name as text.
  func name(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
