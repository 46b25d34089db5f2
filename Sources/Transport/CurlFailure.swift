import CCurl

/// libcurl's errors as sentences that say what happened.
enum CurlFailure {
  static func error(_ code: CURLcode, _ transfer: ActiveTransfer) -> TransferError {
    let host = transfer.url.host
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return TransferError(.dns, "the name \(host) could not be resolved")
    case CURLE_COULDNT_RESOLVE_PROXY:
      return TransferError(.dns, "the name of the proxy could not be resolved")
    case CURLE_COULDNT_CONNECT:
      return TransferError(.connect, "no connection to \(host):\(transfer.url.port)")
    case CURLE_OPERATION_TIMEDOUT:
      // libcurl has one code for all of its clocks; the lowest speed is one of them.
      var elapsed: curl_off_t = 0
      _ = fw_easy_get_offset(transfer.easy, CURLINFO_TOTAL_TIME_T, &elapsed)
      if transfer.hasAnswer, Double(elapsed) / 1e6 < transfer.request.timeout - 1 {
        return TransferError(
          .tooSlow,
          "the answer came slower than \(transfer.request.lowSpeed) bytes a second "
            + "for \(transfer.request.lowSpeedTime) s")
      }
      return transfer.hasAnswer
        ? TransferError(
          .timeout, "the answer was not complete within \(Int(transfer.request.timeout)) s")
        : TransferError(
          .firstByteTimeout,
          "no answer came within \(Int(transfer.request.firstByteTimeout)) s")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND:
      return TransferError(.tls, "TLS could not be set up with \(host)")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      return TransferError(.tls, "the certificate of \(host) is not trusted")
    case CURLE_SSL_CERTPROBLEM:
      return TransferError(.credentials, "the client certificate or its key cannot be used")
    case CURLE_SSL_CACERT_BADFILE:
      return TransferError(.credentials, "the CA bundle cannot be read")
    case CURLE_GOT_NOTHING:
      return TransferError(.reset, "\(host) closed the connection without an answer")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      return TransferError(.reset, "the connection to \(host) broke")
    case CURLE_PARTIAL_FILE:
      return TransferError(.reset, "the connection to \(host) ended before the answer did")
    case CURLE_BAD_CONTENT_ENCODING:
      return TransferError(.badEncoding, "the body cannot be decoded as its Content-Encoding says")
    case CURLE_URL_MALFORMAT:
      return TransferError(.badURL, "it is no http or https URL")
    // The URL was checked before: a protocol that is not supported is an answer without a head.
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_WEIRD_SERVER_REPLY,
      CURLE_HTTP_RETURNED_ERROR:
      return TransferError(.protocolError, "the answer of \(host) is no valid HTTP")
    default:
      return TransferError(.other, String(cString: curl_easy_strerror(code)))
    }
  }
}
