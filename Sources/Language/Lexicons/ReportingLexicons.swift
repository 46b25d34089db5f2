internal import LanguageModels

/// The readable lexicons of reporting speech: one array of fields a line, comments left out,
/// missing fields empty.
public enum ReportingLexicons {
  /// lemma, irregular forms, act, frames.
  public static func verbs() -> [[String]] { fields(of: fw_reporting_verbs()) }
  /// noun, act, frames.
  public static func nouns() -> [[String]] { fields(of: fw_reporting_nouns()) }
  /// noun, kind.
  public static func sources() -> [[String]] { fields(of: fw_source_nouns()) }

  /// description of an office, the titles of those who hold it (joined by commas).
  public static func offices() -> [[String]] { fields(of: fw_office_synonyms()) }

  private static func fields(of data: FWEmbedded) -> [[String]] {
    let bytes = UnsafeBufferPointer(start: data.bytes, count: data.count)
    return bytes.split(separator: 0x0A).filter { $0.first != 0x23 }.map { line in
      var fields = line.split(separator: 0x7C, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      while fields.count < 4 { fields.append("") }
      return fields
    }
  }
}
