#include "LanguageModels.h"
