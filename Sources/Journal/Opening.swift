/// How the journal and the place that the state remembers fit together.
public enum JournalAgreement: Sendable, Equatable {
  /// The remembered place is the journal's end; or there is neither.
  case complete
  /// Lines follow on the remembered place.
  case unread
  /// Nothing is remembered, or not of this journal: the state is to be made from all lines.
  case rebuild
  /// The journal ends before the remembered place, at this `seq`: what was remembered of later
  /// lines is to be forgotten, so that their items are written again.
  case shorter(Int64)
  /// The file that the place lies in is gone; `seq` goes on from the place.
  case movedAway
}

extension JournalReader {
  /// What the files say of a remembered place, and the place after the last line in them.
  func compare(
    _ remembered: JournalPosition?
  ) throws -> (JournalAgreement, last: JournalPosition?) {
    let all = try files.all(system)
    var last: JournalPosition?
    for file in all.reversed() {
      guard let found = try lastLine(of: file) else { continue }
      last = JournalPosition(
        sequence: found.sequence, segment: try firstSequence(of: file) ?? found.sequence,
        offset: found.end, checksum: found.checksum)
      break
    }
    let end = last?.sequence ?? 0
    guard let remembered, remembered.sequence > 0 else {
      return (end > 0 ? .rebuild : .complete, last)
    }
    for file in all {
      guard try (file.first ?? firstSequence(of: file)) == remembered.segment else { continue }
      let line = try line(of: file, endingAt: remembered.offset)
      if let line, line.sequence == remembered.sequence, line.checksum == remembered.checksum {
        return (end > remembered.sequence ? .unread : .complete, last)
      }
      return (end < remembered.sequence ? .shorter(end) : .rebuild, last)
    }
    return (end > remembered.sequence ? .unread : .movedAway, last)
  }
}
