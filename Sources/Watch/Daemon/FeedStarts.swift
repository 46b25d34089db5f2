import GRDB

extension StateStore {
  /// What a start needs of every feed, in no order: a row at a time, without what only a poll wants.
  public func feedStarts() throws(StateError) -> [FeedStart] {
    try reading("cannot read the feeds") { db in
      var starts: [FeedStart] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT name, url, stored_url, last_poll, next_poll, errors > 0,
          CASE WHEN schedule GLOB '*held *' THEN schedule END FROM feeds
          """)
      while let row = try rows.next() {
        let schedule: String? = row[6]
        starts.append(
          FeedStart(
            name: row[0], url: row[1], storedURL: row[2], lastPoll: row[3], nextPoll: row[4],
            isFailing: row[5], heldUntil: schedule.flatMap { PollHistory(text: $0).heldUntil }))
      }
      return starts
    }
  }
}
