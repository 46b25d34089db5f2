extension Record {
  /// The record as one JSON object. `schema` and `seq` are put in front by the journal; without a
  /// journal (`feedwatchd extract`) they are written here, `seq` as 0.
  ///
  /// - Parameter headed: whether `schema` and `seq` are written.
  public func json(pretty: Bool = false, headed: Bool = true) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.object { writer in
      if headed {
        writer.member("schema", Self.schema)
        writer.member("seq", 0)
      }
      source.write(to: &writer)
      writer.member("text", text)
      writer.member("text_from", textFrom.rawValue)
      writer.member("language") { writer in
        writer.member("tag", language.tag)
        writer.member("confidence", number: language.confidence)
      }
      writer.key("dateline")
      if let dateline { dateline.write(to: &writer) } else { writer.null() }
      writer.member("people", people) { $0.write(to: &$1) }
      writer.member("organizations", organizations) { $0.write(to: &$1) }
      writer.member("places", places) { $0.write(to: &$1) }
      writer.member("times", times) { $0.write(to: &$1) }
      writer.member("quotes", quotes) { $0.write(to: &$1) }
      writer.member("scare_quotes", scareQuotes) { span, writer in
        writer.object { $0.member("span", span: span) }
      }
      writer.member("events", events) { $0.write(to: &$1) }
      writer.member("sourcing", sourcing) { $0.write(to: &$1) }
      writer.member("background", background) { part, writer in
        writer.object { writer in
          writer.member("span", span: part.span)
          writer.member("of", part.of)
        }
      }
      writer.member("topics", topics) { topic, writer in
        writer.object { writer in
          writer.member("code", topic.code)
          writer.member("name", topic.name)
          writer.member("score", number: topic.score)
        }
      }
      writer.member("notes", notes)
    }
    return writer.bytes
  }
}

extension JSONWriter {
  /// An entity's id, or `{"described": …}`.
  mutating func value(_ participant: Participant) {
    switch participant {
    case .entity(let id): value(id)
    case .described(let words): object { $0.member("described", words) }
    }
  }

  mutating func member(_ name: String, _ participant: Participant?) {
    key(name)
    if let participant { value(participant) } else { null() }
  }
}

extension SourceMetadata {
  func write(to writer: inout JSONWriter) {
    if let name { writer.member("name", name) }
    writer.member("id", id)
    writer.member("kind", kind.rawValue)
    if let replaces { writer.member("replaces", replaces) }
    if let copyOf { writer.member("copy_of", copyOf) }
    if let fingerprint { writer.member("fingerprint", fingerprint) }
    writer.member("recorded", recorded)
    writer.member("feed") { writer in
      writer.member("id", feed.id)
      writer.member("url", feed.url)
      writer.member("title", feed.title)
    }
    writer.member("item") { writer in
      writer.member("guid", item.guid)
      writer.member("url", item.url)
      writer.member("title", item.title)
      writer.member("authors", item.authors)
      writer.member("published", item.published)
      writer.member("updated", item.updated)
      writer.member("categories", item.categories)
      writer.member("language", item.language)
      writer.member("enclosures", item.enclosures) { enclosure, writer in
        writer.object { writer in
          writer.member("url", enclosure.url)
          writer.member("type", enclosure.type)
          writer.member("length", enclosure.length)
        }
      }
      writer.member("source", item.source)
    }
  }
}

extension Dateline {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("span", span: span)
      writer.member("place", place)
      writer.member("place_id", placeID)
      writer.member("country", country)
      writer.member("agency", agency)
      writer.member("date", date)
    }
  }
}

extension Array where Element == Mention {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("mentions", self) { mention, writer in
      writer.object { writer in
        writer.member("span", span: mention.span)
        writer.member("kind", mention.kind.rawValue)
      }
    }
  }
}

extension Person {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("name", name)
      mentions.write(to: &writer)
      writer.member("roles", roles) { role, writer in
        writer.object { writer in
          writer.member("title", role.title)
          writer.member("of", role.of)
          writer.member("span", span: role.span)
          if role.isFormer { writer.member("former", true) }
        }
      }
      writer.member("country", country)
    }
  }
}

extension Organization {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("name", name)
      writer.member("acronym", acronym)
      writer.member("kind", kind.rawValue)
      writer.member("country", country)
      mentions.write(to: &writer)
    }
  }
}

extension Place {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("name", name)
      writer.member("kind", kind.rawValue)
      writer.member("country", country)
      if let latitude, let longitude {
        writer.member("lat", number: latitude, digits: 5)
        writer.member("lon", number: longitude, digits: 5)
      }
      mentions.write(to: &writer)
    }
  }
}

extension TimeExpression {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("span", span: span)
      writer.member("type", kind.rawValue)
      writer.member("value", value)
      writer.member("mod", mod)
      writer.member("zone", zone)
      writer.key("range")
      if let range {
        writer.array { writer in
          for day in [range.first, range.last] {
            if let day { writer.value(day) } else { writer.null() }
          }
        }
      } else {
        writer.null()
      }
    }
  }
}

extension Quote {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("span", span: span)
      writer.member("kind", kind.rawValue)
      writer.member("speaker", speaker)
      writer.key("cue")
      if let cue {
        writer.object { writer in
          writer.member("word", cue.word)
          writer.member("span", span: cue.span)
        }
      } else {
        writer.null()
      }
      writer.member("to", to)
      writer.member("relayed_by", relayedBy)
      writer.member("act", act.rawValue)
    }
  }
}

extension Event {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("type", kind.rawValue)
      writer.member("mode", mode)
      writer.member("context", context)
      writer.member("actors", actors) { $1.value($0) }
      writer.member("recipients", recipients) { $1.value($0) }
      writer.member("trigger", span: trigger)
      writer.member("sentence", span: sentence)
      writer.member("time", time)
      writer.member("place", place)
      writer.member("status", status.rawValue)
      writer.member("said_by", saidBy)
      writer.member("confidence", number: confidence)
    }
  }
}

extension SourcePhrase {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", kind.rawValue)
      switch source {
      case .entity(let id): writer.member("id", id)
      case .described(let name): writer.member("name", name)
      case nil: break
      }
      writer.member("span", span: span)
      if let through { writer.member("through", through) }
    }
  }
}
