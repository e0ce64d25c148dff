# The beginning of every phase. It runs inside a function, so that the whole script has arrived before its first
# command starts; standard input is empty, and what is left of the connection's own one is descriptor 3.
set -eu
exec 2>&1

# Tells the caller a value; everything else that is printed is only shown.
fact() { printf '%s %s\n' "$SF_MARK" "$*"; }

# Ends the phase and tells why, in one line.
fail() {
  fact "failure $(printf '%s' "$*" | tr '\n' ' ')"
  exit 1
}

# Ends the phase because of a command, whose last lines tell more.
broke() {
  sf_hint=
  sf_free=$(free_kilobytes .)
  # Few programs say that this is why.
  if [ "$sf_free" -lt 65536 ]; then sf_hint=" (only $((sf_free / 1024)) MiB are free there)"; fi
  fact "broken $(printf '%s' "$*$sf_hint" | tr '\n' ' ')"
  exit 1
}

# Prints how many KiB are free where a path is; a very large number if that cannot be found out.
free_kilobytes() {
  sf_blocks=$(df -Pk -- "$1" 2>/dev/null | tail -n 1 | sed 's/ *[^ ]*% .*//; s/.* //') || sf_blocks=
  case $sf_blocks in
  '' | *[!0-9]*) printf '999999999999' ;;
  *) printf '%s' "$sf_blocks" ;;
  esac
}

sf_directory="${TMPDIR:-/tmp}/staged-flow-$SF_MARK"
sf_made=
sf_watcher=
# Whoever ends a phase may say so twice: timeout passes on to the group what the group was told already. Neither the
# way out nor what it starts may be ended by that.
sf_deaf() { trap '' HUP INT PIPE TERM; }
sf_leave() {
  sf_status=$?
  sf_deaf
  trap - EXIT
  if [ -n "$sf_made" ]; then rm -rf "$sf_directory"; fi
  if [ -n "$sf_watcher" ]; then kill "$sf_watcher" 2>/dev/null || true; fi
  exit "$sf_status"
}
trap sf_leave EXIT
trap 'sf_deaf; exit 129' HUP
trap 'sf_deaf; exit 130' INT
trap 'sf_deaf; exit 141' PIPE
trap 'sf_deaf; exit 143' TERM

# When the connection breaks or the caller gives up, the phase ends with everything it started.
sf_listen() { cat <&3; }
watch_caller() {
  (
    sf_listen
    kill -s TERM 0
  ) >/dev/null 2>&1 &
  sf_watcher=$!
}

# Makes the directory for temporary files, which is removed at the end of the phase.
make_directory() {
  if [ -z "$sf_made" ]; then
    # First, as mkdir itself may be ended when it has made it.
    sf_made=yes
    mkdir -m 700 "$sf_directory"
  fi
}

enter_checkout() {
  cd -- "$SF_DIRECTORY" >/dev/null 2>&1 || fail "there is no directory $SF_DIRECTORY on the target"
  command -v git >/dev/null 2>&1 || fail "git is not installed on the target"
  sf_git=$(git rev-parse --absolute-git-dir) || broke "$SF_DIRECTORY on the target is not a git checkout"
  # What deployments know of each other is kept where git does not look at it.
  sf_state=$sf_git/staged-flow
  if [ "$SF_PHASE" != lock ] && [ -d "$sf_state" ]; then note_process "$sf_state/phase" || true; fi
}

# Group and start of a process: together with its number they name it for good.
sf_identity() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f3,20; }

# Writes down which process this is, so that one that lost its caller can be found.
note_process() {
  printf '%s %s %s %s %s\n' "$SF_MARK" "$$" "$(sf_identity "$$")" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    "${SSH_CONNECTION%% *}" 2>/dev/null >"$1.new" && mv -f "$1.new" "$1"
}

# Sends a signal to a process group; shells do not agree on how to write that.
signal_group() { kill -s "$1" -- "-$2" 2>/dev/null || kill -s "$1" "-$2" 2>/dev/null; }

# Ends the process that was written down, with everything it started, if it still runs, and waits for all of that: what
# it started may live a moment longer.
end_noted() {
  sf_pid= sf_group= sf_start=
  read -r sf_noted sf_pid sf_group sf_start sf_since sf_from 2>/dev/null <"$1" || return 0
  [ -n "$sf_group" ] || return 0
  for sf_signal in TERM TERM TERM KILL KILL; do
    for sf_try in 1 2 3 4 5 6 7 8 9 10; do
      signal_group 0 "$sf_group" || return 0
      if [ "$sf_try" = 1 ] && [ "$(sf_identity "$sf_pid")" = "$sf_group $sf_start" ]; then
        signal_group "$sf_signal" "$sf_group" || true
      fi
      sleep 0.2 2>/dev/null || sleep 1
    done
    # Without its first process nobody can say whose group it is: no more than a moment is waited for it.
    [ "$(sf_identity "$sf_pid")" = "$sf_group $sf_start" ] || return 0
  done
}

# Removes the temporary files of another deployment.
remove_files_of() {
  case $1 in
  *[!0-9a-f-]* | '') ;;
  *) rm -rf "${TMPDIR:-/tmp}/staged-flow-$1" ;;
  esac
}

# What a deployment changes is written down before it does, so that one that is cut off still has a way back.
sf_attempt() { sed -n "s/^$1 //p" "$sf_state/attempt" 2>/dev/null || true; }

# What is deployed, for the next deployment and for its way back.
sf_record() { printf '%s/deployed' "$sf_state"; }

changed_files() { git status --porcelain --untracked-files=no; }

# Sets the checkout back to a commit. If a move to $2 was cut off, the files it brought go; what others have changed in
# the meantime is set aside under a name of its own.
set_back() {
  sf_moving=$(sf_attempt MOVING)
  if [ -n "$sf_moving" ]; then
    # Its owner was ended by us.
    rm -f "$sf_git/index.lock"
    git diff --name-only -z --no-renames --diff-filter=A "$1" "$sf_moving" | xargs -0 -r rm -f --
  elif [ -n "$(changed_files)" ]; then
    sf_aside=$(git -c user.name=staged-flow -c user.email=staged-flow@localhost stash create) ||
      broke "changes that were made to the checkout in the meantime could not be set aside"
    git update-ref "refs/staged-flow/set-aside/$sf_aside" "$sf_aside"
    printf 'changes that were made to the checkout in the meantime are kept: git stash apply %s\n' "$sf_aside"
    fact "aside $sf_aside"
  fi
  git reset --hard "$1" || broke "the checkout could not be set back to $1"
}

# Which compose there is; asked once, as it takes its time, and handed from phase to phase.
which_compose() {
  if docker compose version >/dev/null 2>&1; then
    printf 'plugin'
  elif command -v docker-compose >/dev/null 2>&1; then
    printf 'program'
  else
    fail "neither 'docker compose' nor 'docker-compose' is installed on the target"
  fi
}

find_compose() {
  command -v docker >/dev/null 2>&1 || fail "docker is not installed on the target"
  if [ -z "${SF_COMPOSE:-}" ]; then SF_COMPOSE=$(which_compose) || { printf '%s\n' "$SF_COMPOSE"; exit 1; }; fi
  case $SF_COMPOSE in
  plugin) sf_compose() { docker compose "$@"; } ;;
  *) sf_compose() { docker-compose "$@"; } ;;
  esac
}

# Prints a line a container of the project: the id of its image, the reference it was started by, and the digest of that
# image in its registry, or '-'.
running_images() {
  sf_containers=$(compose ps -q) || return 1
  [ -n "$sf_containers" ] || return 0
  # Of what has gone in the meantime nothing is told.
  sf_started=$(docker inspect --format '{{.Image}} {{.Config.Image}}' $sf_containers 2>/dev/null) || true
  sf_ids=$(printf '%s\n' "$sf_started" | cut -d' ' -f1 | sort -u)
  sf_digests=$(docker image inspect --format '{{.Id}} {{range .RepoDigests}}{{.}} {{end}}' $sf_ids 2>/dev/null) || true
  printf '%s\n' "$sf_started" | while read -r sf_id sf_reference; do
    [ -n "$sf_id" ] || continue
    sf_digest=$(printf '%s\n' "$sf_digests" | sed -n "s/^$sf_id //p")
    printf '%s %s %s\n' "$sf_id" "$sf_reference" "$(sf_first_of "${sf_reference%:*}@" $sf_digest)"
  done
}

# Prints the first of the further words that begins with the first, or the first of them, or '-'.
sf_first_of() {
  sf_wanted=$1
  shift
  for sf_word; do
    case $sf_word in "$sf_wanted"*) printf '%s' "$sf_word" && return 0 ;; esac
  done
  printf '%s' "${1:--}"
}

# Names under which images are kept that no other name holds any more.
sf_kept() { printf 'staged-flow.local/kept-%s' "$(printf '%s' "$sf_git" | cksum | cut -d' ' -f1)"; }

# Keeps the images of the lines that running_images prints from being removed as unused.
keep_images() {
  cut -d' ' -f1 | sort -u | while read -r sf_id; do
    if [ -n "$sf_id" ]; then
      docker tag "$sf_id" "$(sf_kept):$(printf '%s' "${sf_id#sha256:}" | cut -c1-32)" 2>/dev/null || true
    fi
  done
}

# Logs in to the registry in a directory of this phase alone; the logins of the user stay untouched.
log_in() {
  if [ -z "$SF_REGISTRY_USER" ]; then return 0; fi
  sf_usual=${DOCKER_CONFIG:-${HOME:-/root}/.docker}
  if [ -z "${DOCKER_HOST:-}" ]; then
    # The chosen context is part of the configuration that is left behind.
    sf_endpoint=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null) || sf_endpoint=
    if [ -n "$sf_endpoint" ]; then export DOCKER_HOST="$sf_endpoint"; fi
  fi
  make_directory
  export DOCKER_CONFIG="$sf_directory"
  if [ -d "$sf_usual/cli-plugins" ]; then ln -s "$sf_usual/cli-plugins" "$DOCKER_CONFIG/cli-plugins"; fi
  if printf '%s' "$SF_REGISTRY_PASSWORD" |
    docker login --username "$SF_REGISTRY_USER" --password-stdin "$SF_REGISTRY" >"$sf_directory/said" 2>&1; then
    printf 'logged in to %s as %s\n' "$SF_REGISTRY" "$SF_REGISTRY_USER"
  else
    cat "$sf_directory/said"
    fail "$SF_REGISTRY refused the login of $SF_REGISTRY_USER: $(grep -v '^$' "$sf_directory/said" | tail -n 1)"
  fi
  SF_REGISTRY_PASSWORD=
}

[ "$SF_PHASE" = lock ] || watch_caller
