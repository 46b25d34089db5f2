import Glibc

/// Reads stdin line by line.
public struct LineInput: ~Copyable {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isEnded = false

  public init() {}

  /// The next line without its newline; nil at the end.
  public mutating func next() -> [UInt8]? {
    var scanned = start
    while true {
      if let newline = buffer[scanned...].firstIndex(of: 0x0A) {
        let line = Array(buffer[start..<newline])
        start = newline + 1
        return line
      }
      if isEnded {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Array(buffer[start...])
      }
      buffer.removeFirst(start)
      start = 0
      scanned = buffer.count
      fill()
    }
  }

  private mutating func fill() {
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { chunk in
      while true {
        let count = read(STDIN_FILENO, chunk.baseAddress, chunk.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          isEnded = true
        } else {
          buffer.append(contentsOf: chunk[..<count])
        }
        return
      }
    }
  }
}
