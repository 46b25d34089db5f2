import Glibc

/// The state of the file that is written; `Journal` puts a lock around it.
struct JournalWriter: Sendable {
  /// With `sync = interval` no more than this many bytes wait for their sync (they are kept in
  /// memory until then, see `rewrite`).
  static let mostUnsynced = 16 << 20

  /// At a start, damage that a loss of power leaves is looked for in no more than this many bytes
  /// before the end.
  static let mostTorn: Int64 = 32 << 20

  let files: JournalFiles
  let options: JournalOptions
  let system: SystemCalls
  let keeper: SegmentKeeper
  var lock: JournalLock?
  var events: [JournalEvent] = []

  var descriptor: Int32 = -1
  var identity: FileInformation?
  /// Bytes of the file that are whole, acknowledged lines.
  var size: Int64 = 0
  /// Bytes known to be on the disk.
  var synced: Int64 = 0
  /// With `sync = interval`: the bytes from `synced` to `size`.
  var unsynced: [UInt8] = []
  var lastSync: UInt64 = 0
  /// A sync failed: the kernel may have dropped pages past `synced` and called them clean.
  var isSuspect = false
  /// The file has bytes past `size` that a failed write left.
  var needsCut = false
  /// A file was made or renamed, and the directory not yet synced.
  var needsDirectorySync = false
  var isClosed = false

  var nextSequence: Int64 = 1
  /// The `seq` of the file's first line, 0 where it has none.
  var segment: Int64 = 0
  /// When the first line was written, milliseconds since 1970.
  var born: Int64?
  var checksum: UInt32 = 0
  /// Rotation failed: not again before this instant (`SystemCalls.steady`).
  var rotateNotBefore: UInt64 = 0
  private var buffer: [UInt8] = []

  init(files: JournalFiles, options: JournalOptions, system: SystemCalls, lock: JournalLock?) {
    self.files = files
    self.options = options
    self.system = system
    self.lock = lock
    keeper = SegmentKeeper(files: files, options: options, system: system)
    lastSync = system.steady()
  }

  var position: JournalPosition {
    JournalPosition(
      sequence: nextSequence - 1, segment: segment, offset: size, checksum: checksum)
  }

  // MARK: Writing

  mutating func append(_ bodies: [[UInt8]]) throws(JournalError) -> JournalReceipt {
    guard !isClosed else { throw JournalError(.closed, path: files.current, "closed") }
    guard !bodies.isEmpty else {
      return JournalReceipt(sequences: nextSequence..<nextSequence, position: position)
    }
    try check(bodies)
    try prepare()
    buffer.removeAll(keepingCapacity: true)
    var lastStart = 0
    var sequence = nextSequence
    for body in bodies {
      lastStart = buffer.count
      LineText.append(body, sequence: sequence, to: &buffer)
      sequence += 1
    }
    if isRotationDue(adding: buffer.count) { rotate() }
    try writeBuffer()
    let old = (size: size, segment: segment, checksum: checksum, next: nextSequence)
    let hadBorn = born
    size += Int64(buffer.count)
    if segment == 0 {
      segment = nextSequence
      born = system.now()
    }
    checksum = buffer.withUnsafeBytes {
      LineText.checksum(UnsafeRawBufferPointer(rebasing: $0[lastStart..<($0.count - 1)]))
    }
    nextSequence = sequence
    if case .interval = options.sync { unsynced.append(contentsOf: buffer) }
    do throws(JournalError) {
      try syncBatch()
    } catch {
      if case .interval = options.sync { unsynced.removeLast(buffer.count) }
      (size, segment, checksum, nextSequence) = old
      born = hadBorn
      needsCut = true
      try? cut()
      throw error
    }
    // A large batch must not hold its room for ever.
    if buffer.capacity > 4 << 20 { buffer = [] }
    return JournalReceipt(sequences: old.next..<sequence, position: position)
  }

  private func check(_ bodies: [[UInt8]]) throws(JournalError) {
    for (index, body) in bodies.enumerated() {
      guard LineText.isBody(body) else {
        throw JournalError(
          .body, path: files.current, "body \(index + 1) of the batch is no object on one line")
      }
      guard options.maxLine == 0 || body.count + LineText.overhead <= options.maxLine else {
        throw JournalError(
          .body, path: files.current,
          "body \(index + 1) of the batch has \(body.count) bytes: max_line is \(options.maxLine)")
      }
    }
  }

  /// Writes the buffer at the end; on failure nothing of it stays.
  private mutating func writeBuffer() throws(JournalError) {
    var written = 0
    var failure: Int32 = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes {
        system.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...]))
      }
      if count > 0 {
        written += count
      } else if count == 0 {
        failure = -EIO
        break
      } else if count != -Int(EINTR) {
        failure = Int32(count)
        break
      }
    }
    guard failure != 0 else { return }
    let error = JournalError(
      .write, path: files.current, cause: failure,
      "cannot write \(buffer.count) bytes (\(written) went in and were taken back)")
    if written > 0 {
      needsCut = true
      try cut()
    }
    throw error
  }

  /// Cuts off what a failed write left.
  mutating func cut() throws(JournalError) {
    guard needsCut else { return }
    let result = system.truncate(descriptor, size)
    guard result == 0 else {
      throw JournalError(
        .repair, path: files.current, cause: result,
        "cannot cut off what a failed write left after byte \(size)")
    }
    needsCut = false
  }

  // MARK: Syncing

  private mutating func syncBatch() throws(JournalError) {
    switch options.sync {
    case .batch:
      try syncNow()
    case .interval(let seconds):
      let waited = system.steady() &- lastSync
      if unsynced.count > Self.mostUnsynced || Double(waited) >= seconds * 1e9 { try syncNow() }
    case .none:
      synced = size
    }
  }

  mutating func syncNow() throws(JournalError) {
    guard !isClosed, descriptor >= 0 else { return }
    try syncDirectory()
    if isSuspect { return try rewrite() }
    if synced < size {
      var result = system.fdatasync(descriptor)
      while result == -EINTR { result = system.fdatasync(descriptor) }
      if result != 0 {
        // After a failed sync the kernel may hold the pages for clean though they never reached
        // the disk (the "fsyncgate" of PostgreSQL): another sync would succeed and prove nothing.
        isSuspect = true
        events.append(
          JournalEvent(
            .failed,
            "\(files.current): sync failed: \(Errno(-result)); the lines are written again"))
        return try rewrite()
      }
      markSynced()
    }
  }

  private mutating func markSynced() {
    synced = size
    unsynced.removeAll(keepingCapacity: unsynced.capacity <= 4 << 20)
    lastSync = system.steady()
  }

  /// Writes all bytes since the last good sync again, through a new descriptor, and syncs them.
  private mutating func rewrite() throws(JournalError) {
    let isBatch = options.sync == .batch
    let bytes = isBatch ? buffer : unsynced
    func failed(_ result: Int32, _ what: String) -> JournalError {
      JournalError(.sync, path: files.current, cause: result, what)
    }
    guard Int64(bytes.count) >= size - synced else {
      // Nothing to write again from (`sync = none`, or a sync asked for by hand).
      throw failed(-EIO, "cannot sync")
    }
    let fresh = system.open(files.current, O_RDWR)
    guard fresh >= 0 else { throw failed(fresh, "cannot open the file again after a failed sync") }
    defer { system.close(fresh) }
    guard case .success(let found) = system.information(fresh),
      identity.map(found.isSameFile) ?? false
    else { throw failed(-ESTALE, "the file was replaced after a failed sync") }
    var written = 0
    let count = Int(size - synced)
    while written < count {
      let result = bytes.withUnsafeBytes {
        system.writeAt(
          fresh, UnsafeRawBufferPointer(rebasing: $0[written..<count]), synced + Int64(written))
      }
      if result > 0 {
        written += result
      } else if result != -Int(EINTR) {
        throw failed(Int32(result), "cannot write again what a failed sync left")
      }
    }
    var result = system.fdatasync(fresh)
    while result == -EINTR { result = system.fdatasync(fresh) }
    guard result == 0 else { throw failed(result, "cannot sync") }
    isSuspect = false
    markSynced()
    events.append(JournalEvent(.recovered, "\(files.current): the lines are on the disk"))
  }

  /// Brings the names of made and renamed files to the disk: without them lines are lost as well.
  mutating func syncDirectory() throws(JournalError) {
    guard needsDirectorySync, options.sync != .none else { return }
    let directory = system.open(files.directory, O_RDONLY | O_DIRECTORY)
    var result = directory
    if directory >= 0 {
      result = system.fsync(directory)
      system.close(directory)
    }
    guard result >= 0 else {
      throw JournalError(.sync, path: files.directory, cause: result, "cannot sync the directory")
    }
    needsDirectorySync = false
  }

  mutating func tick() {
    guard !isClosed else { return }
    if case .interval(let seconds) = options.sync, synced < size || isSuspect,
      Double(system.steady() &- lastSync) >= seconds * 1e9
    {
      do throws(JournalError) {
        try syncNow()
      } catch {
        events.append(JournalEvent(.failed, "\(error)"))
      }
    }
    if isRotationDue(adding: 0) { rotate() }
  }

  mutating func close() {
    guard !isClosed else { return }
    if descriptor >= 0 {
      if options.sync != .none { try? syncNow() }
      system.close(descriptor)
      descriptor = -1
    }
    isClosed = true
    keeper.stop()
    lock = nil
  }
}
