# shellcheck shell=bash
# What the scripts in dev/ share. Sourced, never run.

STAGED_FLOW_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# shellcheck disable=SC2034 # used by those who source this
{
  TRIVY_VERSION=0.68.2
  CRANE_VERSION=0.20.7
  K3S_VERSION=v1.32.11+k3s1
}

# sshd, nginx and dockerd live where an ordinary user's PATH often does not look.
case ":$PATH:" in
*:/usr/sbin:*) ;;
*) PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin ;;
esac
export PATH

program=$(basename "$0")

say() { printf '%s\n' "$*" >&2; }

fail() {
  printf '%s: %s\n' "$program" "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Seconds since $1 (a value of EPOCHREALTIME), one digit after the point.
seconds_since() {
  awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'
}

# with_progress WHAT COMMAND… — on a terminal a line counts the seconds while the command works in silence.
with_progress() {
  local what=$1 ticker='' status=0
  shift
  if [[ -t 2 ]]; then
    (
      for ((passed = 0; ; passed++)); do
        printf '\r%s: %d s ' "$what" "$passed" >&2
        sleep 1
      done
    ) 8>&- 9<&- &
    ticker=$!
  fi
  "$@" || status=$?
  if [[ -n $ticker ]]; then
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    printf '\r\033[K' >&2
  fi
  return "$status"
}

tools_cache() { printf '%s/staged-flow/tools' "${XDG_CACHE_HOME:-$HOME/.cache}"; }

# --- the state directory -------------------------------------------------------------------------

# One directory a checkout and user. It is short because a Unix socket's path may have about 107
# characters, and plain because its values are read by bash and by java.util.Properties.
state_directory() {
  if [[ -n ${STAGED_FLOW_STATE:-} ]]; then
    printf '%s' "${STAGED_FLOW_STATE%/}"
    return
  fi
  local temporary=${TMPDIR:-/tmp} checkout
  checkout=$(printf '%s' "$STAGED_FLOW_ROOT" | sha256sum | cut -c1-8)
  printf '%s/staged-flow-%s-%s' "${temporary%/}" "$(id -u)" "$checkout"
}

check_state_path() {
  local state=$1
  [[ $state == /* ]] ||
    fail "the state directory '$state' is not an absolute path: set STAGED_FLOW_STATE to one that starts with /"
  [[ $state =~ ^[A-Za-z0-9._/+-]+$ ]] ||
    fail "the state directory '$state' has characters other than letters, digits and . _ / + -: set STAGED_FLOW_STATE to a plainer path"
  ((${#state} <= 60)) ||
    fail "the state directory '$state' has ${#state} characters, and sockets in it would exceed the system's limit: set STAGED_FLOW_STATE to a path of at most 60"
}

# --- the command line ----------------------------------------------------------------------------

# A build that was cut off leaves half a jar; only the mark set after a build tells that it is whole.
command_line_jar=$STAGED_FLOW_ROOT/target/staged-flow-cli.jar
command_line_mark=$STAGED_FLOW_ROOT/target/staged-flow-cli.built

note_command_line_built() {
  touch "$command_line_mark"
  # It works without, just starts more slowly.
  "$STAGED_FLOW_ROOT/dev/class-data" >/dev/null 2>&1 || say "$program: the class data of the command line could not be archived; it starts more slowly"
}

command_line_is_built() {
  [[ -r $command_line_jar && -e $command_line_mark && ! $command_line_jar -nt $command_line_mark ]] &&
    [[ -z $(find "$STAGED_FLOW_ROOT/src/main" "$STAGED_FLOW_ROOT/pom.xml" -newer "$command_line_mark" -print -quit) ]]
}

# --- processes that are ours ---------------------------------------------------------------------

# When process $1 started, in clock ticks since boot. With the id it names one process for good: an
# id alone may belong to somebody else by the time we come back.
start_ticks() {
  local stat
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  stat=${stat##*) }
  # shellcheck disable=SC2086 # the fields are wanted as words
  set -- $stat
  [[ $1 != Z ]] || return 1
  printf '%s' "${20}"
}

# record_process FILE PID — fails when the process is gone already.
record_process() {
  local ticks
  ticks=$(start_ticks "$2") || return 1
  printf '%s %s\n' "$2" "$ticks" >"$1.new"
  mv -f "$1.new" "$1"
}

# The id of the process recorded in FILE if that very process still runs; else fails.
recorded_process() {
  local pid ticks
  [[ -s $1 ]] || return 1
  read -r pid ticks <"$1" || return 1
  [[ $(start_ticks "$pid") == "$ticks" ]] || return 1
  printf '%s' "$pid"
}

# Process $1 and everything below it, parents first.
process_tree() {
  local child children
  printf '%s\n' "$1"
  children=$(cat "/proc/$1/task/"*/children 2>/dev/null) || true
  for child in $children; do process_tree "$child"; done
}

# wait_gone SECONDS PID:TICKS… — true when all are gone in time.
wait_gone() {
  local turns=$(($1 * 20)) entry left
  shift
  while :; do
    left=
    for entry in "$@"; do
      if [[ $(start_ticks "${entry%%:*}") == "${entry##*:}" ]]; then left=1; fi
    done
    [[ -n $left ]] || return 0
    ((turns-- > 0)) || return 1
    sleep 0.05
  done
}

# stop_process PID SECONDS [TREE] — asks, waits, then kills. With TREE (the default) what the process
# started goes too; with ROOT only the process itself is asked, because it ends its children in order.
stop_process() {
  local pid=$1 seconds=$2 whom=${3:-TREE} each ticks entries=()
  for each in $(process_tree "$pid"); do
    ticks=$(start_ticks "$each") && entries+=("$each:$ticks")
  done
  ((${#entries[@]})) || return 0
  if [[ $whom == TREE ]]; then
    for each in "${entries[@]}"; do kill -TERM "${each%%:*}" 2>/dev/null || true; done
  else
    kill -TERM "$pid" 2>/dev/null || true
  fi
  wait_gone "$seconds" "${entries[@]}" && return 0
  for each in "${entries[@]}"; do
    if [[ $(start_ticks "${each%%:*}") == "${each##*:}" ]]; then
      kill -KILL "${each%%:*}" 2>/dev/null || true
    fi
  done
  wait_gone 5 "${entries[@]}"
}

# --- ports ---------------------------------------------------------------------------------------

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the range the system hands out to outgoing connections, so that none takes it meanwhile.
pick_port() {
  local port try
  for try in {1..200}; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if port_is_free "$port"; then
      printf '%s' "$port"
      return
    fi
  done
  fail "no free port between 20000 and 31999 on 127.0.0.1 after $try tries: stop what listens there and try again"
}
