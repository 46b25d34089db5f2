internal import LanguageModels

/// What words tell of names: given names with their gender, well-known leaders, nouns that say
/// what somebody is, words that say what a name is of. From the text files of
/// `LanguageModels/Gazetteers`.
public struct NameLexicon: Sendable {
  public enum Gender: Sendable {
    case male, female, either
  }

  /// What a noun says of a person.
  public struct RoleClasses: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Held in a state or an organisation: "minister".
    public static let office = RoleClasses(rawValue: 1)
    /// Works for one: "adviser".
    public static let staff = RoleClasses(rawValue: 2)
    /// Needs no owner: "drummer".
    public static let occupation = RoleClasses(rawValue: 4)
    /// Of another person: "wife".
    public static let relation = RoleClasses(rawValue: 8)
    /// One of many in a body or a place: "member", "resident".
    public static let member = RoleClasses(rawValue: 16)

    static let byName: [String: RoleClasses] = [
      "office": .office, "staff": .staff, "occupation": .occupation, "relation": .relation,
      "member": .member,
    ]
  }

  /// What a word of a proper name says the name is of.
  public enum NameWord: Sendable, Equatable {
    /// An organisation; its kind in the record's terms.
    case organization(String)
    /// A place; its kind in the record's terms.
    case place(String)
    /// An event, a law, an award, a work: no entity.
    case other
  }

  /// Somebody whom dispatches name without saying who that is.
  public struct Leader: Sendable, Equatable {
    public var name: String
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var gender: Gender
  }

  private var genders: [String: Gender] = [:]
  private var leaders: [String: Leader] = [:]
  private var leadersBySurname: [String: Leader?] = [:]
  private var roles: [String: RoleClasses] = [:]
  private var nameWords: [String: NameWord] = [:]

  public init() {
    for fields in EmbeddedTable.rows(of: fw_given_names()) {
      let gender: Gender = fields[0] == "m" ? .male : fields[0] == "f" ? .female : .either
      for name in fields[1].split(separator: " ") {
        let old = genders[String(name)]
        genders[String(name)] = old == nil || old == gender ? gender : .either
      }
    }
    for fields in EmbeddedTable.rows(of: fw_leaders()) {
      let leader = Leader(
        name: fields[0], country: fields[2], gender: fields[3] == "f" ? .female : .male)
      let names = [fields[0]] + fields[1].split(separator: ";").map(String.init)
      for name in names {
        leaders[name] = leader
        guard fields[4] != "full", let surname = Self.surname(of: name, country: leader.country)
        else { continue }
        // A surname that two of them share tells neither.
        if let known = leadersBySurname[surname], known != leader {
          leadersBySurname[surname] = .some(nil)
        } else {
          leadersBySurname[surname] = leader
        }
      }
    }
    for fields in EmbeddedTable.rows(of: fw_roles()) {
      guard let role = RoleClasses.byName[fields[0]] else { continue }
      for noun in fields[1].split(separator: " ") {
        roles[String(noun)] = (roles[String(noun)] ?? []).union(role)
      }
    }
    for fields in EmbeddedTable.rows(of: fw_name_words()) {
      let word: NameWord =
        switch fields[0] {
        case "organization": .organization(fields[1])
        case "place": .place(fields[1])
        default: .other
        }
      for name in fields[2].split(separator: " ") where nameWords[String(name)] == nil {
        nameWords[String(name)] = word
      }
    }
  }

  public func gender(ofGivenName name: String) -> Gender? {
    genders[name]
  }

  /// The leader of exactly this full name.
  public func leader(named name: String) -> Leader? {
    leaders[name]
  }

  /// The only leader of this surname.
  public func leader(ofSurname surname: String) -> Leader? {
    leadersBySurname[surname] ?? nil
  }

  /// What a noun (singular or plural, lower case) says of a person; empty for any other noun.
  public func roleClasses(of noun: String) -> RoleClasses {
    if let found = roles[noun] { return found }
    if noun.hasSuffix("men") { return roles[noun.dropLast(2) + "an"] ?? [] }
    guard noun.utf8.count > 2, noun.utf8.last == UInt8(ascii: "s") else { return [] }
    if let found = roles[String(noun.dropLast())] { return found }
    return noun.hasSuffix("ies") ? roles[noun.dropLast(3) + "y"] ?? [] : []
  }

  /// What a capitalised word says of the name it is a part of.
  public func nameWord(_ word: String) -> NameWord? {
    nameWords[word]
  }

  /// The family name: first where a language puts it so, else last.
  private static func surname(of name: String, country: String) -> String? {
    let words = name.split(separator: " ")
    guard words.count > 1, let first = words.first, let last = words.last else { return nil }
    if ["CN", "KP", "KR", "TW"].contains(country), first.count <= 4 { return String(first) }
    return ["II", "III"].contains(last) ? nil : String(last)
  }
}

/// Reads the embedded tables: one row a line, fields parted by '|', comments by '#' at the start.
enum EmbeddedTable {
  /// The fields of every row, at least five; missing ones are empty.
  static func rows(of data: FWEmbedded) -> [[String]] {
    let bytes = UnsafeBufferPointer(start: data.bytes, count: data.count)
    return bytes.split(separator: 0x0A).filter { $0.first != 0x23 }.map { line in
      var fields = line.split(separator: 0x7C, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      while fields.count < 5 { fields.append("") }
      return fields
    }
  }
}
