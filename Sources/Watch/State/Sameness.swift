/// Decides which items of a poll are new, which are changed and which are known.
///
/// An item is looked for by its guid, then by its url, then by title and content; a key that proves
/// to be none (the same guid on every item, a guid that changes with the headline) is passed over
/// for the items concerned at once, and for the whole feed when the signs are enough. All keys of
/// every item are remembered, so that a policy can move without old items coming back.
struct Sameness {
  /// Unrelated texts differ in about 64 of the sketch's 128 bits, edited ones in few.
  static let similar = 40
  static let unrelated = 50
  /// Signs of a broken guid, gathered over polls, that move the policy.
  static let signsToMove = 3

  let options: SamenessOptions
  let isFirstPoll: Bool
  /// At a first poll with a state made anew: items published later than this are news, whatever
  /// `backlog` says. Milliseconds since 1970.
  let watchedSince: Int64?
  let now: Int64
  private(set) var policy: GUIDPolicy

  init(
    options: SamenessOptions, policy: GUIDPolicy, isFirstPoll: Bool, watchedSince: Int64?,
    now: Int64
  ) {
    self.options = options
    self.policy = policy
    self.isFirstPoll = isFirstPoll
    self.watchedSince = watchedSince
    self.now = now
  }

  /// How an item was found.
  private enum Match {
    case none
    case found(KnownItem)
    /// Found under another guid than its own; `reused`: the guid belongs to another item.
    case moved(KnownItem, reused: Bool)
    /// Its guid belongs to another item.
    case reused
  }

  private struct Counts {
    var guids: [UInt64: Set<UInt64>] = [:]
    var urls: [UInt64: Set<UInt64>] = [:]

    /// A key stands on items that are not the same.
    func isShared(guid: UInt64) -> Bool { (guids[guid]?.count ?? 0) > 1 }
    func isShared(url: UInt64) -> Bool { (urls[url]?.count ?? 0) > 1 }
  }

  /// Makes the plan; `present` are the rows that the feed showed until now.
  mutating func plan(
    _ items: [ObservedItem], lookup: some ItemLookup, present: Set<Int64>
  ) throws -> PollPlan {
    let fingerprints = items.map(\.fingerprint)
    var counts = Counts()
    for fingerprint in fingerprints {
      counts.guids[fingerprint.guid, default: []].insert(fingerprint.title ^ fingerprint.url)
      counts.urls[fingerprint.url, default: []].insert(fingerprint.title)
    }
    let before = policy
    judgeShared(fingerprints, counts)

    var plan = PollPlan()
    plan.isFirstPoll = isFirstPoll
    plan.now = now
    let held = heldBack(items)
    var taken: [Int64: Int] = [:]
    var newInPoll = PollMemoryOfItems()
    var movedGUIDs = 0
    var matched = 0
    var carriesHeadline = false
    var hasReuse = false
    var seenRows: Set<Int64> = []

    for (index, fingerprint) in fingerprints.enumerated() {
      let usesGUID =
        fingerprint.guid != 0 && policy.key == .guid && !counts.isShared(guid: fingerprint.guid)
      let usesURL =
        fingerprint.url != 0 && policy.key != .content && !counts.isShared(url: fingerprint.url)
      // The same item twice in one poll.
      if let first = newInPoll.same(
        fingerprint, usesGUID: usesGUID, usesURL: usesURL, policy: policy)
      {
        plan.decisions.append(decision(index, fingerprint, .repeated, id: first))
        continue
      }
      let match = try match(
        items[index], fingerprint, usesGUID: usesGUID, usesURL: usesURL, counts, lookup)
      var known: KnownItem?
      switch match {
      case .none: break
      case .reused:
        hasReuse = true
        movedGUIDs += 1
        matched += 1
      case .found(let item):
        known = item
        matched += 1
      case .moved(let item, let reused):
        known = item
        hasReuse = hasReuse || reused
        matched += 1
        movedGUIDs += 1
        if carries(items[index]), item.fingerprint.title != fingerprint.title {
          carriesHeadline = true
        }
      }
      if let known {
        if let other = taken[known.row] {
          let id = plan.decisions[other].id
          plan.decisions.append(decision(index, fingerprint, .repeated, id: id))
          continue
        }
        taken[known.row] = index
        seenRows.insert(known.row)
        try settle(index, fingerprint, known, usesURL: usesURL, lookup, &plan)
      } else {
        let id = VersionID(fingerprint, replaces: nil)
        let copyOf =
          try lookup.copy(of: fingerprint, usesURL: usesURL, except: nil)
          ?? newInPoll.copy(of: fingerprint, usesURL: usesURL)
        var made = decision(index, fingerprint, .new, id: id.description)
        made.copyOf = copyOf?.description
        var silence = KnownItem.Silence.none
        if held.contains(index) {
          made.reason = .backlog
          silence = .backlog
        } else if copyOf != nil, options.copies == .drop {
          made.reason = .copyDropped
          silence = .copy
        }
        made.writesLine = silence == .none
        plan.decisions.append(made)
        plan.changes.append(
          .insert(
            index: index,
            KnownItem(
              row: 0, fingerprint: fingerprint, version: id, origin: copyOf, sequence: 0,
              updates: 0, silence: silence, seen: now, isGone: false)))
        newInPoll.add(fingerprint, version: copyOf ?? id, id: id.description)
      }
    }
    judgeMoved(
      movedGUIDs, of: matched,
      hasReuse ? .reused : carriesHeadline ? .headline : .changing)
    plan.guidPolicy = policy
    plan.policyMoved = policy.key != before.key
    plan.vanished = present.subtracting(seenRows).sorted()
    return plan
  }

  private func decision(
    _ index: Int, _ fingerprint: Fingerprint, _ reason: PollPlan.Decision.Reason, id: String
  ) -> PollPlan.Decision {
    PollPlan.Decision(
      index: index, writesLine: reason == .new || reason == .updated,
      kind: reason == .updated ? .updated : .new, reason: reason, id: id,
      fingerprint: fingerprint)
  }

  // MARK: Finding

  private func match(
    _ item: ObservedItem, _ fingerprint: Fingerprint, usesGUID: Bool, usesURL: Bool,
    _ counts: Counts, _ lookup: some ItemLookup
  ) throws -> Match {
    var isReused = false
    if usesGUID, let known = try lookup.byGUID(fingerprint.guid).first {
      if isAnother(known, fingerprint) {
        isReused = true
      } else {
        return .found(known)
      }
    }
    if usesURL {
      for known in try lookup.byURL(fingerprint.url) {
        if usesGUID, !isReused {
          // A new guid on a known address. Another item, where the old guid is still shown or the
          // words are others; the same item, where they are the same or nearly so.
          let isShown =
            known.fingerprint.guid != 0 && counts.guids[known.fingerprint.guid] != nil
            && known.fingerprint.guid != fingerprint.guid
          if isShown || !isNear(known.fingerprint, fingerprint) { continue }
          return known.fingerprint.guid == 0 ? .found(known) : .moved(known, reused: false)
        }
        // One address for ever new texts ("today's weather") names no item.
        if known.fingerprint.title != fingerprint.title,
          known.fingerprint.distance(to: fingerprint) >= Self.unrelated
        {
          continue
        }
        return isReused ? .moved(known, reused: true) : .found(known)
      }
    }
    if isReused { return .reused }
    for known in try lookup.byTitle(fingerprint.title) where fingerprint.title != 0 {
      let isSameText = known.fingerprint.content == fingerprint.content
      let isSameTime = known.fingerprint.published == fingerprint.published
      if usesGUID || usesURL {
        // All keys are new, yet it reads the same: a session's number in guid and url. A programme
        // that is announced in the same words every day has another date each time.
        let isShown =
          (known.fingerprint.guid != 0 && counts.guids[known.fingerprint.guid] != nil)
          || (known.fingerprint.url != 0 && counts.urls[known.fingerprint.url] != nil)
        let hasTime = fingerprint.published != nil || policy.signs > 0 || policy.key != .guid
        if isSameText, isSameTime, hasTime, !isShown, fingerprint.words >= 6 {
          return .moved(known, reused: false)
        }
      } else if isSameText {
        if isSameTime || fingerprint.published == nil || known.fingerprint.published == nil {
          return .found(known)
        }
      } else if isSameTime, known.fingerprint.distance(to: fingerprint) <= Self.similar {
        return .found(known)
      }
    }
    return .none
  }

  /// A known guid on an item that has nothing else in common with the known one.
  private func isAnother(_ known: KnownItem, _ fingerprint: Fingerprint) -> Bool {
    let old = known.fingerprint
    return old.content != fingerprint.content && old.title != fingerprint.title
      && old.url != fingerprint.url && old.url != 0 && fingerprint.url != 0
      && old.distance(to: fingerprint) >= Self.unrelated
  }

  private func isNear(_ old: Fingerprint, _ new: Fingerprint) -> Bool {
    old.content == new.content || old.title == new.title
      || old.distance(to: new) <= Self.similar
  }

  /// Whether a guid is made of the words of the title.
  private func carries(_ item: ObservedItem) -> Bool {
    guard let guid = item.guid else { return false }
    var title = WordScanner()
    title.add(item.title ?? "")
    let telling = (0..<title.count).filter { title.length(of: $0) > 2 }.map { title.hashes[$0] }
    guard telling.count >= 2 else { return false }
    var words = WordScanner()
    words.add(guid.replacing("_", with: " "))
    let own = Set(words.hashes)
    return telling.count { own.contains($0) } * 3 >= telling.count * 2
  }

  // MARK: A known item

  private func settle(
    _ index: Int, _ fingerprint: Fingerprint, _ known: KnownItem, usesURL: Bool,
    _ lookup: some ItemLookup, _ plan: inout PollPlan
  ) throws {
    var item = known
    item.fingerprint = fingerprint
    item.isGone = false
    if known.fingerprint.content == fingerprint.content {
      plan.decisions.append(
        decision(index, fingerprint, .known, id: known.version.description))
      if known.fingerprint != fingerprint {
        plan.changes.append(.update(index: index, item))
      } else if known.isGone {
        plan.changes.append(.returned(known.row))
      }
      return
    }
    let copyOf = try lookup.copy(of: fingerprint, usesURL: usesURL, except: known.row)
    // A dropped copy that has become a text of its own was never told: it is new.
    let wasTold = known.silence == .none
    let id = VersionID(fingerprint, replaces: wasTold ? known.version : nil)
    var made = decision(
      index, fingerprint, wasTold ? .updated : .new, id: id.description)
    made.copyOf = copyOf?.description
    item.version = id
    item.origin = copyOf
    switch known.silence {
    case .none:
      made.replaces = known.version.description
      if options.updates == .ignore || known.updates >= options.maxUpdates {
        made.reason = .updateIgnored
        made.writesLine = false
        // The next line that is written replaces the last one that was.
        item.version = known.version
        item.origin = known.origin
      } else {
        item.updates += 1
      }
    case .backlog:
      // What was held back when the feed was new stays so through its edits.
      made.reason = .backlog
      made.writesLine = false
    case .copy:
      if copyOf != nil, options.copies == .drop {
        made.reason = .copyDropped
        made.writesLine = false
      } else {
        item.silence = .none
      }
    }
    plan.decisions.append(made)
    plan.changes.append(.update(index: index, item))
  }

  /// The items that `backlog` holds back at a first poll.
  private func heldBack(_ items: [ObservedItem]) -> Set<Int> {
    guard isFirstPoll else { return [] }
    var held: Set<Int>
    switch options.backlog {
    case .all: return []
    case .none: held = Set(items.indices)
    case .newest(let count):
      let order = items.indices.sorted { left, right in
        let (a, b) = (items[left].published ?? .min, items[right].published ?? .min)
        return a != b ? a > b : left < right
      }
      held = Set(order.dropFirst(count))
    }
    if let watchedSince {
      held = held.filter { items[$0].published.map { $0 <= watchedSince } ?? true }
    }
    return held
  }

  // MARK: The policy

  /// Moves the policy at once where one guid, or one url, stands on different items.
  private mutating func judgeShared(_ fingerprints: [Fingerprint], _ counts: Counts) {
    func share(_ key: (Fingerprint) -> UInt64, _ isShared: (UInt64) -> Bool) -> (Int, Int) {
      let with = fingerprints.filter { key($0) != 0 }
      return (with.count { isShared(key($0)) }, with.count)
    }
    let guids = share(\.guid) { counts.isShared(guid: $0) }
    let urls = share(\.url) { counts.isShared(url: $0) }
    let hasURLs = urls.1 * 2 >= fingerprints.count && urls.0 * 2 <= urls.1
    if policy.key == .guid, guids.0 >= 2, guids.0 * 2 > guids.1 {
      move(to: hasURLs ? .url : .content, .equal)
    } else if policy.key == .url, urls.0 >= 2, urls.0 * 2 > urls.1 {
      move(to: .content, .urls)
    }
  }

  /// Moves it where guids changed under known items: many in one poll, or some in several.
  private mutating func judgeMoved(_ moved: Int, of matched: Int, _ fault: GUIDPolicy.Fault) {
    guard policy.key == .guid, moved > 0 else { return }
    policy.signs += 1
    if (moved >= 2 && moved * 2 >= matched) || policy.signs >= Self.signsToMove {
      move(to: .url, fault)
    }
  }

  private mutating func move(to key: GUIDPolicy.Key, _ fault: GUIDPolicy.Fault) {
    policy.key = key
    policy.fault = fault
    policy.movedAt = now
    policy.signs = 0
  }
}

/// The items that were new in this very poll.
private struct PollMemoryOfItems {
  private var items: [(fingerprint: Fingerprint, version: VersionID, id: String)] = []
  private var byContent: [UInt64: [Int]] = [:]
  private var byGUID: [UInt64: Int] = [:]
  private var byURL: [UInt64: [Int]] = [:]

  mutating func add(_ fingerprint: Fingerprint, version: VersionID, id: String) {
    byContent[fingerprint.content, default: []].append(items.count)
    if fingerprint.guid != 0 { byGUID[fingerprint.guid] = items.count }
    if fingerprint.url != 0 { byURL[fingerprint.url, default: []].append(items.count) }
    items.append((fingerprint, version, id))
  }

  /// The id of the item that this one repeats: the same by the key that counts.
  func same(
    _ fingerprint: Fingerprint, usesGUID: Bool, usesURL: Bool, policy: GUIDPolicy
  ) -> String? {
    if usesGUID { return byGUID[fingerprint.guid].map { items[$0].id } }
    if usesURL {
      return byURL[fingerprint.url]?.first { items[$0].fingerprint.title == fingerprint.title }
        .map { items[$0].id }
    }
    return byContent[fingerprint.content]?.first {
      let other = items[$0].fingerprint
      return other.url == fingerprint.url && other.published == fingerprint.published
    }.map { items[$0].id }
  }

  func copy(of fingerprint: Fingerprint, usesURL: Bool) -> VersionID? {
    if usesURL, let index = byURL[fingerprint.url]?.first { return items[index].version }
    return items.first { CopyIndex.isCopy(fingerprint, $0.fingerprint) }?.version
  }
}
