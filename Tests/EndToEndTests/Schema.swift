import Extraction
import Foundation
import Testing

/// Journal lines as tests look at them.
struct JournalLines {
  let lines: [JSONValue]

  static let validator = RecordSchema.Validator()

  /// Reads a journal and checks every line: valid, against the schema, `seq` without a hole.
  init(directory: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let bytes = FileManager.default.contents(atPath: directory + "/journal.jsonl") ?? Data()
    #expect(bytes.isEmpty || bytes.last == 0x0A, "a torn line", sourceLocation: sourceLocation)
    var lines: [JSONValue] = []
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      let value = try JSONValue(parsing: line)
      let violations = Self.validator.violations(in: value)
      #expect(violations == [], sourceLocation: sourceLocation)
      #expect(value["seq"]?.number == Double(index + 1), sourceLocation: sourceLocation)
      lines.append(value)
    }
    self.lines = lines
  }

  var count: Int { lines.count }

  func strings(_ field: String) -> [String] { lines.compactMap { $0[field]?.string } }

  func items(_ field: String) -> [String] { lines.compactMap { $0["item"]?[field]?.string } }

  func feeds() -> [String] { lines.compactMap { $0["feed"]?["id"]?.string } }
}
