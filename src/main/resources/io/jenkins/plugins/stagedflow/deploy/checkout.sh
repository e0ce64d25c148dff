# Brings the checkout to the new commit, or stops: it never merges and never throws anything away.
enter_checkout
# Asked first without doing it: whatever is found half done after this was done here.
git read-tree -n -m -u HEAD "$SF_COMMIT" || broke "the files of the checkout do not let commit $SF_COMMIT in"
{
  printf 'COMMIT %s\nMOVING %s\n' "$SF_FORMER_COMMIT" "$SF_COMMIT"
  if [ -n "$SF_FORMER_TAG" ]; then printf 'TAG %s\n' "$SF_FORMER_TAG"; fi
  if [ "$SF_FORMER_KNOWN" = no ]; then printf 'UNKNOWN yes\n'; fi
  printf '%s\n' "$SF_FORMER_IMAGES" | sed -n '/./s/^/CONTAINER /p'
} >"$sf_state/attempt.new" || broke "the way back could not be written down"
mv -f "$sf_state/attempt.new" "$sf_state/attempt"
fact "moving"
if git merge-base --is-ancestor HEAD "$SF_COMMIT"; then
  git merge --ff-only "$SF_COMMIT" || broke "the checkout could not be brought to $SF_COMMIT"
else
  # An earlier commit of the branch: --keep refuses to touch what somebody has changed.
  git reset --keep "$SF_COMMIT" || broke "the checkout could not be brought back to $SF_COMMIT"
  printf 'back at %s\n' "$SF_COMMIT"
fi
sed '/^MOVING /d' "$sf_state/attempt" >"$sf_state/attempt.new"
mv -f "$sf_state/attempt.new" "$sf_state/attempt"
fact "commit $(git rev-parse HEAD)"
