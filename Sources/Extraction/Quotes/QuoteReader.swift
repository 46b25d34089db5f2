internal import Language

/// A verb of saying where it stands in the text.
struct Cue {
  /// The verb and its particle.
  var tokens: Range<Int>
  /// The verb with its auxiliaries and the adverbs between them.
  var group: Range<Int>
  var verb: ReportingVerb
  var form: VerbForm
  var isPassive = false
  var isNegated = false
  /// "to say", not bound to a time.
  var isInfinitive = false
  /// "saying", without an auxiliary.
  var isParticiple = false
}

/// A clause behind "according to" with a verb of saying in it.
struct RelayedClause {
  var content: Range<Int>
  var cue: Range<Int>
  var subject: Subject
  /// The verb's token.
  var inner: Int
}

/// Reads the reported speech of one dispatch: tables by token that the quote sieves share, built
/// once, so that every sieve stays linear.
struct QuoteReader {
  let reading: Reading
  let lexicon = ReportingLexicon.shared
  let words: TokenWords
  /// The words in lower case.
  let lower: TokenWords
  let isTagged: Bool
  /// For every token: the name it belongs to, an index of `reading.names`, or -1.
  let nameOf: TokenIndices
  /// For every name, its entity.
  let entityOfName: [Int]
  /// All words in quotation marks, and for every token (marks included) the quotation or -1.
  let quotations: [Quotation]
  let quotationOf: TokenIndices
  /// For every sentence, its paragraph.
  let paragraphs: [Range<Int>]
  /// The country whose government the text means without naming it, an entity.
  let mainCountry: Int?
  /// The people who have a role, by the words of its title.
  let holders: [String: [Int]]
  /// The people whose office has another name, by that name.
  let officeHolders: [String: [Int]]
  /// For the verbs whose report reached the text through somebody else, who that is.
  var relays: [Int: QuoteFinding.Speaker] = [:]
  /// Clauses of this sentence behind "according to" that hold a verb of saying of their own.
  var relayed: [RelayedClause] = []
  /// The sides of an interview, once its first question is read.
  var exchange: Exchange?
  /// How many subjects are looked up inside one another.
  var depth = 0

  /// The verbs of saying outside quotation marks, in order, and by token.
  var cues: [Cue] = []
  var cueAt: [Int: Int] = [:]
  var subjects: [Int: Subject?] = [:]

  var quotes: [QuoteFinding] = []
  var scareQuotes: [Range<Int>] = []
  /// Quotes found on the way to others.
  var pending: [QuoteFinding] = []
  /// Verbs whose content is "this": what was told before.
  var pointing: Set<Int> = []
  /// Quotations that are reported in full, by index.
  var isDirect: [Bool]
  /// Cues that a direct quote took.
  var usedCues: Set<Int> = []

  init(_ reading: Reading) {
    self.reading = reading
    words = reading.words
    lower = reading.lowered
    isTagged = reading.analyzed.tokens.contains { $0.tag != .other }
    var nameOf = [Int](repeating: -1, count: reading.words.count)
    for (index, name) in reading.names.enumerated() {
      for token in name.tokens { nameOf[token] = index }
    }
    self.nameOf = TokenIndices(nameOf)
    var entityOfName = [Int](repeating: -1, count: reading.names.count)
    for (index, entity) in reading.entities.enumerated() {
      for name in entity.names { entityOfName[name] = index }
    }
    self.entityOfName = entityOfName
    quotations = reading.quotations()
    paragraphs = reading.paragraphs()
    mainCountry = reading.mainCountry
    holders = Self.holders(reading)
    officeHolders = OfficeSynonyms.shared.holders(reading)
    var quotationOf = [Int](repeating: -1, count: reading.words.count)
    for (index, quotation) in quotations.enumerated() {
      let end = min(quotation.end, quotationOf.count)
      for token in max(0, quotation.content.lowerBound - 1)..<end { quotationOf[token] = index }
    }
    self.quotationOf = TokenIndices(quotationOf)
    isDirect = [Bool](repeating: false, count: quotations.count)
    findCues()
  }

  /// Reads the text sentence by sentence, direct quotes first, and settles what was found.
  mutating func read() {
    var next = 0
    for (index, sentence) in reading.analyzed.sentences.enumerated() {
      while next < quotations.count,
        quotations[next].content.lowerBound - 1 < sentence.tokens.upperBound
      {
        readDirect(next)
        next += 1
      }
      readIndirect(index)
    }
    settle()
  }

  /// How far around a token its sentence is looked at, in tokens: no sentence, however long,
  /// makes the reader slow.
  static let window = 160

  /// The sentence of a token, as far as the window goes.
  func sentence(of token: Int) -> Range<Int> {
    reading.analyzed.sentences[reading.sentenceOf[token]].tokens
      .clamped(to: max(0, token - Self.window)..<token + Self.window)
  }

  func paragraphRange(of token: Int) -> Range<Int> {
    paragraphs[reading.sentenceOf[token]]
  }

  func paragraph(of token: Int) -> Int {
    reading.analyzed.sentences[reading.sentenceOf[token]].paragraph
  }

  func isName(_ token: Int, _ kind: NameFinding.Kind) -> Bool {
    nameOf[token] >= 0 && reading.names[nameOf[token]].kind == kind
  }

  /// A word or a number, no punctuation.
  func isWord(_ token: Int) -> Bool {
    words[token].unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  // MARK: Cues

  private mutating func findCues() {
    for token in words.indices where quotationOf[token] < 0 && nameOf[token] < 0 {
      // "State", "Report": part of a name, but for headlines.
      if token >= reading.bodyStart, reading.isCapitalised(token), !reading.isSentenceStart(token) {
        continue
      }
      guard let entries = lexicon.verbs[lower[token]] else { continue }
      let end = self.sentence(of: token).upperBound
      for (verb, form) in entries {
        guard let last = particleEnd(of: verb, behind: token, limit: end),
          let cue = cue(token..<last, verb, form),
          !verb.frames.contains(.evidence) || hasDocumentBefore(token),
          verb.frames.isDisjoint(with: [.measure, .count]) || measures(cue, limit: end)
        else { continue }
        cueAt[token] = cues.count
        cues.append(cue)
        break
      }
    }
  }

  /// The end of a verb with its particles, "it" between them stepped over ("made it clear"); "that"
  /// has to follow but is no part of the verb.
  private func particleEnd(of verb: ReportingVerb, behind token: Int, limit: Int) -> Int? {
    var last = token + 1
    for particle in verb.particles {
      if particle == "clear", last + 1 < limit, lower[last] == "it" { last += 1 }
      guard last < limit, lower[last] == particle else { return nil }
      if particle != "that" { last += 1 }
    }
    return last
  }

  /// "puts the toll at 28", "counts 64 dead": only so do these verbs report.
  private func measures(_ cue: Cue, limit: Int) -> Bool {
    guard !cue.isPassive, !cue.isInfinitive, !cue.isParticiple,
      !cue.form.isDisjoint(with: [.past, .third, .base])
    else { return false }
    let next = cue.tokens.upperBound
    func isNumeral(_ token: Int) -> Bool {
      words[token].utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
    }
    guard next < limit else { return false }
    if cue.verb.frames.contains(.count) { return isNumeral(next) }
    let at = (next + 1..<max(next + 1, min(limit, next + 12))).first { lower[$0] == "at" }
    guard let at, !(next..<at).contains(where: { isFinite($0) || words[$0] == "," }) else {
      return false
    }
    return (at + 1..<min(limit, at + 5)).contains { isNumeral($0) }
  }

  /// "A survey released on Tuesday shows": only there does the verb report.
  private func hasDocumentBefore(_ token: Int) -> Bool {
    (max(self.sentence(of: token).lowerBound, token - 20)..<token).contains {
      nameOf[$0] < 0 && SourceNouns.shared.kind(of: lower[$0]) == .document
    }
  }

  private func cue(_ tokens: Range<Int>, _ verb: ReportingVerb, _ form: VerbForm) -> Cue? {
    let verbToken = tokens.lowerBound
    let start = self.sentence(of: verbToken).lowerBound
    var cue = Cue(tokens: tokens, group: tokens, verb: verb, form: form)
    var first = verbToken
    var hasAuxiliary = false
    let least = max(start, verbToken - 12)
    while first > least {
      let word = lower[first - 1]
      guard quotationOf[first - 1] < 0 else { break }
      if ClosedClasses.isAuxiliary(word) {
        hasAuxiliary = true
        if ClosedClasses.be.contains(word), first == verbToken || !cue.isPassive,
          form.contains(.participle), !hasHave(between: first, verbToken)
        {
          cue.isPassive = true
        }
        first -= 1
        cue.group = first..<tokens.upperBound
      } else if ClosedClasses.isAdverb(word) {
        if ClosedClasses.negations.contains(word) { cue.isNegated = true }
        first -= 1
      } else if let have = haveBefore(adjunct: first - 1, from: least), form.contains(.participle) {
        // "has for months denied".
        first = have
        hasAuxiliary = true
        cue.group = first..<tokens.upperBound
      } else if word == "to", form.contains(.base) {
        cue.isInfinitive = true
        cue.group = first - 1..<tokens.upperBound
        break
      } else {
        break
      }
    }
    // Adverbs before a verb without auxiliary belong to it: "Police also announced".
    if !cue.isInfinitive { cue.group = trimAdverbs(first, to: cue.group) }
    cue.isParticiple = form == .ing && !hasAuxiliary
    // "to work and find": an infinitive without its own "to".
    if isTagged, form.contains(.base), !form.contains(.past), !hasAuxiliary, first > start,
      ["and", "or", ","].contains(lower[first - 1]),
      reading.analyzed.tokens[verbToken].pennTag == .verbBase,
      (max(start, first - 30)..<first).contains(where: {
        lower[$0] == "to" || ClosedClasses.modals.contains(lower[$0])
      })
    {
      cue.isInfinitive = true
    }
    guard isVerb(verbToken, cue, hasAuxiliary: hasAuxiliary) else { return nil }
    return cue
  }

  /// "has for months", "had since May": the auxiliary before a short adjunct that ends at a token.
  private func haveBefore(adjunct last: Int, from least: Int) -> Int? {
    guard
      ClosedClasses.timeWords.contains(lower[last]) || ["decades", "times"].contains(lower[last])
    else { return nil }
    for token in (max(least, last - 3)..<max(least, last)).reversed() {
      if ["for", "since"].contains(lower[token]), token - 1 >= least,
        ["has", "have", "had"].contains(lower[token - 1])
      {
        return token - 1
      }
    }
    return nil
  }

  private func hasHave(between first: Int, _ verb: Int) -> Bool {
    (first..<verb).contains { ["have", "had", "has"].contains(lower[$0]) }
  }

  private func trimAdverbs(_ first: Int, to group: Range<Int>) -> Range<Int> {
    var start = first
    // "Today" or "However" at a sentence's start stand before a subject that is missing: leave them.
    while start < group.lowerBound, !ClosedClasses.isAdverb(lower[start]) { start += 1 }
    return start..<group.upperBound
  }

  /// Whether a word that may be a noun too ("reports", "claims") is a verb here.
  private func isVerb(_ token: Int, _ cue: Cue, hasAuxiliary: Bool) -> Bool {
    guard reading.analyzed.tokens.indices.contains(token) else { return false }
    if isTagged {
      let analysis = reading.analyzed.tokens[token]
      // "the statement, released on Monday, read in part, “…”".
      if cue.verb.lemma == "read", cue.form.contains(.past), token > 0,
        (token + 1..<min(words.count, token + 5)).contains(where: { quotationOf[$0] >= 0 })
      {
        return true
      }
      // "with reported damage": a participle that stands before its noun.
      if cue.form.contains(.participle), !hasAuxiliary, token > 0,
        [
          "with", "of", "amid", "among", "amongst", "after", "for", "from", "in", "on", "despite",
          "over", "about",
        ].contains(lower[token - 1])
      {
        return false
      }
      // "which advocates say": the noun before a verb.
      if cue.form == .third, token + 1 < words.count, lexicon.verbs[lower[token + 1]] != nil,
        isFinite(token + 1)
      {
        return false
      }
      // "Sanders Vows To Eliminate", "Lawmaker urges talks": headlines leave much out.
      if token < reading.bodyStart, token > 0, cue.form == .third, analysis.tag != .verb,
        isHeadlineVerb(token)
      {
        return true
      }
      // "Remarked the chairman": inverted, at the sentence's start.
      if analysis.tag != .verb, analysis.tag != .noun, reading.isSentenceStart(token),
        cue.form.contains(.past), cue.verb.frames.contains(.direct), nameFollows(token + 1)
      {
        return true
      }
      // "a proposed change": an adjective made of a verb.
      if analysis.relation == .amod {
        // "…, stated Minister Brown": behind a comma or words in marks and before a name it is no adjective.
        // "…, told journalists": whom one tells stands behind the verb.
        return token > 0 && (words[token - 1] == "," || quotationOf[token - 1] >= 0)
          && cue.form.contains(.past)
          && (reading.isCapitalised(token + 1)
            || cue.verb.frames.contains(.addressee) && cue.verb.lemma == "tell")
      }
      if analysis.tag == .verb { return true }
      // The tagger takes "reports" behind a name for a noun: "The committee reports that".
      let next = token + 1
      if cue.form == .third, token > 0, nameOf[token - 1] >= 0, next < words.count,
        sentence(of: token).contains(next),
        lower[next] == "that" || [.det, .num, .pron].contains(reading.analyzed.tokens[next].tag)
          || isParenthesis(token) || isClauseOrInfinitive(next, from: token)
      {
        return true
      }
      // "…, a Reuters correspondent reports."
      if cue.form == .third, token > 1, next < words.count,
        ["correspondent", "reporter", "agency", "newspaper", "outlet"].contains(lower[token - 1]),
        ClosedClasses.sentenceEnds.contains(words[next]) || words[next] == ",",
        (sentence(of: token).lowerBound..<token).contains(where: { words[$0] == "," })
      {
        return true
      }
      // "The government claims Mahan flies", "Sources report she is".
      if !cue.form.isDisjoint(with: [.third, .base]), token > 0,
        isClauseOrInfinitive(next, from: token),
        reading.analyzed.tokens[token - 1].tag == .noun,
        cue.form == .third
          || [.nounPlural, .properNounPlural].contains(reading.analyzed.tokens[token - 1].pennTag),
        SourceNouns.shared.kind(of: lower[token - 1]) != nil
      {
        return true
      }
      // "leaked documents show he lied", "the analysis reveals how".
      if !cue.form.isDisjoint(with: [.base, .third]), next < words.count, token > 0,
        ["how", "why", "whether"].contains(lower[next])
          || cue.verb.frames.contains(.evidence)
            && (lower[next] == "that" || ClosedClasses.subjectPronouns.contains(lower[next])),
        hasDocumentBefore(token)
      {
        return true
      }
      // "stressed that": no adjective; "the statement read": no noun.
      if cue.form.contains(.past), next < words.count, token > 0 {
        if lower[next] == "that", analysis.tag == .adj { return true }
        if cue.verb.lemma == "read" {
          return SourceNouns.shared.kind(of: lower[token - 1]) == .document
        }
      }
      return false
    }
    let sentence = self.sentence(of: token)
    var before = token - 1
    while before >= sentence.lowerBound, ClosedClasses.isAdverb(lower[before]) { before -= 1 }
    let next = token + 1 < sentence.upperBound ? lower[token + 1] : "."
    guard before >= sentence.lowerBound else {
      return cue.form == .ing || cue.form.contains(.past) && nameFollows(token + 1)
    }
    let word = lower[before]
    if hasAuxiliary || cue.isInfinitive { return true }
    if cue.form == .ing { return !ClosedClasses.determiners.contains(word) && word != "'s" }
    if cue.form == .third, token < reading.bodyStart, isWord(before) { return true }
    let isNounContext =
      ClosedClasses.determiners.contains(word)
      && !["that", "some", "many", "others"].contains(word)
      || ["'s", "’s", "of"].contains(word)
      || ClosedClasses.prepositions.contains(word)
    if isNounContext { return false }
    if cue.form.contains(.past) { return next != "by" }
    if cue.tokens.count > 1 {
      return word.hasSuffix("s") || nameOf[before] >= 0
        || ClosedClasses.subjectPronouns.contains(word)
    }
    let takesContent =
      [
        "that", "the", "a", "an", "he", "she", "they", "it", "we", "i", ":", "\"", "“", ",", "no",
        "his", "her", "their", "its", "whether", "how", "why", "to", "there", "this",
      ].contains(next)
      || token + 1 < sentence.upperBound && nameOf[token + 1] >= 0
    if [
      "say", "says", "tells", "tell", "adds", "writes", "asks", "argues", "insists", "admits",
      "explains", "warns",
    ].contains(lower[token]) {
      return true
    }
    return takesContent
  }

  /// Behind what is a verb then: a subject with its verb, "to" and a verb; before it no other verb.
  private func isClauseOrInfinitive(_ next: Int, from token: Int) -> Bool {
    let sentence = self.sentence(of: token)
    guard next + 1 < sentence.upperBound, quotationOf[next] < 0,
      !(sentence.lowerBound..<token).contains(where: { isFinite($0) })
    else { return false }
    let tags = reading.analyzed.tokens
    if lower[next] == "to" { return [.verb, .aux].contains(tags[next + 1].tag) }
    guard nameOf[next] >= 0 || ClosedClasses.subjectPronouns.contains(lower[next]) else {
      return false
    }
    return (next + 1..<min(sentence.upperBound, next + 7)).contains { isFinite($0) }
  }

  /// "…, Reuters reports, citing"; "Reuters reports, citing an aide, that": no reports by Reuters.
  private func isParenthesis(_ token: Int) -> Bool {
    let sentence = self.sentence(of: token)
    let first = reading.names[nameOf[token - 1]].tokens.lowerBound
    let next = token + 1
    let hasSource = ["citing", "quoting", "referring", "with"].contains {
      lower[next] == $0 || lower[next] == "," && lower[next + 1] == $0
    }
    if first > sentence.lowerBound, lower[first - 1] == "as" { return lower[next] == "," }
    let comma = lower[first - 1] == "the" ? first - 2 : first - 1
    if comma > sentence.lowerBound, words[comma] == "," {
      return hasSource || words[next] == "." || words[next] == ","
    }
    return first == sentence.lowerBound && lower[next] == "," && hasSource
  }

  /// Whether the first verb of a title in capitals can stand here: behind its subject, before what it
  /// governs.
  private func isHeadlineVerb(_ token: Int) -> Bool {
    let sentence = self.sentence(of: token)
    let next = token + 1
    guard next < sentence.upperBound, token > sentence.lowerBound,
      nameOf[token - 1] >= 0 || SourceNouns.shared.kind(of: lower[token - 1]) != nil,
      !(sentence.lowerBound..<token).contains(where: { isFinite($0) })
    else { return false }
    return nameOf[next] >= 0 || ["to", "on", "for", "that"].contains(lower[next])
      || ClosedClasses.determiners.contains(lower[next]) || quotationOf[next] >= 0
      || reading.isCapitalised(next) || isTagged && startsNominal(next)
  }

  private func nameFollows(_ token: Int) -> Bool {
    token < words.count && (nameOf[token] >= 0 || ClosedClasses.determiners.contains(lower[token]))
  }

  /// Whether a token is, or without tags is likely to be, a finite verb.
  func isFinite(_ token: Int) -> Bool {
    if isTagged {
      let analysis = reading.analyzed.tokens[token]
      switch analysis.pennTag {
      case .verbPast, .modal: return true
      case .verbPresent, .verbPresentThird:
        // "Aides acknowledged": where the tree has a noun, the tagger was wrong.
        return ![.nsubj, .nsubjPass].contains(analysis.relation)
      default: return false
      }
    }
    let word = lower[token]
    return ClosedClasses.isAuxiliary(word) || word.count > 4 && word.hasSuffix("ed")
      || lexicon.verbs[word]?.contains { !$0.form.isDisjoint(with: [.past, .third]) } ?? false
      || [
        "came", "went", "took", "made", "gave", "met", "began", "held", "left", "won", "lost",
        "became", "saw", "got", "died", "fell", "rose", "led", "wants", "knows", "needs", "means",
        "makes", "takes", "remains", "seems", "appears", "thinks", "'s", "’s",
      ].contains(word)
  }

  func hasFiniteVerb(_ range: Range<Int>) -> Bool {
    range.contains { isFinite($0) }
  }
}

/// An index by token: of the name or the quotation that it is part of; -1: none, outside of the text
/// too, where rules look ahead and back.
struct TokenIndices {
  private let storage: [Int]

  init(_ storage: [Int]) {
    self.storage = storage
  }

  subscript(token: Int) -> Int {
    token >= 0 && token < storage.count ? storage[token] : -1
  }
}
