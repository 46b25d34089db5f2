internal import Language

/// What comes again: "every Friday", "annually", "twice a week"; and times at large: "now", "the past".
extension TimeGrammar {
  /// A TIMEX3 SET.
  func set(at start: Int) -> TimeMatch? {
    let token = self[start]
    func found(_ value: String, _ end: Int, _ sieve: String = "set") -> TimeMatch {
      TimeMatch(tokens: start..<end, kind: .set, value: value, sieve: sieve)
    }
    if token.kind == .set, let unit = token.unit {
      // "the daily Népszava", "a weekly magazine" say what a thing is, not when.
      let next = self[start + 1]
      let isAdverb =
        token.value == Int32(TimeUnit.year.rawValue) || !next.isAlphabetic || next.word != .none
        || next.cue != .none
      // "the weekly briefing", "monthly reports" come again.
      guard isAdverb || recurs(start + 1), !token.isCapital || start == sentence.lowerBound else {
        return nil
      }
      return found(unit == .quarter ? "P3M" : unit.duration(1), start + 1)
    }
    if token.kind == .weekdays {
      let next = self[start + 1]
      if next.kind == .parts, let part = DayPart(rawValue: Int(next.value)) {
        return found("XXXX-WXX-\(token.value)\(part.code)", start + 2, "weekdays")
      }
      return found("XXXX-WXX-\(token.value)", start + 1, "weekdays")
    }
    if token.kind == .weekday {
      if self[start + 1].kind == .parts, let part = DayPart(rawValue: Int(self[start + 1].value)) {
        return found("XXXX-WXX-\(token.value)\(part.code)", start + 2, "weekdays")
      }
      if self[start + 1].unit == .night, self[start + 1].kind == .units {
        return found("XXXX-WXX-\(token.value)TNI", start + 2, "weekdays")
      }
      return nil
    }
    switch token.word {
    case .every, .each: return every(at: start)
    case .per:
      guard let unit = self[start + 1].unit, self[start + 1].kind == .unit, !isSpeed(start) else {
        return nil
      }
      return found(unit.duration(1), start + 2, "rate")
    case .once, .twice, .thrice: return times(at: start, start + 1)
    case .several, .many, .few:
      return self[start + 1].word == .times ? times(at: start, start + 2) : nil
    case .a:
      return self[start + 1].word == .few && self[start + 2].word == .times
        ? times(at: start, start + 3) : nil
    default:
      guard token.kind == .cardinal || token.kind == .number, let quantity = quantity(at: start),
        self[quantity.end].word == .times
      else { return nil }
      return times(at: start, quantity.end + 1)
    }
  }

  /// Papers and broadcasts that are named by how often they come.
  private static let periodicals: Set<String> = [
    "newspaper", "newspapers", "magazine", "magazines", "paper", "papers", "tabloid", "broadsheet",
    "journal", "publication", "show", "program", "programme", "bulletin", "news", "press", "life",
    "lives", "edition", "column",
  ]

  /// Whether the words at a place name something that comes again: a noun, an adjective with one.
  private func recurs(_ index: Int) -> Bool {
    guard sentence.contains(index), !tokens[index].isCapital else { return false }
    var noun = index
    if [.adj, .noun].contains(text.tokens[noun].tag), self[noun + 1].isAlphabetic,
      text.tokens[noun + 1].tag == .noun
    {
      noun += 1
    }
    return text.tokens[noun].tag == .noun && !tokens[noun].isCapital
      && !Self.periodicals.contains(spelling(index)) && !Self.periodicals.contains(spelling(noun))
  }

  private static let lengths: Set<String> = [
    "mile", "miles", "kilometer", "kilometers", "kilometre", "kilometres", "km", "meter", "meters",
    "metre", "metres", "m", "feet", "ft", "foot", "knots",
  ]

  /// "75 miles per hour": a speed.
  private func isSpeed(_ per: Int) -> Bool {
    sentence.contains(per - 1) && Self.lengths.contains(spelling(per - 1))
  }

  /// "twice a week", "three times every year".
  private func times(at start: Int, _ index: Int) -> TimeMatch? {
    let joint = self[index].word
    guard [.a, .an, .per, .every, .each].contains(joint) else { return nil }
    var next = index + 1
    var amount = 1.0
    if joint == .every, let quantity = quantity(at: next), let count = quantity.amount {
      amount = count
      next = quantity.end
    }
    guard let unit = self[next].unit, self[next].kind == .unit || amount > 1 else { return nil }
    return TimeMatch(
      tokens: start..<next + 1, kind: .set, value: unit.duration(amount), sieve: "frequency")
  }

  /// "every Friday", "each July", "every two years", "every other week", "every summer".
  private func every(at start: Int) -> TimeMatch? {
    var index = start + 1
    var amount: Double = 1
    if self[index].word == .other {
      amount = 2
      index += 1
    } else if let (count, end) = ordinal(at: index), self[end].unit != nil || count > 1,
      self[end].kind == .unit || self[end].kind == .weekday
    {
      amount = Double(count)
      index = end
    } else if let quantity = quantity(at: index), !quantity.isArticle {
      guard let count = quantity.amount else {
        guard let unit = self[quantity.end].unit else { return nil }
        return TimeMatch(
          tokens: start..<quantity.end + 1, kind: .set, value: unit.duration(nil), sieve: "set")
      }
      amount = count
      index = quantity.end
    } else if self[index].word == .single {
      index += 1
    }
    let token = self[index]
    var value: String
    switch token.kind {
    case .unit, .units:
      guard let unit = token.unit, token.kind == .unit || amount != 1 else { return nil }
      if unit == .weekend {
        value = "XXXX-WXX-WE"
      } else if unit == .night, amount == 1 {
        value = "XXXX-XX-XXTNI"
      } else {
        value = unit.duration(amount)
      }
    case .weekday:
      value = amount == 1 ? "XXXX-WXX-\(token.value)" : "P\(Int(amount))W"
    case .month: value = "XXXX-\(padded(Int(token.value), 2))"
    case .season:
      guard let season = TimePoint.Season(rawValue: Int(token.value)) else { return nil }
      value = "XXXX-\(season.code)"
    case .part:
      guard let part = DayPart(rawValue: Int(token.value)) else { return nil }
      value = "XXXX-XX-XX\(part.code)"
    default: return nil
    }
    var end = index + 1
    if token.kind == .weekday || token.word == .day, value.hasPrefix("XXXX") || amount == 1 {
      if self[end].kind == .part, let part = DayPart(rawValue: Int(self[end].value)) {
        value = token.kind == .weekday ? value + part.code : "XXXX-XX-XX" + part.code
        end += 1
      } else if self[end].word == .night {
        value = token.kind == .weekday ? value + "TNI" : "XXXX-XX-XXTNI"
        end += 1
      }
    }
    if token.kind == .month, let (day, next) = dayNumber(at: end) {
      value += "-\(padded(day, 2))"
      end = next
    }
    return TimeMatch(tokens: start..<end, kind: .set, value: value, sieve: "set")
  }

  // MARK: Times at large

  /// "now", "currently", "at present", "in the past", "the future", "Earlier,".
  func general(at start: Int) -> TimeMatch? {
    func found(_ value: TimePoint, _ end: Int) -> TimeMatch {
      TimeMatch(
        tokens: start..<end, kind: .date, value: value.value, point: value, sieve: "at-large")
    }
    let token = self[start]
    let isClauseEdge =
      start == sentence.lowerBound
      || !self[start + 1].isAlphabetic && self[start + 1].kind == .other
    if token.kind == .reference {
      switch token.value {
      case 0:
        // "now that", "now-defunct" are no times.
        if self[start + 1].word == .that || self[start + 1].kind == .dash
          || self[start - 1].word == .every
          || self[start + 1].word == .and && self[start + 2].word == .then
        {
          return nil
        }
        return found(.present, start + 1)
      case 1:
        // "Soon after the vote" counts from the vote.
        guard isClauseEdge, ![.after, .before, .as].contains(self[start + 1].word) else {
          return nil
        }
        return found(.future, start + 1)
      default:
        let isPlain = token.word == .recently || spelling(start) == "lately"
        return isPlain || isClauseEdge ? found(.past, start + 1) : nil
      }
    }
    switch token.word {
    case .the:
      let next = self[start + 1].word
      let noun = self[start + 2]
      let isNoun =
        !noun.isAlphabetic && noun.kind == .other || noun.word != .none || noun.cue != .none
        || isAlone(start..<start + 2)
      if next == .past, isNoun, noun.unit == nil { return found(.past, start + 2) }
      if next == .future, isNoun, noun.word != .of { return found(.future, start + 2) }
      if next == .present, !noun.isAlphabetic { return found(.present, start + 2) }
      if next == .near, noun.word == .future || noun.word == .term {
        return found(.future, start + 3)
      }
      if next == .present, noun.word == .time, self[start - 1].word == .at {
        return found(.present, start + 3)
      }
      if next == .moment, self[start - 1].word == .at || self[start - 1].word == .for,
        !noun.isAlphabetic || noun.word != .of
      {
        return found(.present, start + 2)
      }
    case .present where self[start - 1].word == .at:
      return found(.present, start + 1)
    case .at where self[start + 1].word == .present:
      return found(.present, start + 2)
    case .earlier:
      guard start == sentence.lowerBound, self[start + 1].word != .than,
        self[start + 1].word != .in
      else { return nil }
      return found(.past, start + 1)
    case .recent, .current, .future, .already, .yet:
      guard isAlone(start..<start + 1) else { return nil }
      let value: TimePoint =
        token.word == .recent ? .past : token.word == .future ? .future : .present
      return found(value, start + 1)
    case .as:
      if self[start + 1].word == .soon, self[start + 2].word == .as,
        self[start + 3].word == .possible
      {
        return found(.future, start + 4)
      }
    case .these where self[start + 1].unit == .day && self[start + 1].kind == .units:
      return isClauseEdge || !self[start + 2].isAlphabetic ? found(.present, start + 2) : nil
    default: break
    }
    return nil
  }
}
