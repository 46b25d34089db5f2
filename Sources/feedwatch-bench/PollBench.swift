import ArgumentParser
import Glibc
import Watch

/// Measures what a hundred thousand feeds cost while none of them is asked.
struct ScheduleBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Measure start-up, memory and a scheduling decision with many feeds in the state.",
    discussion: """
      With --prepare, writes a configuration and the state of the feeds into a directory. Else \
      reads both and takes the feeds up as the daemon does, and runs the schedule with a simulated \
      clock.
      """)

  @Option(help: "How many feeds.")
  var feeds = 100_000

  @Option(help: "Decisions to measure.")
  var decisions = 200_000

  @Option(help: "The directory of the state; it is made where it is missing.")
  var state: String

  @Flag(help: "Only write configuration and state.")
  var prepare = false

  @Option(help: "With --prepare: seconds by which all next polls are put off.")
  var later = 0.0

  func run() throws {
    mkdir(state, 0o755)
    if prepare {
      try ScheduleMeasurement.prepare(directory: state, count: feeds, later: later)
      return
    }
    let result = try ScheduleMeasurement.measure(directory: state, decisions: decisions)
    func words(_ time: ScheduleMeasurement.Duration, _ scale: Double, _ unit: String) -> String {
      "\(Self.tenths(time.wall * scale)) \(unit) (cpu \(Self.tenths(time.processor * scale)))"
    }
    print(
      "configuration \(words(result.configuration, 1000, "ms")), "
        + "start-up \(words(result.start, 1000, "ms")), "
        + "decision \(words(result.decision, 1e6, "us")), "
        + "memory at most \(Self.tenths(Self.peak())) MB")
  }

  /// Megabytes of resident memory at its highest.
  private static func peak() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) * 1024 / 1e6
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
