/// How a journal is kept.
public struct JournalOptions: Sendable {
  public enum Sync: Sendable, Equatable {
    /// Every batch is on the disk before it is acknowledged.
    case batch
    /// At most this many seconds lie between two syncs; a loss of power may take the lines since.
    case interval(Double)
    /// The kernel decides.
    case none
  }

  public enum Compression: Sendable, Equatable {
    case none, gzip, zstd

    /// What is added to a segment's name.
    var suffix: String {
      switch self {
      case .none: ""
      case .gzip: ".gz"
      case .zstd: ".zst"
      }
    }
  }

  public var sync = Sync.batch
  /// The current file is closed before it grows beyond this many bytes; 0: never.
  public var rotateSize: Int64 = 0
  /// The current file is closed when its first line is this many seconds old; 0: never.
  public var rotateAge: Double = 0
  public var compression = Compression.none
  /// Closed segments kept, the oldest going first: total bytes, seconds since the last line, count;
  /// 0: no limit.
  public var retainSize: Int64 = 0
  public var retainAge: Double = 0
  public var retainCount = 0
  /// The longest line in bytes, its newline included; 0: no limit.
  public var maxLine = 31 * 1024
  /// Reads the time (milliseconds since 1970) out of a line, for the age of a file that was begun
  /// by an earlier run; the journal itself doesn't know what its lines say.
  public var timeOfLine: (@Sendable ([UInt8]) -> Int64?)?

  public init() {}
}

/// A place in the journal, after a line: what the state remembers so that a start needs no scan.
public struct JournalPosition: Sendable, Equatable {
  /// The `seq` of the line before this place; 0 before the first.
  public var sequence: Int64
  /// The `seq` of the first line of the file; 0 where the file has none yet.
  public var segment: Int64
  /// Bytes from the start of the (uncompressed) file.
  public var offset: Int64
  /// A checksum of the line before this place, to know the journal again (`LineText.checksum`).
  public var checksum: UInt32

  public init(sequence: Int64, segment: Int64, offset: Int64, checksum: UInt32) {
    self.sequence = sequence
    self.segment = segment
    self.offset = offset
    self.checksum = checksum
  }

  public static let start = JournalPosition(sequence: 0, segment: 0, offset: 0, checksum: 0)
}

/// What `append` did.
public struct JournalReceipt: Sendable, Equatable {
  /// The `seq` of each line, in the order of the bodies.
  public var sequences: Range<Int64>
  /// The place after the last line.
  public var position: JournalPosition

  public var first: Int64 { sequences.lowerBound }
}
