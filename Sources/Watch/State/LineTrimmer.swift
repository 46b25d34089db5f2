import Journal

/// Makes a record fit `max_line`: readers drop long lines, some the whole file with them (Fluent
/// Bit does from 32 KiB on).
///
/// Parts give way in this order, each only as far as needed:
///
/// 1. `text`, from its end, at the end of a paragraph, a sentence or a word, but not below 1,000
///    code points; what was found in the cut part goes with it, so that every span stays inside;
/// 2. the lists of `item` (`enclosures`, `categories`, `authors`) after their third entry;
/// 3. annotations: `topics`, `scare_quotes`, `background`, `times`, `sourcing`, `places`, `events`,
///    `quotes`, `organizations`, `people`, `dateline`;
/// 4. the rest of `text`;
/// 5. every string of `item` and `feed` but `feed.id` beyond 256 code points;
/// 6. all of `item`, `text` and `notes`, which stay empty.
///
/// `notes` says what went.
public struct LineTrimmer: Sendable {
  /// Bytes that a body may have.
  let limit: Int

  static let leastText = 1000
  static let longestString = 256
  static let annotations = [
    "topics", "scare_quotes", "background", "times", "sourcing", "places", "events", "quotes",
    "organizations", "people", "dateline",
  ]

  /// - Parameter maxLine: bytes of a line, its newline included; 0: no limit.
  public init(maxLine: Int) {
    limit = maxLine == 0 ? .max : maxLine - LineText.overhead
  }

  /// The body, or as much of it as fits; an object that ends the same way it began is not touched.
  public func trim(_ body: [UInt8]) -> [UInt8] {
    guard body.count > limit, let tree = JSONTree(body) else { return body }
    var work = Work(tree: tree, limit: limit)
    work.run()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(limit)
    work.tree.write(to: &bytes)
    return bytes
  }

  private struct Work {
    var tree: JSONTree
    let limit: Int

    mutating func run() {
      cutText(notBelow: LineTrimmer.leastText)
      if fits { return }
      for list in ["enclosures", "categories", "authors"] {
        guard var item = tree["item"], case .array(let values)? = item[list], values.count > 3
        else { continue }
        item[list] = .array(Array(values.prefix(3)))
        tree["item"] = item
        note("item.\(list): the first 3 of \(values.count)")
        if fits { return }
      }
      for name in LineTrimmer.annotations where tree[name] != nil {
        switch tree[name] {
        case .array([]), .null, nil: continue
        case .array: tree[name] = .array([])
        default: tree[name] = .null
        }
        if name == "quotes" { forgetQuotes() }
        note("\(name): left out")
        if fits { return }
      }
      cutText(notBelow: 0)
      if fits { return }
      shorten("item", keeping: [])
      shorten("feed", keeping: ["id"])
      if fits { return }
      // Every field that the contract wants is still there, empty; others are not.
      let kept: Set<String> =
        Set(LineTrimmer.annotations).union([
          "name", "id", "kind", "replaces", "copy_of", "fingerprint", "recorded", "feed", "item",
          "text", "text_from", "language", "notes",
        ])
      if case .object(let members) = tree {
        tree = .object(members.filter { kept.contains($0.key) })
      }
      tree["item"] = .object(
        [
          "guid", "url", "title", "authors", "published", "updated", "categories", "language",
          "enclosures", "source",
        ].map { key in
          let isList = ["authors", "categories", "enclosures"].contains(key)
          return JSONTree.Member(key: key, value: isList ? .array([]) : .null)
        })
      tree["text"] = .string("")
      tree["notes"] = .array([])
      note("all but the item's identity was left out")
    }

    private var fits: Bool { tree.size <= limit }

    /// Adds a note; all end alike.
    private mutating func note(_ what: String) {
      var notes: [JSONTree] = []
      if case .array(let existing)? = tree["notes"] { notes = existing }
      notes.append(.string(what + ", to keep the line under max_line"))
      tree["notes"] = .array(notes)
    }

    // MARK: Text

    /// Cuts the text to the longest part that lets the line fit.
    private mutating func cutText(notBelow least: Int) {
      guard let text = tree["text"]?.text else { return }
      let scalars = Array(text.unicodeScalars)
      guard scalars.count > least else { return }
      let whole = self
      func cut(_ length: Int) -> Work {
        var copy = whole
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[..<length])
        copy.tree["text"] = .string(String(view))
        copy.dropBeyond(length)
        copy.note("text: \(length) of \(scalars.count) code points")
        return copy
      }
      var low = least
      var high = scalars.count - 1
      while low < high {
        let middle = (low + high + 1) / 2
        if cut(middle).fits { low = middle } else { high = middle - 1 }
      }
      self = cut(Self.boundary(scalars, low, least))
    }

    /// The last good place for a cut at or before a length.
    private static func boundary(_ scalars: [Unicode.Scalar], _ length: Int, _ least: Int) -> Int {
      func isSpace(_ index: Int) -> Bool { scalars[index].properties.isWhitespace }
      let closers: Set<Unicode.Scalar> = [".", "!", "?", "。", "！", "？", "…", "\"", "”", "»"]
      var sentence: Int?
      var word: Int?
      var place = length
      func trimmed(_ end: Int) -> Int {
        var end = end
        while end > least, isSpace(end - 1) { end -= 1 }
        return end
      }
      // Not more than a fifth of the text is given up for a nicer end.
      while place > max(least, length * 4 / 5) {
        if isSpace(place - 1) || place < scalars.count && isSpace(place) {
          let end = isSpace(place - 1) ? place - 1 : place
          if end > 0, scalars[end] == "\n" { return trimmed(end) }
          if word == nil { word = end }
          if sentence == nil, end > 0, closers.contains(scalars[end - 1]) { sentence = end }
        }
        place -= 1
      }
      return trimmed(max(least, sentence ?? word ?? length))
    }

    // MARK: Annotations

    /// Drops what was found after a place in the text, and every reference to it.
    private mutating func dropBeyond(_ length: Int) {
      var dropped: Set<String> = []
      var quotes: [Int: Int] = [:]
      for name in LineTrimmer.annotations {
        guard let value = tree[name] else { continue }
        if case .array(let elements) = value {
          var kept: [JSONTree] = []
          for (index, element) in elements.enumerated() {
            if let rest = Self.inside(element, length) {
              if name == "quotes" { quotes[index] = kept.count }
              kept.append(rest)
            } else if let id = element["id"]?.text {
              dropped.insert(id)
            }
          }
          tree[name] = .array(kept)
        } else {
          tree[name] = Self.inside(value, length) ?? .null
        }
      }
      for name in LineTrimmer.annotations {
        guard let value = tree[name] else { continue }
        tree[name] = Self.withoutReferences(value, dropped, quotes)
      }
    }

    private mutating func forgetQuotes() {
      if let events = tree["events"] {
        tree["events"] = Self.withoutReferences(events, [], [:])
      }
    }

    /// The value without what reaches beyond a length; nil where it does so itself, or where
    /// nothing in the text mentions it any more.
    private static func inside(_ value: JSONTree, _ length: Int) -> JSONTree? {
      if let (_, end) = value.span { return end > length ? nil : value }
      switch value {
      case .array(let values):
        return .array(values.compactMap { inside($0, length) })
      case .object(let members):
        var kept: [JSONTree.Member] = []
        for member in members {
          if let (start, end) = member.value.span {
            if end <= length {
              kept.append(member)
            } else if member.key == "sentence", start < length {
              // A sentence that was cut still holds its trigger.
              kept.append(
                .init(
                  key: member.key,
                  value: .array([.number(String(start)), .number(String(length))])))
            } else {
              return nil
            }
            continue
          }
          guard let rest = inside(member.value, length) else {
            kept.append(.init(key: member.key, value: .null))
            continue
          }
          if member.key == "mentions", case .array(let before) = member.value, !before.isEmpty,
            case .array(let after) = rest, after.isEmpty
          {
            return nil
          }
          kept.append(.init(key: member.key, value: rest))
        }
        return .object(kept)
      default:
        return value
      }
    }

    /// The value with references to dropped ids and quotes taken out.
    private static func withoutReferences(
      _ value: JSONTree, _ dropped: Set<String>, _ quotes: [Int: Int]
    ) -> JSONTree {
      switch value {
      case .array(let values):
        return .array(
          values.compactMap { element in
            if let text = element.text, dropped.contains(text) { return nil }
            return withoutReferences(element, dropped, quotes)
          })
      case .object(let members):
        return .object(
          members.map { member in
            if member.key == "said_by", let index = member.value.integer {
              let moved = quotes[index].map { JSONTree.number(String($0)) }
              return .init(key: member.key, value: moved ?? .null)
            }
            if !["id", "name", "title", "acronym"].contains(member.key),
              let text = member.value.text, dropped.contains(text)
            {
              return .init(key: member.key, value: .null)
            }
            return .init(
              key: member.key, value: withoutReferences(member.value, dropped, quotes))
          })
      default:
        return value
      }
    }

    // MARK: Strings

    /// Cuts every long string of a member of the record.
    private mutating func shorten(_ name: String, keeping: Set<String>) {
      guard case .object(let members)? = tree[name] else { return }
      var cut: [String] = []
      func short(_ value: JSONTree, _ path: String) -> JSONTree {
        switch value {
        case .string(let text) where text.unicodeScalars.count > LineTrimmer.longestString:
          if cut.last != path { cut.append(path) }
          var view = String.UnicodeScalarView()
          view.append(contentsOf: text.unicodeScalars.prefix(LineTrimmer.longestString))
          return .string(String(view))
        case .array(let values):
          return .array(values.map { short($0, path) })
        case .object(let members):
          return .object(members.map { .init(key: $0.key, value: short($0.value, path)) })
        default:
          return value
        }
      }
      tree[name] = .object(
        members.map { member in
          keeping.contains(member.key)
            ? member
            : .init(key: member.key, value: short(member.value, "\(name).\(member.key)"))
        })
      for path in cut { note("\(path): \(LineTrimmer.longestString) code points") }
    }
  }
}
