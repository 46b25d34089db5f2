/// Standard time by country, to tell which day it was where a dispatch was written. Summer time is
/// left out: it moves the day for one hour of publication in twenty-four.
enum ZoneOffset {
  /// Countries of one zone whose standard time is another than their meridian's, in minutes.
  private static let standard: [String: Int] = [
    "AE": 240, "AF": 270, "AR": -180, "BY": 180, "CN": 480, "DE": 60, "DK": 60, "DZ": 60,
    "EG": 120, "ES": 60, "FR": 60, "GB": 0, "GR": 120, "IE": 0, "IL": 120, "IN": 330, "IQ": 180,
    "IR": 210, "IS": 0, "IT": 60, "JP": 540, "KP": 540, "KR": 540, "LK": 330, "MA": 60, "MM": 390,
    "MY": 480, "NG": 60, "NL": 60, "NO": 60, "NP": 345, "PK": 300, "PL": 60, "PT": 0, "RO": 120,
    "SA": 180, "SE": 60, "SG": 480, "SN": 0, "SY": 180, "TR": 180, "TW": 480, "UA": 120,
    "VE": -240, "BE": 60, "LU": 60, "CH": 60, "AT": 60, "HU": 60, "CZ": 60, "SK": 60, "RS": 60,
    "HR": 60, "BA": 60, "SI": 60, "MK": 60, "AL": 60, "FI": 120, "EE": 120, "LV": 120, "LT": 120,
    "BG": 120, "MD": 120, "GE": 240, "AM": 240, "AZ": 240, "KZ": 300, "UZ": 300, "TM": 300,
    "KG": 360, "TJ": 300, "BD": 360, "TH": 420, "VN": 420, "LA": 420, "KH": 420, "PH": 480,
    "HK": 480, "NZ": 720, "ZA": 120, "KE": 180, "ET": 180, "SO": 180, "UG": 180, "TZ": 180,
    "SD": 120, "SS": 120, "LY": 120, "TN": 60, "LB": 120, "JO": 180, "KW": 180, "QA": 180,
    "BH": 180, "OM": 240, "YE": 180, "CU": -300, "HT": -300, "CO": -300, "PE": -300, "EC": -300,
    "BO": -240, "CL": -240, "PY": -180, "UY": -180, "VA": 60,
  ]

  /// - Parameters:
  ///   - country: ISO 3166-1 alpha-2.
  ///   - longitude: degrees east; decides in countries of several zones, fifteen degrees an hour.
  /// - Returns: minutes east of Greenwich, nil if neither tells.
  static func minutes(country: String?, longitude: Double?) -> Int? {
    if let country, let known = standard[country] { return known }
    guard let longitude, abs(longitude) <= 180 else { return nil }
    return Int((longitude / 15).rounded()) * 60
  }
}
