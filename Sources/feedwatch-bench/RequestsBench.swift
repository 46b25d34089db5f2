import ArgumentParser
import Glibc
import Transport

/// Asks one URL over and over, and watches what is kept: descriptors and memory must not grow.
struct RequestsBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requests",
    abstract: "Make many requests and print descriptors and memory on the way.")

  @Option(help: "How many requests.")
  var count = 100_000

  @Option(help: "How many at once.")
  var parallel = 50

  @Argument(help: "URLs, asked in turns; private addresses are allowed.")
  var urls: [String]

  func validate() throws {
    if urls.isEmpty || count < 10 || parallel < 1 { throw ValidationError("Name URLs to ask.") }
  }

  func run() async throws {
    let client = TransferClient(maxConnections: parallel, perHost: parallel)
    let step = count / 10
    let began = Self.seconds()
    for round in 1...10 {
      let failures = await ask(client, step)
      print(
        "\(round * step) requests: \(Self.descriptors()) descriptors, "
          + "\(Self.memory()) kB resident, \(failures) failed")
    }
    let seconds = Self.seconds() - began
    print("\(Int(Double(step * 10) / seconds)) requests/s")
    client.shutDown()
  }

  /// Makes `count` requests, `parallel` at once; how many failed.
  private func ask(_ client: TransferClient, _ count: Int) async -> Int {
    let urls = urls
    let parallel = parallel
    return await withTaskGroup(of: Int.self) { group in
      for worker in 0..<parallel {
        group.addTask {
          var failures = 0
          for index in stride(from: worker, to: count, by: parallel) {
            var request = TransferRequest(url: urls[index % urls.count])
            request.allowPrivate = true
            do {
              _ = try await client.fetch(request)
            } catch {
              failures += 1
            }
          }
          return failures
        }
      }
      return await group.reduce(0, +)
    }
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func descriptors() -> Int {
    guard let folder = opendir("/proc/self/fd") else { return -1 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count - 3  // ".", ".." and the folder's own
  }

  private static func memory() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return -1 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 256)
    guard fgets(&buffer, 256, file) != nil else { return -1 }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
  }
}
