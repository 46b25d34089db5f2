/// What the name model looks at in one token and around it.
package enum NameFeatures {
  /// At least as many as `fill` writes.
  package static let capacity = 384

  /// Tokens of a text that is read as a line that stands alone.
  private static let alone = 60

  /// Writes the features of a token and gives their number. What a name is in a line that stands alone
  /// (a post, a headline) is another matter than in a report: there every feature comes a second time
  /// as one of such lines (Daumé, "Frustratingly easy domain adaptation", ACL 2007).
  @inline(__always)
  package static func fill(
    _ base: UnsafeMutablePointer<UInt32>, _ context: borrowing NameContext, _ sentence: Range<Int>,
    _ index: Int
  ) -> Int {
    let count = general(base, context, sentence, index)
    guard context.count <= alone else { return count }
    for feature in 0..<count { base[count + feature] = Hashing.mix(base[feature], 1) }
    return 2 * count
  }

  @inline(__always)
  private static func general(
    _ base: UnsafeMutablePointer<UInt32>, _ context: borrowing NameContext, _ sentence: Range<Int>,
    _ index: Int
  ) -> Int {
    let tokens = context.tokens
    let token = tokens[index]
    let form = token.form
    let low = sentence.lowerBound
    let high = sentence.upperBound
    @inline(__always) func lower(_ at: Int) -> UInt32 {
      at < low ? 1 : at >= high ? 2 : tokens[at].form.lower
    }
    @inline(__always) func shape(_ at: Int) -> UInt32 {
      at < low ? 1 : at >= high ? 2 : tokens[at].form.shape
    }
    @inline(__always) func fine(_ at: Int) -> UInt32 {
      at < low ? 1001 : at >= high ? 1002 : UInt32(tokens[at].form.fine)
    }
    @inline(__always) func coarse(_ at: Int) -> UInt32 {
      at < low ? 1001 : at >= high ? 1002 : UInt32(tokens[at].form.coarse)
    }
    @inline(__always) func tag(_ at: Int) -> UInt32 {
      at < low ? 1001 : at >= high ? 1002 : tokens[at].tag
    }
    @inline(__always) func lists(_ at: Int) -> UInt32 {
      at < low || at >= high
        ? 1 << 30
        : UInt32(tokens[at].starting) | UInt32(tokens[at].inside) << 12
          | (tokens[at].isLong ? 1 << 25 : 0)
    }
    let manner = token.manner
    let own = lists(index)
    let before = lower(index - 1)
    let after = lower(index + 1)

    var list = FeatureList(base, template: 2000)
    list.add(0)
    list.add(form.word)
    list.add(form.lower)
    list.add(form.shape)
    list.add(form.head1)
    list.add(form.head2)
    list.add(form.head3)
    list.add(form.head)
    list.add(form.tail1)
    list.add(form.tail2)
    list.add(form.tail3)
    list.add(form.tail)
    list.add(manner)
    list.add(before)
    list.add(after)
    list.add(lower(index - 2))
    list.add(lower(index + 2))
    list.add(shape(index - 1))
    list.add(shape(index + 1))
    list.add(shape(index - 2))
    list.add(shape(index + 2))
    list.add(before, form.lower)
    list.add(form.lower, after)
    list.add(shape(index - 1), form.shape)
    list.add(form.shape, shape(index + 1))
    list.add(shape(index - 1), form.shape, shape(index + 1))
    list.add(before, manner)
    list.add(after, manner)
    list.add(lower(index - 2), before, manner)
    list.add(after, lower(index + 2), manner)
    list.add(form.tail3, manner)

    list.add(tag(index))
    list.add(tag(index - 1))
    list.add(tag(index + 1))
    list.add(tag(index - 1), tag(index))
    list.add(tag(index), tag(index + 1))
    list.add(tag(index), manner)

    list.add(coarse(index))
    list.add(fine(index))
    list.add(coarse(index - 1))
    list.add(fine(index - 1))
    list.add(coarse(index + 1))
    list.add(fine(index + 1))
    list.add(fine(index), manner)
    list.add(fine(index - 1), manner)
    list.add(fine(index + 1), manner)
    list.add(coarse(index - 1), coarse(index), coarse(index + 1))
    list.add(fine(index - 1), fine(index))
    list.add(fine(index), fine(index + 1))
    list.add(fine(index - 2), manner)
    list.add(fine(index + 2), manner)

    list.add(own)
    list.add(own, manner)
    list.add(lists(index - 1))
    list.add(lists(index + 1))
    list.add(lists(index - 1), own)
    list.add(own, lists(index + 1))
    list.add(own, before)
    list.add(own, after)
    list.add(own, fine(index))
    list.add(own, coarse(index + 1))
    list.add(own, coarse(index - 1))
    list.go(to: 2070)
    var bits = own
    while bits != 0 {
      list.go(to: 2070)
      list.add(UInt32(bits.trailingZeroBitCount))
      bits &= bits - 1
    }

    guard form.flags.contains(.capital) else {
      list.go(to: 2080)
      // Between two capitalised words: the run tells whether "of" is inside a name.
      if index > low, index + 1 < high, !token.run.isEmpty {
        list.add(form.lower, tokens[Int(token.run.lowerBound)].form.lower)
        list.add(form.lower, tokens[index - 1].form.lower, lower(index + 1))
        list.add(form.lower, fine(index - 1), fine(index + 1))
        list.add(form.lower, lists(index - 1), lists(index + 1))
      }
      return list.count
    }
    list.go(to: 2100)
    let strict = token.strictRun
    let run = token.run
    let first = tokens[Int(strict.lowerBound)]
    let last = tokens[Int(strict.upperBound) - 1]
    let end = tokens[Int(run.upperBound) - 1]
    let place = UInt32(min(3, index - Int(strict.lowerBound)))
    let rest = UInt32(min(3, Int(strict.upperBound) - 1 - index))
    let afterRun = lower(Int(strict.upperBound))
    let beforeRun = lower(Int(strict.lowerBound) - 1)
    let afterFine = fine(Int(strict.upperBound))
    let beforeFine = fine(Int(strict.lowerBound) - 1)
    list.add(place, rest, manner)
    list.add(last.form.lower)
    list.add(last.form.lower, rest)
    list.add(UInt32(last.form.fine), rest)
    list.add(UInt32(last.form.fine), UInt32(last.starting))
    list.add(first.form.lower, place)
    list.add(UInt32(first.form.fine), place)
    list.add(UInt32(first.starting), place, rest)
    list.add(UInt32(last.starting), place, rest)
    list.add(end.form.lower)
    list.add(tokens[Int(run.lowerBound)].form.lower)
    list.add(afterRun, place)
    list.add(beforeRun, place)
    list.add(afterFine, place, rest)
    list.add(beforeFine, place, rest)
    list.add(beforeRun, UInt32(strict.count))
    list.add(afterRun, UInt32(strict.count))
    list.add(beforeFine, afterFine)

    list.go(to: 2130)
    guard token.entry >= 0 else { return list.count }
    let word = context.words[Int(token.entry)]
    list.add(word.flags)
    list.add(word.flags & 0x1FF, own)
    list.add(word.before)
    list.add(word.after)
    list.add(UInt32(word.classesBefore), manner)
    list.add(word.lastOfRun)
    list.add(UInt32(min(4, word.longestRun)), UInt32(min(4, strict.count)))
    list.add(word.flags & 0xC0, word.flags & 0x13F, manner)
    list.add(UInt32(word.count == 1 ? 1 : word.count < 4 ? 2 : 3), manner)
    var flags = word.flags
    while flags != 0 {
      list.go(to: 2140)
      let bit = UInt32(flags.trailingZeroBitCount)
      list.add(bit)
      list.add(bit, manner)
      flags &= flags - 1
    }
    return list.count
  }
}
