// The trained models, as bytes in the binary: no files to find at run time.
#ifndef FEEDWATCH_LANGUAGE_MODELS_H
#define FEEDWATCH_LANGUAGE_MODELS_H

#include <stddef.h>

#endif
