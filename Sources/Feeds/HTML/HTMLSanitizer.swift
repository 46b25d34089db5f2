/// HTML without what runs or is never shown: scripts, styles, frames, embedded objects, comments.
enum HTMLSanitizer {
  static func clean(_ html: String) -> String {
    html.withBytes { bytes in
      guard bytes.find(ascii("<"), from: 0) != nil else { return html }
      var output: [UInt8] = []
      output.reserveCapacity(bytes.count)
      var copied = 0
      var index = 0
      while let at = bytes.find(ascii("<"), from: index) {
        index = at + 1
        guard let end = cut(bytes, at: at) else { continue }
        output.append(contentsOf: bytes[copied..<at])
        copied = end
        index = end
      }
      output.append(contentsOf: bytes[copied...])
      return String(decoding: output, as: UTF8.self)
    }
  }

  /// Where the text goes on, if what begins at `at` is to be cut.
  private static func cut(_ bytes: Bytes, at: Int) -> Int? {
    if bytes.has("<!--", at: at) {
      return bytes.find("-->", from: at + 4).map { $0 + 3 } ?? bytes.count
    }
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    if next == ascii("!") || next == ascii("?") {
      return bytes.find(ascii(">"), from: at).map { $0 + 1 } ?? bytes.count
    }
    var end = at + 1
    while end < bytes.count, bytes[end].isLetter || bytes[end].isDigit { end += 1 }
    guard end > at + 1 else { return nil }
    let name = bytes[(at + 1)..<end].rebased
    let kind = HTMLTag(name).kind
    if kind.contains(.void) { return nil }
    guard kind.contains(.unsafe) || kind.contains(.skipped) && isEmbedding(name) else { return nil }
    return HTMLScan.elementEnd(
      bytes, name: name, from: HTMLScan.tagEnd(bytes, from: end) ?? bytes.count,
      isRaw: kind.contains(.raw)) ?? bytes.count
  }

  private static func isEmbedding(_ name: Bytes) -> Bool {
    name.has("object", at: 0) || name.has("applet", at: 0) || name.has("iframe", at: 0)
      || name.has("frameset", at: 0) || name.has("title", at: 0) && name.count == 5
      || name.has("head", at: 0) && name.count == 4
  }
}
