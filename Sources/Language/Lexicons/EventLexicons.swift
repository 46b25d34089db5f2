internal import LanguageModels

/// The readable lexicons of political acts: one array of trimmed fields a line, comments and empty
/// lines left out.
public enum EventLexicons {
  /// verbs, type, mode, contexts, frame, objects; or one field "$name = words".
  public static func verbs() -> [[String]] { fields(of: fw_event_verbs()) }
  /// nouns, type, mode, contexts, frame.
  public static func nouns() -> [[String]] { fields(of: fw_event_nouns()) }
  /// context, words.
  public static func contexts() -> [[String]] { fields(of: fw_event_contexts()) }
  /// class, nouns.
  public static func actors() -> [[String]] { fields(of: fw_actor_nouns()) }

  /// word or phrase, part of speech, shares.
  public static func triggers() -> [[String]] { fields(of: fw_trigger_words()) }

  /// The weights of `event_confidence.txt`: how much each kind of evidence speaks for an event.
  public static func confidence() -> [String: Double] { weights(of: fw_event_confidence()) }

  /// The weights of `background_evidence.txt`: how much each sign speaks for background.
  public static func background() -> [String: Double] { weights(of: fw_background_evidence()) }

  private static func weights(of data: FWEmbedded) -> [String: Double] {
    var weights: [String: Double] = [:]
    for line in fields(of: data) where line.count > 1 {
      weights[line[0]] = Double(line[1])
    }
    return weights
  }

  /// The words of every class: words that stand around acts.
  public static func words() -> WordClasses { WordClasses(fields(of: fw_event_words())) }

  static func fields(of data: FWEmbedded) -> [[String]] {
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
