internal import Language

/// A noun phrase that says what somebody is: "former NATO secretary general", "the mayor of Paris".
struct RolePhrase {
  /// The title itself, with its modifiers.
  var title: Range<Int>
  /// The whole phrase with article, owner and complement.
  var whole: Range<Int>
  /// The noun that decides.
  var head: Int
  var classes: NameLexicon.RoleClasses
  /// The index of the entity whose role it is.
  var owner: Int?
  /// The country that stands before the title where the complement tells another owner.
  var home: Int?
  /// Whether the phrase names an owner in words, known or not: "the ministry's spokesman".
  var hasOwner = false
  var isFormer = false
  var isPlural = false
  /// Whether the owner is only what the office is for: "the U.N. envoy for Syria".
  var isOwnerTopic = false
}

extension Reading {
  static let formerWords: Set<String> = [
    "former", "ex", "then", "late", "retired", "onetime", "previous", "ousted", "deposed",
    "erstwhile",
  ]
  /// How an office is held; they may stand before a title in capitals.
  static let statusWords: Set<String> = [
    "acting", "interim", "caretaker", "incumbent", "outgoing", "incoming", "deputy", "current",
    "new", "newly", "longtime", "embattled", "second", "junior", "senior", "chief",
  ]
  static let determiners: Set<String> = [
    "the", "a", "an", "his", "her", "their", "its", "this", "that", "another", "fellow", "both",
    "our", "my", "your", "two", "three", "several", "some", "any", "one", "each",
  ]
  /// Titles whose second word stands behind the noun: "Attorney General".
  private static let postposed: Set<String> = ["general", "elect", "designate", "emeritus", "ii"]
  /// Words that end a title.
  static let functionWords = Reading.entityWords["function word"]

  /// Reads the phrase around its head noun.
  ///
  /// - Parameter assumed: what a noun that no list has is taken for, by where it stands.
  func rolePhrase(head: Int, assumed: NameLexicon.RoleClasses = []) -> RolePhrase? {
    let known = roleClasses(at: head)
    var classes = known.isEmpty ? assumed : known
    if lowered[head] == "executive", head > 0, lowered[head - 1] == "chief" {
      classes.insert(.office)
    }
    guard !classes.isEmpty else { return nil }
    var end = head + 1
    // "Secretary General", "president-elect".
    if end < words.count, Self.postposed.contains(lowered[end]), sameSentence(head, end),
      lowered[end] != "general" || isCapitalised(head) || !isCapitalised(end)
    {
      end += 1
    } else if isJoiningHyphen(end), Self.postposed.contains(lowered[end + 1]) {
      end += 2
    }
    let word = lowered[head]
    var phrase = RolePhrase(
      title: head..<end, whole: head..<end, head: head, classes: classes, owner: nil)
    phrase.isPlural =
      word.hasSuffix("s") && word != "boss" && !word.hasSuffix("ss") || word.hasSuffix("men")
      || ["children", "wives"].contains(word)
    phrase.isFormer = word.hasPrefix("ex-") || word.hasPrefix("then-")
    readComplement(&phrase)
    readModifiers(&phrase)
    return phrase
  }

  static let landNouns: Set<String> = [
    "state", "province", "region", "country", "city", "town", "district", "county", "territory",
  ]

  /// Nouns of those who work for one person.
  private static let attendants: Set<String> = [
    "spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "lawyer",
    "attorney", "assistant", "bodyguard", "ally", "biographer", "staff", "deputy",
    "envoy", "supporter", "follower", "solicitor", "barrister", "driver", "physician", "doctor",
    "appointee", "nominee", "disciple", "critic", "admirer", "student", "pupil", "secretary",
  ]

  /// Whether a role may be of a person: relatives, aides, spokesmen.
  func servesPeople(_ phrase: RolePhrase) -> Bool {
    phrase.classes.contains(.relation) || Self.attendants.contains(lowered[phrase.head])
      || phrase.title.contains { lowered[$0] == "staff" }
  }

  /// Whether a token is a finite verb, as far as can be told.
  func isVerb(_ token: Int) -> Bool {
    guard token >= 0, token < words.count else { return false }
    switch analyzed.tokens[token].pennTag {
    case .verbPast, .verbPresent, .verbPresentThird, .modal: return true
    default: return false
    }
  }
}
