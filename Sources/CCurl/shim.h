// The door to libcurl. Its option calls are variadic, which Swift cannot call: one inline function
// an argument type, named for that type, so that a `long` is never passed as an `int`.
#ifndef FEEDWATCH_CCURL_SHIM_H
#define FEEDWATCH_CCURL_SHIM_H

#include <curl/curl.h>

/// Sets an option that takes a `long` (CURLOPTTYPE_LONG).
static inline CURLcode fw_curl_setopt_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

#endif
