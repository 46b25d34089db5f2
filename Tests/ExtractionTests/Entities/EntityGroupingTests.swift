import Extraction
import Testing

/// Which names are of one entity.
@Suite struct EntityGroupingTests {
  typealias Row = EntityTables.Row

  @Test(
    "Names of one entity",
    arguments: [
      Row(
        "The UN refugee agency left Kenya on Monday. The UN had no comment on it.",
        "UN refugee agency = UN refugee agency; UN = UN"),
      Row(
        "Amina Wekesa resigned. Wekesa had led the party for years.",
        "Amina Wekesa = Amina Wekesa | Wekesa"),
      Row(
        "John R. Halvorsen left. John Halvorsen was sixty. Halvorsen smiled.",
        "John R. Halvorsen = John R. Halvorsen | John Halvorsen | Halvorsen"),
      // Two people of one surname stay two.
      Row(
        "Peter Marsh met Ellen Marsh in the lobby of the hotel.",
        "Peter Marsh = Peter Marsh; Ellen Marsh = Ellen Marsh"),
      Row(
        "Peter Marsh and his wife Ellen Marsh left. Marsh said he was tired.",
        "Peter Marsh = Peter Marsh | Marsh; Ellen Marsh = Ellen Marsh"),
      Row(
        "Mr. Peter Marsh spoke first. Mrs. Ellen Marsh answered. Mr. Marsh left the room.",
        "Peter Marsh = Peter Marsh | Marsh; Ellen Marsh = Ellen Marsh"),
      Row(
        "President Recep Tayyip Erdoğan spoke. Critics of Erdogan left.",
        "Recep Tayyip Erdoğan = Recep Tayyip Erdoğan | Erdogan"),
      Row(
        "President Xi Jinping arrived. Xi was met at the airport.",
        "Xi Jinping = Xi Jinping | Xi"),
      Row(
        "Moammar al-Eryani spoke on Monday. The rebels, al-Eryani said, had lied.",
        "Moammar al-Eryani = Moammar al-Eryani | al-Eryani"),
      // A particle takes a capital where a sentence starts.
      Row(
        "Mayor Laura de Wekesa spoke first. De Wekesa left the room.",
        "Laura de Wekesa = Laura de Wekesa | De Wekesa"),
      // A given name that no list has: still another person of the surname.
      Row(
        "A lawyer for Tarquil Bolton and for Laura Bolton left.",
        "Tarquil Bolton = Tarquil Bolton; Laura Bolton = Laura Bolton"),
      // Acronyms with their long form.
      Row(
        "The Organization for Arctic Research (OAR) met. The OAR has ten members.",
        "Organization for Arctic Research = Organization for Arctic Research | OAR"),
      Row(
        "The International Atomic Energy Agency sent a team. The IAEA gave no details.",
        "International Atomic Energy Agency = International Atomic Energy Agency | IAEA"),
      // A body with and without its country, and by its head word alone.
      Row(
        "The Parliament of Iraq voted. The Iraqi Parliament is divided. Parliament meets again.",
        "Parliament of Iraq = Parliament of Iraq | Iraqi Parliament | Parliament"),
      Row(
        "The United States House of Representatives voted. The House meets again on Monday.",
        "United States House of Representatives = United States House of Representatives | House"),
      Row(
        "The Court of Appeal heard the case. The Court will rule in June.",
        "Court of Appeal = Court of Appeal | Court"),
      Row(
        "The Liberal Party won. The Liberals took ten seats.",
        "Liberal Party = Liberal Party | Liberals"),
      Row(
        "The Hanover Motor Company lost money. Hanover Motor will close two plants.",
        "Hanover Motor Company = Hanover Motor Company | Hanover Motor"),
      // What somebody is also called.
      Row(
        "Laura Gómez Rivas, alias \"Maria Luz\", was held. Gómez said nothing.",
        "Laura Gómez Rivas = Laura Gómez Rivas | Maria Luz | Gómez"),
      Row(
        "John Keller was born Peter Edward Sand in Lewisham. Keller played.",
        "John Keller = John Keller | Peter Edward Sand | Keller"),
      // Two bodies of a kind in two countries stay two.
      Row(
        "The French Parliament agreed. The Swedish Parliament did not.",
        "French Parliament = French Parliament; Swedish Parliament = Swedish Parliament"),
    ])
  func grouping(_ row: EntityTables.Row) {
    #expect(EntityTables.entities(row.text) == row.expected)
  }

  @Test(
    "Words that stand for an entity",
    arguments: [
      Row("Amina Wekesa resigned on Monday. She had been ill for months.", "She = Amina Wekesa"),
      Row(
        "Thomas Ekberg called Laura Hayes. He asked her for help.",
        "He = Thomas Ekberg; her = Laura Hayes"),
      Row(
        "Thomas Ekberg praised Laura Hayes. She thanked him.",
        "She = Laura Hayes; him = Thomas Ekberg"),
      Row(
        "Prime Minister Laura Hayes met the press. The prime minister looked tired.",
        "The prime minister = Laura Hayes"),
      Row(
        "President Thomas Ekberg and Prime Minister Laura Hayes met. The president left first.",
        "The president = Thomas Ekberg"),
      Row(
        "The Ministry of Finance denied the report. The ministry gave no reason.",
        "The ministry = Ministry of Finance"),
      Row(
        "Shares of Lindqvist Holdings fell. The company had warned of losses.",
        "The company = Lindqvist Holdings"),
      // What is said inside quotation marks names nobody outside of them.
      Row(
        "Thomas Ekberg wrote to his son. \"I met Peter Marsh there,\" he said.",
        "his = Thomas Ekberg; he = Thomas Ekberg"),
    ])
  func references(_ row: EntityTables.Row) {
    #expect(EntityTables.references(row.text) == row.expected)
  }
}
