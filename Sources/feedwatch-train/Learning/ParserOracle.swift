import Language

/// The actions that build a sentence's tree, or the nearest tree that arc-hybrid can build
/// (the costs are Goldberg and Nivre's, 2013).
enum ParserOracle {
  static func actions(_ sentence: TrainingSentence) -> [UInt8] {
    let count = sentence.forms.count
    let heads = [0] + sentence.heads.map { $0 == count ? count + 1 : $0 + 1 }
    var stack: [Int] = []
    var buffer = 1
    var actions: [UInt8] = []
    while !(buffer == count + 1 && stack.isEmpty) {
      let top = stack.last
      let below = stack.count > 1 ? stack[stack.count - 2] : nil
      var best = (cost: Int.max, action: 0)
      func offer(_ cost: Int, _ action: Int) {
        if cost < best.cost { best = (cost, action) }
      }
      if let top {
        let lost = (buffer..<max(buffer, count + 1)).reduce(0) {
          $0 + ($1 <= count && heads[$1] == top ? 1 : 0)
        }
        if buffer <= count || stack.count == 1 {
          var cost = lost
          if heads[top] != buffer, heads[top] == below || heads[top] > buffer { cost += 1 }
          offer(cost, RelationGroup.action(sentence.relations[top - 1], isLeft: true))
        }
        if let below {
          var cost = lost
          if heads[top] != below, heads[top] >= buffer { cost += 1 }
          offer(cost, RelationGroup.action(sentence.relations[top - 1], isLeft: false))
        }
      }
      if buffer <= count {
        var cost = 0
        for (index, token) in stack.enumerated() {
          if heads[token] == buffer { cost += 1 }
          if index < stack.count - 1, heads[buffer] == token { cost += 1 }
        }
        offer(cost, 0)
      }
      actions.append(UInt8(best.action))
      if best.action == 0 {
        stack.append(buffer)
        buffer += 1
      } else {
        stack.removeLast()
      }
    }
    return actions
  }
}
