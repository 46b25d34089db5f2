import GRDB

/// Why the state could not be read or written.
public struct StateError: Error, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// It is no state of this program, or damaged.
    case damaged
    /// The disk is full; trying again later helps.
    case full
    /// Anything else.
    case failed
  }

  public var code: Code
  public var path: String
  /// What was being done, in words.
  public var context: String
  /// SQLite's own words.
  public var cause: String

  init(_ error: any Error, path: String, _ context: String) {
    self.path = path
    self.context = context
    guard let error = error as? DatabaseError else {
      code = .failed
      cause = "\(error)"
      return
    }
    cause = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: code = .damaged
    case .SQLITE_FULL: code = .full
    default: code = .failed
    }
  }

  public var description: String {
    "\(path): \(context): \(cause)"
  }
}
