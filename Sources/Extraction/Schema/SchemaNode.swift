/// A JSON Schema as far as `record.schema.json` uses the vocabulary of draft 2020-12: `type`,
/// `const`, `enum`, `properties`, `required`, `additionalProperties`, `items`, `minItems`,
/// `maxItems`, `minLength`, `minimum`, `maximum`, `format` (date-time),
/// `anyOf`, `$ref` into `$defs`.
final class SchemaNode: Sendable {
  private let types: [String]
  private let constant: JSONValue?
  private let choices: [JSONValue]
  private let properties: [(String, SchemaNode)]
  private let required: [String]
  private let isClosed: Bool
  private let items: SchemaNode?
  private let bounds: [String: Double]
  private let format: String?
  private let alternatives: [SchemaNode]
  private let reference: String?
  private let definitions: [String: SchemaNode]
  private let isNever: Bool

  init(_ value: JSONValue) {
    isNever = value == .boolean(false)
    types = value["type"]?.string.map { [$0] } ?? value["type"]?.array?.compactMap(\.string) ?? []
    constant = value["const"]
    choices = value["enum"]?.array ?? []
    properties = Self.members(value["properties"]).map { ($0.name, SchemaNode($0.value)) }
    required = value["required"]?.array?.compactMap(\.string) ?? []
    isClosed = value["additionalProperties"] == .boolean(false)
    items = value["items"].map { SchemaNode($0) }
    var bounds: [String: Double] = [:]
    for name in ["minItems", "maxItems", "minLength", "minimum", "maximum"] {
      bounds[name] = value[name]?.number
    }
    self.bounds = bounds
    format = value["format"]?.string
    alternatives = (value["anyOf"]?.array ?? []).map { SchemaNode($0) }
    reference = value["$ref"]?.string.map { String($0.dropFirst("#/$defs/".count)) }
    definitions = Dictionary(
      Self.members(value["$defs"]).map { ($0.name, SchemaNode($0.value)) }
    ) { first, _ in first }
  }

  private static func members(_ value: JSONValue?) -> [(name: String, value: JSONValue)] {
    if case .object(let members) = value { members } else { [] }
  }

  func check(
    _ value: JSONValue, at pointer: String, root: SchemaNode,
    into found: inout [RecordSchema.Violation]
  ) {
    func report(_ message: String) {
      found.append(.init(pointer: pointer, message: message))
    }
    if isNever { report("nothing is allowed here") }
    if let reference {
      guard let node = root.definitions[reference] else {
        return report("the schema has no definition '\(reference)'")
      }
      node.check(value, at: pointer, root: root, into: &found)
    }
    if !types.isEmpty, !types.contains(where: { Self.isType(value, $0) }) {
      return report("\(Self.name(value)) stands where \(types.joined(separator: " or ")) belongs")
    }
    if let constant, constant != value { report("another value than the one that belongs here") }
    if !choices.isEmpty, !choices.contains(value) {
      report("'\(value.string ?? Self.name(value))' is none of the values that belong here")
    }
    if !alternatives.isEmpty {
      let fits = alternatives.contains { node in
        var inner: [RecordSchema.Violation] = []
        node.check(value, at: pointer, root: root, into: &inner)
        return inner.isEmpty
      }
      if !fits { report("it fits none of the forms that belong here") }
    }
    switch value {
    case .object(let members):
      for name in required where !members.contains(where: { $0.name == name }) {
        report("'\(name)' is missing")
      }
      for member in members {
        let inside = "\(pointer)/\(member.name)"
        if let node = properties.first(where: { $0.0 == member.name })?.1 {
          node.check(member.value, at: inside, root: root, into: &found)
        } else if isClosed {
          report("'\(member.name)' does not belong here")
        }
      }
    case .array(let elements):
      if let least = bounds["minItems"], Double(elements.count) < least {
        report("too few entries")
      }
      if let most = bounds["maxItems"], Double(elements.count) > most { report("too many entries") }
      if let items {
        for (index, element) in elements.enumerated() {
          items.check(element, at: "\(pointer)/\(index)", root: root, into: &found)
        }
      }
    case .string(let text):
      if let least = bounds["minLength"], Double(text.unicodeScalars.count) < least {
        report("the text is too short")
      }
      if format == "date-time", !Self.isDateTime(text) {
        report("'\(text)' is no RFC 3339 date and time")
      }
    case .number(let number):
      if let least = bounds["minimum"], number < least { report("\(number) is too small") }
      if let most = bounds["maximum"], number > most { report("\(number) is too large") }
    default: break
    }
  }

  private static func isType(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.boolean, "boolean"), (.number, "number"), (.string, "string"),
      (.array, "array"), (.object, "object"):
      true
    case (.number(let number), "integer"): number == number.rounded()
    default: false
    }
  }

  private static func name(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// `2024-07-13T09:20:00.000Z` (RFC 3339, section 5.6), UTC.
  private static func isDateTime(_ text: String) -> Bool {
    let shape = Array("dddd-dd-ddTdd:dd:dd".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z") else { return false }
    for (byte, wanted) in zip(bytes, shape) {
      let fits = wanted == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == wanted
      if !fits { return false }
    }
    let fraction = bytes[19..<bytes.count - 1]
    return fraction.isEmpty
      || fraction.first == UInt8(ascii: ".") && fraction.count > 1
        && fraction.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}
