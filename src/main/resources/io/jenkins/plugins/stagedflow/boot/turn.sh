# Runs a command while nobody else has the turn: turn LOCK PROGRAM [ARGUMENT ...]
# LOCK is a directory that is made for the time. One that stays is waited for no longer than a minute.
lock=$1
shift
left=300
ours=yes
until mkdir "$lock" 2>/dev/null; do
    if [ "$left" -le 0 ]; then ours=no && break; fi
    sleep 0.2 2>/dev/null || sleep 1
    left=$((left - 1))
done
"$@"
status=$?
# The turn of somebody who was not waited for any longer is theirs to give back.
if [ "$ours" = yes ]; then rmdir "$lock" 2>/dev/null; fi
exit "$status"
