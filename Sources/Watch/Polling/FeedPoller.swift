import Feeds
import Glibc
import Transport

/// Polls one feed: asks, reads the answer, and says what came of it.
struct FeedPoller: Sendable {
  let client: TransferClient
  let http: HTTPSettings
  let heldHosts: HeldHosts

  static let accept =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"

  /// - Parameter now: milliseconds since 1970.
  func poll(_ settings: FeedConfiguration, _ row: FeedRow, now: Int64) async -> PolledFeed {
    var row = row
    var history = PollHistory(text: row.schedule)
    // The state keeps no secrets: userinfo is masked there too.
    let shown = URLText.masked(settings.url)
    if row.url != shown {
      // Validators, redirects and what the publisher wished belong to the URL they came from.
      row.etag = nil
      row.lastModified = nil
      row.storedURL = nil
      row.errorsInRow = 0
      history = PollHistory()
    }
    row.url = shown
    row.lastPoll = now
    let polled = PolledFeed(
      settings: settings, row: row, history: history, outcome: .failed, result: "",
      isFailure: true)
    if let path = settings.filePath {
      return readFile(path, polled, now: now)
    }
    return await ask(polled, now: now)
  }

  /// Of the failures at an address that the feed had moved to, every so many is tried at the
  /// address in the configuration: what a redirect said for good may have been a mistake.
  static let retriesAtMoved = 3
  /// The longest validator that is sent back, bytes.
  static let longestValidator = 4096

  // MARK: files

  /// A file stands for an answer; its identity, size and time of change for a validator.
  private func readFile(_ path: String, _ polled: PolledFeed, now: Int64) -> PolledFeed {
    var information = stat()
    guard stat(path, &information) == 0 else {
      return polled.failed(
        "the file cannot be read: \(String(cString: strerror(errno)))", .failed)
    }
    let validator =
      "\(information.st_dev)-\(information.st_ino)-\(information.st_size)-"
      + "\(information.st_mtim.tv_sec).\(information.st_mtim.tv_nsec)"
    guard polled.row.etag != Array(validator.utf8) else {
      return polled.unchanged("unchanged", CacheHints())
    }
    switch SmallFile.read(path, limit: polled.settings.maxBytes) {
    case .failure(let failure):
      return polled.failed("the file cannot be read: \(failure.reason)", .failed)
    case .success(let bytes):
      var polled = polled
      polled.bytes = bytes.count
      return read(
        FeedInput(bytes: bytes, url: "file://" + path, now: now), polled,
        etag: Array(validator.utf8), lastModified: nil, cache: CacheHints(), result: "read",
        now: now)
    }
  }

  // MARK: HTTP

  private func request(_ polled: PolledFeed) throws(Credentials.Failure) -> TransferRequest {
    let settings = polled.settings
    let own = TransferURL.split(settings.url)
    let configured = own?.url ?? settings.url
    let isHomecoming =
      polled.row.errorsInRow > 0 && polled.row.errorsInRow % Self.retriesAtMoved == 0
    let moved = isHomecoming ? nil : polled.row.storedURL
    var request = TransferRequest(url: moved ?? configured)
    request.home = configured
    request.userAgent = settings.userAgent ?? Build.userAgent
    request.timeout = settings.timeout
    request.firstByteTimeout = min(settings.timeout, 20)
    request.maxBytes = settings.maxBytes
    request.maxRedirects = http.maxRedirects
    request.allowPrivate = settings.allowPrivate
    request.mayFollow = { [heldHosts] in heldHosts.rest($0, now: SteadyClock.seconds()) == nil }
    request.proxy = settings.proxy
    request.caBundle = settings.caBundle ?? http.caBundle
    request.clientCertificate = settings.clientCertificate
    request.clientKey = settings.clientKey
    request.family =
      switch http.family {
      case .any: .any
      case .ipv4: .ipv4
      case .ipv6: .ipv6
      }
    request.username = settings.username ?? own?.username
    if let file = settings.passwordFile {
      request.password = try Credentials.read(file)
    } else if settings.username == nil {
      request.password = own?.password
    }
    if let file = settings.bearerFile {
      request.bearer = try Credentials.read(file)
    }
    request.headers = [HeaderField("Accept", Self.accept)]
    request.validators.url = polled.history.validatorURL ?? polled.row.storedURL
    if let etag = polled.row.etag {
      request.validators.headers.append(HeaderField("If-None-Match", bytes: etag))
      // RFC 3229: only what is new since that entity tag.
      request.validators.headers.append(HeaderField("A-IM", "feed"))
    }
    if let date = polled.row.lastModified {
      request.validators.headers.append(HeaderField("If-Modified-Since", bytes: date))
    }
    for header in settings.headers {
      request.headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
      request.validators.headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
      request.headers.append(HeaderField(header.name, header.value))
    }
    return request
  }

  private func ask(_ polled: PolledFeed, now: Int64) async -> PolledFeed {
    var polled = polled
    let request: TransferRequest
    do {
      request = try self.request(polled)
    } catch {
      return polled.failed(error.message, .failed)
    }
    let response: TransferResponse
    do {
      response = try await client.fetch(request)
    } catch {
      // A request that failed before it was redirected says nothing of where it would have led.
      if !error.redirects.isEmpty { polled.rememberHosts(of: error.redirects, from: request.url) }
      if error.code == .heldBack, let host = polled.history.via.last,
        let rest = heldHosts.rest(host, now: SteadyClock.seconds())
      {
        return polled.failed(error.message, .heldBack(rest))
      }
      return polled.failed(error.message, .failed)
    }
    polled.rememberHosts(of: response.redirects, from: request.url)
    polled.duration = response.duration
    polled.bytes = response.wireBytes
    if !response.redirects.isEmpty { polled.answeringHost = TransferURL.host(response.url) }
    if !response.redirects.isEmpty, response.redirects.allSatisfy(\.isPermanent) {
      polled.permanentTarget = response.url
    }
    let cache = CacheHints(
      header: { $0 == "cache-control" ? response.list($0) : response.header($0) }, now: now)
    polled.hints = cache
    switch response.status {
    case 200, 226, 203:
      polled.isPartial = response.status == 226
      let input = FeedInput(
        bytes: response.body, contentType: response.header("content-type"),
        contentLanguage: response.header("content-language"),
        contentLocation: response.header("content-location"), url: response.url, now: now)
      var answer = read(
        input, polled, etag: Self.validator(response, "etag"),
        lastModified: Self.validator(response, "last-modified"), cache: cache,
        result: "\(response.status)", isTruncated: response.isTruncated,
        // libcurl does not tell where a compressed body ends too soon.
        isDelimited: response.isDelimited && response.header("content-encoding") == nil, now: now)
      if !answer.isFailure {
        answer.history.validatorURL = response.url == request.url ? nil : response.url
        answer.comeHome(from: request.url, to: response.url)
      }
      return answer
    case 304:
      guard response.isConditional else {
        return polled.failed(
          "304: nothing is new, though nothing was named to compare with", .failed)
      }
      // A 304 may carry new validators (RFC 9110, section 15.4.5).
      if let etag = Self.validator(response, "etag") { polled.row.etag = etag }
      if let date = Self.validator(response, "last-modified") { polled.row.lastModified = date }
      return polled.unchanged("304", cache)
    case 410 where response.redirects.allSatisfy(\.isPermanent):
      return polled.failed("410: the feed is gone for good", .gone)
    case 429, 503:
      return polled.failed(
        Self.words(response.status),
        .throttled(status: response.status, retryAfter: cache.retryAfter))
    case 408, 425:
      return polled.failed(Self.words(response.status), .failed)
    case 401 where request.username != nil || request.bearer != nil:
      return polled.failed("401: it does not accept the credentials", .refused(status: 401))
    case 301, 302, 303, 307, 308:
      return polled.failed("\(response.status): it redirects without saying where to", .failed)
    case 400..<500:
      return polled.failed(Self.words(response.status), .refused(status: response.status))
    default:
      return polled.failed(Self.words(response.status), .failed)
    }
  }

  /// A validator of an answer; an empty one is none.
  private static func validator(_ response: TransferResponse, _ name: String) -> [UInt8]? {
    guard let bytes = response.bytes(of: name), !bytes.isEmpty, bytes.count <= longestValidator
    else { return nil }
    return bytes
  }

  private static func words(_ status: Int) -> String {
    let reason: String? =
      switch status {
      case 400: "bad request"
      case 401: "it wants credentials; give username and password_file, or bearer_file"
      case 403: "it refuses to answer"
      case 404: "nothing is there; is the URL still right?"
      case 408: "it waited in vain for the request"
      case 406: "it has no form of the feed that is asked for"
      case 429: "asked too often"
      case 500: "an error in the server"
      case 502: "a gateway without an answer"
      case 503: "the service is not available"
      case 504: "a gateway that waited in vain"
      default: nil
      }
    return reason.map { "\(status): \($0)" } ?? "answer \(status), which is no feed"
  }

  // MARK: the body

  private func read(
    _ input: FeedInput, _ polled: PolledFeed, etag: [UInt8]?, lastModified: [UInt8]?,
    cache: CacheHints, result: String, isTruncated: Bool = false, isDelimited: Bool = true,
    now: Int64
  ) -> PolledFeed {
    var polled = polled
    let feed: Feed
    do {
      feed = try FeedParser().parse(input)
    } catch {
      // The old validators stay: what they stand for was a feed.
      return polled.failed(error.message, .failed)
    }
    polled.feedTitle = feed.title
    polled.items = feed.items.map { ReadItem($0, feedNotes: feed.notes) }
    // Where the answer does not say how long it is, only its end tag tells that it is whole. Where
    // it does, it may be wrong about it once; a feed without its end every time is written so.
    let isKnownCut = polled.history.isCut && isDelimited
    polled.history.isCut = feed.isCut && !isTruncated
    if isTruncated || feed.isCut && !isKnownCut {
      polled.isPartial = true
      polled.hints = CacheHints()
      // Its whole items count; but it was no full answer, so it is asked for again.
      polled.result = "the answer was cut short; \(feed.items.count) whole items were read"
      polled.isFailure = true
      polled.outcome = .failed
      return polled
    }
    polled.row.etag = etag
    polled.row.lastModified = lastModified
    polled.result = result
    polled.isFailure = false
    polled.outcome = .answered(changed: false, cache, PublisherHints(feed))
    return polled
  }
}

extension PolledFeed {
  /// After an answer from the configured address of a feed that had moved: unless it leads to where
  /// the feed moved to, that is given up.
  mutating func comeHome(from asked: String, to answered: String) {
    guard let moved = row.storedURL, asked != moved, answered != moved else { return }
    row.storedURL = nil
    notices.append(
      "answers at its configured address again; \(URLText.masked(moved)), where it had moved to, "
        + "is given up")
  }

  /// Keeps where redirects led, as far as they went: those hosts' bounds and holds count at the
  /// next poll.
  mutating func rememberHosts(of redirects: [Redirect], from url: String) {
    history.via = []
    guard !redirects.isEmpty else { return }
    let first = TransferURL.host(url)
    var hosts: [String] = []
    for redirect in redirects {
      guard let host = TransferURL.host(redirect.to), host != first, host != hosts.last,
        host.utf8.allSatisfy({ $0 > 0x20 })
      else { continue }
      hosts.removeAll { $0 == host }
      hosts.append(host)
    }
    history.via = hosts.suffix(PollHistory.longestVia)
  }

  func failed(_ message: String, _ outcome: PollOutcome) -> PolledFeed {
    var polled = self
    polled.result = message
    polled.outcome = outcome
    polled.isFailure = true
    return polled
  }

  func unchanged(_ result: String, _ cache: CacheHints) -> PolledFeed {
    var polled = self
    polled.result = result
    polled.outcome = .unchanged(cache)
    polled.isFailure = false
    return polled
  }
}

extension PublisherHints {
  init(_ feed: Feed) {
    self.init()
    ttl = feed.ttl
    skipHours = feed.skipHours
    skipDays = feed.skipDays
    updatePeriod = feed.updatePeriod
    updateBase = feed.updateBase
  }
}
