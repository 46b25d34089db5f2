/// What the name model knows of every token of a document before it labels one.
package struct NameToken {
  package var form: WordForm
  package var tag: UInt32 = 0
  /// Classes of the list entries that start here, that go on here, and whether one has more words.
  package var starting: UInt16 = 0
  package var inside: UInt16 = 0
  package var isLong = false
  /// Far from every capital in a sentence that has some: no name, whatever it is.
  package var isPlain = false
  /// How it is written: small, capital at the start of a sentence, capital elsewhere, all capitals,
  /// digits, the rest.
  package var manner: UInt32 = 0
  /// The run of capitalised words it stands in: first and last token, with "of" and the like
  /// between; the run without those.
  package var run: Range<Int32> = 0..<0
  package var strictRun: Range<Int32> = 0..<0
  /// Its entry among the document's words; -1: none.
  package var entry: Int32 = -1
}

/// What a document says elsewhere of a capitalised word.
package struct DocumentWord {
  var key: UInt32 = 0
  package var flags: UInt32 = 0
  package var before: UInt32 = 0
  package var after: UInt32 = 0
  package var count: Int32 = 0
  /// The list classes of the word that stands before it or behind it in a run.
  package var classesBefore: UInt16 = 0
  package var lastOfRun: UInt32 = 0
  package var longestRun: Int32 = 0

  enum Flag {
    static let afterTitle: UInt32 = 1
    static let afterPlacePreposition: UInt32 = 2
    static let afterThe: UInt32 = 4
    static let inBrackets: UInt32 = 8
    static let beforeSaying: UInt32 = 16
    static let beforePossessive: UInt32 = 32
    static let afterCapital: UInt32 = 64
    static let beforeCapital: UInt32 = 128
    static let small: UInt32 = 256
    static let inSentence: UInt32 = 512
    static let afterGivenName: UInt32 = 1024
    static let beforeComma: UInt32 = 2048
  }
}

/// Builds `NameToken`s for a document. One pass over its tokens for each kind of knowledge; words
/// of the document are kept in a hash table in memory of its own.
package struct NameContext: ~Copyable {
  package let tokens: UnsafeMutablePointer<NameToken>
  package let count: Int
  package private(set) var words: UnsafeMutablePointer<DocumentWord>
  private let mask: Int

  /// Words with a meaning for the document's features, by key.
  private struct Keys: Sendable {
    let the = WordForm.key(of: "the")
    let possessive = WordForm.key(of: "'s")
    let comma = WordForm.key(of: ",")
    let open = WordForm.key(of: "(")
    let close = WordForm.key(of: ")")
    let prepositions = ["in", "at", "from", "near", "across", "to"].map(WordForm.key(of:))
    let saying = ["said", "says", "told", "added", "tweeted", "wrote", "announced", "claimed"]
      .map(WordForm.key(of:))
    let joiners = ["of", "the", "and", "for", "&", "de", "al", "on", "'s", "in"]
      .map(WordForm.key(of:))
    let openers = ["\"", "'", "(", ":", "-", "--", "•", "*", "[", "``"].map(WordForm.key(of:))
  }
  private static let keys = Keys()

  package init(
    forms: UnsafePointer<WordForm>, tags: UnsafePointer<UInt8>, count: Int,
    sentences: [Sentence], gazetteer: NameGazetteer
  ) {
    self.count = count
    tokens = .allocate(capacity: max(1, count))
    for index in 0..<count {
      var token = NameToken(form: forms[index])
      token.tag = UInt32(tags[index])
      (tokens + index).initialize(to: token)
    }
    var size = 64
    while size < count { size *= 2 }
    mask = size - 1
    words = .allocate(capacity: size)
    words.initialize(repeating: DocumentWord(), count: size)
    for sentence in sentences {
      mark(sentence.tokens)
      gazetteer.match(tokens, sentence.tokens)
    }
    for sentence in sentences { collect(sentence.tokens) }
  }

  deinit {
    tokens.deallocate()
    words.deallocate()
  }

  /// Fills manner and runs.
  private func mark(_ range: Range<Int>) {
    let keys = Self.keys
    var capitals = 0
    var wordCount = 0
    for index in range {
      let flags = tokens[index].form.flags
      if flags.contains(.small) || flags.contains(.capital) {
        wordCount += 1
        if flags.contains(.capital) { capitals += 1 }
      }
    }
    let isHeadline = wordCount > 3 && capitals * 10 > wordCount * 7
    for index in range {
      let flags = tokens[index].form.flags
      let isStart =
        index == range.lowerBound || keys.openers.contains(tokens[index - 1].form.key)
      var manner: UInt32
      if flags.contains(.digit) {
        manner = flags.contains(.capital) ? 6 : 5
      } else if flags.contains(.allCapitals) {
        manner = 4
      } else if flags.contains(.capital) {
        manner = isStart ? 2 : 3
      } else {
        manner = flags.contains(.small) ? 1 : 0
      }
      if isHeadline { manner += 8 }
      tokens[index].manner = manner
    }
    markPlain(range)
    var index = range.lowerBound
    while index < range.upperBound {
      guard tokens[index].form.flags.contains(.capital) else {
        index += 1
        continue
      }
      var end = index + 1
      var strictStart = index
      func closeStrict(_ upper: Int) {
        for at in strictStart..<upper {
          tokens[at].strictRun = Int32(strictStart)..<Int32(upper)
        }
      }
      while end < range.upperBound, end - index < 24 {
        if tokens[end].form.flags.contains(.capital) {
          end += 1
          continue
        }
        var next = end
        while next < range.upperBound, next - end < 2,
          !tokens[next].form.flags.contains(.capital),
          keys.joiners.contains(tokens[next].form.key)
        { next += 1 }
        guard next > end, next < range.upperBound, tokens[next].form.flags.contains(.capital)
        else { break }
        closeStrict(end)
        strictStart = next
        end = next + 1
      }
      closeStrict(end)
      for at in index..<end { tokens[at].run = Int32(index)..<Int32(end) }
      index = end
    }
  }

  /// Finds the tokens without a capital among the two before and the two behind.
  private func markPlain(_ range: Range<Int>) {
    func isCapital(_ index: Int) -> Bool {
      range.contains(index) && tokens[index].form.flags.contains(.capital)
    }
    guard range.contains(where: isCapital) else { return }
    var last = range.lowerBound - 3
    for index in range {
      if isCapital(index) { last = index }
      tokens[index].isPlain =
        index - last > 2 && !isCapital(index + 1) && !isCapital(index + 2)
    }
  }

  @inline(__always)
  private func slot(_ key: UInt32) -> Int {
    var index = Int(Hashing.spread(key)) & mask
    while words[index].key != 0, words[index].key != key { index = (index + 1) & mask }
    return index
  }

  /// Gathers what the document says of its capitalised words.
  private func collect(_ range: Range<Int>) {
    let keys = Self.keys
    for index in range {
      let form = tokens[index].form
      let isCapital = form.flags.contains(.capital)
      guard isCapital || form.flags.contains(.small), form.key != 0 else { continue }
      let at = slot(form.key)
      words[at].key = form.key
      tokens[index].entry = Int32(at)
      guard isCapital else {
        words[at].flags |= DocumentWord.Flag.small
        continue
      }
      var flags: UInt32 = 0
      words[at].count += 1
      if tokens[index].manner & 7 >= 3, tokens[index].manner < 8 {
        flags |= DocumentWord.Flag.inSentence
      }
      if index > range.lowerBound {
        let previous = tokens[index - 1]
        if previous.starting & GazetteerClasses.title.rawValue != 0
          || previous.inside & GazetteerClasses.title.rawValue != 0
        {
          flags |= DocumentWord.Flag.afterTitle
        }
        if keys.prepositions.contains(previous.form.key) {
          flags |= DocumentWord.Flag.afterPlacePreposition
        }
        if previous.form.key == keys.the { flags |= DocumentWord.Flag.afterThe }
        if previous.form.flags.contains(.capital), tokens[index].manner < 8 {
          flags |= DocumentWord.Flag.afterCapital
          if words[at].before == 0 { words[at].before = previous.form.key }
          words[at].classesBefore |= previous.starting
          if previous.starting & GazetteerClasses.givenName.rawValue != 0 {
            flags |= DocumentWord.Flag.afterGivenName
          }
        }
        if previous.form.key == keys.open, index + 1 < range.upperBound,
          tokens[index + 1].form.key == keys.close
        {
          flags |= DocumentWord.Flag.inBrackets
        }
      }
      if index + 1 < range.upperBound {
        let next = tokens[index + 1]
        if keys.saying.contains(next.form.key) { flags |= DocumentWord.Flag.beforeSaying }
        if next.form.key == keys.possessive { flags |= DocumentWord.Flag.beforePossessive }
        if next.form.key == keys.comma { flags |= DocumentWord.Flag.beforeComma }
        if next.form.flags.contains(.capital), tokens[index].manner < 8 {
          flags |= DocumentWord.Flag.beforeCapital
          if words[at].after == 0 { words[at].after = next.form.key }
        }
      }
      words[at].flags |= flags
      let run = tokens[index].strictRun
      if tokens[index].manner < 8, Int32(run.count) > words[at].longestRun {
        words[at].longestRun = Int32(run.count)
        words[at].lastOfRun = tokens[Int(run.upperBound) - 1].form.key
      }
    }
  }
}

/// The lists of names as one table: a phrase's key is its tokens' keys joined.
package struct NameGazetteer: @unchecked Sendable {
  private static let valueBits: UInt32 = 12
  private let index: PerfectHash
  private let slots: UnsafePointer<UInt32>

  /// [slots, buckets] with the slots and the buckets' moves behind them. A slot: the classes in 12
  /// bits, above them 20 of the key's hash.
  package init?(_ words: UnsafeBufferPointer<UInt32>) {
    guard words.count > 2, let base = words.baseAddress, words[0] > 0, words[1] > 0,
      words[0] < 1 << 24, words[1] < 1 << 24,
      words.count == 2 + Int(words[0]) + PerfectHash.words(ofBuckets: words[1])
    else { return nil }
    slots = base + 2
    index = PerfectHash(
      slotCount: Int(words[0]), bucketCount: Int(words[1]),
      moves: UnsafeRawPointer(base + 2 + Int(words[0])).assumingMemoryBound(to: UInt16.self))
  }

  /// The section for phrases' keys, all different, and their classes.
  package static func section(_ entries: [(key: UInt32, classes: UInt16)]) -> [UInt8] {
    let keys = entries.map { Hashing.spread($0.key) }
    let plan = PerfectHash.plan(keys)
    var slots = [UInt32](repeating: 0, count: plan.slotCount)
    for (index, place) in plan.places.enumerated() {
      slots[place] = keys[index] << valueBits | UInt32(entries[index].classes)
    }
    let header = [UInt32(plan.slotCount), UInt32(plan.moves.count)]
    return ModelFile.bytes(header + slots) + plan.moveBytes
  }

  @inline(__always)
  private func value(_ key: UInt32) -> UInt16 {
    let spread = Hashing.spread(key)
    let slot = slots[index.place(spread)]
    let classes = slot & (1 << Self.valueBits - 1)
    return slot - classes == spread << Self.valueBits ? UInt16(classes) : 0
  }

  @inline(__always)
  package static func join(_ phrase: UInt32, _ key: UInt32) -> UInt32 {
    Hashing.mix(phrase, key)
  }

  /// Marks the entries found in a sentence: at every capitalised token the longest.
  func match(_ tokens: UnsafeMutablePointer<NameToken>, _ range: Range<Int>) {
    for start in range {
      let flags = tokens[start].form.flags
      guard flags.contains(.capital) || flags.contains(.small) else { continue }
      var key = tokens[start].form.key
      var end = start + 1
      var longest = 0
      var found: UInt16 = 0
      while true {
        let value = value(key)
        if value & GazetteerClasses.all.rawValue != 0 {
          longest = end - start
          found = value & GazetteerClasses.all.rawValue
        }
        guard value & GazetteerClasses.start.rawValue != 0, end < range.upperBound,
          end - start < 8
        else { break }
        key = Self.join(key, tokens[end].form.key)
        end += 1
      }
      // In small letters only titles count.
      if !flags.contains(.capital) { found &= GazetteerClasses.title.rawValue }
      guard found != 0, longest > 0 else { continue }
      tokens[start].starting |= found
      if longest > 1 {
        tokens[start].isLong = true
        for at in start + 1..<start + longest {
          tokens[at].inside |= found
          tokens[at].isLong = true
        }
      }
    }
  }
}
