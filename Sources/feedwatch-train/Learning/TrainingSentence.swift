import Language

/// A treebank sentence with all that training asks of it computed.
struct TrainingSentence {
  var forms: [WordForm]
  /// Gold classes of the tagger; -1 where the class was too rare to keep.
  var gold: [Int]
  /// Predicted ones.
  var tags: [UInt8]
  /// 0-based heads; the count of tokens stands for the root.
  var heads: [Int]
  /// Relations, as indices into `Relation.allCases`.
  var relations: [Int]
  var source: TreebankSentence

  init(_ source: TreebankSentence, _ lexicon: Lexicon) {
    forms = source.forms.map { form in
      Array(form.utf8).withUnsafeBufferPointer { WordForm($0, lexicon) }
    }
    gold = []
    tags = Array(repeating: 0, count: forms.count)
    heads = source.heads.map { $0 == 0 ? source.forms.count : $0 - 1 }
    relations = source.relations.map { name in
      let relation =
        Relation(rawValue: name) ?? Relation(rawValue: String(name.prefix { $0 != ":" })) ?? .dep
      return Relation.allCases.firstIndex(of: relation) ?? 0
    }
    self.source = source
  }
}
