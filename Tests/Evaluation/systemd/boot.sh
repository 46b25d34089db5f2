#!/usr/bin/env bash
# Boots a system with the shipped unit in it and checks what systemd sees: start, reload, a wrong
# list, kill, watchdog, stop. Needs root, systemd as PID 1's program, jq, and ../shared's boot.sh.
#
#     swift build -c release --static-swift-stdlib --product feedwatchd
#     Tests/Evaluation/systemd/boot.sh
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../../.. && pwd)
harness=$root/../shared/harness/systemd-boot
dir=$(mktemp -d /tmp/feedwatchd-boot.XXXX)
mkdir -p "$dir/units" "$dir/out"
cp check.sh "$root/.build/release/feedwatchd" "$dir/"
cp "$harness/units/check.service" "$root/systemd/feedwatchd.service" "$dir/units/"
status=0
T=180 bash "$harness/boot.sh" "$dir" || status=$?
cat "$dir/out/log"
rm -rf "$dir"
exit $status
