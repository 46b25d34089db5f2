/// What the end of an element does with the text it gathered.
extension FeedBuilder {
  mutating func endField(_ frame: Frame) {
    switch frame.field {
    case .title, .summary, .content, .mediaTitle, .mediaText: endText(frame)
    case .author: endAuthor(frame)
    default:
      let start = frame.textStart
      let value = text.withUnsafeBufferPointer { bytes -> (Int, Int) in
        var low = start
        var high = bytes.count
        while low < high, bytes[low].isSpace { low += 1 }
        while high > low, bytes[high - 1].isSpace { high -= 1 }
        return (low, high)
      }
      guard value.1 > value.0 else { return }
      switch frame.field {
      case .published, .updated, .created, .anyDate, .updateBase:
        let date = text.withUnsafeBufferPointer {
          FeedDate.parse($0[value.0..<value.1].rebased)
        }
        endDate(frame, date, value)
      default:
        let string = text.withUnsafeBufferPointer { $0[value.0..<value.1].rebased.string }
        endString(frame, string)
      }
    }
  }

  private mutating func endText(_ frame: Frame) {
    var bytes = text[frame.textStart...]
    var isHTML = frame.type == .html || frame.type == .xhtml
    if frame.type == .base64 {
      if let decoded = Base64.decode(bytes) {
        bytes = decoded[...]
        isHTML = true
      }
    }
    bytes = Self.trimmed(bytes)
    // CDATA that was escaped, or wrapped twice.
    while bytes.count >= 12, bytes.starts(with: "<![CDATA[".utf8) {
      bytes = bytes.dropFirst(9)
      if bytes.suffix(3).elementsEqual("]]>".utf8) { bytes = bytes.dropLast(3) }
      bytes = Self.trimmed(bytes)
    }
    guard !bytes.isEmpty else { return }
    if frame.type == .xhtml { bytes = Self.withoutWrapper(bytes) }
    let value = bytes.withUnsafeBufferPointer { bytes in
      if frame.type == .unsaid || frame.type == .text && HTMLSniffer.hasTag(bytes)
        || frame.type == .other
      {
        isHTML = HTMLSniffer.isMarkup(bytes)
      }
      return bytes.string
    }
    let body = Body(value: value, isHTML: isHTML, base: bases[Int(frame.base)])
    let place = frames.dropLast().last?.place ?? frame.place
    if place == .source {
      if frame.field == .title { itemSource.title = HTMLText.line(body) }
      return
    }
    switch frame.field {
    case .title:
      if isInItem {
        if frame.rank < item.title?.rank ?? 255 { item.title = (frame.rank, body) }
      } else if frame.rank < feedState.title?.rank ?? 255 {
        feedState.title = (frame.rank, body)
      }
    case .summary:
      if isInItem {
        if frame.rank < item.summary?.rank ?? 255 {
          item.summary = (frame.rank, body)
          item.summaryName = frame.name
        } else if frame.rank == 0, item.summaryName != frame.name, item.content == nil {
          // Both a description and a summary: the second is what there is of content.
          item.content = (6, body)
        }
      } else if frame.rank < feedState.description?.rank ?? 255 {
        feedState.description = (frame.rank, body)
      }
    case .content where isInItem:
      // The richest of those that are equally good.
      if let old = item.content {
        if frame.rank < old.rank
          || frame.rank == old.rank && value.utf8.count > old.body.value.utf8.count
        {
          item.content = (frame.rank, body)
        }
      } else {
        item.content = (frame.rank, body)
      }
    default: break
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first.isSpace { bytes = bytes.dropFirst() }
    while let last = bytes.last, last.isSpace { bytes = bytes.dropLast() }
    return bytes
  }

  /// XHTML without the `div` that RFC 4287 section 3.1.1.3 wraps it in.
  private static func withoutWrapper(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let cut = bytes.withUnsafeBufferPointer { all -> (Int, Int)? in
      guard all.has("<div", at: 0), all.count > 10, let open = all.find(ascii(">"), from: 0),
        all.count >= open + 7, all.has("</div>", at: all.count - 6), all[open - 1] != ascii("/")
      else { return nil }
      // Only if it is one: no second div begins where the first has ended.
      var depth = 0
      var index = 0
      while let at = all.find(ascii("<"), from: index) {
        if all.has("<div", at: at), at + 4 < all.count,
          all[at + 4].isSpace || all[at + 4] == ascii(">")
        {
          depth += 1
        } else if all.has("</div>", at: at) {
          depth -= 1
          if depth == 0, at + 6 < all.count { return nil }
        }
        index = at + 1
      }
      return (open + 1, all.count - 6)
    }
    guard let (low, high) = cut else { return bytes }
    let inner = bytes[(bytes.startIndex + low)..<(bytes.startIndex + high)]
    return trimmed(inner)
  }

  private mutating func endAuthor(_ frame: Frame) {
    let string = text.withUnsafeBufferPointer { $0[frame.textStart...].rebased.trimmed().string }
    if frame.opensPerson {
      // The element itself ends in endElement; its text counts where no child said anything.
      if person.name == nil, person.email == nil, !string.isEmpty { person = Author(text: string) }
      return
    }
    guard !string.isEmpty else { return }
    var plain = string
    if HTMLSniffer.isMarkup(string) { plain = HTMLText.line(Body(value: string, isHTML: true)) }
    appendAuthor(Author(text: plain), rank: frame.rank)
  }

  private mutating func endString(_ frame: Frame, _ string: String) {
    let place = frames.dropLast().last?.place ?? .outside
    switch frame.field {
    case .personName: person.name = HTMLText.line(Body(value: string, isHTML: true))
    case .personEmail: person.email = string
    case .personURI: person.uri = resolved(string, frame.base)
    case .link:
      let url = resolved(string, frame.base)
      if place == .source {
        itemSource.url = itemSource.url ?? url
      } else if frame.extra >= 0 {
        let extra = extras[Int(frame.extra)]
        related(url, rel: extra.first ?? "alternate", type: extra.second, length: extra.third)
      } else {
        setLink(url, rank: 1)
      }
    case .originalLink: setLink(resolved(string, frame.base), rank: 4)
    case .id:
      if place == .source { return }
      if isInItem, frame.rank < item.guid?.rank ?? 255 { item.guid = (frame.rank, string) }
    case .category:
      if isInItem {
        let extra = frame.extra >= 0 ? extras[Int(frame.extra)] : Extra()
        appendCategory(Category(term: string, scheme: extra.first, label: extra.second))
      }
    case .keywords:
      guard isInItem else { return }
      for word in string.split(separator: ",") {
        let term = String(word).trimmed
        guard !term.isEmpty else { continue }
        // Search words of a picture or film stand in only where the item has no categories.
        if frame.rank > 0 {
          item.mediaKeywords.append(Category(term: term))
        } else {
          appendCategory(Category(term: term))
        }
      }
    case .comments: item.item.comments = resolved(string, frame.base)
    case .source: itemSource.title = HTMLText.line(Body(value: string, isHTML: true))
    case .language:
      if isInItem {
        item.item.language = string
      } else if frame.rank < feedState.language?.rank ?? 255 {
        feedState.language = (frame.rank, string)
      }
    case .generator: feed.generator = string
    case .ttl:
      if let minutes = Double(string), minutes >= 0, minutes < 1e9 { feed.ttl = minutes * 60 }
    case .hour:
      if let hour = Int(string), hour >= 0, hour <= 24, !feed.skipHours.contains(hour % 24) {
        feed.skipHours.append(hour % 24)
      }
    case .day:
      let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
      if let day = days.firstIndex(where: { string.asciiLowered.hasPrefix($0) }),
        !feed.skipDays.contains(day)
      {
        feed.skipDays.append(day)
      }
    case .updatePeriod:
      let periods = [
        "hourly": 3600.0, "daily": 86_400, "weekly": 604_800, "monthly": 2_629_746,
        "yearly": 31_556_952,
      ]
      feedState.period = periods[string.asciiLowered]
    case .updateFrequency:
      if let times = Double(string), times > 0.001, times < 1e6 { feedState.frequency = times }
    case .imageURL: setImage(resolved(string, frame.base), rank: frame.rank)
    case .point:
      let numbers = string.split { $0 == " " || $0 == "," || $0 == "\n" }.compactMap {
        Double($0)
      }
      if numbers.count >= 2, abs(numbers[0]) <= 90, abs(numbers[1]) <= 180 {
        (item.item.latitude, item.item.longitude) = (numbers[0], numbers[1])
      }
    case .latitude:
      if let degrees = Double(string), abs(degrees) <= 90 { item.item.latitude = degrees }
    case .longitude:
      if let degrees = Double(string), abs(degrees) <= 180 { item.item.longitude = degrees }
    default: break
    }
  }

  private mutating func endDate(_ frame: Frame, _ date: FeedDate.Parsed?, _ range: (Int, Int)) {
    guard let date else {
      if isInItem, item.item.notes.count < 8 {
        let words = text.withUnsafeBufferPointer { $0[range.0..<range.1].rebased.string }
        item.item.notes.append("not a date: \(words.prefix(60).debugDescription)")
      }
      return
    }
    setDate(date, frame.field, rank: frame.rank)
  }

  mutating func setDate(_ text: String, _ field: Field, rank: UInt8) {
    if let date = text.withBytes({ FeedDate.parse($0) }) { setDate(date, field, rank: rank) }
  }

  mutating func setDate(_ date: FeedDate.Parsed, _ field: Field, rank: UInt8) {
    if let zone = date.zone { zones[zone, default: 0] += 1 }
    if !isInItem {
      switch field {
      case .updateBase: feedState.updateBase = date
      case .updated: if 0 < feedState.updated?.rank ?? 255 { feedState.updated = (0, date) }
      case .anyDate: if 2 < feedState.updated?.rank ?? 255 { feedState.updated = (2, date) }
      default:
        if 3 + rank < feedState.updated?.rank ?? 255 { feedState.updated = (3 + rank, date) }
      }
      return
    }
    switch field {
    // Of several, the last one said is the last one written.
    case .updated: if rank <= item.updated?.rank ?? 255 { item.updated = (rank, date) }
    case .anyDate:
      if 5 < item.published?.rank ?? 255 { item.published = (5, date) }
      if 5 < item.updated?.rank ?? 255 { item.updated = (5, date) }
    default: if rank < item.published?.rank ?? 255 { item.published = (rank, date) }
    }
  }

  // MARK: - Ends of elements that hold others

  mutating func endElement(_ frame: Frame) {
    if frame.opensItem { closeItem() }
    if frame.opensPerson {
      if person != Author(), frame.name != .contributor, frame.name != .webmaster,
        frame.name != .publisher
      {
        if (frames.last?.place ?? .outside) != .source {
          appendAuthor(person, rank: frame.rank)
        } else if isInItem, item.sourceAuthors.count < 16 {
          item.sourceAuthors.append(person)
        }
      }
      person = Author()
    }
    if frame.opensSource, isInItem {
      if itemSource != Source() { item.item.source = itemSource }
      itemSource = Source()
    }
  }

  mutating func appendAuthor(_ author: Author, rank: UInt8) {
    guard author.name != nil || author.email != nil || author.uri != nil else { return }
    if isInItem {
      // Authors of a better source replace those of a worse one; the same one is told once.
      if rank < item.authors.rank {
        item.authors = (rank, [author])
      } else if rank == item.authors.rank, !item.authors.list.contains(author),
        item.authors.list.count < 100
      {
        item.authors.list.append(author)
      }
    } else if feed.authors.count < 100, !feed.authors.contains(author) {
      feed.authors.append(author)
    }
  }

  mutating func appendCategory(_ category: Category) {
    var category = category
    category.term = HTMLText.line(Body(value: category.term, isHTML: false))
    guard !category.term.isEmpty, item.item.categories.count < 256,
      !item.item.categories.contains(category)
    else { return }
    item.item.categories.append(category)
  }

  mutating func setLink(_ url: String, rank: UInt8) {
    if isInItem {
      if rank < item.link?.rank ?? 255 { item.link = (rank, url) }
    } else if rank < feedState.link?.rank ?? 255 {
      feedState.link = (rank, url)
    }
  }

  mutating func setImage(_ url: String, rank: UInt8) {
    guard !isInItem, rank < feedState.image?.rank ?? 255 else { return }
    feedState.image = (rank, url)
  }

  func resolved(_ url: String, _ base: Int32) -> String {
    URLReference.resolve(url, base: bases[Int(base)]) ?? url
  }

  mutating func popFrame(at end: Int) { popForItem(at: end) }
}

extension Author {
  /// Reads "mail (Name)", "Name <mail>", "Name (mail)", a mail address or a name.
  init(text: String) {
    self.init()
    func isMail(_ text: some StringProtocol) -> Bool {
      guard let at = text.firstIndex(of: "@"), at != text.startIndex else { return false }
      let domain = text[text.index(after: at)...]
      return !domain.isEmpty && !text.contains(" ") && !domain.contains("@")
    }
    func clean(_ text: some StringProtocol) -> String {
      var text = String(text).trimmed
      if text.hasPrefix("mailto:") { text = String(text.dropFirst(7)) }
      if text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") {
        text = String(text.dropFirst().dropLast())
      }
      return text
    }
    let text = clean(text)
    for (open, close) in [("(", ")"), ("<", ">")] {
      guard text.hasSuffix(close), let start = text.lastIndex(of: Character(open)) else { continue }
      let outer = clean(text[..<start])
      let inner = clean(text[text.index(after: start)...].dropLast())
      if isMail(outer) {
        email = outer
        name = inner.isEmpty ? nil : inner
        return
      }
      if isMail(inner) {
        email = inner
        name = outer.isEmpty ? nil : outer
        return
      }
    }
    if isMail(text) {
      email = text
      return
    }
    // "mail Name" and "Name mail"
    let words = text.split(separator: " ")
    if words.count > 1, let mail = words.first(where: { isMail($0) }) {
      email = clean(mail)
      name = clean(words.filter { $0 != mail }.joined(separator: " "))
      return
    }
    name = text.isEmpty ? nil : text
  }
}
