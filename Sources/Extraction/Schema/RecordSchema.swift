/// The JSON Schema (draft 2020-12) of a journal line, and a check against it.
public enum RecordSchema {
  /// The schema's text: `record.schema.json`.
  public static var json: [UInt8] { PackageResources.record_schema_json }

  /// One way in which a line breaks the contract.
  public struct Violation: Sendable, Equatable, CustomStringConvertible {
    /// A JSON Pointer into the line (RFC 6901).
    public var pointer: String
    public var message: String

    public var description: String { "\(pointer.isEmpty ? "the line" : pointer): \(message)" }
  }

  /// Checks lines; made once, used for many.
  public struct Validator: Sendable {
    private let schema: SchemaNode

    public init() {
      let value = (try? JSONValue(parsing: RecordSchema.json)) ?? .boolean(false)
      schema = SchemaNode(value)
    }

    /// What is wrong with a line, first by the schema, then by what no schema can say: every span
    /// lies inside `text` and every id that is used is given.
    public func violations(in line: some Collection<UInt8>) -> [Violation] {
      let value: JSONValue
      do {
        value = try JSONValue(parsing: line)
      } catch {
        return [Violation(pointer: "", message: error.description)]
      }
      return violations(in: value)
    }

    public func violations(in value: JSONValue) -> [Violation] {
      var found: [Violation] = []
      schema.check(value, at: "", root: schema, into: &found)
      if found.isEmpty { found = RecordReferences.violations(in: value) }
      return found
    }
  }
}

/// What a schema cannot say of a line.
enum RecordReferences {
  static func violations(in record: JSONValue) -> [RecordSchema.Violation] {
    var found: [RecordSchema.Violation] = []
    let length = Double(record["text"]?.string?.unicodeScalars.count ?? 0)
    var ids: Set<String> = []
    for layer in ["people", "organizations", "places", "times", "events"] {
      for entry in record[layer]?.array ?? [] {
        guard let id = entry["id"]?.string else { continue }
        if !ids.insert(id).inserted {
          found.append(.init(pointer: "/\(layer)", message: "the id '\(id)' is given twice"))
        }
      }
    }
    func visit(_ value: JSONValue, _ pointer: String, _ key: String) {
      switch value {
      case .object(let members):
        for member in members where member.name != "item" && member.name != "feed" {
          visit(member.value, pointer + "/" + member.name, member.name)
        }
      case .array(let elements):
        if ["span", "trigger", "sentence"].contains(key), elements.count == 2,
          let start = elements[0].number, let end = elements[1].number
        {
          if start > end || end > length {
            found.append(
              .init(pointer: pointer, message: "[\(start), \(end)) lies outside the text"))
          }
          return
        }
        for (index, element) in elements.enumerated() {
          visit(element, "\(pointer)/\(index)", key)
        }
      case .string(let id):
        let isReference =
          ["speaker", "relayed_by", "actors", "recipients", "place_id"].contains(key)
          || (key == "of" && pointer.hasPrefix("/people"))
          || (["time", "place"].contains(key) && pointer.hasPrefix("/events"))
          || (key == "id" && pointer.hasPrefix("/sourcing"))
        if isReference, !ids.contains(id) {
          found.append(.init(pointer: pointer, message: "nothing has the id '\(id)'"))
        }
      default: break
      }
    }
    visit(record, "", "")
    return found
  }
}
