import Dispatch

/// Runs independent pieces of work on all processors; the results stand in the pieces' order.
enum Parallel {
  static func map<Result>(_ count: Int, _ work: (Int) -> Result) -> [Result] {
    Array(unsafeUninitializedCapacity: max(1, count)) { buffer, initialized in
      // Each piece writes its own place and nothing else.
      nonisolated(unsafe) let base = buffer.baseAddress
      nonisolated(unsafe) let work = work
      DispatchQueue.concurrentPerform(iterations: count) { index in
        if let base { (base + index).initialize(to: work(index)) }
      }
      initialized = count
    }
  }
}
