#!/bin/sh
# Restores CACHE_PATHS as they were kept for the lock files CACHE_FILES (CACHE_ACTION=restore), or keeps them (save).
# Exit status of restore: 0 all are there now, 1 they must be made. Whatever is wrong with the cache, save succeeds.
set -u
directory=${CACHE_DIRECTORY:-${XDG_CACHE_HOME:-$HOME/.cache}/staged-flow/files}

leave() {
  echo "$2"
  if [ "$CACHE_ACTION" = restore ]; then exit "$1"; fi
  exit 0
}

if command -v zstd >/dev/null; then pack='zstd -q -T0' unpack='zstd -q -d'; else pack='gzip -1' unpack='gzip -d'; fi
printf '%s\n' "$CACHE_FILES" | while IFS= read -r file; do [ -r "$file" ] || exit 1; done ||
  leave 1 "The file cache is not used: not all of the files it goes by are there."
key=$({ printf '%s\n' "$CACHE_PATHS" "$pack"; printf '%s\n' "$CACHE_FILES" | while IFS= read -r file; do sha256sum <"$file"; done; } | sha256sum | cut -c1-40)
kept=$directory/$key

# each COMMAND… — with the number of each path and the path itself, ~/ being the home.
each() {
  number=0
  printf '%s\n' "$CACHE_PATHS" | while IFS= read -r path; do
    number=$((number + 1))
    case $path in '~/'*) path=$HOME/${path#'~/'} ;; esac
    "$@" "$number" "$path" || exit 1
  done
}

restore_one() {
  mkdir -p "$(dirname "$2")" && work=$(mktemp -d "$(dirname "$2")/.restore-XXXXXX") || return 1
  # The whole is unpacked before anything takes its place.
  if $unpack <"$kept/$1" >"$work/tar" && tar -C "$work" -xf "$work/tar" && rm -rf "$2" && mv "$work/$(basename "$2")" "$2"; then
    rm -rf "$work"
  else
    rm -rf "$work"
    return 1
  fi
}

keep_one() {
  [ -e "$2" ] || { echo "there is no $2"; return 1; }
  tar -C "$(dirname "$2")" -cf "$new/tar" "$(basename "$2")" && $pack <"$new/tar" >"$new/$1" && rm -f "$new/tar"
}

restore() {
  [ -d "$kept" ] || leave 1 "Nothing is kept for these lock files."
  if each restore_one 2>/dev/null; then
    touch "$kept"
    echo "Restored from $kept."
  else
    rm -rf "$kept"
    leave 1 "What was kept in $kept is damaged and was removed."
  fi
}

save() {
  [ ! -d "$kept" ] || leave 0 "Kept already in $kept."
  mkdir -p "$directory" 2>/dev/null && new=$(mktemp -d "$directory/.new-XXXXXX") || leave 0 "Nothing is kept: $directory cannot be written."
  trap 'rm -rf "$new"' EXIT
  each keep_one || leave 0 "Nothing is kept: not all could be packed."
  # Somebody else may have been faster; theirs is as good.
  if mv -T "$new" "$kept" 2>/dev/null; then echo "Kept in $kept."; fi
  find "$directory" -mindepth 1 -maxdepth 1 -type d -mtime +14 -exec rm -rf {} + 2>/dev/null || true
}

"$CACHE_ACTION"
