internal import LanguageModels

/// One thing that a name may stand for.
public struct GazetteerEntry: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case country, demonym, capital, city, region, water, organization
  }

  public var kind: Kind
  /// The name it is best known by.
  public var name: String
  /// ISO 3166-1 alpha-2.
  public var country: String?
  /// Degrees, WGS 84.
  public var latitude: Double?
  public var longitude: Double?
  public var population = 0
  /// Of an organisation: its acronym, and its kind in the record's terms.
  public var acronym: String?
  public var organizationKind: String?
}

/// The names the language layer knows, from the text files of `LanguageModels/Gazetteers`.
public struct Gazetteer: Sendable {
  private var entries: [String: [GazetteerEntry]] = [:]
  /// For the first word of every name, the most words a name that starts so has.
  private var longest: [String: Int] = [:]
  /// Titles and offices, by their lower-case form.
  private var titles: Set<String> = []
  private var titleStarts: [String: Int] = [:]
  /// What words tell of names.
  public let lexicon = NameLexicon()

  public init() {
    entries.reserveCapacity(12_000)
    readCountries()
    for fields in fields(of: fw_regions()) {
      let kind = GazetteerEntry.Kind(rawValue: fields[0]) ?? .region
      var entry = GazetteerEntry(kind: kind, name: fields[1])
      entry.country = fields[4].isEmpty ? nil : fields[4]
      entry.latitude = Double(fields[5])
      entry.longitude = Double(fields[6])
      add(entry, names: [fields[1]] + list(fields[2]))
      entry.kind = .demonym
      add(entry, names: list(fields[3]))
    }
    for fields in fields(of: fw_organizations()) {
      var entry = GazetteerEntry(kind: .organization, name: fields[1])
      entry.organizationKind = fields[0]
      entry.acronym = fields[2].isEmpty ? nil : fields[2]
      entry.country = fields[4].isEmpty ? nil : fields[4]
      add(entry, names: [fields[1], fields[2]] + list(fields[3]))
    }
    for fields in fields(of: fw_cities()) {
      var entry = GazetteerEntry(kind: fields[6] == "c" ? .capital : .city, name: fields[0])
      entry.country = fields[2]
      entry.latitude = Double(fields[3])
      entry.longitude = Double(fields[4])
      entry.population = Int(fields[5]) ?? 0
      add(entry, names: [fields[0]] + list(fields[1]))
    }
    readKnownBodies()
    for fields in fields(of: fw_titles()) {
      let title = fields[0].lowercased()
      titles.insert(title)
      let words = title.split(separator: " ")
      if let first = words.first {
        titleStarts[String(first)] = max(titleStarts[String(first)] ?? 0, words.count)
      }
    }
  }

  /// What an exact name ("Kyiv", "NATO", "Japanese") may stand for, the likeliest first.
  public func lookup(_ name: String) -> [GazetteerEntry] {
    entries[name] ?? []
  }

  /// How many words the longest name that starts with this word has; 0: none does.
  public func longestName(startingWith word: String) -> Int {
    longest[word] ?? 0
  }

  /// Whether these words are a title or an office, whatever their case.
  public func isTitle(_ words: String) -> Bool {
    titles.contains(words.lowercased())
  }

  /// How many words the longest title that starts with this word has; 0: none does.
  public func longestTitle(startingWith word: String) -> Int {
    titleStarts[word.lowercased()] ?? 0
  }

  private mutating func readCountries() {
    for fields in fields(of: fw_countries()) {
      let entry = GazetteerEntry(kind: .country, name: fields[1], country: fields[0])
      add(entry, names: [fields[1]] + list(fields[2]))
      add(
        .init(kind: .demonym, name: fields[1], country: fields[0]), names: list(fields[3]))
    }
  }

  /// Names that stand for something else too are left to that.
  private mutating func readKnownBodies() {
    let known = entries
    for fields in fields(of: fw_known_bodies()) {
      for name in list(fields[2]) where known[name] == nil {
        var entry = GazetteerEntry(kind: .organization, name: name)
        entry.organizationKind = fields[0]
        entry.country = fields[1].isEmpty ? nil : fields[1]
        add(entry, names: [name])
      }
    }
  }

  private mutating func add(_ entry: GazetteerEntry, names: [String]) {
    for name in names where !name.isEmpty {
      entries[name, default: []].append(entry)
      let words = name.split(separator: " ")
      let first = String(words[0])
      longest[first] = max(longest[first] ?? 0, words.count)
    }
  }

  private func list(_ field: String) -> [String] {
    field.split(separator: ";").map(String.init)
  }

  /// The fields of every line; missing ones are empty.
  private func fields(of data: FWEmbedded) -> [[String]] {
    let bytes = UnsafeBufferPointer(start: data.bytes, count: data.count)
    return bytes.split(separator: 0x0A).filter { $0.first != 0x23 }.map { line in
      var fields = line.split(separator: 0x7C, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      while fields.count < 7 { fields.append("") }
      return fields
    }
  }
}
