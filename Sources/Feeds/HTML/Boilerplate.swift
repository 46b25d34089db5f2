/// Elements that a reader does not see.
enum HiddenElement {
  /// Judges by the attributes of a tag.
  static func isHidden(_ attributes: Bytes) -> Bool {
    var index = 0
    while index < attributes.count {
      let byte = attributes[index].lowered
      if byte == ascii("h"), attributes.has("hidden", at: index), boundary(attributes, index, 6) {
        let next = index + 6
        // hidden, hidden="", hidden="hidden"; not hidden="until-found", nor overflow:hidden.
        return !attributes.has("=\"until", at: next)
      }
      if byte == ascii("s"), attributes.has("style", at: index), boundary(attributes, index, 5),
        let value = value(attributes, index + 5)
      {
        if hidesByStyle(value.range) { return true }
        index = value.next
        continue
      }
      if byte == ascii("c"), attributes.has("class", at: index), boundary(attributes, index, 5),
        let value = value(attributes, index + 5)
      {
        if hidesByClass(value.range) { return true }
        index = value.next
        continue
      }
      if byte == ascii("="), let value = value(attributes, index) {
        index = value.next
        continue
      }
      index += 1
    }
    return false
  }

  private static func boundary(_ bytes: Bytes, _ start: Int, _ length: Int) -> Bool {
    let before = start == 0 || bytes[start - 1].isSpace || bytes[start - 1] == ascii("\"")
    let end = start + length
    return before
      && (end >= bytes.count || bytes[end].isSpace || bytes[end] == ascii("=")
        || bytes[end] == ascii("/"))
  }

  private static func value(_ bytes: Bytes, _ start: Int) -> (range: Bytes, next: Int)? {
    var index = start
    while index < bytes.count, bytes[index].isSpace { index += 1 }
    guard index < bytes.count, bytes[index] == ascii("=") else { return nil }
    index += 1
    while index < bytes.count, bytes[index].isSpace { index += 1 }
    guard index < bytes.count else { return nil }
    let quote = bytes[index]
    if quote == ascii("\"") || quote == ascii("'") {
      let from = index + 1
      let end = bytes.find(quote, from: from) ?? bytes.count
      return (bytes[from..<end].rebased, min(end + 1, bytes.count))
    }
    let from = index
    while index < bytes.count, !bytes[index].isSpace { index += 1 }
    return (bytes[from..<index].rebased, index)
  }

  private static func hidesByStyle(_ style: Bytes) -> Bool {
    for property in ["display", "visibility"] as [StaticString] {
      guard let at = style.findAnyCase(property, from: 0) else { continue }
      var index = at + property.utf8CodeUnitCount
      while index < style.count, style[index].isSpace || style[index] == ascii(":") { index += 1 }
      if style.has("none", at: index) || style.has("hidden", at: index) { return true }
    }
    return false
  }

  /// Classes that publishing systems give to what is no part of the text.
  private static let classes: ByteMap = {
    var map = ByteMap(capacity: 100)
    for name in """
    screen-reader-text sr-only visually-hidden visuallyhidden hidden-text sharedaddy \
    sd-sharing-enabled sd-sharing sd-block jp-relatedposts addtoany_share_save_container \
    addtoany_content addtoany_share feedflare ssba ssba-classic-2 social-share share-buttons \
    sharing-buttons share-bar sharebar social-sharing social-links social-icons post-share \
    entry-share essb_links mc4wp-form wp-block-buttons wp-block-jetpack-subscriptions \
    wp-block-jetpack-sharing-buttons subscribe-widget subscription-widget subscription-widget-wrap \
    subscription-widget-wrap-editor button-wrapper captioned-button-wrap a2a_kit at-below-post \
    at-above-post addthis_toolbox shareaholic-canvas yarpp yarpp-related related-posts \
    zemanta-related wp_rp_wrap swp_social_panel heateor_sss_sharing_container dpsp-content-wrapper \
    wp-post-navigation newsletter-signup noprint no-print ad-container advertisement \
    google-auto-placed adsbygoogle outbrain taboola
    """.split(whereSeparator: \.isWhitespace) { map.insert(String(name), 1) }
    return map
  }()

  private static func hidesByClass(_ value: Bytes) -> Bool {
    var index = 0
    while index < value.count {
      while index < value.count, value[index].isSpace { index += 1 }
      let start = index
      while index < value.count, !value[index].isSpace { index += 1 }
      if index > start, classes.find(value[start..<index].rebased) != nil { return true }
    }
    return false
  }
}

/// Lines that publishing systems add to a text.
enum Boilerplate {
  /// The text without "read more" and share lines at its end.
  static func trimmed(_ writer: inout HTMLTextWriter) -> String {
    var last = writer.lines.count
    var end = last > 0 ? writer.lines[last - 1].end : 0
    let bytes = Bytes(start: writer.output.base, count: writer.output.count)
    while last > 0 {
      let line = writer.lines[last - 1]
      let text = bytes[line.start..<line.end].rebased
      guard isTail(text, linked: line.linked) else { break }
      last -= 1
      end = last > 0 ? writer.lines[last - 1].end : 0
    }
    guard last > 0 else { return "" }
    end = withoutTail(bytes[..<end].rebased, lineStart: writer.lines[last - 1].start)
    return bytes[..<end].rebased.string
  }

  private static let tails: ByteMap = {
    var map = ByteMap(capacity: 200)
    for phrase in """
    read more|read more »|read more...|read more…|read more →|read more >|read more >>|\
    continue reading|continue reading →|continue reading »|continue reading…|\
    continue reading...|read the full article|read the full story|read full article|\
    read full story|read the rest|read the rest of this entry|read the rest of this entry »|\
    read the rest of this story|read on|more|more…|more...|more »|[more]|[read more]|\
    [continue reading]|(more…)|(more...)|[link]|[comments]|[link] [comments]|comments|\
    permalink|share|share this|share this:|like this:|like this|related|related:|\
    tweet|share on facebook|share on twitter|share on x|email this|print|view original|\
    view original post|source|full story|full article|learn more|find out more|\
    click here to read more|keep reading|keep reading...|keep reading…|read in full|\
    view comments|leave a comment|add a comment|add comment|post a comment|\
    email this save to del.icio.us|weiterlesen|weiterlesen …|mehr lesen|mehr|\
    lire la suite|lire la suite…|lire la suite...|lire plus|leer más|seguir leyendo|leer mas|\
    continua a leggere|leggi tutto|leggi di più|continua|lees verder|lees meer|läs mer|les mer|\
    læs mere|lue lisää|czytaj więcej|czytaj dalej|číst dál|читать далее|читать дальше|\
    подробнее|читати далі|devamını oku|続きを読む|阅读全文|閱讀全文|더 보기|더보기|leia mais|\
    continue lendo|saiba mais
    """.split(separator: "|") {
      map.insert(String(phrase), 1)
      map.insert(phrase.prefix(1).uppercased() + phrase.dropFirst(), 1)
    }
    return map
  }()

  private static func isTail(_ line: Bytes, linked: Int) -> Bool {
    guard line.count < 400 else { return false }
    let text = withoutMark(line)
    if text.isEmpty { return true }
    if tails.find(text) != nil {
      // A lone word may end a text; as a link or in brackets it does not.
      return text.contains(0x20) || text[0] == ascii("[") || text[0] == ascii("(")
        || linked * 10 >= text.count * 8
    }
    // "The post X appeared first on Y.", "X was originally published on Y."
    if text.has("the post ", at: 0), text.find(" appeared first on ", from: 9) != nil,
      linked > 0
    {
      return true
    }
    if text.has("submitted by /u/", at: 0), linked > 0 { return true }
    // A link and nothing else that begins as such tails do: "Continue reading “X” →".
    guard linked * 10 >= text.count * 8, text.count < 200 else { return false }
    for start in [
      "continue reading", "read more", "read the full", "read the rest", "click here to",
      "read full",
      "keep reading", "view article", "view the full", "read on ", "see more", "more details",
    ] as [StaticString] where text.has(start, at: 0) { return true }
    return false
  }

  private static func withoutMark(_ line: Bytes) -> Bytes {
    // The bullet of a list of links.
    line.count > 3 && line[0] == 0xE2 && line[1] == 0x80 && line[2] == 0xA2
      ? line[3...].rebased.trimmed() : line
  }

  /// The end of the text without a " […]" that an excerpt ends in.
  private static func withoutTail(_ text: Bytes, lineStart: Int) -> Int {
    var end = text.count
    let marks: [StaticString] = [
      "[\u{2026}]", "[...]", "[&hellip;]", "(more\u{2026})", "(more...)",
    ]
    for mark in marks {
      let length = mark.utf8CodeUnitCount
      if end - length > lineStart, text.has(mark, at: end - length) {
        end -= length
        while end > lineStart, text[end - 1].isSpace { end -= 1 }
        break
      }
    }
    return end
  }
}
