import Language

/// Derives the lemma rules from treebanks: for every end of a word up to five bytes the script that
/// most words with it need, kept where it differs from the shorter end's, then the words that the
/// rules get wrong.
enum LemmaTraining {
  private struct Word: Hashable {
    var bytes: [UInt8]
    var group: UInt32
  }

  private struct End: Hashable {
    var end: [UInt8]
    var group: UInt32
  }

  static func train(_ sentences: [TreebankSentence]) -> [UInt8] {
    var counts: [Word: [LemmaModel.Script: Int]] = [:]
    for sentence in sentences {
      for token in sentence.forms.indices {
        guard let tag = UniversalTag(rawValue: sentence.universal[token]),
          let penn = PennTag(rawValue: sentence.penn[token]), sentence.lemmas[token] != "_"
        else { continue }
        let form = sentence.forms[token]
        let bytes = LemmaModel.plain(Array((tag == .propn ? form : form.lowercased()).utf8))
        let word = Word(bytes: bytes, group: LemmaModel.group(tag, penn))
        let lemma = LemmaModel.plain(Array(sentence.lemmas[token].utf8))
        counts[word, default: [:]][script(bytes, lemma), default: 0] += 1
      }
    }
    var best: [(word: Word, script: LemmaModel.Script)] = []
    for (word, scripts) in counts {
      if let script = most(scripts) { best.append((word, script)) }
    }
    best.sort {
      ($0.word.group, $0.word.bytes.description) < ($1.word.group, $1.word.bytes.description)
    }
    var byEnd: [End: [LemmaModel.Script: Int]] = [:]
    for (word, script) in best {
      for length in 0...min(LemmaModel.longestEnd, word.bytes.count)
      where script.cut <= max(length, 4) || length == LemmaModel.longestEnd {
        let end = End(end: word.bytes.suffix(length).map { $0 | 0x20 }, group: word.group)
        byEnd[end, default: [:]][script, default: 0] += 1
      }
    }
    var rules: [End: LemmaModel.Script] = [:]
    for end in byEnd.keys.sorted(by: { $0.end.count < $1.end.count }) {
      guard let scripts = byEnd[end], let script = most(scripts) else { continue }
      let total = scripts.values.reduce(0, +)
      if end.end.count > 0, total < 2 { continue }
      if rule(end.end.dropFirst(), end.group, rules) != script || end.end.isEmpty {
        rules[end] = script
      }
    }
    var scripts: [LemmaModel.Script: Int] = [:]
    func number(_ script: LemmaModel.Script) -> UInt32 {
      let next = scripts.count + 1
      return UInt32(scripts[script, default: next])
    }
    var entries: [(hash: UInt32, value: UInt32)] = []
    func add(_ hash: UInt32, _ script: LemmaModel.Script) {
      if scripts[script] == nil {
        guard scripts.count < 1 << LemmaModel.valueBits - 2 else { return }
        scripts[script] = scripts.count + 1
      }
      entries.append((hash, number(script)))
    }
    let sortedRules = rules.sorted {
      ($0.key.group, $0.key.end.description) < ($1.key.group, $1.key.end.description)
    }
    for (end, script) in sortedRules {
      add(LemmaModel.endKey(end.end, end.group), script)
    }
    for (word, script) in best {
      let folded = word.bytes.map { $0 | 0x20 }
      if rule(folded.suffix(LemmaModel.longestEnd), word.group, rules) != script {
        add(LemmaModel.wordKey(word.bytes, word.group), script)
      }
    }
    var bits = 10
    while entries.count * 10 > 7 << bits { bits += 1 }
    let slots = HashTable.slots(of: entries, bits: bits, valueBits: LemmaModel.valueBits)
    let data = scripts.sorted { $0.value < $1.value }.flatMap {
      [UInt8($0.key.cut), UInt8($0.key.append.count)] + $0.key.append
    }
    return ModelFile.data(.lemmas, [ModelFile.bytes([UInt32(bits)] + slots), data])
  }

  /// How many of a treebank's lemmas are right, percent, with its gold tags.
  static func share(_ sentences: [TreebankSentence], _ model: LemmaModel) -> Double {
    var right = 0
    var total = 0
    for sentence in sentences {
      for token in sentence.forms.indices {
        guard let tag = UniversalTag(rawValue: sentence.universal[token]) else { continue }
        let penn = PennTag(rawValue: sentence.penn[token]) ?? .none
        total += 1
        if model.lemma(sentence.forms[token], tag, penn) == sentence.lemmas[token] { right += 1 }
      }
    }
    return 100 * Double(right) / Double(max(1, total))
  }

  private static func rule(
    _ end: some Collection<UInt8>, _ group: UInt32, _ rules: [End: LemmaModel.Script]
  ) -> LemmaModel.Script? {
    var end = Array(end)
    while true {
      if let script = rules[End(end: end, group: group)] { return script }
      if end.isEmpty { return nil }
      end.removeFirst()
    }
  }

  private static func most(_ scripts: [LemmaModel.Script: Int]) -> LemmaModel.Script? {
    scripts.max {
      ($0.value, $1.key.append.description, $1.key.cut) < (
        $1.value, $0.key.append.description, $0.key.cut
      )
    }?.key
  }

  private static func script(_ form: [UInt8], _ lemma: [UInt8]) -> LemmaModel.Script {
    var common = 0
    while common < form.count, common < lemma.count, form[common] == lemma[common] { common += 1 }
    return .init(cut: min(255, form.count - common), append: Array(lemma[common...].prefix(60)))
  }
}
