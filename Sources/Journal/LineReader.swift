import Glibc

/// Where bytes of a file come from: the file itself, or what it was compressed from.
protocol ByteSource: AnyObject {
  /// Fills the room as far as it can; 0 at the end.
  func read(into room: UnsafeMutableRawBufferPointer) throws(JournalError) -> Int
}

/// A plain file, read from an offset on.
final class FileSource: ByteSource {
  private let path: String
  private let system: SystemCalls
  private let descriptor: Int32
  private var offset: Int64

  init(path: String, from offset: Int64 = 0, _ system: SystemCalls) throws(JournalError) {
    self.path = path
    self.system = system
    self.offset = offset
    descriptor = system.open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw JournalError(.open, path: path, cause: descriptor, "cannot open the file")
    }
    _ = posix_fadvise(descriptor, Int(offset), 0, Int32(POSIX_FADV_SEQUENTIAL))
  }

  deinit {
    if descriptor >= 0 { system.close(descriptor) }
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(JournalError) -> Int {
    while true {
      let count = system.readAt(descriptor, room, offset)
      if count >= 0 {
        offset += Int64(count)
        return count
      }
      guard count == -Int(EINTR) else {
        throw JournalError(.open, path: path, cause: Int32(count), "cannot read at \(offset)")
      }
    }
  }
}

/// Cuts a byte source into lines.
struct LineReader {
  /// A line longer than this is damage, not a line.
  static let longest = 256 << 20

  private let source: any ByteSource
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0
  private var scanned = 0
  private var isAtEnd = false
  /// The offset of the next line.
  private(set) var offset: Int64

  init(_ source: any ByteSource, offset: Int64 = 0, chunk: Int = 256 << 10) {
    self.source = source
    self.offset = offset
    buffer = [UInt8](repeating: 0, count: chunk)
  }

  /// Hands the next line, without its newline, and whether it had one, to `body`; false at the end.
  mutating func next(
    _ body: (UnsafeRawBufferPointer, _ offset: Int64, _ isTerminated: Bool) throws -> Void
  ) throws -> Bool {
    while true {
      let found = buffer.withUnsafeBytes { bytes -> Int? in
        guard scanned < end, let base = bytes.baseAddress,
          let newline = memchr(base + scanned, 10, end - scanned)
        else { return nil }
        return UnsafeRawPointer(newline) - base
      }
      if let found {
        let line = start..<found
        let at = offset
        start = found + 1
        scanned = start
        offset += Int64(line.count + 1)
        try buffer.withUnsafeBytes {
          try body(UnsafeRawBufferPointer(rebasing: $0[line]), at, true)
        }
        return true
      }
      scanned = end
      if isAtEnd {
        guard start < end else { return false }
        let line = start..<end
        let at = offset
        start = end
        offset += Int64(line.count)
        try buffer.withUnsafeBytes {
          try body(UnsafeRawBufferPointer(rebasing: $0[line]), at, false)
        }
        return true
      }
      try fill()
    }
  }

  private mutating func fill() throws {
    if start > 0 {
      let kept = end - start
      buffer.withUnsafeMutableBytes { bytes in
        if kept > 0, let base = bytes.baseAddress { memmove(base, base + start, kept) }
      }
      start = 0
      end = kept
      scanned = kept
    }
    if end == buffer.count {
      guard buffer.count < Self.longest else {
        // No newline in sight: hand out what there is, as damage.
        isAtEnd = true
        return
      }
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let from = end
    let count = try buffer.withUnsafeMutableBytes {
      try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[from...]))
    }
    end += count
    if count == 0 { isAtEnd = true }
  }
}
