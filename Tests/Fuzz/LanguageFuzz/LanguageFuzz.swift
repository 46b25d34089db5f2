import FuzzDoors
import Language

/// Fuzzes one door of `Language`: the first argument names it, the rest is libFuzzer's.
///
///     FEEDWATCH_FUZZ=1 swift build -c release --scratch-path .build/fuzz --product language-fuzz
///     .build/fuzz/release/language-fuzz text -max_total_time=600 /tmp/corpus Tests/Fuzz/Seeds/text
@main
struct LanguageFuzz {
  static func main() {
    openFuzzDoor(["tokens": tokens, "text": text, "language": language])
  }
}

private let whole = Analyzer()
private let splitter = Analyzer(lexicon: whole.lexicon, tagger: nil, parser: nil, names: nil)

private func string(_ data: UnsafePointer<UInt8>?, _ size: Int) -> String {
  String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
}

/// The text is its tokens and the white space between them; sentences share out the tokens.
private func check(_ analyzed: AnalyzedText) {
  var end = 0
  for token in analyzed.tokens {
    precondition(token.bytes.lowerBound >= end && !token.bytes.isEmpty)
    for byte in analyzed.utf8[end..<token.bytes.lowerBound] {
      // White space of one byte, or a byte of a longer one's.
      precondition(byte <= 0x20 || byte >= 0x7F)
    }
    end = token.bytes.upperBound
    let range = analyzed.codePointRange(ofBytes: token.bytes)
    precondition(!range.isEmpty)
  }
  precondition(end <= analyzed.utf8.count)
  var next = 0
  var paragraph = 0
  for sentence in analyzed.sentences {
    precondition(sentence.tokens.lowerBound == next && !sentence.tokens.isEmpty)
    precondition(sentence.paragraph >= paragraph)
    next = sentence.tokens.upperBound
    paragraph = sentence.paragraph
  }
  precondition(next == analyzed.tokens.count)
}

private func tokens(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  check(splitter.analyze(string(data, size)))
  return 0
}

private func text(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let analyzed = whole.analyze(string(data, size))
  check(analyzed)
  for sentence in analyzed.sentences {
    // One root, and from every token a way to it.
    precondition(sentence.tokens.count { analyzed.tokens[$0].head == -1 } == 1)
    for token in sentence.tokens {
      var at = token
      var steps = 0
      while analyzed.tokens[at].head != -1 {
        at = analyzed.tokens[at].head
        steps += 1
        precondition(sentence.tokens.contains(at) && steps <= sentence.tokens.count)
      }
      _ = analyzed.lemma(token)
    }
  }
  var end = 0
  for name in analyzed.names {
    precondition(name.tokens.lowerBound >= end && !name.tokens.isEmpty)
    precondition(name.confidence >= 0 && name.confidence <= 1)
    end = name.tokens.upperBound
  }
  return 0
}

private func language(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let guess = LanguageIdentifier().identify(string(data, size))
  precondition(!guess.tag.isEmpty && guess.confidence >= 0 && guess.confidence <= 1)
  return 0
}
