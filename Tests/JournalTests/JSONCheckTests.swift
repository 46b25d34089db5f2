import Foundation
import Journal
import Testing

@Suite("Journal: is it JSON")
struct JSONCheckTests {
  func fault(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { JSONCheck.firstFault(in: $0) }
  }

  @Test(
    "Objects of RFC 8259",
    arguments: [
      "{}", "{ }", #"{"a":1}"#, #"{"a":-0.5e+10,"b":[],"c":[1,[2,{}]],"d":{"e":null}}"#,
      #"{"a":true,"b":false}"#, #"{"":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#, #"{"é":"👍"}"#,
      "{\"a\" : [ 1 , 2 ] }", #"{"a":0,"b":0.0,"c":1E5}"#,
    ])
  func good(text: String) {
    #expect(fault(Array(text.utf8)) == nil)
  }

  @Test(
    "What is none, and where",
    arguments: [
      ("", 0), ("[]", 0), ("1", 0), (#"{"a":1"#, 6), (#"{"a":1}x"#, 7), (#"{"a":1}{}"#, 7),
      (#"{"a"}"#, 4), (#"{a:1}"#, 1), (#"{"a":01}"#, 7), (#"{"a":1.}"#, 7), (#"{"a":+1}"#, 5),
      (#"{"a":tru}"#, 5), (#"{"a":"\x"}"#, 6), (#"{"a":"\u12g4"}"#, 6), (#"{"a":1,}"#, 7),
      (#"{"a":[1,]}"#, 8), (#"{"a":[1}"#, 7), (#"{"a":{]}"#, 6), ("{\"a\":\"\t\"}", 6),
      ("{\"a\":\"b", 7), (#"{"a":1 "b":2}"#, 7), (#"{"a":nul"#, 5), (#"{"a":-}"#, 6),
    ])
  func bad(text: String, at: Int) {
    #expect(fault(Array(text.utf8)) == at)
  }

  @Test(
    "Bytes that are no UTF-8 (RFC 3629)",
    arguments: [
      [0xFF], [0x80], [0xC3], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ] as [[UInt8]])
  func utf8(bytes: [UInt8]) {
    #expect(fault(Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8)) == 6)
  }

  @Test("Nesting is bounded, and deep nesting no crash")
  func depth() {
    func nested(_ depth: Int) -> [UInt8] {
      let open = Array(repeating: UInt8(ascii: "["), count: depth)
      let close = Array(repeating: UInt8(ascii: "]"), count: depth)
      return Array("{\"a\":".utf8) + open + close + [UInt8(ascii: "}")]
    }
    #expect(fault(nested(127)) == nil)
    #expect(fault(nested(128)) != nil)
    #expect(fault(nested(1_000_000)) != nil)
  }

  @Test("Agrees with Foundation on mutations of a record")
  func mutations() {
    let record = Array(
      #"{"id":"a","n":[1,2.5,-3e2],"o":{"p":null,"q":true},"t":"Ünïcode 👍","e":[]}"#.utf8)
    let pieces = Array(#"{}[]",:0-.e\ntu "#.utf8) + [0xC3, 0x09]
    var random: UInt64 = 88_172_645_463_325_252
    func next(_ bound: Int) -> Int {
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      return Int(random >> 11) % bound
    }
    for _ in 0..<3000 {
      var bytes = record
      for _ in 0...next(2) {
        let at = next(bytes.count)
        switch next(3) {
        case 0: bytes[at] = pieces[next(pieces.count)]
        case 1: bytes.insert(pieces[next(pieces.count)], at: at)
        default: bytes.remove(at: at)
        }
      }
      let isObject =
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] != nil
      let text = String(decoding: bytes, as: UTF8.self)
      // Foundation takes a lone \u escape's surrogate differently and spaces in front as well.
      if text.contains("\\u") || bytes.first != UInt8(ascii: "{") { continue }
      #expect((fault(bytes) == nil) == isObject, "\(text)")
    }
  }
}
