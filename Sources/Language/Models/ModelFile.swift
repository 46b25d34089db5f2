internal import LanguageModels

/// A model file: little-endian 32-bit numbers, first the kind, then the sections' lengths in
/// bytes, then the sections, each a multiple of four bytes long and starting at one of eight. It is
/// read in place.
package struct ModelFile: @unchecked Sendable {
  package enum Kind: UInt32, Sendable {
    case lexicon = 0x4658_4C31
    case tagger = 0x4754_4C31
    case parser = 0x5250_4C31
    case names = 0x4D4E_4C31
    case lemmas = 0x4D4C_4C31
    case triggers = 0x4754_5231
  }

  /// The sections' bytes.
  package private(set) var sections: [UnsafeRawBufferPointer] = []

  /// Nil where the bytes are no model of this kind: while the first one is being trained the binary
  /// holds an empty one.
  package init?(_ kind: Kind, _ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 8, bytes.load(as: UInt32.self) == kind.rawValue else { return nil }
    let count = Int(bytes.load(fromByteOffset: 4, as: UInt32.self))
    guard count < 64, bytes.count >= 8 + 4 * count else { return nil }
    var offset = Self.aligned(8 + 4 * count)
    for index in 0..<count {
      let length = Int(bytes.load(fromByteOffset: 8 + 4 * index, as: UInt32.self))
      guard offset + length <= bytes.count else { return nil }
      sections.append(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]))
      offset += Self.aligned(length)
    }
  }

  private static func aligned(_ offset: Int) -> Int { (offset + 7) / 8 * 8 }

  /// The numbers of a section.
  package func words(_ section: Int) -> UnsafeBufferPointer<UInt32> {
    sections[section].bindMemory(to: UInt32.self)
  }

  package func bytes(_ section: Int) -> UnsafeBufferPointer<UInt8> {
    sections[section].bindMemory(to: UInt8.self)
  }

  /// Writes a file.
  package static func data(_ kind: Kind, _ sections: [[UInt8]]) -> [UInt8] {
    let padded = sections.map { $0 + [UInt8](repeating: 0, count: (4 - $0.count % 4) % 4) }
    var data = bytes([kind.rawValue, UInt32(sections.count)] + padded.map { UInt32($0.count) })
    for section in padded {
      data += [UInt8](repeating: 0, count: aligned(data.count) - data.count) + section
    }
    return data
  }

  /// Numbers as bytes, little-endian.
  package static func bytes(_ words: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words.count * 4)
    for word in words {
      for shift in stride(from: 0, to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
      }
    }
    return bytes
  }
}

/// The models inside the binary.
package enum EmbeddedModel {
  package static var lexicon: UnsafeRawBufferPointer { buffer(fw_model_lexicon()) }
  package static var tagger: UnsafeRawBufferPointer { buffer(fw_model_tagger()) }
  package static var parser: UnsafeRawBufferPointer { buffer(fw_model_parser()) }
  package static var names: UnsafeRawBufferPointer { buffer(fw_model_names()) }
  package static var lemmas: UnsafeRawBufferPointer { buffer(fw_model_lemmas()) }
  package static var triggers: UnsafeRawBufferPointer { buffer(fw_model_triggers()) }

  private static func buffer(_ data: FWEmbedded) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: data.bytes, count: data.count)
  }
}
