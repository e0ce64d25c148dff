docker image prune --force --filter "until=$SF_PRUNE_UNTIL" || fail "old images could not be removed"
