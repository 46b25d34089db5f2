import GRDB

/// A second program's hand on a state's file.
struct OtherConnection {
  private let queue: DatabaseQueue

  init(_ path: String) throws {
    queue = try DatabaseQueue(path: path)
  }

  func run(_ sql: String) throws {
    try queue.write { try $0.execute(sql: sql) }
  }

  func close() throws { try queue.close() }
}
