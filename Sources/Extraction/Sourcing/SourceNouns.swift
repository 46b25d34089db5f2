internal import Language

/// What kind of source a common noun stands for, from the readable lexicon file.
struct SourceNouns: Sendable {
  enum Kind: String, Sendable {
    case official, person, outlet, document, organization
  }

  static let shared = SourceNouns()
  private var kinds: [String: Kind] = [:]

  init() {
    for fields in ReportingLexicons.sources() {
      guard let kind = Kind(rawValue: fields[1]) else { continue }
      let plural = ReportingLexicon.third(of: fields[0])
      if kinds[plural] == nil { kinds[plural] = kind }
      kinds[fields[0]] = kind
    }
  }

  /// The kind of a noun in lower case, singular or plural; nil for what is no source.
  func kind(of noun: String) -> Kind? {
    kinds[noun]
  }
}
