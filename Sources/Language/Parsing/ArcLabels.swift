/// What a finished tree says of one token's dependents and of its neighbours under the same head.
package struct ArcFamily {
  /// The labels of its dependents, a bit each.
  private var labels: UInt64 = 0
  /// The first case marker or subordinator before it, in small letters; 0: none.
  var marker: UInt32 = 0
  /// Which kinds of dependents it has, a bit each.
  var kinds: UInt16 = 0
  /// The dependents of its head that stand before and behind it; 0: none.
  var previous: Int16 = 0
  var next: Int16 = 0
  /// Its last dependent so far.
  private var last: Int16 = 0

  package init() {}

  /// The labels of its dependents in 32 bits.
  @inline(__always)
  var all: UInt32 { UInt32(truncatingIfNeeded: labels ^ labels >> 32) }

  /// Fills in the families of a tree's tokens by its heads and labels.
  package static func fill(
    _ families: UnsafeMutablePointer<ArcFamily>, _ nodes: UnsafePointer<ParserNode>,
    _ sentence: ParserSentence
  ) {
    families.update(repeating: ArcFamily(), count: sentence.count + 3)
    for token in 1...max(1, sentence.count) {
      let head = Int(nodes[token].head)
      let label = nodes[token].label
      let kind = kindOfLabel[Int(label)]
      families[head].labels |= 1 << UInt64(label)
      families[head].kinds |= kind
      if kind & Self.markers != 0, token < head, families[head].marker == 0 {
        families[head].marker = sentence.words[token].lower
      }
      let last = families[head].last
      families[token].previous = last
      families[Int(last)].next = Int16(truncatingIfNeeded: token)
      families[head].last = Int16(truncatingIfNeeded: token)
    }
  }

  private static let markers: UInt16 = 3

  /// By label.
  private static let kindOfLabel: [UInt16] =
    [0]
    + Relation.allCases.map { relation in
      switch relation {
      case .case: 1
      case .mark: 2
      case .nsubj, .nsubjOuter, .csubj, .csubjOuter: 4
      case .nsubjPass, .csubjPass: 8
      case .obj, .iobj: 16
      case .ccomp, .xcomp: 32
      case .cop: 64
      case .aux: 128
      case .auxPass: 256
      case .cc: 512
      case .expl: 1024
      case .det, .nmodPoss, .detPredet: 2048
      case .oblAgent: 4096
      case .conj: 8192
      case .aclRelcl: 16384
      default: 0
      }
    }
}

/// What the choice of an arc's relation looks at.
package enum ArcFeatures {
  package static let capacity = 128

  /// The features of an arc by its two ends and what lies between and beside them.
  @inline(__always)
  package static func fill(
    _ base: UnsafeMutablePointer<UInt32>, _ sentence: ParserSentence, head: Int, dependent: Int
  ) -> Int {
    let words = sentence.words
    let h = words[head]
    let d = words[dependent]
    let isLeft: UInt32 = dependent < head ? 1 : 0
    let gap = abs(head - dependent)
    let distance = UInt32(gap < 4 ? gap : gap < 7 ? 4 : gap < 12 ? 5 : 6) << 1 | isLeft
    let before = words[dependent - 1]
    let after = words[dependent + 1]
    let headBefore = words[head - 1]
    let headAfter = words[min(head + 1, sentence.root + 1)]
    let between = sentence.between(head, dependent)
    let tags = Hashing.mix(Hashing.mix(h.tag, d.tag), isLeft)

    var list = FeatureList(base, template: 1000)
    list.add(isLeft)
    list.add(d.lower, isLeft)
    list.add(d.tag, isLeft)
    list.add(h.lower, isLeft)
    list.add(h.tag, isLeft)
    list.add(tags)
    list.add(tags, d.lower)
    list.add(tags, h.lower)
    list.add(d.lower, h.lower, isLeft)
    list.add(d.fine, isLeft)
    list.add(h.fine, isLeft)
    list.add(d.fine, h.fine, isLeft)
    list.add(d.fine, tags)
    list.add(h.fine, tags)
    list.add(d.coarse, h.coarse, isLeft)
    list.add(tags, distance)
    list.add(d.lower, distance)
    list.add(tags, between)
    list.add(tags, before.tag)
    list.add(tags, after.tag)
    list.add(tags, headBefore.tag)
    list.add(tags, headAfter.tag)
    list.add(tags, before.lower)
    list.add(d.tag, after.lower)
    list.add(d.tail, tags)
    list.add(before.tag, d.tag, after.tag)
    list.add(before.lower, d.lower)
    list.add(h.lower, d.tag, between)
    list.add(d.lower, h.fine, isLeft)
    list.add(h.lower, d.fine, isLeft)
    return list.count
  }

  /// The features of an arc in a whole tree; they follow those of `fill`.
  @inline(__always)
  package static func fillTree(
    _ base: UnsafeMutablePointer<UInt32>, _ sentence: ParserSentence,
    _ nodes: UnsafePointer<ParserNode>, _ family: UnsafePointer<ArcFamily>, dependent: Int
  ) -> Int {
    let words = sentence.words
    let node = nodes[dependent]
    let head = Int(node.head)
    let isLeft: UInt32 = dependent < head ? 1 : 0
    let h = words[head]
    let d = words[dependent]
    let above = nodes[head]
    let grand = words[Int(above.head)]
    let tags = Hashing.mix(Hashing.mix(h.tag, d.tag), isLeft)
    let left = words[Int(node.left)]
    let left2 = words[Int(node.left2)]
    let right = words[Int(node.right)]
    let labelLeft = UInt32(nodes[Int(node.left)].label)
    let labelLeft2 = UInt32(nodes[Int(node.left2)].label)
    let labelRight = UInt32(nodes[Int(node.right)].label)
    let guess = UInt32(node.label)
    let mine = family[dependent]
    let others = family[head]
    let own = mine.all
    let siblings = others.all
    let kinds = UInt32(mine.kinds)
    let headKinds = UInt32(others.kinds)
    let marker = mine.marker
    let previous = words[Int(mine.previous)]
    let next = words[Int(mine.next)]
    let labelPrevious = UInt32(nodes[Int(mine.previous)].label)
    let labelNext = UInt32(nodes[Int(mine.next)].label)
    let gap = abs(head - dependent)
    let distance = UInt32(gap < 4 ? gap : gap < 7 ? 4 : gap < 12 ? 5 : 6)

    var list = FeatureList(base, template: 1100)
    list.add(guess)
    list.add(guess, tags)
    list.add(tags, left.lower, labelLeft)
    list.add(tags, labelLeft)
    list.add(tags, labelLeft, labelLeft2)
    list.add(tags, left2.lower, labelLeft2)
    list.add(tags, right.tag, labelRight)
    list.add(tags, labelRight)
    list.add(d.tag, own)
    list.add(tags, own)
    list.add(tags, siblings)
    list.add(guess, siblings)
    list.add(tags, grand.tag, UInt32(above.label))
    list.add(tags, UInt32(above.label))
    list.add(h.lower, labelLeft, isLeft)
    list.add(h.lower, left.lower, isLeft)
    list.add(d.lower, left.lower, isLeft)
    list.add(h.lower, left.lower, d.fine)
    list.add(h.fine, left.lower, d.fine)
    list.add(h.fine, left.lower, d.tag)
    list.add(UInt32(above.label), d.lower, isLeft)
    list.add(grand.lower, h.tag, d.tag)
    // What kinds of dependents the two have: a subject, an object, a passive auxiliary.
    list.add(tags, kinds)
    list.add(h.lower, isLeft, kinds)
    list.add(d.lower, kinds)
    list.add(tags, headKinds)
    list.add(h.lower, headKinds, d.tag, isLeft)
    list.add(guess, headKinds, h.lower)
    list.add(UInt32(above.label), headKinds, tags)
    list.add(tags, distance, kinds)
    // The preposition or conjunction before the dependent.
    list.add(marker, tags)
    list.add(marker, h.lower, isLeft)
    list.add(marker, d.lower)
    list.add(marker, kinds, d.tag, isLeft)
    list.add(marker, h.fine, d.tag, isLeft)
    list.add(marker, d.fine, h.tag, isLeft)
    list.add(others.marker, tags)
    // The neighbours among the head's dependents.
    list.add(tags, labelNext, next.tag)
    list.add(h.lower, labelNext, guess)
    list.add(tags, labelPrevious)
    list.add(h.lower, labelPrevious, guess)
    list.add(labelPrevious, labelNext, guess, h.tag)
    list.add(previous.lower, guess, isLeft)
    list.add(next.lower, guess, isLeft)
    // What speaks against the first guess.
    list.add(grand.tag, tags, UInt32(above.label), guess)
    list.add(h.fine, d.fine, guess)
    list.add(h.tail, d.tag, guess)
    list.add(guess, sentence.between(head, dependent))
    list.add(guess, d.lower)
    list.add(guess, h.lower)
    list.add(guess, UInt32(above.label))
    return list.count
  }
}
