import ArgumentParser
import Extraction
import Foundation
import Language

/// Trains the trigger model, and says how good it is by cross-validation.
struct TriggersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triggers",
    abstract: "Trains the model of events' triggers: the same texts give the same bytes.",
    discussion: """
      The texts come from Annotations/triggers.py. They are read by the language models and rules of \
      this very program: build it with those that are to be shipped.
      """)

  @Argument(help: "JSON lines: name, set, title, text, date, events (span, type).")
  var texts: String

  @Option(help: "Where the model goes.")
  var output = "Sources/LanguageModels/Models/triggers.bin"

  func run() throws {
    let start = Date()
    func note(_ text: String) {
      print(String(format: "%6.1f s  ", Date().timeIntervalSince(start)) + text)
      fflush(nil)
    }
    let samples = TriggerTraining.prepare(try TriggerDocument.read(texts))
    let rows = samples.reduce(0) { $0 + $1.sample.rows.count }
    let events = samples.reduce(0) { $0 + $1.document.events.count }
    let missed = samples.reduce(0) { $0 + $1.missed }
    note("\(samples.count) texts, \(events) events (\(missed) on no candidate), \(rows) candidates")
    let (file, heldOut) = TriggerTraining.train(samples, note: note)
    try Data(file).write(to: URL(fileURLWithPath: output))
    for set in ["tuned", "read", "invented", "marked", "coded"] {
      let members = samples.indices.filter { samples[$0].document.set == set }
      guard !members.isEmpty else { continue }
      for margin in [0.14, 0.18, 0.22, 0.26, 0.3, 0.4] {
        var (said, right, gold) = (0, 0, 0)
        for member in members {
          gold += samples[member].document.events.count
          for (row, logit) in heldOut[member].enumerated()
          where 1 / (1 + exp(-Double(logit))) >= margin {
            said += 1
            right += samples[member].isGold[row] ? 1 : 0
          }
        }
        let (p, r) = (Double(right) / Double(max(1, said)), Double(right) / Double(max(1, gold)))
        note(
          String(
            format: "%@ margin %.2f: P %.1f R %.1f F %.1f", set, margin, 100 * p, 100 * r,
            200 * p * r / max(1e-9, p + r)))
      }
    }
    note("\(output): \(file.count) bytes")
  }
}
