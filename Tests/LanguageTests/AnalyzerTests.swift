import Language
import Testing

/// What the layer finds in agency copy: tokens, sentences, trees, names, lemmas.
@Suite("Reading a dispatch")
struct AnalyzerTests {
  private static let analyzer = Analyzer()

  private func tokens(_ text: String) -> [String] {
    let analyzed = Self.analyzer.analyze(text)
    return analyzed.tokens.indices.map { analyzed.string($0) }
  }

  private func sentences(_ text: String) -> [String] {
    let analyzed = Self.analyzer.analyze(text)
    return analyzed.sentences.map { analyzed.string($0.tokens) }
  }

  private func names(_ text: String) -> [String] {
    let analyzed = Self.analyzer.analyze(text)
    return analyzed.names.map { "\($0.type) \(analyzed.string($0.tokens))" }
  }

  @Test(
    "tokens by UD's conventions",
    arguments: [
      ("Japan's PM didn't say.", ["Japan", "'s", "PM", "did", "n't", "say", "."]),
      ("a three-day visit", ["a", "three", "-", "day", "visit"]),
      (
        "the co-founder of pro-Russian groups",
        ["the", "co-founder", "of", "pro", "-", "Russian", "groups"]
      ),
      ("at 5pm, $3.5bn", ["at", "5", "pm", ",", "$", "3.5", "bn"]),
      ("Acme Inc.. Call 212-555-0142.", ["Acme", "Inc.", ".", "Call", "212-555-0142", "."]),
      ("See <http://example.org/a,b>.", ["See", "<", "http://example.org/a,b", ">", "."]),
      ("mail a.b@example.org :-)", ["mail", "a.b@example.org", ":-)"]),
      ("they dont know, im sure", ["they", "do", "nt", "know", ",", "i", "m", "sure"]),
      (
        "\"Ann Lee\"<a.lee@example.org> ++++",
        ["\"", "Ann", "Lee", "\"", "<", "a.lee@example.org", ">", "++++"]
      ),
      ("I'm gonna read report.pdf", ["I", "'m", "gon", "na", "read", "report.pdf"]),
    ])
  func tokens(_ sample: (text: String, tokens: [String])) {
    #expect(tokens(sample.text) == sample.tokens)
  }

  @Test("what stands apart is a sentence of its own, in the same paragraph")
  func apart() {
    func cut(_ text: String, at tokens: Range<Int>) -> [String] {
      let analyzed = Self.analyzer.analyze(text) { _ in tokens }
      #expect(Set(analyzed.sentences.map(\.paragraph)).count == text.split(separator: "\n").count)
      return analyzed.sentences.map { analyzed.string($0.tokens) }
    }
    #expect(cut("OSLO (NTB) - Ministers met.", at: 0..<5) == ["OSLO (NTB) -", "Ministers met."])
    #expect(
      cut("Fog rose.\nOSLO - Ministers met. All left.", at: 3..<5)
        == ["Fog rose.", "OSLO -", "Ministers met.", "All left."])
    // Nothing behind it, or no tokens: as it was.
    #expect(cut("Kyiv • UNN\nMinisters met.", at: 0..<3) == ["Kyiv • UNN", "Ministers met."])
    #expect(cut("Ministers met.", at: 0..<0) == ["Ministers met."])
  }

  @Test("sentences end where they end")
  func sentences() {
    #expect(
      sentences("He met Gen. Smith of the U.S. Army. The talks ended. “Why?” he asked.")
        == ["He met Gen. Smith of the U.S. Army.", "The talks ended.", "“Why?” he asked."])
    #expect(sentences("it is over. they say so").count == 2)
    #expect(sentences("A title\n\nA line\nAnother").count == 3)
  }

  @Test("names of persons, organisations and places")
  func names() {
    #expect(
      names("NATO Secretary General Jens Stoltenberg met Prime Minister Fumio Kishida in Tokyo.")
        == [
          "organization NATO", "person Jens Stoltenberg", "person Fumio Kishida", "location Tokyo",
        ])
  }

  @Test("a tree with the subject, the object and the place where they belong")
  func tree() {
    let analyzed = Self.analyzer.analyze("The minister signed the agreement in Kyiv on Friday.")
    func index(_ word: String) -> Int {
      analyzed.tokens.indices.first { analyzed.string($0) == word } ?? -1
    }
    let verb = index("signed")
    #expect(analyzed.tokens[verb].head == -1)
    #expect(analyzed.tokens[verb].relation == .root)
    #expect(analyzed.tokens[index("minister")].relation == .nsubj)
    #expect(analyzed.tokens[index("minister")].head == verb)
    #expect(analyzed.tokens[index("agreement")].relation == .obj)
    #expect(analyzed.tokens[index("in")].head == index("Kyiv"))
    #expect(analyzed.tokens[index("minister")].tag == .noun)
    #expect(analyzed.tokens[verb].pennTag == .verbPast)
  }

  @Test(
    "lemmas",
    arguments: [
      ("They said so.", 1, "say"), ("The children left.", 1, "child"),
      ("He was here.", 1, "be"), ("It isn't so.", 2, "not"), ("Two allies agreed.", 1, "ally"),
      ("She is running.", 2, "run"), ("The larger cities grew.", 1, "large"),
    ])
  func lemmas(_ sample: (text: String, token: Int, lemma: String)) {
    #expect(Self.analyzer.analyze(sample.text).lemma(sample.token) == sample.lemma)
  }

  @Test("offsets in code points are those of the text's scalars")
  func offsets() {
    let text = "“Zürich” – said Škoda’s boss in Kraków 🇵🇱."
    let analyzed = Self.analyzer.analyze(text)
    let scalars = Array(text.unicodeScalars)
    for token in analyzed.tokens.indices {
      let range = analyzed.codePointRange(ofTokens: token..<token + 1)
      #expect(String(String.UnicodeScalarView(scalars[range])) == analyzed.string(token))
    }
  }

  @Test("the same text gives the same answer on four threads")
  func concurrency() async {
    let text = String(
      repeating: "Ukraine's Ministry of Defence said on Friday that talks in Geneva went on. ",
      count: 20)
    func digest() -> [Int] {
      let analyzed = Self.analyzer.analyze(text)
      return analyzed.tokens.map(\.head) + analyzed.names.map(\.tokens.lowerBound)
    }
    let expected = digest()
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 { group.addTask { digest() == expected } }
      for await isSame in group { #expect(isSame) }
    }
  }
}
