internal import Language

/// Reports without a verb of saying: "reportedly", nouns of saying.
extension QuoteReader {
  // MARK: Reportedly

  mutating func readReportedly(in sentence: Range<Int>) {
    guard
      let token = sentence.first(where: {
        (lower[$0] == "reportedly" || lower[$0] == "purportedly") && quotationOf[$0] < 0
      })
    else { return }
    let next = token + 1
    let sentence = self.sentence(of: token)
    guard next < sentence.upperBound else { return }
    let before = token - 1
    if before > sentence.lowerBound, ["who", "which"].contains(lower[before]),
      let content = content(next, nil, sentence)
    {
      // "the cook, who reportedly saw it all, fled": what the relative clause tells.
      let comma = content.dropFirst().first { words[$0] == "," && quotationOf[$0] < 0 }
      append(
        content.lowerBound..<(comma ?? content.upperBound), words: token..<next, subject: nil,
        sieve: "reportedly")
      return
    }
    // "in which reportedly over 40 died", "could reportedly serve": what stands behind it.
    if before > sentence.lowerBound,
      isAmountStart(next) || ClosedClasses.modals.contains(lower[before])
        || before - 1 > sentence.lowerBound && ClosedClasses.be.contains(lower[before])
          && lower[before - 1] == "there",
      let content = content(next, nil, sentence)
    {
      let comma = content.dropFirst().first {
        quotationOf[$0] < 0 && (words[$0] == "," || ["which", "who"].contains(lower[$0]))
      }
      append(
        content.lowerBound..<(comma ?? content.upperBound), words: token..<next, subject: nil,
        sieve: "reportedly")
      return
    }
    // "stabbed reportedly several people": of this alone.
    if before > sentence.lowerBound, isTagged, isWord(before), startsNominal(next),
      !ClosedClasses.isAuxiliary(lower[before]),
      !ClosedClasses.subjectPronouns.contains(lower[before])
    {
      let phrase = phrase(startingAt: next, limit: sentence.upperBound)
      if !phrase.isEmpty, phrase.upperBound >= sentence.upperBound || !isFinite(phrase.upperBound) {
        append(phrase, words: token..<next, subject: nil, sieve: "reportedly")
        return
      }
    }
    var start = token
    while start > sentence.lowerBound, words[start - 1] != ";", !isClauseJoint(start - 1, sentence)
    {
      start -= 1
    }
    if let dateline = reading.dateline, dateline.tokens.contains(start) {
      start = min(token, dateline.tokens.upperBound)
    }
    if token - start <= 1 {
      start = next
      while start < sentence.upperBound, words[start] == "," || lower[start] == "also" {
        start += 1
      }
    }
    guard start < sentence.upperBound, let content = content(start, nil, sentence) else { return }
    append(content, words: token..<next, subject: nil, sieve: "reportedly")
  }

  /// "over 40", "at least 12", "18 percent", "upwards of 100".
  private func isAmountStart(_ token: Int) -> Bool {
    if words[token].utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) ?? false { return true }
    guard token + 2 < words.count,
      ["over", "at", "up", "upwards", "about", "around", "nearly", "almost", "some", "more", "as"]
        .contains(lower[token])
    else { return false }
    return (token + 1...min(words.count - 1, token + 3)).contains {
      words[$0].utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
    }
  }

  /// "…, and he reportedly", "…, while they reportedly": another clause starts behind this word.
  private func isClauseJoint(_ token: Int, _ sentence: Range<Int>) -> Bool {
    token > sentence.lowerBound && words[token - 1] == "," && quotationOf[token] < 0
      && ["and", "but", "while", "though", "although"].contains(lower[token])
  }

  // MARK: Nouns of saying

  /// "Kishida's words that X"; "his promise to Y"; "their demands include Z".
  mutating func readNouns(in whole: Range<Int>) {
    for token in whole where quotationOf[token] < 0 && cueAt[token] == nil {
      guard let noun = lexicon.nouns[lower[token]] else { continue }
      let sentence = self.sentence(of: token)
      guard token + 2 < sentence.upperBound else { continue }
      var next = token + 1
      var owner: Subject?
      if ["by", "from"].contains(lower[next]) {
        let phrase = phrase(startingAt: next + 1, limit: sentence.upperBound)
        if !phrase.isEmpty {
          owner = Subject(phrase: phrase, speaker: resolve(phrase), sieve: "noun")
          next = phrase.upperBound
        }
      }
      guard next + 1 < sentence.upperBound else { continue }
      let word = lower[next]
      var start: Int?
      if word == "that", noun.frames.contains(.clause) {
        start = next + 1
      } else if word == "to", noun.frames.contains(.infinitive), isInfinitive(next + 1) {
        start = next
      } else if noun.frames.contains(.nominal), noun.act == .demands,
        let behind = inclusion(next, sentence)
      {
        start = behind
      } else if word == "of", noun.frames.contains(.topic),
        possessor(of: token, from: sentence.lowerBound) != nil
      {
        // "his allegation of fraud", but no "claims of fraud" of nobody.
        start = next + 1
      } else if word == "for", noun.frames.contains(.nominal), noun.act == .demands {
        start = next + 1
      } else if word == ":", noun.frames.contains(.clause), quotationOf[next + 1] < 0 {
        start = next + 1
      }
      guard let start else { continue }
      let verb = ownVerb(of: token, in: sentence)
      guard
        let content = content(
          start, nil, sentence.lowerBound..<(start < verb ? verb : sentence.upperBound)),
        content.count >= 2
      else { continue }
      if owner == nil { owner = possessor(of: token, from: sentence.lowerBound) }
      guard var owner = owner ?? agentOfNoun(token) else { continue }
      owner.relayedBy = relay(of: token, owner: owner)
      append(content, words: token..<token + 1, act: noun.act, subject: owner, sieve: "noun")
    }
  }

  /// Where the verb of a noun that is its subject starts: "his claim that X | was rejected"; else the
  /// end of the sentence.
  private func ownVerb(of noun: Int, in sentence: Range<Int>) -> Int {
    guard isTagged else { return sentence.upperBound }
    let tokens = reading.analyzed.tokens
    let verb = tokens[noun].head
    guard [.nsubj, .nsubjPass].contains(tokens[noun].relation), verb > noun,
      sentence.contains(verb)
    else { return sentence.upperBound }
    return (noun + 1..<verb).first { token in
      tokens[token].head == verb
        && [.aux, .auxPass, .cop, .advmod].contains(tokens[token].relation)
    } ?? verb
  }

  private func isInfinitive(_ token: Int) -> Bool {
    if isTagged { return [.verb, .aux].contains(reading.analyzed.tokens[token].tag) }
    return nameOf[token] < 0 && !ClosedClasses.determiners.contains(lower[token])
      && !reading.isCapitalised(token)
  }

  private func inclusion(_ token: Int, _ sentence: Range<Int>) -> Int? {
    var index = token
    while index < sentence.upperBound, ClosedClasses.isAuxiliary(lower[index]) { index += 1 }
    guard index + 1 < sentence.upperBound,
      ["include", "included", "includes", "including"].contains(lower[index])
    else { return nil }
    return index + 1
  }

  /// "Kishida's words", "his promise".
  private func possessor(of noun: Int, from start: Int) -> Subject? {
    var index = noun - 1
    let least = max(start, noun - 4)
    while index >= least {
      if ["'s", "’s", "'", "’"].contains(words[index]), index > start {
        let phrase = phrase(endingAt: index - 1, from: start)
        guard !phrase.isEmpty else { return nil }
        return Subject(phrase: phrase, speaker: resolve(phrase), sieve: "possessor")
      }
      if ["his", "her", "its", "their"].contains(lower[index]) {
        let pronoun = ["his": "he", "her": "she", "its": "it", "their": "they"][lower[index]]
        guard pronoun != nil else { return nil }
        return Subject(
          phrase: index..<index + 1, speaker: possessorEntity(index), pointsBack: true,
          sieve: "possessor")
      }
      guard isWord(index), !ClosedClasses.prepositions.contains(lower[index]) else { return nil }
      index -= 1
    }
    return nil
  }

  /// "his": the subject of the sentence where it is a person, else as "he".
  private func possessorEntity(_ token: Int) -> QuoteFinding.Speaker? {
    if let main = mainSubject(before: token), main.phrase.upperBound <= token, main.speaker != nil {
      return main.speaker
    }
    return antecedent(of: token)
  }

  /// "Merkel issued a warning that X": the subject of the verb that the noun hangs on.
  private func agentOfNoun(_ noun: Int) -> Subject? {
    guard noun > 1,
      ["a", "an", "the", "any"].contains(lower[noun - 1])
        || ClosedClasses.determiners.contains(lower[noun - 2]),
      let main = mainSubject(before: noun), main.phrase.upperBound < noun
    else { return nil }
    let between = main.phrase.upperBound..<noun
    let light: Set<String> = [
      "issued", "made", "gave", "repeated", "rejected", "issue", "make", "makes", "issues",
      "released", "delivered", "received", "renewed", "reiterated", "offered", "voiced",
    ]
    guard between.contains(where: { light.contains(lower[$0]) }) else { return nil }
    return main
  }

  /// "Stoltenberg cited Kishida's words that": who cites reports them.
  private mutating func relay(of noun: Int, owner: Subject) -> QuoteFinding.Speaker? {
    let start = owner.phrase.lowerBound
    guard start > 0, let index = cueAt[start - 1] ?? (start > 1 ? cueAt[start - 2] : nil),
      cues[index].tokens.upperBound <= start
    else { return nil }
    let speaker = subject(of: index)?.speaker
    return speaker == owner.speaker ? nil : speaker
  }
}
