import CCurl
import Glibc

/// A request on its way: what libcurl's callbacks write to. Only the transfer thread touches it.
final class ActiveTransfer {
  let id: Int
  let request: TransferRequest
  let easy: UnsafeMutableRawPointer
  var url: CurlURL.Parts
  /// Where credentials and the request's own fields may go.
  private let home: CurlURL.Parts
  /// Of the first URL's userinfo.
  private let user: String?
  private let password: String?
  var redirects: [Redirect] = []
  var status = 0
  var headers: [HeaderField] = []
  var headerBytes = 0
  var body: [UInt8] = []
  var wireBytes = 0
  /// Why a callback ended the transfer; it explains libcurl's error better than its code does.
  var stop: TransferError?
  var slist: UnsafeMutablePointer<curl_slist>?
  private var isNewHandle: Bool
  let started: Double
  var hopStarted: Double
  /// Whether any byte of the present answer came.
  var hasAnswer = false
  /// Whether the present request was sent.
  private var isSent = false
  /// Whether all header fields of the present answer came.
  private var hasHead = false
  /// Bytes that came of a body which nobody reads.
  private var unreadBytes = 0
  /// How many of them are taken, so that the connection can be used again.
  private static let longestUnread = 65_536
  /// Whether the present answer came as HTTP/1 or older.
  private var isOldHTTP = true

  init(
    id: Int, request: TransferRequest, easy: UnsafeMutableRawPointer, isNewHandle: Bool,
    url: CurlURL.Parts, now: Double
  ) {
    self.id = id
    self.request = request
    self.easy = easy
    self.isNewHandle = isNewHandle
    self.url = url
    home = request.home.flatMap { CurlURL.parts($0) } ?? url
    user = url.user
    password = url.password
    started = now
    hopStarted = now
  }

  deinit {
    curl_slist_free_all(slist)
  }

  /// When the transfer is over by the request's bounds, in the clock of `started`.
  var deadline: Double {
    let total = started + request.timeout
    return hasAnswer ? total : min(total, hopStarted + request.firstByteTimeout)
  }

  /// Readies the handle for the URL it is at: the first one, or one it was redirected to.
  func prepare(now: Double, share: UnsafeMutableRawPointer?) {
    status = 0
    headers = []
    headerBytes = 0
    body = []
    hasAnswer = false
    isSent = false
    hasHead = false
    unreadBytes = 0
    stop = nil
    hopStarted = now
    curl_slist_free_all(slist)
    slist = nil
    let pointer = Unmanaged.passUnretained(self).toOpaque()
    curl_easy_reset(easy)
    if let share { _ = fw_easy_set_pointer(easy, CURLOPT_SHARE, share) }
    set(CURLOPT_NOSIGNAL, 1)
    setString(CURLOPT_URL, url.url)
    setString(CURLOPT_PROTOCOLS_STR, "http,https")
    // Else the end of a transfer waits for a name server that does not answer, and all the others
    // with it: they share this thread.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_FOLLOWLOCATION, 0)
    // The empty string: every encoding this libcurl can undo.
    setString(CURLOPT_ACCEPT_ENCODING, "")
    // Cookies live for one poll: they are read back when a redirect needs them, and then dropped.
    // A handle is told once: it keeps its cookie engine across resets, and libcurl appends to a
    // list of files that only the handle's end frees.
    if isNewHandle {
      setString(CURLOPT_COOKIEFILE, "")
      isNewHandle = false
    }
    if redirects.isEmpty { setString(CURLOPT_COOKIELIST, "ALL") }
    set(CURLOPT_TIMEOUT_MS, max(1, Int((started + request.timeout - now) * 1000)))
    set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(request.firstByteTimeout * 1000)))
    set(CURLOPT_LOW_SPEED_LIMIT, request.lowSpeed)
    set(CURLOPT_LOW_SPEED_TIME, request.lowSpeedTime)
    set(CURLOPT_MAXCONNECTS, 64)
    if url.scheme == "https" { set(CURLOPT_PIPEWAIT, 1) }
    switch request.family {
    case .any: break
    case .ipv4: set(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V4))
    case .ipv6: set(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V6))
    }
    if let agent = request.userAgent { setString(CURLOPT_USERAGENT, agent) }
    let proxy = request.proxy ?? ProxyEnvironment.proxy(scheme: url.scheme, host: url.host)
    // The empty string: none, whatever libcurl finds in the environment.
    setString(CURLOPT_PROXY, proxy ?? "")
    setString(CURLOPT_NOPROXY, "")
    if let bundle = request.caBundle { setString(CURLOPT_CAINFO, bundle) }
    if home.shares(with: url) { setCredentials() }
    setHeaders()
    _ = fw_easy_set_write(easy, CURLOPT_WRITEFUNCTION, receiveBody)
    _ = fw_easy_set_pointer(easy, CURLOPT_WRITEDATA, pointer)
    _ = fw_easy_set_write(easy, CURLOPT_HEADERFUNCTION, receiveHeader)
    _ = fw_easy_set_pointer(easy, CURLOPT_HEADERDATA, pointer)
    // Behind a proxy the address is the proxy's, which the operator chose; a URL with an address
    // as its host is still refused.
    if !request.allowPrivate, (proxy ?? "").isEmpty {
      _ = fw_easy_set_opensocket(easy, openSocket)
      _ = fw_easy_set_pointer(easy, CURLOPT_OPENSOCKETDATA, pointer)
      checksAddress = true
    } else {
      checksAddress = false
    }
    _ = fw_easy_set_prereq(easy, checkRequest)
    _ = fw_easy_set_pointer(easy, CURLOPT_PREREQDATA, pointer)
  }

  /// Whether a connection's address must be public.
  private var checksAddress = false

  /// Decides about a request that is about to be sent; false ends the transfer.
  ///
  /// - Parameter remote: the connection's address.
  func maySend(to remote: UnsafePointer<CChar>) -> Bool {
    // libcurl asks again, up to five times, where a kept connection ends without an answer. It saw
    // that the connection was open: a server that ends it on a request is not asked at once again.
    guard !isSent else {
      stop = TransferError(.reset, "\(url.host) closed the connection without an answer")
      return false
    }
    isSent = true
    // A connection that another feed was allowed to make is not reused by one that is not.
    if checksAddress, let reason = PrivateAddress.reason(text: String(cString: remote)) {
      refuse(reason)
      return false
    }
    return true
  }

  /// Whether the validators belong to the URL that the transfer is at.
  var isConditional: Bool {
    !request.validators.headers.isEmpty
      && request.validators.url.map { $0 == url.url } ?? redirects.isEmpty
  }

  /// Whether the answer says where its body ends (RFC 9112, section 6.3).
  var isDelimited: Bool {
    !isOldHTTP || [204, 304].contains(status)
      || headers.contains {
        $0.name == "content-length"
          || ($0.name == "transfer-encoding" && $0.value.lowercased().contains("chunked"))
      }
  }

  /// Whether the answer stands, however its body ended: it is no success, so that its status and
  /// fields say all there is to know.
  func hasMeaning(status: Int) -> Bool { hasHead && status >= 300 }

  private func setCredentials() {
    if let bearer = request.bearer {
      set(CURLOPT_HTTPAUTH, Self.bearerAuthentication)
      setString(CURLOPT_XOAUTH2_BEARER, bearer)
    } else if let username = request.username ?? user {
      set(CURLOPT_HTTPAUTH, 1)  // CURLAUTH_BASIC
      setString(CURLOPT_USERNAME, username)
      setString(
        CURLOPT_PASSWORD, (request.username == nil ? password : request.password) ?? "")
    }
    if let certificate = request.clientCertificate { setString(CURLOPT_SSLCERT, certificate) }
    if let key = request.clientKey { setString(CURLOPT_SSLKEY, key) }
  }

  /// CURLAUTH_BEARER: a macro that Swift does not import.
  private static let bearerAuthentication = 1 << 6

  private func setHeaders() {
    let isHome = home.shares(with: url)
    let own = request.headers.filter {
      isHome || request.portableFields.contains($0.name.lowercased())
    }
    for field in own + (isConditional ? request.validators.headers : []) where field.isSafe {
      let value = field.valueBytes
      // An empty value is written with a semicolon (CURLOPT_HTTPHEADER).
      let line = Array(field.name.utf8) + (value.isEmpty ? [0x3B] : [0x3A, 0x20]) + value + [0]
      line.withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { text in
          if let longer = curl_slist_append(slist, text.baseAddress) { slist = longer }
        }
      }
    }
    if slist != nil { _ = fw_easy_set_list(easy, CURLOPT_HTTPHEADER, slist) }
  }

  private func set(_ option: CURLoption, _ value: Int) {
    _ = fw_easy_set_long(easy, option, value)
  }

  private func setString(_ option: CURLoption, _ value: String) {
    _ = fw_easy_set_string(easy, option, value)
  }

  /// Takes a piece of the decoded body; false ends the transfer.
  func receive(body piece: UnsafeRawBufferPointer) -> Bool {
    hasAnswer = true
    guard isSuccess else {
      unreadBytes += piece.count
      return unreadBytes <= Self.longestUnread
    }
    guard body.count + piece.count <= request.maxBytes, !body.isEmpty || !isDeclaredTooLarge
    else {
      stop = TransferError(
        .tooLarge,
        "the answer is larger than max_bytes (\(request.maxBytes) bytes when decoded)")
      return false
    }
    body.append(contentsOf: piece)
    return true
  }

  private var isSuccess: Bool {
    var status = 0
    _ = fw_easy_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    return status < 300
  }

  /// Whether the answer says of itself that it is too large, so that none of it need be fetched.
  private var isDeclaredTooLarge: Bool {
    guard !headers.contains(where: { $0.name == "content-encoding" }),
      let length = headers.last(where: { $0.name == "content-length" })
    else { return false }
    return Int(length.value) ?? 0 > request.maxBytes
  }

  /// Takes one header line, its CRLF included; false ends the transfer.
  func receive(header line: UnsafeRawBufferPointer) -> Bool {
    hasAnswer = true
    headerBytes += line.count
    guard headerBytes <= request.maxHeaderBytes else {
      stop = TransferError(
        .headersTooLarge,
        "the header fields are longer than \(request.maxHeaderBytes) bytes")
      return false
    }
    var end = line.count
    while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
    let text = line[0..<end]
    if text.starts(with: "HTTP/".utf8) {
      // A new answer: after 100 Continue, or after an authentication round.
      headers = []
      body = []
      hasHead = false
      isOldHTTP = text.starts(with: "HTTP/1".utf8) || text.starts(with: "HTTP/0".utf8)
      return true
    }
    if text.isEmpty { hasHead = true }
    // What comes behind the body (RFC 9110, section 6.5) has no say about it.
    guard !hasHead else { return true }
    if let first = text.first, first == 0x20 || first == 0x09, let last = headers.indices.last {
      // A folded line (RFC 9112, section 5.2): the fold counts as one space.
      let more = text.drop { $0 == 0x20 || $0 == 0x09 }
      headers[last].value += " " + HeaderField.value(of: more)
      return true
    }
    guard let colon = text.firstIndex(of: 0x3A), colon > 0 else { return true }
    var value = text[(colon + 1)...]
    while let first = value.first, first == 0x20 || first == 0x09 { value = value.dropFirst() }
    while let last = value.last, last == 0x20 || last == 0x09 { value = value.dropLast() }
    headers.append(
      HeaderField(HeaderField.value(of: text[..<colon]).lowercased(), HeaderField.value(of: value)))
    return true
  }
}

private func transfer(_ pointer: UnsafeMutableRawPointer) -> ActiveTransfer {
  Unmanaged<ActiveTransfer>.fromOpaque(pointer).takeUnretainedValue()
}

private let receiveBody: curl_write_callback = { data, size, count, pointer in
  guard let data, let pointer else { return 0 }
  let length = size * count
  let piece = UnsafeRawBufferPointer(start: data, count: length)
  return transfer(pointer).receive(body: piece) ? length : 0
}

private let receiveHeader: curl_write_callback = { data, size, count, pointer in
  guard let data, let pointer else { return 0 }
  let length = size * count
  let line = UnsafeRawBufferPointer(start: data, count: length)
  return transfer(pointer).receive(header: line) ? length : 0
}

private let openSocket: curl_opensocket_callback = { pointer, _, address in
  guard let pointer, let address else { return -1 }
  let family = address.pointee.family
  let length = Int(address.pointee.addrlen)
  let reason = withUnsafePointer(to: &address.pointee.addr) {
    PrivateAddress.reason($0, length: length)
  }
  if let reason {
    transfer(pointer).refuse(reason)
    return -1
  }
  return socket(
    family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
    address.pointee.`protocol`)
}

private let checkRequest: curl_prereq_callback = { pointer, remote, _, _, _ in
  guard let pointer, let remote else { return 1 }
  return transfer(pointer).maySend(to: remote) ? 0 : 1  // CURL_PREREQFUNC_OK, _ABORT
}

extension ActiveTransfer {
  fileprivate func refuse(_ reason: String) {
    stop = TransferError(
      .privateAddress,
      "the address of \(url.host) is \(reason); set allow_private = true if that is meant",
      redirects: redirects)
  }
}
