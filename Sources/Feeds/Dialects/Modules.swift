/// The modules that RSS and Atom are extended with.
extension FeedBuilder {
  mutating func dublinCore(_ frame: inout Frame) {
    guard frame.place == .item || frame.place == .feed else {
      frame.place = .ignored
      return
    }
    switch frame.name {
    case .title: (frame.field, frame.rank) = (.title, 2)
    case .description, .abstract: (frame.field, frame.rank) = (.summary, 2)
    case .creator: (frame.field, frame.rank) = (.author, 1)
    case .author: (frame.field, frame.rank) = (.author, 2)
    case .contributor: frame.place = .ignored
    case .date: frame.field = .anyDate
    case .modified: frame.field = .updated
    case .issued, .available: (frame.field, frame.rank) = (.published, 1)
    case .created: (frame.field, frame.rank) = (.created, 3)
    case .subject: if isInItem { frame.field = .category } else { frame.place = .ignored }
    case .language: (frame.field, frame.rank) = (.language, 1)
    case .identifier: (frame.field, frame.rank) = (.id, 4)
    case .source: frame.place = .ignored
    default: frame.place = .ignored
    }
  }

  mutating func contentModule(_ frame: inout Frame) {
    switch frame.name {
    case .encoded: (frame.field, frame.type) = (.content, .unsaid)
    // The module's first draft: items in a bag.
    case .items, .item: frame.place = frame.place == .item ? .item : .ignored
    default: frame.place = frame.name == .unknown ? frame.place : .ignored
    }
  }

  mutating func xhtml(_ frame: inout Frame) {
    guard isInItem, frame.place == .item, frame.name == .body || frame.name == .div else {
      frame.place = .ignored
      return
    }
    (frame.field, frame.type, frame.rank) = (.content, .xhtml, 1)
  }

  mutating func feedburner(_ frame: inout Frame) {
    guard isInItem, frame.place == .item else {
      frame.place = .ignored
      return
    }
    switch frame.name {
    case .origlink: frame.field = .originalLink
    default: frame.place = .ignored
    }
  }

  mutating func syndication(_ frame: inout Frame) {
    switch frame.name {
    case .updateperiod: frame.field = .updatePeriod
    case .updatefrequency: frame.field = .updateFrequency
    case .updatebase: frame.field = .updateBase
    default: frame.place = .ignored
    }
  }

  mutating func geo(_ frame: inout Frame) {
    guard isInItem, frame.place == .item || frame.place == .geo else {
      frame.place = .ignored
      return
    }
    switch frame.name {
    case .point where frame.vocabulary == .georss: frame.field = .point
    case .pos: frame.field = .point
    case .lat: frame.field = .latitude
    case .long, .lon: frame.field = .longitude
    case .where, .point: frame.place = .geo
    default: frame.place = .ignored
    }
  }

  mutating func itunes(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    guard frame.place == .item || frame.place == .feed || frame.place == .person else {
      frame.place = .ignored
      return
    }
    switch frame.name {
    case .title: (frame.field, frame.rank) = (.title, 4)
    case .subtitle: (frame.field, frame.rank) = (.summary, 5)
    case .summary, .description: (frame.field, frame.rank) = (.summary, 3)
    case .author: (frame.field, frame.rank) = (.author, 3)
    case .owner:
      openPerson(&frame)
      frame.rank = 4
    case .name where frame.place == .person: frame.field = .personName
    case .email where frame.place == .person: frame.field = .personEmail
    case .keywords: frame.field = isInItem ? .keywords : .none
    case .category:
      // Nested: <itunes:category text="Arts"><itunes:category text="Books"/>
      if isInItem, let term = attribute("text", of: attributes) {
        appendCategory(Category(term: term, scheme: "http://www.itunes.com/"))
      }
    case .image:
      if !isInItem, let url = attribute("href", of: attributes) ?? attribute("url", of: attributes)
      {
        setImage(resolved(url, frame.base), rank: 1)
      }
      frame.place = .ignored
    default: frame.place = .ignored
    }
  }

  mutating func media(_ frame: inout Frame, _ attributes: [XMLAttribute]) {
    guard isInItem, frame.place == .item || frame.place == .media else {
      if frame.place == .feed, frame.name == .thumbnail,
        let url = attribute("url", of: attributes)
      {
        setImage(resolved(url, frame.base), rank: 4)
      }
      frame.place = .ignored
      return
    }
    switch frame.name {
    case .group: frame.place = .media
    case .content:
      frame.place = .media
      if let url = attribute("url", of: attributes) {
        item.media.append(
          Enclosure(
            url: resolved(url, frame.base),
            type: attribute("type", of: attributes) ?? attribute("medium", of: attributes),
            length: attribute("filesize", of: attributes).flatMap(Int.init), isMedia: true))
      }
    case .title: (frame.field, frame.rank, frame.type) = (.title, 6, textType(attributes))
    case .description: (frame.field, frame.rank, frame.type) = (.summary, 6, textType(attributes))
    case .text: (frame.field, frame.rank, frame.type) = (.content, 7, textType(attributes))
    case .keywords: (frame.field, frame.rank) = (.keywords, 1)
    case .category:
      category(&frame, attributes)
    default: frame.place = .ignored
    }
  }
}
