import Foundation
import Testing

/// Holds who may import whom: data walks one way through the house, and the extraction core stays
/// free of everything that a second program would not want to link.
@Suite("Package graph")
struct PackageGraphTests {
  /// The root of the repository, found from this file.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The modules of this package that each target may import.
  static let allowed: [String: Set<String>] = [
    "LanguageModels": [],
    "Language": ["LanguageModels"],
    "Extraction": ["Language"],
    "Feeds": ["CLibXML2"],
    "Transport": ["CCurl"],
    "Journal": ["CZlib", "CZstd"],
    "Watch": ["Extraction", "Feeds", "Transport", "Journal"],
    "feedwatchd": ["Watch", "Extraction"],
    // The developers' tools measure single rooms.
    "feedwatch-train": ["Language", "LanguageModels", "Extraction"],
    "feedwatch-bench": ["Watch", "Extraction", "Feeds", "Transport", "Journal", "Language"],
  ]

  /// What else a target may import: system modules and packages.
  static let libraries: [String: Set<String>] = [
    "LanguageModels": [],
    "Language": ["Glibc", "Synchronization"],
    "Extraction": ["Glibc", "Synchronization"],
    "Feeds": ["Glibc", "Synchronization"],
    "Transport": ["Glibc", "Synchronization"],
    "Journal": ["Glibc", "Synchronization"],
    "Watch": [
      "Foundation", "Glibc", "Synchronization", "Dispatch", "HeapModule",
      "GRDB", "GRDBSQLite", "TOMLKit", "Logging", "UnixSignals",
    ],
    "feedwatchd": ["Glibc", "ArgumentParser", "Logging", "Dispatch"],
  ]

  static func sources(of target: String) throws -> [URL] {
    let folder = root.appending(path: "Sources/\(target)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
  }

  /// The modules that a file imports, whatever stands before the word `import`.
  static func imports(of file: URL) throws -> Set<String> {
    let text = try String(contentsOf: file, encoding: .utf8)
    var modules: Set<String> = []
    for line in text.split(separator: "\n") {
      guard let match = line.firstMatch(of: importLine) else { continue }
      modules.insert(String(match.output.1))
    }
    return modules
  }

  nonisolated(unsafe) static let importLine =
    /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/

  @Test("A target's files import only what the house allows", arguments: allowed.keys.sorted())
  func imports(target: String) throws {
    let own = try #require(Self.allowed[target])
    let files = try Self.sources(of: target)
    #expect(target == "LanguageModels" || !files.isEmpty, "no sources found for \(target)")
    for file in files {
      for module in try Self.imports(of: file) where module != target {
        if Self.allowed.keys.contains(module) || module.hasPrefix("C") && own.contains(module) {
          #expect(own.contains(module), "\(file.lastPathComponent) imports \(module)")
        } else if let libraries = Self.libraries[target] {
          #expect(libraries.contains(module), "\(file.lastPathComponent) imports \(module)")
        }
      }
    }
  }

  @Test("The manifest's dependencies are those of the house")
  func manifest() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // A scratch path of its own: `swift test` holds the lock of .build while this runs.
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "feedwatchd-graph-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    process.arguments = [
      "timeout", "120", "swift", "package", "--scratch-path", scratch.path, "dump-package",
    ]
    process.currentDirectoryURL = Self.root
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let targets = try #require(manifest["targets"] as? [[String: Any]])
    var seen = 0
    for target in targets {
      guard let name = target["name"] as? String, let own = Self.allowed[name] else { continue }
      seen += 1
      let dependencies = (target["dependencies"] as? [[String: Any]] ?? []).compactMap {
        ($0["byName"] as? [Any])?.first as? String
      }
      #expect(Set(dependencies).isSubset(of: own), "\(name) depends on \(dependencies)")
    }
    #expect(seen == Self.allowed.count)
    let core = targets.filter {
      ["Language", "Extraction"].contains($0["name"] as? String)
    }
    for target in core {
      let products = (target["dependencies"] as? [[String: Any]] ?? []).filter {
        $0["product"] != nil
      }
      #expect(products.isEmpty, "the core links no package")
    }
  }
}
