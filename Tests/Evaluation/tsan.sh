#!/bin/sh
# Runs the test suite, and the programs it starts, under the thread sanitizer, one test after the
# other; fails on any report. Takes long. What is known of no use is in tsan.supp, with the reason.
#
# usage: tsan.sh [SUITES=a regular expression of names]
set -eu
cd "$(dirname "$0")/../.."
export TSAN_OPTIONS="suppressions=$PWD/Tests/Evaluation/tsan.supp exitcode=66 log_path=${LOG:-/tmp/tsan-report}"
rm -f "${LOG:-/tmp/tsan-report}".*
swift test ${SKIP_BUILD:+--skip-build} --sanitize=thread --scratch-path .build-tsan --no-parallel \
  ${1:+--filter "$1"} || result=$?
reports=$(cat "${LOG:-/tmp/tsan-report}".* 2> /dev/null | grep -c 'WARNING: ThreadSanitizer' || true)
echo "$reports reports of the sanitizer; tests ended with ${result:-0}"
[ "$reports" = 0 ] && [ "${result:-0}" = 0 ]
