public import Extraction
import Feeds
import Foundation

/// Reads dispatches from files and batches, for `feedwatchd extract`.
public enum DispatchReader {
  public struct Problem: Error, Sendable, CustomStringConvertible {
    public var description: String
  }

  /// The longest file that is read, in bytes.
  static let limit = 64_000_000

  /// The bytes of a file, or of stdin for `-`.
  public static func read(_ path: String) throws(Problem) -> [UInt8] {
    switch SmallFile.read(path == "-" ? "/dev/stdin" : path, limit: limit, waits: path == "-") {
    case .success(let bytes): return bytes
    case .failure(let failure):
      throw Problem(description: "\(path): cannot be read: \(failure.reason)")
    }
  }

  /// An instant in any form that feeds use: seconds since 1970 UTC.
  public static func published(_ text: String) throws(Problem) -> Int64 {
    guard let milliseconds = FeedDate.parse(text) else {
      throw Problem(
        description: "'\(text)' is no date; write 2024-07-13 or 2024-07-13T09:20:00Z")
    }
    return milliseconds / 1000
  }

  /// A plain-text dispatch: the first line is its title, every other line a paragraph.
  public static func dispatch(
    _ bytes: [UInt8], name: String, feed: String?, published: Int64?
  ) throws(Problem) -> Dispatch {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(
        description:
          "\(name):\(SmallFile.lineOfInvalidUTF8(bytes)): this is not UTF-8; save it as UTF-8")
    }
    let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }
      .filter { !$0.isEmpty }
    guard let title = lines.first else {
      throw Problem(description: "\(name): there is no text in it")
    }
    var source = SourceMetadata()
    source.feed.id = feed ?? ""
    source.item.title = title
    source.item.published = published.map { Timestamp.rfc3339(milliseconds: $0 * 1000) }
    let body = lines.dropFirst().joined(separator: "\n")
    return Dispatch(
      text: body.isEmpty ? title : title + "\n\n" + body, textFrom: .file, published: published,
      source: source)
  }

  private struct Line: Decodable {
    var name: String?
    var title: String?
    var text: String
    var published: String?
  }

  /// One line of a batch: `{"name","title","text","published"}`; the text is taken as it is.
  public static func dispatch(
    jsonLine bytes: some Sequence<UInt8>, feed: String?
  ) throws(Problem) -> Dispatch {
    let line: Line
    do {
      line = try JSONDecoder().decode(Line.self, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, _) {
      throw Problem(description: "'\(key.stringValue)' is missing")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context)
    {
      let key = context.codingPath.last?.stringValue
      throw Problem(description: key.map { "'\($0)' is no string" } ?? "this is no JSON object")
    } catch {
      throw Problem(description: "this is no JSON object")
    }
    var source = SourceMetadata()
    source.name = line.name
    source.feed.id = feed ?? ""
    source.item.title = line.title
    let published: Int64? =
      if let text = line.published { try Self.published(text) } else { nil }
    source.item.published = published.map { Timestamp.rfc3339(milliseconds: $0 * 1000) }
    return Dispatch(
      text: line.text, hasTitle: line.title.map { !$0.isEmpty } ?? false, textFrom: .file,
      published: published, source: source)
  }
}
