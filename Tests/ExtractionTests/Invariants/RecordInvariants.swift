import Foundation
import Testing

@testable import Extraction

/// What holds for the record of any text.
enum RecordInvariants {
  static let extractor = Extractor(minimumConfidence: 0)
  static let validator = RecordSchema.Validator()

  /// Reads a text twice: the record keeps to the schema, its spans lie in the text and say
  /// something, its ids resolve, every answer names its sieve, and both times the bytes are the same.
  static func check(
    _ text: String, hasTitle: Bool = true, published: Int64? = seconds("2024-07-13T12:00"),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let dispatch = Dispatch(text: text, hasTitle: hasTitle, published: published)
    let record = extractor.extract(dispatch)
    let json = record.json()
    let context = Comment(rawValue: String(text.prefix(200)))
    #expect(record.text == text, context, sourceLocation: sourceLocation)
    #expect(validator.violations(in: json) == [], context, sourceLocation: sourceLocation)
    #expect(extractor.extract(dispatch).json() == json, context, sourceLocation: sourceLocation)
    let length = text.unicodeScalars.count
    for answer in record.explained() {
      let isSound =
        !answer.sieve.isEmpty && !answer.answer.isEmpty && !answer.span.isEmpty
        && answer.span.upperBound <= length
      #expect(isSound, "\(answer) of \(context)", sourceLocation: sourceLocation)
    }
    let quotes = record.quotes.count
    for event in record.events {
      if let index = event.saidBy {
        #expect(index < quotes, context, sourceLocation: sourceLocation)
      }
    }
    for phrase in record.sourcing {
      if let index = phrase.through {
        #expect(index < record.sourcing.count, context, sourceLocation: sourceLocation)
      }
    }
  }

  /// The same for so many prefixes of a text, spread evenly, the empty one and the whole included.
  static func checkPrefixes(_ text: String, count: Int) {
    let scalars = Array(text.unicodeScalars)
    for step in 0...count {
      check(String(String.UnicodeScalarView(scalars[..<(scalars.count * step / count)])))
    }
  }
}

/// The corpora beside the repository; absent, their tests are skipped and say so.
enum SharedCorpora {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

  static func file(_ path: String) -> URL { folder.appending(path: path) }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: file(path).path)
  }

  /// All files of texts: JSON lines with "text", gold dispatches, CoNLL-U with "# text = ".
  static var files: [String] {
    let root = folder.appending(path: "corpora").path
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return paths.filter {
      $0.hasPrefix("text/") && ($0.hasSuffix(".jsonl") || $0.hasSuffix(".conllu"))
        || $0.hasPrefix("gold/") && $0.hasSuffix(".json")
    }.sorted()
  }

  /// So many texts of a file, spread evenly over it.
  static func texts(_ path: String, count: Int) throws -> [String] {
    let data = try Data(contentsOf: folder.appending(path: "corpora/" + path))
    if path.hasSuffix(".json") {
      return try [JSONValue(parsing: data)["text"]?.string].compactMap(\.self)
    }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    if path.hasSuffix(".conllu") {
      let mark = Data("# text = ".utf8)
      return spread(lines.filter { $0.starts(with: mark) }, count).map {
        String(decoding: $0.dropFirst(mark.count), as: UTF8.self)
      }
    }
    return try spread(lines, count).compactMap { try JSONValue(parsing: $0)["text"]?.string }
  }

  private static func spread<Element>(_ elements: [Element], _ count: Int) -> [Element] {
    guard elements.count > count else { return elements }
    return (0..<count).map { elements[elements.count * $0 / count] }
  }
}
