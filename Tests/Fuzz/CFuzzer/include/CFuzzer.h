// libFuzzer's own loop, called rather than linked as main: SwiftPM makes main itself.
#ifndef FEEDWATCH_CFUZZER_H
#define FEEDWATCH_CFUZZER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
  int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#endif
