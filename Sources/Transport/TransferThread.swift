import CCurl
import Glibc
import Synchronization

/// The thread that owns libcurl.
final class TransferThread: Sendable {
  private let identifier: Mutex<pthread_t?>

  init(_ shared: SharedQueue, maxConnections: Int, perHost: Int) {
    let loop = TransferLoop(shared, maxConnections: maxConnections, perHost: perHost)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(loop).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context)
    if code == 0 {
      identifier = Mutex(thread)
    } else {
      Unmanaged<TransferLoop>.fromOpaque(context).release()
      identifier = Mutex(nil)
      shared.close()
    }
  }

  func join() {
    let thread = identifier.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let thread { pthread_join(thread, nil) }
  }
}

/// The loop around `curl_multi_perform` and `curl_multi_poll`.
private final class TransferLoop {
  private let shared: SharedQueue
  private var transfers: [UnsafeMutableRawPointer: ActiveTransfer] = [:]
  private var answers: [Int: Answer] = [:]
  private var handles: [Int: UnsafeMutableRawPointer] = [:]
  /// Easy handles that are free: making one costs more than resetting one.
  private var spare: [UnsafeMutableRawPointer] = []
  private let share: UnsafeMutableRawPointer?
  /// Requests whose cancellation overtook their start.
  private var cancelledEarly: Set<Int> = []

  init(_ shared: SharedQueue, maxConnections: Int, perHost: Int) {
    self.shared = shared
    share = curl_share_init()
    if let share {
      // TLS sessions are not shared by a multi handle alone. One thread: no locks are needed.
      _ = fw_share_set_lock_data(share, CURL_LOCK_DATA_SSL_SESSION)
      _ = fw_share_set_lock_data(share, CURL_LOCK_DATA_DNS)
    }
    if let multi = shared.multi {
      setBounds(multi, maxConnections: maxConnections, perHost: perHost)
      _ = fw_multi_set_long(multi, CURLMOPT_PIPELINING, 2)  // CURLPIPE_MULTIPLEX
    }
  }

  private func setBounds(
    _ multi: UnsafeMutableRawPointer, maxConnections: Int, perHost: Int
  ) {
    _ = fw_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, maxConnections)
    _ = fw_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, perHost)
    _ = fw_multi_set_long(multi, CURLMOPT_MAXCONNECTS, maxConnections)
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func run() {
    guard let multi = shared.multi else { return }
    while true {
      let (orders, isClosed) = shared.take()
      for order in orders {
        switch order {
        case .start(let id, let request, let answer): start(id, request, answer)
        case .cancel(let id): cancel(id)
        case .bounds(let maxConnections, let perHost):
          setBounds(multi, maxConnections: maxConnections, perHost: perHost)
        }
      }
      if isClosed { break }
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      finishDone(multi)
      endOverdue()
      curl_multi_poll(multi, nil, 0, pollTimeout(), nil)
    }
    let rest = Array(transfers.values)
    for transfer in rest {
      finish(transfer, .failure(TransferError(.cancelled, "the program is stopping")))
    }
    for easy in spare { curl_easy_cleanup(easy) }
    spare.removeAll()
    if let share { curl_share_cleanup(share) }
  }

  /// Milliseconds until the next bound of a transfer is reached; libcurl's own timers end the wait
  /// by themselves.
  private func pollTimeout() -> Int32 {
    guard let next = transfers.values.map(\.deadline).min() else { return 60_000 }
    return Int32(max(1, min(1000, (next - now()) * 1000)))
  }

  private func start(_ id: Int, _ request: TransferRequest, _ answer: Answer) {
    guard cancelledEarly.remove(id) == nil else {
      answer.resume(returning: .failure(TransferError(.cancelled, "the request was cancelled")))
      return
    }
    guard let url = CurlURL.parts(request.url), url.scheme == "http" || url.scheme == "https"
    else {
      answer.resume(
        returning: .failure(TransferError(.badURL, "it is no http or https URL")))
      return
    }
    if !request.allowPrivate, let reason = PrivateAddress.reason(text: url.host) {
      answer.resume(
        returning: .failure(
          TransferError(
            .privateAddress,
            "the address \(url.host) is \(reason); set allow_private = true if that is meant")))
      return
    }
    let used = spare.popLast()
    guard let easy = used ?? curl_easy_init() else {
      answer.resume(returning: .failure(TransferError(.other, "libcurl has no memory")))
      return
    }
    let transfer = ActiveTransfer(
      id: id, request: request, easy: easy, isNewHandle: used == nil, url: url, now: now())
    transfers[easy] = transfer
    answers[id] = answer
    handles[id] = easy
    begin(transfer)
  }

  private func begin(_ transfer: ActiveTransfer) {
    transfer.prepare(now: now(), share: share)
    let code = curl_multi_add_handle(shared.multi, transfer.easy)
    if code != CURLM_OK {
      finish(
        transfer,
        .failure(TransferError(.other, String(cString: curl_multi_strerror(code)))))
    }
  }

  private func cancel(_ id: Int) {
    guard let easy = handles[id], let transfer = transfers[easy] else {
      // Else it is one that just ended; the set stays small.
      if cancelledEarly.count > 1000 { cancelledEarly.removeAll() }
      cancelledEarly.insert(id)
      return
    }
    finish(transfer, .failure(TransferError(.cancelled, "the request was cancelled")))
  }

  private func endOverdue() {
    let time = now()
    for transfer in Array(transfers.values) where transfer.deadline <= time {
      readStatus(transfer)
      if transfer.status >= 400, transfer.hasMeaning(status: transfer.status) {
        answered(transfer, isTruncated: false)
        continue
      }
      let request = transfer.request
      let error =
        transfer.hasAnswer
        ? TransferError(
          .timeout, "the answer was not complete within \(Int(request.timeout)) s")
        : TransferError(
          .firstByteTimeout,
          "no answer came within \(Int(min(request.firstByteTimeout, request.timeout))) s")
      finish(transfer, .failure(error))
    }
  }

  private func finishDone(_ multi: UnsafeMutableRawPointer) {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      var code = CURLE_OK
      guard let easy = fw_message_done(message, &code), let transfer = transfers[easy] else {
        continue
      }
      readStatus(transfer)
      done(transfer, code)
    }
  }

  private func readStatus(_ transfer: ActiveTransfer) {
    var status = 0
    _ = fw_easy_get_long(transfer.easy, CURLINFO_RESPONSE_CODE, &status)
    var wire: curl_off_t = 0
    _ = fw_easy_get_offset(transfer.easy, CURLINFO_SIZE_DOWNLOAD_T, &wire)
    transfer.wireBytes += Int(wire)
    transfer.status = status
  }

  private func done(_ transfer: ActiveTransfer, _ code: CURLcode) {
    // A body cut short is an answer all the same: its whole items can be read.
    let isTruncated =
      transfer.stop == nil && transfer.status == 200 && !transfer.body.isEmpty
      && (code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_HTTP2_STREAM)
    let hasMeaning = transfer.stop == nil && transfer.hasMeaning(status: transfer.status)
    guard code == CURLE_OK || isTruncated || hasMeaning else {
      let error = transfer.stop ?? CurlFailure.error(code, transfer)
      return finish(transfer, .failure(error))
    }
    answered(transfer, isTruncated: isTruncated)
  }

  /// Takes an answer: follows it, or hands it out.
  private func answered(_ transfer: ActiveTransfer, isTruncated: Bool) {
    if [301, 302, 303, 307, 308].contains(transfer.status),
      let location = transfer.headers.last(where: { $0.name == "location" })
    {
      return follow(transfer, location)
    }
    finish(
      transfer,
      .success(
        TransferResponse(
          status: transfer.status, headers: transfer.headers, body: transfer.body,
          url: transfer.url.url, redirects: transfer.redirects, isTruncated: isTruncated,
          isDelimited: transfer.isDelimited, isConditional: transfer.isConditional,
          wireBytes: transfer.wireBytes, duration: now() - transfer.started)))
  }

  /// Goes where the server points, as a transfer of its own within the same bounds.
  private func follow(_ transfer: ActiveTransfer, _ location: HeaderField) {
    func fail(_ code: TransferError.Code, _ message: String) {
      finish(transfer, .failure(TransferError(code, message)))
    }
    if let scheme = CurlURL.scheme(of: location.valueBytes), scheme != "http", scheme != "https" {
      return fail(
        .badRedirect, "it redirects (\(transfer.status)) to a \(scheme) URL; not followed")
    }
    guard let next = CurlURL.resolve(location.valueBytes, base: transfer.url.url) else {
      return fail(.badRedirect, "it redirects (\(transfer.status)) to what is no URL")
    }
    guard next.scheme == "http" || next.scheme == "https" else {
      return fail(
        .badRedirect, "it redirects (\(transfer.status)) to a \(next.scheme) URL; not followed")
    }
    transfer.redirects.append(
      Redirect(status: transfer.status, from: transfer.url.url, to: next.url))
    let count = transfer.redirects.count
    guard count <= transfer.request.maxRedirects else {
      return fail(
        .tooManyRedirects, "it redirects more than \(transfer.request.maxRedirects) times")
    }
    // The same URL three times is a loop; twice may be a cookie being set.
    if transfer.redirects.count(where: { $0.to == next.url }) > 2 {
      return fail(.redirectLoop, "it redirects in a circle")
    }
    if !transfer.request.allowPrivate, let reason = PrivateAddress.reason(text: next.host) {
      return fail(
        .privateAddress,
        "it redirects to the \(reason) address \(next.host); "
          + "set allow_private = true if that is meant")
    }
    let host = CurlURL.hostKey(next)
    if host != CurlURL.hostKey(transfer.url), transfer.request.mayFollow?(host) == false {
      return fail(
        .heldBack, "it redirects to \(host), which wants to be left alone (Retry-After)")
    }
    curl_multi_remove_handle(shared.multi, transfer.easy)
    transfer.url = next
    begin(transfer)
  }

  private func finish(
    _ transfer: ActiveTransfer, _ result: Result<TransferResponse, TransferError>
  ) {
    var result = result
    if case .failure(var error) = result {
      error.redirects = transfer.redirects
      result = .failure(error)
    }
    curl_multi_remove_handle(shared.multi, transfer.easy)
    // The callbacks hold an unretained pointer to the transfer: unset them before it goes.
    curl_easy_reset(transfer.easy)
    transfers[transfer.easy] = nil
    handles[transfer.id] = nil
    if spare.count < 64 {
      spare.append(transfer.easy)
    } else {
      curl_easy_cleanup(transfer.easy)
    }
    answers.removeValue(forKey: transfer.id)?.resume(returning: result)
  }
}
