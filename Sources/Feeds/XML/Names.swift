/// The vocabularies that feeds are written in.
enum Vocabulary: UInt8 {
  /// No namespace, or one of RSS's own.
  case core
  case atom, rdf, dublinCore, dcTerms, content, media, itunes, georss, geo, gml, slash, wfw, thread
  case syndication, podcast, creativeCommons, xhtml, xml, feedburner, googlePlay, cdf
  case other

  /// Namespace URIs without scheme, `www.`, trailing `/` or `#`, lower case: what is wrong with them
  /// in the wild is mostly there.
  private static let uris = """
    backend.userland.com/rss=0 backend.userland.com/rss2=0 backend.userland.com/rss091=0 \
    backend.userland.com/rss092=0 backend.userland.com/rss093=0 backend.userland.com/rss094=0 \
    blogs.law.harvard.edu/tech/rss=0 cyber.law.harvard.edu/rss/rss.html=0 purl.org/rss/1.0=0 \
    my.netscape.com/rdf/simple/0.9=0 channel.netscape.com/rdf/simple/0.9=0 \
    my.netscape.com/publish/formats/rss-0.91.dtd=0 purl.org/net/rss1.1=0 rssboard.org/rss-specification=0 \
    example.com/newformat=0 \
    w3.org/2005/atom=1 purl.org/atom/ns=1 purl.org/atom/1.0=1 example.org/atom=1 \
    w3.org/2005/atomns=1 w3.org/2004/atom=1 atomenabled.org=1 \
    w3.org/1999/02/22-rdf-syntax-ns=2 \
    purl.org/dc/elements/1.1=3 purl.org/dc/elements/1.0=3 purl.org/dc=3 purl.org/metadata/dublin_core=3 \
    purl.org/dc/terms=4 \
    purl.org/rss/1.0/modules/content=5 purl.org/rss/modules/content=5 \
    search.yahoo.com/mrss=6 search.yahoo.com/rss=6 video.search.yahoo.com/mrss=6 \
    tools.search.yahoo.com/mrss=6 rssboard.org/media-rss=6 mrss.yahoo.com/media=6 \
    itunes.com/dtds/podcast-1.0.dtd=7 example.com/dtds/podcast-1.0.dtd=7 \
    itunes.apple.com/dtds/podcast-1.0.dtd=7 \
    georss.org/georss=8 w3.org/2003/01/geo/wgs84_pos=9 w3.org/2003/01/geo=9 opengis.net/gml=10 \
    opengis.net/gml/3.2=10 \
    purl.org/rss/1.0/modules/slash=11 wellformedweb.org/commentapi=12 \
    purl.org/syndication/thread/1.0=13 \
    purl.org/rss/1.0/modules/syndication=14 podcastindex.org/namespace/1.0=15 \
    github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md=15 \
    backend.userland.com/creativecommonsrssmodule=16 web.resource.org/cc=16 \
    creativecommons.org/ns=16 cyber.law.harvard.edu/rss/creativecommonsrssmodule.html=16 \
    w3.org/1999/xhtml=17 w3.org/tr/xhtml1=17 w3.org/tr/html4=17 w3.org/tr/rec-html40=17 \
    w3.org/xml/1998/namespace=18 rssnamespace.org/feedburner/ext/1.0=19 \
    google.com/schemas/play-podcasts/1.0=20
    """

  private static let map: ByteMap = {
    var map = ByteMap(capacity: 200)
    for word in uris.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: "=")
      if parts.count == 2, let code = UInt16(parts[1]) { map.insert(String(parts[0]), code) }
    }
    return map
  }()

  init(uri raw: Bytes) {
    var uri = raw.trimmed()
    if uri.has("http://", at: 0) { uri = uri[7...].rebased }
    if uri.has("https://", at: 0) { uri = uri[8...].rebased }
    if uri.has("www.", at: 0) { uri = uri[4...].rebased }
    while let last = uri.last, last == ascii("/") || last == ascii("#") {
      uri = uri[..<(uri.count - 1)].rebased
    }
    if uri.isEmpty {
      self = .core
      return
    }
    self = Self.map.find(uri).flatMap { Vocabulary(rawValue: UInt8($0)) } ?? .other
  }

  private static let prefixes: ByteMap = {
    var map = ByteMap(capacity: 40)
    let names: [(String, Vocabulary)] = [
      ("rss", .core), ("atom", .atom), ("atom10", .atom), ("a10", .atom), ("a", .atom),
      ("rdf", .rdf), ("dc", .dublinCore), ("dcterms", .dcTerms), ("content", .content),
      ("media", .media), ("itunes", .itunes), ("georss", .georss), ("geo", .geo), ("gml", .gml),
      ("slash", .slash), ("wfw", .wfw), ("thr", .thread), ("sy", .syndication),
      ("podcast", .podcast), ("creativecommons", .creativeCommons), ("cc", .creativeCommons),
      ("xhtml", .xhtml), ("xml", .xml), ("feedburner", .feedburner), ("googleplay", .googlePlay),
    ]
    for (name, vocabulary) in names { map.insert(name, UInt16(vocabulary.rawValue)) }
    return map
  }()

  /// What a prefix that is declared nowhere most likely stands for.
  init(undeclared prefix: Bytes) {
    self = Self.prefixes.find(prefix).flatMap { Vocabulary(rawValue: UInt8($0)) } ?? .other
  }
}

/// The element names that mean something, lower case.
enum Name: String, CaseIterable {
  case unknown = ""
  case rss, rdf, channel, feed, item, entry, items, title, link, description, summary, subtitle
  case tagline, content, encoded, body, div, fullitem, guid, id, identifier, author, creator
  case contributor, managingeditor, webmaster, name, email, url, uri, homepage, pubdate, published
  case issued, date, updated, modified, lastbuilddate, created, available, category, subject
  case keywords, comments, source, enclosure, language, generator, ttl, skiphours, hour, skipdays
  case day, updateperiod, updatefrequency, updatebase, image, logo, icon, owner, group, thumbnail
  case player, credit, text, point, `where`, pos, lat, long, lon, textinput, cloud, rights
  case copyright, abstract, info, origlink, origenclosurelink, publisher, explicit, block, duration
  case html, head, script, seq, bag, li, line, polygon, box, a, p, lastmod, schedule, logtarget
  case usage, docs, rating, episode, season, tags, hub, width, height

  static let all = allCases

  static let map: ByteMap = {
    var map = ByteMap(capacity: 200)
    for (index, name) in all.enumerated() where name != .unknown {
      map.insert(name.rawValue, UInt16(index))
    }
    // Old and wrong names in use.
    map.insert("pubDateTime", UInt16(all.firstIndex(of: .pubdate) ?? 0))
    map.insert("textInput", UInt16(all.firstIndex(of: .textinput) ?? 0))
    return map
  }()
}
