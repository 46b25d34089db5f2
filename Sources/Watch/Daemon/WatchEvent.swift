import UnixSignals

/// What wakes the watcher's loop.
enum WatchEvent: Sendable {
  /// A poll is over; nil: it was given up because the program stops or the feed was removed.
  case polled(name: String, generation: Int, CommittedPoll?, PolledSummary)
  /// A feed may be due.
  case due
  /// Regular work: sync, prune, watchdog.
  case tick
  case signal(UnixSignal)
  /// The bound for finishing what was in hand is over.
  case stopDeadline
}

/// What the log says of a poll.
struct PolledSummary: Sendable {
  var result: String
  var isFailure: Bool
  var isUnchanged: Bool
  var duration: Double
  var bytes: Int
  var url: String
}
