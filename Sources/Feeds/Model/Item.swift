/// One item of a feed.
public struct Item: Sendable, Equatable {
  public var guid: String?
  /// Whether `guid` is said to be a URL that leads to the item (RSS 2.0 `isPermaLink`).
  public var isPermalink: Bool
  public var url: String?
  /// Plain text, whatever its escaping was.
  public var title: String?
  /// The title as it was sent, when it differs from `title`: text or HTML.
  public var titleBody: Body?
  public var authors: [Author]
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var published: Int64?
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var updated: Int64?
  public var categories: [Category]
  public var summary: Body?
  /// The richest body that was sent.
  public var content: Body?
  public var enclosures: [Enclosure]
  public var language: String?
  /// The feed this item was taken over from.
  public var source: Source?
  /// The page of its comments.
  public var comments: String?
  /// Degrees, WGS 84.
  public var latitude: Double?
  /// Degrees, WGS 84.
  public var longitude: Double?
  /// What had to be repaired or guessed in this item, in words.
  public var notes: [String]

  public init() {
    isPermalink = false
    authors = []
    categories = []
    enclosures = []
    notes = []
  }
}

/// Someone an item or a feed is by.
public struct Author: Sendable, Equatable {
  public var name: String?
  public var email: String?
  public var uri: String?

  public init(name: String? = nil, email: String? = nil, uri: String? = nil) {
    self.name = name
    self.email = email
    self.uri = uri
  }
}

/// A subject an item is filed under.
public struct Category: Sendable, Equatable {
  public var term: String
  /// The vocabulary the term is from.
  public var scheme: String?
  public var label: String?

  public init(term: String, scheme: String? = nil, label: String? = nil) {
    self.term = term
    self.scheme = scheme
    self.label = label
  }
}

/// A file that belongs to an item.
public struct Enclosure: Sendable, Equatable {
  public var url: String
  /// Media type as sent.
  public var type: String?
  /// Bytes.
  public var length: Int?
  /// Whether Media RSS names it, rather than the item's own enclosure.
  public var isMedia: Bool

  public init(url: String, type: String? = nil, length: Int? = nil, isMedia: Bool = false) {
    self.url = url
    self.type = type
    self.length = length
    self.isMedia = isMedia
  }
}

/// Where an item first appeared.
public struct Source: Sendable, Equatable {
  public var title: String?
  public var url: String?

  public init(title: String? = nil, url: String? = nil) {
    self.title = title
    self.url = url
  }
}

/// A text as its publisher sent it.
public struct Body: Sendable, Equatable {
  /// As sent: HTML or plain text, in UTF-8.
  public var value: String
  public var isHTML: Bool
  /// What relative links inside are relative to.
  public var base: String?

  public init(value: String, isHTML: Bool, base: String? = nil) {
    self.value = value
    self.isHTML = isHTML
    self.base = base
  }

  /// The text as plain paragraphs, one a line, joined by `"\n"`; empty where nothing is to be read.
  public func plainText() -> String {
    isHTML ? HTMLText.plainText(value, base: base) : HTMLText.plainLines(value)
  }
}
