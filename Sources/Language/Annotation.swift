/// The part-of-speech tags of Universal Dependencies v2
/// (<https://universaldependencies.org/u/pos/>), by their names in CoNLL-U.
public enum UniversalTag: String, CaseIterable, Sendable {
  case adj = "ADJ"
  case adp = "ADP"
  case adv = "ADV"
  case aux = "AUX"
  case cconj = "CCONJ"
  case det = "DET"
  case intj = "INTJ"
  case noun = "NOUN"
  case num = "NUM"
  case part = "PART"
  case pron = "PRON"
  case propn = "PROPN"
  case punct = "PUNCT"
  case sconj = "SCONJ"
  case sym = "SYM"
  case verb = "VERB"
  case other = "X"
}

/// The tags of the Penn Treebank as UD's English treebanks use them, by their names there.
public enum PennTag: String, CaseIterable, Sendable {
  case noun = "NN"
  case nounPlural = "NNS"
  case properNoun = "NNP"
  case properNounPlural = "NNPS"
  case adjective = "JJ"
  case adjectiveComparative = "JJR"
  case adjectiveSuperlative = "JJS"
  case adverb = "RB"
  case adverbComparative = "RBR"
  case adverbSuperlative = "RBS"
  case verbBase = "VB"
  case verbPast = "VBD"
  case verbGerund = "VBG"
  case verbPastParticiple = "VBN"
  case verbPresent = "VBP"
  case verbPresentThird = "VBZ"
  case modal = "MD"
  case preposition = "IN"
  case to = "TO"
  case determiner = "DT"
  case predeterminer = "PDT"
  case whDeterminer = "WDT"
  case whPronoun = "WP"
  case whPossessive = "WP$"
  case whAdverb = "WRB"
  case pronoun = "PRP"
  case pronounPossessive = "PRP$"
  case possessive = "POS"
  case number = "CD"
  case conjunction = "CC"
  case existential = "EX"
  case particle = "RP"
  case interjection = "UH"
  case foreign = "FW"
  case symbol = "SYM"
  case listMarker = "LS"
  case currency = "$"
  case sentenceEnd = "."
  case comma = ","
  case colon = ":"
  case openQuote = "``"
  case closeQuote = "''"
  case leftBracket = "-LRB-"
  case rightBracket = "-RRB-"
  case hyphen = "HYPH"
  case otherPunctuation = "NFP"
  case address = "ADD"
  case goesWith = "GW"
  case affix = "AFX"
  case none = "XX"
}

/// The dependency relations of UD's English treebanks, subtypes included, by their names there.
public enum Relation: String, CaseIterable, Sendable {
  case root
  case nsubj
  case nsubjPass = "nsubj:pass"
  case nsubjOuter = "nsubj:outer"
  case csubj
  case csubjPass = "csubj:pass"
  case csubjOuter = "csubj:outer"
  case obj
  case iobj
  case obl
  case oblAgent = "obl:agent"
  case oblUnmarked = "obl:unmarked"
  case ccomp
  case xcomp
  case advcl
  case advclRelcl = "advcl:relcl"
  case advmod
  case acl
  case aclRelcl = "acl:relcl"
  case amod
  case appos
  case nmod
  case nmodPoss = "nmod:poss"
  case nmodUnmarked = "nmod:unmarked"
  case nmodDesc = "nmod:desc"
  case nummod
  case compound
  case compoundPrt = "compound:prt"
  case flat
  case fixed
  case det
  case detPredet = "det:predet"
  case `case`
  case mark
  case aux
  case auxPass = "aux:pass"
  case cop
  case cc
  case ccPreconj = "cc:preconj"
  case conj
  case parataxis
  case discourse
  case vocative
  case expl
  case list
  case dislocated
  case orphan
  case reparandum
  case goeswith
  case punct
  case dep
}

/// The type of a name.
public enum NameType: UInt8, CaseIterable, Sendable {
  case person, organization, location
}

/// One token of a text: a word, a number, a punctuation mark, by the English conventions of
/// Universal Dependencies ("don't" is "do" + "n't", "Japan's" is "Japan" + "'s").
public struct Token: Sendable {
  /// Where the token stands in the text's UTF-8, in bytes, half-open.
  public var bytes: Range<Int>
  public var tag: UniversalTag = .other
  public var pennTag: PennTag = .none
  /// The token this one depends on, an index into `AnalyzedText.tokens`; -1 for a sentence's root.
  public var head: Int = -1
  /// The kind of that dependency.
  public var relation: Relation = .dep

  public init(bytes: Range<Int>) {
    self.bytes = bytes
  }
}

/// One sentence: a run of tokens with one root. A paragraph's end is a sentence's end.
public struct Sentence: Sendable {
  /// Its tokens, as indices into `AnalyzedText.tokens`.
  public var tokens: Range<Int>
  /// The paragraph it stands in, counted from 0. A paragraph is a line of the text that is not
  /// blank.
  public var paragraph: Int

  public init(tokens: Range<Int>, paragraph: Int) {
    self.tokens = tokens
    self.paragraph = paragraph
  }
}

/// A name found in the text: it stands without its title, its article and its 's.
public struct NamedSpan: Sendable {
  /// Its tokens, as indices into `AnalyzedText.tokens`.
  public var tokens: Range<Int>
  public var type: NameType
  /// How sure the model is, 0 to 1.
  public var confidence: Double

  public init(tokens: Range<Int>, type: NameType, confidence: Double) {
    self.tokens = tokens
    self.type = type
    self.confidence = confidence
  }
}
