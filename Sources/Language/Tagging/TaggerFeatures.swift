/// What the tagger looks at: the word, its neighbours, the two tags before it.
package enum TaggerFeatures {
  /// At least as many as `fill` writes.
  package static let capacity = 64

  /// Writes the features of the token at `index` of a sentence.
  @inline(__always)
  package static func fill(
    _ base: UnsafeMutablePointer<UInt32>, _ forms: UnsafePointer<WordForm>, _ index: Int,
    _ count: Int, _ previous: UInt32, _ beforePrevious: UInt32
  ) -> Int {
    var list = FeatureList(base)
    let form = forms[index]
    @inline(__always) func lower(_ at: Int) -> UInt32 {
      at < 0 ? 1 : at >= count ? 2 : forms[at].lower
    }
    @inline(__always) func ambiguity(_ at: Int) -> UInt32 {
      at < 0 ? 1001 : at >= count ? 1002 : UInt32(forms[at].ambiguity)
    }
    @inline(__always) func fine(_ at: Int) -> UInt32 {
      at < 0 ? 1001 : at >= count ? 1002 : UInt32(forms[at].fine)
    }
    @inline(__always) func tail(_ at: Int) -> UInt32 {
      at < 0 ? 1 : at >= count ? 2 : forms[at].tail3
    }
    @inline(__always) func shape(_ at: Int) -> UInt32 {
      at < 0 ? 1 : at >= count ? 2 : forms[at].shape
    }
    let coarse = UInt32(form.coarse)
    let next = ambiguity(index + 1)
    let isFirst: UInt32 = index == 0 ? 1 : 0
    list.add(0)
    list.add(form.word)
    list.add(form.lower)
    list.add(form.head2)
    list.add(form.head3)
    list.add(form.tail1)
    list.add(form.tail2)
    list.add(form.tail3)
    list.add(form.tail)
    list.add(form.shape)
    list.add(form.shape, isFirst)
    list.add(lower(index - 1))
    list.add(lower(index - 2))
    list.add(lower(index + 1))
    list.add(lower(index + 2))
    list.add(tail(index - 1))
    list.add(tail(index + 1))
    list.add(shape(index + 1))
    list.add(previous)
    list.add(previous, beforePrevious)
    list.add(previous, form.lower)
    list.add(previous, lower(index + 1))
    list.add(lower(index - 1), form.lower)
    list.add(form.lower, lower(index + 1))
    list.add(coarse)
    list.add(fine(index))
    list.add(previous, fine(index))
    list.add(fine(index + 1))
    list.add(fine(index - 1))
    list.add(fine(index), fine(index + 1))
    list.add(fine(index - 1), fine(index))
    list.add(form.tail2, previous)
    list.add(form.tail3, next)
    list.add(ambiguity(index))
    list.add(ambiguity(index), previous)
    list.add(ambiguity(index), previous, next)
    list.add(ambiguity(index), next)
    list.add(next)
    list.add(previous, next)
    list.add(ambiguity(index), next, ambiguity(index + 2))
    list.add(ambiguity(index + 2))
    list.add(beforePrevious, previous, ambiguity(index))
    list.add(lower(index - 1), lower(index + 1))
    list.add(form.tail3, form.shape)
    list.add(ambiguity(index), lower(index + 1))
    list.add(ambiguity(index), lower(index - 1))
    list.add(previous, beforePrevious, form.lower)
    list.add(fine(index - 1), fine(index + 1))
    list.add(form.tail3, fine(index))
    list.add(form.head, form.shape)
    list.add(form.tail3, previous, next)
    list.add(UInt32(form.flags.rawValue), previous, next)
    return list.count
  }
}
