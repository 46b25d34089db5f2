/// What one journal line says of one news item: the contract of record.md, without the fields
/// that only the journal knows (`seq`).
///
/// Spans are half-open ranges of code points of `text`. Ids (`p1`, `o2`, `l3`, `t1`, `e1`) are
/// local to the record.
public struct Record: Sendable, Equatable {
  public static let schema = "feedwatch/1"

  public var source = SourceMetadata()
  public var text = ""
  public var textFrom = TextOrigin.content
  public var language = LanguageFinding(tag: "und", confidence: 0)
  public var dateline: Dateline?
  public var people: [Person] = []
  public var organizations: [Organization] = []
  public var places: [Place] = []
  public var times: [TimeExpression] = []
  public var quotes: [Quote] = []
  public var scareQuotes: [Range<Int>] = []
  public var events: [Event] = []
  public var sourcing: [SourcePhrase] = []
  public var background: [BackgroundPart] = []
  public var topics: [Topic] = []
  public var notes: [String] = []

  public init() {}
}

/// Where the text of a record was read.
public enum TextOrigin: String, Sendable, CaseIterable {
  case content, summary, page, file
}

/// The language found in the text: a BCP 47 tag and how sure the core is, 0 to 1.
public struct LanguageFinding: Sendable, Equatable {
  public var tag: String
  public var confidence: Double

  public init(tag: String, confidence: Double) {
    self.tag = tag
    self.confidence = confidence
  }
}

/// What is known of an item beside its text: given by the watcher, passed through.
public struct SourceMetadata: Sendable, Equatable {
  /// The stable id of this version of this item.
  public var id = ""
  public var kind = RecordKind.new
  /// With `kind` updated: the id of the version before.
  public var replaces: String?
  /// The id of the record that said the same first.
  public var copyOf: String?
  /// By what the watcher knows this item again when it shows up changed.
  public var fingerprint: String?
  /// RFC 3339, UTC, milliseconds.
  public var recorded: String?
  public var feed = FeedReference()
  public var item = ItemReference()
  /// The name given with a dispatch of a batch.
  public var name: String?

  public init() {}
}

public enum RecordKind: String, Sendable, CaseIterable {
  case new, updated
}

public struct FeedReference: Sendable, Equatable {
  /// Its name in feeds.conf.
  public var id = ""
  public var url: String?
  public var title: String?

  public init() {}
}

/// What the publisher said of the item.
public struct ItemReference: Sendable, Equatable {
  public struct Enclosure: Sendable, Equatable {
    public var url: String
    public var type: String?
    public var length: Int?

    public init(url: String, type: String?, length: Int?) {
      self.url = url
      self.type = type
      self.length = length
    }
  }

  public var guid: String?
  public var url: String?
  public var title: String?
  public var authors: [String] = []
  /// RFC 3339, UTC.
  public var published: String?
  public var updated: String?
  public var categories: [String] = []
  public var language: String?
  public var enclosures: [Enclosure] = []
  /// The feed that the item was taken from, as its publisher says.
  public var source: String?

  public init() {}
}

/// Place and agency at the head of a dispatch.
public struct Dateline: Sendable, Equatable {
  public var span: Range<Int>
  public var place: String?
  /// The id of that place.
  public var placeID: String?
  /// ISO 3166-1 alpha-2.
  public var country: String?
  public var agency: String?
  /// The date it gives, ISO 8601.
  public var date: String?

  public init(span: Range<Int>) {
    self.span = span
  }
}

/// A place in the text that speaks of an entity.
public struct Mention: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case name, title, pronoun, adjective
  }

  public var span: Range<Int>
  public var kind: Kind
  /// The sieve that found the words.
  public var sieve: String
  /// The sieve that tied them to their entity.
  public var link: String

  public init(span: Range<Int>, kind: Kind, sieve: String, link: String = "") {
    self.span = span
    self.kind = kind
    self.sieve = sieve
    self.link = link
  }
}

/// What a person is said to be.
public struct Role: Sendable, Equatable {
  public var title: String
  /// The id of the organisation or country.
  public var of: String?
  public var span: Range<Int>
  /// Whether it is said to be over.
  public var isFormer = false
  /// The sieve that found it.
  public var sieve: String

  public init(
    title: String, of: String? = nil, span: Range<Int>, isFormer: Bool = false, sieve: String = ""
  ) {
    self.title = title
    self.of = of
    self.span = span
    self.isFormer = isFormer
    self.sieve = sieve
  }
}

public struct Person: Sendable, Equatable {
  public var id: String
  /// The fullest form found.
  public var name: String
  public var mentions: [Mention] = []
  public var roles: [Role] = []
  /// ISO 3166-1 alpha-2 of whom they serve or come from.
  public var country: String?

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

public struct Organization: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case government, legislature, court, military, police, party, intergovernmental, ngo, company
    case media, education
    case armedGroup = "armed_group"
    case other
  }

  public var id: String
  public var name: String
  public var acronym: String?
  public var kind = Kind.other
  public var country: String?
  public var mentions: [Mention] = []

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

public struct Place: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case country, region, city, water, facility, other
  }

  public var id: String
  public var name: String
  public var kind = Kind.other
  /// ISO 3166-1 alpha-2; nil for what lies in none or in several.
  public var country: String?
  /// Degrees, WGS 84.
  public var latitude: Double?
  public var longitude: Double?
  public var mentions: [Mention] = []

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

/// A time as TIMEX3 (ISO-TimeML) has it.
public struct TimeExpression: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case date = "DATE"
    case time = "TIME"
    case duration = "DURATION"
    case set = "SET"
  }

  public var id: String
  public var span: Range<Int>
  public var kind: Kind
  public var value: String
  public var mod: String?
  /// The zone of a clock time, where the text names one: "Z", "-05:00", "local".
  public var zone: String?
  /// First and last day, ISO 8601; an open end is nil.
  public var range: (first: String?, last: String?)?
  /// The sieve that read it.
  public var sieve: String

  public init(id: String, span: Range<Int>, kind: Kind, value: String, sieve: String = "") {
    self.id = id
    self.span = span
    self.kind = kind
    self.value = value
    self.sieve = sieve
  }

  public static func == (left: TimeExpression, right: TimeExpression) -> Bool {
    left.id == right.id && left.span == right.span && left.kind == right.kind
      && left.value == right.value && left.mod == right.mod && left.zone == right.zone
      && left.range?.first == right.range?.first && left.range?.last == right.range?.last
      && left.sieve == right.sieve
  }
}

/// Somebody who speaks or acts: an entity of the record, or words of the text.
public enum Participant: Sendable, Equatable {
  case entity(String)
  case described(String)
}

public struct Quote: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case direct, indirect, mixed
  }
  public enum Act: String, Sendable, CaseIterable {
    case states, denies, asks, demands, promises, accuses
  }

  /// The words themselves, without quotation marks.
  public var span: Range<Int>
  public var kind: Kind
  public var speaker: Participant?
  public var cue: (word: String, span: Range<Int>)?
  public var to: String?
  /// The id of who reports these words of the speaker.
  public var relayedBy: String?
  public var act = Act.states
  /// The rule that found the speaker.
  public var sieve: String

  public init(span: Range<Int>, kind: Kind, sieve: String) {
    self.span = span
    self.kind = kind
    self.sieve = sieve
  }

  public static func == (left: Quote, right: Quote) -> Bool {
    left.span == right.span && left.kind == right.kind && left.speaker == right.speaker
      && left.cue?.span == right.cue?.span && left.to == right.to
      && left.relayedBy == right.relayedBy && left.act == right.act && left.sieve == right.sieve
  }
}

/// An event in PLOVER's terms.
public struct Event: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case agree = "AGREE"
    case consult = "CONSULT"
    case support = "SUPPORT"
    case concede = "CONCEDE"
    case cooperate = "COOPERATE"
    case aid = "AID"
    case retreat = "RETREAT"
    case request = "REQUEST"
    case accuse = "ACCUSE"
    case reject = "REJECT"
    case threaten = "THREATEN"
    case protest = "PROTEST"
    case sanction = "SANCTION"
    case mobilize = "MOBILIZE"
    case coerce = "COERCE"
    case assault = "ASSAULT"
  }
  public enum Status: String, Sendable, CaseIterable {
    case happened, ongoing, planned, possible
    case calledOff = "called_off"
    case denied, historical
  }

  public var id: String
  public var kind: Kind
  public var mode: String?
  public var context: [String] = []
  public var actors: [Participant] = []
  public var recipients: [Participant] = []
  public var trigger: Range<Int>
  public var sentence: Range<Int>
  /// The id of a time.
  public var time: String?
  /// The id of a place.
  public var place: String?
  public var status = Status.happened
  /// The index of the quote it stands in.
  public var saidBy: Int?
  public var confidence: Double
  public var sieve: String

  public init(
    id: String, kind: Kind, trigger: Range<Int>, sentence: Range<Int>, confidence: Double,
    sieve: String
  ) {
    self.id = id
    self.kind = kind
    self.trigger = trigger
    self.sentence = sentence
    self.confidence = confidence
    self.sieve = sieve
  }
}

/// A phrase that says where the news comes from.
public struct SourcePhrase: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case outlet
    case namedOfficial = "named_official"
    case unnamedOfficial = "unnamed_official"
    case namedPerson = "named_person"
    case unnamedPerson = "unnamed_person"
    case document, organization
    case agencyOwn = "agency_own"
  }

  public var kind: Kind
  public var source: Participant?
  public var span: Range<Int>
  /// The index of the phrase through which this one reached the text, in a chain of relays.
  public var through: Int?
  public var sieve: String

  public init(kind: Kind, source: Participant?, span: Range<Int>, sieve: String) {
    self.kind = kind
    self.source = source
    self.span = span
    self.sieve = sieve
  }
}

/// A part that recalls earlier news.
public struct BackgroundPart: Sendable, Equatable {
  public var span: Range<Int>
  /// The id of the record it most likely recalls.
  public var of: String?
  public var sieve: String

  public init(span: Range<Int>, sieve: String) {
    self.span = span
    self.sieve = sieve
  }
}

/// An IPTC Media Topic and how well it fits, 0 to 1.
public struct Topic: Sendable, Equatable {
  /// "medtop:11000000".
  public var code: String
  /// The vocabulary's name of it in English.
  public var name: String
  public var score: Double
  /// The terms and events that spoke for it.
  public var sieve: String

  public init(code: String, name: String, score: Double, sieve: String = "") {
    self.code = code
    self.name = name
    self.score = score
    self.sieve = sieve
  }
}
