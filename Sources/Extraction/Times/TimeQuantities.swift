/// Numbers in words and digits.
extension TimeGrammar {
  struct Quantity {
    /// nil for "several".
    var amount: Double?
    var end: Int
    var isApproximate = false
    /// Whether it is an article that only sometimes counts: "a year".
    var isArticle = false
  }

  /// "three", "twenty-five", "two hundred and ten", "1,200", "2.5", "2 1/2", "two and a half", "a",
  /// "half a", "several", "a few", "a couple of", "two to three", "12 or 18".
  func quantity(at start: Int) -> Quantity? {
    let token = self[start]
    switch token.word {
    case .a, .an:
      let next = self[start + 1]
      switch next.word {
      case .few:
        return Quantity(amount: nil, end: start + 2)
      case .couple:
        return Quantity(amount: 2, end: self[start + 2].word == .of ? start + 3 : start + 2)
      case .number, .handful:
        return self[start + 2].word == .of ? Quantity(amount: nil, end: start + 3) : nil
      case .half:
        return Quantity(amount: 0.5, end: skipHyphen(start + 2))
      case .full, .whole, .further, .additional:
        return Quantity(amount: 1, end: start + 2)
      default: break
      }
      if next.kind == .scale {
        return Quantity(amount: Double(next.value), end: skipHyphen(start + 2))
      }
      return Quantity(amount: 1, end: start + 1, isArticle: true)
    case .another:
      if let rest = cardinal(at: start + 1) { return rest }
      return Quantity(amount: 1, end: start + 1, isArticle: true)
    case .additional: return cardinal(at: start + 1)
    case .half:
      if self[start + 1].word == .a || self[start + 1].word == .an {
        return Quantity(amount: 0.5, end: start + 2)
      }
      return Quantity(amount: 0.5, end: skipHyphen(start + 1))
    case .several, .many, .numerous:
      return Quantity(amount: nil, end: skipHyphen(start + 1))
    case .few: return Quantity(amount: nil, end: skipHyphen(start + 1))
    case .couple: return Quantity(amount: 2, end: start + (self[start + 1].word == .of ? 2 : 1))
    case .some:
      if let rest = cardinal(at: start + 1) {
        var rest = rest
        rest.isApproximate = true
        return rest
      }
      return Quantity(amount: nil, end: start + 1)
    case .dozens, .hundreds, .thousands:
      return self[start + 1].word == .of ? Quantity(amount: nil, end: start + 2) : nil
    default: return cardinal(at: start)
    }
  }

  private func cardinal(at start: Int) -> Quantity? {
    guard var found = simpleCardinal(at: start) else { return nil }
    // "two and a half", "two-and-a-half", "2 1/2".
    let next = skipHyphen(found.end)
    if self[next].word == .and {
      let article = skipHyphen(next + 1)
      if self[article].word == .a, self[skipHyphen(article + 1)].word == .half {
        found.amount = found.amount.map { $0 + 0.5 }
        found.end = skipHyphen(skipHyphen(article + 1) + 1)
        return found
      }
    }
    if self[found.end].kind == .slashed, self[found.end].extra > 0, self[found.end].third < 0,
      self[found.end].value < self[found.end].extra
    {
      found.amount = found.amount.map {
        $0 + Double(self[found.end].value) / Double(self[found.end].extra)
      }
      found.end = skipHyphen(found.end + 1)
      return found
    }
    // "two to three", "12 or 18", "10-15": the lower end counts.
    let joint = self[found.end]
    if joint.word == .to || joint.word == .or || joint.kind == .dash,
      let upper = simpleCardinal(at: found.end + 1), upper.amount ?? 0 > found.amount ?? 0,
      self[skipHyphen(upper.end)].unit != nil
    {
      found.end = skipHyphen(upper.end)
      found.isApproximate = true
      return found
    }
    found.end = skipHyphen(found.end)
    return found
  }

  private func simpleCardinal(at start: Int) -> Quantity? {
    let token = self[start]
    switch token.kind {
    case .number: return Quantity(amount: Double(token.value), end: start + 1)
    case .decimal:
      return Quantity(amount: Double(token.value) + Double(token.extra) / 100, end: start + 1)
    case .slashed where token.value == 1 && token.extra == 2 && token.third < 0:
      return Quantity(amount: 0.5, end: start + 1)
    case .cardinal:
      var (value, end) = smallCardinal(at: start)
      while self[end].kind == .scale {
        value *= Int(self[end].value)
        end += 1
        if self[end].word == .and, self[end + 1].kind == .cardinal { end += 1 }
        guard self[end].kind == .cardinal, value < 100_000 else { break }
        let (rest, next) = smallCardinal(at: end)
        value += rest
        end = next
      }
      return Quantity(amount: Double(value), end: end)
    default: return nil
    }
  }

  /// "twenty", "twenty-five", "twenty five".
  func smallCardinal(at start: Int) -> (value: Int, end: Int) {
    let value = Int(self[start].value)
    if value >= 20 {
      let next = skipHyphen(start + 1)
      if self[next].kind == .cardinal, (1...9).contains(self[next].value) {
        return (value + Int(self[next].value), next + 1)
      }
    }
    return (value, start + 1)
  }

  /// "third", "21st", "twenty-first".
  func ordinal(at start: Int) -> (value: Int, end: Int)? {
    let token = self[start]
    if token.kind == .ordinalNumber { return (Int(token.value), start + 1) }
    if token.word == .second { return (2, start + 1) }
    if token.kind == .ordinal { return (Int(token.value), start + 1) }
    if token.kind == .cardinal, token.value >= 20 {
      let next = skipHyphen(start + 1)
      let small = self[next].word == .second ? 2 : Int(self[next].value)
      if self[next].kind == .ordinal || self[next].word == .second, small < 10 {
        return (Int(token.value) + small, next + 1)
      }
    }
    return nil
  }

  /// "nineteen ninety-six", "twenty twenty", "two thousand and twelve".
  func spelledYear(at start: Int) -> (year: Int, end: Int)? {
    guard self[start].kind == .cardinal else { return nil }
    let value = Int(self[start].value)
    if (17...20).contains(value) {
      let next = skipHyphen(start + 1)
      if self[next].kind == .cardinal, self[next].value >= 10 {
        let (rest, end) = smallCardinal(at: next)
        return (value * 100 + rest, end)
      }
    }
    if value == 2, self[start + 1].kind == .scale, self[start + 1].value == 1000 {
      var end = start + 2
      if self[end].word == .and, self[end + 1].kind == .cardinal { end += 1 }
      if self[end].kind == .cardinal {
        let (rest, next) = smallCardinal(at: end)
        return (2000 + rest, next)
      }
      return (2000, start + 2)
    }
    return nil
  }
}
