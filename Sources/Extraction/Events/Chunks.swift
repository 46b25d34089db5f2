internal import Language

/// A piece of a sentence: a noun phrase without what follows its head, a verb with its helpers, or
/// one of the words between them.
struct Chunk {
  enum Kind {
    case noun, verb, preposition, comma, conjunction, relative, subordinator, stop, time
  }

  var kind: Kind
  var tokens: Range<Int>
  var verb = VerbGroup()
}

/// The chunks of a sentence. Rules look ahead and back; outside of it there is a stop of no words.
struct ChunkList: RandomAccessCollection {
  private let storage: [Chunk]

  init(_ storage: [Chunk]) {
    self.storage = storage
  }

  var startIndex: Int { 0 }
  var endIndex: Int { storage.count }

  subscript(position: Int) -> Chunk {
    position >= 0 && position < storage.count
      ? storage[position] : Chunk(kind: .stop, tokens: -1..<(-1))
  }
}

/// A verb with its helpers.
struct VerbGroup {
  /// The main verb.
  var main = -1
  /// "was arrested"; "arrested by" behind a noun.
  var isPassive = false
  var isNegated = false
  /// "test-fired".
  var isCompound = false
  /// "has yet to concede".
  var isYetTo = false
  /// The first word of the group.
  var first = -1
  var modal: String?
  /// "to hold".
  var isInfinitive = false
  /// "holding" without a helper.
  var isGerund = false
  /// "arrested" without a helper, maybe a participle.
  var isBareParticiple = false
  var isProgressive = false
  var isPast = false
  var hasHad = false
  /// "to have sunk".
  var hasPerfect = false
  /// "is to hold", "will hold", "is about to hold", "plans" stand apart.
  var isPlanned = false
  /// "is ready to hold".
  var isWilling = false

  var isFinite: Bool { !isInfinitive && !isGerund }
}

/// Cuts sentences into chunks.
struct Chunker {
  let reading: Reading
  let classes: [WordClass]

  init(_ reading: Reading) {
    self.reading = reading
    classes = reading.wordClasses()
  }

  func chunks(of sentence: Range<Int>) -> ChunkList {
    var chunks: [Chunk] = []
    var token = sentence.lowerBound
    while token < sentence.upperBound {
      if let time = timeChunk(at: token, in: sentence) {
        chunks.append(Chunk(kind: .time, tokens: time))
        token = time.upperBound
        continue
      }
      if let group = verbGroup(at: token, in: sentence, after: chunks.last) {
        chunks.append(group)
        token = group.tokens.upperBound
        continue
      }
      let kind: Chunk.Kind
      switch classes[token] {
      case .noun, .determiner, .adjective, .number, .possessive, .pronoun, .participle, .ing:
        let end = nounPhraseEnd(from: token, in: sentence)
        chunks.append(Chunk(kind: .noun, tokens: token..<end))
        token = end
        continue
      case .preposition, .to: kind = .preposition
      case .comma: kind = .comma
      case .conjunction: kind = .conjunction
      case .subordinator: kind = .subordinator
      case .relative: kind = .relative
      case .stop: kind = .stop
      case .adverb, .negation, .quote, .verb, .pastVerb, .auxiliary, .modal:
        token += 1
        continue
      }
      chunks.append(Chunk(kind: kind, tokens: token..<token + 1))
      token += 1
    }
    return ChunkList(chunks)
  }

  private static let timePrepositions: Set<String> = [
    "on", "in", "at", "by", "since", "during", "until", "from", "for", "late", "early", "earlier",
    "before", "after", "later", "within", "through",
  ]

  private func timeChunk(at token: Int, in sentence: Range<Int>) -> Range<Int>? {
    var start = token
    while start < sentence.upperBound, start < token + 2,
      Self.timePrepositions.contains(reading.lowered[start])
    {
      start += 1
    }
    guard let time = reading.time(overlapping: start..<start + 1), time.tokens.lowerBound == start,
      time.tokens.upperBound <= sentence.upperBound
    else { return nil }
    let end = time.tokens.upperBound
    // "Monday's talks", "the three-day summit": part of a noun phrase.
    if end < sentence.upperBound, classes[end] == .possessive { return nil }
    if time.kind == .duration, start == token { return nil }
    if start > 0, classes[start - 1] == .determiner, start == token { return nil }
    return token..<end
  }

  // MARK: Verbs

  private static let plannedWords: Set<String> = [
    "about", "due", "set", "expected", "scheduled", "slated", "poised", "likely", "going",
    "planning", "planned", "bound", "supposed",
  ]
  private static let willingWords: Set<String> = ["willing", "ready", "prepared", "committed"]

  private func verbGroup(at token: Int, in sentence: Range<Int>, after last: Chunk?) -> Chunk? {
    var group = VerbGroup()
    group.first = token
    var index = token
    var hasBe = false
    var hasHelper = false
    scan: while index < sentence.upperBound {
      let word = reading.lowered[index]
      switch classes[index] {
      case .modal:
        if hasHelper && group.isInfinitive { break scan }
        group.modal = word
        if ["will", "'ll", "’ll", "shall", "wo"].contains(word) { group.isPlanned = true }
        hasHelper = true
        index += 1
      case .auxiliary:
        if ClosedClasses.be.contains(word) { hasBe = true }
        if word == "had" { group.hasHad = true }
        if word == "have" { group.hasPerfect = true }
        if ["was", "were", "had", "did"].contains(word) { group.isPast = true }
        if index == token, word == "being" || word == "having" { group.isGerund = true }
        group.main = index
        hasHelper = true
        index += 1
      case .negation:
        if !hasHelper, index == token || word == "nor" {
          // "not to attack", "never attacked".
          guard leadsToVerb(index + 1, in: sentence) else { return nil }
        }
        group.isNegated = true
        index += 1
      case .adverb:
        guard hasHelper || index == token, leadsToVerb(index + 1, in: sentence) else { break scan }
        if index == token, !leadsToVerb(index + 1, in: sentence) { return nil }
        if word == "yet", hasHelper, index + 1 < sentence.upperBound, classes[index + 1] == .to {
          group.isNegated = true
          group.isYetTo = true
        }
        index += 1
      case .to:
        guard leadsToVerb(index + 1, in: sentence) else { break scan }
        if hasHelper {
          // "is to step down", "has to leave", "going to attack".
          if hasBe { group.isPlanned = true } else { group.modal = group.modal ?? "must" }
        } else {
          group.isInfinitive = true
        }
        hasHelper = true
        hasBe = false
        index += 1
      case .verb, .pastVerb:
        if hasHelper, hasBe, classes[index] == .verb, !group.isInfinitive { break scan }
        if classes[index] == .pastVerb {
          if hasBe {
            group.isPassive = true
          } else if !hasHelper {
            group.isPast = true
          }
        }
        group.main = index
        index += 1
        return Chunk(kind: .verb, tokens: token..<index, verb: group)
      case .participle:
        // "the alleged plots", "over disputed islands": a modifier.
        if !hasHelper, reading.analyzed.tokens[index].relation == .amod { return nil }
        if hasBe, isPlanning(index, group: &group, in: sentence) {
          index += 1
          continue scan
        }
        if hasBe {
          group.isPassive = true
        } else if !hasHelper {
          guard !isModifier(index, in: sentence) else { return nil }
          group.isBareParticiple = true
          group.isPast = true
        }
        group.main = index
        index += 1
        return Chunk(kind: .verb, tokens: token..<index, verb: group)
      case .ing:
        // "protesting lawmakers".
        if !hasHelper, reading.analyzed.tokens[index].relation == .amod { return nil }
        if hasBe, isPlanning(index, group: &group, in: sentence) {
          index += 1
          continue scan
        }
        if hasBe {
          group.isProgressive = true
        } else if !hasHelper {
          guard !isGerundNoun(index, in: sentence, after: last) else { return nil }
          group.isGerund = true
        } else {
          break scan
        }
        group.main = index
        index += 1
        return Chunk(kind: .verb, tokens: token..<index, verb: group)
      case .adjective, .preposition, .noun:
        if isCompoundVerb(index) {
          group.main = index + 2
          group.isCompound = true
          group.isPast = !hasHelper
          group.isPassive = hasBe
          return Chunk(kind: .verb, tokens: token..<index + 3, verb: group)
        }
        if hasBe, isPlanning(index, group: &group, in: sentence) {
          index += 1
          continue scan
        }
        break scan
      default: break scan
      }
    }
    guard group.main >= 0 else { return nil }
    return Chunk(kind: .verb, tokens: token..<max(index, token + 1), verb: group)
  }

  private func isPlanning(_ index: Int, group: inout VerbGroup, in sentence: Range<Int>) -> Bool {
    let word = reading.lowered[index]
    guard index + 1 < sentence.upperBound, classes[index + 1] == .to else { return false }
    if Self.plannedWords.contains(word) {
      group.isPlanned = true
      return true
    }
    if Self.willingWords.contains(word) {
      group.isWilling = true
      group.isPlanned = true
      return true
    }
    return false
  }

  /// Whether a verb follows, adverbs between.
  private func leadsToVerb(_ from: Int, in sentence: Range<Int>) -> Bool {
    var index = from
    while index < sentence.upperBound, index < from + 4 {
      switch classes[index] {
      case .verb, .pastVerb, .participle, .auxiliary, .modal, .ing: return true
      case .adverb, .negation, .to: index += 1
      default: return false
      }
    }
    return false
  }

  /// "test-fired", "re-elect": a verb of the lexicon with a hyphen.
  private func isCompoundVerb(_ token: Int) -> Bool {
    guard reading.words[token + 1] == "-", !reading.hasSpaceBefore(token + 1),
      !reading.hasSpaceBefore(token + 2),
      [.verb, .pastVerb, .participle, .ing].contains(classes[token + 2])
    else { return false }
    return EventLexicon.shared.verbs[
      reading.lowered[token] + "-" + reading.lowered[token + 2]] != nil
  }

  /// "the detained men": a participle between determiner and noun.
  private func isModifier(_ token: Int, in sentence: Range<Int>) -> Bool {
    token + 1 < sentence.upperBound && [.noun, .adjective].contains(classes[token + 1])
      && token > sentence.lowerBound
      && [.determiner, .adjective, .number, .possessive].contains(classes[token - 1])
  }

  /// "the killing of", "his killing": a noun.
  private func isGerundNoun(_ token: Int, in sentence: Range<Int>, after last: Chunk?) -> Bool {
    let before = token > sentence.lowerBound ? classes[token - 1] : .stop
    if [.determiner, .adjective, .number, .possessive].contains(before) { return true }
    if token + 1 < sentence.upperBound, reading.lowered[token + 1] == "of" { return true }
    return false
  }

  // MARK: Nouns

  private static let results: Set<String> = [
    "dead", "alive", "hostage", "captive", "ablaze", "injured", "wounded", "homeless",
  ]

  private func nounPhraseEnd(from token: Int, in sentence: Range<Int>) -> Int {
    if classes[token] == .pronoun { return token + 1 }
    var index = token + 1
    var isInQuotes = false
    while index < sentence.upperBound {
      // "a face-to-face meeting": words joined by hyphens are one.
      if index > token + 1, reading.words[index - 1] == "-", !reading.hasSpaceBefore(index),
        !reading.hasSpaceBefore(index - 1), !isCompoundVerb(index - 2)
      {
        index += 1
        continue
      }
      switch classes[index] {
      case .quote:
        // "a "no deal" exit": words in quotation marks inside the phrase.
        guard index + 1 < sentence.upperBound,
          [.noun, .adjective, .determiner, .number].contains(classes[index + 1]),
          isInQuotes || [.determiner, .adjective, .possessive].contains(classes[index - 1])
        else { return index }
        isInQuotes.toggle()
      case .noun, .adjective, .number, .possessive:
        if isCompoundVerb(index) { return index }
        // "shot the man dead": no part of what is shot.
        if classes[index - 1] == .noun, Self.results.contains(reading.lowered[index]) {
          return index
        }
        if startsTime(index, in: sentence) { return index }
      case .determiner:
        // "all the troops", "Russia's many troops"; "gave Mali the money" are two phrases.
        guard
          [.determiner, .possessive].contains(classes[index - 1])
            || isInQuotes && classes[index - 1] == .quote
        else { return index }
      case .participle, .ing, .pastVerb:
        guard
          [.determiner, .adjective, .number, .possessive].contains(classes[index - 1])
            || reading.words[index - 1] == "-" && !reading.hasSpaceBefore(index),
          index + 1 < sentence.upperBound,
          [.noun, .adjective, .participle].contains(classes[index + 1])
            || classes[index] == .ing
        else { return index }
      case .comma:
        // "Washington, D.C." inside a name.
        guard reading.name(at: index) != nil else { return index }
      case .conjunction, .preposition, .subordinator, .stop, .adverb:
        // Inside a name, or "Israeli and Palestinian leaders".
        if let name = reading.name(at: index), reading.name(at: index - 1) == name { break }
        if classes[index] == .conjunction, joinsModifiers(index, in: sentence) { break }
        return index
      default: return index
      }
      index += 1
    }
    return index
  }

  /// "Hungarian and Romanian officials": two adjectives before one noun.
  private func joinsModifiers(_ and: Int, in sentence: Range<Int>) -> Bool {
    // "both Kurdish and Sunni members", "legal and religious groups".
    if and + 2 < sentence.upperBound, and > sentence.lowerBound, classes[and - 1] == .adjective,
      classes[and + 1] == .adjective, classes[and + 2] == .noun,
      reading.name(at: and + 2) == nil
    {
      return true
    }
    guard and + 2 < sentence.upperBound, let left = reading.name(at: and - 1),
      let right = reading.name(at: and + 1)
    else { return false }
    let end = reading.names[right].tokens.upperBound
    return reading.names[left].kind == .adjective && reading.names[right].kind == .adjective
      && end < sentence.upperBound && classes[end] == .noun && reading.name(at: end) == nil
  }

  private func startsTime(_ token: Int, in sentence: Range<Int>) -> Bool {
    guard let time = reading.time(overlapping: token..<token + 1),
      time.tokens.lowerBound == token, time.kind != .duration
    else { return false }
    let end = time.tokens.upperBound
    if end < sentence.upperBound {
      if classes[end] == .possessive { return false }
      // "the October elections".
      if classes[token - 1] == .determiner { return false }
    }
    return true
  }
}
