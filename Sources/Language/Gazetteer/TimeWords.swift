internal import LanguageModels

/// The words of time expressions, from `LanguageModels/Gazetteers/times.txt`.
public enum TimeWords {
  /// One line: what the words are, what they stand for, and the words, in lower case.
  public struct Line: Sendable {
    public var kind: String
    public var value: String
    public var words: [String]
  }

  /// All lines, in the file's order.
  public static func lines() -> [Line] {
    let data = fw_times()
    let bytes = UnsafeBufferPointer(start: data.bytes, count: data.count)
    return bytes.split(separator: 0x0A).filter { $0.first != 0x23 }.compactMap { line in
      let fields = line.split(separator: 0x7C, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 3 else { return nil }
      return Line(
        kind: fields[0], value: fields[1],
        words: fields[2].split(separator: ";").map(String.init))
    }
  }
}
