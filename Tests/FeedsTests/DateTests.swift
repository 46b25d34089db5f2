import Feeds
import Testing

@Suite("Dates")
struct DateTests {
  @Test(
    "Dates as they are found",
    arguments: [
      ("Sat, 31 Oct 2026 10:00:00 GMT", "2026-10-31T10:00:00Z"),
      ("Sat, 31 Oct 26 10:00 +0530", "2026-10-31T04:30:00Z"),
      ("31 Oct 1998 10:00:00 EST", "1998-10-31T15:00:00Z"),
      ("Sat, 31 Oct 2026 10:00:00 PDT", "2026-10-31T17:00:00Z"),
      ("Sat Oct 31 10:00:00 2026", "2026-10-31T10:00:00Z"),
      ("Sat Oct 31 10:00:00 CET 2026", "2026-10-31T09:00:00Z"),
      ("Fri, 31 Jul 2026 10:00:00 Europe/Paris", "2026-07-31T08:00:00Z"),
      ("Fri, 30 Jan 2026 10:00:00 America/New_York", "2026-01-30T15:00:00Z"),
      ("Fri, 31 Jul 2026 10:00:00 ET", "2026-07-31T14:00:00Z"),
      ("Sat, 31 Oct 2026 10:00:00 UTC+02:00", "2026-10-31T08:00:00Z"),
      ("2026-10-31T10:00:00.123456+0200", "2026-10-31T08:00:00.123Z"),
      ("2026-10-31T10:00Z", "2026-10-31T10:00:00Z"),
      ("2026-10-31t10:00:00z", "2026-10-31T10:00:00Z"),
      ("2026-10-31 10:00:00 -03", "2026-10-31T13:00:00Z"), ("20261031", "2026-10-31T00:00:00Z"),
      ("20261031T101112Z", "2026-10-31T10:11:12Z"), ("2026-10", "2026-10-01T00:00:00Z"),
      ("2026-304", "2026-10-31T00:00:00Z"), ("1793440800", "2026-10-31T10:00:00Z"),
      ("1793440800000", "2026-10-31T10:00:00Z"), ("2026/10/31 10:00", "2026-10-31T10:00:00Z"),
      ("10/31/2026 1:05 PM", "2026-10-31T13:05:00Z"), ("31.10.2026 13:05", "2026-10-31T13:05:00Z"),
      ("31/10/2026", "2026-10-31T00:00:00Z"),
      ("Oct 31st, 2026 at 12:30 a.m.", "2026-10-31T00:30:00Z"),
      ("samedi 31 octobre 2026 10h30", "2026-10-31T10:30:00Z"),
      ("Sa., 31. Okt. 2026 10:00 MEZ", "2026-10-31T09:00:00Z"),
      ("31 de octubre de 2026", "2026-10-31T00:00:00Z"),
      ("31 октября 2026 г. 10:00", "2026-10-31T10:00:00Z"),
      ("Σάβ, 31 Οκτ 2026 10:00:00 +0200", "2026-10-31T08:00:00Z"),
      ("2026-október-31T9:15+01:00", "2026-10-31T08:15:00Z"),
      ("2026년 10월 31일 10:00:00", "2026-10-31T10:00:00Z"),
      ("2026-10-31 오후 03:23:17", "2026-10-31T15:23:17Z"), ("2026年10月31日", "2026-10-31T00:00:00Z"),
      ("31 жовтня 2026, 10:00", "2026-10-31T10:00:00Z"),
      ("31 października 2026 10:00", "2026-10-31T10:00:00Z"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
      ("2026-10-31T24:00:00Z", "2026-11-01T00:00:00Z"),
    ])
  func found(text: String, expected: String) {
    #expect(FeedDate.parse(text) == FeedDate.parse(expected), "\(text)")
    #expect(FeedDate.parse(text) != nil)
  }

  @Test("The instant itself, in milliseconds")
  func value() {
    #expect(FeedDate.parse("1970-01-01T00:00:01.5Z") == 1500)
    #expect(FeedDate.parse("2026-10-31T10:00:00Z") == 1_793_440_800_000)
    #expect(FeedDate.parse("29 Feb 2000 00:00:00 GMT") == 951_782_400_000)
    #expect(FeedDate.parse("1969-12-31T23:59:59Z") == -1000)
  }

  @Test(
    "Impossible dates are none",
    arguments: [
      "", "abc", "soon", "2026-02-30", "31 Apr 2026 10:00 GMT", "2026-13-01",
      "2026-10-31T25:00:00Z",
      "2026-10-31T10:61:00Z", "2026-10-31T10:00:00+99:99", "0001-01-01T00:00:00Z", "32 Oct 2026",
      "Sat, 31 Oct 2026 1:2:3:4 GMT", "Sat, 31 Oct 2026 10:00:00 +zz:00", "2026-10-31-01", "22013",
      "99999999999999999999", "0000-00-00 00:00:00", "10:00", "-", "Oct", "2025-02-29",
    ])
  func impossible(text: String) { #expect(FeedDate.parse(text) == nil) }

  @Test("A date without a zone is read as the feed's others are, and that is told")
  func usualZone() throws {
    let feed = try parse(
      rss(
        "<item><pubDate>Fri, 30 Oct 2026 10:00:00 +0200</pubDate></item>"
          + "<item><pubDate>Fri, 30 Oct 2026 11:00:00 +0200</pubDate></item>"
          + "<item><pubDate>Fri, 30 Oct 2026 12:00:00</pubDate></item>"
          + "<item><pubDate>Fri, 30 Oct 2026</pubDate></item>"))
    #expect(feed.items[2].published == instant("2026-10-30T10:00:00Z"))
    #expect(feed.items[2].notes.contains { $0.contains("+02:00") })
    #expect(feed.items[3].published == instant("2026-10-30T00:00:00Z"))
    #expect(feed.items[3].notes == [])
    let alone = try parse(rss("<item><pubDate>Fri, 30 Oct 2026 12:00:00</pubDate></item>"))
    #expect(alone.items[0].published == instant("2026-10-30T12:00:00Z"))
    #expect(alone.items[0].notes.contains { $0.contains("UTC") })
  }

  @Test("A date far in the future is held to the time of the poll")
  func future() throws {
    let feed = try parse(
      rss(
        "<item><pubDate>2031-01-01T00:00:00Z</pubDate></item>"
          + "<item><pubDate>2026-11-01T03:00:00Z</pubDate></item>"))
    #expect(feed.items[0].published == pollTime)
    #expect(feed.items[0].notes.contains { $0.contains("2031-01-01T00:00:00Z") })
    #expect(feed.items[1].published == instant("2026-11-01T03:00:00Z"))
  }

  @Test("A date that is none is told")
  func told() throws {
    let feed = try parse(rss("<item><pubDate>yesterday evening</pubDate></item>"))
    #expect(feed.items[0].published == nil)
    #expect(feed.items[0].notes == ["not a date: \"yesterday evening\""])
  }
}
