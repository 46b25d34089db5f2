import Foundation
import Glibc
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
      // Whole characters.
      #expect(!analyzed.codePointRange(ofBytes: token.bytes).isEmpty)
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
    for _ in 0..<5 {
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
    for value in stride(from: UInt32(0), to: 0x11_0000, by: 211) {
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
      "((((((((((\"\"\"\"'''''---___***", "1.2.3.4.5,6,7,,8..9", "x ’…\u{2019}\u{201D}\u{2019}é",
      "@@@###$$$%%%", "\u{0}\u{1}\u{7F}",
    ])
  func oddities(_ text: String) {
    check(text)
  }

  /// At eight times the length what is linear takes eight times as long, what is quadratic 64.
  @Test(
    "linear time",
    .enabled(
      if: ProcessInfo.processInfo.environment["FEEDWATCH_TIMED"] != nil,
      "measures time; FEEDWATCH_TIMED=1 runs it on a quiet machine"),
    arguments: [
      "x", "x'", "'s", "a.", "(", "[", "\"", ".)", "@a.", "A ", "Mr. ", "A.B.", "http://", "'s'd",
      "é", "👩‍", "+", "x<", "\"<a@b.", "1,", "-", "U.S. ", "of ", "Ministry of ", "\n",
    ])
  func linear(_ piece: String) {
    func seconds(_ count: Int) -> Double {
      let text = String(repeating: piece, count: count / piece.utf8.count)
      // Processor time: the machine may be busy with other tests.
      func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
      }
      let start = now()
      _ = Self.analyzer.analyze(text).tokens.count
      return now() - start
    }
    _ = seconds(300)
    let short = min(seconds(300), seconds(300), seconds(300))
    let long = min(seconds(2400), seconds(2400))
    #expect(long < max(0.002, short * 24))
  }

  @Test("ten thousand nested brackets and a megabyte without a space")
  func large() {
    check(String(repeating: "(", count: 10_000) + "x" + String(repeating: ")", count: 10_000))
    check(String(repeating: "abcdefgh", count: 131_072))
  }
}
