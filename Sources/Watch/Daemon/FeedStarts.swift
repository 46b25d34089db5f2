import GRDB

extension StateStore {
  /// What a start needs of every feed, in no order: a row at a time, without what only a poll wants.
  public func feedStarts() throws(StateError) -> [FeedStart] {
    try reading("cannot read the feeds") { db in
      // The pages of a whole table are not wanted again soon.
      let cache = try Int.fetchOne(db, sql: "PRAGMA cache_size") ?? -16_000
      try db.execute(sql: "PRAGMA cache_size = -1000")
      defer {
        try? db.execute(sql: "PRAGMA shrink_memory")
        try? db.execute(sql: "PRAGMA cache_size = \(cache)")
      }
      var starts: [FeedStart] = []
      starts.reserveCapacity(try Int.fetchOne(db, sql: "SELECT count(*) FROM feeds") ?? 0)
      // A number in the schedule's text, without reading all of it.
      func number(_ name: String) -> String {
        """
        CASE WHEN instr(schedule, '\(name) ') > 0
        THEN CAST(substr(schedule, instr(schedule, '\(name) ') + \(name.utf8.count + 1)) AS REAL) END
        """
      }
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT name, url, stored_url, last_poll, next_poll, errors > 0, \(number("interval")),
          \(number("not-before")), CASE WHEN schedule GLOB '*held *' OR schedule GLOB '*via *'
          OR schedule GLOB '*stopped *' THEN schedule END FROM feeds
          """)
      while let row = try rows.next() {
        let schedule: String? = row[8]
        let history = schedule.map { PollHistory(text: $0) }
        let notBefore: Double? = row[7]
        starts.append(
          FeedStart(
            name: row[0], url: row[1], storedURL: row[2], lastPoll: row[3], nextPoll: row[4],
            isFailing: row[5], isStopped: history?.stopped != nil, interval: row[6],
            notBefore: notBefore.flatMap { Int64(exactly: $0.rounded()) },
            heldUntil: history?.heldUntil, via: history?.via ?? []))
      }
      return starts
    }
  }
}
