import GRDB
import GRDBSQLite

/// Writes rows of items: integers only, bound to SQLite's statement directly, as GRDB's boxes for
/// twenty values a row take longer than SQLite itself.
///
/// Valid for as long as the database access that it was made in.
struct ItemWriter {
  private let db: Database
  private let insertion: Statement
  private let change: Statement

  init(_ db: Database) throws {
    self.db = db
    insertion = try db.cachedStatement(
      sql: """
        INSERT INTO items (feed, guid, url, title, content, sketch_high, sketch_low, bands_high,
        bands_low, words, published, version_high, version_low, origin_high, origin_low, sequence,
        updates, silence, seen, gone) VALUES (\(databaseQuestionMarks(count: 20)))
        """)
    change = try db.cachedStatement(
      sql: """
        UPDATE items SET feed = ?, guid = ?, url = ?, title = ?, content = ?, sketch_high = ?,
        sketch_low = ?, bands_high = ?, bands_low = ?, words = ?, published = ?, version_high = ?,
        version_low = ?, origin_high = ?, origin_low = ?, sequence = ?, updates = ?, silence = ?,
        seen = ?, gone = ? WHERE id = ?
        """)
  }

  /// The row's id.
  func insert(_ item: KnownItem, feed: Int64, gone: Int64?) throws -> Int64 {
    let raw = insertion.sqliteStatement
    Self.bind(item, feed: feed, gone: gone, raw)
    try step(raw)
    return db.lastInsertedRowID
  }

  /// Writes all of an item over the row it has.
  func update(_ item: KnownItem, feed: Int64) throws {
    let raw = change.sqliteStatement
    Self.bind(item, feed: feed, gone: nil, raw)
    sqlite3_bind_int64(raw, 21, item.row)
    try step(raw)
  }

  private func step(_ raw: OpaquePointer) throws {
    let code = sqlite3_step(raw)
    guard code == SQLITE_DONE else {
      let message = sqlite3_errmsg(db.sqliteConnection).map { String(cString: $0) }
      sqlite3_reset(raw)
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
    sqlite3_reset(raw)
  }

  private static func bind(
    _ item: KnownItem, feed: Int64, gone: Int64?, _ raw: OpaquePointer
  ) {
    var index: Int32 = 0
    func bind(_ value: Int64) {
      index += 1
      sqlite3_bind_int64(raw, index, value)
    }
    func bind(_ key: UInt64) { bind(Int64(bitPattern: key)) }
    func bind(_ value: Int64?) {
      if let value {
        bind(value)
      } else {
        index += 1
        sqlite3_bind_null(raw, index)
      }
    }
    let print = item.fingerprint
    bind(feed)
    bind(print.guid)
    bind(print.url)
    bind(print.title)
    bind(print.content)
    bind(print.sketch.high)
    bind(print.sketch.low)
    bind(print.sketch.bandsHigh)
    bind(print.sketch.bandsLow)
    bind(Int64(print.words))
    bind(print.published)
    bind(item.version.high)
    bind(item.version.low)
    bind(item.origin.map { Int64(bitPattern: $0.high) })
    bind(item.origin.map { Int64(bitPattern: $0.low) })
    bind(item.sequence)
    bind(Int64(item.updates))
    bind(Int64(item.silence.rawValue))
    bind(item.seen)
    bind(gone)
  }
}
