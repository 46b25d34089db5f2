import Foundation

enum Env {
  static func int(_ name: String, _ value: Int) -> Int {
    Int(ProcessInfo.processInfo.environment[name] ?? "") ?? value
  }
  static let tick = int("TICK", 0)
  static let amb = int("AMB", 6)
  static let beyond = int("BEYOND", 5)
  static let iter = int("ITER", 8)
  static let seeds = int("SEEDS", 1)
}
