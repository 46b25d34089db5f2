import ArgumentParser
import Foundation
import Language

/// Scores language identification.
struct LanguagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "languages",
    abstract: "Reads one JSON object a line with lang and text, prints how many were told right.")

  private struct Input: Decodable {
    var lang: String
    var text: String
  }

  @Flag(help: "Prints the texts that were told wrong.")
  var errors = false

  func run() throws {
    let identifier = LanguageIdentifier()
    var counts: [String: (right: Int, kept: Int, total: Int)] = [:]
    while let line = readLine() {
      let input = try JSONDecoder().decode(Input.self, from: Data(line.utf8))
      let guess = identifier.identify(input.text).tag
      var count = counts[input.lang] ?? (0, 0, 0)
      count.total += 1
      if guess == input.lang { count.right += 1 }
      if (guess == "en") == (input.lang == "en") { count.kept += 1 }
      counts[input.lang] = count
      if errors, guess != input.lang { print("\(input.lang) \(guess) \(input.text)") }
    }
    func share(_ part: Int, _ whole: Int) -> String {
      String(format: "%.2f", 100 * Double(part) / Double(max(1, whole)))
    }
    var shares: [Double] = []
    for (language, count) in counts.sorted(by: { $0.key < $1.key }) {
      shares.append(Double(count.right) / Double(count.total))
      print(
        "\(language): \(count.right) of \(count.total), \(share(count.right, count.total)); "
          + "English or not \(share(count.kept, count.total))")
    }
    let all = counts.values
    let total = all.reduce(0) { $0 + $1.total }
    print(
      "\(counts.count) languages, \(total) texts: \(share(all.reduce(0) { $0 + $1.right }, total)), "
        + "mean of the languages "
        + String(format: "%.2f", 100 * shares.reduce(0, +) / Double(max(1, shares.count)))
        + ", English or not \(share(all.reduce(0) { $0 + $1.kept }, total))")
  }
}
