/// JSON Feed 1.0 and 1.1 (jsonfeed.org).
struct JSONFeedReader {
  let limits: FeedLimits
  let base: String?
  let now: Int64

  func read(_ bytes: Bytes, notes: [String]) throws(FeedError) -> Feed {
    var reader = JSONReader(bytes, depth: min(limits.depth, 128))
    guard let root = reader.read(), case .object = root else {
      throw FeedError(
        .malformed, "It begins like JSON, but cannot be read as such. Ask the publisher.")
    }
    let version = root["version"]?.text ?? ""
    guard version.contains("jsonfeed.org") || root["items"] != nil else {
      throw FeedError(
        .notAFeed, "This is JSON, but no JSON Feed: it has neither version nor items.")
    }
    var feed = Feed(format: version.hasSuffix("1.1") ? .jsonFeed11 : .jsonFeed10)
    feed.notes = notes
    if reader.isCut {
      feed.isCut = true
      feed.notes.append("the feed ends in the middle; what came before was read")
    }
    feed.titleBody = root["title"]?.text.map { Body(value: $0, isHTML: false) }
    feed.title = feed.titleBody.map { HTMLText.line($0) }
    feed.url = url(root["home_page_url"])
    feed.selfURL = url(root["feed_url"])
    feed.descriptionBody = root["description"]?.text.map {
      Body(value: $0, isHTML: HTMLSniffer.isMarkup($0))
    }
    feed.description = feed.descriptionBody.map { HTMLText.line($0) }
    feed.image = url(root["icon"]) ?? url(root["favicon"])
    feed.language = root["language"]?.text
    feed.authors = authors(root)
    feed.hubs = root["hubs"]?.elements.compactMap { url($0["url"]) } ?? []
    let items = root["items"]?.elements ?? []
    for value in items.prefix(limits.items) {
      guard case .object = value else { continue }
      var item = item(value)
      // An item without authors is by those of the feed (JSON Feed 1.1, "authors").
      if item.authors.isEmpty { item.authors = feed.authors }
      feed.items.append(item)
    }
    if items.count > limits.items {
      feed.notes.append("\(items.count - limits.items) items beyond the bound were left out")
    }
    return feed
  }

  private func item(_ value: JSONValue) -> Item {
    var item = Item()
    item.guid = value["id"]?.text
    item.url = url(value["url"]) ?? url(value["external_url"])
    if item.url == nil, let id = item.guid, URLReference.isAbsolute(id), id.hasPrefix("http") {
      (item.url, item.isPermalink) = (id, true)
    }
    if let title = value["title"]?.text {
      let body = Body(value: title, isHTML: false)
      let line = HTMLText.line(body)
      item.title = line.isEmpty ? nil : line
      if line != title { item.titleBody = body }
    }
    if let html = value["content_html"]?.text {
      item.content = Body(value: html, isHTML: true, base: item.url ?? base)
    } else if let text = value["content_text"]?.text {
      item.content = Body(value: text, isHTML: false)
    }
    item.summary = value["summary"]?.text.map {
      Body(value: $0, isHTML: HTMLSniffer.isMarkup($0))
    }
    item.published = date(value["date_published"], &item)
    item.updated = date(value["date_modified"], &item)
    item.authors = authors(value)
    item.language = value["language"]?.text
    item.categories = (value["tags"]?.elements ?? []).prefix(1000).compactMap {
      $0.text.map { Category(term: $0) }
    }
    for attachment in (value["attachments"]?.elements ?? []).prefix(1000) {
      guard let address = url(attachment["url"]) else { continue }
      item.enclosures.append(
        Enclosure(
          url: address, type: attachment["mime_type"]?.text,
          length: attachment["size_in_bytes"]?.text.flatMap { Double($0) }.flatMap {
            Int(exactly: $0.rounded())
          }))
    }
    return item
  }

  private func url(_ value: JSONValue?) -> String? {
    value?.text.flatMap { URLReference.resolve($0, base: base) }
  }

  private func authors(_ value: JSONValue) -> [Author] {
    var list = value["authors"]?.elements ?? []
    if let single = value["author"] { list.append(single) }
    var seen: [Author] = []
    for author in list.prefix(100).compactMap(author) where !seen.contains(author) {
      seen.append(author)
    }
    return seen
  }

  private func author(_ author: JSONValue) -> Author? {
    if let name = author.text { return Author(name: name) }
    let name = author["name"]?.text
    let uri = url(author["url"])
    return name == nil && uri == nil ? nil : Author(name: name, uri: uri)
  }

  private func date(_ value: JSONValue?, _ item: inout Item) -> Int64? {
    guard let text = value?.text else { return nil }
    guard let parsed = text.withBytes({ FeedDate.parse($0) }) else {
      item.notes.append("not a date: \(text.prefix(60).debugDescription)")
      return nil
    }
    if parsed.zone == nil, parsed.hasTime {
      item.notes.append("its date has no zone and was read as UTC")
    }
    let instant = parsed.instant(zone: 0)
    if instant > now + 24 * 3_600_000 {
      item.notes.append(
        "dated \(Calendar.rfc3339(instant)), after it was read: held to the time of the poll")
      return now
    }
    return instant
  }
}
