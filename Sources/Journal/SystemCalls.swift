import Glibc

/// The system calls that the journal makes, one closure each, so that a test can make any of them
/// fail. As in the kernel, a negative result is a negated errno.
public struct SystemCalls: Sendable {
  /// open(2): path, flags; mode 0644, less the umask; O_CLOEXEC is added.
  public var open: @Sendable (String, Int32) -> Int32 = { path, flags in
    retrying { Glibc.open(path, flags | O_CLOEXEC, 0o644) }
  }
  public var close: @Sendable (Int32) -> Void = { _ = Glibc.close($0) }
  /// write(2): bytes written.
  public var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int = { descriptor, bytes in
    let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    return count < 0 ? -Int(errno) : count
  }
  /// pwrite(2): descriptor, bytes, offset; bytes written. The descriptor must not be O_APPEND.
  public var writeAt: @Sendable (Int32, UnsafeRawBufferPointer, Int64) -> Int = {
    descriptor, bytes, offset in
    let count = Glibc.pwrite(descriptor, bytes.baseAddress, bytes.count, Int(offset))
    return count < 0 ? -Int(errno) : count
  }
  /// pread(2): descriptor, room, offset; bytes read.
  public var readAt: @Sendable (Int32, UnsafeMutableRawBufferPointer, Int64) -> Int = {
    descriptor, room, offset in
    let count = Glibc.pread(descriptor, room.baseAddress, room.count, Int(offset))
    return count < 0 ? -Int(errno) : count
  }
  public var fdatasync: @Sendable (Int32) -> Int32 = { descriptor in
    Glibc.fdatasync(descriptor) < 0 ? -errno : 0
  }
  public var fsync: @Sendable (Int32) -> Int32 = { descriptor in
    Glibc.fsync(descriptor) < 0 ? -errno : 0
  }
  public var truncate: @Sendable (Int32, Int64) -> Int32 = { descriptor, size in
    retrying { Glibc.ftruncate(descriptor, Int(size)) }
  }
  public var rename: @Sendable (String, String) -> Int32 = { from, to in
    Glibc.rename(from, to) < 0 ? -errno : 0
  }
  public var unlink: @Sendable (String) -> Int32 = { path in
    Glibc.unlink(path) < 0 ? -errno : 0
  }
  /// flock(2), exclusive, without waiting.
  public var lock: @Sendable (Int32) -> Int32 = { descriptor in
    retrying { flock(descriptor, LOCK_EX | LOCK_NB) }
  }
  /// fstat(2).
  public var information: @Sendable (Int32) -> Result<FileInformation, Errno> = { descriptor in
    var found = stat()
    guard fstat(descriptor, &found) == 0 else { return .failure(Errno(errno)) }
    return .success(FileInformation(found))
  }
  /// stat(2).
  public var informationAt: @Sendable (String) -> Result<FileInformation, Errno> = { path in
    var found = stat()
    guard stat(path, &found) == 0 else { return .failure(Errno(errno)) }
    return .success(FileInformation(found))
  }
  /// The names in a directory, unsorted, without `.` and `..`.
  public var list: @Sendable (String) -> Result<[String], Errno> = { path in
    guard let stream = opendir(path) else { return .failure(Errno(errno)) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return .success(names)
  }
  /// Sets a file's time of last change, milliseconds since 1970.
  public var setModified: @Sendable (Int32, Int64) -> Int32 = { descriptor, time in
    var times = [timespec(), timespec()]
    for index in 0..<2 {
      times[index].tv_sec = Int(time / 1000)
      times[index].tv_nsec = Int(time % 1000) * 1_000_000
    }
    return futimens(descriptor, times) < 0 ? -errno : 0
  }
  /// Milliseconds since 1970, UTC.
  public var now: @Sendable () -> Int64 = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
  /// Nanoseconds that never go back.
  public var steady: @Sendable () -> UInt64 = {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  public init() {}

  /// The real ones.
  public static let system = SystemCalls()

  private static func retrying(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { return -errno }
    }
  }
}

/// What stat(2) says of a file.
public struct FileInformation: Sendable, Equatable {
  public var device: UInt64
  public var inode: UInt64
  /// Bytes.
  public var size: Int64
  /// The last change, milliseconds since 1970.
  public var modified: Int64

  public init(device: UInt64, inode: UInt64, size: Int64, modified: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
  }

  init(_ found: stat) {
    device = UInt64(found.st_dev)
    inode = UInt64(found.st_ino)
    size = Int64(found.st_size)
    modified =
      Int64(found.st_mtim.tv_sec) * 1000 + Int64(found.st_mtim.tv_nsec) / 1_000_000
  }

  func isSameFile(as other: FileInformation) -> Bool {
    device == other.device && inode == other.inode
  }
}

/// An errno.
public struct Errno: Error, Sendable, Equatable, CustomStringConvertible {
  public var number: Int32

  public init(_ number: Int32) {
    self.number = number
  }

  public var description: String {
    String(cString: strerror(number))
  }
}
