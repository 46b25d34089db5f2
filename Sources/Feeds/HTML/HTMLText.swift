/// Plain text out of HTML.
public enum HTMLText {
  /// The paragraphs of `html` as a person would copy them from a browser: one a line, joined by
  /// `"\n"`. Scripts, hidden elements, share bars and "read more" tails are left out. Nothing that
  /// is no HTML makes it fail.
  public static func plainText(_ html: String, base: String? = nil) -> String {
    html.withBytes { bytes in
      var writer = HTMLTextWriter(bytes, isLine: false)
      writer.run()
      return Boilerplate.trimmed(&writer)
    }
  }

  /// Plain text's paragraphs, one a line: empty lines and wrapping go.
  public static func plainLines(_ text: String) -> String {
    text.withBytes { bytes in
      var escaped: [UInt8] = []
      escaped.reserveCapacity(bytes.count + 64)
      // An empty line or an indented one begins a paragraph; a single line break is one as well,
      // by the rule of <br>.
      for byte in bytes {
        switch byte {
        case ascii("<"): escaped.append("&lt;")
        case ascii("&"): escaped.append("&amp;")
        case 0x0A: escaped.append("<br>")
        default: escaped.append(byte)
        }
      }
      return escaped.withUnsafeBufferPointer {
        var writer = HTMLTextWriter($0, isLine: false)
        writer.run()
        return Boilerplate.trimmed(&writer)
      }
    }
  }

  /// The text on one line: titles and names.
  static func line(_ body: Body) -> String {
    body.value.withBytes { bytes in
      if isClean(bytes) { return body.value }
      if !body.isHTML, !HTMLSniffer.hasTag(bytes), !HTMLSniffer.hasReference(bytes) {
        return collapsed(bytes)
      }
      var writer = HTMLTextWriter(bytes, isLine: true)
      writer.run()
      // Escaped twice: "AT&amp;amp;T", "&lt;b&gt;" that is markup once more.
      let once = writer.output.string
      guard HTMLSniffer.isMarkup(once), !body.isHTML || isDoubled(bytes) else { return once }
      return once.withBytes {
        var again = HTMLTextWriter($0, isLine: true)
        again.run()
        return again.output.string
      }
    }
  }

  /// Whether an escaped text holds an escaped reference (`&amp;amp;`, `&amp;#8217;`).
  private static func isDoubled(_ bytes: Bytes) -> Bool {
    var index = 0
    while let at = bytes.find("&amp;", from: index) {
      let next = at + 5
      if next < bytes.count, bytes[next] == ascii("#") || bytes[next].isLetter {
        var end = next
        while end < bytes.count, end - next < 10,
          bytes[end].isLetter || bytes[end].isDigit || bytes[end] == ascii("#")
        { end += 1 }
        if end < bytes.count, bytes[end] == ascii(";") { return true }
      }
      index = next
    }
    return false
  }

  /// ASCII without markup, references or white space to collapse.
  private static func isClean(_ bytes: Bytes) -> Bool {
    var previous: UInt8 = 0x20
    for byte in bytes {
      if byte >= 0x7F || byte < 0x20 || byte == ascii("<") || byte == ascii("&") { return false }
      if byte == 0x20, previous == 0x20 { return false }
      previous = byte
    }
    return previous != 0x20 || bytes.isEmpty
  }

  private static func collapsed(_ bytes: Bytes) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.count + 16)
    for byte in bytes {
      switch byte {
      case ascii("<"): escaped.append("&lt;")
      case ascii("&"): escaped.append("&amp;")
      default: escaped.append(byte)
      }
    }
    return escaped.withUnsafeBufferPointer {
      var writer = HTMLTextWriter($0, isLine: true)
      writer.run()
      return writer.output.string
    }
  }
}
