import Testing

@testable import Extraction

/// Invariants over texts of our own.
@Suite("Invariants")
struct RecordInvariantTests {
  static let dispatch = """
    Rovania and Arctic Council sign pact over "frozen" routes

    GENEVA, July 12 (Reuters) - Rovania and the Arctic Council (AC) agreed on Thursday to share \
    satellite data by the end of the year, Foreign Minister Leïla Benkirane said in an interview \
    with Kyodo News.
    “We expect,” she told reporters, “that the first exercises will begin next spring.”
    According to a senior official, who asked not to be named, Russia denied that its ships had \
    blocked the port of Murmansk; China's foreign minister, Wang Yi, called it "a provocation".
    The president accused the United Nations of inaction, urged Japan to help and promised \
    $2 million in aid. He met NATO Secretary General Jens Stoltenberg for the third time in a week.
    Recall
    Earlier it was reported that police had arrested 40 protesters in Paris, Texas.
    """

  @Test("Every prefix of a dispatch works")
  func prefixes() {
    RecordInvariants.checkPrefixes(Self.dispatch, count: 24)
  }

  @Test("With and without a title, whenever it was published")
  func options() {
    for published: Int64? in [nil, 0, .min, .max, seconds("2024-02-29"), -62_135_596_800] {
      RecordInvariants.check(Self.dispatch, hasTitle: true, published: published)
      RecordInvariants.check(Self.dispatch, hasTitle: false, published: published)
    }
  }

  @Test("Paragraphs in any order work")
  func shuffled() {
    let lines = Self.dispatch.split(separator: "\n")
    for turn in 1..<lines.count {
      RecordInvariants.check((lines[turn...] + lines[..<turn]).joined(separator: "\n"))
    }
  }

  @Test("Words in any order work")
  func scrambled() {
    var state: UInt64 = 7
    let words = Self.dispatch.split(separator: " ")
    for _ in 0..<5 {
      let scrambled = (0..<120).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return words[Int(state >> 33) % words.count]
      }
      RecordInvariants.check(scrambled.joined(separator: " "))
    }
  }

  private static let head = "The president of the country said on Friday that the talks failed. "

  @Test(
    "Odd texts",
    arguments: [
      "", " ", "\n\n\n", "\u{0}", "\u{FEFF}", "“", "”", "\"\"", "“” said", "said", "said said said",
      "said that that that", "according to", "According to according to, according to",
      "“a” “b” “c” he said she said it said", "he he he he he", "'s 's 's", "the the the of of of",
      "Mr. Mr. Mr.", "NATO (NATO) (NATO", "told told told told", "by by by Thursday by Friday by",
      "e\u{301}\u{301}\u{301} said “\u{202E}abc\u{202C}”", "🇺🇦🇯🇵 met 👩‍👩‍👧‍👦", "قال said مرحبا «نعم»",
      "Recall\nRecall\nRecall", "• • •", "— — —", ", , , , ,", "U.S. U.S. U.S.", "2024-13-45",
      "\r\n\r\n", "a\u{2028}b\u{2029}c", "((((((((((", "))))))))))", "…………", "A: B: C: D:",
    ])
  func odd(_ text: String) {
    RecordInvariants.check(text)
    RecordInvariants.check(Self.head + text)
    RecordInvariants.check(text + " " + Self.head)
    RecordInvariants.check("Title\n\n" + Self.head + "\n" + text)
  }
}
