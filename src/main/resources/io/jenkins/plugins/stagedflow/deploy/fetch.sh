# Learns what the remote has, and finds the commit to go to. The files of the checkout stay as they are.
enter_checkout
export GIT_TERMINAL_PROMPT=0
git fetch "$SF_REMOTE" "$SF_BRANCH" || broke "$SF_BRANCH could not be fetched from $SF_REMOTE"
sf_branch_head=$(git rev-parse FETCH_HEAD)
if ! git merge-base --is-ancestor HEAD "$sf_branch_head"; then
  sf_own=$(git log --oneline --max-count=20 "$sf_branch_head..HEAD" | tr '\n' ';')
  fail "the checkout has commits that $SF_BRANCH of $SF_REMOTE has not: $sf_own"
fi
sf_commit=${SF_COMMIT:-$sf_branch_head}
git merge-base --is-ancestor "$sf_commit" "$sf_branch_head" 2>/dev/null ||
  fail "$SF_BRANCH of $SF_REMOTE has no commit $sf_commit"
printf 'to commit %s\n' "$(git log --max-count=1 --format='%H %s' "$sf_commit")"
fact "commit $sf_commit"
