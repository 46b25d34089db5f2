internal import Language

/// Reads dispatches: the extraction core's one entry.
///
/// A value that can be shared by threads; the same dispatch gives the same record, always.
public struct Extractor: Sendable {
  private let analyzer = Analyzer()
  private let identifier = LanguageIdentifier()
  private let gazetteer = Gazetteer()

  /// The longest text that is read, in bytes; what is behind it is left out and noted.
  static let maximumText = 400_000
  private let longestText: Int

  /// Events less sure than this are left out of the record.
  private let minimumConfidence: Double

  /// Where the events of whole dispatches and of single sentences both come out best on the dev
  /// sets (`Tests/Evaluation/reliability.py`); it also withholds what is denied.
  public static let usualMargin = 0.35

  /// - Parameter minimumConfidence: events less sure than this, 0 to 1, are left out.
  public init(minimumConfidence: Double = Extractor.usualMargin) {
    self.init(minimumConfidence: minimumConfidence, longestText: Self.maximumText)
  }

  /// With another bound on the text, in bytes: for tests.
  init(minimumConfidence: Double, longestText: Int) {
    self.minimumConfidence = minimumConfidence
    self.longestText = longestText
  }

  /// A headline may be too short to tell its language: where neither its letters nor its feed speak
  /// against it, it is read as English.
  private func isTakenForEnglish(_ dispatch: Dispatch) -> Bool {
    guard dispatch.text.utf8.count <= 120, dispatch.text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return false
    }
    guard let declared = dispatch.source.item.language?.lowercased() else { return true }
    return declared == "en" || declared.hasPrefix("en-") || declared.hasPrefix("en_")
  }

  /// The record of a dispatch whose feed says `extract = false`: the text, and nothing read of it.
  public static func unread(_ dispatch: Dispatch) -> Record {
    var record = Record()
    record.source = dispatch.source
    record.text = dispatch.text
    record.textFrom = dispatch.textFrom
    record.notes = dispatch.notes + ["extraction is turned off for this feed"]
    return record
  }

  /// Reads one dispatch. It never fails: what cannot be read is left out, and `notes` says so.
  public func extract(_ dispatch: Dispatch) -> Record {
    var record = Record()
    record.source = dispatch.source
    record.text = dispatch.text
    record.textFrom = dispatch.textFrom
    record.notes = dispatch.notes
    var guess = identifier.identify(dispatch.text)
    if guess.tag == "und", isTakenForEnglish(dispatch) {
      guess = LanguageGuess(tag: "en", confidence: 0.3)
      record.notes.append("the text is too short to tell its language; it was read as English")
    }
    record.language = LanguageFinding(tag: guess.tag, confidence: guess.confidence)
    guard guess.tag == "en" else {
      record.notes.append(
        guess.tag == "und"
          ? "the language could not be told; nothing was extracted"
          : "the text is not in English (\(guess.tag)); nothing was extracted")
      return record
    }
    var text = dispatch.text
    if text.utf8.count > longestText {
      text = String(text.unicodeScalars.prefix(longestText / 4))
      record.notes.append(
        "only the first \(text.unicodeScalars.count) characters of the text were read")
    }
    let reading = read(text, hasTitle: dispatch.hasTitle, published: dispatch.published)
    reading.fill(&record, minimumConfidence: minimumConfidence)
    reading.fillTopics(&record)
    return record
  }

  /// Runs the sieves over a text, whatever its language.
  ///
  /// - Parameter published: seconds since 1970-01-01T00:00:00Z.
  func read(_ text: String, hasTitle: Bool, published: Int64?) -> Reading {
    var reading = readBesideEvents(text, hasTitle: hasTitle, published: published)
    reading.findEvents(
      published: Self.bounded(published), model: TriggerModel.embedded, lexicon: analyzer.lexicon)
    return reading
  }

  /// What the trigger model learns from: the rows of a text, rules' findings among their features.
  ///
  /// - Parameter isTuned: whether the rules were made while this text was read.
  package func triggerSample(
    _ text: String, hasTitle: Bool, published: Int64?, isTuned: Bool
  ) -> TriggerSample {
    var reading = readBesideEvents(text, hasTitle: hasTitle, published: published)
    let tellings = reading.tellings(
      published: Self.bounded(published), chunker: Chunker(reading))
    return TriggerSample(
      reading.triggerTable(
        tellings, kept: reading.merged(tellings), lexicon: analyzer.lexicon, isTuned: isTuned),
      reading)
  }

  /// The years 1 to 9999: what lies outside of them no calendar writes.
  private static func bounded(_ published: Int64?) -> Int64? {
    published.map { min(max($0, -62_135_596_800), 253_402_300_799) }
  }

  private func readBesideEvents(_ text: String, hasTitle: Bool, published: Int64?) -> Reading {
    let published = Self.bounded(published)
    var dateline: DatelineFinding?
    let analyzed = analyzer.analyze(text) { untagged in
      // The title and the head of the body are enough for a dateline.
      let body = hasTitle ? untagged.sentences.first { $0.paragraph > 0 }?.tokens.lowerBound : 0
      guard let body else { return nil }
      var head = Reading(
        untagged.prefix(body + Reading.longestDateline + 2), hasTitle: hasTitle,
        gazetteer: gazetteer)
      head.findDateline()
      dateline = head.dateline
      return dateline?.tokens
    }
    var reading = Reading(analyzed, hasTitle: hasTitle, gazetteer: gazetteer)
    reading.dateline = dateline
    reading.findNames()
    reading.buildEntities()
    reading.findQuotes()
    reading.findTimes(published: published)
    reading.findSourcing()
    reading.findBackground(published: published)
    return reading
  }
}
