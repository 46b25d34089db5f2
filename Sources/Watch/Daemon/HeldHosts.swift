import Synchronization

/// The hosts that want to be left alone, for polls on their way: a redirect is not followed to one.
/// Times are seconds of a steady clock.
final class HeldHosts: Sendable {
  private struct Holds {
    var hosts: [String: Double] = [:]
    var domains: [String: Double] = [:]
  }

  private let holds = Mutex(Holds())

  func hold(host: String, until: Double, now: Double) {
    holds.withLock { Self.put(host, until, now, into: &$0.hosts) }
  }

  func hold(domain: String, until: Double, now: Double) {
    holds.withLock { Self.put(domain, until, now, into: &$0.domains) }
  }

  private static func put(
    _ name: String, _ until: Double, _ now: Double, into holds: inout [String: Double]
  ) {
    if holds.count >= 1024 { holds = holds.filter { $0.value > now } }
    holds[name] = max(holds[name] ?? until, until)
  }

  /// Seconds for which a host wants to be left alone; nil: it may be asked.
  func rest(_ host: String, now: Double) -> Double? {
    holds.withLock { holds in
      var until = holds.hosts[host] ?? now
      if !holds.domains.isEmpty, let hold = holds.domains[PublicSuffix.registrableDomain(host)] {
        until = max(until, hold)
      }
      return until > now ? until - now : nil
    }
  }
}
