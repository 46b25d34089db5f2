import Glibc
import Synchronization

/// Compresses closed segments and removes old ones, away from the writer: it never touches the
/// file that is written.
final class SegmentKeeper: Sendable {
  private let files: JournalFiles
  private let options: JournalOptions
  private let system: SystemCalls
  private let state = Mutex(State())

  private struct State: Sendable {
    var isRunning = false
    var isWanted = false
    var isStopped = false
    var events: [JournalEvent] = []
  }

  init(files: JournalFiles, options: JournalOptions, system: SystemCalls) {
    self.files = files
    self.options = options
    self.system = system
  }

  /// Does what is due: removing here and now, compressing on a thread of its own.
  func run() {
    guard options.compression != .none else { return retain() }
    let starts = state.withLock { state -> Bool in
      state.isWanted = true
      if state.isRunning || state.isStopped { return false }
      state.isRunning = true
      return true
    }
    guard starts else { return }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(self)
    let failure = pthread_create(
      &thread, nil,
      { box in
        guard let box else { return nil }
        Unmanaged<SegmentKeeper>.fromOpaque(box).takeRetainedValue().work()
        return nil
      }, box.toOpaque())
    if failure == 0 {
      pthread_detach(thread)
    } else {
      box.release()
      state.withLock { $0.isRunning = false }
    }
  }

  /// Ends the work soon; a segment half compressed stays plain.
  func stop() {
    state.withLock { $0.isStopped = true }
    wait()
  }

  func wait() {
    while state.withLock(\.isRunning) { usleep(2000) }
  }

  func takeEvents() -> [JournalEvent] {
    state.withLock { state in
      defer { state.events = [] }
      return state.events
    }
  }

  private var isStopped: Bool { state.withLock(\.isStopped) }

  private func tell(_ kind: JournalEvent.Kind, _ message: String) {
    state.withLock { $0.events.append(JournalEvent(kind, message)) }
  }

  private func work() {
    while true {
      compressAll()
      if !isStopped { retain() }
      let isDone = state.withLock { state -> Bool in
        if state.isWanted, !state.isStopped {
          state.isWanted = false
          return false
        }
        state.isRunning = false
        return true
      }
      if isDone { return }
    }
  }

  // MARK: Compressing

  private func compressAll() {
    state.withLock { $0.isWanted = false }
    guard case .success(let names) = system.list(files.directory) else { return }
    for name in names where name.hasSuffix(JournalFiles.partialSuffix) {
      _ = system.unlink(files.directory + "/" + name)
    }
    guard let all = try? files.all(system) else { return }
    for file in all where file.first != nil && file.compression == .none {
      if isStopped { return }
      do throws(JournalError) {
        try compress(file.path)
      } catch {
        tell(.failed, "\(error)")
        return
      }
    }
  }

  /// Compresses one segment: a stop at any moment leaves it plain, or both, never neither.
  private func compress(_ path: String) throws(JournalError) {
    let target = path + options.compression.suffix
    let partial = target + JournalFiles.partialSuffix
    guard case .success(let information) = system.informationAt(path) else { return }
    let source = try FileSource(path: path, system)
    let descriptor = system.open(partial, O_WRONLY | O_CREAT | O_TRUNC)
    guard descriptor >= 0 else {
      throw JournalError(.compress, path: partial, cause: descriptor, "cannot make the file")
    }
    var isWhole = false
    var written: Int64 = 0
    defer {
      system.close(descriptor)
      if !isWhole { _ = system.unlink(partial) }
    }
    let compressor: any Compressor =
      options.compression == .gzip
      ? try GzipCompressor(path: path) : try ZstdCompressor(path: path)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { room.deallocate() }
    var isLast = false
    while !isLast {
      if isStopped { return }
      let count = try source.read(into: room)
      isLast = count == 0
      try compressor.feed(
        UnsafeMutableRawBufferPointer(rebasing: room[..<count]), isLast: isLast
      ) { (bytes) throws(JournalError) in
        var rest = bytes
        while !rest.isEmpty {
          let count = system.write(descriptor, rest)
          if count > 0 {
            written += Int64(count)
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
          } else if count != -Int(EINTR) {
            throw JournalError(
              .compress, path: partial, cause: count == 0 ? EIO : Int32(count), "cannot write")
          }
        }
      }
    }
    // The age of a segment is that of its last line.
    _ = system.setModified(descriptor, information.modified)
    var result = system.fsync(descriptor)
    if result == 0 { result = system.rename(partial, target) }
    guard result == 0 else {
      throw JournalError(.compress, path: partial, cause: result, "cannot finish the file")
    }
    isWhole = true
    let directory = system.open(files.directory, O_RDONLY | O_DIRECTORY)
    if directory >= 0 {
      result = system.fsync(directory)
      system.close(directory)
    } else {
      result = directory
    }
    // Only when the compressed file is surely there may the plain one go.
    guard result == 0 else {
      throw JournalError(
        .compress, path: files.directory, cause: result, "cannot sync the directory")
    }
    _ = system.unlink(path)
    tell(.compressed, "\(target): \(information.size) bytes became \(written)")
  }

  // MARK: Removing

  /// Removes the oldest closed segments beyond what is to be kept.
  func retain() {
    guard options.retainSize > 0 || options.retainAge > 0 || options.retainCount > 0 else {
      return
    }
    guard let all = try? files.all(system) else { return }
    var closed: [(path: String, size: Int64, modified: Int64)] = []
    for file in all where file.first != nil {
      guard case .success(let information) = system.informationAt(file.path) else { continue }
      closed.append((file.path, information.size, information.modified))
    }
    var total = closed.reduce(0) { $0 + $1.size }
    var count = closed.count
    let now = system.now()
    for segment in closed {
      let isTooMany = options.retainCount > 0 && count > options.retainCount
      let isTooMuch = options.retainSize > 0 && total > options.retainSize
      let isTooOld =
        options.retainAge > 0 && Double(now - segment.modified) > options.retainAge * 1000
      guard isTooMany || isTooMuch || isTooOld else { break }
      let result = system.unlink(segment.path)
      guard result == 0 else {
        tell(.failed, "\(segment.path): cannot remove it: \(Errno(-result))")
        break
      }
      total -= segment.size
      count -= 1
      tell(.retained, "\(segment.path): removed, as the journal keeps no more")
    }
  }
}
