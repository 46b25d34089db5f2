#!/bin/sh
# Polls 500 generated feeds over a loopback nginx: cold, and again when all answers are 304. Prints
# the README's table: seconds of wall time (and of processor time), and how many times the wall time
# of the limit (curl --parallel, and for a cold poll the bare libxml2 SAX reading of what it fetched)
# that is: the best of three runs (sfeed_update and newsboat take long: one). At most 50
# connections. Peers are measured where they are installed (apt install sfeed newsboat golang-go
# golang-github-mmcdole-gofeed-dev); PEERS=no leaves them out. gofeed is a library: the program here
# fetches 50 at once with Go's own client and parses, and keeps and remembers nothing; it makes no
# conditional requests. sfeed_update makes none either.
#
# usage: poll_bench.sh FEEDWATCHD [FEEDS=500]
set -eu
daemon=$(realpath "$1")
count=${2:-500}
here=$(dirname "$(realpath "$0")")
generator=${GENERATOR:-$here/../../../shared/bench/gen_feeds.py}
work=$(mktemp -d /tmp/poll-bench-XXXXXX)
port=${PORT:-8197}
stop() {
  [ -f "$work/nginx.pid" ] && kill "$(cat "$work/nginx.pid")" 2>/dev/null
  rm -rf "$work"
}
trap stop EXIT INT TERM

mkdir "$work/feeds" "$work/out"
python3 "$generator" "$work/feeds" "$count" >&2
. "$here/poll_nginx.sh"

# The limit: fetched by curl, read by libxml2 with handlers that gather the text.
cat > "$work/sax.c" <<'CODE'
#include <libxml/parser.h>
#include <string.h>
static size_t gathered;
static void text(void *c, const xmlChar *s, int n) { (void)c; (void)s; gathered += n; }
static void start(void *c, const xmlChar *l, const xmlChar *p, const xmlChar *u, int nn,
  const xmlChar **ns, int na, int nd, const xmlChar **a)
{ (void)c; (void)l; (void)p; (void)u; (void)nn; (void)ns; (void)na; (void)nd; (void)a; }
int main(int argc, char **argv) {
  xmlSAXHandler h;
  memset(&h, 0, sizeof h);
  h.initialized = XML_SAX2_MAGIC;
  h.characters = h.cdataBlock = text;
  h.startElementNs = start;
  for (int i = 1; i < argc; i++) xmlSAXUserParseFile(&h, 0, argv[i]);
  return gathered == 0;
}
CODE
cc -O2 "$work/sax.c" -o "$work/sax" $(xml2-config --cflags --libs)
i=0
while [ "$i" -lt "$count" ]; do
  name=$(printf 'feed%04d.xml' "$i")
  printf 'url = "http://127.0.0.1:%s/%s"\noutput = "%s/out/%s"\n' "$port" "$name" "$work" "$name"
  i=$((i + 1))
done > "$work/curl.conf"

seconds() { # seconds COMMAND...: its wall time and the processor time of it and its children
  python3 - "$@" <<'CODE'
import resource, subprocess, sys, time
begin = time.monotonic()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
wall = time.monotonic() - begin
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.2f %.2f" % (wall, usage.ru_utime + usage.ru_stime))
sys.exit(code)
CODE
}
row() { # row NAME COLD AGAIN ANSWERS
  echo "$1 $2 $3 $limit_cold $limit_again" | awk -v answers="$4" '{
    printf "| %s | %s (%s) | %.1f | %s (%s) | %.1f | %s |\n", $1, $2, $3, $2 / $6, $4, $5, $4 / $8, answers }'
}

best() { # best COMMAND...: of three
  for _ in 1 2 3; do seconds "$@"; done | sort -n | head -1
}
cold_best() { # cold_best DIRECTORY COMMAND...: of three, the directory removed before each
  kept=$1
  shift
  for _ in 1 2 3; do
    rm -rf "$kept"
    seconds "$@"
  done | sort -n | head -1
}
curl_cold=$(best curl -sS --parallel --parallel-max 50 -K "$work/curl.conf")
sax=$(best "$work/sax" "$work"/out/*.xml)
date=$(date -u -r "$work/feeds/feed0000.xml" '+%a, %d %b %Y %H:%M:%S GMT')
curl_again=$(best curl -sS --parallel --parallel-max 50 -H "If-Modified-Since: $date" -K "$work/curl.conf")
limit_cold=$(echo "$curl_cold $sax" | awk '{printf "%.2f %.2f", $1 + $3, $2 + $4}')
limit_again=$curl_again
said=$(answers)
echo "$count feeds, $(du -sk "$work/feeds" | cut -f1) kB; wall and processor seconds: curl $curl_cold, libxml2 SAX $sax" >&2

echo "| | cold, s (cpu) | of the limit | all 304, s (cpu) | of the limit | answers |"
echo "|---|---|---|---|---|---|"
row "curl+SAX" "$limit_cold" "$limit_again" "$said"

{
  printf '[defaults]\nallow_private = true\nextract = false\n'
  printf '[http]\nspacing = "0s"\nper_host = 50\nmax_transfers = 50\n'
  i=0
  while [ "$i" -lt "$count" ]; do
    printf '[feed.f%04d]\nurl = "http://127.0.0.1:%s/feed%04d.xml"\n' "$i" "$port" "$i"
    i=$((i + 1))
  done
} > "$work/feeds.conf"
cold=$(cold_best "$work/state" "$daemon" run --once --config "$work/feeds.conf" --state-directory "$work/state")
again=$(best "$daemon" run --once --config "$work/feeds.conf" --state-directory "$work/state")
row feedwatchd "$cold" "$again" "$(answers)"

[ "${PEERS:-yes}" = yes ] || exit 0
if command -v sfeed_update > /dev/null; then
  {
    echo "sfeedpath=\"$work/sfeeds\""
    echo "maxjobs=50"
    echo "feeds() {"
    i=0
    while [ "$i" -lt "$count" ]; do
      printf 'feed "f%04d" "http://127.0.0.1:%s/feed%04d.xml"\n' "$i" "$port" "$i"
      i=$((i + 1))
    done
    echo "}"
  } > "$work/sfeedrc"
  cold=$(seconds sfeed_update "$work/sfeedrc") || true
  again=$(seconds sfeed_update "$work/sfeedrc") || true
  row sfeed_update "$cold" "$again" "$(answers)"
fi
if command -v newsboat > /dev/null; then
  sed -n 's/^url = "\(.*\)"/\1/p' "$work/curl.conf" > "$work/urls"
  echo "reload-threads 50" > "$work/newsboat.conf"
  cold=$(seconds newsboat -C "$work/newsboat.conf" -u "$work/urls" -c "$work/news.db" -x reload) || true
  again=$(seconds newsboat -C "$work/newsboat.conf" -u "$work/urls" -c "$work/news.db" -x reload) || true
  row newsboat "$cold" "$again" "$(answers)"
fi
if command -v go > /dev/null && [ -d /usr/share/gocode/src/github.com/mmcdole/gofeed ]; then
  mkdir -p "$work/go/src/poll"
  cat > "$work/go/src/poll/main.go" <<'CODE'
package main

import (
	"bufio"
	"net/http"
	"os"
	"sync"

	"github.com/mmcdole/gofeed"
)

func main() {
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 50}}
	urls := make(chan string)
	var all sync.WaitGroup
	for range [50]int{} {
		all.Add(1)
		go func() {
			defer all.Done()
			for url := range urls {
				if answer, err := client.Get(url); err == nil {
					gofeed.NewParser().Parse(answer.Body)
					answer.Body.Close()
				}
			}
		}()
	}
	file, _ := os.Open(os.Args[1])
	for lines := bufio.NewScanner(file); lines.Scan(); {
		urls <- lines.Text()
	}
	close(urls)
	all.Wait()
}
CODE
  if (cd "$work/go/src/poll" && GO111MODULE=off GOPATH="$work/go:/usr/share/gocode" \
    GOCACHE="$work/go/cache" go build -o "$work/gofeed" . >&2); then
    sed -n 's/^url = "\(.*\)"/\1/p' "$work/curl.conf" > "$work/urls"
    cold=$(seconds "$work/gofeed" "$work/urls") || true
    row gofeed "$cold" "$cold" "$(answers)"
  fi
fi
