/// Dictionary forms by rules on a word's end, with a table of the words the rules get wrong.
///
/// The file's sections: [bits] with the slots of a table from keys to a script's number plus one;
/// the scripts, each how many bytes to cut (a byte), how many to append (a byte) and those.
package struct LemmaModel: Sendable {
  package static let valueBits = 11
  /// The longest end that a rule looks at, in bytes.
  package static let longestEnd = 5

  package struct Script: Hashable, Sendable {
    package var cut: Int
    package var append: [UInt8]

    package init(cut: Int, append: [UInt8]) {
      self.cut = cut
      self.append = append
    }

    package func apply(_ word: [UInt8]) -> [UInt8] {
      cut <= word.count ? Array(word.dropLast(cut)) + append : word
    }
  }

  private let table: HashTable
  private let scripts: [Script]

  /// The model inside the binary; nil while none was trained.
  static let embedded = LemmaModel(EmbeddedModel.lemmas)

  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let file = ModelFile(.lemmas, bytes), file.sections.count == 2,
      let bits = file.words(0).first, bits < 30, file.words(0).count == 1 + 1 << Int(bits),
      let base = file.words(0).baseAddress
    else { return nil }
    table = HashTable(base + 1, bits: Int(bits), valueBits: Self.valueBits)
    var scripts: [Script] = []
    let data = file.bytes(1)
    var index = 0
    while index + 1 < data.count, index + 2 + Int(data[index + 1]) <= data.count {
      let length = Int(data[index + 1])
      scripts.append(
        Script(cut: Int(data[index]), append: Array(data[index + 2..<index + 2 + length])))
      index += 2 + length
    }
    self.scripts = scripts
  }

  /// The lemma of a word with these tags. Proper nouns keep their letters' case.
  package func lemma(_ word: String, _ tag: UniversalTag, _ penn: PennTag) -> String {
    let bytes = Array((tag == .propn ? word : word.lowercased()).utf8)
    let plain = Self.plain(bytes)
    let group = Self.group(tag, penn)
    var value = table.value(Self.wordKey(plain, group))
    var length = min(Self.longestEnd, plain.count)
    while value == 0, length >= 0 {
      value = table.value(Self.endKey(plain.suffix(length), group))
      length -= 1
    }
    guard value > 0, Int(value) <= scripts.count else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: scripts[Int(value) - 1].apply(plain), as: UTF8.self)
  }

  /// Typographic apostrophes as ASCII ones.
  package static func plain(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0xE2) else { return bytes }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
        bytes[index + 2] == 0x99 || bytes[index + 2] == 0x98
      {
        result.append(0x27)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  package static func group(_ tag: UniversalTag, _ penn: PennTag) -> UInt32 {
    var hash = Hashing.start
    for byte in tag.rawValue.utf8 { hash = Hashing.byte(hash, byte) }
    for byte in penn.rawValue.utf8 { hash = Hashing.byte(hash, byte) }
    return hash
  }

  package static func wordKey(_ word: some Sequence<UInt8>, _ group: UInt32) -> UInt32 {
    Hashing.mix(group, word.reduce(Hashing.start) { Hashing.byte($0, $1 | 0x20) })
  }

  package static func endKey(_ end: some Collection<UInt8>, _ group: UInt32) -> UInt32 {
    let hash = end.reduce(Hashing.start) { Hashing.byte($0, $1 | 0x20) }
    return Hashing.mix(Hashing.mix(group, UInt32(end.count + 1)), hash)
  }
}
