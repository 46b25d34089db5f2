internal import Language

/// Whom an interview was given to: said once, it holds for what is quoted from it further on.
extension QuoteReader {
  private struct Interview {
    var outlet: Int
    var words: Range<Int>
    var sentence: Int
  }

  /// Other occasions: what is quoted from them was not said in the interview.
  private static let occasions: Set<String> = [
    "statement", "tweet", "tweeted", "retweeted", "posted", "twitter", "facebook", "telegram",
    "speech", "conference", "briefing", "letter", "parliament", "summit", "rally", "reporters",
    "journalists", "wrote", "interview", "remarks", "address", "testimony", "court",
  ]

  /// Gives quotes without an addressee the outlet of the interview they were said in.
  mutating func settleInterviews() {
    let interviews = self.interviews()
    guard !interviews.isEmpty else { return }
    var outletOf: [Int: Interview] = [:]
    var several: Set<Int> = []
    for interview in interviews {
      for index in quotes.indices {
        guard let cue = quotes[index].cue,
          reading.sentenceOf[cue.lowerBound] == interview.sentence
        else { continue }
        if quotes[index].to == nil {
          quotes[index].to = interview.words
          quotes[index].toEntity = interview.outlet
        }
        guard quotes[index].toEntity == interview.outlet,
          case .entity(let speaker)? = quotes[index].speaker
        else { continue }
        if let known = outletOf[speaker], known.outlet != interview.outlet {
          several.insert(speaker)
        }
        outletOf[speaker] = outletOf[speaker] ?? interview
      }
    }
    for index in quotes.indices where quotes[index].to == nil && quotes[index].kind != .indirect {
      guard case .entity(let speaker)? = quotes[index].speaker, let interview = outletOf[speaker],
        !several.contains(speaker), quotes[index].tokens.lowerBound > interview.words.lowerBound,
        !isOtherOccasion(quotes[index])
      else { continue }
      quotes[index].to = interview.words
      quotes[index].toEntity = interview.outlet
    }
  }

  /// "in an interview with Kyodo News", "in remarks to the BBC", as long as there are few.
  private func interviews() -> [Interview] {
    var found: [Interview] = []
    for token in lower.indices
    where ["interview", "interviews", "remarks"].contains(lower[token])
      && quotationOf[token] < 0 && token >= reading.bodyStart && found.count < 8
    {
      let limit = self.sentence(of: token).upperBound
      guard token + 2 < limit, ["with", "to", "by", "for"].contains(lower[token + 1]),
        let phrase = objectPhrase(token + 2, limit: limit),
        let name = phrase.first(where: { isName($0, .organization) }),
        reading.entities[entityOfName[nameOf[name]]].entry?.organizationKind == "media"
          || reading.entities[entityOfName[nameOf[name]]].detail == "media"
      else { continue }
      found.append(
        Interview(
          outlet: entityOfName[nameOf[name]], words: phrase, sentence: reading.sentenceOf[token]))
    }
    return found
  }

  private func isOtherOccasion(_ quote: QuoteFinding) -> Bool {
    guard let cue = quote.cue else { return false }
    return self.sentence(of: cue.lowerBound).contains {
      quotationOf[$0] < 0 && Self.occasions.contains(lower[$0])
    }
  }
}
