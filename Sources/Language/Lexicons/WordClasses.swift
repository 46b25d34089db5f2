internal import LanguageModels

/// Lists of words by the name of their class, from a readable file of "class | word, word".
public struct WordClasses: Sendable {
  private var classes: [String: Set<String>] = [:]

  init(_ lines: [[String]]) {
    for fields in lines where fields.count > 1 {
      for word in fields[1].split(separator: ",") {
        var word = word
        while word.first == " " { word = word.dropFirst() }
        while word.last == " " { word = word.dropLast() }
        guard !word.isEmpty else { continue }
        classes[fields[0], default: []].insert(String(word))
      }
    }
  }

  /// The words of a class; none where the file has no such class.
  public subscript(name: String) -> Set<String> { classes[name] ?? [] }

  /// The classes whose names start with "prefix ", each under the rest of its name, turned into
  /// one table from word to that rest.
  public func table(_ prefix: String) -> [String: String] {
    var table: [String: String] = [:]
    for (name, words) in classes where name.hasPrefix(prefix + " ") {
      let rest = String(name.dropFirst(prefix.count + 1))
      for word in words { table[word] = rest }
    }
    return table
  }
}

/// Classes of words by which names, roles and their bearers are told.
public enum EntityLexicons {
  public static func words() -> WordClasses {
    WordClasses(EventLexicons.fields(of: fw_entity_words()))
  }
}
