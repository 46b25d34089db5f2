internal import Language

/// One text as the trigger model learns from it.
package struct TriggerSample {
  package struct Row {
    /// The word, and the word it depends on, in code points.
    package var word: Range<Int>
    package var governor: Range<Int>?
    package var kind: Event.Kind
    package var features: [UInt32]
  }

  package let rows: [Row]
  private var table: TriggerTable

  init(_ table: TriggerTable, _ reading: Reading) {
    self.table = table
    rows = table.rows.map { row in
      let governor = reading.analyzed.tokens[row.token].head
      return Row(
        word: reading.span(row.token..<row.token + 1),
        governor: governor < 0 ? nil : reading.span(governor..<governor + 1), kind: row.kind,
        features: row.features)
    }
  }

  /// The features of the second look, from the log odds of the first, a row each.
  package mutating func secondLook(_ logits: [Float]) -> [[UInt32]] { table.secondLook(logits) }
}
