import Journal

/// What the state wants of a journal line.
struct LineFacts {
  var sequence: Int64
  var id: VersionID
  var isUpdate = false
  var replaces: VersionID?
  var copyOf: VersionID?
  /// Milliseconds since 1970.
  var recorded: Int64
  var feed: String
  var feedURL: String
  var fingerprint: Fingerprint

  /// Reads a line; nil where it lacks what every record has.
  init?(_ line: UnsafeRawBufferPointer, sequence: Int64) {
    var names = FeedNames()
    self.init(line, sequence: sequence, names: &names)
  }

  /// The same for one of many lines, most of which are of feeds that were seen before.
  init?(_ line: UnsafeRawBufferPointer, sequence: Int64, names: inout FeedNames) {
    var id: VersionID?
    var feed: String?
    var feedURL = ""
    var fingerprint: Fingerprint?
    var recorded: Int64 = 0
    var item = ObservedItem()
    var itemRange: Range<Int>?
    var textRange: Range<Int>?
    self.sequence = sequence

    var cursor = JSONCursor(line)
    while let key = cursor.nextKey() {
      if cursor.key(key, is: "id") {
        id = cursor.plainString().flatMap(VersionID.init)
      } else if cursor.key(key, is: "kind") {
        isUpdate = cursor.plainString().map { $0.elementsEqual("updated".utf8) } ?? false
      } else if cursor.key(key, is: "replaces") {
        replaces = cursor.plainString().flatMap(VersionID.init)
      } else if cursor.key(key, is: "copy_of") {
        copyOf = cursor.plainString().flatMap(VersionID.init)
      } else if cursor.key(key, is: "recorded") {
        recorded = cursor.plainString().flatMap(Instant.milliseconds) ?? 0
      } else if cursor.key(key, is: "fingerprint") {
        fingerprint = cursor.plainString().flatMap { Fingerprint($0) }
      } else if cursor.key(key, is: "feed") {
        let range = cursor.skipValue()
        if let found = names.find(UnsafeRawBufferPointer(rebasing: line[range])) {
          feed = found.name
          feedURL = found.url
        }
      } else if cursor.key(key, is: "item") {
        itemRange = cursor.skipValue()
      } else if cursor.key(key, is: "text") {
        textRange = cursor.skipValue()
      } else {
        _ = cursor.skipValue()
      }
    }
    guard let id, let feed else { return nil }
    if fingerprint == nil {
      if let itemRange {
        var inner = JSONCursor(UnsafeRawBufferPointer(rebasing: line[itemRange]))
        while let key = inner.nextKey() {
          if inner.key(key, is: "guid") {
            item.guid = inner.string()
          } else if inner.key(key, is: "url") {
            item.url = inner.string()
          } else if inner.key(key, is: "title") {
            item.title = inner.string()
          } else if inner.key(key, is: "published") {
            item.published = inner.plainString().flatMap(Instant.milliseconds)
          } else {
            _ = inner.skipValue()
          }
        }
      }
      if let textRange {
        var inner = JSONCursor(UnsafeRawBufferPointer(rebasing: line[textRange]), value: true)
        item.text = inner.string() ?? ""
      }
      fingerprint = Fingerprint(item)
    }
    guard let fingerprint else { return nil }
    self.id = id
    self.feed = feed
    self.feedURL = feedURL
    self.recorded = recorded
    self.fingerprint = fingerprint
  }

  /// The item as it is remembered.
  func item(row: Int64 = 0, updates: Int = 0) -> KnownItem {
    KnownItem(
      row: row, fingerprint: fingerprint, version: id, origin: copyOf, sequence: sequence,
      updates: updates, silence: .none, seen: recorded, isGone: false)
  }
}

/// The feeds that lines speak of, by the bytes of their member `feed`.
struct FeedNames {
  private struct Entry {
    var bytes: [UInt8]
    var name: String
    var url: String
  }

  private var known: [UInt32: Entry] = [:]
  private static let most = 10_000

  /// Name and URL of a feed; nil where it has no name.
  mutating func find(_ bytes: UnsafeRawBufferPointer) -> (name: String, url: String)? {
    let key = LineText.checksum(bytes)
    if let entry = known[key], entry.bytes.elementsEqual(bytes) { return (entry.name, entry.url) }
    var name: String?
    var url = ""
    var cursor = JSONCursor(bytes)
    while let key = cursor.nextKey() {
      if cursor.key(key, is: "id") {
        name = cursor.string()
      } else if cursor.key(key, is: "url") {
        url = cursor.string() ?? ""
      } else {
        cursor.skipValue()
      }
    }
    guard let name else { return nil }
    if known.count >= Self.most { known = [:] }
    known[key] = Entry(bytes: Array(bytes), name: name, url: url)
    return (name, url)
  }
}

/// Reads RFC 3339 instants.
enum Instant {
  /// Milliseconds since 1970 of `2024-07-13T09:20:00.000Z`; nil for anything else than UTC.
  static func milliseconds(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes.count >= 20, bytes[bytes.count - 1] == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for index in range {
        let digit = bytes[index] &- 48
        guard digit < 10 else { return nil }
        value = value * 10 + Int64(digit)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month)
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count >= 24, bytes[19] == UInt8(ascii: ".") { fraction = number(20..<23) ?? 0 }
    // Days since 1970 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction
  }
}
