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

/// Reads one file's text into tables, with every mistake of its syntax.
struct ConfigurationFile {
  var tables: [Table] = []
  var problems: [ConfigurationProblem] = []

  struct Table {
    var path: [String]
    var location: SourceLocation
    var entries: [ConfigurationEntry]
    /// Whether its syntax is wrong, so that keys may be missing.
    var isBroken = false
  }

  init(text: String, name: String) {
    for section in TOMLSectionCutter.sections(of: text) {
      read(section, file: name)
    }
  }

  private mutating func read(_ section: TOMLSection, file: String) {
    let location = SourceLocation(file: file, line: section.line)
    if let problem = section.problem {
      problems.append(.init(location: location, key: nil, message: problem))
      return
    }
    if section.isArrayElement {
      problems.append(
        .init(
          location: location, key: section.path.joined(separator: "."),
          message: "[[…]] makes a list of tables; write [\(section.path.joined(separator: "."))]"))
      return
    }
    var table = Table(path: section.path, location: location, entries: [])
    do {
      let parsed = try TOMLTable(string: section.body)
      for (key, value) in ConfigurationValue.members(of: parsed) {
        flatten([key], value, section: section, file: file, into: &table)
      }
    } catch let error as TOMLParseError {
      table.isBroken = true
      let line = section.bodyLine + max(0, error.source.begin.line - 1)
      problems.append(
        .init(location: .init(file: file, line: line), key: nil, message: error.description))
    } catch {
      problems.append(.init(location: location, key: nil, message: "\(error)"))
    }
    table.entries.sort { ($0.location, $0.path.joined()) < ($1.location, $1.path.joined()) }
    tables.append(table)
  }

  /// A dotted key makes nested tables; they are told apart from inline tables by the key lines.
  private func flatten(
    _ path: [String], _ value: ConfigurationValue, section: TOMLSection, file: String,
    into table: inout Table
  ) {
    let line = section.keyLines[path]
    if line == nil, case .table(let members) = value {
      for (key, member) in members {
        flatten(path + [key], member, section: section, file: file, into: &table)
      }
      return
    }
    table.entries.append(
      .init(
        path: path, value: value,
        location: .init(file: file, line: line ?? section.line)))
  }
}
