import Testing

/// What people are, of what, and of which country they are.
@Suite struct RoleTests {
  typealias Row = EntityTables.Row

  @Test(
    "Roles",
    arguments: [
      // No role: what a name is the subject of, who is coordinated with a candidate, another's office.
      Row(
        "The man bought the house with the money Ann Price received from the state.", "Ann Price"),
      Row(
        "Chad praised the trial of President Omar Diallo of Niger, and Ali Haroun said it would go on even after he ends serving as president of Niger.",
        "Omar Diallo (NE): President of Niger; Ali Haroun"),
      // Verbs of office, successions, bearers in a row, owners that a noun describes.
      Row(
        "The wife of Pavel Novak, Jana Novakova, won the election in Slovakia.",
        "Pavel Novak; Jana Novakova: wife of Pavel Novak"),
      Row(
        "Ole Berg, who had led the powerful Norwegian Refugee Council, resigned.",
        "Ole Berg (NO): former leader of Norwegian Refugee Council"),
      Row(
        "President Ana Duarte of Portugal appointed Rui Matos, deputy mayor of Porto, ambassador to Angola.",
        "Ana Duarte (PT): President of Portugal; Rui Matos (PT): deputy mayor of Porto, ambassador of Angola"
      ),
      Row(
        "The premier sacked Oleh Bondar as finance minister of Ukraine on Friday.",
        "Oleh Bondar (UA): former finance minister of Ukraine"),
      Row(
        "Laura Hayes took over as mayor of Nairobi on Monday.",
        "Laura Hayes (KE): mayor of Nairobi"),
      Row(
        "Ivan Petrov replaced Georgi Kolev as governor of the Bank of Bulgaria.",
        "Ivan Petrov (BG): governor of Bank of Bulgaria; Georgi Kolev (BG): former governor of Bank of Bulgaria"
      ),
      Row(
        "Laura Hayes became prime minister of Kenya after Peter Otieno stepped down on Friday.",
        "Laura Hayes (KE): prime minister of Kenya; Peter Otieno (KE): former prime minister of Kenya"
      ),
      Row(
        "Pervin Kaya and Mithat Demir, both members of the Senate, left for Turkey.",
        "Pervin Kaya (TR): member of Senate; Mithat Demir (TR): member of Senate"),
      Row(
        "Ex-president Budi Hartono of Indonesia was charged.",
        "Budi Hartono (ID): former president of Indonesia"),
      Row(
        "Ole Berg, the son-in-law of Anna Dvorak, spoke.",
        "Ole Berg: son-in-law of Anna Dvorak; Anna Dvorak"),
      Row(
        "The police arrested a Polish chef named Marek Nowak.",
        "Marek Nowak (PL): chef of Poland"),
      Row(
        "Her manager, Dutchman Gerard van de Ven, asked for patience.",
        "Gerard van de Ven (NL): manager"),
      Row(
        "The World Bank's Kenya director Ruth Otieno spoke.",
        "Ruth Otieno (KE): director of World Bank"),
      Row(
        "Ecologist Ryan Norris of the University of Guelph said so.",
        "Ryan Norris: Ecologist of University of Guelph"),
      Row(
        "Ray Castillo, a Republican who took office in January, said so.",
        "Ray Castillo (US): Republican"),
      Row(
        "Junius Ho, a pro-Beijing lawmaker stabbed on Monday, lost his seat.",
        "Junius Ho (CN): lawmaker"),
      Row(
        "Bintou Keita, head of the UN peacekeeping mission MONUSCO, urged calm.",
        "Bintou Keita: head of MONUSCO"),
      Row(
        "The Bank of Ghana lost money, and the bank's president, Kofi Mensah, resigned.",
        "Kofi Mensah (GH): president of Bank of Ghana"),
      Row(
        "Hassan Bility, founder of the Geneva-based group Civitas Maxima, spoke.",
        "Hassan Bility (CH): founder of Civitas Maxima"),
      Row(
        "US Secretary of State Carl Jessup spoke.",
        "Carl Jessup (US): Secretary of State of United States"),
      Row(
        "Carl Jessup had been tipped to become secretary of health.",
        "Carl Jessup"),
      Row(
        "Geir Holm, the U.N. Special Envoy for Syria, spoke.",
        "Geir Holm: Special Envoy of U.N."),
      Row(
        "The then-governor of California, Jerry Hill, signed the law on Monday.",
        "Jerry Hill (US): former governor of California"),
      Row(
        "Democratic Senator Carl Jessup of Oregon and Republican Governor Ann Price of Idaho spoke.",
        "Carl Jessup (US): Democratic Senator of Oregon; Ann Price (US): Governor of Idaho"),
      Row(
        "The group's leader, Abu Omar al-Masri, was killed in Syria.",
        "Abu Omar al-Masri (SY): leader"),
      Row(
        "Boeing CEO Tom Hale and CFO Ann Price resigned.",
        "Tom Hale (US): CEO of Boeing; Ann Price (US): CFO of Boeing"),
      Row(
        "Keith Borg resigned as chief of staff of Prime Minister Joseph Vella of Malta.",
        "Keith Borg (MT): former chief of staff of Joseph Vella; Joseph Vella (MT): Prime Minister of Malta"
      ),
      Row(
        "Juan Rojas declared himself interim president of Venezuela.",
        "Juan Rojas (VE): interim president of Venezuela"),
      Row(
        "Two ministers, Ana Duarte and Rui Matos, resigned in Portugal.",
        "Ana Duarte (PT): minister of Portugal; Rui Matos (PT): minister of Portugal"),
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
