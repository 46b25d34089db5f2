/// One item to read: a plain text and what is known of it.
public struct Dispatch: Sendable {
  /// The title, a blank line, then one paragraph a line; or any plain text.
  public var text: String
  /// Whether the first line of `text` is the item's title.
  public var hasTitle: Bool
  public var textFrom: TextOrigin
  /// When it was published, in seconds since 1970 UTC.
  public var published: Int64?
  public var source: SourceMetadata
  /// What the reader should know about this item from before it was read.
  public var notes: [String]

  public init(
    text: String, hasTitle: Bool = true, textFrom: TextOrigin = .file, published: Int64? = nil,
    source: SourceMetadata = SourceMetadata(), notes: [String] = []
  ) {
    self.text = text
    self.hasTitle = hasTitle
    self.textFrom = textFrom
    self.published = published
    self.source = source
    self.notes = notes
  }
}
