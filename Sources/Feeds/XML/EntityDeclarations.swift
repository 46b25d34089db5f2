/// The general entities a document declares in its internal subset, expanded only so far.
struct EntityDeclarations {
  private var values: [[UInt8]: [UInt8]] = [:]
  /// Bytes that may still be expanded.
  private(set) var budget: Int

  init(budget: Int) { self.budget = budget }

  var isEmpty: Bool { values.isEmpty }

  /// Reads `<!ENTITY name "value">`; external and parameter entities are left alone, so that
  /// nothing is ever loaded.
  mutating func read(_ all: Bytes) {
    let subset = all[..<min(all.count, 1 << 18)].rebased
    var index = 0
    while let start = subset.find("<!ENTITY", from: index), values.count < 512 {
      index = start + 8
      while index < subset.count, subset[index].isSpace { index += 1 }
      let nameStart = index
      while index < subset.count, !subset[index].isSpace { index += 1 }
      let name = Array(subset[nameStart..<index])
      while index < subset.count, subset[index].isSpace { index += 1 }
      guard index < subset.count, subset[index] == ascii("\"") || subset[index] == ascii("'") else {
        continue
      }
      guard let end = subset.find(subset[index], from: index + 1) else { return }
      // The first declaration binds (XML 1.0, section 4.2).
      if values[name] == nil { values[name] = Array(subset[(index + 1)..<end]) }
      index = end + 1
    }
  }

  /// The replacement text of `name`, references inside expanded, while the budget lasts; nil where
  /// it is not declared.
  mutating func expand(_ name: Bytes) -> [UInt8]? {
    guard !values.isEmpty, values[Array(name)] != nil else { return nil }
    var output: [UInt8] = []
    expand(Array(name), depth: 0, into: &output)
    return output
  }

  private mutating func expand(_ name: [UInt8], depth: Int, into output: inout [UInt8]) {
    guard depth < 8, let value = values[name] else { return }
    value.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count, budget > 0 {
        if bytes[index] == ascii("&") {
          if let number = Reference.number(bytes, at: index) {
            let scalar = Reference.scalar(number.value)
            if scalar != 0 { output.append(scalar: scalar) }
            budget -= 4
            index = number.next
            continue
          }
          let (end, closed) = Reference.name(bytes, at: index)
          if closed {
            let inner = Array(bytes[(index + 1)..<end])
            budget -= 1
            if values[inner] != nil {
              expand(inner, depth: depth + 1, into: &output)
              index = end + 1
              continue
            }
            if let known = inner.withUnsafeBufferPointer({ EntityTable.shared.value($0) }) {
              output.append(contentsOf: known)
              index = end + 1
              continue
            }
          }
        }
        output.append(bytes[index])
        budget -= 1
        index += 1
      }
    }
  }
}
