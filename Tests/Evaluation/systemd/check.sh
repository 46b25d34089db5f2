#!/bin/bash
# Runs inside the booted system (see boot.sh): drives the shipped unit as an administrator would.
set -u
fail=0
ok() { if [ "$2" = "$3" ]; then echo "ok   $1"; else echo "FAIL $1: got '$2', want '$3'"; fail=1; fi; }
p() { systemctl show -P "$1" feedwatchd; }
config=/etc/feedwatchd/feeds.conf
# With DynamicUser the journal stands under /var/lib/private; root may read it.
lines() { cat /var/lib/feedwatchd/*.jsonl 2>/dev/null | wc -l; }
wait_for() { for _ in $(seq 100); do [ "$(eval "$1")" = "$2" ] && return; sleep 0.1; done; }
item() { echo "<item><guid>$1</guid><title>The minister met envoys on day $1</title></item>"; }
feed() { # the numbers of its items
  { echo '<rss version="2.0"><channel><title>Desk</title>'; for i in "$@"; do item "$i"; done; echo '</channel></rss>'; } >/srv/new.xml
  chmod 644 /srv/new.xml; mv /srv/new.xml /srv/feed.xml
}

cp /run/z/feedwatchd /usr/local/bin/
# A minute of watchdog and five seconds before a new start are long for a check.
mkdir -p /run/systemd/system/feedwatchd.service.d
printf '[Service]\nWatchdogSec=3s\nRestartSec=500ms\n' >/run/systemd/system/feedwatchd.service.d/quick.conf
systemctl daemon-reload
mkdir -p /etc/feedwatchd /srv
chmod 755 /srv
feed 1 2
printf '[feed.desk]\nurl = "file:/srv/feed.xml"\nallow_private = true\n' >$config

ok "unit is understood" "$(systemd-analyze verify /run/systemd/system/feedwatchd.service 2>&1)" ""
exposure=$(systemd-analyze security --offline=true --threshold=15 /run/systemd/system/feedwatchd.service 2>&1 | tail -1)
echo "     $exposure"

systemctl start feedwatchd; ok "start waits for READY=1" "$(p ActiveState)" active
wait_for lines 2; ok "two items, two lines" "$(lines)" 2
/usr/local/bin/feedwatchd journal verify --state-directory /var/lib/feedwatchd >/dev/null; ok "journal verify" $? 0

printf '[feed.more]\nurl = "file:/srv/more.xml"\nallow_private = true\n' >>$config
early=0
for i in 1 2 3 4 5; do
  echo "# $i" >>$config
  systemctl reload feedwatchd || echo "FAIL reload $i"
  [ "$(journalctl -b -u feedwatchd -q -o cat | grep -c -i 'reload')" -ge "$i" ] || early=$((early + 1))
done
ok "reload returns when the new list is read" "$early" 0
cp $config /tmp/good; echo 'interval = ' >>$config
systemctl reload feedwatchd; ok "a bad list leaves the daemon running" "$(p ActiveState)" active
ok "the mistake is in the log with its line" \
  "$(journalctl -b -u feedwatchd -p err -q -o cat | grep -c 'feeds.conf:[0-9]')" 1
cp /tmp/good $config

pid=$(p MainPID); kill -KILL "$pid"; feed 1 2 3
wait_for 'p NRestarts' 1; wait_for 'p ActiveState' active
ok "killed, started again" "$(p NRestarts)/$(p ActiveState)" 1/active
wait_for lines 3; ok "only the new item is written" "$(lines)" 3
ok "every seq once" "$(cat /var/lib/feedwatchd/*.jsonl | jq -r .seq | sort -n | tr '\n' ' ')" "1 2 3 "

kill -STOP "$(p MainPID)"; wait_for 'p NRestarts' 2 ; for _ in $(seq 80); do [ "$(p NRestarts)" = 2 ] && break; sleep 1; done
wait_for 'p ActiveState' active; ok "the watchdog ends a stopped daemon" "$(p NRestarts)/$(p ActiveState)" 2/active

echo '[feed' >$config; systemctl restart feedwatchd
ok "a wrong configuration is not retried" "$(p ActiveState)/$(p ExecMainStatus)" failed/78
cp /tmp/good $config; systemctl reset-failed feedwatchd; systemctl start feedwatchd
systemctl stop feedwatchd; ok "stop" "$(p Result)/$(p ExecMainStatus)" success/0
ok "nothing failed" "$(systemctl list-units --failed --no-legend --plain)" ""
journalctl -b -u feedwatchd -q -o short | tail -40
exit $fail
