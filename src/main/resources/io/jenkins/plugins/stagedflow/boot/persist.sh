# Runs commands one after another, each again while its failure may pass: persist LOG {COUNT ARGUMENT ...} ...
# LOG is the file that takes the output of all this; COUNT says how many arguments make the next command.
log=$1
shift
most=5

# What these words tell about will be the same next time: a denial, something that is not there, a service that died.
final='unauthorized|denied|forbidden|authentication required|no basic auth|manifest unknown|name unknown'
final="$final|not found: |: not found|does not exist|invalid reference|no such service|exited with status"

persist() {
    attempt=1
    pause=1
    while :; do
        before=$(wc -c <"$log")
        "$@"
        status=$?
        if [ "$status" -eq 0 ] || [ "$status" -eq 126 ] || [ "$status" -eq 127 ] || [ "$attempt" -ge "$most" ]; then
            return "$status"
        fi
        if tail -c "+$((before + 1))" "$log" | grep -qiE "$final"; then return "$status"; fi
        echo "Attempt $attempt of $most ended with status $status; the next one comes in $pause s"
        sleep "$pause"
        attempt=$((attempt + 1))
        pause=$((pause * 2))
    done
}

# Runs the first COUNT of the arguments: each goes to the end, those beyond COUNT are dropped.
run_first() {
    left=$1
    shift
    for argument in "$@"; do
        shift
        if [ "$left" -gt 0 ]; then set -- "$@" "$argument"; fi
        left=$((left - 1))
    done
    persist "$@"
}

while [ "$#" -gt 0 ]; do
    count=$1
    shift
    run_first "$count" "$@" || exit
    shift "$count"
done
