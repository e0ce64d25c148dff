# Writes down what is deployed: the next deployment comes back to it, and its images are kept.
enter_checkout
find_compose
printf 'writing down what is deployed\n'
mkdir -p "$sf_state/releases"
sf_images=$(running_images) || broke "the images that run could not be found out"
sf_images=$(printf '%s\n' "$sf_images" | sort -u)
{
  printf 'IMAGE_TAG=%s\nCOMMIT=%s\n' "${IMAGE_TAG:-}" "$(git rev-parse HEAD)"
  printf '%s\n' "$sf_images" | sed -n '/./s/^/IMAGE=/p'
} >"$sf_state/new" || broke "the release could not be written down"
# The same release again is not another one to keep.
for sf_release in "$sf_state/releases"/*; do
  if cmp -s "$sf_state/new" "$sf_release"; then rm -f "$sf_release"; fi
done
cp "$sf_state/new" "$(sf_record).new"
mv -f "$(sf_record).new" "$(sf_record)"
mv -f "$sf_state/new" "$sf_state/releases/$(date +%s)-$SF_MARK"
rm -f "$sf_state/attempt"
printf '%s\n' "$sf_images" | keep_images
printf '%s\n' "$sf_images" | while read -r sf_id sf_reference sf_digest; do
  if [ -n "$sf_id" ]; then fact "running $sf_reference $sf_digest"; fi
done
printf 'commit %s is deployed\n' "$(git rev-parse HEAD)"
