public import Journal

extension JournalOptions {
  /// The `[journal]` table as the writer wants it.
  public init(_ settings: JournalSettings) {
    self.init()
    switch settings.sync {
    case .batch: sync = .batch
    case .interval: sync = .interval(settings.syncInterval)
    case .none: sync = .none
    }
    switch settings.compression {
    case .none: compression = .none
    case .gzip: compression = .gzip
    case .zstd: compression = .zstd
    }
    rotateSize = Int64(settings.rotateSize)
    rotateAge = settings.rotateAge
    retainSize = Int64(settings.retainSize)
    retainAge = settings.retainAge
    retainCount = settings.retainCount
    maxLine = settings.maxLine
    timeOfLine = { line in
      line.withUnsafeBytes { LineFacts($0, sequence: 0)?.recorded }
    }
  }
}

/// The journal and the state of a directory, made to agree.
public struct Persistence: Sendable {
  public let journal: Journal
  public let state: StateStore
  /// What had to be done so that they agree, a sentence each; empty after a clean stop.
  public let messages: [String]

  /// Opens both.
  ///
  /// Lines past the remembered place are read back and remembered; a missing, older or damaged
  /// state is made anew from the journal; where the journal ends before the remembered place (lines
  /// that were not synced, lost with the power), what the state knew of them is forgotten, so that
  /// their items are written again; a journal that was moved away starts anew with the next `seq`.
  ///
  /// - Throws: `JournalError` (`.locked` where another daemon has it) or `StateError`.
  public static func open(
    directory: String, options: JournalOptions = JournalOptions(),
    system: SystemCalls = .system
  ) throws -> Persistence {
    let lock = try JournalLock(directory: directory, system: system)
    var messages: [String] = []
    var state: StateStore
    do {
      state = try StateStore(directory: directory)
    } catch {
      guard error.code == .damaged else { throw error }
      let aside = try moveAside(directory, system)
      messages.append("\(error); it was moved to \(aside) and is made anew from the journal")
      state = try StateStore(directory: directory)
    }
    let remembered = try state.position()
    let journal = try Journal(
      directory: directory, options: options, system: system, lock: lock, remembered: remembered)
    let reader = JournalReader(directory: directory, system: system)
    switch journal.agreement {
    case .complete:
      break
    case .unread:
      let found = try state.readBack(reader, after: remembered)
      messages.append("\(found.lines) lines of the journal were not yet remembered: read back")
      messages += found.damage
    case .rebuild:
      state.close()
      if remembered != nil {
        messages.append("the state's place in the journal is not in it")
      }
      let found = try StateRebuild.run(directory: directory, system: system)
      state = try StateStore(directory: directory)
      messages.append("the state was made from \(found.lines) lines of the journal")
      messages += found.damage
    case .shorter(let last):
      let forgotten = try state.forget(after: last, reader: reader)
      messages.append(
        "the journal ends at seq \(last), the state at \(remembered?.sequence ?? 0): "
          + "\(forgotten) items are forgotten and will be written again")
    case .movedAway:
      messages.append(
        "the journal was moved away: a new one begins with seq \(journal.nextSequence)")
    }
    if journal.agreement != .complete { try state.remember([], position: journal.position) }
    journal.keepSegments()
    messages += journal.takeEvents().map(\.message)
    return Persistence(journal: journal, state: state, messages: messages)
  }

  /// Closes both; the journal is synced first.
  public func close() {
    journal.close()
    state.close()
  }

  /// Puts a state aside that proved to be damaged, so that the next start makes it anew. To be
  /// called after `close`.
  ///
  /// - Returns: where it is now.
  public func moveStateAside(_ system: SystemCalls = .system) throws -> String {
    let suffix = "/" + StateStore.fileName
    return try Self.moveAside(String(state.path.dropLast(suffix.count)), system)
  }

  private static func moveAside(_ directory: String, _ system: SystemCalls) throws -> String {
    let path = directory + "/" + StateStore.fileName
    var aside = path + ".damaged"
    var attempt = 1
    while case .success = system.informationAt(aside) {
      attempt += 1
      aside = path + ".damaged.\(attempt)"
    }
    let result = system.rename(path, aside)
    guard result == 0 else {
      throw JournalError(.open, path: path, cause: result, "cannot move the damaged state aside")
    }
    for suffix in ["-wal", "-shm"] { _ = system.unlink(path + suffix) }
    return aside
  }
}
