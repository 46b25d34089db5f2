import Synchronization

/// The writer of a journal: lines in, durable lines out. It knows nothing of news.
///
/// A journal is a directory with the file `journal.jsonl` and its closed segments (`JournalFiles`).
/// Each line is a JSON object that begins with `schema` and `seq`; `seq` is 1, 2, 3 … over all
/// files. One `append` is one `write` and, with `sync = batch`, one `fdatasync`; when it returns
/// the lines are on the disk, when it throws nothing of the batch is in the file (or, where even
/// cutting it off failed, will be before anything else is written) and the caller tries again.
///
/// Only one writer can have a directory's journal (flock(2) on `journal.lock`).
public final class Journal: Sendable {
  public let directory: String
  /// How the files and the remembered place fitted together when the journal was opened.
  public let agreement: JournalAgreement
  private let writer: Mutex<JournalWriter>

  /// Opens the journal of a directory that exists.
  ///
  /// A torn end is cut off and kept aside as `journal.torn-…`; damage further up is left alone.
  ///
  /// - Parameters:
  ///   - lock: the lock on the directory, where it was taken before.
  ///   - remembered: the place that the state remembers, nil where it remembers none.
  /// - Throws: `.locked` where another has it, `.open` where it can't be read or made.
  public init(
    directory: String, options: JournalOptions = JournalOptions(),
    system: SystemCalls = .system, lock: JournalLock? = nil, remembered: JournalPosition? = nil
  ) throws(JournalError) {
    self.directory = directory
    var held = lock
    if held == nil { held = try JournalLock(directory: directory, system: system) }
    var writer = JournalWriter(
      files: JournalFiles(directory: directory), options: options, system: system, lock: held)
    agreement = try writer.open(remembered: remembered)
    self.writer = Mutex(writer)
  }

  deinit {
    close()
  }

  /// Writes a batch of bodies, each a line of its own, in order.
  ///
  /// - Parameter bodies: JSON objects `{…}` in UTF-8, without `schema`, `seq` and newlines.
  /// - Throws: `.write`, `.sync`, `.repair` or `.open` when the disk fails or is full: nothing of
  ///   the batch was kept, try again later. `.body`: a body can't be a line.
  @discardableResult
  public func append(_ bodies: [[UInt8]]) throws(JournalError) -> JournalReceipt {
    try writer.withLock { (writer) throws(JournalError) -> JournalReceipt in
      try writer.append(bodies)
    }
  }

  /// Does what time asks for: with `sync = interval` the sync, and rotation by age. To be called
  /// about once a second.
  public func syncIfDue() {
    writer.withLock { $0.tick() }
  }

  /// Brings all lines to the disk, whatever `sync` says.
  public func sync() throws(JournalError) {
    try writer.withLock { (writer) throws(JournalError) in try writer.syncNow() }
  }

  /// Opens `journal.jsonl` anew, as after a HUP.
  public func reopen() {
    writer.withLock { $0.reopen() }
  }

  /// Closes the current file as a segment and begins another, if it has a line.
  public func rotate() {
    writer.withLock { $0.rotate() }
  }

  /// Compresses and removes closed segments as the options say; in the background where there is
  /// something to compress. Done by itself after every rotation; to be called once after opening,
  /// when nothing is left to be read back.
  public func keepSegments() {
    writer.withLock { $0.keeper.run() }
  }

  /// Waits until no segment is being compressed.
  public func finishKeeping() {
    let keeper = writer.withLock { $0.keeper }
    keeper.wait()
  }

  /// What happened since the last call, for the log.
  public func takeEvents() -> [JournalEvent] {
    writer.withLock { writer in
      defer { writer.events = [] }
      return writer.events + writer.keeper.takeEvents()
    }
  }

  /// The place after the last line.
  public var position: JournalPosition {
    writer.withLock { $0.position }
  }

  /// The `seq` that the next line will get.
  public var nextSequence: Int64 {
    writer.withLock { $0.nextSequence }
  }

  /// Syncs and closes; every later `append` throws `.closed`.
  public func close() {
    writer.withLock { $0.close() }
  }
}
