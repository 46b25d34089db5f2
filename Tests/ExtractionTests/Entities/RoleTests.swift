import Testing

/// What people are, of what, and of which country they are.
@Suite struct RoleTests {
  typealias Row = EntityTables.Row

  @Test(
    "Roles",
    arguments: [
      // Before the name.
      Row(
        "NATO Secretary General Ole Lindqvist spoke to the press in the city on Monday.",
        "Ole Lindqvist: Secretary General of NATO"),
      Row(
        "Kenyan Foreign Minister Amina Wekesa arrived in the city on Monday.",
        "Amina Wekesa (KE): Foreign Minister of Kenya"),
      Row(
        "Indonesia's security minister Budi Hartono was hurt.",
        "Budi Hartono (ID): security minister of Indonesia"),
      Row(
        "President of Argentina Alberto Moreno sent a bill to Congress.",
        "Alberto Moreno (AR): President of Argentina"),
      Row(
        "The former Vice President of the United States Joe Carson won.",
        "Joe Carson (US): former Vice President of United States"),
      Row(
        "Then-president Laura Hayes of Kenya signed the law.",
        "Laura Hayes (KE): former president of Kenya"),
      Row(
        "Acting Defence Minister Pavel Novak of Slovakia resigned.",
        "Pavel Novak (SK): Acting Defence Minister of Slovakia"),
      Row(
        "The climate activist Greta Holm won the award in Norway.", "Greta Holm: climate activist"),
      Row(
        "Labour Party leader and Prime Minister Peter Marsh of New Zealand spoke.",
        "Peter Marsh (NZ): Prime Minister of New Zealand, leader of Labour Party"),
      Row(
        "Senators Mark Rowe of Florida, Mike Lind of Utah and David Poole of Ohio agreed.",
        "Mark Rowe (US): Senator of Florida; Mike Lind (US): Senator of Utah; "
          + "David Poole (US): Senator of Ohio"),
      Row(
        "Minister of Information Moammar al-Eryani of Yemen denied it.",
        "Moammar al-Eryani (YE): Minister of Information of Yemen"),
      // Beside the name, set off.
      Row(
        "Lin Wei, China's foreign minister, left Geneva on Friday.",
        "Lin Wei (CN): foreign minister of China"),
      Row(
        "The mayor of Prague, Anna Dvorak, opened the bridge.", "Anna Dvorak (CZ): mayor of Prague"),
      Row(
        "Peter Marsh, a spokesman for the World Health Organization, said so.",
        "Peter Marsh: spokesman of World Health Organization"),
      Row(
        "Budi Santoso, chief of the National Intelligence Agency of Indonesia, resigned.",
        "Budi Santoso (ID): chief of National Intelligence Agency of Indonesia"),
      Row(
        "Laura Hayes — former finance minister, mayor of Nairobi and member of the Senate — left.",
        "Laura Hayes (KE): former finance minister, mayor of Nairobi, member of Senate"),
      Row(
        "A spokesman for the Interior Ministry, Pavel Novak, gave no details.",
        "Pavel Novak: spokesman of Interior Ministry"),
      Row(
        "Thomas Ekberg, the US ambassador to the United Nations, walked out.",
        "Thomas Ekberg (US): ambassador of United Nations"),
      // By a verb.
      Row(
        "Amina Wekesa, who heads the Electoral Commission, resigned.",
        "Amina Wekesa: head of Electoral Commission"),
      Row(
        "Peter Marsh leads the Labour Party of Ireland.",
        "Peter Marsh (IE): leader of Labour Party of Ireland"),
      Row(
        "Anna Dvorak was mayor of Prague for ten years.",
        "Anna Dvorak (CZ): former mayor of Prague"),
      Row(
        "Laura Hayes was elected president of Kenya in May.",
        "Laura Hayes (KE): president of Kenya"),
      Row(
        "Thomas Ekberg served as the Swedish ambassador to Japan.",
        "Thomas Ekberg (SE): former ambassador of Japan"),
      // Relations and parties.
      Row(
        "Peter Marsh and his wife Ellen came from Leeds.", "Peter Marsh; Ellen: wife of Peter Marsh"
      ),
      Row("Republican Mark Rowe voted for the bill.", "Mark Rowe (US): Republican"),
      // No role: the title is another's, or nobody's.
      Row("Peter Marsh met the president.", "Peter Marsh"),
      Row("Laura Hayes, the Queen said, was right.", "Laura Hayes"),
    ])
  func roles(_ row: EntityTables.Row) {
    #expect(EntityTables.roles(row.text) == row.expected)
  }
}
