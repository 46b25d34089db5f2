/// Universal and Penn tags together, greedy from left to right, by an averaged perceptron.
///
/// The file's sections: the classes (two bytes each: universal tag, Penn tag), the words that have
/// one tag beyond doubt, the sets of tags words were seen with (both [bits] with a table's slots),
/// the model's slots and blocks.
package struct Tagger: @unchecked Sendable {
  package static let dictionaryValueBits = 10

  private let classes: UnsafeBufferPointer<UInt8>
  package var classCount: Int { model.classCount }
  package let dictionary: TagDictionary
  private let model: SparseModel

  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let file = ModelFile(.tagger, bytes), file.sections.count == 5,
      let model = SparseModel(file.words(3), file.bytes(4)),
      let dictionary = TagDictionary(certain: file.words(1), ambiguity: file.words(2))
    else { return nil }
    classes = file.bytes(0)
    self.dictionary = dictionary
    self.model = model
  }

  /// The numbers `tag` needs room for.
  package static let scratch = 3 * TaggerFeatures.capacity + 256

  /// Tags one sentence; `tags` gets the classes, `scratch` holds `Tagger.scratch` numbers, aligned to
  /// eight bytes.
  package func tag(
    _ forms: UnsafeMutablePointer<WordForm>, _ count: Int, _ tags: UnsafeMutablePointer<UInt8>,
    _ scratch: UnsafeMutablePointer<UInt32>
  ) {
    dictionary.look(up: forms, count)
    let found = UnsafeMutableRawPointer(scratch + TaggerFeatures.capacity)
      .bindMemory(to: UInt64.self, capacity: TaggerFeatures.capacity)
    let scores = UnsafeMutableRawPointer(scratch + 3 * TaggerFeatures.capacity)
      .bindMemory(to: Int32.self, capacity: 256)
    var previous: UInt32 = 254
    var beforePrevious: UInt32 = 255
    for index in 0..<count {
      var best = UInt8(forms[index].certain)
      if best > 0 {
        best -= 1
      } else {
        let features = TaggerFeatures.fill(scratch, forms, index, count, previous, beforePrevious)
        scores.update(repeating: 0, count: model.classCount)
        model.score(scratch, features, scores, found)
        best = UInt8(model.best(scores))
      }
      tags[index] = best
      beforePrevious = previous
      previous = UInt32(best)
    }
  }

  /// The tags of a class.
  package func universal(_ label: UInt8) -> UniversalTag {
    UniversalTag.allCases[Int(classes[2 * Int(label)])]
  }

  package func penn(_ label: UInt8) -> PennTag {
    PennTag.allCases[Int(classes[2 * Int(label) + 1])]
  }
}

/// Words whose tags are known from the training corpora.
package struct TagDictionary: Sendable {
  private let certain: HashTable
  private let ambiguity: HashTable

  /// Each [bits] with the slots behind it.
  package init?(certain: UnsafeBufferPointer<UInt32>, ambiguity: UnsafeBufferPointer<UInt32>) {
    func table(_ words: UnsafeBufferPointer<UInt32>) -> HashTable? {
      guard words.count > 1, words[0] < 30, words.count == 1 + 1 << Int(words[0]),
        let base = words.baseAddress
      else { return nil }
      return HashTable(base + 1, bits: Int(words[0]), valueBits: Tagger.dictionaryValueBits)
    }
    guard let certain = table(certain), let ambiguity = table(ambiguity) else { return nil }
    self.certain = certain
    self.ambiguity = ambiguity
  }

  @inline(__always)
  package func look(up forms: UnsafeMutablePointer<WordForm>, _ count: Int) {
    for index in 0..<count {
      forms[index].certain = UInt8(certain.value(forms[index].word))
      forms[index].ambiguity = UInt16(ambiguity.value(forms[index].lower))
    }
  }
}
