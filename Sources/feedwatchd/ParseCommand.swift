import ArgumentParser
import Watch

struct ParseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Print what the feed parser sees in a file or at a URL.",
    discussion: """
      With --jsonl stdin holds one JSON object a line, {"name","file","headers","url"}; for each \
      one line comes out with the feed's and the items' normalised fields, or an error.
      """)

  @Flag(help: "Answer a batch of JSON lines from stdin.")
  var jsonl = false

  @Argument(help: "A feed: a file, - for stdin, or an http or https URL.", completion: .file())
  var feed: String?

  func validate() throws {
    if jsonl == (feed != nil) { throw ValidationError("Give a FILE or URL, or --jsonl.") }
  }

  func run() async throws {
    if let feed {
      do {
        CommandLineOutput.print(try await FeedReading.json(of: feed))
      } catch {
        CommandLineOutput.error("feedwatchd: \(error)")
        throw Exit.failed
      }
      return
    }
    var input = LineInput()
    while let line = input.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      CommandLineOutput.write(FeedReading.answer(line) + [0x0A])
    }
  }
}
