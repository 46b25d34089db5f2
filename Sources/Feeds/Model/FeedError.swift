/// Why a response could not be read as a feed.
public struct FeedError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// Nothing but white space came.
    case empty
    /// Something readable came that is no feed.
    case notAFeed
    /// A web page came.
    case html
    /// It starts as a feed and cannot be read.
    case malformed
    /// More bytes than `FeedLimits.bytes`.
    case tooLarge
    /// Elements nested deeper than `FeedLimits.depth`.
    case tooDeep
    /// Reading took longer than `FeedLimits.seconds`.
    case tooSlow
  }

  public var code: Code
  /// A sentence that says what happened and what to do about it.
  public var message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}

/// The bounds that hold hostile or broken input.
public struct FeedLimits: Sendable, Equatable {
  /// Bytes of the response, decoded. More is an error.
  public var bytes = 128 << 20
  /// Nested elements. More is an error outside of an item's texts; inside, they are flattened.
  public var depth = 256
  /// Attributes of one element; the rest are left out and noted.
  public var attributes = 256
  /// Bytes of one field's text; the rest is cut and noted.
  public var text = 16 << 20
  /// Items of one feed; the rest are left out and noted.
  public var items = 200_000
  /// Bytes that the document's own entities may expand to, in all.
  public var expansion = 1 << 20
  /// Seconds of processor time for one feed. More is an error.
  public var seconds = 20.0

  public init() {}
}

/// The bytes of a response and what is known about them.
public struct FeedInput: Sendable {
  public var bytes: [UInt8]
  public var contentType: String?
  public var contentLanguage: String?
  public var contentLocation: String?
  public var url: String?
  public var now: Int64

  /// - Parameters:
  ///   - bytes: the body, without transfer or content coding.
  ///   - contentType: the raw header value.
  ///   - contentLanguage: the raw header value: the language of a feed that names none.
  ///   - contentLocation: the raw header value: a base for relative links, RFC 9110 section 8.7.
  ///   - url: the URL the body came from, after redirects: the base for relative links.
  ///   - now: when it was polled, milliseconds since 1970: no date is later than that.
  public init(
    bytes: [UInt8], contentType: String? = nil, contentLanguage: String? = nil,
    contentLocation: String? = nil, url: String? = nil, now: Int64
  ) {
    self.bytes = bytes
    self.contentType = contentType
    self.contentLanguage = contentLanguage
    self.contentLocation = contentLocation
    self.url = url
    self.now = now
  }
}
