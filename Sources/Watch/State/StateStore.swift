import GRDB
public import Journal
import Synchronization

/// What the daemon remembers (SQLite, `state.sqlite`): its feeds, the items it has seen as 64-bit
/// keys, and how far the journal has been remembered.
///
/// The journal is written first and the state after it, in one transaction a batch, so that the
/// state is never ahead; what it is behind is read back from the journal at the next start. That is
/// why the write-ahead log need not be synced at every commit (`synchronous = NORMAL`): a loss of
/// power takes the last transactions whole, never half of one.
public final class StateStore: Sendable {
  public static let fileName = "state.sqlite"
  /// Of the tables; a state with another is made anew from the journal.
  static let version: Int32 = 2
  /// Items gone from their feed are forgotten after this time, milliseconds. When a feed shows one
  /// again within it, it is known.
  public static let horizon: Int64 = 90 * 86_400_000

  public let path: String
  let database: DatabaseQueue
  let memory = Mutex(Memory())

  /// What is kept beside the file.
  struct Memory: Sendable {
    var copies: CopyIndex?
    /// Items planned but not yet remembered, by feed.
    var pending: [String: [Pending]] = [:]
  }

  struct Pending: Sendable {
    var fingerprint: Fingerprint
    var version: VersionID
    var usesURL: Bool
  }

  /// Opens the state of a directory, or makes it.
  ///
  /// - Parameter readOnly: the state must exist and may be in use by the daemon.
  /// - Throws: `.damaged` where the file is no state of this version.
  public convenience init(directory: String, readOnly: Bool = false) throws(StateError) {
    try self.init(path: directory + "/" + Self.fileName, readOnly: readOnly)
  }

  init(path: String, readOnly: Bool = false, isBulk: Bool = false) throws(StateError) {
    self.path = path
    var configuration = GRDB.Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(10)
    configuration.label = "state"
    configuration.prepareDatabase { db in
      if !readOnly {
        // A state made in bulk is thrown away if that is broken off.
        try db.execute(
          sql: isBulk
            ? "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"
            : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
      }
      // Sorting millions of rows for an index would fill the memory.
      try db.execute(
        sql: isBulk
          ? "PRAGMA cache_size = -64000; PRAGMA temp_store = FILE; PRAGMA threads = 2"
          : "PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY")
    }
    do {
      database = try DatabaseQueue(path: path, configuration: configuration)
      let version = try database.read { db in
        try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      }
      if version == 0, !readOnly {
        try database.write { db in
          try db.execute(sql: Self.tables)
          if !isBulk { try db.execute(sql: Self.indexes) }
          try db.execute(sql: "PRAGMA user_version = \(Self.version)")
        }
      } else if version != Self.version {
        throw DatabaseError(
          resultCode: .SQLITE_NOTADB, message: "the state's version is \(version)")
      }
    } catch {
      throw StateError(error, path: path, "cannot open the state")
    }
  }

  static let tables = """
    CREATE TABLE position (
      one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL,
      segment INTEGER NOT NULL, offset INTEGER NOT NULL, checksum INTEGER NOT NULL);
    CREATE TABLE upkeep (one INTEGER PRIMARY KEY CHECK (one = 1), pruned INTEGER NOT NULL);
    CREATE TABLE feeds (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, url TEXT NOT NULL, stored_url TEXT,
      etag TEXT, last_modified TEXT, last_poll INTEGER, next_poll INTEGER,
      last_result TEXT NOT NULL, errors INTEGER NOT NULL, items_seen INTEGER NOT NULL,
      guid_policy TEXT NOT NULL, schedule TEXT NOT NULL, first_read INTEGER,
      watched_since INTEGER, touched INTEGER NOT NULL);
    CREATE TABLE items (
      id INTEGER PRIMARY KEY, feed INTEGER NOT NULL, guid INTEGER NOT NULL,
      url INTEGER NOT NULL, title INTEGER NOT NULL, content INTEGER NOT NULL,
      sketch_high INTEGER NOT NULL, sketch_low INTEGER NOT NULL,
      bands_high INTEGER NOT NULL, bands_low INTEGER NOT NULL, words INTEGER NOT NULL,
      published INTEGER,
      version_high INTEGER NOT NULL, version_low INTEGER NOT NULL,
      origin_high INTEGER, origin_low INTEGER, sequence INTEGER NOT NULL,
      updates INTEGER NOT NULL, silence INTEGER NOT NULL, seen INTEGER NOT NULL, gone INTEGER);
    """

  static let indexes = """
    CREATE INDEX items_guid ON items (feed, guid);
    CREATE INDEX items_url ON items (url);
    CREATE INDEX items_title ON items (title);
    CREATE INDEX items_present ON items (feed) WHERE gone IS NULL;
    """

  // MARK: Feeds

  /// What is remembered of a feed; nil where it is new.
  public func feed(_ name: String) throws(StateError) -> FeedRow? {
    try feeds(named: [name])[name]
  }

  /// What is remembered of feeds, by name; new ones are missing.
  func feeds(named names: [String]) throws(StateError) -> [String: FeedRow] {
    try reading("cannot read \(names.count) feeds") { db in
      let statement = try db.cachedStatement(
        sql: "SELECT \(FeedRow.columns) FROM feeds WHERE name = ?")
      var rows: [String: FeedRow] = [:]
      for name in names {
        rows[name] = try Row.fetchOne(statement, arguments: [name]).map { FeedRow(row: $0) }
      }
      return rows
    }
  }

  /// All feeds that are remembered, by name.
  public func feeds() throws(StateError) -> [FeedRow] {
    try reading("cannot read the feeds") { db in
      try Row.fetchAll(db, sql: "SELECT \(FeedRow.columns) FROM feeds ORDER BY name")
        .map { FeedRow(row: $0) }
    }
  }

  /// How far the journal has been remembered; nil where nothing of it has.
  public func position() throws(StateError) -> JournalPosition? {
    try reading("cannot read the journal's position") { db in
      try Row.fetchOne(
        db, sql: "SELECT sequence, segment, offset, checksum FROM position"
      ).map {
        JournalPosition(
          sequence: $0[0], segment: $0[1], offset: $0[2],
          checksum: UInt32(truncatingIfNeeded: $0[3] as Int64))
      }
    }
  }

  /// Items that are remembered.
  public func countOfItems() throws(StateError) -> Int {
    try reading("cannot count the items") { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM items") ?? 0
    }
  }

  /// Closes the file; every later call throws.
  public func close() {
    try? database.close()
  }

  func reading<Value: Sendable>(
    _ context: String, _ body: @Sendable (Database) throws -> Value
  ) throws(StateError) -> Value {
    do {
      // No transaction of its own: the daemon's one connection is the only one that writes, and
      // setting one up takes longer than most of what is read here.
      return try database.unsafeRead(body)
    } catch {
      throw StateError(error, path: path, context)
    }
  }

  func writing<Value: Sendable>(
    _ context: String, _ body: @Sendable (Database) throws -> Value
  ) throws(StateError) -> Value {
    do {
      return try database.write(body)
    } catch {
      throw StateError(error, path: path, context)
    }
  }
}
