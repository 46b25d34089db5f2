import Extraction
import Testing

/// Reports in the manner of agencies, and what ends or only looks like a report.
@Suite struct AgencyQuoteTests {
  /// What ends a report: a contrast, a source with its own verb, a later clause behind mere words.
  static let ends: [QuoteRow] = [
    QuoteRow(
      "Omar Diallo warned on Saturday that the army would win and Senator Piet Bakker said the war was lost.",
      "indirect: the army would win <- Omar Diallo [warned]",
      "indirect: the war was lost <- Piet Bakker [said]"),
    QuoteRow(
      "Senator Piet Bakker said the law would pass, but the ministry has doubts.",
      "indirect: the law would pass <- Piet Bakker [said]"),
    QuoteRow(
      "Senator Piet Bakker claimed the tax was fair, although he pays none.",
      "indirect: the tax was fair <- Piet Bakker [claimed]"),
    QuoteRow(
      "The council denounced the attack as leaders met in Geneva.",
      "indirect: the attack <- 'The council' [denounced] (accuses)"),
    QuoteRow(
      "Senator Piet Bakker denied the charge, which the ministry had made in May.",
      "indirect: the charge <- Piet Bakker [denied] (denies)"),
    QuoteRow(
      "Senator Piet Bakker called for a new law, looking at his papers.",
      "indirect: a new law <- Piet Bakker [called for] (demands)"),
    QuoteRow(
      "Ana Torres, who claims the island, is a widow.",
      "indirect: the island <- Ana Torres [claims]"),
    QuoteRow(
      "Ana Torres said she was tired, and that she would rest.",
      "indirect: she was tired, and that she would rest <- Ana Torres [said]"),
    QuoteRow(
      "After saying the vote was \"a fraud,\" Omar Diallo left.",
      "mixed: the vote was \"a fraud,\" <- Omar Diallo [saying]"),
    QuoteRow(
      "The minister noted that the plant was shut and stressed that it would stay so.",
      "indirect: the plant was shut <- 'The minister' [noted]",
      "indirect: it would stay so <- 'The minister' [stressed]"),
  ]

  /// Who was told, and of what.
  static let objects: [QuoteRow] = [
    QuoteRow(
      "Senator Piet Bakker asked the minister about her emails.",
      "indirect: her emails <- Piet Bakker [asked] (asks) @the minister"),
    QuoteRow(
      "Senator Piet Bakker warned voters of a long war.",
      "indirect: a long war <- Piet Bakker [warned] @voters"),
    QuoteRow(
      "Senator Piet Bakker likened the vote to a lottery.",
      "indirect: the vote to a lottery <- Piet Bakker [likened]"),
    QuoteRow(
      "Senator Piet Bakker mocked the minister for losing the vote.",
      "indirect: the minister for losing the vote <- Piet Bakker [mocked] (accuses)"),
    QuoteRow(
      "Senator Piet Bakker spoke out against the law.",
      "indirect: the law <- Piet Bakker [spoke out against] (accuses)"),
    QuoteRow(
      "The minister expressed hope that the plant would open.",
      "indirect: hope that the plant would open <- 'The minister' [expressed]"),
    QuoteRow(
      "Diallo made it clear that the plant would close.",
      "indirect: the plant would close <- Diallo [made it clear]"),
    QuoteRow(
      "As Diallo put it, \"the plant is dead\".",
      "direct: the plant is dead <- Diallo [put it]"),
    QuoteRow(
      "Senator Piet Bakker went on to say that the law was old.",
      "indirect: the law was old <- Piet Bakker [say]"),
    QuoteRow(
      "Senator Piet Bakker went so far as to say, \"The law is dead.\"",
      "direct: The law is dead. <- Piet Bakker [say]"),
  ]

  /// Verbs of saying where nobody says anything.
  static let silent: [QuoteRow] = [
    QuoteRow(
      "It is worth noting that the plant is old."),
    QuoteRow(
      "The storm struck with reported winds of 120 miles an hour."),
    QuoteRow(
      "The group ran a system of reporting abuse to the police."),
    QuoteRow(
      "The crisis underscored the need for a new law."),
    QuoteRow(
      "The Senate confirmed her nomination on Friday."),
    QuoteRow(
      "The court ruled that out."),
    QuoteRow(
      "The quake claimed 40 lives."),
    QuoteRow(
      "In 2012, Omar Diallo said."),
    QuoteRow(
      "Omar Diallo told Reuters this on Monday."),
    QuoteRow(
      "Members often find themselves in the thick of debates."),
  ]

  /// Agency copy: relays, press services, channels.
  static let agencies: [QuoteRow] = [
    QuoteRow(
      "The plant was shut, President Omar Diallo said, as quoted by Reuters.",
      "indirect: The plant was shut <- Omar Diallo [said] via Reuters"),
    QuoteRow(
      "As reported by Reuters, the plant was shut.",
      "indirect: the plant was shut <- Reuters [As reported by]"),
    QuoteRow(
      "The plant was shut, as reported by Reuters.",
      "indirect: The plant was shut <- Reuters [as reported by]"),
    QuoteRow(
      "As Reuters reports, the plant was shut.",
      "indirect: the plant was shut <- Reuters [reports]"),
    QuoteRow(
      "As stated in the report, the plant was shut.",
      "indirect: the plant was shut <- 'the report' [As stated in]"),
    QuoteRow(
      "The plant was shut, Reuters reports, citing the ministry.",
      "indirect: The plant was shut <- Reuters [reports]"),
    QuoteRow(
      "Reuters reports, citing a senior official, that the plant was shut.",
      "indirect: the plant was shut <- Reuters [reports]"),
    QuoteRow(
      "The plant was shut, UNN reports with reference to the ministry.",
      "indirect: The plant was shut <- UNN [reports]"),
    QuoteRow(
      "The ferry sank off the coast. Reuters reports this with reference to the ministry.",
      "indirect: The ferry sank off the coast <- Reuters [reports]"),
    QuoteRow(
      "The plant was shut, the ministry's press service reported.",
      "indirect: The plant was shut <- 'the ministry's press service' [reported]"),
    QuoteRow(
      "\"The plant is shut,\" the press service quoted Diallo as saying.",
      "direct: The plant is shut <- Diallo [saying]"),
    QuoteRow(
      "\"The plant is shut,\" Diallo was quoted as saying by Reuters.",
      "direct: The plant is shut <- Diallo [saying] via Reuters"),
    QuoteRow(
      "Diallo was quoted as saying by Reuters that the plant was shut.",
      "indirect: the plant was shut <- Diallo [saying] via Reuters"),
    QuoteRow(
      "State media quoted Diallo as saying: \"The plant is shut.\"",
      "direct: The plant is shut. <- Diallo [saying]"),
    QuoteRow(
      "\"The plant is shut,\" President Omar Diallo told reporters on the sidelines of the summit.",
      "direct: The plant is shut <- Omar Diallo [told] @reporters"),
    QuoteRow(
      "President Omar Diallo wrote on Telegram that the plant was shut.",
      "indirect: the plant was shut <- Omar Diallo [wrote] @Telegram"),
    QuoteRow(
      "In a statement posted on its website, the ministry said the plant was shut.",
      "indirect: the plant was shut <- 'the ministry' [said]"),
    QuoteRow(
      "\"The plant is shut,\" the statement read.",
      "direct: The plant is shut <- 'the statement' [read]"),
    QuoteRow(
      "The opinion of the court, released on Wednesday, read in part, \"It is concluded that the oath of office is unconstitutional.\"",
      "direct: It is concluded that the oath of office is unconstitutional. <- 'The opinion of the court' [read]"
    ),
    QuoteRow(
      "The plant was shut, the official said on condition of anonymity.",
      "indirect: The plant was shut <- 'the official' [said]"),
    QuoteRow(
      "\"The plant is shut,\" the minister stated. According to him, it will open in May.",
      "direct: The plant is shut <- 'the minister' [stated]",
      "indirect: it will open in May <- 'the minister' [According to]"),
    QuoteRow(
      "In the words of Governor Omar Diallo, the plant was shut.",
      "indirect: the plant was shut <- Omar Diallo [In the words of]"),
    QuoteRow(
      "Per the ministry, the plant was shut.",
      "indirect: the plant was shut <- 'the ministry' [Per]"),
    QuoteRow(
      "The plant was shut, per officials.",
      "indirect: The plant was shut <- 'officials' [per]"),
    QuoteRow(
      "In a report of the ministry, the storm damaged 143 houses.",
      "indirect: the storm damaged 143 houses <- 'a report of the ministry' [report]"),
    QuoteRow(
      "Remarked the chairman, Omar Diallo, \"This is a reprieve for the town.\"",
      "direct: This is a reprieve for the town. <- Omar Diallo [Remarked]"),
    QuoteRow(
      "\"We stand ready\" tweeted Johnson \"to provide whatever help we can to bring them under control.\"",
      "direct: We stand ready <- Johnson [tweeted]",
      "direct: to provide whatever help we can to bring them under control. <- Johnson [tweeted]"),
  ]

  /// What somebody reportedly did, as far as the word reaches.
  static let hearsay: [QuoteRow] = [
    QuoteRow(
      "The man, who reportedly owned the boat, fled.",
      "indirect: owned the boat <- - [reportedly]"),
    QuoteRow(
      "Two ships reportedly sank.",
      "indirect: Two ships reportedly sank <- - [reportedly]"),
    QuoteRow(
      "The gunman stabbed reportedly several people.",
      "indirect: several people <- - [reportedly]"),
  ]

  /// Polls and figures.
  static let polls: [QuoteRow] = [
    QuoteRow(
      "Most voters support the plan, a poll showed on Monday.",
      "indirect: Most voters support the plan <- 'a poll' [showed]"),
    QuoteRow(
      "The poll showed 52 percent of voters support the plan.",
      "indirect: 52 percent of voters support the plan <- 'The poll' [showed]"),
  ]

  /// Reasons and speakers that only point back.
  static let causes: [QuoteRow] = [
    QuoteRow(
      "Thomas Gray, who cited only his experience with the sport of rugby, ran after him.",
      "indirect: his experience with the sport of rugby <- Thomas Gray [cited]"),
    QuoteRow(
      "According to his publicist, Omar Diallo died of cancer.",
      "indirect: Omar Diallo died of cancer <- 'his publicist' [According to]"),
    QuoteRow(
      "Officials were tired as margins were thin, while noting that the plant would open.",
      "indirect: the plant would open <- 'Officials' [noting]"),
    QuoteRow(
      "China, which claims sovereignty over Taiwan, rejected the offer.",
      "indirect: sovereignty over Taiwan <- China [claims]"),
  ]

  /// Subjects and verbs that look like something else.
  static let mistagged: [QuoteRow] = [
    QuoteRow(
      "McConnell aides acknowledged a close bond with the ministry.",
      "indirect: a close bond with the ministry <- 'McConnell aides' [acknowledged]"),
    QuoteRow(
      "Delegates questioned how the law could pass.",
      "indirect: how the law could pass <- 'Delegates' [questioned] (asks)"),
    QuoteRow(
      "Prices rose by 2 percent, The Wall Street Journal reports.",
      "indirect: Prices rose by 2 percent <- Wall Street Journal [reports]"),
    QuoteRow(
      "Leaked documents from the bank show he owned two houses.",
      "indirect: he owned two houses <- 'Leaked documents from the bank' [show]"),
    QuoteRow(
      "But in recent days, advisers to the minister say, the president has grown tired of the campaign.",
      "indirect: the president has grown tired of the campaign <- 'advisers to the minister' [say]"),
    QuoteRow(
      "Authorities announced on Friday the arrest of a man in the shooting.",
      "indirect: the arrest of a man in the shooting <- 'Authorities' [announced]"),
    QuoteRow(
      "Senator Piet Bakker urged restraint.",
      "indirect: restraint <- Piet Bakker [urged] (demands)"),
    QuoteRow(
      "The minister did not rule out a new law.",
      "indirect: a new law <- 'The minister' [rule out]"),
    QuoteRow(
      "Senator Piet Bakker cited disparaging remarks the minister had made about her.",
      "indirect: disparaging remarks the minister had made about her <- Piet Bakker [cited]"),
    QuoteRow(
      "By all accounts, the ship was safe.",
      "indirect: the ship was safe <- 'all accounts' [By]"),
    QuoteRow(
      "Per numbers published by NATO, the group has 40 ships.",
      "indirect: the group has 40 ships <- NATO [Per]"),
  ]

  static let all = ends + objects + silent + agencies + hearsay + polls + causes + mistagged

  @Test(arguments: all) func reports(_ row: QuoteRow) {
    #expect(describe(read(row.text)) == row.quotes)
  }

  /// Headlines: the source stands before a colon, behind a dash, or there is a verb without more.
  static let headlines: [QuoteRow] = [
    QuoteRow(
      "Poll: Most voters back plan to open plant",
      "indirect: Most voters back plan to open plant <- 'Poll'"),
    QuoteRow(
      "Two killed in attack on plant - governor",
      "indirect: Two killed in attack on plant <- 'governor'"),
    QuoteRow(
      "Reuters: Plant to open in May",
      "indirect: Plant to open in May <- Reuters"),
    QuoteRow(
      "Omar Diallo on trade: no deal is near",
      "indirect: no deal is near <- Omar Diallo"),
    QuoteRow(
      "Lawmaker urges retaliation on Russia",
      "indirect: retaliation on Russia <- 'Lawmaker' [urges] (demands)"),
    QuoteRow(
      "Plant will open in May, minister says",
      "indirect: Plant will open in May <- 'minister' [says]"),
    QuoteRow(
      "Plant: a new start"),
    QuoteRow(
      "NATO vows to open plant",
      "indirect: to open plant <- NATO [vows] (promises)"),
  ]

  @Test(arguments: headlines) func titles(_ row: QuoteRow) {
    let record = Extractor().extract(Dispatch(text: row.text + "\n\nThe plant is shut."))
    #expect(describe(record) == row.quotes)
  }
}
