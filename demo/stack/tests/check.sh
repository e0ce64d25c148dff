# shellcheck shell=sh
# What the tests share: each check says what it found when that is not what was wanted.

checks=0
failures=0

# equal NAME WANTED FOUND
equal() {
  checks=$((checks + 1))
  if [ "$2" != "$3" ]; then
    failures=$((failures + 1))
    printf 'FAILED %s\n  wanted: %s\n  found:  %s\n' "$1" "$2" "$3"
  fi
}

# succeeds NAME COMMAND…, fails NAME COMMAND…
succeeds() {
  name=$1
  shift
  if "$@" >/dev/null 2>&1; then equal "$name" yes yes; else equal "$name" success failure; fi
}

fails() {
  name=$1
  shift
  if "$@" >/dev/null 2>&1; then equal "$name" failure success; else equal "$name" yes yes; fi
}

# contains NAME WANTED TEXT
contains() {
  case $3 in
  *"$2"*) equal "$1" yes yes ;;
  *) equal "$1" "something with $2" "$3" ;;
  esac
}

# finish SUITE — the last line of a test.
finish() {
  printf '%s: %s checks, %s failed\n' "$1" "$checks" "$failures"
  [ "$failures" -eq 0 ]
}
