# Brings the checkout to the head of the branch, or stops: it never merges and never throws anything away.
enter_checkout
export GIT_TERMINAL_PROMPT=0
git fetch "$SF_REMOTE" "$SF_BRANCH" || fail "$SF_BRANCH could not be fetched from $SF_REMOTE"
if ! git merge-base --is-ancestor HEAD FETCH_HEAD; then
  sf_own=$(git log --oneline --max-count=20 FETCH_HEAD..HEAD | tr '\n' ';')
  fail "the checkout has commits that $SF_BRANCH of $SF_REMOTE has not: $sf_own"
fi
git merge --ff-only FETCH_HEAD || fail "the files of the checkout do not let $SF_BRANCH of $SF_REMOTE in"
fact "commit $(git rev-parse HEAD)"
