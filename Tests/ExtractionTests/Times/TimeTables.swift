import Extraction

/// A sentence and the times it holds, written "words = value", "words = value MOD" or
/// "words = value first..last".
struct TimeCase: CustomStringConvertible, Sendable {
  var sentence: String
  var times: [String]
  var published: String

  init(_ sentence: String, _ times: String..., on published: String = "2024-07-13T12:00") {
    self.sentence = sentence
    self.times = times
    self.published = published
  }

  var description: String { sentence }
}

/// Reads "2024-07-13" or "2024-07-13T12:00" as seconds since 1970, UTC; counted day by day, so that
/// the tests do not lean on the code under test.
func seconds(_ text: String) -> Int64 {
  let numbers = text.split { "-T:".contains($0) }.compactMap { Int($0) }
  var days = 0
  for year in 1970..<numbers[0] { days += isLeap(year) ? 366 : 365 }
  let lengths = [31, isLeap(numbers[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  days += lengths.prefix(numbers[1] - 1).reduce(0, +) + numbers[2] - 1
  let hours = numbers.count > 3 ? numbers[3] : 0
  let minutes = numbers.count > 4 ? numbers[4] : 0
  return Int64(days * 86_400 + hours * 3600 + minutes * 60)
}

private func isLeap(_ year: Int) -> Bool {
  year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

extension TimeExpression {
  /// The expression in the manner of the tables, as detailed as the one it is compared with.
  func written(in text: String, like expected: String?) -> String {
    let scalars = Array(text.unicodeScalars)[span]
    var words = ""
    words.unicodeScalars.append(contentsOf: scalars)
    var result = "\(words) = \(value)"
    if let mod, expected?.contains(mod) ?? true { result += " \(mod)" }
    if expected?.contains("..") ?? false {
      result += " \(range?.first ?? "")..\(range?.last ?? "")"
    }
    if let zone, expected?.contains("[") ?? false { result += " [\(zone)]" }
    return result
  }
}

/// Saturday, 13 July 2024 is the day of publication unless a case says otherwise.
enum TimeTables {
  static let weekdays: [TimeCase] = [
    // What is set for a day, or lasts until one, lies ahead.
    .init("The speaker called a meeting for Monday.", "Monday = 2024-07-15"),
    .init("The road was closed until Friday.", "Friday = 2024-07-19"),
    .init("The king is on sick leave until Friday.", "Friday = 2024-07-19"),
    .init("The minister promised an answer by Tuesday.", "Tuesday = 2024-07-16"),
    .init("The envoy flies to Asmara on Thursday.", "Thursday = 2024-07-18"),
    .init("On Monday the court opens hearings.", "Monday = 2024-07-15"),
    .init("The road had been closed until Friday.", "Friday = 2024-07-12"),
    // A present tense of the calendar, "by" behind a promise, what is forecast.
    .init("The new premier takes office on October 20.", "October 20 = 2024-10-20"),
    .init("The agreement expires on Sunday.", "Sunday = 2024-07-14"),
    .init("They agreed to rebuild the bridge by June.", "June = 2025-06"),
    .init("The storm is forecast to arrive on Monday.", "Monday = 2024-07-15"),
    .init("It happened in the night of 12 to 13 May.", "the night of 12 to 13 May = 2024-05-12TNI"),
    .init("The annual meeting was short.", "annual = P1Y"),
    .init("The ministers met on Thursday in Oslo.", "Thursday = 2024-07-11"),
    .init(
      "Sat. was quiet; on Sun. shells fell again.", "Sat = 2024-07-13", "Sun = 2024-07-14",
      on: "2024-07-15T12:00"),
    .init("He sat. Was it quiet? The sun fell."),
    .init(
      "The plan will be shown on Wednesday evening next week.",
      "Wednesday evening next week = 2024-07-17TEV"),
    .init(
      "The vote is on Tuesday the twenty-third.", "Tuesday the twenty-third = 2024-07-23"),
    .init("The ministers will meet on Thursday in Oslo.", "Thursday = 2024-07-18"),
    .init("On Monday, the court is to hear the appeal.", "Monday = 2024-07-15"),
    .init("On Monday, the court heard the appeal.", "Monday = 2024-07-08"),
    .init("Voting is expected to begin on Sunday.", "Sunday = 2024-07-14"),
    .init("The strike was due to end on Wednesday.", "Wednesday = 2024-07-17"),
    .init("The summit, scheduled for Tuesday, has lost its host.", "Tuesday = 2024-07-16"),
    .init("The talks were postponed until Friday.", "Friday = 2024-07-19"),
    .init("He had given them until Tuesday.", "Tuesday = 2024-07-09"),
    .init("The hostages will be released on Sunday.", "Sunday = 2024-07-14"),
    .init("Police said Saturday that two men fled.", "Saturday = 2024-07-13"),
    .init("Last Friday the bridge fell.", "Last Friday = 2024-07-12"),
    .init("Next Tuesday parliament votes.", "Next Tuesday = 2024-07-16"),
    .init("They marched this past Sunday.", "this past Sunday = 2024-07-07"),
    .init("They march this coming Sunday.", "this coming Sunday = 2024-07-14"),
    .init("The raid began on Friday of last week.", "Friday of last week = 2024-07-05"),
    .init(
      "The bank closed on July 1. The following Monday it opened again.", "July 1 = 2024-07-01",
      "The following Monday = 2024-07-08"),
    .init("The Sun set over the port.", on: "2024-07-13"),
    .init("It rains on a Monday.", "Monday = XXXX-WXX-1"),
  ]

  static let days: [TimeCase] = [
    .init(
      "Yesterday's ruling stands; today the state appealed.", "Yesterday = 2024-07-12",
      "today = 2024-07-13"),
    .init("Tomorrow, the queen travels to Kenya.", "Tomorrow = 2024-07-14"),
    .init("The day before yesterday two ferries sank.", "The day before yesterday = 2024-07-11"),
    .init("A vote follows the day after tomorrow.", "the day after tomorrow = 2024-07-15"),
    .init("He was born on 9 March 1961.", "9 March 1961 = 1961-03-09"),
    .init("She died on March 9th, 1961, in Turin.", "March 9th, 1961 = 1961-03-09"),
    .init("It was signed on the 3rd of May 2019.", "the 3rd of May 2019 = 2019-05-03"),
    .init("On Wednesday, July 10, 2024, the dam broke.", "Wednesday, July 10, 2024 = 2024-07-10"),
    .init("On Wednesday 10 July the dam broke.", "Wednesday 10 July = 2024-07-10"),
    .init("The file is dated 2023-11-05.", "2023-11-05 = 2023-11-05"),
    .init("Signed on 11/5/2023 in Ohio.", "11/5/2023 = 2023-11-05"),
    .init("Signed on 25/11/2023 in Leeds.", "25/11/2023 = 2023-11-25"),
    .init("Issued 05.11.2023 in Bonn.", "05.11.2023 = 2023-11-05"),
    .init("The law changed after 9/11.", "9/11 = 2001-09-11"),
    .init("The appeal ends on the 20th.", "the 20th = 2024-07-20"),
    .init(
      "Polls open on the 22nd, 23rd and 24th of July.", "the 22nd = 2024-07-22",
      "23rd = 2024-07-23", "24th of July = 2024-07-24"),
    .init(
      "Hearings were held on July 2 and 4.", "July 2 = 2024-07-02", "4 = 2024-07-04"),
    .init("There is no February 30 in any calendar."),
    .init("A court in Kyiv fined him on Nov. 3.", "Nov. 3 = 2023-11-03"),
    .init("The court will sit on Feb. 3.", "Feb. 3 = 2025-02-03"),
  ]

  static let months: [TimeCase] = [
    .init("He took office in March.", "March = 2024-03"),
    .init("He took office in November.", "November = 2023-11"),
    .init("She will leave in February.", "February = 2025-02"),
    .init("Rates fell in December 2008.", "December 2008 = 2008-12"),
    .init("It opened in May of last year.", "May of last year = 2023-05"),
    .init("It opened in January this year.", "January this year = 2024-01"),
    .init("Last August floods came.", "Last August = 2023-08"),
    .init("Next April the treaty expires.", "Next April = 2025-04"),
    .init("This past December prices rose.", "This past December = 2023-12"),
    .init("Talks resumed in early June.", "early June = 2024-06 START"),
    .init("The plan dates from mid-April.", "mid-April = 2024-04 MID"),
    .init("It was over by late May.", "late May = 2024-05 END"),
    .init("They left at the beginning of June.", "the beginning of June = 2024-06 START"),
    .init("Premier May may march in protest."),
    .init("August Strindberg wrote of April Smith."),
    .init("Sales rose from May to June 2019.", "May = 2019-05", "June 2019 = 2019-06"),
    .init("It rained in the first week of July.", "the first week of July = 2024-W27"),
    .init("They meet on the first Monday of August.", "the first Monday of August = 2024-08-05"),
    .init("October elections were called last month.", "October = 2024-10", "last month = 2024-06"),
  ]

  static let years: [TimeCase] = [
    .init("The war of 1812 is over.", "1812 = 1812"),
    .init("In 1789 the Bastille fell.", "1789 = 1789"),
    .init("The 2019 general election changed that.", "2019 = 2019"),
    .init("He led from 2014 to 2016.", "2014 = 2014", "2016 = 2016"),
    .init("Between 2014 and 2016 he led.", "2014 = 2014", "2016 = 2016"),
    .init("The 2014-16 outbreak killed many.", "2014-16 = 2014/2016"),
    .init("In nineteen ninety-six he retired.", "nineteen ninety-six = 1996"),
    .init("Last year was warm; this year is warmer.", "Last year = 2023", "this year = 2024"),
    .init("Next year the base closes.", "Next year = 2025"),
    .init("The army took 2000 prisoners and 1950 rifles."),
    .init("It cost $2019 and 2024 euros."),
    .init("The deficit of fiscal 2023 grew.", "fiscal 2023 = 2023"),
    .init("In fiscal year 2022 it shrank.", "fiscal year 2022 = 2022"),
    .init("The strikes of the 1970s toppled him.", "the 1970s = 197"),
    .init("Since the early 1990s it has been free.", "the early 1990s = 199 START"),
    .init("In the eighties the border opened.", "the eighties = 198"),
    .init("It is the crisis of the 21st century.", "the 21st century = 20"),
    .init("A 20th-century treaty binds both.", "20th-century = 19"),
    .init("Call 555-2010 for help."),
    .init("He attended the 2020 Republican National Convention."),
    .init("By 2030 the mines will close.", "2030 = 2030 ..2030-12-31"),
    .init("Since 2014 the port has been shut.", "2014 = 2014 2014-01-01.."),
    .init("Before 2010 no one asked.", "2010 = 2010 ..2009-12-31"),
  ]

  static let parts: [TimeCase] = [
    .init("Last week of 2016 was the worst.", "Last week of 2016 = 2016-W52"),
    .init("The talks will resume the week after next.", "the week after next = 2024-W30"),
    .init("The year before last was dry.", "The year before last = 2022"),
    .init(
      "They want it done by the end of the year.",
      "the end of the year = 2024 END ..2024-12-31"),
    .init("It ends at the end of August.", "the end of August = 2024-08 END"),
    .init("NATO will gather next spring.", "next spring = 2025-SP 2025-03-01..2025-05-31"),
    .init("The fire raged last summer.", "last summer = 2023-SU"),
    .init("In the winter of 1941 the city starved.", "the winter of 1941 = 1941-WI"),
    .init("Talks begin in the autumn.", "the autumn = 2024-FA"),
    .init("After the fall of Kabul many fled."),
    .init("Profit fell in the third quarter.", "the third quarter = 2024-Q3"),
    .init("Profit fell in the fourth quarter of 2023.", "the fourth quarter of 2023 = 2023-Q4"),
    .init("The tank held 100% H2."),
    .init("Exports grew in Q1 2024.", "Q1 2024 = 2024-Q1 2024-01-01..2024-03-31"),
    .init("They grew in the first half of 2022.", "the first half of 2022 = 2022-H1"),
    .init("Shelling stopped this week.", "this week = 2024-W28 2024-07-08..2024-07-14"),
    .init("Shelling stopped last week.", "last week = 2024-W27"),
    .init("A truce starts next week.", "next week = 2024-W29"),
    .init("It happened earlier this month.", "earlier this month = 2024-07"),
    .init("They vote later this year.", "later this year = 2024"),
    .init("Early next year it opens.", "Early next year = 2025 START"),
    .init("They rest at the weekend.", "the weekend = 2024-W28-WE"),
    .init("He resigned over the weekend.", "the weekend = 2024-W27-WE", on: "2024-07-08"),
    .init("It was the match of the week.", "the week = 2024-W28"),
    .init("Rates rose in the last decade.", "the last decade = 201"),
  ]

  static let told: [TimeCase] = [
    .init(
      "The king died on May 3. The same day his son fled.", "May 3 = 2024-05-03",
      "The same day = 2024-05-03"),
    .init(
      "The king died on May 3. The next day his son fled.", "May 3 = 2024-05-03",
      "The next day = 2024-05-04"),
    .init(
      "They left in 2011, but returned three years later.", "2011 = 2011",
      "three years later = 2014"),
    .init(
      "It opened in August 2018. That September it closed.", "August 2018 = 2018-08",
      "That September = 2018-09"),
    .init(
      "Sales rose in the third quarter of 2019 from a year earlier.",
      "the third quarter of 2019 = 2019-Q3", "a year earlier = 2018-Q3"),
    .init("Two days ago rebels struck.", "Two days ago = 2024-07-11"),
    .init("Three weeks ago rebels struck.", "Three weeks ago = 2024-W25"),
    .init("Five months ago he quit.", "Five months ago = 2024-02"),
    .init("A decade ago it was a desert.", "A decade ago = 201"),
    .init("A year and a half ago he quit.", "A year and a half ago = 2023-01"),
    .init("Several years ago he quit.", "Several years ago = PAST_REF"),
    .init("Almost two years ago he quit.", "Almost two years ago = 2022 LESS_THAN"),
    .init("The siege will be lifted three days from now.", "three days from now = 2024-07-16"),
    .init(
      "Two days before Christmas 2023 it snowed.", "Two days before Christmas 2023 = 2023-12-23"),
    .init("The ban will end in two weeks.", "two weeks = 2024-W30"),
    .init("The army left the day before.", "the day before = 2024-07-12"),
  ]

  static let durations: [TimeCase] = [
    .init("It was a three-day visit.", "three-day = P3D"),
    .init("He spoke for 24 hours.", "24 hours = PT24H"),
    .init("He ruled for two and a half years.", "two and a half years = P2Y6M"),
    .init("It took 2 1/2 hours.", "2 1/2 hours = PT2H30M"),
    .init("After a decade the war ended.", "a decade = P10Y"),
    .init("He waited an hour and a half.", "an hour and a half = PT1H30M"),
    .init("It lasted 3 hours and 20 minutes.", "3 hours and 20 minutes = PT3H20M"),
    .init("It has lasted more than three years.", "more than three years = P3Y MORE_THAN"),
    .init("It lasted less than an hour.", "less than an hour = PT1H LESS_THAN"),
    .init("It rained for over two weeks.", "over two weeks = P2W MORE_THAN"),
    .init("Rain will fall over the next ten days.", "the next ten days = P10D"),
    .init("It lasted at least six months.", "at least six months = P6M EQUAL_OR_MORE"),
    .init("It lasted about 40 minutes.", "about 40 minutes = PT40M APPROX"),
    .init("The curfew held for several weeks.", "several weeks = PXW"),
    .init("This follows decades of neglect.", "decades = PXDE"),
    .init("The 25-year-old was freed.", "25-year-old = P25Y"),
    .init("She is 71 years old.", "71 years old = P71Y"),
    .init("He won for the third year in a row.", "the third year in a row = P3Y"),
    .init("It fell for a fifth consecutive day.", "a fifth consecutive day = P5D"),
    .init(
      "Prices doubled in the last five years.",
      "the last five years = P5Y 2019-07-13..2024-07-13"),
    .init(
      "It is to report within the next ten days.",
      "the next ten days = P10D 2024-07-13..2024-07-23"),
    .init("They held a minute of silence.", "a minute = PT1M"),
    .init("A week-long strike ended.", "week-long = P1W"),
    .init("He aged two to three years.", "two to three years = P2Y"),
    .init("Two thirds of voters and three quarters of states agreed."),
    .init("A second motion failed in a second."),
    .init("It stayed shut for half a century.", "half a century = P50Y"),
  ]

  static let sets: [TimeCase] = [
    // What comes again; but a paper is only named so.
    .init("She spoke at the weekly briefing.", "weekly = P1W"),
    .init("The banks publish monthly reports.", "monthly = P1M"),
    .init("He owns a weekly newspaper."),
    // A speed is no time.
    .init("Winds reached 75 miles per hour."),
    .init("They pump 300 barrels per day.", "per day = P1D"),
    .init("They protest every Friday.", "every Friday = XXXX-WXX-5"),
    .init("The panel meets annually.", "annually = P1Y"),
    .init("They bathe twice a week.", "twice a week = P1W"),
    .init("He reports each month.", "each month = P1M"),
    .init("Elections are held every two years.", "every two years = P2Y"),
    .init("Every other week a ship comes.", "Every other week = P2W"),
    .init("It floods every summer.", "every summer = XXXX-SU"),
    .init("Market is on Tuesdays.", "Tuesdays = XXXX-WXX-2"),
    .init("They dance on Saturday nights.", "Saturday nights = XXXX-WXX-6TNI"),
    .init("It grows 5 percent a year.", "a year = P1Y"),
    .init("They inspect it daily.", "daily = P1D"),
    .init("The daily paper wrote of it."),
    .init("In every village and each house they wept."),
  ]

  static let clocks: [TimeCase] = [
    // Dawn and dusk; the entries of a running report.
    .init("The soldiers left before dawn.", "dawn = 2024-07-13TMO"),
    .init("Power was back by dusk.", "dusk = 2024-07-13TEV"),
    .init("21:04 Polls have closed.", "21:04 = 2024-07-13T21:04"),
    .init(
      "It was open from 5 to 6 p.m. each day.", "5 = 2024-07-13T17:00",
      "6 p.m. = 2024-07-13T18:00", "each day = P1D"),
    .init(
      "Shops close from 11 to 2 p.m. in summer.", "11 = 2024-07-13T11:00",
      "2 p.m. = 2024-07-13T14:00", "summer = 2024-SU"),
    .init("The blast came at five to six.", "five to six = 2024-07-13T05:55"),
    .init("It struck at 2 p.m. on Friday.", "2 p.m. on Friday = 2024-07-12T14:00"),
    .init(
      "At 7:45am EST Nov. 9, 2023, it fell.", "7:45am EST Nov. 9, 2023 = 2023-11-09T07:45 [-05:00]"),
    .init("It came down at 1625 UTC.", "1625 UTC = 2024-07-13T16:25Z [Z]"),
    .init("Shots rang out at 19:00 local time.", "19:00 local time = 2024-07-13T19:00 [local]"),
    .init(
      "Shots rang out on Friday shortly before 19:00.", "Friday = 2024-07-12",
      "shortly before 19:00 = 2024-07-12T19:00 BEFORE"),
    .init("The polls will close at noon Sunday.", "noon Sunday = 2024-07-14T12:00"),
    .init("He died on Monday night.", "Monday night = 2024-07-08TNI"),
    .init("He died last night.", "last night = 2024-07-12TNI"),
    .init("He died early Tuesday.", "early Tuesday = 2024-07-09 START"),
    .init("He died this morning.", "this morning = 2024-07-13TMO"),
    .init("He died yesterday afternoon.", "yesterday afternoon = 2024-07-12TAF"),
    .init("They won 10:30 to 9:15 in sets."),
    .init(
      "Doors open at half past six in the evening.",
      "half past six in the evening = 2024-07-13T18:30"),
    .init("It began at 5 o'clock.", "5 o'clock = 2024-07-13T05:00"),
    .init("It aired at 8 p.m. Eastern time.", "8 p.m. Eastern time = 2024-07-13T20:00 [-04:00]"),
    .init("Tonight at 8 he speaks.", "Tonight at 8 = 2024-07-13T20:00"),
    .init(
      "It fell between 3:15 and 4:20 p.m. on July 4.", "3:15 = 2024-07-13T03:15",
      "4:20 p.m. on July 4 = 2024-07-04T16:20"),
  ]

  static let atLarge: [TimeCase] = [
    .init("The sensor had recently been replaced.", "recently = PAST_REF"),
    .init("He now leads; currently she rests.", "now = PRESENT_REF", "currently = PRESENT_REF"),
    .init("At present it is shut.", "At present = PRESENT_REF"),
    .init("In the past it was open.", "the past = PAST_REF"),
    .init("In the future it may open.", "the future = FUTURE_REF"),
    .init("Earlier it was reported that he fled.", "Earlier = PAST_REF"),
    .init("In recent years it grew.", "recent years = PAST_REF"),
    .init("Every now and then, now that he left, they sing."),
  ]

  static let ranges: [TimeCase] = [
    .init("They met on July 9-11, 2024, in Riga.", "July 9-11, 2024 = 2024-07-09/2024-07-11"),
    .init("They met from 3 to 5 May.", "3 to 5 May = 2024-05-03/2024-05-05 2024-05-03..2024-05-05"),
    .init("They met on 9–11 July.", "9–11 July = 2024-07-09/2024-07-11"),
    .init("It ran from March 3 to 5.", "March 3 = 2024-03-03", "5 = 2024-03-05"),
    .init("It ran from July 1 to August 2.", "July 1 = 2024-07-01", "August 2 = 2024-08-02"),
  ]

  static let holidays: [TimeCase] = [
    .init("On Good Friday 2019 it burned.", "Good Friday 2019 = 2019-04-19"),
    .init("Troops came home for Christmas.", "Christmas = 2023-12-25"),
    .init("They struck on Easter Sunday.", "Easter Sunday = 2024-03-31"),
    .init("Thanksgiving will be quiet.", "Thanksgiving = 2024-11-28"),
    .init("Johnnie Christmas drew it."),
    .init("The Good Friday Agreement and Easter Island are names."),
  ]

  static let all =
    weekdays + days + months + years + parts + told + durations + sets + clocks + atLarge + ranges
    + holidays
}
