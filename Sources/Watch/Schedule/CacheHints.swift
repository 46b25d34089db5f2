import Feeds

/// What the header fields of an answer say about when to ask again.
public struct CacheHints: Sendable, Equatable {
  /// How long the answer stays fresh, in seconds from now (RFC 9111, section 4.2.1).
  public var freshness: Double?
  /// The `max-age` it was told from: a 304 that says nothing of its own keeps it (RFC 9111,
  /// section 4.3.4).
  public var maxAge: Double?
  /// Whether the answer said anything about its freshness.
  public var isStated = false
  /// `Retry-After`, in seconds from now (RFC 9110, section 10.2.3).
  public var retryAfter: Double?

  public init(freshness: Double? = nil, retryAfter: Double? = nil) {
    self.freshness = freshness
    self.retryAfter = retryAfter
  }

  /// A difference between the server's clock and this one beyond this, in milliseconds, is taken
  /// for a fault in its `Date`, where that makes better sense.
  private static let likelySkew: Int64 = 86_400_000
  private static let likelyWait = 7.0 * 86_400

  /// Reads the fields of an answer.
  ///
  /// - Parameters:
  ///   - header: gives a field's value by its lower-case name; several ones joined by commas.
  ///   - now: milliseconds since 1970. The server's own `Date` stands in for it where `Expires`
  ///     and `Retry-After` give an instant, so that a clock that is wrong there does not matter.
  public init(header: (String) -> String?, now: Int64) {
    func seconds(until date: Int64) -> Double {
      let serverNow = header("date").flatMap { FeedDate.parse($0) } ?? now
      let wait = max(0, Double(date - serverNow) / 1000)
      guard wait > Self.likelyWait, abs(serverNow - now) > Self.likelySkew else { return wait }
      let own = max(0, Double(date - now) / 1000)
      return own <= Self.likelyWait ? own : wait
    }
    let control = header("cache-control")
    let directives = Self.directives(control ?? "")
    let age = header("age").flatMap { Self.seconds($0) } ?? 0
    let expires = header("expires")
    isStated = control != nil || expires != nil
    if directives["no-store"] == nil, directives["no-cache"] == nil {
      if let lifetime = directives["max-age"].flatMap({ Self.seconds($0) }) {
        freshness = max(0, lifetime - age)
        maxAge = lifetime
      } else if let expires = expires.flatMap({ FeedDate.parse($0) }) {
        freshness = seconds(until: expires)
      }
    }
    if let value = header("retry-after")?.trimmingSpaces {
      if let delay = Self.seconds(value) {
        retryAfter = delay
      } else if let date = FeedDate.parse(value) {
        retryAfter = seconds(until: date)
      }
    }
  }

  /// `delta-seconds` (RFC 9111, section 1.2.2); a fraction is understood too.
  private static func seconds(_ text: String) -> Double? {
    let text = text.trimmingSpaces
    guard text.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") })
    else { return nil }
    return Double(text)
  }

  /// The directives of Cache-Control, names in lower case, values without their quotes.
  static func directives(_ value: String) -> [String: String] {
    var found: [String: String] = [:]
    for part in value.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard let name = pair.first else { continue }
      let text = pair.count > 1 ? String(pair[1]).trimmingSpaces.filter { $0 != "\"" } : ""
      found[String(name).trimmingSpaces.lowercased(), default: text] = text
    }
    return found
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmingSpaces: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
