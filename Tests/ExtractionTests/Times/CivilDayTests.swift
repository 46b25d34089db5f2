import Testing

@testable import Extraction

@Suite struct CivilDayTests {
  @Test func everyDayOfFourHundredYearsFollowsTheLast() {
    var (year, month, day) = (1801, 1, 1)
    var weekday = 4  // 1 January 1801 was a Thursday.
    var number = CivilDay(1801, 1, 1).number
    while year < 2201 {
      let found = CivilDay(number: number)
      #expect(CivilDay(year, month, day).number == number)
      guard found.date == (year, month, day), found.weekday == weekday else {
        Issue.record("\(year)-\(month)-\(day) read as \(found.iso), weekday \(found.weekday)")
        return
      }
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      weekday = weekday % 7 + 1
      number += 1
    }
  }

  /// Weeks at the turn of years, from the tables of ISO 8601.
  @Test(arguments: [
    ("2005-01-01", 2004, 53), ("2005-01-02", 2004, 53), ("2005-12-31", 2005, 52),
    ("2007-01-01", 2007, 1), ("2007-12-30", 2007, 52), ("2007-12-31", 2008, 1),
    ("2008-12-28", 2008, 52), ("2008-12-29", 2009, 1), ("2009-12-31", 2009, 53),
    ("2010-01-03", 2009, 53), ("2024-12-30", 2025, 1),
  ])
  func isoWeeks(_ text: String, _ year: Int, _ week: Int) {
    let day = CivilDay(seconds: seconds(text), offset: 0)
    #expect(day.isoWeek == (year, week))
    #expect(CivilDay.monday(ofWeek: week, year: year) == day.monday)
  }

  @Test(arguments: [
    (1961, "1961-04-02"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"),
    (2019, "2019-04-21"), (2024, "2024-03-31"), (2038, "2038-04-25"),
  ])
  func easter(_ year: Int, _ day: String) {
    #expect(CivilDay.easter(year).iso == day)
  }

  @Test func monthsAreAddedToTheMonthsEnd() {
    #expect(CivilDay(2024, 1, 31).adding(months: 1).iso == "2024-02-29")
    #expect(CivilDay(2024, 1, 31).adding(months: -2).iso == "2023-11-30")
    #expect(CivilDay(2024, 12, 15).adding(months: 1).iso == "2025-01-15")
  }

  @Test func secondsFallOnDaysByTheZone() {
    #expect(CivilDay(seconds: -1, offset: 0).iso == "1969-12-31")
    #expect(CivilDay(seconds: seconds("2024-07-12T20:00"), offset: 540).iso == "2024-07-13")
    #expect(CivilDay(seconds: seconds("2024-07-12T02:00"), offset: -300).iso == "2024-07-11")
    _ = CivilDay(seconds: .max, offset: 0)
    _ = CivilDay(seconds: .min, offset: 0)
  }

  @Test func nthWeekdays() {
    #expect(CivilDay.nth(1, weekday: 7, month: 11, year: 2024).iso == "2024-11-03")
    #expect(CivilDay.nth(-1, weekday: 1, month: 5, year: 2024).iso == "2024-05-27")
  }
}
