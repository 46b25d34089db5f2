import Foundation
import Testing

@testable import Extraction

/// Invariants over texts of every corpus beside the repository: a sample of each, spread evenly;
/// with FEEDWATCH_ALL_CORPORA=1 every text.
@Suite("Invariants over the corpora", .enabled(if: SharedCorpora.exists("corpora")))
struct CorporaInvariantTests {
  private static let isWhole = ProcessInfo.processInfo.environment["FEEDWATCH_ALL_CORPORA"] == "1"

  @Test("Records keep to the contract", arguments: SharedCorpora.files)
  func records(_ file: String) throws {
    let texts = try SharedCorpora.texts(file, count: Self.isWhole ? .max : 3)
    #expect(!texts.isEmpty)
    for text in texts {
      RecordInvariants.check(Self.isWhole ? text : String(text.prefix(1200)))
    }
  }

  @Test("Any prefix works", arguments: ["text/wikinews.jsonl", "gold/seed-unn.json"])
  func prefixes(_ file: String) throws {
    for text in try SharedCorpora.texts(file, count: 1) {
      RecordInvariants.checkPrefixes(String(text.prefix(1000)), count: Self.isWhole ? 1000 : 12)
    }
  }
}
