internal import Glibc

/// Reads feeds of every dialect from bytes.
///
/// Broken input is repaired and the repairs are told in `Feed.notes`; an error is thrown only where
/// there is no feed to read or a bound of `FeedLimits` is passed.
public struct FeedParser: Sendable {
  public var limits: FeedLimits

  public init(limits: FeedLimits = FeedLimits()) { self.limits = limits }

  /// - Throws: `FeedError`, whose message says what came instead of a feed.
  public func parse(_ input: FeedInput) throws(FeedError) -> Feed {
    if input.bytes.count > limits.bytes {
      throw FeedError(
        .tooLarge,
        "The feed has \(input.bytes.count) bytes; the bound is \(limits.bytes). "
          + "Raise the bound if the publisher means it.")
    }
    let started = clock()
    let result = input.bytes.withUnsafeBufferPointer { bytes -> Result<Feed, FeedError> in
      do throws(FeedError) {
        return .success(try read(bytes, input, started: started))
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func read(
    _ bytes: Bytes, _ input: FeedInput, started: clock_t
  ) throws(FeedError) -> Feed {
    guard bytes.contains(where: { !$0.isSpace && $0 != 0 }) else {
      throw FeedError(
        .empty, "The response has no content; check the address, or wait for the publisher.")
    }
    let decoder = TextDecoder(bytes, contentType: input.contentType)
    if let text = decoder.text {
      let result = text.withUnsafeBufferPointer { text -> Result<Feed, FeedError> in
        do throws(FeedError) {
          return .success(try read(text: text, input, decoder, started: started))
        } catch { return .failure(error) }
      }
      return try result.get()
    }
    return try read(text: bytes[decoder.start...].rebased, input, decoder, started: started)
  }

  private func read(
    text: Bytes, _ input: FeedInput, _ decoder: TextDecoder, started: clock_t
  ) throws(FeedError) -> Feed {
    let base = base(of: input)
    let start = text.firstIndex { !$0.isSpace && $0 != 0 } ?? 0
    if text[start...].first == ascii("{") || text[start...].first == ascii("[") {
      return try JSONFeedReader(limits: limits, base: base, now: input.now)
        .read(text[start...].rebased, notes: decoder.notes)
    }
    let builder = FeedBuilder(
      source: text, limits: limits, encoding: decoder.encoding, base: base, started: started)
    var scanner = XMLScanner(bytes: text, sink: builder, maximalAttributes: limits.attributes)
    scanner.sink.feed.notes = decoder.notes
    let entry = DocumentStart.find(text, from: start)
    if entry.isHTML { throw Self.htmlError(text) }
    guard let first = entry.offset else {
      throw FeedError(
        .notAFeed,
        "What came is no feed: it has no element of RSS, RDF, Atom or CDF. Check the address.")
    }
    if first > start { scanner.sink.note("text before the feed's beginning was skipped") }
    if let header = input.contentLanguage, !header.isEmpty {
      scanner.sink.feedState.language = (
        9, header.split(separator: ",").first.map(String.init) ?? header
      )
    }
    try scanner.run(from: first)
    scanner.sink.finish()
    guard scanner.sink.rootSeen else {
      throw FeedError(
        .malformed,
        "It begins like a feed, but no element of one could be read. Ask the publisher.")
    }
    if let type = input.contentType, type.asciiLowered.hasPrefix("text/html") {
      scanner.sink.note("the Content-Type says text/html; it is a feed all the same")
    }
    return scanner.sink.finished(now: input.now)
  }

  private static func htmlError(_ text: Bytes) -> FeedError {
    var title = ""
    if let open = text.findAnyCase("<title", from: 0),
      let start = text.find(ascii(">"), from: open),
      let end = text.find(ascii("<"), from: start)
    {
      let words = HTMLText.line(
        Body(value: text[(start + 1)..<end].rebased.string, isHTML: true))
      title = " titled \(words.prefix(80).debugDescription)"
    }
    return FeedError(
      .html,
      "A web page\(title) came instead of a feed. Check the address: the page may name its feed "
        + "in a <link rel=\"alternate\">.")
  }

  /// RFC 3986 section 5.1: Content-Location, itself relative to the URL, else the URL.
  private func base(of input: FeedInput) -> String? {
    guard let location = input.contentLocation, !location.isEmpty else { return input.url }
    let resolved = URLReference.resolve(location, base: input.url) ?? location
    let scheme = resolved.prefix(7).asciiLowered
    return scheme.hasPrefix("http:") || scheme.hasPrefix("https:") || scheme.hasPrefix("file:")
      || !resolved.contains(":") ? resolved : input.url
  }
}

extension Substring {
  var asciiLowered: String { String(self).asciiLowered }
}

/// Where in a document the feed begins.
struct DocumentStart {
  var offset: Int?
  var isHTML = false

  static func find(_ text: Bytes, from start: Int) -> DocumentStart {
    // The usual case: a feed's own first bytes.
    if text.has("<?xml", at: start) || text.has("<rss", at: start) || text.has("<feed", at: start)
      || text.has("<rdf:", at: start)
    {
      if hasRoot(text, from: start) { return DocumentStart(offset: start) }
    }
    var index = start
    var html = false
    // Where the prolog begins: declaration, comments, document type.
    var prolog: Int?
    var noMoreCommentEnds = false
    // Junk before the feed is short; a page is long.
    let bound = min(text.count, start + 1 << 18)
    while index < bound, let at = text.find(ascii("<"), from: index), at < bound {
      if isRoot(text, at: at), !html || !isPart(text, at: at) {
        return DocumentStart(offset: prolog ?? at)
      }
      index = at + 1
      if text.has("<!doctype html", at: at) || text.has("<html", at: at) { html = true }
      let next = at + 1 < text.count ? text[at + 1] : 0
      guard next == ascii("!") || next == ascii("?") else {
        prolog = nil
        continue
      }
      prolog = prolog ?? at
      if text.has("<!--", at: at), !noMoreCommentEnds {
        if let end = text.find("-->", from: at) { index = end } else { noMoreCommentEnds = true }
      }
    }
    return DocumentStart(offset: nil, isHTML: html)
  }

  private static func hasRoot(_ text: Bytes, from start: Int) -> Bool {
    var index = start
    while let at = text.find(ascii("<"), from: index) {
      let next = at + 1 < text.count ? text[at + 1] : 0
      if text.has("<!--", at: at) {
        guard let end = text.find("-->", from: at) else { return false }
        index = end
        continue
      }
      if next == ascii("!") || next == ascii("?") {
        index = at + 1
        continue
      }
      if isRoot(text, at: at) { return true }
      if text.has("<html", at: at) || next == 0 { return false }
      // An element nobody knows: what is inside may still be a feed.
      index = at + 1
      if index > start + 1 << 18 { return false }
    }
    return false
  }

  /// Whether it is an item without its feed, which a page may well have elements called like.
  private static func isPart(_ text: Bytes, at: Int) -> Bool {
    text.has("<item", at: at) || text.has("<entry", at: at)
  }

  /// Whether a root element of a feed begins at `at`, whatever its prefix.
  private static func isRoot(_ text: Bytes, at: Int) -> Bool {
    var start = at + 1
    var end = start
    while end < text.count, end - start < 32,
      text[end].isLetter || text[end].isDigit
        || text[end] == ascii(":") || text[end] == ascii("-") || text[end] == ascii("_")
    {
      if text[end] == ascii(":") { start = end + 1 }
      end += 1
    }
    guard end < text.count, text[end].isSpace || text[end] == ascii(">") else { return false }
    switch end - start {
    case 3: return text.has("rss", at: start) || text.has("rdf", at: start)
    case 4: return text.has("feed", at: start) || text.has("item", at: start)
    case 5: return text.has("entry", at: start)
    case 7: return text.has("channel", at: start)
    default: return false
    }
  }
}
