/// Makes text from outside safe to show: nothing a feed or a server says may move a terminal's
/// cursor, change its title, turn text around or start a new line of the log.
public enum Sanitizer {
  /// The text on one line: control characters (C0, C1, DEL) and line separators become `\u{…}`,
  /// as do characters that are invisible or change the direction of what follows.
  public static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      if !isUnsafe(scalar) {
        safe.unicodeScalars.append(scalar)
      } else if scalar == "\n" || scalar == "\t" || scalar == "\r" {
        safe += " "
      } else {
        safe += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return safe
  }

  /// The text on one line and no longer than `limit` characters.
  public static func line(_ text: String, limit: Int) -> String {
    let safe = line(String(text.prefix(limit + 1)))
    return safe.count > limit ? safe.prefix(Swift.max(0, limit - 1)) + "…" : safe
  }

  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
