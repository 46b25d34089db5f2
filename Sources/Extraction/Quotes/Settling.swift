internal import Language

/// What was found, put in order: overlaps dropped, mixed quotes and scare quotes told.
extension QuoteReader {
  /// Puts the quotes in order, drops what overlaps, tells mixed ones and scare quotes.
  mutating func settle() {
    let unsorted = quotes + pending
    let order = unsorted.indices.sorted {
      let (first, second) = (unsorted[$0], unsorted[$1])
      return (first.tokens.lowerBound, -first.tokens.upperBound, first.isJoint ? 1 : 0, $0)
        < (second.tokens.lowerBound, -second.tokens.upperBound, second.isJoint ? 1 : 0, $1)
    }
    let all = order.map { unsorted[$0] }
    var kept: [QuoteFinding] = []
    for quote in all {
      var quote = quote
      if quote.kind == .indirect {
        // What goes on into a direct quote ends before it.
        if let mark = quote.tokens.dropFirst(3).first(where: {
          quotationOf[$0] >= 0 && isDirect[quotationOf[$0]]
        }) {
          quote.tokens = quote.tokens.lowerBound..<mark
        }
        if quote.tokens.contains(where: { quotationOf[$0] >= 0 && isContent($0) }) {
          quote.kind = .mixed
        }
      }
      // Each of several who speak together has his own.
      if quote.isJoint {
        if let last = kept.last, last.cue == quote.cue, last.tokens.overlaps(quote.tokens) {
          quote.tokens = last.tokens
          quote.kind = last.kind
          quote.relayedBy = last.relayedBy
          kept.append(quote)
        }
        continue
      }
      // "said his roommates said they saw him": the roommates speak, he relays it.
      if let last = kept.last, let cue = quote.cue, last.kind != .direct, quote.kind != .direct,
        quote.speaker != nil, quote.speaker != last.speaker, quote.relayedBy == nil,
        let source = quote.source, !quote.pointsBack,
        source.lowerBound <= last.tokens.lowerBound + 1, last.tokens.contains(cue.lowerBound),
        last.tokens.upperBound == quote.tokens.upperBound,
        quote.tokens.count > 1,
        isReport(cue.lowerBound), quote.act != .promises, quote.act != .demands, quote.act != .asks
      {
        quote.relayedBy = last.speaker
        kept[kept.count - 1] = quote
        continue
      }
      if let last = kept.last, last.tokens.overlaps(quote.tokens),
        last.tokens.lowerBound == quote.tokens.lowerBound || last.kind == .direct
          || overlap(last.tokens, quote.tokens) * 10 > max(last.tokens.count, quote.tokens.count)
            * 8
      {
        // The same words twice: a direct quote, or the one with a speaker, stays.
        if last.speaker == nil, quote.speaker != nil, last.kind != .direct {
          kept[kept.count - 1] = quote
        }
        continue
      }
      kept.append(quote)
    }
    quotes = withoutNamed(kept)
    nameLeadSpeaker()
    for index in quotes.indices {
      let name = quotes[index].to?.first { nameOf[$0] >= 0 && !isName($0, .adjective) }
      quotes[index].toEntity = name.map { entityOfName[nameOf[$0]] }
    }
    settleInterviews()
    settleScareQuotes()
  }

  /// "The UN envoy for Yemen voiced regret. … Hans Bakker said": who is only described in the lead is
  /// the one who speaks right behind it, named in full without an office.
  private mutating func nameLeadSpeaker() {
    guard reading.titleSentences < reading.analyzed.sentences.count else { return }
    let lead = reading.analyzed.sentences[reading.titleSentences].paragraph
    guard
      let first = quotes.firstIndex(where: { quote in
        guard case .described(let phrase)? = quote.speaker,
          phrase.lowerBound >= reading.bodyStart, !quote.pointsBack
        else { return false }
        let head = headNoun(of: phrase)
        return paragraph(of: phrase.lowerBound) <= lead + 3 && !isPlural(head)
          && SourceNouns.shared.kind(of: lower[head]) == .official
          && reading.entities.count < 1_000
          && (lower[phrase.lowerBound] == "the" || nameOf[phrase.lowerBound] >= 0
            || ["its", "his", "her", "their"].contains(lower[phrase.lowerBound]))
      }), case .described(let phrase)? = quotes[first].speaker
    else { return }
    let speakers = quotes[first...].prefix(12).filter { quote in
      guard let source = quote.source, case .entity(let entity)? = quote.speaker else {
        return false
      }
      return reading.entities[entity].kind == .person && !quote.pointsBack
        && source.lowerBound > phrase.upperBound
    }
    guard let next = speakers.first, case .entity(let person)? = next.speaker,
      let source = next.source, let name = reading.entities[person].names.first,
      reading.entities[person].roles.isEmpty, reading.names[name].tokens.count > 1,
      source.contains(reading.names[name].tokens.lowerBound)
        || reading.names[name].tokens.lowerBound < reading.bodyStart,
      reading.names[name].title == nil, source.count <= reading.names[name].tokens.count,
      paragraph(of: source.lowerBound) <= paragraph(of: phrase.lowerBound) + 2
    else { return }
    let head = lower[headNoun(of: phrase)]
    for index in quotes.indices {
      guard case .described(let words)? = quotes[index].speaker,
        words == phrase
          || lower[headNoun(of: words)] == head && words.lowerBound < source.lowerBound
            && words.count <= phrase.count
      else { continue }
      quotes[index].speaker = .entity(person)
    }
  }

  /// "said they had asked for more": what is only named inside of what somebody says is no report
  /// of its own.
  private func withoutNamed(_ found: [QuoteFinding]) -> [QuoteFinding] {
    var kept: [QuoteFinding] = []
    for quote in found {
      if quote.kind == .indirect, let cue = quote.cue, !hasFiniteVerb(quote.tokens),
        kept.suffix(3).contains(where: { outer in
          outer.kind != .direct && outer.speaker != nil && outer.speaker != quote.speaker
            && outer.tokens.contains(cue.lowerBound)
            && outer.tokens.contains(quote.tokens.lowerBound)
        })
      {
        continue
      }
      kept.append(quote)
    }
    return kept
  }

  /// A verb that tells of something said, not of what would be ("would ask").
  private func isReport(_ token: Int) -> Bool {
    guard let index = cueAt[token] else { return false }
    let cue = cues[index]
    return !cue.isInfinitive && !cue.isPassive
      && !cue.group.contains { ClosedClasses.modals.contains(lower[$0]) }
  }

  func isContent(_ token: Int) -> Bool {
    quotations[quotationOf[token]].content.contains(token)
  }

  func overlap(_ first: Range<Int>, _ second: Range<Int>) -> Int {
    max(0, min(first.upperBound, second.upperBound) - max(first.lowerBound, second.lowerBound))
  }

  mutating func settleScareQuotes() {
    var next = 0
    for (index, quotation) in quotations.enumerated() where quotation.isClosed && !isDirect[index] {
      while next < quotes.count, quotes[next].tokens.upperBound <= quotation.content.lowerBound {
        next += 1
      }
      let isReported = quotes[next...].prefix(4).contains {
        $0.tokens.lowerBound <= quotation.content.lowerBound
          && quotation.content.upperBound <= $0.tokens.upperBound + 1
      }
      if !isReported { scareQuotes.append(quotation.content) }
    }
  }
}
