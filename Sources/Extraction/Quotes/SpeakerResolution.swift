internal import Language

/// Tells which entity a noun phrase or a pronoun stands for.
extension QuoteReader {
  /// Whom a noun phrase names: an entity of the text, or its words where they name none.
  func resolve(_ phrase: Range<Int>) -> QuoteFinding.Speaker? {
    guard let last = phrase.last else { return nil }
    if isPronoun(phrase) || phrase.count == 1 && ["him", "her", "them"].contains(lower[last]) {
      return antecedent(of: phrase.lowerBound)
    }
    // The whole phrase ends in a person's name: "President of Argentina Alberto Fernández".
    if isName(last, .person) {
      let name = reading.names[nameOf[last]]
      var before = (name.title?.lowerBound ?? name.tokens.lowerBound) - 1
      while before >= phrase.lowerBound,
        ["former", "then", "late", "-", "the", "ex", "acting"].contains(lower[before])
      {
        before -= 1
      }
      // "a trader with Ed and F. Man".
      if before > phrase.lowerBound, lower[before] == "and" {
        before -= 1
        while before > phrase.lowerBound, nameOf[before] >= 0 || reading.isCapitalised(before) {
          before -= 1
        }
      }
      let isObject =
        before >= phrase.lowerBound && ClosedClasses.prepositions.contains(lower[before])
      if !isObject { return .entity(entityOfName[nameOf[last]]) }
    }
    let head = headNoun(of: phrase)
    if let first = firstOfSeveral(phrase) { return .entity(first) }
    if nameOf[head] >= 0 {
      let name = reading.names[nameOf[head]]
      switch name.kind {
      case .person, .organization: return .entity(entityOfName[nameOf[head]])
      case .place:
        // "Moscow said" speaks of the government; "Paris prosecutors" would end elsewhere.
        return .entity(entityOfName[nameOf[head]])
      case .adjective: break
      }
    }
    // "Time magazine", "the Reuters news agency", "The news agency AFP".
    if SourceNouns.shared.kind(of: lower[head]) == .outlet,
      let outlet = phrase.last(where: { $0 <= head && isName($0, .organization) })
    {
      return .entity(entityOfName[nameOf[outlet]])
    }
    if let owner = documentOwner(phrase, head: head) { return owner }
    // "his publicist" is not he.
    if phrase.count == 1 || !ClosedClasses.possessives.contains(lower[phrase.lowerBound]),
      let known = reading.entity(ofDescription: phrase), head == phrase.upperBound - 1
    {
      return .entity(known)
    }
    if let known = definite(phrase, head: head) { return .entity(known) }
    if let known = bearer(of: phrase, head: head) { return .entity(known) }
    return .described(phrase)
  }

  /// "The Center for Food and the Center for Water said": named together they speak as the first.
  private func firstOfSeveral(_ phrase: Range<Int>) -> Int? {
    var start = phrase.lowerBound
    if lower[start] == "both" { start += 1 }
    if start < phrase.upperBound, lower[start] == "the" { start += 1 }
    guard start < phrase.upperBound, nameOf[start] >= 0 else { return nil }
    let name = reading.names[nameOf[start]]
    let and = name.tokens.upperBound
    guard name.kind != .adjective, and + 1 < phrase.upperBound, lower[and] == "and"
    else { return nil }
    let second = lower[and + 1] == "the" ? and + 2 : and + 1
    guard second < phrase.upperBound, nameOf[second] >= 0,
      reading.names[nameOf[second]].kind != .adjective,
      reading.names[nameOf[second]].tokens.upperBound == phrase.upperBound
    else { return nil }
    return entityOfName[nameOf[start]]
  }

  /// "the minister", "the court", "the newspaper": the last entity that is called so.
  private func definite(_ phrase: Range<Int>, head: Int) -> Int? {
    guard lower[phrase.lowerBound] == "the" || phrase.count == 1, head == phrase.upperBound - 1,
      phrase.count <= 4
    else { return nil }
    let noun = lower[head]
    let office =
      reading.analyzed.string(min(phrase.lowerBound + 1, head)..<phrase.upperBound).lowercased()
    let kind = SourceNouns.shared.kind(of: noun)
    if phrase.count == 1, kind != .organization { return nil }
    let isPlural =
      isTagged
      && [.nounPlural, .properNounPlural].contains(reading.analyzed.tokens[head].pennTag)
    if isPlural, kind != .organization { return nil }
    var looked = 0
    var index = lastName(before: phrase.lowerBound)
    while index >= 0, looked < 60 {
      let name = reading.names[index]
      switch name.kind {
      case .person where kind == .official || kind == .person:
        if isCalled(index, noun: noun, office: office) { return entityOfName[index] }
      case .organization:
        let words = reading.analyzed.string(name.tokens).lowercased().split(separator: " ")
        if kind == .organization || kind == .official, words.contains(where: { $0 == noun }) {
          return entityOfName[index]
        }
        let entity = reading.entities[entityOfName[index]]
        // "the gazette, Kuwait Al-Youm,": another one, named behind.
        let isNamed =
          phrase.upperBound + 1 < words.count && words[phrase.upperBound] == ","
          && reading.isCapitalised(phrase.upperBound + 1)
        if kind == .outlet, entity.entry?.organizationKind == "media", !isNamed {
          return entityOfName[index]
        }
      default: break
      }
      looked += 1
      index -= 1
    }
    return nil
  }

  /// Whether a title, or the words beside a name, call a person so.
  private func isCalled(_ index: Int, noun: String, office: String) -> Bool {
    let name = reading.names[index]
    if let title = name.title {
      let text = reading.analyzed.string(title).lowercased()
      if text == office || text.split(separator: " ").last.map(String.init) == noun { return true }
    }
    let sentence = self.sentence(of: name.tokens.lowerBound)
    let first = name.title?.lowerBound ?? name.tokens.lowerBound
    if first > sentence.lowerBound, lower[first - 1] == noun { return true }
    // "Colin Sutherland, Lord President of the court".
    let next = name.tokens.upperBound
    guard next < sentence.upperBound, words[next] == "," else { return false }
    var end = next + 1
    // "Anas M., 40, a doctor".
    if end + 1 < sentence.upperBound, isNumber(end), words[end + 1] == "," { end += 2 }
    while end < sentence.upperBound, end - next < 12, words[end] != "," {
      if lower[end] == noun { return true }
      if ClosedClasses.prepositions.contains(lower[end]) { return false }
      end += 1
    }
    return false
  }

  func lastName(before token: Int) -> Int {
    let low = reading.names.partitionPoint(where: { $0.tokens.lowerBound < token })
    return low - 1
  }

  /// Whom "he", "she", "they" or "it" mean.
  func antecedent(of pronoun: Int) -> QuoteFinding.Speaker? {
    let word = lower[pronoun]
    guard word != "i", word != "we", word != "you" else { return nil }
    let isPersonal = ["he", "she", "him", "her"].contains(word)
    if isPersonal, let described = describedPerson(before: pronoun) { return described }
    if isPersonal, let known = reading.reference(at: pronoun) { return .entity(known.entity) }
    // "Next rose after it said": the body that is the subject of this sentence.
    if word == "it", let own = ownSubject(before: pronoun) { return .entity(own) }
    // Who was quoted last goes on: "He added" in the same paragraph or at the next one's head.
    if let last = quotes.suffix(24).last(where: {
      $0.tokens.upperBound <= pronoun && $0.speaker != nil
    }),
      let speaker = last.speaker,
      paragraph(of: last.tokens.lowerBound) + 1 >= paragraph(of: pronoun),
      !isPersonal || isPersonLike(speaker), word != "it" || !isPersonLike(speaker),
      word != "they" && word != "them" || !isPerson(speaker),
      !isInterrupted(from: max(last.cue?.upperBound ?? 0, last.tokens.upperBound), to: pronoun)
    {
      return speaker
    }
    if word == "they" || word == "it", let group = group(before: pronoun) { return group }
    // Or the person named first in the nearest sentence before that names one.
    var sentence = reading.sentenceOf[pronoun]
    let first = max(reading.titleSentences, sentence - 6)
    while sentence >= first {
      let range = reading.analyzed.sentences[sentence].tokens
      for token in range where token < pronoun && nameOf[token] >= 0 && quotationOf[token] < 0 {
        let kind = reading.names[nameOf[token]].kind
        if isPersonal ? kind == .person : kind == .organization {
          return .entity(entityOfName[nameOf[token]])
        }
      }
      sentence -= 1
    }
    return nil
  }

  /// "One of the victims went to court. She said": who is only described is the subject of the
  /// sentence before.
  private func describedPerson(before pronoun: Int) -> QuoteFinding.Speaker? {
    guard let before = sentenceBefore(pronoun, from: pronoun),
      let main = mainSubject(before: before.upperBound - 1),
      main.phrase.lowerBound - before.lowerBound < 3,
      case .described(let phrase)? = main.speaker, !isPlural(headNoun(of: phrase)),
      isPersonLike(.described(phrase)) || lower[phrase.lowerBound] == "one",
      !(phrase.upperBound..<pronoun).contains(where: { isName($0, .person) && quotationOf[$0] < 0 })
    else { return nil }
    return .described(phrase)
  }

  /// The sentence before a token's own in the same paragraph, where the token opens its own.
  private func sentenceBefore(_ token: Int, from first: Int) -> Range<Int>? {
    let index = reading.sentenceOf[token]
    guard index > reading.titleSentences,
      first - reading.analyzed.sentences[index].tokens.lowerBound < 3
    else { return nil }
    let before = reading.analyzed.sentences[index - 1]
    guard before.paragraph == reading.analyzed.sentences[index].paragraph, before.tokens.count > 2,
      before.tokens.count < Self.window
    else { return nil }
    return before.tokens
  }

  /// The body or country whose name opens this sentence, before a pronoun in a later clause.
  private func ownSubject(before pronoun: Int) -> Int? {
    let sentence = self.sentence(of: pronoun)
    guard isTagged, pronoun - sentence.lowerBound > 3 else { return nil }
    let name = (sentence.lowerBound..<min(pronoun, sentence.lowerBound + 8)).first {
      nameOf[$0] >= 0
    }
    guard let name, !isName(name, .person), !isName(name, .adjective), quotationOf[name] < 0,
      reading.names[nameOf[name]].tokens.contains(where: {
        [.nsubj, .nsubjPass].contains(reading.analyzed.tokens[$0].relation)
      }),
      // Not what is reported before its verb: "Raids went on in Gaza, it said".
      words[pronoun - 1] != ","
    else { return nil }
    return entityOfName[nameOf[name]]
  }

  /// "The researchers took samples. They found": the several who are the subject of the sentence
  /// before; of "it", a group with one name for all.
  private func group(before pronoun: Int) -> QuoteFinding.Speaker? {
    guard let before = sentenceBefore(pronoun, from: pronoun),
      let main = mainSubject(before: before.upperBound - 1),
      main.phrase.lowerBound - before.lowerBound < 3, !main.pointsBack, let speaker = main.speaker,
      case .described(let phrase) = speaker
    else { return nil }
    let head = headNoun(of: phrase)
    let kind = SourceNouns.shared.kind(of: lower[head])
    if lower[pronoun] == "they" {
      return kind != nil && kind != .document && (isPlural(head) || kind == .organization)
        ? speaker : nil
    }
    return kind == .organization || kind == .outlet ? speaker : nil
  }

  func isPerson(_ speaker: QuoteFinding.Speaker?) -> Bool {
    if case .entity(let index)? = speaker { return reading.entities[index].kind == .person }
    return false
  }

  private func isPersonLike(_ speaker: QuoteFinding.Speaker) -> Bool {
    switch speaker {
    case .entity(let index): return reading.entities[index].kind == .person
    case .described(let phrase):
      let kind = SourceNouns.shared.kind(of: lower[headNoun(of: phrase)])
      return kind == .person || kind == .official
    }
  }

  /// Whether a sentence between these tokens starts with another person as its subject.
  private func isInterrupted(from start: Int, to end: Int) -> Bool {
    guard start < end else { return false }
    let first = reading.sentenceOf[min(start, words.count - 1)] + 1
    let last = reading.sentenceOf[end]
    guard first < last else { return false }
    for sentence in first..<last where sentence + 4 > last {
      let range = reading.analyzed.sentences[sentence].tokens
      if range.prefix(4).contains(where: { isName($0, .person) }) { return true }
    }
    return false
  }
}
