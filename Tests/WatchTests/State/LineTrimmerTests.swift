import Foundation
import Journal
import Testing

@testable import Watch

@Suite("State: trimming long lines")
struct LineTrimmerTests {
  let limit = 8000

  func trim(_ object: [String: Any]) throws -> [String: Any] {
    let body = Array(try JSONSerialization.data(withJSONObject: object, options: .sortedKeys))
    let result = LineTrimmer(maxLine: limit).trim(body)
    #expect(result.count + LineText.overhead <= limit)
    let back = try #require(
      try JSONSerialization.jsonObject(with: Data(result)) as? [String: Any])
    try checkSpans(back, length: (back["text"] as? String)?.unicodeScalars.count ?? 0)
    return back
  }

  /// Every pair of numbers is a span inside the text.
  func checkSpans(_ value: Any, length: Int) throws {
    if let pair = value as? [Int], pair.count == 2 {
      #expect(pair[0] < pair[1] && pair[1] <= length)
    } else if let values = value as? [Any] {
      for value in values { try checkSpans(value, length: length) }
    } else if let members = value as? [String: Any] {
      for value in members.values { try checkSpans(value, length: length) }
    }
  }

  func record(text: String) -> [String: Any] {
    [
      "id": String(repeating: "a", count: 32), "kind": "new",
      "recorded": "2024-07-13T09:20:00.000Z", "feed": ["id": "a", "url": "https://a.example/"],
      "fingerprint": "1.1.2.3.4.5.6.7.", "item": ["guid": "g", "title": "T"], "text": text,
      "notes": ["a note"],
    ]
  }

  @Test("A line that fits is not touched, byte for byte")
  func fits() {
    let body = Array(#"{ "text" : "\u00e9\/" , "n":1.0e3}"#.utf8)
    #expect(LineTrimmer(maxLine: 500).trim(body) == body)
    #expect(LineTrimmer(maxLine: 0).trim(body) == body)
  }

  @Test("Text gives way first, at the end of a paragraph or sentence; annotations follow it")
  func text() throws {
    let sentence = "Пан \"Ñandú\" said 👍 that it was so. "
    let paragraph = String(repeating: sentence, count: 6) + "\n\n"
    let text = String(repeating: paragraph, count: 60)
    let length = text.unicodeScalars.count
    var object = record(text: text)
    object["people"] = [
      [
        "id": "p1", "name": "Ñandú",
        "mentions": [["span": [5, 10]], ["span": [length - 20, length - 9]]],
      ],
      ["id": "p2", "name": "Late", "mentions": [["span": [length - 8, length - 2]]]],
    ]
    object["quotes"] = [
      [
        "span": [length - 9, length - 3], "speaker": "p2",
        "cue": ["verb": "said", "span": [1, 4]],
      ],
      ["span": [5, 10], "speaker": "p2", "cue": ["verb": "said", "span": [1, 4]]],
    ]
    object["events"] = [
      [
        "type": "CONSULT", "actors": ["p1", "p2"], "trigger": [3, 8], "sentence": [0, length],
        "said_by": 1,
      ],
      [
        "type": "AGREE", "actors": ["p1"], "trigger": [length - 5, length],
        "sentence": [3, length],
      ],
    ]
    let back = try trim(object)
    let kept = try #require(back["text"] as? String)
    #expect(text.hasPrefix(kept))
    #expect(kept.hasSuffix("so.") || kept.hasSuffix("so. "))
    #expect(kept.utf8.count > limit / 2)
    let people = try #require(back["people"] as? [[String: Any]])
    #expect(people.map { $0["id"] as? String } == ["p1"])
    #expect((people[0]["mentions"] as? [Any])?.count == 1)
    let quotes = try #require(back["quotes"] as? [[String: Any]])
    #expect(quotes.count == 1)
    #expect(quotes[0]["speaker"] is NSNull)
    let events = try #require(back["events"] as? [[String: Any]])
    #expect(events.count == 1)
    #expect(events[0]["actors"] as? [String] == ["p1"])
    #expect(events[0]["said_by"] as? Int == 0)
    let notes = try #require(back["notes"] as? [String])
    #expect(notes.count == 2)
    #expect(
      notes[1]
        == "text: \(kept.unicodeScalars.count) of \(length) code points, to keep the line under "
        + "max_line")
  }

  @Test("Then lists, annotations, the rest of the text, long strings, all but identity")
  func order() throws {
    var object = record(text: String(repeating: "Word. ", count: 400))
    object["item"] = [
      "guid": "g", "title": "T",
      "categories": (0..<900).map { "category \($0)" },
    ]
    var back = try trim(object)
    #expect((back["text"] as? String)?.count ?? 0 >= 1000)
    #expect(((back["item"] as? [String: Any])?["categories"] as? [String])?.count == 3)

    object = record(text: String(repeating: "Word. ", count: 400))
    object["people"] = (0..<300).map {
      ["id": "p\($0)", "name": "Name \($0)", "mentions": [["span": [$0, $0 + 4]]]]
    }
    object["topics"] = ["sport"]
    back = try trim(object)
    #expect((back["people"] as? [Any])?.isEmpty == true)
    #expect((back["topics"] as? [Any])?.isEmpty == true)
    #expect((back["text"] as? String)?.count ?? 0 >= 1000)

    object = record(text: String(repeating: "Word. ", count: 400))
    object["item"] = [
      "title": String(repeating: "\u{1}é", count: 5000), "url": "https://u.example",
    ]
    back = try trim(object)
    #expect(back["text"] as? String == "")
    #expect(((back["item"] as? [String: Any])?["title"] as? String)?.unicodeScalars.count == 256)
    #expect((back["item"] as? [String: Any])?["url"] as? String == "https://u.example")

    object = record(text: "")
    object["other"] = String(repeating: "x", count: 50_000)
    back = try trim(object)
    #expect(back["other"] == nil)
    #expect(back["fingerprint"] as? String == "1.1.2.3.4.5.6.7.")
    #expect((back["feed"] as? [String: Any])?["id"] as? String == "a")
  }

  @Test("A trimmed line is a record and rebuilds the state")
  func rebuilds() throws {
    var room = try Room()
    let item = ObservedItem.numbered(1, text: Sample.text(1, words: 5000))
    let plan = try room.state.plan(
      feed: FeedRow(name: "a", url: ""), items: [item], options: SamenessOptions(), now: 1000)
    let body = Room.body(plan.decisions[0], item, feed: "a", now: 1000)
    let trimmed = LineTrimmer(maxLine: limit).trim(body)
    #expect(trimmed.count < body.count)
    try room.persistence.journal.append([trimmed])
    #expect(try JournalMaintenance.verify(directory: room.folder.path, maxLine: limit).isGood)
    try room.restart()
    #expect(try room.poll([item]).decisions[0].reason == .known)
  }

  @Test("verify tells what is wrong, where")
  func verify() throws {
    var room = try Room()
    try room.poll([.numbered(1), .numbered(2), .numbered(3), .numbered(4)])
    room.persistence.close()
    let path = room.folder.path + "/journal.jsonl"
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    func problems() throws -> [String] {
      try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      let (text, isGood) = try JournalMaintenance.verify(directory: room.folder.path, maxLine: 0)
      let problems = text.split(separator: "\n").dropLast().map {
        String($0.dropFirst(path.count))
      }
      #expect(isGood == problems.isEmpty)
      return problems
    }
    #expect(try problems() == [])
    let good = lines
    let third = (lines[0].utf8.count + 1) + (lines[1].utf8.count + 1)
    lines.remove(at: 1)
    #expect(try problems() == [":2: byte \(lines[0].utf8.count + 1): seq 2 to 2 are missing"])
    lines = good
    lines.swapAt(2, 3)
    #expect(
      try problems().first == ":3: byte \(third): seq 3 to 3 are missing")
    lines = good
    lines[2] = lines[2].replacing("\"text\"", with: "\"text\":")
    #expect(try problems().first?.hasPrefix(":3: byte \(third): no JSON at byte") == true)
    lines = good
    lines[2] = lines[2].replacing("feedwatch/1", with: "feedwatch/9")
    #expect(try problems().first?.contains("not a line of this journal") == true)
    lines = good
    lines[2] = lines[2].replacing("\"kind\":\"new\"", with: "\"kind\":\"updated\"")
    #expect(try problems() == [":3: byte \(third): 'updated' without 'replaces'"])
    lines = good
    lines[4] = "{\"schema\":"
    #expect(try problems().first?.contains(":5:") == true)
  }
}
