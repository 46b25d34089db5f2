/// The labels of the name model: outside, and for every type begin, inside, last and unit.
package enum NameLabels {
  package static let outside = 0
  package static let count = 13

  package static func begin(_ type: Int) -> Int { 1 + 4 * type }
  package static func inside(_ type: Int) -> Int { 2 + 4 * type }
  package static func last(_ type: Int) -> Int { 3 + 4 * type }
  package static func unit(_ type: Int) -> Int { 4 + 4 * type }

  /// The type of a label, as an index into `NameType.allCases`; nil for `outside`.
  package static func type(_ label: Int) -> Int? { label == outside ? nil : (label - 1) / 4 }

  /// Whether a label leaves a name open.
  @inline(__always)
  package static func isOpen(_ label: Int) -> Bool {
    label > 0 && ((label - 1) & 3) < 2
  }

  /// Whether a label goes on with a name.
  @inline(__always)
  package static func continues(_ label: Int) -> Bool {
    label > 0 && ((label - 1) & 3 == 1 || (label - 1) & 3 == 2)
  }

  /// Whether `next` may stand behind `label`.
  @inline(__always)
  package static func mayFollow(_ label: Int, _ next: Int) -> Bool {
    isOpen(label) ? continues(next) && (label - 1) / 4 == (next - 1) / 4 : !continues(next)
  }
}

/// What lists say of a word or of a run of words.
package struct GazetteerClasses: OptionSet, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }
  package static let country = Self(rawValue: 1)
  package static let demonym = Self(rawValue: 2)
  package static let city = Self(rawValue: 4)
  package static let town = Self(rawValue: 8)
  package static let region = Self(rawValue: 16)
  package static let organization = Self(rawValue: 32)
  package static let company = Self(rawValue: 64)
  package static let givenName = Self(rawValue: 128)
  package static let surname = Self(rawValue: 256)
  package static let title = Self(rawValue: 512)
  /// A longer entry starts with these words.
  package static let start = Self(rawValue: 1024)
  package static let all = Self(rawValue: 1023)
}
