/// The closed classes of English words that tell where phrases and clauses start and end.
enum ClosedClasses {
  static let determiners: Set<String> = [
    "the", "a", "an", "this", "that", "these", "those", "some", "any", "no", "each", "every",
    "another", "both", "all", "many", "several", "few", "most", "other", "one", "two", "three",
    "his", "her", "its", "their", "our", "my", "your",
  ]
  static let possessives: Set<String> = ["his", "her", "its", "their", "our", "my", "your"]
  static let subjectPronouns: Set<String> = ["he", "she", "they", "it", "we", "i", "you"]
  static let relatives: Set<String> = ["who", "which", "that", "whom"]
  static let questionWords: Set<String> = [
    "whether", "if", "how", "why", "what", "when", "where", "who", "which",
  ]
  static let prepositions: Set<String> = [
    "in", "on", "at", "by", "for", "from", "of", "to", "with", "via", "through", "during",
    "after", "before", "about", "against", "between", "among", "under", "over", "near", "outside",
    "inside", "into", "without", "within", "despite", "amid", "upon", "following", "behind",
    "across", "around", "amongst", "besides", "toward", "towards", "per", "until", "since", "ahead",
    "close", "regarding",
  ]
  static let conjunctions: Set<String> = [
    "but", "or", "nor", "yet", "if", "when", "while", "because", "as", "although", "though",
    "unless", "until", "than", "so", "where", "how", "what", "why", "whether", "whereas", "once",
    "since", "after", "before",
  ]
  static let modals: Set<String> = [
    "will", "would", "can", "could", "may", "might", "must", "shall", "should", "'ll", "’ll",
    "'d", "’d", "wo", "ca",
  ]
  static let be: Set<String> = [
    "is", "are", "was", "were", "be", "been", "being", "am", "'re", "’re", "'m", "’m",
  ]
  static let haveAndDo: Set<String> = [
    "has", "have", "had", "having", "'ve", "’ve", "do", "does", "did", "got", "gets", "get",
  ]
  static let negations: Set<String> = ["not", "n't", "n’t", "never", "nor", "neither"]
  static let adverbs: Set<String> = [
    "also", "later", "earlier", "then", "now", "again", "just", "even", "still", "further",
    "once", "already", "previously", "first", "soon", "today", "yesterday", "tomorrow", "there",
    "here", "only", "too", "instead", "therefore", "thus", "moreover", "meanwhile", "however",
    "nevertheless", "since", "often", "always", "sometimes", "ever", "long", "himself", "herself",
    "themselves", "itself", "tonight", "ago", "simply", "merely", "famously", "well", "recently",
    "not", "n't", "n’t", "never",
  ]
  static let timeWords: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.",
    "oct.", "nov.", "dec.", "today", "yesterday", "tomorrow", "tonight", "morning", "afternoon",
    "evening", "night", "week", "month", "year", "weekend", "earlier", "later", "late", "early",
    "last", "this", "next", "ago", "day", "days", "weeks", "months", "years", "mon", "tue", "wed",
    "thu", "fri", "sat", "sun", "noon", "midnight", "recently", "hours", "minutes",
  ]
  static let openMarks: Set<String> = ["\"", "“", "„", "«", "``", "‘"]
  static let closeMarks: Set<String> = ["\"", "”", "»", "''", "’"]
  static let dashes: Set<String> = ["-", "--", "–", "—", "―"]
  static let sentenceEnds: Set<String> = [".", "!", "?", "…", "..."]

  static func isAuxiliary(_ word: String) -> Bool {
    modals.contains(word) || be.contains(word) || haveAndDo.contains(word)
  }

  static func isAdverb(_ word: String) -> Bool {
    adverbs.contains(word)
      || word.count > 4 && word.hasSuffix("ly")
        && ![
          "family", "assembly", "supply", "reply", "ally", "bully", "italy", "daily", "weekly",
          "monthly", "july", "elderly",
        ].contains(word)
  }
}
