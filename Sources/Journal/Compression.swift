internal import CZlib
internal import CZstd
import Glibc

/// Compresses bytes chunk by chunk.
protocol Compressor: AnyObject {
  /// Hands what comes out to `output`; `isLast` ends the stream.
  func feed(
    _ input: UnsafeMutableRawBufferPointer, isLast: Bool,
    _ output: (UnsafeRawBufferPointer) throws(JournalError) -> Void
  ) throws(JournalError)
}

/// gzip (RFC 1952), at zlib's default level.
final class GzipCompressor: Compressor {
  private var stream = z_stream()
  private let path: String
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)

  init(path: String) throws(JournalError) {
    self.path = path
    guard feedwatch_deflate_gzip(&stream, 6) == Z_OK else {
      throw JournalError(.compress, path: path, cause: ENOMEM, "cannot start zlib")
    }
  }

  deinit {
    deflateEnd(&stream)
    room.deallocate()
  }

  func feed(
    _ input: UnsafeMutableRawBufferPointer, isLast: Bool,
    _ output: (UnsafeRawBufferPointer) throws(JournalError) -> Void
  ) throws(JournalError) {
    stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_in = UInt32(input.count)
    var result = Z_OK
    repeat {
      stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(room.count)
      result = deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
      guard result != Z_STREAM_ERROR else {
        throw JournalError(.compress, path: path, "zlib failed")
      }
      let made = room.count - Int(stream.avail_out)
      if made > 0 { try output(UnsafeRawBufferPointer(rebasing: room[..<made])) }
    } while stream.avail_out == 0 || isLast && result != Z_STREAM_END
  }
}

/// zstd (RFC 8878), at its default level, with a checksum.
final class ZstdCompressor: Compressor {
  private let context: OpaquePointer
  private let path: String
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)

  init(path: String) throws(JournalError) {
    self.path = path
    guard let context = ZSTD_createCCtx() else {
      throw JournalError(.compress, path: path, cause: ENOMEM, "cannot start zstd")
    }
    self.context = context
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit {
    ZSTD_freeCCtx(context)
    room.deallocate()
  }

  func feed(
    _ input: UnsafeMutableRawBufferPointer, isLast: Bool,
    _ output: (UnsafeRawBufferPointer) throws(JournalError) -> Void
  ) throws(JournalError) {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    while true {
      var target = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
      let left = ZSTD_compressStream2(
        context, &target, &source, isLast ? ZSTD_e_end : ZSTD_e_continue)
      guard ZSTD_isError(left) == 0 else {
        throw JournalError(.compress, path: path, String(cString: ZSTD_getErrorName(left)))
      }
      if target.pos > 0 { try output(UnsafeRawBufferPointer(rebasing: room[..<target.pos])) }
      if isLast ? left == 0 : source.pos == source.size { return }
    }
  }
}

extension ByteSource {
  /// Reads and forgets: compressed files have no offsets to go to.
  func skip(_ count: Int64) throws(JournalError) {
    var left = count
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { room.deallocate() }
    while left > 0 {
      let part = UnsafeMutableRawBufferPointer(rebasing: room[..<Int(min(left, Int64(room.count)))])
      let count = try read(into: part)
      if count == 0 { return }
      left -= Int64(count)
    }
  }
}

/// What a gzip file holds; several members in a row are one file (RFC 1952, section 2.2).
final class GzipSource: ByteSource {
  private let source: FileSource
  private let path: String
  private var stream = z_stream()
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var isInMember = false
  private var isAtEnd = false

  init(_ source: FileSource, path: String) throws(JournalError) {
    self.source = source
    self.path = path
    guard feedwatch_inflate_gzip(&stream) == Z_OK else {
      throw JournalError(.open, path: path, cause: ENOMEM, "cannot start zlib")
    }
  }

  deinit {
    inflateEnd(&stream)
    room.deallocate()
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(JournalError) -> Int {
    stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(target.count)
    while stream.avail_out == UInt32(target.count), !isAtEnd {
      if stream.avail_in == 0 {
        let count = try source.read(into: room)
        if count == 0 {
          guard !isInMember else {
            throw JournalError(.open, path: path, "the compressed file ends too early")
          }
          isAtEnd = true
          break
        }
        stream.next_in = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = UInt32(count)
      }
      isInMember = true
      switch inflate(&stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR:
        break
      case Z_STREAM_END:
        isInMember = false
        inflateReset(&stream)
      default:
        let words = stream.msg.map { String(cString: $0) } ?? "damaged"
        throw JournalError(.open, path: path, "cannot decompress: \(words)")
      }
    }
    return target.count - Int(stream.avail_out)
  }
}

/// What a zstd file holds; several frames in a row are one file (RFC 8878, section 3.1).
final class ZstdSource: ByteSource {
  private let source: FileSource
  private let path: String
  private let context: OpaquePointer
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var input = ZSTD_inBuffer()
  private var isInFrame = false
  private var isAtEnd = false

  init(_ source: FileSource, path: String) throws(JournalError) {
    self.source = source
    self.path = path
    guard let context = ZSTD_createDCtx() else {
      throw JournalError(.open, path: path, cause: ENOMEM, "cannot start zstd")
    }
    self.context = context
  }

  deinit {
    ZSTD_freeDCtx(context)
    room.deallocate()
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(JournalError) -> Int {
    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    while output.pos == 0, !isAtEnd {
      if input.pos == input.size {
        let count = try source.read(into: room)
        if count == 0 {
          // What the decoder still holds comes without input.
          guard isInFrame else {
            isAtEnd = true
            break
          }
        }
        input = ZSTD_inBuffer(src: room.baseAddress, size: count, pos: 0)
      }
      let before = input.pos
      let left = ZSTD_decompressStream(context, &output, &input)
      guard ZSTD_isError(left) == 0 else {
        throw JournalError(
          .open, path: path, "cannot decompress: \(String(cString: ZSTD_getErrorName(left)))")
      }
      isInFrame = left != 0
      if isInFrame, output.pos == 0, input.pos == before, input.size == 0 {
        throw JournalError(.open, path: path, "the compressed file ends too early")
      }
    }
    return output.pos
  }
}
