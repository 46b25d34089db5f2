/// What the parser looks at before an action, after Zhang and Nivre (2011), with word classes: in
/// blocks by what they depend on, so that a block whose part of the state was met before need not
/// be looked at again.
package enum ParserFeatures {
  /// At least as many as `fill` writes.
  package static let capacity = 128

  /// Writes all features of a state.
  @inline(__always)
  package static func fill(
    _ base: UnsafeMutablePointer<UInt32>, _ state: ParserState, _ sentence: ParserSentence
  ) -> Int {
    fill(base, ParserView(state, sentence), sentence)
  }

  @inline(__always)
  package static func fill(
    _ base: UnsafeMutablePointer<UInt32>, _ view: ParserView, _ sentence: ParserSentence
  ) -> Int {
    var list = FeatureList(base)
    addBuffer(&list, Int(view.buffer), sentence)
    addTop(&list, Int(view.top), sentence)
    addSecond(&list, Int(view.second), sentence)
    addPair(&list, Int(view.top), Int(view.buffer), sentence)
    addBelow(&list, Int(view.second), Int(view.top), sentence)
    addTriple(&list, view, sentence)
    addTopTree(&list, view, sentence)
    addBufferTree(&list, view, sentence)
    addTree(&list, view, sentence)
    return list.count
  }

  /// The buffer's first three tokens.
  @inline(__always)
  static func addBuffer(_ list: inout FeatureList, _ buffer: Int, _ sentence: ParserSentence) {
    let b0 = sentence.words[buffer]
    let b1 = sentence.words[min(buffer + 1, sentence.root + 1)]
    let b2 = sentence.words[min(buffer + 2, sentence.root + 1)]
    list.go(to: 0)
    list.add(0)
    list.add(b0.lower)
    list.add(b0.tag)
    list.add(b0.lower, b0.tag)
    list.add(b0.fine)
    list.add(b1.lower)
    list.add(b1.tag)
    list.add(b2.tag)
    list.add(b2.lower)
    list.add(b0.tag, b1.tag)
    list.add(b0.tag, b1.tag, b2.tag)
  }

  /// The token on top of the stack.
  @inline(__always)
  static func addTop(_ list: inout FeatureList, _ top: Int, _ sentence: ParserSentence) {
    let s0 = sentence.words[top]
    list.go(to: 20)
    list.add(s0.lower)
    list.add(s0.tag)
    list.add(s0.lower, s0.tag)
    list.add(s0.fine)
  }

  /// The token below.
  @inline(__always)
  static func addSecond(_ list: inout FeatureList, _ second: Int, _ sentence: ParserSentence) {
    let s1 = sentence.words[second]
    list.go(to: 30)
    list.add(s1.lower)
    list.add(s1.tag)
  }

  private static func distance(_ low: Int, _ high: Int) -> UInt32 {
    low == 0 ? 0 : UInt32(min(6, high - low))
  }

  /// The top and the buffer's first.
  @inline(__always)
  static func addPair(
    _ list: inout FeatureList, _ top: Int, _ buffer: Int, _ sentence: ParserSentence
  ) {
    let s0 = sentence.words[top]
    let b0 = sentence.words[buffer]
    let b1 = sentence.words[min(buffer + 1, sentence.root + 1)]
    let distance = distance(top, buffer)
    let between = top == 0 ? 0 : sentence.between(top, buffer)
    let s0wt = Hashing.mix(s0.lower, s0.tag)
    let b0wt = Hashing.mix(b0.lower, b0.tag)
    let tags = Hashing.mix(s0.tag, b0.tag)
    list.go(to: 40)
    list.add(s0wt, b0wt)
    list.add(s0wt, b0.tag)
    list.add(s0.tag, b0wt)
    list.add(s0.lower, b0.lower)
    list.add(tags)
    list.add(tags, b1.tag)
    list.add(s0.lower, distance)
    list.add(s0.tag, distance)
    list.add(b0.lower, distance)
    list.add(b0.tag, distance)
    list.add(tags, distance)
    list.add(tags, between)
    list.add(s0.fine, b0.fine)
    list.add(s0.fine, b0.tag)
    list.add(s0.tag, b0.fine)
    list.add(s0.coarse, b0.coarse)
    list.add(s0.coarse, b0.coarse, b1.tag)
    list.add(b1.fine, tags)
    list.add(s0.tail, b0.tag)
  }

  /// The two on top of the stack.
  @inline(__always)
  static func addBelow(
    _ list: inout FeatureList, _ second: Int, _ top: Int, _ sentence: ParserSentence
  ) {
    let s0 = sentence.words[top]
    let s1 = sentence.words[second]
    let tags = Hashing.mix(s1.tag, s0.tag)
    list.go(to: 70)
    list.add(tags)
    list.add(s1.lower, s0.lower)
    list.add(s1.lower, s0.tag)
    list.add(s1.tag, s0.lower)
    list.add(s1.lower, tags)
    list.add(tags, distance(second, top))
    list.add(s1.fine, s0.fine)
    list.add(s1.fine, s0.tag)
    list.add(s1.tag, s0.fine)
  }

  /// The three on top of the stack and the buffer's first.
  @inline(__always)
  static func addTriple(_ list: inout FeatureList, _ view: ParserView, _ sentence: ParserSentence) {
    let buffer = Int(view.buffer)
    let s0 = sentence.words[Int(view.top)]
    let s1 = sentence.words[Int(view.second)]
    let s2 = sentence.words[Int(view.third)]
    let b0 = sentence.words[buffer]
    let b1 = sentence.words[min(buffer + 1, sentence.root + 1)]
    let tags = Hashing.mix(s1.tag, s0.tag)
    list.go(to: 90)
    list.add(tags, b0.tag)
    list.add(tags, b0.tag, b1.tag)
    list.add(tags, b0.lower)
    list.add(
      tags, distance(Int(view.second), Int(view.top)), distance(Int(view.top), buffer))
    list.add(s1.tag, b0.tag)
    list.add(s1.lower, b0.lower)
    list.add(s1.tag, Hashing.mix(s0.lower, s0.tag), b0.tag)
    list.add(s1.lower, s0.tag, b0.tag)
    list.add(s1.lower, s0.lower, b0.tag)
    list.add(s1.coarse, s0.coarse, b0.coarse)
    list.add(s1.coarse, s0.coarse, b0.tag)
    list.add(s1.fine, tags, b0.tag)
    list.add(tags, s0.fine, b0.tag)
    list.add(s2.tag, tags)
    list.add(s2.tag, tags, b0.tag)
  }

  /// The top's dependents found so far.
  @inline(__always)
  static func addTopTree(
    _ list: inout FeatureList, _ view: ParserView, _ sentence: ParserSentence
  ) {
    let s0 = sentence.words[Int(view.top)]
    let l0 = sentence.words[Int(view.topLeft)]
    let r0 = sentence.words[Int(view.topRight)]
    let labelL0 = UInt32(view.labels[0])
    let labelL02 = UInt32(view.labels[1])
    let labelR0 = UInt32(view.labels[2])
    let labelR02 = UInt32(view.labels[3])
    let rights = UInt32(view.counts[0])
    let lefts = UInt32(view.counts[1])
    list.go(to: 120)
    list.add(s0.lower, rights)
    list.add(s0.tag, rights)
    list.add(s0.lower, lefts)
    list.add(s0.tag, lefts)
    list.add(s0.tag, labelL0)
    list.add(s0.tag, labelR0)
    list.add(s0.tag, labelL0, labelL02)
    list.add(s0.tag, labelR0, labelR02)
    list.add(l0.lower, s0.tag)
    list.add(r0.lower, s0.tag)
    list.add(s0.lower, labelR0)
    list.add(s0.lower, labelL0)
  }

  /// The dependents of the buffer's first.
  @inline(__always)
  static func addBufferTree(
    _ list: inout FeatureList, _ view: ParserView, _ sentence: ParserSentence
  ) {
    let b0 = sentence.words[Int(view.buffer)]
    let lb = sentence.words[Int(view.bufferLeft)]
    let labelLB = UInt32(view.labels[6])
    let lefts = UInt32(view.counts[2])
    list.go(to: 140)
    list.add(b0.lower, lefts)
    list.add(b0.tag, lefts)
    list.add(b0.tag, labelLB)
    list.add(lb.lower, b0.tag)
    list.add(b0.lower, labelLB)
  }

  /// Dependents, and what else stands there.
  @inline(__always)
  static func addTree(_ list: inout FeatureList, _ view: ParserView, _ sentence: ParserSentence) {
    let words = sentence.words
    let s0 = words[Int(view.top)]
    let s1 = words[Int(view.second)]
    let b0 = words[Int(view.buffer)]
    let l0 = words[Int(view.topLeft)]
    let r0 = words[Int(view.topRight)]
    let r1 = words[Int(view.secondRight)]
    let l1 = words[Int(view.secondLeft)]
    let lb = words[Int(view.bufferLeft)]
    let labelL0 = UInt32(view.labels[0])
    let labelR0 = UInt32(view.labels[2])
    let labelR1 = UInt32(view.labels[4])
    let labelL1 = UInt32(view.labels[5])
    let labelLB = UInt32(view.labels[6])
    let rights = UInt32(view.counts[0])
    let bufferLefts = UInt32(view.counts[2])
    let rights1 = UInt32(view.counts[3])
    let tags = Hashing.mix(s0.tag, b0.tag)
    let stackTags = Hashing.mix(s1.tag, s0.tag)
    list.go(to: 150)
    list.add(tags, l0.tag)
    list.add(tags, r0.tag)
    list.add(tags, lb.tag)
    list.add(stackTags, r1.tag)
    list.add(stackTags, l0.tag)
    list.add(stackTags, r0.tag)
    list.add(stackTags, l1.tag)
    list.add(tags, r0.tag, labelR0)
    list.add(s1.tag, rights1)
    list.add(tags, rights, bufferLefts)
    list.add(stackTags, labelR1)
    list.add(s1.lower, labelR1)
    list.add(stackTags, labelL1)
    list.add(s1.tag, labelL1, labelR1)
    list.add(tags, labelL0, labelR0)
    list.add(tags, labelLB)
    list.add(stackTags, l0.lower, labelL0)
    list.add(tags, l0.lower, labelL0)
  }
}

/// All of a state that its features depend on: two states with the same view get the same scores.
package struct ParserView {
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
  package init(_ state: ParserState, _ sentence: ParserSentence) {
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

  /// The view and a number of 16 bits as one key.
  @inline(__always)
  func key(_ number: UInt16) -> SIMD4<UInt64> {
    @inline(__always)
    func join(_ a: Int16, _ b: Int16, _ c: Int16, _ d: Int16) -> UInt64 {
      let low = UInt64(UInt16(bitPattern: a)) | UInt64(UInt16(bitPattern: b)) << 16
      return low | UInt64(UInt16(bitPattern: c)) << 32 | UInt64(UInt16(bitPattern: d)) << 48
    }
    let amounts = unsafeBitCast(counts, to: UInt32.self)
    return SIMD4(
      join(top, second, third, buffer), join(topLeft, topRight, secondLeft, secondRight),
      unsafeBitCast(labels, to: UInt64.self),
      UInt64(UInt16(bitPattern: bufferLeft)) | UInt64(amounts) << 16 | UInt64(number) << 48)
  }
}
