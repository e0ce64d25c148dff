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

sf_directory="${TMPDIR:-/tmp}/staged-flow-$SF_MARK"
sf_leave() {
  sf_status=$?
  trap - EXIT
  rm -rf "$sf_directory"
  kill "$sf_watcher" 2>/dev/null || true
  exit "$sf_status"
}
trap sf_leave EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM

# When the connection breaks or the caller gives up, the phase ends with everything it started.
(
  cat <&3
  kill -s TERM 0
) >/dev/null 2>&1 &
sf_watcher=$!

# Makes the directory for temporary files, which is removed at the end of the phase.
make_directory() { mkdir -m 700 "$sf_directory"; }

enter_checkout() {
  cd -- "$SF_DIRECTORY" >/dev/null 2>&1 || fail "there is no directory $SF_DIRECTORY on the target"
  command -v git >/dev/null 2>&1 || fail "git is not installed on the target"
  sf_git=$(git rev-parse --absolute-git-dir) || fail "$SF_DIRECTORY on the target is not a git checkout"
}

# What is deployed, for the next deployment and for its way back.
sf_record() { printf '%s/staged-flow/deployed' "$sf_git"; }

changed_files() { git status --porcelain --untracked-files=no; }

find_compose() {
  command -v docker >/dev/null 2>&1 || fail "docker is not installed on the target"
  if docker compose version >/dev/null 2>&1; then
    sf_compose() { docker compose "$@"; }
  elif command -v docker-compose >/dev/null 2>&1; then
    sf_compose() { docker-compose "$@"; }
  else
    fail "neither 'docker compose' nor 'docker-compose' is installed on the target"
  fi
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
