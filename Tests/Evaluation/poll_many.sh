#!/bin/sh
# Polls ten thousand small feeds over a loopback nginx for real: a cold round and one of 304s with
# run --once, then the daemon at one poll a feed and minute, then the daemon with nothing due. Prints
# wall and processor seconds, memory and descriptors.
#
# usage: poll_many.sh FEEDWATCHD [FEEDS=10000] [SECONDS=60]
set -eu
daemon=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
count=${2:-10000}
span=${3:-60}
work=$(mktemp -d /tmp/poll-many-XXXXXX)
port=${PORT:-8198}
pid=
stop() {
  [ -n "$pid" ] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  [ -f "$work/nginx.pid" ] && kill "$(cat "$work/nginx.pid")" 2>/dev/null
  rm -rf "$work"
}
trap stop EXIT INT TERM

mkdir "$work/feeds"
python3 - "$work" "$count" "$port" <<'CODE'
import sys
work, count, port = sys.argv[1], int(sys.argv[2]), sys.argv[3]
for i in range(count):
    items = "".join(
        f"<item><guid isPermaLink='false'>{i}-{j}</guid><title>Item {j} of feed {i}</title>"
        f"<link>http://127.0.0.1:{port}/{i}/{j}</link><description>What happened to {i} in {j} "
        f"steps, told in one sentence.</description></item>" for j in range(3))
    with open(f"{work}/feeds/{i}.xml", "w") as out:
        out.write(f"<rss version='2.0'><channel><title>Feed {i}</title>{items}</channel></rss>\n")
def conf(name, interval):
    with open(f"{work}/{name}", "w") as out:
        out.write("[defaults]\nallow_private = true\nextract = false\nadaptive = false\n"
                  f"interval = \"{interval}\"\nfloor = \"{interval}\"\n"
                  "[http]\nspacing = \"0s\"\nper_host = 50\nmax_transfers = 50\n")
        for i in range(count):
            out.write(f"[feed.f{i}]\nurl = \"http://127.0.0.1:{port}/{i}.xml\"\n")
conf("minute.conf", "60s")
conf("hour.conf", "4h")
CODE
. "$here/poll_nginx.sh"

once() { # once WHAT CONF: one round of run --once
  python3 - "$1" "$daemon" run --once --config "$work/$2" --state-directory "$work/state" <<'CODE'
import resource, subprocess, sys, time
begin = time.monotonic()
subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
wall = time.monotonic() - begin
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%s: %.1f s, cpu %.1f s, memory at most %.0f MB" % (
    sys.argv[1], wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3 * 1.024), end=", ")
CODE
  answers
  echo
}
watch() { # watch WHAT CONF WARM: the daemon for SECONDS, after WARM seconds
  "$daemon" run --config "$work/$2" --state-directory "$work/state" > /dev/null 2> "$work/log" &
  pid=$!
  sleep "$3"
  : > "$work/logs/access.log"
  python3 - "$1" "$pid" "$span" <<'CODE'
import os, sys, time
name, pid, span = sys.argv[1], sys.argv[2], float(sys.argv[3])
def spent():
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
def status(key):
    return next(int(l.split()[1]) for l in open(f"/proc/{pid}/status") if l.startswith(key)) * 1.024 / 1e3
descriptors, begin, cpu = 0, time.monotonic(), spent()
while time.monotonic() - begin < span:
    time.sleep(1)
    descriptors = max(descriptors, len(os.listdir(f"/proc/{pid}/fd")))
wall = time.monotonic() - begin
print("%s: cpu %.2f%%, memory %.0f MB, at most %.0f MB, %d descriptors" % (
    name, 100 * (spent() - cpu) / wall, status("VmRSS"), status("VmHWM"), descriptors), end=", ")
CODE
  answers
  echo
  kill "$pid"
  wait "$pid" 2> /dev/null || true
  pid=
}
echo "$count feeds"
once "cold round" minute.conf
once "round of 304s" minute.conf
watch "one poll a feed and minute, $span s" minute.conf 70
once "round of 304s" hour.conf
watch "nothing due, $span s" hour.conf 5
