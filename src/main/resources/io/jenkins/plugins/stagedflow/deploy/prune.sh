# Removes old images: those that no name holds, and those of this project's repositories; never one of the releases to
# keep, nor one that a container uses.
enter_checkout
make_directory
printf 'removing unused images older than %s, but none of the last %s releases\n' "$SF_PRUNE_UNTIL" "$SF_KEEP"
sf_kept >"$sf_directory/repositories"
printf '\n' >>"$sf_directory/repositories"
: >"$sf_directory/keep"
sf_count=0
for sf_release in $(ls -r "$sf_state/releases" 2>/dev/null); do
  sf_count=$((sf_count + 1))
  sed -n 's/^IMAGE=[^ ]* \([^ @]*\).*/\1/p' "$sf_state/releases/$sf_release" |
    sed 's/:[^:/]*$//' >>"$sf_directory/repositories"
  if [ "$sf_count" -le "$SF_KEEP" ]; then
    sed -n 's/^IMAGE=\([^ ]*\) .*/\1/p' "$sf_state/releases/$sf_release" >>"$sf_directory/keep"
  fi
done
docker ps --all --quiet | xargs -r docker inspect --format '{{.Image}}' >>"$sf_directory/keep" || true
sf_oldest=$(date -u -d "@$(($(date +%s) - SF_PRUNE_SECONDS))" +%Y-%m-%dT%H:%M:%S)
sort -u "$sf_directory/repositories" | while IFS= read -r sf_repository; do
  docker images --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}' "$sf_repository"
done | sort -u >"$sf_directory/images"
cut -d' ' -f1 "$sf_directory/images" | sort -u |
  xargs -r docker image inspect --format '{{.Id}} {{.Created}}' >"$sf_directory/created" 2>/dev/null || true
while read -r sf_id sf_reference; do
  if grep -qxF "$sf_id" "$sf_directory/keep"; then continue; fi
  case $sf_reference in *'<none>') continue ;; esac
  sf_created=$(sed -n "s/^$sf_id //p" "$sf_directory/created" | cut -c1-19)
  [ -n "$sf_created" ] || continue
  # Both are written so that the order of the alphabet is that of time.
  if [ "$(printf '%s\n%s\n' "$sf_created" "$sf_oldest" | sort | head -n 1)" = "$sf_created" ]; then
    docker rmi "$sf_reference" || true
  fi
done <"$sf_directory/images"
docker image prune --force --filter "until=$SF_PRUNE_UNTIL" || broke "old images could not be removed"
# What was written down of releases whose images have gone is of no more use.
sf_count=0
for sf_release in $(ls -r "$sf_state/releases" 2>/dev/null); do
  sf_count=$((sf_count + 1))
  if [ "$sf_count" -gt "$SF_KEEP" ]; then
    sf_left=
    for sf_id in $(sed -n 's/^IMAGE=\([^ ]*\) .*/\1/p' "$sf_state/releases/$sf_release"); do
      if docker image inspect "$sf_id" >/dev/null 2>&1; then sf_left=yes; fi
    done
    [ -n "$sf_left" ] || rm -f "$sf_state/releases/$sf_release"
  fi
done
