import Logging
import Testing

@testable import Watch

@Suite("Console")
struct ConsoleTests {
  @Test("Nothing from outside moves the cursor, starts a line or turns text around")
  func sanitizer() {
    #expect(Sanitizer.line("a\u{1B}[2Jb\nc\u{7}") == "a\\u{1b}[2Jb c\\u{7}")
    #expect(Sanitizer.line("\u{202E}evil\u{9B}") == "\\u{202e}evil\\u{9b}")
    #expect(Sanitizer.line("Kyiv • УНН 日本 👩‍🚀") == "Kyiv • УНН 日本 👩‍🚀")
    #expect(Sanitizer.line("abcdef", limit: 4) == "abc…")
  }

  @Test("Under systemd a line carries its priority, and no time or colour")
  func priorities() {
    let systemd = OutputStyle(color: false, time: false, priorities: true, isTerminal: false)
    let terminal = OutputStyle(color: true, time: true, priorities: false, isTerminal: true)
    #expect(
      StreamLog.line("x", level: .warning, style: systemd, milliseconds: 0) == "<4>x")
    #expect(
      StreamLog.line("x", level: .error, style: terminal, milliseconds: 1_720_862_400_123)
        == "2024-07-13T09:20:00.123Z \u{1B}[31merror\u{1B}[0m x")
  }

  @Test(
    "Instants",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (-1, "1969-12-31T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    ] as [(Int64, String)])
  func instants(milliseconds: Int64, text: String) {
    #expect(Timestamp.rfc3339(milliseconds: milliseconds) == text)
  }
}
