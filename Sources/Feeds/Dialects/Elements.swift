/// What the beginning of an element means, by vocabulary and name.
extension FeedBuilder {
  mutating func begin(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    switch frame.vocabulary {
    case .core, .atom, .rdf, .cdf:
      core(&frame, attributes)
    case .other where !rootSeen || isStructural(frame.name):
      // A default namespace that nobody knows, on a document that has the elements of a feed.
      core(&frame, attributes)
    case .other: frame.place = .ignored
    case .dublinCore, .dcTerms: dublinCore(&frame)
    case .content: contentModule(&frame)
    case .media: media(&frame, attributes)
    case .itunes, .googlePlay: itunes(&frame, attributes)
    case .georss, .geo, .gml: geo(&frame)
    case .syndication: syndication(&frame)
    case .xhtml: xhtml(&frame)
    case .feedburner: feedburner(&frame)
    case .wfw, .slash, .thread, .podcast, .creativeCommons, .xml: frame.place = .ignored
    }
  }

  private func isStructural(_ name: Name) -> Bool {
    switch name {
    case .item, .entry, .channel, .feed, .rss, .rdf: true
    default: frames.last?.vocabulary == .other && frames.last?.place != .ignored
    }
  }

  // MARK: - RSS, Atom, CDF

  private mutating func core(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    switch frame.name {
    case .rss, .rdf, .feed, .channel:
      root(&frame, attributes)
      return
    case .item, .entry:
      frame.place = .item
      frame.opensItem = true
      openItem(frame, attributes)
      return
    default: break
    }
    switch frame.place {
    case .feed, .item: coreField(&frame, attributes)
    case .image:
      if frame.name == .url { frame.field = .imageURL }
    case .person:
      switch frame.name {
      case .name, .title: frame.field = .personName
      case .email: frame.field = .personEmail
      case .uri, .url, .homepage: frame.field = .personURI
      default: frame.place = .ignored
      }
    case .source:
      switch frame.name {
      case .title: frame.field = .title
      case .link: link(&frame, attributes)
      case .id: frame.field = .id
      case .author: openPerson(&frame)
      default: frame.place = .ignored
      }
    case .skipHours: if frame.name == .hour { frame.field = .hour }
    case .skipDays: if frame.name == .day { frame.field = .day }
    case .outside where !rootSeen && frame.name == .html:
      frame.place = .ignored
    case .outside, .media, .geo, .ignored: break
    }
  }

  private mutating func root(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    frame.place = .feed
    if frame.name == .channel {
      // Netscape's CDF says itself by attributes; RSS's channel has but rdf:about.
      if !rootSeen {
        rootSeen = true
        rootName = .channel
        feed.format = .cdf
      }
      if feed.format == .cdf { cdfAttributes(attributes) }
      return
    }
    guard !rootSeen else { return }
    rootSeen = true
    rootName = frame.name
    let version = attribute("version", of: attributes)
    switch frame.name {
    case .feed:
      feed.format =
        version == "0.3" || version == "0.1" || version == "0.2" ? .atom03 : .atom10
    case .rdf:
      feed.format = .rss10
      for attribute in attributes
      where source[attribute.valueStart..<attribute.valueEnd].rebased.find(
        "rdf/simple/0.9", from: 0) != nil
      {
        feed.format = .rss090
      }
    default:
      feed.format =
        switch version?.prefix(4) {
        case "0.90": .rss090
        case "0.91": .rss091
        case "0.92": .rss092
        case "0.93": .rss093
        case "0.94": .rss094
        case "2", "2.0", "2.0.", "2.00", "2.1", "2.01": .rss20
        case "1.0", "1": .rss10
        default: .rss
        }
    }
    if let language = attribute("lang", of: attributes) {
      feedState.language = (2, language)
    }
  }

  private mutating func cdfAttributes(_ attributes: [XMLAttribute]) {
    if let href = attribute("href", of: attributes) {
      setLink(resolved(href, frames.last?.base ?? 0), rank: 1)
    }
    if let date = attribute("lastmod", of: attributes) { setDate(date, .updated, rank: 0) }
  }

  mutating func openItem(_ frame: Frame, _ attributes: [XMLAttribute]) {
    isInItem = true
    if !rootSeen {
      // An entry document (RFC 4287 section 2), or an item whose channel is missing.
      rootSeen = true
      rootName = frame.name == .entry ? .feed : .rss
      if frame.name == .entry { feed.format = .atom10 }
    }
    item = ItemDraft()
    item.item.language = languages[Int(frame.language)]
    if let about = attribute("about", of: attributes) {
      item.guid = (2, about)
      item.link = (5, resolved(about, frame.base))
    }
    if feed.format == .cdf {
      if let href = attribute("href", of: attributes) {
        item.link = (1, resolved(href, frame.base))
      }
      if let date = attribute("lastmod", of: attributes) { setDate(date, .updated, rank: 0) }
    }
  }

  /// An item in an item: the first one was never closed, and ends before the one that begins at
  /// `start`.
  mutating func closeOpenItem(before start: Int, end: Int) {
    let length = end - start
    guard length >= 4, source.has("item", at: end - 4) || source.has("entry", at: end - 5),
      frames.last?.place != .source, let parent = frames.last,
      let depth = frames.lastIndex(where: \.opensItem)
    else { return }
    let (vocabulary, name) = resolve(start, end, parent.defaultVocabulary)
    guard name == .item || name == .entry else { return }
    switch vocabulary {
    case .core, .atom, .rdf, .cdf, .other: break
    default: return
    }
    repaired(.unclosedTag)
    while frames.count > depth { popFrame(at: start - 1) }
  }

  private mutating func coreField(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    let isAtom = frame.vocabulary == .atom || rootName == .feed
    switch frame.name {
    case .title:
      frame.field = .title
      frame.type = textType(attributes)
    case .link: link(&frame, attributes)
    case .description, .abstract, .info:
      frame.field = .summary
      frame.type = textType(attributes)
      frame.rank = frame.name == .description ? 0 : 1
      if frame.name == .info { frame.rank = 4 }
    case .summary, .subtitle, .tagline:
      frame.field = .summary
      frame.type = textType(attributes)
    case .content:
      frame.field = .content
      frame.type = textType(attributes)
      frame.rank = frame.type == .other ? 3 : 0
      if let url = attribute("src", of: attributes) { contentSource(url, frame, attributes) }
    case .encoded, .fullitem: frame.field = .content
    case .body: frame.field = .content
    case .id:
      frame.field = .id
      frame.rank = 1
    case .guid:
      frame.field = .id
      frame.rank = 0
      let permalink = attribute("ispermalink", of: attributes)?.asciiLowered
      item.guidSaysPermalink = permalink != "false" && permalink != "0" && permalink != "no"
    case .author, .managingeditor, .creator, .owner:
      frame.field = .author
      frame.rank = frame.name == .author || frame.name == .owner ? 0 : 2
      if isAtom || frame.name == .author { openPerson(&frame) }
    case .contributor, .webmaster, .publisher:
      frame.rank = 9
      openPerson(&frame)
      if isInItem, frame.name == .contributor {
        frame.field = .none
      } else {
        frame.place = .ignored
      }
    case .pubdate, .published: frame.field = .published
    case .issued: (frame.field, frame.rank) = (.published, 1)
    case .created:
      frame.field = .created
      frame.rank = 3
    case .updated, .modified, .lastbuilddate, .lastmod: frame.field = .updated
    case .date: frame.field = .anyDate
    case .category, .subject: category(&frame, attributes)
    case .keywords, .tags:
      frame.field = .keywords
    case .comments: frame.field = .comments
    case .source: sourceElement(&frame, attributes, isAtom: isAtom)
    case .enclosure: enclosure(&frame, attributes)
    case .language: frame.field = .language
    case .generator: frame.field = .generator
    case .ttl: frame.field = .ttl
    case .skiphours: frame.place = .skipHours
    case .skipdays: frame.place = .skipDays
    case .image:
      frame.place = isInItem ? .ignored : .image
      if !isInItem, let url = attribute("resource", of: attributes) {
        setImage(resolved(url, frame.base), rank: 3)
      }
    case .logo, .icon:
      frame.rank = frame.name == .logo ? 0 : 2
      frame.field = .imageURL
    case .items, .textinput, .cloud, .rights, .copyright, .schedule, .logtarget, .usage, .docs,
      .rating:
      frame.place = .ignored
    case .name, .url, .email: frame.place = .ignored
    default: frame.place = .ignored
    }
  }

  mutating func textType(_ attributes: [XMLAttribute]) -> TextType {
    guard !attributes.isEmpty else { return .unsaid }
    let type = attribute("type", of: attributes)?.asciiLowered
    let mode = attribute("mode", of: attributes)?.asciiLowered
    if mode == "base64" { return .base64 }
    switch type {
    case nil: return mode == "xml" ? .unsaid : .unsaid
    case "text", "text/plain", "plain", "plaintext": return mode == "escaped" ? .unsaid : .text
    case "html", "text/html", "escaped": return mode == "xml" ? .xhtml : .html
    case "xhtml", "application/xhtml+xml", "text/xhtml", "xml":
      return mode == "escaped" ? .html : .xhtml
    case let other?:
      if other.hasSuffix("xml") || other.hasPrefix("text/") { return .unsaid }
      return other.contains("/") ? .base64 : .unsaid
    }
  }

  private mutating func contentSource(
    _ url: String, _ frame: Frame, _ attributes: [XMLAttribute]
  ) {
    guard isInItem else { return }
    let url = resolved(url, frame.base)
    if item.link == nil { item.link = (4, url) }
  }

  mutating func openPerson(_ frame: inout Frame) {
    person = Author()
    frame.opensPerson = true
    frame.place = .person
    frame.field = .none
    // RSS has the text in the element itself, Atom in its children: both are listened to.
    frame.field = .author
  }

  mutating func link(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    let rel = attribute("rel", of: attributes)?.asciiLowered
    let type = attribute("type", of: attributes)
    let length = attribute("length", of: attributes)
    guard let href = attribute("href", of: attributes) else {
      frame.field = .link
      if rel != nil || type != nil {
        frame.extra = Int32(extras.count)
        extras.append(Extra(first: rel, second: type, third: length))
      }
      return
    }
    let isInSource = frame.place == .source
    frame.place = .ignored
    let url = resolved(href, frame.base)
    if isInSource {
      if rel == nil || rel == "alternate" || itemSource.url == nil { itemSource.url = url }
    } else {
      related(
        url, rel: rel ?? "alternate", type: type, length: length,
        isOwn: frame.vocabulary != .atom || rootName == .feed)
    }
  }

  /// A link by what it says to lead to (RFC 4287 section 4.2.7.2).
  /// `isOwn` is false for Atom's links in RSS, which has its own.
  mutating func related(
    _ url: String, rel: String, type: String?, length: String?, isOwn: Bool = true
  ) {
    for part in rel.split(separator: " ") {
      let name = part.split(separator: "/").last ?? part
      switch name {
      case "alternate": alternate(url, type: type, isOwn: isOwn)
      case "enclosure" where isInItem:
        item.item.enclosures.append(
          Enclosure(
            url: url, type: type, length: length.flatMap(Int.init)))
      case "self":
        if !isInItem {
          feed.selfURL = feed.selfURL ?? url
        } else if item.link == nil {
          item.link = (8, url)
        }
      case "hub": if !isInItem, !feed.hubs.contains(url) { feed.hubs.append(url) }
      case "replies": if isInItem, item.item.comments == nil { item.item.comments = url }
      case "via": if isInItem, item.item.source == nil { item.item.source = Source(url: url) }
      case "related": if isInItem, item.link == nil { item.link = (9, url) }
      case "license", "edit", "next", "previous", "first", "last", "service.post", "service.edit":
        break
      default: break
      }
    }
  }

  /// A link to the page itself: HTML goes before other types, the first before later ones.
  private mutating func alternate(_ url: String, type: String?, isOwn: Bool) {
    let kind = type?.asciiLowered ?? "text/html"
    let rank: UInt8 = kind.contains("html") ? 0 : kind.hasPrefix("text/") ? 2 : 3
    setLink(url, rank: isOwn ? rank : rank + 2)
  }

  mutating func category(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    guard isInItem else {
      frame.place = .ignored
      return
    }
    let term = attribute("term", of: attributes)
    let scheme = attribute("scheme", of: attributes) ?? attribute("domain", of: attributes)
    let label = attribute("label", of: attributes)
    if let term {
      appendCategory(Category(term: term, scheme: scheme, label: label))
      frame.place = .ignored
      return
    }
    frame.field = .category
    if scheme != nil || label != nil {
      frame.extra = Int32(extras.count)
      extras.append(Extra(first: scheme, second: label))
    }
  }

  private mutating func sourceElement(
    _ frame: inout Frame, _ attributes: [XMLAttribute], isAtom: Bool
  ) {
    guard isInItem else {
      frame.place = .ignored
      return
    }
    itemSource = Source()
    if let url = attribute("url", of: attributes) {
      itemSource.url = resolved(url, frame.base)
    }
    frame.opensSource = true
    if isAtom {
      frame.place = .source
    } else {
      frame.field = .source
    }
  }

  private mutating func enclosure(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    frame.place = .ignored
    guard isInItem else { return }
    guard let url = attribute("url", of: attributes) ?? attribute("href", of: attributes) else {
      return
    }
    item.item.enclosures.append(
      Enclosure(
        url: resolved(url, frame.base), type: attribute("type", of: attributes),
        length: attribute("length", of: attributes).flatMap(Int.init)))
  }
}
