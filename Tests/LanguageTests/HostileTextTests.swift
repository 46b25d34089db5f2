import Foundation
import Language
import Testing

/// Text that nobody wrote to be read. Whatever comes in, the tokens cover it in order and the time
/// grows with its length.
@Suite("Hostile text")
struct HostileTextTests {
  private static let analyzer = Analyzer()

  private func check(_ text: String) {
    let analyzed = Self.analyzer.analyze(text)
    var end = 0
    for token in analyzed.tokens {
      #expect(token.bytes.lowerBound >= end && !token.bytes.isEmpty)
      end = token.bytes.upperBound
    }
    #expect(end <= analyzed.utf8.count)
    #expect(analyzed.sentences.map(\.tokens.count).reduce(0, +) == analyzed.tokens.count)
    for sentence in analyzed.sentences {
      #expect(sentence.tokens.count { analyzed.tokens[$0].head == -1 } == 1)
      #expect(
        sentence.tokens.allSatisfy {
          analyzed.tokens[$0].head == -1 || sentence.tokens.contains(analyzed.tokens[$0].head)
        })
    }
    for name in analyzed.names { #expect(!name.tokens.isEmpty) }
  }

  @Test("random bytes made valid")
  func randomBytes() {
    var state: UInt64 = 42
    for _ in 0..<20 {
      let bytes = (0..<2000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("every Unicode block")
  func blocks() {
    var text = ""
    for value in stride(from: UInt32(0), to: 0x11_0000, by: 61) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      text.unicodeScalars.append(scalar)
      if value % 7 == 0 { text += " " }
    }
    check(text)
  }

  @Test(
    "right-to-left, emoji, marks",
    arguments: [
      "", " ", "\n\n\n", ".", "'s", "\u{200D}\u{FE0F}", "קֶרֶם said مرحبا to “U.S.” 👩‍👩‍👧‍👦🏳️‍🌈🇺🇦 — …",
      "a\u{301}\u{301}\u{301} e\u{20DD}", "\u{202E}txt.exe\u{202C} run", "x'y'z's'd'll've",
      "((((((((((\"\"\"\"'''''---___***", "1.2.3.4.5,6,7,,8..9", "@@@###$$$%%%", "\u{0}\u{1}\u{7F}",
    ])
  func oddities(_ text: String) {
    check(text)
  }

  /// Twice the text may take up to four times as long, so that a busy machine fails no test; what
  /// is quadratic takes sixteen times at four times the length.
  @Test(
    "linear time",
    .enabled(
      if: ProcessInfo.processInfo.environment["FEEDWATCH_TIMED"] != nil,
      "measures time; FEEDWATCH_TIMED=1 runs it on a quiet machine"),
    arguments: [
      "x", "x'", "'s", "a.", "(", "[", "\"", ".)", "@a.", "A ", "Mr. ", "A.B.", "http://", "'s'd",
      "é", "👩‍", "1,", "-", "U.S. ", "of ", "Ministry of ", "\n",
    ])
  func linear(_ piece: String) {
    func seconds(_ count: Int) -> Double {
      let text = String(repeating: piece, count: count / piece.utf8.count)
      let clock = ContinuousClock()
      let time = clock.measure { _ = Self.analyzer.analyze(text).tokens.count }
      return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
    _ = seconds(1000)
    let short = min(seconds(2_000), seconds(2_000))
    let long = min(seconds(8_000), seconds(8_000))
    #expect(long < max(0.05, short * 10))
  }

  @Test("ten thousand nested brackets and a hundred kilobytes without a space")
  func large() {
    check(String(repeating: "(", count: 10_000) + "x" + String(repeating: ")", count: 10_000))
    check(String(repeating: "abcdefgh", count: 16_384))
  }
}
