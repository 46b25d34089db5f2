import Foundation
import Language
import Testing

@testable import Extraction

/// Writes what speaks for every sentence being background, for `Tests/Evaluation/fit_background.py`:
/// BACKGROUND_EVIDENCE names the file, and beside it lies FILE with the ending ".in", the dispatches
/// as JSON lines {"title","text","published"}.
@Suite(
  "Signs of background, written out",
  .enabled(if: ProcessInfo.processInfo.environment["BACKGROUND_EVIDENCE"] != nil))
struct BackgroundDump {
  @Test("BackgroundDump")
  func write() throws {
    let path = try #require(ProcessInfo.processInfo.environment["BACKGROUND_EVIDENCE"])
    let output = URL(filePath: path)
    let input = output.deletingPathExtension().appendingPathExtension("in")
    let extractor = Extractor(minimumConfidence: 0)
    var lines = Data()
    for line in try String(contentsOf: input, encoding: .utf8).split(separator: "\n") {
      let row = try JSONValue(parsing: Data(line.utf8))
      let text = try #require(row["text"]?.string)
      let published = row["published"]?.string.map { seconds(String($0.prefix(16))) }
      let reading = extractor.read(
        text, hasTitle: row["title"]?.string.map { !$0.isEmpty } ?? false, published: published)
      let candidates = reading.backgroundCandidates(published: published)
      let rows = candidates.open.map { candidate -> [String: Any] in
        let span = reading.span(candidate.sentence.tokens)
        return [
          "span": [span.lowerBound, span.upperBound], "paragraph": candidate.sentence.paragraph,
          "values": candidate.evidence.values,
        ]
      }
      let sure = candidates.sure.map { sentence, _ in
        let span = reading.span(sentence.tokens)
        return [span.lowerBound, span.upperBound]
      }
      lines += try JSONSerialization.data(
        withJSONObject: ["names": BackgroundEvidence.names, "rows": rows, "sure": sure])
      lines += Data("\n".utf8)
    }
    #expect(!lines.isEmpty)
    try lines.write(to: output)
  }
}
