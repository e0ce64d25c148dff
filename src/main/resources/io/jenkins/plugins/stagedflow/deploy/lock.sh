# Holds the target for one deployment. The lock lives as long as its process, which lives as long as the connection; one
# whose caller was not heard of for long, or is this very one by another connection, is taken over.
enter_checkout
command -v flock >/dev/null 2>&1 ||
  fail "flock is not installed on the target (it is in util-linux): nothing would keep two deployments apart"
mkdir -p "$sf_state" || broke "the lock could not be made"
exec 9>>"$sf_state/lock"
read -r sf_noted sf_pid sf_group sf_start sf_since sf_from 2>/dev/null <"$sf_state/owner" || sf_noted= sf_since= sf_from=
sf_owner=$sf_noted
if ! flock -n 9; then
  sf_silent=$(($(date +%s) - $(stat -c %Y "$sf_state/owner" 2>/dev/null || echo 0)))
  if [ "$sf_noted" != "$SF_MARK" ]; then
    [ "$sf_silent" -gt "$SF_STALE_SECONDS" ] ||
      fail "another deployment to $SF_DIRECTORY is going on since ${sf_since:-a moment ago}, started from ${sf_from:-somewhere}"
    printf 'the deployment of %s from %s was not heard of for %s s: its lock is taken over\n' \
      "$sf_since" "$sf_from" "$sf_silent"
  fi
  end_noted "$sf_state/owner"
  flock -w 10 9 || fail "the lock of $SF_DIRECTORY is held by a process that does not end"
fi
# Of one that was cut off, a phase may still be at work, and what it was killed in may be left.
end_noted "$sf_state/phase"
remove_files_of "$sf_owner"
# A full disk must not keep a deployment from going back.
note_process "$sf_state/owner" || printf '%s\n' "the owner of the lock could not be written down"
# Each line of the caller is a sign of life.
sf_listen() {
  while read -r sf_sign <&3; do touch -c "$sf_state/owner" || true; done
}
watch_caller
printf 'holding the lock of %s\n' "$SF_DIRECTORY"
fact "locked"
# The shell would tell that it was ended, which is no news: that is how the lock is released.
exec >/dev/null 2>&1
# A phase that was killed could not remove its files itself: they go with the lock.
sf_made=yes
wait "$sf_watcher"
