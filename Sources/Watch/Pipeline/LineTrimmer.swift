import Extraction

/// Keeps a line under `max_line`. What is longest gives way first, in this order, each with a note:
///
/// 1. the end of `text`, at the end of a paragraph, sentence or word, with all that points into it;
/// 2. `item.enclosures`, `item.categories`, `item.authors` beyond the first five of each;
/// 3. the repairs in `notes` beyond the first ten;
/// 4. the ends of `item.title`, `guid`, `url` and the other texts of the publisher.
enum LineTrimmer {
  /// What the journal puts in front, and the newline: bytes.
  static let overhead = 64
  /// Code points that a publisher's short text may have when it must give way.
  static let shortText = 300

  /// The record as JSON without `schema` and `seq`, short enough for a line of `maxLine` bytes
  /// (at least 2048).
  static func body(of record: Record, maxLine: Int) -> [UInt8] {
    let body = record.json(headed: false)
    let room = maxLine - overhead
    guard maxLine > 0, body.count > room else { return body }
    let total = record.text.unicodeScalars.count
    if let cut = longestCut(of: record, total: total, room: room) { return cut }
    // Without any text it is still too long: the publisher's own fields are.
    var record = record
    shorten(&record)
    if let cut = longestCut(of: record, total: total, room: room) { return cut }
    record.notes = Array(record.notes.prefix(2))
    return cut(record, at: 0, total: total).json(headed: false)
  }

  /// The longest text that fits, found by halving.
  private static func longestCut(of record: Record, total: Int, room: Int) -> [UInt8]? {
    var best: [UInt8]?
    var low = 0
    var high = total
    let breaks = Breaks(record.text)
    while low <= high {
      let middle = (low + high) / 2
      let candidate = cut(record, at: breaks.nearest(notAfter: middle), total: total)
        .json(headed: false)
      if candidate.count <= room {
        best = candidate
        low = middle + 1
      } else {
        high = middle - 1
      }
      if high - low < 8, best != nil { break }
    }
    return best
  }

  private static func cut(_ record: Record, at end: Int, total: Int) -> Record {
    var cut = record.cut(at: end)
    if end < total {
      cut.notes.append(
        "the line was too long: the text was cut after \(end) of \(total) characters, "
          + "and what was read behind it was left out")
    }
    return cut
  }

  private static func shorten(_ record: inout Record) {
    var gone: [String] = []
    func keep<Element>(_ list: inout [Element], _ count: Int, _ name: String) {
      guard list.count > count else { return }
      gone.append("\(list.count - count) \(name)")
      list = Array(list.prefix(count))
    }
    keep(&record.source.item.enclosures, 5, "enclosures")
    keep(&record.source.item.categories, 5, "categories")
    keep(&record.source.item.authors, 5, "authors")
    keep(&record.notes, 10, "notes")
    var shortened = false
    func clip(_ text: inout String) {
      guard text.unicodeScalars.count > shortText else { return }
      text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(shortText - 1))) + "…"
      shortened = true
    }
    func clip(_ text: inout String?) {
      guard var value = text else { return }
      clip(&value)
      text = value
    }
    clip(&record.source.item.title)
    clip(&record.source.item.guid)
    clip(&record.source.item.url)
    clip(&record.source.item.source)
    clip(&record.source.item.language)
    clip(&record.source.feed.title)
    clip(&record.source.feed.url)
    for index in record.source.item.authors.indices { clip(&record.source.item.authors[index]) }
    for index in record.source.item.categories.indices {
      clip(&record.source.item.categories[index])
    }
    for index in record.source.item.enclosures.indices {
      clip(&record.source.item.enclosures[index].url)
      clip(&record.source.item.enclosures[index].type)
    }
    for index in record.notes.indices { clip(&record.notes[index]) }
    if !gone.isEmpty || shortened {
      record.notes.append(
        "the line was too long: left out were "
          + (gone + (shortened ? ["the ends of long fields of the item"] : []))
          .joined(separator: ", "))
    }
  }

  /// Where a text may be cut.
  private struct Breaks {
    private var paragraphs: [Int] = [0]
    private var sentences: [Int] = [0]
    private var words: [Int] = [0]

    init(_ text: String) {
      var previous: Unicode.Scalar = " "
      for (offset, scalar) in text.unicodeScalars.enumerated() {
        if scalar == "\n" {
          if previous != "\n" { paragraphs.append(offset) }
        } else if scalar == " " {
          words.append(offset)
          if ".!?”\"".unicodeScalars.contains(previous) { sentences.append(offset) }
        }
        previous = scalar
      }
    }

    /// The best place at or before an offset: a paragraph's end if one lies in the last fifth,
    /// else a sentence's, else a word's, else the offset itself.
    func nearest(notAfter offset: Int) -> Int {
      for list in [paragraphs, sentences, words] {
        if let place = Self.last(list, notAfter: offset), place * 5 >= offset * 4 { return place }
      }
      return offset
    }

    private static func last(_ list: [Int], notAfter offset: Int) -> Int? {
      var low = 0
      var high = list.count
      while low < high {
        let middle = (low + high) / 2
        if list[middle] <= offset { low = middle + 1 } else { high = middle }
      }
      return low > 0 ? list[low - 1] : nil
    }
  }
}
