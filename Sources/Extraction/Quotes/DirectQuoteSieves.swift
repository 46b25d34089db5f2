internal import Language

/// A quote while it is read.
struct QuoteFinding {
  enum Speaker: Equatable {
    /// An index of `Reading.entities`.
    case entity(Int)
    /// Words of the text: "a Japanese official".
    case described(Range<Int>)
  }

  var tokens: Range<Int>
  var kind: Quote.Kind
  var speaker: Speaker?
  /// The reporting verb.
  var cue: Int?
  var sieve: String
}

/// Tells words that somebody is quoted as saying from words in marks, and finds who said them.
///
/// The speaker is looked for where English agency copy puts it, the surest place first
/// (compare the sieves of Muzny et al., "A Two-stage Sieve Approach for Quote Attribution", 2017).
extension Reading {
  static let reportingVerbs: Set<String> = [
    "said", "says", "say", "saying", "told", "tells", "telling", "added", "adds", "adding",
    "wrote", "writes", "writing", "tweeted", "posted", "noted", "notes", "noting", "stressed",
    "stresses", "emphasized", "emphasised", "announced", "announces", "asked", "asks", "warned",
    "warns", "warning", "stated", "states", "stating", "explained", "explains", "replied",
    "declared", "declares", "concluded", "continued", "insisted", "argued", "admitted",
    "acknowledged", "claimed", "recalled", "remarked", "commented", "confirmed", "reported",
    "denied", "promised", "pledged", "vowed", "urged", "reads", "read", "shouted", "shouting",
    "chanted", "chanting", "summarized", "summarised", "underlined", "pointed", "joked", "quipped",
    "testified", "responded", "elaborated", "complained", "exclaimed", "observed", "according",
  ]
  private static let pronouns: Set<String> = ["he", "she", "they", "it"]

  mutating func findQuotes() {
    var last: QuoteFinding?
    for quotation in quotations() {
      guard let found = directQuote(quotation, after: last) else {
        if quotation.isClosed { scareQuotes.append(quotation.content) }
        continue
      }
      quotes.append(found)
      last = found
    }
  }

  private func directQuote(_ quotation: Quotation, after last: QuoteFinding?) -> QuoteFinding? {
    // A headline quotes in fragments, without a speaker.
    guard quotation.content.lowerBound >= bodyStart else { return nil }
    let ends = [",", ".", "!", "?", ";", "…", "..."]
    let endsClause =
      ends.contains(words[quotation.content.upperBound - 1])
      || quotation.end < words.count && ends.contains(words[quotation.end])
        && sentenceOf[quotation.end] == sentenceOf[quotation.end - 1]
    var found = QuoteFinding(
      tokens: trimmed(quotation.content), kind: .direct, speaker: nil, cue: nil, sieve: "none")
    guard !found.tokens.isEmpty else { return nil }
    let isClause = endsClause && found.tokens.count >= 4
    if let (cue, speaker, sieve) = speakerAfter(quotation) {
      guard isClause || startsSentence(quotation) else { return nil }
      found.cue = cue
      found.speaker = speaker
      found.sieve = sieve
    } else if let (cue, speaker) = speakerBefore(quotation) {
      found.cue = cue
      found.speaker = speaker
      found.sieve = "before"
    } else if isClause, let last, continues(last, quotation) {
      found.cue = last.cue
      found.speaker = last.speaker
      found.sieve = "continued"
    } else if !isClause || !startsSentence(quotation) {
      return nil
    }
    return found
  }

  /// The content without the comma that belongs to the sentence around it.
  private func trimmed(_ content: Range<Int>) -> Range<Int> {
    var end = content.upperBound
    while end > content.lowerBound, words[end - 1] == "," || words[end - 1] == ";" { end -= 1 }
    return content.lowerBound..<end
  }

  private func startsSentence(_ quotation: Quotation) -> Bool {
    isSentenceStart(quotation.content.lowerBound)
      || quotation.content.lowerBound - 1 == paragraphStart(of: quotation.content.lowerBound)
  }

  /// "…," said Jens Stoltenberg; "…," Stoltenberg told reporters; "…," for example, he added.
  private func speakerAfter(_ quotation: Quotation) -> (Int, QuoteFinding.Speaker?, String)? {
    guard quotation.isClosed, quotation.end < words.count else { return nil }
    let limit = min(clauseEnd(from: quotation.end), quotation.end + 30)
    guard quotation.end < limit else { return nil }
    let cues = (quotation.end..<limit).filter { isCue($0) }
    guard let cue = cues.first else { return nil }
    // A new sentence that starts behind the quotation is not its cue: `"…." Stoltenberg said that`.
    if [".", "!", "?"].contains(words[quotation.content.upperBound - 1]), cue > quotation.end + 6 {
      return nil
    }
    let start = quotation.end + (words[quotation.end] == "," ? 1 : 0)
    if words[cue] == "according" {
      return (cue, subject(in: cue + 1..<limit, behind: true), "according-to")
    }
    if cue == start {
      if cue + 1 < limit, let speaker = subject(in: cue + 1..<limit, behind: true) {
        return (cue, speaker, "inverted")
      }
      return (cue, nil, "inverted")
    }
    return subject(in: start..<cue, behind: false).map { (cue, $0, "after") }
  }

  /// Stoltenberg said, "…"; she told the paper: "…".
  private func speakerBefore(_ quotation: Quotation) -> (Int, QuoteFinding.Speaker?)? {
    let open = quotation.content.lowerBound - 1
    guard open > 0, open > bodyStart else { return nil }
    let start = analyzed.sentences[sentenceOf[open]].tokens.lowerBound
    guard start < open else { return nil }
    let joint = words[open - 1]
    let isIntroduced = joint == "," || joint == ":" || isCue(open - 1)
    guard isIntroduced, let cue = (start..<open).last(where: { isCue($0) }) else { return nil }
    // Other quotations between cue and this one belong to another clause.
    guard !(cue..<open).contains(where: { Self.closers.contains(words[$0]) }) else { return nil }
    if words[cue] == "according" { return (cue, subject(in: cue + 1..<open, behind: true)) }
    return (cue, subject(in: start..<cue, behind: false))
  }

  private static let closers: Set<String> = ["\"", "”", "»", "''"]

  private func isCue(_ token: Int) -> Bool {
    let word = words[token].lowercased()
    guard Self.reportingVerbs.contains(word) else { return false }
    return word != "according" || token + 1 < words.count && words[token + 1] == "to"
  }

  /// The end of the sentence that a cue behind a quotation would stand in.
  private func clauseEnd(from token: Int) -> Int {
    let sentence = analyzed.sentences[sentenceOf[token]].tokens
    let next = (token..<sentence.upperBound).first {
      Reading.closers.contains(words[$0]) || words[$0] == "“"
    }
    return next ?? sentence.upperBound
  }

  /// The subject in a stretch of tokens: before the verb the last name of a person or, where
  /// there is none, of an organisation; behind an inverted verb the first one.
  private func subject(in range: Range<Int>, behind: Bool) -> QuoteFinding.Speaker? {
    guard !range.isEmpty else { return nil }
    // `he said`, `said he`: the pronoun stands beside the verb.
    let beside = behind ? range.lowerBound : range.upperBound - 1
    if Self.pronouns.contains(words[beside].lowercased()) {
      return antecedent(of: beside).map { .entity($0) }
    }
    let inside = names.filter {
      range.contains($0.tokens.lowerBound) && $0.tokens.upperBound <= range.upperBound
    }
    for kind in [NameFinding.Kind.person, .organization] {
      let candidates = inside.filter { $0.kind == kind }
      if let name = behind ? candidates.first : candidates.last,
        let index = names.firstIndex(where: { $0.tokens == name.tokens }),
        let entity = entity(ofName: index)
      {
        return .entity(entity)
      }
    }
    return described(in: range, behind: behind).map { .described($0) }
  }

  /// "a Japanese official", "the ministry": an article and what follows it up to the verb or a
  /// comma.
  private func described(in range: Range<Int>, behind: Bool) -> Range<Int>? {
    let articles: Set<String> = ["a", "an", "the", "one", "another"]
    let starts = range.filter { articles.contains(words[$0].lowercased()) }
    guard let start = behind ? starts.first : starts.last else { return nil }
    var end = start + 1
    while end < range.upperBound, isWord(end) || words[end] == "-", end - start < 8,
      !["in", "on", "at", "to", "during", "after", "who", "that"].contains(words[end].lowercased())
    {
      end += 1
    }
    return end > start + 1 ? start..<end : nil
  }

  /// Whom "he" or "she" means: the person named first in the nearest sentence before that names
  /// one outside quotation marks.
  private func antecedent(of pronoun: Int) -> Int? {
    var sentence = sentenceOf[pronoun]
    let first = max(0, sentence - 6)
    while sentence >= first {
      let range = analyzed.sentences[sentence].tokens
      let index = names.indices.first { index in
        let name = names[index]
        return name.kind == .person && range.contains(name.tokens.lowerBound)
          && name.tokens.lowerBound < pronoun
          && !quotes.contains { $0.tokens.contains(name.tokens.lowerBound) }
      }
      if let index { return entity(ofName: index) }
      sentence -= 1
    }
    return nil
  }

  /// Whether a quotation goes on with what the last quoted person says: in the same paragraph,
  /// or right at the head of the next one.
  private func continues(_ last: QuoteFinding, _ quotation: Quotation) -> Bool {
    let here = analyzed.sentences[sentenceOf[quotation.content.lowerBound]].paragraph
    let there = analyzed.sentences[sentenceOf[last.tokens.lowerBound]].paragraph
    return here == there
      || here == there + 1
        && quotation.content.lowerBound - 1 == paragraphStart(of: quotation.content.lowerBound)
  }
}
