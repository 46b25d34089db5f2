internal import Language

/// A time found in the text.
struct TimeFinding: Sendable {
  /// "t1", "t2" in the order of the text.
  var id: String
  var tokens: Range<Int>
  var kind: TimeExpression.Kind
  /// TIMEX3.
  var value: String
  var mod: String?
  /// "Z", "-05:00", "local": the zone of a clock time, where the text names one.
  var zone: String?
  /// Its first and last day; nil for an open end.
  var first: CivilDay?
  var last: CivilDay?
  /// The rule that found it.
  var sieve: String
}

extension Reading {
  /// Finds the times of the text, resolved against the time of publication.
  ///
  /// - Parameter published: seconds since 1970-01-01T00:00:00Z; nil leaves what hangs on it open
  ///   ("XXXX-WXX-5").
  mutating func findTimes(published: Int64?) {
    let day = published.map { publicationDay($0) } ?? datedLine
    var grammar = TimeGrammar(analyzed, published: day)
    grammar.dayFirst = writesDayFirst
    let speech = speechRanges()
    var found: [TimeFinding] = []
    /// The day that the report is about: what "today" means in what was said then.
    var newsDay: CivilDay?
    for (index, sentence) in analyzed.sentences.enumerated() {
      grammar.sentence = sentence.tokens
      var saidOn: CivilDay?
      var token = sentence.tokens.lowerBound
      while token < sentence.tokens.upperBound {
        let isSpeech = speech.contains(token)
        grammar.now = day
        if isSpeech, let speechDay = saidOn ?? newsDay, let day, speechDay <= day,
          speechDay.number > day.number - 10
        {
          grammar.now = speechDay
        }
        guard let match = grammar.match(at: token), !isInsideName(match, grammar) else {
          token += 1
          continue
        }
        found.append(finding(match, grammar, id: "t\(found.count + 1)"))
        grammar.series = series(behind: match)
        let isComparison = isComparison(match, grammar.reference)
        if match.kind == .date || match.kind == .time, !isComparison, let point = match.point,
          point.bounds != nil
        {
          grammar.reference = point
          if case .day(let named) = point {
            grammar.referenceDay = named
            if !isSpeech, let day, named <= day {
              saidOn = named
              if index >= titleSentences, newsDay == nil { newsDay = named }
            }
          }
        }
        token = match.tokens.upperBound
      }
    }
    times = found
  }

  /// The time whose expression holds or overlaps these tokens.
  func time(overlapping range: Range<Int>) -> TimeFinding? {
    // The findings stand in order and apart.
    let low = times.partitionPoint(where: { $0.tokens.upperBound <= range.lowerBound })
    return low < times.count && times[low].tokens.overlaps(range) ? times[low] : nil
  }

  /// The times whose expressions stand inside these tokens, in order.
  func times(in range: Range<Int>) -> ArraySlice<TimeFinding> {
    let low = times.partitionPoint(where: { $0.tokens.lowerBound < range.lowerBound })
    var end = low
    while end < times.count, times[end].tokens.upperBound <= range.upperBound { end += 1 }
    return times[low..<end]
  }

  /// Writes the times into the record, and the dateline's date.
  func fillTimes(_ record: inout Record) {
    record.times = times.map { time in
      var found = TimeExpression(
        id: time.id, span: span(time.tokens), kind: time.kind, value: time.value,
        sieve: time.sieve)
      found.mod = time.mod
      found.zone = time.zone
      if time.first != nil || time.last != nil {
        found.range = (time.first?.iso, time.last?.iso)
      }
      return found
    }
    if let dateline, let date = times(in: dateline.tokens).first(where: { $0.kind == .date }) {
      record.dateline?.date = date.value
    }
  }

  private func finding(_ match: TimeMatch, _ grammar: TimeGrammar, id: String) -> TimeFinding {
    var finding = TimeFinding(
      id: id, tokens: match.tokens, kind: match.kind, value: match.value, mod: match.mod,
      zone: match.zone, first: match.first, last: match.last, sieve: match.sieve)
    guard match.kind == .date || match.kind == .time else { return finding }
    // What stands before the expression may open one of its ends.
    switch grammar[match.tokens.lowerBound - 1].word {
    case .by, .until, .till: finding.first = nil
    case .before:
      finding.last = match.first.map { $0 - 1 }
      finding.first = nil
    case .since: finding.last = nil
    case .after:
      finding.first = match.last.map { $0 + 1 }
      finding.last = nil
    default: break
    }
    return finding
  }

  /// "a year earlier" is what is compared with, not what is told of.
  private func isComparison(_ match: TimeMatch, _ reference: TimePoint?) -> Bool {
    if match.sieve == "year-ago" { return true }
    guard match.sieve == "step", match.point?.unit != .day, let new = match.point?.bounds?.first,
      let told = reference?.bounds?.first
    else { return false }
    return new < told
  }

  private func series(behind match: TimeMatch) -> (end: Int, month: Int, year: Int?)? {
    guard match.sieve == "month-day" || match.sieve == "day-of-series",
      case .day(let day)? = match.point
    else { return nil }
    return (match.tokens.upperBound, day.month, day.year)
  }

  // MARK: Names

  /// Whether the expression is a part of a name: "2020 Republican National Convention",
  /// "Zrínyi 2026", "75th Anniversary Summit".
  private func isInsideName(_ match: TimeMatch, _ grammar: TimeGrammar) -> Bool {
    let range = match.tokens
    for name in names where name.tokens.overlaps(range) && name.kind != .adjective {
      if name.tokens.lowerBound <= range.lowerBound, name.tokens.upperBound >= range.upperBound,
        name.tokens.count > range.count
      {
        return true
      }
    }
    for name in analyzed.names where name.tokens.overlaps(range) {
      if name.tokens.lowerBound <= range.lowerBound, name.tokens.upperBound >= range.upperBound,
        name.tokens.count > range.count
      {
        return true
      }
    }
    return grammar.isYearOfName(match)
  }

  // MARK: Whose words, whose clock

  /// A full date that fills a line of the text's head: the date of publication, where no other is
  /// known.
  private var datedLine: CivilDay? {
    var grammar = TimeGrammar(analyzed, published: nil)
    for sentence in analyzed.sentences.prefix(4) {
      grammar.sentence = sentence.tokens
      if let match = grammar.match(at: sentence.tokens.lowerBound),
        match.tokens.upperBound >= sentence.tokens.upperBound - 1, case .day(let day)? = match.point
      {
        return day
      }
    }
    return nil
  }

  /// The tokens between quotation marks that are speech.
  private func speechRanges() -> SpeechRanges {
    SpeechRanges(
      quotes.filter { $0.kind != .indirect && $0.tokens.count > 4 }.map(\.tokens)
        .sorted { $0.lowerBound < $1.lowerBound })
  }

  /// The day of publication where the dispatch was written. A time of exactly midnight UTC is a
  /// date that a feed gave without a time: it stays.
  private func publicationDay(_ seconds: Int64) -> CivilDay {
    guard seconds % 86_400 != 0, let offset = datelineOffset else {
      return CivilDay(seconds: seconds, offset: 0)
    }
    return CivilDay(seconds: seconds, offset: offset)
  }

  private var datelinePlace: GazetteerEntry? {
    if let index = dateline?.placeName, names.indices.contains(index),
      let entry = names[index].entry
    {
      return entry
    }
    return dateline?.place.flatMap { gazetteer.lookup($0).first { $0.longitude != nil } }
  }

  /// Minutes east of Greenwich of the dateline's place.
  private var datelineOffset: Int? {
    datelinePlace.flatMap { ZoneOffset.minutes(country: $0.country, longitude: $0.longitude) }
  }

  /// "3/4" is the third of April but for the United States and those who write as they do.
  private var writesDayFirst: Bool {
    guard let country = datelinePlace?.country else { return false }
    return !["US", "PH", "CA", "CN", "JP", "KR", "TW"].contains(country)
  }
}

/// Ranges in order, asked for tokens in order.
private struct SpeechRanges {
  let ranges: [Range<Int>]

  init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  func contains(_ token: Int) -> Bool {
    let low = ranges.partitionPoint(where: { $0.upperBound <= token })
    return low < ranges.count && ranges[low].contains(token)
  }
}

extension TimeGrammar {
  /// Whether a year belongs to the capitalised words around it.
  fileprivate func isYearOfName(_ match: TimeMatch) -> Bool {
    guard match.sieve == "year", match.tokens.count == 1 else { return false }
    let index = match.tokens.lowerBound
    let next = self[index + 1]
    // "Expo 2020", "Zrínyi 2026"; but "Canada 2019 general election".
    let before = self[index - 1]
    if before.isCapital, before.kind == .other, before.word == .none, index > sentence.lowerBound,
      !(next.isAlphabetic && !next.isCapital && next.word == .none && next.cue == .none)
    {
      return true
    }
    // "2020 Republican National Convention" as against "2019 UK general election".
    guard next.isCapital, next.kind == .other, before.word != .in, before.word != .since,
      before.word != .by
    else { return false }
    var end = index + 1
    while self[end].isCapital || self[end].word == .of || self[end].word == .the
      || self[end].word == .and || self[end].word == .for
    {
      end += 1
    }
    let noun = self[end]
    let isModifier = noun.isAlphabetic && noun.word == .none && noun.cue == .none
    return end - index > 2 && !isModifier
  }
}
