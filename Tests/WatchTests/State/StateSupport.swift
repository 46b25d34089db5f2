import Journal
import Testing

@testable import Watch

/// A state and a journal in a folder of their own, and polls as the daemon makes them.
struct Room {
  let folder = TemporaryFolderBox()
  var persistence: Persistence
  var now: Int64 = 1_720_861_200_000

  init() throws {
    persistence = try Persistence.open(directory: folder.path)
  }

  var state: StateStore { persistence.state }

  /// Stops and starts again.
  mutating func restart() throws {
    persistence.close()
    persistence = try Persistence.open(directory: folder.path)
  }

  /// Plans, writes the lines and remembers, a minute after the last poll.
  @discardableResult
  mutating func poll(
    _ items: [ObservedItem], feed: String = "a", options: SamenessOptions = SamenessOptions(),
    remembers: Bool = true
  ) throws -> PollPlan {
    now += 60_000
    var row = try state.feed(feed) ?? FeedRow(name: feed, url: "https://\(feed).example/feed")
    row.lastPoll = now
    let plan = try state.plan(feed: row, items: items, options: options, now: now)
    let receipt = try persistence.journal.append(
      plan.lines.map { Self.body($0, items[$0.index], feed: feed, now: now) })
    if remembers {
      let sequences = Dictionary(
        uniqueKeysWithValues: zip(plan.lines.map(\.index), receipt.sequences))
      try state.remember(
        [PollMemory(row: row, plan: plan, sequences: sequences)], position: receipt.position)
    }
    return plan
  }

  /// A body as the daemon writes it, as far as the state goes.
  static func body(
    _ decision: PollPlan.Decision, _ item: ObservedItem, feed: String, now: Int64,
    hasFingerprint: Bool = true
  ) -> [UInt8] {
    func quote(_ text: String) -> String {
      var result = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result + "\""
    }
    var text = "{\"id\":\"\(decision.id)\",\"kind\":\"\(decision.kind.rawValue)\""
    if let replaces = decision.replaces { text += ",\"replaces\":\"\(replaces)\"" }
    if let copyOf = decision.copyOf { text += ",\"copy_of\":\"\(copyOf)\"" }
    text += ",\"recorded\":\"\(Timestamp.rfc3339(milliseconds: now))\""
    text += ",\"feed\":{\"id\":\(quote(feed)),\"url\":\"https://\(feed).example/feed\""
    text += ",\"title\":null},\"item\":{\"guid\":\(item.guid.map(quote) ?? "null")"
    text += ",\"url\":\(item.url.map(quote) ?? "null")"
    text += ",\"title\":\(item.title.map(quote) ?? "null"),\"published\":"
    text += item.published.map { quote(Timestamp.rfc3339(milliseconds: $0)) } ?? "null"
    text += """
      ,"updated":null,"authors":[],"categories":[],"language":null,"enclosures":[],"source":null},\
      "text":\(quote(item.text)),"text_from":"content","language":{"tag":"en","confidence":1},\
      "dateline":null,"people":[],"organizations":[],"places":[],"times":[],"quotes":[],\
      "scare_quotes":[],"events":[],"sourcing":[],"background":[],"topics":[],"notes":[]
      """
    if hasFingerprint { text += ",\"fingerprint\":\"\(decision.fingerprint.text)\"" }
    return Array((text + "}").utf8)
  }
}

/// Holds a TemporaryFolder, which isn't copyable across structs without a box.
final class TemporaryFolderBox: Sendable {
  private let folder: TemporaryFolder?
  var path: String { folder?.path ?? "/nonexistent" }

  init() {
    folder = try? TemporaryFolder()
  }
}

extension ObservedItem {
  /// An item of which only what is given exists.
  static func item(
    _ guid: String?, _ url: String? = nil, _ title: String? = nil, _ text: String = "",
    published: Int64? = nil
  ) -> ObservedItem {
    ObservedItem(guid: guid, url: url, title: title, text: text, published: published)
  }

  /// A numbered item with keys and a text of its own.
  static func numbered(_ number: Int, text: String? = nil) -> ObservedItem {
    item(
      "guid-\(number)", "https://news.example/\(number)", "Headline of item \(number)",
      text ?? Sample.text(number))
  }
}

enum Sample {
  static let words = """
    minister president council court border talks agreement harvest election storm rescue river
    market price energy railway hospital school museum festival coalition budget reform protest
    union strike investigation report committee ambassador refugee shelter bridge airport vaccine
    satellite treaty sanction ceasefire convoy village capital region parliament opposition
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  /// Some 60 words that depend on the number.
  static func text(_ number: Int, words count: Int = 60) -> String {
    var seed = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 | 1
    return (0..<count).map { _ in
      seed ^= seed << 13
      seed ^= seed >> 7
      seed ^= seed << 17
      return words[Int(seed % UInt64(words.count))]
    }.joined(separator: " ")
  }
}
