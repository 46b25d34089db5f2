internal import Language

/// The coarse class of a word, as chunks need it: by the tagger where it ran, else by closed
/// classes, the verb lexicons, endings and the neighbours.
enum WordClass {
  case noun, determiner, adjective, number, possessive, pronoun
  case verb, pastVerb, participle, ing, auxiliary, modal, to, negation
  case preposition, conjunction, subordinator, relative, adverb
  case comma, stop, quote
}

extension Reading {
  private static let commonVerbs: Set<String> = [
    "is", "was", "are", "were", "took", "made", "went", "came", "became", "got", "saw", "knew",
    "thought", "gave", "found", "left", "brought", "began", "kept", "held", "wrote", "stood",
    "lost", "paid", "sent", "built", "fell", "led", "grew", "won", "broke", "spent", "rose",
    "drove", "bought", "chose", "said", "told", "put", "hit", "cut", "let", "fled", "ran", "felt",
    "heard", "met", "says", "wants", "seems", "appears", "remains", "includes", "continues",
    "believes", "hopes", "expects", "plans", "seeks", "tries", "tried", "died", "dies", "faces",
    "follows", "followed", "comes", "goes", "makes", "takes", "gives", "keeps", "brings", "begins",
    "calls", "called", "used", "uses", "needs", "became", "becomes", "known", "taken", "seen",
    "given", "done", "gone", "come", "shown", "won", "been", "want", "seem", "believe", "hope",
    "expect", "continue", "try", "remain", "need", "include", "appear", "make", "take", "give",
    "become", "allow", "help", "lead", "struck", "sought", "spoke", "swore", "threw", "withdrew",
  ]
  private static let subordinators: Set<String> = [
    "that", "if", "when", "while", "because", "as", "although", "though", "unless", "until",
    "whether", "whereas", "since", "after", "before", "once", "where", "how", "why", "what", "but",
    "so", "than", "lest",
  ]
  /// Prepositions of more use as such than as conjunctions.
  private static let both: Set<String> = ["after", "before", "since", "until", "as", "than"]

  func wordClasses() -> [WordClass] {
    var classes = [WordClass](repeating: .noun, count: words.count)
    let tagged = hasTags
    for token in words.indices {
      classes[token] =
        tagged ? taggedClass(token) : guessedClass(token, before: classes)
    }
    return classes
  }

  private func taggedClass(_ token: Int) -> WordClass {
    let word = lowered[token]
    switch analyzed.tokens[token].pennTag {
    case .noun, .nounPlural, .properNoun, .properNounPlural, .foreign, .existential, .symbol,
      .currency, .affix, .goesWith, .address:
      return .noun
    case .determiner, .predeterminer, .pronounPossessive: return .determiner
    case .adjective, .adjectiveComparative, .adjectiveSuperlative: return .adjective
    case .number, .listMarker: return .number
    case .possessive: return .possessive
    case .pronoun: return .pronoun
    case .verbBase, .verbPresent, .verbPresentThird:
      return ClosedClasses.be.contains(word) || ClosedClasses.haveAndDo.contains(word)
        ? .auxiliary : .verb
    case .verbPast:
      return ClosedClasses.be.contains(word) || ClosedClasses.haveAndDo.contains(word)
        ? .auxiliary : .pastVerb
    case .verbPastParticiple:
      return ["been", "had", "done"].contains(word) ? .auxiliary : .participle
    case .verbGerund: return ["being", "having"].contains(word) ? .auxiliary : .ing
    case .modal: return .modal
    case .to: return .to
    case .conjunction: return word == "but" ? .subordinator : .conjunction
    case .whPronoun, .whDeterminer, .whPossessive: return .relative
    case .whAdverb: return .subordinator
    case .preposition:
      if ["that", "if", "because", "although", "though", "while", "whether", "unless"]
        .contains(word) || Self.both.contains(word) && clauseFollows(token)
      {
        return .subordinator
      }
      return .preposition
    case .adverb, .adverbComparative, .adverbSuperlative, .particle, .interjection:
      return ClosedClasses.negations.contains(word) ? .negation : .adverb
    case .comma: return .comma
    case .openQuote, .closeQuote: return .quote
    case .hyphen: return .noun
    case .sentenceEnd, .colon, .leftBracket, .rightBracket, .otherPunctuation: return .stop
    case .none: return isWord(token) ? .noun : .stop
    }
  }

  private func clauseFollows(_ token: Int) -> Bool {
    var index = token + 1
    while index < words.count, index < token + 9, sentenceOf[index] == sentenceOf[token] {
      switch analyzed.tokens[index].pennTag {
      case .verbPast, .verbPresent, .verbPresentThird, .modal: return true
      case .comma, .conjunction, .verbGerund: return false
      default: index += 1
      }
    }
    return false
  }

  private func guessedClass(_ token: Int, before classes: [WordClass]) -> WordClass {
    let word = lowered[token]
    guard isWord(token) else {
      switch word {
      case "'s", "’s": return .possessive
      case "'": return token > 0 && lowered[token - 1].hasSuffix("s") ? .possessive : .quote
      case ",": return .comma
      case "\"", "“", "”", "``", "''", "«", "»": return .quote
      case "n't": return .negation
      case "-", "–": return hasSpaceBefore(token) ? .stop : .noun
      case "'re", "'ve", "’re", "’ve", "'m": return .auxiliary
      case "'ll", "'d", "’ll", "’d": return .modal
      case "$", "%", "&", "/", "€", "£": return .noun
      default:
        return words[token].unicodeScalars.first.map { (0x30...0x39).contains($0.value) } ?? false
          ? .number : .stop
      }
    }
    if nameOfToken[token] >= 0 { return .noun }
    let previous = previousClass(token, classes)
    if word == "to" { return toIsInfinitive(token) ? .to : .preposition }
    if ClosedClasses.negations.contains(word) { return .negation }
    if word == "may", isCapitalised(token), !isSentenceStart(token) { return .noun }
    if ClosedClasses.modals.contains(word) {
      return previous == .determiner ? .noun : .modal
    }
    if ClosedClasses.be.contains(word) || ClosedClasses.haveAndDo.contains(word) {
      return .auxiliary
    }
    if ["who", "which", "whom", "whose"].contains(word) { return .relative }
    if word == "that" {
      if previous == .noun { return .relative }
      return .subordinator
    }
    if word == "and" || word == "or" || word == "nor" { return .conjunction }
    if ClosedClasses.subjectPronouns.contains(word)
      || ["him", "them", "us", "me", "himself", "herself", "itself", "themselves"].contains(word)
    {
      return .pronoun
    }
    if word == "her", token + 1 < words.count, isWord(token + 1),
      !ClosedClasses.prepositions.contains(lowered[token + 1])
    {
      return .determiner
    }
    if word == "her" { return .pronoun }
    if ClosedClasses.determiners.contains(word) { return .determiner }
    if Self.subordinators.contains(word), !Self.both.contains(word) { return .subordinator }
    if Self.both.contains(word) {
      return untaggedClauseFollows(token) ? .subordinator : .preposition
    }
    if ClosedClasses.prepositions.contains(word) && word != "following" {
      return isParticle(word, after: token - 1) ? .adverb : .preposition
    }
    if ["up", "down", "out", "off", "back", "away"].contains(word) { return .adverb }
    if ClosedClasses.isAdverb(word) { return .adverb }
    return openClass(token, word, previous)
  }

  private func openClass(_ token: Int, _ word: String, _ previous: WordClass?) -> WordClass {
    let isModifier =
      previous == .determiner || previous == .adjective || previous == .possessive
      || previous == .number
    let next = token + 1 < words.count ? lowered[token + 1] : ""
    var forms: VerbForm = []
    for entry in EventLexicon.shared.verbs[word] ?? [] { forms.formUnion(entry.form) }
    for entry in ReportingLexicon.shared.verbs[word] ?? [] { forms.formUnion(entry.form) }
    let isNoun = EventLexicon.shared.nouns[word] != nil || Self.alsoNouns.contains(word)
    if isCapitalised(token), !isSentenceStart(token), token >= bodyStart { return .noun }
    if word.hasSuffix("ing"), word.utf8.count > 4, !Self.ingNouns.contains(word) {
      if isModifier || isNoun && previous == .preposition { return .noun }
      if isNoun, previous == .noun { return ["the", "a", "an"].contains(next) ? .ing : .noun }
      return .ing
    }
    if forms.contains(.past) || forms.contains(.participle), !forms.contains(.base) {
      if isModifier, !["by", "to"].contains(next) { return isNoun ? .noun : .adjective }
      if previous == .preposition { return .adjective }
      return previous == .auxiliary ? .participle : .pastVerb
    }
    if !forms.isEmpty {
      if previous == .to || previous == .modal || previous == .negation { return .verb }
      if previous == .auxiliary, forms.contains(.participle) { return .participle }
      if previous == .pronoun { return .verb }
      if isModifier || previous == .preposition || previous == nil && isNoun { return .noun }
      if previous == .noun || previous == .adverb || previous == .conjunction
        || previous == .relative
      {
        let opens =
          ClosedClasses.determiners.contains(next) || ClosedClasses.prepositions.contains(next)
          || ["to", "that", "him", "her", "them", "it"].contains(next)
          || token + 1 < words.count && nameOfToken[token + 1] >= 0
        if isNoun {
          return opens && !["of", "in", "by", "on", "at"].contains(next) && agrees(token, forms)
            || token < bodyStart && opens && agrees(token, forms) ? .verb : .noun
        }
        return opens || agrees(token, forms) ? .verb : .noun
      }
      return isNoun ? .noun : .verb
    }
    if word.hasSuffix("ed"), word.utf8.count > 4, !["indeed", "hundred"].contains(word) {
      if isModifier || previous == .preposition { return .adjective }
      return previous == .auxiliary ? .participle : .pastVerb
    }
    if Self.commonVerbs.contains(word) {
      if isModifier { return .noun }
      return previous == .auxiliary ? .participle : .pastVerb
    }
    if previous == .to || previous == .modal { return .verb }
    for ending in ["ous", "ful", "ive", "ble", "ic", "al", "ary"] where word.hasSuffix(ending) {
      return .adjective
    }
    return .noun
  }

  private static let alsoNouns: Set<String> = [
    "state", "states", "report", "reports", "fire", "plan", "plans", "order", "orders", "place",
    "position", "host", "end", "call", "calls", "claim", "claims", "charge", "charges", "move",
    "moves", "force", "forces", "process", "support", "aid", "help", "test", "tests", "march",
    "trade", "vote", "votes", "offer", "offers", "return", "project", "issue", "issues", "head",
    "heads", "leave", "post", "station", "arms", "troop", "guard", "guards", "group", "people",
    "court", "fine", "share", "shares", "link", "links", "tie", "ties", "limit", "limits", "bar",
    "access", "border", "contract", "sentence", "question", "questions", "challenge", "concern",
    "delay", "experience", "increase", "doubt", "fault", "fund", "funds", "grant", "grants", "loan",
    "loans", "rule", "rules", "supply", "supplies", "target", "targets", "train", "trains", "water",
    "bank", "term", "terms", "cut", "cuts", "view", "views", "remark", "remarks", "reply",
    "response", "result", "debate", "rally", "picket", "stage", "mass", "stone", "stones", "ring",
    "face", "love", "shell", "shells", "bomb", "bombs", "gun", "club", "gas", "hurt", "range",
    "shoot", "press", "table", "second", "favor", "honor", "present", "release", "riot", "riots",
    "strike", "strikes", "blast", "slam", "mock", "object", "term", "brand", "label", "warning",
  ]
  private static let ingNouns: Set<String> = [
    "during", "according", "morning", "evening", "king", "string", "thing", "something", "nothing",
    "anything", "everything", "building", "including", "spring", "regarding", "sing", "wing",
  ]

  /// Plural nouns go with the base form, singular ones with the third person.
  private func agrees(_ token: Int, _ forms: VerbForm) -> Bool {
    guard token > 0 else { return false }
    var index = token - 1
    while index > 0, ClosedClasses.isAdverb(lowered[index]) { index -= 1 }
    let isPlural =
      lowered[index].hasSuffix("s") && nameOfToken[index] < 0 || lowered[index] == "people"
    return isPlural ? forms.contains(.base) : forms.contains(.third)
  }

  private func previousClass(_ token: Int, _ classes: [WordClass]) -> WordClass? {
    var index = token - 1
    while index >= 0, sentenceOf[index] == sentenceOf[token], classes[index] == .adverb {
      index -= 1
    }
    guard index >= 0, sentenceOf[index] == sentenceOf[token] else { return nil }
    return classes[index]
  }

  /// "up" of "blow up" behind its verb.
  private func isParticle(_ word: String, after verb: Int) -> Bool {
    guard verb >= 0, let senses = EventLexicon.shared.verbs[lowered[verb]] else { return false }
    return senses.contains {
      let particle = EventLexicon.shared.senses[$0.sense].particle
      return particle.first == word && particle.count == 1
        && ["down", "up", "out", "off", "over", "back", "in"].contains(word)
        && !["over", "in"].contains(word)
    }
  }

  private func toIsInfinitive(_ token: Int) -> Bool {
    let next = token + 1
    guard next < words.count, isWord(next), nameOfToken[next] < 0 else { return false }
    let word = lowered[next]
    if ClosedClasses.determiners.contains(word) || ClosedClasses.prepositions.contains(word)
      || isCapitalised(next) || ["him", "them", "us", "me", "it"].contains(word)
    {
      return false
    }
    if word.hasSuffix("ing") || word.hasSuffix("s") && !word.hasSuffix("ss") { return false }
    if EventLexicon.shared.verbs[word] == nil, ReportingLexicon.shared.verbs[word] == nil,
      EventLexicon.shared.nouns[word] != nil || EventLexicon.shared.groupNouns.contains(word)
    {
      return false
    }
    return true
  }

  private func untaggedClauseFollows(_ token: Int) -> Bool {
    var index = token + 1
    while index < words.count, index < token + 8, sentenceOf[index] == sentenceOf[token] {
      let word = lowered[index]
      if word == "," || word == "and" || word == "to" { return false }
      if ClosedClasses.isAuxiliary(word) || ClosedClasses.subjectPronouns.contains(word)
        || Self.commonVerbs.contains(word)
        || isPastForm(word)
      {
        return index > token + 1
      }
      index += 1
    }
    return false
  }

  /// Whether the lexicons know a word as a past form that is no base form.
  private func isPastForm(_ word: String) -> Bool {
    if let entries = ReportingLexicon.shared.verbs[word],
      entries.contains(where: { $0.form.contains(.past) })
    {
      return true
    }
    guard let entries = EventLexicon.shared.verbs[word] else { return false }
    return entries.contains { $0.form.contains(.past) && !$0.form.contains(.base) }
  }
}
