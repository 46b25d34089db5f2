extension RandomAccessCollection where Index == Int {
  /// The first index whose element does not fulfil a predicate that all elements before it fulfil and
  /// none behind it; the end where all do. Binary search: as many looks as the count has bits.
  @inline(__always)
  func partitionPoint(where isBefore: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
