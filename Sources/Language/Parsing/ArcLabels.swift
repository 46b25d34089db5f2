/// What the choice of an arc's relation looks at.
package enum ArcFeatures {
  package static let capacity = 96

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
    _ nodes: UnsafePointer<ParserNode>, _ children: UnsafePointer<UInt64>, dependent: Int
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
    let own = UInt32(truncatingIfNeeded: children[dependent] ^ children[dependent] >> 32)
    let siblings = UInt32(truncatingIfNeeded: children[head] ^ children[head] >> 32)

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
    return list.count
  }
}
