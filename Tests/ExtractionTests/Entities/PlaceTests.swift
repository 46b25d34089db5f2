import Testing

@testable import Extraction

/// Which place a name means, of what kind and country; the countries of organisations.
@Suite struct PlaceTests {
  typealias Row = EntityTables.Row

  @Test(
    "Places",
    arguments: [
      Row(
        "Fighting went on near Tbilisi, and Georgia closed its border with Russia.",
        "Tbilisi GE city; Georgia GE country; Russia RU country"),
      Row(
        "The senator from Georgia flew to Atlanta and then to Florida.",
        "Georgia US region; Atlanta US city; Florida US region"),
      Row("A storm hit Atlanta, Georgia, on Sunday night.", "Atlanta US city; Georgia US region"),
      Row("He lives in Paris, Texas, with his family.", "Paris US city; Texas US region"),
      Row("He lives in Paris with his family in France.", "Paris FR city; France FR country"),
      Row(
        "Jordan's king visited Egypt and Lebanon.",
        "Jordan JO country; Egypt EG country; Lebanon LB country"),
      Row("Athens expelled two Russian diplomats on Friday.", "Athens GR city; Russia RU country"),
      Row(
        "Fires burned in Oregon, Washington and Idaho.",
        "Oregon US region; Washington US region; Idaho US region"),
      Row(
        "Ships left the Black Sea for the Mediterranean.",
        "Black Sea - water; Mediterranean Sea - water"),
      Row(
        "The Indo-Pacific worries Asia and Europe.",
        "Indo-Pacific - region; Asia - region; Europe - region"),
      Row(
        "The town of Mokrets, Ukraine, lost its power plant.", "Mokrets UA city; Ukraine UA country"
      ),
      Row(
        "They met at the gate of Lindholm International Airport in Sweden before they left.",
        "Lindholm International Airport SE facility; Sweden SE country"),
      Row(
        "The Soviet army left the Czech town in 1991.",
        "Soviet Union - country; Czech Republic CZ country"),
      Row("Kiev is the older spelling of Kyiv.", "Kyiv UA city"),
    ])
  func places(_ row: EntityTables.Row) {
    #expect(EntityTables.places(row.text) == row.expected)
  }

  @Test("Coordinates")
  func coordinates() throws {
    let place = try #require(
      EntityTables.record("The talks between the two parties will go on in Nairobi today.").places
        .first)
    let latitude = try #require(place.latitude)
    let longitude = try #require(place.longitude)
    #expect(abs(latitude + 1.28) < 0.1)
    #expect(abs(longitude - 36.82) < 0.1)
  }

  @Test(
    "Organisations",
    arguments: [
      Row("Kenya's Supreme Court annulled the vote.", "Supreme Court KE court"),
      Row("The Austrian manufacturer Lindner Systems was sold.", "Lindner Systems AT company"),
      Row(
        "The Polish Ministry of Defence ordered tanks.", "Polish Ministry of Defence PL government"),
      Row("The Parliament met in Nairobi while Kenya waited.", "Parliament KE legislature"),
      Row("The Senate of the Philippines passed it.", "Senate of the Philippines PH legislature"),
      Row(
        "The African Union met Hamas and Reuters was there.",
        "African Union - intergovernmental; Hamas PS armed_group; Reuters GB media"),
      Row("The Thames Valley Police in England made an arrest.", "Thames Valley Police GB police"),
      // What no list knows is of the country spoken of around it, not of the text's first one.
      Row(
        "Officials in Kenya said that the talks would go on for another week.\nIn Lima, Peru, "
          + "Corvax Industries has closed a mine and dismissed the workers there.",
        "Corvax Industries PE company"),
      Row(
        "Trade between Japan and Japan's neighbours grew.\nGhana's Varlo Bank lost money in Accra.",
        "Varlo Bank GH company"),
      // Bodies of many countries are of none.
      Row(
        "The European Fisheries Agency and the World Candle Federation met in Portugal.",
        "European Fisheries Agency - government; World Candle Federation - ngo"),
      // Known bodies, wherever they are spoken of.
      Row("Officials in Kenya met Rabobank and Sherwin.", "Rabobank NL company"),
      // A party of a few letters is that of the country spoken of.
      Row("Voters in Prague and Brno in Czechia left the SPD.", "SPD CZ party"),
    ])
  func organizations(_ row: EntityTables.Row) {
    #expect(EntityTables.organizations(row.text) == row.expected)
  }

  @Test(
    "Datelines",
    arguments: [
      Row(
        "WASHINGTON, July 12 (Reuters) - The government said on Friday that it would not pay.",
        "Washington US Reuters [WASHINGTON, July 12 (Reuters) -]"),
      Row(
        "TOKYO (Kyodo) — The prime minister said on Friday that talks would go on.",
        "Tokyo JP Kyodo [TOKYO (Kyodo) —]"),
      Row(
        "Kyiv • UNN\nThe ministry said on Friday that the power was back in all regions.",
        "Kyiv UA UNN [Kyiv • UNN]"),
      Row(
        "MOSCOW, November 6. /TASS/. The ministry said on Friday that talks would go on.",
        "Moscow RU TASS [MOSCOW, November 6. /TASS/.]"),
      Row(
        "NEW DELHI: The court said on Friday that the law could stand for now.",
        "New Delhi IN - [NEW DELHI:]"),
      Row(
        "CAIRO - 3 November 2026: The ministry said on Friday that the canal was open.",
        "Cairo EG - [CAIRO - 3 November 2026:]"),
      Row(
        "BERLIN (AP) — The chancellor said on Friday that she would not stand again.",
        "Berlin DE AP [BERLIN (AP) —]"),
      Row(
        "GENEVA, Nov. 3 (Xinhua) -- The agency said on Friday that the outbreak was over.",
        "Geneva CH Xinhua [GENEVA, Nov. 3 (Xinhua) --]"),
      Row(
        "LYON, France (AFP) - A court said on Friday that the sale was void.",
        "Lyon FR AFP [LYON, France (AFP) -]"),
      Row(
        "SEOUL, Nov. 3 (Yonhap) -- The army said on Friday that it had seen a launch.",
        "Seoul KR Yonhap [SEOUL, Nov. 3 (Yonhap) --]"),
      Row(
        "PARIS, 3 November (dpa) – The police said on Friday that the square was safe.",
        "Paris FR dpa [PARIS, 3 November (dpa) –]"),
      Row("The government said on Friday that it would not pay its debts this year.", "none"),
      Row("Paris was quiet on Friday after a long night of protests in the centre.", "none"),
    ])
  func datelines(_ row: EntityTables.Row) {
    let record = EntityTables.record(row.text)
    let found = record.dateline.map { dateline in
      "\(dateline.place ?? "-") \(dateline.country ?? "-") \(dateline.agency ?? "-") "
        + "[\(EntityTables.words(dateline.span, of: record))]"
    }
    #expect(found ?? "none" == row.expected)
  }
}
