import GRDB

extension StateStore {
  /// What a start needs of every feed, in no order: a row at a time, without what only a poll wants.
  public func feedStarts() throws(StateError) -> [FeedStart] {
    try reading("cannot read the feeds") { db in
      var starts: [FeedStart] = []
      starts.reserveCapacity(try Int.fetchOne(db, sql: "SELECT count(*) FROM feeds") ?? 0)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT name, url, stored_url, next_poll, errors > 0,
          CASE WHEN schedule GLOB '*held *' OR schedule GLOB '*via *' THEN schedule END FROM feeds
          """)
      while let row = try rows.next() {
        let schedule: String? = row[5]
        let history = schedule.map { PollHistory(text: $0) }
        starts.append(
          FeedStart(
            name: row[0], url: row[1], storedURL: row[2], nextPoll: row[3],
            isFailing: row[4], heldUntil: history?.heldUntil, via: history?.via ?? []))
      }
      // The pages of a whole table are not wanted again soon.
      try db.execute(sql: "PRAGMA shrink_memory")
      return starts
    }
  }
}
