internal import Language

/// What was found, put in order: overlaps dropped, mixed quotes and scare quotes told.
extension QuoteReader {
  /// Puts the quotes in order, drops what overlaps, tells mixed ones and scare quotes.
  mutating func settle() {
    var all = quotes + pending
    all.sort {
      ($0.tokens.lowerBound, -$0.tokens.upperBound) < ($1.tokens.lowerBound, -$1.tokens.upperBound)
    }
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
      // "said his roommates said they saw him": the roommates speak, he relays it.
      if let last = kept.last, let cue = quote.cue, last.kind != .direct, quote.kind != .direct,
        quote.speaker != nil, quote.speaker != last.speaker, quote.relayedBy == nil,
        let source = quote.source, !quote.pointsBack,
        source.lowerBound <= last.tokens.lowerBound + 1, last.tokens.contains(cue.lowerBound),
        last.tokens.upperBound == quote.tokens.upperBound,
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
    for index in quotes.indices {
      let name = quotes[index].to?.first { nameOf[$0] >= 0 && !isName($0, .adjective) }
      quotes[index].toEntity = name.map { entityOfName[nameOf[$0]] }
    }
    settleInterviews()
    settleScareQuotes()
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
