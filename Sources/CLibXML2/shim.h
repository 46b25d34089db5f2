// The door to libxml2's SAX interface. The tests hold the scanner of Sources/Feeds/XML against it.
#ifndef FEEDWATCH_CLIBXML2_SHIM_H
#define FEEDWATCH_CLIBXML2_SHIM_H

// Debian's libxml2 is built with ICU, whose headers clash with those that Foundation brings. Only
// the private tail of a struct that nobody here touches depends on them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#endif
