import Extraction
import Testing

/// Reports by the grammar of their sentence: where the words stand, what ends them, whose they are.
@Suite struct QuoteGrammarTests {
  /// "X, officials told Y": the report before its verb, whoever was told.
  static let parentheses: [QuoteRow] = [
    QuoteRow(
      "Dozens of homes burned down, President Omar Diallo told Reuters.",
      "indirect: Dozens of homes burned down <- Omar Diallo [told] @Reuters"),
    QuoteRow(
      "The road is closed, officials in Lima told local radio on Monday.",
      "indirect: The road is closed <- 'officials in Lima' [told] @local radio"),
    QuoteRow(
      "The bomb lay in a market, stated Minister of Information Ali Saleh, and was found by children.",
      "indirect: The bomb lay in a market <- Ali Saleh [stated]",
      "indirect: was found by children <- Ali Saleh [stated]"),
    QuoteRow(
      "The law forbids \"any act of a political kind,\" a spokesperson stated.",
      "mixed: The law forbids \"any act of a political kind <- 'a spokesperson' [stated]"),
  ]

  /// "said on Saturday, about 20 buildings fell": commas around what is no part of the report.
  static let commas: [QuoteRow] = [
    QuoteRow(
      "The hospital said in a statement, Senator Piet Bakker would have more tests.",
      "indirect: Senator Piet Bakker would have more tests <- 'The hospital' [said]"),
    QuoteRow(
      "Rovania claimed, as of Thursday, it was one of few countries free of the virus.",
      "indirect: it was one of few countries free of the virus <- Rovania [claimed]"),
    QuoteRow(
      "Officials said Wednesday's quake damaged nine schools.",
      "indirect: Wednesday's quake damaged nine schools <- 'Officials' [said]"),
    QuoteRow(
      "The report said at least 116 people died in the storm.",
      "indirect: at least 116 people died in the storm <- 'The report' [said]"),
  ]

  /// Subjects further off than the words beside the verb.
  static let subjects: [QuoteRow] = [
    QuoteRow(
      "A spokesman contacted by Reuters said the plant was closed.",
      "indirect: the plant was closed <- 'A spokesman contacted by Reuters' [said]"),
    QuoteRow(
      "The man arrested on Friday told police he was innocent.",
      "indirect: he was innocent <- 'The man arrested on Friday' [told] @police"),
    QuoteRow(
      "The club expressed sadness and extended condolences to the family.",
      "indirect: sadness <- 'The club' [expressed]"),
    QuoteRow(
      "President Omar Diallo predicted the army would win and asked voters to stay calm.",
      "indirect: the army would win <- Omar Diallo [predicted]",
      "indirect: to stay calm <- Omar Diallo [asked] (asks) @voters"),
    QuoteRow(
      "The team noted several theories, though Senator Piet Bakker has reported a new one.",
      "indirect: several theories <- 'The team' [noted]",
      "indirect: a new one <- Piet Bakker [reported]"),
    QuoteRow(
      "Aides denied the story as did the minister.",
      "indirect: the story <- 'Aides' [denied] (denies)"),
  ]

  /// What documents, surveys and recordings show.
  static let documents: [QuoteRow] = [
    QuoteRow(
      "A survey released on Monday shows that most voters want a new law.",
      "indirect: most voters want a new law <- 'A survey released on Monday' [shows]"),
    QuoteRow(
      "Court documents show he owned two houses.",
      "indirect: he owned two houses <- 'Court documents' [show]"),
    QuoteRow(
      "The latest figures show unemployment rose to 5 percent.",
      "indirect: unemployment rose to 5 percent <- 'The latest figures' [show]"),
    QuoteRow(
      "The study showed a link between diet and sleep.",
      "indirect: a link between diet and sleep <- 'The study' [showed]"),
    QuoteRow("The guide showed them the way to the river."),
  ]

  /// Reasons that somebody cites, against sources that somebody cites.
  static let reasons: [QuoteRow] = [
    QuoteRow(
      "The airline cancelled the flight, citing bad weather, and paid the passengers.",
      "indirect: bad weather <- 'The airline' [citing]"),
    QuoteRow(
      "Senator Piet Bakker cited the need for more time.",
      "indirect: the need for more time <- Piet Bakker [cited]"),
    QuoteRow(
      "The BBC cited a police source as saying the ship was burning.",
      "indirect: the ship was burning <- 'a police source' [saying] via BBC"),
  ]

  /// Promises, deeds and accusations in nouns and infinitives.
  static let acts: [QuoteRow] = [
    QuoteRow(
      "President Omar Diallo agreed to step down.",
      "indirect: to step down <- Omar Diallo [agreed] (promises)"),
    QuoteRow("The two governments agreed to share data."),
    QuoteRow(
      "Senator Piet Bakker admitted taking the money.",
      "indirect: taking the money <- Piet Bakker [admitted]"),
    QuoteRow(
      "President Omar Diallo welcomed the decision to withdraw the army.",
      "indirect: the decision to withdraw the army <- Omar Diallo [welcomed]"),
    QuoteRow("President Omar Diallo welcomed the visitors at the gate."),
    QuoteRow(
      "The governor repeated his call to ban the sale of guns.",
      "indirect: to ban the sale of guns <- 'The governor' [call] (demands)"),
    QuoteRow(
      "Senator Piet Bakker repeated his allegation of fraud in the vote.",
      "indirect: fraud in the vote <- Piet Bakker [allegation] (accuses)"),
  ]

  /// Passives and "according to".
  static let passives: [QuoteRow] = [
    QuoteRow(
      "It was reported he was in a coma at the time of death.",
      "indirect: he was in a coma at the time of death <- - [reported]"),
    QuoteRow(
      "His death was confirmed by his son, Wolfgang Brown.",
      "indirect: His death <- Wolfgang Brown [confirmed]"),
    QuoteRow(
      "A judicial inquiry was ordered, according to police.",
      "indirect: A judicial inquiry was ordered <- 'police' [according to]"),
    QuoteRow(
      "According to a report by NATO, the group maintains a list of its enemies.",
      "indirect: the group maintains a list of its enemies <- NATO [According to]"),
  ]

  /// Said once that it was an interview, it holds for the words quoted from it further on.
  static let interviews: [QuoteRow] = [
    QuoteRow(
      "\"We will vote,\" President Omar Diallo said in an interview with Kyodo News.\n"
        + "\"We will win,\" Diallo said.\n\"I am sure,\" Diallo wrote on Twitter.",
      "direct: We will vote <- Omar Diallo [said] @Kyodo News",
      "direct: We will win <- Omar Diallo [said] @Kyodo News",
      "direct: I am sure <- Omar Diallo [wrote] @Twitter"),
    QuoteRow(
      "In an interview with Reuters, President Omar Diallo said the vote was fair.",
      "indirect: the vote was fair <- Omar Diallo [said] @Reuters"),
    QuoteRow(
      "President Omar Diallo spoke in an interview with Reuters.\n"
        + "\"We will win,\" Senator Piet Bakker said.",
      "direct: We will win <- Piet Bakker [said]"),
  ]

  static let all =
    parentheses + commas + subjects + documents + reasons + acts + passives + interviews

  @Test(arguments: all) func reports(_ row: QuoteRow) {
    #expect(describe(read(row.text)) == row.quotes)
  }
}
