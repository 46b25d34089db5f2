import Extraction
import Testing

@Suite struct QuoteTests {
  static let direct: [QuoteRow] = [
    QuoteRow(
      "\"The bridge will open in May,\" said Prime Minister Ana Torres.",
      "direct: The bridge will open in May <- Ana Torres [said]"),
    QuoteRow(
      "“The bridge will open in May,” Prime Minister Ana Torres told reporters.",
      "direct: The bridge will open in May <- Ana Torres [told] @reporters"),
    QuoteRow(
      "Prime Minister Ana Torres said: \"The bridge will open in May.\"",
      "direct: The bridge will open in May. <- Ana Torres [said]"),
    QuoteRow(
      "Prime Minister Ana Torres said, \"The bridge will open in May\".",
      "direct: The bridge will open in May <- Ana Torres [said]"),
    QuoteRow(
      "„The bridge will open in May“, Prime Minister Ana Torres said.",
      "direct: The bridge will open in May <- Ana Torres [said]"),
    QuoteRow(
      "«The bridge will open in May», Prime Minister Ana Torres said.",
      "direct: The bridge will open in May <- Ana Torres [said]"),
    QuoteRow(
      "\"We started early,\" said Prime Minister Ana Torres, \"and we will finish early.\"",
      "direct: We started early <- Ana Torres [said]",
      "direct: and we will finish early. <- Ana Torres [said]"),
    QuoteRow(
      "Prime Minister Ana Torres opened the bridge. \"It took nine years,\" she said.",
      "direct: It took nine years <- Ana Torres [said]"),
    QuoteRow(
      "\"It took nine years,\" a senior engineer told reporters.",
      "direct: It took nine years <- 'a senior engineer' [told] @reporters"),
    QuoteRow(
      "\"It took nine years,\" Prime Minister Ana Torres said. \"Nobody believed in it then.\"",
      "direct: It took nine years <- Ana Torres [said]",
      "direct: Nobody believed in it then. <- Ana Torres [said]"),
    QuoteRow(
      "\"When will the bridge open?\" asked Senator Piet Bakker.",
      "direct: When will the bridge open? <- Piet Bakker [asked] (asks)"),
    QuoteRow(
      "President Omar Diallo wrote on Twitter: \"Our thoughts are with the families.\"",
      "direct: Our thoughts are with the families. <- Omar Diallo [wrote] @Twitter"),
    QuoteRow(
      "\"The talks failed,\" according to President Omar Diallo.",
      "direct: The talks failed <- Omar Diallo [according to]"),
    QuoteRow(
      "\"Nobody told us that the bridge was closed.\" — President Omar Diallo",
      "direct: Nobody told us that the bridge was closed. <- Omar Diallo [—]"),
    QuoteRow(
      "The crowd shouted \"Open the gates!\"",
      "direct: Open the gates! <- 'The crowd' [shouted]"),
    QuoteRow(
      "President Omar Diallo, who led the talks, said, \"We are close to a deal.\"",
      "direct: We are close to a deal. <- Omar Diallo [said]"),
    QuoteRow(
      "\"We are close to a deal,\" President Omar Diallo, who led the talks, said.",
      "direct: We are close to a deal <- Omar Diallo [said]"),
    QuoteRow(
      "\"We are close,\" said the head of the delegation. \"Very close.\" The talks go on.",
      "direct: We are close <- 'the head of the delegation' [said]",
      "direct: Very close. <- 'the head of the delegation' [said]"),
    QuoteRow(
      "President Omar Diallo spoke at noon.\n\"We are close to a deal.\n\"It will be signed here,\" he said.",
      "direct: We are close to a deal. <- Omar Diallo",
      "direct: It will be signed here <- Omar Diallo [said]"),
    QuoteRow(
      "\"This war must end,\" President Omar Diallo said in an interview with Kyodo News.",
      "direct: This war must end <- Omar Diallo [said] @Kyodo News"),
    QuoteRow(
      "In his reply President Omar Diallo added: \"Nothing is decided.\"",
      "direct: Nothing is decided. <- Omar Diallo [added]"),
  ]

  static let indirect: [QuoteRow] = [
    QuoteRow(
      "President Omar Diallo said that the talks had failed.",
      "indirect: the talks had failed <- Omar Diallo [said]"),
    QuoteRow(
      "President Omar Diallo said the talks had failed.",
      "indirect: the talks had failed <- Omar Diallo [said]"),
    QuoteRow(
      "The talks had failed, President Omar Diallo said on Monday.",
      "indirect: The talks had failed <- Omar Diallo [said]"),
    QuoteRow(
      "The talks had failed, said President Omar Diallo.",
      "indirect: The talks had failed <- Omar Diallo [said]"),
    QuoteRow(
      "President Omar Diallo on Monday said that the talks had failed.",
      "indirect: the talks had failed <- Omar Diallo [said]"),
    QuoteRow(
      "President Omar Diallo told reporters in Kyiv that the talks had failed.",
      "indirect: the talks had failed <- Omar Diallo [told] @reporters"),
    QuoteRow(
      "President Omar Diallo told the BBC he was ready to resign.",
      "indirect: he was ready to resign <- Omar Diallo [told] @BBC"),
    QuoteRow(
      "President Omar Diallo said in a statement on Monday that he was ready to resign.",
      "indirect: he was ready to resign <- Omar Diallo [said]"),
    QuoteRow(
      "A Japanese official said the ship was safe.",
      "indirect: the ship was safe <- 'A Japanese official' [said]"),
    QuoteRow(
      "NATO announced that the exercise was over.",
      "indirect: the exercise was over <- NATO [announced]"),
    QuoteRow(
      "President Omar Diallo denied that he had met the rebels.",
      "indirect: he had met the rebels <- Omar Diallo [denied] (denies)"),
    QuoteRow(
      "President Omar Diallo promised to rebuild the town.",
      "indirect: to rebuild the town <- Omar Diallo [promised] (promises)"),
    QuoteRow(
      "President Omar Diallo vowed that the town would be rebuilt.",
      "indirect: the town would be rebuilt <- Omar Diallo [vowed] (promises)"),
    QuoteRow(
      "President Omar Diallo called for an end to the blockade.",
      "indirect: an end to the blockade <- Omar Diallo [called for] (demands)"),
    QuoteRow(
      "President Omar Diallo urged the rebels to lay down their arms.",
      "indirect: to lay down their arms <- Omar Diallo [urged] (demands) @the rebels"),
    QuoteRow(
      "President Omar Diallo demanded that the rebels leave the town.",
      "indirect: the rebels leave the town <- Omar Diallo [demanded] (demands)"),
    QuoteRow(
      "President Omar Diallo asked whether the road was open.",
      "indirect: whether the road was open <- Omar Diallo [asked] (asks)"),
    QuoteRow(
      "President Omar Diallo told his ministers not to travel.",
      "indirect: not to travel <- Omar Diallo [told] @his ministers"),
    QuoteRow(
      "President Omar Diallo accused the rebels of burning the harvest.",
      "indirect: the rebels of burning the harvest <- Omar Diallo [accused] (accuses)"),
    QuoteRow(
      "President Omar Diallo said there was no famine.",
      "indirect: there was no famine <- Omar Diallo [said]"),
    QuoteRow(
      "President Omar Diallo expressed concern about the famine.",
      "indirect: concern about the famine <- Omar Diallo [expressed]"),
    QuoteRow(
      "President Omar Diallo stressed the importance of free elections.",
      "indirect: the importance of free elections <- Omar Diallo [stressed]"),
    QuoteRow(
      "President Omar Diallo pointed out that the harvest was poor.",
      "indirect: the harvest was poor <- Omar Diallo [pointed out]"),
    QuoteRow(
      "President Omar Diallo said the harvest was poor and added that help was needed.",
      "indirect: the harvest was poor <- Omar Diallo [said]",
      "indirect: help was needed <- Omar Diallo [added]"),
    QuoteRow(
      "President Omar Diallo praised the army, adding that the war was nearly over.",
      "indirect: the war was nearly over <- Omar Diallo [adding]"),
    QuoteRow(
      "The harvest, President Omar Diallo said, was the worst in ten years.",
      "indirect: The harvest <- Omar Diallo [said]",
      "indirect: was the worst in ten years <- Omar Diallo [said]"),
    QuoteRow(
      "As President Omar Diallo noted, the harvest was poor.",
      "indirect: the harvest was poor <- Omar Diallo [noted]"),
    QuoteRow(
      "President Omar Diallo warned on Monday that the harvest would fail, but the ministry said stores were full.",
      "indirect: the harvest would fail <- Omar Diallo [warned]",
      "indirect: stores were full <- 'the ministry' [said]"),
    QuoteRow(
      "The mayor of Lyon, Jeanne Roux, said the school would stay closed.",
      "indirect: the school would stay closed <- Jeanne Roux [said]"),
    QuoteRow(
      "Jeanne Roux, the mayor of Lyon, said the school would stay closed.",
      "indirect: the school would stay closed <- Jeanne Roux [said]"),
    QuoteRow(
      "It was reported that the ferry had sunk.",
      "indirect: the ferry had sunk <- - [reported]"),
    QuoteRow(
      "The ferry was reported to have sunk.", "indirect: to have sunk <- - [reported]"),
    QuoteRow(
      "The ferry had sunk off the northern coast. This was stated by President Omar Diallo.",
      "indirect: The ferry had sunk off the northern coast <- Omar Diallo [stated]"),
    QuoteRow(
      "Seventy people were reportedly on board.",
      "indirect: Seventy people were reportedly on board <- - [reportedly]"),
  ]

  static let relayed: [QuoteRow] = [
    QuoteRow(
      "According to a Japanese official, the ship was safe.",
      "indirect: the ship was safe <- 'a Japanese official' [According to]"),
    QuoteRow(
      "The ship was safe, according to NATO.",
      "indirect: The ship was safe <- NATO [according to]"),
    QuoteRow(
      "The ship was safe according to a Japanese official.",
      "indirect: The ship was safe <- 'a Japanese official' [according to]"),
    QuoteRow(
      "Witnesses, according to the BBC, said the ship was burning.",
      "indirect: the ship was burning <- 'Witnesses' [said] via BBC"),
    QuoteRow(
      "The BBC quoted a police source as saying the ship was burning.",
      "indirect: the ship was burning <- 'a police source' [saying] via BBC"),
    QuoteRow(
      "Prime Minister Ana Torres cited President Omar Diallo's words that the war could spread.",
      "indirect: the war could spread <- Omar Diallo [words] via Ana Torres"),
    QuoteRow(
      "The BBC cited a police source that the ship was burning.",
      "indirect: the ship was burning <- 'a police source' [cited] via BBC"),
    QuoteRow(
      "According to the BBC, which cited sources close to the inquiry, the ship was burning.",
      "indirect: the ship was burning <- 'sources close to the inquiry' [According to] via BBC"),
    QuoteRow(
      "President Omar Diallo rejected a warning by the United Nations that famine was near.",
      "indirect: famine was near <- United Nations [warning]"),
  ]

  static let mixed: [QuoteRow] = [
    QuoteRow(
      "President Omar Diallo said the vote was \"a fraud from start to end\".",
      "mixed: the vote was \"a fraud from start to end\" <- Omar Diallo [said]"),
    QuoteRow(
      "President Omar Diallo called the vote \"a fraud\".",
      "mixed: the vote \"a fraud\" <- Omar Diallo [called]"),
    QuoteRow(
      "President Omar Diallo described the vote as \"a fraud\" on Monday.",
      "mixed: the vote as \"a fraud\" <- Omar Diallo [described]"),
    QuoteRow(
      "The vote was described by President Omar Diallo as \"a fraud\".",
      "mixed: \"a fraud\" <- Omar Diallo [described]"),
  ]

  @Test(arguments: direct) func directSpeech(_ row: QuoteRow) {
    #expect(describe(read(row.text)) == row.quotes)
  }

  @Test(arguments: indirect) func indirectSpeech(_ row: QuoteRow) {
    #expect(describe(read(row.text)) == row.quotes)
  }

  @Test(arguments: relayed) func relays(_ row: QuoteRow) {
    #expect(describe(read(row.text)) == row.quotes)
  }

  @Test(arguments: mixed) func mixedSpeech(_ row: QuoteRow) {
    #expect(describe(read(row.text)) == row.quotes)
  }

  /// What looks like a report and is none.
  @Test(arguments: [
    "The report was published on Monday.", "Her claims were never proven.",
    "The state has two ports.", "He fears that the war will spread.",
    "Calls for help went unanswered.", "The ministry's demands are not known.",
    "The ruling party won the vote.",
  ])
  func noReport(_ text: String) {
    #expect(describe(read(text)) == [])
  }

  /// Words in marks that nobody is quoted as saying.
  @Test(arguments: [
    ("They launched a \"flagship\" project last year.", ["flagship"]),
    ("The \"Northern Lights\" exercise ended on Monday.", ["Northern Lights"]),
    ("The so-called ‘grey zone’ lies between the armies.", ["grey zone"]),
  ])
  func scareQuotes(_ text: String, _ expected: [String]) {
    let record = read(text)
    let scalars = Array(record.text.unicodeScalars)
    let found = record.scareQuotes.map { span in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[span])
      return String(view)
    }
    #expect(found == expected)
    #expect(record.quotes.isEmpty)
  }

  /// Any prefix of a text is read without a crash, and its spans lie in it.
  @Test func everyPrefixWorks() {
    let rows = Self.direct + Self.indirect + Self.relayed + Self.mixed
    let text = rows.prefix(24).map(\.text).joined(separator: "\n")
    let scalars = Array(text.unicodeScalars)
    for end in stride(from: 0, through: scalars.count, by: 41) {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[..<end])
      let record = Extractor().extract(Dispatch(text: String(view)))
      for quote in record.quotes {
        #expect(quote.span.lowerBound < quote.span.upperBound && quote.span.upperBound <= end)
      }
      for phrase in record.sourcing {
        #expect(phrase.span.upperBound <= end)
        #expect(phrase.through.map { record.sourcing.indices.contains($0) } ?? true)
      }
      for part in record.background { #expect(part.span.upperBound <= end) }
    }
  }
}
