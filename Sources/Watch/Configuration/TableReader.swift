/// Reads the keys of one table, each with its type, and keeps account of what was wrong and what
/// was not asked for.
struct TableReader {
  let name: String
  let location: SourceLocation
  /// A handful: looking through them costs less than a dictionary.
  private var entries: [(key: String, entry: ConfigurationEntry, isAsked: Bool)] = []
  private var known: [String] = []
  private(set) var problems: [ConfigurationProblem] = []

  init(name: String, location: SourceLocation) {
    self.name = name
    self.location = location
  }

  /// Takes an entry in; one key given twice is a mistake.
  mutating func add(_ entry: ConfigurationEntry) {
    let key = entry.path.count == 1 ? entry.path[0] : entry.path.joined(separator: ".")
    guard let index = entries.firstIndex(where: { $0.key == key }) else {
      entries.append((key, entry, false))
      return
    }
    // Not all of a feed is read in the order of the lines.
    var first = entries[index].entry.location
    var second = entry.location
    if first.file == second.file, second.line < first.line { swap(&first, &second) }
    report(key, "is given twice; the first stands at \(first.file):\(first.line)", at: second)
  }

  private func entry(_ key: String) -> ConfigurationEntry? {
    entries.first { $0.key == key }?.entry
  }

  func has(_ key: String) -> Bool { entry(key) != nil }

  func location(of key: String) -> SourceLocation {
    entry(key)?.location ?? location
  }

  mutating func report(_ key: String?, _ message: String, at place: SourceLocation? = nil) {
    let path = [name, key ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    problems.append(
      .init(
        location: place ?? key.map { location(of: $0) } ?? location,
        key: path.isEmpty ? nil : path, message: message))
  }

  mutating func value(_ key: String) -> ConfigurationValue? {
    known.append(key)
    guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
    entries[index].isAsked = true
    return entries[index].entry.value
  }

  private mutating func expected(_ what: String, _ key: String, _ value: ConfigurationValue) {
    report(key, "\(value.kind) stands where \(what) is expected")
  }

  mutating func string(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let string) = value else {
      expected("a string in quotes", key, value)
      return nil
    }
    if string.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      report(key, "the value holds a control character; take it out")
      return nil
    }
    return string
  }

  mutating func boolean(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .boolean(let boolean) = value else {
      expected("true or false (without quotes)", key, value)
      return nil
    }
    return boolean
  }

  mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    guard case .integer(let integer) = value else {
      expected("a whole number", key, value)
      return nil
    }
    guard range.contains(integer) else {
      report(key, "\(integer) is out of range; \(range.lowerBound) to \(range.upperBound) is meant")
      return nil
    }
    return integer
  }

  mutating func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let value = value(key) else { return nil }
    let number: Double
    switch value {
    case .integer(let integer): number = Double(integer)
    case .number(let double): number = double
    default:
      expected("a number", key, value)
      return nil
    }
    guard range.contains(number) else {
      report(key, "\(number) is out of range; \(range.lowerBound) to \(range.upperBound) is meant")
      return nil
    }
    return number
  }

  /// A duration in seconds, at least `minimum`.
  mutating func duration(_ key: String, atLeast minimum: Double = 0) -> Double? {
    guard let value = value(key) else { return nil }
    switch value {
    case .string(let string):
      guard let seconds = DurationText.seconds(string) else {
        report(
          key, "'\(string)' is no duration; write a number and a unit, as in \"15m\" or \"1h\"")
        return nil
      }
      guard seconds >= minimum else {
        report(key, "'\(string)' is too short; at least \(DurationText.describe(minimum)) is meant")
        return nil
      }
      return seconds
    case .integer(let integer):
      report(key, "\(integer) is no duration; write it with a unit, as in \"\(integer)s\"")
    default: expected("a duration such as \"15m\"", key, value)
    }
    return nil
  }

  /// A size in bytes.
  mutating func size(_ key: String, atLeast minimum: Int = 0) -> Int? {
    guard let value = value(key) else { return nil }
    let bytes: Int
    switch value {
    case .integer(let integer): bytes = integer
    case .string(let string):
      guard let parsed = SizeText.bytes(string) else {
        report(key, "'\(string)' is no size; write bytes or a unit, as in \"15MB\" or \"31KiB\"")
        return nil
      }
      bytes = parsed
    default:
      expected("a size such as \"15MB\"", key, value)
      return nil
    }
    guard bytes >= minimum else {
      report(key, "\(bytes) bytes is too small; at least \(minimum) is meant")
      return nil
    }
    return bytes
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let string = string(key) else { return nil }
    if let choice = Choice(rawValue: string) { return choice }
    let names = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    report(key, "'\(string)' is none of \(names)")
    return nil
  }

  mutating func strings(_ key: String) -> [String]? {
    guard let value = value(key) else { return nil }
    guard case .array(let elements) = value else {
      expected("a list of strings", key, value)
      return nil
    }
    var strings: [String] = []
    for element in elements {
      guard case .string(let string) = element else {
        expected("a list of strings (one element is \(element.kind))", key, value)
        return nil
      }
      strings.append(string)
    }
    return strings
  }

  /// A table of strings, given inline or as dotted keys below `key`.
  mutating func stringTable(_ key: String) -> [(name: String, value: String)]? {
    var members: [(String, ConfigurationValue)] = []
    if let value = value(key) {
      guard case .table(let table) = value else {
        expected("a table such as { Accept = \"application/rss+xml\" }", key, value)
        return nil
      }
      members = table.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    var below: [String] = []
    for index in entries.indices where entries[index].key.hasPrefix(key + ".") {
      entries[index].isAsked = true
      below.append(entries[index].key)
    }
    for below in below.sorted() {
      known.append(below)
      if let entry = entry(below) {
        members.append((String(below.dropFirst(key.count + 1)), entry.value))
      }
    }
    guard !members.isEmpty else { return nil }
    var strings: [(String, String)] = []
    for (name, value) in members {
      guard case .string(let string) = value else {
        report(key, "'\(name)' is \(value.kind), and a string in quotes is expected")
        continue
      }
      strings.append((name, string))
    }
    return strings
  }

  /// Reports the keys that nothing asked for; call it last.
  mutating func finish() {
    let rest = entries.filter { !$0.isAsked }.map(\.key).sorted()
    guard !rest.isEmpty else { return }
    let asked = Set(known)
    for key in rest {
      let hint =
        Suggestion.nearest(to: key, among: known)
        .map { "; did you mean '\($0)'?" }
        ?? "; known are: \(asked.sorted().joined(separator: ", "))"
      report(key, "unknown key\(hint)")
    }
  }
}
