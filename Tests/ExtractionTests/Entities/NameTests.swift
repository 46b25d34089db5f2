import Extraction
import Testing

/// What is a name, and of what.
@Suite struct NameTests {
  typealias Row = EntityTables.Row

  @Test(
    "Names",
    arguments: [
      // Works, exercises, weapons, services and halves of the world.
      Row(
        "Shells hit the Rivne nuclear power plant in Ukraine.",
        "LOC Rivne nuclear power plant; LOC Ukraine"),
      Row("Troops of Norway joined the Silver Lance exercise.", "LOC Norway"),
      Row("Troops of Norway joined Operation Silver Lance.", "LOC Norway"),
      Row("Iran showed a Zolfar-12 missile.", "LOC Iran"),
      Row("He said the West had not helped Mali.", "LOC West; LOC Mali"),
      Row(
        "The farmer told RFE/RL's Kyrgyz Service that his house was gone.",
        "ORG RFE/RL's Kyrgyz Service"),
      Row("Navy Capt. Carl Jessup spoke.", "ORG Navy; PER Carl Jessup"),
      Row("Kenya asked Member States for help.", "LOC Kenya"),
      Row("Reading the order, Carl Jessup paused.", "PER Carl Jessup"),
      Row("Nobody in Syria saw Rozina Islam again.", "LOC Syria; PER Rozina Islam"),
      // Names that start before the given name that is known; letters behind a name.
      Row(
        "Witnesses named Ndalo Steven Tapaso as the driver.",
        "PER Ndalo Steven Tapaso"),
      Row("Asked by Dorothy Lane KC, he left.", "PER Dorothy Lane"),
      Row("Princess Charlotte waved.", "PER Charlotte"),
      // Credits name people.
      Row(
        "(Reporting by Mia Sandqvist in Oslo; Editing by Ros Lindqvist and Toby Chopra-Reed)",
        "PER Mia Sandqvist; LOC Oslo; PER Ros Lindqvist; PER Toby Chopra-Reed"),
      // Ships and storms bear people's names.
      Row("The destroyer USS George Mason left Busan.", "LOC Busan"),
      Row("The ferry, the Anna Maria, sank off Greece.", "LOC Greece"),
      // In a text of sport a town with a score is a team.
      Row(
        "Football scores: Leeds 3, Coventry 1. The striker scored twice for Leeds at the semi-final "
          + "in Coventry, the goalkeeper said; the referee and the midfielder left the league.",
        "ORG Leeds; ORG Coventry; ORG Leeds; LOC Coventry"),
      // Whose a party is belongs to no name.
      Row(
        "The Conservatives of Laura Keller won in Vienna.",
        "ORG Conservatives; PER Laura Keller; LOC Vienna"),
      // A known name with an apostrophe.
      Row("Shares of Macy's fell on Monday.", "ORG Macy's"),
      // Branches, heads that come first, acronyms with a tail, products, languages.
      Row(
        "Sarwono was elected governor of Bank Indonesia on Monday.",
        "PER Sarwono; ORG Bank Indonesia"),
      Row(
        "The fire broke out at the Hotel Bellavista on Monday.",
        "LOC Hotel Bellavista"),
      Row(
        "Officials of CNN Philippines and of World Wildlife Fund Mexico said so.",
        "ORG CNN Philippines; ORG World Wildlife Fund Mexico"),
      Row(
        "He told CNN Russia would pay.",
        "ORG CNN; LOC Russia"),
      Row(
        "The pro-Kurdish Equality Party won.",
        "ORG Equality Party"),
      Row(
        "The Muttahida Justice Movement-Pakistan (MJM-P) left, and the MJM-P won.",
        "ORG Muttahida Justice Movement-Pakistan; ORG MJM-P; ORG MJM-P"),
      Row(
        "He wrote on X that the talks had failed.",
        "ORG X"),
      Row(
        "They met officials of the Trump administration on Monday.",
        "ORG Trump administration"),
      Row(
        "President Joko \"Jokowi\" Hartono spoke, and Jokowi left.",
        "PER Joko \"Jokowi\" Hartono; PER Jokowi"),
      Row(
        "Police came to Waterloo station on Monday.",
        "LOC Waterloo station"),
      Row(
        "The company ordered a Boeing 737 and an Airbus A320.",
        ""),
      Row(
        "Fighting went on in North Cotabato and in Davao del Sur.",
        "LOC North Cotabato; LOC Davao del Sur"),
      Row(
        "They live in Norwich South and in Delaware County.",
        "LOC Norwich South; LOC Delaware County"),
      Row(
        "He speaks Spanish and wrote in Russian.",
        ""),
      Row(
        "According to La Opinión, the talks failed.",
        "ORG La Opinión"),
      Row(
        "The governor visited Bokkos Local Government Area on Monday.",
        "LOC Bokkos Local Government Area"),
      Row(
        "“It costs lives,” said Dr Léonie Bakayoko, UNICEF’s Deputy Director for Nutrition.",
        "PER Léonie Bakayoko; ORG UNICEF"),
      Row(
        "Asmeena Baloch was arrested in Multan. Baloch denies it.",
        "PER Asmeena Baloch; LOC Multan; PER Baloch"),
      Row(
        "Envoys met Quillan Welsh on Monday.",
        "PER Quillan Welsh"),
      Row(
        "Shia Arab fighters and Native American leaders met South Korean envoys.",
        "ADJ American; ADJ South Korean"),
      // People: by title, given name, initials, particles.
      Row("Foreign Minister Amina Wekesa arrived on Monday.", "PER Amina Wekesa"),
      Row("The report was written by Thomas Ekberg last year.", "PER Thomas Ekberg"),
      Row("The prize went to Harold T. Lindqvist on Friday.", "PER Harold T. Lindqvist"),
      Row(
        "The bench was led by Omar bin Rashid al-Mansouri for years.",
        "PER Omar bin Rashid al-Mansouri"),
      Row(
        "Then there was a long speech by Ludwig van der Velde about what the city had done.",
        "PER Ludwig van der Velde"),
      Row("They met Park Ji-won at the airport.", "PER Park Ji-won"),
      Row("Mrs. Okonkwo declined to comment on the case.", "PER Okonkwo"),
      Row("Dr. Leïla Benkirane treated the wounded.", "PER Leïla Benkirane"),
      Row("The singer was replaced by drummer Pete Maddox.", "PER Pete Maddox"),
      Row("His lawyer, Claire Besson, said that he would appeal.", "PER Claire Besson"),
      Row("King Haakon and Queen Sonja opened the exhibition.", "PER Haakon; PER Sonja"),
      // A namesake, an age, a party's word before the name; storms are nobody.
      Row(
        "The lawyer spoke for Laura Bolton and for Tarquil Bolton as well.",
        "PER Laura Bolton; PER Tarquil Bolton"),
      Row(
        "The attacker was identified as Sudeshan Amman, 20, by the police.", "PER Sudeshan Amman"),
      Row("Hurricane Lorenzo reached the coast of Portugal on Monday.", "LOC Portugal"),
      Row(
        "The study was published in Polar Sustainability on Monday.", "ORG Polar Sustainability"),
      // Organisations by their words.
      Row("The Ministry of Foreign Affairs rejected the note.", "ORG Ministry of Foreign Affairs"),
      Row(
        "The Department of Health, Education and Welfare was split.",
        "ORG Department of Health, Education and Welfare"),
      Row(
        "The National Oceanic and Atmospheric Administration issued a warning.",
        "ORG National Oceanic and Atmospheric Administration"),
      Row(
        "The Committee to Protect Journalists condemned the arrest.",
        "ORG Committee to Protect Journalists"),
      Row("The Supreme Court of Kenya annulled the election.", "ORG Supreme Court of Kenya"),
      Row(
        "She studied at the University of Ljubljana before the war.",
        "ORG University of Ljubljana"),
      Row("The Kenyan Defence Forces crossed the border.", "ORG Kenyan Defence Forces"),
      Row(
        "The People's Liberation Front of Rovania claimed the attack.",
        "ORG People's Liberation Front of Rovania"),
      Row("Shares of Lindqvist Holdings fell by a third.", "ORG Lindqvist Holdings"),
      Row("Parliament voted against the bill on Tuesday.", "ORG Parliament"),
      Row("The judges of the Court were divided over it.", "ORG Court"),
      Row("The daily Morgenbladet reported the deal first.", "ORG Morgenbladet"),
      Row("NATO and the EU signed a declaration with the OSCE.", "ORG NATO; ORG EU; ORG OSCE"),
      Row("Some NATO countries and NATO Allies objected to it.", "ORG NATO; ORG NATO"),
      Row(
        "The Democrats lost the Senate to the Republicans.",
        "ORG Democrats; ORG Senate; ORG Republicans"),
      // Places.
      Row("The train from Vienna to Prague was delayed for hours.", "LOC Vienna; LOC Prague"),
      Row("The village of Brodtske was shelled overnight.", "LOC Brodtske"),
      Row("A bomb exploded outside the Grand Meridian Hotel at noon.", "LOC Grand Meridian Hotel"),
      Row("Ships waited in the Gulf of Aden and the Red Sea.", "LOC Gulf of Aden; LOC Red Sea"),
      Row("He was born in Lubbock, Texas, and raised there.", "LOC Lubbock; LOC Texas"),
      Row(
        "The summit of the leaders that was held in Washington, D.C., ended without a deal.",
        "LOC Washington, D.C."),
      Row(
        "Japanese and South Korean officials met Ukrainians.",
        "ADJ Japanese; ADJ South Korean; ADJ Ukrainians"),
      Row("U.S.-led forces left the U.K. in the spring.", "LOC U.S.; LOC U.K."),
      Row(
        "The governor of American Samoa left for Pago Pago.", "LOC American Samoa; LOC Pago Pago"),
      Row("The march in D.C. went on until the evening.", "LOC D.C."),
      // No names: events, laws, days, the first word of a sentence.
      Row("The Second World War ended the long dispute.", ""),
      Row("The Clean Rivers Act was debated on Wednesday.", ""),
      Row("Officials denied it. Nobody was hurt in March.", ""),
      Row("In May, the weather turned cold across the north.", ""),
      // A surname and a month, a person and a town.
      Row("Theresa May spoke first. May then left the room.", "PER Theresa May; PER May"),
      Row(
        "Laura Bolton was elected. Bolton had campaigned for months.",
        "PER Laura Bolton; PER Bolton"),
      Row("Jordan Hensley flew to Jordan on Sunday.", "PER Jordan Hensley; LOC Jordan"),
      Row(
        "George Washington never lived in Washington, officials said.",
        "PER George Washington; LOC Washington"),
    ])
  func names(_ row: EntityTables.Row) {
    #expect(EntityTables.names(row.text) == row.expected)
  }

  @Test("Titles in capitals tell no names")
  func headline() {
    let record = EntityTables.record(
      "Ministers Agree New Climate Deal After Long Night In Vienna\n\nMinisters of twelve countries "
        + "agreed on a plan in Vienna on Friday, officials said.",
      title: true)
    #expect(record.people.isEmpty)
    #expect(record.organizations.isEmpty)
    #expect(record.places.map(\.name) == ["Vienna"])
    #expect(record.places.first?.mentions.count == 2)
  }
}
