/// Groups tokens into sentences. A paragraph's end is a sentence's end; inside a paragraph a
/// sentence ends behind ".", "!", "?" or "…" with the quotation marks and brackets that close
/// there, unless what stands before or behind says otherwise.
struct SentenceSplitter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let tokens: [Token]

  static func sentences(of tokens: [Token], in utf8: [UInt8]) -> [Sentence] {
    utf8.withUnsafeBufferPointer { bytes in
      SentenceSplitter(bytes: bytes, tokens: tokens).run()
    }
  }

  private func run() -> [Sentence] {
    var sentences: [Sentence] = []
    var start = 0
    var paragraph = 0
    var index = 0
    while index < tokens.count {
      let isParagraphEnd = index + 1 == tokens.count || hasLineBreak(behind: index)
      var end = index + 1
      var isEnd = isParagraphEnd
      if !isParagraphEnd, isRule(index) {
        isEnd = Scalars.isUppercase(first(end))
      } else if !isParagraphEnd, isTerminator(index) || endsWithPoint(index) {
        while end < tokens.count, isCloser(end), !hasLineBreak(behind: end - 1),
          !hasSpace(behind: end - 1) || !opens(end)
        {
          end += 1
        }
        let isLast = end == tokens.count || hasLineBreak(behind: end - 1)
        isEnd = isLast || breaks(behind: index, next: end)
      } else if !isParagraphEnd, isTimeStamp(index) || isSmile(index) {
        isEnd = Scalars.isUppercase(first(end))
      } else if !isParagraphEnd, isGreeting(start...index) {
        isEnd = Scalars.isUppercase(first(end))
      } else if !isParagraphEnd, index > start {
        isEnd = startsStamp(end) && !isLower(first(index))
      }
      if isEnd {
        sentences.append(Sentence(tokens: start..<end, paragraph: paragraph))
        start = end
        if end == tokens.count || hasLineBreak(behind: end - 1) { paragraph += 1 }
        index = end
      } else {
        index += 1
      }
    }
    return sentences
  }

  private func gap(behind index: Int) -> Range<Int> {
    let end = index + 1 < tokens.count ? tokens[index + 1].bytes.lowerBound : bytes.count
    return tokens[index].bytes.upperBound..<end
  }

  private func hasLineBreak(behind index: Int) -> Bool {
    gap(behind: index).contains { bytes[$0] == 0x0A }
  }

  private func hasSpace(behind index: Int) -> Bool {
    !gap(behind: index).isEmpty
  }

  private func first(_ index: Int) -> UInt32 {
    bytes.scalar(at: tokens[index].bytes.lowerBound).scalar
  }

  private func isTerminator(_ index: Int) -> Bool {
    switch first(index) {
    case 0x2E, 0x21, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F: true
    default: false
    }
  }

  /// A line of marks, "***" or "-----", as it stands between the parts of a text.
  private func isRule(_ index: Int) -> Bool {
    let token = tokens[index].bytes
    guard token.count >= 3, token.count < 200 else { return false }
    switch bytes[token.lowerBound] {
    case 0x2A, 0x2D, 0x3D, 0x5F, 0x7E:
      return bytes[token.lowerBound] == bytes[token.upperBound - 1]
    default: return false
    }
  }

  /// Whether a word of two letters and more, or a bracket, stands before the mark.
  private func endsWord(_ index: Int) -> Bool {
    guard index > 0, !hasSpace(behind: index - 1) else { return false }
    return tokens[index - 1].bytes.count >= 2 || isCloser(index - 1)
  }

  private func isDashes(_ index: Int) -> Bool {
    let token = tokens[index].bytes
    return token.count == 2 && bytes[token.lowerBound] == 0x2D
      && bytes[token.lowerBound + 1] == 0x2D
  }

  private func startsAddress(_ index: Int) -> Bool {
    let token = tokens[index].bytes
    return token.count > 8 && bytes[token].starts(with: "http".utf8)
  }

  /// ":-)"
  private func isSmile(_ index: Int) -> Bool {
    let token = tokens[index].bytes
    return (2...3).contains(token.count) && (first(index) == 0x3A || first(index) == 0x3B)
  }

  /// A letter's opening or close that is a sentence of its own: "Best regards," before a name.
  private func isGreeting(_ range: ClosedRange<Int>) -> Bool {
    guard (2...4).contains(range.count), first(range.upperBound) == 0x2C else { return false }
    let word = String(decoding: bytes[tokens[range.lowerBound].bytes], as: UTF8.self)
    return Self.greetings.contains(word)
  }

  private static let greetings: Set<String> = [
    "Regards", "Best", "Kind", "Warm", "Warmest", "Sincerely", "Yours", "Cheers", "Respectfully",
    "Dear", "Hi", "Hello", "Love",
  ]

  /// "07/12/2024 09:15": the head of a message that is quoted.
  private func startsStamp(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let date = tokens[index].bytes
    let time = tokens[index + 1].bytes
    return (8...10).contains(date.count) && (4...8).contains(time.count)
      && Scalars.classify(first(index)) == .digit && bytes[date].count { $0 == 0x2F } == 2
      && Scalars.classify(first(index + 1)) == .digit && bytes[time].contains(0x3A)
  }

  /// "07/12/2024 09:15 AM" with a capital behind it: a message's head.
  private func isTimeStamp(_ index: Int) -> Bool {
    let token = tokens[index].bytes
    guard index >= 2, token.count == 2, bytes[token.lowerBound + 1] == 0x4D,
      bytes[token.lowerBound] == 0x41 || bytes[token.lowerBound] == 0x50
    else { return false }
    return bytes[tokens[index - 1].bytes].contains(0x3A)
      && bytes[tokens[index - 2].bytes].contains(0x2F)
  }

  /// Whether a word in small letters stands before the mark, which is then no abbreviation's.
  private func endsPlainly(_ index: Int) -> Bool {
    guard index > 0, !hasSpace(behind: index - 1) else { return false }
    let word = tokens[index - 1].bytes
    return word.count >= 2 && bytes[word].allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
  }

  /// An abbreviation: the point may end the sentence as well.
  private func endsWithPoint(_ index: Int) -> Bool {
    let token = tokens[index].bytes
    return token.count > 1 && bytes[token.upperBound - 1] == 0x2E
  }

  private func isCloser(_ index: Int) -> Bool {
    switch first(index) {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0x2019, 0x201D, 0x201C, 0xBB, 0x203A, 0x300D: true
    default: false
    }
  }

  /// Whether a mark that can open or close stands where it opens: a word follows without a gap.
  private func opens(_ index: Int) -> Bool {
    !hasSpace(behind: index)
  }

  private func breaks(behind index: Int, next: Int) -> Bool {
    guard hasSpace(behind: next - 1) else { return false }
    let token = tokens[index].bytes
    var start = first(next)
    var at = next
    while at < tokens.count, isOpener(start), at - next < 3 {
      at += 1
      if at < tokens.count { start = first(at) }
    }
    let isCapital = Scalars.isUppercase(start)
    let isDigit = Scalars.classify(start) == .digit
    let isBullet = start == 0x2022 || start == 0x2013 || start == 0x2014
    if isTerminator(index) {
      let isEllipsis = token.count > 1 && bytes[token.lowerBound] == 0x2E || first(index) == 0x2026
      if isEllipsis { return isCapital }
      if isRule(next) { return true }
      // Text that cares little for capitals: "it is. they say", "why? because".
      let isPlain = first(index) == 0x21 ? endsPlainly(index) : endsWord(index)
      if next == index + 1, isLower(start), isPlain { return true }
      if isDashes(next) || startsAddress(next) { return true }
      if next == index + 1 || bytes[token.lowerBound] != 0x2E {
        // "?" and "!" inside a quotation go on in lower case: "Why?" he asked.
        return isCapital || isDigit || isBullet || isOpener(first(next)) && !isLower(start)
          || !isLower(start) && Scalars.classify(start) == .letter
      }
      return isCapital || isDigit || isBullet
    }
    guard isCapital else { return false }
    return abbreviationEnds(index, next: at)
  }

  private func isLower(_ scalar: UInt32) -> Bool {
    Scalars.isLowercase(scalar)
  }

  private func isOpener(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x28, 0x5B, 0x2018, 0x201C, 0x201E, 0xAB, 0x300C: true
    default: false
    }
  }

  /// Words that start sentences, not names: behind "U.S." they tell that it ended there.
  private static let starters: Set<String> = [
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "this", "that", "these",
    "those", "in", "on", "at", "but", "and", "however", "meanwhile", "his", "her", "its", "their",
    "there", "as", "after", "before", "when", "while", "if", "for", "according", "also", "some",
    "many", "most", "no", "both", "earlier", "later", "since", "although", "what", "who", "with",
  ]

  private func abbreviationEnds(_ index: Int, next: Int) -> Bool {
    let range = tokens[index].bytes
    let word = String(decoding: bytes[range.lowerBound..<range.upperBound - 1], as: UTF8.self)
    let lower = word.lowercased()
    if Abbreviations.beforeNames.contains(lower) { return false }
    let isInitial = word.unicodeScalars.count == 1
    if next < tokens.count {
      let follower = String(decoding: bytes[tokens[next].bytes], as: UTF8.self)
      let isStarter = Self.starters.contains(follower.lowercased())
      if isInitial { return isStarter && index > 0 && !isCapitalised(index - 1) }
      if word.contains(".") || Abbreviations.others.contains(lower) { return isStarter }
    }
    return !isInitial
  }

  private func isCapitalised(_ index: Int) -> Bool {
    Scalars.isUppercase(first(index))
  }
}
