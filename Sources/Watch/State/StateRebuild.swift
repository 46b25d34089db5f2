import Dispatch
import GRDB
public import Journal
import Synchronization

/// What was read back from a journal.
public struct ReadBack: Sendable {
  public var lines = 0
  /// What was no record, a sentence each; the first hundred.
  public var damage: [String] = []
  public var damaged = 0

  mutating func add(_ other: ReadBack) {
    lines += other.lines
    damaged += other.damaged
    damage += other.damage.prefix(max(0, 100 - damage.count))
  }

  mutating func add(_ place: JournalReader.Place, _ length: Int, _ why: String) {
    damaged += 1
    if damaged <= 100 {
      damage.append("\(place.file.path): byte \(place.offset): \(length) bytes: \(why)")
    }
  }
}

/// Makes a state from the journal alone.
public enum StateRebuild {
  /// Makes the state in a file beside and puts it in the old one's place. No daemon may run.
  ///
  /// Lines are inserted as they come and the indexes made at the end: sorting once is faster than
  /// keeping sorted.
  public static func run(
    directory: String, system: SystemCalls = .system
  ) throws -> ReadBack {
    let path = directory + "/" + StateStore.fileName
    let fresh = path + ".new"
    for suffix in ["", "-wal", "-shm", "-journal"] { _ = system.unlink(fresh + suffix) }
    let store = try StateStore(path: fresh, isBulk: true)
    let found: ReadBack
    do {
      found = try store.fill(from: JournalReader(directory: directory, system: system))
    } catch {
      store.close()
      _ = system.unlink(fresh)
      throw error
    }
    store.close()
    for suffix in ["-wal", "-shm"] { _ = system.unlink(path + suffix) }
    let result = system.rename(fresh, path)
    guard result == 0 else {
      throw JournalError(.open, path: path, cause: result, "cannot put the new state in place")
    }
    return found
  }
}

extension StateStore {
  /// Reads all lines into an empty state without indexes: one thread reads them, another remembers.
  fileprivate func fill(from reader: JournalReader) throws -> ReadBack {
    let now = SystemCalls.system.now()
    let pipe = Pipe<FactBatch>(capacity: 4)
    DispatchQueue(label: "feedwatchd.rebuild").async {
      pipe.finish(
        Result {
          var names = FeedNames()
          var batch = FactBatch()
          try reader.read(checksJSON: false) { entry, place in
            switch entry {
            case .damage(let length, let why):
              batch.found.add(place, length, why)
            case .line(let line, let sequence):
              batch.position = JournalPosition(
                sequence: sequence, segment: place.segment, offset: place.end,
                checksum: LineText.checksum(line))
              if let facts = LineFacts(line, sequence: sequence, names: &names) {
                batch.found.lines += 1
                batch.facts.append(facts)
              } else {
                batch.found.add(place, line.count, "no record of an item")
              }
            }
            if batch.facts.count == 2000 {
              try pipe.send(batch)
              batch = FactBatch()
            }
          }
          try pipe.send(batch)
        })
    }
    // Where remembering fails, reading is to end too.
    defer { pipe.cancel() }
    return try writing("cannot make the state from the journal") { db in
      var found = ReadBack()
      var feeds = FeedIDs(db: db, touched: now)
      var updates: [(row: Int64, replaces: VersionID)] = []
      var position: JournalPosition?
      let items = try ItemWriter(db)
      while let batch = try pipe.next() {
        found.add(batch.found)
        position = batch.position ?? position
        for facts in batch.facts {
          let feed = try feeds.id(facts)
          let row = try items.insert(facts.item(), feed: feed, gone: now)
          if facts.isUpdate, let replaces = facts.replaces { updates.append((row, replaces)) }
        }
      }
      try db.execute(sql: Self.indexes)
      for (row, replaces) in updates { try Self.supersede(row, replaces, db) }
      try feeds.save()
      if let position { try Self.setPosition(position, db) }
      return found
    }
  }

  /// Takes over from the version that a row replaces, and forgets it.
  private static func supersede(_ row: Int64, _ replaces: VersionID, _ db: Database) throws {
    guard
      let own = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT feed, guid, url, title FROM items WHERE id = ?"),
        arguments: [row]),
      let (feed, guid, url, title) = Optional(
        (own[0] as Int64, own[1] as Int64, own[2] as Int64, own[3] as Int64))
    else { return }
    let found = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, updates FROM items WHERE id < ?1 AND version_high = ?2 AND version_low = ?3
          AND feed = ?4 AND (guid = ?5 OR url = ?6 OR title = ?7) LIMIT 1
          """),
      arguments: [
        row, Int64(bitPattern: replaces.high), Int64(bitPattern: replaces.low), feed, guid, url,
        title,
      ])
    guard let found else { return }
    try db.cachedStatement(sql: "UPDATE items SET updates = ? WHERE id = ?")
      .execute(arguments: [(found[1] as Int) + 1, row])
    try db.cachedStatement(sql: "DELETE FROM items WHERE id = ?")
      .execute(arguments: [found[0] as Int64])
  }

  /// Reads the lines after a position and remembers them; each thousand in a transaction.
  func readBack(_ reader: JournalReader, after position: JournalPosition?) throws -> ReadBack {
    var found = ReadBack()
    var batch: [(LineFacts, JournalPosition)] = []
    func flush() throws(StateError) {
      let lines = batch
      guard let last = lines.last else { return }
      try writing("cannot remember lines of the journal") { db in
        try Self.remember(lines.map(\.0), db)
        try Self.setPosition(last.1, db)
      }
      batch = []
    }
    try reader.read(after: position) { entry, place in
      switch entry {
      case .damage(let length, let why):
        found.add(place, length, why)
      case .line(let line, let sequence):
        guard sequence > (position?.sequence ?? 0) else { return }
        guard let facts = LineFacts(line, sequence: sequence) else {
          found.add(place, line.count, "no record of an item")
          return
        }
        found.lines += 1
        batch.append(
          (
            facts,
            JournalPosition(
              sequence: sequence, segment: place.segment, offset: place.end,
              checksum: LineText.checksum(line))
          ))
        if batch.count == 1000 { try flush() }
      }
    }
    try flush()
    memory.withLock { $0.copies = nil }
    return found
  }

  private static func remember(_ lines: [LineFacts], _ db: Database) throws {
    var feeds = FeedIDs(db: db, touched: SystemCalls.system.now())
    let items = try ItemWriter(db)
    for facts in lines { try remember(facts, &feeds, items, db) }
    try feeds.save()
  }

  private static func remember(
    _ facts: LineFacts, _ feeds: inout FeedIDs, _ items: ItemWriter, _ db: Database
  ) throws {
    let feed = try feeds.id(facts)
    let known = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(KnownItem.columns) FROM items
          WHERE feed = ?1 AND (guid = ?2 OR url = ?3 OR title = ?4)
          """),
      arguments: [
        feed, Int64(bitPattern: facts.fingerprint.guid), Int64(bitPattern: facts.fingerprint.url),
        Int64(bitPattern: facts.fingerprint.title),
      ]
    ).map { KnownItem(row: $0) }
    if known.contains(where: { $0.version == facts.id && $0.sequence >= facts.sequence }) { return }
    let before = known.first {
      $0.version == facts.replaces || ($0.version == facts.id && $0.silence != .none)
    }
    if let before {
      let updates = before.updates + (facts.isUpdate ? 1 : 0)
      try items.update(facts.item(row: before.row, updates: updates), feed: feed)
    } else {
      _ = try items.insert(facts.item(), feed: feed, gone: nil)
    }
  }

  /// Forgets what is known of lines after a `seq`, which the journal lost, and the validators of
  /// their feeds; of an item that had been updated by one of them, the earlier version is taken
  /// from the journal again.
  ///
  /// - Returns: how many items are known no more, or in an earlier version.
  func forget(after sequence: Int64, reader: JournalReader) throws -> Int {
    let (count, lost) = try writing("cannot forget lines that the journal lost") { db in
      var lost = LostItems()
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT feeds.name, guid, items.url, title FROM items JOIN feeds ON feeds.id = feed
          WHERE sequence > ? AND updates > 0
          """, arguments: [sequence])
      while let row = try rows.next() {
        lost.add(
          feed: row[0], keys: (1...3).map { UInt64(bitPattern: row[$0] as Int64) })
      }
      try db.execute(
        sql: """
          UPDATE feeds SET etag = NULL, last_modified = NULL, next_poll = NULL
          WHERE id IN (SELECT feed FROM items WHERE sequence > ?)
          """, arguments: [sequence])
      try db.execute(sql: "DELETE FROM items WHERE sequence > ?", arguments: [sequence])
      return (db.changesCount, lost)
    }
    memory.withLock { $0.copies = nil }
    guard !lost.isEmpty else { return count }
    var found: [LineFacts] = []
    var names = FeedNames()
    try reader.read(checksJSON: false) { entry, _ in
      guard case .line(let line, let number) = entry, number <= sequence,
        let facts = LineFacts(line, sequence: number, names: &names), lost.contains(facts)
      else { return }
      found.append(facts)
    }
    let earlier = found
    // `items_seen` counts these lines already.
    try writing("cannot take earlier versions from the journal") { db in
      let items = try ItemWriter(db)
      var feeds = FeedIDs(db: db, touched: SystemCalls.system.now())
      for facts in earlier { try Self.remember(facts, &feeds, items, db) }
    }
    return count
  }
}

/// Lines of a journal on their way into a new state.
private struct FactBatch: Sendable {
  var facts: [LineFacts] = []
  var found = ReadBack()
  /// After the last line.
  var position: JournalPosition?
}

/// Items whose last version the journal lost, by each of their keys.
private struct LostItems: Sendable {
  private struct Key: Hashable {
    var feed: String
    /// 0 guid, 1 url, 2 title.
    var kind: Int
    var key: UInt64
  }

  private var keys: Set<Key> = []

  var isEmpty: Bool { keys.isEmpty }

  /// - Parameter keys: of guid, url and title; 0 is none.
  mutating func add(feed: String, keys: [UInt64]) {
    for (kind, key) in keys.enumerated() where key != 0 {
      self.keys.insert(Key(feed: feed, kind: kind, key: key))
    }
  }

  func contains(_ facts: LineFacts) -> Bool {
    let print = facts.fingerprint
    return [print.guid, print.url, print.title].enumerated().contains { kind, key in
      keys.contains(Key(feed: facts.feed, kind: kind, key: key))
    }
  }
}

/// The rows of the feeds that lines speak of.
private struct FeedIDs {
  let db: Database
  let touched: Int64
  var known: [String: (id: Int64, isNew: Bool, since: Int64, lines: Int)] = [:]

  init(db: Database, touched: Int64) {
    self.db = db
    self.touched = touched
  }

  mutating func id(_ facts: LineFacts) throws -> Int64 {
    if let found = known[facts.feed] {
      known[facts.feed]?.lines += 1
      return found.id
    }
    if let id = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM feeds WHERE name = ?"), arguments: [facts.feed])
    {
      known[facts.feed] = (id, false, facts.recorded, 1)
      return id
    }
    let id = try StateStore.save(
      FeedRow(name: facts.feed, url: facts.feedURL), touched: touched, keepsPolicy: true, db)
    known[facts.feed] = (id, true, facts.recorded, 1)
    return id
  }

  func save() throws {
    for feed in known.values {
      try db.execute(
        sql: """
          UPDATE feeds SET items_seen = items_seen + ?,
          watched_since = coalesce(watched_since, ?) WHERE id = ?
          """, arguments: [feed.lines, feed.isNew ? feed.since : nil, feed.id])
    }
  }
}
