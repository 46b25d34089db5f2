import Feeds
import Transport

/// Reads one feed from a file or a URL, for `feedwatchd parse`.
public enum FeedReading {
  public struct Problem: Error, Sendable, CustomStringConvertible {
    public var description: String
  }

  /// What the parser sees, as indented JSON.
  public static func json(of location: String) async throws(Problem) -> String {
    let now = WallClock.milliseconds()
    let input: FeedInput
    if location.hasPrefix("http://") || location.hasPrefix("https://") {
      var request = TransferRequest(url: location)
      request.userAgent = Build.userAgent
      request.headers = [HeaderField("Accept", FeedPoller.accept)]
      // The one who types a URL means it.
      request.allowPrivate = true
      let client = TransferClient()
      defer { client.shutDown() }
      let response: TransferResponse
      do {
        response = try await client.fetch(request)
      } catch {
        throw Problem(description: "\(URLText.masked(location)): \(error.message)")
      }
      guard response.status == 200 else {
        throw Problem(description: "\(URLText.masked(location)): answer \(response.status)")
      }
      input = FeedInput(
        bytes: response.body, contentType: response.header("content-type"),
        contentLanguage: response.header("content-language"),
        contentLocation: response.header("content-location"), url: response.url, now: now)
    } else {
      switch SmallFile.read(
        location == "-" ? "/dev/stdin" : location, limit: 256_000_000, waits: location == "-")
      {
      case .success(let bytes): input = FeedInput(bytes: bytes, now: now)
      case .failure(let failure):
        throw Problem(description: "\(location): cannot be read: \(failure.reason)")
      }
    }
    do {
      return String(decoding: try FeedParser().parse(input).json(pretty: true), as: UTF8.self)
    } catch {
      throw Problem(description: Sanitizer.line("\(URLText.masked(location)): \(error.message)"))
    }
  }

  /// Answers one request of `parse --jsonl`.
  public static func answer(_ request: [UInt8]) -> [UInt8] {
    ConformanceAnswer.line(forRequest: request)
  }
}
