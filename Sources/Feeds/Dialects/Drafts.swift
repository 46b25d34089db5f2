/// An item as it is being read: the fields, and how good the source of each is (lower is better).
struct ItemDraft {
  var item = Item()
  var title: (rank: UInt8, body: Body)?
  var link: (rank: UInt8, url: String)?
  var guid: (rank: UInt8, text: String)?
  var guidSaysPermalink: Bool?
  var published: (rank: UInt8, date: FeedDate.Parsed)?
  var updated: (rank: UInt8, date: FeedDate.Parsed)?
  var summary: (rank: UInt8, body: Body)?
  var summaryName = Name.unknown
  var mediaKeywords: [Category] = []
  var content: (rank: UInt8, body: Body)?
  var authors: (rank: UInt8, list: [Author]) = (255, [])
  /// Authors of the feed it was taken from: its own, where it names none.
  var sourceAuthors: [Author] = []
  /// Enclosures of Media RSS that have a real one of the same URL are left out.
  var media: [Enclosure] = []
}

/// What is known of the feed besides its fields.
struct FeedState {
  var title: (rank: UInt8, body: Body)?
  var link: (rank: UInt8, url: String)?
  var description: (rank: UInt8, body: Body)?
  var updated: (rank: UInt8, date: FeedDate.Parsed)?
  var image: (rank: UInt8, url: String)?
  var language: (rank: UInt8, tag: String)?
  var period: Double?
  var frequency = 1.0
  var updateBase: FeedDate.Parsed?
  var openDates: [Int] = []
  var itemAbout: String?
}
