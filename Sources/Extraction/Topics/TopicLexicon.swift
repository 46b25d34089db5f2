internal import Language

/// What speaks for which topic, from the readable lexicon file.
struct TopicLexicon: Sendable {
  static let shared = TopicLexicon()

  struct Topic: Sendable {
    var code: String
    var name: String
    /// The index of the topic above it; nil for one of the first level.
    var parent: Int?
  }

  /// A piece of evidence: so much for that topic.
  struct Weight: Sendable {
    var topic: Int
    var weight: Double
  }

  private(set) var topics: [Topic] = []
  /// A tree of the terms' words: for every node its following words, and what it stands for.
  private(set) var next: [[String: Int]] = [[:]]
  private(set) var weights: [[Weight]] = [[]]
  /// By "ASSAULT", "ASSAULT/aerial", "COOPERATE+military" (the context).
  private(set) var events: [String: [Weight]] = [:]
  /// By the kind of an organisation.
  private(set) var bodies: [String: [Weight]] = [:]

  init() {
    for fields in TopicLexicons.topics() where fields.count > 2 {
      let isUpper = !fields[0].hasPrefix("+")
      let parent = isUpper ? nil : topics.lastIndex { $0.parent == nil }
      let code = isUpper ? fields[0] : String(fields[0].dropFirst())
      topics.append(Topic(code: "medtop:" + code, name: fields[1], parent: parent))
      for item in fields[2].split(separator: ",") {
        let parts = item.split(separator: "=")
        guard let first = parts.first else { continue }
        add(
          String(first.drop { $0 == " " }),
          Weight(topic: topics.count - 1, weight: parts.count > 1 ? Double(parts[1]) ?? 1 : 1))
      }
    }
  }

  private mutating func add(_ term: String, _ weight: Weight) {
    if term.hasPrefix("@") {
      events[String(term.dropFirst()), default: []].append(weight)
    } else if term.hasPrefix("#") {
      bodies[String(term.dropFirst()), default: []].append(weight)
    } else {
      let words = term.split(separator: " ").map(String.init)
      insert(words, weight)
      // The tokenizer parts some hyphens and leaves others.
      if term.contains("-") { insert(words.flatMap(Self.partedAtHyphens), weight) }
    }
  }

  private static func partedAtHyphens(_ word: String) -> [String] {
    word.split(separator: "-").map(String.init).reduce(into: []) { words, part in
      if !words.isEmpty { words.append("-") }
      words.append(part)
    }
  }

  private mutating func insert(_ words: [String], _ weight: Weight) {
    var node = 0
    for word in words {
      if let known = next[node][word] {
        node = known
      } else {
        next[node][word] = next.count
        node = next.count
        next.append([:])
        weights.append([])
      }
    }
    weights[node].append(weight)
  }

  /// The longest term that starts at a token, as its node, and how many tokens it has.
  func term(at start: Int, in words: TokenWords) -> (node: Int, count: Int)? {
    var node = 0
    var found: (Int, Int)?
    var index = start
    while index < words.count {
      let word = words[index]
      // The plural ends a term; a longer one goes on from the word as it stands.
      if let end = next[node][word] ?? singular(word, after: node), !weights[end].isEmpty {
        found = (end, index + 1 - start)
      }
      guard let deeper = next[node][word] else { break }
      node = deeper
      index += 1
    }
    return found
  }

  private func singular(_ word: String, after node: Int) -> Int? {
    guard word.utf8.count > 3, word.utf8.last == UInt8(ascii: "s") else { return nil }
    if let found = next[node][String(word.dropLast())] { return found }
    if word.hasSuffix("ies"), let found = next[node][word.dropLast(3) + "y"] { return found }
    return word.hasSuffix("es") ? next[node][String(word.dropLast(2))] : nil
  }
}
