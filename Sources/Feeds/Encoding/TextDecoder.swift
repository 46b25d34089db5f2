/// Finds out how a response is encoded, and reads it as UTF-8.
///
/// The order is that of RFC 7303 section 3: byte order mark, HTTP charset, XML declaration, then
/// UTF-8. A declaration that the bytes contradict gives way to the bytes; detection comes last.
struct TextDecoder {
  /// Valid UTF-8 without characters that XML forbids; nil where the input already is that.
  var text: [UInt8]?
  /// Where the text begins in the input, when `text` is nil: after a byte order mark.
  var start = 0
  /// The WHATWG name.
  var encoding = "utf-8"
  var notes: [String] = []

  init(_ bytes: Bytes, contentType: String?) { decide(bytes, contentType) }

  private mutating func decide(_ bytes: Bytes, _ contentType: String?) {
    if let mark = Self.byteOrderMark(bytes) {
      start = mark.length
      let rest = bytes[mark.length...].rebased
      if mark.name == "utf-8" { return utf8(rest) }
      encoding = mark.name
      return decodeUnicode(rest)
    }
    if let guess = Self.unicodeWithoutMark(bytes) {
      encoding = guess
      return decodeUnicode(bytes)
    }
    let http = contentType.flatMap(Self.charset)
    var declared = Self.declaration(bytes)
    let source = bytes
    var ebcdic: [UInt8]?
    if declared == nil, bytes.count > 4, bytes[0] == 0x4C, bytes[1] == 0x6F, bytes[2] == 0xA7,
      bytes[3] == 0x94
    {
      // "<?xm" in EBCDIC: readable as code page 037 as far as its declaration, at least.
      ebcdic = Transcoder.iconv(bytes, from: "IBM037")?.text
      if ebcdic != nil { declared = "ibm037" }
    }
    if let ebcdic {
      encoding = "ibm037"
      text = ebcdic
      cleanControls()
      return
    }
    for (label, place) in [(http, "the Content-Type header"), (declared, "the XML declaration")] {
      guard let label else { continue }
      guard let known = EncodingLabels.encoding(label) else {
        notes.append(
          "\(place) names an encoding nobody knows, \(label.prefix(40).debugDescription)")
        continue
      }
      // A declaration that could be read as ASCII is not UTF-16 nor UTF-32.
      if known.name.hasPrefix("utf-16") || known.name.hasPrefix("utf-32") {
        notes.append("\(place) says \(known.name), which the bytes are not")
        continue
      }
      if known.name == "utf-8" { return utf8(source) }
      let isASCIILabel = ["us-ascii", "ascii"].contains(label.asciiLowered)
      if isASCIILabel, place != "the XML declaration", declared != nil { continue }
      let scan = UTF8Scan(source)
      if scan.isASCII, known.name != "iso-2022-jp" {
        encoding = known.name
        if scan.controls > 0 {
          text = Transcoder.repairUTF8(source)
          noteControls(scan)
        }
        return
      }
      if scan.isValid, known.iconv == "-" || !Self.isMultiByte(known.name) {
        // Text in a single-byte encoding is valid UTF-8 only by a miracle.
        notes.append("\(place) says \(label.asciiLowered), but the text is UTF-8 and was read so")
        return utf8(source, scan: scan)
      }
      return decode(source, known)
    }
    utf8(source)
  }

  private static func isMultiByte(_ name: String) -> Bool {
    ["gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr"].contains(name)
  }

  private mutating func decode(_ bytes: Bytes, _ known: (name: String, iconv: String)) {
    encoding = known.name
    switch known.name {
    case "windows-1252": text = Transcoder.windows1252(bytes)
    case "x-user-defined":
      var output: [UInt8] = []
      for byte in bytes {
        if byte < 0x80 { output.append(byte) } else { output.append(scalar: 0xF700 + UInt32(byte)) }
      }
      text = output
    default:
      guard let (decoded, failures) = Transcoder.iconv(bytes, from: known.iconv) else {
        notes.append("this system cannot read \(known.name): read as UTF-8")
        return utf8(bytes)
      }
      if failures > 0 {
        notes.append("\(failures) bytes are not \(known.name) and became U+FFFD")
      }
      text = decoded
    }
    cleanControls()
  }

  private mutating func decodeUnicode(_ bytes: Bytes) {
    text =
      switch encoding {
      case "utf-16be": Transcoder.utf16(bytes, bigEndian: true)
      case "utf-16le": Transcoder.utf16(bytes, bigEndian: false)
      case "utf-32be": Transcoder.utf32(bytes, bigEndian: true)
      default: Transcoder.utf32(bytes, bigEndian: false)
      }
    cleanControls()
  }

  private mutating func utf8(_ bytes: Bytes, scan known: UTF8Scan? = nil) {
    let scan = known ?? UTF8Scan(bytes)
    encoding = "utf-8"
    if scan.isValid {
      if scan.controls > 0 || scan.hasC1 {
        text = Transcoder.repairUTF8(bytes)
        noteControls(scan)
      }
      return
    }
    // Mostly UTF-8 with stray bytes, or another encoding altogether.
    if scan.invalidBytes > scan.sequences, let guess = EncodingDetector.guess(bytes) {
      notes.append("the text is not UTF-8; it was read as \(guess.name), which it looks like")
      return decode(bytes, guess)
    }
    notes.append(
      "\(scan.invalidBytes) bytes are not UTF-8 and were read as windows-1252")
    if scan.sequences == 0 { encoding = "windows-1252" }
    text = Transcoder.repairUTF8(bytes)
    noteControls(scan)
  }

  private mutating func noteControls(_ scan: UTF8Scan) {
    if scan.controls > 0 { notes.append("\(scan.controls) control characters were left out") }
    if scan.hasC1 { notes.append("C1 controls were read as the windows-1252 characters they were") }
  }

  private mutating func cleanControls() {
    guard let decoded = text else { return }
    let scan = decoded.withUnsafeBufferPointer { UTF8Scan($0) }
    guard scan.controls > 0 || scan.hasC1 || !scan.isValid else { return }
    text = decoded.withUnsafeBufferPointer { Transcoder.repairUTF8($0) }
    noteControls(scan)
  }

  private static func byteOrderMark(_ bytes: Bytes) -> (name: String, length: Int)? {
    func starts(_ mark: [UInt8]) -> Bool {
      bytes.count >= mark.count && bytes[0..<mark.count].elementsEqual(mark)
    }
    if starts([0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
    if starts([0xFF, 0xFE, 0, 0]) { return ("utf-32le", 4) }
    if starts([0, 0, 0xFE, 0xFF]) { return ("utf-32be", 4) }
    if starts([0xFF, 0xFE]) { return ("utf-16le", 2) }
    if starts([0xFE, 0xFF]) { return ("utf-16be", 2) }
    return nil
  }

  /// UTF-16 and UTF-32 by the zero bytes around the first `<` or `{` (XML 1.0, appendix F).
  private static func unicodeWithoutMark(_ bytes: Bytes) -> String? {
    guard bytes.count >= 4 else { return nil }
    let four = (bytes[0] != 0, bytes[1] != 0, bytes[2] != 0, bytes[3] != 0)
    return switch four {
    case (true, false, true, false): "utf-16le"
    case (false, true, false, true): "utf-16be"
    case (true, false, false, false): "utf-32le"
    case (false, false, false, true): "utf-32be"
    default: nil
    }
  }

  /// The charset parameter of a Content-Type (RFC 9110 section 8.3.1).
  static func charset(_ header: String) -> String? {
    header.withBytes { bytes in
      guard let start = bytes.findAnyCase("charset", from: 0) else { return nil }
      var index = start + 7
      while index < bytes.count,
        bytes[index].isSpace || bytes[index] == ascii("=") || bytes[index] == ascii("\"")
          || bytes[index] == ascii("'")
      { index += 1 }
      let from = index
      while index < bytes.count, !bytes[index].isSpace, bytes[index] != ascii(";"),
        bytes[index] != ascii("\""), bytes[index] != ascii("'"), bytes[index] != ascii(",")
      { index += 1 }
      return index > from ? bytes[from..<index].rebased.string : nil
    }
  }

  /// The encoding an XML declaration names, wherever in the first kilobyte it stands.
  static func declaration(_ bytes: Bytes) -> String? {
    let head = bytes[0..<min(bytes.count, 1024)].rebased
    guard let start = head.find("<?xml", from: 0),
      let end = head.find(ascii(">"), from: start),
      let key = head[start..<end].rebased.find("encoding", from: 0)
    else { return nil }
    var index = start + key + 8
    while index < end, head[index].isSpace || head[index] == ascii("=") { index += 1 }
    guard index < end, head[index] == ascii("\"") || head[index] == ascii("'") else { return nil }
    let quote = head[index]
    let from = index + 1
    guard let to = head.find(quote, from: from), to <= end else { return nil }
    return head[from..<to].rebased.string
  }
}
