import Feeds
import Foundation
import Testing

@Suite("JSON output")
struct AnswerTests {
  @Test("A feed's dump is JSON with the fields' names")
  func dump() throws {
    let feed = try parse(
      rss(
        "<item><title>\"A\" \\ \u{7F}é</title><guid>1</guid><description>&lt;p&gt;x</description></item>"
      ))
    for pretty in [false, true] {
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(feed.json(pretty: pretty))) as? [String: Any])
      #expect(json["format"] as? String == "rss-2.0")
      let item = try #require((json["items"] as? [[String: Any]])?.first)
      #expect(item["title"] as? String == "\"A\" \\ é")
      #expect((item["summary"] as? [String: Any])?["text"] as? String == "x")
    }
  }

  @Test("The conformance harness gets its line, with an error where there is no feed")
  func conformance() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "feeds-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "a.xml")
    try Data(
      rss(
        "<item><title>A</title><link>b</link><author>x@e.example (X)</author><pubDate>2026-10-01</pubDate>"
          + "<description>safe&lt;script&gt;x&lt;/script&gt;</description></item>"
      ).utf8
    ).write(to: file)
    let request =
      "{\"name\":\"n\",\"file\":\"\(file.path)\",\"headers\":{\"Content-Location\":\"http://e.example/\"},\"url\":null}"
    let answer = ConformanceAnswer.line(forRequest: Array(request.utf8))
    #expect(!answer.contains(0x0A))
    let json = try #require(try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any])
    #expect(json["name"] as? String == "n")
    let entry = try #require((json["entries"] as? [[String: Any]])?.first)
    #expect(entry["title"] as? String == "A")
    #expect(entry["link"] as? String == "http://e.example/b")
    #expect(entry["summary"] as? String == "safe")
    #expect(entry["author_name"] as? String == "X")
    #expect(entry["author_email"] as? String == "x@e.example")
    #expect(entry["published"] as? String == "2026-10-01T00:00:00Z")
    try Data("<html>".utf8).write(to: file)
    let failure = ConformanceAnswer.line(forRequest: Array(request.utf8))
    #expect(String(decoding: failure, as: UTF8.self).contains("\"error\":\"A web page"))
    #expect(
      String(decoding: ConformanceAnswer.line(forRequest: [0x7B]), as: UTF8.self).contains("error"))
  }
}
