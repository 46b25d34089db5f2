import Glibc

/// The names in a journal's directory.
///
/// `journal.jsonl` is written; `journal-FIRSTSEQ.jsonl` (`.gz`, `.zst`) are closed segments, named
/// by the `seq` of their first line; `journal.torn-…` hold what was cut off a torn end.
public struct JournalFiles: Sendable {
  public static let currentName = "journal.jsonl"
  static let lockName = "journal.lock"
  static let nextName = "journal.jsonl.new"
  static let partialSuffix = ".part"

  public let directory: String

  public init(directory: String) {
    self.directory = directory
  }

  public var current: String { directory + "/" + Self.currentName }
  var lock: String { directory + "/" + Self.lockName }
  var next: String { directory + "/" + Self.nextName }

  func segment(_ first: Int64, attempt: Int = 0) -> String {
    directory + "/journal-\(first)" + (attempt == 0 ? "" : ".\(attempt)") + ".jsonl"
  }

  /// One file with lines.
  public struct File: Sendable, Equatable {
    public var path: String
    /// The `seq` that its name gives its first line; nil for `journal.jsonl`.
    public var first: Int64?
    public var compression: JournalOptions.Compression
  }

  /// The closed segments by their first `seq`, then `journal.jsonl` if it is there. Where a segment
  /// stands both plain and compressed (a stop between the two), only the plain one counts.
  public func all(_ system: SystemCalls = .system) throws(JournalError) -> [File] {
    let names: [String]
    switch system.list(directory) {
    case .success(let found): names = found
    case .failure(let cause):
      throw JournalError(
        .open, path: directory, cause: cause.number, "cannot list the directory")
    }
    var files: [File] = []
    for name in names.sorted() {
      guard let (first, compression) = Self.parse(name) else { continue }
      files.append(
        File(path: directory + "/" + name, first: first, compression: compression))
    }
    let plain = Set(files.filter { $0.compression == .none }.compactMap(\.first))
    files.removeAll { $0.compression != .none && plain.contains($0.first ?? 0) }
    files.sort { ($0.first ?? 0, $0.path) < ($1.first ?? 0, $1.path) }
    if names.contains(Self.currentName) {
      files.append(File(path: current, first: nil, compression: .none))
    }
    return files
  }

  /// Reads a segment's name; nil for any other.
  static func parse(_ name: String) -> (first: Int64, compression: JournalOptions.Compression)? {
    guard name.hasPrefix("journal-") else { return nil }
    var rest = name.dropFirst("journal-".count)
    var compression = JournalOptions.Compression.none
    for candidate in [JournalOptions.Compression.gzip, .zstd]
    where rest.hasSuffix(candidate.suffix) {
      compression = candidate
      rest = rest.dropLast(candidate.suffix.count)
    }
    guard rest.hasSuffix(".jsonl") else { return nil }
    rest = rest.dropLast(".jsonl".count)
    // `journal-FIRSTSEQ.2.jsonl`: the name was taken.
    let number = rest.prefix { $0 != "." }
    guard let first = Int64(number), first > 0, !number.hasPrefix("0") else { return nil }
    return (first, compression)
  }
}

/// Holds a directory's journal for one writer, as long as it lives.
public final class JournalLock: Sendable {
  let directory: String
  private let descriptor: Int32
  private let system: SystemCalls

  /// - Throws: `.locked` where another holds it.
  public init(directory: String, system: SystemCalls = .system) throws(JournalError) {
    let files = JournalFiles(directory: directory)
    let descriptor = system.open(files.lock, O_RDWR | O_CREAT)
    guard descriptor >= 0 else {
      throw JournalError(.open, path: files.lock, cause: descriptor, "cannot open the lock file")
    }
    let result = system.lock(descriptor)
    guard result == 0 else {
      system.close(descriptor)
      guard result == -EWOULDBLOCK else {
        throw JournalError(.open, path: files.lock, cause: result, "cannot lock the journal")
      }
      throw JournalError(
        .locked, path: files.directory, "the journal is in use by another feedwatchd")
    }
    self.directory = directory
    self.descriptor = descriptor
    self.system = system
  }

  deinit {
    system.close(descriptor)
  }
}
