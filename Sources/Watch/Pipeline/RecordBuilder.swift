public import Extraction
import Feeds
import Synchronization

/// Makes journal lines out of items.
struct RecordBuilder: Sendable {
  private let extractor: LazyExtractor

  /// - Parameter minConfidence: events that are less sure are withheld.
  init(minConfidence: Double) {
    extractor = LazyExtractor(minConfidence)
  }

  /// The extractor, made when the first text is to be read: its models and gazetteers take some 20
  /// MB, which a daemon that extracts nothing need not have.
  private final class LazyExtractor: Sendable {
    private let minConfidence: Double
    private let made = Mutex<Extractor?>(nil)

    init(_ minConfidence: Double) { self.minConfidence = minConfidence }

    var value: Extractor {
      made.withLock { made in
        let extractor = made ?? Extractor(minimumConfidence: minConfidence)
        made = extractor
        return extractor
      }
    }
  }

  struct Line: Sendable {
    /// The record as JSON, without what the journal puts in front.
    var body: [UInt8]
    /// What a terminal shows of it.
    var summary: RecordSummary
  }

  /// - Parameter now: milliseconds since 1970: the line's `recorded`.
  func line(
    for read: ReadItem, of polled: PolledFeed, _ decision: PollPlan.Decision, maxLine: Int,
    now: Int64
  ) -> Line {
    let settings = polled.settings
    var source = SourceMetadata()
    source.id = decision.id
    source.kind = decision.kind == .updated ? .updated : .new
    source.replaces = decision.replaces
    source.copyOf = decision.copyOf
    source.fingerprint = decision.fingerprint.text
    source.recorded = Timestamp.rfc3339(milliseconds: now)
    source.feed.id = settings.name
    source.feed.url = URLText.masked(settings.url)
    source.feed.title = settings.title ?? polled.feedTitle
    source.item = ItemReference(read.item, language: settings.language)
    let dispatch = Dispatch(
      text: read.text, hasTitle: read.hasTitle, textFrom: read.origin,
      published: (read.item.published ?? read.item.updated ?? now) / 1000, source: source,
      notes: read.notes)
    let record = settings.extract ? extractor.value.extract(dispatch) : Extractor.unread(dispatch)
    return Line(
      body: LineTrimmer(maxLine: maxLine).trim(record.json(headed: false)),
      summary: RecordSummary(record, feed: settings.name, milliseconds: now))
  }
}

extension ItemReference {
  init(_ item: Item, language: String?) {
    self.init()
    guid = item.guid
    url = item.url.map { URLText.masked($0) }
    title = item.title
    authors = item.authors.map { $0.name ?? $0.email ?? $0.uri ?? "" }.filter { !$0.isEmpty }
    published = item.published.map { Timestamp.rfc3339(milliseconds: $0) }
    updated = item.updated.map { Timestamp.rfc3339(milliseconds: $0) }
    categories = item.categories.map { $0.label ?? $0.term }.filter { !$0.isEmpty }
    self.language = item.language ?? language
    enclosures = item.enclosures.map {
      Enclosure(url: $0.url, type: $0.type, length: $0.length)
    }
    source = item.source?.title ?? item.source?.url
  }
}

/// What one line on a terminal says of a record.
public struct RecordSummary: Sendable, Equatable {
  public var milliseconds: Int64
  public var feed: String
  public var title: String
  public var kind: RecordKind
  public var isCopy: Bool
  /// Names found, the most telling first.
  public var found: [String]
  public var quotes: Int
  public var events: Int
  public var language: String

  init(_ record: Record, feed: String, milliseconds: Int64) {
    self.milliseconds = milliseconds
    self.feed = feed
    title = record.source.item.title ?? String(record.text.prefix(80))
    kind = record.source.kind
    isCopy = record.source.copyOf != nil
    found =
      (record.people.prefix(3).map(\.name) + record.organizations.prefix(3).map(\.name)
        + record.places.filter { $0.kind == .country }.prefix(3).map(\.name))
    quotes = record.quotes.count
    events = record.events.count
    language = record.language.tag
  }

  /// `12:30:05 unn-en  NATO and Japan to … · Jens Stoltenberg, NATO · 2 quotes`, safe to show.
  public func line(color: Bool) -> String {
    func paint(_ text: String, _ code: String) -> String {
      color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    let time = Timestamp.rfc3339(milliseconds: milliseconds).dropFirst(11).prefix(8)
    var parts = [paint(Sanitizer.line(title, limit: 100), "1")]
    if !found.isEmpty {
      parts.append(found.prefix(5).map { Sanitizer.line($0, limit: 40) }.joined(separator: ", "))
    }
    if quotes > 0 { parts.append("\(quotes) quote\(quotes == 1 ? "" : "s")") }
    if events > 0 { parts.append("\(events) event\(events == 1 ? "" : "s")") }
    if language != "en" { parts.append("language \(Sanitizer.line(language, limit: 12))") }
    if kind == .updated { parts.append("updated") }
    if isCopy { parts.append("copy") }
    return paint(String(time), "2") + " " + paint(Sanitizer.line(feed, limit: 40), "36") + "  "
      + parts.joined(separator: " · ")
  }
}
