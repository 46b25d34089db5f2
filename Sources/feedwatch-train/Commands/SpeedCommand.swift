import ArgumentParser
import Dispatch
import Foundation
import Language

/// Measures speed, readiness and memory of the layer.
struct SpeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speed",
    abstract: "Reads one JSON object a line with text; prints readiness, memory and speed.",
    discussion: """
      Speeds are tokens a second of one thread's processor time; that of a stage alone is the \
      difference that leaving it out makes. The last line is wall time.
      """)

  private struct Input: Decodable {
    var text: String
  }

  @Option(help: "How many times to read everything; the fastest round counts.")
  var rounds = 3

  @Flag(help: "Reads the first text only, for its memory.")
  var article = false

  func run() throws {
    // Ready: from nothing to the first text read.
    let start = Processor.seconds()
    let analyzer = Analyzer()
    _ = analyzer.analyze("Ready.")
    print(String(format: "ready after %.2f ms", (Processor.seconds() - start) * 1000))
    guard let first = readLine() else { return }
    func text(_ line: String) throws -> String {
      try JSONDecoder().decode(Input.self, from: Data(line.utf8)).text
    }
    var texts = [try text(first)]
    let tokens = analyzer.analyze(texts[0]).tokens.count
    print("one article of \(tokens) tokens: peak memory \(Self.peakMemory) MB")
    if article { return }
    while let line = readLine() { texts.append(try text(line)) }
    print("\(texts.count) texts, \(texts.reduce(0) { $0 + Self.words($1) }) words")
    measureStages(analyzer, texts)
    measureThreads(analyzer, texts)
    print("peak memory \(Self.peakMemory) MB, the texts included")
  }

  /// Megabytes. By the kernel's own figure for this program: what `getrusage` gives counts the
  /// program that started it too.
  private static var peakMemory: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
  }

  /// Runs of what is not white space.
  private static func words(_ text: String) -> Int {
    text.utf8.split(whereSeparator: { $0 <= 0x20 }).count
  }

  private func measureStages(_ analyzer: Analyzer, _ texts: [String]) {
    func part(tagger: Bool, parser: Bool, names: Bool) -> Analyzer {
      Analyzer(
        lexicon: analyzer.lexicon, tagger: tagger ? analyzer.tagger : nil,
        parser: parser ? analyzer.parser : nil, names: names ? analyzer.names : nil)
    }
    let stages = [
      part(tagger: false, parser: false, names: false),
      part(tagger: true, parser: false, names: false),
      part(tagger: true, parser: true, names: false),
      part(tagger: true, parser: false, names: true),
      part(tagger: true, parser: true, names: true),
    ]
    var seconds = [Double](repeating: .infinity, count: stages.count)
    var tokens = 0
    // Round by round, so that a busy moment hits all stages.
    for _ in 0..<rounds {
      for (index, stage) in stages.enumerated() {
        tokens = 0
        let clock = Processor.seconds()
        for text in texts { tokens += stage.analyze(text).tokens.count }
        seconds[index] = min(seconds[index], Processor.seconds() - clock)
      }
    }
    func show(_ name: String, _ seconds: Double) {
      print("\(name): \(tokens) tokens, \(Int(Double(tokens) / max(1e-9, seconds))) a second")
    }
    show("tokens and sentences", seconds[0])
    show("tagger, word forms included", seconds[1] - seconds[0])
    show("parser", seconds[2] - seconds[1])
    show("names", seconds[3] - seconds[1])
    show("whole layer", seconds[4])
  }

  /// How much sooner four texts at once are read than one after the other.
  private func measureThreads(_ analyzer: Analyzer, _ texts: [String]) {
    func seconds(_ work: () -> Void) -> Double {
      let start = DispatchTime.now().uptimeNanoseconds
      work()
      return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    }
    var alone = Double.infinity
    var together = Double.infinity
    for _ in 0..<rounds {
      alone = min(alone, seconds { for text in texts { _ = analyzer.analyze(text) } })
      together = min(
        together,
        seconds {
          DispatchQueue.concurrentPerform(iterations: 4) { worker in
            for index in stride(from: worker, to: texts.count, by: 4) {
              _ = analyzer.analyze(texts[index])
            }
          }
        })
    }
    print(
      String(
        format: "four texts at once: %.2f times as fast as one, on %d processors",
        alone / together, ProcessInfo.processInfo.activeProcessorCount))
  }
}
