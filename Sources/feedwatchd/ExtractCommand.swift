import ArgumentParser
import Extraction
import Watch

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read a plain-text dispatch and print its record.",
    discussion: """
      The first line of the text is its title, every other line a paragraph. With --jsonl stdin \
      holds one JSON object a line, {"name","title","text","published"}; one record a line comes \
      out, with the same name. A line that cannot be read is told on stderr; the others go on.
      """)

  @Option(
    help: ArgumentHelp(
      "When it was published: relative times are resolved against it.", valueName: "date"))
  var published: String?

  @Option(help: ArgumentHelp("The feed it came from, for the record.", valueName: "name"))
  var feed: String?

  @Flag(help: "Indent the record for people.")
  var pretty = false

  @Flag(help: "Show the text with every answer and the rule that gave it, instead of the record.")
  var explain = false

  @Flag(help: "Read a batch of JSON lines from stdin.")
  var jsonl = false

  @Option(
    help: ArgumentHelp(
      "Leave out events less sure than this, 0 to 1.", valueName: "share"))
  var minConfidence = Extractor.usualMargin

  @Argument(help: "The dispatch; - for stdin.", completion: .file())
  var file: String?

  func validate() throws {
    if jsonl, file != nil { throw ValidationError("--jsonl reads stdin; leave FILE out.") }
    if !jsonl, file == nil { throw ValidationError("Give a FILE, or - for stdin, or --jsonl.") }
    if jsonl, pretty { throw ValidationError("--jsonl writes one line a record; no --pretty.") }
    guard (0...1).contains(minConfidence) else {
      throw ValidationError("--min-confidence is a number from 0 to 1.")
    }
    if explain, jsonl || pretty {
      throw ValidationError("--explain is for people: no --jsonl, no --pretty.")
    }
  }

  func run() throws {
    let extractor = Extractor(minimumConfidence: minConfidence)
    if jsonl { return try runBatch(extractor) }
    do {
      let published: Int64? =
        if let text = self.published { try DispatchReader.published(text) } else { nil }
      let name = file ?? "-"
      let dispatch = try DispatchReader.dispatch(
        try DispatchReader.read(name), name: name, feed: feed, published: published)
      let record = extractor.extract(dispatch)
      if explain {
        CommandLineOutput.print(ExplanationText.lines(of: record).joined(separator: "\n"))
        return
      }
      CommandLineOutput.print(String(decoding: record.json(pretty: pretty), as: UTF8.self))
    } catch {
      CommandLineOutput.error("feedwatchd: \(error)")
      throw Exit.failed
    }
  }

  private func runBatch(_ extractor: Extractor) throws {
    var input = LineInput()
    var number = 0
    var hasFailed = false
    while let line = input.next() {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      do {
        let dispatch = try DispatchReader.dispatch(jsonLine: line, feed: feed)
        CommandLineOutput.write(extractor.extract(dispatch).json() + [0x0A])
      } catch {
        hasFailed = true
        CommandLineOutput.error("feedwatchd: line \(number): \(error)")
      }
    }
    if hasFailed { throw Exit.failed }
  }
}
