import GRDB
import Synchronization

extension StateStore {
  /// Decides what is to be done with the items of a poll. Remembers nothing yet: that is
  /// `remember`'s, once the lines are in the journal.
  ///
  /// - Parameters:
  ///   - feed: the feed's row, as `feed(_:)` gave it, or a new one.
  ///   - items: all items of the document, in its order.
  ///   - now: milliseconds since 1970.
  public func plan(
    feed: FeedRow, items: [ObservedItem], options: SamenessOptions, now: Int64
  ) throws(StateError) -> PollPlan {
    let plan = try reading("cannot compare the items of '\(feed.name)'") { [self] db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT id, first_read, watched_since, guid_policy FROM feeds WHERE name = ?"),
        arguments: [feed.name])
      let id: Int64? = row?[0]
      let firstRead: Int64? = row?[1]
      var sameness = Sameness(
        options: options, policy: row.map { GUIDPolicy(text: $0[3]) } ?? feed.guidPolicy,
        isFirstPoll: firstRead == nil, watchedSince: row?[2], now: now)
      var present: Set<Int64> = []
      if let id {
        present = try Set(
          Int64.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM items WHERE feed = ? AND gone IS NULL"),
            arguments: [id]))
      }
      let lookup = DatabaseLookup(
        store: self, db: db, feed: id ?? -1, name: feed.name, since: now - options.copyWindow)
      var plan = try sameness.plan(items, lookup: lookup, present: present)
      plan.feed = feed.name
      return plan
    }
    memory.withLock { memory in
      memory.pending[feed.name] = plan.decisions.compactMap { decision in
        guard decision.writesLine, let version = VersionID(text: decision.copyOf ?? decision.id)
        else { return nil }
        return Pending(
          fingerprint: decision.fingerprint, version: version,
          usesURL: plan.guidPolicy.key != .content)
      }
    }
    return plan
  }

  /// The index of copies, filled from the newest items at its first use.
  func withCopies<Value: Sendable>(
    _ db: Database, since time: Int64, _ body: (inout Memory) throws -> Value
  ) throws -> Value {
    try memory.withLock { memory in
      if memory.copies == nil {
        var found: [KnownItem] = []
        let rows = try Row.fetchCursor(
          db, sql: "SELECT \(KnownItem.columns) FROM items ORDER BY id DESC LIMIT ?",
          arguments: [CopyIndex.most])
        while let row = try rows.next() {
          let item = KnownItem(row: row)
          if item.seen < time { break }
          found.append(item)
        }
        var copies = CopyIndex()
        for item in found.reversed() {
          copies.add(
            item.fingerprint, version: item.origin ?? item.version, row: item.row,
            seen: item.seen)
        }
        memory.copies = copies
      }
      return try body(&memory)
    }
  }
}

extension VersionID {
  init?(text: String) {
    var text = text
    guard let id = text.withUTF8({ VersionID(UnsafeRawBufferPointer($0)) }) else { return nil }
    self = id
  }
}

extension KnownItem {
  static let columns = """
    id, guid, url, title, content, sketch_high, sketch_low, bands_high, bands_low, words,
    published, version_high, version_low, origin_high, origin_low, sequence, updates, silence,
    seen, gone
    """

  init(row: Row) {
    func key(_ index: Int) -> UInt64 { UInt64(bitPattern: row[index]) }
    self.row = row[0]
    fingerprint = Fingerprint(
      guid: key(1), url: key(2), title: key(3), content: key(4),
      sketch: Sketch(high: key(5), low: key(6), bandsHigh: key(7), bandsLow: key(8)),
      words: row[9], published: row[10])
    version = VersionID(high: key(11), low: key(12))
    if row.hasNull(atIndex: 13) {
      origin = nil
    } else {
      origin = VersionID(high: key(13), low: key(14))
    }
    sequence = row[15]
    updates = row[16]
    silence = Silence(rawValue: row[17]) ?? .none
    seen = row[18]
    isGone = !row.hasNull(atIndex: 19)
  }
}

/// Asks SQLite what `Sameness` wants to know.
struct DatabaseLookup: ItemLookup {
  let store: StateStore
  let db: Database
  /// The feed's row; -1 where it is new.
  let feed: Int64
  let name: String
  /// Copies are looked for since this time.
  let since: Int64

  func byGUID(_ key: UInt64) throws -> [KnownItem] {
    guard feed >= 0 else { return [] }
    return try fetch("feed = ? AND guid = ?", [feed, Int64(bitPattern: key)])
  }

  func byURL(_ key: UInt64) throws -> [KnownItem] {
    guard feed >= 0 else { return [] }
    return try fetch("url = ? AND feed = ?", [Int64(bitPattern: key), feed])
  }

  func byTitle(_ key: UInt64) throws -> [KnownItem] {
    guard feed >= 0 else { return [] }
    return try fetch("title = ? AND feed = ?", [Int64(bitPattern: key), feed])
  }

  func copy(of fingerprint: Fingerprint, usesURL: Bool, except row: Int64?) throws -> VersionID? {
    if usesURL, fingerprint.url != 0 {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(KnownItem.columns), feed FROM items
            WHERE url = ? AND feed <> ? AND seen >= ? ORDER BY id LIMIT 20
            """), arguments: [Int64(bitPattern: fingerprint.url), feed, since])
      // An address on several items of one feed is a front page, not an article's.
      let feeds: [Int64] = rows.map { $0[20] }
      if Set(feeds).count == feeds.count, let first = rows.first.map({ KnownItem(row: $0) }) {
        return first.origin ?? first.version
      }
    }
    return try store.withCopies(db, since: since) { memory in
      if let found = memory.copies?.first(like: fingerprint, since: since, except: row) {
        return found
      }
      for (feed, items) in memory.pending.sorted(by: { $0.key < $1.key }) where feed != name {
        for item in items {
          if CopyIndex.isCopy(fingerprint, item.fingerprint) { return item.version }
          if usesURL, item.usesURL, fingerprint.url != 0, item.fingerprint.url == fingerprint.url {
            return item.version
          }
        }
      }
      return nil
    }
  }

  /// Newest first, and bounded: a key that stands on more items tells nothing.
  private func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [KnownItem] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(KnownItem.columns) FROM items WHERE \(condition) ORDER BY id DESC LIMIT 20")
    return try Row.fetchAll(statement, arguments: arguments).map { KnownItem(row: $0) }
  }
}
