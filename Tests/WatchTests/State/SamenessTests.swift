import Journal
import Testing

@testable import Watch

/// What people complain of in feed readers (design/anchors.md), case by case.
@Suite("State: which items are the same")
struct SamenessTests {
  typealias Item = ObservedItem

  /// One case: polls one after another, and what each is to bring.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var options = SamenessOptions()
    /// Items of each poll, and for each item `n` (new line), `u` (update), `-` (no line), `c` (a
    /// new line marked as a copy).
    var polls: [([ObservedItem], String)]
    var policy: GUIDPolicy.Key = .guid
    var fault: GUIDPolicy.Fault?

    var testDescription: String { name }

    init(
      _ name: String, _ polls: [([ObservedItem], String)], policy: GUIDPolicy.Key = .guid,
      _ fault: GUIDPolicy.Fault? = nil, options change: (inout SamenessOptions) -> Void = { _ in }
    ) {
      self.name = name
      self.polls = polls
      self.policy = policy
      self.fault = fault
      change(&options)
    }
  }

  @Test("Case", arguments: cases)
  func table(_ test: Case) throws {
    var room = try Room()
    for (index, (items, expected)) in test.polls.enumerated() {
      let plan = try room.poll(items, options: test.options)
      let found = plan.decisions.map { decision in
        !decision.writesLine
          ? "-" : decision.kind == .updated ? "u" : decision.copyOf == nil ? "n" : "c"
      }.joined()
      #expect(found == expected, "poll \(index + 1)")
      for decision in plan.decisions where decision.kind == .updated && decision.writesLine {
        #expect(decision.replaces != nil && decision.replaces != decision.id)
      }
      // A restart in between changes nothing.
      if index % 2 == 1 { try room.restart() }
    }
    let policy = try #require(try room.state.feed("a")).guidPolicy
    #expect(policy.key == test.policy)
    #expect(policy.fault == test.fault)
    #expect((policy.fault?.explanation == nil) == (test.fault == nil))
    // Nothing comes again from a state made anew out of the journal, either.
    if test.options == SamenessOptions(), let last = test.polls.last {
      room.persistence.close()
      _ = try JournalMaintenance.rebuildState(directory: room.folder.path)
      room.persistence = try Persistence.open(directory: room.folder.path)
      #expect(try room.poll(last.0).lines.isEmpty, "after a rebuild")
    }
  }

  static func text(_ number: Int) -> String { Sample.text(number) }

  static func numbered(_ range: ClosedRange<Int>) -> [Item] { range.map { .numbered($0) } }

  /// The items 1 to 3 with guids by a rule.
  static func three(
    _ guid: (Int) -> String?, url: (Int) -> String? = { "https://x.example/\($0)" },
    published: (Int) -> Int64? = { _ in nil }
  ) -> [Item] {
    (1...3).map {
      .item(guid($0), url($0), "Headline of item \($0)", text($0), published: published($0))
    }
  }

  static func edited(_ item: Item, _ change: (inout Item) -> Void) -> Item {
    var item = item
    change(&item)
    return item
  }

  static let base = Item.item(
    "g", "https://x.example/1", "Storm reaches the coast",
    "The storm reached the coast on Friday.\n\nFour people were hurt, the mayor said.")

  static func changed(_ text: String) -> Item { edited(base) { $0.text = text } }

  static let cases: [Case] = guids + texts + addresses + rest

  static let guids: [Case] = [
    Case(
      "one guid on every item shows all of them (miniflux #4197)",
      [
        (three { _ in "same" }, "nnn"), (three { _ in "same" }, "---"),
        (three { _ in "same" } + [.item("same", "https://x.example/4", "Four", text(4))], "---n"),
      ], policy: .url, .equal),
    Case(
      "one guid on every item, and no urls",
      [
        (three({ _ in "same" }, url: { _ in nil }), "nnn"),
        (three({ _ in "same" }, url: { _ in nil }), "---"),
      ], policy: .content, .equal),
    Case(
      "the guid is the site's address on every item",
      [
        (three { _ in "https://x.example/" }, "nnn"), (three { _ in "https://x.example/" }, "---"),
      ], policy: .url, .equal),
    Case(
      "guids turn bad after a good time: old items don't come back",
      [
        (three { "id-\($0)" }, "nnn"), (three { _ in "same" }, "---"),
        (three { "id-\($0)" }, "---"), (three { "other-\($0)" }, "---"),
      ], policy: .url, .equal),
    Case(
      "guids change with every poll",
      [
        (three { "a\($0)" }, "nnn"), (three { "b\($0)" }, "---"), (three { "c\($0)" }, "---"),
        (three { "d\($0)" } + [.item("d4", "https://x.example/4", "Four", text(4))], "---n"),
      ], policy: .url, .changing),
    Case(
      "guid and url carry a session's number",
      [
        (
          three({ "a\($0)" }, url: { "https://x.example/s1/\($0)" }, published: { Int64($0) }),
          "nnn"
        ),
        (
          three({ "b\($0)" }, url: { "https://x.example/s2/\($0)" }, published: { Int64($0) }),
          "---"
        ),
        (
          three({ "c\($0)" }, url: { "https://x.example/s3/\($0)" }, published: { Int64($0) }),
          "---"
        ),
      ], policy: .url, .changing),
    Case(
      "an edited headline changes the guid: an update (miniflux #2358)",
      [
        ([.item("Storm hits coast", "https://x.example/1", "Storm hits coast", text(1))], "n"),
        (
          [
            .item(
              "Storm hits north coast", "https://x.example/1", "Storm hits north coast", text(1))
          ],
          "u"
        ),
        (
          [.item("Storm hits the coast", "https://x.example/1", "Storm hits the coast", text(1))],
          "u"
        ),
        (
          [.item("Storm leaves coast", "https://x.example/1", "Storm leaves coast", text(1))], "u"
        ),
        ([.item("Storm is over", "https://x.example/1", "Storm leaves coast", text(1))], "-"),
      ], policy: .url, .headline),
    Case(
      "a revision's number in the guid (…#0, …#1)",
      [
        ([.item("https://x.example/1#0", "https://x.example/1?at_medium=RSS", "T", text(1))], "n"),
        ([.item("https://x.example/1#1", "https://x.example/1?at_medium=RSS", "T", text(1))], "-"),
      ]),
    Case(
      "guids that count places in the list",
      [
        (three { "\($0)" }, "nnn"),
        (
          [
            .item("1", "https://x.example/4", "Four is another matter", text(4)),
            .item("2", "https://x.example/1", "Headline of item 1", text(1)),
            .item("3", "https://x.example/2", "Headline of item 2", text(2)),
          ], "n--"
        ),
        (
          [
            .item("1", "https://x.example/5", "A fifth thing altogether", text(5)),
            .item("2", "https://x.example/4", "Four is another matter", text(4)),
            .item("3", "https://x.example/1", "Headline of item 1", text(1)),
          ], "n--"
        ),
      ], policy: .url, .reused),
    Case(
      "a good guid outlives a new address and a new headline",
      [
        ([.item("17", "https://x.example/draft", "Storm", text(1))], "n"),
        ([.item("17", "https://x.example/storm-hits", "Storm", text(1))], "-"),
        ([.item("17", "https://x.example/storm-hits", "Storm hits coast", text(1))], "u"),
      ]),
    Case(
      "good guids, one address for all (alerts): the guid counts",
      [
        (three({ "id\($0)" }, url: { _ in "https://x.example/alerts" }), "nnn"),
        (three({ "id\($0)" }, url: { _ in "https://x.example/alerts" }), "---"),
        (
          [.item("id4", "https://x.example/alerts", "Flood alert", text(4))]
            + three({ "id\($0)" }, url: { _ in "https://x.example/alerts" }), "n---"
        ),
      ]),
    Case(
      "white space in a guid is none",
      [([.item(" g\n1", nil, "T", text(1))], "n"), ([.item("g1 ", nil, "T", text(1))], "-")]),
    Case(
      "the same item twice in one poll, and items in another order",
      [
        ([.numbered(1), .numbered(1), .numbered(2)], "n-n"),
        ([.numbered(2), .numbered(1), .numbered(1)], "---"),
      ]),
    Case(
      "gone and back",
      [
        (numbered(1...3), "nnn"), ([.numbered(3)], "-"), ([], ""), (numbered(1...3), "---"),
      ]),
  ]

  static let texts: [Case] = [
    Case(
      "white space, case and quotation marks are no update",
      [
        ([base], "n"),
        (
          [
            changed(
              "The storm  reached the coast\non Friday.\n\n\n“Four people” were hurt — the Mayor said!"
            )
          ], "-"
        ),
      ]),
    Case(
      "a date stamp is no update",
      [
        ([changed(base.text + "\n\nUpdated: 12 July 2024, 14:35 GMT")], "n"),
        ([changed(base.text + "\n\nUpdated: 13 July 2024, 9:05 GMT")], "-"),
        ([changed("3 min read\n\n" + base.text + "\n\nPublished 2 hours ago · 17 comments")], "-"),
        ([changed(base.text)], "-"),
      ]),
    Case(
      "an age in a sentence is no update",
      [
        ([changed("The ferry left 2 hours ago with 40 on board.")], "n"),
        ([changed("The ferry left 3 hours ago with 40 on board.")], "-"),
        ([changed("The ferry left 3 hours ago with 41 on board.")], "u"),
      ]),
    Case(
      "a date that is news is an update",
      [
        ([changed("The summit will be held on 12 July in Vilnius.")], "n"),
        ([changed("The summit will be held on 13 July in Vilnius.")], "u"),
      ]),
    Case(
      "advertisements are no update",
      [
        ([changed(base.text)], "n"),
        ([changed("Advertisement\n\n" + base.text)], "-"),
        ([changed(base.text + "\n\nSubscribe to our newsletter for more")], "-"),
        ([changed(base.text + "\n\nREAD MORE: Ten things to know about hail")], "-"),
        ([changed(base.text + "\n\nThe post Storm appeared first on X Example.")], "-"),
      ]),
    Case(
      "tracking parameters in the text are no update",
      [
        ([changed(base.text + " See https://x.example/map?utm_source=rss&id=4 for a map.")], "n"),
        ([changed(base.text + " See https://x.example/map?id=4&fbclid=77 for a map.")], "-"),
        ([changed(base.text + " See https://x.example/map?id=5 for a map.")], "u"),
      ]),
    Case(
      "one number is an update, each under an id of its own, back and forth too",
      [
        ([base], "n"),
        ([changed(base.text.replacing("Four", with: "Five"))], "u"),
        ([base], "u"), ([base], "-"),
      ]),
    Case(
      "an edited headline is an update",
      [([base], "n"), ([edited(base) { $0.title = "Storm leaves the coast" }], "u")]),
    Case(
      "no more updates than allowed",
      [
        ([base], "n"), ([changed("one")], "u"), ([changed("two")], "u"), ([changed("three")], "-"),
        ([changed("three")], "-"), ([changed("four")], "-"),
      ], options: { $0.maxUpdates = 2 }),
    Case(
      "updates ignored",
      [([base], "n"), ([changed("one")], "-"), ([base], "-")], options: { $0.updates = .ignore }),
    Case(
      "scripts without spaces",
      [
        ([.item("g", nil, "地震", "東京で地震がありました。")], "n"),
        ([.item("g", nil, "地震", "東京で 地震が ありました")], "-"),
        ([.item("g", nil, "地震", "大阪で地震がありました。")], "u"),
      ]),
  ]

  static let addresses: [Case] = [
    Case(
      "no guid: the url, whatever it carries for tracking",
      [
        ([.item(nil, "http://www.x.example/a/1/?utm_source=rss&b=2&a=1", "T", text(1))], "n"),
        ([.item(nil, "https://x.example/a/1?a=1&b=2#comments", "T", text(1))], "-"),
        ([.item(nil, "https://m.x.example/a/1/amp/?b=2&a=1&fbclid=X", "T", text(1))], "-"),
        ([.item(nil, "https://x.example/a/1?a=1&b=3", "Other", text(2))], "n"),
      ]),
    Case(
      "no guid, and parts of one page as addresses",
      [
        (
          [
            .item(nil, "https://x.example/log#v1", "v1", text(1)),
            .item(nil, "https://x.example/log#v2", "v2", text(2)),
          ], "nn"
        ),
        (
          [
            .item(nil, "https://x.example/log#v3", "v3", text(3)),
            .item(nil, "https://x.example/log#v2", "v2", text(2)),
          ], "n-"
        ),
      ]),
    Case(
      "no guid, the front page as every item's address",
      [
        (three({ _ in nil }, url: { _ in "https://x.example/" }), "nnn"),
        (three({ _ in nil }, url: { _ in "https://x.example/" }), "---"),
        (
          [.item(nil, "https://x.example/", "Four", text(4))]
            + three({ _ in nil }, url: { _ in "https://x.example/" }), "n---"
        ),
      ]),
    Case(
      "no guid, one address with a new text every day",
      [
        ([.item(nil, "https://x.example/today", "Weather on Monday", text(1))], "n"),
        ([.item(nil, "https://x.example/today", "Quiet on Tuesday", text(2))], "n"),
        ([.item(nil, "https://x.example/today", "Quiet on Tuesday", text(2) + " later")], "u"),
      ]),
    Case(
      "neither guid nor url: title and content",
      [
        (three({ _ in nil }, url: { _ in nil }), "nnn"),
        (three({ _ in nil }, url: { _ in nil }), "---"),
        ([.item(nil, nil, "Headline of item 1", text(1) + " and one more")], "u"),
        ([.item(nil, nil, "Headline of item 1", text(9))], "n"),
      ]),
  ]

  static let rest: [Case] = [
    Case(
      "a programme announced in the same words every day is new every day",
      [
        (
          [
            .item(
              "d1", "https://x.example/d1", "News bulletin",
              "The latest five minute news bulletin from the world service.", published: 1)
          ], "n"
        ),
        (
          [
            .item(
              "d2", "https://x.example/d2", "News bulletin",
              "The latest five minute news bulletin from the world service.", published: 2)
          ], "c"
        ),
      ]),
    Case(
      "one article under two guids in a feed: the second is a copy",
      [
        (
          [
            .item("a", "https://x.example/world/1", "Storm", text(1)),
            .item("b", "https://x.example/coast/1", "Storm", text(1)),
          ], "nc"
        )
      ]),
    Case(
      "copies dropped within a feed",
      [
        (
          [
            .item("a", "https://x.example/world/1", "Storm", text(1)),
            .item("b", "https://x.example/coast/1", "Storm", text(1)),
          ], "n-"
        ),
        ([.item("b", "https://x.example/coast/1", "Storm", text(7))], "n"),
      ], options: { $0.copies = .drop }),
    Case(
      "backlog: none",
      [
        (numbered(1...3), "---"), (numbered(1...4), "---n"),
        ([edited(.numbered(1)) { $0.text += " more" }], "-"),
      ], options: { $0.backlog = .none }),
    Case(
      "backlog: the newest two by date",
      [
        (
          [3, 1, 4, 2].map { number in
            edited(.numbered(number)) { $0.published = Int64(number) * 1000 }
          }, "n-n-"
        ), (numbered(1...5), "----n"),
      ], options: { $0.backlog = .newest(2) }),
  ]

  @Test("The same documents give the same ids on another machine, under another feed's name")
  func ids() throws {
    var first = try Room()
    var second = try Room()
    second.now += 86_400_000
    var edited = Self.numbered(1...3)
    edited[0].text += " with a correction"
    for items in [Self.numbered(1...3), edited] {
      let here = try first.poll(items, feed: "a")
      let there = try second.poll(items, feed: "z")
      #expect(here.decisions.map(\.id) == there.decisions.map(\.id))
      #expect(here.decisions.allSatisfy { $0.id.count == 32 })
    }
    // The id is part of the contract: it must not change with the program.
    let plan = try first.poll([Self.base], feed: "b")
    #expect(plan.decisions[0].id == "b310b42f9660071ceb0f90e0d29a27c1")
  }

  @Test("SHA-256 is FIPS 180-4's")
  func sha256() {
    func hex(_ text: String) -> String {
      var hash = SHA256()
      hash.update(text.utf8)
      return hash.finish().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("A fingerprint is read as it was written")
  func fingerprint() {
    for item in [Self.base, .item(nil), .item("g", published: -5), .item(nil, published: 77)] {
      let fingerprint = Fingerprint(item)
      var text = fingerprint.text
      #expect(text.withUTF8 { Fingerprint(UnsafeRawBufferPointer($0)) } == fingerprint)
    }
    // Of an earlier form the keys are taken, and no sketch.
    var old = "1.a.b.c.d.e.f.7.-5"
    let read = old.withUTF8 { Fingerprint(UnsafeRawBufferPointer($0)) }
    #expect(
      read
        == Fingerprint(
          guid: 10, url: 11, title: 12, content: 13, sketch: Sketch(), words: 7, published: -5))
    for wrong in [
      "", "1.", "2.1.1.1.1.1.1.1.", "2.1.1.1.1.1.1.1.1.g.", "2.1.1.1.1.1.1.1.1.1.-", "3.1.1.1.",
      "2.1.1.1.1.1.1.1.1.1.1.", "1.1.1.1.1.1.1.1", "1.g.1.1.1.1.1.1.", "1.1.1.1.1.1.1.1.1.1",
    ] {
      var text = wrong
      #expect(text.withUTF8 { Fingerprint(UnsafeRawBufferPointer($0)) } == nil)
    }
  }

  // MARK: Copies in other feeds

  static let article = Sample.text(40, words: 150)

  @Test(
    "Copies in another feed name the first",
    arguments: [
      (Item.item("z", "http://www.x.example/1/?utm_medium=feed", "Other words", "short"), true),
      (.item("z", "https://z.example/9", "Storm reaches coast", article), true),
      (.item("z", "https://z.example/9", "Storm", "KYIV (Agency) - " + article), true),
      (.item("z", "https://z.example/9", "Storm", article + " Reporting by staff."), true),
      (
        .item("z", "https://z.example/9", "Storm reaches coast", Sample.text(41, words: 150)), false
      ),
      (.item("z", "https://z.example/9", "Storm", String(article.prefix(300))), false),
    ])
  func copies(_ item: Item, _ isCopy: Bool) throws {
    var room = try Room()
    let first = try room.poll(
      [.item("g", "https://x.example/1", "Storm reaches coast", Self.article)], feed: "a")
    let second = try room.poll([item], feed: "b")
    #expect(second.decisions[0].copyOf == (isCopy ? first.decisions[0].id : nil))
    #expect(second.decisions[0].writesLine)
    // A copy of a copy names the first; also after a restart.
    try room.restart()
    let third = try room.poll([item], feed: "c")
    #expect(
      third.decisions[0].copyOf == (isCopy ? first.decisions[0].id : second.decisions[0].id))
    var drop = SamenessOptions()
    drop.copies = .drop
    let fourth = try room.poll([item], feed: "d", options: drop)
    #expect(fourth.decisions[0].reason == .copyDropped)
    // What lies further back than the window is news again.
    room.now += SamenessOptions().copyWindow + 1
    #expect(try room.poll([item], feed: "e").decisions[0].copyOf == nil)
  }

  @Test("A copy is found in a plan that is not remembered yet")
  func pending() throws {
    let room = try Room()
    let item = Item.item("g", "https://x.example/1", "Storm", Self.article)
    let other = Item.item("h", "https://y.example/1", "Storm", Self.article)
    let options = SamenessOptions()
    let a = try room.state.plan(
      feed: FeedRow(name: "a", url: ""), items: [item], options: options, now: room.now)
    let b = try room.state.plan(
      feed: FeedRow(name: "b", url: ""), items: [other], options: options, now: room.now)
    #expect(b.decisions[0].copyOf == a.decisions[0].id)
    // Both in one transaction.
    let receipt = try room.persistence.journal.append([
      Room.body(a.decisions[0], item, feed: "a", now: room.now),
      Room.body(b.decisions[0], other, feed: "b", now: room.now),
    ])
    try room.state.remember(
      [
        PollMemory(row: FeedRow(name: "a", url: "u"), plan: a, sequences: [0: receipt.first]),
        PollMemory(row: FeedRow(name: "b", url: "v"), plan: b, sequences: [0: receipt.first + 1]),
      ], position: receipt.position)
    #expect(try room.state.feeds().map(\.name) == ["a", "b"])
    // Planned again for the same feed: the item is known, not a copy of itself.
    let again = try room.state.plan(
      feed: FeedRow(name: "a", url: ""), items: [item], options: options, now: room.now)
    #expect(again.decisions[0].reason == .known)
  }

  @Test("An update is no copy of its own earlier version")
  func ownVersion() throws {
    var room = try Room()
    let item = Item.item("g", "https://x.example/1", "Storm", Self.article)
    try room.poll([item])
    let update = try room.poll([Self.edited(item) { $0.text += " One word more." }])
    #expect(update.decisions[0].kind == .updated)
    #expect(update.decisions[0].copyOf == nil)
    let another = try room.poll([Self.edited(item) { $0.text += " Two words more, even." }])
    #expect(another.decisions[0].copyOf == nil)
  }
}
