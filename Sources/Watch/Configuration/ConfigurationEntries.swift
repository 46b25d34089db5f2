import TOMLKit

/// A TOML value, copied out of TOMLKit.
enum ConfigurationValue: Equatable, Sendable {
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case array([ConfigurationValue])
  case table([String: ConfigurationValue])
  case other(String)

  init(_ value: any TOMLValueConvertible) {
    if let string = value.string {
      self = .string(string)
    } else if let boolean = value.bool {
      self = .boolean(boolean)
    } else if let integer = value.int {
      self = .integer(integer)
    } else if let number = value.double {
      self = .number(number)
    } else if let array = value.array {
      self = .array(array.map { ConfigurationValue($0) })
    } else if let table = value.table {
      self = .table(Self.members(of: table))
    } else {
      self = .other(value.type.description)
    }
  }

  static func members(of table: TOMLTable) -> [String: ConfigurationValue] {
    var members: [String: ConfigurationValue] = [:]
    for key in table.keys {
      if let value = table[key] { members[key] = ConfigurationValue(value) }
    }
    return members
  }

  /// What kind of value this is, in words.
  var kind: String {
    switch self {
    case .string: "a string"
    case .integer: "a number"
    case .number: "a number"
    case .boolean: "true or false"
    case .array: "a list"
    case .table: "a table"
    case .other(let name): "a \(name)"
    }
  }
}

/// A key with its value and where it stands.
struct ConfigurationEntry: Equatable, Sendable {
  var path: [String]
  var value: ConfigurationValue
  var location: SourceLocation
}

/// One table of a document: its keys with their values and places.
struct ConfigurationTable {
  var path: [String]
  var location: SourceLocation
  var entries: [ConfigurationEntry] = []
  /// The first mistake of its syntax, because of which keys may be missing.
  var problem: ConfigurationProblem?

  /// Reads a section of a document.
  ///
  /// - Parameters:
  ///   - bytes: the document, valid UTF-8.
  ///   - allowsPlain: false: TOMLKit reads it, however plain it is.
  init(_ section: TOMLSection, in bytes: [UInt8], file: String, allowsPlain: Bool = true) {
    path = section.path
    location = SourceLocation(file: file, line: section.line)
    if allowsPlain, let plain = PlainTable.entries(of: section, in: bytes, file: file) {
      entries = plain
      return
    }
    do {
      let parsed = try TOMLTable(string: String(decoding: bytes[section.body], as: UTF8.self))
      let keyLines = TOMLSectionCutter.keyLines(of: section, in: bytes)
      for (key, value) in ConfigurationValue.members(of: parsed) {
        flatten([key], value, keyLines)
      }
    } catch let error as TOMLParseError {
      let line = section.bodyLine + max(0, error.source.begin.line - 1)
      problem = ConfigurationProblem(
        location: .init(file: file, line: line), key: nil, message: error.description)
    } catch {
      problem = ConfigurationProblem(location: location, key: nil, message: "\(error)")
    }
    entries.sort { ($0.location, $0.path.joined()) < ($1.location, $1.path.joined()) }
  }

  /// A dotted key makes nested tables; they are told apart from inline tables by the key lines.
  private mutating func flatten(
    _ path: [String], _ value: ConfigurationValue, _ keyLines: [[String]: Int]
  ) {
    let line = keyLines[path]
    if line == nil, case .table(let members) = value {
      for (key, member) in members { flatten(path + [key], member, keyLines) }
      return
    }
    entries.append(
      .init(
        path: path, value: value,
        location: .init(file: location.file, line: line ?? location.line)))
  }
}
