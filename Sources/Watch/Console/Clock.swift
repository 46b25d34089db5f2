import Glibc

/// The time of day, as the daemon reads it; tests hand in their own.
public enum WallClock {
  /// Milliseconds since 1970, UTC.
  public static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Seconds since 1970, UTC, with their fraction.
  public static func seconds() -> Double {
    Double(milliseconds()) / 1000
  }
}

/// Time that never jumps and goes on while the machine sleeps (CLOCK_BOOTTIME).
public enum SteadyClock {
  public static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}

/// Writes instants as RFC 3339 text.
public enum Timestamp {
  /// `2024-07-13T09:20:00.000Z`.
  public static func rfc3339(milliseconds: Int64) -> String {
    let (days, millisecondsOfDay) = divide(milliseconds, 86_400_000)
    let (year, month, day) = civil(days: days)
    let seconds = millisecondsOfDay / 1000
    return String(unsafeUninitializedCapacity: 32) { room in
      var count = 0
      func put(_ character: UInt8) {
        room[count] = character
        count += 1
      }
      func put(_ value: Int64, _ width: Int) {
        for place in stride(from: width - 1, through: 0, by: -1) {
          var digit = value
          for _ in 0..<place { digit /= 10 }
          put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit % 10))
        }
      }
      put(max(0, min(year, 9999)), 4)
      put(UInt8(ascii: "-"))
      put(month, 2)
      put(UInt8(ascii: "-"))
      put(day, 2)
      put(UInt8(ascii: "T"))
      put(seconds / 3600, 2)
      put(UInt8(ascii: ":"))
      put(seconds / 60 % 60, 2)
      put(UInt8(ascii: ":"))
      put(seconds % 60, 2)
      put(UInt8(ascii: "."))
      put(millisecondsOfDay % 1000, 3)
      put(UInt8(ascii: "Z"))
      return count
    }
  }

  /// `2024-07-13 09:20:00Z`, for people.
  public static func short(seconds: Int64) -> String {
    let text = rfc3339(milliseconds: seconds.multipliedReportingOverflow(by: 1000).partialValue)
    return text.prefix(19).replacing("T", with: " ") + "Z"
  }

  private static func divide(_ value: Int64, _ by: Int64) -> (Int64, Int64) {
    let quotient = value >= 0 ? value / by : -((-value + by - 1) / by)
    return (quotient, value - quotient * by)
  }

  /// The proleptic Gregorian date of a count of days since 1970-01-01
  /// (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = divide(shifted, 146_097).0
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
