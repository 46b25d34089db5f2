// swift-tools-version: 6.2
import PackageDescription

// The rules of who may import whom stand in Tests/PackageGraphTests.
let package = Package(
  name: "feedwatchd",
  products: [
    .executable(name: "feedwatchd", targets: ["feedwatchd"]),
    // The extraction core alone, for other programs: no libcurl, libxml2, SQLite or Foundation.
    .library(name: "Extraction", targets: ["Extraction"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "LanguageModels",
      exclude: ["Gazetteers", "Lexicons", "Models", "REPORT.md", "SOURCES.md"]),
    .target(name: "Language", dependencies: ["LanguageModels"]),
    .target(
      name: "Extraction", dependencies: ["Language"],
      resources: [.embedInCode("Schema/record.schema.json")],
      // Rounding is in libm; nothing else here would link it.
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Feeds", dependencies: ["CLibXML2"]),
    .target(name: "Transport", dependencies: ["CCurl"]),
    .target(name: "Journal", dependencies: ["CZlib", "CZstd"]),
    .target(
      name: "Watch",
      dependencies: [
        "Extraction", "Feeds", "Transport", "Journal",
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "TOMLKit", package: "TOMLKit"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "feedwatchd",
      dependencies: [
        "Watch", "Extraction",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Examples"]),
    .executableTarget(
      name: "feedwatch-train",
      dependencies: [
        "Language", "Extraction",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Annotations"]),
    .executableTarget(
      name: "feedwatch-bench",
      dependencies: [
        "Watch", "Extraction", "Feeds", "Transport", "Journal", "Language",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "LanguageTests", dependencies: ["Language"]),
    .testTarget(name: "ExtractionTests", dependencies: ["Extraction"]),
    .testTarget(name: "FeedsTests", dependencies: ["Feeds"]),
    .target(name: "LoopbackServer", path: "Tests/Support/LoopbackServer"),
    .testTarget(name: "TransportTests", dependencies: ["Transport", "LoopbackServer"]),
    .testTarget(name: "JournalTests", dependencies: ["Journal"]),
    .testTarget(
      name: "WatchTests",
      dependencies: [
        "Watch", "Extraction", "Feeds", "Transport", "Journal", "LoopbackServer",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["feedwatchd", "Extraction", "LoopbackServer"]),
    .testTarget(name: "PackageGraphTests"),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)

for target in package.targets where target.type != .system && target.name != "LanguageModels" {
  var settings = target.swiftSettings ?? []
  for feature in ["ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault"] {
    settings.append(.enableUpcomingFeature(feature))
  }
  settings.append(.treatAllWarnings(as: .error))
  target.swiftSettings = settings
}

// Fuzzing is asked for: FEEDWATCH_FUZZ=1 swift build --scratch-path .build/fuzz --product feeds-fuzz
// (or extraction-fuzz, language-fuzz).
if Context.environment["FEEDWATCH_FUZZ"] != nil {
  let sanitizers = ["-sanitize=fuzzer,address"]
  for target in package.targets where ["Feeds", "Language", "Extraction"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(sanitizers)]
  }
  package.targets += [
    .target(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .target(name: "FuzzDoors", dependencies: ["CFuzzer"], path: "Tests/Fuzz/FuzzDoors"),
  ]
  for module in ["Feeds", "Language", "Extraction"] {
    package.targets.append(
      .executableTarget(
        name: module.lowercased() + "-fuzz",
        dependencies: [.target(name: module), "FuzzDoors"], path: "Tests/Fuzz/\(module)Fuzz",
        swiftSettings: [.unsafeFlags(sanitizers + ["-parse-as-library"])],
        linkerSettings: [.unsafeFlags(sanitizers + ["-use-ld=lld"])]))
  }
}
