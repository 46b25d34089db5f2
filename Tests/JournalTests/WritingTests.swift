import Foundation
import Glibc
import Journal
import Testing

@Suite("Journal: writing and opening")
struct WritingTests {
  @Test("Lines get schema and seq, and are there after append")
  func append() throws {
    let folder = try Folder()
    let journal = try Journal(directory: folder.path)
    #expect(journal.agreement == .complete)
    let receipt = try journal.append([Array("{\"a\":1}".utf8), Array("{}".utf8)])
    #expect(receipt.sequences == 1..<3)
    #expect(receipt.first == 1)
    #expect(
      try folder.text() == """
        {"schema":"feedwatch/1","seq":1,"a":1}
        {"schema":"feedwatch/1","seq":2}

        """)
    #expect(receipt.position.offset == Int64(try folder.text().utf8.count))
    #expect(try journal.append([]).sequences.isEmpty)
    #expect(try journal.append([body(3)]).first == 3)
  }

  @Test("A body that would break the line is refused, and nothing of its batch written")
  func refused() throws {
    let folder = try Folder()
    var options = JournalOptions()
    options.maxLine = 200
    let journal = try Journal(directory: folder.path, options: options)
    let long = Array("{\"a\":\"\(String(repeating: "x", count: 200))\"}".utf8)
    for wrong in [Array("[]".utf8), Array("{".utf8), Array("{\"a\":\n1}".utf8), [], long] {
      #expect { try journal.append([body(1), wrong]) } throws: {
        ($0 as? JournalError)?.code == .body
      }
    }
    #expect(try folder.text() == "")
    #expect(journal.nextSequence == 1)
  }

  @Test("A second writer is refused, in this process too")
  func lock() throws {
    let folder = try Folder()
    let first = try Journal(directory: folder.path)
    #expect { try Journal(directory: folder.path) } throws: {
      ($0 as? JournalError)?.code == .locked
    }
    first.close()
    #expect(throws: JournalError.self) { try first.append([body(1)]) }
    _ = try Journal(directory: folder.path)
  }

  @Test("seq goes on after a restart, with nothing remembered too")
  func restart() throws {
    let folder = try Folder()
    do {
      let journal = try Journal(directory: folder.path)
      try journal.append(bodies(0..<5))
    }
    let journal = try Journal(directory: folder.path)
    #expect(journal.agreement == .rebuild)
    #expect(try journal.append([body(5)]).first == 6)
    #expect(try folder.checkedCount() == 6)
  }

  @Test(
    "A torn end is cut and kept aside, whatever it is made of",
    arguments: [
      "{\"schema\":\"feedwatch/1\",\"seq\":4,\"n\":",
      "{\"schema\":\"feedwatch/1\",\"seq\":4,\"n\":1}",
      String(repeating: "\0", count: 5000),
      "rubbish\nmore rubbish\n", "\n", "\n\n\n",
      "{\"schema\":\"feedwatch/1\",\"seq\":4,\"n\":1\0\0\0}\n",
      "{\"schema\":\"feedwatch/1\",\"seq\":4,\"n\":\"\(String(repeating: "y", count: 300_000))",
    ])
  func torn(tail: String) throws {
    let folder = try Folder()
    do {
      let journal = try Journal(directory: folder.path)
      try journal.append(bodies(0..<3))
    }
    let good = try folder.text()
    try folder.append(tail)
    let journal = try Journal(directory: folder.path)
    #expect(try folder.text() == good)
    #expect(try folder.text("journal.torn-3") == tail)
    #expect(journal.takeEvents().map(\.kind) == [.torn])
    #expect(try journal.append([body(3)]).first == 4)
    #expect(try folder.checkedCount() == 4)
  }

  @Test("A file of nothing but a torn line starts at seq 1")
  func allTorn() throws {
    let folder = try Folder()
    try folder.write("journal.jsonl", "{\"schema\":\"feedwa")
    let journal = try Journal(directory: folder.path)
    #expect(try journal.append([body(0)]).first == 1)
    #expect(try folder.checkedCount() == 1)
    #expect(folder.names.contains("journal.torn-0"))
  }

  @Test("Damage in the middle is left alone and told with its offset")
  func damage() throws {
    let folder = try Folder()
    do {
      let journal = try Journal(directory: folder.path)
      try journal.append(bodies(0..<3))
    }
    var text = try folder.text()
    let offset = try #require(text.range(of: "\n")).upperBound
    let at = text.utf8.distance(from: text.startIndex, to: offset)
    text.replaceSubrange(offset..<text.index(offset, offsetBy: 10), with: "##########")
    try folder.write("journal.jsonl", text)
    let journal = try Journal(directory: folder.path)
    try journal.append([body(3)])
    #expect(try folder.text().hasPrefix(text))
    var found: [Int64] = []
    try JournalReader(directory: folder.path).read { entry, place in
      if case .damage = entry { found.append(place.offset) }
    }
    #expect(found == [Int64(at)])
  }

  @Test("The remembered place is compared with the files")
  func agreement() throws {
    let folder = try Folder()
    let middle: JournalPosition
    let end: JournalPosition
    do {
      let journal = try Journal(directory: folder.path)
      middle = try journal.append(bodies(0..<3)).position
      end = try journal.append(bodies(3..<5)).position
    }
    func open(_ position: JournalPosition?) throws -> (JournalAgreement, Int64) {
      let journal = try Journal(directory: folder.path, remembered: position)
      return (journal.agreement, journal.nextSequence)
    }
    #expect(try open(end) == (.complete, 6))
    #expect(try open(middle) == (.unread, 6))
    var read: [Int64] = []
    try JournalReader(directory: folder.path).read(after: middle) { entry, _ in
      if case .line(_, let sequence) = entry { read.append(sequence) }
    }
    #expect(read == [4, 5])
    // Another journal's line stands there.
    var wrong = middle
    wrong.checksum ^= 1
    #expect(try open(wrong) == (.rebuild, 6))
    // Lines that were not synced went with the power.
    let text = try folder.text()
    try folder.write("journal.jsonl", String(text.prefix(text.count / 2)))
    let (agreement, next) = try open(end)
    #expect(agreement == .shorter(next - 1))
    #expect(next < 6)
    // The file was moved away: seq goes on.
    rename(folder.path + "/journal.jsonl", folder.path + "/elsewhere")
    #expect(try open(end) == (.movedAway, 6))
    // … or emptied.
    try folder.write("journal.jsonl", "")
    #expect(try open(end) == (.movedAway, 6))
  }
}
