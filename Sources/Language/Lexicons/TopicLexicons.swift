internal import LanguageModels

/// The readable lexicon of topics: one array of trimmed fields a line (code, name, evidence),
/// comments and empty lines left out.
public enum TopicLexicons {
  public static func topics() -> [[String]] {
    let data = fw_topics()
    let bytes = UnsafeBufferPointer(start: data.bytes, count: data.count)
    return bytes.split(separator: 0x0A).filter { $0.first != 0x23 }.map { line in
      line.split(separator: 0x7C, omittingEmptySubsequences: false).map(trimmed)
    }
  }

  private static func trimmed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var bytes = bytes
    while bytes.first == 0x20 { bytes = bytes.dropFirst() }
    while bytes.last == 0x20 { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
