internal import Language

/// Tells which entity a noun phrase or a pronoun stands for.
extension QuoteReader {
  /// Whom a noun phrase names: an entity of the text, or its words where they name none.
  func resolve(_ words: Range<Int>) -> QuoteFinding.Speaker? {
    guard let phrase = nominal(words), let last = phrase.last else { return nil }
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

  private static let postnominals: Set<String> = [
    "qc", "kc", "mp", "mep", "msp", "td", "obe", "cbe", "mbe", "esq", "jr", "sr", "md", "phd",
  ]
  private static let lonely: Set<String> = [
    "the", "a", "an", "no", "every", "its", "his", "her", "their", "our", "my", "your", "than",
  ]

  /// The noun phrase of some words taken for a speaker: none that a verb, a preposition or an article
  /// alone makes, no adverbial before it ("a few days later the administration").
  func nominal(_ words: Range<Int>) -> Range<Int>? {
    var first = words.lowerBound
    var end = words.upperBound
    while first < end, !isWord(first), quotationOf[first] < 0 { first += 1 }
    while end - 1 > first, nameOf[end - 1] < 0,
      ["who", "which", "that", "whom"].contains(lower[end - 1])
    {
      end -= 1
    }
    while end - 1 > first, !isWord(end - 1), nameOf[end - 1] < 0, quotationOf[end - 1] < 0,
      !["'s", "’s", ".", ")"].contains(self.words[end - 1])
    {
      end -= 1
    }
    // "Dorothy Cole KC".
    if end - 2 > first, nameOf[end - 1] < 0, Self.postnominals.contains(lower[end - 1]),
      isName(end - 2, .person)
    {
      end -= 1
    }
    guard first < end else { return nil }
    guard isTagged else { return first..<end }
    let tokens = reading.analyzed.tokens
    // "appealed against a decision of the court": behind its verb and preposition.
    if nameOf[first] < 0, tokens[first].tag == .verb, first + 2 < end,
      tokens[first].pennTag == .verbPast || tokens[first].pennTag == .verbPastParticiple,
      ClosedClasses.prepositions.contains(lower[first + 1])
    {
      first += 2
    }
    // "Niger: Senate rejects the plan": what stands behind the colon.
    if let colon = (first..<end).last(where: { self.words[$0] == ":" && nameOf[$0] < 0 }),
      colon + 1 < end
    {
      first = colon + 1
    }
    var hasRelative = false
    var index = first + 1
    while index < end {
      if nameOf[index] >= 0 {
        index = max(index + 1, reading.names[nameOf[index]].tokens.upperBound)
        continue
      }
      let word = lower[index]
      if ClosedClasses.relatives.contains(word) || word == "whose" || self.words[index] == "," {
        hasRelative = true
      }
      if hasRelative { break }
      // "Ivan's condition was", "the minister said": no verb is part of it.
      if isFinite(index), cueAt[index] != nil || ClosedClasses.isAuxiliary(lower[index]) {
        end = index
        break
      }
      // "the meeting the minister": of two noun phrases the one beside the verb.
      if ["the", "a", "an"].contains(word), nameOf[index - 1] < 0, isWord(index - 1),
        [.noun, .propn, .adv, .num].contains(tokens[index - 1].tag)
          || ["later", "earlier", "ago"].contains(lower[index - 1])
      {
        first = index
      }
      index += 1
    }
    if first == end - 1, nameOf[first] < 0, Self.lonely.contains(lower[first]) { return nil }
    return first..<end
  }

  /// "The Center for Food and the Center for Water said": named together they speak as the first.
  private func firstOfSeveral(_ phrase: Range<Int>) -> Int? {
    var start = phrase.lowerBound
    if lower[start] == "both" {
      start += 1
      // "both the council and the government".
      if start < phrase.upperBound, lower[start] == "the",
        let and = phrase.first(where: { lower[$0] == "and" && nameOf[$0] < 0 }), and > start + 1,
        and + 1 < phrase.upperBound, lower[and + 1] == "the",
        case .entity(let entity)? = resolve(start..<and)
      {
        return entity
      }
    }
    guard start < phrase.upperBound else { return nil }
    // "Diallo and his supporters".
    if isName(start, .person) {
      let and = reading.names[nameOf[start]].tokens.upperBound
      if and + 1 < phrase.upperBound, lower[and] == "and",
        ["his", "her"].contains(lower[and + 1])
      {
        return entityOfName[nameOf[start]]
      }
    }
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
    // "the Headquarters", "the Service": short for a body named in full.
    if phrase.count == 2, reading.isCapitalised(head), head >= reading.bodyStart,
      let body = bodyNamed(noun, before: phrase.lowerBound)
    {
      return body
    }
    let isPlural =
      isTagged && noun != "headquarters"
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

  /// The body whose longer name has this word and was told last.
  private func bodyNamed(_ noun: String, before token: Int) -> Int? {
    var index = lastName(before: token)
    var looked = 0
    while index >= 0, looked < 60 {
      let name = reading.names[index]
      if name.kind == .organization, name.tokens.count > 1,
        name.tokens.contains(where: { lower[$0] == noun })
      {
        return entityOfName[index]
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
    if isPersonal,
      let described = describedBefore(pronoun) ?? describedPerson(before: pronoun)
    {
      return described
    }
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

  /// `"…," one of the officers said. He said`: the one person reported right before, who has no name.
  private func describedBefore(_ pronoun: Int) -> QuoteFinding.Speaker? {
    let here = reading.sentenceOf[pronoun]
    guard
      pronoun - reading.analyzed.sentences[here].tokens.lowerBound < 3,
      let last = quotes.last(where: { $0.tokens.upperBound <= pronoun }),
      case .described(let phrase)? = last.speaker, let source = last.source,
      source.upperBound <= pronoun, reading.sentenceOf[source.lowerBound] + 1 == here,
      paragraph(of: source.lowerBound) == paragraph(of: pronoun),
      !isPlural(headNoun(of: phrase)) || lower[phrase.lowerBound] == "one",
      isPersonLike(.described(phrase)) || lower[phrase.lowerBound] == "one",
      !(source.upperBound..<pronoun).contains(where: { isName($0, .person) })
    else { return nil }
    return last.speaker
  }

  /// "One of the victims went to court. She said": who is only described is the subject of the
  /// sentence before.
  private func describedPerson(before pronoun: Int) -> QuoteFinding.Speaker? {
    guard let before = sentenceBefore(pronoun, from: pronoun),
      let main = mainSubject(before: before.upperBound - 1),
      main.phrase.lowerBound - before.lowerBound < 3
    else { return nil }
    // "The bashkan denies it. Before the session she told reporters": whom an office stands for.
    if case .entity(let entity)? = main.speaker, reading.entities[entity].kind == .person,
      !main.phrase.contains(where: { isName($0, .person) }), !isPronoun(main.phrase),
      lower[main.phrase.lowerBound] == "the",
      !(main.phrase.upperBound..<pronoun).contains(where: { isName($0, .person) }),
      !["he", "him"].contains(lower[pronoun]) || reading.entities[entity].gender != .female,
      !["she", "her"].contains(lower[pronoun]) || reading.entities[entity].gender != .male
    {
      return .entity(entity)
    }
    guard case .described(let phrase)? = main.speaker, !isPlural(headNoun(of: phrase)),
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
