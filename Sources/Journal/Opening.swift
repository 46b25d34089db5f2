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
  /// What the files say of a remembered place, and the last `seq` in them (0: none).
  func compare(_ remembered: JournalPosition?) throws -> (JournalAgreement, last: Int64) {
    var last: Int64 = 0
    let all = try files.all(system)
    for file in all.reversed() {
      if let found = try lastLine(of: file) {
        last = found.sequence
        break
      }
    }
    guard let remembered, remembered.sequence > 0 else {
      return (last > 0 ? .rebuild : .complete, last)
    }
    for file in all {
      guard try (file.first ?? firstSequence(of: file) ?? 0) == remembered.segment else { continue }
      let line = try line(of: file, endingAt: remembered.offset)
      if let line, line.sequence == remembered.sequence, line.checksum == remembered.checksum {
        return (last > remembered.sequence ? .unread : .complete, last)
      }
      return (last < remembered.sequence ? .shorter(last) : .rebuild, last)
    }
    return (last > remembered.sequence ? .unread : .movedAway, last)
  }
}
