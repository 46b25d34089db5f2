/// One HTTP request and the bounds within which it is answered. Times are seconds, sizes bytes.
public struct TransferRequest: Sendable {
  /// An absolute http or https URL. Its userinfo stands in for `username` and `password`.
  public var url: String
  /// The URL whose origin (scheme, host and port) credentials and fields belong to; nil: `url`.
  public var home: String?
  /// Fields beside those that libcurl writes. They are sent to the home origin and, of
  /// `portableFields`, to where it redirects.
  public var headers: [HeaderField] = []
  /// Names of `headers` that may follow a redirect to another origin.
  public var portableFields: Set<String> = ["accept", "a-im", "accept-language"]
  /// Fields of a conditional request: sent to one URL only, wherever in a chain of redirects it
  /// comes.
  public var validators = Validators()
  public var userAgent: String?
  /// All of the exchange, redirects included.
  public var timeout: Double = 30
  /// From the request until the first byte of the answer.
  public var firstByteTimeout: Double = 20
  /// Fewer bytes a second than this for `lowSpeedTime` seconds end the transfer; 0: no bound.
  public var lowSpeed = 1
  public var lowSpeedTime = 15
  /// The most bytes of the decoded body.
  public var maxBytes = 15_000_000
  /// The most bytes of all header fields of one answer.
  public var maxHeaderBytes = 262_144
  public var maxRedirects = 10
  /// Asked before a redirect to another host is followed, with the host as `TransferURL.host`
  /// gives it, on libcurl's thread; false: not now (`TransferError.Code.heldBack`).
  public var mayFollow: (@Sendable (String) -> Bool)?
  /// Whether private, loopback and link-local addresses may be connected to.
  public var allowPrivate = false
  public var proxy: String?
  public var username: String?
  public var password: String?
  public var bearer: String?
  public var clientCertificate: String?
  public var clientKey: String?
  public var caBundle: String?
  public var family = AddressFamily.any

  public struct Validators: Sendable {
    /// The URL whose answer they came with (`TransferResponse.url`); nil: the first one asked.
    public var url: String?
    public var headers: [HeaderField] = []

    public init(url: String? = nil, headers: [HeaderField] = []) {
      self.url = url
      self.headers = headers
    }
  }

  public enum AddressFamily: Sendable {
    case any, ipv4, ipv6
  }

  public init(url: String) {
    self.url = url
  }
}

/// A header field. Values are kept byte for byte: every scalar below U+0100 is one byte
/// (RFC 9110, section 5.5: field values are bytes, of which only ASCII has a meaning).
public struct HeaderField: Sendable, Equatable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// - Parameter bytes: the value, as it came.
  public init(_ name: String, bytes: [UInt8]) {
    self.name = name
    value = Self.value(of: bytes)
  }

  /// The bytes that stand for the value: one a scalar, or UTF-8 where a scalar needs more.
  var valueBytes: [UInt8] {
    if value.utf8.allSatisfy({ $0 < 0x80 }) { return Array(value.utf8) }
    return value.unicodeScalars.allSatisfy { $0.value < 0x100 }
      ? value.unicodeScalars.map { UInt8($0.value) } : Array(value.utf8)
  }

  /// The value of bytes: one scalar a byte.
  static func value(of bytes: some Collection<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  /// Whether it can be sent: a token as name and no CR, LF or NUL in the value.
  var isSafe: Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
      && !value.unicodeScalars.contains { $0 == "\r" || $0 == "\n" || $0 == "\0" }
  }
}

/// One step of a chain of redirects.
public struct Redirect: Sendable, Equatable {
  /// 301, 302, 303, 307 or 308.
  public var status: Int
  public var from: String
  public var to: String

  /// Whether the server says for good (RFC 9110, sections 15.4.2 and 15.4.9).
  public var isPermanent: Bool { status == 301 || status == 308 }
}

/// A complete answer.
public struct TransferResponse: Sendable {
  public var status: Int
  /// The fields of the last answer, in order; names in lower case.
  public var headers: [HeaderField]
  /// Decoded: what Content-Encoding did is undone. Empty where the status is no success: nobody
  /// reads it then, and an endless one must not hide what the status says.
  public var body: [UInt8]
  /// Where the answer came from, behind all redirects.
  public var url: String
  public var redirects: [Redirect]
  /// Whether the connection ended before the body did. The body is what came.
  public var isTruncated = false
  /// Whether the answer said where its body ends; else only the parser can tell that it is whole.
  public var isDelimited = true
  /// Whether the validators were sent with the request that was answered so.
  public var isConditional = false
  /// Bytes of the body as they came over the wire.
  public var wireBytes: Int
  /// Seconds from start to end.
  public var duration: Double

  /// The bytes of a field's value, the first one of that name; the name in lower case.
  public func bytes(of name: String) -> [UInt8]? {
    headers.first { $0.name == name }?.valueBytes
  }

  /// The values of all fields of that name, joined by commas (RFC 9110, section 5.3).
  public func list(_ name: String) -> String? {
    let values = headers.filter { $0.name == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// The value of a field, the first one of that name; the name in lower case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}

/// Why a request has no answer.
public struct TransferError: Error, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    case badURL, dns, connect, tls, timeout, firstByteTimeout, tooSlow, tooLarge, headersTooLarge
    case tooManyRedirects, redirectLoop, badRedirect, heldBack, privateAddress
    case badEncoding, protocolError
    case reset, credentials, cancelled, other
  }

  public var code: Code
  /// What happened, in words, without the URL.
  public var message: String
  /// The redirects that were followed until then.
  public var redirects: [Redirect] = []

  public var description: String { message }

  public init(_ code: Code, _ message: String, redirects: [Redirect] = []) {
    self.code = code
    self.message = message
    self.redirects = redirects
  }
}
