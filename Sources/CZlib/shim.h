// The door to zlib: gzip streams (RFC 1952) of closed journal segments.
#ifndef FEEDWATCH_CZLIB_SHIM_H
#define FEEDWATCH_CZLIB_SHIM_H

#include <string.h>
#include <zlib.h>

// deflateInit2 and inflateInit2 are macros, which Swift cannot see. 15 + 16 is the largest window
// with gzip's header and trailer (zlib.h).

static inline int feedwatch_deflate_gzip(z_stream *stream, int level) {
  memset(stream, 0, sizeof *stream);
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int feedwatch_inflate_gzip(z_stream *stream) {
  memset(stream, 0, sizeof *stream);
  return inflateInit2(stream, 15 + 16);
}

#endif
