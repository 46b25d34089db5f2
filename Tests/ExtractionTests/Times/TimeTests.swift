internal import Language
import Testing

@testable import Extraction

@Suite struct TimeTests {
  private static let reader = TimeReader()

  private func check(_ row: TimeCase) {
    let found = Self.reader.times(in: row.sentence, published: seconds(row.published))
    let written = found.enumerated().map { index, time in
      time.written(
        in: row.sentence, like: index < row.times.count ? row.times[index] : nil)
    }
    #expect(written == row.times)
  }

  @Test(arguments: TimeTables.weekdays) func weekdays(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.days) func days(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.months) func months(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.years) func years(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.parts) func partsOfYears(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.told) func fromWhatWasTold(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.durations) func durations(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.sets) func sets(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.clocks) func clocks(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.atLarge) func timesAtLarge(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.ranges) func ranges(_ row: TimeCase) { check(row) }
  @Test(arguments: TimeTables.holidays) func holidays(_ row: TimeCase) { check(row) }

  @Test func withoutADateOfPublicationWhatHangsOnItStaysOpen() {
    let text = "On Friday, in May, on May 3, last week and on May 3, 2019, it rained."
    let values = Self.reader.times(in: text, published: nil).map(\.value)
    #expect(values == ["XXXX-WXX-5", "XXXX-05", "XXXX-05-03", "XXXX-WXX", "2019-05-03"])
  }

  @Test func aDateOnALineOfItsOwnStandsInForTheDateOfPublication() {
    let text = "Dam breaks\n\nSaturday, July 13, 2024\nA dam broke on Thursday."
    let values = Self.reader.times(in: text, published: nil).map(\.value)
    #expect(values == ["2024-07-13", "2024-07-11"])
  }

  @Test func theDatelinesZoneTellsTheDay() throws {
    // 20:00 in London is five o'clock the next morning in Tokyo.
    let text = """
      Storm nears coast

      TOKYO (Kyodo) — A storm reached the coast today, the weather agency said in the capital.
      """
    let dispatch = Dispatch(text: text, published: seconds("2024-07-12T20:00"))
    #expect(Extractor().extract(dispatch).times.map(\.value) == ["2024-07-13"])
    // A date without a time is no midnight.
    let dated = Dispatch(text: text, published: seconds("2024-07-12T00:00"))
    #expect(Extractor().extract(dated).times.map(\.value) == ["2024-07-12"])
  }

  @Test func wordsThatWereSaidCountFromTheDayTheyWereSaid() {
    let text = """
      Minister resigns over loan

      On Tuesday, the minister for transport resigned from the government of the country.
      "I told the prime minister last night that I would leave my office," he said.
      """
    let record = Extractor().extract(Dispatch(text: text, published: seconds("2024-07-12T12:00")))
    #expect(record.times.map(\.value) == ["2024-07-09", "2024-07-08TNI"])
  }

  @Test func idsFollowTheText() {
    let times = Self.reader.times(
      in: "It began on Monday, went on for three days and ended in 2024.",
      published: seconds("2024-07-13"))
    #expect(times.map(\.id) == ["t1", "t2", "t3"])
  }

  @Test func timesAreFoundByTheirTokens() {
    let text = "Rebels struck on Monday; the army answered on Tuesday night."
    var reading = Reading(Analyzer().analyze(text), hasTitle: false, gazetteer: Gazetteer())
    reading.findTimes(published: seconds("2024-07-13"))
    let all = 0..<reading.words.count
    #expect(reading.times(in: all).map(\.value) == ["2024-07-08", "2024-07-09TNI"])
    for (token, word) in reading.words.enumerated() {
      let expected = word == "Monday" ? "t1" : word == "Tuesday" || word == "night" ? "t2" : nil
      #expect(reading.time(overlapping: token..<token + 1)?.id == expected)
    }
  }

  @Test func spansAreInRangeInOrderAndApartForEveryPrefix() {
    let text = TimeTables.all.map(\.sentence).joined(separator: " ").prefix(1500)
    var prefix = ""
    for (count, character) in text.enumerated() {
      prefix.append(character)
      guard count % 11 == 0 else { continue }
      let length = prefix.unicodeScalars.count
      var last = 0
      for time in Self.reader.times(in: prefix, published: seconds("2024-07-13")) {
        #expect(time.span.lowerBound >= last && time.span.upperBound <= length)
        #expect(!time.span.isEmpty && !time.value.isEmpty)
        if let first = time.range?.first, let end = time.range?.last { #expect(first <= end) }
        last = time.span.upperBound
      }
    }
  }

  @Test(arguments: [
    "99999999999999999999 years ago", "in 2147483647 centuries", "the 99th century of the 9999s",
    "9999-99-99T99:99", "1/2/3/4/5/6", "--- – ½½½ 1,,2,,3", "every every every each other two",
    "99999 millennia later and 99999 millennia ago", "0 years ago", "on the 0th", "0/0/0 00:00",
    "May May May May 99 99 99 99", "the the the last last last next next", "week 99 of the year 0",
    "at 24:60 p.m. p.m. o'clock sharp GMT UTC", "from 31 to 30 to 29 February 2023",
  ])
  func hostileTextsDoNoHarm(_ text: String) {
    for published: Int64? in [nil, 0, .max, .min, seconds("2024-02-29")] {
      for time in Self.reader.times(in: text, published: published) {
        #expect(time.span.upperBound <= text.unicodeScalars.count)
      }
    }
  }
}
