/// HTML without what runs or is never shown: scripts, styles, applets, comments.
enum HTMLSanitizer {
  static func clean(_ html: String) -> String {
    html.withBytes { bytes in
      guard bytes.find(ascii("<"), from: 0) != nil else { return html }
      var output: [UInt8] = []
      output.reserveCapacity(bytes.count)
      var copied = 0
      var index = 0
      let lastEnd = bytes.lastIndex(of: ascii(">")) ?? -1
      while let at = bytes.find(ascii("<"), from: index) {
        if at > lastEnd, !bytes.has("<!--", at: at) {
          // No tag ends after this: all that follows is text.
          output.append(contentsOf: bytes[copied..<at])
          for byte in bytes[at...] {
            if byte == ascii("<") { output.append("&lt;") } else { output.append(byte) }
          }
          return String(decoding: output, as: UTF8.self)
        }
        if let end = cut(bytes, at: at) {
          output.append(contentsOf: bytes[copied..<at])
          copied = end
          index = end
        } else if at + 1 < bytes.count, bytes[at + 1].isLetter,
          let end = HTMLScan.tagEnd(bytes, from: at + 1)
        {
          output.append(contentsOf: bytes[copied..<at])
          tag(bytes[at..<end].rebased, to: &output)
          copied = end
          index = end
        } else if at + 1 < bytes.count, bytes[at + 1] == ascii("/") {
          index = at + 1
        } else {
          output.append(contentsOf: bytes[copied..<at])
          output.append("&lt;")
          copied = at + 1
          index = copied
        }
      }
      output.append(contentsOf: bytes[copied...])
      return String(decoding: output, as: UTF8.self)
    }
  }

  /// Copies a tag; angle brackets inside of its attributes are escaped.
  private static func tag(_ tag: Bytes, to output: inout [UInt8]) {
    output.append(ascii("<"))
    for byte in tag[1..<(tag.count - 1)] {
      switch byte {
      case ascii("<"): output.append("&lt;")
      case ascii(">"): output.append("&gt;")
      default: output.append(byte)
      }
    }
    output.append(ascii(">"))
  }

  /// Where the text goes on, if what begins at `at` is to be cut.
  private static func cut(_ bytes: Bytes, at: Int) -> Int? {
    if bytes.has("<!--", at: at) {
      return bytes.find("-->", from: at + 4).map { $0 + 3 }
        ?? bytes.find(ascii(">"), from: at).map { $0 + 1 } ?? bytes.count
    }
    if bytes.has("<![cdata[", at: at) { return nil }
    if let end = HTMLScan.declarationEnd(bytes, at: at), bytes[at + 1] != ascii("/") { return end }
    var end = at + 1
    while end < bytes.count, bytes[end].isLetter || bytes[end].isDigit { end += 1 }
    guard end > at + 1 else { return nil }
    let name = bytes[(at + 1)..<end].rebased
    let kind = HTMLTag(name).kind
    guard kind.contains(.unsafe), !kind.contains(.void) else { return nil }
    return HTMLScan.elementEnd(
      bytes, name: name, from: HTMLScan.tagEnd(bytes, from: end) ?? bytes.count,
      isRaw: kind.contains(.raw)) ?? bytes.count
  }
}
