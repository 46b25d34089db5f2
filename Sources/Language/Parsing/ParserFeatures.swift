/// What the parser looks at before an action, after Zhang and Nivre (2011), with word classes.
package enum ParserFeatures {
  /// At least as many as `fill` writes.
  package static let capacity = 128

  /// Writes the features of a state.
  @inline(__always)
  package static func fill(
    _ base: UnsafeMutablePointer<UInt32>, _ state: ParserState, _ sentence: ParserSentence
  ) -> Int {
    fill(base, ParserView(state, sentence), sentence)
  }

  @inline(__always)
  static func fill(
    _ base: UnsafeMutablePointer<UInt32>, _ view: ParserView, _ sentence: ParserSentence
  ) -> Int {
    let words = sentence.words
    let i0 = Int(view.top)
    let i1 = Int(view.second)
    let root = sentence.root
    let j0 = Int(view.buffer)
    let s0 = words[i0]
    let s1 = words[i1]
    let s2 = words[Int(view.third)]
    let b0 = words[j0]
    let b1 = words[min(j0 + 1, root + 1)]
    let b2 = words[min(j0 + 2, root + 1)]
    let l0 = words[Int(view.topLeft)]
    let r0 = words[Int(view.topRight)]
    let r1 = words[Int(view.secondRight)]
    let l1 = words[Int(view.secondLeft)]
    let lb = words[Int(view.bufferLeft)]
    let labelL0 = UInt32(view.labels[0])
    let labelL02 = UInt32(view.labels[1])
    let labelR0 = UInt32(view.labels[2])
    let labelR02 = UInt32(view.labels[3])
    let labelR1 = UInt32(view.labels[4])
    let labelL1 = UInt32(view.labels[5])
    let labelLB = UInt32(view.labels[6])
    let rights = UInt32(view.counts[0])
    let lefts = UInt32(view.counts[1])
    let bufferLefts = UInt32(view.counts[2])
    let rights1 = UInt32(view.counts[3])
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

/// All of a state that its features depend on: two states with the same view get the same scores.
struct ParserView: Equatable {
  var top: Int16
  var second: Int16
  var third: Int16
  var buffer: Int16
  var topLeft: Int16
  var topRight: Int16
  var secondLeft: Int16
  var secondRight: Int16
  var bufferLeft: Int16
  /// Of the top's left and right dependents (outermost, next), the second's right and left, the
  /// buffer's left.
  var labels: SIMD8<UInt8>
  /// How many dependents the top has to its right and left, the buffer's first to its left, the
  /// second to its right; at most 4.
  var counts: SIMD4<UInt8>

  @inline(__always)
  init(_ state: ParserState, _ sentence: ParserSentence) {
    let nodes = state.nodes
    let depth = state.depth
    top = depth > 0 ? state.stack[depth - 1] : 0
    second = depth > 1 ? state.stack[depth - 2] : 0
    third = depth > 2 ? state.stack[depth - 3] : 0
    buffer = Int16(truncatingIfNeeded: state.buffer)
    let first = nodes[Int(top)]
    let below = nodes[Int(second)]
    let next = nodes[state.buffer]
    topLeft = first.left
    topRight = first.right
    secondLeft = below.left
    secondRight = below.right
    bufferLeft = next.left
    labels = SIMD8(
      nodes[Int(first.left)].label, nodes[Int(first.left2)].label, nodes[Int(first.right)].label,
      nodes[Int(first.right2)].label, nodes[Int(below.right)].label, nodes[Int(below.left)].label,
      nodes[Int(next.left)].label, 0)
    counts = SIMD4(
      min(4, first.rights), min(4, first.lefts), min(4, next.lefts), min(4, below.rights))
  }
}
