import CFuzzer
import Glibc

/// What libFuzzer calls with every input: bytes and their number; returns 0.
public typealias FuzzDoor = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

/// Hands libFuzzer the door that the first argument names; its other arguments are libFuzzer's own.
/// Ends the program with libFuzzer's exit code, or with 2 where there is no such door.
public func openFuzzDoor(_ doors: KeyValuePairs<String, FuzzDoor>) -> Never {
  let arguments = CommandLine.arguments
  guard arguments.count > 1, let door = doors.first(where: { $0.key == arguments[1] })?.value else {
    let names = doors.map(\.key).joined(separator: "|")
    print("usage: \(arguments.first ?? "fuzz") \(names) [libFuzzer's options] [CORPUS…]")
    exit(2)
  }
  // The name of the door goes; libFuzzer sees the program and its own arguments.
  var count = CommandLine.argc - 1
  let own = CommandLine.unsafeArgv
  own[1] = own[0]
  var shifted: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = own + 1
  exit(LLVMFuzzerRunDriver(&count, &shifted, door))
}
