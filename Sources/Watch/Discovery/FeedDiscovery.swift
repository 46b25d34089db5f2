import Feeds
import Transport

/// Finds the feeds of a site.
public struct FeedDiscovery: Sendable {
  public struct Found: Sendable, Equatable {
    public var table: FeedTable
    public var format: String
    public var items: Int
  }

  public struct Problem: Error, Sendable, CustomStringConvertible {
    public var description: String
  }

  /// Where feeds lie by custom, tried when a page names none.
  static let customaryPaths = [
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feed/",
    "/feeds/posts/default", "/rss/index.xml", "/index.rdf", "/rdf", "/news/rss.xml",
  ]
  private static let types: Set<String> = [
    "application/rss+xml", "application/atom+xml", "application/feed+json",
    "application/rdf+xml", "application/xml", "text/xml", "application/json",
  ]
  /// Pages asked at most for one site.
  static let limit = 24

  private let client: TransferClient

  public init() {
    client = TransferClient(maxConnections: 4, perHost: 2)
  }

  /// The feeds that a page names, or that lie at customary paths; each was read.
  public func discover(_ url: String) async throws(Problem) -> [Found] {
    defer { client.shutDown() }
    let start = url.contains("://") ? url : "https://" + url
    let page = try await fetch(start, isFirst: true)
    guard let page else { return [] }
    var taken: Set<String> = []
    if let found = read(page, &taken) { return [found] }
    var candidates = Self.links(in: page.body, base: page.url)
    var found = await read(candidates, &taken)
    if found.isEmpty, let root = page.url.firstRange(of: "//") {
      let rest = page.url[root.upperBound...]
      let origin = page.url[..<root.upperBound] + rest.prefix { !"/?#".contains($0) }
      candidates = Self.customaryPaths.map { origin + $0 }
      found = await read(candidates, &taken)
    }
    return found
  }

  private func read(_ urls: [String], _ taken: inout Set<String>) async -> [Found] {
    var found: [Found] = []
    var seen: Set<String> = []
    for url in urls.prefix(Self.limit) {
      guard let page = try? await fetch(url, isFirst: false), seen.insert(page.url).inserted
      else { continue }
      if let feed = read(page, &taken), !found.contains(where: { $0.table.url == feed.table.url }) {
        found.append(feed)
      }
    }
    return found
  }

  private func read(_ page: TransferResponse, _ taken: inout Set<String>) -> Found? {
    let input = FeedInput(
      bytes: page.body, contentType: page.header("content-type"), url: page.url,
      now: WallClock.milliseconds())
    guard let feed = try? FeedParser().parse(input) else { return nil }
    let name = FeedTable.name(from: feed.title ?? URLText.host(page.url), taken: &taken)
    // A permanent address is written down, a temporary one is not.
    let isMoved = page.redirects.contains { !$0.isPermanent }
    let url = isMoved ? page.redirects.first?.from ?? page.url : page.url
    return Found(
      table: FeedTable(name: name, url: url, title: feed.title, site: feed.url),
      format: feed.format.rawValue, items: feed.items.count)
  }

  private func fetch(_ url: String, isFirst: Bool) async throws(Problem) -> TransferResponse? {
    var request = TransferRequest(url: url)
    request.userAgent = Build.userAgent
    request.headers = [HeaderField("Accept", FeedPoller.accept + ", text/html;q=0.9")]
    // The one who types a URL means it.
    request.allowPrivate = true
    do {
      let response = try await client.fetch(request)
      if response.status == 200 { return response }
      if !isFirst { return nil }
      throw Problem(description: "\(URLText.masked(url)): answer \(response.status)")
    } catch let error as TransferError {
      throw Problem(description: "\(URLText.masked(url)): \(error.message)")
    } catch let error as Problem {
      throw error
    } catch {
      throw Problem(description: "\(URLText.masked(url)): \(error)")
    }
  }

  /// The feeds that a page's `link` elements name (RFC 8288; WHATWG HTML, "alternate"), then
  /// those that its links look like.
  static func links(in page: [UInt8], base: String) -> [String] {
    var base = base
    var named: [String] = []
    var guessed: [String] = []
    func resolved(_ target: String) -> String? {
      TransferURL.resolve(target.trimmingSpaces, base: base)
    }
    for tag in TagScanner(page) where !tag.isClosing {
      switch tag.name.lowercased() {
      case "base":
        if let target = tag["href"].flatMap({ resolved($0) }) { base = target }
      case "link":
        let relations = (tag["rel"] ?? "").lowercased().split(separator: " ")
        let type = (tag["type"] ?? "").lowercased().prefix { $0 != ";" }
        guard relations.contains("alternate") || relations.contains("feed"),
          types.contains(String(type).trimmingSpaces) || relations.contains("feed"),
          let target = tag["href"].flatMap({ resolved($0) }), !named.contains(target)
        else { continue }
        named.append(target)
      case "a":
        guard let href = tag["href"], looksLikeFeed(href), let target = resolved(href),
          !guessed.contains(target)
        else { continue }
        guessed.append(target)
      default: break
      }
    }
    return named + guessed.filter { !named.contains($0) }.prefix(8)
  }

  private static func looksLikeFeed(_ target: String) -> Bool {
    let path = target.lowercased().prefix { $0 != "#" }
    return path.hasSuffix(".rss") || path.hasSuffix(".rdf") || path.hasSuffix(".atom")
      || path.hasSuffix("feed") || path.hasSuffix("feed/") || path.hasSuffix("/rss")
      || path.hasSuffix("rss.xml") || path.hasSuffix("atom.xml") || path.hasSuffix("feed.xml")
      || path.hasSuffix("feed.json") || path.contains("format=rss") || path.contains("feed=rss")
  }
}
