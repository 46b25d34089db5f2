import Glibc
import Journal
import Synchronization

/// A disk in memory that loses power: what was not synced is kept in part, in any part, or not at
/// all, and names that were not synced are those of any moment since the last sync.
final class CrashDisk: Sendable {
  private enum Change {
    case write(at: Int, [UInt8])
    case truncate(Int)
  }

  private enum NameChange {
    case link(String, Int)
    case unlink(String)
    case rename(String, String)
  }

  private struct File {
    var bytes: [UInt8] = []
    var durable: [UInt8] = []
    var changes: [Change] = []
  }

  private struct State {
    var files: [Int: File] = [:]
    var names: [String: Int] = [:]
    var durableNames: [String: Int] = [:]
    var nameChanges: [NameChange] = []
    var open: [Int32: (file: Int, appends: Bool)] = [:]
    var locks: [Int: Int32] = [:]
    var nextFile = 1
    var nextDescriptor: Int32 = 1000
    var callsLeft = Int.max
    var time: UInt64 = 0
    var random: UInt64
  }

  private let state: Mutex<State>

  init(seed: UInt64) {
    state = Mutex(State(random: seed &* 0x9e37_79b9_7f4a_7c15 | 1))
  }

  /// After this many calls the power is gone: every call fails.
  func failAfter(_ calls: Int) {
    state.withLock { $0.callsLeft = calls }
  }

  /// Loses what was not synced and brings the power back.
  func crash() {
    state.withLock { state in
      for (number, file) in state.files {
        var bytes = file.durable
        let kept = Self.random(&state, file.changes.count + 1)
        for change in file.changes.prefix(kept) {
          switch change {
          case .truncate(let size):
            bytes = Array(bytes.prefix(size))
            bytes += [UInt8](repeating: 0, count: size - bytes.count)
          case .write(let offset, let data):
            // The size is there, the data of any of its blocks may not be.
            let isWhole = Self.random(&state, 2) == 0
            if bytes.count < offset {
              bytes += [UInt8](repeating: 0, count: offset - bytes.count)
            }
            let count = isWhole ? data.count : Self.random(&state, data.count + 1)
            for start in stride(from: 0, to: count, by: 64) {
              let block = data[start..<min(count, start + 64)]
              let isKept = isWhole || Self.random(&state, 3) > 0
              for (index, byte) in block.enumerated() {
                let at = offset + start + index
                let value = isKept ? byte : at < bytes.count ? bytes[at] : 0
                if at < bytes.count { bytes[at] = value } else { bytes.append(value) }
              }
            }
          }
        }
        state.files[number] = File(bytes: bytes, durable: bytes)
      }
      let kept = Self.random(&state, state.nameChanges.count + 1)
      for change in state.nameChanges.prefix(kept) {
        Self.apply(change, to: &state.durableNames)
      }
      state.names = state.durableNames
      state.nameChanges = []
      state.open = [:]
      state.locks = [:]
      state.callsLeft = .max
    }
  }

  func random(_ bound: Int) -> Int {
    state.withLock { Self.random(&$0, bound) }
  }

  var names: [String] { state.withLock { $0.names.keys.sorted() } }

  private static func random(_ state: inout State, _ bound: Int) -> Int {
    state.random ^= state.random << 13
    state.random ^= state.random >> 7
    state.random ^= state.random << 17
    return Int(state.random >> 11) % bound
  }

  private static func apply(_ change: NameChange, to names: inout [String: Int]) {
    switch change {
    case .link(let name, let file): names[name] = file
    case .unlink(let name): names[name] = nil
    case .rename(let from, let to):
      if let file = names.removeValue(forKey: from) { names[to] = file }
    }
  }

  private static func change(_ change: NameChange, _ state: inout State) {
    apply(change, to: &state.names)
    state.nameChanges.append(change)
  }

  private func call<Value: Sendable>(_ failure: Value, _ body: (inout State) -> Value) -> Value {
    state.withLock { state in
      guard state.callsLeft > 0 else { return failure }
      state.callsLeft -= 1
      return body(&state)
    }
  }

  var system: SystemCalls {
    var system = SystemCalls()
    system.open = { path, flags in
      self.call(-EIO) { state in
        var file = 0
        if flags & O_DIRECTORY == 0 {
          if let found = state.names[path] {
            guard flags & O_EXCL == 0 else { return -EEXIST }
            file = found
          } else {
            guard flags & O_CREAT != 0 else { return -ENOENT }
            file = state.nextFile
            state.nextFile += 1
            state.files[file] = File()
            Self.change(.link(path, file), &state)
          }
          if flags & O_TRUNC != 0 {
            state.files[file]?.bytes = []
            state.files[file]?.changes.append(.truncate(0))
          }
        }
        state.nextDescriptor += 1
        state.open[state.nextDescriptor] = (file, flags & O_APPEND != 0)
        return state.nextDescriptor
      }
    }
    system.close = { descriptor in
      self.state.withLock { state in
        if let file = state.open.removeValue(forKey: descriptor)?.file,
          state.locks[file] == descriptor
        {
          state.locks[file] = nil
        }
      }
    }
    @Sendable func put(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64?)
      -> Int
    {
      call(-Int(EIO)) { state in
        guard let (number, appends) = state.open[descriptor],
          var file = state.files.removeValue(forKey: number)
        else { return -Int(EBADF) }
        defer { state.files[number] = file }
        let at = appends ? file.bytes.count : Int(offset ?? 0)
        // The power may go in the middle of a write.
        let count = state.callsLeft == 0 ? Self.random(&state, bytes.count + 1) : bytes.count
        let data = Array(bytes[..<count])
        if file.bytes.count < at + count {
          file.bytes += [UInt8](repeating: 0, count: at + count - file.bytes.count)
        }
        file.bytes.replaceSubrange(at..<(at + count), with: data)
        file.changes.append(.write(at: at, data))
        return count
      }
    }
    system.write = { put($0, $1, at: nil) }
    system.writeAt = { put($0, $1, at: $2) }
    system.readAt = { descriptor, room, offset in
      self.call(-Int(EIO)) { state in
        guard let number = state.open[descriptor]?.file, let file = state.files[number] else {
          return -Int(EBADF)
        }
        let start = min(Int(offset), file.bytes.count)
        let part = file.bytes[start..<min(file.bytes.count, start + room.count)]
        room.copyBytes(from: part)
        return part.count
      }
    }
    system.fdatasync = { descriptor in
      self.call(-EIO) { state in
        guard let number = state.open[descriptor]?.file, let file = state.files[number] else {
          return -EBADF
        }
        state.files[number] = File(bytes: file.bytes, durable: file.bytes)
        return 0
      }
    }
    system.fsync = { descriptor in
      self.call(-EIO) { state in
        guard state.open[descriptor]?.file == 0 else { return -EBADF }
        state.durableNames = state.names
        state.nameChanges = []
        return 0
      }
    }
    system.truncate = { descriptor, size in
      self.call(-EIO) { state in
        guard let number = state.open[descriptor]?.file else { return -EBADF }
        state.files[number]?.bytes.removeSubrange(Int(size)...)
        state.files[number]?.changes.append(.truncate(Int(size)))
        return 0
      }
    }
    system.rename = { from, to in
      self.call(-EIO) { state in
        guard state.names[from] != nil else { return -ENOENT }
        Self.change(.rename(from, to), &state)
        return 0
      }
    }
    system.unlink = { path in
      self.call(-EIO) { state in
        guard state.names[path] != nil else { return -ENOENT }
        Self.change(.unlink(path), &state)
        return 0
      }
    }
    system.lock = { descriptor in
      self.call(-EIO) { state in
        guard let file = state.open[descriptor]?.file else { return -EBADF }
        guard state.locks[file] == nil else { return -EWOULDBLOCK }
        state.locks[file] = descriptor
        return 0
      }
    }
    @Sendable func information(_ number: Int, _ state: State) -> Result<FileInformation, Errno> {
      .success(
        FileInformation(
          device: 1, inode: UInt64(number), size: Int64(state.files[number]?.bytes.count ?? 0),
          modified: 0))
    }
    system.information = { descriptor in
      self.call(.failure(Errno(EIO))) { state in
        guard let file = state.open[descriptor]?.file else { return .failure(Errno(EBADF)) }
        return information(file, state)
      }
    }
    system.informationAt = { path in
      self.call(.failure(Errno(EIO))) { state in
        guard let file = state.names[path] else { return .failure(Errno(ENOENT)) }
        return information(file, state)
      }
    }
    system.list = { directory in
      self.call(.failure(Errno(EIO))) { state in
        .success(state.names.keys.map { String($0.dropFirst(directory.count + 1)) })
      }
    }
    system.steady = {
      self.state.withLock { state in
        state.time += 200_000_000
        return state.time
      }
    }
    return system
  }
}
