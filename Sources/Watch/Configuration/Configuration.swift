import Extraction

/// What a feeds.conf says, checked and with every default filled in.
public struct Configuration: Sendable, Equatable {
  /// The file it came from.
  public var path: String
  public var feeds: [FeedConfiguration] = []
  public var journal = JournalSettings()
  public var http = HTTPSettings()
  public var extraction = ExtractionSettings()

  /// How many of the items that a feed already shows at its first poll become records.
  public enum Backlog: Sendable, Hashable {
    case all
    case none
    case newest(Int)
  }

  /// What an answer 429 or 503 with Retry-After holds back.
  public enum RetryAfterScope: String, Sendable, CaseIterable {
    case feed, host, domain
  }

  public enum Updates: String, Sendable, CaseIterable {
    case record, ignore
  }

  public enum Copies: String, Sendable, CaseIterable {
    case mark, drop
  }

  public enum AddressFamily: String, Sendable, CaseIterable {
    case any, ipv4, ipv6
  }
}

/// One `[feed.NAME]` table. Durations are seconds, sizes bytes.
///
/// There may be a hundred thousand of them, nearly all alike: what feeds mostly share is kept once.
@dynamicMemberLookup
public struct FeedConfiguration: Sendable, Equatable {
  public var name: String
  /// The file and line of the table.
  public var location: SourceLocation
  /// An absolute http or https URL, or `file:` with an absolute path.
  public var url: String
  public var enabled = true
  public var tags: [String] = []
  public var title: String?
  private var shared = SharedSettings.standard

  public init(name: String, location: SourceLocation, url: String) {
    self.name = name
    self.location = location
    self.url = url
  }

  /// The settings that `[defaults]` and the feed's table give.
  public var settings: FeedSettings { shared.settings }

  public subscript<Value: Equatable>(
    dynamicMember path: WritableKeyPath<FeedSettings, Value>
  ) -> Value {
    get { shared.settings[keyPath: path] }
    set {
      guard shared.settings[keyPath: path] != newValue else { return }
      var settings = shared.settings
      settings[keyPath: path] = newValue
      shared = SharedSettings(settings)
    }
  }

  /// Takes equal settings of another feed for its own.
  mutating func share(_ known: inout [FeedSettings: SharedSettings]) {
    if let equal = known[shared.settings] {
      shared = equal
    } else {
      known[shared.settings] = shared
    }
  }

  public static func == (left: FeedConfiguration, right: FeedConfiguration) -> Bool {
    left.location == right.location && left.hasSameSettings(as: right)
  }

  /// The path of a `file:` feed.
  public var filePath: String? {
    url.hasPrefix("file:") ? String(url.dropFirst(url.hasPrefix("file://") ? 7 : 5)) : nil
  }

  /// Whether two configurations of a feed differ in nothing but where they stand.
  func hasSameSettings(as other: FeedConfiguration) -> Bool {
    name == other.name && url == other.url && enabled == other.enabled && tags == other.tags
      && title == other.title
      && (shared === other.shared || shared.settings == other.shared.settings)
  }
}

/// What feeds have in common: the keys that `[defaults]` takes. Durations are seconds, sizes bytes.
public struct FeedSettings: Sendable, Hashable {
  public var language: String?
  public var interval: Double = 900
  public var floor: Double = 300
  public var ceiling: Double = 86_400
  public var adaptive = true
  public var backlog = Configuration.Backlog.all
  public var extract = true
  public var userAgent: String?
  public var headers: [HeaderSetting] = []
  public var maxBytes = 15_000_000
  public var timeout: Double = 30
  public var proxy: String?
  public var allowPrivate = false
  public var retryAfterScope = Configuration.RetryAfterScope.host
  public var updates = Configuration.Updates.record
  public var maxUpdates = 10
  public var copies = Configuration.Copies.mark
  public var username: String?
  public var passwordFile: String?
  public var bearerFile: String?
  public var clientCertificate: String?
  public var clientKey: String?
  public var caBundle: String?
}

/// Settings that many feeds refer to.
final class SharedSettings: Sendable {
  let settings: FeedSettings

  static let standard = SharedSettings(FeedSettings())

  init(_ settings: FeedSettings) {
    self.settings = settings
  }
}

public struct HeaderSetting: Sendable, Hashable {
  public var name: String
  public var value: String
}

/// The `[journal]` table.
public struct JournalSettings: Sendable, Equatable {
  public enum Sync: String, Sendable, CaseIterable {
    case batch, interval, none
  }
  public enum Compression: String, Sendable, CaseIterable {
    case none, gzip, zstd
  }

  /// Where journal and state live; nil: see `StateDirectory`.
  public var directory: String?
  public var sync = Sync.batch
  /// With `sync = "interval"`: at most this many seconds between syncs.
  public var syncInterval: Double = 1
  /// The journal is rotated when it reaches this many bytes; 0: never.
  public var rotateSize = 100_000_000
  /// The journal is rotated when its first line is this many seconds old; 0: never.
  public var rotateAge: Double = 0
  public var compression = Compression.none
  /// Closed segments kept: total bytes, seconds, count; 0: no limit.
  public var retainSize = 0
  public var retainAge: Double = 0
  public var retainCount = 0
  /// The longest line in bytes, its newline included.
  public var maxLine = 31 * 1024
}

/// The `[http]` table.
public struct HTTPSettings: Sendable, Equatable {
  public var maxTransfers = 64
  public var perHost = 2
  public var spacing: Double = 1
  public var caBundle: String?
  public var family = Configuration.AddressFamily.any
  public var maxRedirects = 10
  /// A permanent redirect is believed after this many equal answers …
  public var redirectConfirmations = 3
  /// … over this many seconds.
  public var redirectPeriod: Double = 86_400
}

/// The `[extract]` table.
public struct ExtractionSettings: Sendable, Equatable {
  /// Events below this confidence (0 to 1) are withheld.
  public var minConfidence: Double = Extractor.usualMargin
}

/// A place in a configuration file.
public struct SourceLocation: Sendable, Equatable, Comparable {
  public var file: String
  public var line: Int

  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }
}

/// One mistake in a configuration: `feeds.conf:12: feed.unn.interval: '5x' is no duration …`.
public struct ConfigurationProblem: Error, Sendable, Equatable, CustomStringConvertible {
  public var location: SourceLocation
  public var key: String?
  public var message: String

  public var description: String {
    let line = location.line > 0 ? ":\(location.line)" : ""
    let key = key.map { ": \($0)" } ?? ""
    return Sanitizer.line("\(location.file)\(line)\(key): \(message)")
  }
}

/// All mistakes of a configuration, in the order of the files and lines.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  public var problems: [ConfigurationProblem]

  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
