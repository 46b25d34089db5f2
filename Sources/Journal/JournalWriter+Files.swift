import Glibc

/// Opening, following renames, rotating.
extension JournalWriter {
  /// Opens the current file and says how it fits the remembered place.
  mutating func open(remembered: JournalPosition?) throws(JournalError) -> JournalAgreement {
    // A rotation that was stopped before its second rename.
    _ = system.unlink(files.next)
    try adopt(remembered: remembered, isStart: true)
    let agreement: JournalAgreement
    let last: Int64
    do {
      (agreement, last) = try JournalReader(directory: files.directory, system: system)
        .compare(remembered)
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError(.open, path: files.directory, "\(error)")
    }
    nextSequence = max(nextSequence, last + 1)
    if let remembered {
      if case .shorter = agreement {
      } else {
        nextSequence = max(nextSequence, remembered.sequence + 1)
      }
    }
    return agreement
  }

  /// Makes the file ready for a batch: open, the one that the name stands for, without a tail.
  mutating func prepare() throws(JournalError) {
    if descriptor < 0 { try adopt() }
    switch system.informationAt(files.current) {
    case .success(let found):
      if let identity, !found.isSameFile(as: identity) {
        try followRename()
      } else if found.size != size, !(needsCut && found.size > size) {
        events.append(
          JournalEvent(
            .truncated,
            "\(files.current): another program changed it from \(size) to \(found.size) bytes "
              + "(copytruncate loses lines: rotate by rename)"))
        try adopt()
      }
    case .failure(let cause) where cause.number == ENOENT:
      try followRename()
    case .failure(let cause):
      throw JournalError(.open, path: files.current, cause: cause.number, "cannot stat the file")
    }
    try cut()
    if isSuspect { try syncNow() }
  }

  /// The file was renamed or removed under its descriptor: finish it and begin the one that the
  /// name stands for now.
  private mutating func followRename() throws(JournalError) {
    try cut()
    if options.sync != .none, synced < size { try syncNow() }
    events.append(
      JournalEvent(
        .renamed,
        "\(files.current): another program renamed or removed it after seq \(nextSequence - 1); "
          + "a new one is begun"))
    try adopt()
  }

  mutating func reopen() {
    guard !isClosed else { return }
    do throws(JournalError) {
      try cut()
      if options.sync != .none { try syncNow() }
      try adopt()
    } catch {
      events.append(JournalEvent(.failed, "\(error)"))
    }
  }

  /// Opens the file that the name stands for, makes it if it isn't there, and cuts a torn end off.
  mutating func adopt(
    remembered: JournalPosition? = nil, isStart: Bool = false
  ) throws(JournalError) {
    var isNew = false
    var opened = system.open(files.current, O_RDWR | O_APPEND)
    if opened == -ENOENT {
      opened = system.open(files.current, O_RDWR | O_APPEND | O_CREAT)
      isNew = true
    }
    guard opened >= 0 else {
      throw JournalError(.open, path: files.current, cause: opened, "cannot open the journal")
    }
    do throws(JournalError) {
      try adopt(opened, remembered: remembered, isStart: isStart)
    } catch {
      if descriptor != opened { system.close(opened) }
      throw error
    }
    if isNew {
      needsDirectorySync = true
      try? syncDirectory()  // else with the first batch
    }
  }

  private mutating func adopt(
    _ opened: Int32, remembered: JournalPosition?, isStart: Bool
  ) throws(JournalError) {
    let found: FileInformation
    switch system.information(opened) {
    case .success(let information): found = information
    case .failure(let cause):
      throw JournalError(.open, path: files.current, cause: cause.number, "cannot stat the file")
    }
    let scan = BackwardScan(descriptor: opened, path: files.current, system: system)
    var last = try scan.lastLine(before: found.size)
    var first: Int64 = 0
    var firstTime: Int64?
    if last != nil {
      let reader = JournalReader(directory: files.directory, system: system)
      let file = JournalFiles.File(path: files.current, first: nil, compression: .none)
      do {
        try reader.firstLine(of: file) { line, sequence in
          first = sequence
          firstTime = options.timeOfLine?(Array(line))
        }
      } catch {
        throw error as? JournalError ?? JournalError(.open, path: files.current, "\(error)")
      }
    }
    if isStart, let end = last?.end {
      // A loss of power leaves zeros where writes were not synced, and later writes whole behind
      // them. No line has a zero byte: what follows on one was never known to be on the disk.
      var from = max(0, end - Self.mostTorn)
      if options.sync == .batch, let remembered, remembered.segment == first {
        from = max(from, remembered.offset)
      }
      if from < end, let zero = try scan.firstZero(in: from..<end) {
        last = try scan.lastLine(before: zero)
      }
    }
    let end = last?.end ?? 0
    if end < found.size { try keepAside(opened, end..<found.size, after: last?.sequence ?? 0) }

    if descriptor >= 0, descriptor != opened { system.close(descriptor) }
    descriptor = opened
    identity = found
    size = end
    synced = end
    unsynced = []
    isSuspect = false
    needsCut = end < found.size
    checksum = last?.checksum ?? 0
    segment = 0
    born = nil
    if let last {
      nextSequence = max(nextSequence, last.sequence + 1)
      segment = first
      born = firstTime ?? found.modified
    }
    if needsCut { try cut() }
    // What an earlier run wrote without syncing it must not be built upon.
    if isStart, end > 0, options.sync != .none {
      let result = system.fdatasync(descriptor)
      guard result == 0 else {
        throw JournalError(.sync, path: files.current, cause: result, "cannot sync")
      }
    }
  }

  /// Copies a torn end to `journal.torn-SEQ` (SEQ: the last whole line before it), on the disk
  /// before anything is cut.
  private mutating func keepAside(
    _ opened: Int32, _ range: Range<Int64>, after sequence: Int64
  ) throws(JournalError) {
    var path = files.directory + "/journal.torn-\(sequence)"
    var attempt = 1
    while case .success = system.informationAt(path) {
      attempt += 1
      path = files.directory + "/journal.torn-\(sequence).\(attempt)"
    }
    let copy = system.open(path, O_WRONLY | O_CREAT | O_EXCL)
    var failure: Int32 = copy < 0 ? copy : 0
    if copy >= 0 {
      var place = range.lowerBound
      while failure == 0, place < range.upperBound {
        let bytes = try system.read(
          opened, place..<min(range.upperBound, place + 1 << 20), path: files.current)
        if bytes.isEmpty { break }
        let count = bytes.withUnsafeBytes { system.write(copy, $0) }
        if count > 0 {
          place += Int64(count)
        } else if count != -Int(EINTR) {
          failure = count == 0 ? -EIO : Int32(count)
        }
      }
      if failure == 0, options.sync != .none { failure = system.fdatasync(copy) }
      system.close(copy)
    }
    guard failure == 0 else {
      _ = system.unlink(path)
      throw JournalError(
        .repair, path: path, cause: failure, "cannot keep the journal's torn end aside")
    }
    needsDirectorySync = true
    try syncDirectory()
    events.append(
      JournalEvent(
        .torn,
        "\(files.current): \(range.count) bytes after seq \(sequence), from byte "
          + "\(range.lowerBound) on, were no whole line: cut off and kept as \(path)"))
  }

  // MARK: Rotation

  func isRotationDue(adding count: Int) -> Bool {
    guard segment > 0, system.steady() >= rotateNotBefore else { return false }
    if options.rotateSize > 0, count > 0, size + Int64(count) > options.rotateSize { return true }
    if options.rotateAge > 0, let born {
      return Double(system.now() - born) >= options.rotateAge * 1000
    }
    return false
  }

  /// Closes the current file under its segment's name and begins a new one. On failure the journal
  /// goes on in the old file and tries again in a minute.
  mutating func rotate() {
    guard !isClosed, segment > 0, descriptor >= 0 else { return }
    do throws(JournalError) {
      try cut()
      if options.sync != .none { try syncNow() }
      try exchange()
    } catch {
      rotateNotBefore = system.steady() &+ 60_000_000_000
      events.append(JournalEvent(.failed, "cannot rotate: \(error)"))
    }
  }

  private mutating func exchange() throws(JournalError) {
    var closed = files.segment(segment)
    var attempt = 0
    while case .success = system.informationAt(closed) {
      attempt += 1
      closed = files.segment(segment, attempt: attempt)
    }
    let fresh = system.open(files.next, O_RDWR | O_APPEND | O_CREAT | O_TRUNC)
    guard fresh >= 0 else {
      throw JournalError(.open, path: files.next, cause: fresh, "cannot make the next file")
    }
    func failed(_ result: Int32, _ path: String, _ what: String) -> JournalError {
      system.close(fresh)
      _ = system.unlink(files.next)
      return JournalError(.open, path: path, cause: result, what)
    }
    guard case .success(let information) = system.information(fresh) else {
      throw failed(-EIO, files.next, "cannot stat the next file")
    }
    var result = system.rename(files.current, closed)
    guard result == 0 else { throw failed(result, closed, "cannot rename the current file") }
    result = system.rename(files.next, files.current)
    if result != 0 {
      // Without this the descriptor would go on writing a closed segment; `prepare` would notice.
      _ = system.rename(closed, files.current)
      throw failed(result, files.current, "cannot rename the next file")
    }
    needsDirectorySync = true
    events.append(
      JournalEvent(
        .rotated, "\(closed): seq \(segment) to \(nextSequence - 1), \(size) bytes"))
    system.close(descriptor)
    descriptor = fresh
    identity = information
    size = 0
    synced = 0
    unsynced = []
    segment = 0
    born = nil
    checksum = 0
    try? syncDirectory()  // else with the next batch
    keeper.run()
  }
}

extension JournalReader {
  /// Hands the first line that is one to `body`.
  func firstLine(
    of file: JournalFiles.File, _ body: (UnsafeRawBufferPointer, Int64) -> Void
  ) throws {
    struct Found: Error {}
    do {
      try read(in: file, checksJSON: false) { entry, _ in
        if case .line(let line, let sequence) = entry {
          body(line, sequence)
          throw Found()
        }
      }
    } catch is Found {}
  }
}
