import Foundation
import Testing

@testable import Extraction

/// Writes what rules look at, for the fitting scripts of `Tests/Evaluation`: an environment variable
/// names the file, and beside it lies FILE with the ending ".in", the dispatches as JSON lines
/// {"name","title","text","published"}.
enum EvidenceFile {
  static func isAsked(_ variable: String) -> Bool {
    ProcessInfo.processInfo.environment[variable] != nil
  }

  /// Writes a line of JSON for every dispatch.
  static func write(
    _ variable: String, _ line: (_ name: String, Reading, _ published: Int64?) -> [String: Any]
  ) throws {
    let output = URL(filePath: try #require(ProcessInfo.processInfo.environment[variable]))
    let input = output.deletingPathExtension().appendingPathExtension("in")
    let extractor = Extractor(minimumConfidence: 0)
    var lines = Data()
    for text in try String(contentsOf: input, encoding: .utf8).split(separator: "\n") {
      let row = try JSONValue(parsing: Data(text.utf8))
      let published = row["published"]?.string.map { seconds(String($0.prefix(16))) }
      let reading = extractor.read(
        try #require(row["text"]?.string),
        hasTitle: row["title"]?.string.map { !$0.isEmpty } ?? false, published: published)
      lines += try JSONSerialization.data(
        withJSONObject: line(row["name"]?.string ?? "", reading, published))
      lines += Data("\n".utf8)
    }
    #expect(!lines.isEmpty)
    try lines.write(to: output)
  }
}
