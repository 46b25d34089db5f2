internal import Language

/// What the letters of a word say: the tests that all name sieves share.
extension Reading {
  var lexicon: NameLexicon { gazetteer.lexicon }

  /// Classes of words by which names, roles and their bearers are told.
  static let entityWords = EntityLexicons.words()

  static let calendarWords = Reading.entityWords["calendar"]

  /// Words that are capitalised only because a sentence starts with them.
  static let starters = Reading.entityWords["starter"]

  /// Whether a token's capital is that of a name, as far as one word can tell.
  func isNamePart(_ token: Int) -> Bool {
    guard token >= 0, token < words.count, isCapitalised(token), isWord(token) else { return false }
    if Self.calendarWords.contains(words[token]) { return false }
    if words[token] == "I" || words[token] == "I." && isSentenceStart(token) { return false }
    guard Self.starters.contains(lowered[token]), !isAcronym(token) else { return true }
    // The capital of a sentence or of a quoted one; "The" is part of no name here.
    return !isSentenceStart(token) && isWord(token - 1)
      && !["The", "A", "An"].contains(words[token])
  }

  /// Names' small words, inside a person's name: "bin", "von der", "al-".
  static let particles = Reading.entityWords["particle"]

  /// Whether two tokens stand in one sentence.
  func sameSentence(_ first: Int, _ second: Int) -> Bool {
    first >= 0 && second >= 0 && first < words.count && second < words.count
      && sentenceOf[first] == sentenceOf[second]
  }

  /// Whether a hyphen at a token joins what stands before and behind it.
  func isJoiningHyphen(_ token: Int) -> Bool {
    token > 0 && token + 1 < words.count && ["-", "‐", "‑", "–"].contains(words[token])
      && !hasSpaceBefore(token) && !hasSpaceBefore(token + 1)
  }

  static let possessives: Set<String> = ["'s", "’s", "'", "’"]

  func isPossessive(_ token: Int) -> Bool {
    token > 0 && token < words.count && Self.possessives.contains(words[token])
      && !hasSpaceBefore(token)
  }

  /// "116th", "43rd".
  func isOrdinal(_ token: Int) -> Bool {
    guard token >= 0, token < words.count, let first = words[token].utf8.first,
      first >= 0x30 && first <= 0x39
    else { return false }
    return ["st", "nd", "rd", "th"].contains { lowered[token].hasSuffix($0) }
  }

  /// "GitHub", "LiveLeak": a capital inside a word is a brand's, but for "McCarthy" and "O'Rourke".
  func isCamelCase(_ token: Int) -> Bool {
    let scalars = Array(words[token].unicodeScalars)
    guard scalars.count > 4 else { return false }
    for index in 1..<scalars.count
    where scalars[index].properties.isUppercase && scalars[index - 1].properties.isLowercase {
      let prefix = String(String.UnicodeScalarView(scalars[..<index]))
      return !["Mc", "Mac", "De", "Di", "La", "Le", "Fitz", "Van", "Du", "Da", "Del", "Ma", "Mag"]
        .contains(prefix)
    }
    return false
  }

  /// A word without diacritics: "Erdoğan" and "Erdogan" are one name.
  static func folded(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
    var folded = ""
    for character in word {
      folded += plainLetters[character] ?? String(character)
    }
    return folded
  }

  private static let plainLetters: [Character: String] = {
    let table = [
      "a": "áàâäãåāăą", "c": "çćčĉ", "d": "ďđð", "e": "éèêëēėęě", "g": "ğģ", "h": "ĥħ",
      "i": "íìîïīįı", "k": "ķ", "l": "łľĺļ", "n": "ñńňņ", "o": "óòôöõōőø", "r": "řŕ",
      "s": "śšşș", "t": "ťţț", "u": "úùûüūůűų", "y": "ýÿ", "z": "źžż", "ss": "ß", "ae": "æ",
      "oe": "œ", "th": "þ", "'": "’",
    ]
    var letters: [Character: String] = [:]
    for (plain, accented) in table {
      for letter in accented {
        letters[letter] = plain
        if let capital = letter.uppercased().first, capital != letter {
          letters[capital] = plain.prefix(1).uppercased() + plain.dropFirst()
        }
      }
    }
    return letters
  }()

  /// "NATO", "U.S.", "EU": capitals only, at least two.
  func isAcronym(_ token: Int) -> Bool {
    let scalars = words[token].unicodeScalars
    var capitals = 0
    for scalar in scalars {
      if scalar.properties.isUppercase {
        capitals += 1
      } else if scalar != "." && scalar != "&" && !(scalar.value >= 0x30 && scalar.value <= 0x39) {
        return false
      }
    }
    return capitals >= 2
  }
}
