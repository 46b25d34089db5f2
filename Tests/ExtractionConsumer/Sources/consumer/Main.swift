import Extraction

@main
struct Main {
  static func main() {
    let dispatch = Dispatch(
      text: """
        Ministers agree on a river patrol

        LISBON, March 3 (Atlantic Wire) - "We will start in June," said Defence Minister Ana Duarte.
        """)
    let record = Extractor().extract(dispatch)
    let line = record.json()
    let violations = RecordSchema.Validator().violations(in: line)
    guard violations.isEmpty, record.dateline?.agency == "Atlantic Wire" else {
      fatalError("not the record that was expected: \(violations) \(record)")
    }
    print(String(decoding: line, as: UTF8.self))
  }
}
