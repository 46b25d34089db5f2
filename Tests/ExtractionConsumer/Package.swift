// swift-tools-version: 6.2
import PackageDescription

// A second program that links the extraction core alone: what holds it *shared*. CI runs it.
let package = Package(
  name: "extraction-consumer",
  dependencies: [.package(name: "feedwatchd", path: "../..")],
  targets: [
    .executableTarget(
      name: "consumer",
      dependencies: [.product(name: "Extraction", package: "feedwatchd")])
  ],
  swiftLanguageModes: [.v6]
)
