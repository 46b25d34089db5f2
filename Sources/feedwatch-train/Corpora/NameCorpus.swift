import Foundation
import Language

/// A text with its names marked, offsets in code points.
struct NameDocument {
  struct Span: Hashable {
    var start: Int
    var end: Int
    /// An index into `NameType.allCases`.
    var type: Int
  }

  var id: String
  var text: String
  var spans: [Span]
}

/// Reads the annotated texts of `corpora/text/ner` and `corpora/gold`.
enum NameCorpus {
  private struct Entity: Decodable {
    var start: Int
    var end: Int
    var type: String
  }

  private struct Record: Decodable {
    var id: String
    var text: String
    var entities: [Entity]?
    var mentions: [Entity]?
  }

  /// One JSON object a line.
  static func read(_ path: String) throws -> [NameDocument] {
    let decoder = JSONDecoder()
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      document(try decoder.decode(Record.self, from: Data(line.utf8)))
    }
  }

  /// One JSON object a file.
  static func readFolder(_ path: String) throws -> [NameDocument] {
    let decoder = JSONDecoder()
    return try FileManager.default.contentsOfDirectory(atPath: path).filter {
      $0.hasSuffix(".json")
    }.sorted().map { name in
      let data = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
      return document(try decoder.decode(Record.self, from: data))
    }
  }

  private struct Standoff: Decodable {
    var id: String
    /// Start, end and type (0 person, 1 organisation, 2 place).
    var entities: [[Int]]
  }

  /// Names apart from their texts, which another file holds by id; articles without any are left out.
  static func readStandoff(_ path: String, texts: String) throws -> [NameDocument] {
    let decoder = JSONDecoder()
    let articles = Dictionary(
      try read(texts).map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
      let standoff = try decoder.decode(Standoff.self, from: Data($0.utf8))
      guard let text = articles[standoff.id] else { return nil }
      return NameDocument(
        id: standoff.id, text: text,
        spans: standoff.entities.map { .init(start: $0[0], end: $0[1], type: $0[2]) })
    }
  }

  /// Texts with their names in brackets ("[P Jean Dupont]", "[O …]", "[L …]"), lines of "%%" between
  /// them; parts that begin with "#" are comments.
  static func readMarked(_ path: String) throws -> [NameDocument] {
    let parts = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n%%\n")
    return parts.filter { $0.first != "#" }.enumerated().map { number, part in
      var document = NameDocument(id: "\(number)", text: "", spans: [])
      var scalars = String.UnicodeScalarView()
      var open: (start: Int, type: Int)?
      var rest = Substring(part).unicodeScalars
      while let scalar = rest.popFirst() {
        if scalar == "[", let letter = rest.first,
          let type = "POL".unicodeScalars.firstIndex(of: letter)
        {
          rest.removeFirst(2)
          let place = "POL".unicodeScalars.distance(from: "POL".startIndex, to: type)
          open = (scalars.count, place)
        } else if scalar == "]", let name = open {
          document.spans.append(.init(start: name.start, end: scalars.count, type: name.type))
          open = nil
        } else {
          scalars.append(scalar)
        }
      }
      document.text = String(scalars)
      return document
    }
  }

  private struct Annotated: Decodable {
    var id: String
    var part: String
    var mentions: [Entity]
  }

  /// The dispatches of agency.txt with the names of their annotations; those that nobody looks at
  /// (parts "check…") are left out.
  static func readAgency(_ folder: String) throws -> [NameDocument] {
    let parts = try String(contentsOfFile: folder + "/agency.txt", encoding: .utf8).split(
      separator: "\n%%\n"
    ).dropFirst()
    let decoder = JSONDecoder()
    return try String(contentsOfFile: folder + "/dispatches.jsonl", encoding: .utf8).split(
      separator: "\n"
    ).compactMap {
      let annotated = try decoder.decode(Annotated.self, from: Data($0.utf8))
      guard annotated.id.hasPrefix("agency"), !annotated.part.hasPrefix("check"),
        let number = Int(annotated.id.dropFirst(6)), parts.indices.contains(number + 1)
      else { return nil }
      // The title, an empty line, one paragraph a line.
      let lines = parts[number + 1].split(separator: "\n", maxSplits: 1)
      guard lines.count == 2 else { return nil }
      var rest = lines[1]
      while rest.last == "\n" { rest.removeLast() }
      return document(
        Record(
          id: annotated.id, text: lines[0] + "\n\n" + rest, entities: nil,
          mentions: annotated.mentions))
    }
  }

  private static func document(_ record: Record) -> NameDocument {
    let scalars = Array(record.text.unicodeScalars)
    var spans: [NameDocument.Span] = []
    for entity in record.entities ?? record.mentions ?? [] {
      let type: Int
      switch entity.type.uppercased() {
      case "PER", "PERSON": type = 0
      case "ORG": type = 1
      case "LOC", "GPE", "FAC": type = 2
      default: continue
      }
      if let span = trim(scalars, entity.start, entity.end, type) { spans.append(span) }
    }
    return NameDocument(id: record.id, text: record.text, spans: spans)
  }

  /// Takes a leading article, a final 's and marks at either end off a span.
  static func trim(
    _ scalars: [Unicode.Scalar], _ start: Int, _ end: Int, _ type: Int
  ) -> NameDocument.Span? {
    guard start >= 0, end <= scalars.count, start < end else { return nil }
    var start = start
    var end = end
    func isMark(_ scalar: Unicode.Scalar, _ marks: String) -> Bool {
      scalar.properties.isWhitespace || marks.unicodeScalars.contains(scalar)
    }
    while start < end, isMark(scalars[start], "\"'“”‘’(),.;:") { start += 1 }
    if end - start > 4,
      String(String.UnicodeScalarView(scalars[start..<start + 4])).lowercased() == "the "
    {
      start += 4
    }
    if end - start > 2, scalars[end - 1] == "s", scalars[end - 2] == "'" || scalars[end - 2] == "’"
    {
      end -= 2
    }
    while start < end, isMark(scalars[end - 1], "\"“”‘’(),;:") { end -= 1 }
    return start < end ? .init(start: start, end: end, type: type) : nil
  }
}

/// The lists of names, read from the gazetteers' text files.
enum NameLists {
  static func section(_ folder: String) throws -> [UInt8] {
    var values: [UInt32: UInt16] = [:]
    func add(_ name: String, _ classes: GazetteerClasses) {
      let keys = Analyzer.keys(of: name)
      guard let first = keys.first, keys.count <= 8 else { return }
      var key = first
      for next in keys.dropFirst() {
        values[key, default: 0] |= GazetteerClasses.start.rawValue
        key = NameGazetteer.join(key, next)
      }
      values[key, default: 0] |= classes.rawValue
    }
    func lines(_ name: String) throws -> [[String]] {
      try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n")
        .filter { $0.first != "#" }
        .map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
    }
    func list(_ fields: [String], _ index: Int) -> [String] {
      index < fields.count ? fields[index].split(separator: ";").map(String.init) : []
    }
    for fields in try lines("countries.txt") {
      for name in [fields[1]] + list(fields, 2) { add(name, .country) }
      for name in list(fields, 3) { add(name, .demonym) }
    }
    for fields in try lines("regions.txt") {
      for name in [fields[1]] + list(fields, 2) { add(name, .region) }
      for name in list(fields, 3) { add(name, .demonym) }
    }
    for fields in try lines("organizations.txt") {
      let classes: GazetteerClasses = fields[0] == "media" ? .company : .organization
      for name in [fields[1]] + list(fields, 2) + list(fields, 3) { add(name, classes) }
    }
    for fields in try lines("cities.txt") {
      for name in [fields[0]] + list(fields, 1) { add(name, .city) }
    }
    for fields in try lines("titles.txt") { add(fields[0], .title) }
    for fields in try lines("provinces.txt") { for name in list(fields, 0) { add(name, .region) } }
    for fields in try lines("bodies.txt") { for name in list(fields, 0) { add(name, .company) } }
    for fields in try lines("towns.txt") { add(fields[0], .town) }
    for fields in try lines("given_names.txt") { add(fields[0], .givenName) }
    for fields in try lines("surnames.txt") { add(fields[0], .surname) }
    let entries = values.sorted { $0.key < $1.key }.map { (key: $0.key, classes: $0.value) }
    return NameGazetteer.section(entries)
  }
}
