import Extraction
import Testing

@Suite struct SourcingTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var text: String
    var phrases: [String]

    init(_ text: String, _ phrases: String...) {
      self.text = text
      self.phrases = phrases
    }

    var testDescription: String { text }
  }

  static let rows: [Row] = [
    Row(
      "On Friday, NATO released a statement.",
      "organization NATO: NATO released a statement"),
    Row(
      "President Omar Diallo issued a short statement at his house.",
      "named_official Omar Diallo: President Omar Diallo issued a short statement"),
    Row("The publisher issued a new book."),
    Row(
      "The party won 40 seats by NATO's count.",
      "organization NATO: by NATO's count"),
    Row(
      "The fleet has 40 ships, by estimates from the ministry.",
      "organization 'the ministry': estimates from the ministry"),
    Row("According to the BBC, the ship was safe.", "outlet BBC: According to the BBC"),
    Row(
      "A Japanese official said the ship was safe.",
      "unnamed_official 'A Japanese official': A Japanese official said"),
    Row(
      "President Omar Diallo said the ship was safe.",
      "named_official Omar Diallo: President Omar Diallo said"),
    Row("Witnesses said the ship was burning.", "unnamed_person 'Witnesses': Witnesses said"),
    Row("The report said the ship was old.", "document 'The report': The report said"),
    Row(
      "NATO announced that the exercise was over.",
      "organization NATO: NATO announced"),
    Row("The ship was reportedly old.", "outlet -: reportedly"),
    Row("As reported, the ship was old.", "agency_own -: As reported"),
    Row(
      "Omar Diallo met the mayor on Monday, Reuters reports.",
      "outlet Reuters: Reuters reports"),
    Row(
      "The mayor of Riga, Omar Diallo, called for a new port.",
      "named_official Omar Diallo: The mayor of Riga, Omar Diallo, called for"),
    Row("It was reported that the ship was old.", "outlet -: It was reported"),
    Row(
      "\"The ship is safe,\" President Omar Diallo said in an interview with Kyodo News.",
      "named_official Omar Diallo: President Omar Diallo said <- 1",
      "outlet Kyodo News: in an interview with Kyodo News"),
    Row(
      "KYIV (UNN) — The ship is safe, President Omar Diallo said.",
      "agency_own UNN: UNN", "named_official Omar Diallo: President Omar Diallo said"),
    Row(
      "The BBC quoted a police source as saying the ship was burning.",
      "outlet BBC: BBC", "unnamed_official 'a police source': a police source as saying <- 0"),
    Row(
      "President Omar Diallo said the ship was old. He added that it was for sale.",
      "named_official Omar Diallo: President Omar Diallo said"),
    Row(
      "The plant was shut, Reuters reports, citing the ministry.",
      "outlet Reuters: Reuters reports",
      "organization 'the ministry': citing the ministry <- 0"),
    Row(
      "The plant was shut, UNN reports with reference to the ministry.",
      "outlet UNN: UNN reports", "organization 'the ministry': reference to the ministry <- 0"),
    Row(
      "The plant was shut, President Omar Diallo said, as quoted by Reuters.",
      "named_official Omar Diallo: President Omar Diallo said <- 1", "outlet Reuters: Reuters"),
    Row(
      "As reported by Reuters, the plant was shut.", "outlet Reuters: As reported by Reuters"),
    Row("Per the ministry, the plant was shut.", "organization 'the ministry': Per the ministry"),
    Row(
      "In a report of the ministry, the storm damaged 143 houses.",
      "document 'a report of the ministry': a report of the ministry"),
    Row(
      "The plant was shut on Monday.\n(Reporting by Anna Cole in Lima; Editing by Piet Bakker)",
      "agency_own 'Reporting by Anna Cole in Lima': Reporting by Anna Cole in Lima"),
    Row(
      "URGENT\nLIMA, March 6 (AFP) – The plant was shut on Monday.", "agency_own AFP: AFP"),
    Row(
      "The plant was shut on Monday.\nWith files from the Associated Press.",
      "outlet Associated Press: With files from the Associated Press"),
    Row("The plant was shut (in part) - nobody was hurt."),
    Row(
      "\"The plant is shut,\" the minister stated. According to him, it will open in May.",
      "unnamed_official 'the minister': the minister stated"),
  ]

  @Test(arguments: rows) func phrases(_ row: Row) {
    let record = read(row.text)
    let scalars = Array(record.text.unicodeScalars)
    let found = record.sourcing.map { phrase in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[phrase.span])
      let through = phrase.through.map { " <- \($0)" } ?? ""
      return
        "\(phrase.kind.rawValue) \(name(of: phrase.source, in: record)): \(String(view))\(through)"
    }
    #expect(found == row.phrases)
  }

  static let news = "The parliament of Norway passed the budget on Monday.\n"

  /// What recalls earlier news; the lead never does.
  @Test(arguments: [
    ("Recall\nThe first vote had failed.", ["The first vote had failed."]),
    ("Background\nThe first vote failed. It was close.", ["The first vote failed. It was close."]),
    (
      "As previously reported, the first vote failed.",
      ["As previously reported, the first vote failed."]
    ),
    (
      "Earlier it was reported that the vote was put off.",
      ["Earlier it was reported that the vote was put off."]
    ),
    (
      "The law had been passed in 1987 by a single vote.",
      ["The law had been passed in 1987 by a single vote."]
    ),
    ("Members of all parties cheered on Monday.", []),
    (
      "Background: the first vote failed by one voice.",
      ["Background: the first vote failed by one voice."]
    ),
    ("As reported by Reuters, the vote took an hour.", []),
    (
      "Ministers met the speaker.\nMembers cheered.\nThe chamber is a member of the union and was founded in 1950.",
      ["The chamber is a member of the union and was founded in 1950."]
    ),
    ("\"It was a long night,\" said Senator Piet Bakker.", []),
    (
      "Ministers met the speaker.\nMembers cheered.\nHe was born in 1950 and was first elected in 1987.",
      ["He was born in 1950 and was first elected in 1987."]
    ),
    ("Ministers met the speaker.\nMembers cheered.\n- Next: the Senate votes on Friday.", []),
    ("What we know\nThe budget grows by two percent.", []),
  ])
  func background(_ text: String, _ expected: [String]) {
    let record = Extractor().extract(
      Dispatch(text: "Budget passed\n\n" + Self.news + text, published: 1_700_000_000))
    let scalars = Array(record.text.unicodeScalars)
    let found = record.background.map { part in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[part.span])
      return String(view)
    }
    #expect(found == expected)
  }
}
