/// Names of time zones as dates carry them.
enum DateZones {
  /// When summer time holds.
  enum Summer: UInt16 {
    case never, europe, america
  }

  /// Abbreviations: name=minutes east of Greenwich. Where two zones share one, the one that feeds
  /// mean by it (as feedparser reads it, or by population).
  static let abbreviations = """
    z=0 ut=0 utc=0 gmt=0 wet=0 west=60 bst=60 ist=330 cet=60 cest=120 met=60 mest=120 mez=60 \
    mesz=120 eet=120 eest=180 msk=180 msd=240 sast=120 cat=120 eat=180 wat=60 trt=180 ast=-240 \
    adt=-180 est=-300 edt=-240 cst=-360 cdt=-300 mst=-420 mdt=-360 pst=-480 pdt=-420 akst=-540 \
    akdt=-480 hst=-600 hast=-600 hadt=-540 nst=-210 ndt=-150 brt=-180 brst=-120 art=-180 clt=-240 \
    clst=-180 cot=-300 pet=-300 vet=-240 bot=-240 uyt=-180 jst=540 kst=540 hkt=480 sgt=480 \
    pht=480 myt=480 awst=480 acst=570 acdt=630 aest=600 aedt=660 nzst=720 nzdt=780 ict=420 wib=420 \
    wita=480 wit=540 pkt=300 npt=345 bdt=360 gst=240 irst=210 irdt=270 idt=180 azt=240 get=240 \
    amt=240 uzt=300 almt=360 yekt=300 omst=360 krat=420 irkt=480 yakt=540 vlat=600 magt=660 \
    pett=720 sgt=480 slst=330 mmt=390 chst=600 sst=-660 egst=0 egt=-60 cvt=-60 azot=-60 azost=0 \
    fnt=-120 wgt=-180 wgst=-120 pyt=-240 ect=-300 gyt=-240 srt=-180 mut=240 sct=240 ret=240 \
    a=-60 b=-120 c=-180 d=-240 f=-360 g=-420 i=-540 k=-600 l=-660 m=-720 n=60 o=120 p=180 \
    q=240 r=300 s=360 u=480 w=600 x=660 y=720
    """

  /// Zones with summer time that is not named: name=standard minutes and the rule.
  static let ruled = """
    et=-300a ct=-360a mt=-420a pt=-480a at=-240a
    """

  /// The last part of a tz database name, by its usual time.
  static let places = """
    london=0e dublin=0e lisbon=0e belfast=0e jersey=0e guernsey=0e isle_of_man=0e faroe=0e \
    canary=0e reykjavik=0 brussels=60e paris=60e berlin=60e madrid=60e rome=60e amsterdam=60e \
    vienna=60e zurich=60e stockholm=60e oslo=60e copenhagen=60e prague=60e budapest=60e warsaw=60e \
    belgrade=60e zagreb=60e ljubljana=60e bratislava=60e luxembourg=60e monaco=60e malta=60e \
    tirane=60e skopje=60e sarajevo=60e podgorica=60e vaduz=60e andorra=60e gibraltar=60e \
    san_marino=60e vatican=60e athens=120e helsinki=120e kiev=120e kyiv=120e bucharest=120e \
    sofia=120e riga=120e tallinn=120e vilnius=120e chisinau=120e kaliningrad=120 moscow=180 \
    minsk=180 istanbul=180 simferopol=180 samara=240 volgograd=180 new_york=-300a detroit=-300a \
    toronto=-300a montreal=-300a havana=-300a nassau=-300a chicago=-360a winnipeg=-360a \
    menominee=-360a denver=-420a boise=-420a edmonton=-420a phoenix=-420 los_angeles=-480a \
    vancouver=-480a tijuana=-480a anchorage=-540a juneau=-540a halifax=-240a st_johns=-210a \
    honolulu=-600 eastern=-300a central=-360a mountain=-420a pacific=-480a mexico_city=-360 \
    sao_paulo=-180 bahia=-180 buenos_aires=-180 bogota=-300 lima=-300 caracas=-240 santiago=-240 \
    montevideo=-180 puerto_rico=-240 panama=-300 jamaica=-300 tokyo=540 seoul=540 shanghai=480 \
    hong_kong=480 taipei=480 singapore=480 manila=480 kuala_lumpur=480 jakarta=420 bangkok=420 \
    saigon=420 ho_chi_minh=420 kolkata=330 calcutta=330 colombo=330 karachi=300 dhaka=360 \
    kathmandu=345 dubai=240 riyadh=180 baghdad=180 kuwait=180 qatar=180 tehran=210 kabul=270 \
    jerusalem=120e tel_aviv=120e beirut=120e nicosia=120e amman=180 damascus=180 baku=240 \
    tbilisi=240 yerevan=240 tashkent=300 almaty=300 yekaterinburg=300 novosibirsk=420 \
    vladivostok=600 cairo=120 johannesburg=120 nairobi=180 lagos=60 casablanca=60 algiers=60 \
    tunis=60 accra=0 addis_ababa=180 khartoum=120 sydney=600 melbourne=600 brisbane=600 \
    adelaide=570 darwin=570 perth=480 hobart=600 auckland=720 guam=600 fiji=720 utc=0 gmt=0 \
    greenwich=0 universal=0 zulu=0
    """

  /// Offset plus 1024, shifted by two, and the rule in the low bits.
  static let map: ByteMap = {
    var map = ByteMap(capacity: 700)
    for table in [abbreviations, ruled, places] {
      for word in table.split(whereSeparator: \.isWhitespace) {
        let parts = word.split(separator: "=")
        guard parts.count == 2 else { continue }
        var number = parts[1]
        var rule = Summer.never
        if number.hasSuffix("e") {
          rule = .europe
        } else if number.hasSuffix("a") {
          rule = .america
        }
        if rule != .never { number = number.dropLast() }
        guard let minutes = Int(number) else { continue }
        map.insert(String(parts[0]), UInt16(minutes + 1024) << 2 | rule.rawValue)
      }
    }
    return map
  }()

  /// Minutes east of Greenwich of the zone `code` (a value of `map`) at a local day and hour.
  static func minutes(_ code: UInt16, year: Int, month: Int, day: Int, hour: Int) -> Int {
    let standard = Int(code >> 2) - 1024
    let summer =
      switch Summer(rawValue: code & 3) ?? .never {
      case .never: false
      case .europe: inEurope(year, month, day)
      case .america: inAmerica(year, month, day, hour)
      }
    return summer ? standard + 60 : standard
  }

  /// From the last Sunday of March to that of October (directive 2000/84/EC).
  private static func inEurope(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    if month < 3 || month > 10 { return false }
    if month > 3, month < 10 { return true }
    let last = 31 - Calendar.weekday(year, month, 31)
    return month == 3 ? day >= last : day < last
  }

  /// From the second Sunday of March to the first of November (Energy Policy Act of 2005).
  private static func inAmerica(_ year: Int, _ month: Int, _ day: Int, _ hour: Int) -> Bool {
    if month < 3 || month > 11 { return false }
    if month > 3, month < 11 { return true }
    let first = (7 - Calendar.weekday(year, month, 1)) % 7 + 1
    return month == 3
      ? day > first + 7 || day == first + 7 && hour >= 2
      : day < first || day == first && hour < 2
  }
}

/// The proleptic Gregorian calendar.
enum Calendar {
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yoe = y - era * 400
    let doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
  }

  /// 0 being Sunday.
  static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let days = days(year, month, day)
    return ((days + 4) % 7 + 7) % 7
  }

  /// Year, month and day of a number of days since 1970-01-01.
  static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return (yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1)
  }

  /// `YYYY-MM-DDTHH:MM:SSZ` of milliseconds since 1970.
  static func rfc3339(_ milliseconds: Int64) -> String {
    let seconds = Int(milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000)
    var days = seconds / 86_400
    var rest = seconds % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    let (year, month, day) = civil(days)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let four = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
    return "\(four)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):"
      + "\(two(rest % 60))Z"
  }
}
