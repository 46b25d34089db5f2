internal import Language

/// What a paragraph of a dispatch is for.
enum ParagraphRole {
  case body
  /// "Recall", "Background": what follows recalls earlier news.
  case recallHead
  /// Another head: "What we know".
  case head
  /// "Read also: …", "Photo: …", calls to subscribe.
  case boilerplate
}

extension Reading {
  static let recallHeads: Set<String> = [
    "recall", "background", "context", "reminder", "as a reminder", "for reference", "reference",
    "to recall", "we recall", "let us recall", "let's recall", "recall that", "history",
    "the background", "previously", "earlier", "what preceded", "the context", "backstory",
    "in the past", "timeline", "background information", "key background", "for the record",
    "what happened before", "how it started", "prehistory", "the story so far",
  ]
  private static let otherHeads: Set<String> = [
    "details", "addition", "supplement", "additionally", "what we know", "why it matters",
    "what's next", "what next", "the big picture", "key points", "in detail", "analysis", "update",
    "sources", "source", "related news", "external links", "sister links", "what they are saying",
    "the bottom line", "go deeper", "driving the news", "between the lines", "by the numbers",
  ]
  private static let boilerplateStarts: [[String]] = [
    ["read", "also"], ["read", "more"], ["see", "also"], ["also", "read"], ["related", ":"],
    ["photo", ":"], ["photo", "by"], ["photos", ":"], ["image", ":"], ["video", ":"],
    ["subscribe", "to"], ["follow", "us"], ["sign", "up"], ["click", "here"], ["advertisement"],
    ["share", "this"], ["all", "rights", "reserved"], ["copyright"], ["©"], ["reporting", "by"],
    ["editing", "by"], ["(", "reporting", "by"], ["(", "editing", "by"], ["writing", "by"],
    ["file", "photo"], ["more", "on", "this"], ["read", "the", "full"], ["read", "the", "rest"],
    ["this", "article", "was", "originally"], ["join", "us", "on"], ["get", "the", "latest"],
    ["download", "the", "app"], ["support", "us"], ["correction", ":"],
  ]

  /// The role of every sentence's paragraph.
  func sentenceRoles() -> [ParagraphRole] {
    var roles = [ParagraphRole](repeating: .body, count: analyzed.sentences.count)
    var index = titleSentences
    while index < roles.count {
      let paragraph = analyzed.sentences[index].paragraph
      var end = index + 1
      while end < roles.count, analyzed.sentences[end].paragraph == paragraph { end += 1 }
      let tokens =
        analyzed.sentences[index].tokens.lowerBound..<analyzed.sentences[end - 1].tokens.upperBound
      let role = role(ofParagraph: tokens)
      for sentence in index..<end { roles[sentence] = role }
      index = end
    }
    return roles
  }

  private func role(ofParagraph tokens: Range<Int>) -> ParagraphRole {
    let start = tokens.prefix(4).map { words[$0].lowercased() }
    if Self.boilerplateStarts.contains(where: { start.starts(with: $0) }) { return .boilerplate }
    guard tokens.count <= 6, let last = tokens.last, ![".", "!", "\"", "”"].contains(words[last])
    else { return .body }
    var end = tokens.upperBound
    while end > tokens.lowerBound, !isWord(end - 1) { end -= 1 }
    var first = tokens.lowerBound
    while first < end, !isWord(first) { first += 1 }
    guard first < end else { return .body }
    let text = analyzed.string(first..<end).lowercased()
    if Self.recallHeads.contains(text) { return .recallHead }
    if Self.otherHeads.contains(text) { return .head }
    return .body
  }
}
