# Goes back to the commit and the images that were there before.
enter_checkout
find_compose
if [ "$SF_RAN_BEFORE" = no ]; then
  compose down --remove-orphans || fail "the new containers could not be removed"
fi
[ -z "$(changed_files)" ] || fail "the checkout was changed by somebody else in the meantime"
git reset --hard "$SF_FORMER_COMMIT" || fail "the checkout could not be set back to $SF_FORMER_COMMIT"
if [ "$SF_RAN_BEFORE" = no ]; then exit 0; fi
# A tag may hold the new image by now.
printf '%s\n' "$SF_FORMER_IMAGES" | while read -r sf_id sf_reference; do
  case $sf_reference in
    '' | *@* | sha256:*) ;;
    *) docker tag "$sf_id" "$sf_reference" ;;
  esac
done
if [ -n "$SF_FORMER_TAG" ]; then export IMAGE_TAG="$SF_FORMER_TAG"; else unset IMAGE_TAG; fi
log_in
compose up -d --remove-orphans || fail "the former containers could not be started"
