import Extraction
import Testing

/// What holds for every text, also for one cut off anywhere.
@Suite struct EntityInvariantTests {
  static let text = """
    GENEVA, Nov. 3 (Xinhua) -- Dr. Leïla Benkirane, then-director of the Organization for Arctic \
    Research (OAR), told al-Nahda's reporters: "President Park Ji-won of Rovania’s party won't —".
    Mr. O'Dell & Sons, Inc., of Paris, Texas, denied it. He, she, the ministry and the court did.
    """

  @Test("Any prefix works, spans lie in the text, ids resolve")
  func prefixes() {
    let scalars = Array(Self.text.unicodeScalars)
    for length in stride(from: 0, through: scalars.count, by: 9) {
      check(String(String.UnicodeScalarView(scalars[..<length])))
    }
  }

  @Test(
    "Odd texts",
    arguments: [
      "", " ", "\n\n", "of", "The", "'s", "Mr.", "the of the", "Ministry of", "al-", "( )", "-",
      "NATO (", "President President President", "Minister of of of the the", "A, B, C and D of E",
      "King of the", "U.S.U.S.U.S.", "May May May", "Wang Wang Wang Wang", "116th 117th Congress",
      "the the the the court", "É É É É", "🇺🇦 President 🇺🇦 Zelensky 🇺🇦", "x's's's's Party's",
    ])
  func odd(_ text: String) {
    check(text + " The government of the country said on Friday that it was not so.")
    check("The government of the country said on Friday that it was not so. " + text)
  }

  @Test("A long list of names takes no more than its length")
  func long() {
    var text = "The government of the country said on Friday that these would be invited: "
    for number in 0..<600 {
      text +=
        "President Amina Wekesa\(number % 7 == 0 ? "-Smith" : "") of the Ministry of Defence, "
    }
    check(text)
  }

  private func check(_ text: String) {
    let record = EntityTables.record(text)
    let range = 0...record.text.unicodeScalars.count
    var ids = Set<String>()
    for id in record.people.map(\.id) + record.organizations.map(\.id) + record.places.map(\.id) {
      #expect(ids.insert(id).inserted)
    }
    let mentions =
      record.people.flatMap(\.mentions) + record.organizations.flatMap(\.mentions)
      + record.places.flatMap(\.mentions)
    for mention in mentions {
      #expect(!mention.span.isEmpty)
      #expect(range.contains(mention.span.lowerBound) && range.contains(mention.span.upperBound))
    }
    let names = mentions.filter { $0.kind == .name || $0.kind == .adjective }
      .map(\.span).sorted { $0.lowerBound < $1.lowerBound }
    for (first, second) in zip(names, names.dropFirst()) {
      #expect(first.upperBound <= second.lowerBound, "no name inside another")
    }
    for role in record.people.flatMap(\.roles) {
      #expect(range.contains(role.span.upperBound))
      if let owner = role.of { #expect(ids.contains(owner)) }
    }
  }
}
