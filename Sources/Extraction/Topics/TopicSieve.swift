internal import Language

/// What a dispatch is about, by the terms of its text, its events and the kinds of bodies it names.
///
/// A term counts its weight, half of it again for each of three repetitions; the title's terms
/// count twice, those of recalled news half. What speaks for a topic of the second level speaks
/// for the one above it.
extension Reading {
  private struct Tally {
    var sums: [Double]
    /// For every topic, the terms that speak for it, strongest first met.
    var evidence: [[String]]
    /// For every node of the lexicon how often it was met.
    var counts: [Int: Int] = [:]
  }

  /// So much evidence makes half of a full score.
  private static let half = 8.0
  /// Less is chance.
  private static let least = 5.0

  /// Writes the topics: at most three of the first level, each with at most one below it.
  func fillTopics(_ record: inout Record) {
    let lexicon = TopicLexicon.shared
    let topics = lexicon.topics
    var tally = Tally(
      sums: [Double](repeating: 0, count: topics.count),
      evidence: [[String]](repeating: [], count: topics.count))
    countTerms(lexicon, &tally)
    countBodies(record, lexicon, &tally)
    countEvents(record, lexicon, &tally)
    let own = tally.sums
    for (index, topic) in topics.enumerated() {
      if let parent = topic.parent { tally.sums[parent] += own[index] }
    }
    let upper = topics.indices.filter { topics[$0].parent == nil && tally.sums[$0] >= Self.least }
      .sorted { (tally.sums[$1], $0) < (tally.sums[$0], $1) }
    guard let best = upper.first.map({ tally.sums[$0] }) else { return }
    for index in upper.prefix(3) where tally.sums[index] >= best * 0.45 {
      let share = tally.sums[index] / best
      let children = topics.indices.filter { topics[$0].parent == index }
      var evidence = tally.evidence[index]
      for child in children { evidence += tally.evidence[child] }
      record.topics.append(
        topic(topics[index], share * Self.score(tally.sums[index]), evidence))
      let child = children.max { (tally.sums[$0], $1) < (tally.sums[$1], $0) }
      if let child, tally.sums[child] >= 3.5, tally.sums[child] >= tally.sums[index] * 0.2 {
        record.topics.append(
          topic(topics[child], share * Self.score(tally.sums[child]), tally.evidence[child]))
      }
    }
  }

  private static func score(_ sum: Double) -> Double { sum / (sum + half) }

  private func topic(_ topic: TopicLexicon.Topic, _ score: Double, _ evidence: [String]) -> Topic {
    Topic(
      code: topic.code, name: topic.name, score: score,
      sieve: evidence.prefix(6).joined(separator: ", "))
  }

  private func countTerms(_ lexicon: TopicLexicon, _ tally: inout Tally) {
    var inBackground = [Bool](repeating: false, count: words.count)
    for part in background {
      for token in part.tokens { inBackground[token] = true }
    }
    var token = 0
    while token < words.count {
      // "Justice Brown", "Democratic Republic of the Congo": names say nothing by their words;
      // those of bodies do.
      if let name = name(at: token), names[name].kind != .organization {
        token = max(token + 1, names[name].tokens.upperBound)
        continue
      }
      guard let (node, count) = lexicon.term(at: token, in: lowered) else {
        token += 1
        continue
      }
      let isTitle = sentenceOf[token] < titleSentences
      let times = tally.counts[node, default: 0]
      tally.counts[node] = times + 1
      for weight in lexicon.weights[node] {
        var value = times == 0 ? weight.weight : times < 4 ? weight.weight / 2 : 0
        if isTitle { value = weight.weight * 2 }
        if inBackground[token] { value /= 2 }
        tally.sums[weight.topic] += value
        if times == 0 {
          tally.evidence[weight.topic].append(analyzed.string(token..<token + count))
        }
      }
      token += count
    }
  }

  private func countBodies(_ record: Record, _ lexicon: TopicLexicon, _ tally: inout Tally) {
    for kind in Organization.Kind.allCases {
      let count = record.organizations.prefix(200).count { $0.kind == kind }
      guard count > 0 else { continue }
      for weight in lexicon.bodies[kind.rawValue] ?? [] {
        tally.sums[weight.topic] += weight.weight * Double(min(count, 3))
        tally.evidence[weight.topic].append("#" + kind.rawValue)
      }
    }
  }

  private func countEvents(_ record: Record, _ lexicon: TopicLexicon, _ tally: inout Tally) {
    var met: [String: Int] = [:]
    for event in record.events {
      var keys = [event.kind.rawValue]
      if let mode = event.mode { keys.append("\(event.kind.rawValue)/\(mode)") }
      keys += event.context.map { "\(event.kind.rawValue)+\($0)" }
      for key in keys {
        guard let weights = lexicon.events[key], met[key, default: 0] < 3 else { continue }
        met[key, default: 0] += 1
        for weight in weights {
          tally.sums[weight.topic] += weight.weight * (event.status == .historical ? 0.5 : 1)
          if met[key] == 1 { tally.evidence[weight.topic].append("@" + key) }
        }
      }
    }
  }
}
