internal import Language

/// The dateline of a dispatch: where it was written and by which agency.
struct DatelineFinding {
  var tokens: Range<Int>
  var place: String?
  var agency: String?
  /// The place's tokens.
  var placeTokens: Range<Int>?
  var agencyTokens: Range<Int>?
  /// The index of the name that the place became.
  var placeName: Int?
}

extension Reading {
  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december",
  ]
  private static let separators: Set<String> = ["-", "--", "–", "—", ":", "•", ".-", "·", "|"]

  /// In tokens.
  static let longestDateline = 30

  /// Finds the dateline at the head of the body. Agencies write it in these manners:
  /// "Kyiv • UNN" on a line of its own; "WASHINGTON, July 12 (Reuters) - "; "TOKYO (Kyodo) — ";
  /// "MOSCOW, November 6. /TASS/. "; "CAIRO - 3 November 2026: "; "NEW DELHI: ".
  mutating func findDateline() {
    let start = bodyStart
    guard start < words.count, let sentence = sentence(at: start) else { return }
    let paragraph = analyzed.sentences[sentence].paragraph
    let limit = min(paragraphEnd(paragraph), start + Self.longestDateline)
    guard let place = placeRun(from: start, limit: limit) else { return }
    var index = place.upperBound
    var agency: Range<Int>?
    var hasDate = false
    var separator: Int?
    scan: while index < limit {
      let word = words[index]
      switch word {
      case "(":
        guard let close = (index..<min(index + 8, limit)).first(where: { words[$0] == ")" })
        else { return }
        agency = index + 1..<close
        index = close + 1
      case "/":
        guard let close = (index + 1..<min(index + 8, limit)).first(where: { words[$0] == "/" })
        else { return }
        agency = index + 1..<close
        index = close + 1
      case ",", ".": index += 1
      case _ where Self.separators.contains(word):
        separator = index
        index += 1
        if word == "•" || word == "|" || word == "·", index < limit, isCapitalised(index) {
          agency = index..<capitalRunEnd(index, limit: limit)
          index = agency?.upperBound ?? index
        } else if index < limit, isDate(index) {
          continue scan
        }
        break scan
      case _ where isDate(index):
        hasDate = true
        index += 1
      default:
        // "Tbilisi. November 5. CAUCASUS REPORT - ": an agency in capitals behind the date.
        guard hasDate, agency == nil, word.count > 1, word == word.uppercased(), isWord(index)
        else { break scan }
        let end = capitalRunEnd(index, limit: limit)
        agency = index..<end
        index = end
      }
    }
    let fillsLine = index >= paragraphEnd(paragraph)
    guard separator != nil || agency != nil || fillsLine && hasDate else { return }
    // "Kyiv: …" alone is a dateline only in capitals or with a known place.
    let name = analyzed.string(place)
    let isKnown = knownPlace(place) != nil
    guard
      isKnown || agency != nil || hasDate && separator != nil
        || name == name.uppercased() && separator != nil
    else { return }
    while index < limit, [".", "-", "—", "–"].contains(words[index]) { index += 1 }
    let firstPlace = knownPlace(place) ?? place
    dateline = DatelineFinding(
      tokens: start..<index, place: Self.capitalised(analyzed.string(firstPlace)),
      agency: agency.map { analyzed.string($0) }, placeTokens: firstPlace, agencyTokens: agency,
      placeName: nil)
  }

  private func sentence(at token: Int) -> Int? {
    token < sentenceOf.count ? sentenceOf[token] : nil
  }

  private func paragraphEnd(_ paragraph: Int) -> Int {
    analyzed.sentences.last { $0.paragraph == paragraph }?.tokens.upperBound ?? 0
  }

  /// "LYON, France", "NEW DELHI", "La Paz": capitalised words, at most six.
  private func placeRun(from start: Int, limit: Int) -> Range<Int>? {
    var end = start
    while end < limit, end - start < 6, isCapitalised(end) || end > start && isPlaceJoint(end),
      !isDate(end), end == start || !isMonthWord(end)
    {
      end += 1
    }
    while end > start, words[end - 1] == "," || words[end - 1] == "-" { end -= 1 }
    return end > start ? start..<end : nil
  }

  private func isPlaceJoint(_ token: Int) -> Bool {
    let next = token + 1
    guard next < words.count, isCapitalised(next), !isMonthWord(next), !isDate(next) else {
      return false
    }
    if words[token] == "," { return true }
    return words[token] == "-" && !hasSpaceBefore(token) && !hasSpaceBefore(next)
      || ["de", "la", "el", "al", "of", "the"].contains(words[token].lowercased())
  }

  private func isMonthWord(_ token: Int) -> Bool {
    Self.months.contains(words[token].lowercased().filter { $0 != "." })
  }

  private func isDate(_ token: Int) -> Bool {
    if isMonthWord(token) { return true }
    let digits = words[token].prefix { $0.isNumber }
    return !digits.isEmpty && digits.count <= 4 && words[token].count <= digits.count + 2
  }

  private func capitalRunEnd(_ start: Int, limit: Int) -> Int {
    var end = start
    while end < limit, isCapitalised(end) || words[end] == "-" && !hasSpaceBefore(end),
      end == start || sentenceOf[end] == sentenceOf[start]
    {
      end += 1
    }
    return end
  }

  /// The part of a place run that the gazetteer knows, up to the first comma.
  private func knownPlace(_ run: Range<Int>) -> Range<Int>? {
    let end = run.first { words[$0] == "," } ?? run.upperBound
    let part = run.lowerBound..<end
    let name = analyzed.string(part)
    for form in [name, Self.capitalised(name)] {
      let isPlace = gazetteer.lookup(form).contains {
        [.city, .capital, .country, .region].contains($0.kind)
      }
      if isPlace { return part }
    }
    return end < run.upperBound ? part : nil
  }

  /// "NEW DELHI" as "New Delhi"; what is not all in capitals stays.
  static func capitalised(_ name: String) -> String {
    guard name.count > 3 || name.contains(" "), name == name.uppercased() else { return name }
    return name.split(separator: " ").map { $0.prefix(1) + $0.dropFirst().lowercased() }
      .joined(separator: " ")
  }
}
