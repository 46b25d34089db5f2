/// One answer of a record and the named sieve that gave it.
public struct ExplainedAnswer: Sendable, Equatable {
  public enum Layer: String, Sendable, CaseIterable {
    case dateline, name, pronoun, title, role, time, quote
    case scareQuote = "scare quote"
    case event
    case source, background
  }

  public var layer: Layer
  /// The words it rests on, in code points of `text`.
  public var span: Range<Int>
  /// The answer in short, for people; parts of the text in it are as they stand there.
  public var answer: String
  /// The sieve; where two had a say, "found, tied": "gazetteer, surname".
  public var sieve: String
}

extension Record {
  /// Every answer with its sieve, in the order of the text; made from the record alone.
  public func explained() -> [ExplainedAnswer] {
    var found: [ExplainedAnswer] = []
    func add(
      _ layer: ExplainedAnswer.Layer, _ span: Range<Int>, _ answer: String, _ sieve: String
    ) {
      found.append(ExplainedAnswer(layer: layer, span: span, answer: answer, sieve: sieve))
    }
    if let dateline {
      let parts = [dateline.place, dateline.country, dateline.agency, dateline.date]
      add(.dateline, dateline.span, parts.compactMap(\.self).joined(separator: ", "), "dateline")
    }
    let names = self.names
    for person in people {
      addMentions(person.mentions, "\(person.id) \(person.name)", to: &found)
      for role in person.roles {
        let of = role.of.map { " of \(names[$0] ?? $0)" } ?? ""
        let former = role.isFormer ? "former " : ""
        add(.role, role.span, "\(person.id) \(former)\(role.title)\(of)", role.sieve)
      }
    }
    for body in organizations {
      addMentions(body.mentions, "\(body.id) \(body.name) (\(body.kind.rawValue))", to: &found)
    }
    for place in places {
      let country = place.country.map { ", \($0)" } ?? ""
      addMentions(
        place.mentions, "\(place.id) \(place.name) (\(place.kind.rawValue)\(country))", to: &found)
    }
    for time in times {
      let mod = time.mod.map { " \($0)" } ?? ""
      add(
        .time, time.span, "\(time.id) \(time.kind.rawValue) \(time.value)\(mod)", time.sieve)
    }
    for (index, quote) in quotes.enumerated() {
      var answer = "q\(index) \(quote.kind.rawValue), \(quote.act.rawValue), "
      answer += words(for: quote.speaker, names) ?? "nobody named"
      if let cue = quote.cue { answer += " “\(cue.word)”" }
      if let relay = quote.relayedBy { answer += " relayed by \(names[relay] ?? relay)" }
      add(.quote, quote.span, answer, quote.sieve)
    }
    for span in scareQuotes { add(.scareQuote, span, "nobody’s words", "marks") }
    for event in events {
      var answer = "\(event.id) \(event.kind.rawValue)"
      if let mode = event.mode { answer += " \(mode)" }
      answer += ": " + list(event.actors, names) + " → " + list(event.recipients, names)
      answer += ", \(event.status.rawValue)"
      for part in [event.time, event.place.map { names[$0] ?? $0 }] {
        if let part { answer += ", \(part)" }
      }
      add(.event, event.trigger, answer + " (\(rounded(event.confidence)))", event.sieve)
    }
    for phrase in sourcing {
      let who = words(for: phrase.source, names).map { " \($0)" } ?? ""
      let through = phrase.through.map { " through source \($0)" } ?? ""
      add(.source, phrase.span, "\(phrase.kind.rawValue)\(who)\(through)", phrase.sieve)
    }
    for part in background { add(.background, part.span, "earlier news", part.sieve) }
    // Stable: of what starts at one place the order above stands.
    let order = found.indices.sorted {
      (found[$0].span.lowerBound, $0) < (found[$1].span.lowerBound, $1)
    }
    return order.map { found[$0] }
  }

  private func addMentions(
    _ mentions: [Mention], _ answer: String, to found: inout [ExplainedAnswer]
  ) {
    for mention in mentions {
      let layer: ExplainedAnswer.Layer =
        switch mention.kind {
        case .name, .adjective: .name
        case .pronoun: .pronoun
        case .title: .title
        }
      let sieve = mention.link.isEmpty ? mention.sieve : "\(mention.sieve), \(mention.link)"
      found.append(
        ExplainedAnswer(layer: layer, span: mention.span, answer: answer, sieve: sieve))
    }
  }

  private var names: [String: String] {
    var names: [String: String] = [:]
    for person in people { names[person.id] = person.name }
    for body in organizations { names[body.id] = body.name }
    for place in places { names[place.id] = place.name }
    return names
  }

  private func words(for participant: Participant?, _ names: [String: String]) -> String? {
    switch participant {
    case .entity(let id): names[id] ?? id
    case .described(let words): "“\(words)”"
    case nil: nil
    }
  }

  private func list(_ participants: [Participant], _ names: [String: String]) -> String {
    participants.isEmpty
      ? "nobody named" : participants.compactMap { words(for: $0, names) }.joined(separator: ", ")
  }

  private func rounded(_ confidence: Double) -> Double {
    (confidence * 100).rounded() / 100
  }
}
