/// Tells lines that a site adds to a text from the text itself.
enum Boilerplate {
  /// A line of nothing but dates, times, labels and counters: "Updated: 12 July 2024, 14:35 GMT",
  /// "3 min read", "17 comments".
  static func isStamp(_ words: WordScanner, _ line: Range<Int>) -> Bool {
    guard line.count <= 24 else { return false }
    var hasNumber = false
    var hasLabel = false
    for word in line {
      if words.isNumber(word) {
        hasNumber = true
      } else if stampWords.contains(words.hashes[word]) {
        hasLabel = true
      } else {
        return false
      }
    }
    return hasNumber && (hasLabel || line.count > 2)
  }

  /// A short line that advertises or asks for something: "Advertisement", "Read more: …",
  /// "Subscribe to our newsletter".
  static func isPromotion(_ words: WordScanner, _ line: Range<Int>) -> Bool {
    guard line.count <= 40, let first = line.first else { return false }
    let hashes = words.hashes[line]
    if line.count == 1 { return soleWords.contains(hashes[first]) }
    if hashes.starts(with: postOpening),
      line.contains(where: { hashes[$0...].starts(with: postEnding) })
    {
      return true
    }
    return openings[hashes[first]]?.contains { hashes.starts(with: $0) } ?? false
  }

  /// Takes the words out that age by themselves: "3 hours ago".
  static func removeAges(_ words: inout WordScanner, from first: Int) {
    guard words.hashes[first...].contains(ago) else { return }
    var kept: [Int] = []
    var gone: [Int] = []
    for word in first..<words.count {
      if words.hashes[word] == ago, kept.count >= 2,
        ageUnits.contains(words.hashes[kept[kept.count - 1]])
      {
        let number = kept[kept.count - 2]
        if words.isNumber(number) || articles.contains(words.hashes[number]) {
          gone += [number, kept[kept.count - 1], word]
          kept.removeLast(2)
          continue
        }
      }
      kept.append(word)
    }
    words.removeWords(gone.sorted())
  }

  private static func hash(_ word: String) -> UInt64 { KeyHash.of(word.utf8) }

  private static func hashes(_ words: String) -> [UInt64] {
    words.split(separator: " ").map { hash(String($0)) }
  }

  private static let ago = hash("ago")
  private static let articles: Set<UInt64> = [hash("a"), hash("an")]
  private static let postOpening = hashes("the post")
  private static let postEnding = hashes("appeared first on")
  private static let ageUnits = Set(ageUnitNames.map(hash))
  private static let stampWords = Set(stampNames.map(hash))
  private static let soleWords = Set(soleNames.map(hash))
  /// By their first word.
  private static let openings = Dictionary(grouping: openingLines.map(hashes)) { $0.first ?? 0 }

  private static let ageUnitNames: Set<String> = [
    "second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr",
    "hrs", "day", "days", "week", "weeks", "month", "months", "year", "years",
  ]

  private static let stampNames: Set<String> = ageUnitNames.union([
    "ago", "updated", "update", "published", "posted", "last", "modified", "first", "created",
    "date", "time", "on", "at", "of", "the", "read", "reading", "comments", "comment", "shares",
    "share", "views", "view", "likes", "like", "am", "pm", "noon", "midnight", "gmt", "utc",
    "bst", "cet", "cest", "eet", "eest", "msk", "est", "edt", "et", "cst", "cdt", "pst", "pdt",
    "jst", "kst", "ist", "hkt", "sgt", "aest", "aedt", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "sat", "sun", "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "today", "yesterday", "t",
  ])

  private static let soleNames: Set<String> = [
    "advertisement", "advertising", "advert", "ad", "ads", "sponsored", "promoted", "anzeige",
    "publicidad", "publicité", "share", "tweet", "comments", "реклама",
  ]

  /// How such lines begin, in lower case and without punctuation.
  private static let openingLines = [
    "advertisement", "sponsored by", "sponsored content", "sponsored post", "paid post",
    "story continues below", "article continues", "continue reading", "read more", "read also",
    "also read", "read next", "read full", "see also", "more on this story", "related articles",
    "related stories", "related topics", "you may also like", "you might also like",
    "dont miss", "most read", "trending now", "subscribe to", "subscribe now", "sign up",
    "join our", "join us on", "follow us", "follow our", "like us on", "share this", "share on",
    "download our", "download the app", "get the app", "get our", "click here", "tap here",
    "watch live", "listen to our", "our newsletter", "newsletter sign", "support our journalism",
    "donate now", "this article was amended", "buy now", "shop now", "limited offer",
    "save up to", "use code", "affiliate links", "terms and conditions apply",
  ]
}
