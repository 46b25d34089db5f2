import ArgumentParser
import Glibc
import Watch

/// How well edited texts are told from others: passages of real news, edited in known ways.
enum CopyBench {
  static func run(_ path: String) throws {
    let texts = try read(path)
    print("copies: passages of \(texts.count) texts of \(path)")
    for length in [40, 80, 150, 400] {
      var passages: [[Substring]] = []
      for text in texts {
        let words = text.split(whereSeparator: \.isWhitespace)
        for start in stride(from: 0, to: words.count - length, by: length) {
          passages.append(Array(words[start..<(start + length)]))
        }
      }
      var random = Random()
      passages.shuffle(using: &random)
      passages = Array(passages.prefix(1500))
      let prints = passages.map { fingerprint($0.joined(separator: " ")) }
      var pairs = 0
      var near = 0
      for left in prints.indices {
        for right in (left + 1)..<prints.count {
          pairs += 1
          if CopyJudge.isCopy(prints[left], prints[right]) { near += 1 }
        }
      }
      var line = "  \(length) words: \(near) of \(pairs) pairs of different passages; found:"
      for (name, edit) in edits {
        var found = 0
        for (passage, fingerprint) in zip(passages, prints) {
          let edited = Self.fingerprint(edit(passage, &random).joined(separator: " "))
          if CopyJudge.finds(fingerprint, edited) { found += 1 }
        }
        let share = Double(found * 1000 / max(1, passages.count)) / 10
        line += " \(name) \(share)%"
      }
      print(line)
    }
  }

  static func fingerprint(_ text: String) -> Fingerprint {
    Fingerprint(ObservedItem(title: "Headline", text: text))
  }

  typealias Edit = @Sendable ([Substring], inout Random) -> [Substring]

  static let edits: [(String, Edit)] = [
    ("an agency's credit", { words, _ in words + ["Reporting", "by", "staff"] }),
    ("a dateline", { words, _ in ["KYIV", "(Agency)", "-"] + words }),
    ("2% of words", { words, random in replace(words, 50, &random) }),
    ("5% of words", { words, random in replace(words, 20, &random) }),
    ("cut by 10%", { words, _ in Array(words.prefix(words.count * 9 / 10)) }),
    ("cut by 20%", { words, _ in Array(words.prefix(words.count * 8 / 10)) }),
    (
      "12 words put in",
      { words, random in
        words.prefix(words.count / 2) + (0..<12).map { _ in "x\(random.next() % 1_000_000)"[...] }
          + words.suffix(words.count - words.count / 2)
      }
    ),
  ]

  private static func replace(
    _ words: [Substring], _ each: Int, _ random: inout Random
  ) -> [Substring] {
    var words = words
    for _ in 0..<max(1, words.count / each) {
      words[Int(random.next() % UInt64(words.count))] = "w\(random.next() % 1_000_000)"
    }
    return words
  }

  struct Random: RandomNumberGenerator {
    var state: UInt64 = 88_172_645_463_325_252
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  /// The member `text` of each line.
  private static func read(_ path: String) throws -> [String] {
    guard let file = fopen(path, "r") else { throw ValidationError("cannot open \(path)") }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    var texts: [String] = []
    while true {
      let count = getline(&line, &room, file)
      guard count > 0, let line else { return texts }
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      if let text = CopyJudge.text(ofLine: bytes) { texts.append(text) }
    }
  }
}
