/// What the parser looks at before an action, after Zhang and Nivre (2011), with word classes.
package enum ParserFeatures {
  /// At least as many as `fill` writes.
  package static let capacity = 128

  @inline(__always)
  package static func fill(
    _ base: UnsafeMutablePointer<UInt32>, _ state: ParserState, _ sentence: ParserSentence
  ) -> Int {
    let words = sentence.words
    let nodes = state.nodes
    let depth = state.depth
    let i0 = depth > 0 ? Int(state.stack[depth - 1]) : 0
    let i1 = depth > 1 ? Int(state.stack[depth - 2]) : 0
    let i2 = depth > 2 ? Int(state.stack[depth - 3]) : 0
    let root = sentence.root
    let j0 = state.buffer
    let j1 = min(j0 + 1, root + 1)
    let j2 = min(j0 + 2, root + 1)
    let s0 = words[i0]
    let s1 = words[i1]
    let s2 = words[i2]
    let b0 = words[j0]
    let b1 = words[j1]
    let b2 = words[j2]
    let n0 = nodes[i0]
    let n1 = nodes[i1]
    let m0 = nodes[j0]
    let l0 = words[Int(n0.left)]
    let r0 = words[Int(n0.right)]
    let r1 = words[Int(n1.right)]
    let l1 = words[Int(n1.left)]
    let lb = words[Int(m0.left)]
    let labelL0 = UInt32(nodes[Int(n0.left)].label)
    let labelL02 = UInt32(nodes[Int(n0.left2)].label)
    let labelR0 = UInt32(nodes[Int(n0.right)].label)
    let labelR02 = UInt32(nodes[Int(n0.right2)].label)
    let labelR1 = UInt32(nodes[Int(n1.right)].label)
    let labelL1 = UInt32(nodes[Int(n1.left)].label)
    let labelLB = UInt32(nodes[Int(m0.left)].label)
    let distance = i0 == 0 ? 0 : UInt32(min(6, j0 - i0))
    let distance1 = i1 == 0 ? 0 : UInt32(min(6, i0 - i1))
    let between = i0 == 0 ? 0 : sentence.between(i0, j0)
    let s0wt = Hashing.mix(s0.lower, s0.tag)
    let b0wt = Hashing.mix(b0.lower, b0.tag)
    let tags = Hashing.mix(s0.tag, b0.tag)
    let stackTags = Hashing.mix(s1.tag, s0.tag)

    var list = FeatureList(base)
    list.add(0)
    list.add(s0.lower)
    list.add(s0.tag)
    list.add(s0wt)
    list.add(b0.lower)
    list.add(b0.tag)
    list.add(b0wt)
    list.add(b1.lower)
    list.add(b1.tag)
    list.add(b2.tag)
    list.add(b2.lower)
    list.add(s1.lower)
    list.add(s1.tag)
    list.add(s0wt, b0wt)
    list.add(s0wt, b0.tag)
    list.add(s0.tag, b0wt)
    list.add(s0.lower, b0.lower)
    list.add(tags)
    list.add(b0.tag, b1.tag)
    list.add(b0.tag, b1.tag, b2.tag)
    list.add(tags, b1.tag)
    list.add(stackTags, b0.tag)
    list.add(stackTags)
    list.add(s2.tag, stackTags)
    list.add(stackTags, b0.tag, b1.tag)
    list.add(s2.tag, stackTags, b0.tag)
    list.add(s1.lower, s0.lower)
    list.add(s1.lower, s0.tag)
    list.add(s1.tag, s0.lower)
    list.add(s1.tag, b0.tag)
    list.add(s1.lower, b0.lower)
    list.add(s1.lower, stackTags)
    list.add(s1.tag, s0wt, b0.tag)
    list.add(s1.lower, s0.tag, b0.tag)
    list.add(stackTags, b0.lower)

    list.add(tags, l0.tag)
    list.add(tags, r0.tag)
    list.add(tags, lb.tag)
    list.add(stackTags, r1.tag)
    list.add(stackTags, l0.tag)
    list.add(stackTags, r0.tag)
    list.add(stackTags, l1.tag)
    list.add(tags, r0.tag, labelR0)

    list.add(s0.lower, distance)
    list.add(s0.tag, distance)
    list.add(b0.lower, distance)
    list.add(b0.tag, distance)
    list.add(tags, distance)
    list.add(stackTags, distance1)
    list.add(tags, between)
    list.add(stackTags, distance1, distance)
    let rights = UInt32(min(4, n0.rights))
    let lefts = UInt32(min(4, n0.lefts))
    let bufferLefts = UInt32(min(4, m0.lefts))
    let rights1 = UInt32(min(4, n1.rights))
    list.add(s0.lower, rights)
    list.add(s0.tag, rights)
    list.add(s0.lower, lefts)
    list.add(s0.tag, lefts)
    list.add(b0.lower, bufferLefts)
    list.add(b0.tag, bufferLefts)
    list.add(s1.tag, rights1)
    list.add(tags, rights, bufferLefts)

    list.add(s0.tag, labelL0)
    list.add(s0.tag, labelR0)
    list.add(b0.tag, labelLB)
    list.add(s0.tag, labelL0, labelL02)
    list.add(s0.tag, labelR0, labelR02)
    list.add(l0.lower, s0.tag)
    list.add(r0.lower, s0.tag)
    list.add(lb.lower, b0.tag)
    list.add(s0.lower, labelR0)
    list.add(s0.lower, labelL0)
    list.add(b0.lower, labelLB)
    list.add(stackTags, labelR1)
    list.add(s1.lower, labelR1)
    list.add(stackTags, labelL1)
    list.add(s1.tag, labelL1, labelR1)
    list.add(tags, labelL0, labelR0)
    list.add(tags, labelLB)
    list.add(s1.lower, s0.lower, b0.tag)
    list.add(stackTags, l0.lower, labelL0)
    list.add(tags, l0.lower, labelL0)

    list.add(s0.fine)
    list.add(b0.fine)
    list.add(s0.fine, b0.fine)
    list.add(s0.fine, b0.tag)
    list.add(s0.tag, b0.fine)
    list.add(s0.coarse, b0.coarse)
    list.add(s1.coarse, s0.coarse, b0.coarse)
    list.add(s1.fine, s0.fine)
    list.add(s1.fine, s0.tag)
    list.add(s1.tag, s0.fine)
    list.add(s0.coarse, b0.coarse, b1.tag)
    list.add(s1.coarse, s0.coarse, b0.tag)
    list.add(s1.fine, stackTags, b0.tag)
    list.add(stackTags, s0.fine, b0.tag)
    list.add(b1.fine, tags)
    list.add(s0.tail, b0.tag)
    return list.count
  }
}
