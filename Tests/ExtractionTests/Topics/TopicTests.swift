import Testing

@testable import Extraction

/// What dispatches are about, in sentences of our own.
@Suite("Topics")
struct TopicTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var text: String
    /// The first topic of the upper level, then what stands below it, if anything.
    var names: [String]

    init(_ text: String, _ names: String...) {
      self.text = text
      self.names = names
    }

    var testDescription: String { text }
  }

  static func topics(_ text: String) -> [Topic] {
    Extractor().extract(Dispatch(text: text, published: seconds("2024-07-13"))).topics
  }

  static let rows: [Row] = [
    Row(
      "Rebels shell northern town\n\nRebel artillery hit the town on Monday. Two soldiers died when "
        + "the army's tanks tried to break through the front line.",
      "conflict, war and peace", "armed conflict"),
    Row(
      "Crowds march against fuel law\n\nThousands of protesters marched through the capital on "
        + "Sunday. Riot police used tear gas to break up the demonstration.",
      "conflict, war and peace", "civil unrest"),
    Row(
      "Car bomb kills nine\n\nA suicide bomber drove a car bomb into a market. The jihadist group "
        + "claimed responsibility for the bombing.",
      "conflict, war and peace", "act of terror"),
    Row(
      "Truce holds for a second day\n\nThe ceasefire between the two sides held on Friday, and "
        + "peacekeepers said that the peace talks would go on.",
      "conflict, war and peace", "peace process"),
    Row(
      "Junta names new ministers\n\nA week after the coup, the military junta that seized power "
        + "named a council.", "conflict, war and peace", "coup d'etat"),
    Row(
      "Baker found guilty of murder\n\nA jury convicted the defendant of murder on Tuesday. The "
        + "judge is to pass sentence next week, the prosecutor said after the trial.",
      "crime, law and justice", "judiciary"),
    Row(
      "Three held after robbery\n\nPolice arrested three suspects on Friday after a robbery at a "
        + "jeweller's. A detective said that the investigation goes on.",
      "crime, law and justice", "law enforcement"),
    Row(
      "Ferry capsizes in storm\n\nA ferry capsized off the coast and rescuers pulled 12 survivors "
        + "from the wreckage. The accident is the worst in years.",
      "disaster, accident and emergency incident", "accident and emergency incident"),
    Row(
      "Earthquake shakes islands\n\nAn earthquake of magnitude 7.1 was felt across the islands. A "
        + "tsunami followed; the death toll rose to 30.",
      "disaster, accident and emergency incident", "disaster"),
    Row(
      "Bank lifts interest rate\n\nThe central bank raised its interest rate on Thursday as "
        + "inflation rose. Investors had feared a recession.",
      "economy, business and finance", "economy"),
    Row(
      "Brewer to buy rival\n\nThe brewer announced the takeover of a smaller rival. Its chief "
        + "executive said that the merger would lift profits; shareholders must agree.",
      "economy, business and finance", "business information"),
    Row(
      "Exams moved to June\n\nPupils will sit their exams in June, the education department told "
        + "schools. Teachers welcomed the change to the curriculum.", "education"),
    Row(
      "Emissions fall for first time\n\nEmissions of carbon dioxide fell last year, but climate "
        + "change goes on, scientists warned: greenhouse gases stay for decades.",
      "environment", "climate change"),
    Row(
      "Measles returns to valley\n\nAn outbreak of measles infected 40 children. The health "
        + "ministry said that patients were treated and the virus was contained.",
      "health", "diseases and conditions"),
    Row(
      "Poet wins Nobel Prize\n\nThe poet was awarded the Nobel Prize on Thursday, the sixth "
        + "laureate of her country to take the award.", "human interest", "award and prize"),
    Row(
      "Dockers walk out\n\nDock workers began industrial action on Monday after the union and the "
        + "employer failed to agree on wages. The general strike is to last a week.",
      "labour", "labour relations"),
    Row(
      "Voters go to the polls\n\nVoters cast their ballots on Sunday. The candidate of the ruling "
        + "party is ahead in the opinion polls before the election.", "politics", "election"),
    Row(
      "Foreign ministers meet in Oslo\n\nThe foreign ministers of six countries held a summit in "
        + "Oslo. Diplomats said that a treaty was near.", "politics", "international relations"),
    Row(
      "Prime minister resigns\n\nThe prime minister resigned after parliament passed a motion of no "
        + "confidence in the cabinet. A lawmaker said that the coalition was broken.",
      "politics", "government"),
    Row(
      "Pope visits shrine\n\nThe pope prayed at the shrine with bishops and priests. The Vatican "
        + "said that the pilgrimage of Catholics would go on.", "religion", "religious leader"),
    Row(
      "Probe reaches comet\n\nThe spacecraft reached its orbit on Friday, the space agency said. "
        + "Scientists will study data from the lander.",
      "science and technology", "scientific research"),
    Row(
      "Boats bring more migrants\n\nMore than 200 migrants reached the island. Refugees and asylum "
        + "seekers wait for weeks, and immigration officers are few.", "society", "immigration"),
    Row(
      "Late goal wins cup\n\nThe striker scored a goal in the second half of the football match. The coach "
        + "called it the best game of the tournament; the players of the league champions wept.",
      "sport", "competition discipline"),
    Row(
      "Storm brings first snow\n\nA blizzard brought snow to the north. Meteorologists forecast "
        + "temperatures of -20 Celsius and more snowfall.", "weather", "weather phenomena"),
    Row(
      "Singer's last album out\n\nThe singer's last album came out on Friday. The band played the "
        + "songs at a concert with actors and musicians.",
      "arts, culture, entertainment and media", "arts and entertainment"),
  ]

  @Test("The first topic and what stands below it", arguments: rows)
  func first(_ row: Row) {
    let found = Self.topics(row.text)
    #expect(Array(found.map(\.name).prefix(row.names.count)) == row.names, "\(found)")
  }

  @Test("A text about nothing of the vocabulary has no topic")
  func none() {
    #expect(Self.topics("A door\n\nSomebody opened a door and closed it again on Monday.").isEmpty)
  }

  @Test("Words inside the names of people and places say nothing")
  func names() {
    let text =
      "Bishop wins again\n\nMr. John Bishop and Mary Priest of Church Hill and Temple City met "
      + "in Battle Creek on Monday and said that it was a good day."
    #expect(Self.topics(text).isEmpty)
  }

  @Test("Scores lie between 0 and 1, the first topic leads, codes are those of the vocabulary")
  func scores() {
    for row in Self.rows {
      let found = Self.topics(row.text)
      #expect(found.count <= 6)
      #expect(found.allSatisfy { $0.score > 0 && $0.score < 1 && $0.score <= found[0].score })
      #expect(found.allSatisfy { $0.code.hasPrefix("medtop:") && $0.code.utf8.count == 15 })
      #expect(found.allSatisfy { !$0.sieve.isEmpty })
    }
  }
}

/// The lexicon file itself.
@Suite("Topic lexicon")
struct TopicLexiconTests {
  private let lexicon = TopicLexicon.shared

  @Test("Codes are unique; the second level stands under the first")
  func codes() {
    #expect(Set(lexicon.topics.map(\.code)).count == lexicon.topics.count)
    #expect(lexicon.topics.count { $0.parent == nil } == 17)
    for topic in lexicon.topics {
      #expect(topic.code.hasPrefix("medtop:2") == (topic.parent != nil))
    }
  }

  @Test("Events and kinds of bodies are those of the record")
  func evidence() {
    let types = Set(Event.Kind.allCases.map(\.rawValue))
    for key in lexicon.events.keys {
      let type = key.split { "/+".contains($0) }.first.map(String.init) ?? ""
      #expect(types.contains(type), "\(key)")
    }
    for key in lexicon.bodies.keys { #expect(Organization.Kind(rawValue: key) != nil, "\(key)") }
  }

  @Test(
    "Terms are found in their plural and with their hyphens parted or not",
    arguments: [
      (["protesters"], 1), (["peace", "talks", "failed"], 2), (["covid", "-", "19"], 3),
      (["covid-19"], 1), (["bodies"], 0), (["money", "laundering"], 2), (["treaties"], 1),
    ])
  func terms(_ words: [String], _ count: Int) {
    #expect(lexicon.term(at: 0, in: TokenWords(words))?.count ?? 0 == count)
  }
}
