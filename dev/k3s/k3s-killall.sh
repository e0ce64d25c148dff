#!/usr/bin/env bash
# A STAND-IN for k3s-killall.sh: stops the servers that the k3s beside this script runs, and no other process.
set -euo pipefail

state='@STATE@'
bin='@BIN@'

start_ticks() {
  local stat
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  stat=${stat##*) }
  # shellcheck disable=SC2086 # the fields are wanted as words
  set -- $stat
  [[ $1 != Z ]] || return 1
  printf '%s' "${20}"
}

runs() { [[ $(start_ticks "$1") == "$2" ]]; }

for service in "$state"/k3s/k3s-*.service; do
  if [[ ! -e $service ]] || ! grep -qxF "BIN=$bin" "$service"; then continue; fi
  record=$state/pids/$(basename "$service" .service).pid
  if [[ -s $record ]] && read -r pid ticks <"$record" && runs "$pid" "$ticks"; then
    kill "$pid" 2>/dev/null || true
    for turn in {1..100}; do
      runs "$pid" "$ticks" || break
      ((turn != 60)) || kill -KILL "$pid" 2>/dev/null || true
      sleep 0.05
    done
  fi
  rm -f "$record"
done
