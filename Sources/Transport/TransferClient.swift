import CCurl
import Glibc
import Synchronization

/// Fetches over HTTP with libcurl's multi interface: one thread owns it and everything that hangs
/// on it (connections, DNS and TLS session caches); requests are handed in, answers handed out.
public final class TransferClient: Sendable {
  private let shared: SharedQueue
  private let thread: TransferThread

  /// - Parameters:
  ///   - maxConnections: open connections at most, idle ones included.
  ///   - perHost: connections to one host at most.
  public init(maxConnections: Int = 64, perHost: Int = 2) {
    _ = CurlGlobal.isReady
    shared = SharedQueue()
    thread = TransferThread(shared, maxConnections: maxConnections, perHost: perHost)
  }

  deinit {
    shared.close()
    thread.join()
  }

  /// Asks, and answers when all came, the bounds were reached, or the task was cancelled.
  public func fetch(_ request: TransferRequest) async throws(TransferError) -> TransferResponse {
    let shared = shared
    let id = shared.nextID()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        shared.put(.start(id, request, continuation))
      }
    } onCancel: {
      shared.put(.cancel(id))
    }
    return try result.get()
  }

  /// Changes the bounds that `init` set; connections beyond them end when they are free.
  public func setBounds(maxConnections: Int, perHost: Int) {
    shared.put(.bounds(maxConnections: maxConnections, perHost: perHost))
  }

  /// Ends all transfers with an error and stops the thread; later requests fail at once.
  public func shutDown() {
    shared.close()
    thread.join()
  }
}

typealias Answer = CheckedContinuation<Result<TransferResponse, TransferError>, Never>

enum Order {
  case start(Int, TransferRequest, Answer)
  case cancel(Int)
  case bounds(maxConnections: Int, perHost: Int)
}

/// libcurl's global state, made once for the process.
private enum CurlGlobal {
  static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
}

/// What the thread is told: orders, and the handle by which it is woken (`curl_multi_wakeup` is the
/// one call of the multi interface that other threads may make).
final class SharedQueue: Sendable {
  private struct State {
    var orders: [Order] = []
    var isClosed = false
    var lastID = 0
  }

  private struct Handle: @unchecked Sendable {
    let multi: UnsafeMutableRawPointer?
  }

  private let state = Mutex(State())
  private let handle: Handle

  var multi: UnsafeMutableRawPointer? { handle.multi }

  init() {
    handle = Handle(multi: curl_multi_init())
  }

  deinit {
    if let multi = handle.multi { curl_multi_cleanup(multi) }
  }

  func nextID() -> Int {
    state.withLock {
      $0.lastID += 1
      return $0.lastID
    }
  }

  func put(_ order: Order) {
    let isRefused = state.withLock { state in
      guard !state.isClosed else { return true }
      state.orders.append(order)
      return false
    }
    if isRefused {
      if case .start(_, _, let answer) = order {
        answer.resume(returning: .failure(TransferError(.cancelled, "the program is stopping")))
      }
    } else if let multi {
      curl_multi_wakeup(multi)
    }
  }

  func close() {
    state.withLock { $0.isClosed = true }
    if let multi { curl_multi_wakeup(multi) }
  }

  func take() -> (orders: [Order], isClosed: Bool) {
    state.withLock { state in
      defer { state.orders.removeAll() }
      return (state.orders, state.isClosed)
    }
  }
}
