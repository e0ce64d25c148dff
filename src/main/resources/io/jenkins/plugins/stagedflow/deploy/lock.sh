# Holds the target for one deployment. The lock lives as long as the connection does, so none can be left behind.
enter_checkout
if command -v flock >/dev/null 2>&1; then
  mkdir -p "$sf_git/staged-flow"
  exec 9>>"$sf_git/staged-flow/lock"
  flock -n 9 || fail "another deployment to $SF_DIRECTORY is going on"
else
  printf '%s\n' "flock is not installed on the target: nothing keeps two deployments from interleaving"
fi
fact "locked"
# The shell would tell that it was ended, which is no news: that is how the lock is released.
exec >/dev/null 2>&1
wait "$sf_watcher"
