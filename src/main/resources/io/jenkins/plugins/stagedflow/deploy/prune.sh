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
# A host may have many images, so none of them costs a process. Times are written so that the order of the alphabet is that
# of time: all before the mark are old enough.
{
  sed -n 's/^\([^ ]*\) \(.\{19\}\).*/\2 \1/p' "$sf_directory/created"
  printf '%s ~\n' "$sf_oldest"
} | LC_ALL=C sort | sed '/ ~$/,$d; s/.* //' | LC_ALL=C sort -u >"$sf_directory/old"
LC_ALL=C sort -u "$sf_directory/keep" >"$sf_directory/kept"
LC_ALL=C comm -23 "$sf_directory/old" "$sf_directory/kept" >"$sf_directory/removable"
if [ -s "$sf_directory/removable" ]; then
  grep -F -f "$sf_directory/removable" "$sf_directory/images" >"$sf_directory/goes" || true
  while read -r sf_id sf_reference; do
    case $sf_reference in *'<none>') continue ;; esac
    docker rmi "$sf_reference" || true
  done <"$sf_directory/goes"
fi
docker image prune --force --filter "until=$SF_PRUNE_UNTIL" || broke "old images could not be removed"
# What was written down of releases whose images have gone is of no more use.
docker images --all --quiet --no-trunc >"$sf_directory/there" || broke "the images could not be listed"
sf_count=0
for sf_release in $(ls -r "$sf_state/releases" 2>/dev/null); do
  sf_count=$((sf_count + 1))
  if [ "$sf_count" -gt "$SF_KEEP" ]; then
    sed -n 's/^IMAGE=\([^ ]*\) .*/\1/p' "$sf_state/releases/$sf_release" >"$sf_directory/of-release"
    grep -qxF -f "$sf_directory/of-release" "$sf_directory/there" || rm -f "$sf_state/releases/$sf_release"
  fi
done
