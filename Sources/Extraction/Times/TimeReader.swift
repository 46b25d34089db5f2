internal import Language

/// Reads the times of a text and nothing else: for a search field, a calendar, a test.
///
/// A value that can be shared by threads; the same text gives the same answer, always.
public struct TimeReader: Sendable {
  private let analyzer = Analyzer()
  private let gazetteer = Gazetteer()

  public init() {}

  /// The times of a text, in its order.
  ///
  /// - Parameters:
  ///   - text: English, one paragraph a line; a phrase will do.
  ///   - published: seconds since 1970-01-01T00:00:00Z; nil leaves what hangs on it open.
  /// - Returns: TIMEX3 expressions with spans in code points.
  public func times(in text: String, published: Int64?) -> [TimeExpression] {
    var reading = Reading(analyzer.analyze(text), hasTitle: false, gazetteer: gazetteer)
    reading.findTimes(published: published)
    var record = Record()
    reading.fillTimes(&record)
    return record.times
  }
}
