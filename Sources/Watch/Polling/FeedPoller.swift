import Feeds
import Glibc
import Transport

/// Polls one feed: asks, reads the answer, and says what came of it.
struct FeedPoller: Sendable {
  let client: TransferClient
  let http: HTTPSettings

  static let accept =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"

  /// - Parameter now: milliseconds since 1970.
  func poll(_ settings: FeedConfiguration, _ row: FeedRow, now: Int64) async -> PolledFeed {
    var row = row
    let url = row.storedURL ?? settings.url
    if row.url != settings.url {
      // Validators belong to the URL they came from.
      row.etag = nil
      row.lastModified = nil
      row.storedURL = nil
    }
    row.url = settings.url
    row.lastPoll = now
    let history = PollHistory(text: row.schedule)
    let polled = PolledFeed(
      settings: settings, row: row, history: history, outcome: .failed, result: "",
      isFailure: true)
    if let path = settings.filePath {
      return readFile(path, polled, now: now)
    }
    return await ask(row.storedURL == nil ? settings.url : url, polled, now: now)
  }

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

  private func request(
    _ url: String, _ polled: PolledFeed
  ) throws(Credentials.Failure) -> TransferRequest {
    let settings = polled.settings
    var request = TransferRequest(url: url)
    request.userAgent = settings.userAgent ?? Build.userAgent
    request.timeout = settings.timeout
    request.firstByteTimeout = min(settings.timeout, 20)
    request.maxBytes = settings.maxBytes
    request.maxRedirects = http.maxRedirects
    request.allowPrivate = settings.allowPrivate
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
    if let username = settings.username {
      request.username = username
      if let file = settings.passwordFile {
        request.password = try Credentials.read(file)
      }
    }
    if let file = settings.bearerFile {
      request.bearer = try Credentials.read(file)
    }
    request.headers = [HeaderField("Accept", Self.accept)]
    if let etag = polled.row.etag {
      request.headers.append(HeaderField("If-None-Match", bytes: etag))
      // RFC 3229: only what is new since that entity tag.
      request.headers.append(HeaderField("A-IM", "feed"))
    }
    if let date = polled.row.lastModified {
      request.headers.append(HeaderField("If-Modified-Since", bytes: date))
    }
    for header in settings.headers {
      request.headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
      request.headers.append(HeaderField(header.name, header.value))
    }
    return request
  }

  private func ask(_ url: String, _ polled: PolledFeed, now: Int64) async -> PolledFeed {
    var polled = polled
    let request: TransferRequest
    do {
      request = try self.request(url, polled)
    } catch {
      return polled.failed(error.message, .failed)
    }
    let response: TransferResponse
    do {
      response = try await client.fetch(request)
    } catch {
      return polled.failed(error.message, .failed)
    }
    polled.duration = response.duration
    polled.bytes = response.wireBytes
    if !response.redirects.isEmpty, response.redirects.allSatisfy(\.isPermanent) {
      polled.permanentTarget = response.url
    }
    let cache = CacheHints(header: { response.header($0) }, now: now)
    switch response.status {
    case 200, 226, 203:
      let input = FeedInput(
        bytes: response.body, contentType: response.header("content-type"),
        contentLanguage: response.header("content-language"),
        contentLocation: response.header("content-location"), url: response.url, now: now)
      return read(
        input, polled, etag: response.bytes(of: "etag"),
        lastModified: response.bytes(of: "last-modified"), cache: cache,
        result: "\(response.status)", isTruncated: response.isTruncated, now: now)
    case 304:
      // A 304 may carry new validators (RFC 9110, section 15.4.5).
      if let etag = response.bytes(of: "etag") { polled.row.etag = etag }
      if let date = response.bytes(of: "last-modified") { polled.row.lastModified = date }
      return polled.unchanged("304", cache)
    case 410:
      return polled.failed("410: the feed is gone for good", .gone)
    case 429, 503:
      return polled.failed(
        Self.words(response.status),
        .throttled(status: response.status, retryAfter: cache.retryAfter))
    case 400..<500:
      return polled.failed(Self.words(response.status), .refused(status: response.status))
    default:
      return polled.failed(Self.words(response.status), .failed)
    }
  }

  private static func words(_ status: Int) -> String {
    let reason: String? =
      switch status {
      case 400: "bad request"
      case 401: "it wants credentials; give username and password_file, or bearer_file"
      case 403: "it refuses to answer"
      case 404: "nothing is there; is the URL still right?"
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
    cache: CacheHints, result: String, isTruncated: Bool = false, now: Int64
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
    if isTruncated {
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
