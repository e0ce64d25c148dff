#!/bin/sh
# Loads CACHE_IMAGE from a tarball kept by what it is made from (CACHE_ACTION=load), or keeps it as one (save).
# Exit status of load: 0 it is there now, 1 it must be built. Whatever is wrong with the cache, save succeeds.
set -u
directory=${CACHE_DIRECTORY:-${XDG_CACHE_HOME:-$HOME/.cache}/staged-flow/images}
name=$(printf '%s' "${CACHE_IMAGE%:*}" | tr -c 'A-Za-z0-9\n' '-' | tr 'A-Z' 'a-z')

leave() {
  echo "$2"
  if [ "$CACHE_ACTION" = load ]; then exit "$1"; fi
  exit 0
}

command -v zstd >/dev/null || leave 1 "The image cache is not used: zstd is not installed."
key=$(printf '%s\n' "$CACHE_FILES" | while IFS= read -r file; do sha256sum -- "$file" || echo missing; done 2>&1 | sha256sum | cut -c1-40)
printf '%s\n' "$CACHE_FILES" | while IFS= read -r file; do [ -r "$file" ] || exit 1; done ||
  leave 1 "The image cache is not used: not all of the files it goes by are there."
# An engine that does not answer says nothing about the tarball.
docker version >/dev/null 2>&1 || leave 1 "The image cache is not used: the Docker Engine does not answer."
mkdir -p "$directory" 2>/dev/null || leave 1 "The image cache is not used: $directory cannot be made."
tarball=$directory/$name-$key.tar.zst
mark=staged-flow-cache/$name:$key
# Runs that want the same image take turns, as they give it the same mark and take that away again.
if command -v flock >/dev/null && : 2>/dev/null >>"$directory/.$name.lock"; then
  exec 9>>"$directory/.$name.lock"
  flock -w 600 9 || leave 1 "The image cache is not used: another run has held it for ten minutes."
fi

load() {
  [ -r "$tarball" ] || leave 1 "No image is kept for these files: $CACHE_IMAGE is built."
  # Loaded before and still there: nothing to unpack.
  if ! { [ -r "$tarball.id" ] && docker tag "$(cat "$tarball.id")" "$mark" 2>/dev/null; }; then
    zstd -q -t "$tarball" 2>/dev/null || discard
    zstd -q -d -c "$tarball" | docker load -q >/dev/null || discard
    docker image inspect "$mark" >/dev/null 2>&1 || discard
    docker image inspect -f '{{.Id}}' "$mark" >"$tarball.id" || true
  fi
  docker tag "$mark" "$CACHE_IMAGE" || discard
  docker image rm "$mark" >/dev/null 2>&1 || true
  touch "$tarball"
  echo "$CACHE_IMAGE is the image kept in $tarball."
}

discard() {
  rm -f "$tarball" "$tarball.id"
  leave 1 "The image kept in $tarball is damaged and was removed: $CACHE_IMAGE is built."
}

save() {
  new=$(mktemp -d "$directory/.new-XXXXXX") || leave 0 "The image is not kept: $directory cannot be written."
  trap 'rm -rf "$new"' EXIT
  docker tag "$CACHE_IMAGE" "$mark" || leave 0 "The image is not kept: there is no $CACHE_IMAGE."
  if docker save -o "$new/image.tar" "$mark" && zstd -q -T0 "$new/image.tar" -o "$new/image.tar.zst"; then
    docker image inspect -f '{{.Id}}' "$mark" >"$new/id"
    mv -f "$new/image.tar.zst" "$tarball" && mv -f "$new/id" "$tarball.id"
    echo "$CACHE_IMAGE is kept in $tarball."
  else
    echo "The image is not kept: it could not be written."
  fi
  docker image rm "$mark" >/dev/null 2>&1 || true
  # The newest of this image stay.
  ls -1t "$directory/$name"-*.tar.zst 2>/dev/null | tail -n "+$((CACHE_KEEP + 1))" | while IFS= read -r old; do rm -f "$old" "$old.id"; done
}

"$CACHE_ACTION"
