/// A token of a tree under construction. Indices are `ParserSentence`'s; 0 is none.
package struct ParserNode {
  package var head: Int16 = 0
  /// The outermost dependents and those next to them, on either side.
  var left: Int16 = 0
  var left2: Int16 = 0
  var right: Int16 = 0
  var right2: Int16 = 0
  /// The relation to its head as an index into `Relation.allCases` plus one; 0: no head yet.
  package var label: UInt8 = 0
  var lefts: UInt8 = 0
  var rights: UInt8 = 0
}

/// The arc-hybrid system (Kuhlmann, Gómez-Rodríguez, Satta 2011) with the root behind the last
/// token. Its memory belongs to a `BeamSearch`.
package struct ParserState {
  package let nodes: UnsafeMutablePointer<ParserNode>
  package let stack: UnsafeMutablePointer<Int16>
  package var depth = 0
  /// The first token of the buffer.
  package var buffer = 1
  package var score: Int32 = 0

  /// 0 shifts; `left` takes the token on top of the stack as a dependent of the buffer's first,
  /// `right` as one of the token below. The arcs' groups of relations are told apart.
  package enum Action {
    package static let shift = 0
    package static let left = 1
    package static let right = 4
    package static let count = 8
  }

  package mutating func reset(_ sentence: ParserSentence) {
    nodes.update(repeating: ParserNode(), count: sentence.count + 3)
    depth = 0
    buffer = 1
    score = 0
  }

  @inline(__always)
  mutating func copy(_ other: ParserState, _ sentence: ParserSentence) {
    nodes.update(from: other.nodes, count: sentence.count + 2)
    stack.update(from: other.stack, count: other.depth)
    depth = other.depth
    buffer = other.buffer
    score = other.score
  }

  @inline(__always)
  package func canShift(_ sentence: ParserSentence) -> Bool { buffer <= sentence.count }

  /// Only the last token left becomes the root's dependent.
  @inline(__always)
  package func canLeft(_ sentence: ParserSentence) -> Bool {
    depth >= 1 && (buffer <= sentence.count || depth == 1)
  }

  @inline(__always)
  package var canRight: Bool { depth >= 2 }

  /// The arc an action would make; (0, 0) for a shift.
  @inline(__always)
  package func arc(_ action: Int) -> (head: Int, dependent: Int) {
    if action == Action.shift { return (0, 0) }
    let top = Int(stack[depth - 1])
    return (action < Action.right ? buffer : Int(stack[depth - 2]), top)
  }

  /// Does an action; `label` is the arc's.
  @inline(__always)
  package mutating func apply(_ action: Int, label: UInt8) {
    if action == Action.shift {
      stack[depth] = Int16(truncatingIfNeeded: buffer)
      depth += 1
      buffer += 1
      return
    }
    let (head, dependent) = arc(action)
    depth -= 1
    nodes[dependent].head = Int16(truncatingIfNeeded: head)
    nodes[dependent].label = label
    if dependent < head {
      nodes[head].left2 = nodes[head].left
      nodes[head].left = Int16(truncatingIfNeeded: dependent)
      nodes[head].lefts &+= 1
    } else {
      nodes[head].right2 = nodes[head].right
      nodes[head].right = Int16(truncatingIfNeeded: dependent)
      nodes[head].rights &+= 1
    }
  }
}

/// The relations in groups, so that an action says what kind of arc it makes without a class for
/// every relation.
package enum RelationGroup {
  /// For every relation: its group to the left (0 to 2) and to the right (0 to 3).
  package static let left: [UInt8] = Relation.allCases.map { relation in
    switch relation {
    case .nsubj, .nsubjPass, .nsubjOuter, .csubj, .csubjPass, .csubjOuter, .obj, .iobj, .expl,
      .obl, .oblAgent, .oblUnmarked, .ccomp, .xcomp, .dislocated, .vocative:
      0
    case .det, .detPredet, .case, .mark, .aux, .auxPass, .cop, .cc, .ccPreconj, .nmodPoss: 1
    default: 2
    }
  }

  package static let right: [UInt8] = Relation.allCases.map { relation in
    switch relation {
    case .obj, .iobj, .xcomp, .ccomp, .nsubj, .nsubjPass, .expl, .csubj, .csubjPass,
      .compoundPrt:
      0
    case .conj, .appos, .flat, .fixed, .list, .parataxis, .goeswith, .reparandum, .orphan: 2
    case .acl, .aclRelcl, .advcl, .advclRelcl, .punct, .dislocated, .discourse, .vocative: 3
    default: 1
    }
  }

  /// The action that makes an arc with this relation.
  @inline(__always)
  package static func action(_ relation: Int, isLeft: Bool) -> Int {
    isLeft
      ? ParserState.Action.left + Int(left[relation])
      : ParserState.Action.right + Int(right[relation])
  }
}
