import Extraction

/// More phenomena, a table each: who must do it, what stands between, what is only said.
enum EventPhenomena {
  /// Senses that ask for a subject.
  static let subjects: [EventCase] = [
    EventCase("The resolution passed in the assembly on Monday.", .support, "passed", "-", "-"),
    EventCase("The motion failed by two votes.", .reject, "failed", "-", "-"),
    EventCase("French troops left Niger in December.", .retreat, "left", "France", "Niger"),
    EventCase("Russian troops entered the region of Kursk.", .mobilize, "entered", "Russia", "-"),
    EventCase("The petition was dismissed by the senate.", .reject, "dismissed", "senate", "-"),
    EventCase("The court found the suspension unlawful.", .reject, "unlawful", "court", "-"),
    EventCase("A roadside bomb exploded near the barracks.", .assault, "exploded", "-", "-"),
    EventCase(
      "Israeli warplanes struck targets in southern Lebanon.", .assault, "struck", "Israel",
      "Lebanon"),
    EventCase(
      "Thousands of protesters gathered around the palace.", .protest, "gathered", "protesters", "-"
    ),
  ]

  /// Relative clauses, appositions, agents.
  static let relative: [EventCase] = [
    EventCase("The plan which Chad rejected came from Paris.", .reject, "rejected", "Chad", "-"),
    EventCase(
      "The vote was boycotted by both Greek and Italian lawmakers.", .protest, "boycotted",
      "Greece", "-"),
    EventCase(
      "Iran, which has denied the claims, accused Israel of sabotage.", .accuse, "accused", "Iran",
      "Israel"),
  ]

  /// What the parser reads wrong today: a row that comes right belongs with its like.
  static let misparsed: [EventCase] = [
    EventCase(
      "Crowds gathered after Pedro Silva, the mayor of Porto, was stabbed.", .assault,
      "stabbed", "-", "Pedro Silva"),
    EventCase("The tanker that Iran seized belongs to Greece.", .coerce, "seized", "Iran", "-"),
    EventCase(
      "A student was arrested after Pedro Silva, mayor of the city, was stabbed.", .assault,
      "stabbed", "-", "Pedro Silva"),
  ]

  /// Control, complements, coordinated speakers.
  static let control: [EventCase] = [
    EventCase(
      "Omar Diallo recommended the troops withdraw from the town.", .request, "recommended",
      "Omar Diallo", "troops"),
    EventCase(
      "Laura Hayes said there was no proof and urged the crowd to leave.", .request, "urged",
      "Laura Hayes", "crowd"),
    EventCase("Norway has committed to protecting the forest.", .agree, "committed", "Norway", "-"),
    EventCase("Pedro Silva asked Greece for a loan.", .request, "asked", "Pedro Silva", "Greece"),
    EventCase(
      "According to Reuters, Iran has increased cooperation with China.", .cooperate, "cooperation",
      "Iran", "-"),
    EventCase("Kenya warned it would close the border.", .threaten, "warned", "Kenya", "-"),
  ]

  /// Refusals.
  static let refusal: [EventCase] = [
    EventCase(
      "Chad could not reach an agreement with Niger.", .reject, "reach an agreement", "Chad",
      "Niger", .happened),
    EventCase("Oman would not accept the refugees.", .reject, "accept", "Oman", "-", .happened),
    EventCase(
      "Pedro Silva has yet to concede defeat.", .reject, "concede", "Pedro Silva", "-", .happened),
    EventCase(
      "Congress, however, has repeatedly voted against a \"no deal\" exit.", .reject,
      "voted against", "Congress", "-"),
    EventCase(
      "The government has ruled out talks with the rebels.", .reject, "ruled out", "government", "-"
    ),
  ]

  /// Light verbs, compound verbs, nouns with their sides.
  static let light: [EventCase] = [
    EventCase(
      "Greece faced criticism from Spain over the law.", .accuse, "criticism", "Spain", "Greece"),
    EventCase("Chad suffered an attack by rebels on Monday.", .assault, "attack", "rebels", "Chad"),
    EventCase(
      "The speech came a week after an attack on an oil refinery.", .assault, "attack", "-",
      "refinery"),
    EventCase(
      "Anti-government protests erupted in Nairobi on Tuesday.", .protest, "protests", "-", "-"),
    EventCase(
      "India and France will conduct naval drills in the Arabian Sea.", .cooperate, "drills",
      "India", "France"),
    EventCase("The two sides declared a truce.", .concede, "truce", "sides", "-"),
    EventCase("Armenia and Azerbaijan agreed a ceasefire.", .concede, "ceasefire", "-", "-"),
    EventCase(
      "Colombia broke off diplomatic relations with Israel.", .sanction, "broke off", "Colombia",
      "Israel"),
    EventCase(
      "North Korea test-fired two missiles on Thursday.", .mobilize, "test", "North Korea", "-"),
    EventCase("Turkey blocked access to the website.", .coerce, "access", "Turkey", "-"),
    EventCase(
      "The finance minister tendered his resignation on Monday.", .retreat, "resignation",
      "minister", "-"),
    EventCase(
      "Serbia and Kosovo reached a deal on number plates in Brussels.", .agree, "deal", "Serbia",
      "Kosovo"),
    EventCase(
      "Poland's president extended condolences to the families of the victims.", .support,
      "condolences", "president", "families"),
  ]

  /// Acts that are words.
  static let words: [EventCase] = [
    EventCase("Kyiv blamed Moscow for the strike.", .accuse, "blamed", "Kyiv", "Moscow"),
    EventCase("Russia slammed the move as a provocation.", .accuse, "slammed", "Russia", "-"),
    EventCase(
      "Amir Haddad called the stabbing an act of barbarity.", .accuse, "called", "Amir Haddad", "-"),
    EventCase("Spain has alleged Iranian involvement.", .accuse, "alleged", "Spain", "Iran"),
    EventCase("Italy threatened Mexico with tariffs.", .threaten, "threatened", "Italy", "Mexico"),
    EventCase(
      "The militia gave the government a 48-hour ultimatum.", .threaten, "ultimatum", "militia",
      "government"),
    EventCase(
      "Protesters are demanding the resignation of the prime minister.", .request, "demanding",
      "Protesters", "-", .ongoing),
    EventCase(
      "The opposition has called on the president to step down.", .request, "called on",
      "opposition", "president"),
    EventCase(
      "The party nominated Maria Silva for president.", .support, "nominated", "party",
      "Maria Silva"),
    EventCase(
      "\"The British government is breaking the law,\" said Clara Holm, a lawyer.", .accuse,
      "breaking", "Clara Holm", "United Kingdom"),
  ]

  /// Tense, modality and report.
  static let status: [EventCase] = [
    EventCase(
      "Norway said it would send medicine to Moldova.", .aid, "send", "Norway", "-", .planned),
    EventCase(
      "The ministers were reported to have visited Mali.", .consult, "visited", "-", "-", .happened),
    EventCase(
      "The general expressed no regret over the war.", .accuse, "regret", "-", "-", .denied),
    EventCase("Kenya plans to close the border on Monday.", .coerce, "close", "-", "-", .planned),
    EventCase(
      "Police said on Monday they had arrested two men.", .coerce, "arrested", "-", "-", .happened),
    EventCase("Chad is leaving the union.", .sanction, "leaving", "Chad", "-", .ongoing),
    EventCase(
      "A planned attack on Paris by militants worried the police.", .assault, "attack", "-", "-",
      .planned),
    EventCase(
      "The minister might resign over the affair.", .retreat, "resign", "minister", "-", .possible),
  ]

  /// What names an act elsewhere and none here.
  static let none: [String] = [
    "The minister held a press conference on the harvest.",
    "The singer died of a heart attack in the hotel.",
    "Nobody was hurt when lightning struck the tower.",
    "The company announced a product launch for the spring.",
    "The shop was known for its alcohol abuse clinic.",
    "The guests were met with applause in the hall.",
    "People visiting the museum pay nothing on Sundays.",
    "Wildfires are destroying the old forest.",
  ]
}
