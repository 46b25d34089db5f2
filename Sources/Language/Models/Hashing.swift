/// Arithmetic on hashes: features are numbers of 32 bits all the way, so that no string is built and
/// nothing is allocated where text is read.
package enum Hashing {
  /// The FNV-1a offset basis.
  @inline(__always) package static var start: UInt32 { 2_166_136_261 }

  /// One step of FNV-1a.
  @inline(__always)
  package static func byte(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 16_777_619
  }

  /// Joins two values to one; the order counts.
  @inline(__always)
  package static func mix(_ a: UInt32, _ b: UInt32) -> UInt32 {
    let hash = a &* 0x9E37_79B1 ^ b
    return (hash ^ hash >> 15) &* 0x85EB_CA6B
  }

  /// Spreads a feature over all 32 bits: tables index by its high bits and tell entries apart by
  /// its low ones. One to one.
  @inline(__always)
  package static func spread(_ feature: UInt32) -> UInt32 {
    let hash = feature &* 0x9E37_79B1
    return (hash ^ hash >> 16) &* 0xC2B2_AE35
  }
}

/// A list of features under way, in memory that the caller owns. The n-th feature added is the n-th
/// template's: its number is mixed in.
package struct FeatureList {
  package let base: UnsafeMutablePointer<UInt32>
  package var count = 0
  private var template: UInt32

  @inline(__always)
  package init(_ base: UnsafeMutablePointer<UInt32>, template: UInt32 = 0) {
    self.base = base
    self.template = template
  }

  @inline(__always)
  package mutating func add(_ a: UInt32) {
    base[count] = Hashing.mix(template, a)
    count += 1
    template &+= 1
  }

  @inline(__always)
  package mutating func add(_ a: UInt32, _ b: UInt32) {
    add(Hashing.mix(a, b))
  }

  @inline(__always)
  package mutating func add(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
    add(Hashing.mix(Hashing.mix(a, b), c))
  }

  @inline(__always)
  package mutating func add(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
    add(Hashing.mix(Hashing.mix(Hashing.mix(a, b), c), d))
  }

  /// Passes over a template that does not apply, so that those behind it keep their numbers.
  @inline(__always)
  package mutating func skip(_ templates: UInt32 = 1) {
    template &+= templates
  }

  /// Starts over with another block of templates.
  @inline(__always)
  package mutating func go(to template: UInt32) {
    self.template = template
  }
}
