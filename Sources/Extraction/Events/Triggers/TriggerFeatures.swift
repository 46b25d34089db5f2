internal import Language

/// What the trigger model looks at around a word: its tree, the kinds of those who stand in it, the
/// words beside it, what is quoted and where in the text it is.
struct TriggerFeatures {
  let reading: Reading
  /// By token: the hash of its small letters, and the class its vector falls into.
  private(set) var words: [UInt32] = []
  private(set) var classes: [UInt32] = []
  private(set) var coarse: [UInt32] = []
  /// By token: its dependents, in order.
  private var firstChild: [Int] = []
  private var children: [Int] = []
  private var lemmas: [String?]
  private var kinds: [UInt32?]
  /// By token: the quote it stands in; -1: none.
  private(set) var quoteOf: [Int]

  /// What counts of the token under way: for every type of act alike, and for its own type.
  private(set) var shared: [UInt32] = []
  private(set) var own: [UInt32] = []

  init(_ reading: Reading, lexicon: Lexicon) {
    self.reading = reading
    let count = reading.analyzed.tokens.count
    lemmas = Array(repeating: nil, count: count)
    kinds = Array(repeating: nil, count: count)
    quoteOf = Array(repeating: -1, count: count)
    words.reserveCapacity(count)
    reading.analyzed.utf8.withUnsafeBufferPointer { bytes in
      for token in reading.analyzed.tokens {
        let form = WordForm(UnsafeBufferPointer(rebasing: bytes[token.bytes]), lexicon)
        words.append(form.key)
        classes.append(UInt32(form.fine))
        coarse.append(UInt32(form.coarse))
      }
    }
    firstChild = Array(repeating: 0, count: count + 1)
    for token in reading.analyzed.tokens where token.head >= 0 { firstChild[token.head + 1] += 1 }
    for index in 0..<count { firstChild[index + 1] += firstChild[index] }
    var next = firstChild
    children = Array(repeating: 0, count: firstChild[count])
    for (index, token) in reading.analyzed.tokens.enumerated() where token.head >= 0 {
      children[next[token.head]] = index
      next[token.head] += 1
    }
    for (index, quote) in reading.quotes.enumerated().reversed() {
      for token in quote.tokens { quoteOf[token] = index }
    }
  }

  func children(of token: Int) -> ArraySlice<Int> {
    children[firstChild[token]..<firstChild[token + 1]]
  }

  mutating func lemma(_ token: Int) -> String {
    if let lemma = lemmas[token] { return lemma }
    let lemma = reading.analyzed.lemma(token).lowercased()
    lemmas[token] = lemma
    return lemma
  }

  /// "V", "N" or "A", as the lexicon has it.
  func part(_ token: Int) -> UInt8 {
    switch reading.analyzed.tokens[token].tag {
    case .verb: 0x56
    case .adj: 0x41
    default: 0x4E
    }
  }

  /// The preposition that a dependent hangs on by.
  func preposition(of token: Int) -> Int? {
    children(of: token).first { reading.analyzed.tokens[$0].relation == .case }
  }

  // MARK: Kinds

  private enum Kind: UInt32 {
    case none, pronoun, actor, state, publicNoun, referredPerson, referredOfficial
    case referredOrganization, referredPlace
    /// Names; the kind of a body is mixed in.
    case person, official, personWithRole, organization, place, country, adjective
  }

  /// What kind of participant a word can be.
  mutating func kind(_ token: Int) -> UInt32 {
    if let kind = kinds[token] { return kind }
    let kind = findKind(token)
    kinds[token] = kind
    return kind
  }

  private func findKind(_ token: Int) -> UInt32 {
    if let name = reading.name(at: token) { return kind(ofName: name) }
    if let reference = reading.reference(at: token) {
      switch reading.entities[reference.entity].kind {
      case .person:
        return
          (reading.isPublic(.entity(reference.entity)) ? Kind.referredOfficial : .referredPerson)
          .rawValue
      case .organization: return Kind.referredOrganization.rawValue
      case .place: return Kind.referredPlace.rawValue
      }
    }
    let word = reading.lowered[token]
    switch reading.analyzed.tokens[token].tag {
    case .noun, .propn, .adj:
      if Self.publicNouns.contains(EventLexicon.singular(word)) { return Kind.publicNoun.rawValue }
      if reading.isStateNoun(word) { return Kind.state.rawValue }
      if reading.isActorNoun(word) { return Kind.actor.rawValue }
    default: break
    }
    switch reading.analyzed.tokens[token].pennTag {
    case .pronoun, .whPronoun: return Kind.pronoun.rawValue
    default: return Kind.none.rawValue
    }
  }

  private static let publicNouns = EventLexicon.words["public"]

  private func kind(ofName name: Int) -> UInt32 {
    let isAdjective = reading.names[name].kind == .adjective
    guard let entity = reading.entity(ofName: name) else { return Kind.adjective.rawValue }
    if reading.isCountry(entity) {
      return (isAdjective ? Kind.adjective : .country).rawValue
    }
    switch reading.entities[entity].kind {
    case .person:
      if reading.isPublic(.entity(entity)) { return Kind.official.rawValue }
      return (reading.entities[entity].roles.isEmpty ? Kind.person : .personWithRole).rawValue
    case .organization:
      let body = reading.entities[entity].bodyKind ?? ""
      return Hashing.mix(Kind.organization.rawValue, TriggerLexicon.hash(body))
    case .place: return (isAdjective ? Kind.adjective : .place).rawValue
    }
  }

  /// Whether a token names a state, a body of state or who holds its offices.
  func isPublic(_ token: Int) -> Bool {
    if let name = reading.name(at: token), let entity = reading.entity(ofName: name) {
      return reading.isPublic(.entity(entity))
    }
    return reading.isStateNoun(reading.lowered[token])
  }

  // MARK: Features

  private static let relations = Dictionary(
    uniqueKeysWithValues: Relation.allCases.enumerated().map { ($1, UInt32($0)) })
  private static let tags = Dictionary(
    uniqueKeysWithValues: UniversalTag.allCases.enumerated().map { ($1, UInt32($0)) })
  private static let pennTags = Dictionary(
    uniqueKeysWithValues: PennTag.allCases.enumerated().map { ($1, UInt32($0)) })

  private func relation(_ token: Int) -> UInt32 {
    Self.relations[reading.analyzed.tokens[token].relation] ?? 0
  }

  private static let telling: Set<Relation> = [
    .nsubj, .nsubjPass, .obj, .iobj, .oblAgent, .nmodPoss, .compound, .amod, .xcomp, .ccomp, .acl,
    .aclRelcl, .advcl, .aux, .auxPass, .advmod, .compoundPrt, .csubj, .det, .cop, .appos,
    .parataxis,
    .nummod, .mark, .conj,
  ]
  private static let tellingWords: Set<Relation> = [
    .obj, .nsubjPass, .compound, .compoundPrt, .xcomp, .amod, .nmodPoss, .nsubj,
  ]
  private static let oblique: Set<Relation> = [.obl, .oblUnmarked, .nmod, .nmodUnmarked, .nmodDesc]

  private mutating func both(_ template: UInt32, _ a: UInt32, _ b: UInt32 = 0) {
    let feature = Hashing.mix(Hashing.mix(template, a), b)
    shared.append(feature)
    own.append(feature)
  }

  private mutating func ownOnly(
    _ template: UInt32, _ a: UInt32, _ b: UInt32 = 0, _ c: UInt32 = 0
  ) {
    own.append(Hashing.mix(Hashing.mix(Hashing.mix(template, a), b), c))
  }

  /// Gathers the features of a token into `shared` and `own`.
  mutating func look(at token: Int) {
    shared.removeAll(keepingCapacity: true)
    own.removeAll(keepingCapacity: true)
    let tokens = reading.analyzed.tokens
    let tag = Self.tags[tokens[token].tag] ?? 0
    let lemma = self.lemma(token)
    let word = TriggerLexicon.hash(lemma)
    both(1, 0)
    both(2, tag)
    both(3, Self.pennTags[tokens[token].pennTag] ?? 0)
    both(4, relation(token))
    both(5, word, tag)
    both(6, classes[token])
    both(7, coarse[token])
    both(8, coarse[token], tag)
    ownOnly(9, TriggerLexicon.hash(String(lemma.suffix(4))))
    lookAtChildren(of: token, word: word)
    lookAtHead(of: token, word: word)
    let sentence = reading.analyzed.sentences[reading.sentenceOf[token]].tokens
    for step in [-2, -1, 1, 2] where sentence.contains(token + step) {
      let place = UInt32(step + 2)
      both(30, place, words[token + step])
      both(31, place, classes[token + step])
      if abs(step) == 1 { ownOnly(32, place, word, words[token + step]) }
    }
    both(33, reading.quoted[token] ? 1 : 0)
    both(34, quoteOf[token] >= 0 ? 1 : 0)
    both(35, reading.isBackground(token) ? 1 : 0)
    if quoteOf[token] >= 0 {
      let kind = UInt32(reading.quotes[quoteOf[token]].kind.rawValue.utf8.first ?? 0)
      both(36, kind)
      both(37, kind, tag)
    }
    both(38, UInt32(depth(token, most: 4)))
  }

  /// 0 in the title, else 1 and more by the sentence.
  func depth(_ token: Int, most: Int) -> Int {
    let sentence = reading.sentenceOf[token] - reading.titleSentences
    return sentence < 0 ? 0 : 1 + min(most, sentence)
  }

  private mutating func lookAtChildren(of token: Int, word: UInt32) {
    let tokens = reading.analyzed.tokens
    let fine = classes[token]
    var hasSubject = false
    var hasObject = false
    var hasPassiveSubject = false
    // Of an endless list the first tell enough.
    for child in children(of: token).prefix(24) {
      let relation = tokens[child].relation
      let number = self.relation(child)
      if Self.telling.contains(relation) {
        let kind = self.kind(child)
        both(10, number)
        both(11, number, kind)
        ownOnly(12, number, classes[child])
        ownOnly(13, number, words[child])
        ownOnly(14, word, number, kind)
        ownOnly(15, fine, number, kind)
        if Self.tellingWords.contains(relation) {
          ownOnly(16, word, number, words[child])
          ownOnly(17, word, number, classes[child])
          ownOnly(18, fine, number, classes[child])
        }
      } else if Self.oblique.contains(relation) {
        let kind = self.kind(child)
        let preposition = self.preposition(of: child).map { words[$0] } ?? 0
        both(19, preposition)
        both(20, preposition, kind)
        ownOnly(21, word, preposition)
        ownOnly(22, word, preposition, classes[child])
        ownOnly(23, preposition, classes[child])
      }
      switch relation {
      case .nsubj: hasSubject = true
      case .obj: hasObject = true
      case .nsubjPass: hasPassiveSubject = true
      default: break
      }
    }
    both(24, (hasSubject ? 1 : 0) | (hasObject ? 2 : 0) | (hasPassiveSubject ? 4 : 0))
    if !hasSubject { both(25, 1) }
    if !hasObject { both(25, 2) }
    if !hasPassiveSubject { both(25, 3) }
  }

  private mutating func lookAtHead(of token: Int, word: UInt32) {
    let tokens = reading.analyzed.tokens
    let head = tokens[token].head
    guard head >= 0 else { return }
    let number = relation(token)
    both(40, number, words[head])
    both(41, classes[head])
    both(42, number, classes[head])
    both(43, number, Self.tags[tokens[head].tag] ?? 0)
    ownOnly(44, word, words[head])
    guard [.xcomp, .conj, .advcl].contains(tokens[token].relation),
      !children(of: token).contains(where: { tokens[$0].relation == .nsubj }),
      let subject = children(of: head).first(where: {
        [.nsubj, .nsubjPass].contains(tokens[$0].relation)
      })
    else { return }
    both(45, kind(subject))
  }
}
