/// Bytes at a fixed, aligned address, as models are read from.
final class AlignedBytes {
  let raw: UnsafeRawBufferPointer

  init(_ bytes: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    memory.copyBytes(from: bytes)
    raw = UnsafeRawBufferPointer(memory)
  }

  deinit { raw.deallocate() }
}
