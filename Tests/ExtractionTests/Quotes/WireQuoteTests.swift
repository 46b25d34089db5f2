import Extraction
import Testing

/// Reports in the manner of plain agency dispatches and press releases.
@Suite struct WireQuoteTests {
  /// "The minister said:" and his words in paragraphs of their own; marks that close in a later one.
  static let statements: [QuoteRow] = [
    QuoteRow(
      "The minister, Omar Diallo, said:\nI welcome the agreement between the two sides.\nThe road will be opened in May and everybody will be free to use it.\nFurther information\nThe ministry is in Riga.",
      "indirect: I welcome the agreement between the two sides <- Omar Diallo [said]",
      "indirect: The road will be opened in May and everybody will be free to use it <- Omar Diallo [said]"
    ),
    QuoteRow(
      "The governor added:\nThe dam is safe.\nThe lake lies in the north of the country.",
      "indirect: The dam is safe <- 'The governor' [added]"),
    QuoteRow(
      "Omar Diallo said:\nWe are glad of the vote.\nDiallo also met the mayor in Riga.",
      "indirect: We are glad of the vote <- Omar Diallo [said]"),
    QuoteRow(
      "\"The army is trained.\nWe have given it all it needs,\" said Omar Diallo.",
      "direct: The army is trained.\nWe have given it all it needs <- Omar Diallo [said]"),
    QuoteRow(
      "Omar Diallo said: \"The army is trained.\nWe have given it all it needs.\"",
      "direct: The army is trained.\nWe have given it all it needs. <- Omar Diallo [said]"),
  ]

  /// Clauses that their source breaks, and relative ones.
  static let broken: [QuoteRow] = [
    QuoteRow(
      "Omar Diallo spoke about the growing trade between Norway and Chile, praising the deal.",
      "indirect: the growing trade between Norway and Chile <- Omar Diallo [spoke about]"),
    QuoteRow(
      "Russia, Omar Diallo said, sees a danger in the talks.",
      "indirect: Russia <- Omar Diallo [said]",
      "indirect: sees a danger in the talks <- Omar Diallo [said]"),
    QuoteRow(
      "The fleet, according to the mayor, had not been warned.",
      "indirect: The fleet <- 'the mayor' [according to]",
      "indirect: had not been warned <- 'the mayor' [according to]"),
    QuoteRow(
      "Senator Piet Bakker, who according to local media proposed the ban, apologized to citizens.",
      "indirect: proposed the ban <- 'local media' [according to]"),
    QuoteRow(
      "Police held a man who, according to the prosecution, gathered maps of the base.",
      "indirect: gathered maps of the base <- 'the prosecution' [according to]"),
    QuoteRow(
      "On Sunday in Lima, according to the police, a man fled from the hall.",
      "indirect: a man fled from the hall <- 'the police' [according to]"),
    QuoteRow(
      "Police closed the road; two men were held, said the police inspectorate.",
      "indirect: Police closed the road; two men were held <- 'the police inspectorate' [said]"),
    QuoteRow(
      "The act was needed, according to the mayor, whose party, according to the BBC, had drafted it.",
      "indirect: The act was needed <- 'the mayor' [according to]",
      "indirect: whose party <- BBC [according to]",
      "indirect: had drafted it <- BBC [according to]"),
    QuoteRow(
      "Minister Omar Diallo told reporters outside Parliament he had sent the army.",
      "indirect: he had sent the army <- Omar Diallo [told] @reporters"),
  ]

  /// "He stated this", "That's according to": what it is stands before.
  static let pointing: [QuoteRow] = [
    QuoteRow(
      "Omar Diallo said the plant was shut. He stated this in a video message, reports Reuters.",
      "indirect: the plant was shut <- Omar Diallo [said] via Reuters"),
    QuoteRow(
      "A court in Riga found Omar Diallo guilty and fined him. This was reported by the BBC, writes Reuters.",
      "indirect: A court in Riga found Omar Diallo guilty and fined him <- BBC [reported] via Reuters"
    ),
    QuoteRow(
      "Two men fled from the prison on Monday. That's according to the Ministry of Justice, Reuters reports.",
      "indirect: Two men fled from the prison on Monday <- Ministry of Justice [according to] via Reuters"
    ),
    QuoteRow(
      "Two drones fell on the port at night. One man was hurt. This was reported by Omar Diallo.",
      "indirect: Two drones fell on the port at night. One man was hurt <- Omar Diallo [reported]"),
    QuoteRow(
      "The talks were a success, a Reuters correspondent reports.",
      "indirect: The talks were a success <- Reuters [reports]"),
    QuoteRow(
      "Brazil's ministry said this week it had moved the fleet.",
      "indirect: it had moved the fleet <- 'Brazil's ministry' [said]"),
    QuoteRow(
      "Minister Anna Cole met Omar Diallo and said the talks were over. In her view, it was \"a monologue\".",
      "indirect: the talks were over <- Anna Cole [said]",
      "mixed: it was \"a monologue\" <- Anna Cole [In]"),
  ]

  /// Offices by other names.
  static let offices: [QuoteRow] = [
    QuoteRow(
      "French Prime Minister Omar Diallo opened a hall. The road will be built, said the head of the French government.",
      "indirect: The road will be built <- Omar Diallo [said]"),
    QuoteRow(
      "President Omar Diallo said the plan was good. The decree was needed, the head of state wrote.",
      "indirect: the plan was good <- Omar Diallo [said]",
      "indirect: The decree was needed <- Omar Diallo [wrote]"),
    QuoteRow(
      "Serbia's President Omar Diallo met Anna Cole in Paris. The talks were short, the Serbian leader said.",
      "indirect: The talks were short <- Omar Diallo [said]"),
    QuoteRow(
      "Foreign Minister Omar Diallo visited Oslo. \"We will help,\" the diplomat said.",
      "direct: We will help <- Omar Diallo [said]"),
    QuoteRow(
      "Senator Piet Bakker opened the hall. The law is bad, the lawmaker said.",
      "indirect: The law is bad <- Piet Bakker [said]"),
    QuoteRow(
      "Foreign Secretary Omar Diallo met Secretary of State Piet Bakker. Following the meeting the Foreign Secretary said that talks would go on.",
      "indirect: talks would go on <- Omar Diallo [said]"),
    QuoteRow(
      "The envoy for Yemen voiced regret that the parties had failed to agree.\nHans Bakker said the truce had ended.",
      "indirect: regret that the parties had failed to agree <- Hans Bakker [voiced]",
      "indirect: the truce had ended <- Hans Bakker [said]"),
    QuoteRow(
      "\"We will open the hall,\" one of the officers said. He said the road was shut.",
      "direct: We will open the hall <- 'one of the officers' [said]",
      "indirect: the road was shut <- 'one of the officers' [said]"),
    QuoteRow(
      "Omar Diallo spoke first. The Serbian leader said the talks were short.",
      "indirect: the talks were short <- 'The Serbian leader' [said]"),
  ]

  /// Each of several who speak together; only noun phrases speak.
  static let speakers: [QuoteRow] = [
    QuoteRow(
      "Mali and Burkina Faso have said they would leave the pact.",
      "indirect: they would leave the pact <- Mali [said]",
      "indirect: they would leave the pact <- Burkina Faso [said]"),
    QuoteRow(
      "Minister Anna Cole and Senator Piet Bakker said they would stay.",
      "indirect: they would stay <- Anna Cole [said]",
      "indirect: they would stay <- Piet Bakker [said]"),
    QuoteRow(
      "Omar Diallo and his supporters claimed the vote was rigged.",
      "indirect: the vote was rigged <- Omar Diallo [claimed]",
      "indirect: the vote was rigged <- 'his supporters' [claimed]"),
    QuoteRow(
      "Residents of Lima and Cusco said the roads were shut.",
      "indirect: the roads were shut <- 'Residents of Lima and Cusco' [said]"),
    QuoteRow(
      "A few days later the administration said he would go.",
      "indirect: he would go <- 'the administration' [said]"),
    QuoteRow(
      "The court ruled in favour of Peru, which had argued that the pact was broken.",
      "indirect: the pact was broken <- Peru [argued]"),
    QuoteRow(
      "\"Nobody was hurt,\" the spokesman of the service, Omar Diallo, told journalists.",
      "direct: Nobody was hurt <- Omar Diallo [told] @journalists"),
  ]

  /// What verbs take, and where that ends.
  static let verbs: [QuoteRow] = [
    QuoteRow(
      "The speaker declared the decree invalid and called on the army to leave.",
      "indirect: the decree invalid <- 'The speaker' [declared]",
      "indirect: to leave <- 'The speaker' [called on] (demands) @the army"),
    QuoteRow(
      "Omar Diallo called the sentence politically motivated.",
      "indirect: the sentence politically motivated <- Omar Diallo [called]"),
    QuoteRow("She questioned acquaintances, including relatives of soldiers."),
    QuoteRow(
      "Omar Diallo questioned the fairness of the vote.",
      "indirect: the fairness of the vote <- Omar Diallo [questioned] (asks)"),
    QuoteRow(
      "Omar Diallo rejected the accusation.",
      "indirect: the accusation <- Omar Diallo [rejected] (denies)"),
    QuoteRow("Omar Diallo rejected the bid."),
    QuoteRow(
      "The doctors assess his condition as stable.",
      "indirect: his condition as stable <- 'The doctors' [assess]"),
    QuoteRow("Omar Diallo thanked Peru for the decision."),
    QuoteRow("Omar Diallo expressed gratitude to Peru."),
    QuoteRow(
      "The minister announced the suspension Wednesday following a summit.",
      "indirect: the suspension <- 'The minister' [announced]"),
    QuoteRow(
      "Omar Diallo accused the opposition of paralyzing the state, and lifted the ban at night.",
      "indirect: the opposition of paralyzing the state <- Omar Diallo [accused] (accuses)"),
    QuoteRow(
      "The minister denied wrongdoing and says the case is closed.",
      "indirect: wrongdoing <- 'The minister' [denied] (denies)",
      "indirect: the case is closed <- 'The minister' [says]"),
    QuoteRow(
      "Omar Diallo urged the mayor and the council to leave the hall.",
      "indirect: to leave the hall <- Omar Diallo [urged] (demands) @the mayor"),
    QuoteRow(
      "Omar Diallo has for months denied that the army took part.",
      "indirect: the army took part <- Omar Diallo [denied] (denies)"),
    QuoteRow(
      "Omar Diallo announced the decision on May 12, hours before the vote.",
      "indirect: the decision <- Omar Diallo [announced]"),
    QuoteRow(
      "The prosecutor said the man had admitted guilt.",
      "indirect: the man had admitted guilt <- 'The prosecutor' [said]"),
  ]

  static let all = statements + broken + pointing + offices + speakers + verbs

  @Test(arguments: all) func reads(_ row: QuoteRow) {
    #expect(describe(read(row.text)) == row.quotes)
  }
}
