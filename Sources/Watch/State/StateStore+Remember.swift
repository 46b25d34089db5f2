import GRDB
public import Journal
import Synchronization

extension StateStore {
  /// Remembers polls, of any number of feeds, in one transaction.
  ///
  /// To be called after their lines were acknowledged by the journal; when it throws, nothing was
  /// remembered and it is to be called again with the same.
  ///
  /// - Parameter position: the journal's place after the last of the lines.
  public func remember(_ polls: [PollMemory], position: JournalPosition) throws(StateError) {
    let inserted = try writing("cannot remember \(polls.count) polls") { db in
      var inserted: [(KnownItem, Int64)] = []
      let items = try ItemWriter(db)
      for poll in polls { try Self.remember(poll, items, db, &inserted) }
      try Self.setPosition(position, db)
      return inserted
    }
    memory.withLock { memory in
      for poll in polls { memory.pending[poll.row.name] = nil }
      for (item, row) in inserted {
        memory.copies?.add(
          item.fingerprint, version: item.origin ?? item.version, row: row, seen: item.seen)
      }
    }
  }

  private static func remember(
    _ poll: PollMemory, _ items: ItemWriter, _ db: Database, _ inserted: inout [(KnownItem, Int64)]
  ) throws {
    var row = poll.row
    if let plan = poll.plan {
      row.guidPolicy = plan.guidPolicy
      if row.firstRead == nil { row.firstRead = plan.now }
    }
    let touched = row.lastPoll ?? poll.plan?.now ?? 0
    let feed = try save(row, touched: touched, keepsPolicy: poll.plan == nil, db)
    guard let plan = poll.plan else { return }
    for change in plan.changes {
      switch change {
      case .insert(let index, var item):
        item.sequence = poll.sequences[index] ?? 0
        let id = try items.insert(item, feed: feed, gone: nil)
        inserted.append((item, id))
      case .update(let index, var item):
        item.sequence = poll.sequences[index] ?? item.sequence
        try items.update(item, feed: feed)
        if poll.sequences[index] != nil { inserted.append((item, item.row)) }
      case .returned(let id):
        try db.cachedStatement(sql: "UPDATE items SET gone = NULL WHERE id = ?")
          .execute(arguments: [id])
      }
    }
    for id in plan.vanished {
      try db.cachedStatement(sql: "UPDATE items SET gone = ? WHERE id = ?")
        .execute(arguments: [plan.now, id])
    }
  }

  /// Writes a feed's row; its id. What only plans change is kept from the row in the file where
  /// there was no plan, as the caller's copy may be older.
  static func save(
    _ row: FeedRow, touched: Int64, keepsPolicy: Bool, _ db: Database
  ) throws -> Int64 {
    let kept = keepsPolicy ? "" : ", guid_policy = excluded.guid_policy"
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO feeds (\(FeedRow.columns), touched)
        VALUES (\(databaseQuestionMarks(count: 15)))
        ON CONFLICT (name) DO UPDATE SET url = excluded.url, stored_url = excluded.stored_url,
        etag = excluded.etag, last_modified = excluded.last_modified,
        last_poll = excluded.last_poll, next_poll = excluded.next_poll,
        last_result = excluded.last_result, errors = excluded.errors,
        items_seen = excluded.items_seen, schedule = excluded.schedule, touched = excluded.touched,
        first_read = coalesce(feeds.first_read, excluded.first_read)\(kept)
        RETURNING id
        """)
    return try Int64.fetchOne(statement, arguments: row.arguments + [touched]) ?? 0
  }

  static func setPosition(_ position: JournalPosition, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO position VALUES (1, ?, ?, ?, ?)"
    ).execute(arguments: [
      position.sequence, position.segment, position.offset, Int64(position.checksum),
    ])
  }

  /// Does `prune` where it was not done for a day.
  public func pruneIfDue(now: Int64) throws(StateError) {
    let last = try reading("cannot prune") { db in
      try Int64.fetchOne(db, sql: "SELECT pruned FROM upkeep")
    }
    // A clock that was set back must not put it off for ever.
    if let last, last <= now, now - last < 86_400_000 { return }
    try prune(now: now)
  }

  /// Forgets items that are gone from their feeds, and feeds that are polled no more, since the
  /// horizon; long work is cut into short transactions.
  ///
  /// - Returns: the number of items forgotten.
  @discardableResult
  public func prune(now: Int64) throws(StateError) -> Int {
    let limit = now - Self.horizon
    let last = try reading("cannot prune") { db in
      try Int64.fetchOne(db, sql: "SELECT max(id) FROM items") ?? 0
    }
    let removed = try reading("cannot prune") { db in
      try Int64.fetchAll(db, sql: "SELECT id FROM feeds WHERE touched < ?", arguments: [limit])
    }
    var forgotten = 0
    var start: Int64 = 1
    let step: Int64 = 50_000
    let list = removed.map { String($0) }.joined(separator: ",")
    while start <= last {
      let from = start
      forgotten += try writing("cannot prune") { db in
        try db.execute(
          sql: """
            DELETE FROM items WHERE id BETWEEN ? AND ?
            AND (gone < ? OR feed IN (\(list)))
            """, arguments: [from, from + step - 1, limit])
        return db.changesCount
      }
      start += step
    }
    try writing("cannot prune") { db in
      try db.execute(
        sql: "DELETE FROM feeds WHERE id IN (\(list)) AND touched < ?", arguments: [limit])
      try db.execute(sql: "INSERT OR REPLACE INTO upkeep VALUES (1, ?)", arguments: [now])
    }
    memory.withLock { $0.copies?.prune(before: now - SamenessOptions().copyWindow) }
    return forgotten
  }
}
