// The door to zstd (RFC 8878): compressed journal segments.
#ifndef FEEDWATCH_CZSTD_SHIM_H
#define FEEDWATCH_CZSTD_SHIM_H

#include <zstd.h>

#endif
