#!/usr/bin/env bash
# How fast feedwatchd reads feeds beside other parsers, in one run: MB per CPU second and peak memory.
#
# usage: Tests/Evaluation/parse_peers.sh [FEEDS-DIRECTORY]
#
# The feeds are those of ../shared/bench/gen_feeds.py (500 feeds, 84 MB) unless a directory is
# given. The peers come from Debian: sfeed, libmrss0-dev, python3-feedparser, golang-go with
# golang-github-mmcdole-gofeed-dev, libxml2-dev, gcc, time. What is missing is left out and told.
# Each runs three times; the best counts. The bench is built here, linked as it is for a service:
# with Swift's libraries inside, so that only the pages it uses count as its memory. BENCH=PATH takes
# another build.
set -euo pipefail
cd "$(dirname "$0")/../.."
bench=${BENCH:-.build/static/release/feedwatch-bench}
[ -n "${BENCH:-}" ] || swift build -c release --static-swift-stdlib --scratch-path .build/static \
  --product feedwatch-bench >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
feeds=${1:-$work/feeds}
[ $# -gt 0 ] || python3 ../shared/bench/gen_feeds.py "$feeds" 500 >/dev/null
mapfile -t files < <(find "$feeds" -name '*.xml' | sort)
bytes=$(cat "${files[@]}" | wc -c)
printf '%s\0' "${files[@]}" >"$work/list"

cat >"$work/sax.c" <<'C'
// The limit: libxml2's SAX2 interface, text gathered, nothing else done with it.
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <stdlib.h>
#include <string.h>
static size_t length; static char *text; static size_t room;
static void characters(void *c, const xmlChar *s, int n) {
  if (length + n > room) { room = (length + n) * 2; text = realloc(text, room); }
  memcpy(text + length, s, n); length += n;
}
static void end(void *c, const xmlChar *a, const xmlChar *b, const xmlChar *d) { length = 0; }
int main(int argc, char **argv) {
  xmlSAXHandler handler; memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC; handler.characters = characters;
  handler.cdataBlock = characters; handler.endElementNs = end;
  for (int i = 1; i < argc; i++) {
    xmlParserCtxtPtr c = xmlCreateFileParserCtxt(argv[i]);
    if (!c) continue;
    *c->sax = handler; c->sax2 = 1; xmlCtxtUseOptions(c, XML_PARSE_RECOVER | XML_PARSE_NONET);
    xmlParseDocument(c); xmlFreeParserCtxt(c);
  }
  return 0;
}
C
cat >"$work/mrss.c" <<'C'
#include <mrss.h>
int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    mrss_t *feed = NULL;
    if (mrss_parse_file(argv[i], &feed) == MRSS_OK) mrss_free(feed);
  }
  return 0;
}
C
mkdir -p "$work/go"
cat >"$work/go/main.go" <<'GO'
package main

import (
	"os"

	"github.com/mmcdole/gofeed"
)

func main() {
	for _, path := range os.Args[1:] {
		file, _ := os.Open(path)
		gofeed.NewParser().Parse(file)
		file.Close()
	}
}
GO
cat >"$work/fp.py" <<'PY'
import sys, feedparser
feedparser.SANITIZE_HTML = 0
for path in sys.argv[1:]:
    feedparser.parse(open(path, "rb").read())
PY

# NAME COMMAND…: best of three by CPU seconds.
row() {
  local name=$1 best='' memory=''
  shift
  for _ in 1 2 3; do
    /usr/bin/time -f '%U %S %M' -o "$work/time" "$@" >/dev/null 2>&1 || { echo "| $name | failed | |"; return; }
    read -r user system peak < <(tail -1 "$work/time")
    local cpu
    cpu=$(awk "BEGIN { print $user + $system }")
    if [ -z "$best" ] || awk "BEGIN { exit !($cpu < $best) }"; then best=$cpu memory=$peak; fi
  done
  awk "BEGIN { printf \"| %s | %.0f | %.0f |\\n\", \"$name\", $bytes / 1e6 / $best, $memory / 1024 }"
}
ours() {
  "$bench" parse "${files[@]}" | sed -E 's/^(HTML to text o[nf]+) *:.* ([0-9.]+) MB\/cpu-s, peak ([0-9.]+) MB.*/| feedwatchd, \1 | \2 | \3 |/'
}

echo "${#files[@]} feeds, $((bytes / 1000000)) MB"
echo
echo '| | MB per CPU second | peak MB |'
echo '|---|---|---|'
ours
gcc -O2 "$work/sax.c" -o "$work/sax" $(pkg-config --cflags --libs libxml-2.0) 2>/dev/null &&
  row 'libxml2 SAX2 in C, text gathered, nothing else' "$work/sax" "${files[@]}"
if gcc -O2 "$work/mrss.c" -o "$work/mrss" -lmrss 2>/dev/null; then row libmrss "$work/mrss" "${files[@]}"; else echo '| libmrss | not installed | |'; fi
if command -v sfeed >/dev/null; then row sfeed bash -c 'for f in "$@"; do sfeed <"$f"; done' sfeed "${files[@]}"; else echo '| sfeed | not installed | |'; fi
if (cd "$work/go" && GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= go build -o "$work/gofeed" main.go) 2>/dev/null; then row gofeed "$work/gofeed" "${files[@]}"; else echo '| gofeed | not installed | |'; fi
if /usr/bin/python3 -c 'import feedparser' 2>/dev/null; then row 'feedparser, without sanitising' /usr/bin/python3 "$work/fp.py" "${files[@]}"; else echo '| feedparser | not installed | |'; fi
