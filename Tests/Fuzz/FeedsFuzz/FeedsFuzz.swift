import Feeds
import FuzzDoors

/// Fuzzes one door of `Feeds`: the first argument names it, the rest is libFuzzer's.
///
///     FEEDWATCH_FUZZ=1 swift build -c release --scratch-path .build/fuzz --product feeds-fuzz
///     .build/fuzz/release/feeds-fuzz xml -max_total_time=600 /tmp/corpus-xml Tests/Fuzz/Seeds/xml
@main
struct FeedsFuzz {
  static func main() {
    openFuzzDoor(["xml": xml, "json": json, "dates": dates, "html": html, "encodings": encodings])
  }
}

private func bytes(_ data: UnsafePointer<UInt8>?, _ size: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: data, count: size))
}

/// Reads a feed and everything that can be made of it; what comes out must be valid.
private func read(_ input: FeedInput) {
  guard let feed = try? FeedParser().parse(input) else { return }
  precondition(String(validating: feed.json(pretty: false), as: UTF8.self) != nil)
  for item in feed.items {
    if let date = item.published { precondition(date <= input.now + 86_400_000) }
    precondition(item.title?.contains("\n") != true)
  }
}

private func xml(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  read(FeedInput(bytes: bytes(data, size), url: "http://e.example/a/b", now: 1_793_491_200_000))
  return 0
}

private func json(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  read(FeedInput(bytes: [0x7B] + bytes(data, size), now: 1_793_491_200_000))
  return 0
}

private func dates(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  if let date = FeedDate.parse(String(decoding: bytes(data, size), as: UTF8.self)) {
    // From the year 1000 to the year 9999, zones included.
    precondition(date > -30_700_000_000_000 && date < 253_500_000_000_000)
  }
  return 0
}

private func html(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let html = String(decoding: bytes(data, size), as: UTF8.self)
  let text = HTMLText.plainText(html)
  precondition(!text.contains("\n\n") && !text.hasSuffix("\n") && !text.hasPrefix("\n"))
  _ = HTMLText.plainLines(html)
  _ = Body(value: html, isHTML: true).plainText()
  return 0
}

private func encodings(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  // The first line is the Content-Type, the rest the feed's text between its tags.
  let all = bytes(data, size)
  let end = all.firstIndex(of: 0x0A) ?? 0
  let type = String(decoding: all[..<end], as: UTF8.self)
  read(FeedInput(bytes: Array(all[end...]), contentType: type, now: 1_793_491_200_000))
  read(
    FeedInput(
      bytes: Array("<rss><channel><title>".utf8) + all[end...]
        + Array("</title></channel></rss>".utf8), contentType: type, now: 1_793_491_200_000))
  return 0
}
