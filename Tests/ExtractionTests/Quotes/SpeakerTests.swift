import Extraction
import Testing

/// Whose words they are: descriptions that stand for a name, documents, pronouns, joined subjects.
@Suite struct SpeakerTests {
  /// "The mayor of Riga, Anna Kalnina, gave": the name beside the description.
  static let appositions: [QuoteRow] = [
    QuoteRow(
      "The mayor of Riga, Anna Kalnina, offered her condolences, adding, \"We will rebuild it.\"",
      "direct: We will rebuild it. <- Anna Kalnina [adding]"),
    QuoteRow(
      "His lawyers, Omar Diallo and Piet Bakker, said they would appeal.",
      "indirect: they would appeal <- Omar Diallo [said]",
      "indirect: they would appeal <- Piet Bakker [said]"),
    QuoteRow(
      "Anna Cole, the sister of President Omar Diallo, denied the charges.",
      "indirect: the charges <- Anna Cole [denied] (denies)"),
    QuoteRow(
      "Anna Cole who sponsored the bill remarked the vote was close.",
      "indirect: the vote was close <- Anna Cole [remarked]"),
  ]

  /// "the Peruvian government", "the Wagner group": who stands behind the description.
  static let descriptions: [QuoteRow] = [
    QuoteRow(
      "The Peruvian government said the road would be closed.",
      "indirect: the road would be closed <- Peru [said]"),
    QuoteRow(
      "Portugal's government announced that the talks had failed.",
      "indirect: the talks had failed <- Portugal [announced]"),
    QuoteRow(
      "The local government said the road would be closed.",
      "indirect: the road would be closed <- 'The local government' [said]"),
    QuoteRow(
      "A hospital spokesman said the boy was well.",
      "indirect: the boy was well <- 'A hospital spokesman' [said]"),
  ]

  /// Whose a document is.
  static let documents: [QuoteRow] = [
    QuoteRow(
      "The strike is over, according to a tweet on Monday by Senator Piet Bakker.",
      "indirect: The strike is over <- Piet Bakker [according to]"),
    QuoteRow(
      "NATO released a statement which said, \"We stand ready to help.\"",
      "direct: We stand ready to help. <- NATO [said]"),
    QuoteRow(
      "Amnesty International wrote to the court. Its website said the trial was unfair.",
      "indirect: the trial was unfair <- Amnesty International [said]"),
    QuoteRow(
      "The price was cut, a document seen by Reuters showed.",
      "indirect: The price was cut <- 'a document seen by Reuters' [showed]"),
  ]

  /// Subjects of several, and what hangs on a subject.
  static let several: [QuoteRow] = [
    QuoteRow(
      "Both France and Portugal said the talks had failed.",
      "indirect: the talks had failed <- France [said]",
      "indirect: the talks had failed <- Portugal [said]"),
    QuoteRow(
      "Residents of Lima and Cusco said schools were shut.",
      "indirect: schools were shut <- 'Residents of Lima and Cusco' [said]"),
    QuoteRow(
      "Reuters, citing anonymous sources, reported the plant had been closed.",
      "indirect: the plant had been closed <- 'anonymous sources' [reported] via Reuters"),
    QuoteRow(
      "Anna Cole said her neighbours said they last saw him on Monday.",
      "indirect: they last saw him on Monday <- 'her neighbours' [said] via Anna Cole"),
    QuoteRow(
      "The judge said the men had lied to the court, according to Reuters.",
      "indirect: the men had lied to the court <- 'The judge' [said] via Reuters"),
  ]

  /// "One of the victims went to court. She said": who is only described goes on.
  static let pronouns: [QuoteRow] = [
    QuoteRow(
      "President Omar Diallo opened the hall. One of the victims went to court. She said the men had lied.",
      "indirect: the men had lied <- 'One of the victims' [said]"),
    QuoteRow(
      "The researchers took samples in Lima. They found that the water was clean.",
      "indirect: the water was clean <- 'The researchers' [found]"),
    QuoteRow(
      "Amina Diallo, who lost two sons, has packed her bags. \"We will go before the rains come.\"",
      "direct: We will go before the rains come. <- Amina Diallo"),
  ]

  /// Questions and answers, and what a paper says in a review of the press.
  static let labels: [QuoteRow] = [
    QuoteRow(
      "Senator Piet Bakker spoke to Anna Cole of Reuters.\nQ: Will you run again?\nA: I have not made up my mind.",
      "direct: Will you run again? <- Anna Cole (asks)",
      "direct: I have not made up my mind. <- Piet Bakker"),
    QuoteRow(
      "Papers wrote of the vote.\nLe Monde: The plan has failed for good.",
      "indirect: The plan has failed for good <- Le Monde"),
  ]

  /// Kinds of reports.
  static let kinds: [QuoteRow] = [
    QuoteRow(
      "The ministry puts the number of dead at 28.",
      "indirect: the number of dead at 28 <- 'The ministry' [puts]"),
    QuoteRow(
      "Human Rights Watch counted 64 dead in the raid.",
      "indirect: 64 dead in the raid <- Human Rights Watch [counted]"),
    QuoteRow("Soldiers put the dead man at the side of the road."),
    QuoteRow(
      "President Omar Diallo called it late.",
      "indirect: it late <- Omar Diallo [called]"),
    QuoteRow(
      "Senator Piet Bakker blamed delays in the north.",
      "indirect: delays in the north <- Piet Bakker [blamed] (accuses)"),
    QuoteRow(
      "Two men were accused of selling oil to the rebels.",
      "indirect: selling oil to the rebels <- - [accused] (accuses)"),
    QuoteRow(
      "Residents were told to stay at home.",
      "indirect: to stay at home <- - [told]"),
    QuoteRow(
      "Asked by Anna Cole whether he had read it, Senator Piet Bakker left the room.",
      "indirect: whether he had read it <- Anna Cole [Asked] (asks)"),
    QuoteRow("The Senate confirmed the general as chief of staff."),
    QuoteRow("President Omar Diallo condemned the raids."),
    QuoteRow(
      "The union said it had asked for more time.",
      "indirect: it had asked for more time <- 'The union' [said]"),
    QuoteRow(
      "Laos has agreed to hold talks on the dam, the ministry said on Monday.",
      "indirect: Laos has agreed to hold talks on the dam <- 'the ministry' [said]"),
    QuoteRow(
      "Her daughter said she died in Lima without elaborating.",
      "indirect: she died in Lima <- 'Her daughter' [said]"),
  ]

  static let all =
    appositions + descriptions + documents + several + pronouns + labels + kinds

  @Test(arguments: all) func speaks(_ row: QuoteRow) {
    #expect(describe(read(row.text)) == row.quotes)
  }
}
