import Feeds
import Testing

@Suite("Encodings")
struct EncodingTests {
  private func feed(_ title: [UInt8], declared: String? = nil, type: String? = nil) throws -> Feed {
    let head = declared.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
    return try parse(
      Array((head + "<rss version='2.0'><channel><title>").utf8) + title
        + Array("</title></channel></rss>".utf8), type: type)
  }

  @Test(
    "Labels of the Encoding Standard",
    arguments: [
      ("iso-8859-1", [0xE9], "é", "windows-1252"), ("latin1", [0x80], "€", "windows-1252"),
      ("windows-1251", [0xC4, 0xE0], "Да", "windows-1251"),
      ("koi8-r", [0xE4, 0xC1], "Да", "koi8-r"),
      ("shift_jis", [0x93, 0xFA, 0x96, 0x7B], "日本", "shift_jis"),
      ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本", "euc-jp"),
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "日", "iso-2022-jp"),
      ("gb2312", [0xD6, 0xD0], "中", "gbk"), ("big5", [0xA4, 0xA4], "中", "big5"),
      ("ks_c_5601-1987", [0xB0, 0xA1], "가", "euc-kr"), ("cp1250", [0xB9], "ą", "windows-1250"),
      ("ISO-8859-15", [0xA4], "€", "iso-8859-15"), ("x-sjis", [0x82, 0xA0], "あ", "shift_jis"),
      ("macintosh", [0x8E], "é", "macintosh"), ("tis-620", [0xA1], "ก", "windows-874"),
      ("windows-1256", [0xC7], "ا", "windows-1256"), ("hebrew", [0xE0], "א", "iso-8859-8"),
    ])
  func labels(label: String, bytes: [UInt8], text: String, name: String) throws {
    let feed = try feed(bytes, declared: label)
    #expect(feed.title == text)
    #expect(feed.encoding == name)
  }

  @Test("UTF-16 and UTF-32, with and without a byte order mark")
  func unicode() throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"utf-16\"?><rss><channel><title>é😀</title></channel></rss>"
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for (bytes, name) in [
      (little, "utf-16le"), (big, "utf-16be"), ([0xFF, 0xFE] + little, "utf-16le"),
      ([0xFE, 0xFF] + big, "utf-16be"),
    ] {
      let feed = try parse(bytes)
      #expect(feed.title == "é😀")
      #expect(feed.encoding == name)
    }
    let wide = text.unicodeScalars.flatMap {
      [0, UInt8($0.value >> 16), UInt8($0.value >> 8 & 0xFF), UInt8($0.value & 0xFF)]
    }
    #expect(try parse([0, 0, 0xFE, 0xFF] + wide).title == "é😀")
  }

  @Test("RFC 7303: byte order mark, then HTTP, then the declaration, then UTF-8")
  func order() throws {
    #expect(
      try feed([0xC4], declared: "iso-8859-2", type: "application/xml; charset=\"windows-1251\"")
        .title == "Д")
    #expect(try feed([0xC4], declared: "windows-1251", type: "text/xml").title == "Д")
    #expect(try feed(Array("é".utf8), type: "text/xml").title == "é")
    #expect(
      try feed([0xE9], declared: "windows-1252", type: "text/xml; charset=us-ascii").title == "é")
    let marked = try parse(
      [0xEF, 0xBB, 0xBF]
        + Array(
          "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>é</title></channel></rss>"
            .utf8))
    #expect(marked.title == "é")
    #expect(marked.encoding == "utf-8")
  }

  @Test("UTF-8 said, windows-1252 sent")
  func wrongUTF8() throws {
    let feed = try feed([0x93, 0x61, 0xE9, 0x94], declared: "utf-8")
    #expect(feed.title == "“aé”")
    #expect(feed.hasNote("windows-1252"))
    // Real UTF-8 beside a stray byte stays what it is.
    let mixed = try self.feed(
      Array("žluťoučký ".utf8) + [0x96] + Array(" kůň".utf8), declared: "utf-8")
    #expect(mixed.title == "žluťoučký – kůň")
  }

  @Test("Latin-1 said, UTF-8 sent")
  func wrongLatin() throws {
    let feed = try feed(Array("naïve €".utf8), declared: "iso-8859-1")
    #expect(feed.title == "naïve €")
    #expect(feed.encoding == "utf-8")
    #expect(feed.hasNote("the text is UTF-8"))
  }

  @Test("A label nobody knows is told, and passed over")
  func unknownLabel() throws {
    let feed = try feed(Array("é".utf8), declared: "x-klingon")
    #expect(feed.title == "é")
    #expect(feed.hasNote("x-klingon"))
  }

  @Test("UTF-16 said of bytes that are not")
  func wrongUTF16() throws {
    #expect(try feed(Array("é".utf8), declared: "utf-16").title == "é")
  }

  @Test("C1 controls are the windows-1252 characters they were")
  func c1() throws {
    #expect(try feed(Array("don\u{92}t".utf8)).title == "don’t")
  }

  @Test("Without a declaration the text itself tells")
  func detection() throws {
    let russian: [UInt8] = [
      0xCF, 0xF0, 0xE0, 0xE2, 0xE8, 0xF2, 0xE5, 0xEB, 0xFC, 0xF1, 0xF2, 0xE2, 0xEE, 0x20, 0xEE,
      0xE4, 0xEE,
      0xE1, 0xF0, 0xE8, 0xEB, 0xEE, 0x20, 0xED, 0xEE, 0xE2, 0xFB, 0xE9, 0x20, 0xE7, 0xE0, 0xEA,
      0xEE, 0xED,
    ]
    let feed = try feed(russian)
    #expect(feed.title == "Правительство одобрило новый закон")
    #expect(feed.encoding == "windows-1251")
    let japanese: [UInt8] = [
      0x82, 0xB1, 0x82, 0xEA, 0x82, 0xCD, 0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x82, 0xCC, 0x83,
      0x6A, 0x83,
      0x85, 0x81, 0x5B, 0x83, 0x58, 0x82, 0xC5, 0x82, 0xB7,
    ]
    #expect(try self.feed(japanese).title == "これは日本語のニュースです")
  }

  @Test("What comes out is valid UTF-8, whatever came in")
  func alwaysValid() throws {
    var state: UInt64 = 42
    for label in ["utf-8", "shift_jis", "gb18030", "iso-2022-jp", "euc-kr", "big5", "windows-1253"]
    {
      var bytes: [UInt8] = []
      for _ in 0..<400 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let byte = UInt8(truncatingIfNeeded: state >> 33)
        if byte != 0x3C, byte != 0x26 { bytes.append(byte) }
      }
      let title = try feed(bytes, declared: label).title ?? ""
      #expect(String(validating: Array(title.utf8), as: UTF8.self) != nil)
    }
  }
}
