#!/bin/sh
# Prints a name for the stack and a free port for each of PORT_NAMES, as NAME=value. A port is claimed by a directory that
# only one can make, so that runs beside each other on this machine never get the same; claims of half a day ago are stale.
set -eu
claims=/tmp/staged-flow-ports-$(id -u)
mkdir -p "$claims"
find "$claims" -mindepth 1 -maxdepth 1 -type d -mmin +720 -exec rmdir {} + 2>/dev/null || true

listens() { # PORT: whether something listens on it, on any address of the machine
  hex=$(printf '%04X' "$1")
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$hex" '$4 == "0A" { n = split($2, a, ":"); if (a[n] == port) found = 1 } END { exit !found }'
}

# Below the range the system gives to outgoing connections.
claim() {
  tries=0
  while [ "$tries" -lt 200 ]; do
    tries=$((tries + 1))
    port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
    if mkdir "$claims/$port" 2>/dev/null; then
      listens "$port" || return 0
      rmdir "$claims/$port"
    fi
  done
  echo "no free port between 20000 and 31999 after $tries tries: stop what listens there, or remove $claims" >&2
  return 1
}

taken=
for name in ${PORT_NAMES:-}; do
  claim || {
    # shellcheck disable=SC2086 # one word a directory
    [ -z "$taken" ] || rmdir $taken
    exit 1
  }
  printf '%s=%s\n' "$name" "$port"
  taken="$taken $claims/$port"
done
printf 'PORT_CLAIMS=%s\n' "${taken# }"
# Two workspaces of a machine have different paths.
printf 'STACK_NAME=%s-%s\n' "$STACK" "$(pwd -P | cksum | cut -d' ' -f1)"
