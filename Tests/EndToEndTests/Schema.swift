import Extraction
import Foundation
import Testing

/// Journal lines as tests look at them.
struct JournalLines {
  let lines: [JSONValue]

  static let validator = RecordSchema.Validator()

  /// Reads a journal with its closed segments and checks every line: valid, against the schema,
  /// `seq` without a hole.
  init(directory: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory)
    let segments = names.compactMap { name -> (Int, String)? in
      guard name.hasPrefix("journal-"), name.hasSuffix(".jsonl") else { return nil }
      return Int(name.dropFirst(8).dropLast(6)).map { ($0, name) }
    }
    var lines: [JSONValue] = []
    for name in segments.sorted(by: { $0.0 < $1.0 }).map(\.1) + ["journal.jsonl"] {
      let bytes = FileManager.default.contents(atPath: directory + "/" + name) ?? Data()
      #expect(
        bytes.isEmpty || bytes.last == 0x0A, "a torn line in \(name)",
        sourceLocation: sourceLocation)
      for line in bytes.split(separator: 0x0A) {
        let value = try JSONValue(parsing: line)
        let violations = Self.validator.violations(in: value)
        #expect(violations == [], sourceLocation: sourceLocation)
        #expect(value["seq"]?.number == Double(lines.count + 1), sourceLocation: sourceLocation)
        lines.append(value)
      }
    }
    self.lines = lines
  }

  var count: Int { lines.count }

  func strings(_ field: String) -> [String] { lines.compactMap { $0[field]?.string } }

  func items(_ field: String) -> [String] { lines.compactMap { $0["item"]?[field]?.string } }

  func feeds() -> [String] { lines.compactMap { $0["feed"]?["id"]?.string } }
}
