import Testing

/// Roles in the forms of agencies' dispatches: nouns that no list of offices has, parties in
/// parentheses, lists, labels, owners that another sentence tells.
@Suite struct RoleFormTests {
  typealias Row = EntityTables.Row

  @Test(
    "Forms of roles",
    arguments: [
      // What an office is for, and what stands in the topic.
      Row(
        "The commander of the third coastal brigade of the Danish Army, Ole Berg, told reporters so.",
        "Ole Berg (DK): commander of the third coastal brigade of Danish Army"),
      Row(
        "A spokesperson for the harbour guard, Anna Dvorak, spoke in Norway.",
        "Anna Dvorak (NO): spokesperson for the harbour guard"),
      Row(
        "Zed Alcott, the minister for the Pacific, left Australia.",
        "Zed Alcott (AU): minister for the Pacific of Australia"),
      Row(
        "The US special envoy for Sudan negotiations, Carl Jessup, spoke.",
        "Carl Jessup (US): special envoy for Sudan negotiations of United States"),
      Row(
        "The U.N. envoy to Sudan, Geir Holm, spoke.",
        "Geir Holm: envoy of U.N."),
      Row(
        "Geir Holm, special representative of the UN Secretary-General and head of the UN mission MONUSCO, spoke.",
        "Geir Holm: special representative of UN, head of MONUSCO"),
      Row(
        "Kenya's ambassador to Angola, Laura Hayes, spoke.",
        "Laura Hayes (KE): ambassador of Kenya"),
      Row(
        "It was stated by the spokesman of the Ministry of Defence of Ukraine Rostam Umarenko on Monday.",
        "Rostam Umarenko (UA): spokesman of Ministry of Defence of Ukraine"),
      Row(
        "Angola and Kenya met in Kenya, in Kenya. Prime Minister Ana Duarte thanked Kenya for it.",
        "Ana Duarte (AO): Prime Minister of Angola"),
      Row(
        "Hans Berg, one of the leaders of the pro-European National Front, left Serbia.",
        "Hans Berg (RS): leader of National Front"),
      // Titles in a chain, one of several.
      Row(
        "The leader of the revolt, guards commander Colonel Kofi Mensah, fled Togo.",
        "Kofi Mensah (TG): Colonel, guards commander, leader of the revolt of Togo"),
      Row(
        "One of Kenya's vice presidents, Laura Hayes, spoke.",
        "Laura Hayes (KE): vice president of Kenya"),
      Row(
        "Trump adviser Carl Jessup spoke.",
        "Trump (US); Carl Jessup (US): adviser of Trump"),
      Row(
        "President Laura Hayes of Kenya was seen with Peter Otieno, a former ally of the president.",
        "Laura Hayes (KE): President of Kenya; Peter Otieno (KE): former ally of Laura Hayes"),
      // Appositions that a comma does not close, or that a comma parts from their body.
      Row(
        "Laura Hayes, the Kenyan information minister paid tribute on Monday.",
        "Laura Hayes (KE): information minister of Kenya"),
      Row(
        "Kenyan troops left. Laura Hayes, commander of Kenya Defence Forces said so.",
        "Laura Hayes (KE): commander of Kenya Defence Forces"),
      Row(
        "A Republican, Ray Castillo, voted for it.",
        "Ray Castillo (US): Republican"),
      // Whose a bare title is.
      Row(
        "The United Nations met. Secretary-General Geir Holm spoke.",
        "Geir Holm: Secretary-General of United Nations"),
      Row(
        "Two officials of Ghana, Defence Minister Kofi Mensah and Health Minister Ama Addo, went to Togo.",
        "Kofi Mensah (GH): Defence Minister of Ghana; Ama Addo (GH): Health Minister of Ghana"),
      Row(
        "A Chinese foreign ministry spokesperson spoke. Spokesperson Mei Lin blamed Japan.",
        "Mei Lin (CN): Spokesperson of China"),
      Row(
        "Britain spoke with Iraq, Iraq and Iraq. Home Secretary Ann Price left for Iraq.",
        "Ann Price (GB): Home Secretary of United Kingdom"),
      Row(
        "The match ended early because keeper Ruth Otieno of Kenya was injured.",
        "Ruth Otieno (KE): keeper of Kenya"),
      Row(
        "Omar Farah, 46, a surveyor from Nairobi, was arrested.",
        "Omar Farah (KE): surveyor of Nairobi"),
      Row(
        "Lena Vogt, a halibut fisher from Hamburg, called the police.",
        "Lena Vogt (DE): halibut fisher of Hamburg"),
      Row(
        "Violinist Lena Vogt played in Vienna.",
        "Lena Vogt: Violinist"),
      Row(
        "Sen. Carl Jessup, D-Ohio, and Rep. Ann Price (R-Utah) agreed.",
        "Carl Jessup (US): Sen. of Ohio; Ann Price (US): Rep. of Utah"),
      Row(
        "Transport Minister Ann Price, of the Labour Party, resigned in New Zealand.",
        "Ann Price (NZ): Transport Minister of New Zealand, member of Labour Party"),
      Row(
        "Senator Ann Price of the Labour Party resigned in New Zealand.",
        "Ann Price (NZ): Senator of New Zealand, member of Labour Party"),
      Row(
        "The AfD's Lena Vogt left the Bundestag.",
        "Lena Vogt (DE): member of AfD"),
      Row(
        "The Hamas movement of Omar Farah rejected it.",
        "Omar Farah (PS): leader of Hamas"),
      Row(
        "The Communist Party chief Lin Wei met the press.",
        "Lin Wei: chief of Communist Party"),
      Row(
        "Artists such as Ann Price, Sam Hill and Carl Jessup came to Vienna.",
        "Ann Price: Artist; Sam Hill: Artist; Carl Jessup: Artist"),
      Row(
        "Four of the dead were officers: Sam Hill, Carl Jessup and Tom Hale.",
        "Sam Hill: officer; Carl Jessup: officer; Tom Hale: officer"),
      Row(
        "Candidates: Ann Price (Labour Party), Sam Hill (Conservative Party).",
        "Ann Price (GB): Candidate of Labour Party; Sam Hill (GB): Candidate of Conservative Party"),
      Row(
        "Her children, Ann Price and Tom Hale, read the letter.",
        "Ann Price: child; Tom Hale: child"),
      Row(
        "Editor: Ann Price",
        "Ann Price: Editor"),
      Row(
        "The Bank of Ghana met in Accra. Its governor is Kofi Mensah.",
        "Kofi Mensah (GH): governor of Bank of Ghana"),
      Row(
        "The police named the driver of the truck as Sam Hill.",
        "Sam Hill: driver of the truck"),
      Row(
        "Boeing, founded in 1916 by Carl Jessup and Tom Hale, sold the plant.",
        "Carl Jessup (US): founder of Boeing; Tom Hale (US): founder of Boeing"),
      Row(
        "The Boeing Company, led since January by Ann Price, sold the plant.",
        "Ann Price: leader of Boeing Company"),
      Row(
        "The singer, known only as Nawal, left Kuwait.",
        "Nawal: singer"),
      Row(
        "The former first lady Mina Park left South Korea.",
        "Mina Park (KR): former first lady of South Korea"),
      Row(
        "The radio host, author, and philanthropist Tom Hale died in Texas.",
        "Tom Hale: philanthropist, author, radio host"),
      Row(
        "Gen. Olu Adeyemi, Chief of Defence Staff, spoke in Nigeria.",
        "Olu Adeyemi (NG): Gen., Chief of Defence Staff of Nigeria"),
      Row(
        "Ole Berg, CEO and co-founder of Boeing, said so.",
        "Ole Berg (US): CEO of Boeing, co-founder of Boeing"),
      Row(
        "Ann Price, chief medical officer for Wales, said so.",
        "Ann Price (GB): chief medical officer of Wales"),
      Row(
        "Ole Berg, head of a regional rescue office, said so.",
        "Ole Berg: head of a regional rescue office"),
      Row(
        "The junta leader General Omar Farah spoke in Mali.",
        "Omar Farah (ML): General, junta leader of Mali"),
      Row(
        "A spokesman in Trieste, Ole Berg, declined to comment.",
        "Ole Berg (IT): spokesman"),
      Row(
        "Boeing lost money. The chief executive, Ann Price, blamed the weather.",
        "Ann Price (US): chief executive of Boeing"),
      Row(
        "The Bank of Ghana raised its rates. Governor Kofi Mensah gave no reason.",
        "Kofi Mensah (GH): Governor of Bank of Ghana"),
      Row(
        "A magistrate in Lusaka jailed two men. Magistrate Ruth Otieno gave no reason.",
        "Ruth Otieno (ZM): Magistrate of Lusaka"),
      Row(
        "Croatia. The law passed, and Finance Minister Ana Kos welcomed it. In Serbia nothing happened.",
        "Ana Kos (HR): Finance Minister of Croatia"),
      Row(
        "Treasury Secretary Carl Jessup of the United States spoke.",
        "Carl Jessup (US): Treasury Secretary of United States"),
      Row(
        "According to his lawyer, Tom Hale denied the charge.",
        "Tom Hale"),
      Row(
        "Officials told journalists Tom Hale was alive.",
        "Tom Hale"),
      Row(
        "Ole Berg wore a coat, a present Tom Hale had sent him.",
        "Ole Berg; Tom Hale"),
      Row(
        "Lawyers for Mr Hale, led by Ann Price, objected.",
        "Hale; Ann Price"),
      Row(
        "\"He was a rebel,\" said Ann Price of Tom Hale, a Canadian national.",
        "Ann Price; Tom Hale (CA)"),
      Row(
        "The ferry Anna Dvorak sank.",
        ""),
      Row(
        "Kim Lee (KOR) beat Ann Price (Jamaica).",
        "Kim Lee (KR); Ann Price (JM)"),
      Row(
        "Omar Farah, 33, from Nairobi, was rescued.",
        "Omar Farah (KE)"),
      Row(
        "Ole Berg, an analyst at Boeing, was right.",
        "Ole Berg (US): analyst of Boeing"),
      Row(
        "Ann Price, who teaches physics in Vienna, disagreed.",
        "Ann Price (AT): teacher of Vienna"),
      Row(
        "Ann Price MP spoke in Leeds.",
        "Ann Price (GB): MP"),
      Row(
        "His agent, Tom Hale, denied it; Ann Price, 41, a tax inspector, agreed.",
        "Tom Hale: agent; Ann Price: tax inspector"),
    ])
  func roles(_ row: Row) {
    #expect(EntityTables.roles(row.text) == row.expected)
  }
}
