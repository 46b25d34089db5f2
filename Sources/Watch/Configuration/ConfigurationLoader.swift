import Glibc

extension Configuration {
  /// Reads a configuration and the files it includes.
  ///
  /// - Parameter path: the file, relative to the working directory or absolute.
  /// - Throws: every mistake that was found, in the order of the lines.
  public static func load(_ path: String) throws(ConfigurationError) -> Configuration {
    var loader = ConfigurationLoader()
    return try loader.load(path)
  }
}

struct ConfigurationLoader {
  private var reader = ConfigurationReader()
  private var visited: Set<String> = []

  mutating func load(_ path: String) throws(ConfigurationError) -> Configuration {
    read(path, includedFrom: nil, depth: 0)
    return try reader.finish(path: path) { relative, location in
      Self.absolute(relative, besides: location.file)
    }
  }

  private mutating func read(_ path: String, includedFrom: SourceLocation?, depth: Int) {
    let place = includedFrom ?? SourceLocation(file: path, line: 0)
    let document: [UInt8]
    switch SmallFile.read(path, limit: 256_000_000) {
    case .success(let bytes):
      guard String(validating: bytes, as: UTF8.self) != nil else {
        reader.report(
          .init(
            location: .init(file: path, line: SmallFile.lineOfInvalidUTF8(bytes)), key: nil,
            message: "this is not UTF-8; save the file as UTF-8"))
        return
      }
      document = bytes
    case .failure(let error):
      reader.report(
        .init(
          location: place, key: includedFrom == nil ? nil : "include",
          message: "cannot read '\(path)': \(error.reason)"))
      return
    }
    visited.insert(Self.absolute(path, besides: ""))
    let includes = reader.add(document, name: path)
    for entry in includes {
      guard case .array(let patterns) = entry.value else {
        reader.report(
          .init(
            location: entry.location, key: "include",
            message: "\(entry.value.kind) stands where a list such as [\"feeds.d/*.conf\"] is"
              + " expected"))
        continue
      }
      for pattern in patterns {
        guard case .string(let pattern) = pattern else {
          reader.report(
            .init(location: entry.location, key: "include", message: "a list of strings is meant"))
          continue
        }
        include(pattern, from: entry.location, depth: depth)
      }
    }
  }

  private mutating func include(_ pattern: String, from location: SourceLocation, depth: Int) {
    guard depth < 8 else {
      reader.report(
        .init(
          location: location, key: "include", message: "files include each other 8 levels deep"))
      return
    }
    let joined = Self.besides(pattern, file: location.file)
    let isPattern = pattern.contains { "*?[".contains($0) }
    let files = isPattern ? SmallFile.glob(joined) : [joined]
    for file in files where !visited.contains(Self.absolute(file, besides: "")) {
      read(file, includedFrom: location, depth: depth + 1)
    }
  }

  /// `path` as seen from the folder of `file`, kept relative where both are.
  static func besides(_ path: String, file: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
  }

  static func absolute(_ path: String, besides file: String) -> String {
    let joined = besides(path, file: file)
    if joined.hasPrefix("/") { return joined }
    guard let raw = getcwd(nil, 0) else { return joined }
    defer { free(raw) }
    return String(cString: raw) + "/" + joined
  }
}

/// Reads whole files, with errors in words.
enum SmallFile {
  struct Failure: Error {
    var code: Int32
    var reason: String
  }

  /// The bytes of a file of at most `limit` bytes.
  ///
  /// - Parameter waits: whether to wait for what a pipe has not given yet; a configuration that is a
  ///   pipe must not hold the daemon up.
  static func read(
    _ path: String, limit: Int, waits: Bool = false
  ) -> Result<[UInt8], Failure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(failure(errno)) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { return .failure(failure(errno)) }
    if information.st_mode & S_IFMT == S_IFDIR {
      return .failure(.init(code: EISDIR, reason: "it is a directory"))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Swift.max(0, Swift.min(Int(information.st_size), limit)) + 1)
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN, waits {
          var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
          _ = poll(&ready, 1, -1)
          continue
        }
        return .failure(failure(errno))
      }
      if count == 0 { return .success(bytes) }
      guard bytes.count + count <= limit else {
        return .failure(.init(code: EFBIG, reason: "it is larger than \(limit) bytes"))
      }
      bytes += chunk[..<count]
    }
  }

  static func failure(_ code: Int32) -> Failure {
    Failure(code: code, reason: String(cString: strerror(code)))
  }

  static func glob(_ pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard Glibc.glob(pattern, 0, nil, &result) == 0, let paths = result.gl_pathv else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
  }

  static func lineOfInvalidUTF8(_ bytes: [UInt8]) -> Int {
    var line = 1
    for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: piece, as: UTF8.self) == nil { return line }
      line += 1
    }
    return line
  }
}
