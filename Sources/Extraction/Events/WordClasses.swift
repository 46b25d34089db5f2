internal import Language

/// The coarse class of a word, as chunks need it, by its tag and a few closed classes.
enum WordClass {
  case noun, determiner, adjective, number, possessive, pronoun
  case verb, pastVerb, participle, ing, auxiliary, modal, to, negation
  case preposition, conjunction, subordinator, relative, adverb
  case comma, stop, quote
}

extension Reading {
  /// Prepositions of more use as such than as conjunctions.
  private static let both: Set<String> = ["after", "before", "since", "until", "as", "than"]

  func wordClasses() -> [WordClass] {
    var classes = [WordClass](repeating: .noun, count: words.count)
    for token in words.indices { classes[token] = wordClass(token) }
    for sentence in analyzed.sentences where sentence.tokens.lowerBound >= bodyStart {
      findVerb(of: sentence.tokens, &classes)
    }
    return classes
  }

  /// A sentence without a finite verb was tagged wrong: "A gunman shot a priest", "The minister
  /// warned of delays". The first word that can be one is it.
  private func findVerb(of sentence: Range<Int>, _ classes: inout [WordClass]) {
    guard sentence.count > 3, ends(sentence),
      !sentence.contains(where: { [.pastVerb, .auxiliary, .modal, .verb].contains(classes[$0]) })
    else { return }
    for token in sentence.dropFirst().dropLast() {
      guard [.noun, .adjective, .participle].contains(classes[token]), nameOfToken[token] < 0,
        [.noun, .adverb, .pronoun].contains(classes[token - 1]) || nameOfToken[token - 1] >= 0,
        [.determiner, .noun, .pronoun, .number, .preposition, .to, .adjective, .adverb].contains(
          classes[token + 1]),
        let forms = EventLexicon.shared.verbs[lowered[token]],
        forms.contains(where: { $0.form.contains(.past) && !$0.form.contains(.base) })
      else { continue }
      classes[token] = .pastVerb
      return
    }
  }

  private func ends(_ sentence: Range<Int>) -> Bool {
    sentence.suffix(2).contains { words[$0] == "." }
  }

  private func wordClass(_ token: Int) -> WordClass {
    let word = lowered[token]
    // "Clashes broke out": tagged as a verb, a subject for the parser.
    if isSentenceStart(token), analyzed.tokens[token].tag == .verb,
      analyzed.tokens[token].relation == .nsubj
        || analyzed.tokens[token].pennTag == .verbGerund && pastFollows(token),
      EventLexicon.shared.nouns[word] != nil
    {
      return .noun
    }
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
    case .conjunction:
      if ["both", "either", "neither"].contains(word) { return .determiner }
      return word == "but" ? .subordinator : .conjunction
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

  private func pastFollows(_ token: Int) -> Bool {
    [.verbPast, .verbPastParticiple, .verbPresentThird].contains(
      analyzed.tokens[token + 1 < words.count ? token + 1 : token].pennTag)
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
}
