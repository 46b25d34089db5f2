import Extraction
import Testing

/// Reads sentences for the tables of this folder and prints what was found in one line.
enum EntityTables {
  static let extractor = Extractor()

  struct Row: CustomTestStringConvertible, Sendable {
    var text: String
    var expected: String

    init(_ text: String, _ expected: String) {
      self.text = text
      self.expected = expected
    }

    var testDescription: String { text }
  }

  static func record(_ text: String, title: Bool = false) -> Record {
    extractor.extract(Dispatch(text: text, hasTitle: title))
  }

  static func words(_ span: Range<Int>, of record: Record) -> String {
    let scalars = Array(record.text.unicodeScalars)
    return String(String.UnicodeScalarView(scalars[span]))
  }

  /// "PER Amina Wekesa; ORG NATO; LOC Kenya; ADJ Kenyan", in the order of the text.
  static func names(_ text: String) -> String {
    let record = record(text)
    var found: [(Int, String)] = []
    func add(_ mentions: [Mention], _ kind: String) {
      for mention in mentions where mention.kind == .name || mention.kind == .adjective {
        let label = mention.kind == .adjective ? "ADJ" : kind
        found.append((mention.span.lowerBound, "\(label) \(words(mention.span, of: record))"))
      }
    }
    for person in record.people { add(person.mentions, "PER") }
    for organization in record.organizations { add(organization.mentions, "ORG") }
    for place in record.places { add(place.mentions, "LOC") }
    return found.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "; ")
  }

  /// "Amina Wekesa (KE): minister of Kenya, former mayor of Nairobi".
  static func roles(_ text: String) -> String {
    let record = record(text)
    return record.people.map { person in
      let roles = person.roles.map { role in
        (role.isFormer ? "former " : "") + role.title
          + (role.of.map { " of " + name($0, in: record) } ?? "")
      }
      return person.name + (person.country.map { " (\($0))" } ?? "")
        + (roles.isEmpty ? "" : ": " + roles.joined(separator: ", "))
    }.joined(separator: "; ")
  }

  /// "NATO = NATO | North Atlantic Treaty Organization": entities with their different names.
  static func entities(_ text: String) -> String {
    let record = record(text)
    let all =
      record.people.map { ($0.name, $0.mentions) }
      + record.organizations.map { ($0.name, $0.mentions) }
    return all.map { name, mentions in
      var forms: [String] = []
      for mention in mentions where mention.kind == .name {
        let form = words(mention.span, of: record)
        if !forms.contains(form) { forms.append(form) }
      }
      return name + " = " + forms.joined(separator: " | ")
    }.joined(separator: "; ")
  }

  /// "he = Amina Wekesa; the ministry = Ministry of Defence", in the order of the text.
  static func references(_ text: String) -> String {
    let record = record(text)
    var found: [(Int, String)] = []
    let all =
      record.people.map { ($0.name, $0.mentions) }
      + record.organizations.map { ($0.name, $0.mentions) }
    for (name, mentions) in all {
      for mention in mentions where mention.kind == .pronoun || mention.kind == .title {
        found.append((mention.span.lowerBound, words(mention.span, of: record) + " = " + name))
      }
    }
    return found.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "; ")
  }

  /// "Georgia US region; Atlanta US city".
  static func places(_ text: String) -> String {
    record(text).places.map { "\($0.name) \($0.country ?? "-") \($0.kind.rawValue)" }
      .joined(separator: "; ")
  }

  /// "Ministry of Defence UA government".
  static func organizations(_ text: String) -> String {
    record(text).organizations.map { "\($0.name) \($0.country ?? "-") \($0.kind.rawValue)" }
      .joined(separator: "; ")
  }

  private static func name(_ id: String, in record: Record) -> String {
    record.people.first { $0.id == id }?.name
      ?? record.organizations.first { $0.id == id }?.name
      ?? record.places.first { $0.id == id }?.name ?? "?"
  }
}
