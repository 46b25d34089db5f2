/// Puts the finished items and the finished feed together.
extension FeedBuilder {
  mutating func closeItem() {
    guard isInItem else { return }
    isInItem = false
    guard feed.items.count < limits.items else {
      itemsLeftOut += 1
      return
    }
    var result = item.item
    if let (_, body) = item.title {
      let line = HTMLText.line(body)
      result.title = line.isEmpty ? nil : line
      if line != body.value { result.titleBody = body }
    }
    if let (_, guid) = item.guid {
      result.guid = guid
      if item.guidSaysPermalink == true { result.isPermalink = URLReference.isAbsolute(guid) }
    }
    result.url = item.link?.url
    // A permalink is the address of an item that has no other (RSS 2.0, <guid>).
    if result.url == nil, result.isPermalink { result.url = result.guid }
    result.authors = item.authors.list
    if result.categories.isEmpty { result.categories = item.mediaKeywords }
    result.summary = item.summary?.body
    result.content = item.content?.body
    if result.authors.isEmpty { result.authors = item.sourceAuthors }
    for media in item.media where !result.enclosures.contains(where: { $0.url == media.url }) {
      result.enclosures.append(media)
    }
    if let (_, date) = item.published { result.published = date.instant(zone: 0) }
    if let (_, date) = item.updated { result.updated = date.instant(zone: 0) }
    // Dates without a zone wait for the feed's other dates.
    if item.published?.date.zone == nil && item.published?.date.hasTime == true
      || item.updated?.date.zone == nil && item.updated?.date.hasTime == true
    {
      feedState.openDates.append(feed.items.count)
      let publishedOpen = item.published?.date.zone == nil && item.published?.date.hasTime == true
      let updatedOpen = item.updated?.date.zone == nil && item.updated?.date.hasTime == true
      openKinds.append((publishedOpen, updatedOpen))
    }
    if result.summary == nil, result.content == nil, result.title == nil, result.url == nil,
      result.guid == nil, result.enclosures.isEmpty
    {
      emptyItems += 1
    }
    feed.items.append(result)
  }

  /// The feed, when all has been read.
  mutating func finished(now: Int64) -> Feed {
    if let (_, body) = feedState.title {
      let line = HTMLText.line(body)
      feed.title = line.isEmpty ? nil : line
      feed.titleBody = body
    }
    feed.url = feedState.link?.url
    feed.descriptionBody = feedState.description?.body
    feed.description = feedState.description.map { HTMLText.line($0.body) }
    feed.language = feedState.language?.tag
    feed.image = feedState.image?.url
    feed.updatePeriod = feedState.period.map { $0 / feedState.frequency }
    if rootName == .feed, !feed.authors.isEmpty {
      // The feed's authors are those of entries without (RFC 4287 section 4.2.1).
      for index in feed.items.indices where feed.items[index].authors.isEmpty {
        feed.items[index].authors = feed.authors
      }
    }
    let zone = usualZone
    feed.updated = feedState.updated?.date.instant(zone: zone ?? 0)
    feed.updateBase = feedState.updateBase?.instant(zone: zone ?? 0)
    for (index, kinds) in zip(feedState.openDates, openKinds) {
      let shift = Int64(zone ?? 0) * 60_000
      if kinds.published, let date = feed.items[index].published {
        feed.items[index].published = date - shift
      }
      if kinds.updated, let date = feed.items[index].updated {
        feed.items[index].updated = date - shift
      }
      feed.items[index].notes.append(
        zone.map { "its date has no zone and was read as \(Self.name(zone: $0)), as others here" }
          ?? "its date has no zone and was read as UTC")
    }
    holdToPollTime(now)
    for repair in XMLRepair.allCases where repairs & 1 << UInt32(repair.rawValue) != 0 {
      note(repair.words)
    }
    if !undeclaredPrefixes.isEmpty {
      note("prefixes without a declaration: " + undeclaredPrefixes.sorted().joined(separator: ", "))
    }
    if entities.budget <= 0 { note("the document's entities expand beyond the bound; cut") }
    if cutTexts > 0 { note("\(cutTexts) texts were longer than the bound; cut") }
    if itemsLeftOut > 0 { note("\(itemsLeftOut) items beyond the bound were left out") }
    return feed
  }

  /// The zone most of the feed's dates name.
  private var usualZone: Int? {
    zones.max { ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key) }?.key
  }

  private static func name(zone: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(zone < 0 ? "-" : "+")\(two(abs(zone) / 60)):\(two(abs(zone) % 60))"
  }

  /// What is dated after the poll by more than a clock's error was dated wrongly.
  private mutating func holdToPollTime(_ now: Int64) {
    let bound = now + 24 * 3_600_000
    for index in feed.items.indices {
      if let date = feed.items[index].published, date > bound {
        feed.items[index].notes.append(
          "dated \(Calendar.rfc3339(date)), after it was read: held to the time of the poll")
        feed.items[index].published = now
      }
      if let date = feed.items[index].updated, date > bound { feed.items[index].updated = now }
    }
    if let date = feed.updated, date > bound { feed.updated = now }
  }
}
