internal import Language

/// How an agency signs its copy beside the dateline: "(Reporting by A; Editing by B)", "BOGOTA, March
/// 6 (AFP) –" below a flash, "With files from the Canadian Press", its name on the last line.
extension SourcingReader {
  mutating func readSignatures() {
    let hasAgency = reading.dateline?.agency != nil
    var paragraph = -1
    var count = 0
    for (index, sentence) in reading.analyzed.sentences.enumerated()
    where index >= reading.titleSentences {
      let isFirst = sentence.paragraph != paragraph
      paragraph = sentence.paragraph
      if isFirst {
        count += 1
        if !hasAgency, count <= 5 { readLateDateline(sentence.tokens) }
        if index > reading.titleSentences, index + 1 == reading.analyzed.sentences.count {
          readLastLine(sentence.tokens)
        }
      }
      readBylines(sentence.tokens)
    }
  }

  /// "BOGOTA, March 6 (AFP) – ", "(ANSA) - Genoa, October 17 -": the agency in its parentheses.
  private mutating func readLateDateline(_ sentence: Range<Int>) {
    let words = reading.words
    guard let open = sentence.prefix(9).first(where: { words[$0] == "(" }),
      let close = (open + 1..<min(sentence.upperBound, open + 6)).first(where: { words[$0] == ")" }
      ),
      close > open + 1, close + 1 < sentence.upperBound,
      ClosedClasses.dashes.contains(words[close + 1]), !taken[open + 1],
      (open + 1..<close).allSatisfy({ reading.isCapitalised($0) || !reading.isWord($0) }),
      !(sentence.lowerBound..<open).contains(where: {
        [.verbPast, .verbPresentThird].contains(reading.analyzed.tokens[$0].pennTag)
      })
    else { return }
    addOwn(open + 1..<close)
  }

  /// "Reporting by A in Tokyo and B in Wellington; Editing by C".
  private mutating func readBylines(_ sentence: Range<Int>) {
    let words = reading.words
    for token in sentence.dropLast(2) where token - sentence.lowerBound < 40 {
      let isHead =
        token == sentence.lowerBound || !reading.isWord(token - 1)
        || lower[token - 1] == "with"
      guard isHead, ["reporting", "compiled", "files"].contains(lower[token]),
        ["by", "from"].contains(lower[token + 1]), !taken[token],
        reading.isCapitalised(token + 2) || lower[token + 2] == "the"
      else { continue }
      var end = token + 2
      while end < sentence.upperBound, end - token < 24, ![";", ")", ".", "|"].contains(words[end])
      {
        end += 1
      }
      let isWith = token > sentence.lowerBound && lower[token - 1] == "with"
      let start = isWith ? token - 1 : token
      let outlet = (token + 2..<end).first { nameOf[$0] >= 0 && entityOfName[nameOf[$0]] >= 0 }
      if isWith, let outlet {
        add(.entity(entityOfName[nameOf[outlet]]), start..<end, through: nil, sieve: "byline")
      } else {
        addOwn(start..<end)
      }
      return
    }
  }

  /// A last line with the agency's name and its desk's letters: "EFE jmg/cpy", "— PTI".
  private mutating func readLastLine(_ sentence: Range<Int>) {
    guard sentence.count <= 9, let first = sentence.first(where: { reading.isWord($0) }),
      nameOf[first] >= 0, entityOfName[nameOf[first]] >= 0, !taken[first],
      isMedia(entityOfName[nameOf[first]]),
      !sentence.contains(where: {
        [.verb, .aux].contains(reading.analyzed.tokens[$0].tag) && nameOf[$0] < 0
      })
    else { return }
    addOwn(reading.names[nameOf[first]].tokens)
  }

  private mutating func addOwn(_ tokens: Range<Int>) {
    let entity = nameOf[tokens.lowerBound] >= 0 ? entityOfName[nameOf[tokens.lowerBound]] : -1
    append(
      SourceFinding(
        kind: .agencyOwn, source: entity >= 0 ? .entity(entity) : .described(tokens),
        tokens: tokens, sieve: "signature"))
  }
}
