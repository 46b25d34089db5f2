/// A guess at the encoding of bytes that nobody declared and that are not UTF-8.
enum EncodingDetector {
  /// What the bytes look like; nil where windows-1252 is as good a guess as any.
  static func guess(_ bytes: Bytes) -> (name: String, iconv: String)? {
    // What markup and addresses add is ASCII: some kilobytes of the rest tell enough.
    var sample: [UInt8] = []
    sample.reserveCapacity(1 << 15)
    var index = 0
    while index < bytes.count, sample.count < 1 << 15 {
      if bytes[index] >= 0x80 || index > 0 && bytes[index - 1] >= 0x80 {
        sample.append(bytes[index])
        // Runs stay apart.
        if bytes[index] < 0x80 { sample.append(0x20) }
      }
      index += 1
    }
    let high = sample.count { $0 >= 0x80 }
    guard high >= 4 else { return nil }
    if let name = eastAsian(sample, high: high) ?? singleByte(sample, high: high) {
      return EncodingLabels.encoding(name)
    }
    return nil
  }

  private static func eastAsian(_ sample: [UInt8], high: Int) -> String? {
    // Each candidate decodes the sample; the one without failures that makes the most common
    // characters of its language wins.
    var best: (name: String, score: Double)?
    for name in ["euc-jp", "shift_jis", "gb18030", "big5", "euc-kr"] {
      guard let known = EncodingLabels.encoding(name),
        let (text, failures) = sample.withUnsafeBufferPointer({
          Transcoder.iconv($0, from: known.iconv)
        }), failures * 50 < high
      else { continue }
      var common = 0
      var wide = 0
      var odd = 0
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where scalar.value >= 0x80
      {
        switch scalar.value {
        case 0x3041...0x30FE:
          (wide, common) = (wide + 1, common + (name.hasPrefix("euc-kr") ? 0 : 1))
        case 0xAC00...0xD7A3: (wide, common) = (wide + 1, common + (name == "euc-kr" ? 1 : 0))
        case 0x4E00...0x9FFF:
          wide += 1
          if frequent.contains(scalar) { common += 1 }
        case 0x3000...0x3011, 0xFF00...0xFF5E: wide += 1
        // Half-width katakana, private use and rarities come from reading the wrong table.
        case 0xFF61...0xFF9F, 0xE000...0xF8FF, 0x3400...0x4DBF, 0xFFFD: odd += 1
        default: odd += 1
        }
      }
      guard wide > odd * 3 else { continue }
      let score = (Double(common) - 3 * Double(odd) - 5 * Double(failures)) / Double(wide)
      if score > (best?.score ?? 0.12) { best = (name, score) }
    }
    return best?.name
  }

  /// Frequent ideographs of Chinese, simplified and traditional, and of Japanese.
  private static let frequent = Set(
    """
    的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里\
    用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实\
    這個們來為國說時會對於過發後裡種經麼學現當沒動還進樣開從實日月本人年大国会中事者社長新東京市民政府\
    新聞記事報告等第三二十五四六七八九高公司全市場表示記者台灣香港美國
    """.unicodeScalars)

  private static func singleByte(_ sample: [UInt8], high: Int) -> String? {
    var counts = [Int](repeating: 0, count: 256)
    for byte in sample { counts[Int(byte)] += 1 }
    func share(_ letters: [UInt8]) -> Double {
      Double(letters.reduce(0) { $0 + counts[Int($1)] }) / Double(high)
    }
    // A text of one of these scripts has nearly all letters above 0x80, in runs.
    var runs = 0
    for k in 1..<sample.count where sample[k] >= 0x80 && sample[k - 1] >= 0x80 { runs += 1 }
    guard runs * 2 > high else { return nil }
    // The small letters o e a i n t of Russian; KOI8-R has them elsewhere than windows-1251.
    let candidates: [(String, Double)] = [
      ("windows-1251", share([0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0])),
      ("koi8-r", share([0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4, 0xD3, 0xD2])),
      ("iso-8859-5", share([0xDE, 0xD5, 0xD0, 0xD8, 0xDD, 0xE2, 0xE1, 0xE0])),
      ("ibm866", share([0xAE, 0xA5, 0xA0, 0xA8, 0xAD, 0xE2, 0xE1, 0xE0])),
      ("windows-1253", share([0xE1, 0xEF, 0xE9, 0xF4, 0xE5, 0xED, 0xF3, 0xF2])),
      ("windows-1255", share([0xE9, 0xE5, 0xE4, 0xEC, 0xE0, 0xF8, 0xFA, 0xE1])),
      ("windows-1256", share([0xC7, 0xE1, 0xED, 0xE3, 0xE6, 0xE4, 0xD1, 0xCA])),
      ("windows-874", share([0xD2, 0xE0, 0xC3, 0xB9, 0xC1, 0xA1, 0xE8, 0xD8, 0xC7, 0xB7])),
    ]
    let ranked = candidates.sorted { $0.1 > $1.1 }
    guard let first = ranked.first, first.1 > 0.42 else { return nil }
    return first.0
  }
}
