/// Turns the tables of all files into a `Configuration`, gathering every mistake on the way.
struct ConfigurationReader {
  private var problems: [ConfigurationProblem] = []
  private var tables: [String: TableReader] = [:]
  private var files: [File] = []
  private var feeds: [Feed] = []
  private var feedNumbers: [String: Int] = [:]
  /// What was said of feeds elsewhere than in their own tables, by the feed's number.
  private var otherFeedTables: [Int: TableReader] = [:]
  private var brokenTables: Set<String> = []
  private var unknownTables: Set<String> = []
  private var headerLocations: [[String]: SourceLocation] = [:]

  private struct File {
    var name: String
    var bytes: [UInt8]
  }

  /// A feed as it is first met. Its own table is only read when all files are known: a hundred
  /// thousand of them, read and waiting, would fill the memory.
  private struct Feed {
    var name: String
    var file: Int32
    var line: Int32
    /// The section of its header, in the file of that number.
    var table: (file: Int32, line: Int32, bodyLine: Int32, start: Int32, end: Int32)?
  }

  static let topLevel = ["defaults", "journal", "http", "extract"]

  /// Takes in one file's tables; `include` at its top is returned with its place.
  ///
  /// - Parameter bytes: the document, valid UTF-8.
  mutating func add(_ bytes: [UInt8], name: String) -> [ConfigurationEntry] {
    files.append(File(name: name, bytes: bytes))
    var cutter = TOMLSectionCutter(bytes)
    var includes: [ConfigurationEntry] = []
    while let section = cutter.next() {
      let location = SourceLocation(file: name, line: section.line)
      if let problem = section.problem {
        problems.append(.init(location: location, key: nil, message: problem))
      } else if section.isArrayElement {
        let key = section.path.joined(separator: ".")
        problems.append(
          .init(
            location: location, key: key,
            message: "[[…]] makes a list of tables; write [\(key)]"))
      } else if section.path.count == 2, section.path[0] == "feed" {
        addFeed(section, at: location)
      } else {
        add(section, bytes, file: name, includes: &includes)
      }
    }
    return includes
  }

  private mutating func addFeed(_ section: TOMLSection, at location: SourceLocation) {
    let number = feedNumber(section.path[1], at: location)
    if let first = feeds[number].table {
      problems.append(
        .init(
          location: location, key: section.path.joined(separator: "."),
          message: "the name is given twice; the first stands at "
            + "\(files[Int(first.file)].name):\(first.line)"))
      return
    }
    feeds[number].table = (
      Int32(files.count - 1), Int32(section.line), Int32(section.bodyLine),
      Int32(section.body.lowerBound), Int32(section.body.upperBound)
    )
  }

  private mutating func feedNumber(_ name: String, at location: SourceLocation) -> Int {
    if let number = feedNumbers[name] { return number }
    feedNumbers[name] = feeds.count
    feeds.append(
      Feed(name: name, file: Int32(files.count - 1), line: Int32(location.line), table: nil))
    return feeds.count - 1
  }

  private mutating func add(
    _ section: TOMLSection, _ bytes: [UInt8], file: String, includes: inout [ConfigurationEntry]
  ) {
    let table = ConfigurationTable(section, in: bytes, file: file)
    if let problem = table.problem {
      brokenTables.insert(table.path.joined(separator: "."))
      problems.append(problem)
    }
    if !table.path.isEmpty {
      if let first = headerLocations[table.path] {
        problems.append(
          .init(
            location: table.location, key: table.path.joined(separator: "."),
            message: "the table is given twice; the first stands at \(first.file):\(first.line)"))
        return
      }
      headerLocations[table.path] = table.location
      route(path: table.path, entry: nil, at: table.location)
    }
    for var entry in table.entries {
      entry.path = table.path + entry.path
      if entry.path == ["include"] {
        includes.append(entry)
      } else {
        route(path: entry.path, entry: entry, at: entry.location)
      }
    }
  }

  /// Hands an entry to the table it belongs to; `entry` nil announces a header.
  private mutating func route(
    path: [String], entry: ConfigurationEntry?, at location: SourceLocation
  ) {
    func below(_ count: Int) -> ConfigurationEntry? {
      guard var entry, entry.path.count > count else { return nil }
      entry.path.removeFirst(count)
      return entry
    }
    if path[0] == "feed" {
      guard path.count > 1 else {
        if let entry, case .table(let members) = entry.value {
          for (name, value) in members {
            expand(["feed", name], value, at: location)
          }
        } else {
          problems.append(
            .init(location: location, key: "feed", message: "write one [feed.NAME] table a feed"))
        }
        return
      }
      let number = feedNumber(path[1], at: location)
      if let entry = below(2) {
        var table = otherFeedTables[number] ?? reader(of: feeds[number])
        table.add(entry)
        otherFeedTables[number] = table
      } else if let entry {
        expand(path, entry.value, at: location)
      }
    } else if Self.topLevel.contains(path[0]) {
      let name = path[0]
      if tables[name] == nil {
        tables[name] = TableReader(name: name, location: location)
      }
      if let entry = below(1) {
        tables[name]?.add(entry)
      } else if let entry {
        expand(path, entry.value, at: location)
      }
    } else if !unknownTables.contains(path[0]) {
      if entry == nil { unknownTables.insert(path[0]) }
      let known = Self.topLevel + ["feed", "include"]
      let hint =
        Suggestion.nearest(to: path[0], among: known)
        .map { "; did you mean '\($0)'?" } ?? "; known are: \(known.joined(separator: ", "))"
      problems.append(
        .init(
          location: location, key: path.joined(separator: "."),
          message: (entry == nil ? "unknown table" : "unknown key") + hint))
    }
  }

  private func reader(of feed: Feed) -> TableReader {
    TableReader(
      name: "feed.\(feed.name)",
      location: SourceLocation(file: files[Int(feed.file)].name, line: Int(feed.line)))
  }

  /// The keys of a feed: those of its own table, and what was said elsewhere.
  private mutating func table(ofFeed number: Int) -> TableReader {
    let feed = feeds[number]
    var reader = otherFeedTables[number] ?? reader(of: feed)
    guard let own = feed.table else { return reader }
    let section = TOMLSection(
      path: ["feed", feed.name], line: Int(own.line), body: Int(own.start)..<Int(own.end),
      bodyLine: Int(own.bodyLine))
    let file = files[Int(own.file)]
    let table = ConfigurationTable(section, in: file.bytes, file: file.name)
    if let problem = table.problem {
      brokenTables.insert(reader.name)
      problems.append(problem)
    }
    for entry in table.entries { reader.add(entry) }
    return reader
  }

  /// An inline table (`feed.unn = { url = "…" }`) says the same as a table with a header.
  private mutating func expand(
    _ path: [String], _ value: ConfigurationValue, at location: SourceLocation
  ) {
    guard case .table(let members) = value else {
      problems.append(
        .init(
          location: location, key: path.joined(separator: "."),
          message: "\(value.kind) stands where a table is expected"))
      return
    }
    for (key, member) in members.sorted(by: { $0.key < $1.key }) {
      route(
        path: path + [key],
        entry: .init(path: path + [key], value: member, location: location), at: location)
    }
  }

  mutating func report(_ problem: ConfigurationProblem) {
    problems.append(problem)
  }

  /// The configuration, or all that is wrong with it. `resolve` makes a path of the file named by
  /// the location absolute.
  mutating func finish(
    path: String, resolve: (String, SourceLocation) -> String
  ) throws(ConfigurationError) -> Configuration {
    var configuration = Configuration(path: path)
    readJournal(&configuration.journal, resolve: resolve)
    readHTTP(&configuration.http, resolve: resolve)
    if var table = tables["extract"] {
      configuration.extraction.minConfidence =
        table.number("min_confidence", in: 0...1) ?? configuration.extraction.minConfidence
      close(&table)
    }
    var defaults = FeedConfiguration(
      name: "", location: .init(file: path, line: 0), url: "")
    if var table = tables["defaults"] {
      readShared(&table, into: &defaults, resolve: resolve)
      checkOrder(&table, defaults)
      close(&table)
    }
    // Nearly all feeds have the same settings: equal ones are kept once.
    var known: [FeedSettings: SharedSettings] = [:]
    var tagLists: [[String]: [String]] = [:]
    configuration.feeds.reserveCapacity(feeds.count)
    feedNumbers = [:]
    for number in feeds.indices {
      var table = table(ofFeed: number)
      let name = feeds[number].name
      var feed = defaults
      feed.name = name
      feed.location = table.location
      if let problem = Self.problem(ofName: name) { table.report(nil, problem) }
      readShared(&table, into: &feed, resolve: resolve)
      feed.enabled = table.boolean("enabled") ?? true
      feed.tags = (table.strings("tags") ?? []) + defaults.tags
      feed.title = table.string("title")
      readURL(&table, into: &feed, resolve: resolve)
      checkOrder(&table, feed)
      if feed.passwordFile != nil, feed.username == nil {
        table.report("password_file", "a password needs a 'username' beside it")
      }
      if feed.passwordFile != nil, feed.bearerFile != nil {
        table.report("bearer_file", "give either 'password_file' or 'bearer_file', not both")
      }
      close(&table)
      feed.share(&known)
      if let equal = tagLists[feed.tags] {
        feed.tags = equal
      } else if tagLists.count < 1000 {
        tagLists[feed.tags] = feed.tags
      }
      configuration.feeds.append(feed)
    }
    guard problems.isEmpty else {
      throw ConfigurationError(problems: problems.sorted { $0.location < $1.location })
    }
    return configuration
  }

  private mutating func close(_ table: inout TableReader) {
    table.finish()
    problems += table.problems
  }

  static func problem(ofName name: String) -> String? {
    if name.isEmpty || name.utf8.count > 128 {
      return "a feed's name has 1 to 128 characters"
    }
    let isPlain = name.utf8.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
    }
    if isPlain { return nil }
    let allowed = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0)
    }
    return allowed ? nil : "a feed's name is made of letters, digits, '-', '_' and '.'"
  }

  private func checkOrder(_ table: inout TableReader, _ feed: FeedConfiguration) {
    if feed.floor > feed.ceiling {
      table.report(
        table.has("floor") ? "floor" : "ceiling",
        "the floor (\(DurationText.describe(feed.floor))) is above the ceiling"
          + " (\(DurationText.describe(feed.ceiling)))")
    }
  }

  /// The keys that stand in `[defaults]` and in `[feed.NAME]` alike.
  private func readShared(
    _ table: inout TableReader, into feed: inout FeedConfiguration,
    resolve: (String, SourceLocation) -> String
  ) {
    feed.interval = table.duration("interval", atLeast: 1) ?? feed.interval
    feed.floor = table.duration("floor", atLeast: 1) ?? feed.floor
    feed.ceiling = table.duration("ceiling", atLeast: 1) ?? feed.ceiling
    feed.adaptive = table.boolean("adaptive") ?? feed.adaptive
    if let value = table.value("backlog") {
      switch value {
      case .string("all"): feed.backlog = .all
      case .string("none"): feed.backlog = .none
      case .integer(let count) where count >= 0:
        feed.backlog = count == 0 ? .none : .newest(count)
      default: table.report("backlog", "\"all\", \"none\" or a number of items is meant")
      }
    }
    feed.extract = table.boolean("extract") ?? feed.extract
    feed.userAgent = table.string("user_agent") ?? feed.userAgent
    if let headers = table.stringTable("headers") {
      for header in headers {
        if let problem = Self.problem(ofHeader: header) {
          table.report("headers", problem)
        } else {
          feed.headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
          feed.headers.append(.init(name: header.name, value: header.value))
        }
      }
    }
    feed.maxBytes = table.size("max_bytes", atLeast: 1) ?? feed.maxBytes
    feed.timeout = table.duration("timeout", atLeast: 0.1) ?? feed.timeout
    if let proxy = table.string("proxy") {
      if let problem = URLText.problem(
        proxy, schemes: ["http", "https", "socks4", "socks4a", "socks5", "socks5h"])
      {
        table.report("proxy", problem)
      } else {
        feed.proxy = proxy
      }
    }
    feed.language = table.string("language") ?? feed.language
    feed.allowPrivate = table.boolean("allow_private") ?? feed.allowPrivate
    feed.retryAfterScope = table.choice("retry_after_scope") ?? feed.retryAfterScope
    feed.updates = table.choice("updates") ?? feed.updates
    feed.maxUpdates = table.integer("max_updates", in: 0...1_000_000) ?? feed.maxUpdates
    feed.copies = table.choice("copies") ?? feed.copies
    feed.username = table.string("username") ?? feed.username
    for (key, field) in [
      ("password_file", \FeedSettings.passwordFile), ("bearer_file", \.bearerFile),
      ("client_certificate", \.clientCertificate), ("client_key", \.clientKey),
      ("ca_bundle", \.caBundle),
    ] {
      if let file = table.string(key) {
        feed[dynamicMember: field] = resolve(file, table.location(of: key))
      }
    }
    if table.name == "defaults" {
      feed.tags = table.strings("tags") ?? []
    }
  }

  private func readURL(
    _ table: inout TableReader, into feed: inout FeedConfiguration,
    resolve: (String, SourceLocation) -> String
  ) {
    guard let url = table.string("url") else {
      if !table.has("url"), !brokenTables.contains(table.name) {
        table.report(nil, "'url' is missing; write url = \"https://…\" or url = \"file:…\"")
      }
      return
    }
    if url.hasPrefix("file:") {
      let path = String(url.dropFirst(url.hasPrefix("file://") ? 7 : 5))
      if path.isEmpty {
        table.report("url", "the file's path is missing behind 'file:'")
      } else {
        feed.url = "file:" + resolve(path, table.location(of: "url"))
      }
    } else if let problem = URLText.problem(url, schemes: ["http", "https", "file"]) {
      table.report("url", problem)
    } else {
      feed.url = url
    }
  }

  /// RFC 9110, section 5: a name is a token, a value has no line break or NUL.
  static func problem(ofHeader header: (name: String, value: String)) -> String? {
    let token = header.name.utf8.allSatisfy {
      ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A)
        || "!#$%&'*+-.^_`|~".utf8.contains($0)
    }
    if header.name.isEmpty || !token { return "'\(header.name)' is no name of a header field" }
    if header.value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
      return "the value of '\(header.name)' holds a control character"
    }
    return nil
  }

  private mutating func readJournal(
    _ settings: inout JournalSettings, resolve: (String, SourceLocation) -> String
  ) {
    guard var table = tables["journal"] else { return }
    if let directory = table.string("directory") {
      settings.directory = resolve(directory, table.location(of: "directory"))
    }
    settings.sync = table.choice("sync") ?? settings.sync
    settings.syncInterval = table.duration("sync_interval", atLeast: 0.01) ?? settings.syncInterval
    settings.rotateSize = table.size("rotate_size") ?? settings.rotateSize
    settings.rotateAge = table.duration("rotate_age") ?? settings.rotateAge
    settings.compression = table.choice("compress") ?? settings.compression
    settings.retainSize = table.size("retain_size") ?? settings.retainSize
    settings.retainAge = table.duration("retain_age") ?? settings.retainAge
    settings.retainCount =
      table.integer("retain_count", in: 0...1_000_000_000) ?? settings.retainCount
    settings.maxLine = table.size("max_line", atLeast: 2048) ?? settings.maxLine
    close(&table)
  }

  private mutating func readHTTP(
    _ settings: inout HTTPSettings, resolve: (String, SourceLocation) -> String
  ) {
    guard var table = tables["http"] else { return }
    settings.maxTransfers =
      table.integer("max_transfers", in: 1...10_000) ?? settings.maxTransfers
    settings.perHost = table.integer("per_host", in: 1...1000) ?? settings.perHost
    settings.spacing = table.duration("spacing") ?? settings.spacing
    settings.family = table.choice("address_family") ?? settings.family
    settings.maxRedirects = table.integer("max_redirects", in: 0...50) ?? settings.maxRedirects
    settings.redirectConfirmations =
      table.integer("redirect_confirmations", in: 1...1000) ?? settings.redirectConfirmations
    settings.redirectPeriod = table.duration("redirect_period") ?? settings.redirectPeriod
    if let file = table.string("ca_bundle") {
      settings.caBundle = resolve(file, table.location(of: "ca_bundle"))
    }
    close(&table)
  }
}
