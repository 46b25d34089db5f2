import Foundation
import Language

/// Lays out the word classes of `word_clusters.tsv.gz`.
enum LexiconTraining {
  static func train(_ path: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var entries: [(key: UInt32, coarse: UInt32, fine: UInt32)] = []
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count == 3, let coarse = UInt32(fields[1]), let fine = UInt32(fields[2]),
        fields[0].utf8.contains(where: { $0 < 0x30 || $0 > 0x39 })
      else { continue }
      entries.append((WordForm.key(of: String(fields[0])), coarse, fine))
    }
    return Lexicon.data(entries)
  }
}
