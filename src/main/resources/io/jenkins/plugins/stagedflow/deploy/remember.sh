# Looks at what is there before anything is changed.
enter_checkout
find_compose
sf_branch=$(git symbolic-ref --quiet --short HEAD) || sf_branch='no branch'
[ "$sf_branch" = "$SF_BRANCH" ] || fail "the checkout is on $sf_branch, not on $SF_BRANCH"
sf_changes=$(changed_files)
if [ -n "$sf_changes" ]; then
  printf '%s\n' "$sf_changes"
  fail "the checkout has changes that are not committed: $(printf '%s' "$sf_changes" | head -n 20 | tr '\n' ';')"
fi
fact "commit $(git rev-parse HEAD)"
printf 'at commit %s of %s\n' "$(git rev-parse HEAD)" "$SF_BRANCH"
sf_tag=
if [ -r "$(sf_record)" ]; then sf_tag=$(sed -n 's/^IMAGE_TAG=//p' "$(sf_record)"); fi
if [ -n "$sf_tag" ]; then
  fact "tag $sf_tag"
  printf 'version %s is deployed\n' "$sf_tag"
  export IMAGE_TAG="$sf_tag"
fi
if sf_containers=$(compose ps -q); then
  for sf_container in $sf_containers; do
    fact "container $(docker inspect --format '{{.Image}} {{.Config.Image}}' "$sf_container")"
    docker inspect --format '{{.Config.Image}} is {{.State.Status}} ({{.Image}})' "$sf_container"
  done
else
  # What runs can only be asked for by the files that are there now, which may be the reason for this deployment.
  fact "unknown"
fi
