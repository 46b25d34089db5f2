extension Record {
  /// The record with a shorter text: what points behind the cut goes, and so does what points to
  /// something that went.
  ///
  /// - Parameter end: code points of the text that stay.
  public func cut(at end: Int) -> Record {
    var record = self
    let scalars = text.unicodeScalars
    guard end < scalars.count else { return record }
    record.text = String(
      scalars[..<scalars.index(scalars.startIndex, offsetBy: max(0, end))])
    func stays(_ span: Range<Int>) -> Bool { span.upperBound <= end }
    if let dateline, !stays(dateline.span) { record.dateline = nil }

    record.people = people.compactMap { person in
      var person = person
      person.mentions.removeAll { !stays($0.span) }
      person.roles.removeAll { !stays($0.span) }
      return person.mentions.isEmpty ? nil : person
    }
    record.organizations = organizations.compactMap { organization in
      var organization = organization
      organization.mentions.removeAll { !stays($0.span) }
      return organization.mentions.isEmpty ? nil : organization
    }
    record.places = places.compactMap { place in
      var place = place
      place.mentions.removeAll { !stays($0.span) }
      return place.mentions.isEmpty ? nil : place
    }
    record.times.removeAll { !stays($0.span) }
    let ids = Set(
      record.people.map(\.id) + record.organizations.map(\.id) + record.places.map(\.id)
        + record.times.map(\.id))
    func known(_ id: String?) -> String? { id.flatMap { ids.contains($0) ? $0 : nil } }
    func stays(_ participant: Participant) -> Bool {
      if case .entity(let id) = participant { ids.contains(id) } else { true }
    }

    for index in record.people.indices {
      for role in record.people[index].roles.indices {
        record.people[index].roles[role].of = known(record.people[index].roles[role].of)
      }
    }
    let datelinePlace = known(record.dateline?.placeID)
    record.dateline?.placeID = datelinePlace
    var newQuote: [Int: Int] = [:]
    record.quotes = []
    for (index, quote) in quotes.enumerated() where stays(quote.span) {
      var quote = quote
      if let cue = quote.cue, !stays(cue.span) { quote.cue = nil }
      quote.speaker = quote.speaker.flatMap { stays($0) ? $0 : nil }
      quote.relayedBy = known(quote.relayedBy)
      newQuote[index] = record.quotes.count
      record.quotes.append(quote)
    }
    record.scareQuotes.removeAll { !stays($0) }
    record.events = events.compactMap { event in
      guard stays(event.trigger), stays(event.sentence) else { return nil }
      var event = event
      event.actors.removeAll { !stays($0) }
      event.recipients.removeAll { !stays($0) }
      event.time = known(event.time)
      event.place = known(event.place)
      event.saidBy = event.saidBy.flatMap { newQuote[$0] }
      return event
    }
    var newPhrase: [Int: Int] = [:]
    record.sourcing = []
    for (index, phrase) in sourcing.enumerated() where stays(phrase.span) {
      var phrase = phrase
      if let source = phrase.source, !stays(source) { phrase.source = nil }
      newPhrase[index] = record.sourcing.count
      record.sourcing.append(phrase)
    }
    for index in record.sourcing.indices {
      record.sourcing[index].through = record.sourcing[index].through.flatMap { newPhrase[$0] }
    }
    record.background.removeAll { !stays($0.span) }
    return record
  }
}
