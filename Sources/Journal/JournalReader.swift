import Glibc

/// Reads a journal's lines in order, over its segments.
public struct JournalReader: Sendable {
  public let files: JournalFiles
  let system: SystemCalls

  public init(directory: String, system: SystemCalls = .system) {
    files = JournalFiles(directory: directory)
    self.system = system
  }

  /// One line, or what stands where a line should.
  public enum Entry {
    /// A line without its newline, valid for the call only.
    case line(UnsafeRawBufferPointer, sequence: Int64)
    /// Bytes that are no line, and why.
    case damage(length: Int, String)
  }

  /// Where an entry stands.
  public struct Place: Sendable {
    public var file: JournalFiles.File
    /// Bytes from the start of the (uncompressed) file.
    public var offset: Int64
    /// The `seq` of the file's first line; 0 before it was seen.
    public var segment: Int64
    /// The offset after the entry.
    public var end: Int64
  }

  /// Reads all entries after a position, or all there are.
  ///
  /// - Parameters:
  ///   - position: an earlier place in this journal; nil: from the first line.
  ///   - checksJSON: whether every line is checked to be well-formed, else only its ends are.
  ///   - body: gets each entry and its place.
  /// - Throws: `JournalError` `.open`, or what `body` throws.
  public func read(
    after position: JournalPosition? = nil, checksJSON: Bool = true,
    _ body: (Entry, Place) throws -> Void
  ) throws {
    let all = try files.all(system)
    var begun = position == nil
    for file in all {
      var offset: Int64 = 0
      var segment: Int64 = 0
      if !begun, let position {
        let first = try file.first ?? firstSequence(of: file) ?? 0
        if first == position.segment || position.segment == 0 {
          begun = true
          offset = position.offset
          segment = first
        } else if first > position.sequence {
          begun = true
        } else {
          continue
        }
      }
      try read(in: file, from: offset, segment: segment, checksJSON: checksJSON, body)
    }
  }

  /// Reads the entries of one file.
  public func read(
    in file: JournalFiles.File, from offset: Int64 = 0, segment: Int64 = 0,
    checksJSON: Bool = true, _ body: (Entry, Place) throws -> Void
  ) throws {
    var reader = LineReader(try source(of: file, from: offset), offset: offset)
    var segment = segment
    while try reader.next({ line, offset, isTerminated in
      var entry = Entry.damage(length: line.count, "no end of line")
      if isTerminated {
        if let sequence = LineText.sequence(of: line) {
          if checksJSON, let fault = JSONCheck.firstFault(in: line) {
            entry = .damage(length: line.count + 1, "no JSON at byte \(fault) of the line")
          } else {
            if segment == 0 { segment = sequence }
            entry = .line(line, sequence: sequence)
          }
        } else {
          entry = .damage(length: line.count + 1, "not a line of this journal")
        }
      }
      let end = offset + Int64(line.count) + (isTerminated ? 1 : 0)
      try body(entry, Place(file: file, offset: offset, segment: segment, end: end))
    }) {}
  }

  /// The `seq` of the first line of a file; nil where it has none.
  func firstSequence(of file: JournalFiles.File) throws -> Int64? {
    var reader = LineReader(try source(of: file), chunk: 64 << 10)
    var first: Int64?
    while first == nil,
      try reader.next({ line, _, isTerminated in
        if isTerminated { first = LineText.sequence(of: line) }
      })
    {}
    return first
  }

  /// The last line of a file that is one; nil where it has none.
  func lastLine(of file: JournalFiles.File) throws(JournalError) -> FoundLine? {
    if file.compression == .none {
      let descriptor = system.open(file.path, O_RDONLY)
      guard descriptor >= 0 else {
        throw JournalError(.open, path: file.path, cause: descriptor, "cannot open the file")
      }
      defer { system.close(descriptor) }
      let size = try system.size(of: descriptor, path: file.path)
      return try BackwardScan(descriptor: descriptor, path: file.path, system: system)
        .lastLine(before: size)
    }
    var last: FoundLine?
    do {
      try read(in: file, checksJSON: false) { entry, place in
        if case .line(let line, let sequence) = entry {
          last = FoundLine(
            sequence: sequence, start: place.offset, end: place.end,
            checksum: LineText.checksum(line))
        }
      }
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError(.open, path: file.path, "\(error)")
    }
    return last
  }

  /// The line of a file that ends at an offset; nil where none does.
  func line(of file: JournalFiles.File, endingAt end: Int64) throws(JournalError) -> FoundLine? {
    if file.compression == .none {
      let descriptor = system.open(file.path, O_RDONLY)
      guard descriptor >= 0 else {
        throw JournalError(.open, path: file.path, cause: descriptor, "cannot open the file")
      }
      defer { system.close(descriptor) }
      guard try system.size(of: descriptor, path: file.path) >= end else { return nil }
      let found = try BackwardScan(descriptor: descriptor, path: file.path, system: system)
        .lastLine(before: end, checksJSON: false)
      return found?.end == end ? found : nil
    }
    var found: FoundLine?
    do {
      try read(in: file, checksJSON: false) { entry, place in
        if case .line(let line, let sequence) = entry, place.end == end {
          found = FoundLine(
            sequence: sequence, start: place.offset, end: end,
            checksum: LineText.checksum(line))
        }
      }
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError(.open, path: file.path, "\(error)")
    }
    return found
  }

  private func source(
    of file: JournalFiles.File, from offset: Int64 = 0
  ) throws(JournalError) -> any ByteSource {
    switch file.compression {
    case .none:
      return try FileSource(path: file.path, from: offset, system)
    case .gzip:
      let source = try GzipSource(FileSource(path: file.path, system), path: file.path)
      try source.skip(offset)
      return source
    case .zstd:
      let source = try ZstdSource(FileSource(path: file.path, system), path: file.path)
      try source.skip(offset)
      return source
    }
  }
}

/// A line found in a file.
struct FoundLine: Equatable {
  var sequence: Int64
  var start: Int64
  /// After its newline.
  var end: Int64
  var checksum: UInt32
}

extension SystemCalls {
  func size(of descriptor: Int32, path: String) throws(JournalError) -> Int64 {
    switch information(descriptor) {
    case .success(let found): return found.size
    case .failure(let cause):
      throw JournalError(.open, path: path, cause: cause.number, "cannot stat the file")
    }
  }

  /// Reads a range of a file as far as the file reaches.
  func read(
    _ descriptor: Int32, _ range: Range<Int64>, path: String
  ) throws(JournalError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(range.count)) { room, count in
      let raw = UnsafeMutableRawBufferPointer(room)
      while count < raw.count {
        let result = readAt(
          descriptor, UnsafeMutableRawBufferPointer(rebasing: raw[count...]),
          range.lowerBound + Int64(count))
        if result == 0 { break }
        if result < 0 {
          if result == -Int(EINTR) { continue }
          failure = Int32(result)
          break
        }
        count += result
      }
    }
    guard failure == 0 else {
      throw JournalError(.open, path: path, cause: failure, "cannot read at \(range.lowerBound)")
    }
    return bytes
  }
}

/// Looks for lines from the end of a file.
struct BackwardScan {
  let descriptor: Int32
  let path: String
  let system: SystemCalls

  /// The offset of the first zero byte in a range; nil where there is none.
  func firstZero(in range: Range<Int64>) throws(JournalError) -> Int64? {
    var place = range.lowerBound
    while place < range.upperBound {
      let bytes = try system.read(
        descriptor, place..<min(range.upperBound, place + 1 << 20), path: path)
      if bytes.isEmpty { return nil }
      let found = bytes.withUnsafeBytes { raw -> Int? in
        guard let base = raw.baseAddress, let zero = memchr(base, 0, raw.count) else { return nil }
        return UnsafeRawPointer(zero) - base
      }
      if let found { return place + Int64(found) }
      place += Int64(bytes.count)
    }
    return nil
  }

  /// The last valid line that ends at or before an offset; nil where there is none.
  func lastLine(before end: Int64, checksJSON: Bool = true) throws(JournalError) -> FoundLine? {
    var high = end
    var step: Int64 = 64 << 10
    // Bytes of the line that `low` cuts in two are read again with the next, larger step.
    while high > 0 {
      let low = max(0, high - step)
      let bytes = try system.read(descriptor, low..<high, path: path)
      guard bytes.count == Int(high - low) else { return nil }
      var stop = bytes.count
      // Only what a newline ends can be a line.
      while stop > 0, bytes[stop - 1] != 10 { stop -= 1 }
      while stop > 0 {
        var start = stop - 1
        while start > 0, bytes[start - 1] != 10 { start -= 1 }
        if start == 0, low > 0 { break }
        let line = start..<(stop - 1)
        let found = bytes.withUnsafeBytes { raw -> FoundLine? in
          let text = UnsafeRawBufferPointer(rebasing: raw[line])
          guard let sequence = LineText.sequence(of: text),
            !checksJSON || JSONCheck.firstFault(in: text) == nil
          else { return nil }
          return FoundLine(
            sequence: sequence, start: low + Int64(start), end: low + Int64(stop),
            checksum: LineText.checksum(text))
        }
        if let found { return found }
        stop = start
      }
      if low == 0 { return nil }
      let next = low + Int64(stop)
      if next < high {
        high = next
      } else {
        step *= 4
      }
    }
    return nil
  }
}
