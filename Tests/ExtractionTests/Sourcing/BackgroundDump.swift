import Language
import Testing

@testable import Extraction

/// Writes what speaks for every sentence being background, for `Tests/Evaluation/fit_background.py`.
@Suite(
  "Signs of background, written out", .enabled(if: EvidenceFile.isAsked("BACKGROUND_EVIDENCE")))
struct BackgroundDump {
  @Test("BackgroundDump")
  func write() throws {
    try EvidenceFile.write("BACKGROUND_EVIDENCE") { _, reading, published in
      let candidates = reading.backgroundCandidates(published: published)
      let rows = candidates.open.map { candidate -> [String: Any] in
        let span = reading.span(candidate.sentence.tokens)
        return [
          "span": [span.lowerBound, span.upperBound], "paragraph": candidate.sentence.paragraph,
          "values": candidate.evidence.values, "words": candidate.evidence.words.sorted(),
        ]
      }
      let sure = candidates.sure.map { sentence, _ in
        let span = reading.span(sentence.tokens)
        return [span.lowerBound, span.upperBound]
      }
      return ["names": BackgroundEvidence.names, "rows": rows, "sure": sure]
    }
  }
}
