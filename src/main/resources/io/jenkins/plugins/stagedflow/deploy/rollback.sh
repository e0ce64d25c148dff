# Goes back to the commit and the images that were there before.
enter_checkout
find_compose
if [ "$SF_RAN_BEFORE" = no ]; then
  compose down --remove-orphans || broke "the new containers could not be removed"
  set_back "$SF_FORMER_COMMIT"
  rm -f "$sf_state/attempt"
  exit 0
fi
set_back "$SF_FORMER_COMMIT"
# A tag may hold the new image by now, and an image may have been removed by somebody.
sf_logged_in=
sf_restored() {
  while read -r sf_id sf_reference sf_digest <&4; do
    [ -n "$sf_id" ] || continue
    if ! docker image inspect "$sf_id" >/dev/null 2>&1; then
      [ "$sf_digest" != - ] || broke "the image $sf_id of $sf_reference is gone"
      [ -n "$sf_logged_in" ] || log_in
      sf_logged_in=yes
      docker pull "$sf_digest" || broke "the image $sf_digest is gone and could not be pulled again"
      sf_id=$sf_digest
    fi
    case $sf_reference in
      *@* | sha256:*) ;;
      *) docker tag "$sf_id" "$sf_reference" || broke "$sf_reference could not be set back to $sf_id" ;;
    esac
  done
}
sf_restored 4<<IMAGES
$SF_FORMER_IMAGES
IMAGES
if [ -n "$SF_FORMER_TAG" ]; then export IMAGE_TAG="$SF_FORMER_TAG"; else unset IMAGE_TAG; fi
if [ "$SF_FORMER_KNOWN" = no ]; then log_in; fi
# What was cut off while it started containers may have told the engine to stop one that still looks as if it ran.
sf_anew=
if [ "$SF_RECREATE" = yes ]; then sf_anew=--force-recreate; fi
compose up -d --remove-orphans $sf_anew || broke "the former containers could not be started"
