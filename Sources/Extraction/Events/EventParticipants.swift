internal import Language

/// Who takes part in an act: an entity, or words of the text.
enum EventParty: Hashable {
  case entity(Int)
  case described(Range<Int>)

  init(_ speaker: QuoteFinding.Speaker) {
    switch speaker {
    case .entity(let entity): self = .entity(entity)
    case .described(let words): self = .described(words)
    }
  }
}

extension Reading {
  /// The participants that noun chunks name, each once; things are none.
  func parties(_ chunks: ChunkList, _ indices: [Int]) -> [EventParty] {
    var found: [EventParty] = []
    for index in indices {
      for party in parties(in: chunks[index].tokens, chunks: chunks, at: index)
      where !found.contains(party) {
        found.append(party)
      }
    }
    return found
  }

  /// The head noun of a phrase: its last word that is no possessive.
  func headToken(of phrase: Range<Int>) -> Int {
    var head = phrase.upperBound - 1
    while head > phrase.lowerBound, isPossessive(head) || !isWord(head) { head -= 1 }
    return max(head, phrase.lowerBound)
  }

  func isActorNoun(_ word: String) -> Bool {
    let lexicon = EventLexicon.shared
    if lexicon.groupNouns.contains(word) || lexicon.stateNouns.contains(word) { return true }
    let singular = EventLexicon.singular(word)
    return lexicon.groupNouns.contains(singular) || lexicon.stateNouns.contains(singular)
      || isAgentNoun(singular)
  }

  /// "cyclist", "librarian", "churchgoer": nouns whose ending names people.
  private func isAgentNoun(_ singular: String) -> Bool {
    singular.utf8.count > 6
      && ["ist", "arian", "ician", "woman", "maker", "goer", "holder", "seeker", "keeper"].contains
      {
        singular.hasSuffix($0)
      }
  }

  func isStateNoun(_ word: String) -> Bool {
    EventLexicon.shared.stateNouns.contains(word)
      || EventLexicon.shared.stateNouns.contains(EventLexicon.singular(word))
  }

  private func parties(in phrase: Range<Int>, chunks: ChunkList, at index: Int) -> [EventParty] {
    guard let first = phrase.first else { return [] }
    let head = headToken(of: phrase)
    if phrase.count == 1, let party = pronounParty(first) { return [party] }
    if let name = name(at: head), let entity = entity(ofName: name),
      names[name].kind != .adjective || head == first || names[name].tokens == phrase
        || phrase.count == 2 && ["the", "both"].contains(lowered[first])
        || isPluralDemonym(head)
    {
      return [.entity(government(entity))]
    }
    if let reference = reference(at: head), reference.tokens.lowerBound <= head {
      return [.entity(reference.entity)]
    }
    // "The leader of the Labour Party, Ann Price,": the one who bears the title.
    if let bearers = roleBearers[head] { return bearers.map { .entity($0) } }
    let word = lowered[head]
    // "Some called for", "Many condemned".
    if phrase.count == 1, ["some", "many", "several", "both"].contains(word) {
      return [.described(phrase)]
    }
    let modifiers = phrase.lowerBound..<head
    // "NATO Allies": the alliance itself.
    if ["allies", "members", "countries", "states", "nations"].contains(word),
      let name = name(at: head - 1), names[name].tokens == modifiers,
      let entity = entity(ofName: name), entities[entity].kind == .organization
    {
      return [.entity(entity)]
    }
    var modifying: [Int] = []
    for token in modifiers {
      guard let name = name(at: token), let entity = entity(ofName: name),
        !modifying.contains(entity)
      else { continue }
      // "President Putin's troops" and "Japan's government" alike: the possessor is the state.
      modifying.append(entity)
    }
    if isStateNoun(word) {
      let states = modifying.filter { isCountry($0) || entities[$0].kind == .organization }
      if !states.isEmpty { return states.map { .entity($0) } }
      if let owner = complement(of: index, chunks) { return [.entity(owner)] }
    }
    guard
      isActorNoun(word) && !isCondition(head) || isNumberOfPeople(phrase)
        || isCapitalisedGroup(head) || isQuantityOfPeople(word, at: index, chunks)
    else {
      return []
    }
    return [.described(described(phrase, at: index, chunks))]
  }

  /// "a number of senators", "the rest of the crew".
  private func isQuantityOfPeople(_ word: String, at index: Int, _ chunks: ChunkList) -> Bool {
    guard
      [
        "number", "numbers", "lot", "lots", "couple", "half", "third", "quarter", "rest", "most",
        "many", "some", "several", "few", "series", "total", "percent", "all", "both", "each",
      ].contains(word), index + 2 < chunks.count, chunks[index + 1].kind == .preposition,
      lowered[chunks[index + 1].tokens.lowerBound] == "of", chunks[index + 2].kind == .noun
    else { return false }
    return isActorLike(chunks[index + 2].tokens)
  }

  /// "state of emergency", "body of water": no state that acts.
  private func isCondition(_ head: Int) -> Bool {
    lowered[head] == "state" && lowered[head + 1] == "of"
      && [
        "emergency", "siege", "war", "alert", "calamity", "disaster", "affairs", "mind", "play",
        "health", "shock", "disrepair", "flux",
      ].contains(lowered[head + 2])
  }

  /// "two others", "78", "more than 50": people by number alone.
  private func isNumberOfPeople(_ phrase: Range<Int>) -> Bool {
    guard let last = phrase.last else { return false }
    return Int(words[last]) != nil && (Int(words[last]) ?? 9999) < 1900
      || ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "one", "none"]
        .contains(lowered[last])
  }

  /// "Republican Representatives": a title in capitals.
  private func isCapitalisedGroup(_ head: Int) -> Bool {
    guard isCapitalised(head), !isSentenceStart(head), head >= bodyStart else { return false }
    return isActorNoun(lowered[head])
  }

  private func isPluralDemonym(_ token: Int) -> Bool {
    words[token].hasSuffix("s") || words[token].hasSuffix("ish") || words[token].hasSuffix("ese")
  }

  /// "the government of Ukraine", "troops from Chad".
  private func complement(of index: Int, _ chunks: ChunkList) -> Int? {
    guard index + 2 < chunks.count, chunks[index + 1].kind == .preposition,
      ["of", "from"].contains(lowered[chunks[index + 1].tokens.lowerBound]),
      chunks[index + 2].kind == .noun
    else { return nil }
    let phrase = chunks[index + 2].tokens
    guard let name = name(at: headToken(of: phrase)), let entity = entity(ofName: name),
      isCountry(entity) || entities[entity].kind == .organization
    else { return nil }
    return entity
  }

  /// The words of a description: without a trailing possessive, with a short "of" complement.
  private func described(_ phrase: Range<Int>, at index: Int, _ chunks: ChunkList) -> Range<Int> {
    var end = phrase.upperBound
    while end > phrase.lowerBound + 1, isPossessive(end - 1) { end -= 1 }
    if index + 2 < chunks.count, chunks[index + 1].kind == .preposition,
      ["of", "from"].contains(lowered[chunks[index + 1].tokens.lowerBound]),
      chunks[index + 2].kind == .noun, chunks[index + 2].tokens.count <= 6
    {
      end = chunks[index + 2].tokens.upperBound
    }
    return phrase.lowerBound..<end
  }

  private func pronounParty(_ token: Int) -> EventParty? {
    if let reference = reference(at: token) { return .entity(reference.entity) }
    switch lowered[token] {
    case "they", "them", "it":
      // "it" and "they" mean what was named last; where a crowd was, the description counts.
      let entity = antecedent(ofPronoun: token)
      if lowered[token] == "it" { return entity.map { .entity($0) } }
      if let entity, entities[entity].kind == .organization || isCountry(entity) {
        return .entity(entity)
      }
      return lastGroup.map { .described($0) }
    case "he", "she", "him", "her":
      // Whom no name stands for: "a man entered the shop. He stabbed".
      return lastPerson.map { .described($0) }
    case "we", "i", "us", "me", "our":
      return quotes.first { $0.tokens.contains(token) && $0.speaker != nil }?.speaker
        .map { EventParty($0) }
    default: return nil
    }
  }

  /// A capital that acts or speaks is its country's government, where the text names the country too.
  func government(_ entity: Int) -> Int {
    guard entities[entity].kind == .place, entities[entity].entry?.kind == .capital else {
      return entity
    }
    return landOfOffice(entity)
  }

  /// Whether a phrase can be somebody who acts.
  func isActorLike(_ phrase: Range<Int>) -> Bool {
    guard !phrase.isEmpty else { return false }
    let head = headToken(of: phrase)
    if name(at: head) != nil || reference(at: head) != nil { return true }
    return isActorNoun(lowered[head]) && !isCondition(head) || isNumberOfPeople(phrase)
      || ["he", "she", "they", "him", "them", "her", "we", "us", "who", "himself", "themselves"]
        .contains(lowered[head])
  }
}
