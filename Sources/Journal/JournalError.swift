import Glibc

/// Why the journal could not do what it was asked to.
public struct JournalError: Error, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// Another process, or another writer in this one, holds the journal.
    case locked
    /// A file or the directory could not be opened or read.
    case open
    /// A batch could not be written; nothing of it stands in the file.
    case write
    /// A batch could not be brought to the disk; nothing of it stands in the file.
    case sync
    /// What a failed write left behind could not be cut off yet; it will be tried again.
    case repair
    /// A body is no JSON object on one line, or too long; nothing of the batch was written.
    case body
    /// A closed segment could not be compressed.
    case compress
    /// The journal was closed.
    case closed
  }

  public var code: Code
  /// The file it happened to.
  public var path: String
  /// The errno behind it, where there is one.
  public var cause: Errno?
  /// What was being done, in words.
  public var context: String

  public init(_ code: Code, path: String, cause: Int32? = nil, _ context: String) {
    self.code = code
    self.path = path
    self.cause = cause.map { Errno(abs($0)) }
    self.context = context
  }

  /// The disk, the quota or the inodes are used up: waiting helps.
  public var isFull: Bool {
    cause?.number == ENOSPC || cause?.number == EDQUOT || cause?.number == EFBIG
  }

  public var description: String {
    "\(path): \(context)" + (cause.map { ": \($0)" } ?? "")
  }
}

/// Something that happened to the journal and that its keeper should log.
public struct JournalEvent: Sendable, Equatable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    case opened, rotated, renamed, truncated, torn, damaged, recovered, retained, compressed, failed
  }

  public enum Severity: Sendable {
    case info, warning, error
  }

  public var kind: Kind
  /// One sentence.
  public var message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var severity: Severity {
    switch kind {
    case .opened, .rotated, .retained, .compressed, .recovered: .info
    case .renamed, .truncated, .torn: .warning
    case .damaged, .failed: .error
    }
  }

  public var description: String { message }
}
