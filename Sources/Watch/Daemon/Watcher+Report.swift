import Logging

/// What the watcher tells: the log, the terminal, systemd.
extension Watcher {
  /// One line a poll that matters: what is new, what fails, what changed its ways.
  func tell(_ name: String, _ committed: CommittedPoll, _ summary: PolledSummary) {
    for notice in committed.notices { log.notice("\(name): \(notice)") }
    if summary.isFailure {
      let next =
        options.once
        ? "" : committed.decision.next.map { "; next try \(when($0))" } ?? "; it is not tried again"
      let written = committed.new > 0 ? " (\(committed.new) new items)" : ""
      log.warning("\(name): \(summary.url): \(summary.result)\(written)\(next)")
      return
    }
    let new = committed.new
    let updated = committed.updated
    guard new + updated > 0 else {
      log.debug("\(name): \(summary.result), nothing new\(nextPoll(committed))")
      return
    }
    var parts: [String] = []
    if new > 0 { parts.append("\(new) new") }
    if updated > 0 { parts.append("\(updated) updated") }
    if committed.copies > 0 { parts.append("\(committed.copies) of them copies") }
    let time = summary.duration > 0 ? ", \(Int(summary.duration * 1000)) ms" : ""
    log.info(
      "\(name): \(parts.joined(separator: ", ")) (\(summary.result)\(time))\(nextPoll(committed))")
  }

  private func nextPoll(_ committed: CommittedPoll) -> String {
    options.once ? "" : committed.decision.next.map { "; next poll \(when($0))" } ?? ""
  }

  private func when(_ milliseconds: Int64) -> String {
    let seconds = Double(milliseconds - WallClock.milliseconds()) / 1000
    return seconds < 1 ? "now" : "in \(DurationText.describe(seconds))"
  }

  /// A line that counts the first round of polls, on a terminal.
  func showProgress() {
    guard let output, output.style.isTerminal, firstRound > 1 else { return }
    let polled = firstRound - roster.unpolled
    output.showProgress(
      polled < firstRound
        ? "polled \(polled) of \(firstRound) feeds, \(counts.records) records" : "")
    if polled >= firstRound { firstRound = 0 }
  }

  func tellStatus() {
    let failing = roster.failing
    notifier.status(
      "\(roster.count) feeds\(failing > 0 ? ", \(failing) failing" : ""), \(counts.records) records since start"
    )
  }

  /// The end of `--once`: a summary, and 1 when every feed failed.
  func onceResult() -> Int32 {
    output?.showProgress("")
    let all = roster.count
    var parts = [
      "\(all) feed\(all == 1 ? "" : "s") polled",
      "\(counts.records) new record\(counts.records == 1 ? "" : "s")",
    ]
    if counts.updates > 0 { parts.append("\(counts.updates) updated") }
    if counts.unchanged > 0 { parts.append("\(counts.unchanged) unchanged") }
    if counts.failures > 0 { parts.append("\(counts.failures) failed") }
    log.info("\(parts.joined(separator: ", "))")
    return all > 0 && counts.failures == all ? 1 : 0
  }
}
