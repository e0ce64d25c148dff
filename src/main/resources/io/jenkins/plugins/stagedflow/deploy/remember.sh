# Looks at what is there before anything is changed.
enter_checkout
find_compose
fact "compose $SF_COMPOSE"
require_space() {
  sf_free=$(free_kilobytes "$1")
  [ "$sf_free" -ge "$2" ] ||
    fail "only $((sf_free / 1024)) MiB are free at $1 on the target, and $(($2 / 1024)) MiB are needed for $3"
}
require_space "$PWD" "$SF_FREE_KILOBYTES" "the files of the checkout"
require_space "${TMPDIR:-/tmp}" "$SF_FREE_KILOBYTES" "temporary files"
sf_root=$(docker info --format '{{.DockerRootDir}}') || broke "the Docker Engine of the target does not answer"
if [ -d "$sf_root" ]; then require_space "$sf_root" "$SF_FREE_IMAGE_KILOBYTES" "images"; fi

# It was written down as deployed, and cut off before the way back was forgotten.
if [ -e "$sf_state/attempt" ] && [ "$(sf_record)" -nt "$sf_state/attempt" ]; then rm -f "$sf_state/attempt"; fi
sf_former=$(sf_attempt COMMIT)
if [ -n "$sf_former" ]; then
  printf 'an earlier deployment did not reach its end: the way back leads to %s, where it began\n' "$sf_former"
  if [ -n "$(sf_attempt MOVING)" ]; then
    set_back "$(git rev-parse HEAD)"
    # The move is undone; the rest of the way back stays known.
    sed '/^MOVING /d' "$sf_state/attempt" >"$sf_state/attempt.new"
    mv -f "$sf_state/attempt.new" "$sf_state/attempt"
  fi
fi

sf_branch=$(git symbolic-ref --quiet --short HEAD) || sf_branch='no branch'
[ "$sf_branch" = "$SF_BRANCH" ] || fail "the checkout is on $sf_branch, not on $SF_BRANCH"
sf_changes=$(changed_files)
if [ -n "$sf_changes" ]; then
  printf '%s\n' "$sf_changes"
  fail "the checkout has changes that are not committed: $(printf '%s' "$sf_changes" | head -n 20 | tr '\n' ';')"
fi
fact "head $(git rev-parse HEAD)"
printf 'at commit %s of %s\n' "$(git rev-parse HEAD)" "$SF_BRANCH"

if [ -n "$sf_former" ]; then
  fact "cut-off"
  fact "commit $sf_former"
  sf_attempt TAG | while read -r sf_tag; do fact "tag $sf_tag"; done
  sf_attempt CONTAINER | while read -r sf_line; do fact "container $sf_line"; done
  if [ -n "$(sf_attempt UNKNOWN)" ]; then fact "unknown"; fi
  exit 0
fi
fact "commit $(git rev-parse HEAD)"
sf_tag=
if [ -r "$(sf_record)" ]; then sf_tag=$(sed -n 's/^IMAGE_TAG=//p' "$(sf_record)"); fi
if [ -n "$sf_tag" ]; then
  fact "tag $sf_tag"
  printf 'version %s is deployed\n' "$sf_tag"
  export IMAGE_TAG="$sf_tag"
fi
if sf_images=$(running_images); then
  printf '%s\n' "$sf_images" | while read -r sf_id sf_reference sf_digest; do
    [ -n "$sf_id" ] || continue
    fact "container $sf_id $sf_reference $sf_digest"
    printf '%s runs (%s)\n' "$sf_reference" "$sf_id"
  done
else
  # What runs can only be asked for by the files that are there now, which may be the reason for this deployment.
  fact "unknown"
fi
