internal import Glibc

/// Answers a conformance harness: one JSON line in, one JSON line out.
///
/// A request is `{"name", "file", "headers": {…} | null, "url": … | null}`; the answer has `name`,
/// `error` where the file is no feed, `encoding`, `feed` (`title`, `link`, `subtitle`, `updated`)
/// and `entries` (`id`, `title`, `link`, `summary`, `content`, `author_name`, `author_email`,
/// `published`, `updated`, `categories`, `enclosures`). Bodies are HTML without what is never shown;
/// times are `YYYY-MM-DDTHH:MM:SSZ`.
public enum ConformanceAnswer {
  /// The answer to one request line, without a line feed. A request that cannot be read or a file
  /// that cannot be opened is answered with `error`.
  public static func line(forRequest request: [UInt8]) -> [UInt8] {
    let value = request.withUnsafeBufferPointer { bytes -> JSONValue? in
      var reader = JSONReader(bytes, depth: 8)
      return reader.read()
    }
    let name = value?["name"]?.text
    guard let path = value?["file"]?.text else {
      return failure(name, "The request names no file.")
    }
    guard let bytes = contents(of: path) else {
      return failure(name, "The file \(path) cannot be read.")
    }
    func header(_ wanted: String) -> String? {
      guard case .object(let members)? = value?["headers"] else { return nil }
      return members.first { $0.key.asciiLowered == wanted }?.value.text
    }
    let input = FeedInput(
      bytes: bytes, contentType: header("content-type"),
      contentLanguage: header("content-language"), contentLocation: header("content-location"),
      url: value?["url"]?.text, now: endOfTime)
    do throws(FeedError) {
      return answer(name, try FeedParser().parse(input))
    } catch {
      return failure(name, error.message)
    }
  }

  /// A file is not polled, so that no date in it is too late: 9999-12-31T23:59:59Z.
  private static let endOfTime: Int64 = 253_402_300_799_000

  private static func failure(_ name: String?, _ message: String) -> [UInt8] {
    var writer = JSONWriter(pretty: false)
    writer.object {
      $0.member("name", name)
      $0.member("error", message)
    }
    return writer.bytes
  }

  private static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { chunk.deallocate() }
    while true {
      let count = fread(chunk.baseAddress, 1, chunk.count, file)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return ferror(file) == 0 ? bytes : nil
  }

  private static func answer(_ name: String?, _ feed: Feed) -> [UInt8] {
    var writer = JSONWriter(pretty: false)
    writer.object { line in
      line.member("name", name)
      line.member("encoding", feed.encoding)
      line.object("feed") {
        $0.member("title", clean(feed.titleBody))
        $0.member("link", feed.url)
        $0.member("subtitle", clean(feed.descriptionBody))
        $0.member("updated", feed.updated.map(Calendar.rfc3339))
      }
      // A feed of bodies only gives them as summaries, too; where some items have a summary of
      // their own, those that have none have none.
      let hasSummaries = feed.items.contains { $0.summary != nil }
      line.array("entries", feed.items) { writer, item in
        writer.object { entry(item, hasSummaries, &$0) }
      }
    }
    return writer.bytes
  }

  private static func entry(_ item: Item, _ hasSummaries: Bool, _ writer: inout JSONWriter) {
    writer.member("id", item.guid)
    writer.member("title", item.titleBody.map { clean($0) } ?? item.title)
    writer.member("link", item.url)
    writer.member("summary", clean(item.summary ?? (hasSummaries ? nil : item.content)))
    writer.member("content", clean(item.content))
    writer.member("author_name", joined(item.authors.compactMap(\.name)))
    writer.member("author_email", joined(item.authors.compactMap(\.email)))
    writer.member("published", item.published.map(Calendar.rfc3339))
    writer.member("updated", item.updated.map(Calendar.rfc3339))
    writer.array("categories", item.categories) { $0.string($1.term) }
    writer.array("enclosures", item.enclosures.filter { !$0.isMedia }) { writer, enclosure in
      writer.object {
        $0.member("url", enclosure.url)
        $0.member("type", enclosure.type)
        $0.member("length", enclosure.length.map { "\($0)" })
      }
    }
  }

  private static func joined(_ names: [String]) -> String? {
    names.isEmpty ? nil : names.joined(separator: ", ")
  }

  private static func clean(_ body: Body?) -> String? {
    guard let body else { return nil }
    return body.isHTML ? HTMLSanitizer.clean(body.value) : body.value
  }
}
