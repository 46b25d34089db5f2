/// Tells lines that a site adds to a text from the text itself.
enum Boilerplate {
  /// A line of nothing but dates, times, labels and counters: "Updated: 12 July 2024, 14:35 GMT",
  /// "3 min read", "17 comments".
  static func isStamp(_ words: [NormalText.Word]) -> Bool {
    guard words.count <= 24 else { return false }
    var hasNumber = false
    var hasLabel = false
    for word in words {
      if isNumber(word.text) {
        hasNumber = true
      } else if stampWords.contains(word.text) {
        hasLabel = true
      } else {
        return false
      }
    }
    return hasNumber && (hasLabel || words.count > 2)
  }

  /// A short line that advertises or asks for something: "Advertisement", "Read more: …",
  /// "Subscribe to our newsletter".
  static func isPromotion(_ words: [NormalText.Word]) -> Bool {
    guard words.count <= 40 else { return false }
    if words.count == 1 { return soleWords.contains(words[0].text) }
    let line = words.prefix(8).map(\.text).joined(separator: " ") + " "
    if line.hasPrefix("the post "),
      words.map(\.text).joined(separator: " ").contains("appeared first on")
    {
      return true
    }
    return openings.contains { line.hasPrefix($0 + " ") }
  }

  /// The words without those that age by themselves: "3 hours ago".
  static func withoutAges(_ words: [NormalText.Word]) -> [NormalText.Word] {
    guard words.contains(where: { $0.text == "ago" }) else { return words }
    var kept: [NormalText.Word] = []
    for word in words {
      if word.text == "ago", kept.count >= 2, ageUnits.contains(kept[kept.count - 1].text),
        isNumber(kept[kept.count - 2].text) || ["a", "an"].contains(kept[kept.count - 2].text)
      {
        kept.removeLast(2)
      } else {
        kept.append(word)
      }
    }
    return kept
  }

  static func isNumber(_ text: String) -> Bool {
    var digits = text.utf8.prefix { $0 &- 48 < 10 }.count
    if digits == 0 { return false }
    let rest = text.dropFirst(digits)
    digits = 0
    return rest.isEmpty || ["st", "nd", "rd", "th", "am", "pm", "h", "z", "k"].contains(rest)
  }

  private static let ageUnits: Set<String> = [
    "second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr",
    "hrs", "day", "days", "week", "weeks", "month", "months", "year", "years",
  ]

  private static let stampWords: Set<String> = ageUnits.union([
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

  private static let soleWords: Set<String> = [
    "advertisement", "advertising", "advert", "ad", "ads", "sponsored", "promoted", "anzeige",
    "publicidad", "publicité", "share", "tweet", "comments", "реклама",
  ]

  /// How such lines begin, in lower case and without punctuation.
  private static let openings = [
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
