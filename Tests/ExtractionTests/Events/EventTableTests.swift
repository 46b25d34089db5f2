import Extraction
import Testing

/// One sentence and what it tells: the type, a word of the trigger, who acts, who receives ("-":
/// not looked at; "" nobody).
struct EventCase: Sendable, CustomTestStringConvertible {
  var text: String
  var kind: Event.Kind
  var trigger: String
  var actor: String
  var recipient: String
  var status: Event.Status?

  init(
    _ text: String, _ kind: Event.Kind, _ trigger: String, _ actor: String = "-",
    _ recipient: String = "-", _ status: Event.Status? = nil
  ) {
    self.text = text
    self.kind = kind
    self.trigger = trigger
    self.actor = actor
    self.recipient = recipient
    self.status = status
  }

  var testDescription: String { text }
}

private let extractor = Extractor(minimumConfidence: 0)

private func record(_ text: String, title: Bool = false) -> Record {
  // Thursday, 2024-07-11, noon UTC.
  extractor.extract(Dispatch(text: text, hasTitle: title, published: 1_720_699_200))
}

private func words(_ span: Range<Int>, of text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.dropFirst(span.lowerBound).prefix(span.count)))
}

private func name(_ participant: Participant, _ record: Record) -> String {
  switch participant {
  case .described(let words): words
  case .entity(let id):
    record.people.first { $0.id == id }?.name
      ?? record.organizations.first { $0.id == id }?.name
      ?? record.places.first { $0.id == id }?.name ?? id
  }
}

private func matches(_ participants: [Participant], _ wanted: String, _ record: Record) -> Bool {
  if wanted == "-" { return true }
  if wanted.isEmpty { return participants.isEmpty }
  return participants.contains { name($0, record).contains(wanted) }
}

private func check(_ sentence: EventCase) {
  let text = sentence.text + "\n\nThat was the news of the day from the region and its towns."
  let record = record(text)
  let found = record.events.contains { event in
    event.kind == sentence.kind
      && words(event.trigger, of: sentence.text).lowercased().contains(sentence.trigger)
      && matches(event.actors, sentence.actor, record)
      && matches(event.recipients, sentence.recipient, record)
      && (sentence.status.map { $0 == event.status } ?? true)
  }
  let said = record.events.map { event in
    "\(event.kind.rawValue) \(words(event.trigger, of: sentence.text))"
      + " \(event.actors.map { name($0, record) }) -> \(event.recipients.map { name($0, record) })"
      + " \(event.status.rawValue) by \(event.sieve)"
  }
  #expect(found, "said \(said)")
}

@Suite("Events: sentences")
struct EventTableTests {
  @Test("Verbs with subject and object", arguments: EventTables.active)
  func active(sentence: EventCase) { check(sentence) }

  @Test("Passives", arguments: EventTables.passive)
  func passive(sentence: EventCase) { check(sentence) }

  @Test("Control, relative clauses, coordination", arguments: EventTables.clauses)
  func clauses(sentence: EventCase) { check(sentence) }

  @Test("Light verbs and nouns", arguments: EventTables.nominal)
  func nominal(sentence: EventCase) { check(sentence) }

  @Test("Status", arguments: EventTables.status)
  func status(sentence: EventCase) { check(sentence) }

  @Test("Senses that ask for a subject", arguments: EventPhenomena.subjects)
  func subjects(sentence: EventCase) { check(sentence) }

  @Test("Relative clauses, appositions, agents", arguments: EventPhenomena.relative)
  func relative(sentence: EventCase) { check(sentence) }

  @Test("Misparsed, and known to be", arguments: EventPhenomena.misparsed)
  func misparsed(sentence: EventCase) {
    withKnownIssue { check(sentence) }
  }

  @Test("Control, complements, coordinated speakers", arguments: EventPhenomena.control)
  func control(sentence: EventCase) { check(sentence) }

  @Test("Refusals", arguments: EventPhenomena.refusal)
  func refusal(sentence: EventCase) { check(sentence) }

  @Test("Light verbs, compound verbs, nouns with their sides", arguments: EventPhenomena.light)
  func phenomenaOfLight(sentence: EventCase) { check(sentence) }

  @Test("Acts that are words", arguments: EventPhenomena.words)
  func spoken(sentence: EventCase) { check(sentence) }

  @Test("Tense, modality and report", arguments: EventPhenomena.status)
  func phenomenaOfStatus(sentence: EventCase) { check(sentence) }

  @Test("Who bears a title, a capital, a dateline", arguments: EventParaphrases.bearers)
  func bearers(sentence: EventCase) { check(sentence) }

  @Test("Exchange of what, initiatives on what", arguments: EventParaphrases.exchange)
  func exchange(sentence: EventCase) { check(sentence) }

  @Test("Meetings beside what came of them", arguments: EventParaphrases.meetings)
  func meetings(sentence: EventCase) { check(sentence) }

  @Test("Whose intent an infinitive spells out", arguments: EventParaphrases.intents)
  func intents(sentence: EventCase) { check(sentence) }

  @Test("The named cases of a general noun", arguments: EventParaphrases.examples)
  func examples(sentence: EventCase) { check(sentence) }

  @Test("Ties and wishes", arguments: EventParaphrases.ties)
  func ties(sentence: EventCase) { check(sentence) }

  @Test("Words that demand, blame, praise", arguments: EventParaphrases.speech)
  func speech(sentence: EventCase) { check(sentence) }

  @Test("What a verb takes tells the act", arguments: EventParaphrases.frames)
  func frames(sentence: EventCase) { check(sentence) }

  @Test(
    "What is no event",
    arguments: EventTables.none + EventPhenomena.none + EventParaphrases.none)
  func none(text: String) {
    let events = Extractor().extract(Dispatch(text: text, hasTitle: false)).events
    #expect(events.isEmpty, "said \(events.map { words($0.trigger, of: text) })")
  }

  @Test("Told twice, one event")
  func once() {
    let text = """
      Finland expels two Russian diplomats

      Finland expelled two Russian diplomats on Tuesday. Finland expelled the Russian diplomats \
      for spying, the government said.
      """
    let record = record(text, title: true)
    let expulsions = record.events.filter { $0.kind == .sanction }
    #expect(expulsions.count == 1)
    #expect(expulsions.allSatisfy { $0.trigger.lowerBound > 36 })
  }

  @Test(
    "Told again with more, one event that has all of it",
    arguments: [
      """
      Kenya and Oman have agreed to hold joint drills. On Tuesday, Kenya and Oman agreed to hold \
      joint drills in the Gulf.
      """,
      """
      Peru and Chile agreed on a common market. Peru and Chile agreed to it on Tuesday in Lima.
      """,
      """
      Italy and Malta have agreed to share patrol boats. The deal came on Tuesday, when Italy and \
      Malta agreed to share them.
      """,
    ])
  func toldAgain(text: String) throws {
    let record = record(text)
    let agreed = record.events.filter { $0.kind == .agree }
    #expect(agreed.count == 1)
    let time = try #require(agreed.first?.time)
    #expect(record.times.first { $0.id == time }?.value == "2024-07-09")
    #expect(record.events.filter { $0.kind == .cooperate }.count <= 1)
  }

  @Test(
    "Two things shared by the same sides are two events",
    arguments: [
      "Kenya and Oman will hold joint drills. Kenya and Oman will share intelligence.",
      "Peru and Chile plan joint patrols. Peru and Chile will expand the exchange of evidence.",
      "Poland and Latvia started joint exercises. Poland and Latvia launched a trade partnership.",
    ])
  func twoThings(text: String) {
    #expect(record(text).events.filter { $0.kind == .cooperate }.count == 2)
  }

  @Test("A meeting of two beside a summit of many is another")
  func besideTheSummit() {
    let text = """
      Leaders of Chad, Niger and Mali attended the summit in Oslo. Chad and Niger held a meeting \
      on Tuesday.
      """
    #expect(record(text).events.filter { $0.kind == .consult }.count == 2)
  }

  @Test("A noun that points back is the act that was told")
  func definite() {
    let text = "Chad attacked Niger on Monday. The strike took place near Zinder, officials said."
    let attacks = record(text).events.filter { $0.kind == .assault }
    #expect(attacks.count == 1)
    #expect(attacks.first.map { words($0.trigger, of: text) } == "attacked")
  }

  @Test("Equal sides are one event in whatever order, and through those who speak for them")
  func sides() {
    let text = """
      Chad and Kenya have agreed to share water. On Monday, Kenyan President Omar Diallo and \
      Chadian President Ali Haroun agreed to share water from the lake.
      """
    #expect(record(text).events.filter { $0.kind == .agree }.count == 1)
  }

  @Test("In a headline a participle without its verb is a passive")
  func headline() throws {
    let text =
      "Kenyan minister Pedro Silva stabbed\n\nThe weather was fine in the region on that day."
    let event = try #require(record(text, title: true).events.first { $0.kind == .assault })
    #expect(event.actors.isEmpty)
    #expect(!event.recipients.isEmpty)
  }

  @Test("A group that is spoken of as 'their' and 'they' acts")
  func group() throws {
    let text = "Protesters marched through Lagos. Their demands include a new vote, they said."
    let event = try #require(record(text).events.first { $0.kind == .request })
    #expect(event.actors == [.described("Protesters")])
  }

  @Test("More that speaks for an event makes it surer, and what is denied stays under the margin")
  func confidence() throws {
    func sureness(_ text: String) throws -> Double {
      try #require(record(text + " That was all from the region.").events.first).confidence
    }
    let plain = try sureness("Kenya condemned Sudan on Monday.")
    let vague = try sureness("Kenya, which might condemn Sudan, is in Africa.")
    let denied = try sureness("Kenya did not condemn Sudan.")
    #expect(plain > vague)
    #expect(denied < Extractor.usualMargin)
  }

  @Test("The time of an act and the quote it stands in")
  func timeAndQuote() throws {
    let text = "Kenya arrested three activists on Tuesday, the police said."
    let record = record(text)
    let event = try #require(record.events.first { $0.kind == .coerce })
    let id = try #require(event.time)
    #expect(record.times.first { $0.id == id }?.value == "2024-07-09")
    if let quote = event.saidBy { #expect(record.quotes.indices.contains(quote)) }
  }

  @Test("A margin of confidence withholds the less sure")
  func margin() {
    let text = "Kenya arrested three activists on Tuesday."
    let strict = Extractor(minimumConfidence: 1)
    #expect(!record(text).events.isEmpty)
    #expect(strict.extract(Dispatch(text: text, hasTitle: false)).events.isEmpty)
  }

  @Test("Any beginning of a text can be read, and every span lies in it")
  func prefixes() {
    let text = """
      Chad and Niger hold talks

      The leaders of Chad and Niger, who had been urged by the UN to meet, held talks in Paris on \
      Monday. "We must end this war," said the minister, and troops attacked, killing 3.
      """
    let count = text.unicodeScalars.count
    for end in stride(from: 0, through: count, by: 7) {
      let part = String(String.UnicodeScalarView(text.unicodeScalars.prefix(end)))
      for event in record(part, title: true).events {
        #expect(event.trigger.upperBound <= end)
        #expect(!event.trigger.isEmpty)
        #expect(event.sentence.contains(event.trigger.lowerBound))
        #expect((0...1).contains(event.confidence))
      }
    }
  }

  @Test("Any ending of a text can be read: rules that look back find nothing before it")
  func endings() {
    let text = """
      In the 34 days of the negotiations between Chad and Niger the leaders, who had been urged by \
      the UN to meet, held talks in Paris on Monday. Last week of the war in Mali; a month of the \
      intensification of drills. Since Friday to protest against the ban by the court of the state, \
      and in 2019 after the attack on the town it was asked not to call the visit off for its refusal.
      """
    let words = text.split(separator: " ")
    for start in words.indices {
      let part = words[start...].joined(separator: " ")
      for event in record(part, title: false).events { #expect(!event.trigger.isEmpty) }
    }
  }

  @Test("A text may be cut anywhere, behind words that announce more too")
  func cuts() {
    let text = """
      The plan will go ahead next year, Laura Hayes said, and prices rose, according to both the bank       of Chad and the minister, who told reporters in Oslo: "We agree," in his view; officials announced
      """
    let words = text.split(separator: " ")
    for end in words.indices {
      let part = words[...end].joined(separator: " ")
      for last in ["both", "but", "which", "who", "and", "of", "the", "said", "according to", ":"] {
        let cut = part + " " + last
        let record = record(cut)
        #expect(record.quotes.allSatisfy { $0.span.upperBound <= cut.unicodeScalars.count })
      }
    }
  }
}
