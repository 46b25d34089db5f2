import Extraction
import FuzzDoors

/// Fuzzes the extraction core: the first argument names the door, the rest is libFuzzer's.
///
///     FEEDWATCH_FUZZ=1 swift build -c release --scratch-path .build/fuzz --product extraction-fuzz
///     .build/fuzz/release/extraction-fuzz words -max_total_time=300 /tmp/corpus-words
///
/// `text` reads the bytes as a dispatch; `words` reads each byte as one word or mark of `Words`, so
/// that the fuzzer writes sentences instead of letters.
@main
struct ExtractionFuzz {
  static func main() {
    openFuzzDoor(["text": text, "words": words])
  }
}

private let extractor = Extractor(minimumConfidence: 0)
private let validator = RecordSchema.Validator()

/// Reads a dispatch twice: the record keeps to the schema, its spans and ids hold, and the bytes
/// are the same.
private func read(_ text: String, options: UInt8) {
  let days: [Int64?] = [nil, 1_720_828_800, 0, .max, .min, 951_782_400, -62_135_596_800, 1]
  var source = SourceMetadata()
  source.item.language = "en"
  let dispatch = Dispatch(
    text: text, hasTitle: options & 1 == 0, published: days[Int(options >> 1 & 7)], source: source)
  let record = extractor.extract(dispatch)
  precondition(record.text == text)
  let json = record.json()
  let violations = validator.violations(in: json)
  precondition(violations.isEmpty, violations.map(\.description).joined(separator: "\n"))
  precondition(extractor.extract(dispatch).json() == json)
  precondition(record.explained().allSatisfy { !$0.sieve.isEmpty && !$0.answer.isEmpty })
}

private func text(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = UnsafeBufferPointer(start: data, count: size)
  // A head in English, so that short inputs are read too.
  read(
    "The president said on Monday that the talks had failed.\n\n"
      + String(decoding: bytes.dropFirst(), as: UTF8.self), options: bytes.first ?? 0)
  return 0
}

private func words(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = UnsafeBufferPointer(start: data, count: size)
  var text = "Talks between the two countries\n\n"
  var isTight = true
  for byte in bytes.dropFirst() {
    let word = Words.all[Int(byte) % Words.all.count]
    // Marks stand close to the word before them, as they do in news.
    if !isTight, !Words.closing.contains(word) { text += " " }
    text += word
    isTight = word == "\n" || word == "“" || word == "("
  }
  read(text, options: bytes.first ?? 0)
  return 0
}
