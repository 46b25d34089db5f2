import Dispatch
import Synchronization

/// Hands values from one blocking thread to another, a bounded number at a time.
final class Pipe<Value: Sendable>: Sendable {
  /// The receiving side has ended.
  struct Cancelled: Error {}

  private struct State {
    var values: [Value] = []
    var end: Result<Void, any Error>?
    var isCancelled = false
  }

  private let state = Mutex(State())
  private let room: DispatchSemaphore
  private let filled = DispatchSemaphore(value: 0)

  init(capacity: Int) {
    // A semaphore must not be let go of below the value that it was made with.
    room = DispatchSemaphore(value: 0)
    for _ in 0..<capacity { room.signal() }
  }

  /// Waits for room. Throws `Cancelled` where nobody receives any more.
  func send(_ value: Value) throws {
    room.wait()
    let isCancelled = state.withLock { state in
      if !state.isCancelled { state.values.append(value) }
      return state.isCancelled
    }
    if isCancelled {
      room.signal()
      throw Cancelled()
    }
    filled.signal()
  }

  /// Ends the sending side, well or with an error that the receiver gets.
  func finish(_ result: Result<Void, any Error>) {
    state.withLock { $0.end = result }
    filled.signal()
  }

  /// Ends the receiving side.
  func cancel() {
    state.withLock {
      $0.isCancelled = true
      $0.values = []
    }
    room.signal()
  }

  /// Waits for the next value; nil at the end.
  func next() throws -> Value? {
    filled.wait()
    let (value, end) = state.withLock { state -> (Value?, Result<Void, any Error>?) in
      state.values.isEmpty ? (nil, state.end) : (state.values.removeFirst(), nil)
    }
    if let value {
      room.signal()
      return value
    }
    // Asked again, the end is still the end.
    filled.signal()
    try end?.get()
    return nil
  }
}
