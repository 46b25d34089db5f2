/// Reads durations such as `"15m"`, `"1h30m"`, `"2d"`.
enum DurationText {
  static let units: [(String, Double)] = [
    ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400), ("w", 604_800),
  ]

  /// The duration in seconds; nil where the text is none.
  static func seconds(_ text: String) -> Double? {
    var total = 0.0
    var rest = Substring(text.filter { $0 != " " })
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let value = Double(number), let scale = units.first(where: { $0.0 == unit })?.1
      else { return nil }
      total += value * scale
    }
    return total.isFinite && total <= 315_360_000_000 ? total : nil
  }

  /// A duration as a person would write it: `"1h30m"`, `"45s"`, `"0.5s"`.
  static func describe(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e15 else { return "forever" }
    if seconds < 10, seconds != seconds.rounded() {
      return "\((seconds * 10).rounded() / 10)s"
    }
    var rest = Int(seconds.rounded())
    if rest <= 0 { return "0s" }
    var parts: [String] = []
    for (unit, size) in [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] {
      let count = rest / size
      rest %= size
      if count > 0 { parts.append("\(count)\(unit)") }
      if parts.count == 2 { break }
    }
    return parts.joined()
  }
}

/// Reads sizes such as `"15MB"`, `"31 KiB"`, `"4096"`.
enum SizeText {
  static let units: [(String, Int)] = [
    ("", 1), ("b", 1), ("kb", 1000), ("kib", 1024), ("k", 1024), ("mb", 1_000_000),
    ("mib", 1_048_576), ("m", 1_048_576), ("gb", 1_000_000_000), ("gib", 1_073_741_824),
    ("g", 1_073_741_824), ("tb", 1_000_000_000_000), ("tib", 1_099_511_627_776),
  ]

  /// The size in bytes; nil where the text is none.
  static func bytes(_ text: String) -> Int? {
    let compact = text.filter { $0 != " " && $0 != "_" }.lowercased()
    let number = compact.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = compact.dropFirst(number.count)
    guard let value = Double(number), let scale = units.first(where: { $0.0 == unit })?.1
    else { return nil }
    let bytes = value * Double(scale)
    return bytes.isFinite && bytes < 1e18 ? Int(bytes) : nil
  }
}

/// Finds the word that was probably meant.
enum Suggestion {
  /// The candidate with the smallest edit distance to `word`, if that is small enough.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = max(1, word.count / 3 + 1)
    return candidates.map { ($0, distance(word.lowercased(), $0.lowercased())) }
      .filter { $0.1 <= limit }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of
  /// neighbours each cost one.
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.unicodeScalars.prefix(64))
    let b = Array(right.unicodeScalars.prefix(64))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(
          rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
