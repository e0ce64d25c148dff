#!/bin/sh
# Runs one supervised job: job.sh DIRECTORY SECONDS PROGRAM [ARGUMENT ...]
# Needs no more than sh, mv and sleep, so that it works in small containers too.
directory=$1
seconds=$2
shift 2

# Who reads a file sees it whole or not at all.
record() {
    printf '%s\n' "$2" >"$directory/$1.new" && mv -f "$directory/$1.new" "$directory/$1"
}

# Beats as long as this shell lives, and ends the whole group at the time limit.
beat() {
    passed=0
    while [ "$passed" -lt "$seconds" ]; do
        : >"$directory/heartbeat"
        sleep 1
        kill -0 "$$" 2>/dev/null || exit 0
        passed=$((passed + 1))
    done
    record status -124
    kill -s KILL -- "-$$"
}

: >"$directory/heartbeat"
record pid "$$"
beat &
heart=$!
"$@" >"$directory/output" 2>&1 </dev/null
status=$?
kill -s KILL "$heart" 2>/dev/null
record status "$status"
