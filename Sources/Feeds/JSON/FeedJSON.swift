extension Feed {
  /// The feed as JSON (RFC 8259, UTF-8): the fields of `Feed` and `Item` under their own names,
  /// instants as RFC 3339 in UTC, what is missing left out.
  public func json(pretty: Bool) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.object { feed in
      feed.member("format", format.rawValue)
      feed.member("encoding", encoding)
      feed.member("title", title)
      feed.member("url", url)
      feed.member("description", description)
      feed.member("language", language)
      feed.member("updated", updated.map(Calendar.rfc3339))
      feed.member("image", image)
      feed.member("generator", generator)
      feed.array("authors", authors) { $1.write(to: &$0) }
      feed.array("hubs", hubs) { $0.string($1) }
      feed.member("selfURL", selfURL)
      feed.member("ttl", number: ttl.map { "\($0)" })
      feed.array("skipHours", skipHours) { $0.number($1) }
      feed.array("skipDays", skipDays) { $0.number($1) }
      feed.member("updatePeriod", number: updatePeriod.map { "\($0)" })
      feed.member("updateBase", updateBase.map(Calendar.rfc3339))
      feed.array("notes", notes) { $0.string($1) }
      feed.array("items", items) { writer, item in writer.object { item.write(to: &$0) } }
    }
    var bytes = writer.bytes
    if pretty { bytes.append(0x0A) }
    return bytes
  }
}

extension JSONWriter {
  mutating func number(_ value: Int) { raw("\(value)") }

  mutating func body(_ key: StaticString, _ body: Body?) {
    guard let body else { return }
    object(key) { writer in
      writer.member("value", body.value)
      writer.member("isHTML", body.isHTML)
      writer.member("base", body.base)
      writer.member("text", body.plainText())
    }
  }
}

extension Author {
  func write(to writer: inout JSONWriter) {
    writer.object { author in
      author.member("name", name)
      author.member("email", email)
      author.member("uri", uri)
    }
  }
}

extension Item {
  func write(to writer: inout JSONWriter) {
    writer.member("guid", guid)
    if guid != nil { writer.member("isPermalink", isPermalink) }
    writer.member("url", url)
    writer.member("title", title)
    writer.array("authors", authors) { $1.write(to: &$0) }
    writer.member("published", published.map(Calendar.rfc3339))
    writer.member("updated", updated.map(Calendar.rfc3339))
    writer.array("categories", categories) { writer, category in
      writer.object {
        $0.member("term", category.term)
        $0.member("scheme", category.scheme)
        $0.member("label", category.label)
      }
    }
    writer.body("summary", summary)
    writer.body("content", content)
    writer.array("enclosures", enclosures) { writer, enclosure in
      writer.object {
        $0.member("url", enclosure.url)
        $0.member("type", enclosure.type)
        $0.member("length", number: enclosure.length.map { "\($0)" })
      }
    }
    writer.member("language", language)
    if let source {
      writer.object("source") {
        $0.member("title", source.title)
        $0.member("url", source.url)
      }
    }
    writer.member("comments", comments)
    writer.member("latitude", number: latitude.flatMap { $0.isFinite ? "\($0)" : nil })
    writer.member("longitude", number: longitude.flatMap { $0.isFinite ? "\($0)" : nil })
    writer.array("notes", notes) { $0.string($1) }
  }
}
